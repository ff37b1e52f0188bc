import {
  and,
  type Column,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm"
import type { SQLiteSelect } from "drizzle-orm/sqlite-core"
import { TURNS } from "#src/core/case.ts"
import type { GateCode } from "#src/core/gates.ts"
import { NETWORK, type Role } from "#src/core/person.ts"
import type { RouteReason } from "#src/core/routing.ts"
import type { Phase } from "#src/core/stages.ts"
import { type Builder, repeated } from "#src/db/connect.ts"
import { gathered, packed } from "#src/db/packed.ts"
import type { Slot } from "#src/db/plan.ts"
import * as t from "#src/db/schema.ts"

export type Hubs = readonly [string, ...string[]]
/** What the signed cookie says. The hubs are a hint that picks the index; SQL proves each of them. */
export type Pass = { token: string; personId: string; hubs: Hubs }
export type Scope = ReturnType<typeof openScope>

/** A value, or the slot where it goes. */
type Given<T = string> = T | Slot
/** A pass whose values come later: see `plan.ts`. */
type Bearer = { token: Given; personId: Given; hubs: SomeHubs }
type SomeHubs = readonly [Given, ...Given[]]

/** Open cases of one hub or all, in the stages of a phase, of a track, or in one stage. */
export type Choice = { [name in "hub" | "track" | "stage"]?: string | undefined } & { phase?: Phase | undefined }
type SomeChoice = { [name in keyof Choice]: Given<NonNullable<Choice[name]>> | undefined }
/** Finished visits to a stage: of one hub or all, since a day or ever. */
type Visits = { stage: Given; hub?: Given | undefined; from?: Given | undefined }
/** There is room for two tracks of eight stages; what they are called is in their rows. */
const TRACKS = [1, 2]
/** So many of the latest changes of a company are told. */
const LEARNED = 30
const POSITIONS = [1, 2, 3, 4, 5, 6, 7, 8]

const WORKERS: Role[] = ["advisor", "manager"]
/** Who may know of single cases outside their own hub. The auditor may only count. */
const KNOWERS: Role[] = [...WORKERS, "owner"]

/** The relations one person can read. They already hold the filter: nobody can forget or replace it. */
export function openScope(build: Builder, { token, personId, hubs }: Bearer, now: Given<Date>) {
  const select = build.select.bind(build)
  const valid = and(eq(t.sessions.token, token), eq(t.sessions.userId, personId), gt(t.sessions.expiresAt, now))
  const isMember = eq(t.memberships.personId, t.sessions.userId)
  /** Written by hand: it stands in every branch of every relation, and a builder would take most of a page's time. */
  const proof = (...rights: SQL[]) =>
    sql`exists (select 1 from ${t.sessions} join ${t.memberships} on ${isMember} where ${and(valid, ...rights)})`
  const roles = (...of: Role[]) => inArray(t.memberships.role, of)
  const knows = () => proof(roles(...KNOWERS))

  const { access, hubId } = t.cases
  const inHub = (hub: Given) => and(eq(hubId, hub), proof(eq(t.memberships.hubId, hub), roles(...WORKERS)))
  const manages = (hub: Given) => proof(eq(t.memberships.hubId, hub), roles("manager"))
  const elsewhere = notInArray(hubId, [...hubs])
  const isMine = eq(t.cases.advisorId, personId)
  const onMe = select({ id: t.named.caseId }).from(t.named).where(eq(t.named.personId, personId))
  const isNamed = inArray(t.cases.id, onMe)
  /** The same for each row on its own, where it is seldom asked. */
  const namesMe = sql`exists (select 1 from ${t.named} where ${and(eq(t.named.personId, personId), eq(t.named.caseId, t.cases.id))})`

  const full = (where?: SQL) => select().from(t.cases).where(where).$dynamic()
  /** For what hangs on a case: its other columns, named once more for each, would cost more time than the query. */
  const key = (where?: SQL) => select(KEY).from(t.cases).where(where).$dynamic()
  const isOwn = (hub: Given) => and(inHub(hub), or(ne(access, "restricted"), isMine, manages(hub), namesMe))
  const isOpen = () => and(elsewhere, knows(), or(eq(access, "network"), isNamed))
  const own = (hub: Given) => full(isOwn(hub))

  const basic = (where?: SQL) =>
    select(BASICS).from(t.cases).leftJoin(t.people, eq(t.people.id, t.cases.advisorId)).where(where).$dynamic()
  const unrestricted = (at?: SQL) => basic(and(at, ne(access, "restricted"), knows()))
  const restrictedAt = (hub: Given) => basic(and(inHub(hub), eq(access, "restricted")))
  const shared = (at?: SQL) => basic(and(at, isNamed, elsewhere, eq(access, "restricted"), knows()))
  const known = (at: Place) => basic(and(at, or(ne(access, "restricted"), isNamed, ...hubs.map(inHub))))
  const counted = (at: Place) =>
    select(COUNTED)
      .from(t.cases)
      .where(and(at, ne(access, "restricted")))
      .$dynamic()

  const leads = () => proof(roles("manager", "owner"))
  const mayKnow = () => sql`(${or(ne(access, "restricted"), isNamed, ...hubs.map(inHub))})`
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

  const staff = eq(t.memberships.personId, t.people.id)
  const validOn = ({ validFrom, validTo }: typeof t.coverage, on: Given) =>
    and(sql`${validFrom} <= ${on}`, sql`(${validTo} is null or ${validTo} >= ${on})`)
  /** A municipality's code, and those that are wholly part of it now. */
  const parts = (code: Given) => sql`(with recursive parts(code) as (select ${code} union select c.old_code
    from parts join ${t.municipalityChanges} as c on c.new_code = parts.code and c.kind <> 'split')
    select code from parts)`

  const inbox = (hub: Given) =>
    select(ENQUIRY)
      .from(t.enquiries)
      .where(and(eq(t.enquiries.hubId, hub), proof(eq(t.memberships.hubId, hub), roles(...WORKERS))))
      .$dynamic()
  const unrouted = () =>
    select(ENQUIRY)
      .from(t.enquiries)
      .where(and(isNull(t.enquiries.hubId), proof(roles("manager", "owner"))))
      .$dynamic()
  const sentBy = (hub: Given, right: SQL) =>
    select(STUB)
      .from(t.enquiries)
      .where(and(eq(t.enquiries.sentBy, hub), right))
      .$dynamic()
  const sentByHub = (hub: Given) => sentBy(hub, proof(eq(t.memberships.hubId, hub), roles(...WORKERS)))

  const cases = () => together(full(isOpen()), ...hubs.map(own)).as("cases")
  const keys = () => together(key(isOpen()), ...hubs.map((hub) => key(isOwn(hub)))).as("cases")

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
  /**
   * Cases by a list of their references, `[["NP-1", 17], …]`. It goes first, and each is looked up: left to choose, the
   * database would read a whole hub instead.
   */
  const asked = (list: Given) => sql`json_each(${list}) as asked`
  const isAsked = (where?: SQL) => and(eq(t.cases.ref, sql`asked.value ->> '$[0]'`), where)

  const summed = (of: SQL) =>
    select()
      .from(t.tally)
      .where(and(of, eq(t.tally.advisorId, ""), eq(t.tally.turn, ""), proof()))

  const enquiries = () => together(unrouted(), ...hubs.map(inbox)).as("inbox")
  const ofCase = <C extends ReturnType<typeof keys>>(kase: C) => ({ ref: kase.ref })

  // Getters: a page builds only the relations it takes.
  return {
    hubs,
    personId,
    select,
    repeated,
    packed,
    gathered,

    /** Full cases, wherever they are. For looking one up; a list of a hub's own is `own`. */
    get cases() {
      return cases()
    },
    /** Full cases of one's own hubs, or of those named. */
    own: ([first, ...rest]: SomeHubs = hubs) => together(own(first), ...rest.map(own)).as("cases"),
    /** Restricted cases that one may open, to be taken from those that count: one's own by the tally, and those one is named on. */
    seen: (track: SQLWrapper, hubs: SomeHubs) => {
      const isOpen = isNull(t.cases.endedOn)
      const isTheirs = or(isNull(t.cases.advisorId), ne(t.cases.advisorId, personId))
      const { stage, turn } = t.cases
      const shared = select({ hubId, stage, advisorId: t.cases.advisorId, turn, n: sql<number>`1`.as("n") })
        .from(t.cases)
        .where(and(isNamed, eq(access, "restricted"), isOpen, isTheirs, knows()))
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
    /** That a case exists and whom to call. */
    get network() {
      return together(unrestricted(), shared(), ...hubs.map(restrictedAt)).as("network")
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
    stays: (stage: Given, periods: readonly Given[], of?: SomeHubs) =>
      select()
        .from(t.stays)
        .where(
          and(
            eq(t.stays.stage, stage),
            inArray(t.stays.period, [...periods]),
            of ? inArray(t.stays.hubId, [...of]) : undefined,
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

    /** The restricted cases of other hubs that one is named on: few. */
    get shared() {
      return shared(isNull(t.cases.endedOn)).as("shared")
    },

    /** Of the cases asked for those of one's own hubs, in full, with the number that their company has by now. */
    ownAmong: (list: Given) => {
      const number = select({ orgnr: t.companies.orgnr }).from(t.companies).where(eq(t.companies.id, t.cases.companyId))
      const columns = { row: packed(getTableColumns(t.cases)), orgnr: sql<string | null>`${number}`.as("orgnr") }
      const among = (hub: Given) =>
        select(columns)
          .from(asked(list))
          .crossJoin(t.cases)
          .where(isAsked(isOwn(hub)))
          .$dynamic()
      const [first, ...rest] = hubs
      return together(among(first), ...rest.map(among))
    },
    /** What has happened to them since: after the entry of the log that stands beside each; all of it after none. */
    laterAmong: (list: Given) => {
      const { id, seq, act, data, onDate, at, actorId: byId } = t.events
      // Its own entries: that of the enquiry it came from names it too.
      const isItsOwn = eq(t.events.stream, sql`'case:' || ${t.cases.id}`)
      const since = and(eq(t.events.caseId, t.cases.id), isItsOwn, gt(seq, sql`asked.value ->> '$[1]'`))
      const { name, body, eventId } = t.texts
      const spoken = select({ all: sql`json_group_object(${name}, ${body})` })
        .from(t.texts)
        .where(and(eq(eventId, id), isNotNull(body)))
      const words = sql`(${spoken})`.mapWith((all): Record<string, string> => JSON.parse(all)).as("words")
      const later = (hub: Given) =>
        select({ ref: t.cases.ref, id, seq, act, data, onDate, at, words, by: t.people.name, byId })
          .from(asked(list))
          .crossJoin(t.cases)
          .innerJoin(t.events, since)
          .leftJoin(t.people, eq(t.people.id, t.events.actorId))
          .where(isAsked(isOwn(hub)))
          .$dynamic()
      const [first, ...rest] = hubs
      return together(later(first), ...rest.map(later))
    },
    /** That they exist, where one may know it. */
    networkAmong: (list: Given) =>
      select({ ref: t.cases.ref, company: t.cases.company })
        .from(asked(list))
        .crossJoin(t.cases)
        .where(isAsked(and(knows(), or(ne(access, "restricted"), namesMe, ...hubs.map(inHub))))),

    /** History follows the case: who may open it sees its log. The enquiry it came from has an entry that names it, too. */
    get events() {
      const kase = keys()
      const isItsOwn = eq(t.events.stream, sql`'case:' || ${kase.id}`)
      return select({ ...ofCase(kase), ...getTableColumns(t.events) })
        .from(kase)
        .innerJoin(t.events, and(eq(t.events.caseId, kase.id), isItsOwn))
        .as("events")
    },
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
    get texts() {
      const kase = keys()
      return select({ ...ofCase(kase), ...getTableColumns(t.texts) })
        .from(kase)
        .innerJoin(t.texts, eq(t.texts.subject, sql`'case:' || ${kase.id}`))
        .as("texts")
    },
    get companies() {
      const kase = keys()
      return select({ ...ofCase(kase), ...getTableColumns(t.companies) })
        .from(kase)
        .innerJoin(t.companies, eq(t.companies.id, kase.companyId))
        .as("companies")
    },
    /** Those whom one knows of: through this case, or another of the company's that one may read in full. */
    get contacts() {
      const kase = keys()
      const source = together(key(isOpen()), ...hubs.map((hub) => key(isOwn(hub)))).as("source")
      return select({ ...ofCase(kase), ...getTableColumns(t.contacts) })
        .from(kase)
        .innerJoin(t.contacts, eq(t.contacts.companyId, kase.companyId))
        .innerJoin(source, eq(source.id, t.contacts.caseId))
        .as("contacts")
    },
    get named() {
      const kase = keys()
      return select({ ...ofCase(kase), personId: t.named.personId })
        .from(kase)
        .innerJoin(t.named, eq(t.named.caseId, kase.id))
        .as("named")
    },

    /** The hub that owns a case one may open, as a query. */
    caseHub: (ref: Given) => {
      const kase = keys()
      return select({ hubId: kase.hubId }).from(kase).where(eq(kase.ref, ref))
    },
    /** The people of that hub. */
    teamOf: (hub: Given | SQLWrapper) =>
      select({ id: t.people.id, name: t.people.name, role: t.memberships.role })
        .from(t.memberships)
        .innerJoin(t.people, staff)
        .where(and(eq(t.memberships.hubId, hub), proof()))
        .orderBy(t.people.name),
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
      const known = together(unrestricted(), shared(), ...hubs.map(restrictedAt)).as("others")
      const same = select({ id: t.cases.companyId }).from(t.cases).where(eq(t.cases.ref, ref))
      return select().from(known).where(eq(known.companyId, same))
    },

    /** A company, for those who may know of cases at all: which of its cases, `casesOf` says. */
    company: (id: Given) =>
      select({ ...getTableColumns(t.companies), place: t.municipalities.name })
        .from(t.companies)
        .leftJoin(t.municipalities, eq(t.municipalities.code, t.companies.municipality))
        .where(and(eq(t.companies.id, id), knows())),
    /** What was last learned of it: what, by whom, and in what words. */
    learnedOf: (companyId: Given) =>
      select({
        id: t.events.id,
        act: t.events.act,
        event: t.events.data,
        on: t.events.onDate,
        by: t.people.name,
        value: t.texts.body,
      })
        .from(t.events)
        .leftJoin(t.people, eq(t.people.id, t.events.actorId))
        .leftJoin(t.texts, and(eq(t.texts.eventId, t.events.id), eq(t.texts.name, "value")))
        .where(
          and(
            eq(t.events.stream, sql`'company:' || ${companyId}`),
            inArray(t.events.type, ["fact_learned", "identified"]),
            knows(),
          ),
        )
        .orderBy(desc(t.events.seq))
        .limit(LEARNED),
    /** Those that one may read in full. */
    fullOf: (companyId: Given) => {
      const kase = cases()
      return select().from(kase).where(eq(kase.companyId, companyId))
    },
    /** Its cases that one may know of. */
    casesOf: (companyId: Given) => {
      const known = together(unrestricted(), shared(), ...hubs.map(restrictedAt)).as("of_company")
      return select().from(known).where(eq(known.companyId, companyId))
    },
    /** What happened to those that one may read in full: where they stood, and whose turn it was. */
    coursesOf: (companyId: Given) => {
      const kase = together(key(isOpen()), ...hubs.map((hub) => key(isOwn(hub)))).as("read_in_full")
      return select({
        ref: kase.ref,
        id: t.events.id,
        act: t.events.act,
        event: t.events.data,
        onDate: t.events.onDate,
      })
        .from(kase)
        .innerJoin(t.events, eq(t.events.caseId, kase.id))
        .where(and(eq(kase.companyId, companyId), eq(t.events.stream, sql`'case:' || ${kase.id}`)))
        .orderBy(t.events.seq)
    },
    /** How many of its cases one may not know of. */
    hiddenOf: (companyId: Given) =>
      select({ id: t.cases.id })
        .from(t.cases)
        .where(
          and(
            eq(t.cases.companyId, companyId),
            eq(access, "restricted"),
            elsewhere,
            notInArray(t.cases.id, onMe),
            knows(),
          ),
        ),
    /** The hubs that have a case of it. */
    hubsOf: (companyId: Given) => {
      const around = select({ id: hubId }).from(t.cases).where(eq(t.cases.companyId, companyId))
      return select({ id: t.hubs.id, shortName: t.hubs.shortName })
        .from(t.hubs)
        .where(and(inArray(t.hubs.id, around), proof()))
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

    /** A company by its number: all hubs share it. */
    get register() {
      return select()
        .from(t.companies)
        .where(proof(roles(...WORKERS)))
        .as("register")
    },
    /** The numbers a hub has given its cases. */
    numbers: (hub: Given) =>
      select({ number: t.cases.number })
        .from(t.cases)
        .where(and(eq(hubId, hub), proof(roles(...WORKERS))))
        .as("numbers"),

    /** Enquiries at one's own hubs; for those who lead, also the network's list. */
    get enquiries() {
      return enquiries()
    },
    /** What was sent on from there: that it exists, where it went and what became of it. */
    get enquiriesSent() {
      const fromList = sentBy(NETWORK, proof(roles("manager", "owner")))
      return together(fromList, ...hubs.map(sentByHub)).as("enquiries_sent")
    },
    /** All cases that one may know of, of the company whose number an enquiry gave. */
    casesOfEnquirer: (ref: Given) => {
      const known = together(unrestricted(), shared(), ...hubs.map(restrictedAt)).as("known")
      const enquiry = enquiries()
      const number = select({ orgnr: enquiry.orgnr }).from(enquiry).where(eq(enquiry.ref, ref))
      const same = select({ id: t.companies.id }).from(t.companies).where(eq(t.companies.orgnr, number))
      return select().from(known).where(eq(known.companyId, same))
    },
    get enquiryTexts() {
      const enquiry = enquiries()
      return select({ ref: enquiry.ref, ...getTableColumns(t.texts) })
        .from(enquiry)
        .innerJoin(t.texts, eq(t.texts.subject, sql`'enquiry:' || ${enquiry.id}`))
        .as("enquiry_texts")
    },
    get enquiryEvents() {
      const enquiry = enquiries()
      return select({ ref: enquiry.ref, ...getTableColumns(t.events) })
        .from(enquiry)
        .innerJoin(t.events, eq(t.events.stream, sql`'enquiry:' || ${enquiry.id}`))
        .as("enquiry_events")
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
    /** The municipalities that hubs serve today, by name. */
    areas: (of: SomeHubs, today: Given) =>
      select({ code: t.municipalities.code, name: t.municipalities.name })
        .from(t.coverage)
        .innerJoin(t.municipalities, eq(t.municipalities.code, t.coverage.code))
        .where(and(inArray(t.coverage.hubId, [...of]), validOn(t.coverage, today), proof()))
        .orderBy(t.municipalities.name),
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
    /** Everyone who holds a role in the network, and how to reach them. */
    get staff() {
      const { id, name, email, phone } = t.people
      return select({ id, name, email, phone, hubId: t.memberships.hubId, role: t.memberships.role })
        .from(t.memberships)
        .innerJoin(t.people, staff)
        .where(proof())
        .as("staff")
    },
    /** Names for what people did, also of those who have left. */
    get people() {
      const { id, name, email, phone } = t.people
      return select({ id, name, email, phone }).from(t.people).where(proof()).as("people")
    },
    /** Counts tell how many, never which: everybody may see them all. */
    get sums() {
      return summed(ne(t.tally.hubId, NETWORK)).as("sums")
    },
    /** The same of the network as a whole, a row a stage however many hubs there are; and of one's own hubs. */
    get totals() {
      return summed(inArray(t.tally.hubId, [NETWORK, ...hubs])).as("totals")
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
    /** What comes after a row or before it, in the order of two columns: an index can start there. */
    beyond: (
      way: "after" | "before",
      columns: readonly [Column | SQL.Aliased, Column],
      values: readonly [Given, Given],
    ) => sql`(${columns[0]}, ${columns[1]}) ${sql.raw(way === "after" ? ">" : "<")} (${values[0]}, ${values[1]})`,
    upTo: (limit: number, query: SQLiteSelect) =>
      sql<number>`(select count(*) from ${query.limit(limit).as("some")})`.as("found"),

    /** The people whose roles one runs: a manager one's hubs', the programme owner everybody's. */
    get governed() {
      const governed = (where?: SQL) =>
        select({ ...getTableColumns(t.people), hubId: t.memberships.hubId, role: t.memberships.role })
          .from(t.memberships)
          .innerJoin(t.people, staff)
          .where(where)
          .$dynamic()
      const owns = proof(roles("owner"))
      const rest = governed(and(notInArray(t.memberships.hubId, [...hubs]), owns))
      const ofHub = (hub: Given) => governed(and(eq(t.memberships.hubId, hub), or(manages(hub), owns)))
      // The owner's role is held in the network: nobody else needs to ask for everyone.
      return together(...hubs.map(ofHub), ...(hubs.includes(NETWORK) ? [rest] : [])).as("governed")
    },
    /** A person who runs people may look one up by address, also one who holds no role now. */
    get invited() {
      return select()
        .from(t.people)
        .where(proof(roles("manager", "owner")))
        .as("invited")
    },
    /** What an advisor would leave behind in a hub: loaded to be handed over, never shown. */
    portfolio: (hub: Given, advisorId: Given) => {
      const left = and(eq(hubId, hub), eq(t.cases.advisorId, advisorId), isNull(t.cases.endedOn))
      return full(and(left, or(manages(hub), proof(roles("owner"))))).as("portfolio")
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

    get me() {
      return select()
        .from(t.people)
        .where(and(eq(t.people.id, personId), proof()))
        .as("me")
    },
    get mySessions() {
      return select()
        .from(t.sessions)
        .where(and(eq(t.sessions.userId, personId), proof()))
        .as("my_sessions")
    },
    /** What one has done with a form before: a resend shows it instead of writing twice. */
    done: (act: Given) =>
      select({ type: t.events.type, data: t.events.data, stream: t.events.stream })
        .from(t.events)
        .where(and(eq(t.events.actorId, personId), eq(t.events.act, act), proof()))
        .orderBy(t.events.nth),
    /** The same of an act that is done to many, to each under its own name: `ACT/NP-1`; and whether it was undone since. */
    doneUnder: (act: Given) => {
      const { act: under, actorId } = t.events
      const undone = sql<number>`exists (select 1 from ${t.events} later
        where later.case_id = events.case_id and later.seq > events.seq and later.undoes = events.id)`
      return select({ act: under, undone: undone.as("undone") })
        .from(t.events)
        .where(and(eq(actorId, personId), sql`${under} between ${act} || '/' and ${act} || '0'`, proof()))
    },

    /** Goes first in every batch: who this is, by the rows and not by the cookie. */
    session: select({
      id: t.people.id,
      name: t.people.name,
      language: t.people.language,
      sessionId: t.sessions.id,
      hubId: t.memberships.hubId,
      role: t.memberships.role,
    })
      .from(t.sessions)
      .innerJoin(t.people, eq(t.people.id, t.sessions.userId))
      .leftJoin(t.memberships, isMember)
      .where(valid),
  }
}

const KEY = { id: t.cases.id, ref: t.cases.ref, hubId: t.cases.hubId, companyId: t.cases.companyId }

const CHANGED = { ref: t.cases.ref, company: t.cases.company, track: t.cases.track }

/** No other column of a case leaves the database for those who may only know that it exists. */
const BASICS = {
  id: t.cases.id,
  ref: t.cases.ref,
  hubId: t.cases.hubId,
  companyId: t.cases.companyId,
  company: t.cases.company,
  track: t.cases.track,
  access: t.cases.access,
  stage: t.cases.stage,
  since: t.cases.since,
  endedOn: t.cases.endedOn,
  ending: t.cases.ending,
  advisor: sql<string | null>`${t.people.name}`.as("advisor"),
  phone: sql<string | null>`${t.people.phone}`.as("advisor_phone"),
  email: sql<string | null>`${t.people.email}`.as("advisor_email"),
}

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

const place = sql<string | null>`(select ${t.municipalities.name} from ${t.municipalities}
  where ${t.municipalities.code} = ${t.enquiries.municipality})`.as("place")

const ENQUIRY = { ...getTableColumns(t.enquiries), place }

/** What the sender of an enquiry still sees of it: no word of what was said, nor why it had come. */
const STUB = {
  ref: t.enquiries.ref,
  need: sql<string | null>`null`.as("need"),
  why: sql<RouteReason | null>`null`.as("why"),
  hubId: t.enquiries.hubId,
  state: t.enquiries.state,
  company: t.enquiries.company,
  orgnr: t.enquiries.orgnr,
  place,
  receivedOn: t.enquiries.receivedOn,
  dueOn: t.enquiries.dueOn,
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

/** Word for word the condition of the index `events_overridden`. */
const WAS_OVERRIDDEN = sql`${t.events.type} = 'moved' and ${t.events.data} ->> '$.overridden' is not null`
/** Of an act that was not undone: its undoing points at the first of what it did. */
const STANDS = sql`not exists (select 1 from ${t.events} as began join ${t.events} as later on later.undoes = began.id
  where began.actor_id = ${t.events.actorId} and began.act = ${t.events.act})`
/** The stage a case was in. */
const LEFT = sql<string>`${t.events.data} ->> '$.from'`
const MISSED = sql<GateCode>`missed.value`

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

const either = (queries: readonly SQL[]) => sql.join([...queries], sql` union `)

/** One branch a hub, each with its own constant: an IN list or an OR would scan everybody's cases. */
function together<Q extends SQLiteSelect>(...branches: Q[]): Q {
  return branches.reduce((all, one) => all.unionAll(one as never))
}
