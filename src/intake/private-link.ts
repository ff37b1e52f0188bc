/** What shows one's own enquiry without a sign-in: the secret leaves in a link, the hash is what we keep. */
export type Minted = { secret: string; hash: string }

const BYTES = 24
const SECRET = /^[\w-]{32}$/

export const mint = async (): Promise<Minted> => minted(crypto.getRandomValues(new Uint8Array(BYTES)))

/**
 * The link of a form: the same form sent twice at once has one, although nobody keeps the secret. Without our key
 * nobody can make it of what the database holds.
 */
export async function mintFor(act: string, key: string): Promise<Minted> {
  const algorithm = { name: "HMAC", hash: "SHA-256" }
  const secret = await crypto.subtle.importKey("raw", bytesOf(`private link ${key}`), algorithm, false, ["sign"])
  return minted(new Uint8Array(await crypto.subtle.sign("HMAC", secret, bytesOf(act))).slice(0, BYTES))
}

export async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytesOf(secret))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

export const isSecret = (text: string): boolean => SECRET.test(text)

export const privateAddress = (ref: string, secret: string): string => `/enquiry/status/${ref}/${secret}`

async function minted(random: Uint8Array): Promise<Minted> {
  const secret = btoa(String.fromCharCode(...random))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
  return { secret, hash: await hashOf(secret) }
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
