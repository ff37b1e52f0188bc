import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import type { Day } from "./calendar.ts"

/** What a person can be in a company, the same list in every hub. */
export const CONTACT_ROLES = [
  "daily_manager",
  "contact_person",
  "chair",
  "board_member",
  "owner",
  "finance",
  "other",
] as const
export type ContactRole = (typeof CONTACT_ROLES)[number]
export type HeldRole = { role: ContactRole; since: Day; until: Day | null }

/** What is said of a person in words: kept apart from the log. `role` is their title, as it was typed. */
const SPOKEN = ["name", "email", "phone", "role"] as const
type Spoken = (typeof SPOKEN)[number]
export type ContactWords = { name: string; email: string | null; phone: string | null; role: string | null }

export type Contact = ContactWords & {
  id: string
  companyId: string
  /** The case that brought them: they are shown to those who may read it in full. */
  caseId: string
  /** The hub whose list had them, where no case did: they are shown to those who work there. */
  listHubId: string | null
  roles: readonly HeldRole[]
  since: Day
  until: Day | null
  erasedOn: Day | null
}

/** `hubId` is the hub of the case that brought them, whose people look after them. */
type Of = { contactId: string; hubId: string }
export type ContactEvent =
  /** Through a case; or, without one, by the list of a hub. */
  | { type: "introduced"; contactId: string; caseId: string; roles?: readonly HeldRole[]; listHubId?: string }
  /** Which of their words are others now: what is listed and has no word is taken away. */
  | (Of & { type: "contact_changed"; said: readonly Spoken[] })
  | (Of & { type: "role_given"; role: ContactRole; since: Day })
  | (Of & { type: "role_ended"; role: ContactRole; since: Day; until: Day })
  | (Of & { type: "contact_left"; until: Day })
  | (Of & { type: "contact_returned" })
  | (Of & { type: "contact_erased" })

type Known = Contact & { hubId: string }

/** A person to talk to there, known through a case: who may not read that case in full, doesn't learn of them. */
export function introduce(
  company: { id: string },
  { id, ...said }: ContactWords & { id: string },
  caseId: string,
  roles: readonly HeldRole[] = [],
): Outcome {
  const introduced = { type: "introduced", contactId: id, caseId, ...(roles.length && { roles }) } as const
  return { acts: [act(company.id, introduced, wordsOf(said))] }
}

/** The same from a list that has no case of theirs: the hub that has the list knows of them. */
export function introduceTo(
  listHubId: string,
  company: { id: string },
  { id, ...said }: ContactWords & { id: string },
): Outcome {
  return { acts: [act(company.id, { type: "introduced", contactId: id, caseId: "", listHubId }, wordsOf(said))] }
}

/** Puts right what they are called and how they are reached. */
export function changeContact(contact: Known, form: ContactWords): Outcome {
  if (contact.erasedOn) return refuse("erased")
  const said = SPOKEN.filter((name) => (form[name] ?? "") !== (contact[name] ?? ""))
  if (said.length === 0) return refuse("unchanged")
  const words = wordsOf(Object.fromEntries(said.map((name) => [name, form[name]])))
  return { acts: [act(contact.companyId, { type: "contact_changed", ...of(contact), said }, words)] }
}

export function giveRole(contact: Known, form: { role: ContactRole; since: Day }, today: Day): Outcome {
  if (contact.erasedOn) return refuse("erased")
  if (form.since > today) return refuse("future", ["since"])
  if (contact.roles.some((held) => held.role === form.role && !(held.until && held.until < form.since)))
    return refuse("unchanged", ["role"])
  return { acts: [act(contact.companyId, { type: "role_given", ...of(contact), ...form })] }
}

export function endRole(contact: Known, form: { role: ContactRole; since: Day; until: Day }, today: Day): Outcome {
  const { role, since, until } = form
  const held = contact.roles.find((one) => one.role === role && one.since === since)
  if (!held) return refuse("unknown", ["until"])
  if (held.until) return refuse("unchanged", ["until"])
  if (until > today) return refuse("future", ["until"])
  if (until < since) return refuse("before_start", ["until"])
  return { acts: [act(contact.companyId, { type: "role_ended", ...of(contact), role, since, until })] }
}

/** They no longer work there: they stay to be read, and so does what they were. */
export function leave(contact: Known, until: Day, today: Day): Outcome {
  if (contact.erasedOn) return refuse("erased")
  if (contact.until) return refuse("unchanged", ["until"])
  if (until > today) return refuse("future", ["until"])
  if (contact.roles.some((held) => !held.until && held.since > until)) return refuse("before_start", ["until"])
  return { acts: [act(contact.companyId, { type: "contact_left", ...of(contact), until })] }
}

export function comeBack(contact: Known): Outcome {
  if (contact.erasedOn) return refuse("erased")
  if (!contact.until) return refuse("unchanged")
  return { acts: [act(contact.companyId, { type: "contact_returned", ...of(contact) })] }
}

/** No word of them is kept. That there was someone, in which role and when, stays. */
export function eraseContact(contact: Known): Outcome {
  if (contact.erasedOn) return refuse("unchanged")
  return { acts: [act(contact.companyId, { type: "contact_erased", ...of(contact) })] }
}

export const isOfContact = (event: { type: string }): event is ContactEvent => "contactId" in event

export function applyToContact(contact: Contact, event: ContactEvent, on: Day, words: Words = {}): Contact {
  switch (event.type) {
    case "introduced": {
      const { caseId, roles = [], listHubId } = event
      const brought = { caseId, listHubId: listHubId ?? null }
      return { ...contact, ...spokenIn(SPOKEN, words), ...brought, roles, since: on }
    }
    case "contact_changed":
      return { ...contact, ...spokenIn(event.said, words) }
    case "role_given":
      return { ...contact, roles: [...contact.roles, { role: event.role, since: event.since, until: null }] }
    case "role_ended": {
      const isIt = (held: HeldRole) => held.role === event.role && held.since === event.since
      return { ...contact, roles: contact.roles.map((held) => (isIt(held) ? { ...held, until: event.until } : held)) }
    }
    case "contact_left": {
      const roles = contact.roles.map((held) => (held.until ? held : { ...held, until: event.until }))
      return { ...contact, roles, until: event.until }
    }
    case "contact_returned":
      return { ...contact, until: null }
    case "contact_erased":
      return { ...contact, ...spokenIn(SPOKEN, {}), erasedOn: on }
  }
}

export const noContact = (id: string, companyId: string): Contact => ({
  id,
  companyId,
  caseId: "",
  listHubId: null,
  name: "",
  email: null,
  phone: null,
  role: null,
  roles: [],
  since: "",
  until: null,
  erasedOn: null,
})

const of = ({ id, hubId }: Known): Of => ({ contactId: id, hubId })

function spokenIn(said: readonly Spoken[], words: Words): Partial<ContactWords> {
  return Object.fromEntries(said.map((name) => [name, words[name] ?? (name === "name" ? "" : null)]))
}

const wordsOf = (said: Partial<ContactWords>): Words =>
  Object.fromEntries(Object.entries(said).filter((entry): entry is [Spoken, string] => Boolean(entry[1])))

const act = (id: string, event: ContactEvent, words: Words = {}): Act => ({ stream: "company", id, event, words })
