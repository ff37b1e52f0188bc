import { SaxesParser, type SaxesTagPlain } from "saxes"
import { dayOfSerial } from "#src/core/import-values.ts"
import { filesIn, unpack } from "./unzip.ts"

// Only ZIP and XML are left to libraries. read-excel-file knows nothing of merged cells or hidden sheets and unpacks all at
// once; hucre unpacks as much as a file says of itself that it holds, and its reader weighs 36 KiB.

/** So much may come out of a workbook: ten times what goes in, and then some. */
const MOST_UNPACKED = 40 * 1024 * 1024
const MOST_ROWS = 20_000
const MOST_COLUMNS = 200

export type Workbook = { sheet: string; others: readonly string[]; rows: string[][] }
export type WorkbookProblem = "not_a_workbook" | "too_much_inside"

/** The first sheet that one can see and that holds something, as cells of text: of a formula what it came to. */
export function readWorkbook(bytes: Uint8Array): Workbook | WorkbookProblem {
  let left = MOST_UNPACKED
  try {
    const files = filesIn(bytes)
    const walk = (name: string, on: Walk) => {
      const file = files.get(name)
      if (!file) return
      const decoder = new TextDecoder()
      let xml = ""
      unpack(file, (piece) => {
        left -= piece.byteLength
        if (left < 0) throw new TooMuch()
        xml += decoder.decode(piece, { stream: true })
      })
      parserOf(on).write(xml).close()
    }
    if (!files.has("xl/workbook.xml")) return "not_a_workbook"
    const { sheets, from1904 } = sheetsIn(walk)
    const targets = targetsIn(walk)
    const meaning = { shared: sharedIn(walk), isDay: dayStylesIn(walk), from1904 }
    for (const { name, id } of sheets) {
      const rows = rowsIn((on) => walk(targets.get(id) ?? "", on), meaning)
      if (rows.length) return { sheet: name, others: sheets.map((one) => one.name).filter((one) => one !== name), rows }
    }
    return { sheet: sheets[0]?.name ?? "", others: [], rows: [] }
  } catch (error) {
    // What is packed or written wrongly is no workbook; all else is that there was too much of it.
    return error instanceof TooMuch ? "too_much_inside" : "not_a_workbook"
  }
}

class TooMuch extends Error {}

type Attributes = SaxesTagPlain["attributes"]
/** What is done on the way through a file: names come without their prefix. */
type Walk = {
  open: (name: string, attributes: Attributes) => void
  text?: (words: string) => void
  close?: (name: string) => void
}
type Walker = (name: string, on: Walk) => void
type Meaning = { shared: readonly string[]; isDay: ReadonlySet<number>; from1904: boolean }

function parserOf({ open, text, close }: Walk) {
  const parser = new SaxesParser()
  parser.on("error", (error) => {
    throw error
  })
  parser.on("opentag", ({ name, attributes }) => open(bare(name), attributes))
  if (text) for (const kind of ["text", "cdata"] as const) parser.on(kind, text)
  if (close) parser.on("closetag", ({ name }) => close(bare(name)))
  return parser
}

const bare = (name: string) => name.slice(name.indexOf(":") + 1)

function sheetsIn(walk: Walker) {
  const sheets: { name: string; id: string }[] = []
  let from1904 = false
  walk("xl/workbook.xml", {
    open: (tag, { name = "", state = "", date1904 = "", "r:id": id = "" }) => {
      if (tag === "sheet" && state !== "hidden" && state !== "veryHidden") sheets.push({ name, id })
      if (tag === "workbookPr") from1904 = date1904 === "1" || date1904 === "true"
    },
  })
  return { sheets, from1904 }
}

/** Where each sheet is, by what the workbook calls it. */
function targetsIn(walk: Walker): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  walk("xl/_rels/workbook.xml.rels", {
    open: (tag, { Id = "", Target = "" }) => {
      if (tag !== "Relationship") return
      targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target.replace(/^\.\//, "")}`)
    },
  })
  return targets
}

/** Strings stand in a list of their own. How they are to be read aloud is no part of them. */
function sharedIn(walk: Walker): readonly string[] {
  const shared: string[] = []
  const words = wordsOf("t")
  walk("xl/sharedStrings.xml", {
    ...words.walk,
    open: (tag) => {
      words.open(tag)
      if (tag === "si") words.start()
    },
    close: (tag) => {
      words.walk.close(tag)
      if (tag === "si") shared.push(said(words.end()))
    },
  })
  return shared
}

/** Cells whose format shows a day: those of Excel's own that do, and what somebody made of d, m and y. */
function dayStylesIn(walk: Walker): ReadonlySet<number> {
  const own = new Map<string, string>()
  const formats: string[] = []
  let isInCells = false
  walk("xl/styles.xml", {
    open: (tag, { numFmtId = "", formatCode = "" }) => {
      if (tag === "numFmt") own.set(numFmtId, formatCode)
      if (tag === "cellXfs") isInCells = true
      if (tag === "xf" && isInCells) formats.push(numFmtId)
    },
    close: (tag) => {
      if (tag === "cellXfs") isInCells = false
    },
  })
  const days = formats.flatMap((id, n) => {
    const code = (own.get(id) ?? "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "")
    return DAY_FORMATS.has(Number(id)) || /[dy]/i.test(code) ? [n] : []
  })
  return new Set(days)
}

function rowsIn(walk: (on: Walk) => void, meaning: Meaning): string[][] {
  const rows: string[][] = []
  const merged: string[] = []
  const words = wordsOf("v", "t")
  let row: string[] = []
  let number = 0
  let cell: Attributes = {}
  walk({
    open: (tag, attributes) => {
      words.open(tag)
      if (tag === "mergeCell") merged.push(attributes.ref ?? "")
      if (tag === "row") {
        number = Number(attributes.r) || number + 1
        row = []
      }
      if (tag === "c") {
        cell = attributes
        words.start()
      }
    },
    text: words.walk.text,
    close: (tag) => {
      words.walk.close(tag)
      if (tag === "c") {
        const column = columnOf(cell.r ?? "") ?? row.length
        if (column < MOST_COLUMNS) put(row, column, cellOf(cell, words.end(), meaning))
      }
      if (tag !== "row" || number > MOST_ROWS || number < 1) return
      while (rows.length < number) rows.push([])
      rows[number - 1] = row
    },
  })
  for (const ref of merged) spread(rows, ref)
  while (rows.length && rows.at(-1)?.every((one) => one === "")) rows.pop()
  return rows
}

/** What stands in some elements, put together. */
function wordsOf(...tags: readonly string[]) {
  let words = ""
  let isIn = false
  let isAloud = false
  return {
    start: () => {
      words = ""
    },
    end: () => words,
    open: (tag: string) => {
      if (tag === "rPh") isAloud = true
      isIn = tags.includes(tag)
    },
    walk: {
      text: (more: string) => {
        if (isIn && !isAloud) words += more
      },
      close: (tag: string) => {
        if (tag === "rPh") isAloud = false
        isIn = false
      },
    },
  }
}

function cellOf({ t: type, s: style }: Attributes, value: string, { shared, isDay, from1904 }: Meaning): string {
  if (type === "inlineStr" || type === "str") return said(value)
  if (type === "s") return shared[Number(value)] ?? ""
  if (type === "b") return value === "1" ? "ja" : "nei"
  if (type === "e") return ""
  if (type === "d") return value.slice(0, 10)
  const day = isDay.has(Number(style)) ? dayOfSerial(Number(value), from1904) : null
  // What a number is calculated to has more digits than anybody wrote.
  return day ?? (/^-?\d+\.\d{10,}|e/i.test(value) ? String(Number(Number(value).toPrecision(12))) : value)
}

/** One cell over several is the value of each of them. */
function spread(rows: string[][], ref: string): void {
  const [, from = "", top = "", to = "", bottom = ""] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? []
  const [left, right] = [columnOf(from) ?? 0, Math.min(columnOf(to) ?? -1, MOST_COLUMNS - 1)]
  const value = rows[Number(top) - 1]?.[left]
  // A title across the sheet names no column.
  if (!value || (top === bottom && right - left > 1)) return
  for (const row of rows.slice(Number(top) - 1, Number(bottom)))
    for (let column = left; column <= right; column++) put(row, column, value)
}

function put(row: string[], column: number, value: string): void {
  while (row.length <= column) row.push("")
  row[column] = value
}

function columnOf(ref: string): number | undefined {
  const [letters] = /^[A-Z]+/.exec(ref) ?? []
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** Those of Excel's own formats that show a day. */
const DAY_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

/** With what Excel could not say in XML: `_x000D_`. */
const said = (text: string): string =>
  text.replace(/_x([\dA-F]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
