import { eq, isNull } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { borghild, gunn, kari, kjell, marit, nils, ola, type Person, randi, stein, turid } from "../people.ts"
import { openWorld } from "../world.ts"
import { figuresIn, listIn } from "./helpers.ts"

const { as, build, send, opened, stages } = await openWorld()
const tracks = [...new Set(stages.map(({ track }) => track))]
const of = (track: string | undefined) => stages.filter((stage) => stage.track === track).map(({ code }) => code)
const [develop = [], commerce = []] = tracks.map(of)

// Three hubs, both tracks, every class; one of another hub that Turid is named on, and one that has ended.
await opened("R-1", { stage: develop[0] ?? "" })
await opened("R-2", { stage: develop[1] ?? "", access: "network" })
await opened("R-3", { stage: develop[2] ?? "", company: "Fjellvarp <AS>" })
await opened("R-4", { stage: commerce[1] ?? "", access: "restricted" }, [turid])
await opened("R-5", { stage: commerce[1] ?? "", access: "restricted" })
await opened("R-6", { stage: commerce[4] ?? "", advisorId: null })
await opened("K-1", { hubId: "kyst", stage: develop[1] ?? "", advisorId: kjell.id, openedOn: "2025-03-04" })
await opened("K-2", { hubId: "kyst", stage: commerce[1] ?? "", access: "restricted", advisorId: gunn.id })
await opened("O-1", { hubId: "orkdal", stage: commerce[1] ?? "", access: "restricted", advisorId: null })
await opened("R-7")
await as(kari, "/cases/R-7/closure", { form: { closeReason: "completed", reason: "Done" } })
await send("write", [build.update(t.people).set({ phone: "+4790012345" }).where(eq(t.people.id, kjell.id))])

const STAFF = [kari, nils, marit, kjell, gunn, turid, stein, ola, randi]
const rows = async () =>
  (await send("read", [build.select().from(t.cases).where(isNull(t.cases.endedOn))]))[0].map((kase) => ({
    ...kase,
    phase: stages.find(({ code }) => code === kase.stage)?.phase,
  }))
const list = async (who: Person, path: string) => listIn((await as(who, path)).html)
const mapping = "/network/cases?phase=mapping"

describe("the figures", () => {
  test("count every open case, of every class, for everyone", async () => {
    const all = await rows()
    expect(all.length).toBe(9)
    for (const who of STAFF) {
      const { status, html, trips } = await as(who, "/network")
      expect([status, trips]).toEqual([200, 1])
      const figures = figuresIn(html)
      for (const { href, n } of figures) {
        const asked = Object.entries(Object.fromEntries(new URLSearchParams(href.split("?")[1])))
        const names = { hub: "hubId", phase: "phase", track: "track" } as const
        const counted = all.filter((kase) =>
          asked.every(([name, is]) => kase[names[name as keyof typeof names]] === is),
        )
        expect([href, n]).toEqual([href, counted.length])
      }
      expect(figures.length).toBe(15)
    }
  })

  test("of one track count that track, and lead to lists of it", async () => {
    const { html } = await as(ola, `/network?track=${tracks[1]}`)
    expect(figuresIn(html).find(({ href }) => href.includes("hub=roros&phase=mapping"))?.n).toBe(2)
    const [, table = ""] = html.split("<table")
    expect(figuresIn(table).every(({ href }) => href.includes(`track=${tracks[1]}`))).toBe(true)
    expect(figuresIn(html)[0]).toEqual({ n: 9, href: "/network/cases" })
    expect(html).not.toContain("Forretningsutvikling 1")
  })

  test("tell the tracks apart in words, not only in a picture", async () => {
    const { html } = await as(kari, "/network")
    expect(html).toContain("<title>Forretningsutvikling 2, Kommersialisering 2</title>")
    expect(html).not.toContain("style=")
  })

  test("stand under the stages that a phase holds, in the reader's language", async () => {
    expect((await as(kari, "/network")).html).toContain("Kartlegging · Avklaring · Markedsavklaring")
    await send("write", [build.update(t.people).set({ language: "en" }).where(eq(t.people.id, stein.id))])
    expect((await as(stein, "/network")).html).toContain("Needs mapping · Clarification · Market clarification")
    await send("write", [build.update(t.people).set({ language: "nb" }).where(eq(t.people.id, stein.id))])
  })

  test("of a track that is not there are those of both, and the page says so", async () => {
    const { status, html } = await as(kari, "/network?track=gardening")
    expect(status).toBe(200)
    expect(html).toContain("Vi forsto ikke valget for spor")
    expect(figuresIn(html)[0]?.n).toBe(9)
  })
})

describe("the cases behind a number", () => {
  test("are as many as it says, less those that are hidden", async () => {
    for (const who of [nils, gunn, turid, ola, randi]) {
      const seen = new Map<string, ReturnType<typeof listIn>>()
      for (const { href, n } of figuresIn((await as(who, "/network")).html)) {
        const { html, trips } = await as(who, href)
        const listed = listIn(html)
        seen.set(href, listed)
        expect([who.id, href, listed.n, trips]).toEqual([who.id, href, n, 1])
        expect([who.id, href, listed.refs.length + listed.pseudonyms.length]).toEqual([who.id, href, n - listed.hidden])
      }
      expect(seen.get("/network/cases")?.n).toBe(9)
    }
  })

  const hidden: [Person, number, readonly string[]][] = [
    [kari, 2, ["R-4", "R-5"]],
    [nils, 2, ["R-4", "R-5"]],
    [marit, 2, ["R-4", "R-5"]],
    [stein, 1, ["R-4", "R-5", "K-2"]],
    [kjell, 3, ["K-2"]],
    [gunn, 3, ["K-2"]],
    [turid, 2, ["R-4", "K-2"]],
    [ola, 4, []],
    [randi, 4, []],
  ]
  test.each(hidden)("restricted elsewhere are counted, not listed: $name", async (who, count, shown) => {
    const listed = await list(who, "/network/cases")
    expect(listed.hidden).toBe(count)
    expect(listed.refs.filter((ref) => ["R-4", "R-5", "K-2"].includes(ref)).sort()).toEqual([...shown].sort())
  })

  test("are basics, and the way to the case: whom to call, no word of what is said", async () => {
    const { html } = await as(ola, `${mapping}&hub=kyst&track=${tracks[0]}`)
    expect(listIn(html).refs).toEqual(["K-1"])
    for (const word of ["Company K-1", "Kyst", "Kartlegging", "04.03.2025", kjell.name, "tel:+4790012345"])
      expect(html).toContain(word)
    expect(html).not.toContain("Need of")
    expect((await as(ola, "/cases/K-1")).html).toContain('id="basics"')
  })

  test("are marked where the company is bankrupt, as on the board", async () => {
    const at = `${mapping}&hub=kyst&track=${tracks[0]}`
    const isMarked = async () => (await as(ola, at)).html.includes("Konkurs")
    expect(await isMarked()).toBe(false)
    await send("write", [build.update(t.cases).set({ alert: "bankrupt" }).where(eq(t.cases.ref, "K-1"))])
    expect(await isMarked()).toBe(true)
    await send("write", [build.update(t.cases).set({ alert: null }).where(eq(t.cases.ref, "K-1"))])
  })

  test("of a company whose name looks like markup are only its name", async () => {
    expect((await as(kari, "/network/cases?hub=roros")).html).toContain("Fjellvarp &lt;AS&gt;")
  })

  test("are pseudonyms for the auditor, and nothing that tells who it is", async () => {
    const { html } = await as(randi, "/network/cases")
    expect(listIn(html)).toMatchObject({ n: 9, hidden: 4 })
    expect(listIn(html).pseudonyms.toSorted()).toEqual(["P-K-1", "P-R-1", "P-R-2", "P-R-3", "P-R-6"])
    for (const word of ["Company", "Fjellvarp", 'href="/cases/', "Need of", kari.name, kjell.name, "tel:"])
      expect([word, html.replaceAll("/network/cases", "").includes(word)]).toEqual([word, false])
    const figures = await as(randi, "/network")
    for (const word of ["Company", "Fjellvarp"]) expect(figures.html).not.toContain(word)
  })

  test("of a stage are those that a board's note of hidden ones leads to", async () => {
    expect((await list(nils, `/network/cases?hub=roros&stage=${commerce[1]}`)).refs).toEqual(["R-4", "R-5"])
  })

  test("of a choice that means nothing are those of the rest of it, and the page says so", async () => {
    const { html, status } = await as(
      kari,
      "/network/cases?hub=atlantis&phase=lunch&stage=x&track=y&after=yesterday&colour=red",
    )
    expect(status).toBe(200)
    expect(html).toContain("Vi forsto ikke valget for fase, side, hub, spor, så det er ikke brukt.")
    expect(listIn(html).n).toBe(9)
  })

  test("may be none: then there is a way back", async () => {
    const { html } = await as(kari, "/network/cases?hub=kyst&phase=plan")
    expect(html).toContain("Ingen åpne saker står slik nå.")
    expect(listIn(html)).toMatchObject({ n: 0, hidden: 0, refs: [] })
  })

  test("may all be hidden: then the page says that", async () => {
    const { html } = await as(kjell, `/network/cases?hub=roros&track=${tracks[1]}&phase=mapping`)
    expect(html).toContain("Alle sakene her er skjermet.")
  })
})

describe("who has not signed in, or holds no role any more", () => {
  test.each(["/network", "/network/cases?hub=roros&phase=plan"])("is sent to sign in from %s", async (path) => {
    const { status, headers, trips } = await as(null, path)
    expect([status, trips]).toEqual([303, 0])
    expect(headers.get("location")).toBe(`/auth?next=${encodeURIComponent(path)}`)
    expect((await as(borghild, path)).status).toBe(303)
  })
})
