import type { Day } from "#src/core/calendar.ts"
import type { Enquiry } from "#src/core/enquiry.ts"
import type { NoticeKind } from "#src/core/telling.ts"

export type NoticeProps = {
  id: string
  kind: NoticeKind
  /** Null is that nobody did it: the register, or the clock. */
  by: string | null
  /** How many cases it is about, and the first of them, as far as one may know of them. */
  n: number
  cases: readonly { ref: string; company: string }[]
  /** Whom one stands in for, and when. */
  person: string | null
  days: { from: Day; to: Day } | null
  enquiry: { company: string; ref: string; state: Enquiry["state"] } | null
  on: Day
  at: string
  isNew: boolean
  isTakenBack: boolean
}

export type NoticesProps = {
  items: readonly NoticeProps[]
  /** The moment up to which all can be marked as read. */
  upTo: number
  older: string | null
  isLatest: boolean
  /** What has changed is a page of those who work in a hub. */
  mayAsk: boolean
  did: "read" | null
}
