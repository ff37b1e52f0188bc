import { describe, expect, test } from "vitest"
import { isWorkingDay, osloDay } from "#src/core/calendar.ts"
import { apply, type Case, type CaseEvent, NOT_YET } from "#src/core/case.ts"
import { ageOf, turnOn } from "#src/core/clocks.ts"

const talked = { type: "noted", kind: "call" } as const
const waited = (until: string) => ({ type: "waited", turn: "company", until }) as const
const kase: Case = { ...NOT_YET, seq: 1, stage: "a", limitDays: 10 }
const lived = (...days: [on: string, event: CaseEvent][]) =>
  days.reduce((row, [on, event]) => apply(row, event, on), kase)

describe("working days in Norway", () => {
  test.each([
    ["Easter 2027, from Palm Friday to the Tuesday after", "2027-03-19", "2027-03-30", 4],
    ["17 May that is also Whit Monday, counted once", "2027-05-14", "2027-05-18", 1],
    ["Ascension Day and the Friday after it", "2027-05-05", "2027-05-07", 1],
    ["Christmas to the new year, 24 and 31 December worked", "2026-12-23", "2027-01-04", 6],
    ["the week when clocks go forward", "2027-03-26", "2027-03-30", 1],
    ["the week when clocks go back", "2026-10-23", "2026-10-27", 2],
  ])("%s", (_, from, to, days) => {
    expect(ageOf({ clockOn: from, until: null, limitDays: 100 }, to).day).toBe(days)
  })

  test("a day begins at midnight in Oslo, in summer and in winter, and on the nights when clocks change", () => {
    const dayAt = (utc: string) => osloDay(new Date(utc))
    expect([dayAt("2026-07-01T21:59:59Z"), dayAt("2026-07-01T22:00:00Z")]).toEqual(["2026-07-01", "2026-07-02"])
    expect([dayAt("2026-12-31T22:59:59Z"), dayAt("2026-12-31T23:00:00Z")]).toEqual(["2026-12-31", "2027-01-01"])
    expect([dayAt("2027-03-27T22:59:59Z"), dayAt("2027-03-27T23:00:00Z")]).toEqual(["2027-03-27", "2027-03-28"])
    expect([dayAt("2027-03-28T21:59:59Z"), dayAt("2027-03-28T22:00:00Z")]).toEqual(["2027-03-28", "2027-03-29"])
    expect([dayAt("2026-10-25T21:59:59Z"), dayAt("2026-10-25T22:30:00Z")]).toEqual(["2026-10-25", "2026-10-25"])
    expect(dayAt("2026-10-25T23:00:00Z")).toBe("2026-10-26")
  })
})

describe("a wait", () => {
  test("over Easter: the clock stands until it wakes, and then counts from that day, holidays aside", () => {
    const waiting = lived(["2027-03-18", talked], ["2027-03-19", waited("2027-03-30")])
    expect(ageOf(waiting, "2027-03-29").state).toBe("waiting")
    expect(ageOf(waiting, "2027-03-30")).toEqual({ state: "ok", day: 0, limit: 10 })
    expect(ageOf(waiting, "2027-04-09")).toEqual({ state: "soon", day: 8, limit: 10 })
    expect(waiting.staleOn).toBe("2027-04-14")
    expect(ageOf(waiting, "2027-04-13").state).toBe("soon")
    expect(ageOf(waiting, "2027-04-14").state).toBe("stale")
  })

  test("that wakes on a holiday counts its first day on the next working day", () => {
    const waiting = lived(["2027-03-19", waited("2027-03-28")])
    expect(isWorkingDay("2027-03-29")).toBe(false)
    expect([ageOf(waiting, "2027-03-29").day, ageOf(waiting, "2027-03-30").day]).toEqual([0, 1])
  })

  test("is ours from the day it runs out, written down or not, and the clock is the same either way", () => {
    const waiting = lived(["2027-03-19", waited("2027-03-30")])
    const woken = apply(waiting, { type: "woke" }, "2027-03-30")
    for (const row of [waiting, woken]) {
      expect(turnOn(row, "2027-03-30")).toBe("us")
      expect([row.clockOn, row.staleOn]).toEqual(["2027-03-19", "2027-04-14"])
      expect(ageOf(row, "2027-04-09")).toEqual({ state: "soon", day: 8, limit: 10 })
    }
    expect(turnOn(waiting, "2027-03-29")).toBe("company")
  })

  test("is over when a person works on the case after it ran out, not before, and not by a system's entry", () => {
    const waiting = lived(["2027-03-19", waited("2027-03-30")])
    const over = { turn: "us", until: null, waitReason: null }
    expect(apply(waiting, talked, "2027-03-31")).toMatchObject({ ...over, clockOn: "2027-03-31" })
    expect(apply(waiting, talked, "2027-03-22")).toMatchObject({ turn: "company", until: "2027-03-30" })
    expect(apply(waiting, { type: "woke" }, "2027-03-30")).toMatchObject({ turn: "us", until: "2027-03-30" })
  })
})

test("a note recorded late makes no clock older than what came after it", () => {
  const row = lived(["2027-02-01", talked], ["2027-02-10", talked])
  expect(apply(row, talked, "2027-02-03").clockOn).toBe("2027-02-10")
  expect(apply(row, talked, "2027-02-11").clockOn).toBe("2027-02-11")
})
