import type { AreaEvent } from "./area.ts"
import type { Day } from "./calendar.ts"
import type { Case, CaseEvent, Entry } from "./case.ts"
import type { Company, CompanyEvent } from "./company.ts"
import type { StageEvent } from "./dictionary.ts"
import type { EnquiryEvent } from "./enquiry.ts"
import type { Requirement } from "./gates.ts"
import type { HubEvent } from "./hub.ts"
import type { PersonEvent } from "./person.ts"
import type { TagEvent } from "./tag.ts"
import type { ViewEvent } from "./view.ts"

export type StreamEvents = {
  area: AreaEvent
  case: CaseEvent
  company: CompanyEvent
  enquiry: EnquiryEvent
  hub: HubEvent
  person: PersonEvent
  stage: StageEvent
  tag: TagEvent
  view: ViewEvent
}
export type Stream = keyof StreamEvents
export type AnyEvent = StreamEvents[Stream]

/** People's words and names, kept apart from the facts so that they can be erased: by name of the field. */
export type Words = Readonly<Record<string, string>>

/** One thing that happened, to one row. An outcome may hold several, written together or not at all. */
export type Act = { [S in Stream]: { stream: S; id: string; event: StreamEvents[S] } & Circumstances<S> }[Stream]

type Circumstances<S extends Stream> = {
  words?: Words
  /** When it happened, if that was not today. */
  on?: Day
  /** The first entry that it undoes, and the row that follows from the log without them. */
  undoes?: string
  row?: S extends "case" ? Case : S extends "company" ? Company : never
}

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
  | "asked"
  | "not_asked"
  | "answered_by_us"
  | "offered"
  | "no_address"
  | "last_owner"
  | "work_left"
  | "changed"
  | "retired"
  | "full"
  | "last_stage"
  | "limit"
  | "times"
  | "too_many"
  | "name_taken"
  | "early"
  | "backdated"
  | "final"
  | "undone"
  | "old"
  | "overtaken"
  | "gone"
  | "served"
  | "not_then"
  | "no_place"
  | "known_place"
  | "before_start"
  | "hub_closed"
  | "in_use"
  | "prefix"
  | "prefix_taken"
  | "by_hand"
  | "erased"
  | "itself"
  | "two_numbers"
  | "merged_away"
  | "built_upon"
  | "old_merge"
  | "not_personal"
  | "too_long_away"
  | "away_too"
  | "day_full"
  | "unseen"
  | "fixed"
  | "cancelled"
  | "attached_before"
  | "too_many_files"
export type Refusal = {
  refusal: RefusalCode
  fields: readonly string[]
  missing: readonly Requirement[]
  /** What stands in the way, and would have to be undone first. */
  blocked?: Blocked
}
export type Blocked = { type: CaseEvent["type"] } & Pick<Entry, "onDate" | "by">
export type Outcome = { acts: readonly Act[] } | Refusal

export const refuse = (
  refusal: RefusalCode,
  fields: readonly string[] = [],
  missing: readonly Requirement[] = [],
): Refusal => ({ refusal, fields, missing })

export const isRefusal = (outcome: Outcome): outcome is Refusal => "refusal" in outcome
