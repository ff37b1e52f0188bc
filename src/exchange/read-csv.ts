import { detectDelimiter, parseCsv } from "hucre/csv"
import type { Encoding, ImportSource } from "#src/core/import-source.ts"

type Separator = Extract<ImportSource, { kind: "csv" }>["separator"]
const SEPARATORS: readonly Separator[] = [";", ",", "\t", "|"]

/** Signs from bytes: by the mark in front; else UTF-8 if it is that; else what Windows wrote before. */
export function decoded(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = encodingOf(bytes)
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/** Rows of cells. A cell in quotes may hold separators, line breaks, and quotes written twice. */
export function parsedCsv(text: string): { rows: readonly (readonly string[])[]; separator: Separator } {
  const told = /^sep=(.)\r?\n/i.exec(text)
  const body = told ? text.slice(told[0].length) : text
  const separator = separatorIn(told?.[1]) ?? separatorIn(detectDelimiter(body.slice(0, 20_000))) ?? ";"
  return { rows: parseCsv(body, { delimiter: separator }).map((row) => row.map(String)), separator }
}

const separatorIn = (sign: string | undefined) => SEPARATORS.find((one) => one === sign)

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
