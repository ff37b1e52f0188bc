import * as v from "valibot"
import { publicPage } from "#src/access/counter.ts"
import { type Outcome, refuse } from "#src/core/acts.ts"
import { type Asked, extraName, hold, isApart, receive } from "#src/core/enquiry.ts"
import type { Extra } from "#src/core/hub.ts"
import { currentNotice, isNotice } from "#src/core/notice.ts"
import { parseOrgnr } from "#src/core/orgnr.ts"
import type { Language } from "#src/core/person.ts"
import { replyDueOn, route } from "#src/core/routing.ts"
import type { Verdict } from "#src/core/spam.ts"
import { cleanLine } from "#src/core/text.ts"
import type { Typed } from "#src/http/env.ts"
import { BadForm, type FieldErrors, type FieldProblem } from "#src/http/errors.ts"
import { email, given, line, phone, prose } from "#src/http/form.ts"
import type { Unit } from "#src/registry/register.ts"
import type { EnquiryFormProps, FormTried, ReceiptProps } from "#views/intake/props.ts"
import { type Counting, countedIn, marksOf, type Often } from "./flood.ts"
import { isReference, newReference } from "./reference.ts"

/** Chosen by those whose municipality is not in the list. */
export const ELSEWHERE = "elsewhere"

const isNumberRight = (text: string) => companyIn(text) !== null
const notAnOrgnr: FieldProblem = "not_an_orgnr"
const code = v.optional(v.pipe(v.string(), v.maxLength(80)), "")

export const EnquiryForm = {
  company: v.pipe(line(), v.check(isNumberRight, notAnOrgnr)),
  /** Which of the register's hits it is; empty is none of them. */
  orgnr: code,
  unregistered: v.optional(v.literal("1")),
  municipality: line(20),
  need: given(prose()),
  contact: given(line()),
  email,
  phone,
  homepage: line(),
  via: code,
  notice: code,
  token: v.optional(v.string(), ""),
  /** The number that they were told is of a company that is gone. */
  gone: code,
  /** They were asked for a proof. */
  proved: v.optional(v.literal("1")),
  "cf-turnstile-response": v.optional(v.pipe(v.string(), v.maxLength(2048)), ""),
}
/** What a hub asks besides: `extra.a`. */
export const EXTRAS = { extra: line() }
export type Enquired = {
  company: string
  orgnr: string
  unregistered?: "1" | undefined
  municipality: string
  need: string
  contact: string
  email: string
  phone: string
  via: string
  notice: string
}

/** What no field shows alone: a company or that there is none yet, a place, and one way to answer. */
export function problemsBetween(typed: Typed, unit: Unit | null = null): FieldErrors {
  const { company = "", orgnr = "", unregistered, municipality = "", email = "", phone = "" } = typed
  const isNameless = !cleanLine(company) && !orgnr && !unregistered
  const isNowhere = !cleanLine(municipality) && !unit?.municipality
  const isUnreachable = !cleanLine(email) && !cleanLine(phone)
  return {
    ...(isNameless && { company: "required" }),
    ...(isNowhere && { municipality: "required" }),
    ...(isUnreachable && { email: "required" }),
  }
}

/** The number that was chosen among the hits, or typed. */
export const orgnrIn = ({ orgnr = "", company = "" }: Typed): string | null =>
  parseOrgnr(orgnr) ?? companyIn(company)?.orgnr ?? null

type Shown = Pick<EnquiryFormProps, "token"> & { via?: string | undefined; tried?: FormTried }

/** The municipalities of the network by county, in Norwegian order. */
export const enquiryForm = ({ token, via = "", tried }: Shown) =>
  publicPage({
    statements: ({ places, hubs }, today) => [places(today), hubs(today)],
    build: ([places, hubs]): EnquiryFormProps => {
      const order = new Intl.Collator("nb")
      const counties = [...new Set(places.map(({ county }) => county))].sort(order.compare)
      const host = hubs.find(({ id }) => id === via)
      return {
        counties: counties.map((county) => ({
          name: county,
          municipalities: places
            .filter((place) => place.county === county)
            .sort((one, other) => order.compare(one.name, other.name))
            .map(({ code, name }) => ({ value: code, label: name })),
        })),
        elsewhere: ELSEWHERE,
        host: host ? { id: host.id, name: host.name } : null,
        extras: (host?.extras ?? [])
          .filter(({ use }) => use !== "hidden")
          .map(({ id, use, label }) => ({ name: extraName(id), label, isRequired: use === "required" })),
        token,
        notice: currentNotice,
        tried: tried ?? null,
      }
    },
  })

/** What routing goes by, and how often the like has come. */
export const formFile = (counting: Counting) =>
  publicPage({
    counts: true,
    statements: (scope) => [
      scope.select().from(scope.municipalities),
      scope.select().from(scope.changes),
      scope.select().from(scope.coverage),
      scope.routing,
      ...marksOf(scope, counting),
    ],
    build: ([municipalities, changes, coverage, hubs, ...marks], today) => ({
      municipalities,
      changes,
      coverage,
      hubs,
      often: countedIn(counting, marks),
      on: today,
    }),
  })
type FormFile = ReturnType<ReturnType<typeof formFile>["build"]>

/** Judges what came by how often the like has come. */
type Judge = (often: Often) => Extract<Verdict, { kind: "pass" | "hold" }>

/**
 * The form as an enquiry, at the hub that serves the place today or on the network's list; or kept apart, where it looks
 * as if no person had sent it.
 */
export function received(
  file: FormFile,
  act: string,
  form: Enquired,
  more: { typed: Typed; unit: Unit | null; language: Language; judge: Judge },
): Outcome {
  const { municipalities, hubs, on, often } = file
  const { typed, unit, language, judge } = more
  const code = form.municipality === ELSEWHERE ? null : form.municipality || unit?.municipality || null
  if (form.municipality && code && !municipalities.some((one) => one.code === code))
    return refuse("unknown", ["municipality"])
  const host = hubs.find(({ id, closedOn }) => id === form.via && closedOn === null)
  const { said: answers, asked } = answersIn(host?.extras ?? [], typed)
  const verdict = judge(often)

  const orgnr = orgnrIn(typed)
  const written = companyIn(form.company)
  // What was typed to find it is not what it is called.
  const company = (form.orgnr && unit?.name) || written?.name || unit?.name || ""
  const { need, contact, email, phone } = form
  const said = { company, need, contact, email: email || null, phone: phone || null, ...answers }
  const isUnregistered = !orgnr && form.unregistered === "1"
  const how: Asked = {
    ...(host && { via: host.id }),
    ...(isNotice(form.notice) && { notice: form.notice }),
    ...(asked.length > 0 && { asked }),
  }
  const ref = newReference()
  if (verdict.kind === "hold") {
    const held = { ref, municipality: code, orgnr, language }
    return hold(act, held, said, verdict.signs, isUnregistered, how)
  }
  const { to, why } = route({ ...file, code, registered: unit?.municipality ?? null, via: host?.id ?? null })
  const municipality = ("code" in why ? why.code : null) ?? code
  const enquiry = { ref, hubId: to, municipality, orgnr, why, language, dueOn: replyDueOn(on) }
  return receive(act, enquiry, said, isUnregistered, how)
}

function answersIn(extras: readonly Extra[], typed: Typed) {
  const asked = extras.filter(({ use }) => use !== "hidden")
  const said = Object.fromEntries(asked.map(({ id }) => [extraName(id), cleanLine(typed[extraName(id)] ?? "")]))
  const missing = asked.filter(({ id, use }) => use === "required" && !said[extraName(id)])
  if (missing.length) throw new BadForm(Object.fromEntries(missing.map(({ id }) => [extraName(id), "required"])))
  return { said, asked: asked.filter(({ id }) => said[extraName(id)]).map(({ id, label }) => ({ id, label })) }
}

/** Says the same of a reference that does not exist as of one on the network's list: it tells nobody which do. */
export const receipt = (ref: string) =>
  publicPage({
    statements: (scope) => [scope.receipt(ref)],
    build: ([[found]], today): ReceiptProps | null => {
      if (!isReference(ref)) return null
      if (found && !isApart(found)) return { ref, hub: found.hub, receivedOn: found.receivedOn, dueOn: found.dueOn }
      const receivedOn = found?.receivedOn ?? today
      return { ref, hub: null, receivedOn, dueOn: replyDueOn(receivedOn) }
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
