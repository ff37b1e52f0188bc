import type { Desk } from "#src/access/desk.ts"
import type { RowWrite } from "#src/access/importer.ts"
import { refuse } from "#src/core/acts.ts"
import type { Choices, Planned, Told } from "#src/core/import.ts"
import { keysOf, planRows } from "#src/core/import.ts"
import {
  guess,
  headAt,
  isImportField,
  type Mapping,
  REPAIR_COLUMNS,
  remembered,
  signatureOf,
} from "#src/core/import-fields.ts"
import { undoRows } from "#src/core/import-undo.ts"
import { BadForm, Refused } from "#src/http/errors.ts"
import { aroundFile, broughtFile, importFile, rowsFile, wholeFile } from "./import-file.ts"
import type { FileRead } from "./read-file.ts"

/** How many rows one request brings in, and how many of them are written at once: others get in between. */
export const STEP = 400
const TOGETHER = 100
const FEW = 10

/** A list before it is put down: its head, its rows with their numbers in the file, and what its columns seem to hold. */
export function listIn({ rows }: FileRead, before: { head: readonly string[]; mapping: Mapping } | null) {
  const at = headAt(rows)
  const named = rows[at] ?? []
  const isOurs = (name: string | undefined) => REPAIR_COLUMNS.some((one) => one === name)
  const width = Math.max(...rows.slice(at).map((row) => row.length))
  const columns = Array.from({ length: width }, (_, n) => n).filter(
    (n) => !isOurs(named[n]) && rows.slice(at).some((row) => (row[n] ?? "") !== ""),
  )
  const head = columns.map((n) => named[n] ?? "")
  const body = rows.flatMap((row, n) => {
    const cells = columns.map((column) => row[column] ?? "")
    return n > at && cells.some((cell) => cell !== "") ? [{ nth: n + 1, cells }] : []
  })
  return { head, rows: body, signature: signatureOf(head), mapping: before ? remembered(head, before) : guess(head) }
}

/** What is chosen for its columns: each thing once, and its company among them. */
export function mappingIn(columns: readonly string[]): Mapping {
  const mapping = columns.map((one) => (isImportField(one) ? one : ""))
  const twice = mapping.findIndex((one, n) => one !== "" && mapping.indexOf(one) !== n)
  if (twice >= 0) throw new BadForm({ [`column.${twice}`]: "mapped_twice" })
  if (!mapping.includes("company") && !mapping.includes("orgnr")) throw new BadForm({ "column.0": "no_company_column" })
  return mapping
}

/** Tries every row without writing what it would do. */
export async function check(desk: Desk, id: string, choices: Choices): Promise<void> {
  const { list } = await desk.read(importFile(id))
  if (list.state !== "mapping" && list.state !== "checked") throw new Refused(refuse("final"))
  const { dictionary, number, rows } = await desk.read(wholeFile(id, list.hubId))
  const around = await desk.read(aroundFile(list.hubId, keysOf(rows, choices), number))
  const planned = planRows(rows, choices, dictionary, around, desk.today, (nth, kind) => `${kind}-${nth}`)
  const told = planned.map(
    ({ nth, told }) => ({ nth, told, state: told.state === "wrong" ? "wrong" : "waiting" }) as const,
  )
  await desk.importer.check(id, choices, told)
}

/** Brings in the next rows. Sent twice or by two at once it does no harm: each row has an act and ids of its own. */
export async function bringIn(desk: Desk, id: string): Promise<void> {
  const { list, actor } = await desk.read(importFile(id))
  const { hubId, choices, state } = list
  if (!GOES_ON.has(state)) throw new Refused(refuse("final"))
  for (const together of [TOGETHER, TOGETHER, FEW, 1]) {
    const { dictionary, number, rows } = await desk.read(
      rowsFile(id, hubId, "waiting", "up", together === TOGETHER ? STEP : FEW),
    )
    if (rows.length === 0) {
      await desk.importer.mark(id, "done", ["checked", "running", "stopped"])
      return
    }
    if (state !== "running") await desk.importer.mark(id, "running", ["checked", "stopped"])
    const around = await desk.read(aroundFile(hubId, keysOf(rows, choices), number))
    const ids = await idsOf(id, rows)
    const planned = planRows(rows, choices, dictionary, around, desk.today, (nth, kind) => ids.get(nth)?.[kind] ?? "")
    if (
      await writeAll(
        planned.map((one) => writeOf(id, one)),
        together,
      )
    )
      return
  }

  async function writeAll(rows: readonly RowWrite[], together: number): Promise<boolean> {
    for (let i = 0; i < rows.length; i += together)
      if (!(await desk.importer.write(id, actor, rows.slice(i, i + together), "waiting"))) return false
    return true
  }
}

/** Takes back the last rows that are not taken back yet, each unless something stands on it. */
export async function takeBack(desk: Desk, id: string): Promise<void> {
  const { list, actor } = await desk.read(importFile(id))
  await desk.importer.mark(id, "undoing", ["running", "stopped", "done"])
  for (const limit of [TOGETHER, TOGETHER, FEW, 1]) {
    const { rows } = await desk.read(rowsFile(id, list.hubId, "done", "down", limit))
    if (rows.length === 0) {
      await desk.importer.mark(id, "undone", ["undoing"])
      return
    }
    const asked = rows.map((row) => ({ ...row, act: actOf(id, row.nth) }))
    const file = await desk.read(broughtFile(list.hubId, asked))
    const writes = undoRows(asked, file).map(({ nth, acts, kept }, n): RowWrite => {
      const { companyId = null, caseId = null, told = null } = rows[n] ?? {}
      const known = [
        ...[...file.cases.values()].map(({ row, log }) => ({ stream: "case" as const, row, log })),
        ...[...file.companies.values()].map(({ row }) => ({ stream: "company" as const, row })),
      ].filter(({ stream, row }) => acts.some((act) => act.stream === stream && act.id === row.id))
      return {
        nth,
        act: `${id}/undo/${nth}`,
        acts,
        known,
        state: kept ? "kept" : "undone",
        told: kept && told && told.state !== "wrong" ? { ...told, built: kept } : told,
        companyId,
        caseId,
      }
    })
    if (await desk.importer.write(id, actor, writes, "done")) return
  }
}

const GOES_ON = new Set(["checked", "running", "stopped", "done"])

const actOf = (id: string, nth: number) => `${id}/${nth}`

function writeOf(id: string, { nth, told, acts, before, companyId, caseId }: Planned): RowWrite {
  const known = before ? [{ stream: "company" as const, row: before }] : []
  return { nth, act: actOf(id, nth), acts, known, state: stateOf(told), told, companyId, caseId }
}

const stateOf = ({ state }: Told) => (state === "does" ? "done" : state)

type Ids = Record<"company" | "contact" | "case" | "pseudonym", string>

/** Ids follow from the list and the row, so that nothing can come in twice, and nobody can guess them. */
async function idsOf(id: string, rows: readonly { nth: number }[]): Promise<ReadonlyMap<number, Ids>> {
  const made = rows.map(async ({ nth }): Promise<[number, Ids]> => {
    const digest = await crypto.subtle.digest("SHA-512", new TextEncoder().encode(actOf(id, nth)))
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
    const [company = "", contact = "", kase = "", pseudonym = ""] = hex.match(/.{32}/g) ?? []
    return [nth, { company: uuid(company), contact: uuid(contact), case: uuid(kase), pseudonym }]
  })
  return new Map(await Promise.all(made))
}

const uuid = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
