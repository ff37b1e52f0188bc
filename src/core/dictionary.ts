import { type Act, type Outcome, refuse } from "./acts.ts"
import type { Day } from "./calendar.ts"
import { GATES, type GateCode, isGate, type Requirement } from "./gates.ts"
import type { Language } from "./person.ts"
import { inUse, PHASES, type Phase, type Stage, stageAt } from "./stages.ts"
import { fold } from "./text.ts"

/** A stage's row, with its words and how far its log has come. */
export type StageRow = Stage & {
  seq: number
  name: Text
  meaning: Text
  successor: string | null
  hiddenAt: readonly string[]
}
/** The same in every language. */
export type Text = Record<Language, string>
type Worded = { name: Text; meaning: Text }

/** Each says what was and what is, so that the dictionary of any day follows from today's rows. */
export type StageEvent =
  | { type: "added"; stage: Pick<StageRow, "track" | "position" | "phase" | "limitDays" | "requires" | keyof Worded> }
  | { type: "renamed"; from: Worded; to: Worded }
  | { type: "limited"; from: number; to: number }
  | { type: "required"; from: readonly Requirement[]; to: readonly Requirement[] }
  | { type: "rephased"; from: Phase; to: Phase }
  | { type: "reordered"; from: number; to: number }
  | { type: "retired"; to: string }
  | { type: "hidden"; hubId: string }
  | { type: "shown"; hubId: string }

/** What the verbs are judged on: every stage, the hubs, and how many open cases stand in a stage. */
export type Dictionary = {
  stages: readonly StageRow[]
  hubs: readonly string[]
  open: (code: string) => number
}

/** The board has room for so many columns: stages in use, and retired ones that still have cases. */
export const ROOM = 8
export const LONGEST_LIMIT = 500
export const MOST_TIMES = 20

type Asked = readonly { code: string; times: number | null }[]

/** A new stage comes last, or before the stage at a place. Its code follows from its English name. */
export function add(
  dictionary: Dictionary,
  form: Worded & { track: string; place: number | null; phase: Phase; limitDays: number; requires: Asked },
): Outcome {
  const { stages } = dictionary
  const { track, name, meaning, phase, limitDays } = form
  const placed = standing(dictionary, track)
  if (!stages.some((stage) => stage.track === track)) return refuse("unknown", ["track"])
  if (!PHASES.includes(phase)) return refuse("unknown", ["phase"])
  if (!isLimit(limitDays)) return refuse("limit", ["limitDays"])
  if (placed.length >= ROOM) return refuse("full", ["place"])
  const place = form.place ?? placed.length + 1
  if (!isPlace(place, placed.length + 1)) return refuse("unknown", ["place"])
  const requires = requirementsOf(form.requires, [])
  if ("refusal" in requires) return requires
  const code = codeFor(name.en, stages)
  const order = placed.map((stage) => stage.code).toSpliced(place - 1, 0, code)
  const stage = { track, position: place, phase, limitDays, requires, name, meaning }
  return { acts: [...arranged(stages, track, order), act(code, { type: "added", stage })] }
}

export function rename({ stages }: Dictionary, code: string, to: Worded): Outcome {
  return changing(stages, code, (row) => {
    const from = { name: row.name, meaning: row.meaning }
    return same(from, { name: to.name, meaning: to.meaning }) ? null : { type: "renamed", from, to }
  })
}

export function limit({ stages }: Dictionary, code: string, to: number): Outcome {
  if (!isLimit(to)) return refuse("limit", ["limitDays"])
  return changing(stages, code, ({ limitDays: from }) => (from === to ? null : { type: "limited", from, to }))
}

export function requireOf({ stages }: Dictionary, code: string, asked: Asked): Outcome {
  const from = stageAt(stages, code)?.requires ?? []
  const to = requirementsOf(asked, from)
  if ("refusal" in to) return to
  return changing(stages, code, () => (same(from, to) ? null : { type: "required", from, to }))
}

export function rephase({ stages }: Dictionary, code: string, to: Phase): Outcome {
  if (!PHASES.includes(to)) return refuse("unknown", ["phase"])
  return changing(stages, code, ({ phase: from }) => (from === to ? null : { type: "rephased", from, to }))
}

/** Puts a stage at a place of its track; those between make room. */
export function reorder(dictionary: Dictionary, code: string, place: number): Outcome {
  const { stages } = dictionary
  const row = stageAt(stages, code)
  if (!row) return refuse("unknown")
  if (row.retiredOn) return refuse("retired")
  const placed = standing(dictionary, row.track).map((stage) => stage.code)
  if (!isPlace(place, placed.length)) return refuse("unknown", ["place"])
  const others = placed.filter((one) => one !== code)
  const acts = arranged(stages, row.track, others.toSpliced(place - 1, 0, code))
  return placed.indexOf(code) === place - 1 ? refuse("unchanged", ["place"]) : { acts }
}

/** Takes a stage out of use. It keeps its history; its open cases go to another stage of the track. */
export function retire({ stages, hubs }: Dictionary, code: string, to: string): Outcome {
  const row = stageAt(stages, code)
  if (row && !row.retiredOn && !isLeft(stages, hubs, row)) return refuse("last_stage")
  if (row && !heirs(stages, row).some((one) => one.code === to)) return refuse("unreachable", ["to"])
  return changing(stages, code, () => ({ type: "retired", to }))
}

/** The stages that can take over the cases of one that is retired: those that every hub uses. */
export const heirs = <S extends Stage>(stages: readonly S[], { code, track }: Stage): S[] =>
  inUse(stages, track).filter((one) => one.code !== code && !one.hiddenAt?.length)

export function hide({ stages, hubs }: Dictionary, code: string, hubId: string): Outcome {
  const row = stageAt(stages, code)
  if (!hubs.includes(hubId)) return refuse("unknown", ["hub"])
  if (row && !row.hiddenAt.includes(hubId) && !isLeft(stages, [hubId], row)) return refuse("last_stage", ["hub"])
  return changing(stages, code, ({ hiddenAt }) => (hiddenAt.includes(hubId) ? null : { type: "hidden", hubId }))
}

export function show({ stages }: Dictionary, code: string, hubId: string): Outcome {
  return changing(stages, code, ({ hiddenAt }) => (hiddenAt.includes(hubId) ? { type: "shown", hubId } : null))
}

export function applyToStage(row: StageRow, event: StageEvent, on: Day): StageRow {
  const next = { ...row, seq: row.seq + 1 }
  switch (event.type) {
    case "added":
      return { ...next, ...event.stage }
    case "renamed":
      return { ...next, ...event.to }
    case "limited":
      return { ...next, limitDays: event.to }
    case "required":
      return { ...next, requires: event.to }
    case "rephased":
      return { ...next, phase: event.to }
    case "reordered":
      return { ...next, position: event.to }
    case "retired":
      return { ...next, retiredOn: on, successor: event.to }
    case "hidden":
      return { ...next, hiddenAt: [...row.hiddenAt, event.hubId].toSorted() }
    case "shown":
      return { ...next, hiddenAt: row.hiddenAt.filter((hubId) => hubId !== event.hubId) }
  }
}

export type StageEntry = { seq: number; event: StageEvent; onDate: Day }

/** The stage as it was at the end of a day, or null before there was one: what came later is taken back. */
export function stageAsOf(row: StageRow, log: readonly StageEntry[], day: Day): StageRow | null {
  const later = log.filter(({ onDate }) => onDate > day).toSorted((one, other) => other.seq - one.seq)
  return later.reduce<StageRow | null>((stage, { event }) => stage && before(stage, event), row)
}

export const noStage = (code: string): StageRow => ({
  code,
  seq: 0,
  track: "",
  position: 0,
  phase: "contact",
  name: { nb: "", nn: "", en: "" },
  meaning: { nb: "", nn: "", en: "" },
  limitDays: 0,
  requires: [],
  retiredOn: null,
  successor: null,
  hiddenAt: [],
})

/** The stages of a track that take up room, in order. */
export const standing = ({ stages, open }: Dictionary, track: string): StageRow[] =>
  stages
    .filter((stage) => stage.track === track && (!stage.retiredOn || open(stage.code) > 0))
    .toSorted((one, other) => one.position - other.position)

function changing(stages: readonly StageRow[], code: string, make: (row: StageRow) => StageEvent | null): Outcome {
  const row = stageAt(stages, code)
  if (!row) return refuse("unknown")
  if (row.retiredOn) return refuse("retired")
  const event = make(row)
  return event ? { acts: [act(code, event)] } : refuse("unchanged")
}

function before(row: StageRow, event: StageEvent): StageRow | null {
  const then = { ...row, seq: row.seq - 1 }
  switch (event.type) {
    case "added":
      return null
    case "renamed":
      return { ...then, ...event.from }
    case "limited":
      return { ...then, limitDays: event.from }
    case "required":
      return { ...then, requires: event.from }
    case "rephased":
      return { ...then, phase: event.from }
    case "reordered":
      return { ...then, position: event.from }
    case "retired":
      return { ...then, retiredOn: null, successor: null }
    case "hidden":
      return { ...then, hiddenAt: row.hiddenAt.filter((hubId) => hubId !== event.hubId) }
    case "shown":
      return { ...then, hiddenAt: [...row.hiddenAt, event.hubId].toSorted() }
  }
}

/** Numbers the track's stages anew in that order. Retired ones without cases stand aside, behind all that have a column. */
function arranged(stages: readonly StageRow[], track: string, order: readonly string[]): Act[] {
  const aside = stages
    .filter((stage) => stage.track === track && !order.includes(stage.code))
    .toSorted((one, other) => one.position - other.position)
  const far = Math.max(ROOM, ...aside.map(({ position }) => position))
  const near = aside.filter(({ position }) => position <= ROOM)
  const places = new Map([
    ...order.map((code, i) => [code, i + 1] as const),
    ...near.map(({ code }, i) => [code, far + i + 1] as const),
  ])
  return stages.flatMap(({ code, position: from, track: its }) => {
    const to = its === track ? places.get(code) : undefined
    return to === undefined || to === from ? [] : [act(code, { type: "reordered", from, to })]
  })
}

/** Those that stay keep their order; new ones come after them. */
function requirementsOf(asked: Asked, now: readonly Requirement[]) {
  const checked: Requirement[] = []
  for (const { code, times } of asked) {
    if (!isGate(code)) return refuse("unknown", [`requires.${code}`])
    if (!isCounted(code)) checked.push({ code })
    else if (times === null || !isWhole(times, MOST_TIMES)) return refuse("times", [`times.${code}`])
    else checked.push({ code, params: { times } })
  }
  const kept = now.flatMap((old) => {
    const again = checked.find(({ code }) => code === old.code)
    return again ? [timesOf(again) === timesOf(old) ? old : again] : []
  })
  return [...kept, ...checked.filter(({ code }) => !now.some((one) => one.code === code))]
}

/** Whether it can be asked for more than once. */
export const isCounted = (code: GateCode): boolean => GATES[code].kind === "logged" || code === "milestones_set"

export const timesOf = ({ params }: Requirement): number => params?.times ?? 1

/** Whether each hub still has a stage for its cases when this one is gone. */
const isLeft = (stages: readonly StageRow[], hubs: readonly string[], { code, track }: StageRow) =>
  hubs.every((hubId) => inUse(stages, track, hubId).some((one) => one.code !== code))

function codeFor(name: string, stages: readonly Stage[]): string {
  const plain =
    fold(name)
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 40) || "stage"
  const isTaken = (code: string) => code === "new" || stageAt(stages, code) !== undefined
  for (let n = 1; ; n++) {
    const code = n === 1 ? plain : `${plain}_${n}`
    if (!isTaken(code)) return code
  }
}

const isLimit = (days: number) => isWhole(days, LONGEST_LIMIT)
const isPlace = (place: number, last: number) => isWhole(place, last)
const isWhole = (n: number, most: number) => Number.isInteger(n) && n >= 1 && n <= most

/** Facts are plain values, written in one order. */
const same = (one: unknown, other: unknown) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted()
      .map(([key, part]) => [key, sorted(part)]),
  )
}

const act = (id: string, event: StageEvent): Act => ({ stream: "stage", id, event })
