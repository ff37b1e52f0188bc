import { and, asc, desc, eq, isNull } from "drizzle-orm"
import { type Actor, worksInHub } from "#src/access/actor.ts"
import { type Desk, type Now, page } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import { allows, may } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import type { AnyEvent } from "#src/core/acts.ts"
import { type Case, type CaseEvent, NOT_YET, TURNS } from "#src/core/case.ts"
import { CASELOAD } from "#src/core/caseload.ts"
import { ageOf, turnOn } from "#src/core/clocks.ts"
import { noCompany } from "#src/core/company.ts"
import { fieldFor, isContacted } from "#src/core/gates.ts"
import { lacking, move } from "#src/core/moves.ts"
import { direction, inUse, type Stage, stageAt } from "#src/core/stages.ts"
import { initials } from "#src/core/text.ts"
import { isFinal } from "#src/core/undo.ts"
import type { CaseFile } from "#src/core/verbs.ts"
import { unindexed } from "#src/db/order.ts"
import type { Slot } from "#src/db/plan.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { BoardProps, CardProps, ColumnProps } from "#views/cases/board.tsx"
import type { Group, Sort } from "#views/cases/props.ts"
import {
  ALPHABET,
  type Around,
  aroundOf,
  askedAround,
  COUNTED,
  inLook,
  type LookArgs,
  lookArgs,
  NO_NAME,
  type Sum,
  sortedBy,
} from "./around.ts"
import {
  type Asked,
  type BoardFilter,
  boardAddress,
  CARDS,
  chosenHubs,
  GROUPS,
  hubsAt,
  isSifted,
  MOST_CARDS,
  SORTS,
  sortOf,
  without,
} from "./look.ts"

/** The card that something was just done to: it stands first in its column, wherever its date would put it. */
export type Landing = { ref: string; did: "moved" | "filled" | "undone"; act: string }

/** The board of an address; once more without what turned out to mean nothing. */
export async function readBoard(desk: Desk, asked: Asked, landing: Landing | null): Promise<BoardProps> {
  const { unknown, ...props } = await desk.read(board(asked, landing))
  if (unknown.length === 0) return props
  const { unknown: _, ...again } = await desk.read(board(without(asked, unknown), landing))
  return again
}

/** Columns are stages, or what else one groups by; cards come a page a column. */
export const board = (asked: Asked, landing: Landing | null = null) => {
  const { filter } = asked
  const group = filter.group ?? "stage"
  return page({
    args: (hubs) => ({ ...lookArgs(hubs, filter), ...landingArgs(landing), per: filter.per ?? CARDS }),
    statements: askedFor(group, sortOf(filter)),
    build: (actor, rows, { today, at }): BoardProps & { unknown: readonly string[] } => {
      if (!worksInHub(actor)) throw new Forbidden()
      const [tracks, stages, sums, loads, areas, homes, staff, seen, saved, [stood], done, ...read] = rows
      const columns = read.flat()
      const landed = stood?.card
      const isFound = columns.some(({ cards }) => cards.length > 0)
      const known = { tracks, stages, sums, loads, areas, homes, staff, seen, saved }
      const around = aroundOf(actor, asked, known, isFound, today)
      const { look, inTrack, nameOf, unknown } = around
      const chosen = chosenHubs(hubsAt(actor), filter.hub)
      const places = placesOf(group, around, { chosen, areas, homes, staff, columns })
      const asking = group === "stage" ? filter.stage : filter.column
      const landedAt = landed && keyOf(group, landed)
      const filled = places.find(({ key }) => columns.some((one) => keyIn(one.key, group) === key && one.cards.length))
      const current = places.find(({ key }) => key === (landedAt ?? asking)) ?? filled ?? places[0]
      const card = cardOf(actor, inTrack, nameOf, today, group !== "stage")
      return {
        ...look,
        unknown,
        group,
        since: at.getTime(),
        columns: places.map((place): ColumnProps => {
          const { key } = place
          const column = columns.find((one) => keyIn(one.key, group) === key)
          const first = landed && landedAt === key ? [landed] : []
          const cards = [...first, ...(column?.cards ?? []).filter(({ ref }) => ref !== landed?.ref)]
          const counted = around.countIn((sum) => keyOf(group, sum) === key)
          const isCounted = isSifted(filter) || group === "municipality"
          const n = isCounted ? (column?.found ?? 0) : counted.n
          return {
            ...place,
            current: key === current?.key,
            href: boardAddress(filter, { [group === "stage" ? "stage" : "column"]: key }),
            count: isCounted ? Math.min(n, COUNTED) : n,
            isMore: isCounted && n > COUNTED,
            hidden: isCounted ? 0 : counted.hidden,
            hiddenHref: `/network/cases?hub=${group === "hub" ? key : chosen[0]}${group === "stage" ? `&stage=${key}` : ""}`,
            more: n > cards.length && (filter.per ?? CARDS) < MOST_CARDS ? moreOf(filter) : null,
            cards: cards.map((kase) => card(kase, kase.ref === landed?.ref)),
          }
        }),
        moved: landed && landing ? movedOf(landed, landing, done, inTrack, sums) : null,
      }
    },
  })
}

/** All that decides how a board asks. */
type BoardArgs = LookArgs & ReturnType<typeof landingArgs> & { per: number }
/** Where the card is, and what was just done there, so that it can be undone. */
const landingArgs = (landing: Landing | null) => ({ landed: landing?.ref ?? "", act: landing?.act ?? "" })
type Sorting = { by: Sort; isDown: boolean }

/** One for each way to group and to sort: they ask differently. */
function askedFor(group: Group, { by, isDown }: Sorting): typeof FIRST {
  return ASKED.get(nameOfAsked(group, by, isDown)) ?? FIRST
}

const asking = (group: Group, sorting: Sorting) => (scope: Scope, now: NowSlots, args: Slots<BoardArgs>) =>
  askedOfBoard(scope, now, args, group, sorting)
const FIRST = asking("stage", { by: "attend", isDown: false })
const nameOfAsked = (group: Group, by: Sort, isDown: boolean) => `${group} ${by} ${isDown}`
const ASKED = new Map(
  GROUPS.flatMap((group) =>
    SORTS.flatMap((by) =>
      [true, false].map((isDown) => [nameOfAsked(group, by, isDown), asking(group, { by, isDown })] as const),
    ),
  ),
)

function askedOfBoard(scope: Scope, now: NowSlots, args: Slots<BoardArgs>, group: Group, sorting: Sorting) {
  const { select, packed } = scope
  const track = scope.trackOr(args.track)
  const landed = scope.own(scope.hubs)
  return [
    ...askedAround(scope, track, args, now.today),
    select({ card: packed(cardColumns(landed)) })
      .from(landed)
      .where(and(eq(landed.ref, args.landed), isNull(landed.endedOn))),
    scope.done(args.act),
    // A hub is a constant, so that its index is used: one statement for each, where all others share one.
    ...(group === "hub"
      ? args.chosen.map((hub) => columnOfHub(scope, now, { ...args, chosen: [hub] }, sorting, track))
      : [columnsBy(scope, now, args, group, sorting, track)]),
  ] as const
}

type Track = ReturnType<Scope["trackOr"]>

function columnsBy(
  scope: Scope,
  now: NowSlots,
  args: Slots<BoardArgs>,
  group: Exclude<Group, "hub">,
  sorting: Sorting,
  track: Track,
) {
  const { columnKey, columnsBy, isInColumn } = scope
  const cases = scope.own(args.chosen)
  const standsIn = { stage: cases.stage, advisor: cases.advisorId, municipality: cases.municipality, turn: cases.turn }
  // A stage's own index has its cases in order; that of a place would have those of all stages.
  const isAt = group === "stage" ? (code: Slot) => eq(unindexed(cases.municipality), code) : undefined
  const where = and(isInColumn(standsIn[group]), inLook(cases, track, args, now.today, isAt))
  const isCounted = isSiftedBy(args) || group === "municipality"
  return scope
    .select({ key: columnKey, ...cardsAnd(scope, cases, where, sorting, args, isCounted) })
    .from(columnsBy(group, track, args.chosen))
}

function columnOfHub(scope: Scope, now: NowSlots, args: Slots<BoardArgs>, sorting: Sorting, track: Track) {
  const { hubRows } = scope
  const cases = scope.own(args.chosen)
  const where = inLook(cases, track, args, now.today)
  return scope
    .select({ key: scope.asKey(hubRows.id), ...cardsAnd(scope, cases, where, sorting, args, isSiftedBy(args)) })
    .from(hubRows)
    .where(eq(hubRows.id, args.chosen[0]))
}

const isSiftedBy = ({ municipality, stale, text }: Slots<BoardArgs>) => Boolean(municipality || stale || text)

/** The first cards of a column, and where the tally does not know it, how many there are up to where it reads "100+". */
function cardsAnd(
  { select, packed, gathered, upTo }: Scope,
  cases: Cases,
  where: ReturnType<typeof and>,
  { by, isDown }: Sorting,
  { per }: Slots<BoardArgs>,
  isCounted: boolean,
) {
  const sorted = sortedBy(cases, by, isDown)
  // What it is sorted by is not shown, but only what is selected can be sorted by hub by hub, each in its index's order.
  const cards = select({ card: packed(cardColumns(cases)), sorted })
    .from(cases)
    .where(where)
    .orderBy((isDown ? desc : asc)(sorted))
    .limit(per)
    .$dynamic()
  const counted = select({ ref: cases.ref }).from(cases).where(where).$dynamic()
  return { cards: gathered(cardColumns(cases), cards), found: upTo(isCounted ? COUNTED + 1 : 0, counted) }
}

type Cases = ReturnType<Scope["own"]>

/** What a card shows and is judged by. The rest stays in the database: a board reads a hundred and twenty. */
export function cardColumns<C extends Cases>(cases: C) {
  const { id, ref, seq, hubId, companyId, company, municipality, place, track, access, stage, need } = cases
  const { advisorId, endedOn, turn, until, nextStep, nextOn, facts, alert, isRegistered } = cases
  const { hasContact, limitDays, clockOn } = cases
  const shown = { id, ref, seq, hubId, companyId, company, municipality, place, track, access, stage, need, advisorId }
  return {
    ...shown,
    endedOn,
    turn,
    until,
    nextStep,
    nextOn,
    facts,
    alert,
    isRegistered,
    hasContact,
    limitDays,
    clockOn,
  }
}
type CardRow = Pick<Case, keyof ReturnType<typeof cardColumns>>

type Column = { key: string | null; cards: readonly CardRow[]; found: number }
/** Where a case stands: what is known of it on a card, and in the tally. */
type Standing = { stage: string; hubId: string; turn: string; advisorId: string | null; municipality?: string | null }

/** Cases without an advisor or a place have a column too. */
const NONE = "none"
const keyIn = (key: string | null, group: Group) => key ?? (group === "advisor" || group === "municipality" ? NONE : "")

function keyOf(group: Group, { stage, hubId, turn, advisorId, municipality }: Standing): string {
  const keys = { stage, hub: hubId, turn, advisor: advisorId === "nobody" ? NONE : advisorId, municipality }
  return keys[group] ?? NONE
}

type Place = Pick<ColumnProps, "key" | "name" | "meaning" | "load">

/** The columns, in order. They depend on what is looked at, and not on where there happen to be cases. */
function placesOf(
  group: Group,
  { inTrack, nameOf, loadOf }: Around,
  around: {
    chosen: readonly string[]
    areas: readonly { code: string; name: string }[]
    homes: readonly { id: string; shortName: string }[]
    staff: readonly { id: string; name: string; role: string }[]
    columns: readonly Column[]
  },
): Place[] {
  const { chosen, areas, homes, staff, columns } = around
  const plain = (key: string, name: string | null) => ({
    key,
    name: name === null ? null : { nb: name, nn: name, en: name },
    meaning: null,
    load: null,
  })
  const withCases = columns.filter(({ cards }) => cards.length > 0)
  const others = (known: ReadonlyMap<string, string>, nameIn: (column: Column) => string) =>
    withCases.flatMap((one) => (one.key === null || known.has(one.key) ? [] : [[one.key, nameIn(one)] as const]))
  const byName = (names: ReadonlyMap<string, string>) =>
    [...names].sort(([, one], [, other]) => ALPHABET.compare(one, other)).map(([key, name]) => plain(key, name))
  switch (group) {
    case "stage":
      return inTrack.map(({ code, name, meaning }) => ({ key: code, name, meaning, load: null }))
    case "hub":
      return chosen.map((id) => plain(id, homes.find((home) => home.id === id)?.shortName ?? id))
    case "turn":
      return TURNS.map((turn) => plain(turn, null))
    case "advisor": {
      const team = new Map(staff.filter(works).map(({ id, name }) => [id, name]))
      const all = new Map([...team, ...others(team, ({ key }) => nameOf.get(key ?? "") ?? key ?? "")])
      return [plain(NONE, null), ...byName(all).map((place) => ({ ...place, load: loadProps(loadOf(place.key)) }))]
    }
    case "municipality": {
      const near = new Map(areas.map(({ code, name }) => [code, name]))
      const all = new Map([...near, ...others(near, ({ key, cards }) => cards[0]?.place ?? key ?? "")])
      return [...byName(all), plain(NONE, null)]
    }
  }
}

const works = ({ role }: { role: string }) => role === "advisor" || role === "manager"
const loadProps = (n: number) => ({ n, most: CASELOAD, isOver: n > CASELOAD })

const moreOf = (filter: BoardFilter) =>
  boardAddress(filter, { per: String(Math.min(MOST_CARDS, (filter.per ?? CARDS) * 2)) })

function movedOf(
  landed: CardRow,
  { did, act }: Landing,
  done: readonly { stream: string; data: AnyEvent }[],
  stages: readonly (Stage & { name: Named })[],
  sums: readonly Sum[],
): BoardProps["moved"] {
  const stage = stageAt(stages, landed.stage)
  const count = sums.filter((sum) => sum.stage === landed.stage).reduce((n, sum) => n + sum.n, 0)
  const isUndoable =
    done.length > 0 && done.every(({ stream, data }) => stream.startsWith("case:") && !isFinal(data as CaseEvent))
  const undo = isUndoable ? act : null
  return stage ? { ref: landed.ref, did, company: landed.company, stage: stage.name, count, undo } : null
}

const cardOf =
  (
    actor: Actor,
    stages: readonly (Stage & { name: Named })[],
    nameOf: ReadonlyMap<string, string>,
    today: Now["today"],
    isStageTold: boolean,
  ) =>
  (row: CardRow, landed: boolean): CardProps => {
    const props = card(actor, row, stages, nameOf, today, landed)
    return isStageTold ? { ...props, stage: nameAt(stages, row.stage) } : props
  }

function card(
  actor: Actor,
  row: CardRow,
  stages: readonly (Stage & { name: Named })[],
  nameOf: ReadonlyMap<string, string>,
  today: Now["today"],
  landed: boolean,
): CardProps {
  const kase: Case = { ...NOT_YET, ...row }
  const { next, lacks } = lacking(kase, stages)
  const here = stageAt(stages, kase.stage)
  const advisor = kase.advisorId ? nameOf.get(kase.advisorId) : undefined
  const file: CaseFile = { ...BARE, kase, stages, company: noCompany(kase.companyId) }
  const known = { rowOf: () => kase as never }
  const mayMove = may(actor, { type: "moved" }, kase, [])
  const reachable = inUse(stages, kase.track, kase.hubId)
  const back = here ? reachable.filter((one) => direction(stages, here, one) === "back").at(-1) : undefined
  return {
    ref: kase.ref,
    company: kase.company,
    need: kase.need,
    nextStep: kase.nextStep,
    nextOn: kase.nextOn,
    turn: turnOn(kase, today),
    until: kase.until,
    age: ageOf(kase, today),
    never: !isContacted(kase.facts),
    alert: kase.alert,
    place: kase.place,
    access: kase.access,
    advisor: advisor ? { initials: initials(advisor), name: advisor, mine: kase.advisorId === actor.id } : null,
    made: { basedOn: kase.seq },
    missing: lacks.map((one) => ({ code: one.code, left: one.left, field: fieldFor(one.code, kase) })),
    next:
      next && mayMove
        ? {
            code: next.code,
            name: nameAt(stages, next.code),
            ready: allows(actor, move(file, { to: next.code, typed: {} }, today), known),
          }
        : null,
    back: back && mayMove ? { code: back.code, name: back.name } : null,
    stage: null,
    landed,
  }
}

/** A card only asks whether it may move on as it stands; who could have the case is asked on its own page. */
const BARE = { closeReasons: [], team: [], staff: [], named: [] } as const

export const nameAt = (stages: readonly (Stage & { name: Named })[], code: string): Named =>
  stages.find((stage) => stage.code === code)?.name ?? NO_NAME
