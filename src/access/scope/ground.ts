import { and, eq, gt, inArray, ne, notInArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import type { SQLiteSelect } from "drizzle-orm/sqlite-core"
import type { Role } from "#src/core/person.ts"
import type { Builder } from "#src/db/connect.ts"
import type { Slot } from "#src/db/plan.ts"
import * as t from "#src/db/schema.ts"

/** A value, or the slot where it goes. */
export type Given<T = string> = T | Slot
export type SomeHubs = readonly [Given, ...Given[]]
/** A pass whose values come later: see `plan.ts`. */
export type Bearer = { token: Given; personId: Given; hubs: SomeHubs }
export type Ground = ReturnType<typeof groundOf>

export const WORKERS: Role[] = ["advisor", "manager"]
/** Who may know of single cases outside their own hub. The auditor may only count. */
const KNOWERS: Role[] = [...WORKERS, "owner"]
/** Rows of a list that stand: what they are about, the hub knows of. */
export const BROUGHT: t.ImportRowState[] = ["done", "same", "kept"]

/** What every relation stands on: proofs of who one is, in SQL, and the branches that full cases and basics are made of. */
export function groundOf(build: Builder, { token, personId, hubs }: Bearer, now: Given<Date>) {
  const select = build.select.bind(build)
  const valid = and(eq(t.sessions.token, token), eq(t.sessions.userId, personId), gt(t.sessions.expiresAt, now))
  /** Written by hand: it stands in every branch of every relation, and a builder would take most of a page's time. */
  const proof = (...rights: SQL[]) =>
    sql`exists (select 1 from ${t.sessions} join ${t.memberships} on ${isMember} where ${and(valid, ...rights)})`
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

  const { imports, importRows } = t
  const listed = (hub: Given) => and(eq(imports.hubId, hub), proof(eq(t.memberships.hubId, hub), roles(...WORKERS)))
  /** A company that a list of one's own hub has brought, whoever helps it besides. */
  const brought = (id: SQLWrapper) =>
    sql`exists (select 1 from ${importRows} join ${imports} on ${eq(imports.id, importRows.importId)}
      where ${and(eq(importRows.companyId, id), inArray(importRows.state, BROUGHT), or(...hubs.map(listed)))})`
  const mayKnow = () => sql`(${or(ne(access, "restricted"), isNamed, ...hubs.map(inHub))})`
  /** A company exists for those who may know of a case of its, or whose list has it; one that has no case, for all. */
  const exists = (id: SQLWrapper) =>
    sql`(exists (select 1 from ${t.cases} where ${and(eq(t.cases.companyId, id), mayKnow())})
      or not exists (select 1 from ${t.cases} where ${eq(t.cases.companyId, id)}) or ${brought(id)})`

  const full = (where?: SQL) => select().from(t.cases).where(where).$dynamic()
  /** For what hangs on a case: its other columns, named once more for each, would cost more time than the query. */
  const key = (where?: SQL) => select(KEY).from(t.cases).where(where).$dynamic()
  const isOwn = (hub: Given) => and(inHub(hub), or(ne(access, "restricted"), isMine, manages(hub), namesMe))
  const isOpen = () => and(elsewhere, knows(), or(eq(access, "network"), isNamed))
  const own = (hub: Given) => full(isOwn(hub))

  const basic = (where?: SQL) =>
    select(BASICS).from(t.cases).leftJoin(t.people, eq(t.people.id, t.cases.advisorId)).where(where).$dynamic()
  const unrestricted = (at?: SQL) => basic(and(at, ne(access, "restricted"), knows()))
  const restrictedAt = (hub: Given, at?: SQL) => basic(and(at, inHub(hub), eq(access, "restricted")))
  const shared = (at?: SQL) => basic(and(at, isNamed, elsewhere, eq(access, "restricted"), knows()))
  /** That a case exists and whom to call, of those that one may know of. */
  const existing = (at?: SQL) => together(unrestricted(at), shared(at), ...hubs.map((hub) => restrictedAt(hub, at)))

  return {
    build,
    select,
    personId,
    hubs,
    valid,
    proof,
    knows,
    inHub,
    manages,
    elsewhere,
    isMine,
    onMe,
    isNamed,
    namesMe,
    full,
    isOwn,
    isOpen,
    own,
    basic,
    shared,
    existing,
    leads: () => proof(roles("manager", "owner")),
    mayKnow,
    brought,
    exists,
    cases: () => together(full(isOpen()), ...hubs.map(own)).as("cases"),
    /** For what hangs on a case. */
    keys: (at?: SQL) => together(key(and(at, isOpen())), ...hubs.map((hub) => key(and(at, isOwn(hub))))),
  }
}

export const isMember = eq(t.memberships.personId, t.sessions.userId)
export const roles = (...of: Role[]) => inArray(t.memberships.role, of)
export const isStaff = eq(t.memberships.personId, t.people.id)

/** One branch a hub, each with its own constant: an IN list or an OR would scan everybody's cases. */
export function together<Q extends SQLiteSelect>(...branches: Q[]): Q {
  return branches.reduce((all, one) => all.unionAll(one as never))
}

const KEY = { id: t.cases.id, ref: t.cases.ref, hubId: t.cases.hubId, companyId: t.cases.companyId }

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
  alert: t.cases.alert,
  advisor: sql<string | null>`${t.people.name}`.as("advisor"),
  phone: sql<string | null>`${t.people.phone}`.as("advisor_phone"),
  email: sql<string | null>`${t.people.email}`.as("advisor_email"),
}
