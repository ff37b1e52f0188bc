import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import type { Day } from "./calendar.ts"
import { NETWORK } from "./person.ts"
import type { RouteReason } from "./routing.ts"

/** What the public form produced: it waits at a hub, or on the network's list, until someone answers it. */
export type Enquiry = {
  id: string
  ref: string
  seq: number
  hubId: string | null
  /** The hub that sent it on last, or the network when it came from the list. */
  sentBy: string | null
  state: "waiting" | "accepted" | "declined"
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
}

export type EnquiryEvent =
  | {
      type: "received"
      enquiry: Pick<Enquiry, "ref" | "hubId" | "municipality" | "orgnr" | "why" | "language" | "dueOn">
      /** The company said that it is not in the register yet. */
      unregistered?: true
    }
  | { type: "accepted"; caseId: string; companyId: string; hubId: string | null }
  | { type: "handed"; from: string | null; to: string }
  | { type: "declined"; reason: string }

export type EnquiryWords = Pick<Enquiry, "company" | "need" | "contact" | "email" | "phone">

export function receive(
  id: string,
  enquiry: Extract<EnquiryEvent, { type: "received" }>["enquiry"],
  said: EnquiryWords,
  unregistered = false,
): Outcome {
  const words = Object.fromEntries(Object.entries(said).filter((entry): entry is [string, string] => Boolean(entry[1])))
  const received = { type: "received", enquiry, ...(unregistered && { unregistered }) } as const
  return { acts: [act(id, received, words)] }
}

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
    case "received": {
      const { company = "", need = "", contact = "", email = null, phone = null } = words
      return { ...next, ...event.enquiry, receivedOn: on, company, need, contact, email, phone }
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
})

const act = (id: string, event: EnquiryEvent, words: Words = {}): Act => ({ stream: "enquiry", id, event, words })
