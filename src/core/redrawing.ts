import { type Outcome, refuse } from "./acts.ts"
import { type Area, areaAct } from "./area.ts"
import { addDays, type Day } from "./calendar.ts"
import { type Cover, hubFor, type MunicipalityChange } from "./territory.ts"

/** A change of a municipality's number, as the statistics office tells it. */
export type CodeChange = { on: Day; oldCode: string; oldName: string; newCode: string; newName: string }
type Named = { code: string; name: string }

/**
 * What happened to municipalities on one day: one got a new number, several became one, or one was split. Of a number
 * that was in use before nobody can say whose it is now.
 */
export type Redrawing = {
  id: string
  on: Day
  kind: "renumber" | "merge" | "split" | "reused"
  olds: readonly Named[]
  news: readonly Named[]
}

/** What concerns the network's municipalities and is not recorded yet, the first first; and how many changes do not. */
export function redrawingsIn(
  changes: readonly CodeChange[],
  areas: readonly Area[],
  recorded: readonly MunicipalityChange[],
): { fresh: readonly Redrawing[]; known: number; elsewhere: number } {
  const moves = changes.filter(({ oldCode, newCode }) => oldCode !== newCode)
  const isRecorded = (one: CodeChange) =>
    recorded.some((row) => row.changedOn === one.on && row.oldCode === one.oldCode && row.newCode === one.newCode)
  const splitUp = new Set(
    [...Map.groupBy(moves, (one) => `${one.on} ${one.oldCode}`)].flatMap(([key, parts]) =>
      parts.length > 1 ? [key] : [],
    ),
  )
  const groups = Map.groupBy(moves, (one) => {
    const isSplit = splitUp.has(`${one.on} ${one.oldCode}`)
    return isSplit ? `${one.on} ${one.oldCode} …` : `${one.on} … ${one.newCode}`
  })
  const ours = new Set(areas.map(({ id }) => id))
  let known = 0
  let elsewhere = 0
  const fresh = [...groups].flatMap(([id, rows]) => {
    if (!rows.some((one) => ours.has(one.oldCode) || ours.has(one.newCode))) {
      elsewhere += rows.length
      return []
    }
    const unknown = rows.filter((one) => !isRecorded(one))
    known += rows.length - unknown.length
    return unknown.length > 0 ? [redrawing(id, unknown, areas, rows.length)] : []
  })
  const rank = (one: Redrawing) => `${one.on} ${one.kind === "split" ? 1 : 0} ${one.id}`
  return { fresh: fresh.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1)), known, elsewhere }
}

/**
 * Records it: the old numbers end, the new ones begin. A new municipality goes to the hub that had all of the old
 * ones; where that is not so, or where one was split, it becomes a candidate, since nobody can guess.
 */
export function redraw({ on, kind, olds, news }: Redrawing, areas: readonly Area[], county: string): Outcome {
  if (kind === "reused") return refuse("by_hand")
  const areaOf = (code: string) => areas.find(({ id }) => id === code)
  const dayBefore = addDays(on, -1)
  const covers = olds.map(({ code }) => hubFor(areaOf(code)?.covers ?? [], code, dayBefore))
  const codes = news.map(({ code }) => code)
  const ended = olds.flatMap(({ code, name }) => [
    ...(areaOf(code) ? [] : [areaAct(code, { type: "formed", name, county, from: null })]),
    areaAct(code, { type: "became", on, codes, kind }),
  ])
  const begun = news.flatMap(({ code, name }) => {
    const known = areaOf(code)
    const formed = known ? [] : [areaAct(code, { type: "formed", name, county, from: on })]
    return [...formed, ...(known?.covers.length ? [] : inherited(code, covers, kind, on))]
  })
  return { acts: [...ended, ...begun] }
}

function inherited(code: string, covers: readonly Cover[], kind: Redrawing["kind"], on: Day) {
  if (covers.every((cover) => cover.kind === "outside")) return []
  const hubs = new Set(covers.map((cover) => (cover.kind === "hub" ? cover.hubId : "")))
  const [hubId = ""] = hubs
  return hubs.size === 1 && hubId && kind !== "split"
    ? [areaAct(code, { type: "given", hubId, from: on })]
    : [areaAct(code, { type: "suggested", from: on })]
}

function redrawing(id: string, rows: readonly CodeChange[], areas: readonly Area[], parts: number): Redrawing {
  const on = rows[0]?.on ?? ""
  const olds = once(rows.map((one) => ({ code: one.oldCode, name: one.oldName })))
  const news = once(rows.map((one) => ({ code: one.newCode, name: one.newName })))
  const areaOf = ({ code }: Named) => areas.find(({ id }) => id === code)
  const isGone = (one: Named) => {
    const validTo = areaOf(one)?.validTo ?? null
    return validTo !== null && validTo < on
  }
  const isMerged = olds.length > 1 || news.some((one) => areaOf(one))
  const kind = [...olds, ...news].some(isGone)
    ? "reused"
    : news.length > 1 || (parts > rows.length && id.endsWith(" …"))
      ? "split"
      : isMerged
        ? "merge"
        : "renumber"
  return { id, on, kind, olds, news }
}

const once = (all: readonly Named[]): Named[] => [...new Map(all.map((one) => [one.code, one])).values()]
