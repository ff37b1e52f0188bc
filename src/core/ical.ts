import { addDays, type Day } from "./calendar.ts"

/** Something on a whole day. `at` is when it last changed, and `revision` how often it has. */
export type Entry = {
  uid: string
  at: string
  revision: number
  on: Day
  title: string
  url: string
}

/** A calendar as RFC 5545 writes it. */
export const calendarText = (name: string, entries: readonly Entry[]): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kraftspor//Kraftspor//NO",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...entries.flatMap(linesOf),
    "END:VCALENDAR",
    "",
  ]
    .map(folded)
    .join("\r\n")

const linesOf = ({ uid, at, revision, on, title, url }: Entry): string[] => [
  "BEGIN:VEVENT",
  `UID:${uid}`,
  `DTSTAMP:${at.replace(/[-:]|\.\d+/g, "")}`,
  `SEQUENCE:${revision}`,
  `DTSTART;VALUE=DATE:${compact(on)}`,
  `DTEND;VALUE=DATE:${compact(addDays(on, 1))}`,
  `SUMMARY:${escaped(title)}`,
  `URL:${url}`,
  "CLASS:PRIVATE",
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
]

const compact = (day: Day) => day.replaceAll("-", "")

/** What is typed can end no line and begin no other property. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, "\\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a calendar may hold none but the tab
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")

const OCTETS = 75

/** No line is longer than 75 octets, and no letter is split. What goes on begins with a space. */
function folded(line: string): string {
  const lines: string[] = []
  let [current, length] = ["", 0]
  for (const letter of line) {
    const octets = octetsOf(letter)
    if (length + octets > OCTETS) {
      lines.push(current)
      current = " "
      length = 1
    }
    current += letter
    length += octets
  }
  return [...lines, current].join("\r\n")
}

function octetsOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
