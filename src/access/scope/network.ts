import { and, desc, eq, gt, gte, inArray, isNull, lt, lte, type SQLWrapper, sql } from "drizzle-orm"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles, type SomeHubs } from "./ground.ts"

/** What the network shares: stages, hubs, areas, and what was done to them. */
export function networkRelations({ select, cases, proof, knows }: Ground) {
  const { hubId } = t.cases
  const validOn = ({ validFrom, validTo }: typeof t.coverage, on: Given) =>
    and(sql`${validFrom} <= ${on}`, sql`(${validTo} is null or ${validTo} >= ${on})`)
  /** A municipality's code, and those that are wholly part of it now. */
  const parts = (code: Given) => sql`(with recursive parts(code) as (select ${code} union select c.old_code
    from parts join ${t.municipalityChanges} as c on c.new_code = parts.code and c.kind <> 'split')
    select code from parts)`

  return {
    // What the network shares.
    get tracks() {
      return select().from(t.tracks).where(proof()).as("tracks")
    },
    /** The track asked for, or the first where none such is. */
    trackOr: (asked: Given | undefined) => {
      const one = () => select({ code: t.tracks.code }).from(t.tracks).$dynamic()
      const [known, first] = [one().where(eq(t.tracks.code, asked ?? "")), one().orderBy(t.tracks.position).limit(1)]
      return sql<string>`coalesce(${known}, ${first})`
    },
    get stages() {
      return select().from(t.stages).where(proof()).as("stages")
    },
    /** What has been done to the dictionary, and by whom: everybody may see it. */
    get stageEvents() {
      const { stream, seq, data, onDate } = t.events
      return select({ stream, seq, data, onDate, by: sql<string | null>`${t.people.name}`.as("by") })
        .from(t.events)
        .leftJoin(t.people, eq(t.people.id, t.events.actorId))
        .where(and(gte(stream, "stage:"), lt(stream, "stage;"), proof()))
        .as("stage_events")
    },
    /** How many open cases each hub has in a stage, by the index that is there for one hub. */
    stageSums: (code: string) =>
      select({ hubId: t.hubs.id, name: t.hubs.shortName, n: t.tally.n })
        .from(t.hubs)
        // A join across keeps its order: hub by hub, each from its own place in the index.
        .crossJoin(t.tally)
        .where(
          and(
            eq(t.tally.hubId, t.hubs.id),
            eq(t.tally.advisorId, ""),
            eq(t.tally.track, select({ track: t.stages.track }).from(t.stages).where(eq(t.stages.code, code))),
            eq(t.tally.stage, code),
            eq(t.tally.turn, ""),
            gt(t.tally.n, 0),
            proof(),
          ),
        )
        .orderBy(t.hubs.shortName),
    /** Of the open cases of a stage with one limit, those that stand still from a day on after one day and up to another. */
    standingStill: (code: string, limitDays: number, after: string, upTo: string) =>
      select({ one: sql<number>`1`.as("one") })
        .from(t.cases)
        .where(
          and(
            isNull(t.cases.endedOn),
            eq(t.cases.stage, code),
            eq(t.cases.limitDays, limitDays),
            gt(t.cases.staleOn, after),
            lte(t.cases.staleOn, upTo),
            proof(roles("owner")),
          ),
        )
        .$dynamic(),
    /** What the dictionary's changes still have to reach. */
    get jobs() {
      return select()
        .from(t.jobs)
        .where(proof(roles("owner")))
        .as("jobs")
    },
    get closeReasons() {
      return select().from(t.closeReasons).where(proof()).as("close_reasons")
    },
    get hubRows() {
      return select().from(t.hubs).where(proof()).as("hubs")
    },
    /** The municipalities that hubs serve today, by name. */
    areas: (of: SomeHubs, today: Given) =>
      select({ code: t.municipalities.code, name: t.municipalities.name })
        .from(t.coverage)
        .innerJoin(t.municipalities, eq(t.municipalities.code, t.coverage.code))
        .where(and(inArray(t.coverage.hubId, [...of]), validOn(t.coverage, today), proof()))
        .orderBy(t.municipalities.name),
    get municipalities() {
      return select().from(t.municipalities).where(proof()).as("municipalities")
    },
    get coverage() {
      return select().from(t.coverage).where(proof()).as("coverage")
    },
    get changes() {
      return select().from(t.municipalityChanges).where(proof()).as("changes")
    },
    /** What has become of a municipality, step by step, and what each is called. */
    cameOf: (code: Given | SQLWrapper) => {
      const { oldCode, newCode, changedOn, kind } = t.municipalityChanges
      const reach = sql`(with recursive reach(code) as (select ${code} union select c.new_code
        from reach join ${t.municipalityChanges} as c on c.old_code = reach.code) select code from reach)`
      return select({ oldCode, newCode, changedOn, kind, name: t.municipalities.name })
        .from(t.municipalityChanges)
        .leftJoin(t.municipalities, eq(t.municipalities.code, newCode))
        .where(and(sql`${oldCode} in ${reach}`, proof()))
        .orderBy(t.municipalities.name)
    },
    /** The municipality of a case's company on the day it was opened, and of a company. */
    municipalityOf: {
      case: (ref: Given) => {
        const kase = cases()
        return select({ code: kase.municipality }).from(kase).where(eq(kase.ref, ref))
      },
      company: (id: Given) =>
        select({ code: t.companies.municipality })
          .from(t.companies)
          .where(and(eq(t.companies.id, id), knows())),
    },
    /** How many enquiries wait that came from a municipality or what became part of it: at each hub, or on the list. */
    waitingFrom: (code: Given) =>
      select({ hubId: t.enquiries.hubId, n: sql<number>`count(*)` })
        .from(t.enquiries)
        .where(
          and(
            sql`${t.enquiries.municipality} in ${parts(code)}`,
            eq(t.enquiries.state, "waiting"),
            proof(roles("owner")),
          ),
        )
        .groupBy(t.enquiries.hubId),
    /** Those of them on the network's list. */
    listedFrom: (code: Given) =>
      select({ ref: t.enquiries.ref, company: t.enquiries.company, receivedOn: t.enquiries.receivedOn })
        .from(t.enquiries)
        .where(
          and(
            sql`${t.enquiries.municipality} in ${parts(code)}`,
            eq(t.enquiries.state, "waiting"),
            isNull(t.enquiries.hubId),
            proof(roles("owner")),
          ),
        )
        .orderBy(t.enquiries.receivedOn),
    /** How many open cases are there, and of how many companies, by hub. */
    openIn: (code: Given) =>
      select({
        hubId: t.cases.hubId,
        n: sql<number>`count(*)`,
        companies: sql<number>`count(distinct ${t.cases.companyId})`,
      })
        .from(t.hubs)
        // A join across keeps its order: hub by hub, each from its own place in the index.
        .crossJoin(t.cases)
        .where(
          and(
            eq(hubId, t.hubs.id),
            sql`${t.cases.municipality} in ${parts(code)}`,
            isNull(t.cases.endedOn),
            proof(roles("owner")),
          ),
        )
        .groupBy(hubId),
    /** How many enquiries wait at a hub: who closes it has to know. */
    waitingAt: (hub: Given) =>
      select({ n: sql<number>`count(*)` })
        .from(t.enquiries)
        .where(and(eq(t.enquiries.hubId, hub), eq(t.enquiries.state, "waiting"), proof(roles("owner")))),
    /** What has been done to an area or a hub, and by whom: everybody may see it. */
    doneTo: (stream: "area" | "hub", id: Given) => {
      const { seq, data, onDate, at } = t.events
      const reason = sql<string | null>`(select ${t.texts.body} from ${t.texts}
        where ${and(eq(t.texts.eventId, t.events.id), eq(t.texts.name, "reason"))})`
      return select({ seq, event: data, on: onDate, at, by: t.people.name, reason: reason.as("reason") })
        .from(t.events)
        .leftJoin(t.people, eq(t.people.id, t.events.actorId))
        .where(and(eq(t.events.stream, sql`${`${stream}:`} || ${id}`), proof()))
        .orderBy(desc(seq))
    },
  }
}
