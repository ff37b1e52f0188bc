import { and, desc, eq, getTableColumns, inArray, notInArray, or, type SQL, sql } from "drizzle-orm"
import { NETWORK } from "#src/core/person.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, isStaff, roles, together } from "./ground.ts"

/** The people of the network, and oneself. */
export function peopleRelations({ select, personId, hubs, proof, manages }: Ground) {
  return {
    /** Everyone who holds a role in the network, and how to reach them. */
    get staff() {
      const { id, name, email, phone, awayFrom, awayTo, standInId } = t.people
      const { hubId, role } = t.memberships
      return select({ id, name, email, phone, awayFrom, awayTo, standInId, hubId, role })
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
    /** What was done to the role and the absence of someone whom one runs, and by whom. */
    doneToPerson: (id: Given) => {
      const { seq, type, data, onDate, at } = t.events
      const worksAt = (hub: Given) =>
        sql`exists (select 1 from ${t.memberships} where ${and(eq(t.memberships.personId, id), eq(t.memberships.hubId, hub))})`
      const manager = or(...hubs.map((hub) => and(manages(hub), worksAt(hub))))
      const reason = sql<string | null>`(select ${t.texts.body} from ${t.texts}
        where ${and(eq(t.texts.eventId, t.events.id), eq(t.texts.name, "reason"))})`
      return select({ seq, event: data, on: onDate, at, by: t.people.name, reason: reason.as("reason") })
        .from(t.events)
        .leftJoin(t.people, eq(t.people.id, t.events.actorId))
        .where(
          and(
            eq(t.events.stream, sql`'person:' || ${id}`),
            inArray(type, ["invited", "granted", "revoked", "went_away", "came_back"]),
            or(manager, proof(roles("owner"))),
          ),
        )
        .orderBy(desc(seq))
        .limit(DONE)
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

/** So much of what was done to someone is told. */
const DONE = 50
