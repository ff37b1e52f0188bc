import { and, asc, eq, isNull, lt, lte, sql } from "drizzle-orm"
import { isRefusal, type Outcome } from "#src/core/acts.ts"
import { osloDay } from "#src/core/calendar.ts"
import type { Case } from "#src/core/case.ts"
import { discard, type Enquiry, expire as end, keptSince } from "#src/core/enquiry.ts"
import { caseAct } from "#src/core/verbs.ts"
import type { Builder, Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { mergeFindable } from "./finding.ts"
import { climbing } from "./noticing.ts"
import { writesOf } from "./writes.ts"

/** Cases in one transaction, and transactions in one run. What is left over is for the next run. */
const STEP = 25
const STEPS = 40

/** Who acts when nobody does: the clock. It does what is listed here and no more. */
export function openSystem({ build, send }: Database, requestId: string, at = new Date()) {
  const today = osloDay(at)

  /** Wakes the cases whose wait has run out, and says how many. However many do it at once, each case wakes once. */
  async function wake(): Promise<number> {
    let woken = 0
    for (let step = 0; step < STEPS; step++) {
      const [due] = await send("read", [dueOn(build, today)])
      // Someone was quicker with one of them: take each on its own. Where that changes nothing, another run is at it.
      const n = (await woke(due)) || (await oneByOne(due))
      if (n === 0) break
      woken += n
    }
    return woken
  }

  async function woke(cases: readonly Case[]): Promise<number> {
    if (cases.length === 0) return 0
    const known = cases.map((row) => ({ stream: "case" as const, row }))
    const acts = cases.map(({ id, until }) => ({ ...caseAct(id, { type: "woke" }), on: until ?? today }))
    const by = { actorKind: "system", actorId: "system", act: crypto.randomUUID(), on: today, at, requestId } as const
    return send("write", writesOf(build, known, acts, by)).then(() => cases.length, unlessLate)
  }

  async function oneByOne(cases: readonly Case[]): Promise<number> {
    let n = 0
    for (const kase of cases) n += await woke([kase])
    return n
  }

  /**
   * Erases what was kept apart for long enough, and what became no case and is as old as people were told; and forgets
   * what was counted. Says how many were erased.
   */
  async function expire(): Promise<number> {
    const erased = (await erase(heldUntil, discard)) + (await erase(oldOnes, (one) => end(one, today)))
    await send("write", [build.delete(t.marks).where(lt(t.marks.until, at))])
    return erased
  }

  async function erase(due: typeof oldOnes, verb: (enquiry: Enquiry) => Outcome): Promise<number> {
    let erased = 0
    for (let step = 0; step < STEPS; step++) {
      const [enquiries] = await send("read", [due(build, today)])
      let n = await erasedBy(verb, enquiries)
      // Someone was quicker with one of them.
      if (n === 0) for (const one of enquiries) n += await erasedBy(verb, [one])
      if (n === 0) break
      erased += n
    }
    return erased
  }

  async function erasedBy(verb: (enquiry: Enquiry) => Outcome, enquiries: readonly Enquiry[]): Promise<number> {
    const acts = enquiries.map(verb).flatMap((outcome) => (isRefusal(outcome) ? [] : outcome.acts))
    if (acts.length === 0) return 0
    const known = enquiries.map((row) => ({ stream: "enquiry" as const, row }))
    const by = { actorKind: "system", actorId: "system", act: crypto.randomUUID(), on: today, at, requestId } as const
    return send("write", writesOf(build, known, acts, by)).then(() => acts.length, unlessLate)
  }

  /** Lets overdue enquiries climb to those who answer for them. */
  async function climb(): Promise<void> {
    await send("write", [
      climbing(build, { on: today, at }, "of hubs"),
      climbing(build, { on: today, at }, "of the list"),
    ])
  }

  /** Lets what was erased go from the index, too. */
  async function settle(): Promise<void> {
    await send("write", [mergeFindable()])
  }

  return { wake, expire, climb, settle }
}

/** Index-backed: what is kept apart, by the last day of it. */
export const heldUntil = (build: Builder, today: string) =>
  build
    .select()
    .from(t.enquiries)
    .where(and(isNull(t.enquiries.hubId), eq(t.enquiries.state, "suspected"), lt(t.enquiries.dueOn, today)))
    .orderBy(asc(t.enquiries.dueOn))
    .limit(STEP)

/** Index-backed: what became no case, and has been let lie since before the day, the oldest first. */
export const oldOnes = (build: Builder, today: string) =>
  build
    .select()
    .from(t.enquiries)
    .where(
      and(sql`${t.enquiries.state} in ('waiting', 'asked', 'declined')`, lt(t.enquiries.changedOn, keptSince(today))),
    )
    .orderBy(asc(t.enquiries.changedOn))
    .limit(STEP)

/** Index-backed: those that wait for others, the longest over first. */
export const dueOn = (build: Builder, today: string) =>
  build
    .select()
    .from(t.cases)
    .where(and(isNull(t.cases.endedOn), sql`${t.cases.turn} <> 'us'`, lte(t.cases.until, today)))
    .orderBy(asc(t.cases.until))
    .limit(STEP)

function unlessLate(error: unknown): 0 {
  if (!String(error).includes("UNIQUE constraint failed")) throw error
  return 0
}
