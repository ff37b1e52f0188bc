import { and, eq, getTableColumns, gt, isNotNull, ne, or, type SQL, sql } from "drizzle-orm"
import { packed } from "#src/db/packed.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, together } from "./ground.ts"

/** Cases by a list of their references: what is done to many at once. */
export function selectionRelations({ select, hubs, knows, isOwn, inHub, namesMe }: Ground) {
  const { access } = t.cases
  /**
   * Cases by a list of their references, `[["NP-1", 17], …]`. It goes first, and each is looked up: left to choose, the
   * database would read a whole hub instead.
   */
  const asked = (list: Given) => sql`json_each(${list}) as asked`
  const isAsked = (where?: SQL) => and(eq(t.cases.ref, sql`asked.value ->> '$[0]'`), where)

  return {
    /** Of the cases asked for those of one's own hubs, in full, with the number that their company has by now. */
    ownAmong: (list: Given) => {
      const number = select({ orgnr: t.companies.orgnr }).from(t.companies).where(eq(t.companies.id, t.cases.companyId))
      const columns = { row: packed(getTableColumns(t.cases)), orgnr: sql<string | null>`${number}`.as("orgnr") }
      const among = (hub: Given) =>
        select(columns)
          .from(asked(list))
          .crossJoin(t.cases)
          .where(isAsked(isOwn(hub)))
          .$dynamic()
      const [first, ...rest] = hubs
      return together(among(first), ...rest.map(among))
    },
    /** What has happened to them since: after the entry of the log that stands beside each; all of it after none. */
    laterAmong: (list: Given) => {
      const { id, seq, act, data, onDate, at, actorId: byId } = t.events
      // Its own entries: that of the enquiry it came from names it too.
      const isItsOwn = eq(t.events.stream, sql`'case:' || ${t.cases.id}`)
      const since = and(eq(t.events.caseId, t.cases.id), isItsOwn, gt(seq, sql`asked.value ->> '$[1]'`))
      const { name, body, eventId } = t.texts
      const spoken = select({ all: sql`json_group_object(${name}, ${body})` })
        .from(t.texts)
        .where(and(eq(eventId, id), isNotNull(body)))
      const words = sql`(${spoken})`.mapWith((all): Record<string, string> => JSON.parse(all)).as("words")
      const later = (hub: Given) =>
        select({ ref: t.cases.ref, id, seq, act, data, onDate, at, words, by: t.people.name, byId })
          .from(asked(list))
          .crossJoin(t.cases)
          .innerJoin(t.events, since)
          .leftJoin(t.people, eq(t.people.id, t.events.actorId))
          .where(isAsked(isOwn(hub)))
          .$dynamic()
      const [first, ...rest] = hubs
      return together(later(first), ...rest.map(later))
    },
    /** That they exist, where one may know it. */
    networkAmong: (list: Given) =>
      select({ ref: t.cases.ref, company: t.cases.company })
        .from(asked(list))
        .crossJoin(t.cases)
        .where(isAsked(and(knows(), or(ne(access, "restricted"), namesMe, ...hubs.map(inHub))))),
  }
}
