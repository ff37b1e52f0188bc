import { asc } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import type { Choice } from "#src/access/scope.ts"
import { PHASES, type Phase } from "#src/core/stages.ts"
import type { Cell, MatrixProps } from "#views/insight/props.ts"
import { type Asked, casesAddress, networkAddress } from "./choice.ts"

export type Sum = { hubId: string; track: string; stage: string }

/** How many open cases stand where: every hub by phase, both tracks or one. Counts every case, shown or not. */
export const matrix = ({ choice, ignored }: Asked) =>
  page({
    statements: ({ select, tracks, stages, hubRows, sums }) => [
      select().from(tracks).orderBy(asc(tracks.position)),
      select().from(stages).orderBy(asc(stages.track), asc(stages.position)),
      select({ id: hubRows.id, name: hubRows.shortName, closedOn: hubRows.closedOn })
        .from(hubRows)
        .orderBy(asc(hubRows.shortName)),
      select({ hubId: sums.hubId, track: sums.track, stage: sums.stage, n: sums.n }).from(sums),
    ],
    build: (_, [tracks, stages, hubs, sums]): MatrixProps => {
      const chosen = tracks.find(({ code }) => code === choice.track)
      const shown = chosen ? [chosen] : tracks
      const [first] = tracks
      const phaseOf = new Map(stages.map(({ code, phase }) => [code, phase]))
      const counted = sums.filter(({ track, n }) => n > 0 && shown.some(({ code }) => code === track))
      const cell = (place: Choice): Cell => {
        const here = counted.filter((sum) => isIn(sum, place, phaseOf))
        const n = total(here)
        const ofFirst = total(here.filter(({ track }) => track === first?.code))
        const track = place.track ?? chosen?.code
        return {
          n,
          first: ofFirst,
          second: n - ofFirst,
          href: n > 0 ? casesAddress({ ...place, ...(track && { track }) }) : null,
        }
      }
      const rowOf = (place: Choice) => ({
        cells: PHASES.map((phase) => cell({ ...place, phase })),
        total: cell(place),
      })
      const rows = hubs
        .map(({ id, name, closedOn }) => ({ id, name, closedOn, ...rowOf({ hub: id }) }))
        .filter(({ closedOn, total }) => !closedOn || total.n > 0)
      return {
        tracks: shown.map(({ code, name }) => ({
          name,
          series: code === first?.code ? "first" : "second",
          ...cell({ track: code }),
        })),
        views: [
          { name: null, href: networkAddress(), current: !chosen },
          ...tracks.map(({ code, name }) => ({ name, href: networkAddress(code), current: code === chosen?.code })),
        ],
        phases: PHASES.map((phase) => ({
          phase,
          stages: stages
            .filter((stage) => stage.phase === phase && shown.some(({ code }) => code === stage.track))
            .filter(({ code, retiredOn }) => !retiredOn || counted.some(({ stage }) => stage === code))
            .map(({ name }) => name),
        })),
        hubs: rows,
        network: rowOf({}),
        most: Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ n }) => n))),
        ignored: [...ignored, ...(choice.track && !chosen ? ["track"] : [])],
      }
    },
  })

/** Whether a sum counts what a choice is about. */
export const isIn = ({ hubId, track, stage }: Sum, choice: Choice, phaseOf: ReadonlyMap<string, Phase>): boolean =>
  (!choice.hub || choice.hub === hubId) &&
  (!choice.track || choice.track === track) &&
  (!choice.stage || choice.stage === stage) &&
  (!choice.phase || choice.phase === phaseOf.get(stage))

const total = (sums: readonly { n: number }[]) => sums.reduce((all, { n }) => all + n, 0)
