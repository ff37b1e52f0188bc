import { describe, expect, test } from "vitest"
import { calendarOf, osloInstant } from "#src/core/icalendar.ts"

const stamp = "2026-11-20T09:00:00.000Z"
const common = { uid: "a@b", stamp, revision: 0, title: "Møte", url: "http://x" }
const hours = { on: "2026-11-23", at: "10:00", minutes: 90, place: "", about: "", isCancelled: false }
const told = (over = {}, revision = 0) => calendarOf([{ ...common, revision, when: { ...hours, ...over } }])

describe("a meeting in a calendar", () => {
  test.each([
    ["2026-01-15", "10:00", "2026-01-15T09:00:00.000Z"],
    ["2026-07-15", "10:00", "2026-07-15T08:00:00.000Z"],
    ["2026-03-29", "01:59", "2026-03-29T00:59:00.000Z"],
    ["2026-03-29", "02:30", "2026-03-29T01:30:00.000Z"],
    ["2026-03-29", "03:00", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25", "02:30", "2026-10-25T00:30:00.000Z"],
    ["2026-10-25", "03:00", "2026-10-25T02:00:00.000Z"],
    ["2026-12-31", "23:59", "2026-12-31T22:59:00.000Z"],
  ])("%s at %s in Norway is %s", (on, at, utc) => {
    expect(new Date(osloInstant(on, at)).toISOString()).toBe(utc)
  })

  test("begins and ends in UTC, also over midnight and over a change of the clock", () => {
    expect(told()).toContain("DTSTART:20261123T090000Z\r\nDTEND:20261123T103000Z\r\n")
    expect(told({ on: "2026-10-24", at: "23:30", minutes: 240 })).toContain("DTEND:20261025T013000Z")
  })

  test("no line is longer than 75 octets, none cuts a letter in two, and unfolded they say the same", () => {
    const about = "Ærlig talt, på Røros; «å» \\ og 🐟".repeat(20)
    const text = told({ about })
    for (const line of text.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
    expect(text).not.toContain("\uFFFD")
    const unfolded = text.replaceAll("\r\n ", "")
    const said = about.replaceAll("\\", "\\\\").replaceAll(",", "\\,").replaceAll(";", "\\;")
    expect(unfolded).toContain(`DESCRIPTION:${said}\r\n`)
  })

  test("a line break cannot begin a line of its own", () => {
    const text = told({ place: "Here\r\nATTENDEE:mailto:x@y\nEND:VEVENT" })
    expect(text).toContain("LOCATION:Here\\nATTENDEE:mailto:x@y\\nEND:VEVENT")
    expect(text.match(/^ATTENDEE/m)).toBeNull()
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/)
  })

  test("what is cancelled says so, with a higher number", () => {
    expect(told({ isCancelled: true }, 2)).toMatch(/SEQUENCE:2\r\n(.+\r\n)*STATUS:CANCELLED\r\n/)
  })
})
