import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import { type Day, isTooFar } from "./calendar.ts"
import { NETWORK } from "./person.ts"

export type Hub = {
  id: string
  seq: number
  name: string
  shortName: string
  /** The letters in front of its case numbers. */
  prefix: string
  openedOn: Day
  closedOn: Day | null
}

export type HubEvent =
  | { type: "hub_opened"; hub: Pick<Hub, "name" | "shortName" | "prefix" | "openedOn"> }
  | { type: "hub_closed"; last: Day }

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

export function applyToHub(hub: Hub, event: HubEvent): Hub {
  const next = { ...hub, seq: hub.seq + 1 }
  switch (event.type) {
    case "hub_opened":
      return { ...next, ...event.hub }
    case "hub_closed":
      return { ...next, closedOn: event.last }
  }
}

/** Whether it can take something on from a day, for good. */
export const isOpenFrom = ({ openedOn, closedOn }: Hub, day: Day): boolean => closedOn === null && openedOn <= day

export const noHub = (id: string): Hub => ({
  id,
  seq: 0,
  name: "",
  shortName: "",
  prefix: "",
  openedOn: "",
  closedOn: null,
})

const act = (id: string, event: HubEvent, words: Words): Act => ({ stream: "hub", id, event, words })
