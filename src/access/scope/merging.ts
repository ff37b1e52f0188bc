import { and, desc, eq, gte, isNotNull, or, type SQLWrapper, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { PARTING_DAYS } from "#src/core/merge.ts"
import { NETWORK } from "#src/core/person.ts"
import * as t from "#src/db/schema.ts"
import { BY_LIST } from "../likeness.ts"
import { type Given, type Ground, roles, together } from "./ground.ts"

/** Companies that may be one, and what has to be moved when they are: for managers and the programme owner. */
export function mergingRelations(ground: Ground) {
  const { select, proof, knows, leads, mayKnow, isOwn, isOpen, manages, hubs } = ground
  const [one, other] = [alias(t.companies, "one"), alias(t.companies, "other")]
  /** A company exists for those who may know of a case of its; one that has none, for all. */
  const isKnown = (id: SQLWrapper) =>
    sql`(exists (select 1 from ${t.cases} where ${and(eq(t.cases.companyId, id), mayKnow())})
      or not exists (select 1 from ${t.cases} where ${eq(t.cases.companyId, id)}))`
  const isListed = (id: SQLWrapper) => or(...hubs.map((hub) => and(sql`${id} = ${BY_LIST} || ${hub}`, manages(hub))))
  const isRead = (id: SQLWrapper) =>
    sql`(${isListed(id)} or exists (select 1 from ${t.cases} where ${and(eq(t.cases.id, id), or(isOpen(), ...hubs.map(isOwn)))}))`

  return {
    /** A company by its id, or by its number. */
    companyAt: (asked: Given) =>
      sql<string>`coalesce((select ${t.companies.id} from ${t.companies} where ${t.companies.orgnr} = ${asked}), ${asked})`,
    /** All that hangs on a company, whoever may read it: loaded to be moved, never shown. */
    movedWith: (companyId: Given | SQLWrapper) => ({
      cases: select()
        .from(t.cases)
        .where(and(eq(t.cases.companyId, companyId), leads())),
      contacts: select({ id: t.contacts.id })
        .from(t.contacts)
        .where(and(eq(t.contacts.companyId, companyId), leads())),
      helpers: select({ id: t.helpers.id })
        .from(t.helpers)
        .where(and(eq(t.helpers.companyId, companyId), leads())),
    }),
    /** What happened to a company itself, with the words: to be replayed, never shown as it is. */
    companyLog: (companyId: Given) => {
      const { id, seq, act, data, onDate, actorKind } = t.events
      const { name, body, eventId } = t.texts
      const spoken = select({ all: sql`json_group_object(${name}, ${body})` })
        .from(t.texts)
        .where(and(eq(eventId, id), isNotNull(body)))
      const words = sql`(${spoken})`.mapWith((all): Record<string, string> => JSON.parse(all)).as("words")
      return select({ id, seq, act, data, onDate, actorKind, by: t.people.name, words })
        .from(t.events)
        .leftJoin(t.people, eq(t.people.id, t.events.actorId))
        .where(and(eq(t.events.stream, sql`'company:' || ${companyId}`), leads()))
        .orderBy(seq)
    },
    /** The companies that turned out to be this one. */
    mergedInto: (companyId: Given) =>
      select()
        .from(t.companies)
        .where(and(eq(t.companies.mergedInto, companyId), knows())),
    /** When they did, as long as they can be parted; those that were are not among them. */
    mergesOf: (companyId: Given, today: Given) => {
      const since = sql`date(${today}, ${`-${PARTING_DAYS} days`})`
      const later = alias(t.merges, "later")
      const parted = sql`exists (select 1 from ${t.merges} as later where ${eq(later.parts, t.merges.id)})`
      return select({
        id: t.merges.id,
        mergedId: t.merges.mergedId,
        on: t.merges.onDate,
        name: t.companies.name,
      })
        .from(t.merges)
        .innerJoin(t.companies, eq(t.companies.id, t.merges.mergedId))
        .where(
          and(
            eq(t.merges.keptId, companyId),
            gte(t.merges.onDate, since),
            sql`${t.merges.parts} is null and not ${parted}`,
            knows(),
          ),
        )
        .orderBy(desc(t.merges.onDate))
    },
    /**
     * Those that may be one, where one leads a hub that has a case of either, or the network. Of companies that one may
     * not know of there is none; and that their contacts are alike, is told who may read both cases that they are known by, or has them in a list.
     */
    get duplicates() {
      const { duplicates } = t
      const at = (hub: Given) => {
        const right = or(
          manages(hub),
          hub === NETWORK ? proof(eq(t.memberships.hubId, hub), roles("owner")) : undefined,
        )
        const isTold = or(eq(duplicates.reason, "name"), and(isRead(duplicates.caseOne), isRead(duplicates.caseOther)))
        return select({
          one: duplicates.one,
          other: duplicates.other,
          reason: duplicates.reason,
          oneName: sql<string>`${one.name}`.as("one_name"),
          oneOrgnr: sql<string | null>`${one.orgnr}`.as("one_orgnr"),
          onePlace: placeOf(one.municipality).as("one_place"),
          otherName: sql<string>`${other.name}`.as("other_name"),
          otherOrgnr: sql<string | null>`${other.orgnr}`.as("other_orgnr"),
          otherPlace: placeOf(other.municipality).as("other_place"),
        })
          .from(duplicates)
          .innerJoin(one, eq(one.id, duplicates.one))
          .innerJoin(other, eq(other.id, duplicates.other))
          .where(
            and(eq(duplicates.hubId, hub), right, knows(), isKnown(duplicates.one), isKnown(duplicates.other), isTold),
          )
          .$dynamic()
      }
      const [first, ...rest] = hubs
      return together(at(first), ...rest.map(at)).as("duplicates")
    },
  }
}

const placeOf = (code: SQLWrapper) =>
  sql<
    string | null
  >`(select ${t.municipalities.name} from ${t.municipalities} where ${eq(t.municipalities.code, code)})`
