import { createClient, type InStatement, LibsqlError, type ResultSet } from "@libsql/client/web"
import { fillPlaceholders } from "drizzle-orm"
import { drizzle } from "drizzle-orm/libsql/web"
import { Unavailable } from "#src/http/errors.ts"
import type { Wire } from "./wire.ts"

export type Database = ReturnType<typeof connect>
export type Builder = Database["build"]
export type Statement<R = unknown> = { _: { result: R }; prepare(): Prepared }
export type Rows<S extends readonly Statement[]> = { -readonly [K in keyof S]: S[K]["_"]["result"] }
type Prepared = {
  getQuery(): { sql: string; params: unknown[] }
  mapResult(result: unknown, fromBatch: boolean): unknown
}

/** One client a request: Workers may not share a connection's promises. */
export function connect(env: { DATABASE_URL: string; DATABASE_TOKEN?: string }, wire: Pick<Wire, "fetch">) {
  const client = createClient({ url: env.DATABASE_URL, authToken: env.DATABASE_TOKEN ?? "", fetch: wire.fetch })
  const build = drizzle({ client, casing: "snake_case" })
  return {
    build,

    /** One trip, one transaction. (Drizzle's own batch cannot say "write": it fails when a read comes first.) */
    async send<const S extends readonly Statement[]>(mode: "read" | "write", statements: S): Promise<Rows<S>> {
      const prepared = statements.map((statement) => statement.prepare())
      const queries = prepared.map((one) => one.getQuery()).map(({ sql, params }) => ({ sql, args: params }))
      const results: ResultSet[] = await client.batch(queries as InStatement[], mode).catch(unlessAway)
      return results.map((result, i) => prepared[i]?.mapResult(result, true)) as Rows<S>
    },
  }
}

/** One statement once for each of `values`, which are for its placeholders: putting SQL together is what takes time. */
export function repeated<S extends Statement>(
  statement: S,
  values: readonly Record<string, unknown>[],
): Statement<S["_"]["result"]>[] {
  let first: Prepared | undefined
  const prepared = () => {
    first ??= statement.prepare()
    return first
  }
  return values.map((value) => ({
    _: statement._,
    prepare: () => ({
      getQuery: () => {
        const { sql, params } = prepared().getQuery()
        return { sql, params: fillPlaceholders(params, value) }
      },
      mapResult: (result, fromBatch) => prepared().mapResult(result, fromBatch),
    }),
  }))
}

/** What the database itself refuses has a code of SQLite's; anything else is that it could not be reached. */
function unlessAway(error: unknown): never {
  const code = error instanceof LibsqlError ? error.code : ""
  if (code.startsWith("SQLITE_") && code !== "SQLITE_BUSY") throw error
  throw new Unavailable("the database does not answer", { cause: error })
}
