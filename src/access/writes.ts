import { and, eq, notExists, notInArray, or, sql } from "drizzle-orm"
import type { Act, Stream, StreamEvents, Words } from "#src/core/acts.ts"
import type { Day } from "#src/core/calendar.ts"
import { apply, type Case, type CaseEvent, NOT_YET } from "#src/core/case.ts"
import { applyToCompany, type CompanyEvent, noCompany } from "#src/core/company.ts"
import { applyToEnquiry, noEnquiry } from "#src/core/enquiry.ts"
import { applyToPerson, NETWORK, noPerson, type PersonEvent } from "#src/core/person.ts"
import { type Builder, build, type Statement } from "#src/db/connect.ts"
import { rowsInto } from "#src/db/plan.ts"
import * as t from "#src/db/schema.ts"
import type { NowSlots, Slots } from "./plan.ts"
import type { StreamRows } from "./policy.ts"
import type { Scope } from "./scope.ts"

export type Row = { [S in Stream]: { stream: S; row: StreamRows[S] } }[Stream]
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
  const before = new Map(known.map((one) => [keyOf(one.stream, one.row.id), one]))
  const after = new Map<string, Row>()
  const events: Written["events"] = []
  const texts: Written["texts"] = []
  acts.forEach((act, nth) => {
    const stream = keyOf(act.stream, act.id)
    const on = act.on ?? by.on
    const next = step(after.get(stream) ?? before.get(stream), act, on)
    after.set(stream, next)
    const id = newId()
    const { seq } = next.row
    const entry = { id, stream, seq, type: act.event.type, data: act.event, undoes: act.undoes ?? null }
    events.push({ ...entry, ...stamps(next, act.event), ...stampBy(by), onDate: on, nth })
    for (const [name, body] of said(act.words)) texts.push({ eventId: id, name, subject: stream, body })
  })
  return { events, texts, before, after }
}

/** Events first, for they are the lock; then the rows and caches that follow from them. */
export function writesOf(build: Builder, known: readonly Row[], acts: readonly Act[], by: By): Statement[] {
  const { events, texts, before, after } = play(known, acts, by)
  const rows = [...after].flatMap(([stream, next]) => rowOf(build, before.get(stream), next, by.at))
  return [
    ...events.map(writeEvent),
    ...texts.map(writeText),
    ...rows,
    ...acts.flatMap((act) => beside(build, act, by.on)),
  ]
}

/** Written in the same batch as the page: nobody reads a restricted or foreign case without leaving a trace. */
export function reading(
  { cases, select, hubs, personId }: Scope,
  { at }: NowSlots,
  { ref, id, requestId }: Slots<{ ref: string; id: string; requestId: string }>,
) {
  const watched = or(eq(cases.access, "restricted"), notInArray(cases.hubId, [...hubs]))
  const reading = select({
    id: sql<string>`${id}`.as("id"),
    caseId: sql<string>`${cases.id}`.as("case_id"),
    personId: sql<string>`${personId}`.as("person_id"),
    at: sql<Date>`${at}`.as("at"),
    requestId: sql<string>`${requestId}`.as("request_id"),
  })
  return [build.insert(t.reads).select(reading.from(cases).where(and(eq(cases.ref, ref), watched)))] as const
}

export const keyOf = (stream: Stream, id: string) => `${stream}:${id}`

const writeEvent = rowsInto(t.events, (event) => build.insert(t.events).values(event))
const writeText = rowsInto(t.texts, (text) => build.insert(t.texts).values(text))
const writeCase = rowsInto(t.cases, (row) =>
  build.insert(t.cases).values(row).onConflictDoUpdate({ target: t.cases.id, set: row }),
)
const writeCompany = rowsInto(t.companies, (row) =>
  build.insert(t.companies).values(row).onConflictDoUpdate({ target: t.companies.id, set: row }),
)
const addToTally = rowsInto(t.tally, (row) =>
  build
    .insert(t.tally)
    .values(row)
    .onConflictDoUpdate({
      target: [t.tally.hubId, t.tally.track, t.tally.stage, t.tally.advisorId, t.tally.turn],
      set: { n: sql`n + excluded.n`, restricted: sql`restricted + excluded.restricted` },
    }),
)

function step(before: Row | undefined, act: Act, on: Day): Row {
  switch (act.stream) {
    case "case": {
      const kase = before?.stream === "case" ? before.row : NOT_YET
      return { stream: "case", row: act.row ?? apply(kase, act.event, on, act.words) }
    }
    case "company": {
      const company = before?.stream === "company" ? before.row : noCompany(act.id)
      return { stream: "company", row: applyToCompany(company, act.event, act.words) }
    }
    case "enquiry": {
      const enquiry = before?.stream === "enquiry" ? before.row : noEnquiry(act.id)
      return { stream: "enquiry", row: applyToEnquiry(enquiry, act.event, on, act.words) }
    }
    case "person": {
      const person = before?.stream === "person" ? before.row : noPerson(act.id)
      return { stream: "person", row: applyToPerson(person, act.event, act.words) }
    }
  }
}

function rowOf(build: Builder, before: Row | undefined, { stream, row }: Row, at: Date): Statement[] {
  switch (stream) {
    case "case": {
      const was = before?.stream === "case" ? before.row : NOT_YET
      return [writeCase(row), ...counts(was, row)]
    }
    case "company":
      return [writeCompany(row)]
    case "enquiry":
      return [build.insert(t.enquiries).values(row).onConflictDoUpdate({ target: t.enquiries.id, set: row })]
    case "person": {
      const { memberships: _, ...person } = row
      const set = { ...person, updatedAt: at }
      // Nobody signs up: whoever invites vouches for the address.
      const inserted = build.insert(t.people).values({ ...set, emailVerified: true, createdAt: at })
      return [inserted.onConflictDoUpdate({ target: t.people.id, set })]
    }
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
    case "person":
      return { hubId: "hubId" in event ? String(event.hubId) : null }
  }
}

const stampBy = ({ on, ...by }: By) => ({ ...by, onDate: on })

const said = (words: Words = {}) => Object.entries(words).filter(([, body]) => body !== "")

/** Rows that stand beside a stream's own: roles, contacts and the names on a case. */
function beside(build: Builder, { stream, id, event, words = {} }: Act, on: Day): Statement[] {
  if (stream === "case") return ofCase(build, id, event)
  if (stream === "company") return ofCompany(build, id, event, words, on)
  if (stream === "person") return ofPerson(build, id, event)
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

function ofCompany(build: Builder, companyId: string, event: CompanyEvent, words: Words, on: Day): Statement[] {
  if (event.type !== "introduced") return []
  const { name = "", email = null, phone = null, role = null } = words
  const { contactId: id, caseId } = event
  return [build.insert(t.contacts).values({ id, companyId, caseId, name, email, phone, role, since: on })]
}

function ofPerson(build: Builder, personId: string, event: PersonEvent): Statement[] {
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

const isCounted = ({ seq, endedOn }: Case) => seq > 0 && !endedOn
const slot = (kase: Case) =>
  isCounted(kase) && [kase.hubId, kase.track, kase.stage, kase.advisorId, kase.turn, kase.access].join()

function counts(before: Case, after: Case): Statement[] {
  return slot(before) === slot(after) ? [] : [...count(before, -1), ...count(after, 1)]
}

const count = (kase: Case, by: 1 | -1): Statement[] =>
  tallied(kase).map((row) => addToTally({ ...row, n: by * row.n, restricted: by * row.restricted }))

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
