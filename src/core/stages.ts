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
export const inUse = <S extends Stage>(stages: readonly S[], track: string, hubId?: string): S[] =>
  stages
    .filter((stage) => stage.track === track && !stage.retiredOn && !isHidden(stage, hubId))
    .toSorted((one, other) => one.position - other.position)

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

const isHidden = ({ hiddenAt = [] }: Stage, hubId: string | undefined): boolean =>
  hubId !== undefined && hiddenAt.includes(hubId)
