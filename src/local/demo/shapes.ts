import type { Access, Turn } from "#src/core/case.ts"
import { CARDS, type Card } from "./cards.ts"
import { HUB_IDS, type HubId } from "./cast.ts"
import type { Chance } from "./random.ts"

/** A stay in a stage, from one day to another in working days before today, and how it was come to. */
export type Visit = { stage: string; entered: number; left: number; how: "opened" | "next" | "skip" | "back" }
/** How the case stands today: since the last act, whose turn, and when the next step is due. */
export type Standing = { age: number; turn: Turn; until?: number; due?: number; hasStep: boolean }
export type Shape = {
  hub: HubId
  track: Track
  visits: readonly [Visit, ...Visit[]]
  end: { kind: "open"; standing: Standing } | { kind: "ended"; reason: string; ago: number }
  card?: Card
  access: Access
  /** When it got that class, if not at once. */
  classifiedAgo?: number
  reopened?: { closed: number; reopened: number; reason: string }
}
export type Track = "business_development" | "commercialisation"

/** How long a stage takes, from and to, in working days; how often something is noted in it. */
const STAGES = {
  business_development: [
    { stage: "first_contact", limit: 10, takes: [3, 14], pace: 5 },
    { stage: "needs_mapping", limit: 20, takes: [10, 32], pace: 14 },
    { stage: "clarification", limit: 20, takes: [6, 26], pace: 14 },
    { stage: "development_plan", limit: 30, takes: [10, 40], pace: 15 },
    { stage: "delivery", limit: 60, takes: [50, 170], pace: 28 },
    { stage: "follow_up", limit: 250, takes: [90, 220], pace: 70 },
  ],
  commercialisation: [
    { stage: "idea", limit: 10, takes: [4, 16], pace: 5 },
    { stage: "market_clarification", limit: 40, takes: [24, 60], pace: 14 },
    { stage: "verification", limit: 60, takes: [30, 80], pace: 22 },
    { stage: "pilot", limit: 60, takes: [30, 85], pace: 23 },
    { stage: "launch", limit: 60, takes: [25, 70], pace: 23 },
    { stage: "growth", limit: 250, takes: [90, 200], pace: 70 },
  ],
} as const

export const paceOf = (track: Track, stage: string): number =>
  STAGES[track].find((one) => one.stage === stage)?.pace ?? 20

/** Open cases by stage, in order. */
const OPEN = { business_development: [19, 20, 15, 19, 27, 19], commercialisation: [9, 13, 10, 7, 6, 6] } as const
const OPEN_AT: Record<HubId, number> = { kyst: 40, orkdal: 48, nasjonalparken: 42, roros: 40 }
const ENDED_AT: Record<HubId, number> = { kyst: 34, orkdal: 40, nasjonalparken: 40, roros: 36 }

/** Why cases ended: how many, and how far they had come. */
const ENDINGS = [
  { reason: "completed", n: 62, from: [4, 5, 5, 5, 5] },
  { reason: "withdrawn", n: 24, from: [0, 1, 1, 2, 3, 4] },
  { reason: "no_response", n: 17, from: [0, 0, 1, 2] },
  { reason: "referred_out", n: 16, from: [0, 1, 2, 2] },
  { reason: "declined_not_eligible", n: 10, from: [0, 1, 2] },
  { reason: "declined_capacity", n: 7, from: [0, 2] },
  { reason: "bankrupt_or_dissolved", n: 6, from: [1, 3, 4, 5] },
  { reason: "duplicate", n: 4, from: [0] },
  { reason: "aid_ceiling", n: 4, from: [2, 4] },
] as const

/** How far back the first case was opened, in days as the stories count them: three years. */
const LONGEST = 700

/** All cases as shapes in time, hub by hub. */
export function shapes(chance: Chance): Shape[] {
  const open = chance.shuffle(openTargets())
  const ended = chance.shuffle(
    ENDINGS.flatMap(({ reason, n, from }) =>
      Array.from({ length: n }, () => ({ reason, track: trackOf(chance), target: chance.pick(from) })),
    ),
  )
  const cards = CARDS.map((card) => cardShape(card, chance))
  const rest = HUB_IDS.flatMap((hub) => {
    const others = OPEN_AT[hub] - (hub === "nasjonalparken" ? CARDS.length : 0)
    return [
      ...open.splice(0, others).map((one) => openShape(hub, one.track, one.target, chance)),
      ...ended.splice(0, ENDED_AT[hub]).map((one) => endedShape(hub, one, chance)),
    ]
  })
  return [...cards, ...classified(reopenedSome(rest, chance), chance)]
}

const trackOf = (chance: Chance): Track => (chance.is(0.7) ? "business_development" : "commercialisation")

type Target = { track: Track; target: number }

/** What stages the open cases stand in, the cards aside. */
function openTargets(): Target[] {
  const tracks = Object.keys(OPEN) as Track[]
  return tracks.flatMap((track) =>
    OPEN[track].flatMap((n, target) => {
      const stage = STAGES[track][target]?.stage
      const taken = CARDS.filter((card) => (card.track ?? "business_development") === track && card.stage === stage)
      return Array.from({ length: n - taken.length }, () => ({ track, target }))
    }),
  )
}

function cardShape(card: Card, chance: Chance): Shape {
  const { age, turn = "us", until, due, stage } = card
  const track = card.track ?? "business_development"
  const target = STAGES[track].findIndex((one) => one.stage === stage)
  const standing: Standing = {
    age,
    turn,
    hasStep: card.step !== undefined,
    ...(until !== undefined && { until }),
    ...(due !== undefined && { due }),
  }
  const stays = age + chance.int(1, target === 0 ? 3 : 14)
  const visits = pathTo(track, target, stays, 0, 0, chance)
  return { hub: "nasjonalparken", track, visits, end: { kind: "open", standing }, card, access: "hub" }
}

function openShape(hub: HubId, track: Track, target: number, chance: Chance): Shape {
  const { limit } = STAGES[track][target] ?? { limit: 20 }
  const standing = standingIn(limit, target === 0 || target === 5, chance)
  const stays = standing.age + chance.int(target === 0 ? 0 : 2, Math.max(3, Math.round(limit * 0.6)))
  const visits = pathTo(track, target, stays, 0, 0.12, chance)
  return { hub, track, visits, end: { kind: "open", standing }, access: "hub" }
}

function endedShape(hub: HubId, one: Target & { reason: string }, chance: Chance): Shape {
  const { takes } = STAGES[one.track][one.target] ?? { takes: [5, 20] }
  const isQuick = one.target === 0 || one.reason === "duplicate"
  const stays = chance.int(isQuick ? 2 : takes[0], takes[1])
  const path = pathTo(one.track, one.target, stays, 0, 0.1, chance)
  const ago = chance.int(4, Math.max(5, LONGEST - path[0].entered))
  const visits = later(path, ago)
  return { hub, track: one.track, visits, end: { kind: "ended", reason: one.reason, ago }, access: "hub" }
}

const later = ([first, ...rest]: Shape["visits"], by: number): Shape["visits"] => {
  const moved = (visit: Visit) => ({ ...visit, entered: visit.entered + by, left: visit.left + by })
  return [moved(first), ...rest.map(moved)]
}

/** The way to a stage, a few with a step back or one left out, and how long each stay was. */
function pathTo(
  track: Track,
  target: number,
  stays: number,
  left: number,
  detours: number,
  chance: Chance,
): Shape["visits"] {
  const order = STAGES[track]
  const steps: { at: number; how: Visit["how"] }[] = []
  for (let at = 0; at <= target; at++) {
    const isSkipped = at > 0 && at < target && track === "business_development" && chance.is(detours / 3)
    if (isSkipped) {
      steps.push({ at: ++at, how: "skip" })
      continue
    }
    steps.push({ at, how: at === 0 ? "opened" : "next" })
    if (at > 0 && at < target && chance.is(detours / 2)) steps.push({ at: at - 1, how: "back" }, { at, how: "next" })
  }
  const wanted = steps.map(({ at }, i) => {
    const [from, to] = order[at]?.takes ?? [5, 10]
    return i === steps.length - 1 ? stays : chance.int(from, to)
  })
  const total = wanted.reduce((sum, days) => sum + days, 0)
  const before = Math.min(1, Math.max(0.1, (LONGEST - stays) / Math.max(1, total - stays)))
  let end = left
  const visits: Visit[] = []
  for (let i = steps.length - 1; i >= 0; i--) {
    const { at, how } = steps[i] ?? { at: 0, how: "opened" }
    const days = i === steps.length - 1 ? stays : Math.max(2, Math.round((wanted[i] ?? 0) * before))
    visits.unshift({ stage: order[at]?.stage ?? "", how, entered: end + days, left: end })
    end += days
  }
  const [first, ...rest] = visits
  if (!first) throw new Error(`no way to stage ${target}`)
  return [first, ...rest]
}

/** A bank or a grant is waited for in the middle of a case, not when it begins or when its effect is followed. */
function standingIn(limit: number, isOuter: boolean, chance: Chance): Standing {
  const isLong = limit > 100
  const mood = chance.weigh({ waits: 36, woken: 5, stale: isLong ? 0 : 14, soon: 9, bare: 3, fresh: isLong ? 47 : 33 })
  const fresh = () => chance.int(1, Math.max(2, Math.round(limit * (isLong ? 0.6 : 0.55))))
  switch (mood) {
    case "waits": {
      const until = chance.int(1, 22)
      const turn = chance.weigh({ company: 45, funder: isOuter ? 0 : 50, other: 15 })
      const isPlanned = chance.is(0.8)
      return { age: chance.int(1, Math.min(limit, 16)), turn, until, hasStep: isPlanned, due: until + chance.int(0, 3) }
    }
    case "woken": {
      const age = chance.int(6, 10)
      return {
        age,
        turn: chance.weigh({ company: 7, funder: isOuter ? 0 : 3 }),
        until: -chance.int(1, 4),
        hasStep: true,
        due: -1,
      }
    }
    case "stale": {
      const age = limit + chance.int(1, Math.max(3, Math.round(limit * 0.5)))
      return { age, turn: "us", hasStep: chance.is(0.8), due: -chance.int(2, Math.max(3, age - 4)) }
    }
    case "soon":
      return { age: chance.int(Math.ceil(limit * 0.75), limit), turn: "us", hasStep: true, due: chance.int(-2, 5) }
    case "bare":
      return { age: fresh(), turn: "us", hasStep: false }
    case "fresh":
      return { age: fresh(), turn: "us", hasStep: true, due: dueSoon(chance) }
  }
}

/** Some late, some today, most in the days to come. */
const dueSoon = (chance: Chance): number =>
  chance.is(0.13) ? -chance.int(1, 3) : chance.is(0.18) ? 0 : chance.int(1, 14)

/** A few were ended and taken up again. */
function reopenedSome(all: readonly Shape[], chance: Chance): Shape[] {
  let left = 9
  return all.map((shape) => {
    const last = shape.visits.at(-1)
    if (!last || left === 0 || !chance.is(0.2)) return shape
    const since = shape.end.kind === "open" ? shape.end.standing.age : shape.end.ago
    const room = last.entered - since
    if (room < 22) return shape
    left--
    const reopened = since + chance.int(5, Math.floor(room / 3))
    const reason = chance.pick(["no_response", "withdrawn", "withdrawn"])
    return { ...shape, reopened: { closed: reopened + chance.int(6, Math.floor(room / 2)), reopened, reason } }
  })
}

/** A fifth open to the network, a few restricted; some from the start, some later. */
function classified(all: readonly Shape[], chance: Chance): Shape[] {
  return all.map((shape) => {
    const access = chance.weigh<Access>({ hub: 72, network: 21, restricted: 7 })
    const [first] = shape.visits
    const last = shape.visits.at(-1) ?? first
    if (access === "hub" || chance.is(0.35) || last === first) return { ...shape, access }
    return { ...shape, access, classifiedAgo: chance.int(last.entered, first.entered - 1) }
  })
}
