import { asc, eq } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { isDay } from "#src/core/calendar.ts"
import type { Case } from "#src/core/case.ts"
import { turnOn } from "#src/core/clocks.ts"
import { asKnownOn, asOf } from "#src/core/past.ts"
import { type FieldProblem, NotFound } from "#src/http/errors.ts"
import type { PastProps, StoodProps } from "#views/cases/past.tsx"
import { entriesOf } from "./file.ts"

const askedOfPast = (scope: Scope, _: unknown, { ref }: Slots<{ ref: string }>) => {
  const { select, cases, stages, closeReasons, events, people } = scope
  return [
    select().from(cases).where(eq(cases.ref, ref)),
    select().from(stages),
    select().from(closeReasons),
    select()
      .from(events)
      .leftJoin(people, eq(people.id, events.actorId))
      .where(eq(events.ref, ref))
      .orderBy(asc(events.seq)),
    scope.mentionedIn(ref),
  ] as const
}

/** How a case stood on a day, asked in two ways: as we know it today, and as we knew it then. */
export const pastPage = (ref: string, typed = "") =>
  page({
    reads: ref,
    args: { ref },
    statements: askedOfPast,
    build: (_, [[kase], stages, reasons, log, were], { today }): PastProps => {
      if (!kase) throw new NotFound()
      const problem: FieldProblem | null = !isDay(typed) ? "not_a_day" : typed > today ? "future" : null
      const { company } = kase
      if (problem) return { ref, company, on: typed, problem, stood: null }
      const entries = entriesOf(
        log.map(({ events, people }) => ({ ...events, by: people?.name ?? null })),
        [],
      )
      const stoodOf = (row: Case | null): StoodProps | null =>
        row && {
          stage: stages.find(({ code }) => code === row.stage)?.name ?? { nb: row.stage, nn: row.stage, en: row.stage },
          since: row.since,
          turn: turnOn(row, typed),
          advisor: were.find(({ id }) => id === row.advisorId)?.name ?? null,
          endedOn: row.endedOn,
          ending: reasons.find(({ code }) => code === row.ending)?.name ?? null,
        }
      const known = asOf(entries, typed)
      const recorded = asKnownOn(entries, typed)
      return { ref, company, on: typed, problem, stood: { known: stoodOf(known), recorded: stoodOf(recorded) } }
    },
  })
