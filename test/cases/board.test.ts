import { describe, expect, test } from "vitest"
import { addDays, osloDay } from "#src/core/calendar.ts"
import { kari, kjell, marit, nils, stein } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const { as, opened, stages, track } = await openWorld()
const inTrack = stages.filter((stage) => stage.track === track)
const [first = "", second = "", third = "", fourth = ""] = inTrack.map(({ code }) => code)
const view = `track=${track}`

/** A day to come, soon enough that no case stands still before it. */
const daysOn = (n: number) => addDays(osloDay(new Date()), n)

/** What one column shows: its count, its cards in order, and how many are restricted. */
function column(html: string, code: string) {
  const [, part = ""] = html.split(`id="stage-${code}"`)
  const own = part.split("</section>")[0] ?? ""
  return {
    count: /class="n">([^<]*)</.exec(own)?.[1],
    cards: [...own.matchAll(/id="card-([^"]+)"/g)].map(([, ref]) => ref),
    hidden: /(\d+) skjermet/.exec(own)?.[1],
    more: /Vis (\d+) til/.exec(own)?.[1],
  }
}
const boardOf = async (who = kari, query = "") => (await as(who, `/cases${query}`)).html

describe("a column", () => {
  test("shows first whom nobody has talked with, then what has no next step, then what is due, and counts them all", async () => {
    for (const ref of ["O-0", "O-1", "O-2", "O-3"]) await opened(ref)
    const talk = { kind: "call", note: "We talked" }
    for (const ref of ["O-1", "O-2", "O-3"]) await as(kari, `/cases/${ref}/notes`, { form: { ...made(), ...talk } })
    const plan = (ref: string, nextOn: string) =>
      as(kari, `/cases/${ref}/next-step`, { form: { ...made(), nextStep: "Call", nextOn } })
    await plan("O-1", daysOn(5))
    await plan("O-2", daysOn(2))
    await plan("O-0", daysOn(9))
    expect(column(await boardOf(), first)).toMatchObject({ count: "4", cards: ["O-0", "O-3", "O-2", "O-1"] })
  })

  test("shows twenty cards, and more when asked, up to eighty", async () => {
    for (let i = 0; i < 23; i++) await opened(`P-${i}`, { stage: fourth })
    const few = column(await boardOf(), fourth)
    expect([few.count, few.cards.length, few.more]).toEqual(["23", 20, "3"])
    expect(column(await boardOf(kari, "?per=40"), fourth).cards).toHaveLength(23)
  })

  test("counts restricted cases for all, shows them to those who may, and says how many are left", async () => {
    await opened("S-1", { stage: second, access: "restricted" })
    await opened("S-2", { stage: second, access: "restricted", advisorId: nils.id })
    const seen = async (who: typeof kari) => {
      const { count, cards, hidden } = column(await boardOf(who), second)
      return [count, cards.toSorted(), hidden]
    }
    expect(await seen(kari)).toEqual(["2", ["S-1"], "1"])
    expect(await seen(nils)).toEqual(["2", ["S-2"], "1"])
    expect(await seen(marit)).toEqual(["2", ["S-1", "S-2"], undefined])
    expect((await seen(kjell))[1]).toEqual([])
  })

  test("leaves closed cases out", async () => {
    await opened("C-1", { stage: third })
    await as(kari, "/cases/C-1/closure", { form: { ...made(), closeReason: "completed", reason: "Done" } })
    expect(column(await boardOf(), third)).toMatchObject({ count: "0", cards: [] })
  })
})

describe("filters", () => {
  test("by advisor, turn, municipality, age and words, alone and together, with true counts", async () => {
    await opened("F-1", { stage: third, advisorId: nils.id, company: "Ærlig Østers" })
    await opened("F-2", { stage: third })
    await as(kari, "/cases/F-2/wait", {
      form: { ...made(), turn: "funder", until: `${YEAR}-01-05`, reason: "An answer" },
    })
    const shown = async (query: string) => column(await boardOf(kari, query), third)
    expect(await shown("")).toMatchObject({ count: "2" })
    expect(await shown(`?advisor=${nils.id}`)).toMatchObject({ count: "1", cards: ["F-1"] })
    expect(await shown("?turn=funder")).toMatchObject({ count: "1", cards: ["F-2"] })
    expect(await shown("?municipality=5025")).toMatchObject({ count: "2" })
    expect(await shown("?municipality=3430")).toMatchObject({ count: "0" })
    expect(await shown("?stale=1")).toMatchObject({ count: "1", cards: ["F-1"] })
    expect(await shown("?text=arlig%20oster")).toMatchObject({ count: "0" })
    expect(await shown("?text=aerlig%20oster")).toMatchObject({ count: "1", cards: ["F-1"] })
    expect(await shown("?text=f-2")).toMatchObject({ cards: ["F-2"] })
    expect(await shown(`?turn=us&advisor=${nils.id}&text=%25`)).toMatchObject({ cards: ["F-1"] })
  })

  test("a person of two hubs has both on one board, or the one asked for", async () => {
    await opened("K-1", { hubId: "kyst", advisorId: kjell.id })
    expect(column(await boardOf(stein), first).cards).toEqual(expect.arrayContaining(["K-1", "O-1"]))
    expect(column(await boardOf(stein, "?hub=kyst"), first).cards).toEqual(["K-1"])
    expect(column(await boardOf(kjell, "?hub=roros"), first).cards).toEqual(["K-1"])
  })
})

describe("an act on the board answers with that board", () => {
  const form = { ...made(1), view, to: second, conversation: "We talked" }

  test("for htmx as a part, with the card first where it went, the count right, and words to say aloud", async () => {
    await opened("M-1", { company: "Mosefot Tursko" })
    await as(kari, "/cases/M-1/next-step", { form: { ...made(1), nextStep: "Call", nextOn: `${YEAR}-12-01` } })
    const { status, html, trips } = await as(kari, "/cases/M-1/stage", { form, fragment: true })
    expect([status, trips]).toEqual([200, 2])
    expect(html.startsWith('<div id="board-page">')).toBe(true)
    expect(column(html, second)).toMatchObject({ count: "3", cards: expect.arrayContaining(["M-1"]) })
    expect(column(html, second).cards[0]).toBe("M-1")
    expect(html).toContain("Mosefot Tursko er flyttet til Kartlegging. 3 saker i fasen.</div>")
  })

  test("without scripts by its address, which shows the same", async () => {
    await opened("M-2")
    const { status, headers } = await as(kari, "/cases/M-2/stage", { form: { ...form, ...made(1) } })
    expect(status).toBe(303)
    const address = headers.get("location") ?? ""
    expect(address).toMatch(`/cases?track=${track}&moved=M-2&act=`)
    expect(await boardOf(kari, address.replace("/cases", ""))).toContain("er flyttet til Kartlegging")
  })

  test("refused: the fields open in the card, and nothing has moved", async () => {
    await opened("M-3")
    const { status, headers, html } = await as(kari, "/cases/M-3/stage", {
      form: { ...made(1), view, to: second },
      fragment: true,
    })
    expect([status, headers.get("hx-retarget")]).toEqual([422, "#fill-M-3"])
    expect(html).toContain('id="M-3-move-conversation-problem"')
    expect(column(await boardOf(), first).cards).toContain("M-3")
  })

  test("saved without moving: the board again, not the case", async () => {
    await opened("M-4", { stage: second })
    const { status, html } = await as(kari, "/cases/M-4/facts", {
      form: { ...made(1), view, needs: "A shed" },
      fragment: true,
    })
    expect(status).toBe(200)
    expect(html.startsWith('<div id="board-page">')).toBe(true)
    expect(html).toContain("Lagret.</div>")
    expect(column(html, second).cards[0]).toBe("M-4")
  })

  test("a board's address that is sent along leads nowhere else", async () => {
    await opened("M-5")
    const away = await as(kari, "/cases/M-5/stage", { form: { ...form, ...made(1), view: "//elsewhere.test?x=1" } })
    expect(away.headers.get("location")).toMatch("/cases?moved=M-5&act=")
  })
})

test("a restricted case elsewhere that one is named on takes nothing from what is hidden here", async () => {
  await opened("N-1", { access: "restricted", stage: fourth })
  await opened("N-2", { access: "restricted", stage: fourth, hubId: "kyst", advisorId: kjell.id }, [nils])
  expect(column(await boardOf(nils), fourth)).toMatchObject({ hidden: "1" })
})

test("hubs are called by their names", async () => {
  expect(await boardOf(stein)).toContain('<option value="roros">Hub: Røros</option>')
})
