import { asc } from "drizzle-orm"
import { leadsSome, ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Choice } from "#src/access/scope/cases.ts"
import type { Scope } from "#src/access/scope.ts"
import { PHASES, type Phase } from "#src/core/stages.ts"
import type { Cell, MatrixProps } from "#views/insight/props.ts"
import { type Asked, casesAddress, networkAddress, overridesAddress } from "./choice.ts"

type Sum = { hubId: string; track: string; stage: string; n: number }

const askedOfMatrix = ({ select, packed, tracks, stages, hubRows, sums }: Scope) =>
  [
    select().from(tracks).orderBy(asc(tracks.position)),
    select().from(stages).orderBy(asc(stages.track), asc(stages.position)),
    select({ id: hubRows.id, name: hubRows.shortName, closedOn: hubRows.closedOn })
      .from(hubRows)
      .orderBy(asc(hubRows.shortName)),
    select({ sum: packed({ hubId: sums.hubId, track: sums.track, stage: sums.stage, n: sums.n }) }).from(sums),
  ] as const

/** How many open cases stand where: every hub by phase, both tracks or one. Counts every case, shown or not. */
export const matrix = ({ choice, ignored }: Asked) =>
  page({
    args: {},
    statements: askedOfMatrix,
    build: (actor, [tracks, stages, hubs, counted]): MatrixProps => {
      const sums = counted.map(({ sum }) => sum)
      const chosen = tracks.find(({ code }) => code === choice.track)
      const shown = chosen ? [chosen] : tracks
      const [first] = tracks
      const phaseOf = new Map(stages.map(({ code, phase }) => [code, phase]))
      const countOf = countsOf(sums, phaseOf)
      const cell = (place: Place): Cell => {
        const n = countOf(place)
        const isOfFirst = !place.track || place.track === first?.code
        const ofFirst = isOfFirst ? countOf({ ...place, track: first?.code }) : 0
        return { n, first: ofFirst, second: n - ofFirst, href: n > 0 ? casesAddress(place) : null }
      }
      const rowOf = (hub?: string) => ({
        cells: PHASES.map((phase) => cell({ hub, phase, track: chosen?.code })),
        total: cell({ hub, track: chosen?.code }),
      })
      const rows = hubs
        .map(({ id, name, closedOn }) => ({ id, name, closedOn, ...rowOf(id) }))
        .filter(({ closedOn, total }) => !closedOn || total.n > 0)
      return {
        totals: [{ name: null, ...cell({}) }, ...tracks.map(({ code, name }) => ({ name, ...cell({ track: code }) }))],
        tracks: shown.map(({ code, name }) => ({ name, series: code === first?.code ? "first" : "second" })),
        views: [
          { name: null, href: networkAddress(), current: !chosen },
          ...tracks.map(({ code, name }) => ({ name, href: networkAddress(code), current: code === chosen?.code })),
        ],
        phases: PHASES.map((phase) => ({
          phase,
          stages: stages
            .filter((stage) => stage.phase === phase && shown.some(({ code }) => code === stage.track))
            .filter(({ code, retiredOn }) => !retiredOn || sums.some(({ stage, n }) => stage === code && n > 0))
            .map(({ name }) => name),
        })),
        hubs: rows,
        network: rowOf(),
        stages: shown.map(({ code: track, name }) => ({
          track: name,
          stages: stages
            .filter((stage) => stage.track === track && !stage.retiredOn)
            .map(({ code, name }) => ({ code, name })),
        })),
        most: Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ n }) => n))),
        // Who works in no hub has no board to come to them from.
        savedViews: ownsNetwork(actor) ? "/cases/views" : null,
        overrides: leadsSome(actor) || ownsNetwork(actor) ? overridesAddress() : null,
        ignored: [...ignored, ...(choice.track && !chosen ? ["track"] : [])],
      }
    },
  })

type Place = Pick<Choice, "hub" | "phase" | "track">

/** Counts by every choice of hub, phase and track: a matrix asks for hundreds, and reads each sum once. */
function countsOf(sums: readonly Sum[], phaseOf: ReadonlyMap<string, Phase>): (place: Place) => number {
  const counts = new Map<string, number>()
  for (const { hubId, stage, track, n } of sums)
    for (const hub of [hubId, ""])
      for (const phase of [phaseOf.get(stage), ""])
        for (const one of [track, ""]) {
          const key = [hub, phase, one].join()
          counts.set(key, (counts.get(key) ?? 0) + n)
        }
  return ({ hub = "", phase = "", track = "" }) => counts.get([hub, phase, track].join()) ?? 0
}
