import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { addDays, type Day, isWorkingDay, osloDay, osloHour } from "#src/core/calendar.ts"
import { isMorning } from "#src/core/morning.ts"
import { OF_ENQUIRIES } from "#src/core/telling.ts"
import { type Builder, type Database, repeated } from "#src/db/connect.ts"
import { slot } from "#src/db/plan.ts"
import * as t from "#src/db/schema.ts"

/** Mails in one go, and how often one is tried. */
const STEP = 20
const TRIES = 3
const AGAIN_MS = 30 * 60 * 1000
/** Of cases and of notices so many are asked for, the most urgent first. */
const CASES = 200
const NOTICES = 30

export type Post = ReturnType<typeof openPost>
/** What became of a mail: null is that it was sent, otherwise why not. */
export type Result = { id: string; personId: string; failed: string | null }

/**
 * Who is to get which mail. A mail's row is written before it is sent, so that however many do this at once, each goes
 * out once; whoever is cut off in between has sent it or not, and nobody sends it again.
 */
export function openPost({ build, send }: Database, at = new Date()) {
  const today = osloDay(at)

  /** What is to be mailed at once and nobody has taken yet, or has failed a while ago. */
  async function letters() {
    const { notices, deliveries } = t
    const isToSend = and(eq(notices.way, "at_once"), isNull(notices.toldAt))
    const isSettled = or(isNotNull(notices.readAt), isNotNull(notices.takenBackAt))
    const isTaken = sql`exists (select 1 from ${deliveries} where ${deliveries.id} = 'notice:' || ${notices.id})`
    const fresh = sql`select 'notice:' || ${notices.id}, ${notices.personId}, ${today}, 'claimed', 1, ${at.getTime()}, null
      from ${notices} where ${isToSend} order by ${notices.at} limit ${STEP}`
    const [, taken, again] = await send("write", [
      build.update(notices).set({ toldAt: at }).where(and(isToSend, isSettled)),
      build.insert(deliveries).select(fresh).onConflictDoNothing().returning({ id: deliveries.id }),
      failedOnce("notice:", addDays(today, -1)),
      build.update(notices).set({ toldAt: at }).where(and(isToSend, isTaken)),
    ])
    const ids = [...taken, ...again].map(({ id }) => id)
    if (!ids.length) return []
    const [found, cases] = await send("read", [lettersOf(build, ids), casesIn(build, ids)])
    return found.map((one) => ({ ...one, cases: cases.filter(({ id }) => id === one.id) }))
  }

  /** Some of those who have not had their morning's mail on a working day: not who is away. */
  async function mornings() {
    if (!isWorkingDay(today) || !isMorning(osloHour(at))) return []
    const { people, deliveries } = t
    const id = sql`'morning:' || ${people.id} || ':' || ${today}`
    const works = sql`exists (select 1 from ${t.memberships} where ${eq(t.memberships.personId, people.id)})`
    const isAway = sql`(${people.awayFrom} is not null and ${today} between ${people.awayFrom} and ${people.awayTo})`
    const isTaken = sql`exists (select 1 from ${deliveries} where ${deliveries.id} = ${id})`
    const fresh = sql`select ${id}, ${people.id}, ${today}, 'claimed', 1, ${at.getTime()}, null
      from ${people} where ${works} and not ${isAway} and not ${isTaken} limit ${STEP}`
    const { personId } = deliveries
    const [taken, again] = await send("write", [
      build.insert(deliveries).select(fresh).onConflictDoNothing().returning({ id: deliveries.id, personId }),
      failedOnce("morning:", today),
    ])
    const claimed = [...taken, ...again]
    if (!claimed.length) return []
    const values = claimed.map((one) => ({ person: one.personId, today }))
    const n = values.length
    const rows = await send("read", [
      ...repeated(readerOf(build), values),
      ...repeated(duesOf(build), values),
      ...repeated(stoodInFor(build), values),
      ...repeated(freshFor(build), values),
    ])
    const [readers, own, others, news] = [0, 1, 2, 3].map((part) => rows.slice(part * n, (part + 1) * n))
    return claimed.map(({ id }, i) => ({
      id,
      reader: (readers as Rows<typeof readerOf>[])[i]?.[0],
      own: distinct((own as Rows<typeof duesOf>[])[i] ?? []),
      others: distinct((others as Rows<typeof stoodInFor>[])[i] ?? []),
      news: (news as Rows<typeof freshFor>[])[i] ?? [],
    }))
  }

  const failedOnce = (kind: "notice:" | "morning:", since: Day) => {
    const { id, personId, state, attempts, day, at: tried } = t.deliveries
    const isOver = lte(tried, new Date(at.getTime() - AGAIN_MS))
    const some = build
      .select({ id })
      .from(t.deliveries)
      .where(and(sql`state = 'failed'`, sql`${day} >= ${since}`, sql`${attempts} < ${TRIES}`, isOver, startsWith(kind)))
      .limit(STEP)
    return build
      .update(t.deliveries)
      .set({ state: "claimed", attempts: sql`${attempts} + 1`, at })
      .where(and(eq(state, "failed"), inArray(id, some)))
      .returning({ id, personId })
  }

  /** Writes down what became of them; what the morning mail has told is not told the next morning. */
  async function sent(results: readonly Result[], quiet: readonly string[] = []): Promise<void> {
    const { deliveries, notices, people } = t
    if (!results.length && !quiet.length) return
    await send("write", [
      build
        .update(deliveries)
        .set({ state: "nothing", at })
        .where(inArray(deliveries.id, [...quiet])),
      ...results.flatMap(({ id, personId, failed }) => [
        build
          .update(deliveries)
          .set({ state: failed === null ? "sent" : "failed", reason: failed, at })
          .where(eq(deliveries.id, id)),
        build
          .update(people)
          .set({ mailFailures: failed === null ? 0 : sql`${people.mailFailures} + 1` })
          .where(eq(people.id, personId)),
      ]),
      ...results
        .filter(({ id, failed }) => failed === null && id.startsWith("morning:"))
        .map(({ personId }) =>
          build
            .update(notices)
            .set({ toldAt: at })
            .where(
              and(
                eq(notices.personId, personId),
                eq(notices.way, "digest"),
                isNull(notices.toldAt),
                isUnread(),
                before(at),
              ),
            ),
        ),
    ])
  }

  return { letters, mornings, sent, today }
}

type Rows<F extends (build: Builder) => { _: { result: unknown } }> = ReturnType<F>["_"]["result"]

const isUnread = () => sql`read_at is null and taken_back_at is null`
const before = (at: Date) => lte(t.notices.at, at)
const startsWith = (kind: string): SQL => sql`${t.deliveries.id} between ${kind} and ${`${kind}~`}`

const distinct = <R extends { id: string }>(rows: readonly R[]): R[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

/** To whom, from whom, and of what. */
function lettersOf(build: Builder, ids: readonly string[]) {
  const by = alias(t.people, "by")
  const about = alias(t.people, "about")
  const { notices, people } = t
  return build
    .select({
      id: sql<string>`'notice:' || ${notices.id}`.as("delivery"),
      personId: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
      kind: notices.kind,
      n: sql<number>`json_array_length(${notices.cases})`.as("n"),
      by: sql<string | null>`${by.name}`.as("by_name"),
      person: sql<string | null>`${about.name}`.as("about_name"),
      state: t.enquiries.state,
    })
    .from(notices)
    .innerJoin(people, eq(people.id, notices.personId))
    .leftJoin(by, eq(by.id, notices.actorId))
    .leftJoin(about, and(eq(about.id, notices.about), eq(notices.kind, "stand_in")))
    .leftJoin(t.enquiries, and(eq(t.enquiries.id, notices.about), inArray(notices.kind, OF_ENQUIRIES)))
    .where(inArray(notices.id, ids.map(noticeId)))
}

const CALLED = { ref: t.cases.ref, company: t.cases.company, access: t.cases.access }

/** The cases that they name. Of a restricted one no more leaves than its number. */
function casesIn(build: Builder, ids: readonly string[]) {
  const { notices, cases } = t
  return build
    .select({ id: sql<string>`'notice:' || ${notices.id}`.as("delivery"), ...CALLED })
    .from(notices)
    .crossJoin(sql`json_each(${notices.cases}) as j`)
    .innerJoin(cases, sql`${cases.id} = j.value`)
    .where(and(inArray(notices.id, ids.map(noticeId)), sql`j.key < 10`))
}

const noticeId = (delivery: string) => delivery.slice("notice:".length)

export const readerOf = (build: Builder) =>
  build
    .select({
      id: t.people.id,
      name: t.people.name,
      email: t.people.email,
      language: t.people.language,
      ways: t.people.ways,
    })
    .from(t.people)
    .where(eq(t.people.id, slot("person")))

const { nextOn, until, turn, clockOn, limitDays, attendOn } = t.cases
const PENDING = { id: t.cases.id, ...CALLED, nextOn, until, turn, clockOn, limitDays, attendOn }

/** One's open cases, in the hubs one works in. */
export const duesOf = (build: Builder) =>
  build
    .select(PENDING)
    .from(t.memberships)
    .crossJoin(t.cases)
    .where(
      and(
        eq(t.memberships.personId, slot("person")),
        eq(t.cases.hubId, t.memberships.hubId),
        eq(t.cases.advisorId, slot("person")),
        isNull(t.cases.endedOn),
      ),
    )
    .orderBy(asc(attendOn))
    .limit(CASES)

/** Those of whom one stands in for today, of the hubs that one works in, too. */
export const stoodInFor = (build: Builder) => {
  const { people } = t
  return build
    .select({ ...PENDING, advisor: sql<string>`${people.name}`.as("advisor_name") })
    .from(people)
    .crossJoin(t.memberships)
    .crossJoin(t.cases)
    .where(
      and(
        eq(people.standInId, slot("person")),
        sql`${slot("today")} between ${people.awayFrom} and ${people.awayTo}`,
        eq(t.memberships.personId, slot("person")),
        eq(t.cases.hubId, t.memberships.hubId),
        eq(t.cases.advisorId, people.id),
        isNull(t.cases.endedOn),
      ),
    )
    .orderBy(asc(attendOn))
    .limit(CASES)
}

/** What came for the morning mail and has not been read since. */
export const freshFor = (build: Builder) => {
  const by = alias(t.people, "by")
  const about = alias(t.people, "about")
  const { notices } = t
  return build
    .select({
      kind: notices.kind,
      n: sql<number>`json_array_length(${notices.cases})`.as("n"),
      by: sql<string | null>`${by.name}`.as("by_name"),
      person: sql<string | null>`${about.name}`.as("about_name"),
      state: t.enquiries.state,
    })
    .from(notices)
    .leftJoin(by, eq(by.id, notices.actorId))
    .leftJoin(about, and(eq(about.id, notices.about), eq(notices.kind, "stand_in")))
    .leftJoin(t.enquiries, and(eq(t.enquiries.id, notices.about), inArray(notices.kind, OF_ENQUIRIES)))
    .where(and(eq(notices.personId, slot("person")), eq(notices.way, "digest"), isNull(notices.toldAt), isUnread()))
    .orderBy(desc(notices.at))
    .limit(NOTICES)
}
