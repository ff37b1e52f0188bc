import { createClient, type InStatement, LibsqlError, type ResultSet } from "@libsql/client/web"
import { drizzle } from "drizzle-orm/libsql/web"
import { Unavailable } from "#src/http/errors.ts"
import { planned, type Values } from "./plan.ts"
import type { Wire } from "./wire.ts"

/** Puts statements together and sends none: it knows what columns are called, and learns that only once. */
export const build = drizzle.mock({ casing: "snake_case" })

export type Database = ReturnType<typeof connect>
export type Builder = typeof build
export type Statement<R = unknown> = { _: { result: R }; prepare(): Prepared }
export type Rows<S extends readonly Statement[]> = { -readonly [K in keyof S]: S[K]["_"]["result"] }
export type Prepared = {
  getQuery(): { sql: string; params: unknown[] }
  mapResult(result: unknown, fromBatch: boolean): unknown
}

/** One client a request: Workers may not share a connection's promises. */
export function connect(env: { DATABASE_URL: string; DATABASE_TOKEN?: string }, wire: Pick<Wire, "fetch">) {
  const client = createClient({ url: env.DATABASE_URL, authToken: env.DATABASE_TOKEN ?? "", fetch: wire.fetch })
  return {
    build,
    /** For a library that sends its statements itself. */
    sending: () => drizzle({ client, casing: "snake_case" }),

    /** One trip, one transaction. (Drizzle's own batch cannot say "write": it fails when a read comes first.) */
    async send<const S extends readonly Statement[]>(mode: "read" | "write", statements: S): Promise<Rows<S>> {
      const prepared = statements.map((statement) => statement.prepare())
      const queries = prepared.map((one) => one.getQuery()).map(({ sql, params }) => ({ sql, args: params }))
      const once = () => client.batch(queries as InStatement[], mode)
      const results: ResultSet[] = await inTurn(once).catch(unlessAway)
      return results.map((result, i) => prepared[i]?.mapResult(result, true)) as Rows<S>
    },
  }
}

/** One statement once for each of `values`, which are for its slots. */
export function repeated<S extends Statement>(statement: S, values: readonly Values[]): Statement<S["_"]["result"]>[] {
  const one = planned(statement)
  return values.map((value) => one(value))
}

const TURNS = 4
const TURN_MS = 40

/** Who finds the database busy with others' writes has written nothing yet: they wait a little, each a while of their own. */
async function inTurn<R>(send: () => Promise<R>): Promise<R> {
  for (let turn = 1; ; turn++)
    try {
      return await send()
    } catch (error) {
      if (turn === TURNS || !(error instanceof LibsqlError) || error.code !== "SQLITE_BUSY") throw error
      await new Promise((wait) => setTimeout(wait, TURN_MS * 2 ** turn * Math.random()))
    }
}

/** What the database itself refuses has a code of SQLite's; anything else is that it could not be reached. */
function unlessAway(error: unknown): never {
  const code = error instanceof LibsqlError ? error.code : ""
  if (code.startsWith("SQLITE_") && code !== "SQLITE_BUSY") throw error
  throw new Unavailable("the database does not answer", { cause: error })
}
