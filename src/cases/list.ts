import { and, asc, desc } from "drizzle-orm"
import { type Actor, worksInHub } from "#src/access/actor.ts"
import { type Desk, page } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { type Case, NOT_YET } from "#src/core/case.ts"
import { ageOf, turnOn } from "#src/core/clocks.ts"
import { lacking } from "#src/core/moves.ts"
import { initials } from "#src/core/text.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { ListProps, ListRow, Sort, Tried } from "#views/cases/props.ts"
import {
  type Around,
  aroundOf,
  askedAround,
  COUNTED,
  inLook,
  type LookArgs,
  lookArgs,
  NO_NAME,
  sortedBy,
} from "./around.ts"
import { cardColumns, nameAt } from "./board.ts"
import {
  type Asked,
  type BoardFilter,
  boardAddress,
  type Cursor,
  isSifted,
  LIST_COLUMNS,
  lookAlone,
  SORTS,
  sortOf,
  without,
} from "./look.ts"

const PAGE = 50
const SHOWN: ListProps["columns"] = LIST_COLUMNS.filter((column) => column !== "missing" && column !== "access")

/** The list of an address; once more without what turned out to mean nothing. */
export async function readList(desk: Desk, asked: Asked, tried: Tried | null = null): Promise<ListProps> {
  const { unknown, ...props } = await desk.read(list(asked, tried))
  if (unknown.length === 0) return props
  const { unknown: _, ...again } = await desk.read(list(without(asked, unknown), tried))
  return again
}

/** What a board holds, as rows: a page at a time, in an order one chooses, with the columns one chooses. */
export const list = (asked: Asked, tried: Tried | null = null, most = PAGE) => {
  const { filter } = asked
  const { after, before } = filter
  return page({
    args: (hubs): ListArgs => ({
      ...lookArgs(hubs, filter),
      key: (after ?? before)?.key,
      id: (after ?? before)?.id,
      most: most + 1,
      isBack: before !== undefined,
      isCounted: isSifted(filter),
    }),
    statements: askedFor(sortOf(filter)),
    build: (actor, rows, { today }): ListProps & { unknown: readonly string[]; read: readonly string[] } => {
      if (!worksInHub(actor)) throw new Forbidden()
      const [tracks, stages, sums, loads, areas, homes, staff, seen, saved, found] = rows
      const known = { tracks, stages, sums, loads, areas, homes, staff, seen, saved }
      const around = aroundOf(actor, asked, known, found.length > 0, today)
      const counted = around.countIn(() => true)
      const n = isSifted(filter) ? (found[0]?.found ?? 0) : counted.n
      const { shown, ...pages } = pageOf(found, filter, most)
      return {
        ...around.look,
        unknown: around.unknown,
        columns: filter.columns ?? SHOWN,
        isChosen: filter.columns !== undefined,
        all: LIST_COLUMNS,
        kept: keptOf(filter),
        sorts: sortsOf(filter),
        count: isSifted(filter) ? Math.min(n, COUNTED) : n,
        isMore: isSifted(filter) && n > COUNTED,
        hidden: isSifted(filter) ? 0 : counted.hidden,
        rows: shown.map(({ row }) => rowOf(actor, row, around, today)),
        // What leaves in a file is read; of one's own hubs only what is restricted is watched.
        read: shown.flatMap(({ row }) => (row.access === "restricted" ? [row.id] : [])),
        ...pages,
        tried,
      }
    },
  })
}

type ListArgs = LookArgs & {
  key?: string | undefined
  id?: string | undefined
  most: number
  isBack: boolean
  isCounted: boolean
}
type Sorting = { by: Sort; isDown: boolean }

/** One for each way to sort: they ask differently. */
const askedFor = ({ by, isDown }: Sorting): typeof FIRST => ASKED.get(`${by} ${isDown}`) ?? FIRST
const asking = (sorting: Sorting) => (scope: Scope, now: NowSlots, args: Slots<ListArgs>) =>
  askedOfList(scope, now, args, sorting)
const FIRST = asking({ by: "attend", isDown: false })
const ASKED = new Map(
  SORTS.flatMap((by) => [true, false].map((isDown) => [`${by} ${isDown}`, asking({ by, isDown })] as const)),
)

function askedOfList(scope: Scope, { today }: NowSlots, args: Slots<ListArgs>, { by, isDown }: Sorting) {
  const { select, packed, upTo } = scope
  const { key, id, most, isBack, isCounted } = args
  const track = scope.trackOr(args.track)
  const cases = scope.own(args.chosen)
  const sorted = sortedBy(cases, by, isDown)
  const where = inLook(cases, track, args, today)
  // A page back is read backwards, and a list that goes down is read so from the start.
  const way = isDown === isBack ? "after" : "before"
  const inOrder = way === "after" ? asc : desc
  const counted = select({ ref: cases.ref }).from(cases).where(where).$dynamic()
  return [
    ...askedAround(scope, track, args, today),
    select({
      row: packed(listColumns(cases)),
      key: sorted,
      id: cases.id,
      found: upTo(isCounted ? COUNTED + 1 : 0, counted),
    })
      .from(cases)
      .where(and(where, key !== undefined && id ? scope.beyond(way, [sorted, cases.id], [key, id]) : undefined))
      .orderBy(inOrder(sorted), inOrder(cases.id))
      .limit(most),
  ] as const
}

function listColumns(cases: ReturnType<Scope["own"]>) {
  return { ...cardColumns(cases), since: cases.since }
}
type Read = Pick<Case, keyof ReturnType<typeof listColumns>>

function rowOf(actor: Actor, row: Read, { inTrack, nameOf }: Around, today: string): ListRow {
  const kase: Case = { ...NOT_YET, ...row }
  const advisor = row.advisorId ? nameOf.get(row.advisorId) : undefined
  const { ref, company, place, until, nextStep, nextOn, since, access, alert } = row
  return {
    ref,
    company,
    alert,
    stage: nameAt(inTrack, row.stage) ?? NO_NAME,
    advisor: advisor ? { initials: initials(advisor), name: advisor, mine: row.advisorId === actor.id } : null,
    turn: turnOn(kase, today),
    until,
    age: ageOf(kase, today),
    nextStep,
    nextOn,
    place,
    since,
    missing: lacking(kase, inTrack).lacks.map(({ code, left }) => ({ code, left })),
    access,
  }
}

/** What the form that chooses columns carries along. */
function keptOf(filter: BoardFilter): ListProps["kept"] {
  const { columns: _, ...look } = lookAlone(filter)
  return [...new URLSearchParams(boardAddress(look).split("?")[1])]
}

/** The ways to sort by a column's head: once more turns it round. */
function sortsOf(filter: BoardFilter): ListProps["sorts"] {
  const { by, isDown } = sortOf(filter)
  const look = lookAlone(filter)
  const heads = { company: "company", age: "touched", next: "next", since: "since" } as const
  return Object.entries(heads).map(([column, sort]) => {
    const isThis = by === sort
    const href = boardAddress(look, { sort: isThis && !isDown ? `-${sort}` : sort })
    return { column: column as keyof typeof heads, href, state: isThis ? (isDown ? "down" : "up") : null }
  })
}

/** The rows of one page, and the ways to those beside it. One row too many tells that there are more. */
function pageOf<R extends Cursor>(rows: readonly R[], filter: BoardFilter, most: number) {
  const { after, before, ...look } = filter
  const isMore = rows.length > most
  const cut = rows.slice(0, most)
  const shown = before ? cut.reverse() : cut
  const [first, last] = [shown[0], shown.at(-1)]
  const cursorOf = ({ key, id }: Cursor) => ({ key, id })
  return {
    shown,
    isCut: isMore,
    start: after || before ? boardAddress(look) : null,
    previous: first && (before ? isMore : after) ? boardAddress({ ...look, before: cursorOf(first) }) : null,
    next: last && (before || isMore) ? boardAddress({ ...look, after: cursorOf(last) }) : null,
  }
}
