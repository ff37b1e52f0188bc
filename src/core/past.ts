import { type Day, osloDay } from "./calendar.ts"
import { type Case, type Entry, replay, standing } from "./case.ts"

/** How a case stood at the end of a day as we know it today: by when things happened. Null before it was opened. */
export function asOf(log: readonly Entry[], day: Day): Case | null {
  const happened = standing(log).filter(({ onDate }) => onDate <= day)
  return rowOf(
    happened.toSorted((one, other) => (one.onDate === other.onDate ? one.seq - other.seq : byDay(one, other))),
  )
}

/** How it stood as we knew it then: by what was recorded, and not yet undone, at the end of that day. */
export const asKnownOn = (log: readonly Entry[], day: Day): Case | null =>
  rowOf(log.filter(({ at }) => osloDay(at) <= day))

const rowOf = (log: readonly Entry[]) => (log.length ? replay(log) : null)
const byDay = (one: Entry, other: Entry) => (one.onDate < other.onDate ? -1 : 1)
