import { describe, expect, test } from "vitest"
import { type Area, type AreaEvent, applyToArea, noArea } from "#src/core/area.ts"
import { addDays, osloDay } from "#src/core/calendar.ts"
import { openIntake, typed } from "#test/intake/helpers.ts"
import { gunn, kari, marit, ola, randi } from "#test/people.ts"
import { openWorld } from "#test/world.ts"
import { newYear, openAreas } from "./helpers.ts"

const world = await openWorld()
const { as, logOf, wordsOf, opened } = world
const { coversOf, change } = openAreas(world)
const { enquire } = openIntake(world)
const today = osloDay(new Date())
const soon = newYear()
const before = addDays(soon, -1)

describe("who may see the areas:", () => {
  test.each([
    ["an advisor", kari],
    ["a manager", marit],
    ["the programme owner", ola],
    ["an auditor", randi],
  ])("%s sees which municipality belongs to which hub, and its candidates", async (_, who) => {
    const { html, status, trips } = await as(who, "/areas")
    expect([status, trips]).toEqual([200, 1])
    expect(html).toContain("Rørosregionen Næringshage")
    expect(html).toContain("Kandidater")
    expect(html).toMatch(/href="\/areas\/5057">Ørland</)
  })

  test("only the programme owner is offered to change anything, and others are forbidden to", async () => {
    for (const who of [kari, marit, randi]) {
      const pages = [(await as(who, "/areas")).html, (await as(who, "/areas/5057")).html]
      expect(pages.join()).not.toContain('<form method="post" action="/areas')
      const posted = await change("5057/giving", { hub: "kyst", from: soon }, who)
      const shown = await as(who, "/areas/5057/giving", { form: { hub: "kyst", from: soon, reason: "Why" } })
      expect([posted.status, shown.status]).toEqual([403, 403])
    }
    expect((await as(ola, "/areas/5057")).html).toContain('action="/areas/5057/giving"')
    expect(await logOf("area:5057")).toEqual([])
  })
})

describe("the map of another day:", () => {
  test("Snillfjord was Orkdal's in 2019 and is nobody's in 2020", async () => {
    const then = (await as(kari, "/areas?on=2019-06-03")).html
    expect(then).toMatch(/href="\/areas\/5012">Snillfjord</)
    expect(then).toContain("Slik det er 03.06.2019")
    expect((await as(kari, "/areas?on=2020-01-01")).html).not.toContain("Snillfjord")
  })

  test("what is no day is said not to be one, and today is shown", async () => {
    const { html, status } = await as(kari, "/areas?on=31.02.2026")
    expect(status).toBe(200)
    expect(html).toContain("Vi forsto ikke dagen «31.02.2026»")
  })

  test("an old number says what it has become", async () => {
    expect((await as(kari, "/areas/5012")).html).toContain("Nå: Heim, Hitra eller Orkland")
    expect((await as(kari, "/areas/1617")).html).toContain("Nå: Hitra")
    expect((await as(kari, "/areas/9999")).status).toBe(404)
  })
})

describe("confirming a candidate from next year:", () => {
  test("first shows what it leads to, and writes nothing", async () => {
    const { ref } = await enquire({ municipality: "5057", company: "Fosen Tare" })
    await opened("K-9", { municipality: "5057", hubId: "kyst" })
    const form = { hub: "kyst", from: soon, reason: "Agreed at the meeting" }
    const { html, status } = await as(ola, "/areas/5057/giving", { form })
    expect(status).toBe(200)
    expect(html).toContain(`hører til Kyst fra og med 01.01.${soon.slice(0, 4)}`)
    expect(html).toContain("Nettverkets liste: kandidat")
    expect(html).toContain("Til Kyst")
    expect(html).toContain("1 henvendelse på nettverkets liste")
    expect(html).toContain(`/inbox/${ref}`)
    expect(html).toContain("Kyst: 1 åpen sak, 1 bedrift")
    expect(await logOf("area:5057")).toEqual([])
    expect((await coversOf("5057")).at(-1)).toEqual([null, "2020-01-01", null])
  })

  test("is written with who and why, and moves nothing before its day", async () => {
    const { status, headers } = await change("5057/giving", { hub: "kyst", from: soon })
    expect([status, headers.get("location")]).toEqual([303, "/areas/5057?did=giving"])
    const [entry] = await logOf("area:5057")
    expect(entry).toMatchObject({ actorId: "ola", data: { type: "given", hubId: "kyst", from: soon } })
    expect((await wordsOf("area:5057")).map(({ body }) => body)).toEqual(["Agreed at the meeting"])
    expect(await coversOf("5057")).toEqual([
      [null, "2020-01-01", before],
      ["kyst", soon, null],
    ])
    expect((await enquire({ municipality: "5057" })).enquiry?.hubId).toBeNull()
    expect((await as(kari, "/areas")).html).toContain("Ørland hører til Kyst")
    expect((await as(kari, `/areas?on=${soon}`)).html).toMatch(/Kystkompetanse[\s\S]*href="\/areas\/5057">Ørland</)
    expect((await as(kari, "/areas/5057")).html).toContain("Agreed at the meeting")
  })

  test("is refused to another hub as long as it lasts, and says who has it", async () => {
    const { html, status } = await change("5057/giving", { hub: "roros", from: newYear(2), reason: "Røros wants it" })
    expect(status).toBe(422)
    expect(html).toContain("En annen hub har kommunen da.")
    expect(html).toContain("Kyst har kommunen fra")
    expect(html).toContain("Røros wants it")
    expect(await logOf("area:5057")).toHaveLength(1)
  })

  test("is taken back before it began, as if it never would", async () => {
    await change("5057/withdrawal", { last: today })
    expect(await coversOf("5057")).toEqual([[null, "2020-01-01", before]])
  })
})

describe("an area changes hands:", () => {
  test("one hub ends, the next begins the day after, and enquiries follow", async () => {
    await change("5026/withdrawal", { last: addDays(today, -1) })
    expect((await enquire({ municipality: "5026" })).enquiry).toMatchObject({ hubId: null, why: { kind: "outside" } })
    const given = await change("5026/giving", { hub: "nasjonalparken", from: today })
    expect(given.status).toBe(303)
    expect((await enquire({ municipality: "5026" })).enquiry?.hubId).toBe("nasjonalparken")
    expect(await coversOf("5026")).toEqual([
      ["roros", "2018-01-01", addDays(today, -1)],
      ["nasjonalparken", today, null],
    ])
  })

  test("a board's list of municipalities is of today, whatever ends or begins later", async () => {
    await change("5025/withdrawal", { last: soon })
    expect((await as(kari, "/cases/new")).html).toContain(">Røros</option>")
    await change("5020/giving", { hub: "roros", from: soon })
    expect((await as(kari, "/cases/new")).html).not.toContain(">Osen</option>")
  })

  test("a candidate that is dropped is no longer on the public form", async () => {
    expect((await as(null, "/enquiry")).html).toContain("Indre Fosen")
    await change("5054/dropping", { from: today })
    expect((await as(null, "/enquiry")).html).not.toContain("Indre Fosen")
    expect((await as(kari, "/areas")).html).toMatch(/Utenfor[\s\S]*Indre Fosen/)
    expect((await change("5054/dropping", { from: today })).html).toContain("Slik er det ikke den dagen.")
    await change("5054/suggestion", { from: today })
    expect((await as(null, "/enquiry")).html).toContain("Indre Fosen")
  })
})

describe("what is refused keeps what was typed:", () => {
  test.each([
    ["a day in the year 9999", { hub: "kyst", from: "9999-01-01" }, "for langt fram"],
    ["a day that is none", { hub: "kyst", from: "2027-02-30" }, "Skriv en dato"],
    ["no hub", { hub: "", from: soon }, "Fyll ut dette feltet."],
    ["a hub that is none", { hub: "atlantis", from: soon }, "finnes ikke"],
    ["a day before the municipality was", { hub: "kyst", from: "2019-01-01" }, "fantes ikke den dagen"],
    ["a day before the hub opened", { hub: "kyst", from: "2014-01-01" }, "ikke åpen den dagen"],
    ["no reason", { hub: "kyst", from: soon, reason: "" }, "Fyll ut dette feltet."],
  ])("%s", async (_, form, message) => {
    for (const sure of ["yes", ""]) {
      const { html, status } = await as(ola, "/areas/5058/giving", {
        form: { reason: "Kept reason", ...form, ...(sure && { sure }) },
      })
      expect(status).toBe(422)
      expect(html).toContain(message)
      if (form.from === soon) expect(html).toContain(`value="${soon}"`)
      if (!("reason" in form)) expect(html).toContain("Kept reason")
    }
    expect(await logOf("area:5058")).toEqual([])
  })

  test("a municipality that is no more cannot be given", async () => {
    const { status, html } = await change("5012/giving", { hub: "orkdal", from: today })
    expect(status).toBe(422)
    expect(html).toContain("Kommunen fantes ikke den dagen.")
  })
})

describe("two programme owners at once:", () => {
  test("the second is told what has changed, and keeps what was typed", async () => {
    const form = { basedOn: "0", from: soon, reason: "Mine", sure: "yes" }
    expect((await as(ola, "/areas/5055/giving", { form: { ...form, hub: "orkdal" } })).status).toBe(303)
    const late = await as(ola, "/areas/5055/giving", { form: { ...form, hub: "kyst", reason: "Typed in vain" } })
    expect(late.status).toBe(409)
    expect(late.html).toContain("Noen endret det samme mens du skrev.")
    expect(late.html).toContain("Typed in vain")
    expect(late.html).toContain(`ga den til Orkdal fra 01.01.${soon.slice(0, 4)}`)
    expect(await logOf("area:5055")).toHaveLength(1)
  })

  test("when they meet in the database, one of them writes", async () => {
    const posts = ["kyst", "orkdal", "roros"].map((hub) =>
      as(ola, "/areas/5058/giving", { form: { hub, from: soon, reason: "Now", basedOn: "0", sure: "yes" } }),
    )
    const statuses = (await Promise.all(posts)).map(({ status }) => status).sort()
    expect(statuses).toEqual([303, 409, 409])
    expect(await logOf("area:5058")).toHaveLength(1)
  })

  test("the same form sent twice is one change", async () => {
    const form = { code: "5033", name: "Tydal", county: "Trøndelag", from: today, reason: "They asked" }
    const act = crypto.randomUUID()
    for (const _ of [1, 2]) expect((await as(ola, "/areas", { form: { ...form, act } })).status).toBe(303)
    expect(await logOf("area:5033")).toHaveLength(2)
    const again = await as(ola, "/areas", { form: { ...form, name: "Tydal kommune" } })
    expect(again.html).toContain("Kommunen er her allerede.")
  })
})

test("a municipality that is taken in can be chosen by the public, and has to be a number and a name", async () => {
  const bad = await as(ola, "/areas", { form: { code: "12a4", name: "", county: "", from: "x", reason: "" } })
  expect(bad.status).toBe(422)
  expect(bad.html).toContain("Skriv de fire sifrene")
  expect(bad.html).toContain('value="12a4"')
  expect((await as(null, "/enquiry")).html).toContain("Tydal")
})

test("the rows of an area follow from the first rows and its log", async () => {
  for (const code of ["5057", "5026", "5054", "5058", "5033"]) {
    const log = await logOf(`area:${code}`)
    const first: Record<string, [string | null, string]> = { "5026": ["roros", "2018-01-01"], "5033": [null, ""] }
    const [hubId, validFrom] = first[code] ?? [null, code === "5054" ? "2018-01-01" : "2020-01-01"]
    const status = hubId ? ("confirmed" as const) : ("candidate" as const)
    const covers = validFrom ? [{ hubId, code, validFrom, validTo: null, status }] : []
    const began: Area = { ...noArea(code), covers }
    const area = log.reduce((so, { data }) => applyToArea(so, data as AreaEvent), began)
    const rows = area.covers
      .toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
      .map((row) => [row.hubId, row.validFrom, row.validTo])
    expect([code, await coversOf(code)]).toEqual([code, rows])
  }
})

test("a manager's own enquiries are counted for the programme owner, and not told", async () => {
  await enquire({ municipality: "5021", company: "Hidden Company" })
  const form = { last: soon, reason: "They leave" }
  const { html } = await as(ola, "/areas/5021/withdrawal", { form })
  expect(html).toContain("1 henvendelse hos Nasjonalparken")
  expect(html).not.toContain("Hidden Company")
  expect((await as(gunn, "/areas/5021/withdrawal", { form })).status).toBe(403)
  expect(typed().municipality).toBe("5025")
})
