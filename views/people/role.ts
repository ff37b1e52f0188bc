import type { Role } from "#src/core/person.ts"
import { useDomainWords } from "../words.ts"
import { usePeopleWords } from "./words.ts"

/** "Rådgiver i Kyst", within a sentence "rådgiver i Kyst"; a role in the network as a whole is held nowhere. */
export function useRoleIn() {
  const { roleIn } = usePeopleWords()
  const { roles } = useDomainWords()
  return (role: Role, hub: string | null, { within = false } = {}) =>
    roleIn(within ? roles[role].toLowerCase() : roles[role], hub)
}

/** "Daglig leder, rådgiver". */
export function useRoleList() {
  const { roles } = useDomainWords()
  return (held: readonly Role[]) =>
    held.map((role, i) => (i === 0 ? roles[role] : roles[role].toLowerCase())).join(", ")
}
