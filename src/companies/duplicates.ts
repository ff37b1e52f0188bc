import { asc } from "drizzle-orm"
import { leadsSome, ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Scope } from "#src/access/scope.ts"
import { REASONS } from "#src/core/duplicates.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { DuplicatesProps } from "#views/companies/props.ts"

/** So many rows are read at a time: a pair has one for each reason. */
const MOST = 200

const askedOfDuplicates = ({ select, duplicates }: Scope) =>
  [select().from(duplicates).orderBy(asc(duplicates.one), asc(duplicates.other)).limit(MOST)] as const

/** Companies that may be one, found last night. */
export const duplicatesPage = (did: string | null = null) =>
  page({
    args: {},
    statements: askedOfDuplicates,
    build: (actor, [rows]): DuplicatesProps => {
      if (!leadsSome(actor) && !ownsNetwork(actor)) throw new Forbidden()
      const pairs = Map.groupBy(rows, ({ one, other }) => `${one} ${other}`)
      return {
        did,
        isCut: rows.length === MOST,
        pairs: [...pairs.values()].flatMap((of) => {
          const [row] = of
          if (!row) return []
          return [
            {
              one: { id: row.one, name: row.oneName, orgnr: row.oneOrgnr, place: row.onePlace },
              other: { id: row.other, name: row.otherName, orgnr: row.otherOrgnr, place: row.otherPlace },
              reasons: REASONS.filter((reason) => of.some((one) => one.reason === reason)),
            },
          ]
        }),
      }
    },
  })
