import { asc, eq, like } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { finishedIn, spellWrites, staysIn, writesOf } from "#src/access/writes.ts"
import type { Act } from "#src/core/acts.ts"
import { addDays, addWorkingDays, type Day, osloDay, workingDaysBetween } from "#src/core/calendar.ts"
import { type CaseEvent, NOT_YET, replay } from "#src/core/case.ts"
import { paceOf } from "#src/core/paces.ts"
import { caseAct } from "#src/core/verbs.ts"
import * as t from "#src/db/schema.ts"
import { gunn, kari, kjell, marit, nils, ola, type Person, randi, stein, turid } from "../people.ts"
import { openWorld } from "../world.ts"
import { YEAR } from "../year.ts"
import { listIn } from "./helpers.ts"

const world = await openWorld()
const { as, build, send, opened, stages, track } = world
const [first = "", second = "", third = ""] = stages.filter((one) => one.track === track).map(({ code }) => code)
const today = osloDay(new Date())

/** What a case has been through, by its log. */
async function historyOf(ref: string) {
  const [log] = await send("read", [
    build
      .select()
      .from(t.events)
      .where(eq(t.events.stream, `case:id-${ref}`))
      .orderBy(asc(t.events.seq)),
  ])
  const entries = log.map(({ id, act, data, onDate }) => ({ id, act, event: data as CaseEvent, onDate, words: {} }))
  return { row: { ...replay(entries), id: `id-${ref}` }, log: entries }
}

/** Lets a case live on days of its own, as the desk would have written it then. */
async function lives(ref: string, ...days: [Day, CaseEvent][]) {
  for (const [on, event] of days) {
    const known = await historyOf(ref)
    const acts: Act[] = [caseAct(`id-${ref}`, event)]
    const by = {
      actorKind: "system",
      actorId: "world",
      act: crypto.randomUUID(),
      on,
      at: new Date(),
      requestId: "w",
    } as const
    await send("write", writesOf(build, [{ stream: "case", ...known }], acts, by))
  }
}

const moved = (from: string, to: string): CaseEvent => ({
  type: "moved",
  from,
  to,
  direction: "next",
  limitDays: 10,
  filled: {},
})
const back = (n: number) => addWorkingDays(today, -n)

/** The rows as they stand, and as all logs say they must be. */
async function cached() {
  const [cases, spells, stays] = await send("read", [
    build.select({ ref: t.cases.ref }).from(t.cases),
    build.select().from(t.spells).orderBy(t.spells.id),
    build.select().from(t.stays).orderBy(t.stays.stage, t.stays.period, t.stays.hubId),
  ])
  const histories = await Promise.all(cases.map(({ ref }) => historyOf(ref)))
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
  const key = ({ stage, period, hubId }: (typeof stays)[number]) => [stage, period, hubId].join()
  const inOrder = (rows: readonly (typeof stays)[number][]) =>
    rows
      .map(({ days, ours, others, ...row }) => ({ ...row, days: some(days), ours: some(ours), others: some(others) }))
      .filter(({ n }) => n !== 0)
      .toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
  return {
    rows: { spells: spells.toSorted(byId), stays: inOrder(stays) },
    logs: { spells: histories.flatMap(finishedIn).toSorted(byId), stays: inOrder(staysIn(histories)) },
  }
}
/** What has been taken away again counts as nothing. */
const some = (histogram: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(histogram).filter(([, n]) => n !== 0))

// Seven finished visits to the second stage in Røros, of 2, 4 … 14 working days; two of restricted cases.
for (let i = 1; i <= 7; i++) {
  const named = i === 7 ? [turid] : []
  await opened(`R-${i}`, { stage: second, openedOn: back(40), access: i > 5 ? "restricted" : "hub" }, named)
  const left = addWorkingDays(back(40), 2 * i)
  const waits: [Day, CaseEvent][] =
    i === 5
      ? [[addWorkingDays(back(40), 4), { type: "waited", turn: "company", until: addWorkingDays(back(40), 7) }]]
      : []
  await lives(`R-${i}`, ...waits, [left, moved(second, third)])
}
await opened("K-1", { hubId: "kyst", stage: second, advisorId: kjell.id, openedOn: "2020-01-06" })
await lives("K-1", ["2020-01-20", moved(second, third)])

describe("the rows behind the figures", () => {
  test("are what the logs say, whatever is done to a case", async () => {
    await opened("R-8", { stage: first })
    const post = (path: string, form: Record<string, string>) => as(kari, `/cases/R-8/${path}`, { form })
    const fields = { conversation: "c", party: "p", meeting: "m", needs: "n", goal: "g" }
    await post("wait", { turn: "funder", until: `${YEAR}-01-05`, reason: "r" })
    expect((await post("stage", { to: second, ...fields })).status).toBe(303)
    expect((await post("stage", { to: first, reason: "back" })).status).toBe(303)
    await post("resumption", {})
    await post("closure", { closeReason: "withdrawn", reason: "why" })
    await post("reopening", { reason: "again" })
    expect((await post("class", { access: "restricted", reason: "why" })).status).toBe(303)
    const { rows, logs } = await cached()
    expect(
      rows.spells
        .filter(({ caseId }) => caseId === "id-R-8")
        .map(({ stage }) => stage)
        .sort(),
    ).toEqual([first, first, second].sort())
    expect(rows).toEqual(logs)
    const mine = rows.stays.find((row) => row.stage === first && row.hubId === "roros" && row.period === "")
    expect(mine).toMatchObject({ n: 2, restricted: 2 })
    await post("class", { access: "hub", reason: "why" })
    const again = await cached()
    expect(again.rows).toEqual(again.logs)
    expect(again.rows.stays.find((row) => row.stage === first && row.hubId === "roros")?.restricted).toBe(0)
  })

  test("lose what is undone, and nothing else", async () => {
    const before = await cached()
    await opened("R-9", { stage: first, openedOn: back(30) })
    await lives(
      "R-9",
      [back(25), { type: "waited", turn: "company", until: back(20) }],
      [back(10), moved(first, second)],
    )
    const whole = await historyOf("R-9")
    const without = (type: CaseEvent["type"]) => ({
      row: whole.row,
      log: whole.log.filter(({ event }) => event.type !== type),
    })
    const spell = async () =>
      (await send("read", [build.select().from(t.spells).where(eq(t.spells.caseId, "id-R-9"))]))[0]
    expect(await spell()).toMatchObject([{ days: 20, us: 15, company: 5 }])

    await send("write", spellWrites(build, whole, without("waited")))
    expect(await spell()).toMatchObject([{ days: 20, us: 20, company: 0 }])
    await send("write", spellWrites(build, without("waited"), { row: whole.row, log: whole.log.slice(0, 1) }))
    expect(await spell()).toEqual([])
    const after = await cached()
    expect(after.rows.stays).toEqual(before.rows.stays)
  })

  test("cannot be forgotten: a case that leaves its stage without its log is not written", () => {
    const by = { actorKind: "system", actorId: "w", act: "a", on: today, at: new Date(), requestId: "w" } as const
    const row = { ...NOT_YET, id: "x", seq: 1, stage: first }
    const acts = [caseAct("x", moved(first, second))]
    expect(() => writesOf(build, [{ stream: "case", row }], acts, by)).toThrow()
    expect(() => writesOf(build, [{ stream: "case", row }], [caseAct("x", { type: "finished" })], by)).not.toThrow()
  })
})

describe("how long a stage takes", () => {
  test("is the middle one and the one that 15 in 100 took longer than", () => {
    expect(paceOf([{ 1: 1, 2: 1, 3: 1, 4: 1 }])).toBeNull()
    expect(
      paceOf([
        { 1: 1, 2: 1 },
        { 3: 1, 4: 1, 5: 1 },
      ]),
    ).toEqual({ median: 3, most: 5 })
    expect(paceOf([{ 10: 85, 200: 15 }])).toEqual({ median: 10, most: 10 })
    expect(paceOf([{ 10: 84, 200: 16, 7: 0 }])).toEqual({ median: 10, most: 200 })
  })

  test("stands on the stage's page for each hub and the network, ours and the others' apart, each a link", async () => {
    const { status, html, trips } = await as(ola, `/network/stages/${second}`)
    expect([status, trips]).toEqual([200, 1])
    const row = (hub: string) => html.split(`id="hub-${hub}"`)[1]?.split("</tr>")[0] ?? ""
    const link = (hub: string) => `/network/stages/${second}/cases${hub ? `?hub=${hub}` : ""}`
    const visits = 8 // R-8 was there too, and back the same day
    expect(row("roros")).toContain(`href="${link("roros")}" aria-label="${visits} saker: Røros, Har vært her"`)
    expect(row("roros")).toContain("Halvparten brukte 6 virkedager eller færre: Røros, I alt")
    expect(row("roros")).toContain("85 %: 12 virkedager eller færre: Røros, I alt")
    expect(row("roros")).toContain("85 %: 0 virkedager eller færre: Røros, Hos andre")
    expect(row("kyst")).toContain("For få")
    expect(row("network")).toContain(`href="${link("")}"`)
    expect(row("network").match(/<a /g)?.length).toBe(row("roros").match(/<a /g)?.length)
    expect(html).not.toContain("style=")
  })

  test("of many hubs lists one's own, the network, and the others when asked, without a row of theirs read before", async () => {
    const at = (query = "") => as(gunn, `/network/stages/${second}${query}`)
    expect((await at()).html).toContain('id="hub-roros"')
    const more = Array.from({ length: 12 }, (_, n) => ({
      id: `more${n}`,
      seq: 1,
      name: `Hub ${n}`,
      shortName: `Hub ${n}`,
      prefix: `Q${String.fromCharCode(65 + n)}`,
      openedOn: "2026-01-01",
      about: { nb: "", nn: "", en: "" },
      area: { nb: "", nn: "", en: "" },
    }))
    await send("write", [build.insert(t.hubs).values(more)])
    const few = (await at("?period=ever")).html
    expect([few.includes('id="hub-kyst"'), few.includes('id="hub-roros"')]).toEqual([true, false])
    expect(few).toContain(`href="/network/stages/${second}?period=ever&amp;hubs=all"`)
    const all = (await at("?hubs=all")).html
    expect([all.includes('id="hub-roros"'), all.includes('id="hub-more3"')]).toEqual([true, true])
    await send("write", [build.delete(t.hubs).where(like(t.hubs.id, "more%"))])
  })

  test("over all time counts what the last twelve months do not", async () => {
    const kyst = async (query: string) => {
      const { html } = await as(gunn, `/network/stages/${second}${query}`)
      return html.split('id="hub-kyst"')[1]?.split("</tr>")[0] ?? ""
    }
    expect(await kyst("")).not.toContain("/cases?hub=kyst")
    expect(await kyst("?period=ever")).toContain(`/network/stages/${second}/cases?period=ever&amp;hub=kyst`)
    expect((await as(gunn, `/network/stages/${second}?period=lunch`)).html).toContain(
      "Vi forsto ikke valget for tidsrom",
    )
  })

  test("of a stage that is not there is not found", async () => {
    expect((await as(kari, "/network/stages/none")).status).toBe(404)
    expect((await as(kari, "/network/stages/none/cases")).status).toBe(404)
  })

  test("counts where cases stand now, each number the way to them", async () => {
    const { html } = await as(kari, `/network/stages/${third}`)
    expect(html).toContain(`href="/network/cases?hub=roros&amp;track=${track}&amp;stage=${third}"`)
    expect(html).toContain('aria-label="7 saker: Røros, Står her nå"')
  })
})

describe("the cases behind it", () => {
  const list = async (who: Person, query = "") => {
    const { html, trips } = await as(who, `/network/stages/${second}/cases${query}`)
    return { ...listIn(html), trips, html }
  }

  const hidden: [Person, number][] = [
    [kari, 0],
    [nils, 0],
    [marit, 0],
    [stein, 0],
    [kjell, 2],
    [turid, 1],
    [ola, 2],
    [randi, 2],
  ]
  test.each(hidden)("are as many as the number, less those that $name may not know of", async (who, count) => {
    for (const query of ["", "?hub=roros", "?period=ever"]) {
      const { n, hidden, refs, pseudonyms, trips } = await list(who, query)
      expect([query, n, hidden, trips]).toEqual([query, query === "?period=ever" ? 9 : 8, count, 1])
      expect([query, refs.length + pseudonyms.length]).toEqual([query, n - hidden])
    }
  })

  test("say how long each stood there, and whose time it was", async () => {
    const { html } = await list(ola)
    const row = html.split('href="/cases/R-5"')[1]?.split("</tr>")[0] ?? ""
    expect(row).toContain("Hos oss 7, hos andre 3")
    expect(row).toContain(workingDaysBetween(back(40), addWorkingDays(back(40), 10)).toString())
  })

  test("are pseudonyms for the auditor", async () => {
    const { html, pseudonyms } = await list(randi)
    expect(pseudonyms.toSorted()).toEqual(["P-R-1", "P-R-2", "P-R-3", "P-R-4", "P-R-5", "P-R-8"])
    for (const word of ["Company", "/cases/R", kari.name]) expect([word, html.includes(word)]).toEqual([word, false])
  })

  test("of a hub that is not there are those of all, and the page says so", async () => {
    const { n, html } = await list(kari, "?hub=atlantis&after=yesterday")
    expect(n).toBe(8)
    expect(html).toContain("Vi forsto ikke valget for side, hub")
  })

  test("come page by page, the latest first, there and back", async () => {
    for (let i = 0; i < 60; i++) {
      await opened(`P-${i}`, { hubId: "orkdal", stage: third, openedOn: "2026-01-05" })
      await lives(`P-${i}`, [addDays("2026-02-02", Math.floor(i / 4)), { type: "closed", reason: "completed" }])
    }
    const path = `/network/stages/${third}/cases?period=ever&hub=orkdal`
    const one = listIn((await as(kjell, path)).html)
    const two = listIn((await as(kjell, one.next ?? "")).html)
    expect([one.refs.length, two.refs.length, two.next]).toEqual([50, 10, null])
    expect(new Set([...one.refs, ...two.refs]).size).toBe(60)
    expect(listIn((await as(kjell, two.previous ?? "")).html).refs).toEqual(one.refs)
  })
})

test("a case's own page tells how long it stood where, and whose time it was, from the log that is there", async () => {
  const { html, trips } = await as(kari, "/cases/R-5")
  expect(trips).toBe(1)
  const [, table = ""] = html.split('id="spells"')
  const [, row = ""] = table.split("<tr ").slice(1)
  expect(row).toContain(`/network/stages/${second}`)
  expect(row).toContain("Hos oss 7, hos bedriften 3")
  expect(row).toMatch(/På vent .*\(hos bedriften\)/)
  expect(table).toContain("Står her nå")
})
