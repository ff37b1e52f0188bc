import { type Column, type SQL, sql } from "drizzle-orm"

/** A name as it sorts in Norwegian: æ, ø and å come last, aa is å, and accents count for nothing. No collation knows it. */
export function alphabetical(name: Column): SQL.Aliased<string> {
  const sorted = SORTED.reduce((all, [letter, plain]) => sql`replace(${all}, ${letter}, ${plain})`, sql`${name}`)
  return sql<string>`lower(${sorted})`.as("sorted")
}

/** The same value, but nothing an index is looked up by: for where another index serves better. */
export const unindexed = (column: Column): SQL => sql`+${column}`

/** What has none comes last, whichever way one looks. */
export const lastIfNone = (day: Column, isDown: boolean): SQL.Aliased<string> =>
  sql<string>`coalesce(${day}, ${isDown ? "" : "9999-12-31"})`.as("sorted")

/** Signs that come after z stand for the three last letters. */
const SORTED = Object.entries({
  Aa: "}",
  AA: "}",
  aa: "}",
  Å: "}",
  å: "}",
  Ø: "|",
  ø: "|",
  Ö: "|",
  ö: "|",
  Æ: "{",
  æ: "{",
  Ä: "{",
  ä: "{",
  É: "e",
  é: "e",
  Ü: "y",
  ü: "y",
})
