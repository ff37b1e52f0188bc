import { and, asc, eq, isNull, lte } from "drizzle-orm"
import { worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { addWorkingDays, type Day } from "#src/core/calendar.ts"
import type { Case } from "#src/core/case.ts"
import { ageOf, turnOn } from "#src/core/clocks.ts"
import { isContacted } from "#src/core/gates.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { Tried } from "#src/http/tried.ts"
import type { DayProps, DayRow } from "#views/day/props.ts"

/** So many are shown of each; whoever has more begins with these. */
const MOST = 20
const MOST_AGING = 40
/** A stage's last quarter is seldom longer: what stands still later than that is not soon. */
const AHEAD = 20

type DayArgs = { horizon: string }

const askedOfDay = (scope: Scope, { today }: NowSlots, { horizon }: Slots<DayArgs>) => {
  const { select, packed, gathered, personId, columnKey, isInColumn, byAge, enquiries } = scope
  const cases = scope.own()
  const { ref, advisorId, endedOn, nextOn, staleOn, until } = cases
  const columns = columnsOf(cases)
  const people = scope.stepsOf(today)
  const mine = and(eq(advisorId, personId), isNull(endedOn))
  const due = select({ row: packed(columns), sorted: nextOn })
    .from(cases)
    .where(and(isInColumn(advisorId), isNull(endedOn), lte(nextOn, today)))
    .orderBy(asc(nextOn))
    .limit(MOST + 1)
    .$dynamic()
  return [
    select({ key: columnKey, rows: gathered(columns, due) }).from(people),
    scope.namesOf(people),
    select({ row: packed(columns), sorted: staleOn })
      .from(cases)
      .where(and(mine, isNull(nextOn), isNull(until)))
      .orderBy(asc(staleOn))
      .limit(MOST + 1),
    select({ row: packed(columns), sorted: staleOn })
      .from(cases)
      .where(and(mine, byAge(staleOn), lte(staleOn, horizon)))
      .orderBy(asc(staleOn))
      .limit(MOST_AGING),
    select({ ref: enquiries.ref, company: enquiries.company, need: enquiries.need, dueOn: enquiries.dueOn })
      .from(enquiries)
      .where(eq(enquiries.state, "waiting"))
      .orderBy(asc(enquiries.dueOn))
      .limit(MOST),
    scope.meetingsIn(today, today),
    select({ code: scope.stages.code, name: scope.stages.name }).from(scope.stages),
    select({ ref, sorted: staleOn })
      .from(cases)
      .where(and(mine, byAge(staleOn)))
      .orderBy(asc(staleOn))
      .limit(1),
  ] as const
}

/** What was just done from the day, or which of its forms was refused. */
export type Doing = { did?: string | undefined; tried?: (Tried & { ref: string; form: string }) | undefined }

/** What one begins with: first what nobody would be reminded of, then what is due, then what stands still. */
export const dayPage = (today: Day, { did, tried }: Doing = {}) =>
  page({
    args: { horizon: addWorkingDays(today, AHEAD) },
    statements: askedOfDay,
    build: (actor, [steps, names, stepless, aging, waiting, meetings, stages, [kase]]): DayProps => {
      if (!worksInHub(actor)) throw new Forbidden()
      const stageOf = (code: string): Named =>
        stages.find((stage) => stage.code === code)?.name ?? { nb: code, nn: code, en: code }
      const rowOf = (row: Row): DayRow => ({
        ref: row.ref,
        company: row.company,
        stage: stageOf(row.stage),
        nextStep: row.nextStep,
        nextOn: row.nextOn,
        turn: turnOn(row, today),
        age: ageOf(row, today),
        never: !isContacted(row.facts),
        made: { basedOn: row.seq },
        instead: row.advisorId === actor.id ? null : (names.find(({ id }) => id === row.advisorId)?.name ?? ""),
      })
      const due = steps.flatMap(({ rows }) => rows).toSorted(byStep)
      const shown = new Set([...due, ...stepless.map(({ row }) => row)].map(({ ref }) => ref))
      const rest = aging.map(({ row }) => row).filter(({ ref }) => !shown.has(ref))
      const inState = (state: "soon" | "stale") =>
        rest
          .filter((row) => ageOf(row, today).state === state)
          .slice(0, MOST)
          .map(rowOf)
      return {
        name: actor.name.split(" ")[0] ?? actor.name,
        mine: actor.id,
        stepless: stepless.slice(0, MOST).map(({ row }) => rowOf(row)),
        due: due.slice(0, MOST).map(rowOf),
        stale: inState("stale"),
        soon: inState("soon"),
        isMore: { stepless: stepless.length > MOST, due: due.length > MOST },
        waiting,
        meetings: meetings.map(({ ref, company, at, minutes, place, about }) => ({
          ref,
          company,
          at,
          minutes,
          place,
          about,
        })),
        hasCases: kase !== undefined,
        did: did ?? null,
        tried: tried ?? null,
      }
    },
  })

function columnsOf(cases: ReturnType<Scope["own"]>) {
  const { ref, seq, company, stage, advisorId, turn, until, nextStep, nextOn, facts, limitDays, clockOn } = cases
  return { ref, seq, company, stage, advisorId, turn, until, nextStep, nextOn, facts, limitDays, clockOn }
}
type Row = Pick<Case, keyof ReturnType<typeof columnsOf>>

const byStep = (one: Row, other: Row) => ((one.nextOn ?? "") < (other.nextOn ?? "") ? -1 : 1)
