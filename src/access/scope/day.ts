import { and, type Column, eq, inArray, or, type SQL, sql } from "drizzle-orm"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles, WORKERS } from "./ground.ts"

/** What one person's day is made of: meetings, the time put down for it, and those whose steps one sees to. */
export function dayRelations({ select, personId, hubs, proof, isOwn, isOpen }: Ground) {
  const inHub = (hub: Given) => proof(eq(t.memberships.hubId, hub), roles(...WORKERS))
  const absent = (hub: Given, today: Given) => {
    const { id, standInId, awayFrom, awayTo } = t.people
    const isAway = sql`${standInId} = ${personId} and ${awayFrom} <= ${today} and ${awayTo} >= ${today}`
    // The few people of a hub come first, and then whether each is away.
    return sql`select ${id} as key from ${t.memberships} cross join ${t.people}
      where ${and(eq(t.memberships.hubId, hub), inHub(hub), eq(id, t.memberships.personId), isAway)}`
  }

  return {
    /** What one has put down for a day already, in minutes. */
    spentOn: (day: Given) => {
      const { contact, preparation, travel } = t.timeEntries
      const sum = sql<number>`coalesce(sum(${contact} + ${preparation} + ${travel}), 0)`
      return select({ minutes: sum.as("minutes") })
        .from(t.timeEntries)
        .where(and(eq(t.timeEntries.personId, personId), eq(t.timeEntries.onDate, day), proof()))
    },
    /** One's meetings from a day to another, of cases that one may open. */
    meetingsIn: (from: Given, to: Given) => {
      const { id, onDate, startsAt, minutes, said } = t.meetings
      const place = sql<string | null>`(select ${t.texts.body} from ${t.texts}
        where ${and(eq(t.texts.eventId, said), eq(t.texts.name, "place"))})`
      const about = sql<string | null>`(select ${t.texts.body} from ${t.texts}
        where ${and(eq(t.texts.eventId, said), eq(t.texts.name, "about"))})`
      const { ref, company } = t.cases
      return select({
        ...{ id, ref, company, on: onDate, at: startsAt, minutes },
        ...{ place: place.as("place"), about: about.as("about") },
      })
        .from(t.meetings)
        .innerJoin(t.cases, eq(t.cases.id, t.meetings.caseId))
        .where(
          and(
            eq(t.meetings.personId, personId),
            sql`${onDate} between ${from} and ${to}`,
            or(isOpen(), ...hubs.map(isOwn)),
          ),
        )
        .orderBy(onDate, startsAt)
    },
    /** Oneself, and those whose next steps one sees to while they are away. */
    stepsOf: (today: Given): SQL => {
      const self = sql`select ${personId} as key where ${proof()}`
      return sql`(${sql.join([self, ...hubs.map((hub) => absent(hub, today))], sql` union `)}) as keys`
    },
    /** Always so: says that one goes by age, so that the index for that is used, and by nobody else. */
    byAge: (staleOn: Column): SQL => sql`${staleOn} > ''`,
    /** People by their ids. */
    namesOf: (ids: SQL) => {
      const { id, name } = t.people
      return select({ id, name })
        .from(t.people)
        .where(and(inArray(id, sql`(select key from ${ids})`), proof()))
    },
  }
}
