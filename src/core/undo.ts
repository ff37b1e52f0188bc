import { type Outcome, refuse } from "./acts.ts"
import { type CaseEvent, type Entry, replay, standing, touches } from "./case.ts"
import { missing } from "./gates.ts"
import { requiredFor } from "./moves.ts"
import { type Stage, stageAt } from "./stages.ts"
import type { CaseFile } from "./verbs.ts"

/** A case with its history. */
export type PastFile = CaseFile & { log: readonly Entry[] }

type Undone = Extract<CaseEvent, { type: "undone" }>

/** How long an act can be undone. */
export const UNDO_MS = 30 * 24 * 60 * 60 * 1000

/** Takes back all that an act did to the case, as if it had not been, unless something later stands on it. */
export function undo(file: PastFile, act: string, now: Date): Outcome {
  const { kase, log } = file
  const taken = log.filter((entry) => entry.act === act)
  const [first] = taken
  if (!first) return refuse("unknown")
  if (taken.some(({ event }) => isFinal(event)) || taken.every(({ event }) => event.type === "relimited"))
    return refuse("final")
  if (!standing(log).includes(first)) return refuse("undone")
  if (now.getTime() - first.at.getTime() > UNDO_MS) return refuse("old")
  const blocked = standsOn(file, taken)
  if (blocked) {
    const { event, onDate, by } = blocked
    return { ...refuse("overtaken"), blocked: { type: event.type, onDate, by } }
  }

  const { company, need, search } = kase
  const left = replay(log.filter((entry) => entry.act !== act))
  const row = { ...left, company, need, search, seq: kase.seq + 1 }
  const undone = undoing(log, act)
  if (undone.named.some((id) => !file.staff.includes(id)) || isGone(file, row)) return refuse("gone")
  if (row.stage !== kase.stage && stageAt(file.stages, row.stage)?.retiredOn) return refuse("unreachable")
  return { acts: [{ stream: "case", id: kase.id, event: undone, undoes: first.id, row }] }
}

/** The event that undoing an act would be: who may do it is judged by what it takes back. */
export function undoing(log: readonly Entry[], act: string): Undone {
  const taken = log.filter((entry) => entry.act === act)
  const peopleOf = (type: "named" | "unnamed") =>
    taken.flatMap(({ event }) => (event.type === type ? [event.personId] : []))
  return {
    type: "undone",
    act,
    by: taken[0]?.byId ?? "",
    types: taken.map(({ event }) => event.type),
    touched: touchedBy(taken),
    named: peopleOf("unnamed"),
    unnamed: peopleOf("named"),
  }
}

/** Whether what it says can be taken back at all: not a beginning, and not what other rows than the case's hold too. */
export function isFinal(event: CaseEvent): boolean {
  if (event.type === "moved" && event.because) return true
  if (event.type === "moved" || event.type === "filled") return event.filled.orgnr !== undefined
  return FINAL.has(event.type)
}

const FINAL = new Set<CaseEvent["type"]>([
  "opened",
  "woke",
  "alerted",
  "enquiry_attached",
  "enquiry_withdrawn",
  "contact_added",
  "numbered",
  "joined",
  "undone",
])

const touchedBy = (entries: readonly Entry[]) => [...new Set(entries.flatMap(({ event }) => changedBy(event)))]

/** A milestone, a meeting or a file that is new collides with nobody; undone, it is no longer there to be reached, moved or taken away. */
const changedBy = (event: CaseEvent) => {
  if (event.type === "milestone_set") return [`milestone:${event.id}`]
  if (event.type === "attached") return [`file:${event.file.id}`]
  return event.type === "meeting_planned" ? [`meeting:${event.id}`] : touches(event)
}

/** The first that came later and would not hold without it: it changed the same, was let through by it, or needs the case open. */
function standsOn({ log, stages }: PastFile, taken: readonly Entry[]): Entry | undefined {
  const act = taken[0]?.act
  const upTo = taken.at(-1)?.seq ?? 0
  const touched = touchedBy(taken)
  const reopens = taken.some(({ event }) => event.type === "reopened")
  const stood = standing(log)
  const without = stood.filter((entry) => entry.act !== act)
  return without.find(
    (entry) =>
      entry.seq > upTo &&
      (touches(entry.event).some((one) => touched.includes(one)) ||
        (reopens && !ON_ENDED.has(entry.event.type)) ||
        lacksAt(stages, without, entry) > lacksAt(stages, stood, entry)),
  )
}

/** What also happens to a case that has ended. */
const ON_ENDED = new Set<CaseEvent["type"]>([
  "noted",
  "rewritten",
  "attached",
  "detached",
  "classified",
  "named",
  "unnamed",
  "alerted",
  "contact_added",
  "numbered",
  "joined",
  "enquiry_withdrawn",
])

/** How much was missing for a move, by such a history. */
function lacksAt(stages: readonly Stage[], log: readonly Entry[], { seq, event }: Entry): number {
  if (event.type !== "moved" || event.because) return 0
  const [from, to] = [stageAt(stages, event.from), stageAt(stages, event.to)]
  const shown = replay(log.filter((entry) => entry.seq <= seq))
  return from && to
    ? missing(shown, { requires: requiredFor(stages, from, to, shown.hubId) }).reduce((n, { left }) => n + left, 0)
    : 0
}

/** Whoever would have the case again has left the hub meanwhile. */
const isGone = ({ kase, team }: CaseFile, { advisorId, endedOn }: CaseFile["kase"]) =>
  endedOn === null &&
  advisorId !== null &&
  !team.includes(advisorId) &&
  (advisorId !== kase.advisorId || kase.endedOn !== null)
