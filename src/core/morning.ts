import type { Day } from "./calendar.ts"
import { AT_ONCE, type Case, NEVER_CONTACTED } from "./case.ts"
import { ageOf } from "./clocks.ts"

export const SECTIONS = ["late", "today", "waiting", "stale", "soon"] as const
/** What is over its date, due today, waits for oneself, stands still, or soon will. */
export type Section = (typeof SECTIONS)[number]
export type Pending = Pick<Case, "nextOn" | "until" | "turn" | "clockOn" | "limitDays" | "attendOn">

/** The hours of a working day's morning in Norway in which the mail goes out; the later ones are for what failed. */
const FIRST_HOUR = 7
const LAST_HOUR = 11
export const isMorning = (hour: number): boolean => hour >= FIRST_HOUR && hour <= LAST_HOUR

/** Why a case is in the morning mail: the first reason there is, or none. */
export function sectionOf(kase: Pending, today: Day): Section | null {
  const { nextOn, until, attendOn } = kase
  if (nextOn && nextOn < today) return "late"
  if (nextOn === today) return "today"
  if (until && until <= today) return "waiting"
  if (attendOn === NEVER_CONTACTED || attendOn === AT_ONCE) return "waiting"
  const { state } = ageOf(kase, today)
  return state === "stale" || state === "soon" ? state : null
}
