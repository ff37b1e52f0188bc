import { describe, expect, test } from "vitest"
import { addDays, addWorkingDays, type Day, workingDaysBetween } from "#src/core/calendar.ts"
import { type CaseEvent, NOT_YET, TURNS } from "#src/core/case.ts"
import { type Happened, isFinished, othersIn, type Spell, spellsOf } from "#src/core/history.ts"

const opened = (stage: string): CaseEvent => ({ type: "opened", case: { ...NOT_YET, stage, enquiryId: null } })
const moved = (from: string, to: string): CaseEvent => ({
  type: "moved",
  from,
  to,
  direction: "next",
  limitDays: 10,
  filled: {},
})
const waited = (turn: (typeof TURNS)[number], until: Day): CaseEvent => ({ type: "waited", turn, until })
const resumed: CaseEvent = { type: "resumed" }
const closed: CaseEvent = { type: "closed", reason: "completed" }
const reopened: CaseEvent = { type: "reopened", advisorId: null }
const log = (...entries: [Day, CaseEvent][]): Happened[] =>
  entries.map(([onDate, event], i) => ({ id: `e${i + 1}`, act: `a${i + 1}`, event, onDate }))

// A Monday, and no holiday near it.
const MONDAY = "2026-10-05"
const on = (n: number) => addWorkingDays(MONDAY, n)

describe("a visit to a stage", () => {
  test("lasts from one move to the next, in working days, and the last one until today", () => {
    const spells = spellsOf(log([MONDAY, opened("a")], [on(5), moved("a", "b")]), on(7))
    expect(spells).toMatchObject([
      { stage: "a", cameOn: MONDAY, leftOn: on(5), endedBy: "e2", days: 5, ending: null },
      { stage: "b", cameOn: on(5), leftOn: null, endedBy: null, days: 2 },
    ])
    expect(spells.map(isFinished)).toEqual([true, false])
  })

  test("to a stage the case has been in before is one more", () => {
    const spells = spellsOf(log([MONDAY, opened("a")], [on(1), moved("a", "b")], [on(3), moved("b", "a")]), on(4))
    expect(spells.map(({ stage, days }) => [stage, days])).toEqual([
      ["a", 1],
      ["b", 2],
      ["a", 1],
    ])
  })

  test("ends with the closing; the time until the reopening is nobody's, and then another begins", () => {
    const spells = spellsOf(log([MONDAY, opened("a")], [on(4), closed], [on(20), reopened]), on(23))
    expect(spells).toMatchObject([
      { stage: "a", days: 4, ending: "completed", endedBy: "e2" },
      { stage: "a", days: 3, cameOn: on(20), leftOn: null, ending: null },
    ])
  })

  test("over Easter counts neither Maundy Thursday nor Easter Monday", () => {
    const [spell] = spellsOf(log(["2026-03-27", opened("a")], ["2026-04-08", moved("a", "b")]), "2026-04-08")
    expect(spell?.days).toBe(5)
  })
})

describe("whose time it was", () => {
  const split = ({ split: { us, company, funder, other } }: Spell) => [us, company, funder, other]

  test("is ours but for what the case waits, and a wait ends when it is resumed", () => {
    const [spell] = spellsOf(
      log([MONDAY, opened("a")], [on(2), waited("company", on(30))], [on(5), resumed], [on(6), moved("a", "b")]),
      on(6),
    )
    expect(split(spell as Spell)).toEqual([3, 3, 0, 0])
    expect(spell?.waits).toEqual([{ turn: "company", from: on(2), to: on(5) }])
  })

  test("is ours again from the day a wait wakes by itself, whether or not anybody takes it up", () => {
    const entries = log([MONDAY, opened("a")], [on(1), waited("funder", on(4))], [on(9), resumed])
    expect(split(spellsOf(entries, on(10))[0] as Spell)).toEqual([7, 0, 3, 0])
  })

  test("of a wait made anew is the new one's from that day", () => {
    const entries = log([MONDAY, opened("a")], [on(1), waited("company", on(9))], [on(3), waited("funder", on(5))])
    expect(split(spellsOf(entries, on(8))[0] as Spell)).toEqual([4, 2, 2, 0])
  })

  test("goes on over a move: the wait is divided between the stages", () => {
    const entries = log([MONDAY, opened("a")], [on(2), waited("other", on(8))], [on(5), moved("a", "b")])
    const spells = spellsOf(entries, on(6))
    expect(spells.map(split)).toEqual([
      [2, 0, 0, 3],
      [0, 0, 0, 1],
    ])
    expect(spells.map(({ waits }) => waits.map(({ from, to }) => [from, to]))).toEqual([
      [[on(2), on(5)]],
      [[on(5), null]],
    ])
  })

  test("ends with the closing, and does not begin again with the reopening", () => {
    const entries = log([MONDAY, opened("a")], [on(1), waited("company", on(90))], [on(3), closed], [on(10), reopened])
    expect(spellsOf(entries, on(15)).map(split)).toEqual([
      [1, 2, 0, 0],
      [5, 0, 0, 0],
    ])
  })

  test("of a wait that was decided to be our own is ours", () => {
    const [spell] = spellsOf(log([MONDAY, opened("a")], [on(1), waited("us", on(3))]), on(4))
    expect(split(spell as Spell)).toEqual([4, 0, 0, 0])
    expect(othersIn((spell as Spell).split)).toBe(0)
  })

  test("of a move dated before a wait that is already known: the wait belongs to the stage it then stood in", () => {
    const entries = log([MONDAY, opened("a")], [on(6), waited("company", on(20))], [on(3), moved("a", "b")])
    expect(spellsOf(entries, on(8)).map(({ days, ...spell }) => [days, ...split({ days, ...spell })])).toEqual([
      [3, 3, 0, 0, 0],
      [5, 3, 2, 0, 0],
    ])
  })
})

test("an entry that was undone is left out, and the history is as if it had not been", () => {
  const entries = log([MONDAY, opened("a")], [on(2), moved("a", "b")], [on(4), waited("company", on(9))])
  const without = entries.filter(({ id }) => id !== "e2")
  expect(spellsOf(without, on(6))).toMatchObject([{ stage: "a", days: 6, split: { us: 4, company: 2 } }])
})

describe("whatever happens to a case", () => {
  /** The same numbers every time. */
  function openChance(seed: number) {
    let state = seed
    return (sides: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * sides)
    }
  }

  /** A log as it can become: in order but for some that are dated back, waits that overlap, closings and reopenings. */
  function anyLog(seed: number) {
    const roll = openChance(seed)
    const entries: [Day, CaseEvent][] = [[MONDAY, opened("s0")]]
    let day = MONDAY
    let stage = "s0"
    let isOpen = true
    const periods: [Day, Day | null][] = [[MONDAY, null]]
    let last = MONDAY
    for (let n = roll(30); n > 0; n--) {
      day = addDays(day, roll(25))
      const dated = roll(6) === 0 ? addDays(day, -roll(30)) : day
      const kind = roll(10)
      if (!isOpen) {
        entries.push([dated, reopened])
        last = dated > last ? dated : last
        periods.push([last, null])
        isOpen = true
      } else if (kind < 4) {
        const to = `s${roll(6)}`
        if (to === stage) continue
        entries.push([dated, moved(stage, to)])
        last = dated > last ? dated : last
        stage = to
      } else if (kind < 7) entries.push([dated, waited(TURNS[roll(4)] ?? "us", addDays(day, roll(60) - 5))])
      else if (kind < 9) entries.push([dated, resumed])
      else {
        entries.push([dated, closed])
        last = dated > last ? dated : last
        periods.push([periods.pop()?.[0] ?? "", last])
        isOpen = false
      }
    }
    const today = addDays(day, roll(40))
    const age = periods.reduce((sum, [from, to]) => {
      return sum + workingDaysBetween(from, to ?? (today > from ? today : from))
    }, 0)
    return { entries: log(...entries), today, age }
  }

  test("no time is negative, the parts of a visit make the whole, and the visits make the case's age", () => {
    let visits = 0
    let waits = 0
    for (let seed = 1; seed <= 1500; seed++) {
      const { entries, today, age } = anyLog(seed)
      const spells = spellsOf(entries, today)
      for (const { days, split, waits: inside, cameOn, leftOn } of spells) {
        const parts = TURNS.map((turn) => split[turn])
        expect([seed, Math.min(days, ...parts) >= 0]).toEqual([seed, true])
        expect([seed, parts.reduce((sum, part) => sum + part)]).toEqual([seed, days])
        for (const { from, to } of inside) {
          expect([seed, from >= cameOn, from < (to ?? today), (to ?? today) <= (leftOn ?? today)]).toEqual([
            seed,
            true,
            true,
            true,
          ])
          waits++
        }
        visits++
      }
      expect([seed, spells.reduce((sum, { days }) => sum + days, 0)]).toEqual([seed, age])
      expect(spells.slice(0, -1).every(isFinished)).toBe(true)
    }
    expect([visits > 5000, waits > 1500]).toEqual([true, true])
  })
})
