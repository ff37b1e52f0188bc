import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import type { Day } from "./calendar.ts"
import type { RouteReason } from "./routing.ts"

/** What the public form produced: it waits at a hub, or on the network's list, until someone answers it. */
export type Enquiry = {
  id: string
  ref: string
  seq: number
  hubId: string | null
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
    }
  | { type: "accepted"; caseId: string; companyId: string }
  | { type: "handed"; from: string | null; to: string }
  | { type: "declined"; reason: string }

export type EnquiryWords = Pick<Enquiry, "company" | "need" | "contact" | "email" | "phone">

export function receive(
  id: string,
  enquiry: Extract<EnquiryEvent, { type: "received" }>["enquiry"],
  said: EnquiryWords,
): Outcome {
  const words = Object.fromEntries(Object.entries(said).filter((entry): entry is [string, string] => Boolean(entry[1])))
  return { acts: [act(id, { type: "received", enquiry }, words)] }
}

/** Takes it on as a case; the case's own acts go with it. */
export function accept(enquiry: Enquiry, made: { caseId: string; companyId: string; acts: readonly Act[] }): Outcome {
  if (enquiry.state !== "waiting") return refuse("answered")
  const { caseId, companyId, acts } = made
  return { acts: [act(enquiry.id, { type: "accepted", caseId, companyId }), ...acts] }
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
  if (!closeReasons.some(({ code, retiredOn }) => code === form.reason && !retiredOn))
    return refuse("unknown", ["closeReason"])
  return { acts: [act(enquiry.id, { type: "declined", reason: form.reason }, { reason: form.words })] }
}

export function applyToEnquiry(enquiry: Enquiry, event: EnquiryEvent, on: Day, words: Words = {}): Enquiry {
  const next = { ...enquiry, seq: enquiry.seq + 1 }
  switch (event.type) {
    case "received": {
      const { company = "", need = "", contact = "", email = null, phone = null } = words
      return { ...next, ...event.enquiry, receivedOn: on, company, need, contact, email, phone }
    }
    case "accepted":
      return { ...next, state: "accepted", caseId: event.caseId }
    case "handed":
      return { ...next, hubId: event.to }
    case "declined":
      return { ...next, state: "declined" }
  }
}

export const noEnquiry = (id: string): Enquiry => ({
  id,
  ref: "",
  seq: 0,
  hubId: null,
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
