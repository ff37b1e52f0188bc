import { type Actor, worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { maySearch } from "#src/access/rooms.ts"
import type { Scope } from "#src/access/scope.ts"
import type { Access } from "#src/core/case.ts"
import { distance, excerpt, type Kind, marked, matchOf, numberIn, referencesIn, type Sought } from "#src/core/search.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden } from "#src/http/errors.ts"
import type {
  FoundCase,
  FoundCompany,
  FoundContact,
  FoundEnquiry,
  FoundNote,
  SearchProps,
} from "#views/search/props.ts"

/** So many cases are shown, whatever brought them. */
const CASES = 8

/** Before anything was typed that could be found. */
export const blankPage = (sought: Sought) =>
  page({ statements: () => [], build: (actor): SearchProps => answered(actor, { ...sought, ...NOTHING }) })

/** What a person finds by a few letters, the closest first. */
export function searchPage(sought: Sought) {
  const { words, text } = sought
  const refs = referencesIn(text)
  return page({
    args: {
      ...waysOf("company", words),
      ...waysOf("contact", words),
      ...waysOf("enquiry", words),
      inNotes: matchOf("note", words).anywhere ?? "",
      refs: refs.length ? refs : undefined,
      number: numberIn(text) ?? undefined,
    },
    statements: askedOfSearch,
    build: (actor, [companies, contacts, enquiries, notes, ...called]): SearchProps => {
      const mark = (one: string | null) => (one ? marked(one, words) : null)
      const near = closest(words)
      const firms = near(companies, ({ name, orgnr }) => [name, orgnr]).filter(({ isKnown }) => isKnown === 1)
      const cases = new Map(
        [...called.flat().map((row) => row.packed), ...firms.flatMap((firm) => firm.cases)].map((kase) => [
          kase.ref,
          kase,
        ]),
      )
      const [best] = firms
      return answered(actor, {
        ...sought,
        companies: firms.map(
          ({ id, name, orgnr, place }): FoundCompany => ({
            href: `/companies/${id}`,
            name: marked(name, words),
            orgnr: mark(orgnr && inGroups(orgnr)),
            place,
          }),
        ),
        cases: [...cases.values()].slice(0, CASES).map(
          ({ ref, company, stage, hub, by, access, endedOn }): FoundCase => ({
            href: `/cases/${ref}`,
            ref: refs.includes(ref) || ref.endsWith(`-${text}`) ? [{ text: ref, isMark: true }] : marked(ref, []),
            company: marked(company, words),
            stage: stage ? (JSON.parse(stage) as Named) : null,
            hub,
            advisor: by,
            isRestricted: access === "restricted",
            isEnded: endedOn !== null,
          }),
        ),
        contacts: near(contacts, ({ name, phone, email }) => [name, ...phoneWays(phone), email]).map(
          ({ ref, companyId, name, role, company, phone, email }): FoundContact => ({
            href: ref ? `/cases/${ref}` : `/companies/${companyId}`,
            name: marked(name, words),
            role,
            company,
            phone: mark(phone && inPairs(phone)),
            email: mark(email),
          }),
        ),
        enquiries: near(enquiries, (one) => [
          one.company,
          one.contact,
          one.ref,
          one.orgnr,
          ...phoneWays(one.phone),
          one.email,
        ]).map(
          ({ ref, company, contact, hub, state, receivedOn }): FoundEnquiry => ({
            href: `/inbox/${ref}`,
            ref: marked(ref, words),
            company: marked(company, words),
            contact: marked(contact, words),
            hub,
            state,
            receivedOn,
          }),
        ),
        notes: notesIn(notes, words),
        create: best ? openingFor(best.name, best.orgnr) : openingFor(text, null),
      })
    },
  })
}

function askedOfSearch(scope: Scope, _: unknown, args: Slots<Args>) {
  const of = (kind: Called) => ({
    first: args[`${kind}_first`],
    starts: args[`${kind}_starts`],
    anywhere: args[`${kind}_anywhere`],
  })
  const { refs, number } = args
  return [
    scope.companiesFound(of("company")),
    scope.contactsFound(of("contact")),
    scope.enquiriesFound(of("enquiry")),
    scope.notesFound(args.inNotes),
    ...(refs ? [scope.casesCalled(refs)] : []),
    ...(number ? [scope.casesNumbered(number)] : []),
  ] as const
}

/** What has a name to be found by. */
type Called = Exclude<Kind, "note">
type Way = `${Called}_${"first" | "starts" | "anywhere"}`
type Args = Record<Way | "inNotes", string> & { refs: readonly string[] | undefined; number: string | undefined }

function waysOf<K extends Called>(kind: K, words: readonly string[]) {
  const { first, starts, anywhere } = matchOf(kind, words)
  return { [`${kind}_first`]: first ?? "", [`${kind}_starts`]: starts, [`${kind}_anywhere`]: anywhere ?? "" } as Record<
    `${K}_${"first" | "starts" | "anywhere"}`,
    string
  >
}

type Noted = {
  id: number
  on: string
  cases: readonly { ref: string; company: string; access: Access; body: string | null }[]
}

/** Each case once, by the latest of its notes, with a line of that where it may be shown. */
function notesIn(rows: readonly Noted[], words: readonly string[]): FoundNote[] {
  const found = new Map<string, FoundNote>()
  const latest = rows.toSorted((one, other) => (one.on === other.on ? other.id - one.id : one.on < other.on ? 1 : -1))
  for (const { on, cases } of latest)
    for (const { ref, company, access, body } of cases) {
      const line = body === null ? null : excerpt(body, words)
      if (found.has(ref) || (body !== null && !line)) continue
      found.set(ref, { href: `/cases/${ref}`, ref, company, line, on, isRestricted: access === "restricted" })
    }
  return [...found.values()]
}

const NOTHING = { companies: [], cases: [], contacts: [], enquiries: [], notes: [], create: null }

function answered(actor: Actor, found: Omit<SearchProps, "total">): SearchProps {
  if (!maySearch(actor)) throw new Forbidden()
  const { companies, cases, contacts, enquiries, notes } = found
  const total = companies.length + cases.length + contacts.length + enquiries.length + notes.length
  return { ...found, total, create: worksInHub(actor) ? found.create : null }
}

/** What the index found by pieces of words, and has them whole: the closest first, one's own hub's before others'. */
const closest =
  (words: readonly string[]) =>
  <R extends { rank: number }>(rows: readonly R[], textsOf: (row: R) => (string | null)[]): R[] =>
    rows
      .flatMap((row) => {
        const away = distance(textsOf(row), words)
        return away === null ? [] : [{ row, away }]
      })
      .toSorted(
        (one, other) =>
          Math.floor(one.away) - Math.floor(other.away) || one.row.rank - other.row.rank || one.away - other.away,
      )
      .map(({ row }) => row)

const openingFor = (name: string, orgnr: string | null) => ({
  name,
  href: `/cases/new?${new URLSearchParams(orgnr ? { orgnr } : { company: name })}`,
})

const phoneWays = (phone: string | null) => [phone, phone?.replace(/^\+47/, "") ?? null]
const inGroups = (orgnr: string) => orgnr.replace(/^(\d{3})(\d{3})(\d{3})$/, "$1\u00a0$2\u00a0$3")
const inPairs = (phone: string) => phone.replace(/^\+47(\d{3})(\d{2})(\d{3})$/, "$1\u00a0$2\u00a0$3")
