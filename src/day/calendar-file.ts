import { asc, eq } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { entriesOf } from "#src/cases/file.ts"
import { calendarOf } from "#src/core/icalendar.ts"
import { meetingsIn } from "#src/core/meeting.ts"
import { NotFound } from "#src/http/errors.ts"

const askedOfMeetings = ({ select, cases, events, texts }: Scope, _: unknown, { ref }: Slots<{ ref: string }>) =>
  [
    select({ ref: cases.ref, company: cases.company }).from(cases).where(eq(cases.ref, ref)),
    select().from(events).where(eq(events.ref, ref)).orderBy(asc(events.seq)),
    select().from(texts).where(eq(texts.ref, ref)),
  ] as const

type Asked = { ref: string; meeting: string; base: string }

/** One meeting as a file for a calendar: the same one again, if it is moved or cancelled. */
export const calendarFile = ({ ref, meeting, base }: Asked) =>
  page({
    reads: ref,
    args: { ref },
    statements: askedOfMeetings,
    build: (_, [[kase], log, texts], { at }): string => {
      const entries = entriesOf(
        log.map((event) => ({ ...event, by: null })),
        texts,
      )
      const found = meetingsIn(entries).find(({ id }) => id === meeting)
      if (!kase || !found) throw new NotFound()
      const { place = "", about = "" } = entries.find(({ id }) => id === found.said)?.words ?? {}
      const uid = `${ref}-${meeting}@${new URL(base).host}`
      const url = `${base}/cases/${ref}`
      const { on, at: starts, minutes, isCancelled, sequence } = found
      const when = { on, at: starts, minutes, place, about, isCancelled }
      return calendarOf([{ uid, stamp: at.toISOString(), revision: sequence, title: kase.company, url, when }])
    },
  })
