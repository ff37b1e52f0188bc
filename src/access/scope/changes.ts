import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import type { AnyEvent } from "#src/core/acts.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, type SomeHubs, together } from "./ground.ts"

type Since = Given<number> | SQL

/** What has happened in one's hubs since a moment, the latest first: of each hub so much and no more is looked at. */
export function changeRelations({ select, isOwn, personId, proof }: Ground) {
  const recent = (hub: Given, since: Since, limit: number, what: SQL) =>
    select()
      .from(t.events)
      .where(and(eq(t.events.hubId, hub), sql`${t.events.at} > ${since}`, what))
      .orderBy(desc(t.events.at))
      .limit(limit)
      .as("recent")
  const byCase = (hub: Given, since: Since, limit: number) => {
    const some = recent(hub, since, limit, sql`${t.events.stream} like 'case:%'`)
    const advisor = alias(t.people, "advisor")
    const { ref, company, stage, advisorId } = t.cases
    return select({
      at: sql<number>`${some.at}`.as("happened"),
      on: some.onDate,
      act: some.act,
      actorId: some.actorId,
      event: sql<AnyEvent>`${some.data}`.mapWith((json: string) => JSON.parse(json)).as("event"),
      by: sql<string | null>`${t.people.name}`.as("by_name"),
      ref,
      company,
      stage,
      hubId: t.cases.hubId,
      advisorId,
      advisor: sql<string | null>`${advisor.name}`.as("advisor_name"),
    })
      .from(some)
      .crossJoin(t.cases)
      .leftJoin(t.people, eq(t.people.id, some.actorId))
      .leftJoin(advisor, eq(advisor.id, advisorId))
      .where(and(eq(t.cases.id, some.caseId), isOwn(hub)))
      .$dynamic()
  }
  const enquired = (hub: Given, since: Since, limit: number) => {
    const some = recent(hub, since, limit, inArray(t.events.type, ["received", "handed"]))
    const { ref, company, state, receivedOn } = t.enquiries
    return select({ at: sql<number>`${some.at}`.as("happened"), ref, company, state, receivedOn })
      .from(some)
      .crossJoin(t.enquiries)
      .where(and(sql`${some.stream} = 'enquiry:' || ${t.enquiries.id}`, eq(t.enquiries.hubId, hub), inHubOf(hub)))
      .$dynamic()
  }
  /** The same proof as for cases, of the hub alone. */
  const inHubOf = (hub: Given) => proof(eq(t.memberships.hubId, hub))

  return {
    happenedIn: ([first, ...rest]: SomeHubs, since: Since, limit: number) =>
      together(byCase(first, since, limit), ...rest.map((hub) => byCase(hub, since, limit))).as("happened"),
    enquiredIn: ([first, ...rest]: SomeHubs, since: Since, limit: number) =>
      together(enquired(first, since, limit), ...rest.map((hub) => enquired(hub, since, limit))).as("enquired"),
    /** When the visit before this one ended, and as a moment to ask from: without one, the beginning of the week. */
    get visited() {
      return select({ at: t.people.visitedAt })
        .from(t.people)
        .where(and(eq(t.people.id, personId), proof()))
        .as("visited")
    },
    sinceVisit: (otherwise: Given<number>) =>
      sql`coalesce((select ${t.people.visitedAt} from ${t.people} where ${eq(t.people.id, personId)}), ${otherwise})`,
  }
}
