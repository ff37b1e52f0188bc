import { asc, gt, inArray } from "drizzle-orm"
import { finishedIn, type History, staysIn } from "#src/access/writes.ts"
import type { CaseEvent } from "#src/core/case.ts"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { manyInto } from "./many.ts"
import { refind } from "./refind.ts"

const CHUNK = 500

/**
 * Makes the rows of time in stages anew from the log: once for a database that is older than they are. Nobody should
 * move cases meanwhile. Gives how many visits there were.
 */
export async function rebuild(url: string, token = ""): Promise<number> {
  const { build, send } = connect({ DATABASE_URL: url, DATABASE_TOKEN: token }, { fetch })
  const histories: History[] = []
  for (let last = ""; ; ) {
    const [cases] = await send("read", [
      build.select().from(t.cases).where(gt(t.cases.id, last)).orderBy(asc(t.cases.id)).limit(CHUNK),
    ])
    if (cases.length === 0) break
    const { id, stream, act, data, onDate } = t.events
    const streams = cases.map((row) => `case:${row.id}`)
    const [entries] = await send("read", [
      build
        .select({ id, stream, act, event: data, onDate })
        .from(t.events)
        .where(inArray(stream, streams))
        .orderBy(asc(stream), asc(t.events.seq)),
    ])
    const logs = Map.groupBy(entries, (entry) => entry.stream)
    for (const row of cases) {
      const log = (logs.get(`case:${row.id}`) ?? []).map((entry) => ({ ...entry, event: entry.event as CaseEvent }))
      histories.push({ row, log })
    }
    last = cases.at(-1)?.id ?? ""
  }
  const spells = histories.flatMap(finishedIn)
  await send("write", [
    build.delete(t.spells),
    build.delete(t.stays),
    manyInto(build, t.spells, spells),
    manyInto(build, t.stays, staysIn(histories)),
  ])
  return spells.length
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const { DATABASE_URL, DATABASE_TOKEN } = process.env
  if (!DATABASE_URL) {
    console.error("Name the database: DATABASE_URL=… DATABASE_TOKEN=… npm run rebuild")
    process.exit(1)
  }
  const all = async () => [await rebuild(DATABASE_URL, DATABASE_TOKEN), await refind(DATABASE_URL, DATABASE_TOKEN)]
  await all().then(
    ([visits, found]) => console.log(`${visits} visits to stages are counted anew, ${found} things can be found anew.`),
    ({ message }) => {
      console.error(message)
      process.exit(1)
    },
  )
}
