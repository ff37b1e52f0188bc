import { and, asc, eq, exists, getTableColumns, gt, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm"
import { unionAll } from "drizzle-orm/sqlite-core"
import { osloDay } from "#src/core/calendar.ts"
import type { Case } from "#src/core/case.ts"
import { noCompany } from "#src/core/company.ts"
import { settled } from "#src/core/verbs.ts"
import type { Builder, Database, Statement } from "#src/db/connect.ts"
import { many } from "#src/db/many.ts"
import * as t from "#src/db/schema.ts"
import { type By, keyOf, play, tallied, type Written } from "./writes.ts"

/** How many cases a step takes. */
export const STEP = 250
/** How many steps one run of the clock takes at most. */
const STEPS = 200
const SYSTEM = "system"

/** Who brings cases after when the dictionary has changed: nobody in particular, a step at a time, in nobody's way. */
export function openClerk({ build, send }: Database, requestId: string, at = new Date()) {
  const today = osloDay(at)

  /**
   * Takes some of the cases that still have to follow. Two at once do no harm: each entry of a log is written once, and a
   * case that someone else wrote to meanwhile is left as they wrote it, for the next step. Tells whether there were any.
   */
  async function step(stage: string): Promise<boolean> {
    const [stages, cases, [job]] = await send("read", [
      build.select().from(t.stages),
      left(build, stage, STEP),
      build.select({ finishedOn: t.jobs.finishedOn }).from(t.jobs).where(isJob(stage)),
    ])
    if (!cases.length && job?.finishedOn) return false
    const acts = cases.flatMap((kase) => settled({ ...BARE, kase, company: noCompany(kase.companyId), stages }, today))
    const by: By = { actorKind: "system", actorId: SYSTEM, act: crypto.randomUUID(), on: today, at, requestId }
    const rows = cases.map((row) => ({ stream: "case" as const, row }))
    const written = play(rows, acts, by)
    const changes = changesOf(written)
    const writes = changes.length ? [logged(build, changes), changed(build, changes), ...counted(build, changes)] : []
    await send("write", [...writes, progress(stage, changes)])
    return changes.length > 0
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

  function progress(stage: string, changes: readonly Change[]): Statement {
    const ids = many(
      t.events,
      changes.map(({ event }) => ({ id: event.id })),
    )
    const rest = build.select({ id: sql`1` }).from(left(build, stage, 1).as("rest"))
    return build
      .update(t.jobs)
      .set({
        done: sql`${t.jobs.done} + (select count(*) from ${ids.from} where ${isLogged(ids.value("id"))})`,
        finishedOn: sql`case when ${exists(rest)} then null else coalesce(${t.jobs.finishedOn}, ${today}) end`,
      })
      .where(and(isJob(stage), isNull(t.jobs.stoppedOn)))
  }

  return { step, goOn, stop, resume }
}

/**
 * The open cases of a stage that have not followed its row yet: they have another limit, or the stage is retired. What
 * decides stands in the stage that is looked for, where it is asked once; beside it, it would be asked of every case.
 */
export function left(build: Builder, stage: string, limit: number) {
  const { cases, stages, jobs } = t
  const row = and(eq(stages.code, stage), eq(jobs.id, keyOf("stage", stage)), isNull(jobs.stoppedOn))
  const code = (where: SQL) => build.select({ code: stages.code }).from(stages).crossJoin(jobs).where(and(row, where))
  const limitDays = build.select({ days: stages.limitDays }).from(stages).where(eq(stages.code, stage))
  const here = (at: SQL, where?: SQL) =>
    build
      .select()
      .from(cases)
      .where(and(isNull(cases.endedOn), eq(cases.stage, code(at)), where))
  return unionAll(
    here(isNull(stages.retiredOn), lt(cases.limitDays, limitDays)),
    here(isNull(stages.retiredOn), gt(cases.limitDays, limitDays)),
    here(isNotNull(stages.retiredOn)),
  ).limit(limit)
}

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

function counted(build: Builder, changes: readonly Change[]): Statement[] {
  const moved = changes.filter(({ was, is }) => was.stage !== is.stage)
  if (!moved.length) return []
  const parts = moved.flatMap(({ event, was, is }) => [
    ...tallied(was).map(({ n, restricted, ...slot }) => ({ ...slot, n: -n, restricted: -restricted, event: event.id })),
    ...tallied(is).map((row) => ({ ...row, event: event.id })),
  ])
  const { value, from } = many(t.tally, parts)
  const slot = sql.join((["hubId", "track", "stage", "advisorId", "turn"] as const).map(value), sql`, `)
  const sums = sql`sum(${value("n")}), sum(${value("restricted")})`
  const logged = sql`select ${slot}, ${sums} from ${from} where ${isLogged(value("event"))}
    group by 1, 2, 3, 4, 5 on conflict do update set n = n + excluded.n, restricted = restricted + excluded.restricted`
  return [build.insert(t.tally).select(logged)]
}

const isLogged = (id: SQL) => sql`exists (select 1 from ${t.events} where ${t.events.id} = ${id})`
const isJob = (stage: string) => eq(t.jobs.id, keyOf("stage", stage))
/** Who could have a case is asked for no act that is nobody's. */
const BARE = { closeReasons: [], team: [], staff: [], named: [] } as const
