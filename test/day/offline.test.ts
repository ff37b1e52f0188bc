import { eq } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { addDays, osloDay } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { kari, nils, type Person } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, opened, logOf, build, send } = await openWorld()
const today = osloDay(new Date())
const said = { kind: "meeting", note: "They want to sell abroad" }

type Form = Record<string, string>
/** Sends what was kept, as the browser of `who` does, for `writer`. */
const sent = (who: Person, writer: string, form: Form) =>
  as(who, "/log", { form: { ...said, ...form }, headers: { "Written-By": writer } })
const typesOf = async (ref: string) => (await logOf(`case:id-${ref}`)).map(({ type }) => type)

describe("what was written without coverage", () => {
  test("is answered with a receipt that names the act, and sent again with the same one, written once", async () => {
    await opened("O-1")
    const form = { ...made(1), case: "O-1", on: today, backdated: "Without coverage" }
    const first = await sent(kari, "kari", form)
    expect([first.status, first.headers.get("content-type"), JSON.parse(first.html)]).toEqual([
      ...[200, "application/json", { receipt: form.act }],
    ])
    expect(JSON.parse((await sent(kari, "kari", form)).html)).toEqual({ receipt: form.act })
    expect(await typesOf("O-1")).toEqual(["opened", "noted"])
  })

  test("is not taken from another who is signed in there by now, and not told whether the case is theirs to see", async () => {
    await opened("O-2")
    for (const ref of ["O-2", "O-none"]) {
      const answer = await sent(nils, "kari", { ...made(1), case: ref })
      expect([answer.status, answer.html.includes("receipt")]).toEqual([401, false])
    }
    expect(await typesOf("O-2")).toEqual(["opened"])
  })

  test("gets no receipt where it is refused, or collides, or nobody is signed in", async () => {
    await opened("O-3")
    await as(nils, "/cases/O-3/next-step", { form: { ...made(1), nextStep: "Call", nextOn: addDays(today, 9) } })
    const late = await sent(kari, "kari", { ...made(1), case: "O-3", nextStep: "Write", nextOn: addDays(today, 5) })
    const wrong = await sent(kari, "kari", { ...made(1), case: "O-3", contact: "1500" })
    const form = { ...made(1), ...said, case: "O-3" }
    const nobody = await as(null, "/log", { form, headers: { "Written-By": "kari" } })
    expect([late, wrong, nobody].map(({ status }) => status)).toEqual([409, 422, 401])
    expect([late, wrong, nobody].filter(({ html }) => html.includes("receipt"))).toEqual([])
    expect(await typesOf("O-3")).toEqual(["opened", "planned"])
  })

  test("says the day it was written, when it comes on a later one", async () => {
    await opened("O-4")
    const on = addDays(today, -1)
    await sent(kari, "kari", { ...made(1), case: "O-4", on, backdated: "Without coverage" })
    expect((await logOf("case:id-O-4")).at(-1)).toMatchObject({ type: "noted", onDate: on })
  })
})

describe("what a browser keeps", () => {
  const kept = async (who: Person): Promise<Record<string, string>> => JSON.parse((await as(who, "/day/offline")).html)
  beforeAll(async () => {
    await opened("K-1", { company: "Fjellmat", companyId: "fjellmat" })
    await opened("K-2", { company: "Skjermet AS", companyId: "fjellmat", access: "restricted" })
    const contact = { companyId: "fjellmat", since: "2026-01-05", phone: "+4790012345" }
    await send("write", [
      build.insert(t.contacts).values([
        { ...contact, id: "c-1", caseId: "id-K-1", name: "Oda Open" },
        { ...contact, id: "c-2", caseId: "id-K-2", name: "Gro Guarded" },
        { ...contact, id: "c-3", caseId: "id-K-1", name: "Una Until", until: "2026-02-01" },
      ]),
    ])
    for (const note of ["First words", "Second words", "Third words", "Fourth words"])
      await as(kari, "/cases/K-1/notes", { form: { ...made(), kind: "call", note } })
    const notes = (await logOf("case:id-K-1")).filter(({ type }) => type === "noted")
    await as(kari, "/cases/K-1/undoing", { form: { ...made(), of: notes[3]?.act ?? "" } })
    const again = { of: notes[2]?.id ?? "", note: "Third, said better" }
    await as(kari, "/cases/K-1/rewriting", { form: { ...made(), ...again } })
  })

  test("is one's day with its contacts and last notes, and no word of a restricted case", async () => {
    const { page = "", bare = "" } = await kept(kari)
    for (const one of ["Fjellmat", "Oda Open", "tel:+4790012345", "First words", "Second words", "Third, said better"])
      expect(page).toContain(one)
    for (const one of ["Skjermet AS", "Gro Guarded", "Una Until", "Third words", "Fourth words", "K-2"])
      expect(page).not.toContain(one)
    expect(bare).not.toContain("Fjellmat")
  })

  test("is not a reading of what is guarded", async () => {
    await kept(kari)
    const { reads } = t
    expect((await send("read", [build.select().from(reads).where(eq(reads.personId, "kari"))]))[0]).toEqual([])
  })

  test("is sealed with a key of one's own, the same in every session", async () => {
    const [hers, again, his] = await Promise.all([kept(kari), kept(kari), kept(nils)])
    expect([hers.person, hers.key, his.person]).toEqual(["kari", again.key, "nils"])
    expect(his.key).not.toBe(hers.key)
  })
})
