import { type Day, workingDaysBetween } from "./calendar.ts"
import { type CaseEvent, type Entry, standing, TURNS, type Turn } from "./case.ts"

/** An entry as history needs it. */
export type Happened = Pick<Entry, "id" | "act" | "event" | "onDate">
/** Working days, by whose turn it was. */
export type Split = Record<Turn, number>
/** Time in which it was not our turn, or in which we had decided to let it rest: from the day it was made. */
export type Wait = { turn: Turn; from: Day; to: Day | null }
/** One visit to a stage. A closing ends it, and a reopening begins another in the same stage. */
export type Spell = {
  stage: string
  cameOn: Day
  leftOn: Day | null
  /** The entry that ended it. */
  endedBy: string | null
  days: number
  split: Split
  /** How the case ended, if it ended in this visit. */
  ending: string | null
  waits: readonly Wait[]
}
export type Finished = Spell & { leftOn: Day; endedBy: string }

/** Each visit a case has made to a stage, in order. Together they are as long as the case has been open. */
export function spellsOf(entries: readonly Happened[], today: Day): Spell[] {
  const log = standing(entries)
  const waits = waitsIn(log)
  return visitsIn(log).map((visit) => {
    const end = visit.leftOn ?? later(today, visit.cameOn)
    const inside = waits.flatMap((wait) => within(wait, visit, end))
    const split: Split = { us: 0, company: 0, funder: 0, other: 0 }
    for (const { turn, from, to } of inside) split[turn] += workingDaysBetween(from, to ?? end)
    const days = workingDaysBetween(visit.cameOn, end)
    split.us += days - TURNS.reduce((sum, turn) => sum + split[turn], 0)
    return { ...visit, days, split, waits: inside }
  })
}

export const isFinished = (spell: Spell): spell is Finished => spell.leftOn !== null && spell.endedBy !== null

/** What was not ours of it. */
export const othersIn = ({ company, funder, other }: Split): number => company + funder + other

type Visit = Omit<Spell, "days" | "split" | "waits">
/** A wait lasts until it wakes by itself, or until something ends it: another wait, work again, or the closing. */
type Made = { turn: Turn; from: Day; until: Day; to: Day | null }

const later = (one: Day, other: Day): Day => (one > other ? one : other)
const earlier = (one: Day, other: Day): Day => (one < other ? one : other)

/** Where it stood and when. What is dated before what came before it counts from there: no time is counted twice. */
function visitsIn(log: readonly Happened[]): Visit[] {
  const visits: Visit[] = []
  let day: Day = ""
  for (const { id, event, onDate } of log) {
    if (!PLACES.includes(event.type)) continue
    day = later(day, event.type === "opened" ? (event.case.imported?.since ?? onDate) : onDate)
    const last = visits.at(-1)
    if (last && !last.leftOn) {
      visits.pop()
      visits.push({ ...last, leftOn: day, endedBy: id, ending: event.type === "closed" ? event.reason : null })
    }
    if (event.type === "opened") visits.push({ ...NO_VISIT, stage: event.case.stage, cameOn: day })
    if (event.type === "moved") visits.push({ ...NO_VISIT, stage: event.to, cameOn: day })
    if (event.type === "reopened") visits.push({ ...NO_VISIT, stage: last?.stage ?? "", cameOn: day })
  }
  return visits
}

const PLACES: readonly CaseEvent["type"][] = ["opened", "moved", "closed", "reopened"]
const TURNINGS: readonly CaseEvent["type"][] = ["waited", "resumed", "closed"]
const NO_VISIT: Visit = { stage: "", cameOn: "", leftOn: null, endedBy: null, ending: null }

/** Apart from the visits: a wait goes on while the case moves, and a move can be dated before a wait that is known. */
function waitsIn(log: readonly Happened[]): Made[] {
  const waits: Made[] = []
  let day: Day = ""
  for (const { event, onDate } of log) {
    if (!TURNINGS.includes(event.type)) continue
    day = later(day, onDate)
    const last = waits.at(-1)
    if (last && !last.to) {
      waits.pop()
      waits.push({ ...last, to: earlier(day, last.until) })
    }
    if (event.type === "waited") waits.push({ turn: event.turn, from: day, until: later(day, event.until), to: null })
  }
  return waits
}

/** The part of a wait that lies in a visit; without an end if neither has ended. */
function within({ turn, from, until, to }: Made, { cameOn, leftOn }: Visit, end: Day): Wait[] {
  const last = earlier(to ?? until, end)
  const first = later(from, cameOn)
  if (first >= last) return []
  const isOn = leftOn === null && to === null && until > end
  return [{ turn, from: first, to: isOn ? null : last }]
}
