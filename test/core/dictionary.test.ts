import { describe, expect, test } from "vitest"
import { isRefusal, type Outcome } from "#src/core/acts.ts"
import { addDays, workingDaysBetween } from "#src/core/calendar.ts"
import { ageOf, staleFrom, staleUpTo } from "#src/core/clocks.ts"
import {
  add,
  applyToStage,
  type Dictionary,
  hide,
  limit,
  noStage,
  rename,
  reorder,
  requireOf,
  retire,
  type StageEntry,
  type StageRow,
  show,
  stageAsOf,
} from "#src/core/dictionary.ts"
import { direction, inUse, nextAfter, successorOf } from "#src/core/stages.ts"

const said = (text: string) => ({ nb: text, nn: text, en: text })
const row = (code: string, position: number, over: Partial<StageRow> = {}): StageRow => ({
  ...noStage(code),
  track: "t",
  position,
  name: said(code),
  meaning: said(code),
  limitDays: 10,
  ...over,
})
const A = row("a", 1, { requires: [{ code: "needs_described" }, { code: "meeting_logged" }] })
const [B, C, OTHER] = [row("b", 2), row("c", 3), row("x", 1, { track: "other" })]
const dictionary = (stages: readonly StageRow[] = [A, B, C, OTHER], open: Record<string, number> = {}): Dictionary => ({
  stages,
  hubs: ["roros", "kyst"],
  open: (code) => open[code] ?? 0,
})
const codeOf = (outcome: Outcome) => (isRefusal(outcome) ? outcome.refusal : "done")
const actsOf = (outcome: Outcome) => {
  if (isRefusal(outcome)) throw new Error(outcome.refusal)
  return outcome.acts
}
/** The stages after an outcome, with what was done to each. */
function outcomeOf({ stages }: Dictionary, outcome: Outcome, on = "2026-11-23") {
  const rows = new Map(stages.map((one) => [one.code, one]))
  for (const act of actsOf(outcome))
    if (act.stream === "stage") rows.set(act.id, applyToStage(rows.get(act.id) ?? noStage(act.id), act.event, on))
  return [...rows.values()]
}
const orderOf = (stages: readonly StageRow[]) =>
  stages
    .filter(({ track }) => track === "t")
    .toSorted((one, other) => one.position - other.position)
    .map(({ code, position }) => `${code}${position}`)
const form = {
  track: "t",
  place: null,
  phase: "plan",
  limitDays: 10,
  requires: [],
  name: said("New stage"),
  meaning: said("new"),
} as const

describe("a stage", () => {
  test("is added last or at a place, and the others make room", () => {
    expect(orderOf(outcomeOf(dictionary(), add(dictionary(), form)))).toEqual(["a1", "b2", "c3", "new_stage4"])
    expect(orderOf(outcomeOf(dictionary(), add(dictionary(), { ...form, place: 2 })))).toEqual([
      "a1",
      "new_stage2",
      "b3",
      "c4",
    ])
  })

  test("gets a code of its own, whatever it is called", () => {
    const taken = dictionary([...dictionary().stages, row("new_stage", 4)])
    expect(actsOf(add(taken, form)).at(-1)?.id).toBe("new_stage_2")
    expect(actsOf(add(dictionary(), { ...form, name: said("New") })).at(-1)?.id).toBe("new_2")
    expect(actsOf(add(dictionary(), { ...form, name: said("…") })).at(-1)?.id).toBe("stage")
  })

  test.each([
    ["a track that is not there", { track: "none" }, "unknown"],
    ["a phase that is not there", { phase: "none" as "plan" }, "unknown"],
    ["a limit of nothing", { limitDays: 0 }, "limit"],
    ["a limit of years", { limitDays: 9999 }, "limit"],
    ["a place beyond the last", { place: 5 }, "unknown"],
    ["place nought", { place: 0 }, "unknown"],
    ["a requirement nobody knows", { requires: [{ code: "unheard_of", times: null }] }, "unknown"],
    ["a requirement no times", { requires: [{ code: "meeting_logged", times: 0 }] }, "times"],
    ["a requirement a thousand times", { requires: [{ code: "meeting_logged", times: 1000 }] }, "times"],
  ])("is not added with %s", (_, over, refusal) => {
    expect(codeOf(add(dictionary(), { ...form, ...over }))).toBe(refusal)
  })

  test("is not the ninth of its track; a retired one counts while cases stand there, and steps aside when not", () => {
    const eight = Array.from({ length: 8 }, (_, i) => row(`s${i + 1}`, i + 1))
    const retired = eight.map((one) => (one.code === "s3" ? { ...one, retiredOn: "2026-01-01" } : one))
    expect(codeOf(add(dictionary(eight), form))).toBe("full")
    expect(codeOf(add(dictionary(retired, { s3: 1 }), form))).toBe("full")
    const made = outcomeOf(dictionary(retired), add(dictionary(retired), form))
    expect(orderOf(made)).toEqual("s11 s22 s43 s54 s65 s76 s87 new_stage8 s39".split(" "))
  })

  test("moves to another place, those between make room, and nowhere else", () => {
    expect(orderOf(outcomeOf(dictionary(), reorder(dictionary(), "c", 1)))).toEqual(["c1", "a2", "b3"])
    expect(codeOf(reorder(dictionary(), "c", 3))).toBe("unchanged")
    for (const place of [0, 4, -1, 1.5, Number.NaN]) expect(codeOf(reorder(dictionary(), "c", place))).toBe("unknown")
  })

  test("asks in the order it asked before, and what comes new comes last", () => {
    const asked = ["idea_described", "needs_described"].map((code) => ({ code, times: null }))
    const three = requireOf(dictionary(), "a", [{ code: "meeting_logged", times: 3 }, ...asked])
    expect(outcomeOf(dictionary(), three)[0]?.requires).toEqual([
      { code: "needs_described" },
      { code: "meeting_logged", params: { times: 3 } },
      { code: "idea_described" },
    ])
    const same = [
      { code: "meeting_logged", times: 1 },
      { code: "needs_described", times: null },
    ]
    expect(codeOf(requireOf(dictionary(), "a", same))).toBe("unchanged")
  })

  test("is retired in favour of another that is in use in the same track, and never the last", () => {
    const retired = outcomeOf(dictionary(), retire(dictionary(), "b", "c"))
    expect(retired[1]).toMatchObject({ retiredOn: "2026-11-23", successor: "c", position: 2 })
    for (const to of ["b", "x", "none", ""]) expect(codeOf(retire(dictionary(), "b", to))).toBe("unreachable")
    expect(codeOf(retire(dictionary(), "x", "a"))).toBe("last_stage")
    const again = dictionary(retired)
    for (const outcome of [
      retire(again, "b", "c"),
      limit(again, "b", 5),
      rename(again, "b", { name: said("B"), meaning: said("B") }),
      reorder(again, "b", 1),
    ])
      expect(codeOf(outcome)).toBe("retired")
    expect(codeOf(retire(again, "a", "b"))).toBe("unreachable")
  })

  test("leaves its cases to whoever took over from its successor", () => {
    const once = dictionary(outcomeOf(dictionary(), retire(dictionary(), "a", "b")))
    const twice = outcomeOf(once, retire(once, "b", "c"))
    expect(successorOf(twice, twice[0] ?? A)?.code).toBe("c")
  })

  test("is hidden for a hub, which then steps over it, but each hub keeps one", () => {
    const stages = outcomeOf(dictionary(), hide(dictionary(), "b", "roros"))
    expect(inUse(stages, "t", "roros").map(({ code }) => code)).toEqual(["a", "c"])
    expect(inUse(stages, "t", "kyst").map(({ code }) => code)).toEqual(["a", "b", "c"])
    expect(nextAfter(stages, A, "roros")?.code).toBe("c")
    expect(direction(stages, A, C, "roros")).toBe("next")
    expect(direction(stages, A, C, "kyst")).toBe("skip")
    const hidden = dictionary(stages)
    expect(codeOf(hide(hidden, "b", "roros"))).toBe("unchanged")
    expect(codeOf(hide(hidden, "b", "nowhere"))).toBe("unknown")
    expect(codeOf(hide(hidden, "x", "roros"))).toBe("last_stage")
    // What a hub does without can take over from nobody.
    expect(codeOf(retire(hidden, "c", "b"))).toBe("unreachable")
    expect(outcomeOf(hidden, show(hidden, "b", "roros"))[1]?.hiddenAt).toEqual([])
  })
})

test("the dictionary of any day follows from today's rows, also where they did not begin in the log", () => {
  const done: [on: string, make: (now: Dictionary) => Outcome][] = [
    ["2026-01-05", (now) => limit(now, "b", 20)],
    ["2026-02-05", (now) => rename(now, "b", { name: said("Beta"), meaning: said("b") })],
    ["2026-03-05", (now) => requireOf(now, "b", [{ code: "idea_described", times: null }])],
    ["2026-04-05", (now) => hide(now, "b", "roros")],
    ["2026-05-05", (now) => add(now, { ...form, place: 1 })],
    ["2026-06-05", (now) => retire(now, "b", "c")],
    ["2026-07-05", (now) => reorder(now, "c", 1)],
  ]
  const log = new Map<string, StageEntry[]>()
  const states: [string, StageRow[]][] = [["2025-12-31", [...dictionary().stages]]]
  for (const [on, make] of done) {
    const now = dictionary(states.at(-1)?.[1])
    const outcome = make(now)
    for (const act of actsOf(outcome))
      if (act.stream === "stage") {
        const entries = log.get(act.id) ?? []
        log.set(act.id, [...entries, { seq: entries.length + 1, event: act.event, onDate: on }])
      }
    states.push([on, outcomeOf(now, outcome, on)])
  }
  const today = states.at(-1)?.[1] ?? []
  expect(states.length).toBe(8)
  for (const [on, stages] of states)
    expect(today.flatMap((one) => stageAsOf(one, log.get(one.code) ?? [], on) ?? [])).toEqual(stages)
})

test("how many come to stand still by another limit is told by the day that is stored", () => {
  const days = Array.from({ length: 60 }, (_, i) => addDays("2026-10-15", i))
  for (const today of ["2026-12-10", "2026-12-12", "2026-12-27"])
    for (const [from, to] of [
      [10, 5],
      [5, 10],
      [20, 19],
    ] as const)
      for (const clockOn of days) {
        const now = { clockOn, until: null, limitDays: from }
        const then = ageOf({ ...now, limitDays: to }, today).state === "stale"
        expect(staleFrom(now) <= staleUpTo(today, from, to)).toBe(then)
      }
  expect(workingDaysBetween("2026-12-10", "2026-12-12")).toBe(1)
})
