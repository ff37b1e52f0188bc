import { createHmac, timingSafeEqual } from "node:crypto"

/** When the form was first shown, and which showing of it this is: each may be sent once. */
export type Stamp = { shownAt: Date; id: string }
export type Token = ({ kind: "good" } & Stamp) | { kind: "expired" | "forged" }

/** How long a form may lie open before it is sent. */
const LASTS_MS = 24 * 60 * 60 * 1000
/** Clocks of two machines differ. */
const SKEW_MS = 60 * 1000

/** Signed, so that nobody makes up how long they have been writing. */
export function tokenFor(secret: string, shownAt: Date, id: string = crypto.randomUUID()): string {
  const said = `${shownAt.getTime().toString(36)}.${id}`
  return `${said}.${signed(secret, said)}`
}

export function readToken(secret: string, token: string, now: Date): Token {
  const [, said = "", at = "", id = "", signature = ""] =
    /^(([0-9a-z]{1,11})\.([0-9a-f-]{36}))\.([\w-]+)$/.exec(token) ?? []
  if (!said || !isSame(signature, signed(secret, said))) return { kind: "forged" }
  const shownAt = new Date(Number.parseInt(at, 36))
  const age = now.getTime() - shownAt.getTime()
  return age > LASTS_MS || age < -SKEW_MS ? { kind: "expired" } : { kind: "good", shownAt, id }
}

/** What is the same of two texts and tells nobody which: for what is counted and not kept. */
export const hashed = (secret: string, text: string): string =>
  createHmac("sha256", secret).update(`what was sent: ${text}`).digest("base64url").slice(0, 32)

const signed = (secret: string, said: string) =>
  createHmac("sha256", secret).update(`public form: ${said}`).digest("base64url").slice(0, 32)

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
