import { and, eq, inArray, isNull, notInArray, or, type SQL, sql } from "drizzle-orm"
import type { Kind } from "#src/core/search.ts"
import { gathered, packed } from "#src/db/packed.ts"
import * as t from "#src/db/schema.ts"
import { INDEX, tokens } from "../finding.ts"
import { type Given, type Ground, roles, together, WORKERS } from "./ground.ts"

/** How the index is asked, the best way first; "" finds nothing. */
type Ways = { first: Given; starts: Given; anywhere: Given }

/** So many of each are found, and cases of each company. */
export const FOUND = 6
const OF_ONE = 4

/**
 * What can be found by a few letters. Whoever may find it stands in the index beside what it is found by, and what this
 * person holds goes into the question as far as it is proven: there is nothing to leave out afterwards, nor to count.
 */
export function searchRelations(ground: Ground) {
  const { select, proof, knows, leads, keys, existing, exists, hubs, personId, full, isOwn, isOpen } = ground
  const worksIn = (hub: Given) => proof(eq(t.memberships.hubId, hub), roles(...WORKERS))
  const manages = (hub: Given) => proof(eq(t.memberships.hubId, hub), roles("manager"))
  const id = (one: Given) => sql`${one}`
  const ofHubs = (kind: Kind) => hubs.map((hub) => ifProven(worksIn(hub), tokens.hub(kind, id(hub))))
  const ofAll = (kind: Kind) => ifProven(knows(), tokens.everybody(kind), tokens.person(kind, id(personId)))

  /** What a case holds that one may read in full. */
  const ofReaders = (kind: Kind) => [
    ofAll(kind),
    ...ofHubs(kind),
    ...hubs.map((hub) => ifProven(manages(hub), tokens.managers(kind, id(hub)))),
  ]

  const held: Record<Kind, { own: SQL[] | null; all: SQL[] }> = {
    company: { own: ofHubs("company"), all: [ofAll("company"), ...ofHubs("company")] },
    contact: { own: null, all: ofReaders("contact") },
    note: { own: null, all: ofReaders("note") },
    enquiry: { own: null, all: [ifProven(leads(), tokens.leaders("enquiry")), ...ofHubs("enquiry")] },
  }

  /** The best of one kind: of one's own hubs before others', and where words begin before where they go on. */
  function found(kind: Kind, { first, starts, anywhere }: Ways) {
    const { own, all } = held[kind]
    const whose = own ? [sql.raw("own"), sql.raw("every")] : [sql.raw("every")]
    const ask = (way: Given, rank: number, who: SQL, unless?: SQL) => {
      const question = sql`'(' || ${way} || ') AND (' || (select ${who} from held) || ')'`
      const asked = sql`case when ${way} <> '' ${unless ? sql`and not ${unless}` : sql``} then ${question} else ${NOTHING} end`
      return sql`select * from (select rowid as id, ${sql.raw(String(rank))} as rank from ${INDEX}
        where ${INDEX} match ${asked} order by rowid desc limit ${sql.raw(String(FOUND))})`
    }
    const beginning = [first, starts].flatMap((way, n) => whose.map((who, m) => ask(way, 2 * n + m, who)))
    const isFull = sql`(select count(distinct id) from begun) >= ${sql.raw(String(FOUND))}`
    const middle = whose.map((who, m) => ask(anywhere, 4 + m, who, isFull))
    const union = (queries: SQL[]) => sql.join(queries, sql` union all `)
    return sql`(with held(own, every) as materialized (select ${holding(own ?? [])}, ${holding(all)}),
      begun as materialized (${union(beginning)}), hits as (select * from begun union all ${union(middle)})
      select id, min(rank) as rank from hits group by id order by 2, 1 desc limit ${sql.raw(String(FOUND))}) as hit`
  }
  /** The latest, wherever in its words. */
  const foundNotes = (way: Given) => sql`(select rowid as id from ${INDEX} where ${INDEX} match
    case when ${way} <> '' then '(' || ${way} || ') AND (' || ${holding(held.note.all)} || ')' else ${NOTHING} end
    order by rowid desc limit ${sql.raw(String(FOUND))}) as hit`
  const hit = { id: sql`hit.id`, rank: sql<number>`hit.rank`.as("rank") }
  const isHit = (key: SQL) => sql`${t.findable.id} = ${hit.id} and ${key} = ${t.findable.key}`

  /** That cases exist, as rows of what was found: the open ones first, then the latest. */
  function briefly(name: string, isAsked: SQL) {
    // Inside each branch, so that its index is used.
    const known = existing(isAsked).as(`${name}_known`)
    const { ref, company, access, endedOn, since, advisor } = known
    const hub = select({ name: t.hubs.shortName }).from(t.hubs).where(eq(t.hubs.id, known.hubId))
    const stage = select({ name: t.stages.name }).from(t.stages).where(eq(t.stages.code, known.stage))
    const brief = select({
      ...{ ref, company, access, endedOn },
      hub: sql<string | null>`${hub}`.as("hub"),
      /** In three languages, as text. */
      stage: sql<string | null>`${stage}`.as("stage_name"),
      by: sql<string | null>`${advisor}`.as("by"),
    })
      .from(known)
      .orderBy(sql`${endedOn} is not null`, sql`${since} desc`, ref)
      .limit(OF_ONE)
      .as(name)
    const columns = {
      ...{ ref: brief.ref, company: brief.company, access: brief.access, endedOn: brief.endedOn },
      ...{ hub: brief.hub, stage: brief.stage, by: brief.by },
    }
    return { columns, query: select({ packed: packed(columns) }).from(brief) }
  }

  return {
    /** Companies of which one knows a case, with those cases; and those that a list has brought. */
    companiesFound: (ways: Ways) => {
      const { columns, query } = briefly("of_found", eq(t.cases.companyId, t.companies.id))
      const place = sql<string | null>`(select ${t.municipalities.name} from ${t.municipalities}
        where ${t.municipalities.code} = ${t.companies.municipality})`.as("place")
      const { id, name, orgnr } = t.companies
      const isKnown = sql<number>`${exists(id)}`.as("is_known")
      return select({ id, name, orgnr, place, rank: hit.rank, isKnown, cases: gathered(columns, query.$dynamic()) })
        .from(found("company", ways))
        .crossJoin(t.findable)
        .crossJoin(t.companies)
        .where(isHit(sql`${t.companies.id}`))
    },
    /** Contacts that a case brought which one may read in full, or a list of one's hub. */
    contactsFound: (ways: Ways) => {
      const source = keys(eq(t.cases.id, t.contacts.caseId)).as("source")
      const ref = select({ ref: source.ref }).from(source)
      const company = select({ name: t.companies.name })
        .from(t.companies)
        .where(eq(t.companies.id, t.contacts.companyId))
      const { id, companyId, name, role, email, phone } = t.contacts
      return select({
        ...{ id, companyId, name, role, email, phone, rank: hit.rank },
        ref: sql<string | null>`(${ref})`.as("ref"),
        company: sql<string>`(${company})`.as("company"),
      })
        .from(found("contact", ways))
        .crossJoin(t.findable)
        .crossJoin(t.contacts)
        .where(isHit(sql`${t.contacts.id}`))
    },
    /**
     * Notes of cases that one may read in full. What is restricted or another hub's is read by opening it, which is
     * written down: of that there is no more than which case it is.
     */
    notesFound: (way: Given) => {
      const at = eq(t.cases.id, t.findable.owner)
      const source = together(full(and(at, isOpen())), ...hubs.map((hub) => full(and(at, isOwn(hub))))).as("source")
      const isWatched = or(eq(source.access, "restricted"), notInArray(source.hubId, [...hubs]))
      const body = sql<string | null>`iif(${isWatched}, null, (select ${t.texts.body} from ${t.texts}
        where ${t.texts.eventId} = ${t.findable.key} and ${t.texts.name} = 'note'))`
      const { ref, company, access } = source
      const noted = select({ ref, company, access, body: body.as("body") })
        .from(source)
        .as("noted")
      const columns = { ref: noted.ref, company: noted.company, access: noted.access, body: noted.body }
      const on = sql<string>`(select ${t.events.onDate} from ${t.events} where ${t.events.id} = ${t.findable.key})`
      const read = select({ packed: packed(columns) })
        .from(noted)
        .$dynamic()
      return select({ id: t.findable.id, on: on.as("on_date"), cases: gathered(columns, read) })
        .from(foundNotes(way))
        .crossJoin(t.findable)
        .where(sql`${t.findable.id} = ${hit.id}`)
    },
    /** Enquiries at one's hubs; for those who lead, also of the network's list. */
    enquiriesFound: (ways: Ways) => {
      const { ref, company, contact, orgnr, email, phone, state, receivedOn } = t.enquiries
      const hub = sql<
        string | null
      >`(select ${t.hubs.shortName} from ${t.hubs} where ${t.hubs.id} = ${t.enquiries.hubId})`
      const isTheirs = or(
        and(isNull(t.enquiries.hubId), leads()),
        ...hubs.map((hub) => and(eq(t.enquiries.hubId, hub), worksIn(hub))),
      )
      return select({
        ref,
        company,
        contact,
        orgnr,
        email,
        phone,
        state,
        receivedOn,
        hub: hub.as("hub"),
        rank: hit.rank,
      })
        .from(found("enquiry", ways))
        .crossJoin(t.findable)
        .crossJoin(t.enquiries)
        .where(and(isHit(sql`${t.enquiries.id}`), isTheirs))
    },
    /** Cases by their references. */
    casesCalled: (refs: readonly Given[]) => briefly("called", inArray(t.cases.ref, [...refs])).query,
    /** Cases of one's own hubs by their number. */
    casesNumbered: (number: Given) => {
      const refs = hubs.map(
        (hub) => sql`(select ${t.hubs.prefix} from ${t.hubs} where ${t.hubs.id} = ${hub}) || '-' || ${number}`,
      )
      return briefly("numbered", sql`${t.cases.ref} in (${sql.join(refs, sql`, `)})`).query
    },
  }
}

const ifProven = (right: SQL, ...some: SQL[]) =>
  sql`iif(${right}, ${sql.join(
    some.map((token) => sql`' OR "' || ${token} || '"'`),
    sql` || `,
  )}, '')`

/** A question that nothing answers. */
const NOTHING = sql.raw(`'"@"'`)
/** An OR of what one holds. */
const holding = (some: readonly SQL[]) => sql.join([NOTHING, ...some], sql` || `)
