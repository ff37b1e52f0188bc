import type { Access, Turn } from "#src/core/case.ts"
import type { Age } from "#src/core/clocks.ts"
import type { GateCode } from "#src/core/gates.ts"
import type { Named } from "#src/db/schema.ts"
import type { MadeProps, Option } from "./props.ts"

export type CardProps = {
  ref: string
  company: string
  need: string
  nextStep: string | null
  nextOn: string | null
  turn: Turn
  until: string | null
  age: Age
  place: string | null
  access: Access
  advisor: { initials: string; name: string; mine: boolean } | null
  made: MadeProps
  missing: readonly { code: GateCode; left: number }[]
  next: { code: string; name: Named; ready: boolean } | null
  back: { code: string; name: Named } | null
  landed: boolean
}
export type FilterProps = {
  hubs: readonly Option[]
  advisors: readonly Option[]
  municipalities: readonly Option[]
  chosen: Record<"hub" | "advisor" | "municipality" | "turn" | "stale" | "text", string>
  kept: { track: string | undefined }
}
export type ColumnProps = {
  code: string
  name: Named
  meaning: Named
  count: number
  isMore: boolean
  hidden: number
  hiddenHref: string
  more: string | null
  cards: readonly CardProps[]
}
export type BoardProps = {
  track: string
  trackName: Named
  others: readonly { name: Named; count: number; href: string }[]
  view: string
  filters: FilterProps
  isFiltered: boolean
  cleared: string
  ignored: readonly string[]
  views: readonly { key: "all" | "mine" | "mine_us" | "stale"; href: string; current: boolean }[]
  columns: readonly ColumnProps[]
  moved: { ref: string; company: string; stage: Named; count: number } | null
}
export const Board = (_: BoardProps) => <p />
