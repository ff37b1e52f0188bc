import { asc, inArray } from "drizzle-orm"
import * as v from "valibot"
import { hubsOf } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Scope } from "#src/access/scope.ts"
import { type Outcome, refuse } from "#src/core/acts.ts"
import type { Day } from "#src/core/calendar.ts"
import { linked, receive, SOURCES } from "#src/core/enquiry.ts"
import { LANGUAGES, type Language } from "#src/core/person.ts"
import { replyDueOn } from "#src/core/routing.ts"
import { Forbidden } from "#src/http/errors.ts"
import { choice, email, given, handle, line, phone, prose } from "#src/http/form.ts"
import type { Tried } from "#views/cases/props.ts"
import type { RegistrationProps } from "#views/intake/registration.tsx"
import { companyIn } from "./enquiry-form.ts"

/** What someone here writes down for whoever called or came by. */
export const RegistrationForm = {
  source: v.pipe(given(line(20)), v.picklist(SOURCES, "not_a_choice")),
  hub: given(handle()),
  contact: given(line()),
  phone,
  email,
  company: v.pipe(
    line(),
    v.check((text) => companyIn(text) !== null, "not_an_orgnr"),
  ),
  municipality: line(4),
  need: given(prose()),
  language: choice(LANGUAGES),
  informed: given(line(3)),
  /** Which button was pressed. */
  next: v.optional(v.picklist(["wait", "accept"]), "wait"),
}
export type Registration = {
  source: (typeof SOURCES)[number]
  hub: string
  contact: string
  phone: string
  email: string
  company: string
  municipality: string
  need: string
  language: Language
}

/** The form for those who did not fill in theirs: short, since someone is on the phone. */
export const registrationPage = (tried?: Tried) =>
  page({
    args: {},
    statements: askedOfRegistration,
    build: (actor, [hubs, areas]): RegistrationProps => {
      if (hubsOf(actor).length === 0) throw new Forbidden()
      return {
        hubs: hubs.map(({ id, shortName }) => ({ value: id, label: shortName })),
        municipalities: areas.map(({ code, name }) => ({ value: code, label: name })),
        sources: SOURCES,
        tried: tried ?? null,
      }
    },
  })

/** What registering is judged on: the hubs that are open, and the places there are. */
export const registrationFile = page({
  statements: ({ select, hubRows, municipalities }) =>
    [
      select({ id: hubRows.id, closedOn: hubRows.closedOn }).from(hubRows),
      select({ code: municipalities.code }).from(municipalities),
    ] as const,
  build: (_, [hubs, places], { today }) => ({
    hubs: hubs.filter(({ closedOn }) => closedOn === null).map(({ id }) => id),
    places: places.map(({ code }) => code),
    today,
    rows: [],
  }),
})
type File = { hubs: readonly string[]; places: readonly string[]; today: Day }

/** Goes to the hub that wrote it down: they talked with whoever asked, and answer them. */
export function registering(act: string, ref: string, form: Registration, hash: string) {
  return ({ hubs, places, today }: File): Outcome => {
    const { hub, municipality, need, contact, language, source } = form
    if (!hubs.includes(hub)) return refuse("unknown", ["hub"])
    if (municipality && !places.includes(municipality)) return refuse("unknown", ["municipality"])
    const { orgnr, name: company } = companyIn(form.company) ?? { orgnr: null, name: form.company }
    const code = municipality || null
    const why = { kind: "by_hand", code } as const
    const said = { company, need, contact, email: form.email || null, phone: form.phone || null }
    const enquiry = { ref, hubId: hub, municipality: code, orgnr, why, language, dueOn: replyDueOn(today) }
    return linked(receive(act, enquiry, said, false, { source }), hash)
  }
}

function askedOfRegistration({ select, hubRows, hubs, areas }: Scope, { today }: { today: unknown }) {
  return [
    select()
      .from(hubRows)
      .where(inArray(hubRows.id, [...hubs]))
      .orderBy(asc(hubRows.shortName)),
    areas(hubs, today as never),
  ] as const
}
