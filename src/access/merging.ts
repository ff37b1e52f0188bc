import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm"
import type { SQLiteTable } from "drizzle-orm/sqlite-core"
import type { Act } from "#src/core/acts.ts"
import type { CompanyEvent } from "#src/core/company.ts"
import type { Builder, Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import type { By } from "./writes.ts"

/**
 * What becomes of the rows that name a company when it turns out to be another. Every table that does so is here, or a
 * test fails: nothing is left behind because somebody forgot it.
 */
export const NAMES_A_COMPANY = {
  /** Each by an event of its own. */
  cases: "moves",
  contacts: "moves",
  helpers: "moves",
  /** The log stays with its stream. */
  events: "stays",
  /** What a list once did: its link leads on. */
  import_rows: "stays",
} as const
const MOVING = { cases: t.cases, contacts: t.contacts, helpers: t.helpers }

type Between = { kept: string; merged: string }

/** Before anything is moved: how much there is of each kind at both, and how much is to be left at the one that goes. */
export function sumsBefore(build: Builder, { id, event }: Act, by: By): Statement[] {
  if (event.type !== "absorbed" && event.type !== "parted") return []
  const between = { kept: id, merged: event.companyId }
  const parts = event.type === "parted" ? event.act : null
  const left = parts ? cameWith(between, parts) : Object.keys(MOVING).map(() => sql`0`)
  const row = { id: by.act, keptId: between.kept, mergedId: between.merged, onDate: by.on, parts }
  return [build.insert(t.merges).values({ ...row, before: sums(between, left) })]
}

/** Moves what has no event of its own, and proves that as much came as went: otherwise the batch is rolled back. */
export function movingOf(build: Builder, companyId: string, event: CompanyEvent, by: By): Statement[] {
  if (event.type !== "absorbed" && event.type !== "parted") return []
  const between = { kept: companyId, merged: event.companyId }
  const { contacts, helpers, duplicates } = t
  const moved = [contacts, helpers].map((table) =>
    event.type === "absorbed"
      ? build.update(table).set({ companyId: between.kept }).where(eq(table.companyId, between.merged))
      : build
          .update(table)
          .set({ companyId: between.merged })
          .where(and(eq(table.companyId, between.kept), inArray(table.id, cameIn(between, event.act, nameOf(table))))),
  )
  const pairs = or(eq(duplicates.one, between.merged), eq(duplicates.other, between.merged))
  const there = Object.values(MOVING).map((table) => counted(table, [between.merged]))
  return [
    ...moved,
    build.delete(duplicates).where(pairs),
    build
      .update(t.merges)
      .set({ after: sums(between, there) })
      .where(eq(t.merges.id, by.act)),
  ]
}

const nameOf = (table: SQLiteTable) => (table === t.contacts ? "contacts" : "helpers")

const counted = (table: (typeof MOVING)[keyof typeof MOVING], companies: readonly string[]): SQL =>
  sql`(select count(*) from ${table} where ${inArray(table.companyId, [...companies])})`

function sums({ kept, merged }: Between, left: readonly SQL[]): SQL<string> {
  const all = Object.values(MOVING).map((table) => counted(table, [kept, merged]))
  return sql`json_array(${sql.join([...all, ...left], sql`, `)})`
}

const absorbed = ({ kept }: Between, act: string) =>
  sql`select ${t.events.data} as data from ${t.events}
    where ${and(eq(t.events.stream, `company:${kept}`), eq(t.events.act, act), eq(t.events.type, "absorbed"))}`

const cameWith = (between: Between, act: string) =>
  Object.keys(MOVING).map(
    (kind) => sql`(select json_array_length(data, ${`$.${kind}`}) from (${absorbed(between, act)}))`,
  )

const cameIn = (between: Between, act: string, kind: string) =>
  sql`(select value from (${absorbed(between, act)}) as it, json_each(it.data, ${`$.${kind}`}))`
