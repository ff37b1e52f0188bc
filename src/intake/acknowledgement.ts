import type { Context } from "hono"
import { getCookie, setCookie } from "hono/cookie"
import { publicPage, type Submitted } from "#src/access/counter.ts"
import type { AppEnv } from "#src/http/env.ts"
import { sendMail } from "#src/http/mail.ts"
import { kept } from "#src/http/session.ts"
import { receiptMail } from "#views/intake/mail.ts"
import { isSecret, type Minted, privateAddress } from "./private-link.ts"

const COOKIE = "receipt"
const AN_HOUR = 60 * 60

/** The enquiry that a private link was made for, to be acknowledged. */
export const receivedBy = (hash: string) =>
  publicPage({ statements: (scope) => [scope.linkedTo(hash)], build: ([[found]]) => found ?? null })
type Received = ReturnType<ReturnType<typeof receivedBy>["build"]>

/**
 * Sends whoever enquired the private link by mail, and lets the receipt show it to the browser that sent the form: by a
 * cookie, since the receipt's own address tells nothing to those who guess it.
 */
export function acknowledge(c: Context<AppEnv>, receipt: string, sent: Submitted<Received>, link: Minted): string {
  if (sent.page) setCookie(c, COOKIE, link.secret, { ...kept(c), path: receipt, maxAge: AN_HOUR })
  mailTo(c, sent, (enquiry) => receiptMail(enquiry, addressOf(c, enquiry.ref, link)))
  return receipt
}

type Letter = { subject: string; text: string }

/** Mails those who gave an address, once however often the form is sent. Nobody waits for it. */
export function mailTo<E extends { email: string | null }>(
  c: Context<AppEnv>,
  { isNew, page }: { isNew: boolean; page: E | null },
  write: (enquiry: E) => Letter,
): void {
  if (!isNew || !page?.email) return
  c.executionCtx.waitUntil(sendMail(c.env, { to: page.email, ...write(page) }).catch(reportTo(c)))
}

export const addressOf = (c: Context<AppEnv>, ref: string, { secret }: Minted): string =>
  new URL(privateAddress(ref, secret), c.env.BASE_URL).href

export function linkIn(c: Context, ref: string): string | null {
  const secret = getCookie(c, COOKIE)
  return secret && isSecret(secret) ? privateAddress(ref, secret) : null
}

/** The message of what failed could hold an address. */
export const reportTo = (c: Context<AppEnv>) => (error: Error) =>
  console.error(JSON.stringify({ id: c.var.requestId, error: error.name, at: "mail" }))
