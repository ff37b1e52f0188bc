import { Unavailable } from "./errors.ts"

/** What we ask of R2, or of whatever else keeps files. */
export type Bucket = {
  put(key: string, content: ArrayBuffer): Promise<unknown>
  get(key: string): Promise<{ body: ReadableStream } | null>
  delete(keys: string[]): Promise<void>
  list(options: { limit: number; startAfter?: string }): Promise<{
    objects: readonly { key: string; uploaded: Date }[]
    truncated: boolean
  }>
}

export const putFile = (bucket: Bucket, id: string, content: ArrayBuffer): Promise<unknown> =>
  bucket.put(id, content).catch(unlessAway)

/** What is in it, as it comes. Nothing if it is not there. */
export const getFile = async (bucket: Bucket, id: string): Promise<ReadableStream | undefined> =>
  (await bucket.get(id).catch(unlessAway))?.body

function unlessAway(error: unknown): never {
  throw new Unavailable("the files do not answer", { cause: error })
}

/** So that it is saved under its name, whatever letters that has, and never shown as a page of ours (RFC 6266, 5987). */
export function saveAs(name: string): string {
  const plain = name.normalize("NFKD").replace(/[^ -~]|["\\%]/g, "_")
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
