import { Unzip, type UnzipFile, UnzipInflate } from "fflate"

/** What is in a ZIP file, by name: nothing is unpacked yet. Throws where it is none. */
export function filesIn(bytes: Uint8Array): ReadonlyMap<string, UnzipFile> {
  const files = new Map<string, UnzipFile>()
  const unzip = new Unzip((file) => files.set(file.name, file))
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.byteLength; at += PIECE)
    unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.byteLength)
  return files
}

/**
 * Unpacks one file, once, piece by piece; `take` may throw to end it. How large a file says it is, is not asked: one that
 * is made to do harm says that it is small.
 */
export function unpack(file: UnzipFile, take: (piece: Uint8Array) => void): void {
  file.ondata = (error, piece) => {
    if (error) throw error
    take(piece)
  }
  file.start()
}

/** A piece becomes a thousand times as much at most, so that none is too large to be counted before the next. */
const PIECE = 8 * 1024
