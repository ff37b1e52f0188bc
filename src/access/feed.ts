import { and, asc, eq, exists, gte, isNotNull, isNull, or } from "drizzle-orm"
import { addDays, type Day } from "#src/core/calendar.ts"
import type { Builder, Database } from "#src/db/connect.ts"
import { planned, slot } from "#src/db/plan.ts"
import * as t from "#src/db/schema.ts"

/** More than anyone has planned. */
const ENTRIES = 500
/** So long a meeting stays in a calendar. */
const KEPT_DAYS = 90

export type Feed = NonNullable<Awaited<ReturnType<ReturnType<typeof openFeed>["read"]>>>

/** What the secret address of a calendar shows, without a sign-in: whose it is, and what they have planned. */
export function openFeed({ build, send }: Database) {
  return {
    /** Null if the address is nobody's, or of someone who works here no longer. One trip. */
    read: async (hash: string, today: Day) => {
      const asked = plansOf(build)
      const from = addDays(today, -KEPT_DAYS)
      const [[owner], cases, meetings] = await send("read", [
        asked.owner({ hash }),
        asked.cases({ hash }),
        asked.meetings({ hash, from }),
      ])
      if (!owner) return null
      return { ...owner, meetings, cases: [...new Map(cases.map((kase) => [kase.id, kase])).values()] }
    },
  }
}

let plans: ReturnType<typeof put> | undefined
const plansOf = (build: Builder) => {
  plans ??= put(build)
  return plans
}

const put = (build: Builder) => ({
  owner: planned(ownerOf(build)),
  cases: planned(plannedOf(build)),
  meetings: planned(metBy(build)),
})

export const ownerOf = (build: Builder) =>
  build
    .select({ name: t.people.name, language: t.people.language })
    .from(t.people)
    .innerJoin(t.memberships, eq(t.memberships.personId, t.people.id))
    .where(eq(t.people.calendar, slot("hash")))
    .limit(1)

/** Of the hubs that they still work in. */
export function plannedOf(build: Builder) {
  const { id, ref, company, access, seq, clockOn, nextOn, until, turn } = t.cases
  return build
    .select({ id, ref, company, access, seq, clockOn, nextOn, until, turn })
    .from(t.people)
    .crossJoin(t.memberships)
    .crossJoin(t.cases)
    .where(
      and(
        eq(t.people.calendar, slot("hash")),
        eq(t.memberships.personId, t.people.id),
        eq(t.cases.hubId, t.memberships.hubId),
        eq(t.cases.advisorId, t.people.id),
        isNull(t.cases.endedOn),
        or(isNotNull(nextOn), isNotNull(until)),
      ),
    )
    .orderBy(asc(t.cases.attendOn))
    .limit(ENTRIES)
}

/** Their meetings on cases of hubs that they still work in, of the whole network, or that they are named on. */
export function metBy(build: Builder) {
  const { id, caseId, onDate, startsAt, minutes } = t.meetings
  const { ref, company, access, seq, clockOn } = t.cases
  const held = build.select({ hubId: t.memberships.hubId }).from(t.memberships)
  const worksThere = held.where(and(eq(t.memberships.personId, t.people.id), eq(t.memberships.hubId, t.cases.hubId)))
  const works = build
    .select({ hubId: t.memberships.hubId })
    .from(t.memberships)
    .where(eq(t.memberships.personId, t.people.id))
  const isNamed = build
    .select({ caseId: t.named.caseId })
    .from(t.named)
    .where(and(eq(t.named.personId, t.people.id), eq(t.named.caseId, t.cases.id)))
  return build
    .select({ id, ref, company, access, seq, stamp: clockOn, onDate, startsAt, minutes })
    .from(t.people)
    .crossJoin(t.meetings)
    .innerJoin(t.cases, eq(t.cases.id, caseId))
    .where(
      and(
        eq(t.people.calendar, slot("hash")),
        eq(t.meetings.personId, t.people.id),
        gte(onDate, slot("from")),
        or(exists(worksThere), and(eq(access, "network"), exists(works)), exists(isNamed)),
      ),
    )
    .orderBy(onDate, startsAt)
    .limit(ENTRIES)
}
