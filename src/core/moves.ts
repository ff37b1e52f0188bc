import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import type { Case } from "./case.ts"
import { asks, FIELDS, type Field, type Filled, isField, type Missing, missing, NOTE_OF } from "./gates.ts"
import { direction, inUse, nextAfter, type Stage, stageAt } from "./stages.ts"
import { assign, type CaseFile, caseAct } from "./verbs.ts"

export type Typed = Readonly<Partial<Record<Field | "reason", string>>>

/**
 * Moves, and takes what was missing in the same act. Going back or skipping asks for a reason; going because the stage
 * was retired asks for nothing.
 */
export function move(file: CaseFile, form: { to: string; typed: Typed; because?: "retired" }): Outcome {
  const { kase, stages } = file
  const here = stageAt(stages, kase.stage)
  const there = stageAt(inUse(stages, kase.track, form.because ? undefined : kase.hubId), form.to)
  if (kase.endedOn) return refuse("ended")
  if (!there && stageAt(stages, form.to)?.retiredOn) return refuse("retired", ["to"])
  if (!here || !there) return refuse("unreachable", ["to"])
  if (here.code === there.code) return refuse("unchanged", ["to"])

  const way = direction(stages, here, there, kase.hubId)
  if (form.because) return here.retiredOn ? { acts: [movedOut(kase, here, there, way)] } : refuse("unchanged", ["to"])
  const wanted = way === "back" ? [] : missing(shownBy(file), here)
  const filling = fillIn(file, wanted, form.typed)
  if ("refusal" in filling) return filling
  if (way !== "next" && !form.typed.reason) return refuse("reason", ["reason"])
  if (filling.left.length) return refuse("missing", asks(filling.left), filling.left)

  const { filled, words } = filling
  const reason: Words = form.typed.reason ? { reason: form.typed.reason } : {}
  const moved = {
    type: "moved",
    from: here.code,
    to: there.code,
    direction: way,
    limitDays: there.limitDays,
    filled,
  } as const
  return { acts: [...filling.acts, caseAct(kase.id, moved, { ...words, ...reason })] }
}

/** Takes some of what is missing without moving. */
export function fill(file: CaseFile, form: { typed: Typed }): Outcome {
  const { kase, stages } = file
  const here = stageAt(stages, kase.stage)
  if (kase.endedOn) return refuse("ended")
  if (!here) return refuse("unreachable")
  const filling = fillIn(file, missing(shownBy(file), here), form.typed)
  if ("refusal" in filling) return filling
  const { filled, words, acts } = filling
  if (Object.keys(filled).length) return { acts: [...acts, caseAct(kase.id, { type: "filled", filled }, words)] }
  return acts.length ? { acts } : refuse("missing", asks(filling.left), filling.left)
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

/** The company may have got its number in another case. */
const shownBy = ({ kase, company }: CaseFile) => ({
  ...kase,
  isRegistered: kase.isRegistered || company.orgnr !== null,
})

type Filling = { acts: Act[]; filled: Filled; words: Words; left: Missing[] }

/** Sorts what was typed into what it becomes: notes, an assignment, the company's number, and fields of the case. */
function fillIn(file: CaseFile, wanted: readonly Missing[], typed: Typed): Filling | ReturnType<typeof refuse> {
  const { kase, company } = file
  // What a colleague logged in the meantime is no longer missing; what was typed for it is still said.
  const given = [...new Set([...asks(wanted), ...NOTED])].filter((field) => typed[field])
  const acts: Act[] = []
  const filled: Filled = {}
  const words: Record<string, string> = {}
  for (const field of given) {
    const value = typed[field] ?? ""
    const kind = NOTE_OF[field]
    if (kind) acts.push(caseAct(kase.id, { type: "noted", kind }, { note: value }))
    else if (field === "advisor") {
      const assigned = assign(file, value)
      if ("refusal" in assigned) return assigned
      acts.push(...assigned.acts)
    } else {
      filled[field] = FIELDS[field] === "text" || FIELDS[field] === "line" ? true : value
      if (filled[field] === true) words[field] = value
      if (field === "orgnr")
        acts.push({ stream: "company", id: company.id, event: { type: "identified", orgnr: value } })
    }
  }
  const once = new Set<string>(given)
  const left = wanted.flatMap((one) => {
    const still = one.left - (once.has(asks([one])[0] ?? "") ? 1 : 0)
    return still > 0 ? [{ ...one, left: still }] : []
  })
  return { acts, filled, words, left }
}

const NOTED = Object.keys(NOTE_OF).filter(isField)
