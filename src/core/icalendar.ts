import { addDays, type Day } from "./calendar.ts"

/** One meeting as calendars read it: RFC 5545. Times are written in UTC, so that no calendar has to know our zone. */
export type Appointment = {
  uid: string
  on: Day
  at: string
  minutes: number
  summary: string
  place: string
  about: string
  url: string
  sequence: number
  isCancelled: boolean
}

/** `stamp` is when it is told, written as the moment of an ISO date. */
export function calendarOf(appointments: readonly Appointment[], stamp: string): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kraftspor//Kraftspor//NO",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...appointments.flatMap((one) => eventOf(one, stamp)),
    "END:VCALENDAR",
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join("")
}

/** The moment that it is so late in Norway on a day, as milliseconds: what the clock skips in spring is an hour later. */
export function osloInstant(on: Day, at: string): number {
  const wall = Date.parse(`${on}T${at}:00Z`)
  const inSummer = wall - 2 * HOUR
  return inSummer >= changeIn(on, 3) && inSummer < changeIn(on, 10) ? inSummer : wall - HOUR
}

const HOUR = 60 * 60 * 1000
const LINE = 75

function eventOf(one: Appointment, stamp: string): string[] {
  const start = osloInstant(one.on, one.at)
  return [
    "BEGIN:VEVENT",
    `UID:${one.uid}`,
    `DTSTAMP:${utc(Date.parse(stamp))}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(start + one.minutes * 60 * 1000)}`,
    `SEQUENCE:${one.sequence}`,
    `STATUS:${one.isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    `SUMMARY:${escaped(one.summary)}`,
    ...(one.place ? [`LOCATION:${escaped(one.place)}`] : []),
    ...(one.about ? [`DESCRIPTION:${escaped(one.about)}`] : []),
    `URL:${one.url}`,
    "END:VEVENT",
  ]
}

/** Summer time begins and ends at one in the morning UTC, on the last Sunday of March and of October. */
function changeIn(on: Day, month: 3 | 10): number {
  const last = `${on.slice(0, 4)}-${String(month).padStart(2, "0")}-31`
  const sunday = addDays(last, -new Date(`${last}T00:00:00Z`).getUTCDay())
  return Date.parse(`${sunday}T01:00:00Z`)
}

const utc = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "")

const escaped = (text: string) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n")

/** No line is longer than 75 octets, and no letter is cut in two. */
function folded(line: string): string {
  const octets = new TextEncoder()
  let length = 0
  let out = ""
  for (const sign of line) {
    const size = octets.encode(sign).length
    if (length + size > LINE) {
      out += "\r\n "
      length = 1
    }
    out += sign
    length += size
  }
  return out
}
