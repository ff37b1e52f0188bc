import { and, desc, eq, sql } from "drizzle-orm"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles } from "./ground.ts"

/** What was taken out as files: the programme owner sees all of it, a manager what people of the hub took. */
export function exportRelations({ select, proof }: Ground) {
  const owns = proof(roles("owner"))
  const hubsThen = sql`select value from json_each(${t.events.data}, '$.hubs')`
  const managesThen = proof(roles("manager"), sql`${t.memberships.hubId} in (${hubsThen})`)
  return {
    /** Before a moment, the latest first. */
    exportsBefore: (before: Given<number>, limit: number) =>
      select({
        id: t.events.id,
        at: t.events.at,
        data: t.events.data,
        who: t.people.name,
        purpose: t.texts.body,
      })
        .from(t.events)
        .leftJoin(t.people, eq(t.people.id, t.events.actorId))
        .leftJoin(t.texts, and(eq(t.texts.eventId, t.events.id), eq(t.texts.name, "purpose")))
        .where(
          and(sql`${t.events.type} = 'exported'`, sql`${t.events.at} < ${before}`, sql`(${owns} or ${managesThen})`),
        )
        .orderBy(desc(t.events.at))
        .limit(limit),
  }
}
