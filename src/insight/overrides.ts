import { leadsSome, ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import { addDays } from "#src/core/calendar.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { OverridesProps } from "#views/insight/props.ts"
import { type Asked, networkAddress, overridesAddress } from "./choice.ts"

/** How far back is counted, and how many moves are listed at most. */
const DAYS = 365
const LISTED = 100

/** How often cases went on although something was missing, by hub and stage, and the cases behind one of the numbers. */
export const overrides = ({ choice: { hub, stage }, ignored }: Asked) =>
  page({
    statements: (scope, { today }) => {
      const { select, stages, tracks, hubRows } = scope
      const since = addDays(today, -DAYS)
      return [
        select().from(tracks),
        select().from(stages).orderBy(stages.track, stages.position),
        select({ id: hubRows.id, name: hubRows.shortName }).from(hubRows).orderBy(hubRows.shortName),
        scope.overrides(since),
        scope.overrideCodes(since),
        scope.overridden(hub ?? "", stage, since).limit(LISTED + 1),
      ] as const
    },
    build: (actor, [tracks, stages, hubs, sums, codes, moves], { today }): OverridesProps => {
      if (!leadsSome(actor) && !ownsNetwork(actor)) throw new Forbidden()
      const nameOf = (rows: readonly { code: string; name: Named }[], code: string): Named =>
        rows.find((row) => row.code === code)?.name ?? { nb: code, nn: code, en: code }
      const counted = (rows: readonly { n: number }[]) => rows.reduce((all, { n }) => all + n, 0)
      const chosenHub = hubs.find(({ id }) => id === hub)
      const chosenStage = stages.find(({ code }) => code === stage)
      const behind = sums.filter((one) => one.hubId === hub && (!chosenStage || one.stage === stage))
      return {
        since: addDays(today, -DAYS),
        total: counted(sums),
        rows: hubs.flatMap(({ id, name }) => {
          const ofHub = sums.filter(({ hubId }) => hubId === id)
          if (ofHub.length === 0) return []
          return [
            {
              hub: name,
              href: overridesAddress(id),
              stages: stages.flatMap(({ code, track, name: stageName }) =>
                ofHub
                  .filter((one) => one.stage === code)
                  .map(({ n }) => ({
                    n,
                    href: overridesAddress(id, code),
                    track: nameOf(tracks, track),
                    stage: stageName,
                    current: id === hub && code === stage,
                    missed: codes
                      .filter((one) => one.hubId === id && one.stage === code)
                      .map((one) => ({ code: one.code, n: one.n }))
                      .toSorted((one, other) => other.n - one.n),
                  })),
              ),
            },
          ]
        }),
        listed: chosenHub
          ? {
              hub: chosenHub.name,
              stage: chosenStage?.name ?? null,
              n: counted(behind),
              hidden: behind.reduce((all, one) => all + one.hidden, 0),
              isCut: moves.length > LISTED,
              moves: moves.slice(0, LISTED).map((one) => ({
                ref: one.ref,
                company: one.company,
                stage: nameOf(stages, one.stage),
                on: one.on,
                by: one.by,
                isRestricted: one.access === "restricted",
              })),
            }
          : null,
        back: networkAddress(),
        ignored: [...ignored, ...(hub && !chosenHub ? ["hub"] : []), ...(stage && !chosenStage ? ["stage"] : [])],
      }
    },
  })
