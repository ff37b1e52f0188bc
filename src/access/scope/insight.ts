import { and, desc, eq, gte, inArray, ne, or, type SQL, sql } from "drizzle-orm"
import type { GateCode } from "#src/core/gates.ts"
import { NETWORK } from "#src/core/person.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles, type SomeHubs } from "./ground.ts"

/** Figures of the network: sums, time in stages, overrides. Counts tell how many, never which. */
export function insightRelations({ select, hubs, proof, knows, leads, mayKnow, inHub, elsewhere, isNamed }: Ground) {
  const { access } = t.cases
  /** Hub by hub: the cross join keeps that order, and an index can start at the day. */
  const overriddenAt = (since: string) =>
    and(eq(t.events.hubId, t.hubs.id), gte(t.events.onDate, since), WAS_OVERRIDDEN, STANDS)
  /** The stage is looked for only by whom may know: for others the index finds nothing. */
  const inStage = ({ stage, hub, from }: Visits, proven: SQL) =>
    and(
      sql`${t.spells.stage} = case when ${proven} then ${stage} end`,
      hub ? eq(t.spells.hubId, hub) : undefined,
      from ? gte(t.spells.leftOn, from) : undefined,
    )
  const summed = (of: SQL) =>
    select()
      .from(t.tally)
      .where(and(of, eq(t.tally.advisorId, ""), eq(t.tally.turn, ""), proof()))

  return {
    /** Counts tell how many, never which: everybody may see them all. */
    get sums() {
      return summed(ne(t.tally.hubId, NETWORK)).as("sums")
    },
    /** The same of the network as a whole, a row a stage however many hubs there are; and of one's own hubs. */
    get totals() {
      return summed(inArray(t.tally.hubId, [NETWORK, ...hubs])).as("totals")
    },
    /** Visits to a stage that have ended, of cases that one may know of; the latest can be found first. */
    visitsIn: (choice: Visits) =>
      select(VISIT)
        .from(t.spells)
        .innerJoin(t.cases, eq(t.cases.id, t.spells.caseId))
        .where(and(inStage(choice, knows()), or(ne(access, "restricted"), isNamed, ...hubs.map(inHub))))
        .as("visits"),
    /** The same for the auditor: under pseudonyms, and never of restricted cases. */
    visitsCountedIn: (choice: Visits) => {
      const counts = proof(eq(t.memberships.hubId, NETWORK), roles("auditor"))
      return select(COUNTED_VISIT)
        .from(t.spells)
        .innerJoin(t.cases, eq(t.cases.id, t.spells.caseId))
        .where(and(inStage(choice, counts), ne(access, "restricted")))
        .as("visits_counted")
    },
    /** Those of the restricted cases of other hubs that one is named on: few, so a `+` keeps the planner at these. */
    visitsShared: ({ stage, hub, from }: Visits) =>
      select({ id: t.spells.id })
        .from(t.cases)
        .innerJoin(t.spells, eq(t.spells.caseId, t.cases.id))
        .where(
          and(
            isNamed,
            elsewhere,
            eq(access, "restricted"),
            knows(),
            sql`+${t.spells.stage} = ${stage}`,
            hub ? sql`+${t.spells.hubId} = ${hub}` : undefined,
            from ? sql`+${t.spells.leftOn} >= ${from}` : undefined,
          ),
        ),
    /** How long finished visits to a stage took, in these months, or ever (""): everybody may see how many, never which. */
    stays: (stage: Given, periods: readonly Given[], of?: SomeHubs, orFewerThan?: number) =>
      select()
        .from(t.stays)
        .where(
          and(
            eq(t.stays.stage, stage),
            inArray(t.stays.period, [...periods]),
            of ? or(inArray(t.stays.hubId, [...of]), hubsBelow(orFewerThan)) : undefined,
            proof(),
          ),
        )
        .as("stays"),
    /** How many open cases stand in a stage, a row a hub. */
    standingIn: (stage: Given) => {
      const track = select({ track: t.stages.track }).from(t.stages).where(eq(t.stages.code, stage))
      const { hubId, advisorId, turn } = t.tally
      const here = and(eq(hubId, t.hubs.id), eq(advisorId, ""), eq(t.tally.track, track), eq(t.tally.stage, stage))
      // Asked for one by one: joined, the planner would read every sum there is.
      const sum = select({ n: t.tally.n })
        .from(t.tally)
        .where(and(here, eq(turn, "")))
      return select({ hubId: t.hubs.id, n: sql<number>`coalesce(${sum}, 0)`.as("n") })
        .from(t.hubs)
        .where(proof())
    },

    /** How often cases went on although something was missing, by hub and stage, for those who lead: since a day. */
    overrides: (since: string) =>
      select({
        hubId: t.events.hubId,
        stage: LEFT,
        n: sql<number>`count(*)`,
        hidden: sql<number>`sum(not ${mayKnow()})`,
      })
        .from(t.hubs)
        .crossJoin(t.events)
        .innerJoin(t.cases, eq(t.cases.id, t.events.caseId))
        .where(and(overriddenAt(since), leads()))
        .groupBy(t.events.hubId, LEFT),
    /** What was missing then, how often. */
    overrideCodes: (since: string) =>
      select({ hubId: t.events.hubId, stage: LEFT, code: MISSED, n: sql<number>`count(*)` })
        .from(t.hubs)
        .crossJoin(t.events)
        .innerJoin(sql`json_each(${t.events.data}, '$.overridden') as missed`, sql`true`)
        .where(and(overriddenAt(since), leads()))
        .groupBy(t.events.hubId, LEFT, MISSED),
    /** Those moves in one hub, the latest first: basics of cases that one may know of. */
    overridden: (hub: string, stage: string | undefined, since: string) =>
      select({
        id: t.events.id,
        ref: t.cases.ref,
        company: t.cases.company,
        access: t.cases.access,
        stage: LEFT,
        on: t.events.onDate,
        by: t.people.name,
      })
        .from(t.events)
        .innerJoin(t.cases, eq(t.cases.id, t.events.caseId))
        .leftJoin(t.people, eq(t.people.id, t.events.actorId))
        .where(
          and(
            eq(t.events.hubId, hub),
            gte(t.events.onDate, since),
            WAS_OVERRIDDEN,
            STANDS,
            stage ? eq(LEFT, stage) : undefined,
            mayKnow(),
            leads(),
          ),
        )
        .orderBy(desc(t.events.onDate)),
  }
}

/** A network of few hubs: then all of them are asked for. */
const hubsBelow = (n: number | undefined) =>
  n === undefined ? undefined : sql`(select count(*) from ${t.hubs}) < ${n}`

/** Finished visits to a stage: of one hub or all, since a day or ever. */
type Visits = { stage: Given; hub?: Given | undefined; from?: Given | undefined }

/** A visit to a stage, as long as it took, and of its case the basics. */
const VISIT = {
  id: t.spells.id,
  leftOn: t.spells.leftOn,
  cameOn: t.spells.cameOn,
  days: t.spells.days,
  us: t.spells.us,
  hubId: t.spells.hubId,
  ref: t.cases.ref,
  company: t.cases.company,
  access: t.cases.access,
}

const COUNTED_VISIT = {
  id: t.spells.id,
  leftOn: t.spells.leftOn,
  cameOn: t.spells.cameOn,
  days: t.spells.days,
  us: t.spells.us,
  hubId: t.spells.hubId,
  pseudonym: t.cases.pseudonym,
}

/** Word for word the condition of the index `events_overridden`. */
const WAS_OVERRIDDEN = sql`${t.events.type} = 'moved' and ${t.events.data} ->> '$.overridden' is not null`
/** Of an act that was not undone: its undoing points at the first of what it did. */
const STANDS = sql`not exists (select 1 from ${t.events} as began join ${t.events} as later on later.undoes = began.id
  where began.actor_id = ${t.events.actorId} and began.act = ${t.events.act})`
/** The stage a case was in. */
const LEFT = sql<string>`${t.events.data} ->> '$.from'`
const MISSED = sql<GateCode>`missed.value`
