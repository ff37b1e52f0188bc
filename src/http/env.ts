import type { Context } from "hono"
import type { Child } from "hono/jsx"
import type { Desk } from "#src/access/desk.ts"
import type { Language } from "#src/core/person.ts"
import type { Wire } from "#src/db/wire.ts"
import type { Density } from "#views/screen.tsx"
import type { BadForm, Refused } from "./errors.ts"
import type { Bucket } from "./files.ts"
import type { Mailer } from "./mail.ts"

export type AppEnv = {
  Bindings: {
    DATABASE_URL: string
    DATABASE_TOKEN?: string
    /** Signs the pass cookie. */
    COOKIE_SECRET: string
    /** Signs sign-in links. */
    AUTH_SECRET: string
    BASE_URL: string
    MAIL_FROM: string
    /** Where Enhetsregisteret is. */
    REGISTER_URL: string
    /** Where the statistics office tells what municipalities there are. */
    KLASS_URL: string
    EMAIL: Mailer
    /** What is in files that are attached. */
    FILES: Bucket
    ENQUIRY_LIMIT: RateLimit
    /** For looking companies up before one is signed in. */
    LOOKUP_LIMIT: RateLimit
    /** How many enquiries come in an hour and on a day before a browser is asked to prove itself. */
    ENQUIRIES_AN_HOUR?: string
    ENQUIRIES_A_DAY?: string
    /** Turnstile, which is asked only then. Without keys what comes then is kept apart. */
    TURNSTILE_URL?: string
    TURNSTILE_SITE_KEY?: string
    TURNSTILE_SECRET?: string
    SIGN_IN_LIMIT: RateLimit
    /** Set on one's own machine only: answers tell what they read. */
    SERVER_TIMING?: string
  }
  Variables: {
    requestId: string
    wire: Wire
    language: Language
    desk: Desk
    again: Again | undefined
    typed: Typed
    density: Density | undefined
    /** The page asks Turnstile for a proof. */
    proves: true | undefined
  }
}
/** What was typed, by field, as it came. */
export type Typed = Readonly<Record<string, string>>
/** How a form that was refused is shown once more, with what was typed. */
export type Again = (c: Context<AppEnv>, problem: Refused | BadForm) => Promise<Child>
