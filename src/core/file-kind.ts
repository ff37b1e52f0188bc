/** What may be attached, how it is served, and how its name may end. */
export const FILE_KINDS = {
  pdf: { type: "application/pdf", endings: ["pdf"] },
  png: { type: "image/png", endings: ["png"] },
  jpeg: { type: "image/jpeg", endings: ["jpg", "jpeg"] },
  webp: { type: "image/webp", endings: ["webp"] },
  heic: { type: "image/heic", endings: ["heic", "heif"] },
  docx: { type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", endings: ["docx"] },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", endings: ["xlsx"] },
  pptx: { type: "application/vnd.openxmlformats-officedocument.presentationml.presentation", endings: ["pptx"] },
  odt: { type: "application/vnd.oasis.opendocument.text", endings: ["odt"] },
  csv: { type: "text/csv", endings: ["csv"] },
  text: { type: "text/plain", endings: ["txt"] },
} as const
export type FileKind = keyof typeof FILE_KINDS

/** Its name says one thing and its content another; or it is nothing that may be attached. */
type Wrong = "lying_file" | "not_a_file_kind"

/** What a file is, by its content alone, where its name does not say otherwise. */
export function kindOfFile(bytes: Uint8Array, name: string): { kind: FileKind } | { wrong: Wrong } {
  const ending = endingOf(name)
  const found = contentOf(bytes)
  const kind = found === "text" && ending === "csv" ? "csv" : found
  const claims = ENDINGS.has(ending)
  if (!kind) return { wrong: claims ? "lying_file" : "not_a_file_kind" }
  if (isEnding(kind, ending)) return { kind }
  if (claims) return { wrong: "lying_file" }
  // A text may be a program or a page: its name says what would be done with it. Others get the ending of what they are.
  return kind === "text" && ending ? { wrong: "not_a_file_kind" } : { kind }
}

/** A name as it may be shown and saved: short, without folders, and with the ending of what it is. */
export function fileNamed(cleaned: string, kind: FileKind, otherwise: string): string {
  const bare = cleaned
    .replace(/^.*[\\/]/, "")
    .replace(/[<>:"|?*]/g, "")
    .replace(/^[.\s]+|[.\s]+$/g, "")
  const ending = endingOf(bare)
  const stem = isEnding(kind, ending) ? bare.slice(0, -ending.length - 1) : bare
  const whole = [...(stem || otherwise)].slice(0, LONGEST).join("").trim()
  return `${whole}.${isEnding(kind, ending) ? ending : FILE_KINDS[kind].endings[0]}`
}

const LONGEST = 110

const isEnding = (kind: FileKind, ending: string) =>
  FILE_KINDS[kind].endings.some((one) => one === ending.toLowerCase())
const ENDINGS = new Set<string>(Object.values(FILE_KINDS).flatMap(({ endings }) => endings))

/** A date is no ending. */
const endingOf = (name: string): string => /\.([a-z][a-z0-9]{0,9})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ""

function contentOf(bytes: Uint8Array): FileKind | undefined {
  if (isAt(bytes, 0, "%PDF-")) return "pdf"
  if (isAt(bytes, 0, "\x89PNG\r\n\x1a\n") && isAt(bytes, 12, "IHDR")) return "png"
  if (isAt(bytes, 0, "\xff\xd8\xff")) return "jpeg"
  if (isAt(bytes, 0, "RIFF") && isAt(bytes, 8, "WEBPVP8")) return "webp"
  if (isAt(bytes, 4, "ftyp")) return isHeic(bytes) ? "heic" : undefined
  if (isAt(bytes, 0, "PK\x03\x04")) return packedIn(bytes)
  return isText(bytes) ? "text" : undefined
}

/** The kind of picture that it is in the first place, or may be read as. */
function isHeic(bytes: Uint8Array): boolean {
  const [length = 0] = numbers(bytes, 0, 4, false)
  const brands = Array.from({ length: Math.max(0, Math.min(length, 128) / 4 - 2) }, (_, n) => text(bytes, 8 + 4 * n, 4))
  const [major = ""] = brands
  return HEIC.has(major) || (/^(?:mif1|msf1)$/.test(major) && brands.slice(2).some((brand) => HEIC.has(brand)))
}

const HEIC = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx"])

/** A document in a package, by what lies in it. One that holds programs is none. */
function packedIn(bytes: Uint8Array): FileKind | undefined {
  const names = entriesIn(bytes)
  if (!names || names.some((name) => PROGRAMS.test(name))) return undefined
  if (names[0] === "mimetype")
    return isAt(bytes, 38, FILE_KINDS.odt.type) && names.includes("content.xml") ? "odt" : undefined
  if (!names.includes("[Content_Types].xml")) return undefined
  return MAIN.find(([, name]) => names.includes(name))?.[0]
}

const PROGRAMS = /(?:^|\/)vbaProject\.bin$|^Basic\/|^Scripts\/|\.(?:class|dex|exe|dll|js|vbs)$/i
const MAIN = [
  ["docx", "word/document.xml"],
  ["xlsx", "xl/workbook.xml"],
  ["pptx", "ppt/presentation.xml"],
] as const

const END = "PK\x05\x06"
const END_LENGTH = 22
const ENTRY_LENGTH = 46
const MOST_ENTRIES = 5000

/** What is in a package, by the list at its end; nothing if there is no whole list, or something comes after it. */
function entriesIn(bytes: Uint8Array): string[] | undefined {
  let end = bytes.length - END_LENGTH
  const first = Math.max(0, end - 0xffff)
  while (end >= first && (bytes[end] !== 0x50 || !isAt(bytes, end, END))) end--
  if (end < first) return undefined
  const [entries = 0] = numbers(bytes, end + 10, 2)
  const [start = 0] = numbers(bytes, end + 16, 4)
  const [comment = 0] = numbers(bytes, end + 20, 2)
  if (entries > MOST_ENTRIES || end + END_LENGTH + comment !== bytes.length) return undefined
  const names: string[] = []
  let at = start
  for (let n = 0; n < entries; n++) {
    if (at + ENTRY_LENGTH > end || !isAt(bytes, at, "PK\x01\x02")) return undefined
    const [name = 0, extra = 0, said = 0] = [28, 30, 32].flatMap((place) => numbers(bytes, at + place, 2))
    names.push(text(bytes, at + ENTRY_LENGTH, name))
    at += ENTRY_LENGTH + name + extra + said
  }
  return names
}

/** How far a text is read, and how far it is searched for what a browser or a system would run. */
const READ = 64 * 1024
const SNIFFED = 4096

/** Whatever letters it is written in: no signs that only machines write, and nothing that is a page or a program. */
function isText(bytes: Uint8Array): boolean {
  const read = text(bytes, 0, READ)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a text has none of
  if (read.trim() === "" || bytes.includes(0) || /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(read)) return false
  const start = read
    .slice(0, SNIFFED)
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
  return !/^(?:#!|<[!?/a-z])|^MZ|<(?:!doctype|html|head|body|script|iframe|svg)\b/i.test(start)
}

const isAt = (bytes: Uint8Array, at: number, signs: string): boolean => text(bytes, at, signs.length) === signs

/** Bytes as signs, one for each. */
function text(bytes: Uint8Array, at: number, length: number): string {
  let all = ""
  for (let from = at; from < Math.min(at + length, bytes.length); from += CHUNK)
    all += String.fromCharCode(...bytes.subarray(from, Math.min(from + CHUNK, at + length)))
  return all
}

const CHUNK = 4096

function numbers(bytes: Uint8Array, at: number, size: number, isLittle = true): number[] {
  if (at < 0 || at + size > bytes.length) return []
  const part = [...bytes.subarray(at, at + size)]
  return [(isLittle ? part.toReversed() : part).reduce((sum, byte) => sum * 256 + byte, 0)]
}
