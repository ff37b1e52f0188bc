import { type Outcome, refuse } from "./acts.ts"
import { type Day, isTooFar } from "./calendar.ts"
import { type CaseEvent, type Entry, standing } from "./case.ts"
import { type CaseFile, caseAct } from "./verbs.ts"

/** Contacts of the company, and people from here. */
export type Present = { contacts: readonly string[]; people: readonly string[] }
/** When: a day and the clock in Norway, and for how long. */
export type Slot = { on: Day; at: string; minutes: number }
/** `said` is the entry whose words tell where it is. `sequence` counts its changes, as calendars do. */
export type Meeting = Slot & { id: string; with: Present; said: string; sequence: number; isCancelled: boolean }

type MeetingFile = CaseFile & { log: readonly Entry[] }
type Where = { place: string; about?: string | undefined }

/** What can be chosen for a meeting: those at the company whom one knows of, and those here who see the case. */
export type Invited = { contacts: readonly string[]; readers: readonly string[] }

export function planMeeting(
  { kase }: CaseFile,
  form: Slot & Where & { with: Present },
  invited: Invited,
  today: Day,
): Outcome {
  const refused = isOff(form, today)
  if (kase.endedOn) return refuse("ended")
  if (refused) return refused
  if (!isAmong(form.with, invited)) return refuse("unseen", ["people"])
  const { on, at, minutes } = form
  const id = String(kase.seq + 1)
  const planned = { type: "meeting_planned", id, on, at, minutes, with: form.with } as const
  return { acts: [caseAct(kase.id, planned, wordsOf(form))] }
}

export function moveMeeting(
  { kase, log }: MeetingFile,
  form: Slot & Where & { meeting: string; reason: string },
  today: Day,
): Outcome {
  if (kase.endedOn) return refuse("ended")
  const found = meetingsIn(log).find(({ id }) => id === form.meeting)
  if (!found) return refuse("unknown")
  if (found.isCancelled) return refuse("cancelled")
  const refused = isOff(form, today)
  if (refused) return refused
  const { on, at, minutes, reason } = form
  const moved = { type: "meeting_moved", id: found.id, on, at, minutes } as const
  return { acts: [caseAct(kase.id, moved, { ...wordsOf(form), reason })] }
}

export function cancelMeeting({ kase, log }: MeetingFile, form: { meeting: string; reason: string }): Outcome {
  const found = meetingsIn(log).find(({ id }) => id === form.meeting)
  if (!found) return refuse("unknown")
  if (found.isCancelled) return refuse("cancelled")
  return { acts: [caseAct(kase.id, { type: "meeting_cancelled", id: found.id }, { reason: form.reason })] }
}

/** The meetings of a case as they stand, in the order of their time. */
export function meetingsIn(entries: readonly Pick<Entry, "id" | "act" | "event">[]): Meeting[] {
  const meetings = new Map<string, Meeting>()
  for (const { id: said, event } of standing(entries)) {
    if (event.type === "meeting_planned") {
      const { id, on, at, minutes, with: present } = event
      meetings.set(id, { id, on, at, minutes, with: present, said, sequence: 0, isCancelled: false })
    }
    const known = isOfMeeting(event) ? meetings.get(event.id) : undefined
    if (!known) continue
    const sequence = known.sequence + 1
    if (event.type === "meeting_moved") {
      const { on, at, minutes } = event
      meetings.set(known.id, { ...known, on, at, minutes, said, sequence })
    }
    if (event.type === "meeting_cancelled") meetings.set(known.id, { ...known, sequence, isCancelled: true })
  }
  return [...meetings.values()].toSorted(byTime)
}

type OfMeeting = Extract<CaseEvent, { type: "meeting_planned" | "meeting_moved" | "meeting_cancelled" }>

export const isOfMeeting = (event: CaseEvent): event is OfMeeting => MEETING_TYPES.has(event.type)

/** Whether the rows of meetings follow from it. */
export const changesMeetings = (event: CaseEvent): boolean =>
  event.type === "undone" ? event.types.some((type) => MEETING_TYPES.has(type)) : isOfMeeting(event)

const MEETING_TYPES = new Set<CaseEvent["type"]>(["meeting_planned", "meeting_moved", "meeting_cancelled"])

const isOff = ({ on }: Slot, today: Day) =>
  on < today ? refuse("past", ["on"]) : isTooFar(on, today) ? refuse("too_far", ["on"]) : null

export const isAmong = ({ contacts, people }: Present, invited: Invited): boolean =>
  contacts.every((id) => invited.contacts.includes(id)) && people.every((id) => invited.readers.includes(id))

const wordsOf = ({ place, about }: Where) => ({ place, ...(about && { about }) })

const byTime = (one: Meeting, other: Meeting) => (`${one.on} ${one.at}` < `${other.on} ${other.at}` ? -1 : 1)
