import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import type { Day } from "./calendar.ts"
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
  | { type: "introduced"; contactId: string; caseId: string }
  /** No word of them is kept. `hubId` is that of the case that brought them. */
  | { type: "contact_erased"; contactId: string; hubId: string }
  /** `true` is what is said in words, kept apart from the log; null is that the source no longer says anything. */
  | { type: "fact_learned"; fact: Fact; source: Source; value: string | true | null }

export type Contact = { id: string; name: string; email: string | null; phone: string | null; role: string | null }

/** A company becomes known: by its number, or not registered yet. */
export function register(company: NewCompany, source: Source): Outcome {
  const { id, name, orgnr, municipality } = company
  return { acts: [act(id, { type: "registered", orgnr, municipality, source }, { name })] }
}

export function identify(company: Company, orgnr: string): Outcome {
  if (company.orgnr === orgnr) return refuse("unchanged", ["orgnr"])
  return { acts: [act(company.id, { type: "identified", orgnr })] }
}

/** A person to talk to there, known through a case: who may not read that case in full, doesn't learn of them. */
export function introduce(company: Pick<Company, "id">, { id, ...words }: Contact, caseId: string): Outcome {
  const said = Object.fromEntries(Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1])))
  return { acts: [act(company.id, { type: "introduced", contactId: id, caseId }, said)] }
}

/** Takes what a source says: an act for each thing that it did not say before. */
export function learn(company: Pick<Company, "id" | "facts">, found: Found, source: Source): Outcome {
  const acts = FACTS.flatMap((fact) => {
    const value = found[fact]
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

export function applyToCompany(company: Company, event: CompanyEvent, on: Day, words: Words = {}): Company {
  const next = { ...company, seq: company.seq + 1 }
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
    case "introduced":
    case "contact_erased":
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
