/** What a cell can hold: words, a number, a day ("2026-11-23"), or nothing. */
export type Cell = string | number | { day: string } | null

/**
 * A table as a file that Excel in Norwegian opens by a double click: semicolons between cells, a mark that says UTF-8, and
 * days as they are written here. Words that a spreadsheet would run as a formula are made harmless.
 */
export const csv = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellOf).join(";")}\r\n`).join("")}`

function cellOf(cell: Cell): string {
  if (cell === null) return ""
  if (typeof cell === "number") return String(cell).replace(".", ",")
  if (typeof cell === "object") return cell.day.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3.$2.$1")
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell
  return /[;"\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
