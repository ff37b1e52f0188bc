import { and, eq, inArray, isNull, like, sql } from "drizzle-orm"
import type { Builder, Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { unfindable } from "./finding.ts"

/**
 * Blanks all that was said of a contact: in their company's log, in those of companies that were merged into it, and in
 * the enquiry that brought them. Their row is written by their event; the enquiry's is blanked here.
 */
export function forgettingContact(build: Builder, companyId: string, contactId: string, at: Date): Statement[] {
  const { events, texts, enquiries } = t
  const forget = { body: null, erasedAt: at }
  const stands = isNull(texts.erasedAt)
  const streams = sql`(with recursive same(id) as (select ${companyId} union select c.id
    from same join ${t.companies} as c on c.merged_into = same.id) select 'company:' || id from same)`
  const isOfThem = and(sql`${events.stream} in ${streams}`, sql`${events.data} ->> '$.contactId' = ${contactId}`)
  const said = build.select({ id: events.id }).from(events).where(isOfThem)
  const words = and(sql`${texts.subject} in ${streams}`, inArray(texts.eventId, said), stands)

  // The one whose acceptance introduced them, in the same act.
  const introduced = build
    .select({ act: events.act })
    .from(events)
    .where(and(isOfThem, eq(events.type, "introduced")))
  const brought = build.select({ id: t.contacts.caseId }).from(t.contacts).where(eq(t.contacts.id, contactId))
  const accepted = build
    .select({ id: sql<string>`substr(${events.stream}, 9)`.as("id") })
    .from(events)
    .where(
      and(
        eq(events.caseId, brought),
        like(events.stream, "enquiry:%"),
        eq(events.type, "accepted"),
        inArray(events.act, introduced),
      ),
    )
  const asked = sql`${texts.subject} in (select 'enquiry:' || id from ${accepted} as some)`
  const theirs = inArray(texts.name, ["contact", "email", "phone"])
  return [
    build.update(texts).set(forget).where(words),
    ...unfindable(sql`(select id from ${accepted} as some)`),
    build
      .update(texts)
      .set(forget)
      .where(and(asked, theirs, stands)),
    build.update(enquiries).set({ contact: "", email: null, phone: null }).where(inArray(enquiries.id, accepted)),
  ]
}
