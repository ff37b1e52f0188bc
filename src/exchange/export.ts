import { type AnyPage, both, page } from "#src/access/desk.ts"
import { list } from "#src/cases/list.ts"
import type { Asked as Look } from "#src/cases/look.ts"
import type { Exported } from "#src/core/person.ts"
import type { Asked } from "#src/insight/choice.ts"
import { listed } from "#src/insight/listed.ts"
import { meFile } from "#src/people/queries.ts"
import type { Table } from "#views/exchange/tables.ts"

/** So many rows leave in one file: more than any hub works with, and no more than is put together in a moment. */
export const MOST_ROWS = 2000

/** The rows of a list of one's own hubs, as they leave. */
export const casesLeaving = ({ filter, ignored }: Look, query: string) => {
  const { after: _, before: __, ...look } = filter
  return leaving(both(meFile, list({ filter: look, ignored }, null, MOST_ROWS)), ({ columns, rows, isCut, read }) => ({
    table: { kind: "cases", columns, rows },
    left: { list: "cases", query, rows: rows.length, isCut, read },
  }))
}

/** The same of a list across hubs. It holds basics alone, so it is no reading of any case. */
export const networkLeaving = ({ choice, ignored }: Asked, query: string) =>
  leaving(both(meFile, listed({ choice, from: {}, ignored }, MOST_ROWS)), ({ cases, next }) => ({
    table: { kind: "network", rows: cases },
    left: { list: "network", query, rows: cases.length, isCut: next !== null, read: [] },
  }))

/** What leaves, and who takes it along: it is written down in their stream. */
export type Leaving = Left & ReturnType<typeof meFile.build>
type Left = { table: Table; left: Exported }

function leaving<P>(wanted: AnyPage<readonly [ReturnType<typeof meFile.build>, P]>, leftOf: (props: P) => Left) {
  return page({
    statements: wanted.statements,
    build: (...asked): Leaving => {
      const [me, props] = wanted.build(...asked)
      const { table, left } = leftOf(props)
      const hubs = [...new Set(me.person.memberships.map(({ hubId }) => hubId))]
      return { ...me, table, left: { ...left, hubs } }
    },
  })
}
