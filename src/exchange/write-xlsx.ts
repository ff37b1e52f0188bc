import { type CellValue, type ColumnDef, XlsxStreamWriter } from "hucre/xlsx"
import type { Cell } from "./csv.ts"

/**
 * A table as a workbook: the first row is its head, which stays in sight. Words are words and never formulas, numbers can
 * be counted with, and days are days.
 */
export function workbook(name: string, [head = [], ...rows]: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  const columns = head.map((title, n) => columnOf([title, ...rows.map((row) => row[n] ?? null)]))
  const writer = new XlsxStreamWriter({ name: sheetName(name), columns, freezePane: { rows: 1 } })
  for (const row of [head, ...rows]) writer.addRow(row.map(written))
  return writer.finish()
}

/** As wide as what stands there, within reason. */
function columnOf(cells: readonly Cell[]): ColumnDef {
  const longest = Math.max(8, ...cells.slice(0, 200).map(lengthOf))
  const width = Math.min(60, longest + 2)
  return cells.some(isDay) ? { width, numFmt: "dd.mm.yyyy" } : { width }
}

const isDay = (cell: Cell) => cell !== null && typeof cell === "object"

const lengthOf = (cell: Cell) => (cell === null ? 0 : typeof cell === "object" ? 10 : String(cell).length)

function written(cell: Cell): CellValue {
  if (cell === null || cell === "") return null
  if (typeof cell === "object") return new Date(cell.day)
  // Excel would read `_x0041_` as a sign's number.
  return typeof cell === "number" ? cell : cell.replace(UNWRITABLE, "").replace(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_")
}

/** What a sheet may not be called is left out. */
const sheetName = (name: string) => name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31)

/** No XML holds these. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu
