import type { Picture } from "#src/companies/picture.ts"
import type { Alert, Fact, Source } from "#src/core/facts.ts"
import type { Named } from "#src/db/schema.ts"
import type { Option, Tried } from "../cases/props.ts"
import type { SpellProps } from "../parts/spells.tsx"
import type { LookupProps } from "./lookup.tsx"

export type JourneyCase = {
  ref: string
  hub: string
  track: Named
  stage: { code: string; name: Named }
  since: string
  /** Otherwise one may only know that it exists: where it stands, and how it ended. */
  isFull: boolean
  isRestricted: boolean
  outcome: { on: string; name: Named; isGood: boolean } | null
  advisor: string | null
  phone: string | null
  spells: readonly SpellProps[]
}
/** A thing that is known, or could be, and who says so since when. */
export type FactProps = {
  fact: Fact
  value: string | null
  /** As it stands in its field. */
  typed: string
  source: Source | null
  since: string | null
  /** The register's word, where people say otherwise. */
  register: { value: string; since: string } | null
  isCorrectable: boolean
}
/** `fact` null is that it got its number. */
export type ChangeProps = {
  id: string
  act: string
  on: string
  by: string | null
  fact: Fact | null
  value: string | null
}
export type CompanyProps = {
  id: string
  name: string
  alert: Alert | null
  facts: readonly FactProps[]
  changes: readonly ChangeProps[]
  mayChange: boolean
  municipalities: readonly Option[]
  /** What was looked up, to link it to its number. */
  found: LookupProps | null
  /** What was just done, and by which act. */
  did: string | null
  act: string | null
  tried: Tried | null
  orgnr: string | null
  place: string | null
  /** What the place is called in today's map, if otherwise. */
  placeNow: readonly string[]
  hubs: readonly string[]
  /** How many of its cases this person may not know of. */
  hidden: number
  longest: number
  tracks: readonly { name: Named; stages: readonly { code: string; position: number; name: Named }[] }[]
  /** A lane for each case, in their order. */
  picture: Picture
  cases: readonly JourneyCase[]
}
