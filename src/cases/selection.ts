import { asc, inArray } from "drizzle-orm"
import { type Actor, worksInHub } from "#src/access/actor.ts"
import { page, seenAs } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { may } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import type { Act, Outcome, RefusalCode } from "#src/core/acts.ts"
import type { Day } from "#src/core/calendar.ts"
import { type Case, type CaseEvent, type Turn, touches } from "#src/core/case.ts"
import { noCompany } from "#src/core/company.ts"
import { isGate, type Requirement } from "#src/core/gates.ts"
import { move } from "#src/core/moves.ts"
import { direction, inUse, type Stage, stageAt } from "#src/core/stages.ts"
import { assign, type CaseFile, close, wait } from "#src/core/verbs.ts"
import type { Named } from "#src/db/schema.ts"
import { BadForm, type FieldErrors, Forbidden, Refused } from "#src/http/errors.ts"
import { MOST_REFS } from "#src/http/form.ts"
import type { Tried } from "#views/cases/props.ts"
import type {
  AskingProps,
  ChangeProps,
  LeftCode,
  LeftProps,
  PreviewProps,
  ProgressProps,
} from "#views/cases/selection.tsx"
import { nb } from "#views/words.nb.ts"

/** What can be done to many at once. */
export const VERBS = ["assign", "move", "wait", "close"] as const
export type Verb = (typeof VERBS)[number]
/** How many are done in one request. */
export const CHUNK = 10

/** What a selection asks for, as it is typed: what each verb needs of it is `wanted`. */
export type Asked = {
  verb: Verb
  advisor?: string | undefined
  to?: string | undefined
  turn?: Turn | undefined
  until?: Day | undefined
  closeReason?: string | undefined
  reason?: string | undefined
}
export type Wanted =
  | { verb: "assign"; to: string | null }
  | { verb: "move"; to: string; reason: string }
  | { verb: "wait"; turn: Turn; until: Day; reason: string }
  | { verb: "close"; reason: string; words: string }

/** Given to nobody, which is not the same as left open. */
export const NOBODY = "nobody"
const NEEDS = {
  assign: ["advisor"],
  move: ["to"],
  wait: ["turn", "until", "reason"],
  close: ["closeReason", "reason"],
} as const satisfies Record<Verb, readonly (keyof Asked)[]>
const REASON = { assign: 0, move: 1000, wait: 200, close: 1000 } as const

/** What is to happen to each, or what the form still lacks. */
export function wanted(asked: Asked): Wanted {
  const { verb, advisor = "", to = "", turn = "company", until = "", closeReason = "", reason = "" } = asked
  const lacking = NEEDS[verb].filter((name) => !asked[name])
  const problems: FieldErrors = {
    ...(verb !== "assign" && reason.length > REASON[verb] && { reason: "too_long" as const }),
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
  by?: string
}

/** As they travel in a form: `NP-1:ended NP-2:missing:goal_described*1+meeting_logged*2`. */
export const leftText = (left: ReadonlyMap<string, Left>): string =>
  [...left]
    .map(([ref, { refusal, missing = [] }]) =>
      [
        ref,
        refusal,
        ...(missing.length ? [missing.map(({ code, left = 1 }) => `${code}*${left}`).join("+")] : []),
      ].join(":"),
    )
    .join(" ")

export function leftIn(text: string): Map<string, Left> {
  const entries = text.split(" ").flatMap((one): [string, Left][] => {
    const [ref = "", code = "", gates = ""] = one.split(":")
    if (!ref || !isLeftCode(code)) return []
    const missing = gates.split("+").flatMap((gate) => {
      const [name = "", left] = gate.split("*")
      return isGate(name) ? [{ code: name, left: Number(left) || 1 }] : []
    })
    return [[ref, { refusal: code, missing }]]
  })
  return new Map(entries.slice(0, MOST_REFS))
}

/** Every reason has its sentence, so the sentences are the list of them. */
const isCore = (code: string): code is RefusalCode => Object.hasOwn(nb.refusals, code)
const isLeftCode = (code: string): code is LeftCode =>
  isCore(code) || ["changed", "forbidden", "elsewhere", "absent"].includes(code)

type SelectionArgs = { chosen: string; named: string; key: string }

function askedOfSelection(
  { select, ownAmong, laterAmong, networkAmong, doneUnder, hubs, ...scope }: Scope,
  _: unknown,
  { chosen, named, key }: Slots<SelectionArgs>,
) {
  const { stages, closeReasons, tracks, staff } = scope
  return [
    ownAmong(chosen),
    laterAmong(chosen),
    networkAmong(named),
    select().from(stages).orderBy(asc(stages.track), asc(stages.position)),
    select().from(tracks).orderBy(asc(tracks.position)),
    select().from(closeReasons).orderBy(asc(closeReasons.position)),
    select({ id: staff.id, name: staff.name, hubId: staff.hubId, role: staff.role })
      .from(staff)
      .where(inArray(staff.hubId, [...hubs]))
      .orderBy(asc(staff.name)),
    doneUnder(key),
  ] as const
}

type NamedStage = Stage & { name: Named }
type Later = { event: CaseEvent; by: string | null }
type File = CaseFile & { rows: readonly [{ stream: "case"; row: Case }]; later: readonly Later[] }
/** Some cases with all they are judged on. */
export type Loaded = {
  files: ReadonlyMap<string, File>
  /** Those this was done to before. */
  done: ReadonlySet<string>
  /** What the companies of those one may know of are called. */
  names: ReadonlyMap<string, string>
  stages: readonly NamedStage[]
  tracks: readonly { code: string; name: Named }[]
  closeReasons: readonly { code: string; name: Named; retiredOn: string | null }[]
  workers: readonly { id: string; name: string; hubId: string }[]
}

/** Loads them in one trip. `key` is what this is done under; `named` are others whose names are to be shown. */
export const selection = (chosen: readonly Chosen[], key = "", named: readonly string[] = []) =>
  page({
    args: argsOf(chosen, key, named),
    statements: askedOfSelection,
    build: (actor, [own, later, names, stages, tracks, closeReasons, staff, done]): Loaded => {
      if (!worksInHub(actor)) throw new Forbidden()
      const workers = staff.filter(({ role }) => role === "advisor" || role === "manager")
      const teams = Map.groupBy(workers, ({ hubId }) => hubId)
      const laters = Map.groupBy(later, ({ ref }) => ref)
      const files = own.map(({ row: kase, orgnr }): [string, File] => [
        kase.ref,
        {
          kase,
          company: { ...noCompany(kase.companyId), name: kase.company, orgnr },
          stages,
          closeReasons,
          team: (teams.get(kase.hubId) ?? []).map(({ id }) => id),
          staff: [],
          named: [],
          rows: [{ stream: "case", row: kase }],
          later: (laters.get(kase.ref) ?? []).map(({ data, by }) => ({ event: data as CaseEvent, by })),
        },
      ])
      return {
        files: new Map(files),
        done: new Set(done.map(({ act }) => act.slice(key.length + 1))),
        names: new Map(names.map(({ ref, company }) => [ref, company])),
        stages,
        tracks,
        closeReasons,
        workers,
      }
    },
  })

const argsOf = (chosen: readonly Chosen[], key: string, named: readonly string[]): SelectionArgs => ({
  chosen: JSON.stringify(chosen.map(({ ref, seq }) => [ref, seq])),
  named: JSON.stringify([...chosen.map(({ ref }) => ref), ...named].map((ref) => [ref])),
  key,
})

/** What would happen to one of them, by the same verb as on its own page, or why not. */
export function verdict(
  ref: string,
  loaded: Loaded,
  actor: Actor,
  today: Day,
  what: Wanted,
): { acts: readonly Act[] } | Left {
  const file = loaded.files.get(ref)
  if (!file) return { refusal: loaded.names.has(ref) ? "elsewhere" : "absent" }
  if (!may(actor, eventOf(what), file.kase, file.named)) return { refusal: "forbidden" }
  const outcome = doneTo(file, what, today)
  if ("refusal" in outcome && SETTLED.includes(outcome.refusal)) return outcome
  const since = file.later.findLast(({ event }) => touches(event).some((field) => TOUCHED[what.verb].includes(field)))
  return since ? { refusal: "changed", by: since.by ?? "" } : (outcome as { acts: readonly Act[] } | Left)
}

/** Said rather than that someone changed it: it says more. */
const SETTLED: readonly string[] = ["ended", "unchanged"]
const TOUCHED: Record<Verb, readonly string[]> = {
  assign: ["advisorId"],
  move: ["stage"],
  wait: ["turn", "endedOn"],
  close: ["stage", "endedOn"],
}

function eventOf(what: Wanted): Parameters<typeof may>[1] {
  switch (what.verb) {
    case "assign":
      return { type: "assigned", to: what.to }
    case "move":
      return { type: "moved" }
    case "wait":
      return { type: "waited" }
    case "close":
      return { type: "closed" }
  }
}

function doneTo(file: CaseFile, what: Wanted, today: Day): Outcome {
  switch (what.verb) {
    case "assign":
      return assign(file, what.to)
    case "move":
      return move(file, { to: what.to, typed: what.reason ? { reason: what.reason } : {} }, today)
    case "wait":
      return wait(file, what, today)
    case "close":
      return close(file, what)
  }
}

/** The form that asks for what a verb needs, with the cases it is about. Nothing is written. */
export const asking = (chosen: readonly Chosen[], verb: Verb | null, view: string, tried: Tried | null) =>
  seenAs(selection(chosen), ({ files, names, tracks, closeReasons, workers, stages }): AskingProps => {
    const own = chosen.flatMap(({ ref }) => files.get(ref) ?? [])
    const present = tracks.filter(({ code }) => own.some(({ kase }) => kase.track === code))
    const hubs = new Set(own.map(({ kase }) => kase.hubId))
    const team = new Map(workers.filter(({ hubId }) => hubs.has(hubId)).map(({ id, name }) => [id, name]))
    return {
      verb,
      view,
      refs: chosenText(chosen),
      own: own.map(({ kase }) => ({ ref: kase.ref, company: kase.company, stage: nameIn(stages, kase.stage) })),
      left: leftOf(
        chosen.flatMap(({ ref }): [string, Left][] =>
          files.has(ref) ? [] : [[ref, { refusal: names.has(ref) ? "elsewhere" : "absent" }]],
        ),
        names,
      ),
      stages: present.flatMap((track) =>
        inUse(stages, track.code).map(({ code, name }) => ({
          code,
          name,
          track: present.length > 1 ? track.name : null,
        })),
      ),
      team: [...team].map(([value, label]) => ({ value, label })),
      nobody: NOBODY,
      closeReasons: closeReasons.filter(({ retiredOn }) => !retiredOn).map(({ code, name }) => ({ code, name })),
      tried,
    }
  })

/** What each would do and which would be left, judged as it will be. `key` is what it will be done under. */
export const preview = (chosen: readonly Chosen[], asked: Asked, view: string, key: string) => {
  const what = wanted(asked)
  return seenAs(selection(chosen), (loaded, actor, { today }): PreviewProps => {
    const judged = chosen.map(({ ref }) => ({ ref, it: verdict(ref, loaded, actor, today, what) }))
    const does = judged.flatMap(({ ref, it }) => ("acts" in it ? [ref] : []))
    const left = judged.flatMap(({ ref, it }): [string, Left][] => ("acts" in it ? [] : [[ref, it]]))
    const files = does.flatMap((ref) => loaded.files.get(ref) ?? [])
    if (!does.length) refuseForAll(left.filter(([ref]) => loaded.files.has(ref)).map(([, it]) => it))
    return {
      verb: asked.verb,
      view,
      key,
      values: valuesOf(asked),
      refs: chosenText(files.map(({ kase: { ref, seq } }) => ({ ref, seq }))),
      all: chosenText(chosen),
      does: files.map((file) => ({ ref: file.kase.ref, company: file.kase.company, ...changeOf(file, what, loaded) })),
      left: leftOf(left, loaded.names),
      leftText: leftText(new Map(left)),
    }
  })
}

/** How far it has come: what is done by the log, what was left and why, and what waits. */
export function progress(
  chosen: readonly Chosen[],
  asked: Asked,
  view: string,
  key: string,
  { names, done }: Pick<Loaded, "names" | "done">,
  left: ReadonlyMap<string, Left>,
  isStopped: boolean,
): ProgressProps {
  const waiting = chosen.filter(({ ref }) => !done.has(ref) && !left.has(ref))
  const again = [...left].filter(([, { refusal }]) => refusal !== "absent" && refusal !== "elsewhere")
  return {
    verb: asked.verb,
    view,
    key,
    values: valuesOf(asked),
    done: done.size,
    total: done.size + left.size + waiting.length,
    waiting: waiting.length,
    refs: chosenText(waiting),
    left: leftOf([...left], names),
    leftText: leftText(left),
    again: again.map(([ref]) => ref).join(" "),
    isStopped,
  }
}

/** Wrong for every one of them in the same way is wrong in the form. */
function refuseForAll(all: readonly Left[]) {
  const [first] = all
  const field = first?.fields?.[0]
  if (!first || !field || !FIELDS.some((name) => name === field)) return
  const { refusal, fields = [] } = first
  if (isCore(refusal) && all.every((one) => one.refusal === refusal))
    throw new Refused({ refusal, fields, missing: [] })
}

const FIELDS = ["advisor", "to", "turn", "until", "closeReason", "reason"] as const

const valuesOf = (asked: Asked): Record<string, string> =>
  Object.fromEntries(FIELDS.flatMap((name) => (asked[name] ? [[name, asked[name]]] : [])))

const leftOf = (left: readonly (readonly [string, Left])[], names: Loaded["names"]): LeftProps[] =>
  left.map(([ref, { refusal, missing = [], by = "" }]) => ({
    ref,
    company: names.get(ref) ?? null,
    refusal,
    missing: missing.map(({ code, left = 1 }) => ({ code, left })),
    by,
  }))

function changeOf({ kase, stages }: File, what: Wanted, { workers, closeReasons, stages: named }: Loaded): ChangeProps {
  const nameOf = (id: string | null) => workers.find((one) => one.id === id)?.name ?? null
  switch (what.verb) {
    case "assign":
      return { from: nameOf(kase.advisorId), to: nameOf(what.to), way: null }
    case "move": {
      const [here, there] = [stageAt(stages, kase.stage), stageAt(stages, what.to)]
      const way = here && there ? direction(stages, here, there) : null
      return { from: nameIn(named, kase.stage), to: nameIn(named, what.to), way }
    }
    case "wait":
      return { from: nameIn(named, kase.stage), to: null, way: null }
    case "close":
      return {
        from: nameIn(named, kase.stage),
        to: closeReasons.find(({ code }) => code === what.reason)?.name ?? null,
        way: null,
      }
  }
}

const nameIn = (stages: readonly NamedStage[], code: string): Named =>
  stageAt(stages, code)?.name ?? { nb: code, nn: code, en: code }
