import { createClient } from "@libsql/client/web"
import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { likenesses } from "#src/access/likeness.ts"
import { foldName } from "#src/core/fold.ts"
import * as t from "#src/db/schema.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { openImports } from "../exchange/helpers.ts"
import { gunn, kari, kjell, marit, ola, type Person, randi, stein } from "../people.ts"
import { made, openWorld } from "../world.ts"

const world = await openWorld()
const { as, build, send, track, caseOf, opened, env, scopeOf } = world
const { bring } = openImports(world)
let night = Date.now()
/** Another night each time: there is one round a day. */
function nextNight() {
  night += 24 * 60 * 60 * 1000
  return everyHour(env, new Date(night))
}
const post = (path: string, form: Record<string, string> = {}, who = marit) =>
  as(who, path, { form: { ...made(), ...form } })

async function begun(company: string, over: Record<string, string> = {}) {
  const form = { hub: "roros", company, orgnr: "", need: "A plan", track, access: "hub", advisor: kari.id, contact: "" }
  const { headers } = await as(kari, "/cases", { form: { ...made(), municipality: "5025", ...form, ...over } })
  const ref = new URL(headers.get("location") ?? "", "http://x").pathname.split("/").at(-1) ?? ""
  const id = (await caseOf(ref))?.companyId ?? ""
  return { ref, id, at: `/companies/${id}` }
}
/** What somebody's list holds: pairs by name, in the order of the page. */
async function listOf(who: Person) {
  const { html, status } = await as(who, "/companies/duplicates")
  const items = html.split('id="duplicates"')[1]?.split("</ul>")[0]?.split("<li>").slice(1) ?? []
  return { status, html, has: (...names: string[]) => items.some((item) => names.every((name) => item.includes(name))) }
}

test.each([
  ["Blåfjell AS", "BLAAFJELL"],
  ["Blåfjell AS", "Blafjell ENK"],
  ["Ørret & Sønn DA", "Orret og Sonn".replace(" og", "")],
  ["Bø Mølle", "Boe Moelle AS"],
  ["Tre-Verk AS", "Treverk"],
  ["Ærlig Talt ASA", "Aerlig talt"],
])("%s and %s are compared as one name", (one, other) => expect(foldName(one)).toBe(foldName(other)))

test.each([
  ["Fjellmat AS", "Fjellvarp AS"],
  ["Haug 1", "Haug 2"],
  ["AS", "DA"],
])("%s and %s are not", (one, other) => expect(foldName(one)).not.toBe(foldName(other)))

describe("what may be one company is found at night", () => {
  test("by name and municipality, whatever form and letters; not in two places, and not with two numbers", async () => {
    await begun("Havbris AS")
    await begun("Havbrís")
    await begun("Havbris DA", { municipality: "5057" })
    await begun("Numrene AS", { orgnr: "310000019" })
    await begun("Numrene", { orgnr: "310000027" })
    await nextNight()
    const { html, has } = await listOf(marit)
    expect(has("Havbris AS", "Havbrís")).toBe(true)
    expect(html).toContain("Samme navn og kommune")
    expect([has("Havbris DA"), has("Numrene")]).toEqual([false, false])
  })

  test("by a contact's mail or phone, where few share it", async () => {
    await begun("Mai AS", { contact: "Liv", email: "liv@mai.example" })
    await begun("Juni AS", { contact: "Liv L", email: "liv@mai.example", phone: "90011223" })
    await begun("Juli AS", { contact: "Liv Lund", phone: "90011223" })
    for (const nth of [1, 2, 3, 4, 5, 6]) await begun(`Fører ${nth}`, { contact: "A", email: "post@regnskap.example" })
    await nextNight()
    const { html, has } = await listOf(marit)
    expect([has("Mai AS", "Juni AS"), has("Juni AS", "Juli AS"), has("Mai AS", "Juli AS")]).toEqual([true, true, false])
    for (const why of ["En kontakt med samme e-post", "En kontakt med samme telefon"]) expect(html).toContain(why)
    expect(has("Fører 1")).toBe(false)
    expect(html).not.toContain("liv@mai")
  })

  test("once a night, however often the hour comes", async () => {
    expect((await nextNight()).alike).toBeGreaterThan(0)
    expect((await everyHour(env, new Date(night + 60_000))).alike).toBe(0)
  })

  test("and no longer once somebody has said that they are not the same, which is remembered", async () => {
    const [one, other] = [await begun("Tvilling AS"), await begun("Tvilling")]
    await nextNight()
    expect((await listOf(marit)).has("Tvilling AS")).toBe(true)
    const { status, headers } = await post(`${one.at}/apartness`, { other: other.id })
    expect([status, headers.get("location")]).toEqual([303, "/companies/duplicates?did=told_apart"])
    expect((await listOf(marit)).has("Tvilling AS")).toBe(false)
    await nextNight()
    expect((await listOf(marit)).has("Tvilling AS")).toBe(false)
    expect((await post(`${one.at}/apartness`, { other: one.id })).status).toBe(422)
    expect((await post(`${one.at}/apartness`, { other: other.id }, kari)).status).toBe(403)
  })

  test("and no longer once they are merged", async () => {
    const [one, other] = [await begun("Samme AS"), await begun("Samme")]
    await nextNight()
    expect((await listOf(marit)).has("Samme AS")).toBe(true)
    await post(`${one.at}/merger`, { from: other.id })
    expect((await listOf(marit)).has("Samme AS")).toBe(false)
    await nextNight()
    expect((await listOf(marit)).has("Samme AS")).toBe(false)
  })
})

describe("who is told", () => {
  test("managers of the hubs that have a case of one of them, and the programme owner; others have no list", async () => {
    const pair = { access: "hub" }
    await begun("Delt Bedrift AS", pair)
    await begun("Delt Bedrift", pair)
    await nextNight()
    for (const who of [marit, stein, ola])
      expect([who.id, (await listOf(who)).has("Delt Bedrift AS")]).toEqual([who.id, true])
    expect((await listOf(gunn)).has("Delt Bedrift AS")).toBe(false)
    for (const who of [kari, kjell, randi]) expect((await listOf(who)).status).toBe(403)
  })

  test("nobody of a company that is only known by a restricted case that they may not know of", async () => {
    await begun("Skjermet Sak AS", { access: "restricted" })
    await opened("D-1", {
      companyId: "skjermet",
      company: "Skjermet Sak",
      municipality: "5025",
      hubId: "kyst",
      advisorId: kjell.id,
    })
    await send("write", [build.update(t.companies).set({ municipality: "5025" }).where(eq(t.companies.id, "skjermet"))])
    await nextNight()
    expect((await listOf(marit)).has("Skjermet Sak")).toBe(true)
    for (const who of [gunn, ola]) {
      const { has, html } = await listOf(who)
      expect([who.id, has("Skjermet Sak"), html.includes("Skjermet")]).toEqual([who.id, false, false])
    }
  })

  test("that contacts are alike, only who may read the cases that both are known by", async () => {
    await begun("Januar AS", { contact: "Tor", email: "tor@jan.example" })
    const { ref } = await begun("Februar AS", { contact: "Tor", email: "tor@jan.example", access: "network" })
    await nextNight()
    expect((await listOf(marit)).has("Januar AS", "Februar AS")).toBe(true)
    expect(ref).toBeTruthy()
    // The programme owner knows of both, and reads the one.
    expect((await listOf(ola)).has("Januar AS")).toBe(false)
  })

  test("that contacts of a list are alike, only the manager whose list it was, where the other is read too", async () => {
    await begun("April AS", { contact: "Siv", email: "siv@april.example" })
    await bring(marit, "Bedrift;Kommune;Kontaktperson;E-post\r\nSivs Mat;Oppdal;Siv L;siv@april.example")
    await bring(
      gunn,
      "Bedrift;Kommune;Kontaktperson;Telefon\r\nKystliste;Hitra;Pia;90099887\r\nKystskum;Frøya;Pia;90099887",
    )
    await nextNight()
    const has = async (who: Person, ...names: string[]) => (await listOf(who)).has(...names)
    const pairs = [
      ["April AS", "Sivs Mat"],
      ["Kystliste", "Kystskum"],
    ]
    for (const [who, told] of [
      [marit, [true, false]],
      [gunn, [false, true]],
      [stein, [true, true]],
      [ola, [false, false]],
    ] as const)
      expect([who.id, await Promise.all(pairs.map((names) => has(who, ...names)))]).toEqual([who.id, told])
  })
})

test("the list and the night's comparing stand on indexes", async () => {
  const client = createClient({ url: env.DATABASE_URL })
  const plan = async (query: { prepare(): { getQuery(): { sql: string; params: unknown[] } } }) => {
    const { sql, params } = query.prepare().getQuery()
    const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args: params as string[] })
    return rows.map(({ detail }) => String(detail)).join("\n")
  }
  const [byName, byEmail, byPhone] = likenesses(build, "", "z")
  expect(await plan(byName)).toMatch(
    /one USING (?:COVERING )?INDEX sqlite_autoindex_companies_1 \(id>\? AND id<\?\)[\s\S]*other USING INDEX companies_by_name \(folded=\? AND municipality=\?\)/,
  )
  for (const [query, index] of [
    [byEmail, "email"],
    [byPhone, "phone"],
  ] as const) {
    const steps = await plan(query)
    expect(steps).toContain("theirs USING INDEX contacts_of_company (company_id=?)")
    expect(steps).toContain(`others USING INDEX contacts_by_${index} (${index}=?)`)
  }
  const { select, duplicates } = scopeOf(stein)
  const steps = await plan(select().from(duplicates).orderBy(duplicates.one).limit(10))
  expect(steps).toContain("duplicates USING COVERING INDEX sqlite_autoindex_duplicates_1 (hub_id=?)")
  expect(steps).toContain("cases USING INDEX cases_of_company")
  expect(steps).not.toMatch(/SCAN (?:cases|one|other)/)
})
