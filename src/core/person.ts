import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import { addDays, type Day } from "./calendar.ts"
import type { Case } from "./case.ts"
import { type Choice, isChoice, type Way, type Ways, wayOf } from "./telling.ts"

/** Hub roles are held in a hub; the owner and the auditor belong to the network as a whole. */
export const HUB_ROLES = ["advisor", "manager"] as const
export const NETWORK_ROLES = ["owner", "auditor"] as const
export type Role = (typeof HUB_ROLES)[number] | (typeof NETWORK_ROLES)[number]
/** Where network roles are held. */
export const NETWORK = "network"
export type Membership = { hubId: string; role: Role }
export type Language = "nb" | "nn" | "en"
export const LANGUAGES: readonly Language[] = ["nb", "nn", "en"]

export type Person = {
  id: string
  seq: number
  name: string
  email: string
  phone: string | null
  language: Language
  memberships: readonly Membership[]
  ways: Ways
  /** The hash of the secret in the address of their calendar. */
  calendar: string | null
  /** Whether a single key does something. */
  keys: boolean
} & Absence

/** The first day and the last, and who sees to the next steps meanwhile; all null for who is here. Why, nobody asks. */
export type Absence = { awayFrom: Day | null; awayTo: Day | null; standInId: string | null }

/** What a file is that leaves: text, or a workbook. */
export const EXPORT_FORMATS = ["csv", "xlsx"] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export type PersonEvent =
  | { type: "invited"; language: Language }
  | { type: "granted"; hubId: string; role: Role }
  | { type: "revoked"; hubId: string; role: Role }
  | { type: "spoke"; language: Language }
  | { type: "went_away"; from: Day; to: Day; standInId: string }
  /** Before the time, or it never came to it. */
  | { type: "came_back" }
  /** How they want to hear of things from now on. */
  | { type: "chose"; ways: Ways }
  | { type: "calendar_shared"; hash: string }
  | { type: "calendar_ended" }
  | { type: "keys_switched"; on: boolean }
  /** Cases left in a file: which list, how many, and those whose reading is written down. Why stands in the words. */
  | {
      type: "exported"
      list: "cases" | "network"
      query: string
      rows: number
      isCut: boolean
      read: readonly string[]
      /** As what, and in which hubs whoever took it worked then: those who lead them see that it was taken. */
      format?: ExportFormat
      hubs?: readonly string[]
    }

/** Invites someone with a first role: an address that may sign in from now on. */
export function invite(
  id: string,
  form: { name: string; email: string; phone: string | null; language: Language; reason?: Reason } & Membership,
): Outcome {
  const { name, email, phone, language, hubId, role, reason } = form
  if (!fits({ hubId, role })) return refuse("unknown", ["role"])
  const words = { name, email, ...(phone && { phone }) }
  return {
    acts: [act(id, { type: "invited", language }, words), act(id, { type: "granted", hubId, role }, why(reason))],
  }
}

export function grant(person: Person, membership: Membership, reason?: Reason): Outcome {
  if (!fits(membership)) return refuse("unknown", ["role"])
  if (holds(person, membership)) return refuse("unchanged", ["role"])
  return { acts: [act(person.id, { type: "granted", ...membership }, why(reason))] }
}

/**
 * Takes a role away. The last role in a hub ends the membership there, so open cases must first have someone else;
 * the network never loses its last owner.
 */
export function revoke(
  person: Person,
  membership: Membership,
  left: {
    portfolio: readonly Case[]
    successor: string | null
    team: readonly string[]
    owners: number
    reason?: Reason
  },
): Outcome {
  const { hubId, role } = membership
  if (!holds(person, membership)) return refuse("unchanged", ["role"])
  if (role === "owner" && left.owners <= 1) return refuse("last_owner")
  const revoked = act(person.id, { type: "revoked", hubId, role }, why(left.reason))
  const stays = person.memberships.some((other) => other.hubId === hubId && other.role !== role)
  if (stays || left.portfolio.length === 0) return { acts: [revoked] }
  const { successor } = left
  if (!successor) return refuse("work_left", ["successor"])
  if (successor === person.id || !left.team.includes(successor)) return refuse("foreign", ["successor"])
  const handedOver = left.portfolio.map(
    ({ id }): Act => ({ stream: "case", id, event: { type: "assigned", from: person.id, to: successor } }),
  )
  return { acts: [...handedOver, revoked] }
}

/** At most so long is someone away; longer is a membership that ends. */
const LONGEST_DAYS = 366

/** `colleagues` are those who could stand in, with their own absences. */
export function goAway(
  person: Person,
  { from, to, standInId }: { from: Day; to: Day; standInId: string },
  { colleagues, today }: { colleagues: readonly ({ id: string } & Absence)[]; today: Day },
): Outcome {
  if (to < from) return refuse("before_start", ["to"])
  if (to < today) return refuse("past", ["to"])
  if (to > addDays(from > today ? from : today, LONGEST_DAYS)) return refuse("too_long_away", ["to"])
  const standIn = colleagues.find(({ id }) => id === standInId && id !== person.id)
  if (!standIn) return refuse("foreign", ["standIn"])
  const { awayFrom, awayTo } = standIn
  if (awayFrom && awayTo && awayFrom <= to && awayTo >= from) return refuse("away_too", ["standIn"])
  const isSame = person.awayFrom === from && person.awayTo === to && person.standInId === standInId
  if (isSame) return refuse("unchanged")
  return { acts: [act(person.id, { type: "went_away", from, to, standInId })] }
}

export function comeBack(person: Person, today: Day): Outcome {
  if (!person.awayTo || person.awayTo < today) return refuse("unchanged")
  return { acts: [act(person.id, { type: "came_back" })] }
}

/** Until when someone is away who is away that day. */
export const awayOn = ({ awayFrom, awayTo }: Pick<Absence, "awayFrom" | "awayTo">, day: Day): Day | null =>
  awayFrom && awayTo && awayFrom <= day && day <= awayTo ? awayTo : null

export function speak(person: Person, language: Language): Outcome {
  if (person.language === language) return refuse("unchanged")
  return { acts: [act(person.id, { type: "spoke", language })] }
}

/** How one wants to hear of each kind of thing. */
export function choose(person: Person, chosen: Readonly<Record<string, Way>>): Outcome {
  const wrong = Object.entries(chosen).filter(([choice, way]) => !isChoice(choice, way))
  if (wrong.length)
    return refuse(
      "unknown",
      wrong.map(([choice]) => `way.${choice}`),
    )
  const ways: Ways = { ...person.ways, ...chosen }
  const isSame = (Object.keys(ways) as Choice[]).every((one) => wayOf(ways, one) === wayOf(person.ways, one))
  if (isSame) return refuse("unchanged")
  return { acts: [act(person.id, { type: "chose", ways })] }
}

/** A new secret takes the old one's place: whoever had that sees nothing any more. */
export const shareCalendar = (person: Person, hash: string): Outcome => ({
  acts: [act(person.id, { type: "calendar_shared", hash })],
})

export function endCalendar(person: Person): Outcome {
  if (!person.calendar) return refuse("unchanged")
  return { acts: [act(person.id, { type: "calendar_ended" })] }
}

export function switchKeys(person: Person, on: boolean): Outcome {
  if (person.keys === on) return refuse("unchanged")
  return { acts: [act(person.id, { type: "keys_switched", on })] }
}

export type Exported = Omit<Extract<PersonEvent, { type: "exported" }>, "type">

export const exported = ({ id }: Person, left: Exported, purpose: string): Outcome => ({
  acts: [act(id, { type: "exported", ...left }, { purpose })],
})

export function applyToPerson(person: Person, event: PersonEvent, words: Words = {}): Person {
  const next = { ...person, seq: person.seq + 1 }
  switch (event.type) {
    case "invited": {
      const { name = "", email = "", phone = null } = words
      return { ...next, name, email, phone, language: event.language }
    }
    case "granted":
      return { ...next, memberships: [...person.memberships, { hubId: event.hubId, role: event.role }] }
    case "revoked":
      return { ...next, memberships: person.memberships.filter((held) => !same(held, event)) }
    case "spoke":
      return { ...next, language: event.language }
    case "went_away":
      return { ...next, awayFrom: event.from, awayTo: event.to, standInId: event.standInId }
    case "came_back":
      return { ...next, ...HERE }
    case "chose":
      return { ...next, ways: event.ways }
    case "calendar_shared":
      return { ...next, calendar: event.hash }
    case "calendar_ended":
      return { ...next, calendar: null }
    case "keys_switched":
      return { ...next, keys: event.on }
    case "exported":
      return next
  }
}

export const noPerson = (id: string): Person => ({
  id,
  seq: 0,
  name: "",
  email: "",
  phone: null,
  language: "nb",
  memberships: [],
  ways: {},
  calendar: null,
  keys: true,
  ...HERE,
})

const HERE: Absence = { awayFrom: null, awayTo: null, standInId: null }

/** Why, in words that can be erased; nobody has to say. */
type Reason = string | undefined
const why = (reason: Reason): Words => (reason ? { reason } : {})

const same = (one: Membership, other: Membership) => one.hubId === other.hubId && one.role === other.role
const holds = (person: Person, membership: Membership) => person.memberships.some((held) => same(held, membership))
const fits = ({ hubId, role }: Membership) =>
  hubId === NETWORK ? NETWORK_ROLES.some((one) => one === role) : HUB_ROLES.some((one) => one === role)

const act = (id: string, event: PersonEvent, words: Words = {}): Act => ({ stream: "person", id, event, words })
