import { desc, eq } from "drizzle-orm"
import { holds } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import type { CaseEvent, Entry } from "#src/core/case.ts"
import type { CompanyEntry, CompanyEvent } from "#src/core/company.ts"
import type { Around, Dictionary } from "#src/core/import.ts"
import type { UndoFile, UndoRow } from "#src/core/import-undo.ts"
import type { ImportRowState } from "#src/db/schema.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"

/** A list that is being brought in, for those who manage the hub that it is for. */
export const importFile = (id: string) =>
  page({
    args: { id },
    statements: askedOfImport,
    build: (actor, [[list]]) => {
      if (!list) throw new NotFound()
      if (!holds(actor, "manager", list.hubId)) throw new Forbidden()
      return { list, actor }
    },
  })

function askedOfImport({ select, imports }: Scope, _: unknown, { id }: Slots<{ id: string }>) {
  const list = imports
  return [select().from(list).where(eq(list.id, id))] as const
}

/** What names in its rows can stand for, and so many of its rows. */
export const rowsFile = (id: string, hub: string, state: ImportRowState, way: "up" | "down", limit: number) =>
  page({
    statements: (scope) => [...dictionaryOf(scope, hub), scope.importRowsIn(id, state, way, limit)] as const,
    build: (_, [tracks, stages, staff, municipalities, [home], [last], rows]) => ({
      dictionary: dictionaryFrom(hub, { tracks, stages, staff, municipalities, home }),
      number: (last?.number ?? 0) + 1,
      rows,
    }),
  })

/** The same with all its rows, as they stand in the file. */
export const wholeFile = (id: string, hub: string) =>
  page({
    statements: (scope) => [...dictionaryOf(scope, hub), scope.importCells(id)] as const,
    build: (_, [tracks, stages, staff, municipalities, [home], [last], rows]) => ({
      dictionary: dictionaryFrom(hub, { tracks, stages, staff, municipalities, home }),
      number: (last?.number ?? 0) + 1,
      rows: rows.map(({ row }) => row),
    }),
  })

/** The companies that rows may be about, and what the hub has of them. */
export const aroundFile = (
  hub: string,
  keys: { numbers: readonly string[]; names: readonly string[] },
  number: number,
) =>
  page({
    args: { hub, numbers: JSON.stringify(keys.numbers), names: JSON.stringify(keys.names) },
    statements: askedAround,
    build: (_, [companies, cases, contacts]): Around => ({
      companies: [...new Map(companies.map(({ row }) => [row.id, row])).values()],
      hidden: new Set(companies.flatMap(({ row, isKnown }) => (isKnown ? [] : [row.id]))),
      cases,
      contacts,
      number,
    }),
  })

function askedAround(
  { companiesLike, casesOfLike, contactsOfLike }: Scope,
  _: unknown,
  { hub, numbers, names }: Slots<{ hub: string; numbers: string; names: string }>,
) {
  return [companiesLike(numbers, names), casesOfLike(hub, numbers, names), contactsOfLike(hub, numbers, names)] as const
}

/** What rows brought, with all that has happened to it since. */
export const broughtFile = (hub: string, rows: readonly UndoRow[]) =>
  page({
    args: { hub, companies: idsIn(rows, "companyId"), cases: idsIn(rows, "caseId") },
    statements: askedOfBrought,
    build: (_, [cases, caseLogs, companies, companyLogs, around]): UndoFile => {
      const logs = Map.groupBy([...caseLogs, ...companyLogs], ({ stream }) => stream)
      const logOf = (stream: string) =>
        (logs.get(stream) ?? []).map(({ actorKind, by, ...entry }) => {
          return { ...entry, words: entry.words ?? {}, by: actorKind === "person" ? (by ?? "?") : "" }
        })
      return {
        cases: new Map(
          cases.map((row) => [
            row.id,
            {
              row,
              log: logOf(`case:${row.id}`).map(({ data, ...entry }): Entry => ({ ...entry, event: data as CaseEvent })),
            },
          ]),
        ),
        companies: new Map(
          companies.map((row) => [
            row.id,
            {
              row,
              log: logOf(`company:${row.id}`).map(
                ({ data, ...entry }): CompanyEntry => ({ ...entry, event: data as CompanyEvent }),
              ),
            },
          ]),
        ),
        casesOf: new Map(
          [...Map.groupBy(around, ({ companyId }) => companyId)].map(([id, all]) => [id, all.map((one) => one.id)]),
        ),
      }
    },
  })

function askedOfBrought(
  { casesBrought, companiesBrought, logsBrought, casesAround }: Scope,
  _: unknown,
  { hub, companies, cases }: Slots<{ hub: string; companies: string; cases: string }>,
) {
  return [
    casesBrought(hub, cases),
    logsBrought(hub, "case", cases),
    companiesBrought(hub, companies),
    logsBrought(hub, "company", companies),
    casesAround(hub, companies),
  ] as const
}

const idsIn = (rows: readonly UndoRow[], name: "companyId" | "caseId") =>
  JSON.stringify([...new Set(rows.flatMap((row) => row[name] ?? []))])

function dictionaryOf({ select, tracks, stages, staff, municipalities, hubRows, numbers }: Scope, hub: string) {
  const given = numbers(hub)
  return [
    select().from(tracks).orderBy(tracks.position),
    select().from(stages).orderBy(stages.position),
    select({ id: staff.id, name: staff.name, email: staff.email, role: staff.role })
      .from(staff)
      .where(eq(staff.hubId, hub)),
    select({ code: municipalities.code, name: municipalities.name, validTo: municipalities.validTo }).from(
      municipalities,
    ),
    select({ prefix: hubRows.prefix }).from(hubRows).where(eq(hubRows.id, hub)),
    select().from(given).orderBy(desc(given.number)).limit(1),
  ] as const
}

type Rows = Pick<Dictionary, "tracks" | "stages" | "municipalities"> & {
  staff: readonly { id: string; name: string; email: string; role: string }[]
  home: { prefix: string } | undefined
}

function dictionaryFrom(hubId: string, { staff, home, ...rest }: Rows): Dictionary {
  if (!home) throw new NotFound()
  const team = staff.filter(({ role }) => role === "advisor" || role === "manager")
  return { hubId, prefix: home.prefix, ...rest, team: [...new Map(team.map((one) => [one.id, one])).values()] }
}
