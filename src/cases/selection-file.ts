import { asc, inArray } from "drizzle-orm"
import { type Actor, worksInHub } from "#src/access/actor.ts"
import type { Now } from "#src/access/desk.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { may } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import type { Row } from "#src/access/writes.ts"
import type { Act, Outcome } from "#src/core/acts.ts"
import { type CaseEvent, touches } from "#src/core/case.ts"
import { noCompany } from "#src/core/company.ts"
import { move } from "#src/core/moves.ts"
import type { Stage } from "#src/core/stages.ts"
import { type PastFile, undo, undoing } from "#src/core/undo.ts"
import { assign, close, wait } from "#src/core/verbs.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { Chosen, Left, Wanted } from "./selection.ts"

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

export type NamedStage = Stage & { name: Named }
/** A case with what has happened to it since it was looked at, or all that ever has. */
export type File = PastFile & { rows: readonly [Extract<Row, { stream: "case" }>] }
/** Some cases with all they are judged on. */
export type Loaded = {
  files: ReadonlyMap<string, File>
  /** Those this was done to before. */
  done: ReadonlySet<string>
  /** And those it was undone for since. */
  undone: ReadonlySet<string>
  /** What the companies of those one may know of are called. */
  names: ReadonlyMap<string, string>
  stages: readonly NamedStage[]
  tracks: readonly { code: string; name: Named }[]
  closeReasons: readonly { code: string; name: Named; retiredOn: string | null }[]
  workers: readonly { id: string; name: string; hubId: string }[]
}

/** What they are loaded for: the key it is done under, others whose names are shown, and whether with their whole log. */
type For = { key?: string; named?: readonly string[]; whole?: boolean }

/** Loads them in one trip. */
export const selection = (chosen: readonly Chosen[], { key = "", named = [], whole = false }: For = {}) =>
  page({
    args: {
      chosen: JSON.stringify(chosen.map(({ ref, seq }) => [ref, whole ? 0 : seq])),
      named: JSON.stringify([...chosen.map(({ ref }) => ref), ...named].map((ref) => [ref])),
      key,
    },
    statements: askedOfSelection,
    build: (actor, [own, later, names, stages, tracks, closeReasons, staff, done]): Loaded => {
      if (!worksInHub(actor)) throw new Forbidden()
      const workers = staff.filter(({ role }) => role === "advisor" || role === "manager")
      const teams = Map.groupBy(workers, ({ hubId }) => hubId)
      const refsOf = (acts: readonly { act: string }[]) => acts.map(({ act }) => act.slice(key.length + 1))
      const laters = Map.groupBy(later, ({ ref }) => ref)
      const files = own.map(({ row: kase, orgnr }): [string, File] => {
        const log = (laters.get(kase.ref) ?? [])
          .map(({ ref: _, data, by, ...entry }) => ({ ...entry, event: data as CaseEvent, by: by ?? "" }))
          .toSorted((one, other) => one.seq - other.seq)
        const file: File = {
          kase,
          company: { ...noCompany(kase.companyId), name: kase.company, orgnr },
          stages,
          closeReasons,
          team: (teams.get(kase.hubId) ?? []).map(({ id }) => id),
          staff: [],
          named: [],
          rows: [{ stream: "case", row: kase, log: whole ? log : undefined }],
          log,
        }
        return [kase.ref, file]
      })
      return {
        files: new Map(files),
        done: new Set(refsOf(done.filter(({ undone }) => !undone))),
        undone: new Set(refsOf(done.filter(({ undone }) => undone))),
        names: new Map(names.map(({ ref, company }) => [ref, company])),
        stages,
        tracks,
        closeReasons,
        workers,
      }
    },
  })

type Acts = { acts: readonly Act[] }

/** To leave a stage or to undo something is written with all that has happened to the case. */
export const takesLog = ({ verb }: Wanted): boolean => verb === "move" || verb === "close" || verb === "undo"

/** What would happen to one of them, by the same verb as on its own page, or why not. */
export function verdict({ ref, seq }: Chosen, loaded: Loaded, actor: Actor, now: Now, what: Wanted): Acts | Left {
  const file = loaded.files.get(ref)
  if (loaded.undone.has(ref)) return { refusal: "undone" }
  if (!file) return { refusal: loaded.names.has(ref) ? "elsewhere" : "absent" }
  if (!may(actor, eventOf(file, what), file.kase, file.named)) return { refusal: "forbidden" }
  const outcome = doneTo(file, what, now)
  if (what.verb === "undo" || ("refusal" in outcome && SETTLED.includes(outcome.refusal))) return outcome
  const later = seq === null ? [] : file.log.filter((entry) => entry.seq > seq)
  const other = later.findLast(({ event }) => touches(event).some((field) => TOUCHED[what.verb].includes(field)))
  return other ? { refusal: "changed", by: other.by } : outcome
}

/** Said rather than that someone changed it: it says more. */
const SETTLED: readonly string[] = ["ended", "unchanged"]
const TOUCHED: Record<Exclude<Wanted["verb"], "undo">, readonly string[]> = {
  assign: ["advisorId"],
  move: ["stage"],
  wait: ["turn", "endedOn"],
  close: ["stage", "endedOn"],
}

function eventOf({ kase, log }: File, what: Wanted): Parameters<typeof may>[1] {
  switch (what.verb) {
    case "assign":
      return { type: "assigned", to: what.to }
    case "move":
      return { type: "moved" }
    case "wait":
      return { type: "waited" }
    case "close":
      return { type: "closed" }
    case "undo":
      return undoing(log, actTo(what.of, kase.ref))
  }
}

function doneTo(file: File, what: Wanted, { today, at }: Now): Outcome {
  switch (what.verb) {
    case "assign":
      return assign(file, what.to)
    case "move":
      return move(file, { to: what.to, typed: what.reason ? { reason: what.reason } : {} }, today)
    case "wait":
      return wait(file, what, today)
    case "close":
      return close(file, what)
    case "undo":
      return undo(file, actTo(what.of, file.kase.ref), at)
  }
}

/** What is done to each of many under one key is an act of its own: see `doneUnder`. */
export const actTo = (key: string, ref: string) => `${key}/${ref}`
