import { addWorkingDays, type Day, isWorkingDay, workingDaysBetween } from "./calendar.ts"
import type { Turn } from "./case.ts"

export type Clock = { clockOn: Day; until: Day | null; limitDays: number }
export type Age = { state: "ok" | "soon" | "stale" | "waiting"; day: number; limit: number }

/** The share of a stage's limit after which a case soon stands still. */
const SOON = 0.75

/** The first day on which the case stands still. A wait stops the clock until it wakes by itself. */
export const staleFrom = (clock: Clock): Day => addWorkingDays(startOf(clock), clock.limitDays + 1)

export function ageOf(clock: Clock, today: Day): Age {
  const { until, limitDays: limit } = clock
  if (until && until > today) return { state: "waiting", day: 0, limit }
  const day = Math.max(0, workingDaysBetween(startOf(clock), today))
  if (day > limit) return { state: "stale", day, limit }
  return { state: day >= limit * SOON ? "soon" : "ok", day, limit }
}

/**
 * Of the days from which cases stand still under one limit: the last whose cases would stand still today under another.
 */
export function staleUpTo(today: Day, from: number, to: number): Day {
  const last = isWorkingDay(today) ? today : addWorkingDays(today, -1)
  return addWorkingDays(last, from - to)
}

/** Whose turn it is on a day: from the day a wait runs out it is ours, whether or not that is written down yet. */
export const turnOn = ({ turn, until }: { turn: Turn; until: Day | null }, today: Day): Turn =>
  until && until <= today ? "us" : turn

const startOf = ({ clockOn, until }: Clock): Day => (until && until > clockOn ? until : clockOn)
