import { type Context, Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { refIn } from "#src/cases/opening.ts"
import { lookupFor } from "#src/companies/lookup.ts"
import type { AnyEvent } from "#src/core/acts.ts"
import { ask, decline, hand, linked, sendBack, take } from "#src/core/enquiry.ts"
import { counterOf } from "#src/http/counter.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { BadForm, type FieldErrors, NotFound, Refused, TooMany } from "#src/http/errors.ts"
import { form } from "#src/http/form.ts"
import { EnquiryForm as EnquiryFormView } from "#views/intake/enquiry-form.tsx"
import { EnquiryPage } from "#views/intake/enquiry-page.tsx"
import { Inbox } from "#views/intake/inbox.tsx"
import { questionMail, receiptMail, refusalMail } from "#views/intake/mail.ts"
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
import { EnquiryForm, enquiryForm, problemsBetween, receipt, received, territory } from "./enquiry-form.ts"
import { enquiryPage } from "./enquiry-page.ts"
import { inbox, inboxView } from "./inbox.ts"
import { mintFor } from "./private-link.ts"
import { newReference } from "./reference.ts"
import { RegistrationForm, registering, registrationFile, registrationPage } from "./registration.ts"

/** For those who ask for help: nobody is signed in here. */
export const enquiryRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.render(<EnquiryFormView {...(await counterOf(c).read(enquiryForm()))} />))

  .post("/", form(EnquiryForm, againOnForm), async (c) => {
    const { act, homepage, basedOn: _, ...typed } = c.req.valid("form")
    if (homepage) return c.redirect(receiptAddress(newReference()), 303)
    const problems = problemsBetween(c.var.typed)
    if (Object.keys(problems).length) throw new BadForm(problems)
    await refuseFlood(c)
    const link = await mintFor(act, c.env.AUTH_SECRET)
    const judge = (file: Parameters<typeof received>[0]) =>
      linked(received(file, act, typed, c.var.language), link.hash)
    const sent = await counterOf(c).submit(territory, judge, act, receivedBy(link.hash))
    return c.redirect(acknowledge(c, receiptAddress(referenceIn(sent.events)), sent, link), 303)
  })

  .get("/received/:ref", async (c) => {
    const found = await counterOf(c).read(receipt(c.req.param("ref")))
    if (!found) throw new NotFound()
    return c.render(<Receipt {...found} link={linkIn(c, found.ref)} />)
  })

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

/** Counts only what would be written: whoever corrects a form may try as often as it takes. */
async function refuseFlood(c: Context<AppEnv>) {
  const { success } = await c.env.ENQUIRY_LIMIT.limit({ key: c.req.header("cf-connecting-ip") ?? "nowhere" })
  if (!success) throw new TooMany()
}

const receiptAddress = (ref: string) => `/enquiry/received/${ref}`

const referenceIn = (events: readonly AnyEvent[]): string =>
  events.flatMap((event) => (event.type === "received" ? [event.enquiry.ref] : []))[0] ?? ""

/** The public form with what was typed, and all that is wrong with it at once. */
async function againOnForm(...[c, problem]: Parameters<Again>) {
  const { typed } = c.var
  const problems = { ...problemsBetween(typed), ...problemsIn(problem) }
  return <EnquiryFormView {...(await counterOf(c).read(enquiryForm({ typed, problems })))} />
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
