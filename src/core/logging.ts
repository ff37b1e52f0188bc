import { type Act, isRefusal, type Outcome, type Refusal, refuse } from "./acts.ts"
import type { Day } from "./calendar.ts"
import { apply, type Case, type Turn } from "./case.ts"
import { turnOn } from "./clocks.ts"
import { beganOn, type Dating, dated, happenedOn } from "./dating.ts"
import type { NoteKind } from "./gates.ts"
import { type Invited, isAmong, type Present } from "./meeting.ts"
import { fill, lacking, move, type Typed } from "./moves.ts"
import { DAY_MINUTES, type Minutes, type Service, sumOf } from "./time.ts"
import type { PastFile } from "./undo.ts"
import { type CaseFile, finish, note, plan, resume, wait } from "./verbs.ts"

export type Logged = Dating & {
  kind: NoteKind
  note: string
  with: Present
  mentions: readonly string[]
  minutes: Minutes
  service: Service | undefined
  /** The step that was next is done. */
  isDone: boolean
  nextStep: string | undefined
  nextOn: Day | undefined
  /** Whose turn it is now; left out of it for a case that has ended. */
  turn: Turn | undefined
  until: Day | undefined
  waitReason: string | undefined
  /** To the next stage, with what is missing for it. What is filled in is kept without it, too. */
  isMoved: boolean
  typed: Typed
}
/** What stands beside the case: who can be named, and what one has put down for that day already. */
export type Around = Invited & { spentThen: number; today: Day }

/** After the meeting: all that came of it as one act. What happened may be dated back; what is agreed is agreed today. */
export function log(file: PastFile, form: Logged, { spentThen, today, ...invited }: Around): Outcome {
  const { kind, minutes, service, mentions } = form
  const sum = sumOf(minutes)
  if (!isAmong(form.with, invited)) return refuse("unseen", ["people"])
  if (sum + spentThen > DAY_MINUTES) return refuse("day_full", ["contact"])
  if (sum > 0 && !service) return refuse("missing", ["service"])
  const time = sum > 0 && service ? { ...minutes, service, line: null } : undefined
  const day = happenedOn(form, today)

  const happened = inTurn(file, day, [
    (now) => note(now, { kind, note: form.note, with: form.with, mentions, ...(time && { time }) }, invited.readers),
    (now) => arriving(now, form, day),
  ])
  if (isRefusal(happened)) return happened
  const earliest = form.isMoved ? beganOn(file) : file.kase.openedOn
  const outcome = dated({ acts: happened.acts }, form, today, earliest)
  if (isRefusal(outcome)) return outcome
  const agreed = inTurn({ ...file, kase: happened.kase }, today, [
    (now) => stepping(now, form, today),
    (now) => turning(now, form, today),
  ])
  return isRefusal(agreed) ? agreed : { acts: [...outcome.acts, ...agreed.acts] }
}

const NOTHING: Outcome = { acts: [] }

/** One after the other, each on the case as the one before left it. */
function inTurn(
  file: PastFile,
  on: Day,
  verbs: readonly ((now: PastFile) => Outcome)[],
): { acts: readonly Act[]; kase: Case } | Refusal {
  const acts: Act[] = []
  let { kase } = file
  for (const verb of verbs) {
    const outcome = verb({ ...file, kase })
    if (isRefusal(outcome)) return outcome
    acts.push(...outcome.acts)
    for (const act of outcome.acts) if (act.stream === "case") kase = apply(kase, act.event, on, act.words)
  }
  return { acts, kase }
}

function arriving(file: CaseFile, { isMoved, typed }: Logged, on: Day): Outcome {
  const to = lacking(file.kase, file.stages).next?.code
  if (isMoved) return to ? move(file, { to, typed }, on) : refuse("unreachable", ["move"])
  return Object.keys(typed).length > 0 ? fill(file, { typed, to }, on) : NOTHING
}

function stepping(file: CaseFile, { isDone, nextStep, nextOn }: Logged, today: Day): Outcome {
  if (isDone && file.kase.nextOn !== null) return finish(file, { nextStep, nextOn }, today)
  if (!nextStep && !nextOn) return NOTHING
  if (!nextStep || !nextOn) return refuse("missing", [nextStep ? "nextOn" : "nextStep"])
  return plan(file, { nextStep, nextOn }, today)
}

/** Nothing, if it is whose turn it was, until when and for what it was. */
function turning(file: CaseFile, { turn, until, waitReason }: Logged, today: Day): Outcome {
  const { kase } = file
  if (!turn || kase.endedOn) return NOTHING
  if (turn === "us") return turnOn(kase, today) === "us" ? NOTHING : resume(file)
  if (kase.turn === turn && kase.until === until && kase.waitReason === waitReason) return NOTHING
  if (until && waitReason) return wait(file, { turn, until, reason: waitReason }, today)
  return refuse("missing", [...(until ? [] : ["until"]), ...(waitReason ? [] : ["waitReason"])])
}
