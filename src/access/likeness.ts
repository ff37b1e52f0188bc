import { and, asc, type Column, eq, gt, isNotNull, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { osloDay } from "#src/core/calendar.ts"
import { foldName } from "#src/core/fold.ts"
import { NETWORK } from "#src/core/person.ts"
import type { Builder, Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"

const FEED = "duplicates"
/** Stands before a hub, where a case would stand: cases have other ids. */
export const BY_LIST = "list:"
/** Companies in one step, and steps in one run. What is left over is for the next hour. */
const CHUNK = 500
const STEPS = 40
/** An address that so many companies share is that of someone who serves them, such as an accountant. */
const MOST_SHARING = 5

/**
 * Finds companies that may be one, all of them once a night. What is written is no history: each night it is made anew,
 * without what somebody said is not the same.
 */
export function openLikeness({ build, send }: Database, at = new Date()) {
  const today = osloDay(at)

  /** How many pairs were found. However many do it at once, a pair stands there once. */
  async function compare(): Promise<number> {
    let place = await begun()
    let found = 0
    for (let step = 0; step < STEPS && place !== null; step++) {
      const [companies] = await send("read", [companiesFrom(build, place)])
      const [last] = companies.slice(-1)
      if (!last) {
        await send("write", [build.update(t.feeds).set({ since: at, begun: null, place: "" }).where(isIt)])
        break
      }
      found += await compared(companies, place, last.id)
      place = last.id
    }
    return found
  }

  const isIt = eq(t.feeds.name, FEED)

  /** Where the night's round is, or null if there was one today. */
  async function begun(): Promise<string | null> {
    const first = { name: FEED, since: new Date(0), place: "" }
    const [, [feed]] = await send("write", [
      build.insert(t.feeds).values(first).onConflictDoNothing(),
      build.select().from(t.feeds).where(isIt),
    ])
    if (feed?.begun) return feed.place
    if (!feed || osloDay(feed.since) >= today) return null
    await send("write", [build.update(t.feeds).set({ begun: at, place: "" }).where(isIt)])
    return ""
  }

  type Known = { id: string; name: string; folded: string }

  async function compared(companies: readonly Known[], after: string, upTo: string): Promise<number> {
    const among = and(gt(t.duplicates.one, after), lte(t.duplicates.one, upTo))
    // The name as it is compared is a cache: rows that are older than it have none.
    const stale = companies.filter(({ name, folded }) => foldName(name) !== folded)
    await send("write", [
      ...stale.map(({ id, name }) =>
        build
          .update(t.companies)
          .set({ folded: foldName(name) })
          .where(and(eq(t.companies.id, id), eq(t.companies.name, name))),
      ),
      build.delete(t.duplicates).where(among),
      ...likenesses(build, after, upTo).map((pairs) =>
        build
          .insert(t.duplicates)
          .select(pairs as never)
          .onConflictDoNothing(),
      ),
      build.update(t.feeds).set({ place: upTo }).where(isIt),
    ])
    const [[counted]] = await send("read", [
      build.select({ n: sql<number>`count(distinct one || ' ' || other)` }).from(t.duplicates).where(among),
    ])
    return counted?.n ?? 0
  }

  return { compare }
}

/** The case that a contact is known by; of one that came with a list, the hub whose it was. */
const sourceOf = ({ caseId, listHubId }: { caseId: Column; listHubId: Column }) =>
  sql`iif(${listHubId} is null, ${caseId}, ${BY_LIST} || ${listHubId})`

const companiesFrom = (build: Builder, after: string) =>
  build
    .select({ id: t.companies.id, name: t.companies.name, folded: t.companies.folded })
    .from(t.companies)
    .where(gt(t.companies.id, after))
    .orderBy(asc(t.companies.id))
    .limit(CHUNK)

/** The pairs of which the first is among some companies, one query a reason. By index: the cross joins keep the order. */
export function likenesses(build: Builder, after: string, upTo: string) {
  const [one, other] = [alias(t.companies, "one"), alias(t.companies, "other")]
  const [theirs, others] = [alias(t.contacts, "theirs"), alias(t.contacts, "others")]
  /** Not two numbers, not merged away, and nobody has said that they are not the same. */
  const mayBe = and(
    isNull(one.mergedInto),
    isNull(other.mergedInto),
    or(isNull(one.orgnr), isNull(other.orgnr)),
    sql`not exists (select 1 from json_each(${one.apart}) where value = ${other.id})`,
    sql`not exists (select 1 from json_each(${other.apart}) where value = ${one.id})`,
  )
  const among = sql`${one.id} > ${after} and ${one.id} <= ${upTo}`
  const pair = (reason: string, by: readonly [SQL, SQL]) => ({
    hubId: sql<string>`place.value`.as("hub_id"),
    one: sql<string>`${one.id}`.as("one"),
    other: sql<string>`${other.id}`.as("other"),
    reason: sql<string>`${reason}`.as("reason"),
    caseOne: sql<string>`${by[0]}`.as("case_one"),
    caseOther: sql<string>`${by[1]}`.as("case_other"),
  })
  /** A row for each hub that has a case of one of them, or had a contact in a list, and one for the network. */
  const hubsOf = sql`json_each((select json_group_array(hub_id) from (select ${NETWORK} as hub_id
    union select ${t.cases.hubId} from ${t.cases} where ${t.cases.companyId} in (${one.id}, ${other.id})
    union select ${t.contacts.listHubId} from ${t.contacts}
      where ${t.contacts.companyId} in (${one.id}, ${other.id}) and ${t.contacts.listHubId} is not null))) as place`
  const byName = build
    .select(pair("name", [sql`''`, sql`''`]))
    .from(one)
    .crossJoin(other)
    .crossJoin(hubsOf)
    .where(
      and(
        among,
        ne(one.folded, ""),
        eq(other.folded, one.folded),
        sql`${other.municipality} is ${one.municipality}`,
        sql`${other.id} > ${one.id}`,
        mayBe,
      ),
    )
  const byContact = (reason: "email" | "phone") => {
    const sharing = sql`(select count(distinct company_id) from ${t.contacts} as c
      where c.${sql.identifier(reason)} = ${theirs[reason]})`
    return build
      .select(pair(reason, [sourceOf(theirs), sourceOf(others)]))
      .from(one)
      .crossJoin(theirs)
      .crossJoin(others)
      .crossJoin(other)
      .crossJoin(hubsOf)
      .where(
        and(
          among,
          eq(theirs.companyId, one.id),
          isNotNull(theirs[reason]),
          eq(others[reason], theirs[reason]),
          sql`${others.companyId} > ${one.id}`,
          eq(other.id, others.companyId),
          sql`${sharing} <= ${MOST_SHARING}`,
          mayBe,
        ),
      )
  }
  return [byName, byContact("email"), byContact("phone")] as const
}
