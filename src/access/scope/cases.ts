import {
  and,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  ne,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { NETWORK } from "#src/core/person.ts"
import type { Phase } from "#src/core/stages.ts"
import type { Builder } from "#src/db/connect.ts"
import type { Named } from "#src/db/schema.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, isStaff, roles, type SomeHubs, together, WORKERS } from "./ground.ts"

/** What the tags that a company has are called. */
const tagNames = sql`iif(${t.companies.tags} = '[]', '[]', (select json_group_array(json(${t.tags.name})) from ${t.tags}
  where ${t.tags.code} in (select value from json_each(${t.companies.tags}))))`
  .mapWith((names: string) => JSON.parse(names) as Named[])
  .as("tag_names")

/** Cases: in full, that they exist, and what hangs on one. */
export function caseRelations({
  build,
  proof,
  knows,
  mayKnow,
  cases,
  keys,
  full,
  own,
  basic,
  inHub,
  manages,
  isNamed,
  shared,
  existing,
  hubs,
  select,
}: Ground) {
  const { access, hubId } = t.cases
  const known = (at: Place) => basic(and(at, or(ne(access, "restricted"), isNamed, ...hubs.map(inHub))))
  const counted = (at: Place) =>
    select(COUNTED)
      .from(t.cases)
      .where(and(at, ne(access, "restricted")))
      .$dynamic()

  return {
    /** Full cases, wherever they are. For looking one up; a list of a hub's own is `own`. */
    get cases() {
      return cases()
    },
    /** Full cases of one's own hubs, or of those named. */
    own: ([first, ...rest]: SomeHubs = hubs) => together(own(first), ...rest.map(own)).as("cases"),
    /** That a case exists and whom to call. */
    get network() {
      return existing().as("network")
    },
    /** The same in a list: of open cases, in the order of their index. */
    networkIn: (choice: SomeChoice) => {
      const [first, ...rest] = placesOf(build, choice, knows())
      return together(known(first), ...rest.map(known)).as("network")
    },
    /** For the auditor: that there is a case, and no more; of a restricted one, not even that. */
    countedIn: (choice: SomeChoice) => {
      const [first, ...rest] = placesOf(build, choice, proof(eq(t.memberships.hubId, NETWORK), roles("auditor")))
      return together(counted(first), ...rest.map(counted)).as("counted")
    },

    /** The restricted cases of other hubs that one is named on: few. */
    get shared() {
      return shared(isNull(t.cases.endedOn)).as("shared")
    },

    /** History follows the case: who may open it sees its log. The enquiry it came from has an entry that names it, too. */
    get events() {
      const kase = keys().as("cases")
      const isItsOwn = eq(t.events.stream, sql`'case:' || ${kase.id}`)
      return select({ ref: kase.ref, ...getTableColumns(t.events) })
        .from(kase)
        .innerJoin(t.events, and(eq(t.events.caseId, kase.id), isItsOwn))
        .as("events")
    },
    get texts() {
      const kase = keys().as("cases")
      return select({ ref: kase.ref, ...getTableColumns(t.texts) })
        .from(kase)
        .innerJoin(t.texts, eq(t.texts.subject, sql`'case:' || ${kase.id}`))
        .as("texts")
    },
    get companies() {
      const kase = keys().as("cases")
      return select({ ref: kase.ref, ...getTableColumns(t.companies), tagNames })
        .from(kase)
        .innerJoin(t.companies, eq(t.companies.id, kase.companyId))
        .as("companies")
    },
    /** Those whom one knows of: through this case, or another of the company's that one may read in full. */
    get contacts() {
      const kase = keys().as("cases")
      const source = keys().as("source")
      const byCase = select({ ref: kase.ref, ...getTableColumns(t.contacts) })
        .from(kase)
        .innerJoin(t.contacts, eq(t.contacts.companyId, kase.companyId))
        .innerJoin(source, eq(source.id, t.contacts.caseId))
        .$dynamic()
      // Those that came with a list instead are of the hub that had it.
      const inHub = proof(eq(t.memberships.hubId, t.contacts.listHubId), roles(...WORKERS))
      const byList = select({ ref: t.cases.ref, ...getTableColumns(t.contacts) })
        .from(t.cases)
        .innerJoin(t.contacts, eq(t.contacts.companyId, t.cases.companyId))
        .where(and(isNotNull(t.contacts.listHubId), inHub))
        .$dynamic()
      return together(byCase, byList as unknown as typeof byCase).as("contacts")
    },
    get named() {
      const kase = keys().as("cases")
      return select({ ref: kase.ref, personId: t.named.personId })
        .from(kase)
        .innerJoin(t.named, eq(t.named.caseId, kase.id))
        .as("named")
    },

    /** The hub that owns a case one may open, as a query. */
    caseHub: (ref: Given) => {
      const kase = keys().as("cases")
      return select({ hubId: kase.hubId }).from(kase).where(eq(kase.ref, ref))
    },
    /** The people of that hub. */
    teamOf: (hub: Given | SQLWrapper) =>
      select({ id: t.people.id, name: t.people.name, role: t.memberships.role })
        .from(t.memberships)
        .innerJoin(t.people, isStaff)
        .where(and(eq(t.memberships.hubId, hub), proof()))
        .orderBy(t.people.name),
    /** Whether the advisor of a case that one may know of is away, and who stands in. */
    absenceAt: (ref: Given) => {
      const standIn = alias(t.people, "stand_in")
      const { awayFrom, awayTo } = t.people
      const isHere = sql`exists (select 1 from ${t.memberships} where ${eq(t.memberships.personId, standIn.id)})`
      const theirs = { name: standIn.name, phone: standIn.phone, email: standIn.email }
      return select({ awayFrom, awayTo, ...theirs })
        .from(t.cases)
        .innerJoin(t.people, eq(t.people.id, t.cases.advisorId))
        .leftJoin(standIn, and(eq(standIn.id, t.people.standInId), isHere))
        .where(and(eq(t.cases.ref, ref), isNotNull(awayTo), mayKnow(), knows()))
    },
    /** The hubs that have a case of the same company. */
    hubsAround: (ref: Given) => {
      const same = select({ id: t.cases.companyId }).from(t.cases).where(eq(t.cases.ref, ref))
      const around = select({ id: hubId }).from(t.cases).where(eq(t.cases.companyId, same))
      const { id, name, shortName } = t.hubs
      return select({ id, name, shortName })
        .from(t.hubs)
        .where(and(inArray(id, around), proof()))
    },
    /** All cases of the same company that one may know of. */
    othersOf: (ref: Given) => {
      const known = existing().as("others")
      const same = select({ id: t.cases.companyId }).from(t.cases).where(eq(t.cases.ref, ref))
      return select().from(known).where(eq(known.companyId, same))
    },

    /** Whom a case's history speaks of, also those who have left: what happened keeps their names. */
    mentionedIn: (ref: Given) => {
      const kase = cases()
      const { data } = t.events
      const advisor = sql`coalesce(${data} ->> '$.to', ${data} ->> '$.case.advisorId')`
      const mentioned = sql`${t.people.id} in (${advisor}, ${data} ->> '$.personId')`
      const held = and(eq(t.memberships.personId, t.people.id), roles(...WORKERS))
      const works = sql<number>`exists (select 1 from ${t.memberships} where ${held})`.as("works")
      return select({ id: t.people.id, name: t.people.name, works })
        .from(kase)
        .innerJoin(t.events, eq(t.events.caseId, kase.id))
        .innerJoin(t.people, mentioned)
        .where(eq(kase.ref, ref))
    },
    /** The numbers a hub has given its cases. */
    numbers: (hub: Given) =>
      select({ number: t.cases.number })
        .from(t.cases)
        .where(and(eq(hubId, hub), proof(roles(...WORKERS))))
        .as("numbers"),
    /** What an advisor would leave behind in a hub: loaded to be handed over, never shown. */
    portfolio: (hub: Given, advisorId: Given) => {
      const left = and(eq(hubId, hub), eq(t.cases.advisorId, advisorId), isNull(t.cases.endedOn))
      return full(and(left, or(manages(hub), proof(roles("owner"))))).as("portfolio")
    },
  }
}

const COUNTED = {
  id: t.cases.id,
  pseudonym: t.cases.pseudonym,
  hubId: t.cases.hubId,
  track: t.cases.track,
  stage: t.cases.stage,
  since: t.cases.since,
  endedOn: t.cases.endedOn,
  ending: t.cases.ending,
}

/** Open cases of one hub or all, in the stages of a phase, of a track, or in one stage. */
export type Choice = { [name in "hub" | "track" | "stage"]?: string | undefined } & { phase?: Phase | undefined }
type SomeChoice = { [name in keyof Choice]: Given<NonNullable<Choice[name]>> | undefined }
/** There is room for two tracks of eight stages; what they are called is in their rows. */
const TRACKS = [1, 2]
const POSITIONS = [1, 2, 3, 4, 5, 6, 7, 8]

type Place = SQL | undefined

/**
 * A condition for each stage there can be, so that every branch of a list stands on an index, in its order. Which stage
 * is where is looked up, and only for whom may know: for others, and where there is none of that phase, a branch is empty.
 */
function placesOf(build: Builder, { hub, track, phase, stage }: SomeChoice, proven: SQL): [Place, ...Place[]] {
  const { cases, stages, tracks } = t
  const trackAt = (n: number) => build.select({ code: tracks.code }).from(tracks).where(eq(tracks.position, n))
  const ifProven = (value: SQLWrapper | string) => sql`case when ${proven} then ${value} end`
  const asked = and(track ? eq(stages.track, track) : undefined, phase ? eq(stages.phase, phase) : undefined)
  const place = (at: Place): Place => {
    const found = build.select({ track: stages.track, code: stages.code }).from(stages).where(and(at, asked))
    const ofHub = hub ? eq(cases.hubId, hub) : undefined
    return and(ofHub, isNull(cases.endedOn), sql`(${cases.track}, ${cases.stage}) = ${found}`)
  }
  if (stage) return [place(eq(stages.code, ifProven(stage)))]
  const [first, ...rest] = (track ? [track] : TRACKS.map(trackAt)).flatMap((code) =>
    POSITIONS.map((n) => place(and(eq(stages.track, ifProven(code)), eq(stages.position, n)))),
  )
  return [first, ...rest]
}
