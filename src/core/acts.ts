import type { CaseEvent } from "./case.ts"
import type { CompanyEvent } from "./company.ts"
import type { EnquiryEvent } from "./enquiry.ts"
import type { Requirement } from "./gates.ts"
import type { PersonEvent } from "./person.ts"

export type StreamEvents = { case: CaseEvent; company: CompanyEvent; enquiry: EnquiryEvent; person: PersonEvent }
export type Stream = keyof StreamEvents
export type AnyEvent = StreamEvents[Stream]

/** People's words and names, kept apart from the facts so that they can be erased: by name of the field. */
export type Words = Readonly<Record<string, string>>

/** One thing that happened, to one row. An outcome may hold several, written together or not at all. */
export type Act = {
  [S in Stream]: { stream: S; id: string; event: StreamEvents[S]; words?: Words; undoes?: string }
}[Stream]

export type RefusalCode =
  | "ended"
  | "open"
  | "unchanged"
  | "unreachable"
  | "reason"
  | "missing"
  | "past"
  | "future"
  | "too_early"
  | "too_far"
  | "not_accepted"
  | "unknown"
  | "foreign"
  | "taken"
  | "answered"
  | "last_owner"
  | "work_left"
export type Refusal = { refusal: RefusalCode; fields: readonly string[]; missing: readonly Requirement[] }
export type Outcome = { acts: readonly Act[] } | Refusal

export const refuse = (
  refusal: RefusalCode,
  fields: readonly string[] = [],
  missing: readonly Requirement[] = [],
): Refusal => ({ refusal, fields, missing })

export const isRefusal = (outcome: Outcome): outcome is Refusal => "refusal" in outcome
