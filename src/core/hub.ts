import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import { addDays, type Day, isTooFar } from "./calendar.ts"
import { type Language, NETWORK } from "./person.ts"

export type Hub = {
  id: string
  seq: number
  name: string
  shortName: string
  /** The letters in front of its case numbers. */
  prefix: string
  openedOn: Day
  closedOn: Day | null
  /** The last day on which it takes no new enquiries. */
  fullUntil: Day | null
  /** What the form at its own address asks besides what every form asks. */
  extras: readonly Extra[]
}

/** A question of a hub's own, in three languages. A hidden one keeps its words. */
export type Extra = { id: string; use: ExtraUse; label: Readonly<Record<Language, string>> }
export const EXTRA_USES = ["hidden", "shown", "required"] as const
export type ExtraUse = (typeof EXTRA_USES)[number]
/** The form is to be filled in within two minutes. */
export const MOST_EXTRAS = 3
/** Nobody is full for longer without saying so again. */
const LONGEST_FULL = 183

export type HubEvent =
  | { type: "hub_opened"; hub: Pick<Hub, "name" | "shortName" | "prefix" | "openedOn"> }
  | { type: "hub_closed"; last: Day }
  | { type: "hub_filled"; until: Day | null }
  | { type: "form_changed"; extras: readonly Extra[] }

/** What a hub still has: it can be closed when there is none of it. */
export type Left = { cases: number; enquiries: number; members: number; areas: number }

/** A new hub in the network. Its id follows from its letters, that no other has. */
export function openHub(
  hubs: readonly Hub[],
  form: Pick<Hub, "name" | "shortName" | "prefix" | "openedOn"> & { reason: string },
  today: Day,
): Outcome {
  const { reason, ...hub } = form
  if (!/^[A-ZÆØÅ]{2,4}$/.test(hub.prefix)) return refuse("prefix", ["prefix"])
  const id = hub.prefix.toLowerCase()
  if (hubs.some((other) => other.prefix === hub.prefix || other.id === id) || id === NETWORK)
    return refuse("prefix_taken", ["prefix"])
  if (isTooFar(hub.openedOn, today)) return refuse("too_far", ["openedOn"])
  return { acts: [act(id, { type: "hub_opened", hub }, { reason })] }
}

/** A hub leaves the network after its last day; nothing may be left behind. */
export function closeHub(
  hub: Hub,
  left: Left,
  form: { last: Day; reason: string; basedOn?: number | undefined },
  today: Day,
): Outcome {
  const { last, reason } = form
  if (hub.closedOn) return refuse("unchanged")
  if (form.basedOn !== undefined && form.basedOn !== hub.seq) return refuse("changed")
  if (isTooFar(last, today)) return refuse("too_far", ["last"])
  if (last < hub.openedOn) return refuse("before_start", ["last"])
  if (Object.values(left).some((n) => n > 0)) return refuse("in_use")
  return { acts: [act(hub.id, { type: "hub_closed", last }, { reason })] }
}

/** Says until when it takes no new enquiries: they go to the network's list. Null is that it takes them again. */
export function fillHub(hub: Hub, until: Day | null, today: Day): Outcome {
  if (hub.closedOn) return refuse("hub_closed")
  if (until === hub.fullUntil) return refuse("unchanged", ["until"])
  if (until !== null && until < today) return refuse("past", ["until"])
  if (until !== null && until > addDays(today, LONGEST_FULL)) return refuse("too_far", ["until"])
  return { acts: [act(hub.id, { type: "hub_filled", until })] }
}

/** What its own form asks besides. What every form asks is not for a hub to change. */
export function changeForm(hub: Hub, extras: readonly Extra[]): Outcome {
  if (hub.closedOn) return refuse("hub_closed")
  if (JSON.stringify(extras) === JSON.stringify(hub.extras)) return refuse("unchanged")
  return { acts: [act(hub.id, { type: "form_changed", extras })] }
}

/** Whether it takes no new enquiries on a day. */
export const isFull = ({ fullUntil }: Pick<Hub, "fullUntil">, on: Day): boolean => fullUntil !== null && on <= fullUntil

export function applyToHub(hub: Hub, event: HubEvent): Hub {
  const next = { ...hub, seq: hub.seq + 1 }
  switch (event.type) {
    case "hub_opened":
      return { ...next, ...event.hub }
    case "hub_closed":
      return { ...next, closedOn: event.last }
    case "hub_filled":
      return { ...next, fullUntil: event.until }
    case "form_changed":
      return { ...next, extras: event.extras }
  }
}

/** Whether it can take something on from a day, for good. */
export const isOpenFrom = ({ openedOn, closedOn }: Pick<Hub, "openedOn" | "closedOn">, day: Day): boolean =>
  closedOn === null && openedOn <= day

export const noHub = (id: string): Hub => ({
  id,
  seq: 0,
  name: "",
  shortName: "",
  prefix: "",
  openedOn: "",
  closedOn: null,
  fullUntil: null,
  extras: [],
})

const act = (id: string, event: HubEvent, words: Words = {}): Act => ({ stream: "hub", id, event, words })
