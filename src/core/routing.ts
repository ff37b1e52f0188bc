import { addWorkingDays, type Day } from "./calendar.ts"
import {
  type Coverage,
  hubFor,
  type Municipality,
  type MunicipalityChange,
  municipalityAt,
  successors,
} from "./territory.ts"

/** Stored with the enquiry, so that it can be told years later why it came where it did. Codes are those of that day. */
export type RouteReason =
  | { kind: "covered"; code: string; validFrom: Day }
  | { kind: "candidate"; code: string }
  | { kind: "outside"; code: string }
  | { kind: "split"; codes: readonly string[] }
  | { kind: "unknown"; code: string | null }
  /** Someone there wrote it down for whoever asked. */
  | { kind: "by_hand"; code: string | null }

/** `to` is null when no hub is sure to serve the place: then it stands on the network's list. */
export type Route = { to: string | null; why: RouteReason }

export function route(enquiry: {
  code: string | null
  on: Day
  coverage: readonly Coverage[]
  changes: readonly MunicipalityChange[]
  municipalities: readonly Municipality[]
}): Route {
  const { code, on, coverage, changes, municipalities } = enquiry
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

/** The network promises an answer within two working days. */
export const replyDueOn = (receivedOn: Day): Day => addWorkingDays(receivedOn, 2)

function toHub(coverage: readonly Coverage[], code: string, on: Day): Route {
  const cover = hubFor(coverage, code, on)
  return cover.kind === "hub"
    ? { to: cover.hubId, why: { kind: "covered", code, validFrom: cover.validFrom } }
    : listed({ kind: cover.kind, code })
}

const listed = (why: RouteReason): Route => ({ to: null, why })
