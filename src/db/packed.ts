import { Column, type GetColumnData, is, type SQL, sql } from "drizzle-orm"
import type { SQLiteSelect } from "drizzle-orm/sqlite-core"

type Columns = Readonly<Record<string, Column | SQL.Aliased>>
type Unpacked<C extends Columns> = { -readonly [name in keyof C]: DataOf<C[name]> }
type DataOf<V> = V extends SQL.Aliased<infer T> ? T : V extends Column ? GetColumnData<V, "query"> : never
type Packed<C extends Columns> = SQL.Aliased<Unpacked<C>>

/** Several columns in one value: a list's rows come over the wire in a third of the time, for each value has its price. */
export function packed<C extends Columns>(columns: C): Packed<C> {
  const unpack = unpackerOf(columns)
  const together = sql.join(
    // What is JSON already is read in one go with the rest.
    Object.values(columns).map((column) => (isJson(column) ? sql`json(${column})` : sql`${column}`)),
    sql`, `,
  )
  return sql`json_array(${together})`.mapWith((text: string) => unpack(JSON.parse(text))).as("packed") as Packed<C>
}

/** All rows of a query in one value, so that each row of the query round it has its own few. The query selects `packed`. */
export function gathered<C extends Columns>(columns: C, query: SQLiteSelect): SQL.Aliased<Unpacked<C>[]> {
  const unpack = unpackerOf(columns)
  const all = sql`(select json_group_array(json(${sql.identifier("packed")})) from ${query.as("some")})`
  return all.mapWith((text: string) => (JSON.parse(text) as unknown[][]).map(unpack)).as("gathered") as SQL.Aliased<
    Unpacked<C>[]
  >
}

function unpackerOf<C extends Columns>(columns: C): (values: readonly unknown[]) => Unpacked<C> {
  const entries = Object.entries(columns)
  const names = entries.map(([name]) => name)
  const decoders = entries.map(([, one]) =>
    is(one, Column) && !isJson(one) ? one.mapFromDriverValue.bind(one) : asItIs,
  )
  return (values) =>
    Object.fromEntries(
      values.map((value, n) => [names[n], value === null ? null : decoders[n]?.(value)]),
    ) as Unpacked<C>
}

const isJson = (one: Column | SQL.Aliased) => is(one, Column) && one.dataType === "json"
const asItIs = (value: unknown) => value
