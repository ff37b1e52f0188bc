import type { Day } from "#src/core/calendar.ts"
import type { CaseEvent } from "#src/core/case.ts"
import type { Enquiry } from "#src/core/enquiry.ts"
import type { Named } from "#src/db/schema.ts"

export type ChangeProps = {
  href: string
  ref: string
  company: string
  type: CaseEvent["type"]
  /** Null is nobody: the clock or the register. */
  by: string | null
  /** The stage it was moved to. */
  to: Named | null
  on: Day
  at: string
}
/** The latest of `n`. */
export type SomeChanges = { lines: readonly ChangeProps[]; n: number }

export type ChangesProps = {
  /** "visit", "monday", or a day as it was typed. */
  asked: string
  /** What was asked is no day, or too long ago. */
  isWrong: boolean
  from: Day
  /** The moment of the last visit. */
  at: string | null
  mine: SomeChanges
  opened: SomeChanges
  closed: SomeChanges
  /** Null for a manager, who sees them by advisor. */
  moved: SomeChanges | null
  advisors: readonly (SomeChanges & { name: string | null })[]
  enquiries: {
    lines: readonly { href: string; company: string; state: Enquiry["state"]; on: Day; at: string }[]
    n: number
  }
  /** There was more than is looked at. */
  isCut: boolean
}
