import { ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Scope } from "#src/access/scope.ts"
import { isRefusal, refuse } from "#src/core/acts.ts"
import { type Area, applyToArea, noArea } from "#src/core/area.ts"
import { addDays, type Day } from "#src/core/calendar.ts"
import { type CodeChange, redraw, redrawingsIn } from "#src/core/redrawing.ts"
import { hubFor, type MunicipalityChange } from "#src/core/territory.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { Tried } from "#src/http/tried.ts"
import type { Told } from "#src/registry/klass.ts"
import type { ChangesProps } from "#views/network/props.ts"
import { areaOf } from "./area-page.ts"

export type MapFile = {
  areas: readonly Area[]
  recorded: readonly MunicipalityChange[]
  hubs: readonly { id: string; shortName: string }[]
  /** The day after the last change that is recorded: what is new comes from there on. */
  since: Day
}

/** The network's whole map, for the programme owner. */
export const mapFile = page({
  args: {},
  statements: askedOfMap,
  build: (actor, [municipalities, coverage, recorded, hubs]) => {
    if (!ownsNetwork(actor)) throw new Forbidden()
    const covers = Map.groupBy(coverage, ({ code }) => code)
    const areas = municipalities.map((row) => areaOf(row, covers.get(row.code) ?? []))
    const last =
      recorded
        .map(({ changedOn }) => changedOn)
        .sort()
        .at(-1) ?? "2015-01-01"
    return {
      areas,
      recorded,
      hubs,
      since: addDays(last, 1),
      rows: areas.map((row) => ({ stream: "area" as const, row })),
    }
  },
})

/** What the statistics office says is new, and what each change would make of the hubs' areas. */
export function changesProps(
  { areas, recorded, hubs }: MapFile,
  asked: { from: Day; to: Day },
  told: Told<readonly CodeChange[]> | null,
  { did, tried }: { did?: string | undefined; tried?: Tried | null } = {},
): ChangesProps {
  const about = { ...asked, did: did === "redrawn" ? ("redrawn" as const) : null, tried: tried ?? null }
  if (!told) return { ...about, told: { kind: "unasked" } }
  if ("away" in told) return { ...about, told: { kind: "away", why: told.away } }
  const { fresh, ...counts } = redrawingsIn(told.found, areas, recorded)
  const hubOf = (id: string) => hubs.find((hub) => hub.id === id)?.shortName ?? id
  return {
    ...about,
    told: {
      kind: "found",
      ...counts,
      fresh: fresh.map((one) => {
        const outcome = redraw(one, areas, "")
        const acts = isRefusal(outcome) ? [] : outcome.acts.flatMap((act) => (act.stream === "area" ? [act] : []))
        const effects = one.news.map(({ code, name }) => {
          const before = areas.find(({ id }) => id === code) ?? noArea(code)
          const after = acts
            .filter(({ id }) => id === code)
            .reduce((area, { event }) => applyToArea(area, event), before)
          const cover = hubFor(after.covers, code, one.on)
          return {
            code,
            name,
            hub: cover.kind === "hub" ? hubOf(cover.hubId) : null,
            isCandidate: cover.kind === "candidate",
          }
        })
        return { ...one, effects }
      }),
    },
  }
}

/** Judges a change that was confirmed, on the map as it is now. */
export const redrawn =
  (changes: readonly CodeChange[], id: string, counties: ReadonlyMap<string, string>) =>
  ({ areas, recorded }: MapFile) => {
    const found = redrawingsIn(changes, areas, recorded).fresh.find((one) => one.id === id)
    return found ? redraw(found, areas, countyOf(found.news[0]?.code ?? "", areas, counties)) : refuse("unchanged")
  }

/** The first two digits of a municipality's number are its county's. */
function countyOf(code: string, areas: readonly Area[], counties: ReadonlyMap<string, string>): string {
  const county = code.slice(0, 2)
  return (
    areas.find(({ id, validTo }) => id.startsWith(county) && validTo === null)?.county ?? counties.get(county) ?? ""
  )
}

function askedOfMap({ select, municipalities, coverage, changes, hubRows }: Scope) {
  return [
    select().from(municipalities),
    select().from(coverage),
    select().from(changes),
    select({ id: hubRows.id, shortName: hubRows.shortName }).from(hubRows),
  ] as const
}
