import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import { addDays, type Day, isTooFar } from "./calendar.ts"
import { type Hub, isOpenFrom } from "./hub.ts"
import type { Redrawing } from "./redrawing.ts"
import { type Coverage, isValid, type Municipality } from "./territory.ts"

/** A municipality by its code, and which hub it belongs to, when. */
export type Area = Omit<Municipality, "code"> & { id: string; seq: number; covers: readonly Coverage[] }

/** Days are the first on which something is so, but for the `last` on which it was. */
export type AreaEvent =
  | { type: "formed"; name: string; county: string; from: Day | null }
  | { type: "suggested"; from: Day }
  | { type: "given"; hubId: string; from: Day }
  | { type: "withdrawn"; hubId: string; from: Day; last: Day }
  | { type: "dropped"; from: Day }
  | { type: "became"; on: Day; codes: readonly string[]; kind: Redrawing["kind"] }

/** When the form was made, how far the area's log had come, and why it is done. */
type Form = { reason: string; basedOn?: number | undefined }

/** The hub serves it from a day on. Whoever else has it, has to end first; a candidate is one no longer. */
export function give(area: Area, hubs: readonly Hub[], form: Form & { hubId: string; from: Day }, today: Day): Outcome {
  const { hubId, from } = form
  const hub = hubs.find(({ id }) => id === hubId)
  if (isOutdated(area, form)) return refuse("changed")
  if (!hub) return refuse("unknown", ["hub"])
  if (isTooFar(from, today)) return refuse("too_far", ["from"])
  if (!isOpenFrom(hub, from)) return refuse("hub_closed", ["hub"])
  if (!isThere(area, from)) return refuse("no_place", ["from"])
  const holder = servedFrom(area, from)
  if (holder) return holder.hubId === hubId ? refuse("unchanged", ["hub"]) : refuse("served", ["hub"])
  return { acts: [areaAct(area.id, { type: "given", hubId, from }, { reason: form.reason })] }
}

/** The hub serves it up to a day and no longer. What has not begun yet never will. */
export function withdraw(area: Area, form: Form & { last: Day }, today: Day): Outcome {
  if (isOutdated(area, form)) return refuse("changed")
  const held = lastHeld(area)
  if (!held?.hubId) return refuse("not_then", ["last"])
  const { hubId, validFrom: from } = held
  const { last } = form
  if (isTooFar(last, today)) return refuse("too_far", ["last"])
  if (last < from && from <= today) return refuse("before_start", ["last"])
  return { acts: [areaAct(area.id, { type: "withdrawn", hubId, from, last }, { reason: form.reason })] }
}

/** It may come to belong to the network, but no hub is agreed. */
export function suggest(area: Area, form: Form & { from: Day }, today: Day): Outcome {
  const { from } = form
  if (isOutdated(area, form)) return refuse("changed")
  if (isTooFar(from, today)) return refuse("too_far", ["from"])
  if (!isThere(area, from)) return refuse("no_place", ["from"])
  if (servedFrom(area, from)) return refuse("served", ["from"])
  if (candidacyFrom(area, from)) return refuse("unchanged", ["from"])
  return { acts: [areaAct(area.id, { type: "suggested", from }, { reason: form.reason })] }
}

/** It is no candidate any more, from a day on. */
export function drop(area: Area, form: Form & { from: Day }, today: Day): Outcome {
  const { from } = form
  if (isOutdated(area, form)) return refuse("changed")
  if (isTooFar(from, today)) return refuse("too_far", ["from"])
  if (!candidacyFrom(area, from)) return refuse("not_then", ["from"])
  return { acts: [areaAct(area.id, { type: "dropped", from }, { reason: form.reason })] }
}

/** A municipality that the network did not know of becomes a candidate. */
export function found(
  known: Area | null,
  form: { code: string; name: string; county: string; from: Day; reason: string },
  today: Day,
): Outcome {
  const { code, name, county, from, reason } = form
  if (known) return refuse("known_place", ["code"])
  if (isTooFar(from, today)) return refuse("too_far", ["from"])
  return {
    acts: [
      areaAct(code, { type: "formed", name, county, from: null }),
      areaAct(code, { type: "suggested", from }, { reason }),
    ],
  }
}

/** The hub that has it on a day or some time later. */
export const servedFrom = (area: Area, from: Day): Coverage | undefined =>
  area.covers.find((row) => isConfirmed(row) && lastsInto(row, from))

/** The hub that has it with no end in sight, from today or from a day to come. */
export const lastHeld = (area: Area): Coverage | undefined =>
  area.covers.find((row) => isConfirmed(row) && row.validTo === null)

export const candidacyFrom = (area: Area, from: Day): Coverage | undefined =>
  area.covers.find((row) => !isConfirmed(row) && lastsInto(row, from))

export function applyToArea(area: Area, event: AreaEvent): Area {
  const next = { ...area, seq: area.seq + 1 }
  const { covers, id: code } = area
  switch (event.type) {
    case "formed":
      return { ...next, name: event.name, county: event.county, validFrom: event.from, validTo: null }
    case "suggested":
      return { ...next, covers: [...covers, begun(code, null, event.from, area.validTo)] }
    case "given":
      return {
        ...next,
        covers: [...endedFrom(covers, event.from, isCandidate), begun(code, event.hubId, event.from, area.validTo)],
      }
    case "withdrawn": {
      const isIt = (row: Coverage) => isConfirmed(row) && row.validFrom === event.from
      return { ...next, covers: endedFrom(covers, addDays(event.last, 1), isIt) }
    }
    case "dropped":
      return { ...next, covers: endedFrom(covers, event.from, isCandidate) }
    case "became":
      return { ...next, validTo: addDays(event.on, -1), covers: endedFrom(covers, event.on, () => true) }
  }
}

export const noArea = (id: string): Area => ({
  id,
  seq: 0,
  name: "",
  county: "",
  validFrom: null,
  validTo: null,
  covers: [],
})

export const areaAct = (id: string, event: AreaEvent, words: Words = {}): Act => ({ stream: "area", id, event, words })

/** Somebody has changed it since the form was made. */
const isOutdated = ({ seq }: Area, { basedOn }: Form) => basedOn !== undefined && basedOn !== seq

const isThere = (area: Area, on: Day) => area.name !== "" && isValid(area, on)
const isConfirmed = ({ status, hubId }: Coverage) => status === "confirmed" && hubId !== null
const isCandidate = (row: Coverage) => !isConfirmed(row)
const lastsInto = ({ validTo }: Coverage, from: Day) => validTo === null || validTo >= from

function begun(code: string, hubId: string | null, validFrom: Day, validTo: Day | null): Coverage {
  return { hubId, code, validFrom, validTo, status: hubId ? "confirmed" : "candidate" }
}

/** What would have lasted into that day ends before it; what would only have begun is gone. */
function endedFrom(covers: readonly Coverage[], from: Day, which: (row: Coverage) => boolean): Coverage[] {
  return covers.flatMap((row) => {
    if (!which(row) || !lastsInto(row, from)) return [row]
    return row.validFrom < from ? [{ ...row, validTo: addDays(from, -1) }] : []
  })
}
