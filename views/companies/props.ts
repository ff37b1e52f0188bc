import type { Picture } from "#src/companies/picture.ts"
import type { RefusalCode } from "#src/core/acts.ts"
import type { ContactWords, HeldRole } from "#src/core/contact.ts"
import type { Reason } from "#src/core/duplicates.ts"
import type { Alert, Fact, Source } from "#src/core/facts.ts"
import type { BuiltUpon } from "#src/core/merge.ts"
import type { Named } from "#src/db/schema.ts"
import type { FileProps, Option, Tried } from "../cases/props.ts"
import type { SpellProps } from "../parts/spells.tsx"
import type { LookupProps } from "./lookup.tsx"

export type JourneyCase = {
  ref: string
  hub: string
  /** Where the company was then, of cases that one may read. */
  place: string | null
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
/** Someone to talk to there, or who was. */
export type ContactProps = ContactWords & {
  id: string
  /** The case that they are known through. */
  ref: string
  roles: readonly HeldRole[]
  until: string | null
  erasedOn: string | null
  mayChange: boolean
  mayErase: boolean
}
export type TagProps = { code: string; name: Named }
/** A hub that helps it, and who there. */
export type HelpingProps = { hub: string; advisor: string | null; phone: string | null; ref: string }
export type HelperProps = { id: string; name: string; what: string; since: string; until: string | null }
export type CompanyProps = {
  id: string
  name: string
  alert: Alert | null
  facts: readonly FactProps[]
  changes: readonly ChangeProps[]
  mayChange: boolean
  contacts: readonly ContactProps[]
  /** Cases that one works on: a new contact is known through one of them. */
  worked: readonly Option[]
  today: string
  mayMerge: boolean
  /** Another turned out to be this one lately. */
  isMerged: boolean
  /** A company that is a person can be forgotten. */
  mayErase: boolean
  tags: { set: readonly TagProps[]; free: readonly TagProps[] }
  helping: readonly HelpingProps[]
  helpers: readonly HelperProps[]
  /** What is attached to those of its cases that one reads in full, the last first. */
  files: readonly (Pick<FileProps, "id" | "name" | "kind" | "bytes" | "on"> & { ref: string })[]
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

/** One of two companies that may be one, and how much hangs on it. */
export type SideProps = {
  id: string
  name: string
  orgnr: string | null
  place: string | null
  cases: number
  contacts: number
  helpers: number
}
export type MergerProps = {
  id: string
  kept: SideProps
  /** What was asked for: an address, an id or a number. */
  asked: string
  isUnknown: boolean
  merged: SideProps | null
  /** What the kept one learns, beside what moves. */
  plan: { facts: readonly Fact[]; tags: number; takesNumber: boolean } | null
  refusal: RefusalCode | null
  tried: Tried | null
}
export type MergesProps = {
  id: string
  name: string
  merges: readonly { id: string; name: string; on: string; until: string; builtUpon: readonly BuiltUpon[] }[]
  tried: Tried | null
}
export type PairProps = {
  one: Pick<SideProps, "id" | "name" | "orgnr" | "place">
  other: Pick<SideProps, "id" | "name" | "orgnr" | "place">
  reasons: readonly Reason[]
}
export type DuplicatesProps = { pairs: readonly PairProps[]; isCut: boolean; did: string | null }
