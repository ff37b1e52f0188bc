import type { Alert } from "#src/core/facts.ts"
import type { GateCode } from "#src/core/gates.ts"
import type { Pace } from "#src/core/paces.ts"
import type { Phase } from "#src/core/stages.ts"
import type { Named } from "#src/db/schema.ts"
import type { Tried } from "../cases/props.ts"

/** How many stand there, in the network's first track and in the other, and the list of them. */
export type Cell = { n: number; first: number; second: number; href: string | null }
type Row = { cells: readonly Cell[]; total: Cell }

export type OverridesProps = {
  since: string
  total: number
  rows: readonly {
    hub: string
    href: string
    stages: readonly {
      n: number
      href: string
      track: Named
      stage: Named
      current: boolean
      missed: readonly { code: GateCode; n: number }[]
    }[]
  }[]
  /** The moves behind one of the numbers. */
  listed: {
    hub: string
    stage: Named | null
    n: number
    hidden: number
    isCut: boolean
    moves: readonly {
      ref: string
      company: string
      stage: Named
      on: string
      by: string | null
      isRestricted: boolean
    }[]
  } | null
  back: string
  ignored: readonly string[]
}

export type MatrixProps = {
  /** The whole network, whatever is chosen. No name is both tracks, here and below. */
  totals: readonly (Cell & { name: Named | null })[]
  tracks: readonly { name: Named; series: "first" | "second" }[]
  views: readonly { name: Named | null; href: string; current: boolean }[]
  phases: readonly { phase: Phase; stages: readonly Named[] }[]
  hubs: readonly (Row & { id: string; name: string })[]
  network: Row
  /** The stages by track, each with a page of its own. */
  stages: readonly { track: Named; stages: readonly { code: string; name: Named }[] }[]
  /** The largest number of a hub in a phase: the bars' scale. */
  most: number
  /** Where it is counted how often cases went on although something was missing; for those who lead. */
  overrides: string | null
  savedViews: string | null
  ignored: readonly string[]
}

type Place = { hub: string; track: Named; stage: Named; since: string }
export type BasicRow = Place & {
  ref: string
  company: string
  alert: Alert | null
  advisor: string | null
  phone: string | null
  isRestricted: boolean
}
/** For the auditor. */
export type CountedRow = Place & { pseudonym: string }

export type Chosen = { without: string } & (
  | { kind: "hub"; hub: string }
  | { kind: "phase"; phase: Phase }
  | { kind: "track" | "stage"; name: Named }
)
export type ListedProps = {
  chosen: readonly Chosen[]
  n: number
  /** How many of them this person may not see. */
  hidden: number
  back: string
  cases: readonly (BasicRow | CountedRow)[]
  /** The list's first page, when this is another. */
  start: string | null
  previous: string | null
  next: string | null
  /** The list's query, and the form that takes it along, if that was refused. */
  view: string
  tried: Tried | null
  ignored: readonly string[]
}

/** How many visits to a stage have ended, and how long they took: in all, ours of it, and others'. */
export type Paced = { n: number; href: string | null; whole: Pace | null; ours: Pace | null; others: Pace | null }
type Standing = { now: { n: number; href: string | null } }
export type StageProps = {
  code: string
  name: Named
  meaning: Named
  limit: number
  retiredOn: string | null
  track: Named
  back: string
  period: "year" | "ever"
  /** The first day that counts; null is ever. */
  from: string | null
  periods: readonly { period: "year" | "ever"; href: string; current: boolean }[]
  /** Below so many nothing is said of how long they took. */
  few: number
  hubs: readonly (Paced & Standing & { id: string; name: string })[]
  /** Where there are too many to list unasked: how many, and where all of them are. */
  all: { n: number; href: string } | null
  network: Paced & Standing
  ignored: readonly string[]
}

type Visit = { hub: string; cameOn: string; leftOn: string; days: number; ours: number; others: number }
export type VisitRow = Visit & ({ ref: string; company: string; isRestricted: boolean } | { pseudonym: string })
export type VisitsProps = {
  code: string
  name: Named
  hub: string | null
  period: "year" | "ever"
  from: string | null
  back: string
  /** The same of all hubs. */
  without: string | null
  n: number
  hidden: number
  visits: readonly VisitRow[]
  /** The longest on the page: the bars' scale. */
  most: number
  start: string | null
  previous: string | null
  next: string | null
  ignored: readonly string[]
}
