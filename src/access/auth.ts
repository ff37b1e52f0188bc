import { drizzleAdapter } from "better-auth/adapters/drizzle"
import { isAPIError } from "better-auth/api"
import { betterAuth } from "better-auth/minimal"
import { magicLink } from "better-auth/plugins/magic-link"
import { eq } from "drizzle-orm"
import type { Language } from "#src/core/person.ts"
import type { Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { Unavailable } from "#src/http/errors.ts"
import type { Pass } from "./scope.ts"

export type Invited = { name: string; email: string; language: Language }
type Terms = { secret: string; baseURL: string; signedInFor: number; linkLastsFor: number }

/** Sign-in by mail. A large library: imported on first use, one instance a request as it holds the request's client. */
export function openAuth({ build, send, sending }: Database, { secret, baseURL, signedInFor, linkLastsFor }: Terms) {
  let token = ""
  const auth = betterAuth({
    secret,
    baseURL,
    database: drizzleAdapter(sending(), { provider: "sqlite", schema: TABLES }),
    session: { expiresIn: signedInFor },
    advanced: { database: { generateId: () => crypto.randomUUID() }, ipAddress: { disableIpTracking: true } },
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [
      magicLink({
        expiresIn: linkLastsFor,
        storeToken: "hashed",
        disableSignUp: true,
        sendMagicLink: (link) => {
          token = link.token
        },
      }),
    ],
  })

  /** A token for a link, and whom to send it to; nothing for an address where nobody holds a role. */
  async function invitation(email: string): Promise<{ to: Invited; token: string } | null> {
    const invited = build
      .select({ name: t.people.name, email: t.people.email, language: t.people.language })
      .from(t.people)
      .innerJoin(t.memberships, eq(t.memberships.personId, t.people.id))
      .where(eq(t.people.email, email))
      .limit(1)
    const [[to]] = await send("read", [invited])
    if (!to) return null
    await auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
    return { to, token }
  }

  /** Uses up a link's token; nothing if it is used, old or made up. The pass is for our own cookie. */
  async function enter(given: string, userAgent: string): Promise<Pass | null> {
    const headers = new Headers({ "user-agent": userAgent.slice(0, USER_AGENT) })
    const entered = await auth.api.magicLinkVerify({ query: { token: given }, headers }).catch(unlessRefused)
    if (!entered) return null
    const { token, user } = entered
    const held = build.select({ hubId: t.memberships.hubId }).from(t.memberships)
    const [memberships] = await send("read", [held.where(eq(t.memberships.personId, user.id))])
    const [home, ...others] = [...new Set(memberships.map(({ hubId }) => hubId))].sort()
    return home ? { token, personId: user.id, hubs: [home, ...others] } : null
  }

  return { invitation, enter }
}

/** Enough of a browser's name for itself to know one's phone from one's laptop. */
const USER_AGENT = 300
const TABLES = { user: t.people, session: t.sessions, verification: t.verifications, account: t.accounts }

/** The library answers a used, old or made-up token by a redirect. */
function unlessRefused(error: unknown): null {
  if (isAPIError(error) && error.status === "FOUND") return null
  throw new Unavailable("sign-in failed", { cause: error })
}
