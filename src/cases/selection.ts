import type { Blocked, RefusalCode } from "#src/core/acts.ts"
import { type Day, isDay } from "#src/core/calendar.ts"
import type { CaseEvent, Turn } from "#src/core/case.ts"
import { isGate, type Requirement } from "#src/core/gates.ts"
import { BadForm, type FieldErrors } from "#src/http/errors.ts"
import { MOST_REFS } from "#src/http/form.ts"
import type { LeftCode } from "#views/cases/selection.tsx"
import { nb as caseWords } from "#views/cases/words.nb.ts"
import { nb } from "#views/words.nb.ts"

/** What can be done to many at once. */
export const VERBS = ["assign", "move", "wait", "close"] as const
export type Verb = (typeof VERBS)[number]
/** And undone again, as one. */
export const RUN_VERBS = [...VERBS, "undo"] as const
export type RunVerb = (typeof RUN_VERBS)[number]
/** How many are done in one request. */
export const CHUNK = 10

/** What a selection asks for, as it is typed: what each verb needs of it is `wanted`. */
export type Asked = {
  verb: RunVerb
  advisor?: string | undefined
  to?: string | undefined
  turn?: Turn | undefined
  until?: Day | undefined
  closeReason?: string | undefined
  reason?: string | undefined
  /** What is to be undone: the key it was done under. */
  of?: string | undefined
}
export type Wanted =
  | { verb: "assign"; to: string | null }
  | { verb: "move"; to: string; reason: string }
  | { verb: "wait"; turn: Turn; until: Day; reason: string }
  | { verb: "close"; reason: string; words: string }
  | { verb: "undo"; of: string }

/** Given to nobody, which is not the same as left open. */
export const NOBODY = "nobody"
const NEEDS = {
  assign: ["advisor"],
  move: ["to"],
  wait: ["turn", "until", "reason"],
  close: ["closeReason", "reason"],
  undo: ["of"],
} as const satisfies Record<RunVerb, readonly (keyof Asked)[]>
const REASON = { assign: 1000, move: 1000, wait: 200, close: 1000, undo: 1000 } as const

/** What is to happen to each, or what the form still lacks. */
export function wanted(asked: Asked): Wanted {
  const { verb, advisor = "", to = "", turn = "company", until = "", closeReason = "", reason = "", of = "" } = asked
  const lacking = NEEDS[verb].filter((name) => !asked[name])
  const problems: FieldErrors = {
    ...(reason.length > REASON[verb] && { reason: "too_long" as const }),
    ...Object.fromEntries(lacking.map((name) => [name, "required" as const])),
  }
  if (Object.keys(problems).length) throw new BadForm(problems)
  switch (verb) {
    case "assign":
      return { verb, to: advisor === NOBODY ? null : advisor }
    case "move":
      return { verb, to, reason }
    case "wait":
      return { verb, turn, until, reason }
    case "close":
      return { verb, reason: closeReason, words: reason }
    case "undo":
      return { verb, of }
  }
}

/** A reference, and how far the case's log was when it was looked at; null before anybody has looked. */
export type Chosen = { ref: string; seq: number | null }

/** As they travel in a form: `NP-1:17`. */
export function chosenIn(texts: readonly string[]): Chosen[] {
  const all = texts.map((text) => {
    const [, ref = text, seq] = /^(.+):(\d{1,9})$/.exec(text) ?? []
    return { ref, seq: seq === undefined ? null : Number(seq) }
  })
  return [...new Map(all.map((one) => [one.ref, one])).values()]
}
export const chosenText = (chosen: readonly Chosen[]): string =>
  chosen.map(({ ref, seq }) => (seq === null ? ref : `${ref}:${seq}`)).join(" ")

/** Why a case was left as it was. */
export type Left = {
  refusal: LeftCode
  fields?: readonly string[]
  missing?: readonly (Requirement & { left?: number })[]
  /** Who changed it meanwhile. */
  by?: string
  /** What stands in the way of undoing it. */
  blocked?: Blocked | undefined
}

/** As they travel in a form: `NP-1:ended NP-2:missing:goal_described*1+meeting_logged*2 NP-3:changed::Kari`. */
export const leftText = (left: ReadonlyMap<string, Left>): string =>
  [...left]
    .map(([ref, { refusal, missing = [], by = "", blocked }]) => {
      const gates = missing.map(({ code, left = 1 }) => `${code}*${left}`).join("+")
      const who = encodeURIComponent(blocked?.by ?? by)
      return [ref, refusal, gates, who, blocked?.type ?? "", blocked?.onDate ?? ""].join(":").replace(/:+$/, "")
    })
    .join(" ")

export function leftIn(text: string): Map<string, Left> {
  const entries = text.split(" ").flatMap((one): [string, Left][] => {
    const [ref = "", code = "", gates = "", who = "", type = "", onDate = ""] = one.split(":")
    if (!ref || !isLeftCode(code)) return []
    const missing = gates.split("+").flatMap((gate) => {
      const [name = "", left] = gate.split("*")
      return isGate(name) ? [{ code: name, left: Number(left) || 1 }] : []
    })
    const by = decoded(who)
    return [
      [ref, { refusal: code, missing, by, ...(isAct(type) && isDay(onDate) && { blocked: { type, onDate, by } }) }],
    ]
  })
  return new Map(entries.slice(0, MOST_REFS))
}

/** What is no text is what somebody made up. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ""
  }
}

/** Every reason has its sentence, so the sentences are the list of them. */
export const isCore = (code: string): code is RefusalCode => Object.hasOwn(nb.refusals, code)
const isLeftCode = (code: string): code is LeftCode =>
  isCore(code) || ["changed", "forbidden", "elsewhere", "absent"].includes(code)
const isAct = (type: string): type is CaseEvent["type"] => Object.hasOwn(caseWords.acts, type)
