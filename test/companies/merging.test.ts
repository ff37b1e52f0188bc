import { asc, eq, inArray } from "drizzle-orm"
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core"
import { describe, expect, test } from "vitest"
import { NAMES_A_COMPANY } from "#src/access/merging.ts"
import { strayedOf } from "#src/access/tidy.ts"
import type { CompanyEvent } from "#src/core/company.ts"
import { replayCompany } from "#src/core/company.ts"
import { builtUpon, type MergeEntry } from "#src/core/merge.ts"
import * as t from "#src/db/schema.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { gunn, kari, kjell, marit, nils, ola, randi, stein } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, build, send, track, caseOf, logOf, wordsOf, opened, env, replay } = await openWorld()

const post = (path: string, form: Record<string, string> = {}, who = marit) =>
  as(who, path, { form: { ...made(), ...form } })

/** A case of Røros that came in by the form, and its company's address. */
async function begun(company: string, over: Record<string, string> = {}) {
  const form = { hub: "roros", company, orgnr: "", need: "A plan", track, access: "hub", advisor: kari.id, contact: "" }
  const { headers } = await as(kari, "/cases", { form: { ...made(), ...form, ...over } })
  const ref = new URL(headers.get("location") ?? "", "http://x").pathname.split("/").at(-1) ?? ""
  const id = (await caseOf(ref))?.companyId ?? ""
  return { ref, id, at: `/companies/${id}` }
}
const rowOf = async (id: string) =>
  (await send("read", [build.select().from(t.companies).where(eq(t.companies.id, id))]))[0][0]
const casesOf = async (...ids: string[]) =>
  (
    await send("read", [build.select().from(t.cases).where(inArray(t.cases.companyId, ids)).orderBy(asc(t.cases.id))])
  )[0]
const aroundOf = (...ids: string[]) =>
  send("read", [
    build.select().from(t.contacts).where(inArray(t.contacts.companyId, ids)).orderBy(asc(t.contacts.id)),
    build.select().from(t.helpers).where(inArray(t.helpers.companyId, ids)).orderBy(asc(t.helpers.id)),
    build
      .select()
      .from(t.tally)
      .orderBy(asc(t.tally.hubId), asc(t.tally.stage), asc(t.tally.advisorId), asc(t.tally.turn)),
    build.select().from(t.spells).orderBy(asc(t.spells.id)),
  ])
const mergeOf = async (kept: string) =>
  (await send("read", [build.select().from(t.merges).where(eq(t.merges.keptId, kept))]))[0]

let n = 0
/** Two that are one: the one with a number, the other with a contact, a helper, a fact of its own and cases that few see. */
async function twins() {
  const nth = ++n
  const orgnr = ORGNRS[nth] ?? ""
  const kept = await begun(`Fjell ${nth}`)
  const merged = await begun(`Fjell ${nth} AS`, { orgnr, contact: "Maja Varp", email: `maja${nth}@varp.example` })
  await opened(`X-${nth}`, {
    companyId: merged.id,
    company: `Fjell ${nth} AS`,
    hubId: "kyst",
    access: "restricted",
    advisorId: kjell.id,
  })
  await post(`${merged.at}/helpers`, { name: "Sparebanken", what: "Lån", since: "2026-01-05" })
  await post(`${merged.at}/facts`, { fact: "industry", value: "Treskjæring" })
  return { kept, merged, orgnr, secret: `X-${nth}` }
}
const ORGNRS = [
  "310000019",
  "310000027",
  "310000035",
  "310000043",
  "310000051",
  "310000078",
  "310000086",
  "310000094",
  "310000108",
  "310000116",
  "310000124",
  "310000132",
  "310000140",
  "310000159",
  "310000167",
  "310000175",
  "310000183",
  "310000191",
  "310000205",
  "310000213",
  "310000221",
]

describe("merging two companies", () => {
  test("moves all that hangs on the one, also what the manager may not see, in one batch whose sums are equal", async () => {
    const { kept, merged, orgnr, secret } = await twins()
    const [contacts, helpers, tally, spells] = await aroundOf(kept.id, merged.id)
    const { status, headers, trips } = await post(`${kept.at}/merger`, { from: merged.id })
    expect([status, headers.get("location"), trips]).toEqual([303, `${kept.at}?did=merged`, 3]) // what follows the answer is one of them
    expect((await casesOf(merged.id)).length).toBe(0)
    const moved = await casesOf(kept.id)
    expect(moved.map(({ ref }) => ref).sort()).toEqual([kept.ref, merged.ref, secret].sort())
    const name = (await rowOf(kept.id))?.name
    for (const kase of moved) expect([kase.company, kase.search.includes("fjell")]).toEqual([name, true])
    expect(await rowOf(kept.id)).toMatchObject({ orgnr, facts: { industry: { advisor: { value: "Treskjæring" } } } })
    expect(await rowOf(merged.id)).toMatchObject({ orgnr: null, mergedInto: kept.id })
    const after = await aroundOf(kept.id)
    const there = <R extends { companyId: string }>(rows: R[]) => rows.map((row) => ({ ...row, companyId: kept.id }))
    expect(after).toEqual([there(contacts), there(helpers), tally, spells])
    const [proof] = await mergeOf(kept.id)
    expect(proof?.before).toBe(proof?.after)
    expect(JSON.parse(proof?.before ?? "")).toEqual([3, 1, 1, 0, 0, 0])
  })

  test("shows first what moves and what the kept one learns, and names no case that one may not know", async () => {
    const { kept, merged, secret } = await twins()
    const { status, html, trips } = await as(marit, `${kept.at}/merger?from=${merged.id}`)
    expect([status, trips]).toEqual([200, 1])
    expect(html).toContain("2 saker, 1 kontakt og 1 andre hjelpere")
    expect(html).toContain("næring")
    expect(html).toContain("Organisasjonsnummeret")
    expect(html).not.toContain(secret)
    expect(html).not.toContain("Maja Varp")
    expect((await rowOf(merged.id))?.mergedInto).toBe(null)
    // By number and by address as well.
    const { orgnr } = (await rowOf(merged.id)) ?? {}
    expect((await as(marit, `${kept.at}/merger?from=${orgnr}`)).html).toContain('id="plan"')
    const address = encodeURIComponent(`http://localhost${merged.at}`)
    expect((await as(marit, `${kept.at}/merger?from=${address}`)).html).toContain('id="plan"')
  })

  test("leads on from the old address, shows all in one place, and every log still gives its row", async () => {
    const { kept, merged } = await twins()
    await post(`${kept.at}/merger`, { from: merged.id })
    const { status, headers } = await as(kari, merged.at)
    expect([status, headers.get("location")]).toEqual([303, kept.at])
    const { html } = await as(kari, kept.at)
    for (const said of ["Maja Varp", "Sparebanken", "Treskjæring", merged.ref, kept.ref]) expect(html).toContain(said)
    expect((await as(kari, `/cases/${merged.ref}`)).html).toContain("slo sammen bedriften")
    await everyLogGivesItsRow(kept.id, merged.id)
  })

  test("is sent twice and done once", async () => {
    const { kept, merged } = await twins()
    const form = { ...made(), from: merged.id }
    for (const _ of [1, 2]) expect((await as(marit, `${kept.at}/merger`, { form })).status).toBe(303)
    expect(await mergeOf(kept.id)).toHaveLength(1)
  })

  test.each([
    [
      "itself",
      async () => {
        const { kept } = await twins()
        return [kept.at, kept.id] as const
      },
      "Det er samme bedrift",
    ],
    [
      "another number",
      async () => {
        const [a, b] = [await twins(), await twins()]
        return [a.merged.at, b.merged.id] as const
      },
      "hvert sitt organisasjonsnummer",
    ],
    [
      "one that is merged away",
      async () => {
        const [a, b] = [await twins(), await twins()]
        await post(`${a.kept.at}/merger`, { from: a.merged.id })
        return [b.kept.at, a.merged.id] as const
      },
      null,
    ],
    ["one that does not exist", async () => [(await twins()).kept.at, "nowhere"] as const, null],
    ["nothing", async () => [(await twins()).kept.at, ""] as const, "Fyll ut"],
  ])("with %s is refused, and nothing is written", async (_, with_, said) => {
    const [at, from] = await with_()
    const before = await casesOf(at.split("/").at(-1) ?? "")
    const { status, html } = await post(`${at}/merger`, { from })
    expect(status).toBe(said ? 422 : 404)
    if (said) expect(html).toContain(said)
    expect(await casesOf(at.split("/").at(-1) ?? "")).toEqual(before)
  })

  test("into one that was merged away itself does not exist; into what it became, it goes", async () => {
    const [a, b] = [await twins(), await begun("Kjede")]
    await post(`${a.kept.at}/merger`, { from: a.merged.id })
    expect((await post(`${a.merged.at}/merger`, { from: b.id })).status).toBe(404)
    expect((await post(`${a.kept.at}/merger`, { from: b.id })).status).toBe(303)
    expect((await as(kari, b.at)).headers.get("location")).toBe(a.kept.at)
    const end = await begun("Enden av kjeden")
    expect((await post(`${end.at}/merger`, { from: a.kept.id })).status).toBe(303)
    expect((await casesOf(end.id)).length).toBe(5)
    await everyLogGivesItsRow(end.id, a.kept.id, b.id, a.merged.id)
  })

  test("is for those who lead a hub that has a case of one of them, and the programme owner, of what they may know", async () => {
    const { kept, merged } = await twins()
    for (const who of [kari, nils, kjell])
      expect((await post(`${kept.at}/merger`, { from: merged.id }, who)).status).toBe(403)
    expect((await post(`${kept.at}/merger`, { from: merged.id }, randi)).status).toBe(404)
    await opened("O-1", { companyId: "orkla", company: "Orkla", hubId: "orkdal", advisorId: null })
    expect((await post(`/companies/orkla/merger`, { from: "orkla" }, gunn)).status).toBe(403)
    await opened("O-2", {
      companyId: "hemmelig",
      company: "Hemmelig",
      hubId: "kyst",
      access: "restricted",
      advisorId: kjell.id,
    })
    expect((await post(`${kept.at}/merger`, { from: "hemmelig" })).status).toBe(404)
    expect((await as(marit, `${kept.at}/merger?from=hemmelig`)).html).not.toContain("Hemmelig")
    expect((await post(`${kept.at}/merger`, { from: merged.id }, ola)).status).toBe(303)
  })

  test("takes along a case that is opened while it happens, or moves it afterwards", async () => {
    const { kept, merged } = await twins()
    await post(`${kept.at}/merger`, { from: merged.id })
    await opened("S-1", { companyId: merged.id, company: "Stray", advisorId: nils.id })
    expect((await send("read", [strayedOf(build)]))[0]).toHaveLength(1)
    await everyHour(env)
    expect(await caseOf("S-1")).toMatchObject({ companyId: kept.id, company: (await rowOf(kept.id))?.name })
  })

  test("writes nothing at all where the sums differ", async () => {
    const { kept, merged } = await twins()
    const write = build
      .insert(t.merges)
      .values({ id: "m", keptId: kept.id, mergedId: merged.id, onDate: "2026-01-05", before: "[1]", after: "[2]" })
    await expect(
      send("write", [build.update(t.companies).set({ name: "Gone" }).where(eq(t.companies.id, kept.id)), write]),
    ).rejects.toThrow("merge_keeps_all")
    expect((await rowOf(kept.id))?.name).not.toBe("Gone")
  })

  test("knows every table that names a company", () => {
    const tables = Object.values(t).flatMap((one) => (isTable(one) ? [getTableConfig(one)] : []))
    const naming = tables.filter(({ columns }) => columns.some(({ name }) => name === "companyId"))
    expect(naming.map(({ name }) => name).sort()).toEqual(Object.keys(NAMES_A_COMPANY).sort())
  })
})

describe("parting them again", () => {
  test("gives each what it had, and what has been done in the cases since", async () => {
    const { kept, merged, secret } = await twins()
    const before = {
      rows: [await rowOf(kept.id), await rowOf(merged.id)],
      around: await aroundOf(kept.id),
      their: await aroundOf(merged.id),
      cases: await casesOf(kept.id, merged.id),
    }
    await post(`${kept.at}/merger`, { from: merged.id })
    await post(`/cases/${merged.ref}/notes`, { kind: "call", note: "Ringte dem" }, kari)
    const later = await begun("Senere", { orgnr: before.rows[1]?.orgnr ?? "" })
    expect(later.id).toBe(kept.id)
    const [merge] = await mergeOf(kept.id)
    expect((await as(marit, `${kept.at}/merges`)).html).toContain("Del ut ")
    const { status, trips } = await post(`${kept.at}/parting`, { merge: merge?.id ?? "" })
    expect([status, trips]).toEqual([303, 2])
    expect([await rowOf(kept.id), await rowOf(merged.id)].map((row) => ({ ...row, seq: 0 }))).toEqual(
      before.rows.map((row) => ({ ...row, seq: 0 })),
    )
    expect((await aroundOf(merged.id)).slice(0, 2)).toEqual(before.their.slice(0, 2))
    expect((await casesOf(kept.id)).map(({ ref }) => ref).sort()).toEqual([kept.ref, later.ref].sort())
    expect((await casesOf(merged.id)).map(({ ref, company }) => [ref, company]).sort()).toEqual(
      before.cases
        .filter(({ companyId }) => companyId === merged.id)
        .map(({ ref, company }) => [ref, company])
        .sort(),
    )
    expect((await as(kari, `/cases/${merged.ref}`)).html).toContain("Ringte dem")
    expect((await caseOf(secret))?.companyId).toBe(merged.id)
    await everyLogGivesItsRow(kept.id, merged.id)
    expect((await post(`${kept.at}/merger`, { from: merged.id })).status).toBe(303)
  })

  test.each([
    [
      "a contact that came",
      async (at: string, contact: string) => post(`${at}/contacts/${contact}/departure`, { until: "2026-01-06" }),
      "har sluttet",
    ],
    [
      "a fact that came",
      async (at: string) => post(`${at}/facts`, { fact: "industry", value: "Snekring" }),
      "rettet en opplysning",
    ],
    [
      "the number that came",
      async (at: string) => post(`${at}/identification`, { orgnr: "310000981" }),
      "organisasjonsnummeret",
    ],
  ])("is refused where %s was worked on since, and says which, by whom and when", async (_, work, said) => {
    const { kept, merged } = await twins()
    await post(`${kept.at}/merger`, { from: merged.id })
    const [contacts] = await aroundOf(kept.id)
    expect((await work(kept.at, contacts[0]?.id ?? "")).status).toBe(303)
    const [merge] = await mergeOf(kept.id)
    const { status, html } = await post(`${kept.at}/parting`, { merge: merge?.id ?? "" })
    expect([status, html.includes(said), html.includes(marit.name)]).toEqual([422, true, true])
    expect((await rowOf(merged.id))?.mergedInto).toBe(kept.id)
  })

  test("is not for whoever may not merge, not done twice, and not after 90 days", async () => {
    const { kept, merged } = await twins()
    await post(`${kept.at}/merger`, { from: merged.id })
    const [merge] = await mergeOf(kept.id)
    const form = { merge: merge?.id ?? "" }
    expect((await post(`${kept.at}/parting`, form, kari)).status).toBe(403)
    expect((await post(`${kept.at}/parting`, form, stein)).status).toBe(303)
    expect((await post(`${kept.at}/parting`, form)).status).toBe(404)
    await post(`${kept.at}/merger`, { from: merged.id })
    const [, , again] = (await mergeOf(kept.id)).toSorted(
      (one, other) => Number(one.parts !== null) - Number(other.parts !== null),
    )
    await send("write", [build.update(t.merges).set({ onDate: "2026-01-05" })])
    for (const { id } of await mergeOf(kept.id))
      expect((await post(`${kept.at}/parting`, { merge: id })).status).toBe(404)
    expect(again).toBeTruthy()
  })

  test("is asked for by an id, whose digits may well be those of a birth number", async () => {
    const { kept } = await twins()
    const merge = "c6ec1f0f-32d6-3bdc-d040-58333897bcff"
    expect((await post(`${kept.at}/parting`, { merge })).status).toBe(404)
  })
})

test("a person's words are erased also from the log of the company that they came with", async () => {
  const { kept, merged } = await twins()
  await post(`${kept.at}/merger`, { from: merged.id })
  const [[maja]] = await aroundOf(kept.id)
  expect((await wordsOf(`company:${merged.id}`)).some(({ body }) => body === "Maja Varp")).toBe(true)
  expect((await post(`${kept.at}/contacts/${maja?.id}/erasure`)).status).toBe(303)
  expect((await wordsOf(`company:${merged.id}`)).some(({ body }) => body?.includes("aja"))).toBe(false)
})

async function everyLogGivesItsRow(...ids: string[]) {
  for (const id of ids) {
    const words = await wordsOf(`company:${id}`)
    const log = (await logOf(`company:${id}`)).map((entry) => ({
      act: entry.act,
      event: entry.data as never,
      onDate: entry.onDate,
      words: spoken(words, entry.id),
    }))
    expect(replayCompany(id, log)).toEqual(await rowOf(id))
  }
  for (const kase of await casesOf(...ids)) {
    const words = await wordsOf(`case:${kase.id}`)
    const log = (await logOf(`case:${kase.id}`)).map((entry) => ({
      act: entry.act,
      event: entry.data as never,
      onDate: entry.onDate,
      words: spoken(words, entry.id),
    }))
    expect(replay(log)).toEqual(kase)
  }
}
const spoken = (words: { eventId: string; name: string; body: string | null }[], id: string) =>
  Object.fromEntries(words.flatMap(({ eventId, name, body }) => (eventId === id ? [[name, body ?? ""]] : [])))
const isTable = (one: unknown): one is SQLiteTable =>
  typeof one === "object" && one !== null && Symbol.for("drizzle:IsDrizzleTable") in one

test("what a list said of it and was taken back is nothing that a merge is built upon", () => {
  const entry = (seq: number, act: string, event: CompanyEvent): MergeEntry => ({
    ...{ id: String(seq), seq, act, event },
    ...{ onDate: "2026-11-01", words: {}, by: "Marit" },
  })
  const said = { type: "fact_learned", fact: "employees", source: "advisor", value: "4" } as const
  const merged = [
    entry(1, "merge", { type: "absorbed", companyId: "gone", cases: [], contacts: [], helpers: [] }),
    entry(2, "merge", said),
    entry(3, "list/2", { ...said, value: "9" }),
  ]
  const retracted = entry(4, "undo", { type: "retracted", act: "list/2", contacts: [], isGone: false })
  expect(builtUpon({ history: merged }, "merge")).toHaveLength(1)
  expect(builtUpon({ history: [...merged, retracted] }, "merge")).toEqual([])
})
