import type { Access } from "#src/core/case.ts"
import type { Enquiry, EnquiryEvent, Told } from "#src/core/enquiry.ts"
import type { NoticeVersion } from "#src/core/notice.ts"
import type { Language } from "#src/core/person.ts"
import type { RouteReason } from "#src/core/routing.ts"
import type { Named } from "#src/db/schema.ts"
import type { FieldErrors } from "#src/http/errors.ts"
import type { Looked } from "#src/registry/lookup.ts"
import type { Option, OtherCase, Tried } from "#views/cases/props.ts"
import type { LookupProps } from "#views/companies/lookup.tsx"

/** The public form when it was refused: what was typed, and what is wrong with each field. */
export type FormTried = {
  typed: Readonly<Record<string, string>>
  problems: FieldErrors
  /** What the register says of what was typed as the company. */
  found?: Looked | null
  /** The key to ask Turnstile with. */
  prove?: string | null
}
export type EnquiryFormProps = {
  counties: readonly { name: string; municipalities: readonly Option[] }[]
  /** The value of "another place". */
  elsewhere: string
  /** The hub at whose own address it stands. */
  host: { id: string; name: string } | null
  /** What that hub asks besides. */
  extras: readonly { name: string; label: Named; isRequired: boolean }[]
  token: string
  notice: NoticeVersion
  tried: FormTried | null
}
/** `hub` is null while the network finds out who is to answer. */
export type ReceiptProps = { ref: string; hub: string | null; receivedOn: string; dueOn: string; link?: string | null }

export type InboxView = "waiting" | "asked" | "sent" | "answered"
/** Working days until the reply is due; after that, how many it is late. */
export type Due = { state: "left" | "today" | "over"; days: number; on: string }
export type InboxRow = {
  ref: string
  company: string
  orgnr: string | null
  /** What was said; gone from the sender's view. */
  need: string | null
  place: string | null
  hub: string | null
  state: Enquiry["state"]
  /** What they have done since anyone here did something. */
  heard: Enquiry["heard"]
  /** Waits to be taken by the hub it was sent to. */
  isOffered: boolean
  receivedOn: string
  due: Due
  /** The manager has been told, since nobody answered in time. */
  hasClimbed: boolean
  why: RouteReason | null
  /** No link: it is another hub's now. */
  href: string | null
  isCurrent: boolean
}
export type InboxListProps = {
  view: InboxView
  views: readonly { key: InboxView; href: string; isCurrent: boolean }[]
  /** For managers: what nobody answered in time. */
  climbed: readonly InboxRow[]
  own: readonly InboxRow[]
  /** The network's list, for those who answer for it. */
  unrouted: readonly InboxRow[] | null
  /** There are more than the list shows. */
  isMore: boolean
  showHubs: boolean
}
export type InboxProps = { list: InboxListProps; did: string | null; mayRegister: boolean }

export type EnquiryEntry = {
  on: string
  by: string | null
  event: EnquiryEvent
  from: string | null
  to: string | null
  ending: Named | null
  /** What was said with it. */
  said: string | null
}
export type AcceptanceProps = {
  hubs: readonly Option[]
  tracks: readonly { code: string; name: Named }[]
  team: readonly Option[]
  accesses: readonly Access[]
  isOpen: boolean
  /** What was looked up in the company register. */
  found: LookupProps | null
  typed: Readonly<Record<string, string>>
}
export type Alike = { kind: "name" | "email" | "phone" | "text"; name: string; place: string | null; href: string }
export type EnquiryPageProps = {
  list: InboxListProps
  ref: string
  company: string
  /** What the company is called where it is known by its number. */
  knownAs: string | null
  unregistered: boolean
  /** The hub whose own address the form was opened at. */
  via: string | null
  /** What that hub asked besides. */
  extras: Enquiry["extras"]
  orgnr: string | null
  place: string | null
  need: string
  contact: string
  email: string | null
  phone: string | null
  language: Language
  receivedOn: string
  due: Due
  state: Enquiry["state"]
  heard: Enquiry["heard"]
  source: Enquiry["source"]
  hasClimbed: boolean
  hub: string | null
  /** The hub that serves the place, in full, as far as routing found one. */
  servedBy: string | null
  why: RouteReason
  caseRef: string | null
  matches: readonly OtherCase[]
  /** What else may be the same: a company's name, a contact's address or phone, the very text. */
  alike: readonly Alike[]
  suggested: { name: string; open: number; because: "local" | "fewest" } | null
  log: readonly EnquiryEntry[]
  acceptance: AcceptanceProps | null
  /** The case it may belong to, to begin with; null is that it may not be attached. */
  attachment: { ref: string } | null
  /** Null is that they have a question already, or no address to send one to. */
  question: { to: string } | null
  handover: { hubs: readonly Option[] } | null
  /** Sent here by another hub, or from the network's list; taken or sent back it is no longer offered. */
  offer: { from: string | null; by: string | null; reason: string | null } | null
  refusal: {
    reasons: readonly { code: string; name: Named }[]
    /** Where an answer can be sent. */
    to: string | null
    /** What would be sent, to be read and changed. */
    letter: string | null
  } | null
  /** How they may have asked one of us to withdraw it. */
  withdrawal: { ways: readonly Told[] } | null
  did: string | null
  tried: Tried | null
}
