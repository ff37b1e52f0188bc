import { and, eq, isNotNull, isNull, sql } from "drizzle-orm"
import { type Act, isRefusal } from "#src/core/acts.ts"
import { osloDay } from "#src/core/calendar.ts"
import { caseAct, number } from "#src/core/verbs.ts"
import type { Builder, Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { writesOf } from "./writes.ts"

/** Cases in one transaction, and transactions in one run. What is left over is for the next run. */
const CASES = 25
const STEPS = 40

/**
 * Lets cases follow what became of their company: that it has its number by now, or turned out to be another while
 * somebody opened a case for it. However many do it at once, each case follows once.
 */
export function openTidy({ build, send }: Database, requestId: string, at = new Date()) {
  const today = osloDay(at)
  type Due = { row: typeof t.cases.$inferSelect; into?: { id: string; name: string; orgnr: string | null } | undefined }

  /** How many cases followed. */
  async function tidy(): Promise<number> {
    let n = 0
    for (let step = 0; step < STEPS; step++) {
      const [numbered, strayed] = await send("read", [numberedOf(build), strayedOf(build)])
      const due: Due[] = [...strayed, ...numbered.filter(({ row }) => !strayed.some((one) => one.row.id === row.id))]
      const done = (await followed(due)) || (await oneByOne(due))
      if (done === 0) break
      n += done
    }
    return n
  }

  async function followed(due: readonly Due[]): Promise<number> {
    const acts = due.flatMap(({ row, into }): readonly Act[] => {
      if (into) {
        const isRegistered = row.isRegistered || into.orgnr !== null
        const joined = { type: "joined", companyId: into.id, because: "merged", isRegistered } as const
        return [caseAct(row.id, joined, { company: into.name })]
      }
      const outcome = number(row)
      return isRefusal(outcome) ? [] : outcome.acts
    })
    if (acts.length === 0) return 0
    const known = due.map(({ row }) => ({ stream: "case" as const, row }))
    const by = { actorKind: "system", actorId: "system", act: crypto.randomUUID(), on: today, at, requestId } as const
    return send("write", writesOf(build, known, acts, by)).then(() => acts.length, unlessLate)
  }

  async function oneByOne(due: readonly Due[]): Promise<number> {
    let n = 0
    for (const one of due) n += await followed([one])
    return n
  }

  return { tidy }
}

/** Open cases that lack the number that their company has; the cross join keeps the planner at the few that lack one. */
export const numberedOf = (build: Builder) =>
  build
    .select({ row: t.cases })
    .from(t.cases)
    .crossJoin(t.companies)
    .where(
      and(
        sql`not ${t.cases.isRegistered}`,
        isNull(t.cases.endedOn),
        eq(t.companies.id, t.cases.companyId),
        isNotNull(t.companies.orgnr),
      ),
    )
    .limit(CASES)

const kept = sql.identifier("kept")

/** Cases of companies that turned out to be another. */
export const strayedOf = (build: Builder) =>
  build
    .select({
      row: t.cases,
      into: { id: sql<string>`${kept}.id`, name: sql<string>`${kept}.name`, orgnr: sql<string | null>`${kept}.orgnr` },
    })
    .from(t.companies)
    .crossJoin(t.cases)
    .innerJoin(sql`${t.companies} as kept`, sql`${kept}.id = ${t.companies.mergedInto}`)
    .where(and(isNotNull(t.companies.mergedInto), eq(t.cases.companyId, t.companies.id)))
    .limit(CASES)

function unlessLate(error: unknown): 0 {
  if (!String(error).includes("UNIQUE constraint failed")) throw error
  return 0
}
