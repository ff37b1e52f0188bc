import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import { addDays, type Day } from "./calendar.ts"
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
  /** `suspected` looks like spam and is kept apart; `discarded` was that, and is erased. */
  state: "suspected" | "discarded" | "waiting" | "accepted" | "declined"
  municipality: string | null
  orgnr: string | null
  why: RouteReason
  language: "nb" | "nn" | "en"
  receivedOn: Day
  dueOn: Day
  caseId: string | null
  company: string
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

export type EnquiryEvent =
  | ({
      type: "received"
      enquiry: Pick<Enquiry, "ref" | "hubId" | "municipality" | "orgnr" | "why" | "language" | "dueOn">
      /** The company said that it is not in the register yet. */
      unregistered?: true
    } & Asked)
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
  | { type: "accepted"; caseId: string; companyId: string; hubId: string | null }
  | { type: "handed"; from: string | null; to: string }
  | { type: "declined"; reason: string }

/** What the form was: at whose address, with which text about privacy, and what it asked besides. */
export type Asked = {
  via?: string
  notice?: string
  asked?: readonly { id: string; label: Readonly<Record<Language, string>> }[]
}

export type EnquiryWords = Pick<Enquiry, "company" | "need" | "contact" | "email" | "phone">

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

/** It is in no list and no count but that of what is suspected. */
export const isApart = ({ state }: Pick<Enquiry, "state">): boolean => state === "suspected" || state === "discarded"

/** How many days suspected spam is kept; until then is its due day. */
export const HELD_FOR = 30

/** Takes it on as a case; the case's own acts go with it. From the network's list it goes to the hub of that case. */
export function accept(enquiry: Enquiry, made: { caseId: string; companyId: string; acts: readonly Act[] }): Outcome {
  if (enquiry.state !== "waiting") return refuse("answered")
  const { caseId, companyId, acts } = made
  const [hubId = enquiry.hubId] = acts.flatMap(({ event }) => (event.type === "opened" ? [event.case.hubId] : []))
  return { acts: [act(enquiry.id, { type: "accepted", caseId, companyId, hubId }), ...acts] }
}

export function hand(enquiry: Enquiry, hubs: readonly string[], form: { to: string; reason: string }): Outcome {
  if (enquiry.state !== "waiting") return refuse("answered")
  if (!hubs.includes(form.to)) return refuse("unknown", ["to"])
  if (enquiry.hubId === form.to) return refuse("unchanged", ["to"])
  return { acts: [act(enquiry.id, { type: "handed", from: enquiry.hubId, to: form.to }, { reason: form.reason })] }
}

export function decline(
  enquiry: Enquiry,
  closeReasons: readonly { code: string; countsAs: string; retiredOn: string | null }[],
  form: { reason: string; words: string },
): Outcome {
  if (enquiry.state !== "waiting") return refuse("answered")
  if (!declines(closeReasons).some(({ code }) => code === form.reason)) return refuse("unknown", ["closeReason"])
  return { acts: [act(enquiry.id, { type: "declined", reason: form.reason }, { reason: form.words })] }
}

/** The reasons for saying no: what ends with success was never an enquiry. */
export const declines = <R extends { countsAs: string; retiredOn: string | null }>(reasons: readonly R[]): R[] =>
  reasons.filter(({ countsAs, retiredOn }) => countsAs !== "success" && !retiredOn)

export function applyToEnquiry(enquiry: Enquiry, event: EnquiryEvent, on: Day, words: Words = {}): Enquiry {
  const next = { ...enquiry, seq: enquiry.seq + 1 }
  switch (event.type) {
    case "received":
      return { ...next, ...event.enquiry, receivedOn: on, ...saidIn(event, words) }
    case "held":
      return {
        ...next,
        ...event.enquiry,
        state: "suspected",
        signs: event.signs,
        receivedOn: on,
        dueOn: addDays(on, HELD_FOR),
        ...saidIn(event, words),
      }
    case "released": {
      const { type: _, ...routed } = event
      return { ...next, ...routed, state: "waiting" }
    }
    case "discarded": {
      const nobody = { company: "", need: "", contact: "", email: null, phone: null, extras: [] }
      return { ...next, ...nobody, state: "discarded" }
    }
    case "accepted":
      return { ...next, state: "accepted", caseId: event.caseId, hubId: event.hubId }
    case "handed":
      return { ...next, hubId: event.to, sentBy: event.from ?? NETWORK }
    case "declined":
      return { ...next, state: "declined" }
  }
}

export const noEnquiry = (id: string): Enquiry => ({
  id,
  ref: "",
  seq: 0,
  hubId: null,
  sentBy: null,
  state: "waiting",
  municipality: null,
  orgnr: null,
  why: { kind: "unknown", code: null },
  language: "nb",
  receivedOn: "",
  dueOn: "",
  caseId: null,
  company: "",
  need: "",
  contact: "",
  email: null,
  phone: null,
  via: null,
  notice: null,
  extras: [],
  signs: [],
})

const wordsOf = (said: Readonly<Record<string, string | null>>): Words =>
  Object.fromEntries(Object.entries(said).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** The name of the words that answer a question of a hub's own. */
export const extraName = (id: string) => `extra.${id}`

function saidIn({ via, notice, asked = [] }: Asked, words: Words) {
  const { company = "", need = "", contact = "" } = words
  const from = { via: via ?? null, notice: notice ?? null }
  const extras = asked.flatMap(({ id, label }) => {
    const text = words[extraName(id)]
    return text ? [{ label, text }] : []
  })
  return { company, need, contact, email: words.email ?? null, phone: words.phone ?? null, ...from, extras }
}

const act = (id: string, event: EnquiryEvent, words: Words = {}): Act => ({ stream: "enquiry", id, event, words })
