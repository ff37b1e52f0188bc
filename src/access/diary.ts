import { and, eq, inArray } from "drizzle-orm"
import type { CaseEvent } from "#src/core/case.ts"
import { changesMeetings, meetingsIn } from "#src/core/meeting.ts"
import { type Builder, build, type Statement } from "#src/db/connect.ts"
import { rowsInto } from "#src/db/plan.ts"
import * as t from "#src/db/schema.ts"
import type { History, Row, Written } from "./writes.ts"

type Entries = Written["events"]

/** Rows beside a case's own: the time that was put down, and who goes to which meeting. */
export function diaryWrites(build: Builder, entries: Entries, after: ReadonlyMap<string, Row>): Statement[] {
  const changed = new Set(entries.filter((entry) => isOfCase(entry) && changesMeetings(eventOf(entry))).map(streamOf))
  return [
    ...timesIn(entries).map(writeTime),
    ...entries.flatMap((entry) => undoneTimes(build, entry)),
    ...[...changed].flatMap((stream) => meetingWrites(build, after.get(stream))),
  ]
}

/** The time that these entries put down. */
export const timesIn = (entries: Entries): (typeof t.timeEntries.$inferInsert)[] =>
  entries.filter(isOfCase).flatMap((entry) => {
    const event = eventOf(entry)
    if (event.type !== "noted" || !event.time) return []
    const { id, caseId, hubId, actorId: personId, onDate } = entry
    return [{ id, caseId: caseId ?? "", hubId: hubId ?? "", personId, onDate, ...event.time }]
  })

/** The rows of a case's meetings, as its log has them. */
export const meetingRows = ({ row: { id: caseId }, log = [] }: History): (typeof t.meetings.$inferInsert)[] =>
  meetingsIn(log.map((entry) => ({ ...entry, event: entry.event })))
    .filter(({ isCancelled }) => !isCancelled)
    .flatMap(({ id, on: onDate, at: startsAt, minutes, said, with: { people } }) =>
      people.map((personId) => ({ caseId, id, personId, onDate, startsAt, minutes, said })),
    )

function undoneTimes(build: Builder, entry: Entries[number]): Statement[] {
  const event = eventOf(entry)
  if (event.type !== "undone" || !event.types.includes("noted")) return []
  const { events, timeEntries } = t
  const taken = build
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.actorId, event.by), eq(events.act, event.act)))
  return [
    build.delete(timeEntries).where(and(inArray(timeEntries.id, taken), eq(timeEntries.caseId, entry.caseId ?? ""))),
  ]
}

function meetingWrites(build: Builder, row: Row | undefined): Statement[] {
  if (row?.stream !== "case") return []
  if (!row.log) throw new Error(`${row.row.ref} has meetings, and its log is not known`)
  return [build.delete(t.meetings).where(eq(t.meetings.caseId, row.row.id)), ...meetingRows(row).map(writeMeeting)]
}

const writeTime = rowsInto(t.timeEntries, (row) => build.insert(t.timeEntries).values(row))
const writeMeeting = rowsInto(t.meetings, (row) => build.insert(t.meetings).values(row))

const streamOf = ({ stream }: Entries[number]) => stream
const isOfCase = ({ stream }: Entries[number]) => stream.startsWith("case:")
const eventOf = ({ data }: Entries[number]) => data as CaseEvent
