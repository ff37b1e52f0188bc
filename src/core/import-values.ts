import { addDays, type Day, isDay } from "./calendar.ts"
import { cleanLine, fold } from "./text.ts"

/**
 * A day as Norwegians and their spreadsheets write it: 31.12.2025, 31.12.25, 31/12/2025, 2025-12-31, "31. desember 2025",
 * with a time after it or without, or the number of days that Excel counts. Null is what is no day.
 */
export function parseDay(typed: string): Day | null {
  const text = cleanLine(typed)
    .toLowerCase()
    .replace(/[ t]\d{1,2}[:.]\d{2}(?::\d{2}(?:[.,]\d+)?)?z?$/, "")
    .replace(/^kl\.? /, "")
  return written(text) ?? named(text) ?? counted(text)
}

/** "1 234,5", "1.234,5", "kr 1 250 000,-" and "1234.5" as a number, or null. */
export function parseNumber(typed: string): number | null {
  const bare = cleanLine(typed)
    .toLowerCase()
    .replace(/^(?:kr|nok)\.?|(?:kr|nok)\.?$|,-$/g, "")
    .replace(/[\s'’]/g, "")
    .replace("−", "-")
  const plain = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare) ? bare.replaceAll(".", "") : bare
  return /^-?\d+(?:[.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : null
}

/** The day that a spreadsheet counts as this many. Its 1900 has a 29th of February; some count from 1904 instead. */
export function dayOfSerial(serial: number, from1904 = false): Day | null {
  const days = Math.floor(serial)
  if (days < 61 || days > 73_415) return null
  return addDays(from1904 ? "1904-01-01" : "1899-12-31", from1904 ? days : days - 1)
}

/** A name as it is looked up by: without signs, so that "Røros kommune" and "roros" are near, and "A/S" is "AS". */
export const plainKey = (text: string): string => fold(text.replace(/[^\p{L}\p{N}]+/gu, " "))

function written(text: string): Day | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return dayOf(iso[1], iso[2], iso[3])
  const norwegian = /^(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4}|\d{2})$/.exec(text)
  return norwegian ? dayOf(norwegian[3], norwegian[2], norwegian[1]) : null
}

function named(text: string): Day | null {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\.? ?(\p{L}{3,9})\.? ?(\d{4}|\d{2})$/u.exec(text) ?? []
  const nth = MONTHS.findIndex((names) => names.some((name) => month.length >= 3 && name.startsWith(month)))
  return nth < 0 ? null : dayOf(year, String(nth + 1), day)
}

/** A number alone is a day only where it is one of our time. */
const counted = (text: string): Day | null =>
  /^\d{5}(?:[.,]\d+)?$/.test(text) ? dayOfSerial(Number(text.replace(",", "."))) : null

function dayOf(year = "", month = "", day = ""): Day | null {
  const full = year.length === 2 ? `${Number(year) < 70 ? "20" : "19"}${year}` : year
  const text = `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  return isDay(text) ? text : null
}

const MONTHS = [
  ["januar", "january"],
  ["februar", "february"],
  ["mars", "march"],
  ["april"],
  ["mai", "may"],
  ["juni", "june"],
  ["juli", "july"],
  ["august"],
  ["september"],
  ["oktober", "october"],
  ["november"],
  ["desember", "december"],
] as const
