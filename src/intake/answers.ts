import { eq } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import { openingFile } from "#src/cases/file.ts"
import { opened } from "#src/cases/opening.ts"
import { isRefusal, type Outcome } from "#src/core/acts.ts"
import type { Day } from "#src/core/calendar.ts"
import { ACCESSES, type Access } from "#src/core/case.ts"
import { accept, type Enquiry } from "#src/core/enquiry.ts"
import { NotFound } from "#src/http/errors.ts"
import { choice, day, given, line, optional, orgnr, prose } from "#src/http/form.ts"

export const AcceptanceForm = {
  hub: given(line(60)),
  company: given(line()),
  orgnr,
  need: given(line()),
  track: given(line(60)),
  access: choice(ACCESSES),
  advisor: line(60),
  nextStep: optional(line()),
  nextOn: optional(day),
}
export const HandoverForm = { to: given(line(60)), reason: given(prose(1000)) }
export const RefusalForm = { closeReason: given(line(60)), reason: given(prose(1000)) }

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
