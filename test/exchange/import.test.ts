import { asc, eq, getTableName } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { kari, kjell, marit, ola } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { csvOf, openImports } from "./helpers.ts"

const world = await openWorld()
const { as, build, send, stages, track } = world
const { upload, map, untilDone, bring } = openImports(world)
const inTrack = stages.filter((stage) => stage.track === track)

const HEAD = [
  "Bedrift",
  "Org.nr.",
  "Kommune",
  "Kontaktperson",
  "E-post",
  "Telefon",
  "Behov",
  "Fase",
  "Rådgiver",
  "Åpnet",
  "Neste steg",
  "Frist",
]
const third = inTrack[2]?.name.nb ?? ""
const LIST = csvOf([
  HEAD,
  [
    "Fjellbris AS",
    "974 760 673",
    "Røros",
    "Anne Vik",
    "anne@fjellbris.example",
    "900 12 345",
    "Nye marked",
    third,
    "Kari Advisor in Røros",
    "31.12.25",
    "Ring tilbake",
    "05.03.2027",
  ],
  ["Fjellbris AS", "974760673", "5025", "Per Vik", "", "", "", "", "", "", "", ""],
  ["Elvekant Bakeri", "", "Holtålen", "", "", "", "Finne lokaler", "", "", "2025-11-03", "", ""],
])

const TABLES = [
  t.cases,
  t.companies,
  t.contacts,
  t.named,
  t.tally,
  t.spells,
  t.stays,
  t.enquiries,
  t.memberships,
  t.people,
  t.findable,
] as const
/** Everything that is now, row by row; also what is counted. */
async function state() {
  const rows = await send(
    "read",
    TABLES.map((table) => build.select().from(table)),
  )
  return Object.fromEntries(
    TABLES.map((table, n) => [
      getTableName(table),
      (rows[n] as Record<string, unknown>[]).map((row) => JSON.stringify(row)).toSorted(),
    ]),
  )
}
/** A company's log only grows. */
const withoutSeq = (row: string) => row.replace(/"seq":\d+/, "")
const listed = async () =>
  (await send("read", [build.select().from(t.cases).orderBy(asc(t.cases.number))]))[0].filter(
    ({ number }) => number > 0,
  )
const companyNamed = async (name: string) =>
  (await send("read", [build.select().from(t.companies).where(eq(t.companies.name, name))]))[0]

describe("a list of companies, contacts and cases", () => {
  test("comes in as it says, and goes away again without a trace in what is", async () => {
    const before = await state()
    const at = await bring(marit, LIST)
    const cases = await listed()
    expect(cases.map(({ company, need, openedOn, place }) => [company, need, openedOn, place])).toEqual([
      ["Fjellbris AS", "Nye marked", "2025-12-31", "Røros"],
      ["Elvekant Bakeri", "Finne lokaler", "2025-11-03", "Holtålen"],
    ])
    const said = await as(marit, at)
    expect(said.html.match(/mangler \d+ for fasen/g)).toHaveLength(1) // To stand in the first stage nothing is asked.
    expect(cases[0]).toMatchObject({
      stage: inTrack[2]?.code,
      advisorId: kari.id,
      nextStep: "Ring tilbake",
      nextOn: "2027-03-05",
    })
    expect(await companyNamed("Fjellbris AS")).toMatchObject([{ orgnr: "974760673", municipality: "5025" }])
    expect((await send("read", [build.select().from(t.contacts)]))[0].map(({ name }) => name).toSorted()).toEqual([
      "Anne Vik",
      "Per Vik",
    ])
    const finds = async (who: typeof marit, q: string) => (await as(who, `/search?q=${q}`)).html.includes("<mark>")
    expect(await finds(marit, "veka")).toBe(true)
    expect(await finds(kjell, "elvekant")).toBe(true)
    expect([await finds(marit, "Anne+Vik"), await finds(kjell, "Anne+Vik")]).toEqual([true, false])
    await untilDone(marit, at, "undoing")
    expect(await state()).toEqual(before)
    expect([await finds(marit, "elvekant"), await finds(marit, "Anne+Vik")]).toEqual([false, false])
  })
  test("puts no more than it says: nothing is written until it is asked for", async () => {
    const before = await state()
    const { at } = await upload(marit, LIST)
    await map(marit, at)
    expect(await state()).toEqual(before)
    const { html, trips } = await as(marit, at)
    expect(trips).toBe(1)
    expect(html).toContain("Dette vil skje")
    expect(html).toContain("samme bedrift som rad 2")
    await as(marit, `${at}/discarding`, { form: {} })
    expect((await as(marit, at)).status).toBe(404)
    expect(
      (await send("read", [build.select().from(t.importRows)]))[0].filter(({ importId }) => at.endsWith(importId)),
    ).toEqual([])
  })

  test("changes what it is asked to of companies that are known, and undoing puts it back as it was, whoever said it", async () => {
    await as(kari, "/cases", {
      form: {
        hub: "roros",
        company: "Kjent AS",
        orgnr: "310000582",
        municipality: "5025",
        need: "Noe",
        track,
        access: "hub",
        advisor: kari.id,
        contact: "",
      },
    })
    await as(kari, "/cases", {
      form: {
        hub: "roros",
        company: "Uten Nummer AS",
        municipality: "5025",
        need: "Noe",
        track,
        access: "hub",
        advisor: kari.id,
        contact: "",
      },
    })
    const before = await state()
    const at = await bring(
      marit,
      csvOf([
        ["Bedrift", "Org.nr.", "Kommune", "Adresse", "Ansatte"],
        ["Kjent AS", "310000582", "Oppdal", "Storgata 1", "1 2"],
        ["UTEN  NUMMER", "974760673", "Røros", "", "3"],
      ]),
      { overwrite: "yes" },
    )
    const [known] = await companyNamed("Kjent AS")
    expect(known).toMatchObject({ municipality: "5021", facts: { address: { advisor: { value: "Storgata 1" } } } })
    expect((await companyNamed("Uten Nummer AS"))[0]?.orgnr).toBe("974760673")
    const { html } = await as(marit, at)
    expect(html).toContain("samme navn og kommune som Uten Nummer AS")
    await untilDone(marit, at, "undoing")
    const after = await state()
    expect(after.companies?.map(withoutSeq)).toEqual(before.companies?.map(withoutSeq))
    expect({ ...after, companies: [] }).toEqual({ ...before, companies: [] })
  })

  test("keeps what we know where the list says otherwise, unless it is told to count for more", async () => {
    const at = await bring(
      marit,
      csvOf([
        ["Bedrift", "Org.nr.", "Kommune"],
        ["Kjent AS", "310000582", "Oppdal"],
      ]),
    )
    expect((await companyNamed("Kjent AS"))[0]?.municipality).toBe("5025")
    expect((await as(marit, at)).html).toContain("vi beholder vår opplysning om kommune")
  })

  test("is undone but for the rows that somebody has built on, and tells which", async () => {
    const at = await bring(
      marit,
      csvOf([
        ["Bedrift", "Kommune", "Behov"],
        ["Bygd På AS", "Røros", "Vokse"],
        ["Urørt AS", "Røros", "Vokse"],
      ]),
    )
    const [kase] = (await listed()).filter(({ company }) => company === "Bygd På AS")
    await as(kari, `/cases/${kase?.ref}/notes`, { form: { kind: "call", note: "Snakket" } })
    await untilDone(marit, at, "undoing")
    expect((await listed()).map(({ company }) => company)).toContain("Bygd På AS")
    expect(await companyNamed("Urørt AS")).toEqual([])
    const { html } = await as(marit, at)
    expect(html).toContain("1 rad er angret")
    expect(html).toContain("1 rad er ikke angret, for noen har bygget videre på dem")
    expect(html).toContain("Kari Advisor in Røros arbeidet videre")
  })

  test("brought twice finds what is there, and makes nothing new", async () => {
    const list = csvOf([
      ["Bedrift", "Kommune", "Kontaktperson", "Behov"],
      ["To Ganger AS", "Røros", "Ida", "Selge"],
    ])
    await bring(marit, list)
    const before = await state()
    const at = await bring(marit, list)
    expect(await state()).toEqual(before)
    expect((await as(marit, at)).html).toContain("saken finnes")
  })

  test("can be stopped and gone on with, and a step sent twice brings nothing twice", async () => {
    const many = Array.from({ length: 450 }, (_, n) => [`Stanset ${n} AS`, "Røros"])
    const { at } = await upload(marit, csvOf([["Bedrift", "Kommune"], ...many]))
    await map(marit, at)
    const count = async () =>
      (await send("read", [build.select({ name: t.companies.name }).from(t.companies)]))[0].filter(({ name }) =>
        name.startsWith("Stanset"),
      ).length
    const form = made()
    await Promise.all([as(marit, `${at}/run`, { form }), as(marit, `${at}/run`, { form })])
    expect(await count()).toBeGreaterThanOrEqual(100)
    await as(marit, `${at}/stop`, { form: {} })
    expect((await as(marit, at)).html).toContain("Stoppet. Det som er hentet inn, er lagret.")
    await untilDone(marit, at, "run")
    expect(await count()).toBe(450)
    await untilDone(marit, at, "undoing")
    expect(await count()).toBe(0)
  })

  test.each([
    ["Enstad", "5025 Røros"],
    ["Tostad", "5025 - Røros"],
    ["Trestad", "Røros (5025)"],
    ["Firestad", "Røros kommune"],
    ["Femstad", "5025"],
  ])("says where %s is, written as %s", async (name, written) => {
    await bring(
      marit,
      csvOf([
        ["Bedrift", "Kommune"],
        [name, written],
      ]),
    )
    expect((await companyNamed(name))[0]?.municipality).toBe("5025")
  })

  test("gives a case the stage it says, and what it lacks there stands on its card", async () => {
    await bring(
      marit,
      csvOf([
        ["Bedrift", "Kommune", "Behov", "Fase", "I fasen siden", "Sist kontakt"],
        ["Langt Kommet AS", "Røros", "Vokse", third, "01.10.2026", "02.11.2026"],
      ]),
    )
    const [kase] = (await listed()).filter(({ company }) => company === "Langt Kommet AS")
    expect(kase).toMatchObject({ stage: inTrack[2]?.code, since: "2026-10-01", clockOn: "2026-11-02" })
    const [opened] = await world.logOf(`case:${kase?.id}`)
    expect(opened?.data).toMatchObject({ case: { imported: { contacted: true } } })
    const { html } = await as(kari, `/cases/${kase?.ref}`)
    expect(html).toContain("hentet inn saken fra en gammel liste")
  })
})

describe("a company that no case is about", () => {
  test("is found by the middle of its name, also by other hubs", async () => {
    await bring(marit, csvOf([["Bedrift"], ["Uten Sakstun AS"]]))
    const [company] = await companyNamed("Uten Sakstun AS")
    for (const who of [marit, kari, kjell])
      expect((await as(who, "/search?q=akstu")).html).toContain(`/companies/${company?.id}`)
  })

  test("is suggested with its twin, becomes one with it for a manager, and is parted again", async () => {
    await bring(
      marit,
      csvOf([
        ["Bedrift", "Kommune", "Kontaktperson"],
        ["Tvillingtun AS", "Røros", "Per"],
        ["Tvillingtun", "Holtålen", "Pål"],
      ]),
    )
    const [[kept], [merged]] = [await companyNamed("Tvillingtun AS"), await companyNamed("Tvillingtun")]
    const moved = { ...made(), fact: "municipality", value: "5025" }
    expect((await as(kari, `/companies/${merged?.id}/facts`, { form: moved })).status).toBe(303)
    await everyHour(world.env, new Date(Date.now() + 24 * 60 * 60 * 1000))
    expect((await as(marit, "/companies/duplicates")).html).toContain("Tvillingtun AS")
    const at = `/companies/${kept?.id}`
    const merging = { form: { ...made(), from: merged?.id ?? "" } }
    expect((await as(kari, `${at}/merger`, merging)).status).toBe(404)
    expect((await as(marit, `${at}/merger`, merging)).status).toBe(303)
    expect((await as(marit, `/companies/${merged?.id}`)).headers.get("location")).toBe(at)
    const merge = /name="merge" value="([^"]+)"/.exec((await as(marit, `${at}/merges`)).html)?.[1] ?? ""
    expect((await as(marit, `${at}/parting`, { form: { ...made(), merge } })).status).toBe(303)
    expect((await as(marit, `/companies/${merged?.id}`)).status).toBe(200)
  })
})

describe("what is wrong", () => {
  const BAD: [why: string, column: string, value: string, says: string][] = [
    [
      "a national identity number, in a column that stays outside too",
      "Merknad",
      "fnr 01010112377",
      "Merknad: Dette er et fødselsnummer",
    ],
    [
      "a number that does not add up",
      "Org.nr.",
      "974760674",
      "Org.nr.: «974760674» er ikke et gyldig organisasjonsnummer",
    ],
    ["a day there is not", "Åpnet", "31.02.2025", "Åpnet: «31.02.2025» er ikke en dato"],
    ["a day to come", "Åpnet", "01.01.2099", "Åpnet: Dagen har ikke kommet ennå"],
    ["half an address", "E-post", "anne@", "E-post: «anne@» er ikke en hel e-postadresse"],
    ["a telephone number that is none", "Telefon", "12", "Telefon: «12» er ikke et telefonnummer"],
    ["a municipality nobody knows", "Kommune", "Andeby", "Kommune: Vi kjenner ikke kommunen «Andeby»"],
    ["a stage nobody has", "Fase", "Tenking", "Fase: Vi har ikke fasen «Tenking»"],
    ["somebody who is not here", "Rådgiver", "Donald", "Rådgiver: «Donald» er ikke rådgiver hos oss"],
    ["a step without a day", "Neste steg", "Ringe", "Frist: Neste steg mangler dato"],
    ["a company without a name", "Bedrift", "", "Raden har verken bedriftsnavn eller organisasjonsnummer"],
  ]
  test.each(BAD)("is told by row and column: %s", async (_, column, value, says) => {
    const head = [
      "Bedrift",
      "Org.nr.",
      "Kommune",
      "Kontaktperson",
      "E-post",
      "Telefon",
      "Behov",
      "Fase",
      "Rådgiver",
      "Åpnet",
      "Neste steg",
      "Frist",
      "Merknad",
    ]
    const row = head.map((name) =>
      name === column
        ? value
        : name === "Bedrift"
          ? "Feil AS"
          : name === "Behov"
            ? "Noe"
            : name === "Kontaktperson"
              ? "Ole"
              : "",
    )
    const { at } = await upload(marit, csvOf([head, row]))
    await map(marit, at)
    const { html } = await as(marit, at)
    expect(html).toContain("Rad 2")
    expect(html).toContain(says)
    expect(html).toContain("Ingen rader kan hentes inn ennå")
  })

  test("leaves by the repair file, and comes back by it: only the wrong rows, and the columns are known again", async () => {
    const { at } = await upload(
      marit,
      csvOf([
        ["Firma X", "Sted Y"],
        ["God AS", "Røros"],
        ["Dårlig AS", "Andeby"],
      ]),
    )
    await map(marit, at, { "column.0": "company", "column.1": "municipality" })
    await untilDone(marit, at, "run")
    expect(await companyNamed("God AS")).toHaveLength(1)
    const repair = await as(marit, `${at}/repair`, { form: {} })
    const lines = repair.html.replace("\uFEFF", "").trimEnd().split("\r\n")
    expect(lines[0]).toBe("Rad;Firma X;Sted Y;Hva er galt")
    expect(lines[1]).toMatch(/^3;Dårlig AS;Andeby;.*«Andeby».*$/)
    const again = await upload(marit, repair.html.replace(";Andeby;", ";Røros;"))
    await map(marit, again.at)
    await untilDone(marit, again.at, "run")
    expect((await companyNamed("Dårlig AS"))[0]?.municipality).toBe("5025")
  })

  test("of a file is told beside its field, and nothing is kept of it", async () => {
    const lists = async () => (await send("read", [build.select().from(t.imports)]))[0].length
    const before = await lists()
    const bad: [string | Uint8Array, string][] = [
      ["", "Det står ingenting i filen"],
      [";;;\r\n;;;", "Det står ingenting i filen"],
      [new Uint8Array([0x25, 0x50, 0x44, 0x46, 1]), "ikke en liste vi kan lese"],
      [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), "gammel Excel-fil"],
      [new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), "Excel-filen er skadet"],
      [`Bedrift\n${"a\n".repeat(10_002)}`, "for mange rader"],
      [`${"a;".repeat(150)}b\n${"a;".repeat(150)}b`, "for mange kolonner"],
    ]
    for (const [content, says] of bad) {
      const { status, html } = await upload(marit, content)
      expect([status, html.includes('id="file-problem"')]).toEqual([422, true])
      expect(html).toContain(says)
    }
    expect(await lists()).toBe(before)
  })

  test("of size is refused before it is read", async () => {
    const { status, html } = await upload(marit, new Uint8Array(6 * 1024 * 1024))
    expect(status).toBe(413)
    expect(html).toContain("høyst 5 MB")
  })
})

describe("a company that is known by another hub's restricted case alone", () => {
  const HIDDEN = { company: "Fjellmat Test AS", orgnr: "319990011" }
  const begin = (access: string, company: string, orgnr = "") => ({
    ...{
      hub: "kyst",
      company,
      orgnr,
      municipality: "5025",
      need: "Noe",
      track,
      access,
      advisor: kjell.id,
      contact: "",
    },
  })
  const told = async (at: string) =>
    (
      await send("read", [
        build
          .select()
          .from(t.importRows)
          .where(eq(t.importRows.importId, at.split("/")[2] ?? "")),
      ])
    )[0]
      .toSorted((one, other) => one.nth - other.nth)
      .map(({ state, told }) => ({ state, told }))
  beforeAll(async () => {
    await as(kjell, "/cases", { form: begin("restricted", HIDDEN.company, HIDDEN.orgnr) })
    await as(kjell, "/cases", { form: begin("restricted", "Navnløs Hemmelig AS") })
  })
  const finds = async (who: typeof marit) => (await as(who, "/search?q=ellmat")).html.includes("<mark>")

  test("is told of as any that is new, and comes to be known only by being brought in", async () => {
    const [hidden] = await companyNamed(HIDDEN.company)
    const page = `/companies/${hidden?.id}`
    const before = await state()
    const list = csvOf([
      ["Bedrift", "Org.nr.", "Kommune", "Adresse", "Kontaktperson"],
      ["Fjellmat", HIDDEN.orgnr, "Oppdal", "Gata 1", "Bo Li"],
      ["Finnes Ikke AS", "310000590", "Oppdal", "Gata 1", "Bo Li"],
    ])
    const { at } = await upload(marit, list)
    await map(marit, at, { overwrite: "yes" })
    const [one, other] = await told(at)
    expect(one?.told).toMatchObject({ company: "new" })
    expect(one).toEqual(other)
    expect([await finds(marit), (await as(marit, page)).status]).toEqual([false, 404])
    await untilDone(marit, at, "run")
    const [done, alike] = await told(at)
    expect(done).toEqual(alike)
    // It is the same company: what was known of it stands, and what it lacked is there.
    expect((await companyNamed(HIDDEN.company)).map(({ id, municipality }) => [id, municipality])).toEqual([
      [hidden?.id, "5025"],
    ])
    for (const who of [marit, kari]) {
      const { html, status } = await as(who, page)
      expect([who.id, status, html.includes("Bo Li"), html.includes('id="hidden"'), await finds(who)]).toEqual([
        ...[who.id, 200, true, true, true],
      ])
    }
    expect([await finds(ola), (await as(ola, page)).status]).toEqual([false, 404])
    await untilDone(marit, at, "undoing")
    expect((await as(marit, at)).html).not.toContain(HIDDEN.company)
    expect([await finds(marit), (await as(marit, page)).status]).toEqual([false, 404])
    const { companies, ...rest } = await state()
    expect({ ...rest, companies: [] }).toEqual({ ...before, companies: [] })
    expect(companies?.map(withoutSeq)).toEqual(before.companies?.map(withoutSeq))
  })

  test("is nobody's to guess from its name, with a municipality or without", async () => {
    for (const place of ["Røros", ""]) {
      const { at } = await upload(
        marit,
        csvOf([
          ["Bedrift", "Kommune"],
          ["Navnløs Hemmelig", place],
        ]),
      )
      await map(marit, at)
      expect((await told(at))[0]).toMatchObject({ state: "waiting", told: { company: "new", by: null } })
    }
  })

  test("is not marked as ours where a number is looked up", async () => {
    const marks = async (who: typeof marit) =>
      (await as(who, `/companies/register?text=${HIDDEN.orgnr}`)).html.includes("Finnes hos oss")
    expect([await marks(kjell), await marks(marit)]).toEqual([true, false])
  })
})

test("a list that brings a case to a company which had taken in another before, is undone all the same", async () => {
  await bring(marit, csvOf([["Bedrift"], ["Samlet Før AS"], ["Samlet Før Gammel"]]))
  const [[kept], [merged]] = [await companyNamed("Samlet Før AS"), await companyNamed("Samlet Før Gammel")]
  const merging = { form: { ...made(), from: merged?.id ?? "" } }
  expect((await as(marit, `/companies/${kept?.id}/merger`, merging)).status).toBe(303)
  await as(kari, `/companies/${kept?.id}/facts`, { form: { ...made(), fact: "municipality", value: "5025" } })
  const list = csvOf([
    ["Bedrift", "Kommune", "Behov"],
    ["Samlet Før AS", "Røros", "Vokse"],
  ])
  const at = await bring(marit, list)
  await untilDone(marit, at, "undoing")
  expect((await listed()).map(({ company }) => company)).not.toContain("Samlet Før AS")
})
