import { asc, gt } from "drizzle-orm"
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core"
import { emptyFindable, type Findable, findable, findableWrites } from "#src/access/finding.ts"
import { connect, type Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"

const CHUNK = 500

/** Makes anew what companies, contacts and enquiries are found by, and by whom. Gives how many there are. */
export async function refind(url: string, token = ""): Promise<number> {
  const database = connect({ DATABASE_URL: url, DATABASE_TOKEN: token }, { fetch })
  await database.send("write", emptyFindable())
  return (
    (await each(database, t.companies, t.companies.id, findable.company)) +
    (await each(database, t.contacts, t.contacts.id, findable.contact)) +
    (await each(database, t.enquiries, t.enquiries.id, findable.enquiry))
  )
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
