import type { RefusalCode } from "#src/core/acts.ts"
import type { Enquiry, EnquiryWords } from "#src/core/enquiry.ts"
import type { FieldErrors } from "#src/http/errors.ts"

export type StatusState = Exclude<Enquiry["state"], "suspected" | "discarded" | "expired">
export type StatusDid = "replied" | "added" | "corrected" | "renewed" | "withdrawn"
export type StatusTried = {
  form: string
  typed: Readonly<Record<string, string>>
  problems: FieldErrors
  refusal: RefusalCode | null
}

/** What somebody sees of their own enquiry. */
export type StatusProps = {
  /** The private address of the page. */
  at: string
  ref: string
  state: StatusState
  /** Null while the network finds out who is to answer. */
  hub: string | null
  advisor: { name: string; email: string | null; phone: string | null } | null
  receivedOn: string
  dueOn: string
  isLate: boolean
  /** The case that it became has ended. */
  hasEnded: boolean
  said: EnquiryWords
  /** What else they told, and cannot change here. */
  also: Pick<Enquiry, "orgnr" | "extras"> & { place: string | null }
  letters: readonly { on: string; name: string; body: string }[]
  isOpen: boolean
  /** What withdrawing erases: nothing has come of it, a case that nobody has begun on, or one that was worked on. */
  erases: "waiting" | "opened" | "worked"
  /** Withdrawn, its case kept what it had. */
  hasKept: boolean
  did: StatusDid | null
  tried: StatusTried | null
}
export type ClaimTried = { typed: Readonly<Record<string, string>>; problems: FieldErrors }
