import type { Act } from "./acts.ts"
import type { Case } from "./case.ts"

export const NOTICE_KINDS = [
  "assigned",
  "handed_over",
  "mentioned",
  "named",
  "undone",
  "alerted",
  "answered",
  "replied",
  "withdrawn",
  "climbed",
  "stand_in",
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
/** Those that are about an enquiry. */
export const OF_ENQUIRIES = ["answered", "replied", "climbed"] as const satisfies readonly NoticeKind[]
/** By mail at once, in the morning mail, only in the list, or not at all. All but the last stand in the list. */
export const WAYS = ["at_once", "digest", "list", "off"] as const
export type Way = (typeof WAYS)[number]
/** What one chooses a way for: each kind, and what the morning mail says of one's cases. */
export const CHOICES = [...NOTICE_KINDS, "morning"] as const
export type Choice = (typeof CHOICES)[number]
export type Ways = { readonly [choice in Choice]?: Way }

/** As it is for who has not chosen. */
export const USUAL: Readonly<Record<Choice, Way>> = {
  assigned: "at_once",
  handed_over: "at_once",
  mentioned: "at_once",
  named: "digest",
  undone: "digest",
  alerted: "digest",
  answered: "digest",
  replied: "digest",
  withdrawn: "digest",
  climbed: "digest",
  stand_in: "digest",
  morning: "digest",
}

export const wayOf = (ways: Ways, choice: Choice): Way => ways[choice] ?? USUAL[choice]

/** Of one's cases the morning mail tells, or nothing does. */
export const waysFor = (choice: Choice): readonly Way[] => (choice === "morning" ? ["digest", "off"] : WAYS)

export const isChoice = (choice: string, way: Way): boolean =>
  CHOICES.some((one) => one === choice && waysFor(one).includes(way))

/** Someone to be told: of a case, or of who or what it is about. Or who last did something to an enquiry. */
export type Notice = { kind: NoticeKind; caseId: string | null; about: string | null } & (
  | { to: string }
  | { enquiryId: string; whoLast: "handed" | "asked" }
)

/** Whom an act concerns. Who did it knows already. */
export function noticesOf(
  act: Act,
  { before, after }: { before: Case | undefined; after: Case | undefined },
  actorId: string,
): Notice[] {
  return concerned(act, before, after).filter((one) => !("to" in one) || one.to !== actorId)
}

/** What was done to many at once is done under one name, and the case's: `ACT/NP-1`. */
export const batchOf = (act: string): string => act.split("/")[0] ?? act

function concerned({ stream, id, event }: Act, before: Case | undefined, after: Case | undefined): Notice[] {
  const told = (to: string | null | undefined, kind: NoticeKind): Notice[] =>
    to ? [{ to, kind, caseId: stream === "case" ? id : null, about: null }] : []
  switch (event.type) {
    case "opened":
      return told(event.case.advisorId, "assigned")
    case "assigned":
      return told(event.to, event.from ? "handed_over" : "assigned")
    case "reopened":
      return told(event.advisorId, "assigned")
    case "named":
      return told(event.personId, "named")
    case "noted":
      return mentionedIn(event).flatMap((to) => told(to, "mentioned"))
    case "alerted":
      return event.alert ? told(after?.advisorId, "alerted") : []
    case "undone":
      // Who gets a case back because a handover was undone is told of that.
      return event.by !== after?.advisorId && before && before.advisorId !== after?.advisorId
        ? [...told(event.by, "undone"), ...told(after?.advisorId, "handed_over")]
        : told(event.by, "undone")
    case "accepted":
    case "attached":
    case "declined":
    case "sent_back":
      return [{ enquiryId: id, whoLast: "handed", kind: "answered", caseId: null, about: id }]
    case "replied":
      return [{ enquiryId: id, whoLast: "asked", kind: "replied", caseId: null, about: id }]
    case "enquiry_withdrawn":
      return told(after?.advisorId, "withdrawn")
    case "went_away":
      return [{ to: event.standInId, kind: "stand_in", caseId: null, about: id }]
    default:
      return []
  }
}

/** Whom a note names, as soon as notes can. */
const mentionedIn = (event: { type: "noted"; mentions?: readonly string[] }): readonly string[] => [
  ...new Set(event.mentions ?? []),
]
