import { getTableColumns, type SQL, sql } from "drizzle-orm"
import type { SQLiteTable } from "drizzle-orm/sqlite-core"

/** Rows as one parameter, so that a statement can be about hundreds of them. Values are stored as in the table's columns. */
export function many(table: SQLiteTable, rows: readonly Readonly<Record<string, unknown>>[]) {
  const columns = getTableColumns(table)
  const stored = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value == null ? null : (columns[name]?.mapToDriverValue(value) ?? value),
      ]),
    ),
  )
  const value = (name: string): SQL => sql`j.value ->> ${sql.raw(`'$.${name}'`)}`
  return { from: sql`json_each(${JSON.stringify(stored)}) as j`, value }
}
