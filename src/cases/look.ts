import * as v from "valibot"
import type { Actor } from "#src/access/actor.ts"
import type { Hubs } from "#src/access/scope.ts"
import { TURNS } from "#src/core/case.ts"
import type { Group, ListColumn, Sort } from "#views/cases/props.ts"

export const GROUPS: readonly Group[] = ["stage", "hub", "advisor", "municipality", "turn"]
export const SORTS: readonly Sort[] = ["attend", "since", "next", "company", "touched"]
export const LIST_COLUMNS: readonly ListColumn[] = [
  "company",
  "stage",
  "advisor",
  "turn",
  "age",
  "next",
  "place",
  "since",
  "missing",
  "access",
]
/** Cards a column. */
export const CARDS = 20
export const MOST_CARDS = 80

const word = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))
/** The last row that was seen: what it is sorted by, and which. */
const cursor = v.pipe(
  v.string(),
  v.regex(/^.{0,250}~[^~]{1,60}$/s),
  v.transform((text) => ({ key: text.slice(0, text.lastIndexOf("~")), id: text.slice(text.lastIndexOf("~") + 1) })),
)
const columns = v.pipe(
  v.string(),
  v.transform((text) => text.split(",")),
  v.check((names) => names.every((name) => LIST_COLUMNS.some((known) => known === name))),
  // A list without names would be of nothing.
  v.transform((names) => LIST_COLUMNS.filter((name) => name === "company" || names.includes(name))),
)
const Query = v.object({
  track: v.optional(word),
  hub: v.optional(word),
  advisor: v.optional(word),
  municipality: v.optional(v.pipe(word, v.regex(/^\d{4}$/))),
  turn: v.optional(v.picklist(TURNS)),
  stale: v.optional(v.literal("1")),
  text: v.optional(word),
  /** Where columns are stages, which of them a phone shows; elsewhere a choice like the others. */
  stage: v.optional(word),
  /** Which of the other columns a phone shows. */
  column: v.optional(word),
  group: v.optional(v.picklist(GROUPS)),
  /** With a minus, the other way round. */
  sort: v.optional(v.picklist(SORTS.flatMap((sort) => [sort, `-${sort}` as const]))),
  show: v.optional(v.picklist(["board", "list"])),
  columns: v.optional(columns),
  per: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(CARDS), v.maxValue(MOST_CARDS))),
  after: v.optional(cursor),
  before: v.optional(cursor),
})
export type BoardFilter = v.InferOutput<typeof Query>
export type Cursor = NonNullable<BoardFilter["after"]>
/** How the open cases of one's hubs are looked at, and the names of what in the address meant nothing. */
export type Asked = { filter: BoardFilter; ignored: readonly string[] }

/** The look that an address asks for. What means nothing is left out, and named so that the page can say so. */
export function boardFilter(query: Readonly<Record<string, string>>): Asked {
  const asked = Object.entries(query).filter(([name, value]) => name in Query.entries && value !== "")
  const kept = asked.filter(([name, value]) => v.is(v.partial(Query), { [name]: value }))
  const ignored = asked.map(([name]) => name).filter((name) => !kept.some(([one]) => one === name))
  return { filter: v.parse(Query, Object.fromEntries(kept)), ignored }
}

export const lookIn = (view: string): Asked => boardFilter(Object.fromEntries(new URLSearchParams(view)))

/** The same look as an address. */
export function boardAddress(filter: BoardFilter, changed: Readonly<Record<string, string | undefined>> = {}): string {
  const { after, before, ...look } = filter
  const cursors = { after: after && `${after.key}~${after.id}`, before: before && `${before.key}~${before.id}` }
  const kept = Object.entries({ ...look, ...cursors, ...changed }).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(kept.flatMap(([name, value]) => (value === "" ? [] : [[name, String(value)]])))
  return query.size ? `/cases?${query}` : "/cases"
}

/** The same look without what turned out to mean nothing when it was looked up. */
export function without({ filter, ignored }: Asked, unknown: readonly string[]): Asked {
  const known = Object.entries(filter).filter(([name]) => !unknown.includes(name))
  return { filter: Object.fromEntries(known) as BoardFilter, ignored: [...ignored, ...unknown] }
}

/** What is looked at without where on it one stands: what can be saved, and come back to. */
export function lookAlone({ per: _, column: __, after: ___, before: ____, ...look }: BoardFilter): BoardFilter {
  const { stage, ...rest } = look
  return isByStage(look) ? rest : { ...rest, stage }
}

/** The order in which an address names its choices says nothing. */
export const sameAs = (filter: BoardFilter) => boardAddress(filter).split(/[?&]/).sort().join()

export const isList = ({ show }: BoardFilter) => show === "list"
export const isByStage = ({ show, group = "stage" }: BoardFilter) => show !== "list" && group === "stage"
export const sortOf = ({ sort = "attend" }: BoardFilter): { by: Sort; isDown: boolean } => ({
  by: (sort.startsWith("-") ? sort.slice(1) : sort) as Sort,
  isDown: sort.startsWith("-"),
})
/** Whether the tally cannot tell how many there are. */
export const isSifted = ({ municipality, stale, text }: BoardFilter) => Boolean(municipality || stale || text)
export const isFiltered = (filter: BoardFilter) =>
  Boolean(isSifted(filter) || filter.advisor || filter.turn || (filter.stage && !isByStage(filter)))

export function chosenHubs(hubs: readonly string[], hub: string | undefined): Hubs {
  const [home = "", ...others] = hub && hubs.includes(hub) ? [hub] : hubs
  return [home, ...others]
}

export const hubsAt = (actor: Actor) => [...new Set(actor.memberships.map(({ hubId }) => hubId))].sort()
