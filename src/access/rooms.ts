import type { Role } from "#src/core/person.ts"
import { type Actor, hubsOf, leadsSome, ownsNetwork, worksInHub } from "./actor.ts"

export type Room = "day" | "board" | "inbox" | "network" | "stages" | "people"

/** Which rooms exist for a person, and what they are called by: a link is there only if its page opens. */
export function roomsOf(actor: Actor): {
  rooms: readonly Room[]
  role: Role
  hubs: readonly string[]
  maySearch: boolean
} {
  const rooms: (Room | false)[] = [
    worksInHub(actor) && "day",
    worksInHub(actor) && "board",
    (worksInHub(actor) || ownsNetwork(actor)) && "inbox",
    "network",
    ownsNetwork(actor) && "stages",
    (leadsSome(actor) || ownsNetwork(actor)) && "people",
  ]
  const role = roleOf(actor)
  return { rooms: rooms.filter((room) => room !== false), role, hubs: hubsOf(actor), maySearch: maySearch(actor) }
}

/** Who may know of single cases may look for them. */
export const maySearch = (actor: Actor): boolean => worksInHub(actor) || ownsNetwork(actor)

/** Where a person starts. */
export const homeOf = (actor: Actor): Room => (worksInHub(actor) ? "board" : "network")

/** The widest role one holds. */
function roleOf({ memberships }: Actor): Role {
  const order: Role[] = ["owner", "manager", "advisor", "auditor"]
  return order.find((role) => memberships.some((held) => held.role === role)) ?? "auditor"
}
