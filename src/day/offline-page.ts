import { asc } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { turnOn } from "#src/core/clocks.ts"
import type { NoteKind } from "#src/core/gates.ts"
import type { Named } from "#src/db/schema.ts"
import type { DayProps, KeptCase } from "#views/day/props.ts"

/** So many of the last notes of a case come along. */
const NOTES = 3

type Refs = readonly [string, ...string[]]

const askedOfKept = (scope: Scope, _: NowSlots, { refs }: Slots<{ refs: Refs }>) => {
  const kept = scope.keptOf(refs)
  return [
    scope.select().from(kept),
    scope.keptContacts(refs),
    scope.keptNotes(refs, NOTES),
    scope
      .select({ code: scope.stages.code, name: scope.stages.name })
      .from(scope.stages)
      .orderBy(asc(scope.stages.code)),
  ] as const
}

/** The cases of one's day as a browser may keep them, in the order that the day has them. */
export const keptPage = (refs: Refs, { meetings }: Pick<DayProps, "meetings">) =>
  page({
    args: { refs },
    statements: askedOfKept,
    build: (_, [cases, contacts, notes, stages], { today }): KeptCase[] => {
      const stageOf = (code: string): Named =>
        stages.find((stage) => stage.code === code)?.name ?? { nb: code, nn: code, en: code }
      return refs.flatMap((ref) => {
        const kase = cases.find((one) => one.ref === ref)
        if (!kase) return []
        const { seq, company, stage, nextStep, nextOn, until, waitReason } = kase
        const isOfIt = (one: { ref: string }) => one.ref === ref
        return {
          ...{ ref, seq, company, stage: stageOf(stage), nextStep, nextOn, until, waitReason },
          turn: turnOn(kase, today),
          isDue: nextOn !== null && nextOn <= today,
          meetings: meetings.filter(isOfIt).map(({ at, place }) => ({ at, place })),
          contacts: contacts
            .filter(isOfIt)
            .map(({ id, name, role, phone, email }) => ({ id, name, role, phone, email })),
          notes: notes
            .filter(isOfIt)
            .map(({ onDate, kind, by, text }) => ({ on: onDate, kind: kind as NoteKind, by: by ?? "", text })),
        }
      })
    },
  })

/** Those that Min dag shows, meetings first: each once. */
export function refsOfDay({ meetings, due, stepless, stale, soon }: DayProps): Refs | null {
  const [first, ...rest] = new Set([...meetings, ...due, ...stepless, ...stale, ...soon].map(({ ref }) => ref))
  return first === undefined ? null : [first, ...rest]
}
