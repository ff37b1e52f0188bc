/** Files as small as they can be and still be what they are. */
const bytes = (...parts: (string | readonly number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === "string" ? [...part].map((sign) => sign.charCodeAt(0)) : part)),
  )

export const png = bytes("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0])
export const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0], "..JFIF")
export const webp = bytes("RIFF", [16, 0, 0, 0], "WEBPVP8 ....")
export const heic = bytes([0, 0, 0, 24], "ftypheic", [0, 0, 0, 0], "mif1heic")
export const avif = bytes([0, 0, 0, 24], "ftypavif", [0, 0, 0, 0], "mif1avif")
export const pdf = (says = "") => bytes(`%PDF-1.7\n${says}\n%%EOF`)
export const exe = bytes("MZ", [0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff])

export const docx = zip({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>" })
export const xlsx = zip({ "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>" })
export const pptx = zip({ "[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<w/>" })
export const odt = zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<w/>" })

/** A package in which nothing is packed. */
export function zip(entries: Record<string, string>): Uint8Array<ArrayBuffer> {
  const bodies: number[] = []
  const list: number[] = []
  for (const [name, body] of Object.entries(entries)) {
    const at = bodies.length
    const sizes = [...four(0), ...four(body.length), ...four(body.length), ...two(name.length), ...two(0)]
    const about = [...two(20), ...two(0), ...two(0), ...four(0), ...sizes]
    bodies.push(...bytes("PK\x03\x04", about, name, body))
    list.push(...bytes("PK\x01\x02", two(20), about, two(0), two(0), two(0), four(0), four(at), name))
  }
  const n = Object.keys(entries).length
  const end = bytes("PK\x05\x06", four(0), two(n), two(n), four(list.length), four(bodies.length), two(0))
  return new Uint8Array([...bodies, ...list, ...end])
}

function two(n: number) {
  return [n & 255, n >> 8]
}
function four(n: number) {
  return [...two(n & 65_535), ...two(n >>> 16)]
}
