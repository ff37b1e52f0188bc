import { and, type Column, eq, type SQL, sql } from "drizzle-orm"
import type { SQLiteSelect } from "drizzle-orm/sqlite-core"
import { type Builder, repeated } from "#src/db/connect.ts"
import { gathered, packed } from "#src/db/packed.ts"
import * as t from "#src/db/schema.ts"
import { aroundRelations } from "./scope/around.ts"
import { boardRelations } from "./scope/board.ts"
import { caseRelations } from "./scope/cases.ts"
import { changeRelations } from "./scope/changes.ts"
import { companyRelations } from "./scope/companies.ts"
import { dayRelations } from "./scope/day.ts"
import { enquiryRelations } from "./scope/enquiries.ts"
import { exportRelations } from "./scope/exports.ts"
import { fileRelations } from "./scope/files.ts"
import { type Bearer, type Given, type Ground, groundOf, isMember } from "./scope/ground.ts"
import { importRelations } from "./scope/imports.ts"
import { insightRelations } from "./scope/insight.ts"
import { keptRelations } from "./scope/kept.ts"
import { mergingRelations } from "./scope/merging.ts"
import { networkRelations } from "./scope/network.ts"
import { noticeRelations } from "./scope/notices.ts"
import { peopleRelations } from "./scope/people.ts"
import { searchRelations } from "./scope/search.ts"
import { selectionRelations } from "./scope/selections.ts"

export type Hubs = readonly [string, ...string[]]
/** What the signed cookie says. The hubs are a hint that picks the index; SQL proves each of them. */
export type Pass = {
  token: string
  personId: string
  hubs: Hubs
  /** When it was last written down that this person is here, so that it is once an hour. */
  seen?: number | undefined
}
export type Scope = ReturnType<typeof openScope>

/** The relations one person can read. They already hold the filter: nobody can forget or replace it. */
export function openScope(build: Builder, bearer: Bearer, now: Given<Date>) {
  const ground = groundOf(build, bearer, now)
  return joined(
    tools(ground),
    caseRelations(ground),
    boardRelations(ground),
    selectionRelations(ground),
    changeRelations(ground),
    companyRelations(ground),
    aroundRelations(ground),
    mergingRelations(ground),
    enquiryRelations(ground),
    insightRelations(ground),
    networkRelations(ground),
    noticeRelations(ground),
    peopleRelations(ground),
    searchRelations(ground),
    dayRelations(ground),
    keptRelations(ground),
    importRelations(ground),
    exportRelations(ground),
    fileRelations(ground),
  )
}

type All<P extends readonly object[]> = P extends readonly [infer One, ...infer Rest extends readonly object[]]
  ? One & All<Rest>
  : unknown

/** One object of many. Their getters stay getters: a page builds only the relations it takes. */
function joined<const P extends readonly object[]>(...parts: P) {
  return Object.defineProperties({}, Object.assign({}, ...parts.map(Object.getOwnPropertyDescriptors))) as All<P>
}

/** Who asks, what statements are put together with, and what was done with a form before. */
function tools({ select, personId, hubs, proof, valid }: Ground) {
  return {
    hubs,
    personId,
    isValid: sql`exists (select 1 from ${t.sessions} where ${valid})`,
    select,
    repeated,
    packed,
    gathered,
    /** What comes after a row or before it, in the order of two columns: an index can start there. */
    beyond: (
      way: "after" | "before",
      columns: readonly [Column | SQL.Aliased, Column],
      values: readonly [Given, Given],
    ) => sql`(${columns[0]}, ${columns[1]}) ${sql.raw(way === "after" ? ">" : "<")} (${values[0]}, ${values[1]})`,
    upTo: (limit: number, query: SQLiteSelect) =>
      sql<number>`(select count(*) from ${query.limit(limit).as("some")})`.as("found"),
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
      keys: t.people.keys,
      sessionId: t.sessions.id,
      hubId: t.memberships.hubId,
      role: t.memberships.role,
      /** Up to ten: more are "9+". Not of one row or another, so it is counted once. */
      unread: sql<number>`(select count(*) from (select 1 from ${t.notices} where person_id = ${personId}
        and read_at is null and taken_back_at is null limit 10))`.as("unread"),
    })
      .from(t.sessions)
      .innerJoin(t.people, eq(t.people.id, t.sessions.userId))
      .leftJoin(t.memberships, isMember)
      .where(valid),
  }
}
