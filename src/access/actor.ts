import { type Language, type Membership, NETWORK, type Role } from "#src/core/person.ts"

/** Whoever acts, by the rows and not by the cookie. */
export type Actor = {
  id: string
  name: string
  language: Language
  sessionId: string
  /** Whether a single key does something for them. */
  keys: boolean
  memberships: readonly Membership[]
  /** Notices not read yet, up to ten. */
  unread: number
}

export const holds = (actor: Actor, role: Role, hubId: string): boolean =>
  actor.memberships.some((held) => held.role === role && held.hubId === hubId)

export const belongs = (actor: Actor, hubId: string): boolean => actor.memberships.some((held) => held.hubId === hubId)

/** The hubs one works in; network roles are held in none. */
export const hubsOf = (actor: Actor): string[] => [
  ...new Set(actor.memberships.map(({ hubId }) => hubId).filter((hubId) => hubId !== NETWORK)),
]

export const leadsSome = (actor: Actor): boolean => actor.memberships.some(({ role }) => role === "manager")
export const worksInHub = (actor: Actor): boolean => hubsOf(actor).length > 0
export const ownsNetwork = (actor: Actor): boolean => holds(actor, "owner", NETWORK)
