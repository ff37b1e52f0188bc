import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { kari, kjell, marit, nils, ola, type Person, randi, stein } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, build, send, opened, logOf, wordsOf, stages, track } = await openWorld()
await opened("X-1", { company: "=HYPERLINK(1)" })
await opened("X-2", { company: "Ærlig; Østers", advisorId: nils.id })
await opened("X-3", { company: "Guarded", access: "restricted", advisorId: nils.id })
await opened("X-4", { company: "Elsewhere", hubId: "kyst", advisorId: kjell.id })

const take = (who: Person, form: Record<string, string>) => as(who, "/cases/export", { form: { ...made(), ...form } })
const linesOf = (text: string) => text.replace("\uFEFF", "").trimEnd().split("\r\n")
const exportsOf = async ({ id }: Person) => (await logOf(`person:${id}`)).filter(({ type }) => type === "exported")
const readers = async (ref: string) => {
  const read = build
    .select()
    .from(t.reads)
    .where(eq(t.reads.caseId, `id-${ref}`))
  return (await send("read", [read]))[0].map(({ personId }) => personId)
}

describe("a list that is taken along", () => {
  test("has what the page has, in its order and columns, harmless and whole", async () => {
    const view = "sort=company&show=list&columns=company,stage,since,age"
    const { status, html, headers, trips } = await take(kari, { list: "cases", view, purpose: "Styremøte" })
    expect([status, trips]).toEqual([200, 2])
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8")
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="kraftspor-cases-\d{4}-\d\d-\d\d.csv"$/)
    const [head, ...lines] = linesOf(html)
    expect(head).toBe("Saksnummer;Bedrift;Registeret sier;Fase;Dager uten arbeid;Grense i dager;I fasen siden")
    expect(lines.map((line) => line.split(";")[0])).toEqual(["X-1", "X-2"])
    expect(lines[0]).toContain("X-1;'=HYPERLINK(1);;Førstekontakt;")
    expect(lines[0]).toMatch(/;\d+;\d+;05\.01\.2026$/)
    expect(lines[1]).toContain('X-2;"Ærlig; Østers";;')
  })

  test("is a workbook for who asks for one", async () => {
    const { status, headers, html } = await take(kari, { list: "cases", view: "", purpose: "Styret", format: "xlsx" })
    expect([status, html.slice(0, 2)]).toEqual([200, "PK"])
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="kraftspor-cases-.*\.xlsx"$/)
    expect(headers.get("content-type")).toContain("spreadsheetml")
  })

  test("is written down: who, which list, how many, and what for", async () => {
    await take(marit, { list: "cases", view: "show=list", purpose: "Årsmelding" })
    const [entry] = await exportsOf(marit)
    expect(entry?.data).toMatchObject({ list: "cases", query: "show=list", rows: 3, isCut: false })
    expect((await wordsOf(`person:${marit.id}`)).map(({ body }) => body)).toContain("Årsmelding")
  })

  test("counts as a reading of each restricted case in it", async () => {
    expect(await readers("X-3")).toEqual([marit.id])
    await take(kari, { list: "cases", view: "show=list", purpose: "Hers alone" })
    expect(await readers("X-3")).toEqual([marit.id])
    expect(await readers("X-1")).toEqual([])
  })

  test("sent twice is written down once", async () => {
    const form = { ...made(), list: "cases", view: "", purpose: "Twice" }
    for (const _ of [1, 2]) expect((await as(stein, "/cases/export", { form })).status).toBe(200)
    expect(await exportsOf(stein)).toHaveLength(1)
  })

  test("sent again when there is more in it is written down again, with whose reading it is", async () => {
    const form = { ...made(), list: "cases", view: "text=later", purpose: "Again" }
    const before = (await exportsOf(marit)).length
    for (const _ of [1, 2]) await as(marit, "/cases/export", { form })
    await opened("X-9", { company: "Later", access: "restricted", advisorId: nils.id })
    expect(linesOf((await as(marit, "/cases/export", { form })).html)).toHaveLength(2)
    expect((await exportsOf(marit)).slice(before).map(({ data }) => data)).toMatchObject([
      { rows: 0, read: [] },
      { rows: 1, read: ["id-X-9"] },
    ])
    expect(await readers("X-9")).toEqual([marit.id])
  })

  test("without a purpose is not taken: the list comes back with what was asked, and says why", async () => {
    const before = (await exportsOf(kari)).length
    for (const list of ["cases", "network"]) {
      const { status, html } = await take(kari, { list, view: "", purpose: " " })
      expect(status).toBe(422)
      expect(html).toContain('id="export-purpose-problem"')
    }
    expect(await exportsOf(kari)).toHaveLength(before)
  })

  test("across hubs has basics alone, and pseudonyms for the auditor", async () => {
    const { html } = await take(ola, { list: "network", view: "", purpose: "Rapport" })
    expect(linesOf(html)[0]).toBe("Saksnummer;Bedrift;Hub;Spor;Fase;I fasen siden;Rådgiver;Telefon")
    expect(html).toContain("Elsewhere")
    expect(html).not.toContain("Guarded")
    const hidden = await take(randi, { list: "network", view: "hub=kyst", purpose: "Revisjon" })
    expect(linesOf(hidden.html)).toEqual([
      "Pseudonym;Hub;Spor;Fase;I fasen siden",
      expect.stringMatching(/^P-X-4;.*;05\.01\.2026$/),
    ])
    expect((await exportsOf(randi))[0]?.data).toMatchObject({ list: "network", rows: 1, read: [] })
    expect((await take(randi, { list: "cases", view: "", purpose: "Mine" })).status).toBe(403)
  })

  test("that is longer than a file takes says so in its last line, and in the log", async () => {
    const [stage] = stages.filter((one) => one.track !== track)
    const [like] = (await send("read", [build.select().from(t.cases).where(eq(t.cases.ref, "X-4"))]))[0]
    if (!like || !stage) throw new Error("nothing to make more of")
    const many = Array.from({ length: 2003 }, (_, i) => ({
      ...like,
      id: `many-${i}`,
      ref: `Y-${i}`,
      number: 1000 + i,
      track: stage.track,
      stage: stage.code,
    }))
    for (let i = 0; i < many.length; i += 200)
      await send("write", [build.insert(t.cases).values(many.slice(i, i + 200))])
    const { html } = await take(kjell, { list: "cases", view: `track=${stage.track}`, purpose: "All" })
    const lines = linesOf(html)
    expect(lines).toHaveLength(2002)
    expect(lines.at(-1)).toContain("Filen har de første 2000 sakene")
    expect((await exportsOf(kjell))[0]?.data).toMatchObject({ rows: 2000, isCut: true })
  })
})

describe("what has left", () => {
  test("is told to who leads those who took it, and to the programme owner; with what it was for", async () => {
    await take(kari, { list: "cases", view: "", purpose: "To be told", format: "xlsx" })
    await take(kjell, { list: "cases", view: "", purpose: "On the coast" })
    const seen = async (who: Person) => (await as(who, "/import/exports")).html
    expect(await seen(marit)).toContain("To be told")
    expect(await seen(marit)).toContain("XLSX")
    expect(await seen(marit)).not.toContain("On the coast")
    expect(await seen(ola)).toContain("On the coast")
    expect((await as(ola, "/import/exports")).trips).toBe(1)
    for (const who of [kari, randi]) expect((await as(who, "/import/exports")).status).toBe(403)
  })
})
