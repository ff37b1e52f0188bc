import { sql } from "drizzle-orm"
import { check, customType, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import * as v from "valibot"
import type { AnyEvent } from "#src/core/acts.ts"
import type { Access, Turn } from "#src/core/case.ts"
import type { HeldRole } from "#src/core/contact.ts"
import type { Reason } from "#src/core/duplicates.ts"
import type { Enquiry } from "#src/core/enquiry.ts"
import type { Alert, Facts as CompanyFacts } from "#src/core/facts.ts"
import type { FileKind } from "#src/core/file-kind.ts"
import { type Facts, isGate, type Requirement } from "#src/core/gates.ts"
import type { Extra } from "#src/core/hub.ts"
import type { Choices as ImportChoices, Told } from "#src/core/import.ts"
import type { ImportSource } from "#src/core/import-source.ts"
import type { Histogram } from "#src/core/paces.ts"
import type { Language, Role } from "#src/core/person.ts"
import type { Kind } from "#src/core/search.ts"
import type { Phase } from "#src/core/stages.ts"
import type { NoticeKind, Way, Ways } from "#src/core/telling.ts"
import type { Service } from "#src/core/time.ts"
import type { ViewOwner } from "#src/core/view.ts"

const Requirements = v.array(
  v.object({
    code: v.custom<Requirement["code"]>(
      (code) => typeof code === "string" && isGate(code),
      ({ input }) => `unknown requirement: ${input}`,
    ),
    params: v.exactOptional(v.object({ times: v.exactOptional(v.number()) })),
  }),
)
/** Parsed at the edge: a stage that asks for something the program does not know is refused. */
const requirements = customType<{ data: readonly Requirement[]; driverData: string }>({
  dataType: () => "text",
  fromDriver: (json) => v.parse(Requirements, JSON.parse(json)),
  toDriver: (rows) => JSON.stringify(v.parse(Requirements, rows)),
})
const stamp = () => integer({ mode: "timestamp_ms" })
const flag = () => integer({ mode: "boolean" })
/** The same words in three languages. */
export type Named = Record<Language, string>
const named3 = () => text({ mode: "json" }).$type<Named>()

const histogram = () => text({ mode: "json" }).$type<Histogram>()

// The network: rows it owns together.

export const hubs = sqliteTable("hubs", {
  id: text().primaryKey(),
  name: text().notNull(),
  shortName: text().notNull(),
  /** The letters in front of its case numbers. */
  prefix: text().notNull().unique(),
  about: named3().notNull(),
  area: named3().notNull(),
  openedOn: text().notNull(),
  closedOn: text(),
  seq: integer().notNull().default(0),
  /** The last day on which it takes no new enquiries. */
  fullUntil: text(),
  /** What its own form asks besides what every form asks. */
  extras: text({ mode: "json" }).$type<readonly Extra[]>().notNull().default([]),
})

export const municipalities = sqliteTable("municipalities", {
  code: text().primaryKey(),
  /** How far the area's log has come: those that the network began with have none. */
  seq: integer().notNull().default(0),
  name: text().notNull(),
  county: text().notNull(),
  validFrom: text(),
  validTo: text(),
})

export const municipalityChanges = sqliteTable(
  "municipality_changes",
  {
    changedOn: text().notNull(),
    oldCode: text().notNull(),
    newCode: text().notNull(),
    kind: text().$type<"renumber" | "merge" | "split" | "county_move">().notNull(),
  },
  (t) => [primaryKey({ columns: [t.oldCode, t.newCode, t.changedOn] })],
)

/** Cache, but for what the network began with: which municipality belongs to which hub, when. A candidate has no hub yet. */
export const coverage = sqliteTable(
  "coverage",
  {
    hubId: text(),
    code: text().notNull(),
    validFrom: text().notNull(),
    validTo: text(),
    status: text().$type<"confirmed" | "candidate">().notNull(),
  },
  (t) => [primaryKey({ columns: [t.code, t.validFrom] }), index("coverage_of_hub").on(t.hubId)],
)

export const tracks = sqliteTable(
  "tracks",
  { code: text().primaryKey(), position: integer().notNull(), name: named3().notNull() },
  (t) => [uniqueIndex("tracks_in_order").on(t.position)],
)

export const stages = sqliteTable(
  "stages",
  {
    code: text().primaryKey(),
    track: text().notNull(),
    position: integer().notNull(),
    phase: text().$type<Phase>().notNull(),
    name: named3().notNull(),
    meaning: named3().notNull(),
    limitDays: integer().notNull(),
    requires: requirements().notNull(),
    retiredOn: text(),
    seq: integer().notNull().default(0),
    successor: text(),
    hiddenAt: text({ mode: "json" }).$type<readonly string[]>().notNull().default([]),
  },
  (t) => [uniqueIndex("stages_in_order").on(t.track, t.position)],
)

/** What a change of the dictionary still has to reach: one a stage, and how far it has come. Not history. */
export const jobs = sqliteTable("jobs", {
  /** The stage's stream. */
  id: text().primaryKey(),
  kind: text().$type<JobKind>().notNull(),
  data: text({ mode: "json" }).$type<{ stage: string }>().notNull(),
  done: integer().notNull(),
  total: integer().notNull(),
  startedOn: text().notNull(),
  stoppedOn: text(),
  finishedOn: text(),
})
export type JobKind = "limited" | "retired"

export const closeReasons = sqliteTable(
  "close_reasons",
  {
    code: text().primaryKey(),
    position: integer().notNull(),
    name: named3().notNull(),
    countsAs: text().notNull(),
    retiredOn: text(),
  },
  (t) => [uniqueIndex("close_reasons_in_order").on(t.position)],
)

// People and how they get in. The names of columns are what better-auth expects; `people` is its user.

export const people = sqliteTable("people", {
  id: text().primaryKey(),
  seq: integer().notNull().default(0),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: flag().notNull().default(false),
  image: text(),
  phone: text(),
  language: text().$type<Language>().notNull().default("nb"),
  /** The absence that lasts or comes next. Why, nobody asks. */
  awayFrom: text(),
  awayTo: text(),
  standInId: text(),
  /** How they want to hear of each kind of thing, where that is not as usual. */
  ways: text({ mode: "json" }).$type<Ways>().notNull().default({}),
  /** The hash of the secret in the address of their calendar. */
  calendar: text().unique(),
  /** Whether single letters and signs do something: who speaks to a computer says them by accident. */
  keys: flag().notNull().default(true),
  /** Not history: how many mails in a row did not reach them, when they were last here, and when the visit before ended. */
  mailFailures: integer().notNull().default(0),
  seenAt: stamp(),
  visitedAt: stamp(),
  createdAt: stamp().notNull(),
  updatedAt: stamp().notNull(),
})

/** Cache of the persons' streams: who holds which role where, now. Network roles are held in "network". */
export const memberships = sqliteTable(
  "memberships",
  { personId: text().notNull(), hubId: text().notNull(), role: text().$type<Role>().notNull() },
  (t) => [
    primaryKey({ columns: [t.personId, t.hubId, t.role] }),
    index("memberships_of_hub").on(t.hubId, t.role, t.personId),
  ],
)

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text("person_id").notNull(),
    expiresAt: stamp().notNull(),
    createdAt: stamp().notNull(),
    updatedAt: stamp().notNull(),
    ipAddress: text(),
    userAgent: text(),
  },
  (t) => [index("sessions_of_person").on(t.userId)],
)

/** better-auth's: sign-in links that wait to be used, hashed. */
export const verifications = sqliteTable(
  "verifications",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: stamp().notNull(),
    createdAt: stamp().notNull(),
    updatedAt: stamp().notNull(),
  },
  (t) => [index("verifications_by_identifier").on(t.identifier)],
)

/** better-auth's: other ways to sign in. A mail link needs none, but the library asks for the table. */
export const accounts = sqliteTable(
  "accounts",
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text("person_id").notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: stamp(),
    refreshTokenExpiresAt: stamp(),
    scope: text(),
    password: text(),
    createdAt: stamp().notNull(),
    updatedAt: stamp().notNull(),
  },
  (t) => [index("accounts_of_person").on(t.userId)],
)

// Companies, enquiries and cases: rows that follow from the log.

export const companies = sqliteTable(
  "companies",
  {
    id: text().primaryKey(),
    seq: integer().notNull(),
    name: text().notNull(),
    orgnr: text().unique(),
    municipality: text(),
    facts: text({ mode: "json" }).$type<CompanyFacts>().notNull().default({}),
    alert: text().$type<Alert>(),
    tags: text({ mode: "json" }).$type<readonly string[]>().notNull().default([]),
    /** Cache: the name as it is compared, empty in rows that are older than the comparison. */
    folded: text().notNull().default(""),
    /** Those that someone has said it is not the same as. */
    apart: text({ mode: "json" }).$type<readonly string[]>().notNull().default([]),
    /** The company that it turned out to be, and its cases went to. */
    mergedInto: text(),
  },
  (t) => [
    index("companies_alerted").on(t.alert).where(sql`alert is not null`),
    index("companies_by_name").on(t.folded, t.municipality),
    index("companies_merged").on(t.mergedInto).where(sql`merged_into is not null`),
  ],
)

export const contacts = sqliteTable(
  "contacts",
  {
    id: text().primaryKey(),
    companyId: text().notNull(),
    /** The case that brought them: they are shown to those who may read it in full. Empty where a list did. */
    caseId: text().notNull(),
    /** The hub whose list had them, where no case did: they are shown to those who work there. */
    listHubId: text(),
    name: text().notNull(),
    email: text(),
    phone: text(),
    role: text(),
    roles: text({ mode: "json" }).$type<readonly HeldRole[]>().notNull().default([]),
    since: text().notNull(),
    until: text(),
    erasedOn: text(),
  },
  (t) => [
    index("contacts_of_company").on(t.companyId, t.since),
    index("contacts_by_email").on(t.email).where(sql`email is not null`),
    index("contacts_by_phone").on(t.phone).where(sql`phone is not null`),
  ],
)

/** Who else helps a company, as someone here has noted it. */
export const helpers = sqliteTable(
  "helpers",
  {
    id: text().primaryKey(),
    companyId: text().notNull(),
    name: text().notNull(),
    what: text().notNull(),
    since: text().notNull(),
    until: text(),
  },
  (t) => [index("helpers_of_company").on(t.companyId, t.since)],
)

/** What companies can be marked with, the same in every hub. */
export const tags = sqliteTable("tags", {
  code: text().primaryKey(),
  seq: integer().notNull(),
  name: named3().notNull(),
  retiredOn: text(),
})

/**
 * Not history: companies that may be one, found every night, a row for each hub that has a case of one of them. `one` is
 * before `other`. Where contacts are alike, they are known through these cases.
 */
export const duplicates = sqliteTable(
  "duplicates",
  {
    hubId: text().notNull(),
    one: text().notNull(),
    other: text().notNull(),
    reason: text().$type<Reason>().notNull(),
    caseOne: text().notNull().default(""),
    caseOther: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.hubId, t.one, t.other, t.reason, t.caseOne, t.caseOther] }),
    index("duplicates_of_one").on(t.one, t.other),
    index("duplicates_of_other").on(t.other),
  ],
)

/**
 * Two companies that became one, or were parted again: how much there was of each kind and how much there is. It is
 * counted in the batch that moves it, which is rolled back unless both are the same.
 */
export const merges = sqliteTable(
  "merges",
  {
    /** The act. */
    id: text().primaryKey(),
    keptId: text().notNull(),
    mergedId: text().notNull(),
    onDate: text().notNull(),
    /** The merge that this one takes back. */
    parts: text(),
    before: text().notNull(),
    after: text(),
  },
  (t) => [
    index("merges_of_company").on(t.keptId, t.onDate),
    check("merge_keeps_all", sql`after is null or after = before`),
  ],
)

export const enquiries = sqliteTable(
  "enquiries",
  {
    id: text().primaryKey(),
    ref: text().notNull().unique(),
    seq: integer().notNull(),
    hubId: text(),
    sentBy: text(),
    state: text().$type<Enquiry["state"]>().notNull(),
    municipality: text(),
    orgnr: text(),
    why: text({ mode: "json" }).$type<Enquiry["why"]>().notNull(),
    language: text().$type<Language>().notNull(),
    receivedOn: text().notNull(),
    dueOn: text().notNull(),
    isOffered: flag().notNull().default(false),
    source: text().$type<Enquiry["source"]>().notNull().default("form"),
    askedOn: text(),
    heard: text().$type<NonNullable<Enquiry["heard"]>>(),
    changedOn: text().notNull().default(""),
    caseId: text(),
    openedCase: flag().notNull().default(false),
    company: text().notNull(),
    folded: text().notNull().default(""),
    need: text().notNull(),
    contact: text().notNull(),
    email: text(),
    phone: text(),
    /** The hub whose own address the form was opened at. */
    via: text(),
    /** Which text they were told how what they write is used. */
    notice: text(),
    extras: text({ mode: "json" }).$type<Enquiry["extras"]>().notNull().default([]),
    signs: text({ mode: "json" }).$type<Enquiry["signs"]>().notNull().default([]),
  },
  (t) => [
    index("enquiries_at_hub").on(t.hubId, t.state, t.dueOn),
    index("enquiries_sent_by").on(t.sentBy, t.receivedOn),
    index("enquiries_from").on(t.municipality, t.state),
    // What has become no case: `oldOnes` in access/system.ts says the same condition, or the index is not used.
    index("enquiries_by_age").on(t.changedOn).where(sql`state in ('waiting', 'asked', 'declined')`),
  ],
)

/** Private links to one's own enquiry: only the hash of what is secret in them. Cache of the enquiries' streams. */
export const privateLinks = sqliteTable(
  "private_links",
  { hash: text().primaryKey(), enquiryId: text().notNull() },
  (t) => [index("private_links_of").on(t.enquiryId)],
)

export const cases = sqliteTable(
  "cases",
  {
    id: text().primaryKey(),
    ref: text().notNull(),
    number: integer().notNull(),
    seq: integer().notNull(),
    pseudonym: text().notNull(),
    hubId: text().notNull(),
    companyId: text().notNull(),
    company: text().notNull(),
    municipality: text(),
    place: text(),
    track: text().notNull(),
    access: text().$type<Access>().notNull(),
    stage: text().notNull(),
    since: text().notNull(),
    openedOn: text().notNull(),
    need: text().notNull(),
    advisorId: text(),
    turn: text().$type<Turn>().notNull(),
    until: text(),
    waitReason: text(),
    nextStep: text(),
    nextOn: text(),
    facts: text({ mode: "json" }).$type<Facts>().notNull(),
    isRegistered: flag().notNull(),
    hasContact: flag().notNull(),
    alert: text().$type<Alert>(),
    alertedOn: text(),
    limitDays: integer().notNull(),
    clockOn: text().notNull(),
    staleOn: text().notNull(),
    attendOn: text().notNull(),
    search: text().notNull(),
    endedOn: text(),
    ending: text(),
  },
  (t) => [
    uniqueIndex("cases_ref").on(t.ref),
    uniqueIndex("cases_number").on(t.hubId, t.number),
    index("cases_own").on(t.hubId, t.track, t.stage, t.attendOn).where(sql`ended_on is null`),
    index("cases_of_advisor").on(t.hubId, t.advisorId, t.track, t.stage, t.attendOn).where(sql`ended_on is null`),
    index("cases_by_turn").on(t.hubId, t.turn, t.track, t.stage, t.attendOn).where(sql`ended_on is null`),
    index("cases_of_hub").on(t.hubId, t.track, t.stage, t.since, t.id).where(sql`ended_on is null`),
    index("cases_network").on(t.track, t.stage, t.since, t.id).where(sql`ended_on is null`),
    // In the order of what needs attention, whatever the stage: lists, and boards whose columns are something else.
    index("cases_in_order").on(t.hubId, t.track, t.attendOn, t.id).where(sql`ended_on is null`),
    index("cases_in_order_of").on(t.hubId, t.advisorId, t.track, t.attendOn, t.id).where(sql`ended_on is null`),
    index("cases_in_order_by").on(t.hubId, t.turn, t.track, t.attendOn, t.id).where(sql`ended_on is null`),
    index("cases_in_order_at").on(t.hubId, t.municipality, t.track, t.attendOn, t.id).where(sql`ended_on is null`),
    index("cases_of_company").on(t.companyId),
    index("cases_alerted").on(t.alert).where(sql`alert is not null and ended_on is null`),
    index("cases_unnumbered").on(t.companyId).where(sql`not is_registered and ended_on is null`),
    index("cases_by_limit").on(t.stage, t.limitDays, t.staleOn).where(sql`ended_on is null`),
    // What an advisor's day begins with: what has neither a step nor a wait, what is due, and what stands still.
    index("cases_without_step")
      .on(t.hubId, t.advisorId, t.staleOn)
      .where(sql`ended_on is null and next_on is null and until is null`),
    index("cases_due").on(t.hubId, t.advisorId, t.nextOn).where(sql`ended_on is null and next_on is not null`),
    // What is always so is asked for only by who goes by age (`byAge`): others keep to indexes of their own.
    index("cases_by_age").on(t.hubId, t.advisorId, t.staleOn).where(sql`ended_on is null and stale_on > ''`),
    index("cases_that_wait").on(t.until).where(sql`ended_on is null and turn <> 'us'`),
  ],
)

/** Cache: persons who share a case without being its advisor. */
export const named = sqliteTable("named", { personId: text().notNull(), caseId: text().notNull() }, (t) => [
  primaryKey({ columns: [t.personId, t.caseId] }),
  index("named_on_case").on(t.caseId),
])

// The log, and people's words beside it.

export const events = sqliteTable(
  "events",
  {
    id: text().primaryKey(),
    stream: text().notNull(),
    seq: integer().notNull(),
    caseId: text(),
    companyId: text(),
    hubId: text(),
    actorKind: text().$type<"person" | "public" | "system">().notNull(),
    actorId: text().notNull(),
    type: text().$type<AnyEvent["type"]>().notNull(),
    data: text({ mode: "json" }).$type<AnyEvent>().notNull(),
    onDate: text().notNull(),
    at: stamp().notNull(),
    act: text().notNull(),
    nth: integer().notNull(),
    undoes: text(),
    requestId: text().notNull(),
  },
  (t) => [
    uniqueIndex("events_in_order").on(t.stream, t.seq),
    uniqueIndex("events_once").on(t.actorId, t.act, t.nth),
    index("events_of_case").on(t.caseId, t.seq),
    index("events_undone").on(t.undoes).where(sql`undoes is not null`),
    index("events_by_hub").on(t.hubId, t.at),
    index("events_exported").on(t.at).where(sql`type = 'exported'`),
    // Few among many: `overridden` in scope.ts says the same condition, or the index is not used.
    index("events_overridden").on(t.hubId, t.onDate).where(sql`type = 'moved' and data ->> '$.overridden' is not null`),
  ],
)

/** People's words and names, apart from the facts: erasure blanks the body and leaves the event. */
export const texts = sqliteTable(
  "texts",
  {
    eventId: text().notNull(),
    name: text().notNull(),
    /** Whose words, or about whom: the stream they were said in. */
    subject: text().notNull(),
    body: text(),
    erasedAt: stamp(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.name] }),
    index("texts_of_subject").on(t.subject),
    check("erased", sql`(body is null) = (erased_at is not null)`),
  ],
)

/** Cache: open cases, and how many of them are restricted. Empty advisor and turn: the sum of a stage, also network-wide. */
export const tally = sqliteTable(
  "tally",
  {
    hubId: text().notNull(),
    track: text().notNull(),
    stage: text().notNull(),
    advisorId: text().notNull(),
    turn: text().$type<Turn | "">().notNull(),
    n: integer().notNull(),
    restricted: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.hubId, t.advisorId, t.track, t.stage, t.turn] }),
    index("tally_sums").on(t.hubId, t.track, t.stage).where(sql`advisor_id = '' and turn = ''`),
  ],
)

/** Cache: the time that a person gave to a case, by the entry that says so, in minutes. Undone, it is gone. */
export const timeEntries = sqliteTable(
  "time_entries",
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    /** Whose case it was then. */
    hubId: text().notNull(),
    personId: text().notNull(),
    onDate: text().notNull(),
    contact: integer().notNull(),
    preparation: integer().notNull(),
    travel: integer().notNull(),
    service: text().$type<Service>().notNull(),
    /** The funding line that pays for it, once there are any. */
    line: text(),
  },
  (t) => [index("time_of_person").on(t.personId, t.onDate), index("time_of_case").on(t.caseId)],
)

/** Cache: who of us goes to which meeting, of those that are not cancelled. Where it is stands in the words of `said`. */
export const meetings = sqliteTable(
  "meetings",
  {
    caseId: text().notNull(),
    /** Its number in the case's log. */
    id: text().notNull(),
    personId: text().notNull(),
    onDate: text().notNull(),
    startsAt: text().notNull(),
    minutes: integer().notNull(),
    said: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.id, t.personId] }),
    index("meetings_of_person").on(t.personId, t.onDate, t.startsAt),
  ],
)

/**
 * Cache of the cases' logs: the files that are attached, whose content stands in a bucket under their id. One that was
 * taken away stays until nobody can take that back.
 */
export const files = sqliteTable(
  "files",
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    /** The entry that attached it: what it is called stands in its words. */
    said: text().notNull(),
    kind: text().$type<FileKind>().notNull(),
    bytes: integer().notNull(),
    hash: text().notNull(),
    /** When its content goes, if it was taken away. */
    goesAt: stamp(),
  },
  (t) => [index("files_of_case").on(t.caseId), index("files_that_go").on(t.goesAt).where(sql`goes_at is not null`)],
)

/**
 * Cache of the views' streams: looks that someone gave a name. They are a stream and no bare rows, since a hub's or the
 * network's are many people's: who changed or removed one is asked for, and there is one way to write.
 */
export const views = sqliteTable(
  "views",
  {
    id: text().primaryKey(),
    seq: integer().notNull(),
    ownerKind: text().$type<ViewOwner["kind"]>().notNull(),
    ownerId: text().notNull(),
    name: text().notNull(),
    query: text().notNull(),
    position: integer().notNull(),
    deletedOn: text(),
  },
  (t) => [index("views_of_owner").on(t.ownerKind, t.ownerId, t.position).where(sql`deleted_on is null`)],
)

/** Cache: each finished visit of a case to a stage, by the event that ended it. Days are working days, and by whose turn. */
export const spells = sqliteTable(
  "spells",
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    /** Whose case it was then. */
    hubId: text().notNull(),
    track: text().notNull(),
    stage: text().notNull(),
    cameOn: text().notNull(),
    leftOn: text().notNull(),
    days: integer().notNull(),
    us: integer().notNull(),
    company: integer().notNull(),
    funder: integer().notNull(),
    other: integer().notNull(),
  },
  (t) => [
    index("spells_of_case").on(t.caseId),
    index("spells_of_stage").on(t.stage, t.leftOn, t.id),
    index("spells_of_hub").on(t.hubId, t.stage, t.leftOn, t.id),
  ],
)

/**
 * Cache: how many finished visits to a stage took how many days: of a hub or the network, in a month ("2026-11") or ever
 * (""). A whole distribution is a row, so that a page of percentiles reads few.
 */
export const stays = sqliteTable(
  "stays",
  {
    stage: text().notNull(),
    period: text().notNull(),
    hubId: text().notNull(),
    n: integer().notNull(),
    restricted: integer().notNull(),
    days: histogram().notNull(),
    ours: histogram().notNull(),
    others: histogram().notNull(),
  },
  (t) => [primaryKey({ columns: [t.stage, t.period, t.hubId] })],
)

/**
 * Cache: what companies, contacts and enquiries are found by, as `keysOf` in core/search.ts makes it. Beside it stands
 * `findable_index` (FTS5, made by hand in its migration), where each row is with whoever may find it, under the same id.
 */
export const findable = sqliteTable(
  "findable",
  {
    id: integer().primaryKey(),
    kind: text().$type<Kind>().notNull(),
    key: text().notNull(),
    /** The company, also of its contacts; or the enquiry. */
    owner: text().notNull(),
    keys: text().notNull(),
  },
  (t) => [uniqueIndex("findable_once").on(t.kind, t.key), index("findable_of_owner").on(t.owner)],
)

/** How far what others tell has been read: a run begins after `since` and is at the company after `place`. */
export const feeds = sqliteTable("feeds", {
  name: text().primaryKey(),
  since: stamp().notNull(),
  /** When the run that is under way began. */
  begun: stamp(),
  place: text().notNull(),
})

/**
 * Not history: how often something came within a while, such as posts in an hour, or a form's token, and what came with
 * it first. No word of anybody: texts and addresses only as keyed hashes.
 */
export const marks = sqliteTable(
  "marks",
  { name: text().primaryKey(), n: integer().notNull(), first: text(), until: stamp().notNull() },
  (t) => [index("marks_until").on(t.until)],
)

/**
 * Old lists that are being brought in: how far each has come, and what was chosen for it. Not history: what the rows did
 * stands in the logs of what they did it to.
 */
export const imports = sqliteTable(
  "imports",
  {
    id: text().primaryKey(),
    hubId: text().notNull(),
    personId: text().notNull(),
    file: text().notNull(),
    source: text({ mode: "json" }).$type<ImportSource>().notNull(),
    head: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    /** What its columns are called: the same list is known by it. */
    signature: text().notNull(),
    choices: text({ mode: "json" }).$type<ImportChoices>().notNull(),
    state: text().$type<ImportState>().notNull(),
    total: integer().notNull(),
    startedAt: stamp().notNull(),
    finishedAt: stamp(),
  },
  (t) => [index("imports_of_hub").on(t.hubId, t.startedAt), index("imports_by_age").on(t.startedAt)],
)
export type ImportState = "mapping" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone"

/** Their rows. What they say is kept only until it is written or given up: it is about people. */
export const importRows = sqliteTable(
  "import_rows",
  {
    importId: text().notNull(),
    /** Its number in the file. */
    nth: integer().notNull(),
    cells: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    state: text().$type<ImportRowState>().notNull(),
    told: text({ mode: "json" }).$type<Told>(),
    companyId: text(),
    caseId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.nth] }),
    index("import_rows_in_state").on(t.importId, t.state, t.nth),
    index("import_rows_of_company").on(t.companyId).where(sql`company_id is not null`),
  ],
)
/** It waits, is wrong, is written, had nothing new; or it was undone, or kept since something stands on it. */
export type ImportRowState = "waiting" | "wrong" | "done" | "same" | "undone" | "kept"

/** Who looked at a restricted case, or at another hub's case in full. Never changed. */
export const reads = sqliteTable(
  "reads",
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    personId: text().notNull(),
    at: stamp().notNull(),
    requestId: text().notNull(),
  },
  (t) => [index("reads_of_case").on(t.caseId, t.at)],
)

/**
 * What someone is told of, written with what happened. What was done to many at once (`batch`) is one notice. Not
 * history: whether it was read, taken back, said in the morning mail or taken to be sent.
 */
export const notices = sqliteTable(
  "notices",
  {
    id: text().primaryKey(),
    personId: text().notNull(),
    kind: text().$type<NoticeKind>().notNull(),
    way: text().$type<Way>().notNull(),
    batch: text().notNull(),
    actorId: text().notNull(),
    cases: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    /** The person or the enquiry that it is about, if that is no case. */
    about: text(),
    at: stamp().notNull(),
    readAt: stamp(),
    takenBackAt: stamp(),
    toldAt: stamp(),
  },
  (t) => [
    uniqueIndex("notices_once").on(t.personId, t.kind, t.batch),
    index("notices_of_person").on(t.personId, t.at),
    index("notices_of_batch").on(t.batch),
    index("notices_unread").on(t.personId, t.at).where(sql`read_at is null and taken_back_at is null`),
    index("notices_to_send").on(t.at).where(sql`way = 'at_once' and told_at is null`),
  ],
)

/** Mail that is to be sent once: whoever writes the row sends it. `nothing` is a morning with nothing to say. */
export const deliveries = sqliteTable(
  "deliveries",
  {
    /** "notice:" and its id, or "morning:" with person and day. */
    id: text().primaryKey(),
    personId: text().notNull(),
    day: text().notNull(),
    state: text().$type<"claimed" | "sent" | "failed" | "nothing">().notNull(),
    attempts: integer().notNull(),
    at: stamp().notNull(),
    reason: text(),
  },
  (t) => [index("deliveries_failed").on(t.day).where(sql`state = 'failed'`)],
)
