import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import type { Day } from "./calendar.ts"
import { staleFrom } from "./clocks.ts"
import type { Company } from "./company.ts"
import {
  asks,
  type Facts,
  FIELDS,
  type Field,
  type Filled,
  isField,
  type Missing,
  missing,
  NO_FACTS,
  NOTE_OF,
  type NoteKind,
  withFilled,
  withLogged,
} from "./gates.ts"
import { direction, inUse, nextAfter, type Stage, stageAt } from "./stages.ts"
import { fold } from "./text.ts"

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
  /** The stage's limit as it was when the case came into it, and the last act by a person. */
  limitDays: number
  clockOn: Day
  /** Caches: the first day it stands still, and the day it wants a person's attention ("" is at once). */
  staleOn: Day
  attendOn: Day | ""
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
> & { enquiryId: string | null }

export type CaseEvent =
  | { type: "opened"; case: Opening }
  | { type: "assigned"; from: string | null; to: string | null }
  | { type: "moved"; from: string; to: string; direction: "next" | "skip" | "back"; limitDays: number; filled: Filled }
  | { type: "filled"; filled: Filled }
  | { type: "noted"; kind: NoteKind }
  | { type: "planned"; on: Day }
  | { type: "finished" }
  | { type: "waited"; turn: Turn; until: Day }
  | { type: "resumed" }
  | { type: "closed"; reason: string }
  | { type: "reopened"; advisorId: string | null }
  | { type: "classified"; from: Access; to: Access }
  | { type: "named"; personId: string }
  | { type: "unnamed"; personId: string }

/** An entry of the log, as the verbs that look back need it. */
export type Entry = { id: string; seq: number; event: CaseEvent; onDate: Day; words: Words; by: string }
/** A case with what the verbs have to know around it. */
export type CaseFile = {
  kase: Case
  company: Company
  stages: readonly Stage[]
  closeReasons: readonly { code: string; retiredOn: string | null }[]
  /** Those who can have the case: people of its hub. */
  team: readonly string[]
  /** Those who can be named on it: anyone who works in the network. */
  staff: readonly string[]
  named: readonly string[]
}
export type Typed = Readonly<Partial<Record<Field | "reason", string>>>

export function open(
  file: Pick<CaseFile, "stages" | "team"> & { company: Company },
  form: Omit<Opening, "stage" | "limitDays" | "isRegistered"> & {
    need: string
    nextStep?: string | undefined
    nextOn?: Day | undefined
  },
): Outcome {
  const [first] = inUse(file.stages, form.track)
  if (!first) return refuse("unknown", ["track"])
  if (form.advisorId && !file.team.includes(form.advisorId)) return refuse("foreign", ["advisor"])
  const { need, nextStep, nextOn, ...given } = form
  if (nextStep && !nextOn) return refuse("missing", ["nextOn"])
  if (nextOn && !nextStep) return refuse("missing", ["nextStep"])
  const { company } = file
  const opening: Opening = {
    ...given,
    stage: first.code,
    limitDays: first.limitDays,
    isRegistered: company.orgnr !== null,
  }
  const opened = act(form.id, { type: "opened", case: opening }, { need, company: company.name })
  if (!nextStep || !nextOn) return { acts: [opened] }
  return { acts: [opened, act(form.id, { type: "planned", on: nextOn }, { nextStep })] }
}

/** Moves, and takes what was missing in the same act. Going back or skipping asks for a reason. */
export function move(file: CaseFile, form: { to: string; typed: Typed }): Outcome {
  const { kase, stages } = file
  const here = stageAt(stages, kase.stage)
  const there = stageAt(inUse(stages, kase.track), form.to)
  if (kase.endedOn) return refuse("ended")
  if (!here || !there) return refuse("unreachable", ["to"])
  if (here.code === there.code) return refuse("unchanged", ["to"])

  const way = direction(stages, here, there)
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
  return { acts: [...filling.acts, act(kase.id, moved, { ...words, ...reason })] }
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
  if (Object.keys(filled).length) return { acts: [...acts, act(kase.id, { type: "filled", filled }, words)] }
  return acts.length ? { acts } : refuse("missing", asks(filling.left), filling.left)
}

export function assign({ kase, team }: CaseFile, to: string | null): Outcome {
  if (kase.endedOn) return refuse("ended")
  if (kase.advisorId === to) return refuse("unchanged", ["advisor"])
  if (to && !team.includes(to)) return refuse("foreign", ["advisor"])
  return { acts: [act(kase.id, { type: "assigned", from: kase.advisorId, to })] }
}

export function note({ kase }: CaseFile, form: { kind: NoteKind; note: string }): Outcome {
  return { acts: [act(kase.id, { type: "noted", kind: form.kind }, { note: form.note })] }
}

export function plan({ kase }: CaseFile, form: { nextStep: string; nextOn: Day }, today: Day): Outcome {
  if (kase.endedOn) return refuse("ended")
  if (form.nextOn < today) return refuse("past", ["nextOn"])
  return { acts: [act(kase.id, { type: "planned", on: form.nextOn }, { nextStep: form.nextStep })] }
}

/** The next step is done; what comes after it can be said in the same act. */
export function finish(
  file: CaseFile,
  form: { nextStep?: string | undefined; nextOn?: Day | undefined },
  today: Day,
): Outcome {
  const { kase } = file
  if (kase.endedOn) return refuse("ended")
  if (kase.nextOn === null) return refuse("unchanged")
  const finished = act(kase.id, { type: "finished" }, kase.nextStep ? { nextStep: kase.nextStep } : {})
  if (!form.nextStep && !form.nextOn) return { acts: [finished] }
  if (!form.nextStep) return refuse("missing", ["nextStep"])
  if (!form.nextOn) return refuse("missing", ["nextOn"])
  const planned = plan(file, { nextStep: form.nextStep, nextOn: form.nextOn }, today)
  return "acts" in planned ? { acts: [finished, ...planned.acts] } : planned
}

export function wait({ kase }: CaseFile, form: { turn: Turn; until: Day; reason: string }, today: Day): Outcome {
  if (kase.endedOn) return refuse("ended")
  if (form.until <= today) return refuse("past", ["until"])
  return { acts: [act(kase.id, { type: "waited", turn: form.turn, until: form.until }, { waitReason: form.reason })] }
}

export function resume({ kase }: CaseFile): Outcome {
  if (kase.endedOn) return refuse("ended")
  if (kase.until === null) return refuse("unchanged")
  return { acts: [act(kase.id, { type: "resumed" })] }
}

export function close({ kase, closeReasons }: CaseFile, form: { reason: string; words: string }): Outcome {
  if (kase.endedOn) return refuse("ended")
  const known = closeReasons.some(({ code, retiredOn }) => code === form.reason && !retiredOn)
  if (!known) return refuse("unknown", ["closeReason"])
  return { acts: [act(kase.id, { type: "closed", reason: form.reason }, { reason: form.words })] }
}

/** Comes back to the advisor it had, unless they have left the hub meanwhile: then to nobody, so that it is seen. */
export function reopen({ kase, team }: CaseFile, form: { reason: string }): Outcome {
  if (!kase.endedOn) return refuse("open")
  const advisorId = kase.advisorId !== null && team.includes(kase.advisorId) ? kase.advisorId : null
  return { acts: [act(kase.id, { type: "reopened", advisorId }, { reason: form.reason })] }
}

export function classify({ kase }: CaseFile, form: { access: Access; reason: string }): Outcome {
  if (kase.access === form.access) return refuse("unchanged", ["access"])
  return { acts: [act(kase.id, { type: "classified", from: kase.access, to: form.access }, { reason: form.reason })] }
}

/** Lets one more person see and work on the whole case, whichever hub they belong to. */
export function name({ kase, staff, named }: CaseFile, personId: string): Outcome {
  if (!staff.includes(personId)) return refuse("foreign", ["person"])
  if (named.includes(personId) || kase.advisorId === personId) return refuse("unchanged", ["person"])
  return { acts: [act(kase.id, { type: "named", personId })] }
}

export function unname({ kase, named }: CaseFile, personId: string): Outcome {
  if (!named.includes(personId)) return refuse("unchanged", ["person"])
  return { acts: [act(kase.id, { type: "unnamed", personId })] }
}

/** What the case still lacks for the next stage, and that stage. */
export function lacking(kase: Case, stages: readonly Stage[]): { next: Stage | null; lacks: Missing[] } {
  const here = stageAt(stages, kase.stage)
  const next = here ? nextAfter(stages, here) : undefined
  return { next: next ?? null, lacks: here && next ? missing(kase, here) : [] }
}

/** The row after the event: the one place where an event becomes state. */
export function apply(kase: Case, event: CaseEvent, on: Day, words: Words = {}): Case {
  const next = { ...after(kase, event, on, words), seq: kase.seq + 1 }
  const clockOn = RESTARTS[event.type] ? on : next.clockOn
  const staleOn = staleFrom({ ...next, clockOn })
  return { ...next, clockOn, staleOn, attendOn: attendOn(next, staleOn) }
}

export function replay(log: readonly { event: CaseEvent; onDate: Day; words: Words }[]): Case {
  return log.reduce((kase, { event, onDate, words }) => apply(kase, event, onDate, words), NOT_YET)
}

/** What an event changes, named as people see it: two acts collide only where these meet. */
export function touches(event: CaseEvent): readonly string[] {
  switch (event.type) {
    case "opened":
    case "noted":
      return []
    case "named":
    case "unnamed":
      return [`named:${event.personId}`]
    case "assigned":
      return ["advisorId"]
    case "filled":
      return Object.keys(event.filled)
    case "moved":
      return ["stage", ...Object.keys(event.filled)]
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
  }
}

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
  planned: true,
  finished: true,
  waited: true,
  resumed: true,
  reopened: true,
  closed: false,
  assigned: false,
  classified: false,
  named: false,
  unnamed: false,
}

function after(kase: Case, event: CaseEvent, on: Day, words: Words): Case {
  switch (event.type) {
    case "opened": {
      const { enquiryId: _, ...opening } = event.case
      const { company = "", need = "" } = words
      const search = fold([opening.ref, company, need, opening.place ?? ""].join(" "))
      return { ...kase, ...opening, since: on, openedOn: on, company, need, search }
    }
    case "assigned":
      return { ...kase, advisorId: event.to }
    case "moved": {
      const facts = withFilled(kase.facts, event.filled)
      return { ...kase, stage: event.to, since: on, limitDays: event.limitDays, facts, ...numbered(event.filled) }
    }
    case "filled":
      return { ...kase, facts: withFilled(kase.facts, event.filled), ...numbered(event.filled) }
    case "noted":
      return { ...kase, facts: withLogged(kase.facts, event.kind) }
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
      return { ...kase, ...atRest, endedOn: on, ending: event.reason }
    }
    case "reopened":
      return { ...kase, endedOn: null, ending: null, advisorId: event.advisorId }
    case "classified":
      return { ...kase, access: event.to }
    case "named":
    case "unnamed":
      return kase
  }
}

const numbered = (filled: Filled) => (filled.orgnr === undefined ? {} : { isRegistered: true })

/** The company may have got its number in another case. */
const shownBy = ({ kase, company }: CaseFile) => ({
  ...kase,
  isRegistered: kase.isRegistered || company.orgnr !== null,
})

/**
 * The day a case wants a person's attention: when its step is due, its wait wakes or it stands still, whichever is
 * first, and at once if it has neither step nor wait.
 */
function attendOn({ until, nextOn }: Case, staleOn: Day): Day | "" {
  if (!until && !nextOn) return ""
  return [nextOn, until ?? staleOn].filter((day) => day !== null).toSorted()[0] ?? ""
}

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
    if (kind) acts.push(act(kase.id, { type: "noted", kind }, { note: value }))
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

const act = (id: string, event: CaseEvent, words: Words = {}): Act => ({ stream: "case", id, event, words })

/** The words a case has been given for its fields, the latest of each. */
export function answers(log: readonly Pick<Entry, "event" | "words">[]): Partial<Record<Field, string>> {
  const given: Partial<Record<Field, string>> = {}
  for (const { event, words } of log)
    if (event.type === "moved" || event.type === "filled")
      for (const [name, value] of Object.entries(event.filled))
        if (isField(name)) given[name] = value === true ? (words[name] ?? "") : value
  return given
}
