import type { Entry } from "#src/core/case.ts"
import { decisionIn, ENDING_OF, type Facts, GATES, type GateCode, milestonesIn } from "#src/core/gates.ts"
import type { Named } from "#src/db/schema.ts"
import type { DecidedProps, HeldProps, MilestoneProps } from "#views/cases/props.ts"

type Log = readonly Entry[]

/** What is in place; of what a person confirmed or decided, who did, when, and their words, from the log. */
export const heldBy = (codes: readonly GateCode[], log: Log): HeldProps[] =>
  codes.map((code) => ({ code, said: saidFor(code, log) }))

function saidFor(code: GateCode, log: Log): HeldProps["said"] {
  if (code === "decision_recorded") return decidedIn(log)
  if (GATES[code].kind !== "attested") return null
  const [field] = GATES[code].asks(NOTHING)
  if (!field) return null
  const said = log.findLast(({ event }) => "filled" in event && Object.hasOwn(event.filled, field))
  return said ? { kind: "confirmed", by: said.by, on: said.onDate, line: said.words[field] ?? "" } : null
}

function decidedIn(log: Log): HeldProps["said"] {
  const said = log.findLast(
    ({ event }) => event.type === "decided" || ("filled" in event && event.filled.decision !== undefined),
  )
  return said ? { kind: "decided", by: said.by, on: said.onDate, line: said.words.reason ?? "" } : null
}

const NOTHING = { facts: { filled: {}, logged: {} }, advisorId: null, isRegistered: false, hasContact: false }

type Ending = { code: string; name: Named; countsAs: string; retiredOn: string | null }

/** A decision that keeps the case where it is, and the ways to close it that fit. */
export function declined(facts: Facts, endings: readonly Ending[]): DecidedProps | null {
  const decision = decisionIn(facts)
  if (!decision || decision === "accept") return null
  const fitting = endings.filter(({ countsAs, retiredOn }) => countsAs === ENDING_OF[decision] && !retiredOn)
  return { decision, endings: fitting.map(({ code, name }) => ({ code, name })) }
}

/** The milestones, the next one due first, each with what the log says of it. */
export function milestonesOf(facts: Facts, log: Log, today: string): MilestoneProps[] {
  return milestonesIn(facts)
    .map(({ id, due, state }) => {
      const ended = log.findLast(({ event }) => isEndOf(event, id))
      const reachedOn = ended?.event.type === "milestone_reached" ? ended.event.on : null
      return {
        id,
        line: lineOf(id, log),
        due,
        state,
        isLate: state === "open" && due < today,
        reachedOn,
        reason: ended?.words.reason ?? "",
      }
    })
    .toSorted((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}

/** What a milestone was called when it was set; nothing if the words are erased. */
export const lineOf = (id: string, log: Log): string =>
  log.find(({ event }) => event.type === "milestone_set" && event.id === id)?.words.milestone ?? ""

const isEndOf = (event: Entry["event"], id: string): boolean =>
  (event.type === "milestone_reached" || event.type === "milestone_dropped") && event.id === id
