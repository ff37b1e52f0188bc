import { and, eq, sql } from "drizzle-orm"
import { build } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import type { NowSlots } from "./plan.ts"
import type { Scope } from "./scope.ts"

/** Who comes back after so long begins another visit; the one before ended when they were last seen. */
const APART_MS = 4 * 60 * 60 * 1000

/** Rides on a page's own batch, once an hour: that someone is here, and when they were last. */
export function visiting({ personId, isValid }: Scope, { at }: NowSlots) {
  const { seenAt, visitedAt } = t.people
  const isAnother = sql`coalesce(${seenAt}, 0) < ${at} - ${sql.raw(String(APART_MS))}`
  return [
    build
      .update(t.people)
      .set({ visitedAt: sql`case when ${isAnother} then ${seenAt} else ${visitedAt} end`, seenAt: sql`${at}` })
      .where(and(eq(t.people.id, personId), isValid)),
  ] as const
}
