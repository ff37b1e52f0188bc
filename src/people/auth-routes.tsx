import { type Context, Hono } from "hono"
import * as v from "valibot"
import { openCounter } from "#src/access/counter.ts"
import { openDesk } from "#src/access/desk.ts"
import { connect } from "#src/db/connect.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { TooMany, Unavailable } from "#src/http/errors.ts"
import { form, given, handle, line } from "#src/http/form.ts"
import { localPath } from "#src/http/local-path.ts"
import { sendMail } from "#src/http/mail.ts"
import { dropPass, readPass, SIGNED_IN_FOR, writePass } from "#src/http/session.ts"
import { triedOf } from "#src/http/tried.ts"
import { linkMail } from "#views/people/mail.ts"
import { Enter, LinkIsOld, LinkSent, SignIn } from "#views/people/sign-in.tsx"

/** How long a link can be used, in seconds. */
const LINK_LASTS_FOR = 15 * 60

/** Anything that could be an address: which ones we know shows in nothing but the mailbox. */
const address = v.pipe(
  given(line(254)),
  v.transform((text) => text.toLowerCase()),
  v.regex(/^\S+@\S+$/, "not_an_email"),
)
const next = v.pipe(
  v.optional(v.string(), ""),
  v.transform((path) => localPath(path)),
)

export const authRoutes = new Hono<AppEnv>()
  .get("/", (c) => c.render(<SignIn next={localPath(c.req.query("next"))} tried={null} />))

  .post("/links", form({ email: address, next }, againOnSignIn), async (c) => {
    const { email, next } = c.req.valid("form")
    await refuseHaste(c, email)
    await needDatabase(c)
    c.executionCtx.waitUntil(sendLink(c, email, next).catch(reportTo(c)))
    return c.redirect(withNext("/auth/links", next), 303)
  })

  .get("/links", (c) => c.render(<LinkSent next={localPath(c.req.query("next"))} />))

  // Mail scanners open links: only the button signs in.
  .get("/session", (c) => {
    const { token = "", next } = c.req.query()
    return c.render(<Enter token={token} next={localPath(next)} />)
  })

  .post("/session", form({ token: handle(200), next }), async (c) => {
    const { token, next } = c.req.valid("form")
    const auth = await authOf(c)
    const pass = await auth.enter(token, c.req.header("user-agent") ?? "")
    if (!pass) {
      c.status(422)
      return c.render(<LinkIsOld next={next} />)
    }
    await writePass(c, pass)
    return c.redirect(next, 303)
  })

  .post("/departure", async (c) => {
    const pass = await readPass(c)
    dropPass(c)
    if (pass) await openDesk(connect(c.env, c.var.wire), pass, c.var.requestId).endSessions("this")
    return c.redirect("/auth", 303)
  })

async function againOnSignIn(...[c, problem]: Parameters<Again>) {
  return <SignIn next={localPath(c.var.typed.next)} tried={triedOf(c.var.typed, problem)} />
}

/** The library is heavy: nothing but /auth loads it. */
async function authOf(c: Context<AppEnv>) {
  const { openAuth } = await import("#src/access/auth.ts")
  const { AUTH_SECRET, BASE_URL } = c.env
  const lasting = { signedInFor: SIGNED_IN_FOR, linkLastsFor: LINK_LASTS_FOR }
  return openAuth(connect(c.env, c.var.wire), { secret: AUTH_SECRET, baseURL: BASE_URL, ...lasting })
}

async function refuseHaste(c: Context<AppEnv>, email: string) {
  for (const key of [`from:${c.req.header("cf-connecting-ip") ?? ""}`, `to:${email}`]) {
    const { success } = await c.env.SIGN_IN_LIMIT.limit({ key })
    if (!success) throw new TooMany()
  }
}

/** Asked for every address alike, since the answer does not wait for the look-up. */
async function needDatabase(c: Context<AppEnv>) {
  const counter = openCounter(connect(c.env, c.var.wire), c.var.requestId)
  if (!(await counter.alive())) throw new Unavailable()
}

async function sendLink(c: Context<AppEnv>, email: string, next: string) {
  const auth = await authOf(c)
  const invitation = await auth.invitation(email)
  if (!invitation) return
  const { to, token } = invitation
  const link = new URL(withNext(`/auth/session?token=${token}`, next), c.env.BASE_URL).href
  await sendMail(c.env, { to: to.email, ...linkMail(to, link) })
}

const withNext = (path: string, next: string) =>
  next === "/" ? path : `${path}${path.includes("?") ? "&" : "?"}next=${encodeURIComponent(next)}`

/** The message of what failed could hold an address. */
const reportTo = (c: Context<AppEnv>) => (error: Error) =>
  console.error(JSON.stringify({ id: c.var.requestId, error: error.name, at: "mail" }))
