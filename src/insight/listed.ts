import { and, asc, type Column, desc, eq, gt, gte, lt, lte, or } from "drizzle-orm"
import { belongs, ownsNetwork, worksInHub } from "#src/access/actor.ts"
import { type Desk, page } from "#src/access/desk.ts"
import type { Choice, Scope } from "#src/access/scope.ts"
import { NETWORK } from "#src/core/person.ts"
import type { Named } from "#src/db/schema.ts"
import type { ListedProps } from "#views/insight/props.ts"
import { type Asked, type Cursor, casesAddress, networkAddress, without } from "./choice.ts"
import { isIn } from "./matrix.ts"

const PAGE = 50

/** The cases behind a number; once more without what turned out to mean nothing. */
export async function readListed(desk: Desk, asked: Asked): Promise<ListedProps> {
  const { unknown, ...props } = await desk.read(listed(asked))
  if (unknown.length === 0) return props
  const { unknown: _, ...again } = await desk.read(listed(without(asked, unknown)))
  return again
}

/** Those who have stood longest come first, a page at a time. The auditor gets pseudonyms. */
export const listed = ({ choice, from, ignored }: Asked) =>
  page({
    statements: (scope) => {
      const { select, tracks, stages, hubRows, sums, shared } = scope
      const known = scope.networkIn(choice)
      return [
        select().from(tracks),
        select().from(stages),
        select({ id: hubRows.id, name: hubRows.shortName })
          .from(hubRows)
          .where(choice.hub ? eq(hubRows.id, choice.hub) : undefined),
        select()
          .from(sums)
          .where(choice.hub ? eq(sums.hubId, choice.hub) : undefined),
        select({ hubId: shared.hubId, track: shared.track, stage: shared.stage }).from(shared),
        select()
          .from(known)
          .where(beyond(from, known.since, known.ref))
          .orderBy(...inOrder(from, known.since, known.ref))
          .limit(PAGE + 1),
        // The auditor's role is held in the network: nobody else needs to ask for pseudonyms.
        ...(scope.hubs.includes(NETWORK) ? [pseudonyms(scope, choice, from)] : []),
      ] as const
    },
    build: (actor, [tracks, stages, hubs, sums, shared, known, counted = []]) => {
      const hub = choice.hub ? hubs.find(({ id }) => id === choice.hub) : undefined
      const track = tracks.find(({ code }) => code === choice.track)
      const stage = stages.find(({ code }) => code === choice.stage)
      const phaseOf = new Map(stages.map(({ code, phase }) => [code, phase]))
      const here = sums.filter((sum) => isIn(sum, choice, phaseOf))
      const restricted = here
        .filter(({ hubId }) => !belongs(actor, hubId))
        .reduce((all, sum) => all + sum.restricted, 0)
      const isNamedOn = shared.filter((kase) => !belongs(actor, kase.hubId) && isIn(kase, choice, phaseOf)).length
      const rows = worksInHub(actor) || ownsNetwork(actor) ? known : counted
      const shown = from.before ? rows.slice(0, PAGE).reverse() : rows.slice(0, PAGE)
      const cursors = { first: cursorOf(shown[0]), last: cursorOf(shown.at(-1)) }
      const isMore = rows.length > PAGE
      const placeOf = ({ hubId, track, stage, since }: Placed) => ({
        hub: hubs.find(({ id }) => id === hubId)?.name ?? hubId,
        track: nameIn(tracks, track),
        stage: nameIn(stages, stage),
        since,
      })
      return {
        chosen: chosenOf(choice, { hub: hub?.name, track: track?.name, stage: stage?.name }),
        n: here.reduce((all, { n }) => all + n, 0),
        hidden: restricted - isNamedOn,
        back: networkAddress(track?.code),
        cases: shown.map((row) =>
          "pseudonym" in row
            ? { pseudonym: row.pseudonym, ...placeOf(row) }
            : {
                ref: row.ref,
                company: row.company,
                ...placeOf(row),
                advisor: row.advisor,
                phone: row.phone,
                isRestricted: row.access === "restricted",
              },
        ),
        start: from.after || from.before ? casesAddress(choice) : null,
        previous:
          (from.before ? isMore : from.after) && cursors.first ? casesAddress(choice, { before: cursors.first }) : null,
        next: (from.before || isMore) && cursors.last ? casesAddress(choice, { after: cursors.last }) : null,
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
type Placed = { hubId: string; track: string; stage: string; since: string }
type Row = Placed & ({ ref: string } | { pseudonym: string })

function pseudonyms({ select, countedIn }: Scope, choice: Choice, from: From) {
  const counted = countedIn(choice)
  return select()
    .from(counted)
    .where(beyond(from, counted.since, counted.pseudonym))
    .orderBy(...inOrder(from, counted.since, counted.pseudonym))
    .limit(PAGE + 1)
}

/** What comes after the last row that was seen, or before the first. */
function beyond({ after, before }: From, since: Column, name: Column) {
  if (after) return and(gte(since, after.since), or(gt(since, after.since), gt(name, after.name)))
  if (before) return and(lte(since, before.since), or(lt(since, before.since), lt(name, before.name)))
  return undefined
}

const inOrder = ({ before }: From, ...columns: Column[]) => columns.map(before ? desc : asc)

function cursorOf(row: Row | undefined): Cursor | null {
  if (!row) return null
  return { since: row.since, name: "pseudonym" in row ? row.pseudonym : row.ref }
}

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
