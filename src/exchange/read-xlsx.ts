import { dayOfSerial } from "#src/core/import-values.ts"
import { entriesIn, unpacked } from "./zip.ts"

/** So much may come out of a workbook: ten times what goes in, and then some. */
const MOST_UNPACKED = 40 * 1024 * 1024
const MOST_COLUMNS = 200

export type Workbook = { sheet: string; others: readonly string[]; rows: string[][] }
export type WorkbookProblem = "not_a_workbook" | "too_much_inside"

/** The first sheet that one can see and that holds something, as cells of text: of a formula what it came to. */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook | WorkbookProblem> {
  const entries = entriesIn(bytes)
  if (!entries?.has("xl/workbook.xml")) return "not_a_workbook"
  let left = MOST_UNPACKED
  const parts = new Map<string, string>()
  const part = async (name: string): Promise<string> => {
    const known = parts.get(name)
    if (known !== undefined) return known
    const entry = entries.get(name)
    if (!entry) return ""
    const found = await unpacked(entry, left)
    if (!found) throw new TooMuch()
    left -= found.byteLength
    const text = new TextDecoder().decode(found)
    parts.set(name, text)
    return text
  }
  try {
    const workbook = await part("xl/workbook.xml")
    const targets = targetsIn(await part("xl/_rels/workbook.xml.rels"))
    const sheets = sheetsIn(workbook)
    const shared = sharedIn(await part("xl/sharedStrings.xml"))
    const isDay = dayStylesIn(await part("xl/styles.xml"))
    const from1904 = /<(?:\w+:)?workbookPr[^>]*\bdate1904="(?:1|true)"/.test(workbook)
    for (const { name, id } of sheets) {
      const rows = rowsIn(await part(targets.get(id) ?? ""), { shared, isDay, from1904 })
      if (rows.length) return { sheet: name, others: sheets.map((one) => one.name).filter((one) => one !== name), rows }
    }
    return { sheet: sheets[0]?.name ?? "", others: [], rows: [] }
  } catch (error) {
    // What is packed wrongly is no workbook; all else is that there was too much of it.
    return error instanceof TooMuch ? "too_much_inside" : "not_a_workbook"
  }
}

class TooMuch extends Error {}

type Meaning = { shared: readonly string[]; isDay: ReadonlySet<number>; from1904: boolean }

const sheetsIn = (xml: string) =>
  tags(xml, "sheet")
    .map((tag) => ({ name: text(attribute(tag, "name")), id: attribute(tag, "r:id"), state: attribute(tag, "state") }))
    .filter(({ state }) => state !== "hidden" && state !== "veryHidden")

/** Where each sheet is, by what the workbook calls it. */
const targetsIn = (xml: string) =>
  new Map(
    tags(xml, "Relationship").map((tag) => {
      const target = attribute(tag, "Target")
      return [attribute(tag, "Id"), target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`]
    }),
  )

/** Strings stand in a list of their own. How they are to be read aloud is no part of them. */
const sharedIn = (xml: string) => elements(xml, "si").map((one) => wordsIn(one.replace(PHONETIC, "")))

const wordsIn = (xml: string) => elements(xml, "t").map(text).join("")

/** Cells whose format shows a day: those of Excel's own that do, and what somebody made of d, m and y. */
function dayStylesIn(xml: string): ReadonlySet<number> {
  const own = new Map(tags(xml, "numFmt").map((tag) => [attribute(tag, "numFmtId"), attribute(tag, "formatCode")]))
  const [formats = ""] = elements(xml, "cellXfs")
  const days = tags(formats, "xf").flatMap((tag, n) => {
    const id = attribute(tag, "numFmtId")
    const code = text(own.get(id) ?? "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "")
    return DAY_FORMATS.has(Number(id)) || /[dy]/i.test(code) ? [n] : []
  })
  return new Set(days)
}

function rowsIn(xml: string, meaning: Meaning): string[][] {
  const rows: string[][] = []
  for (const [, attributes = "", inner = ""] of xml.matchAll(ROW)) {
    const at = Number(attribute(attributes, "r")) || rows.length + 1
    if (at > MOST_ROWS) break
    while (rows.length < at) rows.push([])
    const row = rows[at - 1] ?? []
    for (const [, tag = "", cell = ""] of inner.matchAll(CELL)) {
      const column = columnOf(attribute(tag, "r")) ?? row.length
      if (column >= MOST_COLUMNS) continue
      while (row.length <= column) row.push("")
      row[column] = cellOf(tag, cell, meaning)
    }
  }
  for (const tag of tags(xml, "mergeCell")) spread(rows, attribute(tag, "ref"))
  while (rows.length && rows.at(-1)?.every((cell) => cell === "")) rows.pop()
  return rows
}

function cellOf(tag: string, cell: string, { shared, isDay, from1904 }: Meaning): string {
  const type = attribute(tag, "t")
  if (type === "inlineStr") return wordsIn(cell)
  const [value = ""] = elements(cell, "v")
  if (type === "s") return shared[Number(value)] ?? ""
  if (type === "b") return value === "1" ? "ja" : "nei"
  if (type === "e") return ""
  if (type === "str") return text(value)
  if (type === "d") return value.slice(0, 10)
  const day = isDay.has(Number(attribute(tag, "s"))) ? dayOfSerial(Number(value), from1904) : null
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
  for (let at = Number(top) - 1; at < Math.min(Number(bottom), rows.length); at++)
    for (let column = left; column <= right; column++) {
      const row = rows[at] ?? []
      while (row.length <= column) row.push("")
      row[column] = value
    }
}

function columnOf(ref: string): number | undefined {
  const [letters] = /^[A-Z]+/.exec(ref) ?? []
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const MOST_ROWS = 20_000
const ROW = /<(?:\w+:)?row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g
const CELL = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g
const PHONETIC = /<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g
/** Those of Excel's own formats that show a day. */
const DAY_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

const tags = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b([^>]*)>`, "g"))].map(([, attributes = ""]) => attributes)

const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, "g"))].map(
    ([, inner = ""]) => inner,
  )

const attribute = (tag: string, name: string): string =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((one) => one !== undefined) ?? ""

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

/** Words out of XML; and what Excel could not say in it: `_x000D_`. */
const text = (xml: string): string =>
  xml
    .replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex, decimal, name) => {
      if (name) return NAMED[name] ?? all
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ""
    })
    .replace(/_x([\dA-F]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
