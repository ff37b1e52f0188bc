import type { Turn } from "#src/core/case.ts"
import type { Age } from "#src/core/clocks.ts"
import type { GateCode, NoteKind } from "#src/core/gates.ts"
import type { Reader } from "#src/core/mentions.ts"
import type { Service } from "#src/core/time.ts"
import type { Named } from "#src/db/schema.ts"
import type { Tried } from "#src/http/tried.ts"
import type { MadeProps, MoveFormProps } from "../cases/props.ts"

export type DayRow = {
  ref: string
  company: string
  stage: Named
  nextStep: string | null
  nextOn: string | null
  turn: Turn
  age: Age
  never: boolean
  made: MadeProps
  /** Whose it is, if one sees to it for someone who is away. */
  instead: string | null
}
export type DayProps = {
  name: string
  mine: string
  stepless: readonly DayRow[]
  due: readonly DayRow[]
  stale: readonly DayRow[]
  soon: readonly DayRow[]
  isMore: { stepless: boolean; due: boolean }
  waiting: readonly { ref: string; company: string; need: string; dueOn: string }[]
  meetings: readonly {
    ref: string
    company: string
    at: string
    minutes: number
    place: string | null
    about: string | null
  }[]
  hasCases: boolean
  did: string | null
  tried: (Tried & { ref: string; form: string }) | null
}

export type PickCaseProps = {
  kind: "pick"
  today: readonly { ref: string; company: string; at: string }[]
  own: readonly { ref: string; company: string; stage: Named }[]
}
export type LogPageProps = {
  kind: "log"
  ref: string
  company: string
  stage: Named
  isEnded: boolean
  made: MadeProps
  contacts: readonly { id: string; name: string; phone: string | null; email: string | null }[]
  readers: readonly Reader[]
  /** What its stage asks for: what one can ask the company about. */
  guide: readonly GateCode[]
  service: Service | null
  nextStep: string | null
  nextOn: string | null
  isDue: boolean
  turn: Turn
  until: string | null
  waitReason: string | null
  move: MoveFormProps | null
  tried: Tried | null
}

/** A case as a browser keeps it for a day: what one needs to meet them, and to say afterwards what came of it. */
export type KeptCase = {
  ref: string
  seq: number
  company: string
  stage: Named
  nextStep: string | null
  nextOn: string | null
  isDue: boolean
  turn: Turn
  until: string | null
  waitReason: string | null
  meetings: readonly { at: string; place: string | null }[]
  contacts: readonly { id: string; name: string; role: string | null; phone: string | null; email: string | null }[]
  notes: readonly { on: string; kind: NoteKind; by: string; text: string }[]
}
/** `at` is when it was kept; null where what was kept is gone after a day. */
export type OfflineProps = { at: string | null; cases: readonly KeptCase[] }
