import * as v from "valibot"
import { publicPage } from "#src/access/counter.ts"
import { type Outcome, refuse } from "#src/core/acts.ts"
import { receive } from "#src/core/enquiry.ts"
import { parseOrgnr } from "#src/core/orgnr.ts"
import type { Language } from "#src/core/person.ts"
import { replyDueOn, route } from "#src/core/routing.ts"
import { cleanLine } from "#src/core/text.ts"
import type { Typed } from "#src/http/env.ts"
import type { FieldErrors, FieldProblem } from "#src/http/errors.ts"
import { email, given, line, phone, prose } from "#src/http/form.ts"
import type { EnquiryFormProps, FormTried, ReceiptProps } from "#views/intake/props.ts"
import { isReference, newReference } from "./reference.ts"

/** Chosen by those whose municipality is not in the list. */
export const ELSEWHERE = "elsewhere"

const isNumberRight = (text: string) => companyIn(text) !== null
const notAnOrgnr: FieldProblem = "not_an_orgnr"

export const EnquiryForm = {
  company: v.pipe(line(), v.check(isNumberRight, notAnOrgnr)),
  unregistered: v.optional(v.literal("1")),
  municipality: given(line(20)),
  need: given(prose()),
  contact: given(line()),
  email,
  phone,
  homepage: line(),
}
export type Enquired = {
  company: string
  unregistered?: "1" | undefined
  municipality: string
  need: string
  contact: string
  email: string
  phone: string
}

/** What no field shows alone: a company or that there is none yet, and one way to answer. */
export function problemsBetween({ company = "", unregistered, email = "", phone = "" }: Typed): FieldErrors {
  const isNameless = !cleanLine(company) && !unregistered
  const isUnreachable = !cleanLine(email) && !cleanLine(phone)
  return { ...(isNameless && { company: "required" }), ...(isUnreachable && { email: "required" }) }
}

/** The municipalities of the network by county, in Norwegian order. */
export const enquiryForm = (tried?: FormTried) =>
  publicPage({
    statements: ({ places }, today) => [places(today)],
    build: ([places]): EnquiryFormProps => {
      const order = new Intl.Collator("nb")
      const counties = [...new Set(places.map(({ county }) => county))].sort(order.compare)
      return {
        counties: counties.map((county) => ({
          name: county,
          municipalities: places
            .filter((place) => place.county === county)
            .sort((one, other) => order.compare(one.name, other.name))
            .map(({ code, name }) => ({ value: code, label: name })),
        })),
        elsewhere: ELSEWHERE,
        tried: tried ?? null,
      }
    },
  })

/** What routing goes by. */
export const territory = publicPage({
  statements: ({ select, municipalities, changes, coverage }) => [
    select().from(municipalities),
    select().from(changes),
    select().from(coverage),
  ],
  build: ([municipalities, changes, coverage], today) => ({ municipalities, changes, coverage, on: today }),
})
type Territory = ReturnType<(typeof territory)["build"]>

/** The form as an enquiry, at the hub that serves the place today or on the network's list. */
export function received(territory: Territory, act: string, form: Enquired, language: Language): Outcome {
  const code = form.municipality === ELSEWHERE ? null : form.municipality
  if (code && !territory.municipalities.some((one) => one.code === code)) return refuse("unknown", ["municipality"])

  const { to, why } = route({ ...territory, code })
  const { orgnr, name } = companyIn(form.company) ?? { orgnr: null, name: form.company }
  const municipality = "code" in why ? why.code : code
  const dueOn = replyDueOn(territory.on)
  const { need, contact } = form
  const said = { company: name, need, contact, email: form.email || null, phone: form.phone || null }
  const enquiry = { ref: newReference(), hubId: to, municipality, orgnr, why, language, dueOn }
  return receive(act, enquiry, said, !orgnr && form.unregistered === "1")
}

/** Says the same of a reference that does not exist as of one on the network's list: it tells nobody which do. */
export const receipt = (ref: string) =>
  publicPage({
    statements: (scope) => [scope.receipt(ref)],
    build: ([[found]], today): ReceiptProps | null => {
      if (!isReference(ref)) return null
      const { hub, receivedOn, dueOn } = found ?? { hub: null, receivedOn: today, dueOn: replyDueOn(today) }
      return { ref, hub, receivedOn, dueOn }
    },
  })

/**
 * One field takes a number, a name or both: "Fjellvarp Klatring, 310 000 302". Null when what looks like an
 * organisation number is not one.
 */
export function companyIn(typed: string): { orgnr: string | null; name: string } | null {
  const text = cleanLine(typed)
  const alone = parseOrgnr(text)
  if (alone) return { orgnr: alone, name: "" }
  if (/^[\d\s.-]{7,}$/.test(text)) return null

  const [written] = LABELLED_NUMBER.exec(text) ?? []
  if (written === undefined) return { orgnr: null, name: text }
  const orgnr = parseOrgnr(written.replace(/\D/g, ""))
  const name = text
    .replace(written, " ")
    .replace(/\(\s*\)/g, " ")
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, "")
  return orgnr === null ? null : { orgnr, name: cleanLine(name) }
}

/** Nine digits, alone or in threes, with what people write round them. */
const LABELLED_NUMBER =
  /(?:\b(?:org(?:anisasjons)?[\s.-]?(?:nr|nummer|no)[\s.:]*)|\bNO\s?)?(?<!\d)\d{3}[\s.]?\d{3}[\s.]?\d{3}(?!\d)(?:\s?MVA\b)?/i
