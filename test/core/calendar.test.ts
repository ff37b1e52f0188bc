import { describe, expect, test } from "vitest"
import {
  addDays,
  addWorkingDays,
  isDay,
  isHoliday,
  isWorkingDay,
  osloDay,
  workingDaysBetween,
} from "#src/core/calendar.ts"

describe("a day", () => {
  test.each(["1900-01-01", "2000-02-29", "2028-02-29", "2100-12-31"])("%s is one", (text) => {
    expect(isDay(text)).toBe(true)
  })
  test.each([
    ["0000-01-01", "year 0"],
    ["9999-12-31", "year 9999"],
    ["1899-12-31", "the year before the first"],
    ["2101-01-01", "the year after the last"],
    ["2026-02-29", "29 February of an ordinary year"],
    ["2100-02-29", "a century that is not a leap year"],
    ["2026-04-31", "31 April"],
    ["2026-00-10", "month 0"],
    ["2026-13-01", "month 13"],
    ["2026-1-1", "a short form"],
    ["05.03.2026", "the Norwegian form"],
    ["2026-11-23T10:00", "a day with a time"],
    ["2026-11-23\n", "a line break after it"],
    ["", "nothing"],
  ])("%j is refused: %s", (text) => {
    expect(isDay(text)).toBe(false)
  })
})

describe("the working calendar", () => {
  test.each([
    ["2026-04-02", "2026-04-03", "2026-04-05", "2026-04-06"],
    ["2027-03-25", "2027-03-26", "2027-03-28", "2027-03-29"],
    ["2028-04-13", "2028-04-14", "2028-04-16", "2028-04-17"],
    ["2029-03-29", "2029-03-30", "2029-04-01", "2029-04-02"],
    ["2030-04-18", "2030-04-19", "2030-04-21", "2030-04-22"],
    ["1943-04-22", "1943-04-23", "1943-04-25", "1943-04-26"],
    ["1981-04-16", "1981-04-17", "1981-04-19", "1981-04-20"],
    ["2038-04-22", "2038-04-23", "2038-04-25", "2038-04-26"],
  ])("Easter is off from Maundy Thursday %s to Easter Monday", (...days) => {
    expect(days.map(isHoliday)).toEqual([true, true, true, true])
    expect(isHoliday(addDays(days[0]!, -1))).toBe(false)
    expect(isHoliday(addDays(days[3]!, 1))).toBe(false)
  })

  test("2026 has these holidays and no other", () => {
    const year = Array.from({ length: 365 }, (_, n) => addDays("2026-01-01", n))
    expect(year.filter(isHoliday)).toEqual([
      ...["2026-01-01", "2026-04-02", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-14"],
      ...["2026-05-17", "2026-05-24", "2026-05-25", "2026-12-25", "2026-12-26"],
    ])
  })

  test("Christmas Eve and New Year's Eve are ordinary working days", () => {
    expect(["2026-12-24", "2026-12-31"].map(isWorkingDay)).toEqual([true, true])
  })

  test("nobody works on Saturdays, Sundays and holidays", () => {
    expect(["2026-11-21", "2026-11-22", "2026-12-25", "2026-11-23"].map(isWorkingDay)).toEqual([
      false,
      false,
      false,
      true,
    ])
  })
})

describe("counting forward", () => {
  test.each([
    ["2026-03-16", 20, "2026-04-16"],
    ["2026-04-20", 20, "2026-05-20"],
    ["2026-12-01", 20, "2026-12-30"],
    ["2026-11-27", 1, "2026-11-30"],
    ["2026-04-01", 1, "2026-04-07"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-12-31", 1, "2027-01-04"],
  ])("%s and %i working days give %s", (from, n, to) => {
    expect(addWorkingDays(from, n)).toBe(to)
  })

  test("17 May that is Whit Monday too costs one working day, not two", () => {
    expect(addWorkingDays("2027-05-14", 1)).toBe("2027-05-18")
    expect(workingDaysBetween("2027-05-14", "2027-05-21")).toBe(4)
  })

  test("1 May that is Ascension Day too costs one working day, not two", () => {
    expect(workingDaysBetween("2008-04-30", "2008-05-02")).toBe(1)
  })

  test("no days at all give the day itself, a Sunday too", () => {
    expect(addWorkingDays("2026-11-22", 0)).toBe("2026-11-22")
  })
})

describe("counting back", () => {
  test.each([
    ["2026-11-30", -1, "2026-11-27"],
    ["2026-11-29", -1, "2026-11-27"],
    ["2026-04-07", -1, "2026-04-01"],
    ["2026-04-16", -20, "2026-03-16"],
  ])("%s and %i working days give %s", (from, n, to) => {
    expect(addWorkingDays(from, n)).toBe(to)
  })
})

describe("working days between two days", () => {
  test.each([
    ["2026-11-23", "2026-11-23", 0],
    ["2026-11-23", "2026-11-24", 1],
    ["2026-11-27", "2026-11-29", 0],
    ["2026-11-27", "2026-11-30", 1],
    ["2026-11-30", "2026-11-27", -1],
    ["2026-11-29", "2026-11-28", 0],
    ["2026-04-01", "2026-04-07", 1],
    ["2026-05-14", "2026-05-15", 1],
    ["2025-12-31", "2026-12-31", 253],
  ])("from %s to %s are %i", (from, to, n) => {
    expect(workingDaysBetween(from, to)).toBe(n)
  })

  test("the count agrees with walking the calendar day by day, over thirty years", () => {
    const start = "2009-12-27"
    let walked = 0
    for (let n = 1; n <= 11_000; n++) {
      const day = addDays(start, n)
      if (isWorkingDay(day)) walked++
      if (n % 13 === 0) expect([day, workingDaysBetween(start, day)]).toEqual([day, walked])
    }
  })

  test("adding and counting agree thousands of days away, in both directions", () => {
    for (const n of [1, 2, 5, 21, 250, 2_500, 9_999, -1, -2, -21, -250, -9_999]) {
      const end = addWorkingDays("2026-11-23", n)
      expect([n, isWorkingDay(end), workingDaysBetween("2026-11-23", end)]).toEqual([n, true, n])
    }
  })
})

describe("plain days", () => {
  test.each([
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-03-01", -1, "2026-02-28"],
    ["2026-11-23", 0, "2026-11-23"],
  ])("%s and %i days give %s", (from, n, to) => {
    expect(addDays(from, n)).toBe(to)
  })

  test("stop at the first and the last day there is, however many are added", () => {
    expect([addDays("2026-11-23", 1e12), addDays("2026-11-23", -1e12)]).toEqual(["2100-12-31", "1900-01-01"])
    expect(addWorkingDays("2026-11-23", 1e12)).toBe("2100-12-31")
    expect(addWorkingDays("2026-11-23", -1e12)).toBe("1900-01-01")
  })
})

describe("the day in Norway", () => {
  test.each([
    ["2026-01-15T22:59:59Z", "2026-01-15"],
    ["2026-01-15T23:00:00Z", "2026-01-16"],
    ["2026-07-15T21:59:59Z", "2026-07-15"],
    ["2026-07-15T22:00:00Z", "2026-07-16"],
    ["2026-03-28T23:00:00Z", "2026-03-29"],
    ["2026-03-29T21:59:59Z", "2026-03-29"],
    ["2026-03-29T22:00:00Z", "2026-03-30"],
    ["2026-10-24T21:59:59Z", "2026-10-24"],
    ["2026-10-24T22:00:00Z", "2026-10-25"],
    ["2026-10-25T22:59:59Z", "2026-10-25"],
    ["2026-10-25T23:00:00Z", "2026-10-26"],
    ["2026-12-31T23:00:00Z", "2027-01-01"],
  ])("at %s is %s", (at, day) => {
    expect(osloDay(new Date(at))).toBe(day)
  })
})
