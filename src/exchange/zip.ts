/** A file within a file. */
export type Entry = { name: string; method: number; packed: Uint8Array }

/** What a ZIP file holds, by its directory: nothing is unpacked yet. Null is no such file, or one of a kind that is not read. */
export function entriesIn(bytes: Uint8Array): ReadonlyMap<string, Entry> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end < 0) return null
  const found = new Map<string, Entry>()
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  for (let n = 0; n < count; n++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY) return null
    const method = view.getUint16(at + 10, true)
    const size = view.getUint32(at + 20, true)
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ]
    const local = view.getUint32(at + 42, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL) return null
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    found.set(name, { name, method, packed: bytes.subarray(start, start + size) })
    at += 46 + nameLength + extra + comment
  }
  return found
}

/** Unpacks one, but never more than so much: what says of itself that it is small need not be. Null is that it was more. */
export async function unpacked({ method, packed }: Entry, most: number): Promise<Uint8Array | null> {
  if (method === STORED) return packed.byteLength > most ? null : packed
  if (method !== DEFLATED) return null
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))
  const reader = stream.getReader() as ReadableStreamDefaultReader<Uint8Array>
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return joined(parts, size)
    size += value.byteLength
    if (size > most) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
}

/** A ZIP file of some texts. */
export async function zipped(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const bytes = new TextEncoder().encode(text)
    const packed = await deflated(bytes)
    const path = new TextEncoder().encode(name)
    const about = [DEFLATED, 0, EARLIEST, crc32(bytes), packed.byteLength, bytes.byteLength]
    const local = fields([[4, LOCAL], [2, 20], [2, UTF8], ...sized(about), [2, path.byteLength], [2, 0]])
    const entry = fields([
      ...[
        [4, DIRECTORY],
        [2, 20],
        [2, 20],
        [2, UTF8],
      ],
      ...sized(about),
      ...[
        [2, path.byteLength],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ],
    ] as Sized[])
    parts.push(local, path, packed)
    directory.push(entry, path)
    offset += local.byteLength + path.byteLength + packed.byteLength
  }
  const size = directory.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const n = Object.keys(files).length
  const end = fields([
    [4, END],
    [2, 0],
    [2, 0],
    [2, n],
    [2, n],
    [4, size],
    [4, offset],
    [2, 0],
  ])
  const all = [...parts, ...directory, end]
  return joined(all, offset + size + end.byteLength)
}

const END = 0x06054b50
const DIRECTORY = 0x02014b50
const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8
const UTF8 = 0x0800
/** 1 January 1980: a file says nothing of when it was made. */
const EARLIEST = 0x21

/** The end stands last, but for a comment. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--)
    if (view.getUint32(at, true) === END) return at
  return -1
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.byteLength
  }
  return all
}

type Sized = readonly [size: number, value: number]
const SIZES = [2, 2, 2, 4, 4, 4]
const sized = (values: readonly number[]): Sized[] => values.map((value, n) => [SIZES[n] ?? 4, value])

function fields(values: readonly Sized[]): Uint8Array {
  const bytes = new Uint8Array(values.reduce((sum, [size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [size, value] of values) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return bytes
}

async function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function crc32(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ -1) >>> 0
}

const CRC = Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})
