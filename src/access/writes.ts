import { and, type Column, eq, inArray, isNull, ne, notExists, notInArray, or, type SQL, sql } from "drizzle-orm"
import type { Act, Stream, StreamEvents, Words } from "#src/core/acts.ts"
import { type Area, type AreaEvent, applyToArea, noArea } from "#src/core/area.ts"
import type { Day } from "#src/core/calendar.ts"
import { apply, type Case, type CaseEvent, isGone, NOT_YET } from "#src/core/case.ts"
import { applyToCompany, type CompanyEvent, isGoneCompany, noCompany } from "#src/core/company.ts"
import { applyToContact, type Contact, isOfContact, noContact } from "#src/core/contact.ts"
import { applyToStage, noStage, type StageEvent } from "#src/core/dictionary.ts"
import { applyToEnquiry, type EnquiryEvent, noEnquiry } from "#src/core/enquiry.ts"
import { REMOVED } from "#src/core/facts.ts"
import { type Happened, isFinished, spellsOf } from "#src/core/history.ts"
import { applyToHub, noHub } from "#src/core/hub.ts"
import { capped, type Histogram } from "#src/core/paces.ts"
import { applyToPerson, NETWORK, noPerson, type PersonEvent } from "#src/core/person.ts"
import { applyToTag, noTag } from "#src/core/tag.ts"
import { applyToView, noView } from "#src/core/view.ts"
import { type Builder, build, type Statement } from "#src/db/connect.ts"
import { planned, rowsInto, slot } from "#src/db/plan.ts"
import * as t from "#src/db/schema.ts"
import { diaryWrites } from "./diary.ts"
import { fileWrites } from "./files.ts"
import { findableWrites, findingIn } from "./finding.ts"
import { forgettingContact, forgettingOwner } from "./forgetting.ts"
import { movingOf, sumsBefore } from "./merging.ts"
import { type Around, noticing } from "./noticing.ts"
import type { NowSlots, Slots } from "./plan.ts"
import type { StreamRows } from "./policy.ts"
import type { Scope } from "./scope.ts"

/** A case that may leave a stage brings its log, since what it did there is counted; a company those of its contacts that change. */
export type Row =
  | { [S in Exclude<Stream, Rich>]: { stream: S; row: StreamRows[S] } }[Exclude<Stream, Rich>]
  | { stream: "company"; row: StreamRows["company"]; contacts?: readonly Contact[] | undefined }
  | { stream: "case"; row: Case; log?: readonly Happened[] | undefined }
type Rich = "case" | "company"
export type By = {
  actorKind: "person" | "public" | "system"
  actorId: string
  act: string
  on: Day
  at: Date
  requestId: string
}
/** What one act does to the database: the entries of the log, and the rows as they are afterwards. */
export type Written = {
  events: (typeof t.events.$inferInsert)[]
  texts: (typeof t.texts.$inferInsert)[]
  before: ReadonlyMap<string, Row>
  after: ReadonlyMap<string, Row>
}

/** Plays the acts on the rows they are about. Pure, so that the seed can use it without a database. */
export function play(
  known: readonly Row[],
  acts: readonly Act[],
  by: By,
  newId: () => string = () => crypto.randomUUID(),
): Written {
  const before = new Map(known.map((one) => [keyOfRow(one), one]))
  const after = new Map<string, Row>()
  const events: Written["events"] = []
  const texts: Written["texts"] = []
  acts.forEach((act, nth) => {
    const stream = keyOf(act.stream, act.id)
    const on = act.on ?? by.on
    const id = newId()
    const next = step(after.get(stream) ?? before.get(stream), act, { id, act: by.act, onDate: on })
    after.set(stream, next)
    const { seq } = next.row
    const entry = { id, stream, seq, type: act.event.type, data: act.event, undoes: act.undoes ?? null }
    events.push({ ...entry, ...stamps(next, act.event), ...stampBy(by), onDate: on, nth })
    for (const [name, body] of said(act.words)) texts.push({ eventId: id, name, subject: stream, body })
  })
  return { events, texts, before, after }
}

/** Events first, for they are the lock; then the rows and caches that follow from them. */
export function writesOf(build: Builder, known: readonly Row[], acts: readonly Act[], by: By): Statement[] {
  const written = play(known, acts, by)
  const { events, texts, before, after } = written
  const rows = [...after].flatMap(([stream, next]) => rowOf(build, before.get(stream), next, by.at))
  return [
    ...events.map(writeEvent),
    ...texts.map(writeText),
    ...setAside(build, before, after),
    ...acts.flatMap((act) => sumsBefore(build, act, by)),
    ...rows,
    ...diaryWrites(build, events, after),
    ...fileWrites(build, events),
    ...acts.flatMap((act) => beside(build, act, by)),
    ...findableWrites(findingIn(written, acts)),
    ...noticing(build, acts, aroundIn({ before, after }), by),
  ]
}

/** What telling people of acts depends on. */
export function aroundIn({ before, after }: Pick<Written, "before" | "after">): Around {
  const caseIn = (rows: ReadonlyMap<string, Row>, id: string) => {
    const found = rows.get(keyOf("case", id))
    return found?.stream === "case" ? found.row : undefined
  }
  return {
    caseOf: (id) => ({ before: caseIn(before, id), after: caseIn(after, id) }),
    standInOf: (id) => {
      const found = before.get(keyOf("person", id))
      return found?.stream === "person" ? found.row.standInId : null
    },
  }
}

/** What a page reads in full: a case by its reference, or a company's cases. */
export type Reads = string | { company: string }

/** Written in the same batch as the page: nobody reads a restricted or foreign case without leaving a trace. */
export function reading(
  { cases, select, hubs, personId }: Scope,
  { at }: NowSlots,
  { ref, company, requestId }: Slots<{ ref?: string; company?: string; requestId: string }>,
) {
  const isRead = ref ? eq(cases.ref, ref) : eq(cases.companyId, company ?? "")
  const watched = or(eq(cases.access, "restricted"), notInArray(cases.hubId, [...hubs]))
  const reading = select({
    id: sql<string>`lower(hex(randomblob(16)))`.as("id"),
    caseId: sql<string>`${cases.id}`.as("case_id"),
    personId: sql<string>`${personId}`.as("person_id"),
    at: sql<Date>`${at}`.as("at"),
    requestId: sql<string>`${requestId}`.as("request_id"),
  })
  return [build.insert(t.reads).select(reading.from(cases).where(and(isRead, watched)))] as const
}

export const keyOf = (stream: Stream, id: string) => `${stream}:${id}`
export const keyOfRow = (one: Row) => keyOf(one.stream, "code" in one.row ? one.row.code : one.row.id)

const writeEvent = rowsInto(t.events, (event) => build.insert(t.events).values(event))
const writeText = rowsInto(t.texts, (text) => build.insert(t.texts).values(text))
const writeCase = rowsInto(t.cases, (row) =>
  build.insert(t.cases).values(row).onConflictDoUpdate({ target: t.cases.id, set: row }),
)
const writeCompany = rowsInto(t.companies, (row) =>
  build.insert(t.companies).values(row).onConflictDoUpdate({ target: t.companies.id, set: row }),
)
const writeContact = rowsInto(t.contacts, (row) =>
  build.insert(t.contacts).values(row).onConflictDoUpdate({ target: t.contacts.id, set: row }),
)
const writeSpell = rowsInto(t.spells, (spell) => build.insert(t.spells).values(spell))
const addToTally = rowsInto(t.tally, (row) =>
  build
    .insert(t.tally)
    .values(row)
    .onConflictDoUpdate({
      target: [t.tally.hubId, t.tally.track, t.tally.stage, t.tally.advisorId, t.tally.turn],
      set: { n: sql`n + excluded.n`, restricted: sql`restricted + excluded.restricted` },
    }),
)

/** Where nothing is left there is no row, as if there never had been. */
const emptied = planned(
  build
    .delete(t.tally)
    .where(
      and(
        inArray(t.tally.hubId, [slot("hubId"), NETWORK]),
        inArray(t.tally.advisorId, [slot("advisorId"), ""]),
        eq(t.tally.track, slot("track")),
        eq(t.tally.stage, slot("stage")),
        inArray(t.tally.turn, [slot("turn"), ""]),
        eq(t.tally.n, 0),
      ),
    ),
)

function step(before: Row | undefined, act: Act, entry: Omit<Happened, "event">): Row {
  const { onDate: on } = entry
  switch (act.stream) {
    case "case": {
      const { row, log } = before?.stream === "case" ? before : { row: NOT_YET, log: [] }
      const { event, words } = act
      const next = act.row ?? apply(row, event, on, words)
      return { stream: "case", row: next, log: log && [...log, { ...entry, event }] }
    }
    case "company": {
      const { row: company, contacts = [] } = before?.stream === "company" ? before : { row: noCompany(act.id) }
      const { event, words } = act
      const row = act.row ?? applyToCompany(company, event, on, words)
      if (!isOfContact(event)) return { stream: "company", row, contacts }
      const { contactId } = event
      const known = contacts.find(({ id }) => id === contactId) ?? noContact(contactId, act.id)
      const others = contacts.filter(({ id }) => id !== contactId)
      return { stream: "company", row, contacts: [...others, applyToContact(known, event, on, words)] }
    }
    case "enquiry": {
      const enquiry = before?.stream === "enquiry" ? before.row : noEnquiry(act.id)
      return { stream: "enquiry", row: applyToEnquiry(enquiry, act.event, on, act.words) }
    }
    case "person": {
      const person = before?.stream === "person" ? before.row : noPerson(act.id)
      return { stream: "person", row: applyToPerson(person, act.event, act.words) }
    }
    case "area": {
      const area = before?.stream === "area" ? before.row : noArea(act.id)
      return { stream: "area", row: applyToArea(area, act.event) }
    }
    case "hub": {
      const hub = before?.stream === "hub" ? before.row : noHub(act.id)
      return { stream: "hub", row: applyToHub(hub, act.event) }
    }
    case "tag": {
      const tag = before?.stream === "tag" ? before.row : noTag(act.id)
      return { stream: "tag", row: applyToTag(tag, act.event, on) }
    }
    case "stage":
      return {
        stream: "stage",
        row: applyToStage(before?.stream === "stage" ? before.row : noStage(act.id), act.event, on),
      }
    case "view": {
      const view = before?.stream === "view" ? before.row : noView(act.id)
      return { stream: "view", row: applyToView(view, act.event, on, act.words) }
    }
  }
}

function rowOf(build: Builder, before: Row | undefined, next: Row, at: Date): Statement[] {
  const { stream, row } = next
  switch (stream) {
    case "case": {
      const was = before?.stream === "case" ? before : { row: NOT_YET, log: [] }
      if (isGone(row)) {
        const removed = build.delete(t.cases).where(eq(t.cases.id, row.id))
        return [removed, ...counts(was.row, NOT_YET), ...spellWrites(build, was, { row: was.row, log: [] })]
      }
      return [writeCase(row), ...counts(was.row, row), ...spellWrites(build, was, next)]
    }
    case "company": {
      if (isGoneCompany(row)) return [build.delete(t.companies).where(eq(t.companies.id, row.id))]
      const was = before?.stream === "company" ? before.contacts : []
      const changed = next.contacts?.filter((one) => !was?.includes(one)) ?? []
      return [writeCompany(row), ...changed.map(writeContact)]
    }
    case "tag":
      return [build.insert(t.tags).values(row).onConflictDoUpdate({ target: t.tags.code, set: row })]
    case "enquiry":
      return [build.insert(t.enquiries).values(row).onConflictDoUpdate({ target: t.enquiries.id, set: row })]
    case "person": {
      const { memberships: _, ...person } = row
      const set = { ...person, updatedAt: at }
      // Nobody signs up: whoever invites vouches for the address.
      const inserted = build.insert(t.people).values({ ...set, emailVerified: true, createdAt: at })
      return [inserted.onConflictDoUpdate({ target: t.people.id, set })]
    }
    case "area":
      return areaWrites(build, row)
    case "hub": {
      const told = { about: NOTHING, area: NOTHING }
      return [
        build
          .insert(t.hubs)
          .values({ ...row, ...told })
          .onConflictDoUpdate({ target: t.hubs.id, set: row }),
      ]
    }
    case "stage":
      return [build.insert(t.stages).values(row).onConflictDoUpdate({ target: t.stages.code, set: row })]
    case "view":
      return [build.insert(t.views).values(row).onConflictDoUpdate({ target: t.views.id, set: row })]
  }
}

/** What an event is found by, as it was when it happened. */
function stamps(next: Row, event: StreamEvents[Stream]) {
  switch (next.stream) {
    case "case":
      return { caseId: next.row.id, companyId: next.row.companyId, hubId: next.row.hubId }
    case "company":
      return { companyId: next.row.id }
    case "enquiry":
      return { caseId: next.row.caseId, hubId: next.row.hubId }
    case "hub":
      return { hubId: next.row.id }
    case "tag":
      return {}
    case "person":
    case "area":
    case "stage":
      return { hubId: "hubId" in event ? String(event.hubId) : null }
    case "view":
      return { hubId: next.row.ownerKind === "hub" ? next.row.ownerId : null }
  }
}

const stampBy = ({ on, ...by }: By) => ({ ...by, onDate: on })

const said = (words: Words = {}) => Object.entries(words).filter(([, body]) => body !== "")

/** Rows that stand beside a stream's own: roles, contacts and the names on a case. */
function beside(build: Builder, { stream, id, event, words = {} }: Act, by: By): Statement[] {
  if (stream === "case")
    return [
      ...ofCase(build, id, event),
      ...forgettingCase(build, id, event, by.at),
      ...retracting(build, keyOf(stream, id), event, by.at),
    ]
  if (stream === "enquiry") return ofEnquiry(build, id, event, by.at)
  if (stream === "company")
    return [
      ...ofCompany(build, id, event, words, by),
      ...forgetting(build, id, event, by.at),
      ...retracting(build, keyOf(stream, id), event, by.at),
    ]
  if (stream === "person") return ofPerson(build, id, event, by)
  if (stream === "stage") return ofStage(build, id, event, by.on)
  if (stream === "area") return ofArea(build, id, event)
  return []
}

function ofCase(build: Builder, caseId: string, event: CaseEvent): Statement[] {
  const put = (personId: string) => build.insert(t.named).values({ caseId, personId })
  const drop = (personId: string) =>
    build.delete(t.named).where(and(eq(t.named.personId, personId), eq(t.named.caseId, caseId)))
  if (event.type === "named") return [put(event.personId)]
  if (event.type === "unnamed") return [drop(event.personId)]
  return event.type === "undone" ? [...event.named.map(put), ...event.unnamed.map(drop)] : []
}

/** A case that nobody has begun with forgets its words, but for what the company is called. */
function forgettingCase(build: Builder, caseId: string, event: CaseEvent, at: Date): Statement[] {
  if (event.type !== "enquiry_withdrawn" || !event.forgets) return []
  const isSaid = and(eq(t.texts.subject, keyOf("case", caseId)), ne(t.texts.name, "company"))
  return [blank(build, isSaid, at)]
}

/** What was said in one that is withdrawn, was spam or is too old goes; that it was there stays. */
function ofEnquiry(build: Builder, enquiryId: string, event: EnquiryEvent, at: Date): Statement[] {
  const ended = build.delete(t.privateLinks).where(eq(t.privateLinks.enquiryId, enquiryId))
  const forgotten = blank(build, eq(t.texts.subject, keyOf("enquiry", enquiryId)), at)
  if (event.type === "expired") return [forgotten, ended]
  if (event.type === "withdrawn" || event.type === "discarded") return [forgotten]
  if (event.type !== "linked") return []
  const { hash, endsOthers } = event
  return [...(endsOthers ? [ended] : []), build.insert(t.privateLinks).values({ hash, enquiryId })]
}

/** Erases words that were said, and leaves that something was said. */
const blank = (build: Builder, which: SQL | undefined, at: Date): Statement =>
  build
    .update(t.texts)
    .set({ body: null, erasedAt: at })
    .where(and(which, isNull(t.texts.erasedAt)))

function ofCompany(build: Builder, companyId: string, event: CompanyEvent, words: Words, by: By): Statement[] {
  const { helpers } = t
  switch (event.type) {
    case "helper_noted": {
      const { helperId: id, since } = event
      const { name = "", what = "" } = words
      return [build.insert(helpers).values({ id, companyId, name, what, since })]
    }
    case "retracted":
      return event.contacts.length ? [build.delete(t.contacts).where(inArray(t.contacts.id, [...event.contacts]))] : []
    case "helper_ended":
      return [build.update(helpers).set({ until: event.until }).where(eq(helpers.id, event.helperId))]
    case "contact_erased":
      return forgettingContact(build, companyId, event.contactId, by.at)
    case "owner_erased":
      return forgettingOwner(build, companyId, by)
    case "told_apart": {
      const [one, other] = [companyId, event.from].sort()
      const { duplicates } = t
      return [build.delete(duplicates).where(and(eq(duplicates.one, one ?? ""), eq(duplicates.other, other ?? "")))]
    }
    default:
      return movingOf(build, companyId, event, by)
  }
}

/** What was said in an act that never was, is not kept either: a wrong list may hold people who had no business here. */
function retracting(build: Builder, stream: string, event: CaseEvent | CompanyEvent, at: Date): Statement[] {
  const isRetracted = event.type === "retracted" || (event.type === "undone" && event.types.includes("opened"))
  if (!isRetracted) return []
  const { events, texts } = t
  const said = build
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.stream, stream), eq(events.act, event.act)))
  const written = and(eq(texts.subject, stream), inArray(texts.eventId, said), isNull(texts.erasedAt))
  return [build.update(texts).set({ body: null, erasedAt: at }).where(written)]
}

/** What the register may no longer say of a company, we may no longer keep. */
function forgetting(build: Builder, companyId: string, event: CompanyEvent, at: Date): Statement[] {
  if (event.type !== "fact_learned" || event.fact !== "deleted" || event.value !== REMOVED) return []
  const { events, texts } = t
  const stream = keyOf("company", companyId)
  const isRegisters = sql`${events.data} ->> '$.source' = 'register'`
  const said = build
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.stream, stream), isRegisters))
  const written = and(eq(texts.subject, stream), inArray(texts.eventId, said), isNull(texts.erasedAt))
  return [build.update(texts).set({ body: null, erasedAt: at }).where(written)]
}

function ofPerson(build: Builder, personId: string, event: PersonEvent, { at, requestId }: By): Statement[] {
  if (event.type === "exported") {
    if (!event.read.length) return []
    // What leaves in a file is read, each case of it.
    const read = sql`select lower(hex(randomblob(16))), value, ${personId}, ${at.getTime()}, ${requestId}
      from json_each(${JSON.stringify(event.read)})`
    return [build.insert(t.reads).select(read)]
  }
  if (event.type === "granted") {
    const { hubId, role } = event
    return [build.insert(t.memberships).values({ personId, hubId, role })]
  }
  if (event.type !== "revoked") return []
  const held = and(eq(t.memberships.personId, personId), eq(t.memberships.hubId, event.hubId))
  const left = build.select({ id: t.memberships.personId }).from(t.memberships)
  // Who holds no role any more is signed out for good, also if invited back later.
  const homeless = notExists(left.where(eq(t.memberships.personId, personId)))
  return [
    build.delete(t.memberships).where(and(held, eq(t.memberships.role, event.role))),
    build.delete(t.sessions).where(and(eq(t.sessions.userId, personId), homeless)),
  ]
}

/** A municipality, and its covers as they are now. */
function areaWrites(build: Builder, { id: code, covers, ...row }: Area): Statement[] {
  const put = build.insert(t.municipalities).values({ code, ...row })
  return [
    put.onConflictDoUpdate({ target: t.municipalities.code, set: row }),
    build.delete(t.coverage).where(eq(t.coverage.code, code)),
    ...covers.map((cover) => build.insert(t.coverage).values(cover)),
  ]
}

function ofArea(build: Builder, oldCode: string, event: AreaEvent): Statement[] {
  if (event.type !== "became" || event.kind === "reused") return []
  const { on: changedOn, kind } = event
  return event.codes.map((newCode) => build.insert(t.municipalityChanges).values({ changedOn, oldCode, newCode, kind }))
}

const NOTHING = { nb: "", nn: "", en: "" }

/** What cases still have to follow is written with the change, so that it is never forgotten. */
function ofStage(build: Builder, stage: string, event: StageEvent, startedOn: Day): Statement[] {
  if (event.type !== "limited" && event.type !== "retired") return []
  const total = sql<number>`(select coalesce(sum(n), 0) from ${t.tally}
    where hub_id = ${NETWORK} and advisor_id = '' and turn = '' and stage = ${stage})`
  const job = { kind: event.type, data: { stage }, done: 0, total, startedOn, stoppedOn: null, finishedOn: null }
  const begun = build.insert(t.jobs).values({ id: keyOf("stage", stage), ...job })
  return [begun.onConflictDoUpdate({ target: t.jobs.id, set: job })]
}

/** No two stages may be in one place, not even while they change places. */
function setAside(build: Builder, before: Written["before"], after: Written["after"]): Statement[] {
  const moving = [...after].flatMap(([stream, next]) => {
    const was = before.get(stream)
    return was?.stream === "stage" && next.stream === "stage" && was.row.position !== next.row.position
      ? [was.row.code]
      : []
  })
  if (!moving.length) return []
  return [build.update(t.stages).set({ position: sql`-position` }).where(inArray(t.stages.code, moving))]
}

const isCounted = ({ seq, endedOn }: Case) => seq > 0 && !endedOn
const placed = (kase: Case) =>
  isCounted(kase) && [kase.hubId, kase.track, kase.stage, kase.advisorId, kase.turn, kase.access].join()

function counts(before: Case, after: Case): Statement[] {
  return placed(before) === placed(after) ? [] : [...count(before, -1), ...count(after, 1)]
}

function count(kase: Case, by: 1 | -1): Statement[] {
  const rows = tallied(kase)
  const counted = rows.map((row) => addToTally({ ...row, n: by * row.n, restricted: by * row.restricted }))
  return by > 0 ? counted : [...counted, ...rows.slice(-1).map(emptied)]
}

/** Where a case counts: in the sum of its stage in its hub and in the network, and by advisor and turn. */
export function tallied(kase: Case): (typeof t.tally.$inferInsert)[] {
  if (!isCounted(kase)) return []
  const { hubId, track, stage, turn } = kase
  const row = { hubId, track, stage, n: 1, restricted: kase.access === "restricted" ? 1 : 0 }
  return [
    { ...row, advisorId: "", turn: "" },
    { ...row, hubId: NETWORK, advisorId: "", turn: "" },
    { ...row, advisorId: kase.advisorId ?? "nobody", turn },
  ]
}

/** A case and what it has been through. */
export type History = { row: Case; log?: readonly Happened[] | undefined }
type SpellRow = typeof t.spells.$inferInsert

/** The finished visits of a case to its stages, each by the event that ended it. */
export const finishedIn = ({ row, log = [] }: History): SpellRow[] =>
  spellsOf(log, "")
    .filter(isFinished)
    .map(({ stage, cameOn, leftOn, endedBy, days, split }) => {
      const { id: caseId, hubId, track } = row
      return { id: endedBy, caseId, hubId, track, stage, cameOn, leftOn, days, ...split }
    })

/**
 * What the difference between two histories of a case does to the finished visits: those that are new are counted, and
 * those that are gone or were otherwise are no longer. A log in which something is undone comes without it.
 */
export function spellWrites(build: Builder, before: History, after: History): Statement[] {
  if (!before.log || !after.log) {
    if (placeOf(before.row) === placeOf(after.row)) return []
    throw new Error(`${after.row.ref} left its stage, and its log is not known`)
  }
  const [was, is] = [countedBy(before), countedBy(after)]
  const gone = [...was.values()].filter((one) => is.get(one.spell.id)?.key !== one.key)
  const fresh = [...is.values()].filter((one) => was.get(one.spell.id)?.key !== one.key)
  return [
    ...gone.flatMap(({ spell, restricted }) => [
      build.delete(t.spells).where(eq(t.spells.id, spell.id)),
      stayed(build, spell, restricted, -1),
    ]),
    ...fresh.flatMap(({ spell, restricted }) => [writeSpell(spell), stayed(build, spell, restricted, 1)]),
  ]
}

const placeOf = ({ stage, endedOn, access }: Case) => [stage, endedOn, access].join()

const countedBy = (history: History) => {
  const restricted = history.row.access === "restricted"
  return new Map(
    finishedIn(history).map((spell) => [spell.id, { spell, restricted, key: JSON.stringify([spell, restricted]) }]),
  )
}

type Stay = typeof t.stays.$inferInsert

/** Where a finished visit counts: in its hub and in the network, in the month it ended and for ever. */
function stayOf({ hubId, stage, leftOn, days, us }: SpellRow, restricted: boolean, by: 1 | -1): Stay[] {
  const counts = { n: by, restricted: restricted ? by : 0 }
  const took = { days: { [capped(days)]: by }, ours: { [capped(us)]: by }, others: { [capped(days - us)]: by } }
  return [hubId, NETWORK].flatMap((place) =>
    [leftOn.slice(0, 7), ""].map((period) => ({ stage, period, hubId: place, ...counts, ...took })),
  )
}

function stayed(build: Builder, spell: SpellRow, restricted: boolean, by: 1 | -1): Statement {
  const { stays } = t
  const more = (column: Column, days: number) => {
    const at = `$."${capped(days)}"`
    return sql`json_set(${column}, ${at}, coalesce(${column} ->> ${at}, 0) + ${by})`
  }
  return build
    .insert(stays)
    .values(stayOf(spell, restricted, by))
    .onConflictDoUpdate({
      target: [stays.stage, stays.period, stays.hubId],
      set: {
        n: sql`n + excluded.n`,
        restricted: sql`restricted + excluded.restricted`,
        days: more(stays.days, spell.days),
        ours: more(stays.ours, spell.us),
        others: more(stays.others, spell.days - spell.us),
      },
    })
}

/** All that these histories count for: what the rows must be. */
export function staysIn(histories: readonly History[]): Stay[] {
  const sums = new Map<string, Stay>()
  for (const { row, ...history } of histories)
    for (const spell of finishedIn({ row, ...history }))
      for (const stay of stayOf(spell, row.access === "restricted", 1)) {
        const key = [stay.stage, stay.period, stay.hubId].join()
        const sum = sums.get(key)
        sums.set(key, sum ? together(sum, stay) : stay)
      }
  return [...sums.values()]
}

const together = (one: Stay, other: Stay): Stay => ({
  ...one,
  n: one.n + other.n,
  restricted: one.restricted + other.restricted,
  days: added(one.days, other.days),
  ours: added(one.ours, other.ours),
  others: added(one.others, other.others),
})

function added(one: Histogram, other: Histogram): Histogram {
  const sum: Record<string, number> = { ...one }
  for (const [days, n] of Object.entries(other)) sum[days] = (sum[days] ?? 0) + n
  return sum
}
