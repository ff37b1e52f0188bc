import type { Day } from "./calendar.ts"

/** How something was talked about. Which of them count as a conversation is `CONVERSATIONS`. */
export const NOTE_KINDS = ["note", "call", "meeting", "visit", "mail", "customer", "work"] as const
export type NoteKind = (typeof NOTE_KINDS)[number]

export const DECISIONS = ["accept", "refer", "decline"] as const
export type Decision = (typeof DECISIONS)[number]
/** What a close reason counts as where it fits a decision not to go on. */
export const ENDING_OF: Readonly<Partial<Record<Decision, string>>> = { refer: "referred", decline: "declined" }

/** A step on the way to the goal, with the day it is due; what it is called stands in its words. */
export type Milestone = { id: string; due: Day; state: "open" | "reached" | "dropped" }
export const OUTCOMES = ["reached", "dropped"] as const
export type MilestoneOutcome = (typeof OUTCOMES)[number]

/** What a case can be asked to show before it leaves a stage, and how each is filled in. */
export const FIELDS = {
  advisor: "advisor",
  party: "line",
  orgnr: "orgnr",
  conversation: "text",
  meeting: "text",
  customer: "text",
  work: "text",
  needs: "text",
  goal: "text",
  idea: "text",
  decision: "decision",
  decisionReason: "text",
  aid: "line",
  milestone: "line",
  milestoneOn: "due",
  /** Milestones in one piece, from before they were things of their own; no form asks for them any more. */
  milestones: "text",
  milestonesOutcome: "text",
  agreement: "line",
  coPayment: "line",
  verification: "text",
  rights: "line",
  partner: "line",
  pilotAgreement: "line",
  pilotResult: "text",
  firstSaleOn: "day",
  effect: "line",
} as const satisfies Record<string, FieldInput>
export type FieldInput = "line" | "text" | "day" | "due" | "decision" | "orgnr" | "advisor"
export type Field = keyof typeof FIELDS
export const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name)

/** How one of the milestones went, and why it was dropped: as many fields as are open. */
export type MilestoneField = `outcome.${string}` | `why.${string}`
export type AskedField = Field | MilestoneField
export const isMilestoneField = (name: string): name is MilestoneField => /^(?:outcome|why)\../.test(name)
/** The milestone that such a field is about. */
export const milestoneIn = (name: MilestoneField): string => name.slice(name.indexOf(".") + 1)

/** Typed values stand here; of prose only that it was given, since words can be erased. */
export type Filled = Partial<Record<Field, string | true>>
export type Facts = {
  filled: Filled
  logged: Partial<Record<NoteKind, number>>
  /** Absent until the first is set: rows from before say the same as their log. */
  milestones?: readonly Milestone[]
  /** Somebody was in touch with the company before the case came here with an old list. */
  contacted?: true
}
/** What gates look at: the case's facts and the few things beside them that are rows of their own. */
export type Shown = { facts: Facts; advisorId: string | null; isRegistered: boolean; hasContact: boolean }

export type Requirement = { code: GateCode; params?: { times?: number } }
export type GateCode = keyof typeof GATES
export type GateKind = "field" | "logged" | "attested"
export type Missing = Requirement & { left: number }

type Gate = {
  kind: GateKind
  asks: (shown: Shown) => readonly AskedField[]
  left: (shown: Shown, times: number) => number
}

/** Notes of these kinds are conversations; a meeting is one where people met. */
const CONVERSATIONS: readonly NoteKind[] = ["call", "meeting", "visit"]
const MEETINGS: readonly NoteKind[] = ["meeting", "visit"]
/** Notes of these kinds say that somebody was in touch with the company. */
const CONTACTS: readonly NoteKind[] = ["call", "meeting", "visit", "mail", "customer"]

export const GATES = {
  owner_assigned: field("advisor", ({ advisorId }) => advisorId !== null),
  party_identified: field(
    "party",
    ({ isRegistered, hasContact, facts }) => isRegistered || hasContact || has(facts, "party"),
  ),
  company_registered: field("orgnr", ({ isRegistered }) => isRegistered),
  conversation_logged: logged("conversation", CONVERSATIONS),
  meeting_logged: logged("meeting", MEETINGS),
  customer_conversation_logged: logged("customer", ["customer"]),
  work_logged: logged("work", ["work"]),
  needs_described: filled("field", "needs"),
  goal_described: filled("field", "goal"),
  idea_described: filled("field", "idea"),
  // Only a decision to accept lets a case go on. To refer or to decline is a decision too: it is followed by closing.
  decision_recorded: {
    kind: "field",
    asks: () => ["decision", "decisionReason"],
    left: ({ facts }) => (decisionIn(facts) === "accept" ? 0 : 1),
  },
  milestones_set: {
    kind: "field",
    asks: () => ["milestone", "milestoneOn"],
    left: ({ facts }, times) => (has(facts, "milestones") ? 0 : Math.max(0, times - milestonesIn(facts).length)),
  },
  milestones_closed: {
    kind: "field",
    asks: ({ facts }) => closing(facts),
    left: ({ facts }) => (has(facts, "milestonesOutcome") ? 0 : unsettled(facts)),
  },
  verification_result: filled("field", "verification"),
  pilot_result: filled("field", "pilotResult"),
  first_sale_on: filled("field", "firstSaleOn"),
  aid_assessed: filled("attested", "aid"),
  agreement_signed: filled("attested", "agreement"),
  co_payment_agreed: filled("attested", "coPayment"),
  rights_assessed: filled("attested", "rights"),
  partner_decided: filled("attested", "partner"),
  pilot_agreed: filled("attested", "pilotAgreement"),
  effect_answered: filled("attested", "effect"),
} as const satisfies Record<string, Gate>

export const GATE_CODES = Object.keys(GATES).filter(isGate)

export function isGate(code: string): code is GateCode {
  return Object.hasOwn(GATES, code)
}

/** The note that a field for something logged becomes. */
export const NOTE_OF: Partial<Record<Field, NoteKind>> = {
  conversation: "call",
  meeting: "meeting",
  customer: "customer",
  work: "work",
}

/** What still has to be shown before a case may go on from a stage, and how many times. */
export function missing(shown: Shown, stage: { requires: readonly Requirement[] }): Missing[] {
  return stage.requires
    .map((requirement) => ({ ...requirement, left: left(shown, requirement) }))
    .filter((requirement) => requirement.left > 0)
}

/** The fields that would show it. */
export const asks = (requirements: readonly Requirement[], shown: Shown): AskedField[] => [
  ...new Set(requirements.flatMap(({ code }) => GATES[code].asks(shown))),
]

/** The field that one of them is pointed at by. */
export const fieldFor = (code: GateCode, shown: Shown): AskedField | "" => GATES[code].asks(shown)[0] ?? ""

/** The facts once these fields are filled in: typed values by value, prose by `true`. */
export function withFilled(facts: Facts, filled: Filled): Facts {
  return { ...facts, filled: { ...facts.filled, ...filled } }
}

export function withLogged(facts: Facts, kind: NoteKind): Facts {
  return { ...facts, logged: { ...facts.logged, [kind]: (facts.logged[kind] ?? 0) + 1 } }
}

export function withMilestone(facts: Facts, id: string, due: Day): Facts {
  return { ...facts, milestones: [...milestonesIn(facts), { id, due, state: "open" }] }
}

export function withOutcome(facts: Facts, id: string, state: MilestoneOutcome): Facts {
  return { ...facts, milestones: milestonesIn(facts).map((one) => (one.id === id ? { ...one, state } : one)) }
}

export const milestonesIn = ({ milestones = [] }: Facts): readonly Milestone[] => milestones

export const openIn = (facts: Facts): Milestone[] => milestonesIn(facts).filter(({ state }) => state === "open")

export function decisionIn({ filled }: Facts): Decision | null {
  return DECISIONS.find((decision) => decision === filled.decision) ?? null
}

export const isContacted = ({ logged, contacted }: Facts): boolean =>
  contacted === true || CONTACTS.some((kind) => (logged[kind] ?? 0) > 0)

export const NO_FACTS: Facts = { filled: {}, logged: {} }

function left(shown: Shown, { code, params }: Requirement): number {
  return GATES[code].left(shown, params?.times ?? 1)
}

function field(asks: Field, holds: (shown: Shown) => boolean): Gate {
  return { kind: "field", asks: () => [asks], left: (shown) => (holds(shown) ? 0 : 1) }
}

function filled(kind: GateKind, asks: Field): Gate {
  return { kind, asks: () => [asks], left: ({ facts }) => (has(facts, asks) ? 0 : 1) }
}

function logged(asks: Field, kinds: readonly NoteKind[]): Gate {
  return {
    kind: "logged",
    asks: () => [asks],
    left: ({ facts }, times) => Math.max(0, times - kinds.reduce((n, kind) => n + (facts.logged[kind] ?? 0), 0)),
  }
}

function has({ filled }: Facts, name: Field): boolean {
  return filled[name] !== undefined
}

/** Without any there is nothing to show for a plan, so one is missing. */
const unsettled = (facts: Facts): number => (milestonesIn(facts).length ? openIn(facts).length : 1)

function closing(facts: Facts): readonly AskedField[] {
  if (milestonesIn(facts).length) return openIn(facts).flatMap(({ id }) => [`outcome.${id}`, `why.${id}`] as const)
  return has(facts, "milestones") ? ["milestonesOutcome"] : ["milestone", "milestoneOn"]
}
