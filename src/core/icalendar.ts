import { addDays, type Day } from "./calendar.ts"

/** What a calendar shows of us. `stamp` is when it was last told, as an ISO moment; `revision` how often it has changed. */
export type Entry = {
  uid: string
  stamp: string
  revision: number
  title: string
  url: string
  when: WholeDay | Meeting
}
type WholeDay = { on: Day }
type Meeting = { on: Day; at: string; minutes: number; place: string; about: string; isCancelled: boolean }

/** A calendar as RFC 5545 writes it. With a name it is one that calendars come back to; without, entries to take in. */
export function calendarOf(entries: readonly Entry[], name?: string): string {
  const subscribed = (named: string) => [
    `X-WR-CALNAME:${escaped(named)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
  ]
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kraftspor//Kraftspor//NO",
    "CALSCALE:GREGORIAN",
    ...(name === undefined ? ["METHOD:PUBLISH"] : subscribed(name)),
    ...entries.flatMap(linesOf),
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

const linesOf = ({ uid, stamp, revision, title, url, when }: Entry): string[] => [
  "BEGIN:VEVENT",
  `UID:${uid}`,
  `DTSTAMP:${utc(Date.parse(stamp))}`,
  `SEQUENCE:${revision}`,
  ...("at" in when ? hoursOf(when) : dayOf(when)),
  `SUMMARY:${escaped(title)}`,
  `URL:${url}`,
  "CLASS:PRIVATE",
  "END:VEVENT",
]

const dayOf = ({ on }: WholeDay) => [
  `DTSTART;VALUE=DATE:${compact(on)}`,
  `DTEND;VALUE=DATE:${compact(addDays(on, 1))}`,
  "TRANSP:TRANSPARENT",
]

/** Times are written in UTC, so that no calendar has to know our zone. */
function hoursOf({ on, at, minutes, place, about, isCancelled }: Meeting): string[] {
  const start = osloInstant(on, at)
  return [
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(start + minutes * 60 * 1000)}`,
    `STATUS:${isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(about ? [`DESCRIPTION:${escaped(about)}`] : []),
  ]
}

/** Summer time begins and ends at one in the morning UTC, on the last Sunday of March and of October. */
function changeIn(on: Day, month: 3 | 10): number {
  const last = `${on.slice(0, 4)}-${String(month).padStart(2, "0")}-31`
  const sunday = addDays(last, -new Date(`${last}T00:00:00Z`).getUTCDay())
  return Date.parse(`${sunday}T01:00:00Z`)
}

const compact = (day: Day) => day.replaceAll("-", "")
const utc = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "")

/** What is typed can end no line and begin no other property. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a calendar may hold none but the tab
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")

/** No line is longer than 75 octets, and no letter is cut in two. What goes on begins with a space. */
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
