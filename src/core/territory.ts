import type { Day } from "./calendar.ts"

/** A municipality while it has a code. `validTo` is its last day; null is open. */
export type Municipality = {
  code: string
  name: string
  county: string
  validFrom: Day | null
  validTo: Day | null
}

/** Several with one old code on one day are a split, several with one new code a merger. */
export type MunicipalityChange = {
  changedOn: Day
  oldCode: string
  newCode: string
  kind: "renumber" | "merge" | "split" | "county_move"
}

/** Which hub serves a municipality, and while. A candidate may belong to the network, but no hub is agreed. */
export type Coverage = {
  hubId: string | null
  code: string
  validFrom: Day
  validTo: Day | null
  status: "confirmed" | "candidate"
}

export type Cover = { kind: "hub"; hubId: string; validFrom: Day } | { kind: "candidate" } | { kind: "outside" }
export type Successors = { kind: "same" } | { kind: "one"; code: string } | { kind: "split"; codes: readonly string[] }

export function hubFor(coverage: readonly Coverage[], code: string, on: Day): Cover {
  const rows = coverage.filter((row) => row.code === code && isValid(row, on))
  for (const { hubId, status, validFrom } of rows) {
    if (status === "confirmed" && hubId !== null) return { kind: "hub", hubId, validFrom }
  }
  return { kind: rows.length > 0 ? "candidate" : "outside" }
}

/** What has become of a code by a day. After a split nobody can tell which part an address is in from the code. */
export function successors(changes: readonly MunicipalityChange[], code: string, on: Day): Successors {
  const { codes, split } = follow(changes, code, "", on)
  if (split) return { kind: "split", codes: [...new Set(codes)] }
  const [now = code] = codes
  return now === code ? { kind: "same" } : { kind: "one", code: now }
}

/**
 * What is called on a day's map what then had this code: nothing where that is the same, several where it was split.
 * `names` are those of the codes that came after.
 */
export function inTodaysMap(
  code: string | null,
  on: Day,
  changes: readonly (MunicipalityChange & { name: string | null })[],
): readonly string[] {
  if (code === null) return []
  const now = successors(changes, code, on)
  if (now.kind === "same") return []
  const codes = now.kind === "one" ? [now.code] : now.codes
  return codes.map((one) => changes.find(({ newCode }) => newCode === one)?.name ?? one)
}

/** The municipality that had this code on this day. */
export function municipalityAt(all: readonly Municipality[], code: string, on: Day): Municipality | null {
  return all.find((municipality) => municipality.code === code && isValid(municipality, on)) ?? null
}

export function isValid({ validFrom, validTo }: { validFrom: Day | null; validTo: Day | null }, on: Day): boolean {
  return (validFrom === null || validFrom <= on) && (validTo === null || on <= validTo)
}

type Trail = { codes: readonly string[]; split: boolean }

/** Each step must be later than the one before, so that codes used again cannot lead in a circle. */
function follow(changes: readonly MunicipalityChange[], code: string, after: Day, on: Day): Trail {
  const later = changes.filter(({ oldCode, changedOn }) => oldCode === code && after < changedOn && changedOn <= on)
  const [next] = later.map(({ changedOn }) => changedOn).sort()
  if (next === undefined) return { codes: [code], split: false }

  const step = later.filter(({ changedOn }) => changedOn === next)
  const trails = step.map(({ newCode }) => follow(changes, newCode, next, on))
  return {
    codes: trails.flatMap(({ codes }) => codes),
    split: step.length > 1 || step.some(({ kind }) => kind === "split") || trails.some(({ split }) => split),
  }
}
