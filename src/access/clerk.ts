import {
  and,
  asc,
  eq,
  exists,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  type SQL,
  sql,
} from "drizzle-orm"
import { unionAll } from "drizzle-orm/sqlite-core"
import { osloDay } from "#src/core/calendar.ts"
import type { Case, CaseEvent } from "#src/core/case.ts"
import { noCompany } from "#src/core/company.ts"
import type { StageRow } from "#src/core/dictionary.ts"
import type { Happened } from "#src/core/history.ts"
import { settled } from "#src/core/verbs.ts"
import type { Builder, Database, Statement } from "#src/db/connect.ts"
import { many } from "#src/db/many.ts"
import * as t from "#src/db/schema.ts"
import { type By, keyOf, play, type Written, writesOf } from "./writes.ts"

/** How many cases a step gives a new limit; how many it moves, each with its log; and how many of those at once. */
export const STEP = 250
export const MOVED = 50
const TOGETHER = 25
/** How many steps one run of the clock takes at most. */
const STEPS = 200
const SYSTEM = "system"

/** Who brings cases after when the dictionary has changed: nobody in particular, a step at a time, in nobody's way. */
export function openClerk({ build, send }: Database, requestId: string, at = new Date()) {
  const today = osloDay(at)
  const by = (): By => {
    return { actorKind: "system", actorId: SYSTEM, act: crypto.randomUUID(), on: today, at, requestId }
  }

  /**
   * Takes some of the cases that still have to follow. Two at once do no harm: each entry of a log is written once, and a
   * case that someone else wrote to meanwhile is left as they wrote it, for the next step. Tells whether there were any.
   */
  async function step(stage: string): Promise<boolean> {
    const { limited, retired } = left(build, stage)
    const [stages, [job], late, stranded, log] = await send("read", [
      build.select().from(t.stages),
      build.select({ finishedOn: t.jobs.finishedOn }).from(t.jobs).where(isJob(stage)),
      limited(STEP),
      retired(MOVED),
      logsOf(build, stage),
    ])
    if (late.length + stranded.length === 0 && job?.finishedOn) return false
    await relimit(stage, late, stages)
    const logs = Map.groupBy(log, ({ caseId }) => caseId ?? "")
    const moving = stranded.filter(({ id }) => logs.has(id))
    for (let i = 0; i < moving.length; i += TOGETHER) await moveOut(stage, moving.slice(i, i + TOGETHER), stages, logs)
    return late.length + stranded.length > 0
  }

  /** However many cases it takes, in a few statements: a limit moves nothing else than the case's own row. */
  async function relimit(stage: string, cases: readonly Case[], stages: readonly StageRow[]): Promise<void> {
    const acts = cases.flatMap((kase) => settled(fileOf(kase, stages), today))
    const rows = cases.map((row) => ({ stream: "case" as const, row }))
    const changes = changesOf(play(rows, acts, by()))
    const writes = changes.length ? [logged(build, changes), changed(build, changes)] : []
    await send("write", [...writes, progress(stage, doneIn(changes))])
  }

  /** What was quicker with one of them is left alone: the others go one by one. */
  async function moveOut(
    stage: string,
    cases: readonly Case[],
    stages: readonly StageRow[],
    logs: Logs,
  ): Promise<void> {
    const acts = cases.flatMap((kase) => settled(fileOf(kase, stages), today))
    const known = cases.map((row) => ({ stream: "case" as const, row, log: (logs.get(row.id) ?? []).map(entryOf) }))
    const writes = [...writesOf(build, known, acts, by()), progress(stage, sql`${acts.length}`)]
    const isWritten = await send("write", writes).then(() => true, unlessLate)
    if (!isWritten && cases.length > 1) for (const kase of cases) await moveOut(stage, [kase], stages, logs)
  }

  /** Goes on with whatever is not finished, and with cases that came to stand wrong afterwards. */
  async function goOn(): Promise<void> {
    const isDone = sql`${t.jobs.finishedOn} is not null`
    const [jobs] = await send("read", [
      build.select().from(t.jobs).where(isNull(t.jobs.stoppedOn)).orderBy(isDone, asc(t.jobs.id)),
    ])
    let steps = 0
    for (const { data } of jobs) while (steps++ < STEPS && (await step(data.stage)));
  }

  const stop = (stage: string) => mark(stage, { stoppedOn: today })
  const resume = (stage: string) => mark(stage, { stoppedOn: null })

  async function mark(stage: string, set: Partial<typeof t.jobs.$inferInsert>): Promise<void> {
    await send("write", [build.update(t.jobs).set(set).where(isJob(stage))])
  }

  function progress(stage: string, done: SQL): Statement {
    const { limited, retired } = left(build, stage)
    const isMore = sql`${exists(limited(1))} or ${exists(retired(1))}`
    return build
      .update(t.jobs)
      .set({
        done: sql`${t.jobs.done} + ${done}`,
        finishedOn: sql`case when ${isMore} then null else coalesce(${t.jobs.finishedOn}, ${today}) end`,
      })
      .where(and(isJob(stage), isNull(t.jobs.stoppedOn)))
  }

  return { step, goOn, stop, resume }
}

/**
 * The open cases of a stage that have not followed its row yet: they have another limit, or the stage is retired. What
 * decides stands in the stage that is looked for, where it is asked once; beside it, it would be asked of every case.
 */
export function left(build: Builder, stage: string) {
  const { cases } = t
  const limitDays = build.select({ days: t.stages.limitDays }).from(t.stages).where(eq(t.stages.code, stage))
  const here = (where: SQL) =>
    build
      .select()
      .from(cases)
      .where(and(isNull(cases.endedOn), eq(cases.stage, askedOf(build, stage, isNull(t.stages.retiredOn))), where))
  return {
    limited: (limit: number) =>
      unionAll(here(lt(cases.limitDays, limitDays)), here(gt(cases.limitDays, limitDays))).limit(limit),
    retired: (limit: number) =>
      build
        .select()
        .from(cases)
        .where(isStranded(build, stage))
        .orderBy(...IN_ORDER)
        .limit(limit),
  }
}

/** The logs of the cases that are to be moved: where a case has been is counted when it leaves. */
export function logsOf(build: Builder, stage: string) {
  const { id, caseId, act, data, onDate } = t.events
  const moving = build
    .select({ id: t.cases.id })
    .from(t.cases)
    .where(isStranded(build, stage))
    .orderBy(...IN_ORDER)
    .limit(MOVED)
  return build
    .select({ id, caseId, act, data, onDate })
    .from(t.events)
    .where(and(inArray(caseId, moving), like(t.events.stream, "case:%")))
    .orderBy(asc(caseId), asc(t.events.seq))
}

/** That of their index. */
const IN_ORDER = [t.cases.limitDays, t.cases.staleOn]

const isStranded = (build: Builder, stage: string) =>
  and(isNull(t.cases.endedOn), eq(t.cases.stage, askedOf(build, stage, isNotNull(t.stages.retiredOn))))

/** The stage itself, if it is so and nobody has stopped what follows. */
function askedOf(build: Builder, stage: string, where: SQL) {
  const isAsked = and(eq(t.stages.code, stage), isJob(stage), isNull(t.jobs.stoppedOn), where)
  return build.select({ code: t.stages.code }).from(t.stages).crossJoin(t.jobs).where(isAsked)
}

type Logged = { id: string; caseId: string | null; act: string; data: unknown; onDate: string }
type Logs = ReadonlyMap<string, readonly Logged[]>
const entryOf = ({ id, act, data, onDate }: Logged): Happened => ({ id, act, event: data as CaseEvent, onDate })

type Change = { event: Written["events"][number]; was: Case; is: Case }

const changesOf = ({ events, before, after }: Written): Change[] =>
  events.flatMap((event) => {
    const [was, is] = [before.get(event.stream), after.get(event.stream)]
    return was?.stream === "case" && is?.stream === "case" ? [{ event, was: was.row, is: is.row }] : []
  })

/** An entry whose place in its log someone else has taken is left out, and so is all that would follow from it. */
function logged(build: Builder, changes: readonly Change[]): Statement {
  const entries = many(
    t.events,
    changes.map(({ event }) => event),
  )
  const values = sql.join(Object.keys(getTableColumns(t.events)).map(entries.value), sql`, `)
  return build.insert(t.events).select(sql`select ${values} from ${entries.from} where true on conflict do nothing`)
}

/** Only the columns that differ: another would cost its indexes. */
function changed(build: Builder, changes: readonly Change[]): Statement {
  const names = Object.keys(getTableColumns(t.cases)) as (keyof Case)[]
  const differ = names.filter((name) => changes.some(({ was, is }) => was[name] !== is[name]))
  const rows = many(
    t.cases,
    changes.map(({ event, is }) => ({ ...is, event: event.id })),
  )
  return build
    .update(t.cases)
    .set(Object.fromEntries(differ.map((name) => [name, rows.value(name)])))
    .from(rows.from)
    .where(and(sql`${t.cases.id} = ${rows.value("id")}`, isLogged(rows.value("event"))))
}

function doneIn(changes: readonly Change[]): SQL {
  const ids = many(
    t.events,
    changes.map(({ event }) => ({ id: event.id })),
  )
  return sql`(select count(*) from ${ids.from} where ${isLogged(ids.value("id"))})`
}

function unlessLate(error: unknown): false {
  if (!String(error).includes("UNIQUE constraint failed")) throw error
  return false
}

const isLogged = (id: SQL) => sql`exists (select 1 from ${t.events} where ${t.events.id} = ${id})`
const isJob = (stage: string) => eq(t.jobs.id, keyOf("stage", stage))
/** Who could have a case is asked for no act that is nobody's. */
const fileOf = (kase: Case, stages: readonly StageRow[]) => {
  return { kase, stages, company: noCompany(kase.companyId), closeReasons: [], team: [], staff: [], named: [] }
}
