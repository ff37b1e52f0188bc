import { type Act, type Outcome, refuse, type Words } from "./acts.ts"

export type Company = {
  id: string
  seq: number
  name: string
  orgnr: string | null
  municipality: string | null
}

export type CompanyEvent =
  | {
      type: "registered"
      orgnr: string | null
      municipality: string | null
      source: "company" | "advisor" | "register"
    }
  | { type: "identified"; orgnr: string }
  | { type: "introduced"; contactId: string; caseId: string }

export type Contact = { id: string; name: string; email: string | null; phone: string | null; role: string | null }

/** A company becomes known: by its number, or not registered yet. */
export function register(company: Omit<Company, "seq">, source: "company" | "advisor" | "register"): Outcome {
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

export function applyToCompany(company: Company, event: CompanyEvent, words: Words = {}): Company {
  const next = { ...company, seq: company.seq + 1 }
  switch (event.type) {
    case "registered":
      return { ...next, orgnr: event.orgnr, municipality: event.municipality, name: words.name ?? "" }
    case "identified":
      return { ...next, orgnr: event.orgnr }
    case "introduced":
      return next
  }
}

export const noCompany = (id: string): Company => ({ id, seq: 0, name: "", orgnr: null, municipality: null })

const act = (id: string, event: CompanyEvent, words: Words = {}): Act => ({ stream: "company", id, event, words })
