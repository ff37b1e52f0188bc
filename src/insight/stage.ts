import { asc, eq } from "drizzle-orm"
import { belongs } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import type { Day } from "#src/core/calendar.ts"
import type { Histogram } from "#src/core/paces.ts"
import { FEW, paceOf } from "#src/core/paces.ts"
import { NETWORK } from "#src/core/person.ts"
import { NotFound } from "#src/http/errors.ts"
import type { Paced, StageProps } from "#views/insight/props.ts"
import { casesAddress, networkAddress } from "./choice.ts"
import { monthsOf, PERIODS, type StageAsked, stageAddress, visitsAddress } from "./period.ts"

type Stay = { n: number; days: Histogram; ours: Histogram; others: Histogram }

/** So many hubs are listed unasked; of more, one's own, and all for who asks. */
const MANY_HUBS = 12

const askedOfStage = (
  { select, packed, tracks, stages, hubRows, standingIn, stays, hubs }: Scope,
  _: unknown,
  { code, months, isWhole }: Slots<{ code: string; months: readonly string[]; isWhole: boolean }>,
) => {
  const took = isWhole ? stays(code, months) : stays(code, months, [NETWORK, ...hubs], MANY_HUBS)
  const { hubId, n, days, ours, others } = took
  return [
    select().from(tracks),
    select().from(stages).where(eq(stages.code, code)),
    select({ id: hubRows.id, name: hubRows.shortName, closedOn: hubRows.closedOn })
      .from(hubRows)
      .orderBy(asc(hubRows.shortName)),
    standingIn(code),
    select({ stay: packed({ hubId, n, days, ours, others }) }).from(took),
  ] as const
}

/** One stage: what it means, where cases stand in it now, and how long those took that have left it. */
export const stagePage = (code: string, { period, isWhole = false, ignored }: StageAsked, today: Day) => {
  const { months, from = null } = monthsOf(period, today)
  return page({
    args: { code, months, isWhole },
    statements: askedOfStage,
    build: (actor, [tracks, [stage], hubs, standing, stays]): StageProps => {
      if (!stage) throw new NotFound()
      const track = tracks.find((one) => one.code === stage.track)
      const byHub = Map.groupBy(
        stays.map(({ stay }) => stay),
        ({ hubId }) => hubId,
      )
      const nowIn = (hub: string) => standing.find(({ hubId }) => hubId === hub)?.n ?? 0
      const open = (n: number, hub?: string) => ({
        n,
        href: n > 0 ? casesAddress({ hub, track: stage.track, stage: code }) : null,
      })
      const paced = (hub?: string): Paced =>
        pacedOf(byHub.get(hub ?? NETWORK) ?? [], visitsAddress(code, { period, hub }))
      const isCut = !isWhole && hubs.length >= MANY_HUBS
      const rows = hubs.map(({ id, name, closedOn }) => ({
        id,
        name,
        closedOn,
        now: open(nowIn(id), id),
        ...paced(id),
      }))
      return {
        code,
        name: stage.name,
        meaning: stage.meaning,
        limit: stage.limitDays,
        retiredOn: stage.retiredOn,
        track: track?.name ?? { nb: stage.track, nn: stage.track, en: stage.track },
        back: networkAddress(stage.track),
        periods: PERIODS.map((one) => ({
          period: one,
          href: stageAddress(code, one, isWhole),
          current: one === period,
        })),
        period,
        from,
        few: FEW,
        hubs: rows
          .filter(({ id }) => !isCut || belongs(actor, id))
          .filter(({ closedOn, now, n }) => !closedOn || now.n > 0 || n > 0),
        all: isCut ? { n: hubs.length, href: stageAddress(code, period, true) } : null,
        network: { now: open(rows.reduce((sum, { now }) => sum + now.n, 0)), ...paced() },
        ignored,
      }
    },
  })
}

function pacedOf(stays: readonly Stay[], href: string): Paced {
  const n = stays.reduce((sum, stay) => sum + stay.n, 0)
  return {
    n,
    href: n > 0 ? href : null,
    whole: paceOf(stays.map(({ days }) => days)),
    ours: paceOf(stays.map(({ ours }) => ours)),
    others: paceOf(stays.map(({ others }) => others)),
  }
}
