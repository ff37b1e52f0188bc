import type { Cell } from "./csv.ts"
import { zipped } from "./zip.ts"

/**
 * A table as a workbook: the first row is its head, which stays in sight. Words are words and never formulas, numbers can
 * be counted with, and days are days.
 */
export function workbook(name: string, rows: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  const width = Math.max(1, ...rows.map((row) => row.length))
  return zipped({
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEETS}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEETS}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEETS}.styles+xml"/></Types>`,
    "_rels/.rels": `${XML}${RELATIONS}<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}${RELATIONS}<Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": STYLES,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths(rows, width)}</cols><sheetData>${rows.map(rowOf).join("")}</sheetData></worksheet>`,
  })
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
const RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
/** What cells look like: as they are, a day, the head. */
const PLAIN = 0
const DAY = 1
const HEAD = 2
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf fontId="0"/><xf fontId="0" numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`

function rowOf(cells: readonly Cell[], n: number): string {
  return `<row r="${n + 1}">${cells.map((cell, column) => cellOf(cell, `${letters(column)}${n + 1}`, n === 0 ? HEAD : PLAIN)).join("")}</row>`
}

function cellOf(cell: Cell, ref: string, style: number): string {
  if (cell === null || cell === "") return ""
  if (typeof cell === "number") return `<c r="${ref}"><v>${cell}</v></c>`
  if (typeof cell === "object") return `<c r="${ref}" s="${DAY}"><v>${serialOf(cell.day)}</v></c>`
  return `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

/** Days as a spreadsheet counts them. */
const serialOf = (day: string) => (Date.parse(day) - Date.parse("1899-12-30")) / 86_400_000

/** As wide as what stands there, within reason. */
function widths(rows: readonly (readonly Cell[])[], width: number): string {
  return Array.from({ length: width }, (_, n) => {
    const longest = Math.max(8, ...rows.slice(0, 200).map((row) => lengthOf(row[n] ?? null)))
    return `<col min="${n + 1}" max="${n + 1}" width="${Math.min(60, longest + 2)}" customWidth="1"/>`
  }).join("")
}

const lengthOf = (cell: Cell) => (cell === null ? 0 : typeof cell === "object" ? 10 : String(cell).length)

function letters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest ? letters(rest - 1) : "") + String.fromCharCode(65 + (column % 26))
}

/** What a sheet may not be called is left out. */
const sheetName = (name: string) => name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31)

const escaped = (text: string) =>
  text
    .replace(UNWRITABLE, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    // Excel would read this as a sign's number.
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_")

/** No XML holds these. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu
