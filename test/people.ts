import type { Language, Membership } from "#src/core/person.ts"

export type Person = { id: string; name: string; language: Language; memberships: readonly Membership[] }

/** The cast, by what each may see. */
export const kari = person("kari", "Kari Advisor in Røros", ["roros", "advisor"])
export const nils = person("nils", "Nils Colleague in Røros", ["roros", "advisor"])
export const marit = person("marit", "Marit Manager of Røros", ["roros", "manager"])
export const kjell = person("kjell", "Kjell Advisor on the coast", ["kyst", "advisor"])
export const gunn = person("gunn", "Gunn Manager on the coast", ["kyst", "manager"])
/** From the coast, and named on Kari's restricted cases. */
export const turid = person("turid", "Turid Named from the coast", ["kyst", "advisor"])
export const stein = person("stein", "Stein Manager of two", ["kyst", "manager"], ["roros", "manager"])
export const ola = person("ola", "Ola Programme owner", ["network", "owner"])
export const randi = person("randi", "Randi Auditor", ["network", "auditor"])
/** Has an account, and no role any more. */
export const borghild = person("borghild", "Borghild Who left")

export const CAST = [kari, nils, marit, kjell, gunn, turid, stein, ola, randi, borghild]

function person(id: string, name: string, ...held: [string, Membership["role"]][]): Person {
  return { id, name, language: "nb", memberships: held.map(([hubId, role]) => ({ hubId, role })) }
}
