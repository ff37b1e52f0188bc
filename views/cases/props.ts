import type { RefusalCode, Words } from "#src/core/acts.ts"
import type { Day } from "#src/core/calendar.ts"
import type { Access, CaseEvent, Turn } from "#src/core/case.ts"
import type { Age } from "#src/core/clocks.ts"
import type { Alert } from "#src/core/facts.ts"
import type { FileKind } from "#src/core/file-kind.ts"
import type { Decision, Field, FieldInput, GateCode, GateKind, Milestone } from "#src/core/gates.ts"
import type { Named } from "#src/db/schema.ts"
import type { FieldProblem } from "#src/http/errors.ts"
import type { Tried as Refusal } from "#src/http/tried.ts"
import type { SpellProps } from "../parts/spells.tsx"

export type Option = { value: string; label: string }
/** What a form carries: how far the log had come; an act of its own, or that of the form that was refused. */
export type MadeProps = { act?: string | undefined; basedOn: number }
/** One of a page's forms that was refused: which, and what was wrong. */
export type Tried = Refusal & { form: string }
/** How open cases are looked at: what columns stand for, what comes first, and what a list tells of each. */
export type Group = "stage" | "hub" | "advisor" | "municipality" | "turn"
export type Sort = "attend" | "since" | "next" | "company" | "touched"
export type ListColumn =
  | "company"
  | "stage"
  | "advisor"
  | "turn"
  | "age"
  | "next"
  | "place"
  | "since"
  | "missing"
  | "access"

export type FilterProps = {
  hubs: readonly Option[]
  advisors: readonly Option[]
  municipalities: readonly Option[]
  stages: readonly { code: string; name: Named }[]
  chosen: Record<"hub" | "advisor" | "municipality" | "turn" | "stale" | "stage" | "text" | "group" | "sort", string>
  isGrouped: boolean
  kept: Readonly<Record<string, string | undefined>>
}
/** Whose a saved look is. */
export type ViewOf = { of: "person" | "hub" | "network"; hub: string | null }
/** What stands around cases, whether they are cards on a board or rows in a list. */
export type LookProps = {
  track: string
  trackName: Named
  others: readonly { name: Named; count: number; href: string }[]
  view: string
  filters: FilterProps
  isFiltered: boolean
  cleared: string
  ignored: readonly string[]
  views: readonly { key: "all" | "mine" | "mine_us" | "stale"; href: string; current: boolean }[]
  saved: readonly (ViewOf & { id: string; name: string; href: string; current: boolean })[]
  shows: readonly { show: "board" | "list"; href: string; current: boolean }[]
  /** Colleagues who are away, and whose next steps one sees to. */
  standsInFor: readonly { name: string; to: Day; href: string }[]
}
export type ListRow = {
  ref: string
  company: string
  /** What the register says of it. */
  alert: Alert | null
  stage: Named
  advisor: { initials: string; name: string; mine: boolean } | null
  turn: Turn
  until: string | null
  age: Age
  nextStep: string | null
  nextOn: string | null
  place: string | null
  since: string
  missing: readonly { code: GateCode; left: number }[]
  access: Access
}
export type ListProps = LookProps & {
  columns: readonly ListColumn[]
  /** Whether someone chose them. */
  isChosen: boolean
  all: readonly ListColumn[]
  kept: readonly (readonly [string, string])[]
  sorts: readonly { column: ListColumn; href: string; state: "up" | "down" | null }[]
  count: number
  isMore: boolean
  hidden: number
  rows: readonly ListRow[]
  /** The list's first page, when this is another. */
  start: string | null
  previous: string | null
  next: string | null
  isCut: boolean
  tried: Tried | null
}

export type Way = "next" | "skip" | "back"
export type MoveOption = { code: string; name: Named; way: Way }

/** What is missing, and the field that its link opens. */
export type LackProps = { code: GateCode; left: number; field: string }
/** What is in place; of what someone confirmed or decided, who, when and in which words. */
export type HeldProps = {
  code: GateCode
  said: { kind: "confirmed" | "decided"; by: string; on: string; line: string } | null
}
/** A decision that keeps the case where it is, and the close reasons that fit it. */
export type DecidedProps = { decision: Decision; endings: readonly { code: string; name: Named }[] }
export type MilestoneProps = Milestone & { line: string; isLate: boolean; reachedOn: string | null; reason: string }
type Answer = { value: string; problem: FieldProblem | null }

export type MoveFormProps = {
  ref: string
  to: string
  toName: Named
  way: Way
  made: MadeProps
  fields: readonly (Answer & { name: Field; input: FieldInput; left: number; focus: boolean })[]
  /** The open milestones, where what is missing is how they went. */
  settle: readonly { id: string; line: string; due: string; outcome: Answer; why: Answer; focus: boolean }[]
  decided: DecidedProps | null
  reason: Answer | null
  dating: { on: Answer; backdated: Answer }
  /** For those who may let it go on although something is missing. */
  override: (Answer & { isOpen: boolean }) | null
  team: readonly Option[]
  decisions: readonly Decision[]
  missing: readonly LackProps[]
  problem: RefusalCode | null
}
export type MovePageProps = {
  ref: string
  company: string
  here: Named
  /** The query of the board it came from, and goes back to; null when it came from the case. */
  view: string | null
  form: MoveFormProps | null
  moves: readonly MoveOption[]
  made: MadeProps
}

export type OtherCase = {
  ref: string
  hub: string
  track: Named
  stage: Named
  since: string
  endedOn: string | null
  ending: Named | null
  advisor: string | null
  phone: string | null
}
/** The last day that an advisor is away, and whom to call meanwhile. */
export type Away = { to: Day; standIn: { name: string; phone: string | null } | null }
export type Why = {
  rule: "advisor" | "named" | "manager" | "colleague" | "network" | "owner"
  access: Access
  on: string
  by: string
}
export type TimelineKind = "all" | "talk" | "time" | "plan" | "stage" | "people" | "files"
export type TimelineEntry = {
  id: string
  on: string
  recordedOn: string
  by: string
  event: CaseEvent
  words: Words
  stages: readonly Named[]
  person: string | null
  /** What the milestone it is about was called. */
  milestone: string | null
  reason: Named | null
  /** The act, where it can be undone; who undid it, and when. */
  undo: string | null
  undone: { by: string; on: string } | null
  /** What a note says now, since when if it was rewritten, and what it said before. */
  note: {
    text: string
    since: string | null
    before: readonly { text: string; on: string }[]
    mayRewrite: boolean
  } | null
  present: readonly string[]
  told: readonly string[]
  /** What was attached or taken away: what it is called, unless that is erased, and whether it can be read. */
  file: { id: string; name: string; isThere: boolean } | null
}

export type BasicCase = {
  ref: string
  company: string
  companyId: string
  hub: string
  track: Named
  stage: Named
  since: string
  endedOn: string | null
  ending: Named | null
  advisor: string | null
  phone: string | null
  email: string | null
  away: Away | null
  access: Access
  others: readonly OtherCase[]
}
export type FileProps = {
  id: string
  name: string
  kind: FileKind
  bytes: number
  on: string
  by: string
  mayDetach: boolean
}
export type FullCase = {
  ref: string
  company: string
  companyId: string
  /** What its company is marked with. */
  tags: readonly Named[]
  need: string
  place: string | null
  /** What the place is called in today's map, if otherwise. */
  placeNow: readonly string[]
  orgnr: string | null
  hub: string
  access: Access
  accesses: readonly Access[]
  track: { code: string; name: Named }
  stage: { code: string; name: Named }
  since: string
  openedOn: string
  endedOn: string | null
  ending: Named | null
  age: Age
  turn: Turn
  until: string | null
  isAwake: boolean
  never: boolean
  /** What the register says of the company, that its advisor has to know. */
  alert: Alert | null
  waitReason: string | null
  nextStep: string | null
  nextOn: string | null
  advisor: { name: string; initials: string; mine: boolean } | null
  away: Away | null
  made: MadeProps
  /** Each visit to a stage, the first first. */
  spells: readonly SpellProps[]
  longest: number
  steps: readonly {
    code: string
    name: Named
    meaning: Named
    state: "done" | "skipped" | "now" | "todo"
    leftOn: string | null
  }[]
  next: { code: string; name: Named } | null
  lacks: readonly (LackProps & { kind: GateKind })[]
  holds: readonly HeldProps[]
  decided: DecidedProps | null
  milestones: readonly MilestoneProps[]
  given: readonly { field: Field; value: string }[]
  move: MoveFormProps | null
  moves: readonly MoveOption[]
  may: Record<
    | "note"
    | "milestone"
    | "attach"
    | "meet"
    | "plan"
    | "finish"
    | "wait"
    | "resume"
    | "close"
    | "reopen"
    | "classify"
    | "assign"
    | "take"
    | "name",
    boolean
  >
  team: readonly Option[]
  me: string
  advisorId: string | null
  closeReasons: readonly { code: string; name: Named }[]
  /** The close reason that the form for closing is opened with. */
  closing: string | null
  named: readonly { id: string; name: string }[]
  contacts: readonly {
    id: string
    name: string
    email: string | null
    phone: string | null
    role: string | null
    until: string | null
  }[]
  others: readonly OtherCase[]
  why: Why
  timeline: readonly TimelineEntry[]
  only: TimelineKind
  /** Of what there is anything in it. */
  kinds: readonly TimelineKind[]
  /** All minutes that were put down. */
  spent: number
  /** Meetings to come. */
  meetings: readonly {
    id: string
    on: string
    at: string
    minutes: number
    isCancelled: boolean
    place: string
    about: string
    names: readonly string[]
  }[]
  /** What is attached, the last first. */
  files: readonly FileProps[]
  /** Those here who may read the case. */
  readers: readonly { id: string; name: string }[]
  did: string | null
  /** What was just done, if it can be undone. */
  undo: string | null
  tried: Tried | null
}
export type CasePageProps = ({ kind: "full" } & FullCase) | ({ kind: "basics" } & BasicCase)
