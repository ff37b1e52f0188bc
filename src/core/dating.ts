import { isRefusal, type Outcome, refuse } from "./acts.ts"
import type { Day } from "./calendar.ts"
import { standing } from "./case.ts"
import type { PastFile } from "./undo.ts"

/** The day that something happened, if it was another than today, and why it is recorded only now. */
export type Dating = { on?: Day | undefined; backdated?: string | undefined }

/** The same acts on the day that they happened. */
export function dated(outcome: Outcome, { on, backdated }: Dating, today: Day, earliest: Day): Outcome {
  if (isRefusal(outcome) || !on || on === today) return outcome
  if (on > today) return refuse("future", ["on"])
  if (on < earliest) return refuse("early", ["on"])
  if (!backdated) return refuse("backdated", ["backdated"])
  const last = outcome.acts.length - 1
  return {
    acts: outcome.acts.map((act, nth) => ({ ...act, on, words: { ...act.words, ...(nth === last && { backdated }) } })),
  }
}

/** For what the acts themselves say of the day. */
export const happenedOn = ({ on }: Dating, today: Day): Day => (on && on < today ? on : today)

/** What ends the stay in a stage cannot come before it began, nor before the case was last opened. */
export function beganOn({ kase, log }: Pick<PastFile, "kase" | "log">): Day {
  const reopened = standing(log).findLast(({ event }) => event.type === "reopened")?.onDate ?? ""
  return reopened > kase.since ? reopened : kase.since
}
