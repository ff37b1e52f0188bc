import { asc, eq } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import type { Outcome } from "#src/core/acts.ts"
import type { CaseEvent } from "#src/core/case.ts"
import { SOURCES, type Told, withdraw } from "#src/core/enquiry.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import { choice } from "#src/http/form.ts"
import { afterAct } from "./status-page.ts"

/** Somebody asked one of us to withdraw their enquiry: how. */
export const WithdrawalForm = { told: choice(SOURCES) }

/** What that is judged on: as for whoever does it by their own link, but by what one of us may see. */
export const withdrawalOf = (ref: string) =>
  page({
    statements: (scope) => {
      const { select, enquiries, cases, events, companies, contacts } = scope
      const caseId = select({ id: enquiries.caseId }).from(enquiries).where(eq(enquiries.ref, ref))
      const caseRef = select({ ref: cases.ref }).from(cases).where(eq(cases.id, caseId))
      return [
        select().from(enquiries).where(eq(enquiries.ref, ref)),
        select().from(cases).where(eq(cases.id, caseId)),
        select({ type: events.type, act: events.act })
          .from(events)
          .where(eq(events.ref, caseRef))
          .orderBy(asc(events.seq)),
        scope.answerOf(ref),
        select().from(companies).where(eq(companies.ref, caseRef)),
        select().from(contacts).where(eq(contacts.ref, caseRef)),
      ] as const
    },
    build: (_, [[found], [kase], log, [answer], [company], known]) => {
      if (!found) throw new NotFound()
      // It would leave what the case has from it: whoever may open that can do it.
      if (found.caseId && !kase) throw new Forbidden()
      const { place: _place, ...enquiry } = found
      const contacts = known.map(({ ref: _ref, ...contact }) => contact)
      const since = afterAct(log, answer?.act) as CaseEvent["type"][]
      const contact = contacts.find(({ id, erasedOn }) => id === answer?.introduced && erasedOn === null) ?? null
      const rows = [
        { stream: "enquiry" as const, row: enquiry },
        ...(kase ? [{ stream: "case" as const, row: kase }] : []),
        ...(company ? [{ stream: "company" as const, row: withoutRef(company), contacts }] : []),
      ]
      return { enquiry, became: kase ? { kase, since, contact } : null, rows }
    },
  })
type WithdrawalFile = ReturnType<ReturnType<typeof withdrawalOf>["build"]>

export const withdrawing =
  (told: Told) =>
  ({ enquiry, became }: WithdrawalFile): Outcome =>
    withdraw(enquiry, became, told)

function withoutRef<R extends { ref: string }>({ ref: _, ...row }: R): Omit<R, "ref"> {
  return row
}
