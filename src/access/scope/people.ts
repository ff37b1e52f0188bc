import { and, eq, getTableColumns, notInArray, or, type SQL } from "drizzle-orm"
import { NETWORK } from "#src/core/person.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, isStaff, roles, together } from "./ground.ts"

/** The people of the network, and oneself. */
export function peopleRelations({ select, personId, hubs, proof, manages }: Ground) {
  return {
    /** Everyone who holds a role in the network, and how to reach them. */
    get staff() {
      const { id, name, email, phone } = t.people
      return select({ id, name, email, phone, hubId: t.memberships.hubId, role: t.memberships.role })
        .from(t.memberships)
        .innerJoin(t.people, isStaff)
        .where(proof())
        .as("staff")
    },
    /** Names for what people did, also of those who have left. */
    get people() {
      const { id, name, email, phone } = t.people
      return select({ id, name, email, phone }).from(t.people).where(proof()).as("people")
    },

    /** The people whose roles one runs: a manager one's hubs', the programme owner everybody's. */
    get governed() {
      const governed = (where?: SQL) =>
        select({ ...getTableColumns(t.people), hubId: t.memberships.hubId, role: t.memberships.role })
          .from(t.memberships)
          .innerJoin(t.people, isStaff)
          .where(where)
          .$dynamic()
      const owns = proof(roles("owner"))
      const rest = governed(and(notInArray(t.memberships.hubId, [...hubs]), owns))
      const ofHub = (hub: Given) => governed(and(eq(t.memberships.hubId, hub), or(manages(hub), owns)))
      // The owner's role is held in the network: nobody else needs to ask for everyone.
      return together(...hubs.map(ofHub), ...(hubs.includes(NETWORK) ? [rest] : [])).as("governed")
    },
    /** A person who runs people may look one up by address, also one who holds no role now. */
    get invited() {
      return select()
        .from(t.people)
        .where(proof(roles("manager", "owner")))
        .as("invited")
    },

    get me() {
      return select()
        .from(t.people)
        .where(and(eq(t.people.id, personId), proof()))
        .as("me")
    },
    get mySessions() {
      return select()
        .from(t.sessions)
        .where(and(eq(t.sessions.userId, personId), proof()))
        .as("my_sessions")
    },
  }
}
