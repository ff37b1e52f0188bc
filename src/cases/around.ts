import { and, asc, eq, gt, inArray, isNull, like, lte, or, type SQL } from "drizzle-orm"
import { type Actor, holds } from "#src/access/actor.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Hubs, Scope } from "#src/access/scope.ts"
import type { Day } from "#src/core/calendar.ts"
import type { Turn } from "#src/core/case.ts"
import { type Absence, awayOn } from "#src/core/person.ts"
import type { Stage } from "#src/core/stages.ts"
import { inUse } from "#src/core/stages.ts"
import { fold } from "#src/core/text.ts"
import { alphabetical, lastIfNone } from "#src/db/order.ts"
import type { Slot } from "#src/db/plan.ts"
import type { Named } from "#src/db/schema.ts"
import type { FilterProps, LookProps, Sort } from "#views/cases/props.ts"
import {
  type Asked,
  type BoardFilter,
  boardAddress,
  chosenHubs,
  hubsAt,
  isByStage,
  isFiltered,
  isList,
  isSifted,
  lookAlone,
  sameAs,
} from "./look.ts"
import { savedOf } from "./views.ts"

/** Cases that the tally cannot count are counted exactly up to here; more reads as "100+". */
export const COUNTED = 100
/** More than the people of a few hubs have stages and turns. */
const LOADS = 5000

/** What decides which cases a board or a list holds. */
export type LookArgs = {
  chosen: readonly string[]
  track?: string | undefined
  advisor?: string | undefined
  municipality?: string | undefined
  turn?: string | undefined
  isOurs: boolean
  stale: boolean
  stage?: string | undefined
  text?: string | undefined
  /** Whether the tally is asked by advisor and turn, and whether for all that each advisor has. */
  isByTurn: boolean
  isByAdvisor: boolean
}

export const lookArgs = (hubs: Hubs, filter: BoardFilter): LookArgs => ({
  chosen: chosenHubs(hubs, filter.hub),
  track: filter.track,
  advisor: filter.advisor,
  municipality: filter.municipality,
  turn: filter.turn,
  isOurs: filter.turn === "us",
  stale: filter.stale !== undefined,
  stage: isByStage(filter) ? undefined : filter.stage,
  text: filter.text && `%${fold(filter.text).replaceAll(/[%_]/g, "")}%`,
  isByTurn: isByTurn(filter),
  isByAdvisor: isByAdvisor(filter),
})

type Track = ReturnType<Scope["trackOr"]>
type Cases = ReturnType<Scope["own"]>

/** What stands around cases, whether they are cards or rows. */
export function askedAround(scope: Scope, track: Track, args: Slots<LookArgs>, today: Slot) {
  const { select, packed, stages, tracks, sums, hubRows, staff, views } = scope
  const { chosen, advisor, turn, isByTurn, isByAdvisor } = args
  const load = scope.loads(chosen)
  const inLook = and(
    eq(load.track, track),
    advisor && eq(load.advisorId, advisor),
    turn && eq(load.turn, turn as never),
  )
  const { hubId, advisorId, stage, n, restricted } = load
  const sum = { hubId, track: load.track, stage, advisorId, turn: load.turn, n, restricted }
  return [
    select().from(tracks).orderBy(asc(tracks.position)),
    select().from(stages).orderBy(asc(stages.track), asc(stages.position)),
    select()
      .from(sums)
      .where(inArray(sums.hubId, [...chosen])),
    select({ sum: packed(sum) })
      .from(load)
      .where(isByAdvisor ? undefined : inLook)
      .limit(isByTurn || isByAdvisor ? LOADS : 0),
    scope.areas(chosen, today),
    select({ id: hubRows.id, shortName: hubRows.shortName })
      .from(hubRows)
      .where(inArray(hubRows.id, [...scope.hubs])),
    select()
      .from(staff)
      .where(inArray(staff.hubId, [...chosen])),
    select().from(scope.seen(track, chosen)),
    select().from(views).orderBy(asc(views.position)),
  ] as const
}

/** The open cases of a look. */
export const inLook = (
  cases: Cases,
  track: Track,
  { advisor, municipality, turn, isOurs, stale, stage, text }: Slots<LookArgs>,
  today: Slot,
  isAt: (code: Slot) => SQL = (code) => eq(cases.municipality, code),
) =>
  and(
    isNull(cases.endedOn),
    eq(cases.track, track),
    advisor && eq(cases.advisorId, advisor),
    municipality && isAt(municipality),
    turn && isTurn(cases, turn, isOurs, today),
    stage && eq(cases.stage, stage),
    stale ? lte(cases.staleOn, today) : undefined,
    text && like(cases.search, text),
  )

/** A wait that has run out is ours from that day on, also before it is written down. */
const isTurn = ({ turn, until }: Cases, wanted: Slot, isOurs: boolean, today: Slot) =>
  isOurs ? or(eq(turn, wanted), lte(until, today)) : and(eq(turn, wanted), or(isNull(until), gt(until, today)))

/** What cases are sorted by. Only what needs attention has an index everywhere, and time in stage where columns are stages. */
export function sortedBy(cases: Cases, sort: Sort, isDown: boolean) {
  switch (sort) {
    case "attend":
      return cases.attendOn
    case "since":
      return cases.since
    case "touched":
      return cases.clockOn
    case "next":
      return lastIfNone(cases.nextOn, isDown)
    case "company":
      return alphabetical(cases.company)
  }
}

type RowsAround = {
  tracks: readonly { code: string; name: Named }[]
  stages: readonly (Stage & { name: Named; meaning: Named })[]
  sums: readonly Sum[]
  loads: readonly { sum: Sum }[]
  areas: readonly { code: string; name: string }[]
  homes: readonly { id: string; shortName: string }[]
  staff: readonly ({ id: string; name: string; hubId: string; role: string } & Absence)[]
  seen: readonly Seen[]
  saved: Parameters<typeof savedOf>[1]
}
export type Sum = {
  hubId: string
  track: string
  stage: string
  advisorId: string
  turn: Turn | ""
  n: number
  restricted: number
}
type Seen = { hubId: string; stage: string; advisorId: string | null; turn: string; n: number }
export type Around = ReturnType<typeof aroundOf>

/** The props of what stands around, and how many cases there are where. */
export function aroundOf(actor: Actor, { filter, ignored }: Asked, rows: RowsAround, isFound: boolean, today: Day) {
  const { tracks, stages, sums, areas, homes, staff, seen, saved } = rows
  const track = tracks.find(({ code }) => code === filter.track) ?? tracks[0]
  const inTrack = columnsOf(stages, track?.code ?? "", chosenHubs(hubsAt(actor), filter.hub), sums)
  const loads = rows.loads.map(({ sum }) => sum)
  const nameOf = new Map(staff.map(({ id, name }) => [id, name]))
  const isPlain = !isByTurn(filter) && !isByAdvisor(filter)
  const asked = { track: track?.code, ...filter, stage: isByStage(filter) ? undefined : filter.stage }
  const standing = (isPlain ? sums : loads).filter((sum) => isIn(sum, asked))
  const total = (code: string) => sums.filter((sum) => sum.track === code).reduce((all, { n }) => all + n, 0)
  // Nothing is found of what is not there; what is found is there, whoever has left and wherever it lies.
  const unknown = [
    ...(filter.advisor && !isFound && !nameOf.has(filter.advisor) ? ["advisor"] : []),
    ...(filter.municipality && !isFound && !areas.some(({ code }) => code === filter.municipality)
      ? ["municipality"]
      : []),
    ...(filter.stage && !isByStage(filter) && !inTrack.some(({ code }) => code === filter.stage) ? ["stage"] : []),
  ]
  const look: LookProps = {
    track: track?.code ?? "",
    trackName: track?.name ?? NO_NAME,
    others: tracks
      .filter(({ code }) => code !== track?.code)
      .map(({ code, name }) => ({
        name,
        count: total(code),
        href: boardAddress({ hub: filter.hub }, { track: code }),
      })),
    view: boardAddress({ ...filter, after: undefined, before: undefined }).split("?")[1] ?? "",
    filters: filtersOf(filter, homes, areas, staff, inTrack),
    isFiltered: isFiltered(filter),
    cleared: boardAddress({ ...asWhole(filter), track: filter.track, hub: filter.hub }),
    ignored: [
      ...ignored,
      ...(filter.track && track?.code !== filter.track ? ["track"] : []),
      ...(filter.hub && !hubsAt(actor).includes(filter.hub) ? ["hub"] : []),
    ],
    views: viewsOf(actor, filter),
    saved: savedOf(actor, saved, homes, filter),
    standsInFor: absencesOf(actor, staff, today).map(({ id, name, to }) => ({
      name,
      to,
      href: boardAddress({ track: filter.track, hub: filter.hub, advisor: id, sort: "next" }),
    })),
    shows: (["board", "list"] as const).map((show) => ({
      show,
      href: boardAddress({ ...lookAlone(filter), sort: undefined, show: show === "list" ? show : undefined }),
      current: isList(filter) === (show === "list"),
    })),
  }
  return {
    look,
    unknown,
    inTrack,
    nameOf,
    /** How many are somewhere, by the tally, and how many of them this person may not see. */
    countIn(isHere: (sum: Pick<Seen, "hubId" | "stage" | "turn" | "advisorId">) => boolean) {
      const here = standing.filter(isHere)
      const shown = seen.filter((one) => isIn({ ...one, track: asked.track ?? "" }, asked) && isHere(one))
      return { n: here.reduce((all, { n }) => all + n, 0), hidden: hiddenIn(actor, here, shown) }
    },
    /** All open cases that an advisor has, in both tracks. */
    loadOf: (advisorId: string) =>
      loads.filter((load) => load.advisorId === advisorId).reduce((all, { n }) => all + n, 0),
  }
}

export const NO_NAME: Named = { nb: "", nn: "", en: "" }
export const ALPHABET = new Intl.Collator("nb")

const isByTurn = (filter: BoardFilter) =>
  !isSifted(filter) && Boolean(filter.advisor || filter.turn || (!isList(filter) && filter.group === "turn"))
const isByAdvisor = (filter: BoardFilter) => !isList(filter) && filter.group === "advisor"

const asWhole = ({ group, sort, show, columns }: BoardFilter): BoardFilter => ({ group, sort, show, columns })

type Standing = { track: string; stage: string; advisorId: string | null; turn: string }
const isIn = (
  one: Standing,
  { track, advisor, turn, stage }: Pick<BoardFilter, "track" | "advisor" | "turn" | "stage">,
) =>
  one.track === track &&
  (!advisor || one.advisorId === advisor) &&
  (!turn || one.turn === turn) &&
  (!stage || one.stage === stage)

/** Restricted cases that count somewhere and are not shown to this person. */
function hiddenIn(actor: Actor, sums: readonly Sum[], seen: readonly Seen[]): number {
  const isClosed = ({ hubId }: { hubId: string }) => !holds(actor, "manager", hubId)
  const restricted = sums.filter(isClosed).reduce((n, sum) => n + sum.restricted, 0)
  const inHubs = new Set(sums.map(({ hubId }) => hubId))
  return restricted - seen.filter((one) => isClosed(one) && inHubs.has(one.hubId)).reduce((all, { n }) => all + n, 0)
}

function filtersOf(
  filter: BoardFilter,
  homes: RowsAround["homes"],
  areas: RowsAround["areas"],
  staff: RowsAround["staff"],
  stages: readonly { code: string; name: Named }[],
): FilterProps {
  const advisors = new Map(staff.map(({ id, name }) => [id, name]))
  const { track, stage, show, columns } = filter
  return {
    hubs: homes.length > 1 ? homes.map(({ id, shortName }) => ({ value: id, label: shortName })) : [],
    advisors: [...advisors]
      .map(([value, label]) => ({ value, label }))
      .sort((one, other) => ALPHABET.compare(one.label, other.label)),
    municipalities: areas.map(({ code, name }) => ({ value: code, label: name })),
    stages: isByStage(filter) ? [] : stages.map(({ code, name }) => ({ code, name })),
    chosen: {
      hub: filter.hub ?? "",
      advisor: filter.advisor ?? "",
      municipality: filter.municipality ?? "",
      turn: filter.turn ?? "",
      stale: filter.stale ?? "",
      stage: filter.stage ?? "",
      text: filter.text ?? "",
      group: filter.group ?? "stage",
      sort: filter.sort ?? "attend",
    },
    isGrouped: !isList(filter),
    kept: { track, show, columns: columns?.join(), stage: isByStage(filter) ? stage : undefined },
  }
}

/** Whose next steps one sees to today. */
function absencesOf(actor: Actor, staff: RowsAround["staff"], today: Day) {
  const theirs = staff.filter(({ standInId }) => standInId === actor.id)
  const away = theirs.flatMap(({ id, name, ...absence }) => {
    const to = awayOn(absence, today)
    return to ? [[id, { id, name, to }] as const] : []
  })
  return [...new Map(away).values()]
}

/** The few looks that everyone comes back to. */
function viewsOf(actor: Actor, filter: BoardFilter): LookProps["views"] {
  const { track, hub } = filter
  const only = (more: BoardFilter) => ({ track, hub, ...asWhole(filter), ...more })
  const views = [
    { key: "all" as const, filter: only({}) },
    { key: "mine" as const, filter: only({ advisor: actor.id }) },
    { key: "mine_us" as const, filter: only({ advisor: actor.id, turn: "us" as const }) },
    { key: "stale" as const, filter: only({ stale: "1" }) },
  ]
  const here = sameAs(lookAlone(filter))
  return views.map(({ key, filter: one }) => ({ key, href: boardAddress(one), current: sameAs(one) === here }))
}

/** The stages that these hubs use, and those that only have cases left: out of use, or hidden for the hub. */
function columnsOf<S extends Stage>(
  stages: readonly S[],
  track: string,
  hubs: readonly string[],
  sums: readonly Sum[],
): S[] {
  const used = new Set(hubs.flatMap((hub) => inUse(stages, track, hub)))
  return stages.filter(
    (stage) => stage.track === track && (used.has(stage) || sums.some((sum) => sum.stage === stage.code && sum.n > 0)),
  )
}
