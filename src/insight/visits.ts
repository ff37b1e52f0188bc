import { asc, type Column, desc, eq } from "drizzle-orm"
import { hubsOf, ownsNetwork, worksInHub } from "#src/access/actor.ts"
import { type Desk, page } from "#src/access/desk.ts"
import type { Hubs, Scope, Visits } from "#src/access/scope.ts"
import { NETWORK } from "#src/core/person.ts"
import { NotFound } from "#src/http/errors.ts"
import type { VisitsProps } from "#views/insight/props.ts"
import { monthsOf, type Seen, type StageAsked, stageAddress, visitsAddress } from "./period.ts"

const PAGE = 50

/** The cases behind a stage's figures; once more without a hub that is not there. */
export async function readVisits(desk: Desk, code: string, asked: StageAsked): Promise<VisitsProps> {
  const { isUnknown, ...props } = await desk.read(visits(code, asked))
  if (!isUnknown) return props
  const { hub: _, after: __, before: ___, ...rest } = asked
  const { isUnknown: ____, ...again } = await desk.read(visits(code, { ...rest, ignored: [...asked.ignored, "hub"] }))
  return again
}

/** Visits to a stage that have ended, the latest first, a page at a time. The auditor gets pseudonyms. */
export const visits = (code: string, asked: StageAsked) =>
  page({
    statements: (scope, { today }) => {
      const { select, stages, hubRows } = scope
      const { months, from } = monthsOf(asked.period, today)
      const choice = { stage: code, hub: asked.hub, from }
      const of: Hubs = [asked.hub ?? NETWORK, ...scope.hubs]
      const known = scope.visitsIn(choice)
      return [
        select().from(stages).where(eq(stages.code, code)),
        select({ id: hubRows.id, name: hubRows.shortName }).from(hubRows),
        scope.stays(code, months, of),
        scope.visitsShared(choice),
        select()
          .from(known)
          .where(beyond(scope, asked, known))
          .orderBy(...inOrder(asked, known))
          .limit(PAGE + 1),
        // The auditor's role is held in the network: nobody else needs to ask for pseudonyms.
        ...(scope.hubs.includes(NETWORK) ? [pseudonyms(scope, choice, asked)] : []),
      ] as const
    },
    build: (actor, [[stage], hubs, stays, shared, known, counted = []], { today }) => {
      if (!stage) throw new NotFound()
      const { hub, period, after, before, ignored } = asked
      const home = hub ? hubs.find(({ id }) => id === hub) : undefined
      const own = hubsOf(actor)
      const here = stays.filter(({ hubId }) => hubId === (hub ?? NETWORK))
      const shownHere = stays.filter(({ hubId }) => own.includes(hubId) && (!hub || hub === hubId))
      const rows = [...known, ...(worksInHub(actor) || ownsNetwork(actor) ? [] : counted)]
      const isMore = rows.length > PAGE
      const cut = rows.slice(0, PAGE)
      const shown = before ? cut.reverse() : cut
      const [first, last] = [shown[0], shown.at(-1)]
      const address = (seen: Partial<StageAsked>) => visitsAddress(code, { period, hub, ...seen })
      return {
        code,
        name: stage.name,
        hub: home?.name ?? null,
        period,
        from: monthsOf(period, today).from ?? null,
        back: stageAddress(code, period),
        without: home ? visitsAddress(code, { period }) : null,
        n: sum(here.map(({ n }) => n)),
        hidden:
          sum(here.map(({ restricted }) => restricted)) -
          sum(shownHere.map(({ restricted }) => restricted)) -
          shared.length,
        visits: shown.map((row) => {
          const { cameOn, leftOn, days, us } = row
          const visit = {
            hub: hubs.find(({ id }) => id === row.hubId)?.name ?? row.hubId,
            cameOn,
            leftOn,
            days,
            ours: us,
            others: days - us,
          }
          return "ref" in row
            ? { ...visit, ref: row.ref, company: row.company, isRestricted: row.access === "restricted" }
            : { ...visit, pseudonym: row.pseudonym }
        }),
        most: Math.max(0, ...shown.map(({ days }) => days)),
        start: after || before ? address({}) : null,
        previous: first && (before ? isMore : after) ? address({ before: seenIn(first) }) : null,
        next: last && (before || isMore) ? address({ after: seenIn(last) }) : null,
        ignored,
        isUnknown: hub !== undefined && !home,
      }
    },
  })

function pseudonyms(scope: Scope, choice: Visits, asked: StageAsked) {
  const counted = scope.visitsCountedIn(choice)
  return scope
    .select()
    .from(counted)
    .where(beyond(scope, asked, counted))
    .orderBy(...inOrder(asked, counted))
    .limit(PAGE + 1)
}

type Ended = { leftOn: Column; id: Column }

/** The latest come first, so what follows is what was earlier. */
function beyond(scope: Scope, { after, before }: StageAsked, { leftOn, id }: Ended) {
  if (after) return scope.beyond("before", [leftOn, id], [after.on, after.id])
  return before && scope.beyond("after", [leftOn, id], [before.on, before.id])
}

const inOrder = ({ before }: StageAsked, { leftOn, id }: Ended) => [leftOn, id].map(before ? asc : desc)

const seenIn = ({ leftOn, id }: { leftOn: string; id: string }): Seen => ({ on: leftOn, id })
const sum = (all: readonly number[]) => all.reduce((total, n) => total + n, 0)
