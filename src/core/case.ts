import type { Words } from "./acts.ts"
import type { Day } from "./calendar.ts"
import { staleFrom } from "./clocks.ts"
import type { Alert } from "./facts.ts"
import type { FileFacts } from "./files.ts"
import {
  type Decision,
  type Facts,
  type Field,
  type Filled,
  type GateCode,
  isContacted,
  isField,
  NO_FACTS,
  type NoteKind,
  withFilled,
  withLogged,
  withMilestone,
  withOutcome,
} from "./gates.ts"
import type { Present, Slot } from "./meeting.ts"
import { fold } from "./text.ts"
import type { Spent } from "./time.ts"

export type Access = "network" | "hub" | "restricted"
export const ACCESSES: readonly Access[] = ["network", "hub", "restricted"]
export type Turn = "us" | "company" | "funder" | "other"
export const TURNS: readonly Turn[] = ["us", "company", "funder", "other"]

export type Case = {
  id: string
  /** What people say to each other: the hub's letters and a number, as NP-412. */
  ref: string
  number: number
  seq: number
  /** What the auditor sees instead of a name. */
  pseudonym: string
  hubId: string
  companyId: string
  company: string
  /** Where the company was when the case was opened: the code and the name of that day. */
  municipality: string | null
  place: string | null
  track: string
  access: Access
  stage: string
  since: Day
  openedOn: Day
  /** What the company wants help with, in a line. */
  need: string
  advisorId: string | null
  turn: Turn
  /** The day a wait wakes by itself. */
  until: Day | null
  waitReason: string | null
  nextStep: string | null
  nextOn: Day | null
  facts: Facts
  isRegistered: boolean
  hasContact: boolean
  /** What the register says of the company that its advisor has to know, and since when, until a person has seen to it. */
  alert: Alert | null
  alertedOn: Day | null
  /** The stage's limit as it was when the case came into it, and the last act by a person. */
  limitDays: number
  clockOn: Day
  /** Caches: the first day it stands still, and the day it wants a person's attention, or one of the two that sort first. */
  staleOn: Day
  attendOn: Day | typeof NEVER_CONTACTED | typeof AT_ONCE
  search: string
  endedOn: Day | null
  ending: string | null
}

type Opening = Pick<
  Case,
  | "id"
  | "ref"
  | "number"
  | "pseudonym"
  | "hubId"
  | "companyId"
  | "municipality"
  | "place"
  | "track"
  | "access"
  | "stage"
  | "advisorId"
  | "limitDays"
  | "isRegistered"
  | "hasContact"
> & {
  enquiryId: string | null
  /** Came in with an old list, in the stage that the list says. */
  imported?: Imported
}
/** Since when it stood there, when it was last worked on, whether anybody had been in touch, and what was missing. */
export type Imported = { since: Day; clockOn: Day; contacted: boolean; lacks: readonly GateCode[] }

export type CaseEvent =
  | { type: "opened"; case: Opening }
  | { type: "assigned"; from: string | null; to: string | null }
  | {
      type: "moved"
      from: string
      to: string
      direction: "next" | "skip" | "back"
      limitDays: number
      filled: Filled
      /** What was missing, where a manager let it go on all the same. */
      overridden?: readonly GateCode[]
      /** The stage it stood in was retired: nobody's act. */
      because?: "retired"
    }
  | { type: "relimited"; stage: string; limitDays: number }
  | { type: "filled"; filled: Filled }
  /** Who was there, who is told of it, and the time it took. */
  | { type: "noted"; kind: NoteKind; with?: Present; mentions?: readonly string[]; time?: Spent }
  /** The entry whose note it says again, and who wrote that. */
  | { type: "rewritten"; of: string; by: string }
  | ({ type: "meeting_planned"; id: string; with: Present } & Slot)
  | ({ type: "meeting_moved"; id: string } & Slot)
  | { type: "meeting_cancelled"; id: string }
  | { type: "attached"; file: FileFacts }
  /** Who had brought it. */
  | { type: "detached"; id: string; by: string }
  | { type: "decided"; decision: Decision }
  | { type: "milestone_set"; id: string; due: Day }
  | { type: "milestone_reached"; id: string; on: Day }
  | { type: "milestone_dropped"; id: string }
  | { type: "planned"; on: Day }
  | { type: "finished" }
  | { type: "waited"; turn: Turn; until: Day }
  | { type: "resumed" }
  | { type: "closed"; reason: string }
  | { type: "reopened"; advisorId: string | null }
  | { type: "classified"; from: Access; to: Access }
  | { type: "named"; personId: string }
  | { type: "unnamed"; personId: string }
  /** The wait ran out by itself. Why there was one stays to be read until a person has seen to the case. */
  | { type: "woke" }
  /** The register says that the company has gone bankrupt or the like; null is that it no longer does. */
  | { type: "alerted"; alert: Alert | null }
  /** Somebody asked for help with what this case is about. */
  | { type: "enquiry_attached"; enquiryId: string; ref: string }
  /** Whoever asked takes it back. Where nobody had begun to help, the case forgets what was said. */
  | { type: "enquiry_withdrawn"; forgets: boolean }
  /** Someone to talk to at the company became known. */
  | { type: "contact_added" }
  /** Its company got its number, by another case or otherwise. */
  | { type: "numbered" }
  /** Its company turned out to be another, or not to be after all. What that is called is in words. */
  | { type: "joined"; companyId: string; because: "merged" | "parted" | "erased"; isRegistered: boolean }
  | Undone

/** Takes back an act: what it had done and touched, by whom, and who is on the case by name again, or no longer. */
type Undone = {
  type: "undone"
  act: string
  by: string
  types: readonly CaseEvent["type"][]
  touched: readonly string[]
  named: readonly string[]
  unnamed: readonly string[]
}

/** An entry of the log, as the verbs that look back need it. `onDate` is when it happened, `at` when it was recorded. */
export type Entry = {
  id: string
  seq: number
  act: string
  event: CaseEvent
  onDate: Day
  at: Date
  words: Words
  by: string
  byId: string
}

/** The row after the event: the one place where an event becomes state. */
export const apply = (kase: Case, event: CaseEvent, on: Day, words: Words = {}): Case =>
  withCaches(after(kase, event, on, words))

/** The row that follows from a log: as if what was undone had not been. */
export function replay(log: readonly Pick<Entry, "act" | "event" | "onDate" | "words">[]): Case {
  const kase = standing(log).reduce((row, { event, onDate, words }) => after(row, event, onDate, words), NOT_YET)
  return withCaches({ ...kase, seq: log.length })
}

/** What is left of a case whose opening was taken back: its place in the log, and no row. */
export const gone = ({ id, ref, hubId, companyId, seq }: Case): Case => ({ ...NOT_YET, id, ref, hubId, companyId, seq })
export const isGone = ({ seq, openedOn, stage }: Case): boolean => seq > 0 && openedOn === "" && stage === ""

/** The entries that stand: without what was undone, and without its undoing. */
export function standing<E extends Pick<Entry, "act" | "event">>(log: readonly E[]): E[] {
  const undone = new Set(log.flatMap(({ event }) => (event.type === "undone" ? [event.act] : [])))
  return log.filter(({ act, event }) => event.type !== "undone" && !undone.has(act))
}

/** What an event changes, named as people see it: two acts collide only where these meet. */
export function touches(event: CaseEvent): readonly string[] {
  switch (event.type) {
    case "opened":
    case "noted":
    case "rewritten":
    case "attached":
    case "meeting_planned":
    case "milestone_set":
    case "alerted":
    case "enquiry_attached":
    case "enquiry_withdrawn":
    case "contact_added":
    case "numbered":
    case "joined":
    case "woke": // Whoever has a form open over night has nobody to collide with.
      return []
    case "decided":
      return ["decision"]
    case "milestone_reached":
    case "milestone_dropped":
      return [`milestone:${event.id}`]
    case "meeting_moved":
    case "meeting_cancelled":
      return [`meeting:${event.id}`]
    case "detached":
      return [`file:${event.id}`]
    case "named":
    case "unnamed":
      return [`named:${event.personId}`]
    case "assigned":
      return ["advisorId"]
    case "filled":
      return Object.keys(event.filled)
    case "moved":
      return ["stage", ...Object.keys(event.filled)]
    case "relimited":
      return ["limitDays"]
    case "planned":
    case "finished":
      return ["nextStep"]
    case "waited":
    case "resumed":
      return ["turn"]
    case "closed":
      return ["stage", "endedOn"]
    case "reopened":
      return ["stage", "endedOn", "advisorId"]
    case "classified":
      return ["access"]
    case "undone":
      return event.touched
  }
}

/** Before every other: nobody has yet talked with the company. Then what has neither a step nor a wait. */
export const NEVER_CONTACTED = ""
export const AT_ONCE = "0"

export const NOT_YET: Case = {
  id: "",
  ref: "",
  number: 0,
  seq: 0,
  pseudonym: "",
  hubId: "",
  companyId: "",
  company: "",
  municipality: null,
  place: null,
  track: "",
  access: "hub",
  stage: "",
  since: "",
  openedOn: "",
  need: "",
  advisorId: null,
  turn: "us",
  until: null,
  waitReason: null,
  nextStep: null,
  nextOn: null,
  facts: NO_FACTS,
  isRegistered: false,
  hasContact: false,
  alert: null,
  alertedOn: null,
  limitDays: 0,
  clockOn: "",
  staleOn: "",
  attendOn: "",
  search: "",
  endedOn: null,
  ending: null,
}

/** Which acts are work with the company, so that the case no longer stands still. */
const RESTARTS: Record<CaseEvent["type"], boolean> = {
  opened: true,
  moved: true,
  filled: true,
  noted: true,
  decided: true,
  milestone_set: true,
  milestone_reached: true,
  milestone_dropped: true,
  planned: true,
  finished: true,
  waited: true,
  resumed: true,
  reopened: true,
  meeting_planned: true,
  meeting_moved: true,
  meeting_cancelled: true,
  attached: true,
  detached: false,
  rewritten: false,
  relimited: false,
  closed: false,
  assigned: false,
  classified: false,
  named: false,
  unnamed: false,
  woke: false,
  alerted: false,
  enquiry_attached: false,
  enquiry_withdrawn: false,
  contact_added: false,
  numbered: false,
  joined: false,
  undone: false,
}

const restarts = (event: CaseEvent) => RESTARTS[event.type] && !(event.type === "moved" && event.because === "retired")

function after(kase: Case, event: CaseEvent, on: Day, words: Words): Case {
  const isWork = restarts(event)
  const next = changed(isWork ? seenTo(kase, on) : kase, event, on, words)
  // What is recorded late makes no clock older than what came after it.
  const workedOn = event.type === "opened" ? (event.case.imported?.clockOn ?? on) : on
  const clockOn = isWork && workedOn > kase.clockOn ? workedOn : next.clockOn
  return { ...next, clockOn, seq: kase.seq + 1 }
}

function withCaches(kase: Case): Case {
  const staleOn = staleFrom(kase)
  return { ...kase, staleOn, attendOn: attendOn(kase, staleOn) }
}

function changed(kase: Case, event: CaseEvent, on: Day, words: Words): Case {
  switch (event.type) {
    case "opened": {
      const { enquiryId: _, imported, ...opening } = event.case
      const { company = "", need = "" } = words
      const facts = imported?.contacted ? { ...kase.facts, contacted: true as const } : kase.facts
      const since = imported?.since ?? on
      return searched({ ...kase, ...opening, facts, since, openedOn: on, company, need })
    }
    case "assigned":
      return { ...kase, advisorId: event.to }
    case "moved": {
      const facts = withFilled(kase.facts, event.filled)
      return { ...kase, stage: event.to, since: on, limitDays: event.limitDays, facts, ...numbered(event.filled) }
    }
    case "relimited":
      return kase.stage === event.stage ? { ...kase, limitDays: event.limitDays } : kase
    case "filled":
      return { ...kase, facts: withFilled(kase.facts, event.filled), ...numbered(event.filled) }
    case "noted":
      return { ...kase, facts: withLogged(kase.facts, event.kind) }
    case "decided":
      return { ...kase, facts: withFilled(kase.facts, { decision: event.decision }) }
    case "milestone_set":
      return { ...kase, facts: withMilestone(kase.facts, event.id, event.due) }
    case "milestone_reached":
      return { ...kase, facts: withOutcome(kase.facts, event.id, "reached") }
    case "milestone_dropped":
      return { ...kase, facts: withOutcome(kase.facts, event.id, "dropped") }
    case "planned":
      return { ...kase, nextStep: words.nextStep ?? null, nextOn: event.on }
    case "finished":
      return { ...kase, nextStep: null, nextOn: null }
    case "waited":
      return { ...kase, turn: event.turn, until: event.until, waitReason: words.waitReason ?? null }
    case "resumed":
      return { ...kase, turn: "us", until: null, waitReason: null }
    case "closed": {
      const atRest = { turn: "us", until: null, waitReason: null, nextStep: null, nextOn: null } as const
      return { ...kase, ...atRest, alertedOn: null, endedOn: on, ending: event.reason }
    }
    case "reopened":
      return { ...kase, endedOn: null, ending: null, advisorId: event.advisorId }
    case "classified":
      return { ...kase, access: event.to }
    case "woke":
      return { ...kase, turn: "us" }
    case "alerted":
      return { ...kase, alert: event.alert, alertedOn: event.alert && on }
    case "enquiry_withdrawn":
      return event.forgets ? forgotten(kase) : kase
    case "contact_added":
      return { ...kase, hasContact: true }
    case "numbered":
      return { ...kase, isRegistered: true }
    case "joined": {
      const { companyId, isRegistered } = event
      return searched({ ...kase, companyId, isRegistered, company: words.company ?? kase.company })
    }
    case "enquiry_attached":
    case "named":
    case "unnamed":
    case "rewritten":
    case "meeting_planned":
    case "meeting_moved":
    case "meeting_cancelled":
    case "attached":
    case "detached":
    case "undone": // The row is replayed without the act: see `replay`.
      return kase
  }
}

/** Without what whoever asked had said, and what was planned with them. */
function forgotten(kase: Case): Case {
  return searched({ ...kase, need: "", nextStep: null, nextOn: null, waitReason: null, hasContact: false })
}

function searched(kase: Case): Case {
  const { ref, company, need, place } = kase
  return { ...kase, search: fold([ref, company, need, place ?? ""].join(" ")) }
}

/** Work on a case whose wait has run out ends the wait, and who works on it has seen what the register says. */
function seenTo(before: Case, on: Day): Case {
  const kase = before.alertedOn === null ? before : { ...before, alertedOn: null }
  return kase.until !== null && kase.until <= on ? { ...kase, turn: "us", until: null, waitReason: null } : kase
}

const numbered = (filled: Filled) => (filled.orgnr === undefined ? {} : { isRegistered: true })

/**
 * The day a case wants a person's attention: when its step is due, its wait wakes or it stands still, whichever is
 * first; or since the register told of something. Never contacted counts as oldest, unless it waits for others.
 */
function attendOn({ turn, until, nextOn, alertedOn, facts }: Case, staleOn: Day): Case["attendOn"] {
  const waits = until !== null && turn !== "us"
  if (!waits && !isContacted(facts)) return NEVER_CONTACTED
  if (!until && !nextOn) return AT_ONCE
  return [nextOn, until ?? staleOn, alertedOn].filter((day) => day !== null).toSorted()[0] ?? AT_ONCE
}

/** The words a case has been given for its fields, the latest of each. */
export function answers(log: readonly Pick<Entry, "act" | "event" | "words">[]): Partial<Record<Field, string>> {
  const given: Partial<Record<Field, string>> = {}
  for (const { event, words } of standing(log))
    if (event.type === "decided") Object.assign(given, { decision: event.decision, decisionReason: words.reason ?? "" })
    else if (event.type === "moved" || event.type === "filled")
      for (const [name, value] of Object.entries(event.filled))
        if (isField(name)) given[name] = value === true ? (words[name] ?? "") : value
  return given
}
