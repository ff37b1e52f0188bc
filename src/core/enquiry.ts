import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import { addDays, addWorkingDays, type Day, workingDaysBetween } from "./calendar.ts"
import type { Case, CaseEvent } from "./case.ts"
import { foldName } from "./fold.ts"
import { type Language, NETWORK } from "./person.ts"
import type { RouteReason } from "./routing.ts"
import type { Sign } from "./spam.ts"

/** What the public form produced: it waits at a hub, or on the network's list, until someone answers it. */
export type Enquiry = {
  id: string
  ref: string
  seq: number
  hubId: string | null
  /** The hub that sent it on last, or the network when it came from the list. */
  sentBy: string | null
  /**
   * `asked`: they have a question of ours, and it is their turn. `suspected` looks like spam and is kept apart;
   * `discarded` was that, and is erased; `expired` came to nothing for so long that it is erased.
   */
  state: "suspected" | "discarded" | "waiting" | "asked" | "accepted" | "declined" | "withdrawn" | "expired"
  /** Sent to the hub it is at, which has neither taken it nor sent it back. */
  isOffered: boolean
  source: Source
  municipality: string | null
  orgnr: string | null
  why: RouteReason
  language: "nb" | "nn" | "en"
  receivedOn: Day
  dueOn: Day
  askedOn: Day | null
  /** What they have done since anyone here did something. */
  heard: Heard | null
  /** When anything last happened to it: a private link lasts so long after that. */
  changedOn: Day
  caseId: string | null
  /** That case was opened for it, and was not there before. */
  openedCase: boolean
  company: string
  /** Cache: what the company is called, as names are compared. */
  folded: string
  need: string
  contact: string
  email: string | null
  phone: string | null
  /** The hub whose own address the form was opened at. */
  via: string | null
  /** The version of the text that told them how what they write is used. */
  notice: string | null
  /** What the hub asked besides, and what was answered. */
  extras: readonly { label: Readonly<Record<Language, string>>; text: string }[]
  /** Why it is suspected. */
  signs: readonly Sign[]
}

/** How it came: what people did not send themselves, someone here wrote down for them. */
export type Source = "form" | (typeof SOURCES)[number]
export const SOURCES = ["phone", "walk_in", "mail", "event", "other"] as const
export type Told = (typeof SOURCES)[number]
export type Heard = "replied" | "added" | "corrected"

export type EnquiryEvent =
  | ({
      type: "received"
      enquiry: Pick<Enquiry, "ref" | "hubId" | "municipality" | "orgnr" | "why" | "language" | "dueOn">
      /** The company said that it is not in the register yet. */
      unregistered?: true
    } & Asked)
  /** A private link, by the hash of its secret; a new one may end those before it. */
  | { type: "linked"; hash: string; endsOthers?: true }
  | { type: "asked" }
  | { type: "replied" }
  | { type: "added" }
  | { type: "corrected"; fields: readonly (keyof EnquiryWords)[] }
  /** What was said is erased. `kept`: a case that has been worked on keeps its own. `told`: how they asked one of us to. */
  | { type: "withdrawn"; kept: boolean; told?: Told }
  | { type: "attached"; caseId: string; companyId: string }
  | { type: "taken" }
  | { type: "sent_back"; to: string | null }
  /** It came and looks like spam: nobody waits for it and nobody is promised anything until someone has looked. */
  | ({
      type: "held"
      enquiry: Pick<Enquiry, "ref" | "municipality" | "orgnr" | "language">
      signs: readonly Sign[]
      unregistered?: true
    } & Asked)
  /** It was none. From now on it is as any other. */
  | ({ type: "released" } & Pick<Enquiry, "hubId" | "municipality" | "why" | "dueOn">)
  | { type: "discarded" }
  /** It became no case, and nobody has been in touch for a year: what was said is erased. */
  | { type: "expired" }
  | { type: "accepted"; caseId: string; companyId: string; hubId: string | null }
  | { type: "handed"; from: string | null; to: string }
  | { type: "declined"; reason: string }

/** Who wrote it down for them and told them how it is used; or what the form was: at whose address, with which text, and what it asked besides. */
export type Asked = {
  source?: Exclude<Source, "form">
  via?: string
  notice?: string
  asked?: readonly { id: string; label: Readonly<Record<Language, string>> }[]
}

const SAID = ["company", "need", "contact", "email", "phone"] as const
export type EnquiryWords = Pick<Enquiry, (typeof SAID)[number]>

export function receive(
  id: string,
  enquiry: Extract<EnquiryEvent, { type: "received" }>["enquiry"],
  said: EnquiryWords & Readonly<Record<string, string | null>>,
  unregistered = false,
  asked: Asked = {},
): Outcome {
  const received = { type: "received", enquiry, ...(unregistered && { unregistered }), ...asked } as const
  return { acts: [act(id, received, wordsOf(said))] }
}

/** What looks like spam is kept as it came, apart from all others. */
export function hold(
  id: string,
  enquiry: Extract<EnquiryEvent, { type: "held" }>["enquiry"],
  said: EnquiryWords & Readonly<Record<string, string | null>>,
  signs: readonly Sign[],
  unregistered = false,
  asked: Asked = {},
): Outcome {
  const held = { type: "held", enquiry, signs, ...(unregistered && { unregistered }), ...asked } as const
  return { acts: [act(id, held, wordsOf(said))] }
}

/** Someone has looked: it is no spam. It is routed now, and its clock starts today. */
export function release(enquiry: Enquiry, routed: Pick<Enquiry, "hubId" | "municipality" | "why" | "dueOn">): Outcome {
  if (enquiry.state !== "suspected") return refuse("answered")
  return { acts: [act(enquiry.id, { type: "released", ...routed })] }
}

/** It is spam, or nobody has said otherwise for long enough: what was said is erased. */
export function discard(enquiry: Enquiry): Outcome {
  if (enquiry.state !== "suspected") return refuse("answered")
  return { acts: [act(enquiry.id, { type: "discarded" })] }
}

/** It became no case, and a year is gone since anything happened to it: what was said is erased, as they were told. */
export function expire(enquiry: Enquiry, today: Day): Outcome {
  if (!isUnanswered(enquiry) && enquiry.state !== "declined") return refuse("answered")
  if (enquiry.changedOn >= keptSince(today)) return refuse("too_early")
  return { acts: [act(enquiry.id, { type: "expired" })] }
}

/** It is in no list and no count but that of what is suspected. */
export const isApart = ({ state }: Pick<Enquiry, "state">): boolean => state === "suspected" || state === "discarded"

/** How many days suspected spam is kept; until then is its due day. */
export const HELD_FOR = 30

/** Takes it on as a case; the case's own acts go with it. From the network's list it goes to the hub of that case. */
export function accept(enquiry: Enquiry, made: { caseId: string; companyId: string; acts: readonly Act[] }): Outcome {
  if (!isUnanswered(enquiry)) return refuse("answered")
  const { caseId, companyId, acts } = made
  const [hubId = enquiry.hubId] = acts.flatMap(({ event }) => (event.type === "opened" ? [event.case.hubId] : []))
  return { acts: [act(enquiry.id, { type: "accepted", caseId, companyId, hubId }), ...acts] }
}

/** It is about something that there is a case of already; whoever asked becomes known to that case. */
export function attach(enquiry: Enquiry, kase: Case | null, introduced: readonly Act[]): Outcome {
  if (!isUnanswered(enquiry)) return refuse("answered")
  if (!kase) return refuse("unknown", ["case"])
  if (kase.endedOn) return refuse("ended", ["case"])
  const { id: caseId, companyId } = kase
  const told: CaseEvent[] = [
    { type: "enquiry_attached", enquiryId: enquiry.id, ref: enquiry.ref },
    ...(introduced.length ? [{ type: "contact_added" } as const] : []),
  ]
  return {
    acts: [
      act(enquiry.id, { type: "attached", caseId, companyId }),
      ...told.map((event): Act => ({ stream: "case", id: caseId, event })),
      ...introduced,
    ],
  }
}

/** Asks whoever wrote, by mail with a private link. Until they answer the clock rests. */
export function ask(enquiry: Enquiry, form: { question: string }, hash: string): Outcome {
  if (!isUnanswered(enquiry)) return refuse("answered")
  if (enquiry.state === "asked") return refuse("asked")
  if (!enquiry.email) return refuse("no_address", ["question"])
  return { acts: [act(enquiry.id, { type: "asked" }, { question: form.question }), linkAct(enquiry.id, hash)] }
}

/** One handover at a time: what was sent here is taken or sent back before it can go on. */
export function hand(enquiry: Enquiry, hubs: readonly string[], form: { to: string; reason: string }): Outcome {
  if (!isUnanswered(enquiry)) return refuse("answered")
  if (enquiry.isOffered) return refuse("offered")
  if (!hubs.includes(form.to)) return refuse("unknown", ["to"])
  if (enquiry.hubId === form.to) return refuse("unchanged", ["to"])
  return { acts: [act(enquiry.id, { type: "handed", from: enquiry.hubId, to: form.to }, { reason: form.reason })] }
}

export function take(enquiry: Enquiry): Outcome {
  if (!isUnanswered(enquiry)) return refuse("answered")
  if (!enquiry.isOffered) return refuse("unchanged")
  return { acts: [act(enquiry.id, { type: "taken" })] }
}

export function sendBack(enquiry: Enquiry, form: { reason: string }): Outcome {
  if (!isUnanswered(enquiry)) return refuse("answered")
  if (!enquiry.isOffered) return refuse("unchanged")
  const to = enquiry.sentBy === NETWORK ? null : enquiry.sentBy
  return { acts: [act(enquiry.id, { type: "sent_back", to }, { reason: form.reason })] }
}

/** Says no; `letter` is what was mailed to them, if anything was. */
export function decline(
  enquiry: Enquiry,
  closeReasons: readonly { code: string; countsAs: string; retiredOn: string | null }[],
  form: { reason: string; words: string; letter?: string | undefined },
): Outcome {
  if (!isUnanswered(enquiry)) return refuse("answered")
  if (!declines(closeReasons).some(({ code }) => code === form.reason)) return refuse("unknown", ["closeReason"])
  const { letter = "" } = form
  if (letter && !enquiry.email) return refuse("no_address", ["letter"])
  return { acts: [act(enquiry.id, { type: "declined", reason: form.reason }, { reason: form.words, letter })] }
}

/** Gives whoever asked a new private link, known by the hash of its secret. Those before it end. */
export const renew = (enquiry: Pick<Enquiry, "id" | "state">, hash: string): Outcome =>
  isApart(enquiry) ? refuse("unknown") : { acts: [linkAct(enquiry.id, hash, true)] }

/** The same with the enquiry that is received. */
export function linked(outcome: Outcome, hash: string): Outcome {
  if (!("acts" in outcome)) return outcome
  const received = outcome.acts.find(({ event }) => event.type === "received" || event.type === "released")
  return received ? { acts: [...outcome.acts, linkAct(received.id, hash)] } : outcome
}

export function reply(enquiry: Enquiry, form: { reply: string }): Outcome {
  if (enquiry.state !== "asked") return refuse("not_asked")
  return { acts: [act(enquiry.id, { type: "replied" }, { reply: form.reply })] }
}

export function add(enquiry: Enquiry, form: { addition: string }): Outcome {
  if (!isUnanswered(enquiry)) return refuse("answered_by_us")
  return { acts: [act(enquiry.id, { type: "added" }, { addition: form.addition })] }
}

/** Puts right what they had said. */
export function correct(enquiry: Enquiry, form: EnquiryWords): Outcome {
  if (!isUnanswered(enquiry)) return refuse("answered_by_us")
  const fields = SAID.filter((name) => (form[name] ?? "") !== (enquiry[name] ?? ""))
  if (fields.length === 0) return refuse("unchanged")
  const words = wordsOf(Object.fromEntries(fields.map((name) => [name, form[name]])))
  return { acts: [act(enquiry.id, { type: "corrected", fields }, words)] }
}

/** What became of an enquiry that is withdrawn: its case, what happened to that since, and whom it made known. */
export type Became = {
  kase: Case
  since: readonly CaseEvent["type"][]
  contact: { id: string; companyId: string } | null
}

/**
 * Erases all that was said. A case that was worked on is our account of help that was given, also to those who pay for
 * it, and stays; where nobody has begun, what the case had from the enquiry goes as well.
 */
export function withdraw(enquiry: Enquiry, became: Became | null, told?: Told): Outcome {
  if (!canWithdraw(enquiry)) return refuse("unchanged")
  const kept = became !== null && isWorkedOn(became.since)
  const withdrawn = act(enquiry.id, { type: "withdrawn", kept, ...(told && { told }) })
  if (!became) return { acts: [withdrawn] }
  const { kase, contact } = became
  const forgets = !kept && enquiry.openedCase
  const known: Act = { stream: "case", id: kase.id, event: { type: "enquiry_withdrawn", forgets } }
  if (kept || !contact) return { acts: [withdrawn, known] }
  const { id: contactId, companyId } = contact
  const forgotten: Act = {
    stream: "company",
    id: companyId,
    event: { type: "contact_erased", contactId, hubId: kase.hubId },
  }
  return { acts: [withdrawn, known, forgotten] }
}

/** Whether help has begun: to plan it, to wait or to hand it on is not yet help. */
export const isWorkedOn = (since: readonly CaseEvent["type"][]): boolean => since.some((type) => WORK.has(type))

const WORK = new Set<CaseEvent["type"]>([
  "moved",
  "filled",
  "noted",
  "decided",
  "milestone_set",
  "milestone_reached",
  "milestone_dropped",
  "closed",
])

/** There is something that was said, and it is not spam: whoever said it may take it back. */
export const canWithdraw = (enquiry: Pick<Enquiry, "state">): boolean =>
  isUnanswered(enquiry) || enquiry.state === "accepted" || enquiry.state === "declined"

/** Nobody has said yes or no yet. */
export const isUnanswered = ({ state }: Pick<Enquiry, "state">): boolean => state === "waiting" || state === "asked"

/** The day from which the manager answers for it. */
export const climbsOn = (dueOn: Day): Day => addWorkingDays(dueOn, 1)

/** What was due on this day or before has climbed by today. */
export function climbedUpTo(today: Day): Day {
  let dueOn = addDays(today, -1)
  while (climbsOn(dueOn) > today) dueOn = addDays(dueOn, -1)
  return dueOn
}

/** What became no case is kept for a year after the last that happened, and so long does a private link last. */
export const keptSince = (today: Day): Day => addDays(today, -365)

/** The reasons for saying no: what ends with success was never an enquiry. */
export const declines = <R extends { countsAs: string; retiredOn: string | null }>(reasons: readonly R[]): R[] =>
  reasons.filter(({ countsAs, retiredOn }) => countsAs !== "success" && !retiredOn)

export function applyToEnquiry(enquiry: Enquiry, event: EnquiryEvent, on: Day, words: Words = {}): Enquiry {
  const next = { ...enquiry, seq: enquiry.seq + 1, changedOn: on }
  // Whoever acts on it has taken it, and has seen what they said.
  const seen = { ...next, heard: null, isOffered: false }
  switch (event.type) {
    case "received": {
      const { source = "form" } = event
      return { ...next, ...event.enquiry, ...saidIn(SAID, words), ...askedIn(event, words), source, receivedOn: on }
    }
    case "held":
      return {
        ...next,
        ...event.enquiry,
        ...saidIn(SAID, words),
        ...askedIn(event, words),
        state: "suspected",
        signs: event.signs,
        receivedOn: on,
        dueOn: addDays(on, HELD_FOR),
      }
    case "released": {
      const { type: _, ...routed } = event
      return { ...next, ...routed, state: "waiting" }
    }
    case "discarded":
      return { ...next, ...saidIn(SAID, {}), extras: [], state: "discarded" }
    case "expired":
      return { ...seen, ...saidIn(SAID, {}), extras: [], state: "expired", orgnr: null }
    case "linked":
      return next
    case "accepted":
      return { ...seen, state: "accepted", caseId: event.caseId, hubId: event.hubId, openedCase: true }
    case "attached":
      return { ...seen, state: "accepted", caseId: event.caseId }
    case "asked":
      return { ...seen, state: "asked", askedOn: on }
    case "replied": {
      const dueOn = enquiry.askedOn ? rested(enquiry.dueOn, enquiry.askedOn, on) : enquiry.dueOn
      return { ...next, state: "waiting", askedOn: null, heard: "replied", dueOn }
    }
    case "added":
      return { ...next, heard: enquiry.heard ?? "added" }
    case "corrected":
      return { ...next, ...saidIn(event.fields, words), heard: enquiry.heard ?? "corrected" }
    case "handed":
      return { ...next, hubId: event.to, sentBy: event.from ?? NETWORK, isOffered: true }
    case "taken":
      return { ...next, isOffered: false }
    case "sent_back":
      return { ...next, hubId: event.to, sentBy: null, isOffered: false }
    case "declined":
      return { ...seen, state: "declined" }
    case "withdrawn":
      return { ...seen, ...saidIn(SAID, {}), extras: [], state: "withdrawn", orgnr: null }
  }
}

export const noEnquiry = (id: string): Enquiry => ({
  id,
  ref: "",
  seq: 0,
  hubId: null,
  sentBy: null,
  state: "waiting",
  isOffered: false,
  source: "form",
  municipality: null,
  orgnr: null,
  why: { kind: "unknown", code: null },
  language: "nb",
  receivedOn: "",
  dueOn: "",
  askedOn: null,
  heard: null,
  changedOn: "",
  caseId: null,
  openedCase: false,
  company: "",
  folded: "",
  need: "",
  contact: "",
  email: null,
  phone: null,
  via: null,
  notice: null,
  extras: [],
  signs: [],
})

/** The name of the words that answer a question of a hub's own. */
export const extraName = (id: string) => `extra.${id}`

function askedIn({ via, notice, asked = [] }: Asked, words: Words) {
  const extras = asked.flatMap(({ id, label }) => {
    const text = words[extraName(id)]
    return text ? [{ label, text }] : []
  })
  return { via: via ?? null, notice: notice ?? null, extras }
}

const act = (id: string, event: EnquiryEvent, words: Words = {}): Act => ({ stream: "enquiry", id, event, words })
const linkAct = (id: string, hash: string, endsOthers = false): Act =>
  act(id, { type: "linked", hash, ...(endsOthers && { endsOthers }) })

const wordsOf = (said: Readonly<Record<string, string | null>>): Words =>
  Object.fromEntries(Object.entries(said).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** What of these was said; of a way to reach somebody there may be none. */
function saidIn(names: readonly (keyof EnquiryWords)[], words: Words): Partial<Enquiry> {
  const none = (name: string) => (name === "email" || name === "phone" ? null : "")
  const said = Object.fromEntries(names.map((name) => [name, words[name] ?? none(name)]))
  return { ...said, ...(names.includes("company") && { folded: foldName(words.company ?? "") }) }
}

/** While they were asked the clock rested: what was left is left, and at least a day to read the answer. */
const rested = (dueOn: Day, askedOn: Day, repliedOn: Day): Day =>
  addWorkingDays(repliedOn, Math.max(1, workingDaysBetween(askedOn, dueOn)))
