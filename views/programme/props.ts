import type { RefusalCode } from "#src/core/acts.ts"
import type { StageEvent } from "#src/core/dictionary.ts"
import type { GateCode } from "#src/core/gates.ts"
import type { Phase } from "#src/core/stages.ts"
import type { Tag } from "#src/core/tag.ts"
import type { JobKind, Named } from "#src/db/schema.ts"
import type { FieldErrors } from "#src/http/errors.ts"
import type { Tried as TriedForm } from "../cases/props.ts"

export type Tried = {
  form: FormName
  typed: Readonly<Record<string, string>>
  problems: FieldErrors
  refusal: RefusalCode | null
}
/** As the addresses name them. */
export type FormName =
  | "addition"
  | "names"
  | "limit"
  | "requirements"
  | "place"
  | "phase"
  | "hiding"
  | "showing"
  | "retirement"

export type Demand = { code: GateCode; times: number }
export type StageProps = {
  code: string
  name: Named
  meaning: Named
  phase: Phase
  limitDays: number
  requires: readonly Demand[]
  retiredOn: string | null
  successor: Named | null
  /** The hubs that do without it. */
  hiddenAt: readonly { id: string; name: string }[]
  open: number
  href: string
}
export type JobProps = {
  code: string
  name: Named
  kind: JobKind
  done: number
  total: number
  state: "running" | "stopped" | "finished"
  startedOn: string
}
export type StagesProps = {
  /** The day that is shown, if it is not today. */
  on: string | null
  onProblem: boolean
  isOwner: boolean
  tracks: readonly { name: Named; stages: readonly StageProps[]; retired: readonly StageProps[] }[]
  jobs: readonly JobProps[]
  did: { form: FormName; name: Named | null } | null
}

/** One thing that was done to a stage. */
export type Change = {
  event: StageEvent
  /** What the codes in it are called: a stage that takes over, a hub. */
  stage: Named | null
  hub: string | null
}
export type HistoryEntry = Change & { seq: number; on: string; by: string }

export type GateOption = { code: GateCode; isCounted: boolean; times: number | null }
export type EditProps = {
  made: { basedOn: number }
  gates: readonly GateOption[]
  phases: readonly Phase[]
  /** Who stands where now, in order. */
  places: readonly { code: string; name: Named }[]
  hubs: readonly { value: string; label: string }[]
  canRetire: boolean
}
export type StagePageProps = {
  track: Named
  stage: StageProps
  edit: EditProps | null
  job: JobProps | null
  history: readonly HistoryEntry[]
  /** What others changed since the form was made. */
  meanwhile: readonly HistoryEntry[]
  did: FormName | "stopped" | "resumed" | null
  tried: Tried | null
}
export type NewStageProps = Pick<EditProps, "gates" | "phases"> & {
  tracks: readonly { code: string; name: Named; places: readonly Named[]; isFull: boolean }[]
  tried: Tried | null
}
export type RetirementProps = {
  code: string
  name: Named
  open: number
  hits: readonly Hit[]
  heirs: readonly { code: string; name: Named; open: number }[]
  made: { basedOn: number }
  tried: Tried | null
}
export type Hit = { hub: string; n: number; href: string }
/** What a change would do, before it is done. */
export type PreviewProps = {
  form: FormName
  /** Null while there is no such stage yet. */
  code: string | null
  name: Named
  changes: readonly (Change & { of: Named })[]
  open: number
  hits: readonly Hit[]
  /** How many more stand still, or how many fewer. */
  stale: { way: "more" | "fewer"; n: number; isMore: boolean } | null
  /** Where open cases go, and how many there are there now. */
  plan: { to: Named; now: number } | null
  made: { basedOn?: number | undefined }
  typed: Readonly<Record<string, string>>
}

export type TagsProps = { tags: readonly Tag[]; did: string | null; tried: TriedForm | null }
