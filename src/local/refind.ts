import { asc, gt } from "drizzle-orm"
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core"
import { type Findable, findable, findableWrites, sweepFindable } from "#src/access/finding.ts"
import { connect, type Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"

const CHUNK = 500

/**
 * Makes anew what companies, contacts and enquiries are found by, and by whom, while people search: each piece at once
 * takes the place of what was there, and what nothing stands behind goes last. Gives how many there are.
 */
export async function refind(url: string, token = ""): Promise<number> {
  const database = connect({ DATABASE_URL: url, DATABASE_TOKEN: token }, { fetch })
  const found =
    (await each(database, t.companies, t.companies.id, findable.company)) +
    (await each(database, t.contacts, t.contacts.id, findable.contact)) +
    (await each(database, t.enquiries, t.enquiries.id, findable.enquiry))
  await database.send("write", sweepFindable())
  return found
}

/** The same for a database that is older than the index. */
export async function findFirst(url: string, token = ""): Promise<void> {
  const { build, send } = connect({ DATABASE_URL: url, DATABASE_TOKEN: token }, { fetch })
  const one = { id: t.companies.id }
  const [known, companies, enquiries] = await send("read", [
    build.select({ id: t.findable.id }).from(t.findable).limit(1),
    build.select(one).from(t.companies).limit(1),
    build.select({ id: t.enquiries.id }).from(t.enquiries).limit(1),
  ])
  if (known.length === 0 && companies.length + enquiries.length > 0) await refind(url, token)
}

async function each<T extends SQLiteTable>(
  { build, send }: Database,
  table: T,
  id: SQLiteColumn,
  by: (row: T["$inferSelect"] & { id: string }) => Findable,
): Promise<number> {
  let n = 0
  for (let last = ""; ; ) {
    const asked = build
      .select()
      .from(table as SQLiteTable)
      .where(gt(id, last))
      .orderBy(asc(id))
      .limit(CHUNK)
    const [rows] = (await send("read", [asked])) as [(T["$inferSelect"] & { id: string })[]]
    if (rows.length === 0) return n
    await send("write", findableWrites({ rows: rows.map(by), owners: [] }))
    n += rows.length
    last = rows.at(-1)?.id ?? ""
  }
}
