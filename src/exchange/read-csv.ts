import type { Encoding, ImportSource } from "#src/core/import-source.ts"

type Separator = Extract<ImportSource, { kind: "csv" }>["separator"]
const SEPARATORS: readonly Separator[] = [";", ",", "\t", "|"]

/** Signs from bytes: by the mark in front; else UTF-8 if it is that; else what Windows wrote before. */
export function decoded(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = encodingOf(bytes)
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/** Rows of cells. A cell in quotes may hold separators, line breaks, and quotes written twice. */
export function parsedCsv(text: string): { rows: string[][]; separator: Separator } {
  const told = /^sep=(.)\r?\n/i.exec(text)
  const body = told ? text.slice(told[0].length) : text
  const separator = SEPARATORS.find((one) => one === told?.[1]) ?? separatorOf(body)
  return { rows: rowsOf(body, separator), separator }
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes
  if (a === 0xff && b === 0xfe) return "utf-16le"
  if (a === 0xfe && b === 0xff) return "utf-16be"
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8"
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes)
    return "utf-8"
  } catch {
    return "windows-1252"
  }
}

/** The one that gives most columns, the same number of them in the first rows. */
function separatorOf(text: string): Separator {
  const start = text.slice(0, 20_000)
  const scores = SEPARATORS.map((separator) => {
    const widths = rowsOf(start, separator)
      .slice(0, 20)
      .map((row) => row.length)
      .filter((n) => n > 1)
    const usual = mostCommon(widths)
    return { separator, score: widths.filter((n) => n === usual).length * 100 + usual }
  })
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator
}

function mostCommon(numbers: readonly number[]): number {
  const counts = Map.groupBy(numbers, (n) => n)
  return [...counts].reduce<[number, number]>(
    (best, [n, all]) => (all.length > best[1] ? [n, all.length] : best),
    [0, 0],
  )[0]
}

function rowsOf(text: string, separator: Separator): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const end = text.length
  while (at < end) {
    const { cell, next } = text[at] === '"' ? quoted(text, at, separator) : plain(text, at, separator)
    row.push(cell)
    at = next
    if (text[at] === separator) {
      at++
      if (at === end) row.push("")
      continue
    }
    if (text[at] === "\r") at++
    if (text[at] === "\n") at++
    rows.push(row)
    row = []
  }
  if (row.length) rows.push(row)
  return rows
}

function plain(text: string, from: number, separator: Separator) {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at++
  return { cell: text.slice(from, at), next: at }
}

/** What comes after the last quote belongs to the cell, as spreadsheets have it. */
function quoted(text: string, from: number, separator: Separator) {
  let cell = ""
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return { cell: cell + text.slice(at), next: text.length }
    cell += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      const rest = plain(text, quote + 1, separator)
      return { cell: cell + rest.cell, next: rest.next }
    }
    cell += '"'
    at = quote + 2
  }
}
