import { getTableColumns, is, Param, Placeholder } from "drizzle-orm"
import type { SQLiteTable } from "drizzle-orm/sqlite-core"
import type { Prepared, Statement } from "./connect.ts"

/** Where a value goes that is not known until the statement is sent. */
export type Slot = Placeholder
export type Values = Readonly<Record<string, unknown>>

export const slot = (name: string): Slot => new Placeholder(name)

/**
 * A statement whose SQL is put together once, for as long as the program runs: that takes more of a page's time than
 * all the rest. Each call gives it its values; a slot without one is left for the next to fill.
 */
export function planned<R>(statement: Statement<R>): (values: Values) => Statement<R> {
  const prepared = statement.prepare()
  const { sql, params } = prepared.getQuery()
  return (values) => ({
    _: statement._,
    prepare: (): Prepared => ({
      getQuery: () => ({ sql, params: params.map((param) => filled(param, values)) }),
      mapResult: (result, fromBatch) => prepared.mapResult(result, fromBatch),
    }),
  })
}

/** Writes whole rows of a table by the same SQL, whatever is in them. `put` says how. */
export function rowsInto<T extends SQLiteTable>(
  table: T,
  put: (slots: T["$inferInsert"]) => Statement,
): (row: T["$inferInsert"]) => Statement {
  const names = Object.keys(getTableColumns(table))
  const write = planned(put(Object.fromEntries(names.map((name) => [name, slot(name)])) as T["$inferInsert"]))
  return (row) => write({ ...Object.fromEntries(names.map((name) => [name, null])), ...row })
}

function filled(param: unknown, values: Values): unknown {
  if (typeof param !== "object" || param === null) return param
  if (is(param, Placeholder)) return param.name in values ? values[param.name] : param
  if (!is(param, Param) || !is(param.value, Placeholder) || !(param.value.name in values)) return param
  const value = values[param.value.name] ?? null
  return value === null ? null : param.encoder.mapToDriverValue(value)
}
