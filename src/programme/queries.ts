import { asc, desc, eq } from "drizzle-orm"
import { type Actor, ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Scope } from "#src/access/scope.ts"
import { type Act, isRefusal, type Outcome, refuse } from "#src/core/acts.ts"
import { type Day, isDay } from "#src/core/calendar.ts"
import { staleUpTo } from "#src/core/clocks.ts"
import {
  type Dictionary,
  heirs,
  isCounted,
  ROOM,
  retire,
  type StageEvent,
  type StageRow,
  stageAsOf,
  standing,
  timesOf,
} from "#src/core/dictionary.ts"
import { GATE_CODES, type Requirement } from "#src/core/gates.ts"
import { NETWORK } from "#src/core/person.ts"
import { PHASES, stageAt } from "#src/core/stages.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden, NotFound, Refused } from "#src/http/errors.ts"
import { casesAddress } from "#src/insight/choice.ts"
import type {
  Change,
  FormName,
  GateOption,
  Hit,
  JobProps,
  NewStageProps,
  PreviewProps,
  RetirementProps,
  StagePageProps,
  StageProps,
  StagesProps,
  Tried,
} from "#views/programme/props.ts"

/** Of those whom a limit would reach so many are counted; more reads as "100+". */
const COUNTED = 100

/** A limit as the form knew it, and as it is to be. */
export type Relimit = { from: number; to: number }

export type StageFile = ReturnType<typeof fileOf>
export type Judge = (file: StageFile, actor: Actor) => Outcome

/** What a change of a stage is judged on: all stages, how many cases stand where, and the stage's history. */
export const stageFile = (code: string) =>
  page({
    statements: (scope) => [...shared(scope), logOf(scope, code)] as const,
    build: (_, [stages, hubs, totals, , log]) => {
      if (code && !stageAt(stages, code)) throw new NotFound()
      return fileOf(stages, hubs, totals, log)
    },
  })

/** Only the programme owner changes the dictionary; and nobody writes over what someone else wrote meanwhile. */
export const owning =
  (code: string, basedOn: number | undefined, judge: (dictionary: Dictionary) => Outcome): Judge =>
  (file, actor) => {
    if (!ownsNetwork(actor)) throw new Forbidden()
    const outcome = judge(file.dictionary)
    const since = file.history
      .filter(({ seq }) => basedOn !== undefined && seq > basedOn)
      .map(({ event }) => event.type)
    const own = isRefusal(outcome) ? [] : outcome.acts.filter(({ id }) => id === code)
    return own.some(({ event }) => since.some((type) => type === event.type)) ? refuse("changed") : outcome
  }

/** Both tracks, as they are or as they were at the end of a day. */
export const stagesPage = (asked: string | undefined, did: FormName | null = null, of = "") =>
  page({
    statements: (scope) =>
      [...shared(scope), scope.select().from(scope.stageEvents), scope.select().from(scope.jobs)] as const,
    build: (actor, [stages, hubs, totals, tracks, events, jobs], { today }): StagesProps => {
      const on = asked && isDay(asked) && asked < today ? asked : null
      const log = entriesOf(events)
      const { dictionary } = fileOf(stages, hubs, totals)
      const shown = on ? stages.flatMap((row) => stageAsOf(row, log.get(row.code) ?? [], on) ?? []) : stages
      const inOrder = shown.toSorted((one, other) => one.position - other.position)
      const props = (row: StageRow) => propsOf(row, stages, hubs, on ? 0 : dictionary.open(row.code))
      return {
        on,
        onProblem: Boolean(asked && !isDay(asked)),
        isOwner: ownsNetwork(actor),
        tracks: tracks.map(({ code, name }) => {
          const here = inOrder.filter(({ track }) => track === code)
          return {
            name,
            stages: here.filter(({ retiredOn }) => !retiredOn).map(props),
            retired: here.filter(({ retiredOn }) => retiredOn).map(props),
          }
        }),
        jobs: on ? [] : jobs.filter(({ finishedOn }) => !finishedOn).map((job) => jobOf(job, stages)),
        did: did && { form: did, name: stageAt(stages, of)?.name ?? null },
      }
    },
  })

export const stagePage = (code: string, { did, tried }: { did?: StagePageProps["did"]; tried?: Tried } = {}) =>
  page({
    statements: (scope) =>
      [
        ...shared(scope),
        logOf(scope, code),
        scope
          .select()
          .from(scope.jobs)
          .where(eq(scope.jobs.id, `stage:${code}`)),
      ] as const,
    build: (actor, [stages, hubs, totals, tracks, log, [job]]): StagePageProps => {
      const row = stageAt(stages, code)
      if (!row) throw new NotFound()
      const file = fileOf(stages, hubs, totals, log)
      const { dictionary } = file
      const history = file.history.map(({ seq, event, on, by }) => ({ ...changeOf(event, stages, hubs), seq, on, by }))
      const basedOn = Number(tried?.typed.basedOn ?? row.seq)
      const isRefused = tried?.refusal === "changed"
      return {
        track: tracks.find((track) => track.code === row.track)?.name ?? NO_NAME,
        stage: propsOf(row, stages, hubs, dictionary.open(code)),
        edit: ownsNetwork(actor) && !row.retiredOn ? editOf(row, dictionary, hubs) : null,
        job: job ? jobOf(job, stages) : null,
        history,
        meanwhile: isRefused ? history.filter(({ seq }) => seq > basedOn) : [],
        did: did ?? null,
        tried: tried ?? null,
      }
    },
  })

export const newStagePage = (tried: Tried | null = null) =>
  page({
    statements: (scope) => shared(scope),
    build: (actor, [stages, hubs, totals, tracks]): NewStageProps => {
      if (!ownsNetwork(actor)) throw new Forbidden()
      const { dictionary } = fileOf(stages, hubs, totals)
      return {
        gates: gatesOf([]),
        phases: PHASES,
        tracks: tracks.map(({ code, name }) => {
          const placed = standing(dictionary, code)
          return { code, name, places: placed.map((stage) => stage.name), isFull: placed.length >= ROOM }
        }),
        tried,
      }
    },
  })

/** Before a stage is retired: what stands there, and where it could go. */
export const retirementPage = (code: string, tried: Tried | null = null) =>
  page({
    statements: (scope) => [...shared(scope), scope.stageSums(code)] as const,
    build: (actor, [stages, hubs, totals, , sums]): RetirementProps => {
      const row = stageAt(stages, code)
      if (!row) throw new NotFound()
      if (!ownsNetwork(actor)) throw new Forbidden()
      const { dictionary } = fileOf(stages, hubs, totals)
      return {
        code,
        name: row.name,
        open: dictionary.open(code),
        hits: hitsIn(sums, code),
        heirs: row.retiredOn
          ? []
          : heirs(stages, row).map((heir) => ({ code: heir.code, name: heir.name, open: dictionary.open(heir.code) })),
        made: { basedOn: row.seq },
        tried,
      }
    },
  })

/** What a change would do: judged as if it were made, and nothing written. */
export const previewPage = (
  form: FormName,
  code: string | null,
  judge: Judge,
  {
    typed,
    basedOn,
    limit,
  }: { typed: PreviewProps["typed"]; basedOn?: number | undefined; limit?: Relimit | undefined },
) => {
  const file = stageFile(code ?? "")
  return page({
    statements: (scope, now) =>
      [
        scope.stageSums(code ?? ""),
        changing(scope, code ?? "", limit, now.today),
        ...file.statements(scope, now),
      ] as const,
    build: (actor, [sums, still, ...rows], now): PreviewProps => {
      const known = file.build(actor, rows, now)
      const outcome = judge(known, actor)
      if (isRefusal(outcome)) throw new Refused(outcome)
      const { dictionary, hubs } = known
      const { stages } = dictionary
      const acts = outcome.acts.filter((act): act is StageAct => act.stream === "stage")
      const added = acts.flatMap(({ event }) => (event.type === "added" ? [event.stage.name] : []))[0]
      const name = (code ? stageAt(stages, code)?.name : added) ?? NO_NAME
      const [to] = acts.flatMap(({ event }) => (event.type === "retired" ? [stageAt(stages, event.to)] : []))
      const isKnown = limit && code && stageAt(stages, code)?.limitDays === limit.from
      return {
        form,
        code,
        name,
        changes: acts.map(({ id, event }) => ({
          ...changeOf(event, stages, hubs),
          of: stageAt(stages, id)?.name ?? name,
        })),
        open: code ? dictionary.open(code) : 0,
        hits: hitsIn(sums, code ?? ""),
        stale: isKnown
          ? {
              way: limit.to < limit.from ? "more" : "fewer",
              n: Math.min(still.length, COUNTED),
              isMore: still.length > COUNTED,
            }
          : null,
        plan: to ? { to: to.name, now: dictionary.open(to.code) } : null,
        made: { basedOn },
        typed,
      }
    },
  })
}

/** How far the cases of a stage have come, for who may hurry them on. */
export const jobPage = (code: string) =>
  page({
    statements: ({ select, stages, jobs }) => [
      select().from(stages).where(eq(stages.code, code)),
      select()
        .from(jobs)
        .where(eq(jobs.id, `stage:${code}`)),
    ],
    build: (actor, [stages, [job]]): JobProps => {
      if (!ownsNetwork(actor)) throw new Forbidden()
      if (!job) throw new NotFound()
      return jobOf(job, stages)
    },
  })

const NO_NAME: Named = { nb: "", nn: "", en: "" }

type StageAct = Extract<Act, { stream: "stage" }>
type HubRow = { id: string; shortName: string }
type Sum = { stage: string; n: number }
type Logged = { stream: string; seq: number; data: unknown; onDate: Day; by: string | null }

const shared = ({ select, stages, hubRows, totals, tracks }: Scope) =>
  [
    select().from(stages).orderBy(asc(stages.track), asc(stages.position)),
    select({ id: hubRows.id, shortName: hubRows.shortName }).from(hubRows).orderBy(asc(hubRows.shortName)),
    select({ stage: totals.stage, n: totals.n }).from(totals).where(eq(totals.hubId, NETWORK)),
    select({ code: tracks.code, name: tracks.name }).from(tracks).orderBy(asc(tracks.position)),
  ] as const

const logOf = ({ select, stageEvents }: Scope, code: string) =>
  select()
    .from(stageEvents)
    .where(eq(stageEvents.stream, `stage:${code}`))
    .orderBy(desc(stageEvents.seq))

/** The open cases that come to stand still by another limit, or that no longer do: no more than are counted. */
function changing({ standingStill }: Scope, code: string, limit: Relimit | undefined, today: Day) {
  const { from, to } = limit ?? { from: 0, to: 0 }
  const cut = staleUpTo(today, from, to)
  const [after, upTo] = to < from ? [today, cut] : [cut, today]
  return standingStill(code, from, after, upTo).limit(limit ? COUNTED + 1 : 0)
}

const hitsIn = (sums: readonly { hubId: string; name: string; n: number }[], stage: string): Hit[] =>
  sums.map(({ hubId, name, n }) => ({ hub: name, n, href: casesAddress({ hub: hubId, stage }) }))

function fileOf(
  stages: readonly StageRow[],
  hubs: readonly HubRow[],
  totals: readonly Sum[],
  log: readonly Logged[] = [],
) {
  const open = new Map(totals.map(({ stage, n }) => [stage, n]))
  const dictionary: Dictionary = {
    stages,
    hubs: hubs.map(({ id }) => id),
    open: (code) => open.get(code) ?? 0,
  }
  const rows = stages.map((row) => ({ stream: "stage" as const, row }))
  return { rows, dictionary, hubs, history: log.map(entryOf) }
}

const entryOf = ({ seq, data, onDate, by }: Logged) => ({
  seq,
  event: data as StageEvent,
  onDate,
  on: onDate,
  by: by ?? "",
})

function entriesOf(events: readonly Logged[]): Map<string, ReturnType<typeof entryOf>[]> {
  const log = Map.groupBy(events, ({ stream }) => stream.replace("stage:", ""))
  return new Map([...log].map(([code, of]) => [code, of.map(entryOf)]))
}

function propsOf(row: StageRow, stages: readonly StageRow[], hubs: readonly HubRow[], open: number): StageProps {
  const { code, name, meaning, phase, limitDays, requires, retiredOn, successor, hiddenAt } = row
  return {
    code,
    name,
    meaning,
    phase,
    limitDays,
    requires: requires.map((one) => ({ code: one.code, times: timesOf(one) })),
    retiredOn,
    successor: successor ? (stageAt(stages, successor)?.name ?? null) : null,
    hiddenAt: hiddenAt.map((id) => ({ id, name: hubName(hubs, id) })),
    open,
    href: casesAddress({ stage: code }),
  }
}

function editOf(row: StageRow, dictionary: Dictionary, hubs: readonly HubRow[]): StagePageProps["edit"] {
  const { stages } = dictionary
  return {
    made: { basedOn: row.seq },
    gates: gatesOf(row.requires),
    phases: PHASES,
    places: standing(dictionary, row.track).map(({ code, name }) => ({ code, name })),
    hubs: hubs
      .filter(({ id }) => !row.hiddenAt.includes(id))
      .map(({ id, shortName }) => ({ value: id, label: shortName })),
    canRetire: heirs(stages, row).some((heir) => !isRefusal(retire(dictionary, row.code, heir.code))),
  }
}

/** All that a stage can ask for: what it asks for now is chosen. */
const gatesOf = (requires: readonly Requirement[]): GateOption[] =>
  GATE_CODES.map((code) => {
    const now = requires.find((one) => one.code === code)
    return { code, isCounted: isCounted(code), times: now ? timesOf(now) : null }
  })

function jobOf(job: Job, stages: readonly StageRow[]): JobProps {
  const { kind, done, total, startedOn, stoppedOn, finishedOn, data } = job
  const state = finishedOn ? "finished" : stoppedOn ? "stopped" : "running"
  const { name = NO_NAME } = stageAt(stages, data.stage) ?? {}
  return { code: data.stage, name, kind, done, total: Math.max(done, total), state, startedOn }
}
type Job = {
  kind: JobProps["kind"]
  data: { stage: string }
  done: number
  total: number
  startedOn: Day
  stoppedOn: Day | null
  finishedOn: Day | null
}

function changeOf(event: StageEvent, stages: readonly StageRow[], hubs: readonly HubRow[]): Change {
  return {
    event,
    stage: event.type === "retired" ? (stageAt(stages, event.to)?.name ?? null) : null,
    hub: event.type === "hidden" || event.type === "shown" ? hubName(hubs, event.hubId) : null,
  }
}

const hubName = (hubs: readonly HubRow[], id: string) => hubs.find((hub) => hub.id === id)?.shortName ?? id
