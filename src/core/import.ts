import { type Act, isRefusal, type Outcome } from "./acts.ts"
import type { Day } from "./calendar.ts"
import { ACCESSES, type Access } from "./case.ts"
import { applyToCompany, type Company, identify, learn, noCompany, register } from "./company.ts"
import { introduce, introduceTo } from "./contact.ts"
import { type Fact, type Found, shownOf } from "./facts.ts"
import { foldName } from "./fold.ts"
import type { ImportField, Mapping } from "./import-fields.ts"
import { parseDay, parseNumber, plainKey } from "./import-values.ts"
import { parseOrgnr } from "./orgnr.ts"
import type { Language } from "./person.ts"
import { inUse, type Stage } from "./stages.ts"
import { cleanLine, hasBirthNumber, isEmail, parsePhone } from "./text.ts"
import { open } from "./verbs.ts"

type Named = Record<Language, string>
/** A row of the list, by its number in the file. */
export type ImportRow = { nth: number; cells: readonly string[] }
/** What names in a list can stand for, in the hub that it is for. */
export type Dictionary = {
  hubId: string
  prefix: string
  municipalities: readonly { code: string; name: string; validTo: Day | null }[]
  tracks: readonly { code: string; name: Named }[]
  stages: readonly (Stage & { name: Named })[]
  team: readonly { id: string; name: string; email: string }[]
}
export type Choices = {
  mapping: Mapping
  /** Where the list names no track, and its stage is of several. */
  track: string
  /** Whether what the list says counts for more than what we know. */
  overwrite: boolean
}
/** What the rows meet: companies that may be theirs, and their cases and contacts in the hub. */
export type Around = {
  companies: readonly Company[]
  /** Those of them whose every case is kept from whoever brings the list: to them each is as new. */
  hidden: ReadonlySet<string>
  cases: readonly { companyId: string; need: string; track: string; ref: string }[]
  contacts: readonly { companyId: string; name: string; email: string | null }[]
  /** The number that the next case gets. */
  number: number
}
type Kind = "company" | "contact" | "case" | "pseudonym"

export const WRONG = [
  "birth_number",
  "too_long",
  "not_an_orgnr",
  "not_a_day",
  "not_an_email",
  "not_a_phone",
  "not_a_number",
  "unknown_municipality",
  "which_municipality",
  "unknown_track",
  "unknown_stage",
  "which_stage",
  "unknown_advisor",
  "which_advisor",
  "unknown_access",
  "no_company",
  "no_contact",
  "no_need",
  "no_step",
  "no_day",
  "future",
  "before_opened",
  "which_company",
  "case_refused",
] as const
export type WrongCode = (typeof WRONG)[number]
/** What is wrong with a row: in which column, if in one, and with what. */
export type Wrong = { column: number | null; code: WrongCode; about?: string }

/** How a company was recognised: by its number, its name and municipality, or as that of a row before. */
export type By = "orgnr" | "name" | "row"
export type Told =
  | { state: "wrong"; wrong: readonly Wrong[] }
  | {
      state: "does" | "same"
      company: "new" | "known" | "updated"
      by: By | null
      /** The row whose company it is, and what ours is called. */
      row?: number
      called?: string
      learned: readonly (Fact | "orgnr")[]
      /** What we know otherwise, and keep. */
      kept: readonly Fact[]
      contact: "new" | "known" | null
      case: "new" | "known" | null
      ref?: string
      /** How much is missing for the stage that its case comes in. */
      lacks: number
      /** What somebody has built on it, so that it could not be taken back. */
      built?: BuiltOn
    }
/** What has to go first, before a row can be taken back. */
export type BuiltOn = { on: "case" | "company"; type: string; day: Day; by: string } | { on: "others"; n: number }
export type Planned = {
  nth: number
  told: Told
  acts: readonly Act[]
  /** The company as it was before. */
  before: Company | null
  companyId: string | null
  caseId: string | null
}

/** What each row would do, in their order: a row meets what those before it have done. */
export function planRows(
  rows: readonly ImportRow[],
  choices: Choices,
  dictionary: Dictionary,
  around: Around,
  today: Day,
  idOf: (nth: number, kind: Kind) => string,
): Planned[] {
  const met = meet(around)
  return rows.map(({ nth, cells }): Planned => {
    const read = readRow(cells, choices, dictionary, today)
    const found = "wrong" in read ? read : recognise(read, met)
    if ("wrong" in read || "wrong" in found) return nothing(nth, "wrong" in found ? found.wrong : [])
    return planOne(nth, read, found, { choices, dictionary, met, today, idOf: (kind) => idOf(nth, kind) })
  })
}

/** Numbers and names that the companies of the rows may be known by. */
export function keysOf(
  rows: readonly ImportRow[],
  { mapping }: Choices,
): { numbers: readonly string[]; names: readonly string[] } {
  const numbers = new Set<string>()
  const names = new Set<string>()
  for (const { cells } of rows) {
    const number = parseOrgnr(cellIn(cells, mapping, "orgnr"))
    if (number) numbers.add(number)
    const name = cellIn(cells, mapping, "company")
    if (name) names.add(foldName(name))
  }
  return { numbers: [...numbers], names: [...names] }
}

/** What a row says, in our words. */
type Said = {
  company: string
  orgnr: string | null
  municipality: string | null
  address: string | null
  employees: string | null
  contact: { name: string; role: string | null; email: string | null; phone: string | null } | null
  kase: {
    need: string
    stage: Stage
    since: Day | null
    advisorId: string | null
    access: Access
    openedOn: Day
    contactedOn: Day | null
    nextStep: string | undefined
    nextOn: Day | undefined
  } | null
}
type Problem = { wrong: readonly Wrong[] }

const CASE_FIELDS: readonly ImportField[] = ["need", "stage", "since", "openedOn", "contactedOn", "nextStep", "nextOn"]
const LINE = 200

function readRow(
  cells: readonly string[],
  { mapping, track }: Choices,
  dictionary: Dictionary,
  today: Day,
): Said | Problem {
  const wrong: Wrong[] = cells.flatMap((cell, column) =>
    hasBirthNumber(cell) ? [{ column, code: "birth_number" as const }] : [],
  )
  const text = (field: ImportField) => cellIn(cells, mapping, field)
  const say = (field: ImportField, code: WrongCode, about = "") => {
    const column = mapping.indexOf(field)
    wrong.push({ column: column < 0 ? null : column, code, ...(about && { about }) })
    return null
  }
  const read = <T>(field: ImportField, parse: (text: string) => T | null | Ambiguous, code: WrongCode): T | null => {
    const value = text(field)
    if (!value) return null
    const parsed = parse(value)
    if (typeof parsed === "object" && parsed !== null && "doubt" in parsed) return say(field, parsed.doubt, value)
    return parsed ?? say(field, code, value)
  }
  for (const field of mapping) if (field && text(field).length > LINE) say(field, "too_long")

  const day = (field: ImportField) => read(field, parseDay, "not_a_day")
  const orgnr = read("orgnr", parseOrgnr, "not_an_orgnr")
  const municipality = read("municipality", (name) => municipalityOf(name, dictionary), "unknown_municipality")
  const employees = read("employees", (n) => wholeOf(n), "not_a_number")
  const company = text("company")
  if (!company && !orgnr && !text("orgnr")) say("company", "no_company")

  const email = read("email", (typed) => (isEmail(typed.toLowerCase()) ? typed.toLowerCase() : null), "not_an_email")
  const phone = read("phone", parsePhone, "not_a_phone")
  const name = text("contact")
  if (!name && (text("email") || text("phone"))) say("contact", "no_contact")
  const contact = name ? { name, role: text("role") || null, email, phone } : null

  const isCase = CASE_FIELDS.some((field) => text(field))
  const saidTrack = read("track", (asked) => byName(dictionary.tracks, asked)?.code ?? null, "unknown_track")
  const [openedOn, since, contactedOn, nextOn] = [day("openedOn"), day("since"), day("contactedOn"), day("nextOn")]
  const stage = read("stage", (asked) => stageOf(asked, saidTrack, track, dictionary), "unknown_stage")
  const advisorId = read("advisor", (asked) => advisorOf(asked, dictionary), "unknown_advisor")
  const access = read("access", accessOf, "unknown_access")
  if (isCase) {
    if (!text("need")) say("need", "no_need")
    if (text("nextStep") && !text("nextOn")) say("nextOn", "no_day")
    if (text("nextOn") && !text("nextStep")) say("nextStep", "no_step")
    for (const [field, on] of [
      ["openedOn", openedOn],
      ["since", since],
      ["contactedOn", contactedOn],
    ] as const)
      if (on && on > today) say(field, "future")
    if (openedOn && since && since < openedOn) say("since", "before_opened")
  }
  const first = inUse(dictionary.stages, saidTrack ?? track, dictionary.hubId)[0]
  if (isCase && !stage && !text("stage") && !first) say("track", "unknown_track")
  if (wrong.length) return { wrong }

  const here = stage ?? first
  const kase =
    isCase && here
      ? {
          need: text("need"),
          stage: here,
          since,
          advisorId,
          access: access ?? "hub",
          openedOn: openedOn ?? since ?? contactedOn ?? today,
          contactedOn,
          nextStep: text("nextStep") || undefined,
          nextOn: nextOn ?? undefined,
        }
      : null
  return { company, orgnr, municipality, address: text("address") || null, employees, contact, kase }
}

/** It can be read in several ways. */
type Ambiguous = { doubt: WrongCode }

const cellIn = (cells: readonly string[], mapping: Mapping, field: ImportField): string => {
  const at = mapping.indexOf(field)
  return at < 0 ? "" : cleanLine(cells[at] ?? "")
}

const byName = <R extends { code: string; name: Named }>(rows: readonly R[], asked: string): R | undefined =>
  rows.find(({ code, name }) => isCalled([code, name.nb, name.nn, name.en], asked))

const isCalled = (names: readonly string[], asked: string): boolean => {
  const key = plainKey(asked)
  return names.some((name) => plainKey(name) === key)
}

/** By its code, or by its name, with "kommune" or its county after it or not. A name of several in use is none of them. */
function municipalityOf(asked: string, { municipalities }: Dictionary): string | null | Ambiguous {
  const code = /^(?:\D*\()?(\d{3,4})\)?$|^(\d{4})[\s–-]+\D+$/.exec(asked)?.slice(1).find(Boolean)?.padStart(4, "0")
  const coded = municipalities.find((one) => one.code === code)
  if (code && !coded) return null
  // A number from before the county changed is that of the same name today, if there is one.
  const key = plainKey(coded?.name ?? asked.replace(/\(.*\)/, "").replace(/\bkommune\b/i, ""))
  const found = municipalities.filter(({ name }) => plainKey(name) === key)
  const current = found.filter(({ validTo }) => validTo === null)
  if (!coded && current.length > 1) return { doubt: "which_municipality" }
  return (current[0] ?? coded ?? found.at(-1))?.code ?? null
}

/** A stage's name can be of both tracks: then the row's track says which, or the one chosen for the whole list. */
function stageOf(
  asked: string,
  track: string | null,
  fallback: string,
  dictionary: Dictionary,
): Stage | null | Ambiguous {
  const { stages, tracks, hubId } = dictionary
  const usable = tracks.flatMap(({ code }) => inUse(stages, code, hubId))
  const found = usable.filter(({ code, name }) => isCalled([code, name.nb, name.nn, name.en], asked))
  const inTrack = found.filter((stage) => stage.track === (track ?? fallback))
  if (track || inTrack.length) return inTrack[0] ?? null
  return found.length > 1 ? { doubt: "which_stage" } : (found[0] ?? null)
}

/** By mail, by name, or by a first name that only one has. */
function advisorOf(asked: string, { team }: Dictionary): string | null | Ambiguous {
  const key = plainKey(asked)
  const mail = asked.toLowerCase()
  const exact = team.filter((one) => one.email.toLowerCase() === mail || plainKey(one.name) === key)
  const found = exact.length ? exact : team.filter(({ name }) => plainKey(name).split(" ")[0] === key)
  if (found.length > 1) return { doubt: "which_advisor" }
  return found[0]?.id ?? null
}

const ACCESS_NAMES: Record<Access, readonly string[]> = {
  network: ["network", "apen", "apen i nettverket", "nettverk", "nettverket", "open"],
  hub: ["hub", "intern", "huben"],
  restricted: ["restricted", "skjermet", "skjerma", "lukket"],
}
const accessOf = (asked: string): Access | null =>
  ACCESSES.find((access) => ACCESS_NAMES[access].includes(plainKey(asked))) ?? null

function wholeOf(typed: string): string | null {
  const n = parseNumber(typed)
  return n !== null && Number.isInteger(n) && n >= 0 && n < 1_000_000 ? String(n) : null
}

/** Companies with how they are known, and what there is of each; it grows with every row. */
type Met = {
  hidden: ReadonlySet<string>
  byOrgnr: Map<string, Company>
  byName: Map<string, Company[]>
  /** The row that brought or changed it. */
  rows: Map<string, number>
  cases: Map<string, { need: string; track: string; ref: string }[]>
  contacts: Map<string, { name: string; email: string | null }[]>
  number: number
}
type Match = { company: Company | null; by: By | null; row?: number }

function meet({ companies, hidden, cases, contacts, number }: Around): Met {
  const met: Met = {
    hidden,
    byOrgnr: new Map(),
    byName: new Map(),
    rows: new Map(),
    cases: grouped(cases),
    contacts: grouped(contacts),
    number,
  }
  for (const company of companies) know(met, company)
  return met
}

function know(met: Met, company: Company): void {
  if (company.orgnr) met.byOrgnr.set(company.orgnr, company)
  const key = foldName(company.name)
  const others = (met.byName.get(key) ?? []).filter(({ id }) => id !== company.id)
  met.byName.set(key, [...others, company])
}

function grouped<T extends { companyId: string }>(all: readonly T[]): Map<string, T[]> {
  return new Map(Map.groupBy(all, ({ companyId }) => companyId))
}

/** By number; then by name and municipality. A name without a place that we know is nobody's to guess. */
function recognise({ orgnr, company: name, municipality }: Said, met: Met): Match | Problem {
  const byNumber = orgnr ? met.byOrgnr.get(orgnr) : undefined
  if (byNumber) return foundAs(byNumber, "orgnr", met)
  if (!name) return { company: null, by: null }
  // Who has another number is another company.
  const alike = (met.byName.get(foldName(name)) ?? []).filter((one) => !orgnr || !one.orgnr)
  const there = municipality ? alike.filter((one) => one.municipality === municipality) : []
  const [only, ...more] = there
  if (only && more.length === 0) return foundAs(only, "name", met)
  const unplaced = alike.filter((one) => !municipality || one.municipality === null)
  const isDoubtful = more.length > 0 || (!orgnr && unplaced.length > 0)
  return isDoubtful ? { wrong: [{ column: null, code: "which_company", about: name }] } : { company: null, by: null }
}

function foundAs(company: Company, by: By, { rows }: Met): Match {
  const row = rows.get(company.id)
  return row === undefined ? { company, by } : { company, by: "row", row }
}

type Planning = {
  choices: Choices
  dictionary: Dictionary
  met: Met
  today: Day
  idOf: (kind: Kind) => string
}

function planOne(nth: number, said: Said, found: Match, planning: Planning): Planned {
  const { met, today, idOf } = planning
  const start = companyActs(said, found, planning)
  const { company } = start
  const contact = contactIn(said, company, met)
  const kase = caseIn(said, company, met)
  const opened = kase === "new" ? openedIn(said, company, planning) : { acts: [], lacks: 0, ref: undefined }
  if (isRefusal(opened)) return nothing(nth, [{ column: null, code: "case_refused" }])

  const introduced = contact === "new" && said.contact ? introducing(said.contact, company, kase, planning) : []
  const acts = [...start.acts, ...introduced, ...opened.acts]
  know(met, after(company, acts, today))
  met.rows.set(company.id, met.rows.get(company.id) ?? nth)
  if (contact === "new" && said.contact) push(met.contacts, company.id, said.contact)
  if (kase === "new" && said.kase) {
    push(met.cases, company.id, { need: said.kase.need, track: said.kase.stage.track, ref: opened.ref ?? "" })
    met.number++
  }
  const { by, row } = found
  const told: Told = {
    state: acts.length ? "does" : "same",
    company: found.company ? (start.learned.length ? "updated" : "known") : "new",
    by,
    ...(row !== undefined && { row }),
    ...(found.company && { called: found.company.name }),
    learned: start.learned,
    kept: start.kept,
    contact,
    case: kase,
    ...(opened.ref !== undefined && { ref: opened.ref }),
    lacks: opened.lacks,
  }
  const caseId = kase === "new" ? idOf("case") : null
  const shown = met.hidden.has(company.id) ? asNew(told) : told
  return { nth, told: shown, acts, before: found.company, companyId: company.id, caseId }
}

/** Told of a company that one may not know of as of any that is new: to say that it is there, would say why. */
function asNew({ called: _, ...told }: Extract<Told, { learned: unknown }>): Told {
  const quiet = { ...told, learned: [], kept: [] }
  return told.row === undefined ? { ...quiet, state: "does", company: "new", by: null } : { ...quiet, company: "known" }
}

/** What the row says of its company: all of a new one; of a known one what it lacks, and the rest if it is to count for more. */
function companyActs(said: Said, { company: known, by }: Match, { choices, met, idOf }: Planning) {
  const { orgnr, municipality, address, employees } = said
  if (!known) {
    const name = said.company || (orgnr ?? "")
    const fresh = { ...noCompany(idOf("company")), name, orgnr, municipality }
    const registered = actsIn(register(fresh, "advisor"))
    const facts = actsIn(learn(fresh, given({ address, employees }), "advisor"))
    return { company: fresh, acts: [...registered, ...facts], learned: [], kept: [] as Fact[] }
  }
  const numbered = orgnr && !known.orgnr ? actsIn(identify(known, orgnr)) : []
  const name = by === "orgnr" && said.company && foldName(said.company) !== foldName(known.name) ? said.company : null
  const says = given({ name, municipality, address, employees })
  const counts = choices.overwrite && !met.hidden.has(known.id)
  const differs = FACTS_OF_LISTS.filter((fact) => says[fact] !== undefined && says[fact] !== shown(known, fact))
  const taken = differs.filter((fact) => counts || shown(known, fact) === null)
  const learned = actsIn(learn(known, Object.fromEntries(taken.map((fact) => [fact, says[fact]])), "advisor"))
  return {
    company: known,
    acts: [...numbered, ...learned],
    learned: [...(numbered.length ? (["orgnr"] as const) : []), ...(learned.length ? taken : [])],
    kept: differs.filter((fact) => !taken.includes(fact)),
  }
}

const FACTS_OF_LISTS = ["name", "municipality", "address", "employees"] as const

/** The two that are columns of their own are shown from there. */
function shown(company: Company, fact: Fact): string | null {
  if (fact === "name") return company.name || null
  return fact === "municipality" ? company.municipality : shownOf(company.facts, fact)
}

/** Of the same company, somebody of the same mail, or else of the same name. */
function contactIn({ contact }: Said, { id }: Company, { contacts }: Met): "new" | "known" | null {
  if (!contact) return null
  const { name, email } = contact
  const isThere = (contacts.get(id) ?? []).some(
    (one) => (email && one.email?.toLowerCase() === email) || plainKey(one.name) === plainKey(name),
  )
  return isThere ? "known" : "new"
}

/** Of the same company, an open case of ours in the same track that is about the same. */
function caseIn({ kase }: Said, { id }: Company, { cases }: Met): "new" | "known" | null {
  if (!kase) return null
  const isThere = (cases.get(id) ?? []).some(
    ({ need, track }) => track === kase.stage.track && plainKey(need) === plainKey(kase.need),
  )
  return isThere ? "known" : "new"
}

function introducing(
  said: NonNullable<Said["contact"]>,
  company: Company,
  kase: "new" | "known" | null,
  { dictionary, idOf }: Planning,
): readonly Act[] {
  const contact = { id: idOf("contact"), ...said }
  return actsIn(
    kase === "new" ? introduce(company, contact, idOf("case")) : introduceTo(dictionary.hubId, company, contact),
  )
}

function openedIn(said: Said, company: Company, { dictionary, met, today, idOf }: Planning) {
  const { kase } = said
  if (!kase) return { acts: [], lacks: 0, ref: undefined }
  const { stage, since, contactedOn, openedOn, ...rest } = kase
  const { hubId, prefix, stages, team, municipalities } = dictionary
  const municipality = said.municipality ?? company.municipality
  const isFirst = inUse(stages, stage.track, hubId)[0]?.code === stage.code
  const ref = `${prefix}-${met.number}`
  const outcome = open(
    { stages, team: team.map(({ id }) => id), company: { ...company, orgnr: company.orgnr ?? said.orgnr } },
    {
      id: idOf("case"),
      ref,
      number: met.number,
      pseudonym: idOf("pseudonym").slice(0, 6).toUpperCase(),
      hubId,
      companyId: company.id,
      municipality,
      place: municipalities.find(({ code }) => code === municipality)?.name ?? null,
      track: stage.track,
      enquiryId: null,
      hasContact: said.contact !== null,
      ...rest,
      imported: {
        stage: stage.code,
        openedOn,
        // Who does not say since when, says that it stands there now.
        since: since ?? (isFirst ? openedOn : today),
        clockOn: contactedOn ?? today,
        contacted: contactedOn !== null || !isFirst,
      },
    },
  )
  if (isRefusal(outcome)) return outcome
  const lacks = outcome.acts.flatMap(({ event }) => (event.type === "opened" ? (event.case.imported?.lacks ?? []) : []))
  return { acts: outcome.acts, lacks: lacks.length, ref }
}

/** The company as the acts leave it. */
function after(company: Company, acts: readonly Act[], today: Day): Company {
  return acts.reduce(
    (row, act) => (act.stream === "company" ? applyToCompany(row, act.event, act.on ?? today, act.words) : row),
    company.seq === 0 && acts.some(({ event }) => event.type === "registered") ? noCompany(company.id) : company,
  )
}

const given = (found: { [F in Fact]?: string | null }): Found =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null)) as Found

const actsIn = (outcome: Outcome): readonly Act[] => (isRefusal(outcome) ? [] : outcome.acts)

function push<T>(all: Map<string, T[]>, id: string, one: T): void {
  all.set(id, [...(all.get(id) ?? []), one])
}

const nothing = (nth: number, wrong: readonly Wrong[]): Planned => ({
  nth,
  told: { state: "wrong", wrong },
  acts: [],
  before: null,
  companyId: null,
  caseId: null,
})
