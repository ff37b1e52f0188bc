import type { Day } from "./calendar.ts"

/** What can be known of a company beside its number. */
export const FACTS = [
  "name",
  "form",
  "municipality",
  "address",
  "industry",
  "employees",
  "winding_up",
  "bankrupt",
  "deleted",
  "unlisted",
] as const
export type Fact = (typeof FACTS)[number]
/** What people may know better than the register. */
export const CORRECTABLE = ["name", "form", "municipality", "address", "industry", "employees"] as const
/** A sole proprietorship is called as its owner and lives at home: such values are kept apart, to be erased. */
export const SAID = ["name", "address", "industry"] as const
export const SOURCES = ["register", "company", "advisor"] as const
export type Source = (typeof SOURCES)[number]
/** What each says, since when: of one who says nothing there is nothing. */
export type Facts = { readonly [F in Fact]?: { readonly [S in Source]?: { value: string; since: Day } } }
/** What a source says now; null is that it no longer says anything. */
export type Found = { readonly [F in Fact]?: string | null }

/** What an advisor has to know at once. */
export const ALERTS = ["deleted", "bankrupt", "winding_up"] as const
export type Alert = (typeof ALERTS)[number]

/** The value of a fact that is so or not so. */
export const YES = "yes"
/** The register may say no more of the company: what it said before has to go too. */
export const REMOVED = "removed"

export const isRemoved = (facts: Facts): boolean => saidBy(facts, "deleted") === REMOVED

export const isSaid = (fact: Fact): boolean => SAID.some((one) => one === fact)

/** People's word stands until a person takes it back. */
export const shownOf = (facts: Facts, fact: Fact): string | null => saidByHand(facts, fact) ?? saidBy(facts, fact)

export const saidBy = (facts: Facts, fact: Fact, source: Source = "register"): string | null =>
  facts[fact]?.[source]?.value ?? null

export const saidByHand = (facts: Facts, fact: Fact): string | null =>
  saidBy(facts, fact, "advisor") ?? saidBy(facts, fact, "company")

export const alertIn = (facts: Facts): Alert | null => ALERTS.find((fact) => saidBy(facts, fact) !== null) ?? null

/** Whether the register has been asked about this company and its number. */
export const isAsked = (facts: Facts): boolean => FACTS.some((fact) => facts[fact]?.register)

export function withFact(facts: Facts, fact: Fact, source: Source, value: string | null, since: Day): Facts {
  if (fact === "deleted" && value === REMOVED)
    return { ...withoutRegister(facts), deleted: { register: { value, since } } }
  const { [source]: _, ...others } = facts[fact] ?? {}
  if (value !== null) return { ...facts, [fact]: { ...others, [source]: { value, since } } }
  // An advisor who takes a word back lets the register's stand, whoever had said otherwise.
  return { ...facts, [fact]: source === "advisor" ? { register: facts[fact]?.register } : others }
}

export const withoutRegister = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([fact, { register: _, ...others }]) => [fact, others]))
