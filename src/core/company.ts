import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import type { Day } from "./calendar.ts"
import type { Case } from "./case.ts"
import { type ContactEvent, isOfContact } from "./contact.ts"
import {
  type Alert,
  alertIn,
  FACTS,
  type Fact,
  type Facts,
  type Found,
  isRemoved,
  isSaid,
  type Source,
  saidBy,
  saidByHand,
  shownOf,
  withFact,
  withoutRegister,
} from "./facts.ts"
import { foldName } from "./fold.ts"

export type Company = {
  id: string
  seq: number
  name: string
  orgnr: string | null
  municipality: string | null
  /** What each source says of it. The name and the municipality above are what is shown. */
  facts: Facts
  /** Cache: what the register says that an advisor has to know at once. */
  alert: Alert | null
  /** Codes of the network's list. */
  tags: readonly string[]
  /** Cache: the name as it is compared. */
  folded: string
  /** Those that someone has said it is not the same as. */
  apart: readonly string[]
  /** The company that it turned out to be. */
  mergedInto: string | null
}
/** A company that is not known yet. */
export type NewCompany = Pick<Company, "id" | "name" | "orgnr" | "municipality">

export type CompanyEvent =
  | {
      type: "registered"
      orgnr: string | null
      municipality: string | null
      source: Source
    }
  | { type: "identified"; orgnr: string }
  | ContactEvent
  | { type: "tagged"; tag: string }
  | { type: "untagged"; tag: string }
  | { type: "helper_noted"; helperId: string; since: Day }
  | { type: "helper_ended"; helperId: string; until: Day }
  | { type: "told_apart"; from: string }
  /** A company that is a person has been forgotten: what it is called from now on says nothing of them. */
  | { type: "owner_erased"; label: string }
  /** It turned out to be `into`, to which its cases and all that is known of it went; and with it its number. */
  | { type: "merged"; into: string }
  /** The other side of it: what came. */
  | ({ type: "absorbed"; companyId: string } & Moved)
  /** A merge was taken back: all that the act did to this company is as if it had not been. */
  | { type: "parted"; act: string; companyId: string }
  | { type: "restored"; orgnr: string | null }
  /** Takes back what an act did to it, and those it brought: as if it had not been. Without a beginning there is no row. */
  | { type: "retracted"; act: string; contacts: readonly string[]; isGone: boolean }
  /** `true` is what is said in words, kept apart from the log; null is that the source no longer says anything. */
  | { type: "fact_learned"; fact: Fact; source: Source; value: string | true | null }

/** What goes with a company that turns out to be another, by id. */
export type Moved = { cases: readonly string[]; contacts: readonly string[]; helpers: readonly string[] }

/** A company becomes known: by its number, or not registered yet. */
export function register(company: NewCompany, source: Source): Outcome {
  const { id, name, orgnr, municipality } = company
  return { acts: [act(id, { type: "registered", orgnr, municipality, source }, { name })] }
}

export function identify(company: Company, orgnr: string): Outcome {
  if (company.orgnr === orgnr) return refuse("unchanged", ["orgnr"])
  return { acts: [act(company.id, { type: "identified", orgnr })] }
}

/** Takes what a source says: an act for each thing that it did not say before. */
export function learn(company: Pick<Company, "id" | "name" | "facts">, found: Found, source: Source): Outcome {
  const acts = FACTS.flatMap((fact) => {
    // Whoever was forgotten is not learned of again.
    const value = isForgotten(company) && isSaid(fact) ? undefined : found[fact]
    return value === undefined || value === saidBy(company.facts, fact, source)
      ? []
      : [learned(company.id, fact, source, value)]
  })
  return acts.length ? { acts } : refuse("unchanged")
}

/** Puts a fact right by hand. Nothing is to trust the register: then what people said is taken back. */
export function correct(
  company: Company,
  form: { fact: Fact; value: string },
  municipalities: readonly string[],
): Outcome {
  const { facts, id } = company
  const { fact, value } = form
  if (value && !isPossible(fact, value, municipalities)) return refuse("unknown", ["value"])
  if (value && value === saidBy(facts, fact, "advisor")) return refuse("unchanged", ["value"])
  if (!value && saidByHand(facts, fact) === null) return refuse("unchanged", ["value"])
  if (!value && fact === "name" && saidBy(facts, fact) === null) return refuse("missing", ["value"])
  return { acts: [learned(id, fact, "advisor", value || null)] }
}

export function tag(company: Company, code: string, inUse: readonly string[]): Outcome {
  if (!inUse.includes(code)) return refuse("unknown", ["tag"])
  if (company.tags.includes(code)) return refuse("unchanged", ["tag"])
  return { acts: [act(company.id, { type: "tagged", tag: code })] }
}

export function untag(company: Company, code: string): Outcome {
  if (!company.tags.includes(code)) return refuse("unchanged", ["tag"])
  return { acts: [act(company.id, { type: "untagged", tag: code })] }
}

/** Someone else who helps it too: a bank, a public fund. */
export type Helper = { id: string; companyId: string; name: string; what: string; since: Day; until: Day | null }

export function noteHelper(
  company: Company,
  { id, since, ...words }: { id: string; name: string; what: string; since: Day },
  today: Day,
): Outcome {
  if (since > today) return refuse("future", ["since"])
  return { acts: [act(company.id, { type: "helper_noted", helperId: id, since }, words)] }
}

export function endHelper(helper: Helper, until: Day, today: Day): Outcome {
  if (helper.until) return refuse("unchanged", ["until"])
  if (until > today) return refuse("future", ["until"])
  if (until < helper.since) return refuse("before_start", ["until"])
  return { acts: [act(helper.companyId, { type: "helper_ended", helperId: helper.id, until })] }
}

/** Says that two companies are not the same, so that nobody is asked again. */
export function tellApart(company: Company, other: Company): Outcome {
  if (company.id === other.id) return refuse("itself")
  if (company.apart.includes(other.id)) return refuse("unchanged")
  return { acts: [act(company.id, { type: "told_apart", from: other.id })] }
}

/** A sole proprietorship is called as its owner; and who has no number yet may be a person, too. */
export const isPersonal = ({ facts, orgnr }: Pick<Company, "facts" | "orgnr">): boolean =>
  shownOf(facts, "form") === "ENK" || orgnr === null

/** No word of the owner is kept: not the name, which its cases are called by, nor where and what. Its number stays. */
export function eraseOwner(
  company: Company,
  cases: readonly Pick<Case, "id" | "isRegistered">[],
  label: string,
): Outcome {
  if (!isPersonal(company)) return refuse("not_personal")
  if (isForgotten(company)) return refuse("unchanged")
  const name = `${LABEL}${label}`
  const renamed = ({ id, isRegistered }: Pick<Case, "id" | "isRegistered">): Act => ({
    stream: "case",
    id,
    event: { type: "joined", companyId: company.id, because: "erased", isRegistered },
    words: { company: name },
  })
  return { acts: [act(company.id, { type: "owner_erased", label: name }), ...cases.map(renamed)] }
}

/** As the register calls the form: the same in every language. */
const LABEL = "ENK "
const isForgotten = ({ name }: Pick<Company, "name">) => /^ENK [0-9A-F]{6}$/.test(name)

/** The row after the event: the one place where an event becomes state. */
export const applyToCompany = (company: Company, event: CompanyEvent, on: Day, words: Words = {}): Company =>
  withFolded(after(company, event, on, words))

type Entry = { act: string; event: CompanyEvent; onDate: Day; words: Words }
/** An entry of its log, with who did it, if a person. */
export type CompanyEntry = Entry & { id: string; seq: number; by: string; byId: string }

/** The entries that stand: without what was taken back. */
export function standingOf<E extends Pick<Entry, "act" | "event">>(log: readonly E[]): E[] {
  const taken = new Set(log.flatMap(({ event }) => (TAKES_BACK.has(event.type) && "act" in event ? [event.act] : [])))
  return log.filter(({ act, event }) => event.type !== "retracted" && !taken.has(act))
}

const TAKES_BACK = new Set<CompanyEvent["type"]>(["parted", "retracted"])

/** What is left of a company whose beginning was taken back. */
export const isGoneCompany = ({ seq, name, orgnr }: Company): boolean => seq > 0 && name === "" && orgnr === null

/** The row that follows from a log: as if what was taken back had not been. */
export function replayCompany(id: string, log: readonly Entry[]): Company {
  const row = standingOf(log).reduce(
    (company, { event, onDate, words }) => applyToCompany(company, event, onDate, words),
    noCompany(id),
  )
  return { ...row, seq: log.length }
}

const withFolded = (company: Company): Company => ({ ...company, folded: foldName(company.name) })

function after(company: Company, event: CompanyEvent, on: Day, words: Words): Company {
  const next = { ...company, seq: company.seq + 1 }
  if (isOfContact(event)) return next
  switch (event.type) {
    case "registered": {
      const { orgnr, municipality, source } = event
      const { name = "" } = words
      const named = withFact({}, "name", source, name || null, on)
      return { ...next, orgnr, municipality, name, facts: withFact(named, "municipality", source, municipality, on) }
    }
    case "identified":
      // What the register said was said of another number.
      return withShown({ ...next, orgnr: event.orgnr, facts: withoutRegister(company.facts) })
    case "tagged":
      return { ...next, tags: [...company.tags, event.tag].sort() }
    case "untagged":
      return { ...next, tags: company.tags.filter((code) => code !== event.tag) }
    case "owner_erased": {
      const { name: _, address: _address, industry: _industry, ...facts } = company.facts
      return { ...next, name: event.label, facts }
    }
    case "told_apart":
      return { ...next, apart: [...new Set([...company.apart, event.from])] }
    case "merged":
      return { ...next, orgnr: null, mergedInto: event.into }
    case "restored":
      return { ...next, orgnr: event.orgnr, mergedInto: null }
    case "helper_noted":
    case "helper_ended":
    case "absorbed":
    case "retracted":
    case "parted": // The row is replayed without the act: see `replayCompany`.
      return next
    case "fact_learned": {
      const { fact, source } = event
      const value = event.value === true ? (words.value ?? null) : event.value
      return withShown({ ...next, facts: withFact(company.facts, fact, source, value, on) })
    }
  }
}

export const noCompany = (id: string): Company => ({
  id,
  seq: 0,
  name: "",
  orgnr: null,
  municipality: null,
  facts: {},
  alert: null,
  tags: [],
  folded: "",
  apart: [],
  mergedInto: null,
})

function isPossible(fact: Fact, value: string, municipalities: readonly string[]): boolean {
  if (fact === "municipality") return municipalities.includes(value)
  if (fact === "employees") return /^(?:\d{1,6}|1-4)$/.test(value)
  return fact !== "form" || /^[A-ZÆØÅ]{2,5}$/.test(value)
}

/** Where the register may say no more and nobody else has said what it is called, its number is what is left. */
function withShown(company: Company): Company {
  const { facts, orgnr } = company
  const name = shownOf(facts, "name") ?? (isRemoved(facts) ? orgnr : null) ?? company.name
  return {
    ...company,
    name,
    municipality: shownOf(facts, "municipality") ?? company.municipality,
    alert: alertIn(facts),
  }
}

function learned(id: string, fact: Fact, source: Source, value: string | null): Act {
  const isWords = value !== null && isSaid(fact)
  const event = { type: "fact_learned", fact, source, value: isWords ? true : value } as const
  return act(id, event, isWords ? { value } : {})
}

const act = (id: string, event: CompanyEvent, words: Words = {}): Act => ({ stream: "company", id, event, words })
