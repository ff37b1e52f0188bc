import * as v from "valibot"
import { type Day, isDay } from "#src/core/calendar.ts"
import { isOrgnr } from "#src/core/orgnr.ts"
import { cleanLine } from "#src/core/text.ts"

/** A company or a site of one, as Enhetsregisteret has it today. */
export type Unit = {
  orgnr: string
  name: string
  /** "AS", "ENK", … */
  form: string
  municipality: string | null
  place: string | null
  address: string | null
  /** The code and what it is called: the standard behind the codes changes. */
  industry: string | null
  /** "7", or "1-4" where the register doesn't tell how many. */
  employees: string | null
  isBankrupt: boolean
  isWindingUp: boolean
  /** Of a site: the company that it belongs to. */
  parent: string | null
}
export type Update = { id: number; orgnr: string }
/** All that can come of asking. Nothing here is an error: the program works without the register. */
export type Answer<T> =
  | { kind: "found"; found: T }
  | { kind: "none" }
  /** Deleted, but the register remembers it; or removed for good (410), so that copies have to go too. */
  | { kind: "deleted"; on: Day }
  | { kind: "removed" }
  | { kind: "busy"; afterSeconds: number | null }
  | { kind: "away" }
export type Register = ReturnType<typeof openRegister>

/** Nobody waits longer than this for the register, however many questions it takes. */
const PATIENCE_MS = 2500
const UPDATES = 1000
const SITES = 100

/** Asks Enhetsregisteret. `base` is where it is; `contact` says who asks, as the register wishes. */
export function openRegister(base: string, contact: string, patience = PATIENCE_MS) {
  const ask = async <T>(path: string, query: Query, read: Reader<T>, signal = AbortSignal.timeout(patience)) => {
    const headers = { accept: "application/json", "user-agent": `Kraftspor (${contact})` }
    const answer = await fetch(`${base}${path}${addressOf(query)}`, { headers, signal }).catch(() => null)
    return answer ? answered(answer, read) : AWAY
  }

  /** By its number. What people know of a company may be the number of one of its sites. */
  async function byNumber(orgnr: string): Promise<Answer<Unit>> {
    const signal = AbortSignal.timeout(patience)
    const company = await ask(`/enheter/${orgnr}`, {}, unitIn, signal)
    return company.kind === "none" ? ask(`/underenheter/${orgnr}`, {}, unitIn, signal) : company
  }

  const byName = (name: string, limit: number): Promise<Answer<readonly Unit[]>> =>
    ask("/enheter", { navn: name, size: limit }, listIn("enheter"))

  const subUnits = (orgnr: string): Promise<Answer<readonly Unit[]>> =>
    ask("/underenheter", { overordnetEnhet: orgnr, size: SITES }, listIn("underenheter"))

  /** What has changed of these, from a moment or the number of an update on; `next` is where there is more. */
  const updatesSince = (from: Date | number, orgnrs: readonly string[]): Promise<Answer<Updates>> => {
    const cursor = typeof from === "number" ? { oppdateringsid: from } : { dato: from.toISOString() }
    return ask("/oppdateringer/enheter", { ...cursor, organisasjonsnummer: orgnrs.join(), size: UPDATES }, updatesIn)
  }

  return { byNumber, byName, subUnits, updatesSince }
}

type Query = Readonly<Record<string, string | number>>
type Updates = { updates: readonly Update[]; next: number | null }
/** Null is what can't be read. */
type Reader<T> = (body: unknown) => Answer<T> | null

const AWAY = { kind: "away" } as const

async function answered<T>(answer: Response, read: Reader<T>): Promise<Answer<T>> {
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.status === 404) return { kind: "none" }
  if (answer.status === 410) return { kind: "removed" }
  if (answer.status === 429) return { kind: "busy", afterSeconds: secondsIn(answer.headers.get("retry-after")) }
  return (answer.ok && read(body)) || AWAY
}

/** It may also be a date; then it is enough to know that it is busy. */
const secondsIn = (text: string | null) => (text && /^\d{1,6}$/.test(text) ? Number(text) : null)

function addressOf(query: Query): string {
  const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}

const line = v.pipe(v.string(), v.transform(cleanLine))
const some = v.pipe(line, v.minLength(1))
const number = v.pipe(v.string(), v.check(isOrgnr))
/** Keys are left out where nothing is known; some are null. */
const flag = v.nullish(v.boolean(), false)
const Address = v.object({
  adresse: v.nullish(v.array(line), []),
  postnummer: v.nullish(line, ""),
  poststed: v.nullish(line, ""),
  kommune: v.nullish(line),
  kommunenummer: v.nullish(v.pipe(v.string(), v.regex(/^\d{4}$/))),
  land: v.nullish(line, ""),
  landkode: v.nullish(line, "NO"),
})
const Deleted = v.object({ organisasjonsnummer: number, slettedato: v.pipe(v.string(), v.check(isDay)) })
const Listed = v.object({
  organisasjonsnummer: number,
  navn: some,
  organisasjonsform: v.object({ kode: some }),
  forretningsadresse: v.nullish(Address),
  beliggenhetsadresse: v.nullish(Address),
  naeringskode1: v.nullish(v.object({ kode: some, beskrivelse: v.nullish(line, "") })),
  harRegistrertAntallAnsatte: flag,
  antallAnsatte: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
  konkurs: flag,
  underAvvikling: flag,
  underTvangsavviklingEllerTvangsopplosning: flag,
  overordnetEnhet: v.nullish(number, null),
})
type Listed = v.InferOutput<typeof Listed>

function unitIn(body: unknown): Answer<Unit> | null {
  const deleted = v.safeParse(Deleted, body)
  if (deleted.success) return { kind: "deleted", on: deleted.output.slettedato }
  const listed = v.safeParse(Listed, body)
  return listed.success ? { kind: "found", found: unitOf(listed.output) } : null
}

/** Where nothing is found there is no list at all, but still how many there are. */
function listIn(name: "enheter" | "underenheter"): Reader<readonly Unit[]> {
  const Page = v.object({
    page: v.object({ totalElements: v.number() }),
    _embedded: v.optional(v.object({ [name]: v.array(Listed) })),
  })
  return (body) => {
    const page = v.safeParse(Page, body)
    return page.success ? { kind: "found", found: (page.output._embedded?.[name] ?? []).map(unitOf) } : null
  }
}

const Feed = v.object({
  page: v.object({ totalElements: v.number() }),
  _embedded: v.optional(
    v.object({
      oppdaterteEnheter: v.array(
        v.object({ oppdateringsid: v.pipe(v.number(), v.integer()), organisasjonsnummer: v.string() }),
      ),
    }),
  ),
})

function updatesIn(body: unknown): Answer<Updates> | null {
  const feed = v.safeParse(Feed, body)
  if (!feed.success) return null
  const rows = feed.output._embedded?.oppdaterteEnheter ?? []
  const updates = rows.map(({ oppdateringsid: id, organisasjonsnummer: orgnr }) => ({ id, orgnr }))
  const last = Math.max(...updates.map(({ id }) => id))
  return { kind: "found", found: { updates, next: updates.length < UPDATES ? null : last + 1 } }
}

function unitOf(unit: Listed): Unit {
  const address = unit.forretningsadresse ?? unit.beliggenhetsadresse
  const { kode, beskrivelse } = unit.naeringskode1 ?? { kode: "", beskrivelse: "" }
  return {
    orgnr: unit.organisasjonsnummer,
    name: unit.navn,
    form: unit.organisasjonsform.kode,
    municipality: address?.kommunenummer ?? null,
    place: address?.kommune ? inTitleCase(address.kommune) : null,
    address: address ? lineOf(address) || null : null,
    industry: `${kode} ${beskrivelse}`.trim() || null,
    employees: employeesOf(unit),
    isBankrupt: unit.konkurs,
    isWindingUp: unit.underAvvikling || unit.underTvangsavviklingEllerTvangsopplosning,
    parent: unit.overordnetEnhet,
  }
}

function lineOf({ adresse, postnummer, poststed, land, landkode }: v.InferOutput<typeof Address>): string {
  const town = `${postnummer} ${inTitleCase(poststed)}`.trim()
  return [...adresse, town, landkode === "NO" ? "" : inTitleCase(land)].filter(Boolean).join(", ")
}

/** That there are some and not how many means one to four, which the register hides. */
function employeesOf({ harRegistrertAntallAnsatte, antallAnsatte }: Listed): string | null {
  if (!harRegistrertAntallAnsatte) return null
  return antallAnsatte == null ? "1-4" : String(antallAnsatte)
}

/** The register shouts the names of places. */
const inTitleCase = (text: string) =>
  text
    .toLowerCase()
    .replace(/(^|[\s(/-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
