import type { Role } from "#src/core/person.ts"
import { useDomainWords } from "../words.ts"
import { usePeopleWords } from "./words.ts"

/** "Rådgiver i Kyst"; a role in the network as a whole is held nowhere. */
export function useRoleIn() {
  const { roleIn } = usePeopleWords()
  const { roles } = useDomainWords()
  return (role: Role, hub: string | null) => roleIn(roles[role], hub)
}
