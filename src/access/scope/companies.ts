import { and, desc, eq, getTableColumns, inArray, notInArray, type SQLWrapper, sql } from "drizzle-orm"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles, WORKERS } from "./ground.ts"

/** Companies: all hubs share them, for those who may know of cases at all. Which of its cases, each relation says. */
export function companyRelations({
  select,
  proof,
  knows,
  cases,
  keys,
  existing,
  elsewhere,
  onMe,
  exists,
  brought,
}: Ground) {
  const { access, hubId } = t.cases

  return {
    /** A company by its number: all hubs share it, so a case goes to it also where one may not know of it. */
    get register() {
      return select()
        .from(t.companies)
        .where(proof(roles(...WORKERS)))
        .as("register")
    },
    /** The same of those that one may know of. */
    get ours() {
      return select()
        .from(t.companies)
        .where(and(exists(t.companies.id), proof(roles(...WORKERS))))
        .as("ours")
    },

    /** A company, for those who may know of cases at all: which of its cases, `casesOf` says. */
    company: (id: Given | SQLWrapper) =>
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
    casesOf: (companyId: Given | SQLWrapper) => {
      const known = existing().as("of_company")
      return select().from(known).where(eq(known.companyId, companyId))
    },
    /** What happened to those that one may read in full: where they stood, and whose turn it was. */
    coursesOf: (companyId: Given) => {
      const kase = keys().as("read_in_full")
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
    /** Whether a list of one's own hub has it: then it is known there, whatever else it is. */
    broughtOf: (companyId: Given) =>
      select({ id: t.companies.id })
        .from(t.companies)
        .where(and(eq(t.companies.id, companyId), brought(t.companies.id))),
    /** The hubs that have a case of it. */
    hubsOf: (companyId: Given) => {
      const around = select({ id: hubId }).from(t.cases).where(eq(t.cases.companyId, companyId))
      return select({ id: t.hubs.id, shortName: t.hubs.shortName })
        .from(t.hubs)
        .where(and(inArray(t.hubs.id, around), proof()))
    },
  }
}

/** So many of the latest changes of a company are told. */
const LEARNED = 30
