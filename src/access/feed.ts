import { and, asc, eq, isNotNull, isNull, or } from "drizzle-orm"
import type { Builder, Database } from "#src/db/connect.ts"
import { planned, slot } from "#src/db/plan.ts"
import * as t from "#src/db/schema.ts"

/** More than anyone has planned. */
const ENTRIES = 500

export type Feed = NonNullable<Awaited<ReturnType<ReturnType<typeof openFeed>["read"]>>>

/** What the secret address of a calendar shows, without a sign-in: whose it is, and what they have planned. */
export function openFeed({ build, send }: Database) {
  return {
    /** Null if the address is nobody's, or of someone who works here no longer. One trip. */
    read: async (hash: string) => {
      const asked = plansOf(build)
      const [[owner], cases] = await send("read", [asked.owner({ hash }), asked.cases({ hash })])
      if (!owner) return null
      return { ...owner, cases: [...new Map(cases.map((kase) => [kase.id, kase])).values()] }
    },
  }
}

let plans: ReturnType<typeof put> | undefined
const plansOf = (build: Builder) => {
  plans ??= put(build)
  return plans
}

const put = (build: Builder) => ({ owner: planned(ownerOf(build)), cases: planned(plannedOf(build)) })

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
