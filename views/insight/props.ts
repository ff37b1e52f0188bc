import type { Phase } from "#src/core/stages.ts"
import type { Named } from "#src/db/schema.ts"
import type { Tried } from "../cases/props.ts"

/** How many stand there, in the network's first track and in the other, and the list of them. */
export type Cell = { n: number; first: number; second: number; href: string | null }
type Row = { cells: readonly Cell[]; total: Cell }

export type MatrixProps = {
  /** The whole network, whatever is chosen. No name is both tracks, here and below. */
  totals: readonly (Cell & { name: Named | null })[]
  tracks: readonly { name: Named; series: "first" | "second" }[]
  views: readonly { name: Named | null; href: string; current: boolean }[]
  phases: readonly { phase: Phase; stages: readonly Named[] }[]
  hubs: readonly (Row & { id: string; name: string })[]
  network: Row
  /** The largest number of a hub in a phase: the bars' scale. */
  most: number
  ignored: readonly string[]
}

type Place = { hub: string; track: Named; stage: Named; since: string }
export type BasicRow = Place & {
  ref: string
  company: string
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
