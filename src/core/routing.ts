import { addWorkingDays, type Day } from "./calendar.ts"
import { type Hub, isFull, isOpenFrom } from "./hub.ts"
import {
  type Coverage,
  hubFor,
  type Municipality,
  type MunicipalityChange,
  municipalityAt,
  successors,
} from "./territory.ts"

/** Stored with the enquiry, so that it can be told years later why it came where it did. Codes are those of that day. */
export type RouteReason = Placed | { kind: "full"; code: string; hubId: string; until: Day } | Came | ByHand

/** What the place alone says. `by` is where the place was known from, if they had not said it themselves. */
type Placed =
  | { kind: "covered"; code: string; validFrom: Day; by?: "register" }
  | { kind: "candidate"; code: string; by?: "register" }
  | { kind: "outside"; code: string; by?: "register" }
  | { kind: "split"; codes: readonly string[] }
  | { kind: "unknown"; code: string | null }
/** Someone there wrote it down for whoever asked. */
type ByHand = { kind: "by_hand"; code: string | null }
/** No hub serves the place, but this one had asked them to write. */
type Came = { kind: "came"; hubId: string; code: string | null }

/** `to` is null when no hub is sure to serve the place: then it stands on the network's list. */
export type Route = { to: string | null; why: RouteReason }

type RoutingHub = Pick<Hub, "id" | "openedOn" | "closedOn" | "fullUntil">

export type Routing = {
  /** What they chose; null is another place than those of the network. */
  code: string | null
  /** Where the register has the company. */
  registered?: string | null
  /** The hub at whose own address the form was opened. */
  via?: string | null
  on: Day
  hubs?: readonly RoutingHub[]
  coverage: readonly Coverage[]
  changes: readonly MunicipalityChange[]
  municipalities: readonly Municipality[]
}

/**
 * The hub whose area it is, whoever put up the poster: areas are agreed, and each hub is paid for its own. Where no hub
 * is agreed (a candidate, a split municipality, an unknown place), the hub that asked them to write answers, for it is
 * the only one that they know. Outside the network the programme owner decides.
 */
export function route(asked: Routing): Route {
  const { hubs = [] } = asked
  const found = place(asked)
  if (found.to !== null) {
    const hub = hubs.find(({ id }) => id === found.to)
    if (hub?.fullUntil && isFull(hub, asked.on) && "code" in found.why && found.why.code)
      return listed({ kind: "full", code: found.why.code, hubId: hub.id, until: hub.fullUntil })
    return found
  }
  const host = hubs.find(({ id }) => id === asked.via)
  if (!host || !isOpenFrom(host, asked.on) || isFull(host, asked.on) || found.why.kind === "outside") return found
  const code = "code" in found.why ? found.why.code : asked.code
  return { to: host.id, why: { kind: "came", hubId: host.id, code } }
}

/** The network promises an answer within two working days. */
export const replyDueOn = (receivedOn: Day): Day => addWorkingDays(receivedOn, 2)

/** What they said decides; where that is no one municipality, the register's address does, if it is one. */
function place(asked: Routing): Route {
  const said = placed(asked, asked.code)
  if (said.why.kind !== "split" && said.why.kind !== "unknown") return said
  const registered = placed(asked, asked.registered ?? null)
  const { why } = registered
  // The register's numbers are those of today: one that the network has not heard of is outside it.
  if (why.kind === "unknown" && why.code) return listed({ kind: "outside", code: why.code, by: "register" })
  return why.kind === "covered" || why.kind === "candidate" || why.kind === "outside"
    ? { ...registered, why: { ...why, by: "register" } }
    : said
}

function placed({ coverage, changes, municipalities, on }: Routing, code: string | null): Route {
  if (code === null) return listed({ kind: "unknown", code })
  if (municipalityAt(municipalities, code, on)) return toHub(coverage, code, on)

  const now = successors(changes, code, on)
  switch (now.kind) {
    case "one":
      return toHub(coverage, now.code, on)
    case "split":
      return listed(now)
    case "same":
      return listed({ kind: "unknown", code })
  }
}

function toHub(coverage: readonly Coverage[], code: string, on: Day): Route {
  const cover = hubFor(coverage, code, on)
  return cover.kind === "hub"
    ? { to: cover.hubId, why: { kind: "covered", code, validFrom: cover.validFrom } }
    : listed({ kind: cover.kind, code })
}

const listed = (why: RouteReason): Route => ({ to: null, why })
