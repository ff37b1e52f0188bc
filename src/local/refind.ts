import { and, asc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm"
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core"
import { type Findable, findable, findableWrites, firstNotes, sweepFindable } from "#src/access/finding.ts"
import { connect, type Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"

const CHUNK = 500

/**
 * Makes anew what companies, contacts, enquiries and notes are found by, and by whom, while people search: each piece at once
 * takes the place of what was there, and what nothing stands behind goes last. Gives how many there are.
 */
export async function refind(url: string, token = ""): Promise<number> {
  const database = connect({ DATABASE_URL: url, DATABASE_TOKEN: token }, { fetch })
  const found =
    (await each(database, t.companies, t.companies.id, findable.company)) +
    (await each(database, t.contacts, t.contacts.id, findable.contact)) +
    (await each(database, t.enquiries, t.enquiries.id, findable.enquiry)) +
    (await eachNote(database))
  await database.send("write", sweepFindable())
  return found
}

/** The same for a database that is older than the index, or than what it holds of notes. */
export async function findFirst(url: string, token = ""): Promise<void> {
  const { build, send } = connect({ DATABASE_URL: url, DATABASE_TOKEN: token }, { fetch })
  const one = { id: t.companies.id }
  const [known, companies, enquiries, notes, noted] = await send("read", [
    build.select({ id: t.findable.id }).from(t.findable).limit(1),
    build.select(one).from(t.companies).limit(1),
    build.select({ id: t.enquiries.id }).from(t.enquiries).limit(1),
    build.select({ id: t.findable.id }).from(t.findable).where(eq(t.findable.kind, "note")).limit(1),
    notesAfter(build, 0, 1),
  ])
  const isEmpty = known.length === 0 && companies.length + enquiries.length > 0
  if (isEmpty || (notes.length === 0 && noted.length > 0)) await refind(url, token)
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

/** In the order in which they were written, so that the latest are found first. */
async function eachNote({ build, send }: Database): Promise<number> {
  let n = 0
  for (let last = 0; ; ) {
    const [rows] = await send("read", [notesAfter(build, last, CHUNK)])
    if (rows.length === 0) return n
    const notes = rows.map(({ id, caseId, body }) => findable.note({ id, caseId: caseId ?? "", body: body ?? "" }))
    await send("write", firstNotes(notes))
    n += rows.length
    last = rows.at(-1)?.place ?? 0
  }
}

function notesAfter(build: Database["build"], last: number, limit: number) {
  const { events, texts } = t
  const place = sql<number>`events.rowid`
  return build
    .select({ place: place.as("place"), id: events.id, caseId: events.caseId, body: texts.body })
    .from(events)
    .innerJoin(texts, and(eq(texts.eventId, events.id), eq(texts.name, "note")))
    .where(and(gt(place, last), inArray(events.type, ["noted", "rewritten"]), isNotNull(texts.body)))
    .orderBy(place)
    .limit(limit)
}
