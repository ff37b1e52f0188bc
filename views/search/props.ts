import type { Enquiry } from "#src/core/enquiry.ts"
import type { Segment } from "#src/core/search.ts"
import type { Named } from "#src/db/schema.ts"

/** As it is written, with what was found in it marked. */
export type Marked = readonly Segment[]
export type FoundCompany = { href: string; name: Marked; orgnr: Marked | null; place: string | null }
export type FoundCase = {
  href: string
  ref: Marked
  company: Marked
  stage: Named | null
  hub: string | null
  advisor: string | null
  isRestricted: boolean
  isEnded: boolean
}
export type FoundContact = {
  href: string
  name: Marked
  role: string | null
  company: string
  phone: Marked | null
  email: Marked | null
}
export type FoundEnquiry = {
  href: string
  ref: Marked
  company: Marked
  contact: Marked
  hub: string | null
  state: Enquiry["state"]
  receivedOn: string
}
/** `line` is left out of what is read only by opening it. */
export type FoundNote = {
  href: string
  ref: string
  company: string
  line: Marked | null
  on: string
  isRestricted: boolean
}
export type SearchProps = {
  text: string
  words: readonly string[]
  isCut: boolean
  companies: readonly FoundCompany[]
  cases: readonly FoundCase[]
  contacts: readonly FoundContact[]
  enquiries: readonly FoundEnquiry[]
  notes: readonly FoundNote[]
  /** For those who may open a case. */
  create: { name: string; href: string } | null
  /** How many were found, as far as they are shown. */
  total: number
}
