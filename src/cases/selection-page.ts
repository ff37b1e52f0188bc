import { seenAs } from "#src/access/desk.ts"
import { direction, inUse, stageAt } from "#src/core/stages.ts"
import type { Named } from "#src/db/schema.ts"
import { Refused } from "#src/http/errors.ts"
import type { Tried } from "#views/cases/props.ts"
import type { AskingProps, ChangeProps, LeftProps, PreviewProps, ProgressProps } from "#views/cases/selection.tsx"
import {
  type Asked,
  type Chosen,
  chosenText,
  isCore,
  type Left,
  leftText,
  NOBODY,
  type Verb,
  type Wanted,
  wanted,
} from "./selection.ts"
import { type File, type Loaded, type NamedStage, selection, verdict } from "./selection-file.ts"

/** The form that asks for what a verb needs, with the cases it is about. Nothing is written. */
export const asking = (chosen: readonly Chosen[], verb: Verb | null, view: string, tried: Tried | null) =>
  seenAs(selection(chosen), ({ files, names, tracks, closeReasons, workers, stages }): AskingProps => {
    const own = chosen.flatMap(({ ref }) => files.get(ref) ?? [])
    const present = tracks.filter(({ code }) => own.some(({ kase }) => kase.track === code))
    const hubs = new Set(own.map(({ kase }) => kase.hubId))
    // What one hub does without, another may have: the verb judges each.
    const [only = ""] = hubs.size === 1 ? hubs : []
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
        inUse(stages, track.code, only).map(({ code, name }) => ({
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
export const preview = (chosen: readonly Chosen[], asked: Asked & { verb: Verb }, view: string, key: string) => {
  const what = wanted(asked)
  return seenAs(selection(chosen), (loaded, actor, now): PreviewProps => {
    const judged = chosen.map((one) => ({ ref: one.ref, it: verdict(one, loaded, actor, now, what) }))
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
      asked: askedIn(asked, what, loaded),
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
    again: asked.verb === "undo" ? "" : again.map(([ref]) => ref).join(" "),
    undoes: asked.verb === "undo" ? "" : [...done].join(" "),
    isStopped,
  }
}

function askedIn({ turn, until, reason }: Asked, what: Wanted, loaded: Loaded): PreviewProps["asked"] {
  const waits = what.verb === "wait" ? { turn: turn ?? null, until: until ?? null } : { turn: null, until: null }
  return { to: targetOf(what, loaded), ...waits, reason: reason ?? null }
}

/** The advisor, the stage or the outcome. */
function targetOf(what: Wanted, { workers, stages, closeReasons }: Loaded): Named | string | null {
  switch (what.verb) {
    case "assign":
      return workers.find(({ id }) => id === what.to)?.name ?? null
    case "move":
      return nameIn(stages, what.to)
    case "close":
      return closeReasons.find(({ code }) => code === what.reason)?.name ?? null
    case "wait":
    case "undo":
      return null
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

const FIELDS = ["advisor", "to", "turn", "until", "closeReason", "reason", "of"] as const

const valuesOf = (asked: Asked): Record<string, string> =>
  Object.fromEntries(FIELDS.flatMap((name) => (asked[name] ? [[name, asked[name]]] : [])))

const leftOf = (left: readonly (readonly [string, Left])[], names: Loaded["names"]): LeftProps[] =>
  left.map(([ref, { refusal, missing = [], by = "", blocked }]) => ({
    ref,
    company: names.get(ref) ?? null,
    refusal,
    missing: missing.map(({ code, left = 1 }) => ({ code, left })),
    by,
    blocked: blocked ?? null,
  }))

function changeOf({ kase, stages }: File, what: Wanted, loaded: Loaded): ChangeProps {
  const here = stageAt(stages, kase.stage)
  const there = what.verb === "move" ? stageAt(stages, what.to) : undefined
  const advisor = loaded.workers.find(({ id }) => id === kase.advisorId)?.name ?? null
  return {
    from: what.verb === "assign" ? advisor : nameIn(loaded.stages, kase.stage),
    to: targetOf(what, loaded),
    way: here && there ? direction(stages, here, there, kase.hubId) : null,
  }
}

const nameIn = (stages: readonly NamedStage[], code: string): Named =>
  stageAt(stages, code)?.name ?? { nb: code, nn: code, en: code }
