import { describe, expect, test } from "vitest"
import { writesOf } from "#src/access/writes.ts"
import { addDays, osloDay } from "#src/core/calendar.ts"
import type { CaseEvent } from "#src/core/case.ts"
import { kari, kjell, marit, nils } from "../people.ts"
import { made, OPENED, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const { as, opened, caseOf, logOf, wordsOf, build, send, stages, track } = await openWorld()
const [first, second] = stages.filter((stage) => stage.track === track)
const today = osloDay(new Date())
const daysAgo = (n: number) => addDays(today, -n)
const post = (ref: string, path: string, form: Record<string, string>) =>
  as(kari, `/cases/${ref}${path}`, { form: { ...made(), ...form } })
const note = { kind: "call", note: "We talked" }
const close = { closeReason: "completed", reason: "All done" }
const late = "I was on the road"

describe("what happened on another day", () => {
  test("counts from that day: a move, what it took with it, and a closing", async () => {
    await opened("D-1")
    const moved = { to: second?.code ?? "", conversation: "We talked", on: daysAgo(9), backdated: late }
    expect((await post("D-1", "/stage", moved)).status).toBe(303)
    expect(await caseOf("D-1")).toMatchObject({ stage: second?.code, since: daysAgo(9), clockOn: daysAgo(9) })
    expect((await post("D-1", "/closure", { ...close, on: daysAgo(2), backdated: late })).status).toBe(303)
    expect(await caseOf("D-1")).toMatchObject({ endedOn: daysAgo(2) })
    const log = await logOf("case:id-D-1")
    expect(log.map(({ onDate }) => onDate)).toEqual([OPENED, daysAgo(9), daysAgo(9), daysAgo(2)])
    expect(log.every(({ at }) => osloDay(at) === today)).toBe(true)
    expect((await wordsOf("case:id-D-1")).filter(({ name }) => name === "backdated")).toHaveLength(2)
  })

  test("makes no clock older, and stands in the timeline where it happened, with why it is late", async () => {
    await opened("D-2")
    await post("D-2", "/notes", { ...note, note: "The later one" })
    const before = await caseOf("D-2")
    await post("D-2", "/notes", { ...note, note: "The earlier one", on: daysAgo(4), backdated: late })
    expect(await caseOf("D-2")).toMatchObject({ clockOn: before?.clockOn, staleOn: before?.staleOn })
    const { html } = await as(kari, "/cases/D-2")
    expect(html.indexOf("The later one")).toBeLessThan(html.indexOf("The earlier one"))
    expect(html).toContain(late)
  })

  test("is asked why, is never to come, and never before it can have been; all that was typed is kept", async () => {
    await opened("D-3")
    const refused = async (path: string, form: Record<string, string>, field: string, words: string) => {
      const { status, html } = await post("D-3", path, form)
      const [, said] = new RegExp(`id="${field}-problem">([^<]*)`).exec(html) ?? []
      expect([status, said]).toEqual([422, words])
      for (const value of Object.values(form)) expect(html).toContain(value)
    }
    const early = "Så tidlig kan det ikke ha skjedd i denne saken. Velg en senere dag."
    await refused(
      "/notes",
      { ...note, on: daysAgo(1) },
      "note-backdated",
      "Skriv hvorfor du fører en annen dag enn i dag.",
    )
    const soon = "Dagen har ikke kommet ennå. Velg i dag eller en dag før."
    await refused("/notes", { ...note, on: addDays(today, 1), backdated: late }, "note-on", soon)
    await refused("/notes", { ...note, on: addDays(OPENED, -1), backdated: late }, "note-on", early)
    await refused("/notes", { ...note, on: "31.02.2026" }, "note-on", expect.stringContaining("Skriv en dato"))
    await refused("/closure", { ...close, on: addDays(OPENED, -1), backdated: late }, "closure-on", early)
    const move = { to: second?.code ?? "", conversation: "We talked", on: addDays(OPENED, -1), backdated: late }
    await refused("/stage", move, "move-on", early)
    expect(await logOf("case:id-D-3")).toHaveLength(1)
  })

  test("no closing comes before the case was opened again", async () => {
    await opened("D-4")
    await post("D-4", "/closure", { ...close, on: daysAgo(5), backdated: late })
    await post("D-4", "/reopening", { reason: "Again" })
    expect((await post("D-4", "/closure", { ...close, on: daysAgo(3), backdated: late })).status).toBe(422)
    expect((await post("D-4", "/closure", { ...close, on: today })).status).toBe(303)
  })
})

describe("how a case stood on a day", () => {
  /** Something that was recorded on a day, of a day. */
  async function recorded(ref: string, event: CaseEvent, on: string, at: string) {
    const row = await caseOf(ref)
    if (!row) throw new Error(`no case ${ref}`)
    const by = { actorKind: "person", actorId: nils.id, act: crypto.randomUUID(), on, requestId: "r" } as const
    const act = { stream: "case", id: row.id, event } as const
    const log = (await logOf(`case:${row.id}`)).map(({ data, ...entry }) => ({ ...entry, event: data as CaseEvent }))
    await send(
      "write",
      writesOf(build, [{ stream: "case", row, log }], [act], { ...by, at: new Date(`${at}T12:00:00Z`) }),
    )
    return by.act
  }
  const sides = async (ref: string, on: string, who = kari) => {
    const { html } = await as(who, `/cases/${ref}/past?on=${on}`)
    return html
      .split('<section class="panel">')
      .slice(1)
      .map((side) => side.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " "))
  }

  test("is told as we know it now and as we knew it then, which differ by what came late and what was undone", async () => {
    await opened("P-1", { openedOn: "2026-01-05" })
    const moved = { type: "moved", from: first?.code ?? "", to: second?.code ?? "", direction: "next" } as const
    await recorded("P-1", { ...moved, limitDays: 10, filled: {} }, "2026-02-02", "2026-03-02")
    const [now, then] = await sides("P-1", "2026-02-10")
    expect(now).toContain(second?.name.nb)
    expect(now).toContain("siden 02.02.2026")
    expect(then).toContain("Ingenting var ført om saken.")
    expect((await sides("P-1", "2026-01-20"))[0]).toContain(first?.name.nb)
    expect((await sides("P-1", "2026-01-04"))[0]).toContain("Saken var ikke åpnet.")
  })

  test("says whose turn it was: of a wait until it ran out, and not of one that was undone", async () => {
    await opened("P-2")
    await recorded("P-2", { type: "waited", turn: "company", until: "2026-02-20" }, "2026-02-02", "2026-02-02")
    expect((await sides("P-2", "2026-02-19"))[0]).toContain("Hos bedriften")
    expect((await sides("P-2", "2026-02-20"))[0]).toContain("Hos oss")
    await opened("P-3")
    await post("P-3", "/wait", { turn: "funder", until: `${YEAR}-01-05`, reason: "An answer" })
    const { act = "" } = (await logOf("case:id-P-3")).at(-1) ?? {}
    expect((await sides("P-3", today))[0]).toContain("Hos virkemiddelapparatet")
    await post("P-3", "/undoing", { of: act })
    expect((await sides("P-3", today))[0]).toContain("Hos oss")
  })

  test("is asked with a day that has been; the same who may read the case may ask", async () => {
    await opened("P-4", { access: "restricted" })
    for (const on of ["", "31.02.2026", "9999-12-31", addDays(today, 1)]) {
      const { status, html } = await as(kari, `/cases/P-4/past?on=${on}`)
      expect([status, html.includes('id="past-on-problem"')]).toEqual([200, true])
    }
    expect((await as(marit, "/cases/P-4/past?on=2026-02-01")).status).toBe(200)
    for (const who of [nils, kjell]) expect((await as(who, "/cases/P-4/past?on=2026-02-01")).status).toBe(404)
  })
})
