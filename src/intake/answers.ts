import { eq } from "drizzle-orm"
import * as v from "valibot"
import { page } from "#src/access/desk.ts"
import { openingFile } from "#src/cases/file.ts"
import { opened } from "#src/cases/opening.ts"
import { isRefusal, type Outcome, refuse } from "#src/core/acts.ts"
import type { Day } from "#src/core/calendar.ts"
import { ACCESSES, type Access } from "#src/core/case.ts"
import type { Company } from "#src/core/company.ts"
import { introduce } from "#src/core/contact.ts"
import { accept, attach, type Enquiry } from "#src/core/enquiry.ts"
import { fold } from "#src/core/text.ts"
import { NotFound } from "#src/http/errors.ts"
import { choice, day, given, handle, line, optional, orgnr, prose } from "#src/http/form.ts"

export const AcceptanceForm = {
  hub: given(handle()),
  company: given(line()),
  orgnr,
  need: given(line()),
  track: given(handle()),
  access: choice(ACCESSES),
  advisor: handle(),
  nextStep: optional(line()),
  nextOn: optional(day),
}
export const HandoverForm = { to: given(handle()), reason: given(prose(1000)) }
export const RefusalForm = { closeReason: given(handle()), reason: given(prose(1000)), letter: prose() }
export const QuestionForm = { question: given(prose(2000)) }
export const AttachmentForm = {
  case: v.pipe(
    given(line(20)),
    v.transform((ref) => ref.toUpperCase()),
  ),
}
export const SendingBackForm = { reason: given(prose(1000)) }

type Accepted = {
  hub: string
  company: string
  orgnr: string
  need: string
  track: string
  access: Access
  advisor: string
  nextStep?: string | undefined
  nextOn?: string | undefined
}

/** What answering is judged on: the enquiry, the hubs, and the reasons for saying no. */
export const enquiryFile = (ref: string) =>
  page({
    statements: ({ select, enquiries, hubRows, closeReasons }) => [
      select().from(enquiries).where(eq(enquiries.ref, ref)),
      select({ id: hubRows.id, closedOn: hubRows.closedOn }).from(hubRows),
      select().from(closeReasons),
    ],
    build: (_, [[found], hubs, closeReasons]) => {
      const enquiry = rowOf(found)
      const open = hubs.filter(({ closedOn }) => closedOn === null).map(({ id }) => id)
      return { enquiry, hubs: open, closeReasons, rows: [{ stream: "enquiry", row: enquiry }] as const }
    },
  })

/** What accepting is judged on: the enquiry, and what opening a case at that hub takes. */
export const acceptanceFile = (ref: string, hub: string, orgnr: string) => {
  const opening = openingFile(hub, orgnr)
  return page({
    statements: (scope, now) =>
      [
        scope.select().from(scope.enquiries).where(eq(scope.enquiries.ref, ref)),
        ...opening.statements(scope, now),
      ] as const,
    build: (actor, [[found], ...rows], now) => {
      const enquiry = rowOf(found)
      const file = opening.build(actor, rows as Parameters<typeof opening.build>[1], now)
      return { opening: file, enquiry, rows: [...file.rows, { stream: "enquiry" as const, row: enquiry }] }
    },
  })
}
/** To whom an answer by mail goes, and in whose name: read with what was written. */
export const addressee = (ref: string) =>
  page({
    statements: ({ select, enquiries, hubRows }) =>
      [
        select().from(enquiries).where(eq(enquiries.ref, ref)),
        select({ id: hubRows.id, name: hubRows.name }).from(hubRows),
      ] as const,
    build: (actor, [[found], hubs]) =>
      found
        ? {
            ref,
            email: found.email,
            language: found.language,
            dueOn: found.dueOn,
            by: actor.name,
            hub: hubs.find(({ id }) => id === found.hubId)?.name ?? null,
          }
        : null,
  })

/** What attaching is judged on: the enquiry, the case, and who is known to it. */
export const attachmentFile = (ref: string, caseRef: string) =>
  page({
    statements: ({ select, enquiries, cases, named, companies, contacts }) =>
      [
        select().from(enquiries).where(eq(enquiries.ref, ref)),
        select().from(cases).where(eq(cases.ref, caseRef)),
        select({ personId: named.personId }).from(named).where(eq(named.ref, caseRef)),
        select().from(companies).where(eq(companies.ref, caseRef)),
        select().from(contacts).where(eq(contacts.ref, caseRef)),
      ] as const,
    build: (_, [[found], [kase], named, [company], contacts]) => {
      const enquiry = rowOf(found)
      const known = company && columnsOf(company)
      const rows = [
        { stream: "enquiry" as const, row: enquiry },
        ...(kase ? [{ stream: "case" as const, row: kase }] : []),
        ...(known ? [{ stream: "company" as const, row: known }] : []),
      ]
      return { enquiry, found: kase ?? null, contacts, rows, named: named.map(({ personId }) => personId) }
    },
  })
type AttachmentFile = ReturnType<ReturnType<typeof attachmentFile>["build"]>

/** Whoever asked becomes known to the case, unless they are. */
export function attaching({ enquiry, found: kase, contacts }: AttachmentFile): Outcome {
  const { contact: name, email, phone } = enquiry
  const isKnown = contacts.some(
    (one) => (email && one.email === email) || (phone && one.phone === phone) || fold(one.name) === fold(name),
  )
  const made = kase && name && !isKnown ? { id: crypto.randomUUID(), name, email, phone, role: null } : null
  const introduced = kase && made ? introduce({ id: kase.companyId }, made, kase.id) : refuse("unchanged")
  return attach(enquiry, kase, isRefusal(introduced) ? [] : introduced.acts)
}

function columnsOf({ ref: _, ...company }: Company & { ref: string }): Company {
  return company
}

export type EnquiryFile = ReturnType<ReturnType<typeof enquiryFile>["build"]>
type AcceptanceFile = ReturnType<ReturnType<typeof acceptanceFile>["build"]>

/** Enquiry, company, contact and case in one act. A company whose number is known is that company, whatever it is called. */
export function accepting(act: string, form: Accepted, today: Day) {
  return ({ enquiry, opening }: AcceptanceFile): Outcome => {
    const { municipality, contact, email, phone } = enquiry
    const said = { municipality: municipality ?? "", contact, email: email ?? "", phone: phone ?? "" }
    const outcome: Outcome = opened(opening, act, { ...form, ...said, enquiryId: enquiry.id }, today)
    const acts = isRefusal(outcome) ? [] : outcome.acts
    const [companyId = ""] = acts.flatMap(({ event }) => (event.type === "opened" ? [event.case.companyId] : []))
    const accepted = accept(enquiry, { caseId: act, companyId, acts })
    return isRefusal(accepted) || !isRefusal(outcome) ? accepted : outcome
  }
}

function rowOf(found: (Enquiry & { place: string | null }) | undefined): Enquiry {
  if (!found) throw new NotFound()
  const { place: _, ...enquiry } = found
  return enquiry
}
