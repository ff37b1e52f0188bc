import { asc, eq } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import { type Outcome, refuse } from "#src/core/acts.ts"
import type { CaseEvent } from "#src/core/case.ts"
import { SOURCES, type Told, withdraw } from "#src/core/enquiry.ts"
import { NotFound } from "#src/http/errors.ts"
import { choice, line } from "#src/http/form.ts"
import { afterAct } from "./status-page.ts"

/** Somebody asked one of us to withdraw their enquiry: how; and the case that had come of it, as the page said. */
export const WithdrawalForm = { told: choice(SOURCES), case: line(20) }

/** What that is judged on: as for whoever does it by their own link, but by what one of us may see. */
export const withdrawalOf = (ref: string, caseRef: string) =>
  page({
    statements: ({ select, enquiries, cases, events, companies, contacts, answerOf }) => [
      select().from(enquiries).where(eq(enquiries.ref, ref)),
      select().from(cases).where(eq(cases.ref, caseRef)),
      select({ type: events.type, act: events.act })
        .from(events)
        .where(eq(events.ref, caseRef))
        .orderBy(asc(events.seq)),
      answerOf(ref),
      select().from(companies).where(eq(companies.ref, caseRef)),
      select().from(contacts).where(eq(contacts.ref, caseRef)),
    ],
    build: (_, [[found], [kase], log, [answer], [company], known]) => {
      if (!found) throw new NotFound()
      const { place: _place, ...enquiry } = found
      const contacts = known.map(withoutRef)
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

/** With the case that came of it or not at all: only whoever may open that can say what it forgets. */
export const withdrawing =
  (told: Told) =>
  ({ enquiry, became }: WithdrawalFile): Outcome =>
    enquiry.caseId === (became?.kase.id ?? null) ? withdraw(enquiry, became, told) : refuse("answered")

function withoutRef<R extends { ref: string }>({ ref: _, ...row }: R): Omit<R, "ref"> {
  return row
}
