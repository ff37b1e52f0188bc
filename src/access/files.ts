import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm"
import type { CaseEvent } from "#src/core/case.ts"
import { UNDO_MS } from "#src/core/undo.ts"
import type { Builder, Database, Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import type { Bucket } from "#src/http/files.ts"
import type { Written } from "./writes.ts"

const DAY_MS = 24 * 60 * 60 * 1000
/** Files whose content goes in one step, objects that are looked at in one, and steps in one run. */
const GOING = 100
const LOOKED_AT = 250
const STEPS = 20
/** Where the search for objects without a row has come. */
const FEED = "files"

/** Rows beside a case's own: the files that are attached, and when the content of those that are not goes. */
export const fileWrites = (build: Builder, entries: Written["events"]): Statement[] =>
  entries
    .filter(({ stream }) => stream.startsWith("case:"))
    .flatMap((entry) => ofEntry(build, { ...entry, caseId: entry.caseId ?? "" }, entry.data as CaseEvent))

/** The files that these entries attach. */
export const fileRows = (entries: Written["events"]): (typeof t.files.$inferInsert)[] =>
  entries.flatMap(({ id: said, caseId, data }) => {
    const event = data as CaseEvent
    return event.type === "attached" && caseId ? [{ ...event.file, caseId, said }] : []
  })

function ofEntry(build: Builder, entry: Written["events"][number] & { caseId: string }, event: CaseEvent): Statement[] {
  const { files, events } = t
  const { caseId, at } = entry
  const ofCase = eq(files.caseId, caseId)
  const goes = (goesAt: Date | null, which = ofCase): Statement =>
    build.update(files).set({ goesAt }).where(and(ofCase, which))
  switch (event.type) {
    case "attached":
      return fileRows([entry]).map((row) => build.insert(files).values(row))
    case "detached":
      // As long as it can be undone, and a day more.
      return [goes(new Date(at.getTime() + UNDO_MS + DAY_MS), eq(files.id, event.id))]
    case "enquiry_withdrawn":
      return event.forgets ? [goes(at)] : []
    case "undone": {
      const taken = and(eq(events.actorId, event.by), eq(events.act, event.act), eq(events.caseId, caseId))
      const of = (type: CaseEvent["type"], key: typeof events.id | ReturnType<typeof sql<string>>) =>
        build
          .select({ key: sql`${key}` })
          .from(events)
          .where(and(taken, eq(events.type, type)))
      return [
        ...(event.types.includes("attached") ? [goes(at, inArray(files.said, of("attached", events.id)))] : []),
        ...(event.types.includes("detached")
          ? [goes(null, inArray(files.id, of("detached", sql<string>`${events.data} ->> '$.id'`)))]
          : []),
      ]
    }
    default:
      return []
  }
}

/** What happens by itself to what is in the bucket. However many do it at once, it comes to the same. */
export function openFiles({ build, send }: Database, bucket: Bucket, at = new Date()) {
  /** Lets the content of files go that were taken away for good, and what they were called. Says how many. */
  async function drop(): Promise<number> {
    let dropped = 0
    for (let step = 0; step < STEPS; step++) {
      const [due] = await send("read", [goingOf(build, at)])
      if (due.length === 0) break
      const ids = due.map(({ id }) => id)
      // The content first: whoever is cut off in between finds the rows again.
      await bucket.delete(ids)
      const isCalled = and(eq(t.texts.name, "file"), isNull(t.texts.erasedAt))
      await send("write", [
        build
          .update(t.texts)
          .set({ body: null, erasedAt: at })
          .where(
            and(
              inArray(
                t.texts.eventId,
                due.map(({ said }) => said),
              ),
              isCalled,
            ),
          ),
        build.delete(t.files).where(and(inArray(t.files.id, ids), lte(t.files.goesAt, at))),
      ])
      dropped += due.length
    }
    return dropped
  }

  /** Removes what was put down and then never written: objects without a row, a day old. Goes on where it had come. */
  async function sweep(): Promise<number> {
    const [, [feed]] = await send("write", [
      build.insert(t.feeds).values({ name: FEED, since: at, place: "" }).onConflictDoNothing(),
      build.select().from(t.feeds).where(eq(t.feeds.name, FEED)),
    ])
    let place = feed?.place ?? ""
    let swept = 0
    for (let step = 0; step < STEPS; step++) {
      const { objects, truncated } = await bucket.list({ limit: LOOKED_AT, ...(place && { startAfter: place }) })
      const old = objects.filter(({ uploaded }) => at.getTime() - uploaded.getTime() > DAY_MS).map(({ key }) => key)
      const strays = old.length ? await withoutRow(old) : []
      if (strays.length) await bucket.delete(strays)
      swept += strays.length
      place = truncated ? (objects.at(-1)?.key ?? "") : ""
      if (!place) break
    }
    await send("write", [build.update(t.feeds).set({ since: at, place }).where(eq(t.feeds.name, FEED))])
    return swept
  }

  async function withoutRow(keys: readonly string[]): Promise<string[]> {
    const [known] = await send("read", [knownOf(build, keys)])
    const ids = new Set(known.map(({ id }) => id))
    return keys.filter((key) => !ids.has(key))
  }

  return { drop, sweep }
}

/** Files whose time has come. */
export const goingOf = (build: Builder, at: Date) =>
  build
    .select({ id: t.files.id, said: t.files.said })
    .from(t.files)
    .where(lte(t.files.goesAt, at))
    .orderBy(t.files.goesAt)
    .limit(GOING)

/** Those of many ids that have a row. */
export const knownOf = (build: Builder, ids: readonly string[]) =>
  build
    .select({ id: t.files.id })
    .from(t.files)
    .where(sql`${t.files.id} in (select value from json_each(${JSON.stringify(ids)}))`)
