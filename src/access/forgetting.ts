import { and, eq, inArray, isNull, like, ne, sql } from "drizzle-orm"
import type { Builder, Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { unfindable } from "./finding.ts"
import type { By } from "./writes.ts"

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
        inArray(events.type, ["accepted", "attached"]),
        inArray(events.act, introduced),
      ),
    )
  const asked = sql`${texts.subject} in (select 'enquiry:' || id from ${accepted} as some)`
  const theirs = inArray(texts.name, ["contact", "email", "phone"])
  return [
    build.update(texts).set(forget).where(words),
    ...unfindable("enquiry", sql`(select id from ${accepted} as some)`),
    build
      .update(texts)
      .set(forget)
      .where(and(asked, theirs, stands)),
    build.update(enquiries).set({ contact: "", email: null, phone: null }).where(inArray(enquiries.id, accepted)),
  ]
}

/**
 * Blanks what a company that is a person was called: in its own log and those of companies merged into it, in its cases'
 * and in the enquiries they came from. What this act itself says stays.
 */
export function forgettingOwner(build: Builder, companyId: string, { act, at }: By): Statement[] {
  const { events, texts, enquiries, cases } = t
  const forget = { body: null, erasedAt: at }
  const stands = isNull(texts.erasedAt)
  const own = sql`(with recursive same(id) as (select ${companyId} union select c.id
    from same join ${t.companies} as c on c.merged_into = same.id) select 'company:' || id from same)`
  const others = sql`(with recursive same(id) as (select ${companyId} union select c.id
    from same join ${t.companies} as c on c.merged_into = same.id) select id from same where id <> ${companyId})`
  const facts = build
    .select({ id: events.id })
    .from(events)
    .where(and(sql`${events.stream} in ${own}`, inArray(events.type, ["registered", "fact_learned"])))
  const theirs = build.select({ id: cases.id }).from(cases).where(eq(cases.companyId, companyId))
  const inCases = sql`${texts.subject} in (select 'case:' || id from ${theirs} as some)`
  const isOlder = sql`${texts.eventId} not in (select ${events.id} from ${events} where ${eq(events.act, act)})`
  const came = build
    .select({ id: sql<string>`substr(${events.stream}, 9)`.as("id") })
    .from(events)
    .where(and(inArray(events.caseId, theirs), like(events.stream, "enquiry:%")))
  const asked = sql`${texts.subject} in (select 'enquiry:' || id from ${came} as some)`
  return [
    build
      .update(texts)
      .set(forget)
      .where(and(sql`${texts.subject} in ${own}`, inArray(texts.eventId, facts), stands)),
    build
      .update(texts)
      .set(forget)
      .where(and(inCases, eq(texts.name, "company"), isOlder, stands)),
    build
      .update(texts)
      .set(forget)
      .where(and(asked, eq(texts.name, "company"), stands)),
    build
      .update(t.companies)
      .set({ name: "", folded: "", facts: sql`json_remove(${t.companies.facts}, '$.name', '$.address', '$.industry')` })
      .where(and(sql`'company:' || ${t.companies.id} in ${own}`, ne(t.companies.id, companyId))),
    ...unfindable("company", others),
    ...unfindable("enquiry", sql`(select id from ${came} as some)`),
    build.update(enquiries).set({ company: "", folded: "" }).where(inArray(enquiries.id, came)),
  ]
}
