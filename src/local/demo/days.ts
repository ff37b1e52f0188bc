import { addWorkingDays, type Day, isWorkingDay } from "#src/core/calendar.ts"
import { type Chance, openChance } from "./random.ts"

export type Days = ReturnType<typeof openDays>

/** How many working days back July is worked through like other months, so that what stands still is seen to. */
const RECENT = 70
const LONGEST = 900

/** Days as the stories count them: working days before today, and further back only a few of each July. */
export function openDays(today: Day) {
  const quiet = openChance("july")
  const back = Array.from({ length: LONGEST }, (_, ago) => (ago === 0 ? today : addWorkingDays(today, -ago)))
  const worked = back.filter((day, ago) => ago <= RECENT || !isInJuly(day) || isKept(quiet))

  function ago(days: number): Day {
    const day = worked[days]
    if (!day) throw new Error(`the demo does not go ${days} days back`)
    return day
  }

  /** A working day from today on, today itself only if it is one; before today if negative. */
  function ahead(days: number): Day {
    if (days < 0) return ago(-days)
    return addWorkingDays(isWorkingDay(today) ? today : addWorkingDays(today, 1), days)
  }

  return { ago, ahead }
}

const isKept = (chance: Chance) => chance.is(0.15)
const isInJuly = (day: Day) => day.slice(5, 7) === "07"
