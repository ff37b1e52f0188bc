import { asc, isNull } from "drizzle-orm"
import { publicPage } from "#src/access/counter.ts"
import { page } from "#src/access/desk.ts"
import type { Scope } from "#src/access/scope.ts"
import type { GuideProps } from "#views/about/props.ts"

/** The hubs that answer together for what is registered here. */
export const hubsNow = publicPage({
  statements: ({ hubs }, today) => [hubs(today)],
  build: ([hubs]): readonly string[] => hubs.map(({ name }) => name),
})

const askedOfGuide = ({ select, tracks, stages }: Scope) =>
  [
    select({ code: tracks.code, name: tracks.name }).from(tracks).orderBy(asc(tracks.position)),
    select({ code: stages.code, track: stages.track, name: stages.name, meaning: stages.meaning })
      .from(stages)
      .where(isNull(stages.retiredOn))
      .orderBy(asc(stages.position)),
  ] as const

export const guidePage = page({
  args: {},
  statements: askedOfGuide,
  build: (_, [tracks, stages]): GuideProps => ({
    tracks: tracks.map(({ code, name }) => ({
      name,
      stages: stages
        .filter(({ track }) => track === code)
        .map((stage) => ({ name: stage.name, meaning: stage.meaning, href: `/network/stages/${stage.code}` })),
    })),
  }),
})
