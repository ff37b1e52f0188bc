import { worksInHub } from "#src/access/actor.ts"
import { page, seenAs } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { may } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import { type Act, isRefusal, type Outcome, refuse } from "#src/core/acts.ts"
import type { Case } from "#src/core/case.ts"
import { type Company, identify } from "#src/core/company.ts"
import { type Contact, type ContactRole, type ContactWords, introduce } from "#src/core/contact.ts"
import { caseAct } from "#src/core/verbs.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"

const askedOfFile = (scope: Scope, _: unknown, { id }: Slots<{ id: string }>) => {
  const { select, municipalities } = scope
  return [
    scope.company(id),
    scope.casesOf(id),
    scope.fullOf(id),
    scope.hiddenOf(id),
    scope.broughtOf(id),
    select({ code: municipalities.code }).from(municipalities),
    scope.contactsOf(id),
    scope.namedMeOf(id),
    scope.helpersOf(id),
    select().from(scope.tags),
  ] as const
}

/** What is changed of a company is judged on this: all who work in a hub may, once they may know of a case of its. */
export const companyFile = (id: string) =>
  page({
    args: { id },
    statements: askedOfFile,
    build: (actor, [[found], known, full, hidden, brought, municipalities, contacts, mine, helpers, tags]) => {
      if (!found || (known.length === 0 && hidden.length > 0 && !brought.length)) throw new NotFound()
      if (!worksInHub(actor)) throw new Forbidden()
      const { place: _, ...company } = found
      const unnumbered = full.filter(
        (kase) => !kase.endedOn && !kase.isRegistered && may(actor, { type: "filled" }, kase, []),
      )
      const around = full.map((row) => ({ stream: "case" as const, row }))
      const isNamed = (id: string) => mine.some((kase) => kase.id === id)
      return {
        company,
        unnumbered,
        /** Those that one works on: whoever becomes known there is known through one of them. */
        worked: full.filter((kase) => may(actor, { type: "filled" }, kase, isNamed(kase.id) ? [actor.id] : [])),
        named: mine.length ? [actor.id] : [],
        contacts,
        helpers,
        tags,
        municipalities: municipalities.map(({ code }) => code),
        rows: [{ stream: "company" as const, row: company, contacts: contacts.map(contactIn) }, ...around],
      }
    },
  })

/** The same for what is done to one of its contacts, whom one has to know of. */
export const contactFile = (id: string, contactId: string) =>
  seenAs(companyFile(id), (file, actor) => {
    const contact = file.contacts.find((one) => one.id === contactId)
    if (!contact) throw new NotFound()
    return { ...file, contact, named: contact.isNamed ? [actor.id] : [] }
  })

/** Someone to talk to, known through a case that one works on; that one knows them, its next stage may ask for. */
export function introduced(
  { company, worked }: { company: Company; worked: readonly Case[] },
  id: string,
  form: ContactWords & { case: string; held?: ContactRole | undefined; since: string },
  today: string,
): Outcome {
  const kase = worked.find(({ ref }) => ref === form.case)
  if (!kase) return refuse("unknown", ["case"])
  const { held, since, case: _, ...words } = form
  if (since > today) return refuse("future", ["since"])
  const roles = held ? [{ role: held, since: since || today, until: null }] : []
  const outcome = introduce(company, { id, ...words }, kase.id, roles)
  if (isRefusal(outcome) || kase.hasContact || kase.endedOn) return outcome
  return { acts: [...outcome.acts, caseAct(kase.id, { type: "contact_added" })] }
}

type Known = Contact & { ref: string; hubId: string; isNamed: number }

const contactIn = ({ ref: _, hubId: _hub, isNamed: _named, ...contact }: Known): Contact => contact

/** Gives it its number, and those of its cases that one works on what they were missing. */
export function numbered(file: { company: Company; unnumbered: readonly Case[] }, orgnr: string): Outcome {
  const outcome = identify(file.company, orgnr)
  if (isRefusal(outcome)) return outcome
  const filled = file.unnumbered.map(({ id }): Act => caseAct(id, { type: "filled", filled: { orgnr } }))
  return { acts: [...outcome.acts, ...filled] }
}
