import { and, asc, eq, gt, inArray, isNull, like, lte, or } from "drizzle-orm"
import * as v from "valibot"
import { type Actor, holds, worksInHub } from "#src/access/actor.ts"
import { type Now, page } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import { allows, may } from "#src/access/policy.ts"
import type { Hubs, Scope } from "#src/access/scope.ts"
import type { AnyEvent } from "#src/core/acts.ts"
import { type Case, type CaseEvent, NOT_YET, TURNS } from "#src/core/case.ts"
import { ageOf, turnOn } from "#src/core/clocks.ts"
import { noCompany } from "#src/core/company.ts"
import { fieldFor, isContacted } from "#src/core/gates.ts"
import { lacking, move } from "#src/core/moves.ts"
import { direction, inUse, type Stage, stageAt } from "#src/core/stages.ts"
import { fold, initials } from "#src/core/text.ts"
import { isFinal } from "#src/core/undo.ts"
import type { CaseFile } from "#src/core/verbs.ts"
import { type Slot, slot } from "#src/db/plan.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { BoardProps, CardProps, FilterProps } from "#views/cases/board.tsx"

/** A track has room for eight stages; what they are called is in their rows. */
const POSITIONS = [1, 2, 3, 4, 5, 6, 7, 8].map((position) => ({ position }))
const CARDS = 20
const MOST_CARDS = 80
/** Filtered columns are counted exactly up to here; more reads as "100+". */
const COUNTED = 100

const word = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))
const BoardQuery = v.object({
  track: v.optional(word),
  hub: v.optional(word),
  advisor: v.optional(word),
  municipality: v.optional(v.pipe(word, v.regex(/^\d{4}$/))),
  turn: v.optional(v.picklist(TURNS)),
  stale: v.optional(v.literal("1")),
  text: v.optional(word),
  /** Which column a phone shows. */
  stage: v.optional(word),
  per: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(CARDS), v.maxValue(MOST_CARDS))),
})
export type BoardFilter = v.InferOutput<typeof BoardQuery>
type Asked = { filter: BoardFilter; ignored: readonly string[] }

/** The filter in an address. What means nothing is left out, and named so that the page can say so. */
export function boardFilter(query: Readonly<Record<string, string>>): Asked {
  const asked = Object.entries(query).filter(([name, value]) => name in BoardQuery.entries && value !== "")
  const kept = asked.filter(([name, value]) => v.is(v.partial(BoardQuery), { [name]: value }))
  const ignored = asked.map(([name]) => name).filter((name) => !kept.some(([one]) => one === name))
  return { filter: v.parse(BoardQuery, Object.fromEntries(kept)), ignored }
}

/** The same filter as an address. */
export function boardAddress(
  filter: BoardFilter,
  changed: Partial<Record<keyof BoardFilter | Landing["did"] | "act", string>> = {},
): string {
  const kept = Object.entries({ ...filter, ...changed }).filter(([, value]) => value !== undefined && value !== "")
  const query = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString()
  return query ? `/cases?${query}` : "/cases"
}

/** The card that something was just done to: it stands first in its column, wherever its date would put it. */
export type Landing = { ref: string; did: "moved" | "filled" | "undone"; act: string }

/** Columns are stages; cards come a page a column, what needs attention first. */
export const board = ({ filter, ignored }: Asked, landing: Landing | null = null) =>
  page({
    args: (hubs) => argsOf(chosenHubs(hubs, filter.hub), filter, landing),
    statements: askedOfBoard,
    build: (
      actor,
      [tracks, stages, sums, areas, homes, staff, seen, [stood], done, ...columns],
      { today, at },
    ): BoardProps => {
      if (!worksInHub(actor)) throw new Forbidden()
      const chosen = chosenHubs(hubsAt(actor), filter.hub)
      const track = tracks.find(({ code }) => code === filter.track) ?? tracks[0]
      const inTrack = inUse(stages, track?.code ?? "")
      const isFiltered = Boolean(filter.advisor || filter.municipality || filter.turn || filter.stale || filter.text)
      const nameOf = new Map(staff.map(({ id, name }) => [id, name]))
      const unknown = [
        ...ignored,
        ...(filter.track && track?.code !== filter.track ? ["track"] : []),
        ...(filter.hub && !hubsAt(actor).includes(filter.hub) ? ["hub"] : []),
      ]
      const landed = stood?.card
      const shown = inTrack.find(({ code }) => code === (landed?.stage ?? filter.stage))
      const current = shown ?? inTrack.find(({ position }) => columns[position - 1]?.length) ?? inTrack[0]
      const total = (code: string) => sums.filter((sum) => sum.track === code).reduce((all, { n }) => all + n, 0)
      return {
        track: track?.code ?? "",
        trackName: track?.name ?? NO_NAME,
        others: tracks
          .filter(({ code }) => code !== track?.code)
          .map(({ code, name }) => ({
            name,
            count: total(code),
            href: boardAddress({ hub: filter.hub }, { track: code }),
          })),
        view: boardAddress(filter).split("?")[1] ?? "",
        filters: filtersOf(filter, homes, areas, staff),
        isFiltered,
        cleared: boardAddress({ track: filter.track, hub: filter.hub }),
        ignored: unknown,
        views: viewsOf(actor, filter),
        since: at.getTime(),
        columns: inTrack.map((stage) => {
          const rows = columns[stage.position - 1] ?? []
          const here = sums.filter((sum) => sum.track === stage.track && sum.stage === stage.code)
          const all = here.reduce((n, sum) => n + sum.n, 0)
          const count = isFiltered ? (rows[0]?.found ?? 0) : all
          const first = landed && landed.stage === stage.code ? [landed] : []
          const cards = [...first, ...rows.map(({ card }) => card).filter(({ ref }) => ref !== landed?.ref)]
          return {
            code: stage.code,
            name: stage.name,
            meaning: stage.meaning,
            current: stage.code === current?.code,
            href: boardAddress(filter, { stage: stage.code }),
            count: Math.min(count, isFiltered ? COUNTED : count),
            isMore: isFiltered && count > COUNTED,
            hidden: isFiltered ? 0 : hiddenIn(actor, here, seen),
            hiddenHref: `/network/cases?hub=${chosen[0]}&stage=${stage.code}`,
            more:
              count > cards.length && (filter.per ?? CARDS) < MOST_CARDS
                ? boardAddress(filter, { per: String(Math.min(MOST_CARDS, (filter.per ?? CARDS) * 2)) })
                : null,
            cards: cards.map((kase) => card(actor, kase, inTrack, nameOf, today, kase.ref === landed?.ref)),
          }
        }),
        moved: landed && landing ? movedOf(landed, landing, done, inTrack, sums) : null,
      }
    },
  })

/** All that decides how a board asks. */
type BoardArgs = {
  chosen: readonly string[]
  per: number
  landed: string
  /** What was just done there, so that it can be undone. */
  act: string
  track?: string | undefined
  advisor?: string | undefined
  municipality?: string | undefined
  turn?: string | undefined
  isOurs: boolean
  stale?: boolean | undefined
  text?: string | undefined
}

const argsOf = (chosen: Hubs, filter: BoardFilter, landing: Landing | null): BoardArgs => ({
  chosen,
  per: filter.per ?? CARDS,
  landed: landing?.ref ?? "",
  act: landing?.act ?? "",
  track: filter.track,
  advisor: filter.advisor,
  municipality: filter.municipality,
  turn: filter.turn,
  isOurs: filter.turn === "us",
  stale: filter.stale !== undefined,
  text: filter.text && `%${fold(filter.text).replaceAll(/[%_]/g, "")}%`,
})

function askedOfBoard(scope: Scope, { today }: NowSlots, args: Slots<BoardArgs>) {
  const { select, packed, stages, tracks, sums, hubs, hubRows, staff } = scope
  const { chosen } = args
  const track = scope.trackOr(args.track)
  const landed = scope.own(hubs)
  return [
    select().from(tracks).orderBy(asc(tracks.position)),
    select().from(stages).orderBy(asc(stages.track), asc(stages.position)),
    select()
      .from(sums)
      .where(inArray(sums.hubId, [...chosen])),
    scope.areas(chosen, today),
    select({ id: hubRows.id, shortName: hubRows.shortName })
      .from(hubRows)
      .where(inArray(hubRows.id, [...hubs])),
    select()
      .from(staff)
      .where(inArray(staff.hubId, [...chosen])),
    select().from(scope.seen(track, chosen)),
    select({ card: packed(cardColumns(landed)) })
      .from(landed)
      .where(and(eq(landed.ref, args.landed), isNull(landed.endedOn))),
    scope.done(args.act),
    ...scope.repeated(column(scope, track, args, today), POSITIONS),
  ] as const
}

/** The cards of the stage at a `position`, and when filtered how many there are. */
function column(
  { select, packed, own, stages, upTo }: Scope,
  track: ReturnType<Scope["trackOr"]>,
  { chosen, advisor, municipality, turn, isOurs, stale, text, per }: Slots<BoardArgs>,
  today: Slot,
) {
  const cases = own(chosen)
  const stage = select({ code: stages.code })
    .from(stages)
    .where(and(eq(stages.track, track), eq(stages.position, slot("position"))))
  const isFiltered = Boolean(advisor || municipality || turn || stale || text)
  const inColumn = and(
    isNull(cases.endedOn),
    eq(cases.track, track),
    eq(cases.stage, stage),
    advisor && eq(cases.advisorId, advisor),
    municipality && eq(cases.municipality, municipality),
    turn && isTurn(cases, turn, isOurs, today),
    stale ? lte(cases.staleOn, today) : undefined,
    text && like(cases.search, text),
  )
  // The tally knows the whole; what is filtered is counted, and stops where it reads as "100+".
  const counted = select({ ref: cases.ref }).from(cases).where(inColumn).$dynamic()
  const found = upTo(isFiltered ? COUNTED + 1 : 0, counted)
  // `attendOn` is not shown, but only what is selected can be sorted by branch by branch, each in its index's order.
  return select({ card: packed(cardColumns(cases)), attendOn: cases.attendOn, found })
    .from(cases)
    .where(inColumn)
    .orderBy(asc(cases.attendOn))
    .limit(per)
}

/** A wait that has run out is ours from that day on, also before it is written down. */
const isTurn = ({ turn, until }: ReturnType<Scope["own"]>, wanted: Slot, isOurs: boolean, today: Slot) =>
  isOurs ? or(eq(turn, wanted), lte(until, today)) : and(eq(turn, wanted), or(isNull(until), gt(until, today)))

/** What a card shows and is judged by. The rest stays in the database: a board reads a hundred and twenty. */
function cardColumns<C extends ReturnType<Scope["own"]>>(cases: C) {
  const { id, ref, seq, hubId, companyId, company, place, track, access, stage, need, advisorId, endedOn } = cases
  const { turn, until, nextStep, nextOn, facts, isRegistered, hasContact, limitDays, clockOn } = cases
  const shown = { id, ref, seq, hubId, companyId, company, place, track, access, stage, need, advisorId, endedOn }
  return { ...shown, turn, until, nextStep, nextOn, facts, isRegistered, hasContact, limitDays, clockOn }
}
type CardRow = Pick<Case, keyof ReturnType<typeof cardColumns>>

const NO_NAME: Named = { nb: "", nn: "", en: "" }

export function chosenHubs(hubs: readonly string[], hub: string | undefined): Hubs {
  const [home = "", ...others] = hub && hubs.includes(hub) ? [hub] : hubs
  return [home, ...others]
}

const hubsAt = (actor: Actor) => [...new Set(actor.memberships.map(({ hubId }) => hubId))].sort()

const ALPHABET = new Intl.Collator("nb")

type StaffRow = { id: string; name: string; hubId: string; role: string }

function filtersOf(
  filter: BoardFilter,
  homes: readonly { id: string; shortName: string }[],
  areas: readonly { code: string; name: string }[],
  staff: readonly StaffRow[],
): FilterProps {
  const advisors = new Map(staff.map(({ id, name }) => [id, name]))
  return {
    hubs: homes.length > 1 ? homes.map(({ id, shortName }) => ({ value: id, label: shortName })) : [],
    advisors: [...advisors]
      .map(([value, label]) => ({ value, label }))
      .sort((one, other) => ALPHABET.compare(one.label, other.label)),
    municipalities: areas.map(({ code, name }) => ({ value: code, label: name })),
    chosen: {
      hub: filter.hub ?? "",
      advisor: filter.advisor ?? "",
      municipality: filter.municipality ?? "",
      turn: filter.turn ?? "",
      stale: filter.stale ?? "",
      text: filter.text ?? "",
    },
    kept: { track: filter.track, stage: filter.stage },
  }
}

/** The few looks at a board that everyone comes back to. */
function viewsOf(actor: Actor, filter: BoardFilter): BoardProps["views"] {
  const { track, hub } = filter
  const only = (more: BoardFilter) => ({ track, hub, ...more })
  const views = [
    { key: "all" as const, filter: only({}) },
    { key: "mine" as const, filter: only({ advisor: actor.id }) },
    { key: "mine_us" as const, filter: only({ advisor: actor.id, turn: "us" as const }) },
    { key: "stale" as const, filter: only({ stale: "1" }) },
  ]
  const here = boardAddress({ ...filter, per: undefined, stage: undefined })
  return views.map(({ key, filter: one }) => ({ key, href: boardAddress(one), current: boardAddress(one) === here }))
}

type Sum = { hubId: string; stage: string; track: string; n: number; restricted: number }
type Seen = { hubId: string; stage: string; n: number }

/** Restricted cases that count in a column and are not shown to this person. */
function hiddenIn(actor: Actor, sums: readonly Sum[], seen: readonly Seen[]): number {
  const closed = sums.filter(({ hubId }) => !holds(actor, "manager", hubId))
  return closed.reduce((n, { hubId, stage, restricted }) => {
    const shown = seen.filter((one) => one.hubId === hubId && one.stage === stage)
    return n + restricted - shown.reduce((all, one) => all + one.n, 0)
  }, 0)
}

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
  const back = here ? stages.filter((one) => direction(stages, here, one) === "back").at(-1) : undefined
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
    place: kase.place,
    access: kase.access,
    advisor: advisor ? { initials: initials(advisor), name: advisor, mine: kase.advisorId === actor.id } : null,
    made: { basedOn: kase.seq },
    missing: lacks.map((one) => ({ code: one.code, left: one.left, field: fieldFor(one.code, kase) })),
    next:
      next && mayMove
        ? {
            code: next.code,
            name: nameAt(stages, next),
            ready: allows(actor, move(file, { to: next.code, typed: {} }, today), known),
          }
        : null,
    back: back && mayMove ? { code: back.code, name: back.name } : null,
    landed,
  }
}

/** A card only asks whether it may move on as it stands; who could have the case is asked on its own page. */
const BARE = { closeReasons: [], team: [], staff: [], named: [] } as const

const nameAt = (stages: readonly (Stage & { name: Named })[], { code }: Stage): Named =>
  stages.find((stage) => stage.code === code)?.name ?? NO_NAME
