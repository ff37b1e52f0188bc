import type { Requirement } from "./gates.ts"

export type Phase = "contact" | "mapping" | "plan" | "work" | "effect"
export const PHASES: readonly Phase[] = ["contact", "mapping", "plan", "work", "effect"]

/** A row that the network owns: nothing in the program knows a stage by its code. */
export type Stage = {
  code: string
  track: string
  position: number
  phase: Phase
  /** Working days without an act by a person before the case counts as standing still. */
  limitDays: number
  requires: readonly Requirement[]
  retiredOn: string | null
  /** Where the cases of a retired stage go. */
  successor?: string | null
  /** The hubs that do without it: none of their cases comes to it. */
  hiddenAt?: readonly string[]
}

export const stageAt = <S extends Stage>(stages: readonly S[], code: string): S | undefined =>
  stages.find((stage) => stage.code === code)

/** The stages a case of this track, and of this hub if one is named, can come to today, in order. */
export function inUse<S extends Stage>(stages: readonly S[], track: string, hubId = ""): readonly S[] {
  const key = `${track} ${hubId}`
  const known = IN_USE.get(stages)?.get(key)
  if (known) return known as readonly S[]
  const found = stages
    .filter((stage) => stage.track === track && !stage.retiredOn && !stage.hiddenAt?.includes(hubId))
    .toSorted((one, other) => one.position - other.position)
  IN_USE.set(stages, new Map(IN_USE.get(stages)).set(key, found))
  return found
}

/** A board asks it of the same stages some hundred times. */
const IN_USE = new WeakMap<readonly Stage[], Map<string, readonly Stage[]>>()

export const firstOf = <S extends Stage>(stages: readonly S[], track: string): S | undefined => inUse(stages, track)[0]

export const nextAfter = <S extends Stage>(stages: readonly S[], here: Stage, hubId?: string): S | undefined =>
  inUse(stages, here.track, hubId).find(({ position }) => position > here.position)

/** What a move is: only going on to the next stage needs no reason. */
export function direction(
  stages: readonly Stage[],
  here: Stage,
  there: Stage,
  hubId?: string,
): "next" | "skip" | "back" {
  if (there.position < here.position) return "back"
  return nextAfter(stages, here, hubId)?.code === there.code ? "next" : "skip"
}

/** Where cases of a retired stage belong, also when that was retired in its turn. */
export function successorOf<S extends Stage>(stages: readonly S[], { successor }: Stage): S | undefined {
  const next = successor ? stageAt(stages, successor) : undefined
  return next?.retiredOn ? successorOf(stages, next) : next
}
