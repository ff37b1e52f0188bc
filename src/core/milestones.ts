import { type Outcome, refuse } from "./acts.ts"
import type { Day } from "./calendar.ts"
import { milestonesIn } from "./gates.ts"
import { type CaseFile, caseAct } from "./verbs.ts"

/** How far ahead a milestone may be due. */
const YEARS = 10

/** It is known by its place in the log, so that nothing has to be thought up, and no two are called the same. */
export function setMilestone({ kase }: CaseFile, form: { milestone: string; milestoneOn: Day }, today: Day): Outcome {
  const { milestone, milestoneOn: due } = form
  if (kase.endedOn) return refuse("ended")
  if (due < kase.openedOn) return refuse("too_early", ["milestoneOn"])
  if (due > lastDue(today)) return refuse("too_far", ["milestoneOn"])
  const id = String(kase.seq + 1)
  return { acts: [caseAct(kase.id, { type: "milestone_set", id, due }, { milestone })] }
}

export function reachMilestone(file: CaseFile, form: { milestone: string; on: Day }, today: Day): Outcome {
  const { kase } = file
  const { milestone: id, on } = form
  const settled = settling(file, id)
  if (settled) return settled
  if (on > today) return refuse("future", ["on"])
  if (on < kase.openedOn) return refuse("too_early", ["on"])
  return { acts: [caseAct(kase.id, { type: "milestone_reached", id, on })] }
}

export function dropMilestone(file: CaseFile, form: { milestone: string; reason: string }): Outcome {
  const { milestone: id, reason } = form
  const settled = settling(file, id)
  if (settled) return settled
  return { acts: [caseAct(file.kase.id, { type: "milestone_dropped", id }, { reason })] }
}

function settling({ kase }: CaseFile, id: string) {
  if (kase.endedOn) return refuse("ended")
  const found = milestonesIn(kase.facts).find((one) => one.id === id)
  if (!found) return refuse("unknown")
  return found.state === "open" ? null : refuse("unchanged")
}

/** The same day so many years on; days are compared as text, so it need not be one. */
const lastDue = (today: Day): Day => `${Number(today.slice(0, 4)) + YEARS}${today.slice(4)}`
