import { and, desc, eq, getTableColumns, inArray, lt, type SQLWrapper, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { OF_ENQUIRIES } from "#src/core/telling.ts"
import * as t from "#src/db/schema.ts"
import type { Given, Ground } from "./ground.ts"

/** What oneself is told. A notice is one's own; what it is about is told only as far as one may know of it today. */
export function noticeRelations({ select, personId, proof, existing }: Ground) {
  const isMine = and(eq(t.notices.personId, personId), proof())
  return {
    get myNotices() {
      return select(getTableColumns(t.notices)).from(t.notices).where(isMine).as("my_notices")
    },
    /** The latest before a moment, who did it, and whom or what it is about. */
    noticesBefore: (at: Given<Date>, limit: number) => {
      const about = alias(t.people, "about")
      const { id, kind, cases, at: happened, readAt, takenBackAt } = t.notices
      const enquiry = t.enquiries
      return select({
        id,
        kind,
        cases,
        at: happened,
        readAt,
        takenBackAt,
        by: sql<string | null>`${t.people.name}`.as("by_name"),
        person: sql<string | null>`${about.name}`.as("about_name"),
        from: about.awayFrom,
        to: about.awayTo,
        state: enquiry.state,
        enquiry: sql<string | null>`${enquiry.ref}`.as("enquiry_ref"),
        company: sql<string | null>`${enquiry.company}`.as("enquiry_company"),
      })
        .from(t.notices)
        .leftJoin(t.people, eq(t.people.id, t.notices.actorId))
        .leftJoin(about, and(eq(about.id, t.notices.about), eq(kind, "stand_in")))
        .leftJoin(enquiry, and(eq(enquiry.id, t.notices.about), inArray(kind, OF_ENQUIRIES)))
        .where(and(isMine, lt(happened, at)))
        .orderBy(desc(happened))
        .limit(limit)
    },
    /** Of the cases that they name, that they exist, as far as one may know. The first few of each. */
    casesNoticed: (at: Given<Date>, limit: number, each: number): SQLWrapper & ReturnType<typeof existing> => {
      const some = select({ cases: t.notices.cases })
        .from(t.notices)
        .where(and(isMine, lt(t.notices.at, at)))
        .orderBy(desc(t.notices.at))
        .limit(limit)
        .as("some")
      return existing(
        sql`${t.cases.id} in (select j.value from ${some}, json_each(${some.cases}) as j where j.key < ${each})`,
      )
    },
  }
}
