import { asc, inArray } from "drizzle-orm"
import * as v from "valibot"
import { hubsOf } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import { type AnyEvent, type Outcome, refuse } from "#src/core/acts.ts"
import { type Day, isTooFar } from "#src/core/calendar.ts"
import { ACCESSES, type Access } from "#src/core/case.ts"
import { noCompany, register } from "#src/core/company.ts"
import { introduce } from "#src/core/contact.ts"
import { open } from "#src/core/verbs.ts"
import { Forbidden } from "#src/http/errors.ts"
import { choice, day, email, given, handle, line, optional, orgnr, phone } from "#src/http/form.ts"
import type { NewCaseProps } from "#views/cases/new.tsx"
import type { Tried } from "#views/cases/props.ts"
import type { openingFile } from "./file.ts"

export const OpeningForm = {
  hub: given(handle()),
  company: given(line()),
  orgnr,
  municipality: v.pipe(line(4), v.regex(/^(?:\d{4})?$/, "not_a_choice")),
  need: given(line()),
  track: given(handle()),
  access: choice(ACCESSES),
  advisor: handle(),
  contact: line(),
  email,
  phone,
  nextStep: optional(line()),
  nextOn: optional(day),
}
export type Opening = {
  hub: string
  company: string
  orgnr: string
  municipality: string
  need: string
  track: string
  access: Access
  advisor: string
  contact: string
  email: string
  phone: string
  nextStep?: string | undefined
  nextOn?: string | undefined
}
type File = ReturnType<ReturnType<typeof openingFile>["build"]>

/** The form for a case that did not come as an enquiry. */
export const newCase = (tried?: Tried, found: NewCaseProps["found"] = null, company = "") =>
  page({
    statements: ({ select, hubs, hubRows, tracks, staff, areas }, { today }) => [
      select()
        .from(hubRows)
        .where(inArray(hubRows.id, [...hubs]))
        .orderBy(asc(hubRows.shortName)),
      select().from(tracks).orderBy(asc(tracks.position)),
      select()
        .from(staff)
        .where(inArray(staff.hubId, [...hubs]))
        .orderBy(asc(staff.name)),
      areas(hubs, today),
    ],
    build: (actor, [hubs, tracks, staff, areas]): NewCaseProps => {
      if (hubsOf(actor).length === 0) throw new Forbidden()
      const people = new Map(staff.map(({ id, name }) => [id, name]))
      return {
        hubs: hubs.map(({ id, shortName }) => ({ value: id, label: shortName })),
        tracks: tracks.map(({ code, name }) => ({ code, name })),
        team: [...people].map(([value, label]) => ({ value, label })),
        municipalities: areas.map(({ code, name }) => ({ value: code, label: name })),
        accesses: ACCESSES,
        me: actor.id,
        company,
        found,
        tried: tried ?? null,
      }
    },
  })

/**
 * Everything that a new case brings with it, in one act: the company, unless its number is known already,
 * someone to talk to, and the case. Ids follow from the act, so that a resend points at the same case.
 */
export function opened(
  file: File,
  act: string,
  form: Opening & { enquiryId: string | null },
  today: Day,
): Outcome & { caseId?: string } {
  if (!form.contact && (form.email || form.phone)) return refuse("missing", ["contact"])
  if (form.nextOn && form.nextOn < today) return refuse("past", ["nextOn"])
  if (form.nextOn && isTooFar(form.nextOn, today)) return refuse("too_far", ["nextOn"])
  const { known } = file
  const municipality = form.municipality || known?.municipality || null
  const company = known ?? {
    ...noCompany(crypto.randomUUID()),
    name: form.company,
    orgnr: form.orgnr || null,
    municipality,
  }
  const registered = known ? [] : actsOf(register(company, "advisor"))
  const contact = {
    id: crypto.randomUUID(),
    name: form.contact,
    email: form.email || null,
    phone: form.phone || null,
    role: null,
  }
  const introduced = form.contact ? actsOf(introduce(company, contact, act)) : []
  const outcome = open(
    { stages: file.stages, team: file.team, company },
    {
      id: act,
      ref: file.ref,
      number: file.number,
      pseudonym: crypto.randomUUID().slice(0, 6).toUpperCase(),
      hubId: form.hub,
      companyId: company.id,
      municipality,
      place: file.placeOf(municipality),
      track: form.track,
      access: form.access,
      advisorId: form.advisor || null,
      enquiryId: form.enquiryId,
      hasContact: Boolean(form.contact),
      need: form.need,
      nextStep: form.nextStep,
      nextOn: form.nextOn,
    },
  )
  return "acts" in outcome ? { acts: [...registered, ...introduced, ...outcome.acts], caseId: act } : outcome
}

/** The reference of the case that was opened. */
export const refIn = (events: readonly AnyEvent[]): string =>
  events.flatMap((event) => (event.type === "opened" ? [event.case.ref] : []))[0] ?? ""

const actsOf = (outcome: Outcome) => ("acts" in outcome ? outcome.acts : [])
