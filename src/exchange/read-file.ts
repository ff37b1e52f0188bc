import type { ImportSource } from "#src/core/import-source.ts"
import { decoded, parsedCsv } from "./read-csv.ts"
import { readWorkbook } from "./read-xlsx.ts"

/** A file may be so large, and a list so long and so wide. */
export const MOST_BYTES = 5 * 1024 * 1024
export const MOST_LIST_ROWS = 10_000
export const MOST_COLUMNS = 100
const MOST_SIGNS = 2000

export const FILE_PROBLEMS = [
  "no_file",
  "file_too_large",
  "not_a_list",
  "not_a_workbook",
  "too_much_inside",
  "old_excel",
  "empty_file",
  "too_many_rows",
  "too_many_columns",
] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]
/** The rows as they stand in the file, empty ones too, so that each keeps its number. */
export type FileRead = { source: ImportSource; rows: readonly (readonly string[])[] }

/** What is in a file that somebody brings, whatever it is called. */
export async function readFile(bytes: Uint8Array): Promise<FileRead | FileProblem> {
  if (bytes.byteLength === 0) return "empty_file"
  if (bytes.byteLength > MOST_BYTES) return "file_too_large"
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return "old_excel"
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return "not_a_list"
  const found = startsWith(bytes, [0x50, 0x4b]) ? await workbook(bytes) : text(bytes)
  if (typeof found === "string") return found
  const rows = found.rows.map((row) => row.map(tidy))
  const filled = rows.filter((row) => row.some((cell) => cell !== "")).length
  if (filled === 0) return "empty_file"
  if (filled > MOST_LIST_ROWS + 1) return "too_many_rows"
  if (rows.some((row) => row.length > MOST_COLUMNS && row.slice(MOST_COLUMNS).some((cell) => cell !== "")))
    return "too_many_columns"
  return { source: found.source, rows }
}

async function workbook(bytes: Uint8Array): Promise<FileRead | FileProblem> {
  const found = await readWorkbook(bytes)
  if (typeof found === "string") return found
  const { sheet, others, rows } = found
  return { source: { kind: "xlsx", sheet, others }, rows }
}

function text(bytes: Uint8Array): FileRead | FileProblem {
  const { text, encoding } = decoded(bytes)
  // Pictures and programs are full of these; a list has none.
  if (text.slice(0, 10_000).includes("\u0000")) return "not_a_list"
  const { rows, separator } = parsedCsv(text)
  return { source: { kind: "csv", encoding, separator }, rows }
}

/** Without the mark that our own files put before what a spreadsheet would run as a formula. */
const tidy = (cell: string): string =>
  cell
    .replace(/^\uFEFF/, "")
    .trim()
    .replace(/^'(?=[=+\-@\t＝＋－＠])/, "")
    .slice(0, MOST_SIGNS)

const startsWith = (bytes: Uint8Array, signs: readonly number[]) => signs.every((sign, n) => bytes[n] === sign)
