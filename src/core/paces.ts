import { addDays, type Day } from "./calendar.ts"

/** How many took how many working days, by the days as text. */
export type Histogram = Readonly<Record<string, number>>
/** How long the middle one took, and the one that only 15 of 100 took longer than. */
export type Pace = { median: number; most: number }

/** What takes longer counts as so long: few do, and nobody needs to know whether it was two years or three. */
const LONGEST = 400
/** Below so many, a median says more of a case than of the stage. */
export const FEW = 5
const MONTHS = 12

export const capped = (days: number): number => Math.min(LONGEST, days)

/** Null where too few are known. Both are days that a case really took: the first by which so many were through. */
export function paceOf(histograms: readonly Histogram[]): Pace | null {
  const counts = new Uint32Array(LONGEST + 1)
  let all = 0
  for (const histogram of histograms)
    for (const days in histogram) {
      const n = histogram[days] ?? 0
      counts[Number(days)] = (counts[Number(days)] ?? 0) + n
      all += n
    }
  if (all < FEW) return null
  return { median: dayOf(counts, all * 50), most: dayOf(counts, all * 85) }
}

/** The twelve months up to the one that a day is in, the first of them first. */
export function lastMonths(today: Day): string[] {
  const months = [today.slice(0, 7)]
  while (months.length < MONTHS) months.unshift(addDays(`${months[0]}-01`, -1).slice(0, 7))
  return months
}

function dayOf(counts: Uint32Array, wanted: number): number {
  let passed = 0
  for (const [days, n] of counts.entries()) {
    passed += n
    if (passed * 100 >= wanted) return days
  }
  return 0
}
