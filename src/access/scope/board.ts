import { and, type Column, eq, gt, isNull, ne, or, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { TURNS } from "#src/core/case.ts"
import { NETWORK } from "#src/core/person.ts"
import { unindexed } from "#src/db/order.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles, type SomeHubs, together, WORKERS } from "./ground.ts"

/** Boards and lists of cases: their columns, counts that hold the restricted ones, what changed, and saved views. */
export function boardRelations({ select, personId, hubs, proof, knows, isNamed, isOwn }: Ground) {
  const { access, hubId } = t.cases
  const teamKeys = (hub: Given) =>
    sql`select ${t.memberships.personId} as key from ${t.memberships}
      where ${and(eq(t.memberships.hubId, hub), roles(...WORKERS), proof(eq(t.memberships.hubId, hub)))}`
  /** Each place there is an open case of, by a leap from one to the next: a hub has few, and cases by the thousand. */
  const placeKeys = (hub: Given) => {
    const { municipality } = t.cases
    const first = (after?: SQL) =>
      sql`(select min(${municipality}) from ${t.cases} where ${and(eq(hubId, hub), isNull(t.cases.endedOn), after)})`
    const next = first(sql`${municipality} > places.code`)
    const start = sql`select ${first()} where ${proof(eq(t.memberships.hubId, hub))}`
    return sql`select code as key from (with recursive places(code) as
      (${start} union all select ${next} from places where code is not null) select code from places where code is not null)`
  }

  return {
    /** Restricted cases that one may open, to be taken from those that count: one's own by the tally, and those one is named on. */
    seen: (track: SQLWrapper, hubs: SomeHubs) => {
      const isOpen = isNull(t.cases.endedOn)
      const isTheirs = or(isNull(t.cases.advisorId), ne(t.cases.advisorId, personId))
      const { stage, turn } = t.cases
      const shared = select({ hubId, stage, advisorId: t.cases.advisorId, turn, n: sql<number>`1`.as("n") })
        .from(t.cases)
        .where(and(isNamed, eq(access, "restricted"), eq(unindexed(t.cases.track), track), isOpen, isTheirs, knows()))
        .$dynamic()
      const { tally } = t
      const counted = { hubId: tally.hubId, stage: tally.stage, advisorId: tally.advisorId, turn: tally.turn }
      const isMine = and(eq(tally.advisorId, personId), eq(tally.track, track), gt(tally.restricted, 0))
      const advised = (hub: Given) =>
        select({ ...counted, n: tally.restricted })
          .from(tally)
          .where(and(eq(tally.hubId, hub), isMine, proof(eq(t.memberships.hubId, hub))))
          .$dynamic()
      return together(shared, ...hubs.map((hub) => advised(hub) as never)).as("seen")
    },
    /** What the columns of a board stand for. */
    columnsBy: (group: "stage" | "advisor" | "municipality" | "turn", track: SQLWrapper, of: SomeHubs) => {
      const inTrack = and(eq(t.stages.track, track), proof())
      const queries = {
        stage: sql`select ${t.stages.code} as key from ${t.stages} where ${inTrack}`,
        advisor: sql`${either(of.map(teamKeys))} union select null`,
        municipality: sql`${either(of.map(placeKeys))} union select null`,
        turn: sql`select value as key from json_each(${JSON.stringify(TURNS)})`,
      }
      return sql`(${queries[group]}) as keys`
    },
    /** What the column that is being put together stands for; cases that have none stand under null. */
    columnKey: sql<string | null>`keys.key`,
    asKey: (column: Column) => sql<string | null>`${column}`,
    isInColumn: (column: Column): SQL => sql`${column} is keys.key`,
    /** What others have done since a moment to the cases of one's own hubs that one may open, the first of it first. */
    changesIn: ([first, ...rest]: SomeHubs, since: Given<number>) => {
      const at = sql<number>`${t.events.at}`.as("at")
      // A cross join is what SQLite never turns round: the few events come first, and then the case of each.
      const changed = (hub: Given) =>
        select({ at, act: t.events.act, type: t.events.type, by: t.people.name, ...CHANGED })
          .from(t.events)
          .crossJoin(t.cases)
          .leftJoin(t.people, eq(t.people.id, t.events.actorId))
          .where(
            and(
              eq(t.events.hubId, hub),
              sql`${t.events.at} > ${since}`,
              ne(t.events.actorId, personId),
              eq(t.cases.id, t.events.caseId),
              // An enquiry's own entry names the case that it became.
              sql`${t.events.stream} like 'case:%'`,
              isOwn(hub),
            ),
          )
          .$dynamic()
      return together(changed(first), ...rest.map(changed)).as("changes")
    },
    /** Open cases by advisor and turn, of one's own hubs. */
    loads: ([first, ...rest]: SomeHubs = hubs) => {
      const load = (hub: Given) =>
        select()
          .from(t.tally)
          .where(and(eq(t.tally.hubId, hub), ne(t.tally.advisorId, ""), proof(eq(t.memberships.hubId, hub))))
          .$dynamic()
      return together(load(first), ...rest.map(load)).as("loads")
    },

    /** Looks with a name: one's own, one's hubs', and the network's. */
    get views() {
      const { ownerKind, ownerId, deletedOn } = t.views
      const ofOwner = (kind: "person" | "hub" | "network", id: Given, right: SQL) =>
        select()
          .from(t.views)
          .where(and(eq(ownerKind, kind), eq(ownerId, id), isNull(deletedOn), right))
          .$dynamic()
      const ofHub = (hub: Given) => ofOwner("hub", hub, proof(eq(t.memberships.hubId, hub)))
      const shared = ofOwner("network", NETWORK, proof())
      return together(ofOwner("person", personId, proof()), shared, ...hubs.map(ofHub)).as("views")
    },
  }
}

const CHANGED = { ref: t.cases.ref, company: t.cases.company, track: t.cases.track }

const either = (queries: readonly SQL[]) => sql.join([...queries], sql` union `)
