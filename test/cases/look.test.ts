import { describe, expect, test } from "vitest"
import { addDays, osloDay } from "#src/core/calendar.ts"
import { gunn, kari, kjell, marit, nils, ola, randi, stein } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, opened, stages, track } = await openWorld()
const [first = "", second = ""] = stages.filter((stage) => stage.track === track).map(({ code }) => code)
const daysOn = (n: number) => addDays(osloDay(new Date()), n)

/** Four of Røros and one of the coast; what needs attention first. */
await opened("A-1", { company: "Ås Sag", openedOn: "2026-02-02" })
await opened("A-2", { company: "Bakeriet", stage: second, advisorId: nils.id, openedOn: "2026-01-02" })
await opened("A-3", { company: "Østers AS", advisorId: null, openedOn: "2026-03-02" })
await opened("A-4", { company: "Aasen Ær", access: "restricted", advisorId: nils.id, openedOn: "2026-04-02" })
await opened("K-1", { company: "Zapp", hubId: "kyst", advisorId: kjell.id })
for (const [i, ref] of ["A-4", "A-2", "A-1", "A-3"].entries()) {
  const said = { kind: "call", note: "We talked", on: `2026-05-0${i + 4}`, backdated: "Told late" }
  await as(marit, `/cases/${ref}/notes`, { form: { ...made(), ...said } })
}
const step = (ref: string, n: number) =>
  as(marit, `/cases/${ref}/next-step`, { form: { ...made(), nextStep: "Call", nextOn: daysOn(n) } })
await step("A-1", 1)
await step("A-3", 2)
await as(marit, "/cases/A-3/wait", { form: { ...made(), turn: "company", until: daysOn(20), reason: "An answer" } })

type Shown = { name: string; count: string; cards: string[]; hidden: string | undefined }

/** Each column of a board: what it is called, how many it counts, its cards in order. */
function columnsIn(html: string): Record<string, Shown> {
  const parts = html.split('<section class="col"').slice(1)
  return Object.fromEntries(
    parts.map((part) => {
      const own = part.split("</section>")[0] ?? ""
      const name = /<h2[^>]*>([^<]*)</.exec(own)?.[1] ?? ""
      const count = /class="n">([^<]*)</.exec(own)?.[1] ?? ""
      const cards = [...own.matchAll(/id="card-([^"]+)"/g)].map(([, ref = ""]) => ref)
      return [name, { name, count, cards, hidden: /(\d+) skjermet/.exec(own)?.[1] }]
    }),
  )
}
const board = async (who: typeof kari, query: string) => columnsIn((await as(who, `/cases?${query}`)).html)
/** The references in a list, in order. */
const refsIn = (html: string) => [...html.matchAll(/name="ref" value="([^"]+)"/g)].map(([, ref]) => ref)
const list = async (who: typeof kari, query: string) => refsIn((await as(who, `/cases?show=list&${query}`)).html)

describe("columns", () => {
  test("by advisor are the hub's people, also who has nothing, and first what is nobody's", async () => {
    const { html, trips } = await as(kari, "/cases?group=advisor")
    const columns = columnsIn(html)
    expect(trips).toBe(1)
    expect(Object.keys(columns)).toEqual(["Uten rådgiver", kari.name, marit.name, nils.name, stein.name])
    expect(columns["Uten rådgiver"]).toMatchObject({ count: "1", cards: ["A-3"] })
    expect(columns[kari.name]).toMatchObject({ count: "1", cards: ["A-1"], hidden: undefined })
    expect(columns[nils.name]).toMatchObject({ count: "2", cards: ["A-2"], hidden: "1" })
    expect(columns[marit.name]).toMatchObject({ count: "0", cards: [] })
  })

  test("by hub, municipality and turn hold the same cases, each with true counts", async () => {
    const byHub = await board(stein, "group=hub")
    expect(Object.values(byHub).map(({ count, cards }) => [count, cards.length])).toEqual([
      ["1", 1],
      ["4", 4],
    ])
    const byPlace = await board(kari, "group=municipality")
    expect(byPlace.Røros).toMatchObject({ count: "3", cards: ["A-2", "A-1", "A-3"] })
    expect(byPlace["Kommune ikke kjent"]).toMatchObject({ count: "0" })
    expect(Object.keys(byPlace).length).toBeGreaterThan(3)
    const byTurn = await board(kari, "group=turn")
    expect(byTurn["Hos oss"]).toMatchObject({ count: "3", cards: ["A-2", "A-1"], hidden: "1" })
    expect(byTurn["Hos bedriften"]).toMatchObject({ count: "1", cards: ["A-3"] })
    expect(byTurn["Hos andre"]).toMatchObject({ count: "0" })
  })

  test("a case outside of the hub's places is in a column of its own place, not nowhere", async () => {
    expect((await board(gunn, "group=municipality")).Røros?.cards).toEqual(["K-1"])
  })

  test("narrowed, they are the same columns, counted as narrowed", async () => {
    const all = await board(kari, "group=advisor")
    const few = await board(kari, `group=advisor&stage=${second}`)
    expect(Object.keys(few)).toEqual(Object.keys(all))
    expect(few[kari.name]).toMatchObject({ count: "0", cards: [] })
    expect(few[nils.name]).toMatchObject({ count: "1", cards: ["A-2"] })
    expect((await board(kari, "group=turn&text=sag"))["Hos oss"]).toMatchObject({ count: "1", cards: ["A-1"] })
  })

  test("only stages take a card that is let go on them", async () => {
    expect((await as(kari, "/cases")).html).toContain(`data-stage="${first}"`)
    expect((await as(kari, "/cases?group=turn")).html).not.toContain("data-stage")
  })

  test("a card moved by its menu comes back where it stands on that board", async () => {
    await opened("M-1", { company: "Mosefot", advisorId: stein.id })
    const view = `track=${track}&group=advisor`
    const form = { ...made(1), view, to: second, conversation: "We talked" }
    const { html } = await as(kari, "/cases/M-1/stage", { form, fragment: true })
    expect(columnsIn(html)[stein.name]?.cards).toEqual(["M-1"])
    expect(html).toContain("Mosefot er flyttet til Kartlegging")
    await as(kari, "/cases/M-1/closure", { form: { ...made(), closeReason: "completed", reason: "Done" } })
  })

  test("tell softly of an advisor who has more than is well, in both tracks", async () => {
    for (let i = 0; i < 21; i++) await opened(`G-${i}`, { hubId: "nasjonalparken", advisorId: gunn.id })
    const other = stages.find((stage) => stage.track !== track)?.track ?? ""
    await opened("G-x", { hubId: "kyst", advisorId: gunn.id, track: other })
    expect((await as(kjell, "/cases?group=advisor")).html).toContain("1 sak i alt")
    expect((await as(kjell, "/cases?group=advisor")).html).not.toContain("flere enn")
    for (let i = 0; i < 20; i++) await opened(`H-${i}`, { hubId: "kyst", advisorId: gunn.id, track: other })
    expect((await as(kjell, "/cases?group=advisor")).html).toContain("21 saker i alt, flere enn 20")
  })
})

describe("what comes first", () => {
  test("is what needs attention, or as one asks, and the other way round", async () => {
    expect(await list(marit, "")).toEqual(["A-2", "A-4", "A-1", "A-3"])
    expect(await list(marit, "sort=company")).toEqual(["A-2", "A-3", "A-1", "A-4"])
    expect(await list(marit, "sort=-company")).toEqual(["A-4", "A-1", "A-3", "A-2"])
    expect(await list(marit, "sort=since")).toEqual(["A-2", "A-1", "A-3", "A-4"])
    expect((await list(marit, "sort=next")).slice(0, 2)).toEqual(["A-1", "A-3"])
    expect((await list(marit, "sort=-next")).slice(0, 2)).toEqual(["A-3", "A-1"])
    expect((await list(marit, "sort=touched")).slice(0, 2)).toEqual(["A-4", "A-2"])
  })

  test("in a column too", async () => {
    expect((await board(marit, "sort=company")).Førstekontakt?.cards).toEqual(["A-3", "A-1", "A-4"])
    expect(Object.values(await board(marit, "sort=-since&group=hub"))[0]?.cards).toEqual(["A-4", "A-3", "A-1", "A-2"])
  })
})

describe("the list", () => {
  test("is one form, with a box a case, what it was taken from and what can be done", async () => {
    const { html, trips } = await as(kari, "/cases?show=list&turn=us")
    const [, form = ""] = html.split('<form id="selection"')
    expect(trips).toBe(1)
    expect(form).toMatch(/^ method="post" action="\/cases\/selection"/)
    expect(form).toContain('name="view" value="turn=us&amp;show=list"')
    for (const verb of ["assign", "move", "wait", "close"]) expect(form).toContain(`name="verb" value="${verb}"`)
    expect(refsIn(form)).toEqual(["A-2", "A-1"])
  })

  test("counts every case, and says how many it may not show", async () => {
    const said = async (who: typeof kari, query = "") => {
      const { html } = await as(who, `/cases?show=list${query}`)
      return [/id="count">([^<]*)</.exec(html)?.[1], /id="hidden">(\d+)/.exec(html)?.[1]]
    }
    expect(await said(kari)).toEqual(["4 saker.", "1"])
    expect(await said(marit)).toEqual(["4 saker.", undefined])
    expect(await said(kari, `&advisor=${nils.id}`)).toEqual(["2 saker.", "1"])
    expect(await said(kari, "&turn=company")).toEqual(["1 sak.", undefined])
    expect(await said(kari, "&text=sag")).toEqual(["1 sak.", undefined])
  })

  test("has the columns that were chosen, by boxes or in one word, and always the company", async () => {
    const heads = async (query: string) => {
      const { html } = await as(kari, `/cases?show=list${query}`)
      const [, head = ""] = html.split("<thead")
      const cells = [...(head.split("</thead>")[0] ?? "").matchAll(/<th [^>]*>(.*?)<\/th>/gs)].slice(1)
      return cells.map(([, cell = ""]) => cell.replace(/<[^>]*>/g, "").trim())
    }
    expect(await heads("")).toHaveLength(8)
    expect(await heads("&columns=missing,stage")).toEqual(["Bedrift", "Fase", "Mangler"])
    expect(await heads("&columns=company&columns=access")).toEqual(["Bedrift", "Klasse"])
    expect(await heads("&columns=nonsense")).toHaveLength(8)
    expect((await as(kari, "/cases?show=list&columns=nonsense")).html).toContain(
      "Vi forsto ikke valget for kolonner i listen",
    )
  })

  test("turns round when its head is pressed once more", async () => {
    const up = (await as(kari, "/cases?show=list&sort=company")).html
    expect(up).toContain('aria-sort="ascending"')
    expect(up).toContain("sort=-company")
    expect((await as(kari, "/cases?show=list&sort=-company")).html).toContain('aria-sort="descending"')
  })

  test.each([
    ["alpha", "sort=company"],
    ["bravo", "sort=-company"],
    ["charlie", ""],
    ["delta", "sort=-next"],
  ])("comes a page at a time, each case once, forth and back: %s, %s", async (need, sort) => {
    const commerce = stages.find((stage) => stage.track !== track)?.track ?? ""
    for (let i = 0; i < 120; i++)
      await opened(`N-${need}-${i}`, { hubId: "kyst", track: commerce, company: `Firma ${(i * 7) % 13} Å`, need })
    const seen: unknown[] = []
    const pages: string[] = []
    let path: string | null = `/cases?show=list&track=${commerce}&hub=kyst&text=${need}&${sort}`
    while (path) {
      pages.push(path)
      const { html } = await as(stein, path)
      seen.push(...refsIn(html))
      path = linkIn(html, "next")
    }
    expect([seen.length, new Set(seen).size, pages.length]).toEqual([120, 120, 3])
    const { html } = await as(stein, pages.at(-1) ?? "")
    const back = refsIn((await as(stein, linkIn(html, "prev") ?? "")).html)
    expect(back).toEqual(refsIn((await as(stein, pages.at(-2) ?? "")).html))
  })
})

function linkIn(html: string, rel: string): string | null {
  const tag = [...html.matchAll(/<a [^>]*>/g)].map(([one]) => one).find((one) => one.includes(`rel="${rel}"`))
  return tag ? (/href="([^"]*)"/.exec(tag)?.[1] ?? "").replaceAll("&amp;", "&") : null
}

describe("an address", () => {
  test.each([
    ["advisor=someone-gone", "rådgiver"],
    ["municipality=9999", "kommune"],
    ["group=colour", "kolonner"],
    ["sort=luck", "rekkefølge"],
    ["show=list&after=nonsense", "side"],
    ["show=list&stage=nowhere", "fase"],
  ])("that asks for what is not there says so, and shows the rest: %s", async (query, what) => {
    const { status, html } = await as(kari, `/cases?${query}`)
    expect(status).toBe(200)
    expect(html).toContain(`Vi forsto ikke valget for ${what}`)
    expect(html).toContain("Bakeriet")
  })

  test("of a colleague without cases, or a place without, is understood", async () => {
    expect((await as(kari, `/cases?advisor=${marit.id}`)).html).not.toContain("Vi forsto ikke")
    expect((await as(kari, "/cases?municipality=3430")).html).not.toContain("Vi forsto ikke")
  })

  test("is what one gets: only the front door leads each to where one begins", async () => {
    const begins = async (who: typeof kari) => (await as(who, "/")).headers.get("location")
    expect(await begins(kari)).toBe("/day")
    expect(await begins(marit)).toBe("/cases")
    expect(await begins(ola)).toBe("/network")
    expect(await begins(randi)).toBe("/network")
    expect((await as(kari, "/cases")).status).toBe(200)
  })
})

test("how close cards stand is remembered by the browser that asked", async () => {
  const asked = await as(kari, "/cases?density=compact")
  expect(asked.html).toContain('data-density="compact"')
  expect(asked.headers.get("set-cookie")).toContain("density=compact")
  expect((await as(kari, "/cases")).html).toContain('data-density="comfortable"')
  expect((await as(kari, "/cases?density=huge")).html).toContain('data-density="comfortable"')
})

test("a restricted case of the other track that one is named on takes nothing from what is hidden in this one", async () => {
  const other = stages.find((stage) => stage.track !== track)
  await opened("O-1", { access: "restricted", stage: other?.code ?? "", advisorId: nils.id }, [kari])
  const hidden = async (query: string) =>
    /id="hidden">(\d+)/.exec((await as(kari, `/cases?show=list${query}`)).html)?.[1]
  expect(await hidden("")).toBe("1")
  expect(await hidden(`&track=${other?.track}`)).toBe(undefined)
  expect((await board(kari, "group=turn"))["Hos oss"]).toMatchObject({ hidden: "1" })
})
