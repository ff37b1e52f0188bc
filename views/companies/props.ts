import type { Picture } from "#src/companies/picture.ts"
import type { Named } from "#src/db/schema.ts"
import type { SpellProps } from "../parts/spells.tsx"

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
export type CompanyProps = {
  name: string
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
