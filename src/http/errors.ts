import type { Refusal, RefusalCode } from "#src/core/acts.ts"
import type { Case } from "#src/core/case.ts"
import type { Field } from "#src/core/gates.ts"
import type { Named } from "#src/db/schema.ts"

/** The few ways a request can end badly, and the status each answers with. */
export abstract class Problem extends Error {
  abstract readonly status: 303 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503
}

/** The case as one of two saw it, with the words given for its fields. */
export type Side = { kase: Case; said: Partial<Record<Field, string>> }
/** Two have changed the same thing: which fields, what each made of them, and how it was before both. */
export type Collision = {
  fields: readonly string[]
  original: Side
  theirs: Side
  yours: Side
  by: string
  /** What codes and ids are called. */
  stages: Readonly<Record<string, Named>>
  people: Readonly<Record<string, string>>
}

export class SignedOut extends Problem {
  readonly status = 401
}
export class Forbidden extends Problem {
  readonly status = 403
}
export class NotFound extends Problem {
  readonly status = 404
}
/** What was asked for is at another address by now. */
export class Elsewhere extends Problem {
  readonly status = 303
  readonly at: string
  constructor(at: string) {
    super()
    this.at = at
  }
}
export class TooLarge extends Problem {
  readonly status = 413
  /** Which field it was, if not the form as a whole. */
  readonly fields: FieldErrors
  constructor(fields: FieldErrors = {}) {
    super()
    this.fields = fields
  }
}
export class TooMany extends Problem {
  readonly status = 429
}
/** The database does not answer, or everybody writes at once. */
export class Unavailable extends Problem {
  readonly status = 503
}

export class Stale extends Problem {
  readonly status = 409
  readonly collision: Collision
  constructor(collision: Collision) {
    super()
    this.collision = collision
  }
}

/** The core said no: why, and which fields would change its mind. */
export class Refused extends Problem {
  readonly status: 409 | 422
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refusal)
    this.refusal = refusal
    this.status = refusal.refusal === "changed" ? 409 : 422
  }
}

/** What was typed is not what the form asks for: a code a field. */
export type FieldErrors = Readonly<Record<string, FieldProblem>>
export const FIELD_PROBLEMS = [
  "required",
  "too_long",
  "not_a_day",
  "not_an_orgnr",
  "not_an_email",
  "not_a_phone",
  "not_a_choice",
  "birth_number",
  "not_a_code",
  "none_chosen",
  "too_many_chosen",
  "not_minutes",
  "not_a_time",
  "old_form",
  "sent_before",
  "prove",
  "gone_company",
  "no_file",
  "file_too_large",
  "not_a_list",
  "not_a_workbook",
  "too_much_inside",
  "old_excel",
  "empty_file",
  "too_many_rows",
  "too_many_columns",
  "mapped_twice",
  "no_company_column",
  "file_over_ten",
  "lying_file",
  "not_a_file_kind",
] as const
export type FieldProblem = (typeof FIELD_PROBLEMS)[number] | RefusalCode

export class BadForm extends Problem {
  readonly status = 422
  readonly fields: FieldErrors
  constructor(fields: FieldErrors) {
    super(Object.keys(fields).join())
    this.fields = fields
  }
}
