import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { learn, replayCompany } from "#src/core/company.ts"
import * as t from "#src/db/schema.ts"
import { openIntake } from "../intake/helpers.ts"
import { gunn, kari, kjell, marit, ola } from "../people.ts"
import { made, openWorld } from "../world.ts"

const world = await openWorld()
const { as, build, send, track, caseOf, logOf, wordsOf, opened, replay } = world
const { enquire } = openIntake(world)
const post = (path: string, form: Record<string, string> = {}, who = marit) =>
  as(who, path, { form: { ...made(), ...form } })
const rowOf = async (id: string) =>
  (await send("read", [build.select().from(t.companies).where(eq(t.companies.id, id))]))[0][0]

/** A person who asked for help, and became a case of Røros and one of the coast's that few see. */
async function ole(name: string) {
  const { ref: enquiry } = await enquire({ company: name, contact: "A friend" })
  const form = {
    hub: "roros",
    company: name,
    need: "Help",
    track,
    access: "hub",
    advisor: "",
    nextStep: "",
    nextOn: "",
  }
  const { headers } = await post(`/inbox/${enquiry}/acceptance`, form)
  const ref = new URL(headers.get("location") ?? "", "http://x").pathname.split("/").at(-1) ?? ""
  const id = (await caseOf(ref))?.companyId ?? ""
  const secret = `E-${name.length}-${ref}`
  await opened(secret, { companyId: id, company: name, hubId: "kyst", access: "restricted", advisorId: kjell.id })
  await post(`/companies/${id}/facts`, { fact: "form", value: "ENK" })
  await post(`/companies/${id}/facts`, { fact: "address", value: `Hos ${name}` })
  return { id, ref, secret, enquiry, at: `/companies/${id}` }
}

/** Wherever a word still stands. */
async function holding(word: string) {
  const rows = await send("read", [
    build.select().from(t.texts),
    build.select().from(t.companies),
    build.select().from(t.cases),
    build.select().from(t.enquiries),
    build.select().from(t.events),
    build.select().from(t.findable),
  ])
  // What is searched by is no longer than the beginning of a word.
  const part = word.slice(0, 6)
  return rows.flatMap((table, n) => (JSON.stringify(table).toLowerCase().includes(part) ? [n] : []))
}

test("no word of the owner of a sole proprietorship is left anywhere, also in cases that few see and in the enquiry", async () => {
  const { id, ref, secret, at } = await ole("Ole Olastuen")
  expect(await holding("olastuen")).toEqual([0, 1, 2, 3, 5])
  expect((await as(marit, at)).html).toContain('id="erasure"')
  expect((await post(`${at}/erasure`)).status).toBe(303)
  expect(await holding("olastuen")).toEqual([])
  const row = await rowOf(id)
  expect(row?.name).toMatch(/^ENK [0-9A-F]{6}$/)
  for (const one of [ref, secret]) {
    const kase = await caseOf(one)
    expect(kase?.company).toBe(row?.name)
    const words = await wordsOf(`case:${kase?.id}`)
    const log = (await logOf(`case:${kase?.id}`)).map((entry) => ({
      act: entry.act,
      event: entry.data as never,
      onDate: entry.onDate,
      words: Object.fromEntries(
        words.flatMap((it) => (it.eventId === entry.id && it.body ? [[it.name, it.body]] : [])),
      ),
    }))
    expect(replay(log)).toEqual(kase)
  }
  const words = await wordsOf(`company:${id}`)
  const log = (await logOf(`company:${id}`)).map((entry) => ({
    act: entry.act,
    event: entry.data as never,
    onDate: entry.onDate,
    words: Object.fromEntries(words.flatMap((it) => (it.eventId === entry.id && it.body ? [[it.name, it.body]] : []))),
  }))
  expect(replayCompany(id, log)).toEqual(row)
  // The register's next word of them is not taken either.
  if (row)
    expect(learn(row, { name: "OLE OLASTUEN", address: "Hos Ole" }, "register")).toMatchObject({ refusal: "unchanged" })
  expect((await post(`${at}/erasure`)).status).toBe(422)
})

test("nor in a company that was merged into it, which then stays merged", async () => {
  const [one, other] = [await ole("Kari Karistuen"), await ole("Karistuen Kari")]
  await post(`${one.at}/merger`, { from: other.id })
  expect((await post(`${one.at}/erasure`)).status).toBe(303)
  expect(await holding("karistuen")).toEqual([])
  const [[merge]] = await send("read", [build.select().from(t.merges).where(eq(t.merges.keptId, one.id))])
  const { status, html } = await post(`${one.at}/parting`, { merge: merge?.id ?? "" })
  expect([status, html.includes("slettet navnet på eieren")]).toEqual([422, true])
})

test("a company that is not a person is not erased, and advisors and other hubs' managers erase none", async () => {
  const { at } = await ole("Nils Nilsstuen")
  for (const who of [kari, kjell]) expect((await post(`${at}/erasure`, {}, who)).status).toBe(403)
  await opened("E-1", { companyId: "limited", company: "Limited AS", orgnr: "310000019" })
  expect((await post("/companies/limited/erasure")).status).toBe(422)
  expect((await as(marit, "/companies/limited")).html).not.toContain('id="erasure"')
  await opened("E-2", { companyId: "theirs", company: "Theirs" })
  expect((await post("/companies/theirs/erasure", {}, gunn)).status).toBe(403)
  expect((await post("/companies/theirs/erasure", {}, ola)).status).toBe(303)
})
