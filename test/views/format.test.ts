import { describe, expect, it } from "vitest"
import {
  formatDate,
  formatNumber,
  formatOrgnr,
  formatPhone,
  formatTime,
  longDate,
  shortDate,
  weekday,
} from "#views/parts/format.ts"

const TODAY = "2026-11-23"

describe("a day", () => {
  it("is written with two digits each in Norwegian and with its month's name in English", () => {
    expect(formatDate("nb", "2026-03-05")).toBe("05.03.2026")
    expect(formatDate("nn", "2026-03-05")).toBe("05.03.2026")
    expect(formatDate("en", "2026-03-05")).toBe("5 March 2026")
  })

  it("keeps its date whatever zone the machine stands in", () => {
    expect(longDate("nb", "2026-01-01")).toBe("1. januar 2026")
    expect(longDate("nb", "2026-12-31")).toBe("31. desember 2026")
    expect(weekday("nn", TODAY)).toBe("måndag")
  })

  it("is called by name when it is yesterday, today or tomorrow", () => {
    const near = ["2026-11-22", TODAY, "2026-11-24"]
    expect(near.map((day) => shortDate("nb", day, TODAY))).toEqual(["i går", "i dag", "i morgen"])
    expect(near.map((day) => shortDate("nn", day, TODAY))).toEqual(["i går", "i dag", "i morgon"])
    expect(near.map((day) => shortDate("en", day, TODAY))).toEqual(["yesterday", "today", "tomorrow"])
  })

  it("is Norwegian in nynorsk too, which the runtime does not know", () => {
    expect(longDate("nn", "2026-05-17")).toBe("17. mai 2026")
    expect(shortDate("nn", "2026-10-01", TODAY)).toBe("1. okt.")
    expect(weekday("nn", "2026-11-28")).toBe("laurdag")
    expect(weekday("nb", "2026-11-28")).toBe("lørdag")
  })

  it("is yesterday across a new year and across the clock's change", () => {
    expect(shortDate("nb", "2025-12-31", "2026-01-01")).toBe("i går")
    expect(shortDate("nb", "2026-03-29", "2026-03-30")).toBe("i går")
    expect(shortDate("nb", "2026-10-26", "2026-10-25")).toBe("i morgen")
  })

  it("tells its year only when that is another than today's", () => {
    expect(shortDate("nb", "2026-11-25", TODAY)).toBe("25. nov.")
    expect(shortDate("nb", "2025-11-25", TODAY)).toBe("25. nov. 2025")
    expect(shortDate("en", "2027-01-04", TODAY)).toBe("4 Jan 2027")
  })
})

describe("an instant", () => {
  it("is told by the clock in Norway, in winter and in summer", () => {
    expect(formatTime("nb", "2026-01-05T08:07:00Z")).toBe("09.07")
    expect(formatTime("nb", "2026-07-05T08:07:00Z")).toBe("10.07")
    expect(formatTime("en", "2026-01-05T23:30:00Z")).toBe("00:30")
  })
})

describe("a number", () => {
  it("has a decimal comma, a true minus and spaces that do not break in Norwegian", () => {
    expect(formatNumber("nb", -1234567.5)).toBe("−1\u00a0234\u00a0567,5")
    expect(formatNumber("nn", 1250000)).toBe("1\u00a0250\u00a0000")
    expect(formatNumber("en", -1234567.5)).toBe("-1,234,567.5")
  })
})

describe("an organisation number", () => {
  it("stands in threes that do not break", () => {
    expect(formatOrgnr("974760673")).toBe("974\u00a0760\u00a0673")
  })

  it("comes back as it was when it is not nine digits", () => {
    expect(formatOrgnr("12345")).toBe("12345")
  })
})

describe("a telephone number", () => {
  it("is grouped as mobiles and landlines are, and has its code when read in English", () => {
    expect(formatPhone("nb", "+4790012345")).toBe("900\u00a012\u00a0345")
    expect(formatPhone("nb", "+4772000000")).toBe("72\u00a000\u00a000\u00a000")
    expect(formatPhone("en", "+4790012345")).toBe("+47\u00a0900\u00a012\u00a0345")
  })

  it("from another country comes back as it was", () => {
    expect(formatPhone("nb", "+46701234567")).toBe("+46701234567")
  })
})
