import { and, eq, inArray, lt, type SQL, sql } from "drizzle-orm"
import type { Act } from "#src/core/acts.ts"
import type { Choices, Told } from "#src/core/import.ts"
import type { Builder, Database, Statement } from "#src/db/connect.ts"
import { many } from "#src/db/many.ts"
import * as t from "#src/db/schema.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { Actor } from "./actor.ts"
import { findableWrites } from "./finding.ts"
import { permits, type StreamRows } from "./policy.ts"
import { type By, keyOf, keyOfRow, type Row, writesOf } from "./writes.ts"

/** What a row of a list does, under an act of its own, and what is to be told of it. */
export type RowWrite = {
  nth: number
  act: string
  acts: readonly Act[]
  known: readonly Row[]
  state: t.ImportRowState
  told: Told | null
  companyId: string | null
  caseId: string | null
}
type Import = typeof t.imports.$inferInsert
type ImportRow = typeof t.importRows.$inferInsert

/** Rows of a list that are put down at once. */
const TOGETHER = 1000
/** How long an old list waits to be brought in: what it says of people is not kept for the sake of keeping it. */
export const WAITS_DAYS = 14
const DAY_MS = 24 * 60 * 60 * 1000

/** Puts old lists down row by row, and writes what they do. Who may, the desk's relations have proven when they were read. */
export function openImporter({ build, send }: Database, requestId: string, { at, today }: { at: Date; today: string }) {
  /** The list itself last: rows without one are swept away. */
  async function putDown(list: Import, rows: readonly ImportRow[]): Promise<void> {
    for (let i = 0; i < rows.length; i += TOGETHER)
      await send("write", [putRows(build, rows.slice(i, i + TOGETHER)).onConflictDoNothing()])
    await send("write", [build.insert(t.imports).values(list).onConflictDoNothing()])
  }

  /** What was chosen for it, and what each row would do. */
  async function check(id: string, choices: Choices, rows: readonly Pick<RowWrite, "nth" | "state" | "told">[]) {
    for (let i = 0; i < rows.length; i += TOGETHER) await send("write", [tell(build, id, rows.slice(i, i + TOGETHER))])
    await send("write", [
      build
        .update(t.imports)
        .set({ choices, state: "checked" })
        .where(and(isIt(id), inArray(t.imports.state, NOT_BEGUN))),
    ])
  }

  const mark = (id: string, state: t.ImportState, from: readonly t.ImportState[]) =>
    send("write", [
      build
        .update(t.imports)
        .set({ state, ...(ENDS.has(state) && { finishedAt: at }) })
        .where(and(isIt(id), inArray(t.imports.state, [...from]))),
    ])

  /** All of them or none: false where somebody was quicker with one of the things they are about. */
  async function write(id: string, actor: Actor, rows: readonly RowWrite[], from: t.ImportRowState): Promise<boolean> {
    const by = (act: string): By => {
      return { actorKind: "person", actorId: actor.id, act, on: today, at, requestId }
    }
    const writes = rows.flatMap(({ act, acts, known }) => {
      if (!permits(actor, acts, { rowOf: rowIn(known) })) throw new Forbidden()
      return writesOf(build, known, acts, by(act))
    })
    // Who has it in a list finds it, also where no case tells of it.
    const owners = rows.flatMap(({ companyId }) => companyId ?? [])
    const finding = findableWrites({ rows: [], owners })
    return send("write", [...writes, done(build, id, rows, from), ...finding]).then(() => true, unlessLate)
  }

  /** Forgets what the rows say, of a list that is given up; what they did stays. */
  const forget = (id: string) =>
    send("write", [
      build.delete(t.importRows).where(and(eq(t.importRows.importId, id), inArray(t.importRows.state, UNWRITTEN))),
      build.delete(t.imports).where(and(isIt(id), inArray(t.imports.state, NOT_BEGUN))),
    ])

  /** The same of all that have waited too long, and of rows whose list was never put down. */
  async function sweep(): Promise<void> {
    const old = build
      .select({ id: t.imports.id })
      .from(t.imports)
      .where(lt(t.imports.startedAt, new Date(at.getTime() - WAITS_DAYS * DAY_MS)))
    const { importId, state } = t.importRows
    await send("write", [
      build.delete(t.importRows).where(and(inArray(importId, old), inArray(state, UNWRITTEN))),
      build.delete(t.imports).where(and(inArray(t.imports.id, old), inArray(t.imports.state, NOT_BEGUN))),
    ])
  }

  return { putDown, check, mark, write, forget, sweep }
}

const NOT_BEGUN: t.ImportState[] = ["mapping", "checked"]
const UNWRITTEN: t.ImportRowState[] = ["waiting", "wrong"]
const ENDS = new Set<t.ImportState>(["done", "undone"])
const isIt = (id: string) => eq(t.imports.id, id)

const rowIn = (known: readonly Row[]) => {
  const byKey = new Map(known.map((one) => [keyOfRow(one), one.row]))
  return <S extends keyof StreamRows>(stream: S, id: string) =>
    byKey.get(keyOf(stream, id)) as StreamRows[S] | undefined
}

function tell(build: Builder, id: string, rows: readonly Pick<RowWrite, "nth" | "state" | "told">[]): Statement {
  const listed = rows.map(({ nth, state, told }) => ({ importId: id, nth, cells: [], state, told }))
  return overRows(build, listed, { state: FRESH.state, told: FRESH.told }, inArray(t.importRows.state, UNWRITTEN))
}

/**
 * What is written is no longer said twice: the row's own words go. Of what is wrong, they stay to be put right. Who comes
 * second with a row that somebody has written meanwhile, tells nothing of it.
 */
function done(build: Builder, id: string, rows: readonly RowWrite[], from: t.ImportRowState): Statement {
  const listed = rows.map(({ nth, state, told, companyId, caseId }) => {
    return { importId: id, nth, cells: [], state, told, companyId, caseId }
  })
  const cells = sql`iif(excluded.state = 'wrong', ${t.importRows.cells}, '[]')`
  return overRows(build, listed, { ...FRESH, cells }, eq(t.importRows.state, from))
}

const FRESH = {
  state: sql`excluded.state`,
  told: sql`excluded.told`,
  companyId: sql`excluded.company_id`,
  caseId: sql`excluded.case_id`,
}

/** Each row is looked up by its key: joined to a list, the database would read all rows for each of them. */
function overRows(build: Builder, rows: readonly ImportRow[], set: Partial<Record<keyof ImportRow, SQL>>, where: SQL) {
  const target = [t.importRows.importId, t.importRows.nth]
  return putRows(build, rows).onConflictDoUpdate({ target, set, setWhere: where })
}

function putRows(build: Builder, rows: readonly ImportRow[]) {
  const { from, value } = many(t.importRows, rows)
  const values = ["importId", "nth", "cells", "state", "told", "companyId", "caseId"].map(value)
  return build.insert(t.importRows).select(sql`select ${sql.join(values, sql`, `)} from ${from} where true`)
}

function unlessLate(error: unknown): false {
  if (!String(error).includes("UNIQUE constraint failed")) throw error
  return false
}
