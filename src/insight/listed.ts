import { asc, type Column, desc, eq } from "drizzle-orm"
import { hubsOf, ownsNetwork, worksInHub } from "#src/access/actor.ts"
import { type Desk, page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Choice } from "#src/access/scope/cases.ts"
import type { Scope } from "#src/access/scope.ts"
import { NETWORK } from "#src/core/person.ts"
import type { Phase } from "#src/core/stages.ts"
import type { Named } from "#src/db/schema.ts"
import type { Tried } from "#views/cases/props.ts"
import type { ListedProps } from "#views/insight/props.ts"
import { type Asked, type Cursor, casesAddress, networkAddress, without } from "./choice.ts"

const PAGE = 50

/** The cases behind a number; once more without what turned out to mean nothing. */
export async function readListed(desk: Desk, asked: Asked, tried: Tried | null = null): Promise<ListedProps> {
  const { unknown, ...props } = { ...(await desk.read(listed(asked))), tried }
  if (unknown.length === 0) return props
  const { unknown: _, ...again } = await desk.read(listed(without(asked, unknown)))
  return { ...again, tried }
}

/** Those who have stood longest come first, a page at a time. The auditor gets pseudonyms. */
export const listed = ({ choice, from, ignored }: Asked, most = PAGE) =>
  page({
    args: { ...choice, ...(from.after ?? from.before), isBack: from.before !== undefined, most: most + 1 },
    statements: askedOfList,
    build: (actor, [tracks, stages, hubs, sums, shared, known, counted = []]) => {
      const hub = choice.hub ? hubs.find(({ id }) => id === choice.hub) : undefined
      const track = tracks.find(({ code }) => code === choice.track)
      const stage = stages.find(({ code }) => code === choice.stage)
      const phaseOf = new Map(stages.map(({ code, phase }) => [code, phase]))
      const counts = (one: Standing) => isIn(one, choice, phaseOf)
      const own = hubsOf(actor)
      const here = sums.filter((sum) => counts(sum) && (choice.hub || sum.hubId === NETWORK))
      const shownHere = sums.filter((sum) => counts(sum) && own.includes(sum.hubId))
      const mayKnow = worksInHub(actor) || ownsNetwork(actor)
      const rows = [...known.map(({ row }) => row), ...(mayKnow ? [] : counted)]
      const { shown, ...pages } = pageOf(rows, choice, from, most)
      const placeOf = ({ hubId, track, stage, since }: Placed) => ({
        hub: hubs.find(({ id }) => id === hubId)?.name ?? hubId,
        track: nameIn(tracks, track),
        stage: nameIn(stages, stage),
        since,
      })
      return {
        chosen: chosenOf(choice, { hub: hub?.name, track: track?.name, stage: stage?.name }),
        n: here.reduce((all, { n }) => all + n, 0),
        hidden: restrictedIn(here) - restrictedIn(shownHere) - shared.filter(counts).length,
        back: networkAddress(track?.code),
        cases: shown.map((row) =>
          "ref" in row
            ? {
                ref: row.ref,
                company: row.company,
                alert: row.alert,
                ...placeOf(row),
                advisor: row.advisor,
                phone: row.phone,
                isRestricted: row.access === "restricted",
              }
            : { pseudonym: row.pseudonym, ...placeOf(row) },
        ),
        ...pages,
        view: casesAddress(choice).split("?")[1] ?? "",
        ignored,
        unknown: [
          ...(choice.hub && !hub ? ["hub"] : []),
          ...(choice.track && !track ? ["track"] : []),
          ...(choice.stage && !stage ? ["stage"] : []),
        ],
      }
    },
  })

type From = Asked["from"]
type Standing = { hubId: string; track: string; stage: string }
type Placed = Standing & { since: string }

type ListArgs = Choice & { since?: string | undefined; id?: string | undefined; isBack: boolean; most: number }

function askedOfList(scope: Scope, _: unknown, { since, id, isBack, most, ...choice }: Slots<ListArgs>) {
  const { select, packed, tracks, stages, hubRows, sums, totals, shared } = scope
  const known = scope.networkIn(choice)
  const from = { since, id, isBack, most }
  return [
    select().from(tracks),
    select().from(stages),
    select({ id: hubRows.id, name: hubRows.shortName })
      .from(hubRows)
      .where(choice.hub && eq(hubRows.id, choice.hub)),
    choice.hub ? select().from(sums).where(eq(sums.hubId, choice.hub)) : select().from(totals),
    select({ hubId: shared.hubId, track: shared.track, stage: shared.stage }).from(shared),
    select({ row: packed(shownOf(known)), since: known.since, id: known.id })
      .from(known)
      .where(beyond(scope, from, known))
      .orderBy(...inOrder(from, known))
      .limit(most),
    // The auditor's role is held in the network: nobody else needs to ask for pseudonyms.
    ...(scope.hubs.includes(NETWORK) ? [pseudonyms(scope, choice, from)] : []),
  ] as const
}

type Turning = Pick<Slots<ListArgs>, "since" | "id" | "isBack" | "most">

function shownOf(known: ReturnType<Scope["networkIn"]>) {
  const { id, ref, hubId, company, track, access, stage, since, alert, advisor, phone } = known
  return { id, ref, hubId, company, track, access, stage, since, alert, advisor, phone }
}

function pseudonyms(scope: Scope, choice: Parameters<Scope["countedIn"]>[0], from: Turning) {
  const counted = scope.countedIn(choice)
  return scope
    .select()
    .from(counted)
    .where(beyond(scope, from, counted))
    .orderBy(...inOrder(from, counted))
    .limit(from.most)
}

type Listed = { since: Column; id: Column }

const beyond = (scope: Scope, from: Turning, { since, id }: Listed) =>
  from.since && from.id && scope.beyond(from.isBack ? "before" : "after", [since, id], [from.since, from.id])

const inOrder = ({ isBack }: Turning, { since, id }: Listed) => [since, id].map(isBack ? desc : asc)

/** Whether it stands where a choice is about. */
const isIn = ({ hubId, track, stage }: Standing, choice: Choice, phaseOf: ReadonlyMap<string, Phase>): boolean =>
  (!choice.hub || choice.hub === hubId) &&
  (!choice.track || choice.track === track) &&
  (!choice.stage || choice.stage === stage) &&
  (!choice.phase || choice.phase === phaseOf.get(stage))

const restrictedIn = (sums: readonly { restricted: number }[]) =>
  sums.reduce((all, { restricted }) => all + restricted, 0)

/** The rows of one page, and the ways to those beside it. One row too many tells that there are more. */
function pageOf<R extends Cursor>(rows: readonly R[], choice: Choice, { after, before }: From, most: number) {
  const isMore = rows.length > most
  const cut = rows.slice(0, most)
  const shown = before ? cut.reverse() : cut
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    shown,
    start: after || before ? casesAddress(choice) : null,
    previous: first && (before ? isMore : after) ? casesAddress(choice, { before: cursorOf(first) }) : null,
    next: last && (before || isMore) ? casesAddress(choice, { after: cursorOf(last) }) : null,
  }
}

const cursorOf = ({ since, id }: Cursor): Cursor => ({ since, id })

/** What the list is of, each with the way to the list without it. */
function chosenOf(
  choice: Choice,
  names: { hub: string | undefined; track: Named | undefined; stage: Named | undefined },
): ListedProps["chosen"] {
  const without = (name: keyof Choice) => casesAddress({ ...choice, [name]: undefined })
  const { hub, track, stage } = names
  return [
    ...(hub ? [{ kind: "hub" as const, hub, without: without("hub") }] : []),
    ...(choice.phase ? [{ kind: "phase" as const, phase: choice.phase, without: without("phase") }] : []),
    ...(stage ? [{ kind: "stage" as const, name: stage, without: without("stage") }] : []),
    ...(track ? [{ kind: "track" as const, name: track, without: without("track") }] : []),
  ]
}

const nameIn = (rows: readonly { code: string; name: Named }[], code: string): Named =>
  rows.find((row) => row.code === code)?.name ?? { nb: code, nn: code, en: code }
