import { type Context, Hono } from "hono"
import { createMiddleware } from "hono/factory"
import * as v from "valibot"
import type { PrivateLink } from "#src/access/counter.ts"
import { refuse } from "#src/core/acts.ts"
import { add, correct, renew, reply, withdraw } from "#src/core/enquiry.ts"
import { counterOf } from "#src/http/counter.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { BadForm, NotFound, Refused, TooMany, Unavailable } from "#src/http/errors.ts"
import { email, form, given, line, phone, prose } from "#src/http/form.ts"
import { sendMail } from "#src/http/mail.ts"
import { triedOf } from "#src/http/tried.ts"
import { Claim, ClaimSent } from "#views/intake/claim.tsx"
import { newLinkMail } from "#views/intake/mail.ts"
import { Status } from "#views/intake/status.tsx"
import type { StatusDid } from "#views/intake/status-props.ts"
import { reportTo } from "./acknowledgement.ts"
import { hashOf, isSecret, mint, mintFor, privateAddress } from "./private-link.ts"
import { isReference } from "./reference.ts"
import { claimFile, languageOf, nothingPublic, ownFile, statusPage, withdrawalFile } from "./status-page.ts"

const ReplyForm = { reply: given(prose()) }
const AdditionForm = { addition: given(prose()) }
const CorrectionForm = {
  company: line(),
  need: given(prose()),
  contact: given(line()),
  email,
  phone,
}
const ClaimForm = {
  ref: v.pipe(
    given(line(20)),
    v.transform((text) => text.toUpperCase().replace(/^H\s*-?\s*/, "H-")),
    v.check(isReference, "not_a_choice"),
  ),
  email: given(email),
}

/** No address of these pages leaves, nobody keeps or lists them. */
export const unlisted = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  c.header("Referrer-Policy", "no-referrer")
  c.header("X-Robots-Tag", "noindex, nofollow")
})

/**
 * One's own enquiry. Whoever has the link has the right, so no cookie is read and another site has nothing to forge:
 * with no address in the Referer browsers hide the origin, too.
 */
export const statusRoutes = new Hono<AppEnv>()
  .get("/:ref/:secret", async (c) => {
    const shown = { secret: c.req.param("secret"), did: c.req.query("did") }
    return c.render(<Status {...(await counterOf(c).read(statusPage(await linkOf(c), shown)))} />)
  })

  .post("/:ref/:secret/reply", form(ReplyForm, again("reply")), async (c) => {
    const { act, reply: text } = c.req.valid("form")
    const file = ownFile(await linkOf(c))
    await counterOf(c).submit(file, ({ enquiry }) => reply(enquiry, { reply: text }), act, nothingPublic)
    return back(c, "replied")
  })

  .post("/:ref/:secret/addition", form(AdditionForm, again("addition")), async (c) => {
    const { act, addition } = c.req.valid("form")
    const file = ownFile(await linkOf(c))
    await counterOf(c).submit(file, ({ enquiry }) => add(enquiry, { addition }), act, nothingPublic)
    return back(c, "added")
  })

  .post("/:ref/:secret/correction", form(CorrectionForm, again("correction")), async (c) => {
    const { act, basedOn: _, ...said } = c.req.valid("form")
    if (!said.email && !said.phone) throw new BadForm({ email: "required" })
    const right = { ...said, email: said.email || null, phone: said.phone || null }
    const file = ownFile(await linkOf(c))
    await counterOf(c).submit(file, ({ enquiry }) => correct(enquiry, right), act, nothingPublic)
    return back(c, "corrected")
  })

  .post("/:ref/:secret/withdrawal", form({}, again("withdrawal")), async (c) => {
    const { act } = c.req.valid("form")
    const file = withdrawalFile(await linkOf(c))
    await counterOf(c).submit(file, ({ enquiry, became }) => withdraw(enquiry, became), act, nothingPublic)
    return back(c, "withdrawn")
  })

  .post("/:ref/:secret/renewal", form({}, again("renewal")), async (c) => {
    const { act } = c.req.valid("form")
    const link = await linkOf(c)
    const fresh = await mintFor(act, c.env.AUTH_SECRET)
    await counterOf(c).submit(ownFile(link), ({ enquiry }) => renew(enquiry, fresh.hash), act, nothingPublic)
    return c.redirect(`${privateAddress(link.ref, fresh.secret)}?did=renewed`, 303)
  })

/** For who has lost the link. */
export const claimRoutes = new Hono<AppEnv>()
  .get("/", (c) => c.render(<Claim tried={null} />))

  // The answer does not wait for the look-up, so that it is the same for all.
  .post("/", form(ClaimForm, againOnClaim), async (c) => {
    const { act, ref, email } = c.req.valid("form")
    await refuseHaste(c, email)
    if (!(await counterOf(c).alive())) throw new Unavailable()
    c.executionCtx.waitUntil(sendNewLink(c, act, ref, email).catch(unlessUnknown).catch(reportTo(c)))
    return c.redirect("/enquiry/link/sent", 303)
  })

  .get("/sent", (c) => c.render(<ClaimSent />))

/** Whose page it is. A post counts, so that nobody fills an enquiry with thousands of additions. */
async function linkOf(c: Context<AppEnv>): Promise<PrivateLink> {
  const { ref = "", secret = "" } = c.req.param()
  if (!isReference(ref) || !isSecret(secret)) throw new NotFound()
  if (c.req.method === "POST") await refuseHaste(c, ref)
  return { ref, hash: await hashOf(secret) }
}

function back(c: Context<AppEnv>, did: StatusDid) {
  const { ref = "", secret = "" } = c.req.param()
  return c.redirect(`${privateAddress(ref, secret)}?did=${did}`, 303)
}

async function refuseHaste(c: Context<AppEnv>, key: string) {
  const { success } = await c.env.ENQUIRY_LIMIT.limit({ key: `own:${key}` })
  if (!success) throw new TooMany()
}

async function sendNewLink(c: Context<AppEnv>, act: string, ref: string, email: string) {
  const { secret, hash } = await mint()
  const { isNew, page: language } = await counterOf(c).submit(
    claimFile(ref, email),
    ({ enquiry }) => (enquiry ? renew(enquiry, hash) : refuse("unknown")),
    act,
    languageOf({ ref, hash }),
  )
  if (!isNew || !language) return
  const address = new URL(privateAddress(ref, secret), c.env.BASE_URL).href
  await sendMail(c.env, { to: email, ...newLinkMail({ ref, language }, address) })
}

/** Who asks for what is not theirs gets nothing, and nobody is told. */
function unlessUnknown(error: Error) {
  if (!(error instanceof Refused)) throw error
}

function again(name: string): Again {
  return async (c, problem) => {
    const { ref = "", secret = "" } = c.req.param()
    const link = { ref, hash: await hashOf(secret) }
    const tried = { form: name, ...triedOf(c.var.typed, problem) }
    return <Status {...(await counterOf(c).read(statusPage(link, { secret, tried })))} />
  }
}

async function againOnClaim(...[c, problem]: Parameters<Again>) {
  return <Claim tried={triedOf(c.var.typed, problem)} />
}
