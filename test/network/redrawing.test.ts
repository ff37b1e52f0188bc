import { describe, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { openIntake } from "#test/intake/helpers.ts"
import { kari, marit, ola, randi } from "#test/people.ts"
import { openWorld } from "#test/world.ts"
import { openAreas } from "./helpers.ts"

const world = await openWorld()
const { as, build, send, logOf } = world
const { coversOf, municipality, change } = openAreas(world)
const { enquire } = openIntake(world)
const FROM = "2026-01-01"
const apply = (id: string, who = ola) => as(who, "/areas/changes", { form: { change: id, from: FROM } })
const recorded = async () => (await send("read", [build.select().from(t.municipalityChanges)]))[0].length

test("the page asks nothing of the statistics office before it is told to", async () => {
  const { html, status } = await as(ola, "/areas/changes", { env: { KLASS_URL: "http://klass.test/down" } })
  expect(status).toBe(200)
  expect(html).toContain("Ingenting er hentet ennå.")
  expect(html).toContain('value="2020-01-02"')
})

test("only the programme owner opens it or records anything, and the office is not asked for others", async () => {
  for (const who of [kari, marit, randi]) {
    expect((await as(who, `/areas/changes?from=${FROM}`)).status).toBe(403)
    expect((await apply("2026-07-01 … 5092", who)).status).toBe(403)
  }
})

test("what is new is told with what it makes of the hubs' areas, and nothing is written", async () => {
  const before = await recorded()
  const { html, status } = await as(ola, `/areas/changes?from=${FROM}`)
  expect(status).toBe(200)
  expect(html).toContain("Rennebu (5022) → Rennebu (5092)")
  expect(html).toContain("Rennebu hører til Nasjonalparken.")
  expect(html).toContain("Osen (5020), Åfjord (5058) → Fosenkysten (5094)")
  expect(html).toContain("Fosenkysten blir kandidat.")
  expect(html).toContain("Tolga (3426), Os (3430) → Nord-Østerdal (3490)")
  expect(html).toContain("Nord-Østerdal hører til Røros.")
  expect(html).toContain("Orkland (5059) → Orkdal og Agdenes (5095), Meldal (5096)")
  expect(html).toContain("Ingen kan se av nummeret")
  expect(html).toContain("0 endringer er ført inn fra før. 1 endring gjelder ikke våre kommuner.")
  expect(await recorded()).toBe(before)
})

test("what is recorded since the beginning is not new", async () => {
  const { html } = await as(ola, "/areas/changes?from=2020-01-01")
  expect(html).toContain("4 endringer er ført inn fra før")
  expect(html).not.toContain("Snillfjord")
})

describe("a change that is recorded:", () => {
  test("a new number keeps its hub, and old enquiries' number leads there", async () => {
    const { status, headers } = await apply("2026-07-01 … 5092")
    expect([status, headers.get("location")]).toEqual([303, `/areas/changes?from=${FROM}&did=redrawn`])
    expect(await municipality("5022")).toMatchObject({ validTo: "2026-06-30" })
    expect(await municipality("5092")).toMatchObject({ name: "Rennebu", county: "Trøndelag", validFrom: "2026-07-01" })
    expect(await coversOf("5022")).toEqual([["nasjonalparken", "2018-01-01", "2026-06-30"]])
    expect(await coversOf("5092")).toEqual([["nasjonalparken", "2026-07-01", null]])
    for (const code of ["5022", "5092"])
      expect((await enquire({ municipality: code })).enquiry).toMatchObject({
        hubId: "nasjonalparken",
        municipality: "5092",
      })
    expect((await logOf("area:5022")).map(({ type, actorId }) => [type, actorId])).toEqual([["became", "ola"]])
    expect((await as(kari, "/areas/5022")).html).toContain("Nå: Rennebu")
  })

  test("is not new any more, and recording it again is refused", async () => {
    const { html } = await as(ola, `/areas/changes?from=${FROM}`)
    expect(html).not.toContain("Rennebu (5092)")
    expect(html).toContain("1 endring er ført inn fra før")
    const again = await apply("2026-07-01 … 5092")
    expect(again.status).toBe(422)
    expect(again.html).toContain("Det er slik allerede.")
    expect(await logOf("area:5092")).toHaveLength(2)
  })

  test("two of one hub that become one stay with it, from their day on", async () => {
    await apply("2027-01-01 … 3490")
    expect(await coversOf("3490")).toEqual([["roros", "2027-01-01", null]])
    expect((await as(kari, "/areas?on=2027-01-01")).html).toMatch(/Rørosregionen[\s\S]*Nord-Østerdal[\s\S]*Kandidater/)
  })

  test("two candidates that become one are a candidate", async () => {
    await apply("2027-01-01 … 5094")
    expect(await coversOf("5094")).toEqual([[null, "2027-01-01", null]])
  })

  test("the parts of one that is split are candidates, for a person to give", async () => {
    expect((await apply("2027-01-01 5059 …")).status).toBe(303)
    expect(await coversOf("5059")).toEqual([["orkdal", "2020-01-01", "2026-12-31"]])
    expect(await coversOf("5095")).toEqual([[null, "2027-01-01", null]])
    expect(await coversOf("5096")).toEqual([[null, "2027-01-01", null]])
    await change("5096/giving", { hub: "orkdal", from: "2027-01-01", reason: "As it was" })
    expect(await coversOf("5096")).toEqual([["orkdal", "2027-01-01", null]])
  })
})

describe("when the statistics office is not as it should be,", () => {
  test.each([
    ["down", "Svaret fra SSB var ikke til å forstå"],
    ["half", "Svaret fra SSB var ikke til å forstå"],
    ["other", "Svaret fra SSB var ikke til å forstå"],
    ["gone", "Svaret fra SSB var ikke til å forstå"],
  ])("%s: the page says so, and nothing is written", async (mode, message) => {
    const env = { KLASS_URL: mode === "gone" ? "http://gone.test" : `http://klass.test/${mode}` }
    const before = await recorded()
    const read = await as(ola, `/areas/changes?from=${FROM}`, { env })
    expect([read.status, read.html.includes(message)]).toEqual([503, true])
    const posted = await as(ola, "/areas/changes", { env, form: { change: "2027-01-01 … 5094", from: FROM } })
    expect([posted.status, posted.html.includes(message)]).toEqual([503, true])
    expect(await recorded()).toBe(before)
  })

  test("empty: there is nothing new", async () => {
    const { html } = await as(ola, `/areas/changes?from=${FROM}`, { env: { KLASS_URL: "http://klass.test/empty" } })
    expect(html).toContain("Ingenting nytt")
  })

  test("a change that it does not tell of cannot be recorded", async () => {
    expect((await apply("2027-01-01 … 9999")).status).toBe(422)
    expect((await as(ola, "/areas/changes", { form: { change: "x", from: "9999-99-99" } })).status).toBe(422)
  })
})
