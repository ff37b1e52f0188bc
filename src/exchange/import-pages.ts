import { and, desc, eq, inArray } from "drizzle-orm"
import { type Actor, holds, leadsSome } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { osloDay } from "#src/core/calendar.ts"
import { IMPORT_FIELDS, type Mapping } from "#src/core/import-fields.ts"
import type { ImportRowState } from "#src/db/schema.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { Tried } from "#src/http/tried.ts"
import type { ImportProps, ImportsProps, RowProps } from "#views/exchange/props.ts"
import type { Cell } from "./csv.ts"

const PAGE = 100
const WRONG_SHOWN = 50
const SAMPLES = 3
const LISTS = 30

/** The lists that were brought in, and the form for another. */
export const importsPage = (tried: Tried | null = null) =>
  page({
    args: {},
    statements: askedOfImports,
    build: (actor, [lists, hubs, people]): ImportsProps => {
      if (!leadsSome(actor)) throw new Forbidden()
      const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? ""
      return {
        hubs: managedBy(actor, hubs),
        lists: lists.map(({ id, file, state, total, startedAt, personId, hubId }) => ({
          id,
          file,
          state,
          total,
          on: osloDay(startedAt),
          by: nameOf(personId),
          hub: hubs.find((one) => one.id === hubId)?.shortName ?? "",
        })),
        tried,
      }
    },
  })

function askedOfImports({ select, imports, hubRows, people, hubs }: Scope) {
  return [
    select()
      .from(imports)
      .where(inArray(imports.hubId, [...hubs]))
      .orderBy(desc(imports.startedAt))
      .limit(LISTS),
    select({ id: hubRows.id, shortName: hubRows.shortName })
      .from(hubRows)
      .where(inArray(hubRows.id, [...hubs]))
      .orderBy(hubRows.shortName),
    select({ id: people.id, name: people.name })
      .from(people)
      .where(
        inArray(
          people.id,
          select({ id: imports.personId })
            .from(imports)
            .where(inArray(imports.hubId, [...hubs])),
        ),
      ),
  ] as const
}

const managedBy = (actor: Actor, hubs: readonly { id: string; shortName: string }[]) =>
  hubs.filter(({ id }) => holds(actor, "manager", id)).map(({ id, shortName }) => ({ value: id, label: shortName }))

/** What a new list is put down by: how the hub's last list of the same columns was read, and what its cases were. */
export const uploadFile = (hub: string, signature: string) =>
  page({
    args: { hub, signature },
    statements: askedOfUpload,
    build: (actor, [[same], tracks]) => {
      if (!holds(actor, "manager", hub)) throw new Forbidden()
      return {
        personId: actor.id,
        before: same ? { head: same.head, mapping: same.choices.mapping } : null,
        track: same?.choices.track ?? tracks[0]?.code ?? "",
      }
    },
  })

function askedOfUpload(
  { select, imports, tracks }: Scope,
  _: unknown,
  { hub, signature }: Slots<{ hub: string; signature: string }>,
) {
  const before = imports
  return [
    select()
      .from(before)
      .where(and(eq(before.hubId, hub), eq(before.signature, signature)))
      .orderBy(desc(before.startedAt))
      .limit(1),
    select().from(tracks).orderBy(tracks.position).limit(1),
  ] as const
}

type Asked = { from?: number; isMapping?: boolean; tried?: Tried | null; mapping?: Mapping | null }

/** A list on its way in, or what it brought. */
export const importPage = (id: string, { from = 1, isMapping = false, tried = null, mapping = null }: Asked = {}) =>
  page({
    args: { id, from },
    statements: askedOfImport,
    build: (actor, [[list], counts, [sums], wrong, listed, samples, tracks, hubs]): ImportProps => {
      if (!list) throw new NotFound()
      if (!holds(actor, "manager", list.hubId)) throw new Forbidden()
      const { head, choices, state } = list
      const chosen = mapping ?? choices.mapping
      const count = (of: ImportRowState) => counts.find((one) => one.state === of)?.n ?? 0
      const asksMapping = state === "mapping" || (state === "checked" && isMapping)
      return {
        id,
        file: list.file,
        hub: hubs.find((one) => one.id === list.hubId)?.shortName ?? "",
        source: list.source,
        state,
        startedOn: osloDay(list.startedAt),
        total: list.total,
        counts: {
          waiting: count("waiting"),
          wrong: count("wrong"),
          done: count("done"),
          same: count("same"),
          undone: count("undone"),
          kept: count("kept"),
        },
        sums: sums ?? null,
        mapping: asksMapping
          ? {
              columns: head.map((name, n) => ({
                name,
                samples: samples.flatMap(({ cells }) => cells[n] || []),
                field: chosen[n] ?? "",
              })),
              fields: IMPORT_FIELDS,
              tracks: tracks.map(({ code, name }) => ({ code, name })),
              track: choices.track,
              overwrite: choices.overwrite,
            }
          : null,
        wrong: wrong.map(({ nth, cells, told }) => ({
          nth,
          name: nameIn(cells, choices.mapping),
          wrong: (told?.state === "wrong" ? told.wrong : []).map(({ column, code, about }) => ({
            column: column === null ? null : (head[column] ?? ""),
            code,
            about: about ?? "",
          })),
        })),
        rows: listed.slice(0, PAGE).map(
          ({ nth, cells, state, told, company, companyId, ref }): RowProps => ({
            nth,
            name: company ?? nameIn(cells, choices.mapping),
            state,
            told: told && told.state !== "wrong" ? told : null,
            href: company && companyId ? `/companies/${companyId}` : null,
            ref,
          }),
        ),
        next: listed[PAGE]?.nth ?? null,
        previous: from > 1,
        tried,
      }
    },
  })

function askedOfImport(scope: Scope, _: unknown, { id, from }: Slots<{ id: string; from: number }>) {
  const { select, imports, tracks, hubRows } = scope
  const list = imports
  return [
    select().from(list).where(eq(list.id, id)),
    scope.importCounts(id),
    scope.importSums(id),
    scope.importRowsIn(id, "wrong", "up", WRONG_SHOWN),
    scope.importList(id, from, PAGE + 1),
    scope.importRowsIn(id, "waiting", "up", SAMPLES),
    select({ code: tracks.code, name: tracks.name }).from(tracks).orderBy(tracks.position),
    select({ id: hubRows.id, shortName: hubRows.shortName }).from(hubRows),
  ] as const
}

/** The rows that are wrong, with what is wrong with each: to be put right and brought again. */
export const repairFile = (id: string, most: number) =>
  page({
    statements: (scope) => {
      const list = scope.imports
      return [scope.select().from(list).where(eq(list.id, id)), scope.importRowsIn(id, "wrong", "up", most)] as const
    },
    build: (actor, [[list], rows]) => {
      if (!list) throw new NotFound()
      if (!holds(actor, "manager", list.hubId)) throw new Forbidden()
      return { list, rows }
    },
  })

type Repair = ReturnType<ReturnType<typeof repairFile>["build"]>

export function repairTable(
  { list, rows }: Repair,
  [row, wrong]: readonly [row: string, wrong: string],
  sentence: (column: string | null, code: string, about: string) => string,
): Cell[][] {
  const { head } = list
  return [
    [row, ...head, wrong],
    ...rows.map(({ nth, cells, told }) => {
      const said = (told?.state === "wrong" ? told.wrong : []).map(({ column, code, about = "" }) =>
        sentence(column === null ? null : (head[column] ?? ""), code, about),
      )
      return [nth, ...head.map((_, n) => cells[n] ?? ""), said.join(" ")]
    }),
  ]
}

function nameIn(cells: readonly string[], mapping: Mapping): string {
  const at = mapping.indexOf("company")
  const number = mapping.indexOf("orgnr")
  return cells[at] || cells[number] || ""
}
