import { type Context, Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { refIn } from "#src/cases/opening.ts"
import { lookupFor } from "#src/companies/lookup.ts"
import type { AnyEvent } from "#src/core/acts.ts"
import { ask, decline, hand, linked, sendBack, take } from "#src/core/enquiry.ts"
import { judge, type Proof, signsIn } from "#src/core/spam.ts"
import { hasBirthNumber } from "#src/core/text.ts"
import { counterOf } from "#src/http/counter.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { BadForm, type FieldErrors, NotFound, Refused, TooMany } from "#src/http/errors.ts"
import { form, typedIn } from "#src/http/form.ts"
import { registerOf } from "#src/http/register.ts"
import { known, speak } from "#src/http/session.ts"
import { type Looked, lookUp } from "#src/registry/lookup.ts"
import type { Answer, Unit } from "#src/registry/register.ts"
import { proofOf } from "#src/registry/turnstile.ts"
import { CompanyHits } from "#views/intake/company-hits.tsx"
import { EnquiryForm as EnquiryFormView } from "#views/intake/enquiry-form.tsx"
import { EnquiryPage } from "#views/intake/enquiry-page.tsx"
import { Inbox } from "#views/intake/inbox.tsx"
import { questionMail, receiptMail, refusalMail } from "#views/intake/mail.ts"
import type { FormTried } from "#views/intake/props.ts"
import { Receipt } from "#views/intake/receipt.tsx"
import { Registration } from "#views/intake/registration.tsx"
import { acknowledge, addressOf, linkIn, mailTo, receivedBy } from "./acknowledgement.ts"
import {
  AcceptanceForm,
  AttachmentForm,
  acceptanceFile,
  accepting,
  addressee,
  attaching,
  attachmentFile,
  type EnquiryFile,
  enquiryFile,
  HandoverForm,
  QuestionForm,
  RefusalForm,
  SendingBackForm,
} from "./answers.ts"
import {
  companyIn,
  EnquiryForm,
  EXTRAS,
  enquiryForm,
  formFile,
  orgnrIn,
  problemsBetween,
  receipt,
  received,
} from "./enquiry-form.ts"
import { enquiryPage } from "./enquiry-page.ts"
import { budgetIn, countingOf, countTrapped, type Often } from "./flood.ts"
import { readToken, tokenFor } from "./form-token.ts"
import { inbox, inboxView } from "./inbox.ts"
import { mintFor } from "./private-link.ts"
import { newReference } from "./reference.ts"
import { RegistrationForm, registering, registrationFile, registrationPage } from "./registration.ts"
import { WithdrawalForm, withdrawalOf, withdrawing } from "./withdrawal.ts"

/** For those who ask for help: nobody is signed in here. */
export const enquiryRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.render(<EnquiryFormView {...(await formFor(c))} />))

  .post("/", form(EnquiryForm, againOnForm, EXTRAS), async (c) => {
    const { act, homepage, basedOn: _, ...typed } = c.req.valid("form")
    const counter = counterOf(c)
    const at = new Date()
    if (homepage) {
      await countTrapped(counter, at)
      return c.redirect(receiptAddress(newReference()), 303)
    }
    const stamp = readToken(c.env.COOKIE_SECRET, typed.token, at)
    if (stamp.kind !== "good") throw new BadForm({ token: "old_form" })
    const [answer, proof, isCrowded] = await Promise.all([toldOf(c), proofFor(c), isCrowdedAt(c)])
    const unit = unitIn(answer, typed.gone)
    const problems = problemsBetween(c.var.typed, unit)
    if (Object.keys(problems).length) throw new BadForm(problems)

    const seconds = (at.getTime() - stamp.shownAt.getTime()) / 1000
    const signs = signsIn({ ...typed, seconds, isCrowded })
    const canProve = proverOf(c) !== null && typed.proved !== "1"
    const counting = countingOf(c.env.COOKIE_SECRET, typed, { act, token: stamp.id, signs, at })
    const judged = (often: Often) => {
      if (often.isSentBefore) throw new BadForm({ token: "sent_before" })
      const verdict = judge(signs, often, budgetIn(c.env), { proof, canProve })
      if (verdict.kind === "prove") throw new BadForm({ token: "prove" })
      if (verdict.kind === "wait") throw new TooMany()
      return verdict
    }
    const more = { typed: c.var.typed, unit, language: c.var.language, judge: judged }
    const link = await mintFor(act, c.env.AUTH_SECRET)
    const enquiring = (file: Parameters<typeof received>[0]) => linked(received(file, act, typed, more), link.hash)
    const sent = await counter.submit(formFile(counting), enquiring, act, receivedBy(link.hash))
    return c.redirect(acknowledge(c, receiptAddress(referenceIn(sent.events)), sent, link), 303)
  })

  // The same form with what was typed in it: with what the register says, or in another language. Nothing is kept.
  .post("/draft", async (c) => {
    const typed = await typedIn(c)
    const found = typed.find ? await lookedUp(c, typed.company) : null
    return c.render(<EnquiryFormView {...(await formFor(c, { typed, problems: {}, found }))} />)
  })
  .get("/draft", (c) => c.redirect("/enquiry", 303))

  // Only what is typed as the company comes here, and it is written down nowhere.
  .post("/companies", async (c) => {
    const { company } = await typedIn(c)
    return c.render(<CompanyHits {...(await lookedUp(c, company))} />)
  })

  .get("/received/:ref", async (c) => {
    const found = await counterOf(c).read(receipt(c.req.param("ref")))
    if (!found) throw new NotFound()
    return c.render(<Receipt {...found} link={linkIn(c, found.ref)} />)
  })

/** The short addresses of hubs, for posters and cards: `/n/roros`, `/n/roros/nn`. One that is gone leads to the form. */
export const shortRoutes = new Hono<AppEnv>().get("/:hub", atHub).get("/:hub/:lang", atHub)

/** For those who answer. */
export const inboxRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { view, did } = c.req.query()
    return c.render(<Inbox {...(await c.var.desk.read(inbox(inboxView(view), did)))} />)
  })

  .get("/new", async (c) => c.render(<Registration {...(await c.var.desk.read(registrationPage()))} />))

  .post("/", form(RegistrationForm, againOnRegistration), async (c) => {
    const { act, next, informed: _, basedOn: __, ...typed } = c.req.valid("form")
    if (!typed.email && !typed.phone) throw new BadForm({ phone: "required" })
    const ref = newReference()
    const link = await mintFor(act, c.env.AUTH_SECRET)
    const judge = registering(act, ref, typed, link.hash)
    const sent = await c.var.desk.record(registrationFile, judge, { act }, addressee(ref))
    mailTo(c, sent, (enquiry) => receiptMail(enquiry, addressOf(c, ref, link)))
    const open = next === "accept" ? "&open=acceptance" : ""
    return c.redirect(`/inbox/${referenceIn(sent.events)}?did=registered${open}`, 303)
  })

  .get("/:ref", async (c) => {
    const { view, did, open } = c.req.query()
    const ref = c.req.param("ref")
    const found = await lookupFor(c, `/inbox/${ref}`)
    return c.render(
      <EnquiryPage {...(await c.var.desk.read(enquiryPage(ref, { view: inboxView(view), did, found, open })))} />,
    )
  })

  .post("/:ref/acceptance", form(AcceptanceForm, again("acceptance")), async (c) => {
    const { act, basedOn: _, ...typed } = c.req.valid("form")
    const file = acceptanceFile(c.req.param("ref"), typed.hub, typed.orgnr)
    const { desk } = c.var
    const { events } = await desk.record(file, accepting(act, typed, desk.today), { act }, nothing)
    return c.redirect(`/cases/${refIn(events)}?did=opened`, 303)
  })

  .post("/:ref/handover", form(HandoverForm, again("handover")), async (c) => {
    const { act, to, reason } = c.req.valid("form")
    const file = enquiryFile(c.req.param("ref"))
    await c.var.desk.record(file, ({ enquiry, hubs }) => hand(enquiry, hubs, { to, reason }), { act }, nothing)
    return c.redirect("/inbox?view=sent&did=handed", 303)
  })

  .post("/:ref/taking", form({}, again("taking")), async (c) => {
    const { act } = c.req.valid("form")
    const ref = c.req.param("ref")
    await c.var.desk.record(enquiryFile(ref), ({ enquiry }) => take(enquiry), { act }, nothing)
    return c.redirect(`/inbox/${ref}?did=taken`, 303)
  })

  .post("/:ref/sending-back", form(SendingBackForm, again("sending-back")), async (c) => {
    const { act, reason } = c.req.valid("form")
    const file = enquiryFile(c.req.param("ref"))
    await c.var.desk.record(file, ({ enquiry }) => sendBack(enquiry, { reason }), { act }, nothing)
    return c.redirect("/inbox?did=sent_back", 303)
  })

  .post("/:ref/attachment", form(AttachmentForm, again("attachment")), async (c) => {
    const { act, case: caseRef } = c.req.valid("form")
    await c.var.desk.record(attachmentFile(c.req.param("ref"), caseRef), attaching, { act }, nothing)
    return c.redirect(`/cases/${caseRef}?did=enquiry_attached`, 303)
  })

  .post("/:ref/question", form(QuestionForm, again("question")), async (c) => {
    const { act, question } = c.req.valid("form")
    const ref = c.req.param("ref")
    const link = await mintFor(act, c.env.AUTH_SECRET)
    const judge = ({ enquiry }: EnquiryFile) => ask(enquiry, { question }, link.hash)
    const sent = await c.var.desk.record(enquiryFile(ref), judge, { act }, addressee(ref))
    mailTo(c, sent, ({ by, hub, ...enquiry }) =>
      questionMail(enquiry, { question, by, hub, link: addressOf(c, ref, link) }),
    )
    return c.redirect(`/inbox/${ref}?view=asked&did=asked`, 303)
  })

  .post("/:ref/refusal/preview", form(RefusalForm, again("refusal")), async (c) => {
    const { closeReason, reason } = c.req.valid("form")
    const tried = { form: "refusal", typed: { ...c.var.typed, closeReason, reason }, problems: {}, refusal: null }
    return c.render(
      <EnquiryPage {...(await c.var.desk.read(enquiryPage(c.req.param("ref"), { tried, isPreviewed: true })))} />,
    )
  })

  .post("/:ref/refusal", form(RefusalForm, again("refusal")), async (c) => {
    const { act, closeReason, reason: words, letter } = c.req.valid("form")
    const ref = c.req.param("ref")
    const judge = ({ enquiry, closeReasons }: EnquiryFile) =>
      decline(enquiry, closeReasons, { reason: closeReason, words, letter })
    const sent = await c.var.desk.record(enquiryFile(ref), judge, { act }, addressee(ref))
    if (letter) mailTo(c, sent, (enquiry) => refusalMail(enquiry, letter))
    return c.redirect(`/inbox/${ref}?view=answered&did=declined`, 303)
  })

  .post("/:ref/withdrawal", form(WithdrawalForm, again("withdrawal")), async (c) => {
    const { act, told, case: caseRef } = c.req.valid("form")
    const ref = c.req.param("ref")
    await c.var.desk.record(withdrawalOf(ref, caseRef), withdrawing(told), { act }, nothing)
    return c.redirect(`/inbox/${ref}?view=answered&did=withdrawn`, 303)
  })

async function atHub(c: Context<AppEnv>) {
  const lang = known(c.req.param("lang"))
  if (lang) speak(c, lang)
  const props = await formFor(c, undefined, c.req.param("hub"))
  return props.host ? c.render(<EnquiryFormView {...props} />) : c.redirect("/enquiry", 303)
}

/** The form, with a token that says since when it has been filled in. */
async function formFor(c: Context<AppEnv>, tried?: FormTried, via = tried?.typed.via) {
  const now = new Date()
  const { COOKIE_SECRET: secret } = c.env
  const before = readToken(secret, tried?.typed.token ?? "", now)
  // What is shown again was written before: it may be sent at once.
  const shownAt = before.kind === "good" ? before.shownAt : new Date(now.getTime() - (tried ? WRITTEN_MS : 0))
  const form = enquiryForm({ token: tokenFor(secret, shownAt), via, ...(tried && { tried }) })
  return counterOf(c).read(form)
}

const WRITTEN_MS = 60 * 1000

/** One who looks up too fast to be a person finds the register busy. */
async function lookedUp(c: Context<AppEnv>, typed = ""): Promise<Looked> {
  const nothing = { text: typed, hits: [], came: "short" } as const
  if (hasBirthNumber(typed)) return nothing
  const { success } = await c.env.LOOKUP_LIMIT.limit({ key: senderOf(c) })
  if (!success) return { ...nothing, came: "busy" }
  return lookUp(registerOf(c), companyIn(typed)?.orgnr ?? typed)
}

/** What the register says of the number, if there is one. It is asked once more, since nobody has to look it up. */
async function toldOf(c: Context<AppEnv>): Promise<Answer<Unit> | null> {
  const orgnr = orgnrIn(c.var.typed)
  return orgnr ? registerOf(c).byNumber(orgnr) : null
}

/** Whoever gave the number of a company that is gone is told so once. */
function unitIn(answer: Answer<Unit> | null, gone: string): Unit | null {
  const isGone =
    answer?.kind === "deleted" || answer?.kind === "removed" || (answer?.kind === "found" && answer.found.isBankrupt)
  if (isGone && !gone) throw new BadForm({ company: "gone_company" })
  return answer?.kind === "found" ? answer.found : null
}

async function isCrowdedAt(c: Context<AppEnv>): Promise<boolean> {
  const { success } = await c.env.ENQUIRY_LIMIT.limit({ key: senderOf(c) })
  return !success
}

const senderOf = (c: Context<AppEnv>) => c.req.header("cf-connecting-ip") ?? "nowhere"

function proverOf({ env }: Context<AppEnv>) {
  const { TURNSTILE_URL: url, TURNSTILE_SITE_KEY: key, TURNSTILE_SECRET: secret } = env
  return url && key && secret ? { url, key, secret } : null
}

async function proofFor(c: Context<AppEnv>): Promise<Proof> {
  const prover = proverOf(c)
  const response = c.var.typed["cf-turnstile-response"]
  return prover && response ? proofOf(prover, response, c.req.header("cf-connecting-ip")) : "none"
}

const receiptAddress = (ref: string) => `/enquiry/received/${ref}`

const referenceIn = (events: readonly AnyEvent[]): string =>
  events.flatMap((event) => (event.type === "received" || event.type === "held" ? [event.enquiry.ref] : []))[0] ?? ""

/** The public form with what was typed, and all that is wrong with it at once. */
async function againOnForm(...[c, problem]: Parameters<Again>) {
  const { typed } = c.var
  const found = problemsIn(problem)
  const problems = { ...problemsBetween(orgnrIn(typed) ? { ...typed, municipality: "any" } : typed), ...found }
  const prove = found.token === "prove" ? (proverOf(c)?.key ?? null) : null
  if (prove) c.set("proves", true)
  return <EnquiryFormView {...(await formFor(c, { typed, problems, prove }))} />
}

async function againOnRegistration(...[c, problem]: Parameters<Again>) {
  const refusal = problem instanceof Refused ? problem.refusal.refusal : null
  const tried = { form: "new", typed: c.var.typed, problems: problemsIn(problem), refusal }
  return <Registration {...(await c.var.desk.read(registrationPage(tried)))} />
}

/** The enquiry with the answer that was refused open. */
function again(name: string): Again {
  return async (c, problem) => {
    const refusal = problem instanceof Refused ? problem.refusal.refusal : null
    const tried = { form: name, typed: c.var.typed, problems: problemsIn(problem), refusal }
    return <EnquiryPage {...(await c.var.desk.read(enquiryPage(c.req.param("ref") ?? "", { tried })))} />
  }
}

function problemsIn(problem: Refused | BadForm): FieldErrors {
  if (!(problem instanceof Refused)) return problem.fields
  const { refusal, fields } = problem.refusal
  return Object.fromEntries(fields.map((field) => [field, refusal]))
}
