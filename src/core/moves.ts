import { type Act, isRefusal, type Outcome, type Refusal, refuse, type Words } from "./acts.ts"
import type { Day } from "./calendar.ts"
import { apply, type Case } from "./case.ts"
import {
  type AskedField,
  asks,
  DECISIONS,
  decisionIn,
  FIELDS,
  type Filled,
  isField,
  type Missing,
  missing,
  NOTE_OF,
  OUTCOMES,
  openIn,
  type Requirement,
} from "./gates.ts"
import { dropMilestone, reachMilestone, setMilestone } from "./milestones.ts"
import { direction, inUse, nextAfter, type Stage, stageAt } from "./stages.ts"
import { assign, type CaseFile, caseAct } from "./verbs.ts"

export type Typed = Readonly<Partial<Record<AskedField | "reason", string>>>

/**
 * The only way to another stage: what drags, menus, forms, lists and machines do to a stage ends here.
 * Takes what was missing in the same act. Going back or skipping asks for a reason, and so does overriding;
 * going because the stage was retired asks for nothing.
 */
export function move(
  file: CaseFile,
  form: { to: string; typed: Typed; override?: boolean; because?: "retired" },
  today: Day,
): Outcome {
  const { kase, stages } = file
  const { to, typed, override } = form
  const here = stageAt(stages, kase.stage)
  const there = stageAt(inUse(stages, kase.track, form.because ? undefined : kase.hubId), to)
  if (kase.endedOn) return refuse("ended")
  if (!there && stageAt(stages, to)?.retiredOn) return refuse("retired", ["to"])
  if (!here || !there) return refuse("unreachable", ["to"])
  if (here.code === there.code) return refuse("unchanged", ["to"])

  const way = direction(stages, here, there, kase.hubId)
  if (form.because) return here.retiredOn ? { acts: [movedOut(kase, here, there, way)] } : refuse("unchanged", ["to"])
  const required = requiredFor(stages, here, there, kase.hubId)
  const filling = fillIn(file, required, typed, today)
  if (isRefusal(filling)) return filling
  const { left, lacks, filled, words } = filling
  const needsReason = (way !== "next" || (left.length > 0 && override === true)) && !typed.reason
  const isShort = lacks.length > 0 || (left.length > 0 && !override)
  if (isShort) return notYet(filling, typed, needsReason)
  if (needsReason) return refuse("reason", ["reason"])

  const reason: Words = typed.reason ? { reason: typed.reason } : {}
  const moved = {
    type: "moved",
    from: here.code,
    to: there.code,
    direction: way,
    limitDays: there.limitDays,
    filled,
    ...(left.length && { overridden: left.map(({ code }) => code) }),
  } as const
  return { acts: [...filling.acts, caseAct(kase.id, moved, { ...words, ...reason })] }
}

/** Takes some of what is missing without moving. */
export function fill(file: CaseFile, form: { typed: Typed; to?: string | undefined }, today: Day): Outcome {
  const { kase, stages } = file
  const here = stageAt(stages, kase.stage)
  if (kase.endedOn) return refuse("ended")
  if (!here) return refuse("unreachable")
  const there = form.to ? stageAt(inUse(stages, kase.track, kase.hubId), form.to) : undefined
  const required = there ? requiredFor(stages, here, there, kase.hubId) : here.requires
  const filling = fillIn(file, required, form.typed, today)
  if (isRefusal(filling)) return filling
  const { filled, words, acts, left, lacks } = filling
  if (lacks.length) return refuse("missing", lacks, left)
  if (Object.keys(filled).length) return { acts: [...acts, caseAct(kase.id, { type: "filled", filled }, words)] }
  return acts.length ? { acts } : refuse("missing", unanswered(left, filling.kase, form.typed), left)
}

/** What the case still lacks for the next stage, and that stage. */
export function lacking(kase: Case, stages: readonly Stage[]): { next: Stage | null; lacks: Missing[] } {
  const here = stageAt(stages, kase.stage)
  const next = here ? nextAfter(stages, here, kase.hubId) : undefined
  return { next: next ?? null, lacks: here && next ? missing(kase, here) : [] }
}

function movedOut({ id }: Case, from: Stage, { code: to, limitDays }: Stage, way: ReturnType<typeof direction>): Act {
  const moved = { type: "moved", from: from.code, to, direction: way, limitDays, filled: {} } as const
  return caseAct(id, { ...moved, because: "retired" })
}

/** What it lacks for any stage. */
export function lackingFor(kase: Case, stages: readonly Stage[], to: string): Missing[] {
  const [here, there] = [stageAt(stages, kase.stage), stageAt(stages, to)]
  return here && there ? missing(kase, { requires: requiredFor(stages, here, there, kase.hubId) }) : []
}

/**
 * Going back asks for nothing. Skipping asks for what the skipped stages ask for too: a stage is passed over because its
 * work is done, and what is shown already is not asked again. Otherwise going back one stage and skipping it would be
 * everybody's override, and a case could reach the work itself without an agreement.
 */
export function requiredFor(stages: readonly Stage[], here: Stage, there: Stage, hubId: string): Requirement[] {
  const passed = inUse(stages, here.track, hubId).filter(
    ({ code, position }) => code !== here.code && position > here.position && position < there.position,
  )
  if (there.position < here.position) return []
  const most = new Map<string, Requirement>()
  for (const one of [here, ...passed].flatMap(({ requires }) => requires)) {
    const known = most.get(one.code)
    if (!known || (known.params?.times ?? 1) < (one.params?.times ?? 1)) most.set(one.code, one)
  }
  return [...most.values()]
}

/** The company may have got its number in another case. */
const shownBy = ({ kase, company }: CaseFile) => ({
  ...kase,
  isRegistered: kase.isRegistered || company.orgnr !== null,
})

/** What was typed has become these acts; with them the case is as `kase` says, and this is left. */
type Filling = { acts: Act[]; filled: Filled; words: Words; kase: Case; left: Missing[]; lacks: AskedField[] }

/** Sorts what was typed into what it becomes: notes, decisions, milestones, an assignment, and fields of the case. */
function fillIn(file: CaseFile, required: readonly Requirement[], typed: Typed, today: Day): Filling | Refusal {
  const before = shownBy(file)
  const wanted = new Set(asks(missing(before, { requires: required }), before))
  const isWanted = (field: AskedField) => wanted.has(field) && typed[field]
  const acts: Act[] = []
  const filled: Filled = {}
  const words: Record<string, string> = {}
  const lacks: AskedField[] = []
  let now = before
  const take = (outcome: Outcome): Refusal | null => {
    if (isRefusal(outcome)) return outcome
    acts.push(...outcome.acts)
    for (const act of outcome.acts) if (act.stream === "case") now = apply(now, act.event, today, act.words)
    return null
  }

  // What a colleague logged or set in the meantime is no longer missing; what was typed for it is still said.
  for (const field of NOTED) {
    const [kind, note = ""] = [NOTE_OF[field], typed[field]]
    if (kind && note) take({ acts: [caseAct(now.id, { type: "noted", kind }, { note })] })
  }
  if (isWanted("advisor")) {
    const refused = take(assign({ ...file, kase: now }, typed.advisor ?? ""))
    if (refused) return refused
  }
  const { milestone, milestoneOn } = typed
  if (milestone && milestoneOn) {
    const refused = take(setMilestone({ ...file, kase: now }, { milestone, milestoneOn }, today))
    if (refused) return refused
  } else if (milestone || milestoneOn) lacks.push(milestone ? "milestoneOn" : "milestone")
  for (const { id } of openIn(before.facts)) {
    const [outcome, reason = ""] = [OUTCOMES.find((one) => one === typed[`outcome.${id}`]), typed[`why.${id}`]]
    if (outcome === "dropped" && !reason) lacks.push(`why.${id}`)
    else if (outcome === "dropped") take(dropMilestone({ ...file, kase: now }, { milestone: id, reason }))
    else if (outcome) take(reachMilestone({ ...file, kase: now }, { milestone: id, on: today }, today))
  }
  const decision = isWanted("decision") && DECISIONS.find((one) => one === typed.decision)
  if (decision && typed.decisionReason)
    take({ acts: [caseAct(now.id, { type: "decided", decision }, { reason: typed.decisionReason })] })
  else if (decision || isWanted("decisionReason")) lacks.push(decision ? "decisionReason" : "decision")

  for (const field of wanted) {
    const value = typed[field]
    if (!value || !isField(field) || APART.has(field)) continue
    filled[field] = FIELDS[field] === "text" || FIELDS[field] === "line" ? true : value
    if (filled[field] === true) words[field] = value
    if (field === "orgnr")
      acts.push({ stream: "company", id: file.company.id, event: { type: "identified", orgnr: value } })
  }
  if (Object.keys(filled).length) now = apply(now, { type: "filled", filled }, today, words)
  return { acts, filled, words, kase: now, left: missing(now, { requires: required }), lacks }
}

const NOTED = Object.keys(NOTE_OF).filter(isField)
/** What becomes an act of its own. */
const APART = new Set<string>([...NOTED, "advisor", "milestone", "milestoneOn", "decision", "decisionReason"])

/** All that is still to be filled in. A case that is decided not to go on does not, whatever else there is. */
function notYet({ left, lacks, kase }: Filling, typed: Typed, needsReason: boolean): Refusal {
  const isDeclined = typed.decision && !lacks.includes("decisionReason") && decisionIn(kase.facts) !== "accept"
  if (isDeclined && left.some(({ code }) => code === "decision_recorded"))
    return refuse("not_accepted", ["decision"], left)
  const fields = new Set([...lacks, ...unanswered(left, kase, typed), ...(needsReason ? ["reason"] : [])])
  return refuse("missing", [...fields], left)
}

/** The fields that are still empty; where all of a requirement's are filled in, it wants more of the same. */
function unanswered(left: readonly Missing[], kase: Case, typed: Typed): AskedField[] {
  return left.flatMap((one) => {
    const asked = asks([one], kase).filter((field) => !field.startsWith("why."))
    const empty = asked.filter((field) => !typed[field])
    return empty.length ? empty : asked
  })
}
