import type { Blocked, RefusalCode } from "#src/core/acts.ts"
import type { Typed } from "./env.ts"
import { type BadForm, type FieldErrors, Refused } from "./errors.ts"

/** A form that was refused: what was typed, what is wrong with each field, and what the core said. */
export type Tried = {
  typed: Typed
  problems: FieldErrors
  refusal: RefusalCode | null
  blocked?: Blocked | undefined
}

export function triedOf(typed: Typed, problem: Refused | BadForm): Tried {
  if (!(problem instanceof Refused)) return { typed, problems: problem.fields, refusal: null }
  const { refusal, fields, blocked } = problem.refusal
  return { typed, problems: Object.fromEntries(fields.map((field) => [field, refusal])), refusal, blocked }
}
