import { and, eq, getTableColumns, inArray, isNull, ne, type SQL, sql } from "drizzle-orm"
import { packed } from "#src/db/packed.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles, WORKERS } from "./ground.ts"

/** Old lists that are being brought in: those of the hubs one manages; and what their rows may meet. */
export function importRelations({ select, proof, manages, exists }: Ground) {
  const managesIt = () => proof(eq(t.memberships.hubId, t.imports.hubId), roles("manager"))
  const rowsOf = (id: Given) => and(eq(t.importRows.importId, id), eq(t.imports.id, id), managesIt())
  const listed = (list: Given) => sql`json_each(${list}) as asked`
  const isAsked = (column: SQL) => sql`${column} = asked.value`
  const knowsCompanies = () => proof(roles(...WORKERS))
  /** Each is looked up by its own index: left to choose, the database would read every company there is. */
  const byNumber = (numbers: Given, where?: SQL) => ({
    from: listed(numbers),
    on: and(isAsked(sql`${t.companies.orgnr}`), where),
  })
  const byName = (names: Given, where?: SQL) => ({
    from: listed(names),
    on: and(isAsked(sql`${t.companies.folded}`), ne(t.companies.folded, ""), isNull(t.companies.mergedInto), where),
  })
  const keyOf = (kind: "case" | "company") => sql`${`${kind}:`} || asked.value`

  return {
    get imports() {
      return select().from(t.imports).where(managesIt()).as("imports")
    },
    /** How many rows of it are in each state. */
    importCounts: (id: Given) =>
      select({ state: t.importRows.state, n: sql<number>`count(*)` })
        .from(t.imports)
        .crossJoin(t.importRows)
        .where(rowsOf(id))
        .groupBy(t.importRows.state),
    /** What the rows do, or did, by what is told of them. */
    importSums: (id: Given) => {
      const told = (path: string) => sql`${t.importRows.told} ->> ${sql.raw(`'$.${path}'`)}`
      const n = (of: SQL) => sql<number>`coalesce(sum(${of}), 0)`
      return select({
        newCompanies: n(sql`${told("company")} = 'new'`).as("new_companies"),
        updated: n(sql`${told("company")} = 'updated'`).as("updated"),
        byNumber: n(sql`${told("by")} = 'orgnr'`).as("by_number"),
        byName: n(sql`${told("by")} = 'name'`).as("by_name"),
        contacts: n(sql`${told("contact")} = 'new'`).as("new_contacts"),
        cases: n(sql`${told("case")} = 'new'`).as("new_cases"),
        lacking: n(sql`${told("lacks")} > 0`).as("lacking"),
      })
        .from(t.imports)
        .crossJoin(t.importRows)
        .where(and(rowsOf(id), inArray(t.importRows.state, COUNTED)))
    },
    /** Rows in one state, the first of them first, or the last. */
    importRowsIn: (id: Given, state: Given<t.ImportRowState>, way: "up" | "down", limit: number) =>
      select(getTableColumns(t.importRows))
        .from(t.imports)
        .crossJoin(t.importRows)
        .where(and(rowsOf(id), eq(t.importRows.state, state)))
        .orderBy(way === "up" ? sql`${t.importRows.nth}` : sql`${t.importRows.nth} desc`)
        .limit(limit),
    /** All that it holds, as it stands in the file. */
    importCells: (id: Given) =>
      select({ row: packed({ nth: t.importRows.nth, cells: t.importRows.cells }) })
        .from(t.imports)
        .crossJoin(t.importRows)
        .where(rowsOf(id))
        .orderBy(t.importRows.nth),
    /** A page of its rows, with what they became. */
    importList: (id: Given, from: Given<number>, limit: number) =>
      select({
        ...getTableColumns(t.importRows),
        company: t.companies.name,
        ref: t.cases.ref,
      })
        .from(t.imports)
        .crossJoin(t.importRows)
        .leftJoin(t.companies, and(eq(t.companies.id, t.importRows.companyId), exists(t.companies.id)))
        .leftJoin(t.cases, eq(t.cases.id, t.importRows.caseId))
        .where(and(rowsOf(id), sql`${t.importRows.nth} >= ${from}`))
        .orderBy(t.importRows.nth)
        .limit(limit),

    /** Companies by their numbers, also those that one may not know of; by their folded names, only those that one may. */
    companiesLike: (numbers: Given, names: Given) => {
      const isKnown = exists(t.companies.id)
      const [one, other] = [byNumber(numbers, knowsCompanies()), byName(names, and(knowsCompanies(), isKnown))]
      const found = (by: typeof one) =>
        select({ row: packed(COMPANY), isKnown: sql<number>`${isKnown}`.as("is_known") })
          .from(by.from)
          .crossJoin(t.companies)
          .where(by.on)
          .$dynamic()
      return found(one).unionAll(found(other) as never)
    },
    /** Open cases of such companies in a hub that one manages. */
    casesOfLike: (hub: Given, numbers: Given, names: Given) => {
      const here = and(eq(t.cases.companyId, t.companies.id), eq(t.cases.hubId, hub), isNull(t.cases.endedOn))
      const [one, other] = [byNumber(numbers, manages(hub)), byName(names, manages(hub))]
      const { companyId, need, track, ref } = t.cases
      const found = (by: typeof one) =>
        select({ companyId, need, track, ref })
          .from(by.from)
          .crossJoin(t.companies)
          .crossJoin(t.cases)
          .where(and(by.on, here))
          .$dynamic()
      return found(one).unionAll(found(other) as never)
    },
    /** Those to talk to there that the hub knows of: through its cases or its lists. */
    contactsOfLike: (hub: Given, numbers: Given, names: Given) => {
      const [one, other] = [byNumber(numbers, manages(hub)), byName(names, manages(hub))]
      const isOurs = sql`(${t.contacts.listHubId} = ${hub} or exists (select 1 from ${t.cases}
        where ${t.cases.id} = ${t.contacts.caseId} and ${t.cases.hubId} = ${hub}))`
      const { companyId, name, email } = t.contacts
      const found = (by: typeof one) =>
        select({ companyId, name, email })
          .from(by.from)
          .crossJoin(t.companies)
          .crossJoin(t.contacts)
          .where(and(by.on, eq(companyId, t.companies.id), isOurs))
          .$dynamic()
      return found(one).unionAll(found(other) as never)
    },

    /** What a hub's list may have brought, to be taken back: its cases with their logs. */
    casesBrought: (hub: Given, ids: Given) =>
      select(getTableColumns(t.cases))
        .from(listed(ids))
        .crossJoin(t.cases)
        .where(and(isAsked(sql`${t.cases.id}`), eq(t.cases.hubId, hub), manages(hub))),
    logsBrought: (hub: Given, kind: "case" | "company", ids: Given) => {
      const { stream, id, seq, act, data, onDate, at, actorId: byId, actorKind } = t.events
      const { name, body, eventId } = t.texts
      const spoken = select({ all: sql`json_group_object(${name}, ${body})` })
        .from(t.texts)
        .where(and(eq(eventId, id), sql`${body} is not null`))
      const words = sql`(${spoken})`.mapWith((all): Record<string, string> => JSON.parse(all)).as("words")
      return select({ stream, id, seq, act, data, onDate, at, byId, actorKind, words, by: t.people.name })
        .from(listed(ids))
        .crossJoin(t.events)
        .leftJoin(t.people, eq(t.people.id, t.events.actorId))
        .where(and(eq(stream, keyOf(kind)), manages(hub)))
        .orderBy(stream, seq)
    },
    companiesBrought: (hub: Given, ids: Given) =>
      select(COMPANY)
        .from(listed(ids))
        .crossJoin(t.companies)
        .where(and(isAsked(sql`${t.companies.id}`), manages(hub))),
    /** That there are cases, whosever: no more of them. */
    casesAround: (hub: Given, companies: Given) =>
      select({ id: t.cases.id, companyId: t.cases.companyId })
        .from(listed(companies))
        .crossJoin(t.cases)
        .where(and(isAsked(sql`${t.cases.companyId}`), manages(hub))),
  }
}

const COUNTED: t.ImportRowState[] = ["waiting", "done", "same"]
const COMPANY = getTableColumns(t.companies)
