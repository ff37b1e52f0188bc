import { asc, type Column, desc, eq } from "drizzle-orm"
import { hubsOf, ownsNetwork, worksInHub } from "#src/access/actor.ts"
import { type Desk, page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import type { Day } from "#src/core/calendar.ts"
import { NETWORK } from "#src/core/person.ts"
import { NotFound } from "#src/http/errors.ts"
import type { VisitsProps } from "#views/insight/props.ts"
import { monthsOf, type Seen, type StageAsked, stageAddress, visitsAddress } from "./period.ts"

const PAGE = 50

/** The cases behind a stage's figures; once more without a hub that is not there. */
export async function readVisits(desk: Desk, code: string, asked: StageAsked): Promise<VisitsProps> {
  const { isUnknown, ...props } = await desk.read(visits(code, asked, desk.today))
  if (!isUnknown) return props
  const all = { period: asked.period, ignored: [...asked.ignored, "hub"] }
  const { isUnknown: _, ...again } = await desk.read(visits(code, all, desk.today))
  return again
}

type VisitArgs = {
  code: string
  hub: string | undefined
  months: readonly string[]
  from: string | undefined
  on: string | undefined
  id: string | undefined
  isBack: boolean
}

function askedOfVisits(scope: Scope, _: unknown, { code, hub, months, from, ...turning }: Slots<VisitArgs>) {
  const { select, stages, hubRows, hubs } = scope
  const choice = { stage: code, hub, from }
  const known = scope.visitsIn(choice)
  const stays = scope.stays(code, months, [hub ?? NETWORK, ...hubs])
  return [
    select().from(stages).where(eq(stages.code, code)),
    select({ id: hubRows.id, name: hubRows.shortName }).from(hubRows),
    select({ hubId: stays.hubId, n: stays.n, restricted: stays.restricted }).from(stays),
    scope.visitsShared(choice),
    select()
      .from(known)
      .where(beyond(scope, turning, known))
      .orderBy(...inOrder(turning, known))
      .limit(PAGE + 1),
    // The auditor's role is held in the network: nobody else needs to ask for pseudonyms.
    ...(hubs.includes(NETWORK) ? [pseudonyms(scope, choice, turning)] : []),
  ] as const
}

/** Visits to a stage that have ended, the latest first, a page at a time. The auditor gets pseudonyms. */
export function visits(code: string, asked: StageAsked, today: Day) {
  const { hub, period, after, before, ignored } = asked
  const { months, from } = monthsOf(period, today)
  return page({
    args: { code, hub, months, from, ...NOWHERE, ...(after ?? before), isBack: before !== undefined },
    statements: askedOfVisits,
    build: (actor, [[stage], hubs, stays, shared, known, counted = []]) => {
      if (!stage) throw new NotFound()
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
        from: from ?? null,
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
}

const NOWHERE = { on: undefined, id: undefined }
type Turning = Pick<Slots<VisitArgs>, "on" | "id" | "isBack">

function pseudonyms(scope: Scope, choice: Parameters<Scope["visitsCountedIn"]>[0], turning: Turning) {
  const counted = scope.visitsCountedIn(choice)
  return scope
    .select()
    .from(counted)
    .where(beyond(scope, turning, counted))
    .orderBy(...inOrder(turning, counted))
    .limit(PAGE + 1)
}

type Ended = { leftOn: Column; id: Column }

/** The latest come first, so what follows is what was earlier. */
const beyond = (scope: Scope, { on, id, isBack }: Turning, ended: Ended) =>
  on && id && scope.beyond(isBack ? "after" : "before", [ended.leftOn, ended.id], [on, id])

const inOrder = ({ isBack }: Turning, { leftOn, id }: Ended) => [leftOn, id].map(isBack ? asc : desc)

const seenIn = ({ leftOn, id }: { leftOn: string; id: string }): Seen => ({ on: leftOn, id })
const sum = (all: readonly number[]) => all.reduce((total, n) => total + n, 0)
