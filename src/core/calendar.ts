/** A calendar day, "2026-11-23", from 1900 to 2100. Days sort as text. What is typed becomes one through `isDay`. */
export type Day = string

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = serial(text)
  return !Number.isNaN(at) && dayOf(at) === text
}

/** The day it is in Norway at a moment. */
export const osloDay = (at: Date): Day => OSLO.format(at)

/** The hour it is in Norway at a moment, from 0 to 23. */
export const osloHour = (at: Date): number => Number(OSLO_HOUR.format(at))

export const mondayOf = (day: Day): Day => dayOf(serial(day) - sinceMonday(serial(day)))

/** Stops at the first and the last day there is. */
export const addDays = (day: Day, n: number): Day => dayOf(serial(day) + n)

/** Ten years are further than anyone plans. */
export const isTooFar = (day: Day, today: Day): boolean => day > addDays(today, TEN_YEARS)

export const isHoliday = (day: Day): boolean => holidays(yearOf(serial(day))).has(serial(day))

/** Monday to Friday, public holidays aside. 24 and 31 December are ordinary days. */
export const isWorkingDay = (day: Day): boolean => isWeekday(serial(day)) && !isHoliday(day)

/** The nth working day after a day, or before it when n is negative; the day itself when n is 0. */
export function addWorkingDays(day: Day, n: number): Day {
  const wanted = Math.max(-LONGEST, Math.min(LONGEST, n))
  const itself = wanted < 0 ? 1 : 0
  const start = serial(day) - itself
  let at = start
  // A step as long as what is left can never overshoot, and the step that ends it held working days only.
  for (let left = wanted; left; left = wanted - workingDays(start, at)) at += left
  return dayOf(at + itself)
}

/** Working days after `from`, up to and including `to`; negative when `to` is the earlier. */
export const workingDaysBetween = (from: Day, to: Day): number => workingDays(serial(from), serial(to))

const MS = 86_400_000
const TEN_YEARS = 3653
const FIRST = Date.UTC(1900, 0, 1) / MS
const LAST = Date.UTC(2100, 11, 31) / MS
const LONGEST = LAST - FIRST

// Swedish writes its dates as ISO does.
const OSLO = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Oslo",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
})

const OSLO_HOUR = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Oslo", hour: "2-digit", hourCycle: "h23" })

/** Days since 1970-01-01, a Thursday. */
const serial = (day: Day) => Date.parse(`${day}T00:00:00Z`) / MS
const dayOf = (at: number): Day => new Date(Math.max(FIRST, Math.min(LAST, at)) * MS).toISOString().slice(0, 10)
const yearOf = (at: number) => new Date(at * MS).getUTCFullYear()

const sinceMonday = (at: number) => (((at + 3) % 7) + 7) % 7
const isWeekday = (at: number) => sinceMonday(at) < 5

function workingDays(after: number, upTo: number): number {
  if (upTo < after) return 0 - workingDays(upTo, after)
  let count = weekdaysUpTo(upTo) - weekdaysUpTo(after)
  for (let year = yearOf(after); year <= yearOf(upTo); year++) {
    for (const at of holidays(year)) if (at > after && at <= upTo && isWeekday(at)) count--
  }
  return count
}

/** Counted from a Monday long ago, so only the difference of two of them means something. */
const weekdaysUpTo = (at: number) => Math.floor((at + 3) / 7) * 5 + Math.min(sinceMonday(at) + 1, 5)

const HOLIDAYS = new Map<number, ReadonlySet<number>>()

/** A set, since two holidays can fall on one day: in 2027 17 May is Whit Monday. */
function holidays(year: number): ReadonlySet<number> {
  const known = HOLIDAYS.get(year)
  if (known) return known
  const easter = easterSunday(year)
  const fixed = ["01-01", "05-01", "05-17", "12-25", "12-26"].map((date) => serial(`${year}-${date}`))
  // Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday.
  const moving = [-3, -2, 0, 1, 39, 49, 50].map((days) => easter + days)
  const found = new Set([...fixed, ...moving])
  HOLIDAYS.set(year, found)
  return found
}

/** The Gregorian computus (Meeus, Jones, Butcher). */
function easterSunday(year: number): number {
  const century = Math.floor(year / 100)
  const golden = year % 19
  const skipped = Math.floor((century + 8) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - skipped + 1) / 3) + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - ((year % 100) % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const sum = epact + toSunday - 7 * late + 114
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) / MS
}
