import { describe, expect, test } from "vitest"
import { type Act, isRefusal, type Outcome } from "#src/core/acts.ts"
import { apply, type Case, type CaseEvent, NOT_YET, replay } from "#src/core/case.ts"
import { noCompany } from "#src/core/company.ts"
import {
  asks,
  type Facts,
  FIELDS,
  GATE_CODES,
  type GateCode,
  isField,
  isGate,
  missing,
  NO_FACTS,
  type Requirement,
} from "#src/core/gates.ts"
import { dropMilestone, reachMilestone, setMilestone } from "#src/core/milestones.ts"
import { fill, lackingFor, move, type Typed } from "#src/core/moves.ts"
import type { Stage } from "#src/core/stages.ts"
import type { CaseFile } from "#src/core/verbs.ts"

const TODAY = "2026-11-23"
const OPENED = "2026-01-05"
const stage = (code: string, position: number, requires: readonly Requirement[] = []): Stage => ({
  ...{ code, track: "t", position, phase: "mapping", limitDays: 10, requires, retiredOn: null },
})
const fileIn = (requires: readonly Requirement[], over: Partial<Case> = {}): CaseFile => ({
  kase: {
    ...NOT_YET,
    id: "1",
    track: "t",
    stage: "a",
    seq: 4,
    limitDays: 10,
    openedOn: OPENED,
    clockOn: OPENED,
    ...over,
  },
  company: noCompany("c"),
  stages: [stage("a", 1, requires), stage("b", 2, [{ code: "goal_described" }]), stage("c", 3)],
  closeReasons: [],
  team: ["kari"],
  staff: ["kari"],
  named: [],
})
const typesOf = (outcome: Outcome) =>
  isRefusal(outcome) ? outcome.refusal : outcome.acts.map(({ event }) => event.type)
const eventsOf = (outcome: Outcome) =>
  isRefusal(outcome) ? [] : outcome.acts.flatMap((act: Act) => (act.stream === "case" ? [act] : []))
const played = (kase: Case, outcome: Outcome): Case =>
  eventsOf(outcome).reduce((row, { event, words }) => apply(row, event, TODAY, words), kase)

const milestones = (...states: ("open" | "reached" | "dropped")[]): Facts => ({
  ...NO_FACTS,
  milestones: states.map((state, i) => ({ id: String(i + 5), due: "2026-12-01", state })),
})

/** What a person types for each, on a case that has nothing but what stands here. */
const ANSWERED: Record<GateCode, { typed: Typed; over?: Partial<Case> }> = {
  owner_assigned: { typed: { advisor: "kari" } },
  party_identified: { typed: { party: "Oda, daily manager" } },
  company_registered: { typed: { orgnr: "310000299" } },
  conversation_logged: { typed: { conversation: "We talked" } },
  meeting_logged: { typed: { meeting: "We met" } },
  customer_conversation_logged: { typed: { customer: "Would pay" } },
  work_logged: { typed: { work: "Wrote it" } },
  needs_described: { typed: { needs: "A shed" } },
  goal_described: { typed: { goal: "Room for three" } },
  idea_described: { typed: { idea: "A better shed" } },
  decision_recorded: { typed: { decision: "accept", decisionReason: "Fits" } },
  milestones_set: { typed: { milestone: "First order", milestoneOn: "2026-12-01" } },
  milestones_closed: {
    typed: { "outcome.5": "reached", "outcome.6": "dropped", "why.6": "Too dear" },
    over: { facts: milestones("open", "open", "reached") },
  },
  verification_result: { typed: { verification: "It holds" } },
  pilot_result: { typed: { pilotResult: "They kept it" } },
  first_sale_on: { typed: { firstSaleOn: "2026-11-20" } },
  aid_assessed: { typed: { aid: "De minimis, within" } },
  agreement_signed: { typed: { agreement: "Oda, today" } },
  co_payment_agreed: { typed: { coPayment: "Half" } },
  rights_assessed: { typed: { rights: "Theirs" } },
  partner_decided: { typed: { partner: "None needed" } },
  pilot_agreed: { typed: { pilotAgreement: "With the farm" } },
  effect_answered: { typed: { effect: "Two more at work" } },
}
const rows = GATE_CODES.map((code) => ({ code, over: {}, ...ANSWERED[code] }))

describe("whatever a stage requires", () => {
  test.each(rows)("$code is missing, asks for fields, and holds once they are filled in", ({ code, typed, over }) => {
    const file = fileIn([{ code }], over)
    const refused = move(file, { to: "b", typed: {} }, TODAY)
    const fields = asks([{ code }], file.kase)
    expect(refused).toMatchObject({ refusal: "missing", fields: fields.filter((field) => !field.startsWith("why.")) })
    expect(Object.keys(typed).every((name) => fields.includes(name as keyof typeof FIELDS))).toBe(true)
    const moved = move(file, { to: "b", typed }, TODAY)
    expect(played(file.kase, moved)).toMatchObject({ stage: "b" })
    const filled = played(file.kase, fill(file, { typed }, TODAY))
    expect(missing(filled, { requires: [{ code }] })).toEqual([])
    expect(filled.stage).toBe("a")
  })

  test.each(rows)("$code is not shown by what answers another", ({ code, over }) => {
    const file = fileIn([{ code }], over)
    const others = rows.filter((row) => row.code !== code).map(({ typed }) => typed)
    const asked = asks([{ code }], file.kase) as string[]
    const mine = [...asked, "milestone", "milestoneOn"]
    const foreign = Object.entries(Object.assign({}, ...others) as Typed).filter(([name]) => !mine.includes(name))
    const typed: Typed = Object.fromEntries(foreign)
    // To meet is also to talk.
    const isShown = code === "conversation_logged"
    expect(isRefusal(move(file, { to: "b", typed }, TODAY))).toBe(!isShown)
  })

  test("every field a form can ask for belongs to one of them", () => {
    const asked = new Set(rows.flatMap(({ code, over }) => asks([{ code }], fileIn([], over).kase)))
    const old = { ...NO_FACTS, filled: { milestones: true } } as const
    for (const field of asks([{ code: "milestones_closed" }], fileIn([], { facts: old }).kase)) asked.add(field)
    const never = Object.keys(FIELDS).filter((field) => isField(field) && !asked.has(field))
    expect(never).toEqual(["milestones"])
  })

  test("a code that is none is no requirement", () => {
    expect(["unheard_of", "toString", "__proto__", ""].filter(isGate)).toEqual([])
  })
})

describe("milestones", () => {
  const gate = (code: GateCode, facts: Facts, times?: number) =>
    missing(fileIn([], { facts }).kase, { requires: [{ code, ...(times && { params: { times } }) }] })[0]?.left ?? 0
  test.each([
    ["none", NO_FACTS, 1, 1],
    ["one open", milestones("open"), 0, 1],
    ["two open of three", milestones("open", "dropped", "open"), 0, 2],
    ["all settled", milestones("reached", "dropped"), 0, 0],
    ["told in one piece, as it was before", { ...NO_FACTS, filled: { milestones: true } } as Facts, 0, 1],
    ["told and settled in one piece", { ...NO_FACTS, filled: { milestones: true, milestonesOutcome: true } }, 0, 0],
  ] as [string, Facts, number, number][])("%s: %i to set, %i to settle", (_, facts, toSet, toSettle) => {
    expect([gate("milestones_set", facts), gate("milestones_closed", facts)]).toEqual([toSet, toSettle])
  })

  test("as many as the stage asks for", () => {
    expect(gate("milestones_set", milestones("open", "reached"), 3)).toBe(1)
  })

  test("those told in one piece are settled in one piece", () => {
    const file = fileIn([{ code: "milestones_closed" }], { facts: { ...NO_FACTS, filled: { milestones: true } } })
    expect(move(file, { to: "b", typed: {} }, TODAY)).toMatchObject({ fields: ["milestonesOutcome"] })
    expect(typesOf(move(file, { to: "b", typed: { milestonesOutcome: "All reached" } }, TODAY))).toEqual(["moved"])
  })

  test.each([
    ["2026-01-04", "too_early"],
    ["2026-01-05", ["milestone_set"]],
    ["2036-11-23", ["milestone_set"]],
    ["2036-11-24", "too_far"],
    ["9999-12-31", "too_far"],
  ])("due %s: %s", (milestoneOn, gives) => {
    const form = { milestone: "First order", milestoneOn }
    expect(typesOf(setMilestone(fileIn([]), form, TODAY))).toEqual(gives)
    const typed = fill(fileIn([{ code: "milestones_set" }]), { typed: form }, TODAY)
    expect(typesOf(typed)).toEqual(gives)
  })

  test.each([
    ["2026-11-24", "future"],
    ["2026-01-04", "too_early"],
    ["2026-11-23", ["milestone_reached"]],
  ])("reached %s: %s", (on, gives) => {
    const file = fileIn([], { facts: milestones("open") })
    expect(typesOf(reachMilestone(file, { milestone: "5", on }, TODAY))).toEqual(gives)
  })

  test("is settled once, only if it is there, and not in a case that has ended", () => {
    const settled = fileIn([], { facts: milestones("dropped") })
    expect(typesOf(reachMilestone(settled, { milestone: "5", on: TODAY }, TODAY))).toBe("unchanged")
    expect(typesOf(dropMilestone(settled, { milestone: "6", reason: "-" }))).toBe("unknown")
    const ended = fileIn([], { facts: milestones("open"), endedOn: TODAY })
    expect(typesOf(dropMilestone(ended, { milestone: "5", reason: "-" }))).toBe("ended")
    expect(typesOf(setMilestone(ended, { milestone: "-", milestoneOn: TODAY }, TODAY))).toBe("ended")
  })

  test("no two are called the same, whatever came between", () => {
    let kase = fileIn([]).kase
    for (const on of ["2026-12-01", "2026-12-02"]) {
      kase = played(kase, setMilestone({ ...fileIn([]), kase }, { milestone: "-", milestoneOn: on }, TODAY))
      kase = apply(kase, { type: "noted", kind: "call" }, TODAY)
    }
    const typed: Typed = { conversation: "Yes", milestone: "-", milestoneOn: "2026-12-03" }
    kase = played(kase, fill({ ...fileIn([]), kase }, { typed }, TODAY))
    expect(kase.facts.milestones?.map(({ id }) => id)).toEqual(["5", "7", "10"])
  })

  test("half of one asks for the other half, and nothing is written", () => {
    const file = fileIn([{ code: "milestones_set" }, { code: "needs_described" }])
    const half = (typed: Typed) => move(file, { to: "b", typed }, TODAY)
    expect(half({ milestone: "First order" })).toMatchObject({ refusal: "missing", fields: ["milestoneOn", "needs"] })
    expect(fill(file, { typed: { needs: "A shed", milestoneOn: TODAY } }, TODAY)).toMatchObject({
      fields: ["milestone"],
    })
    const settling = fileIn([{ code: "milestones_closed" }], { facts: milestones("open") })
    expect(fill(settling, { typed: { "outcome.5": "dropped" } }, TODAY)).toMatchObject({ fields: ["why.5"] })
  })

  test("one set in the meantime by a colleague does not lose the one that was typed", () => {
    const file = fileIn([{ code: "milestones_set" }], { facts: milestones("open") })
    const typed = { milestone: "Another", milestoneOn: "2026-12-24" }
    expect(typesOf(move(file, { to: "b", typed }, TODAY))).toEqual(["milestone_set", "moved"])
  })
})

describe("a decision", () => {
  const file = (decision?: string) =>
    fileIn([{ code: "decision_recorded" }], { facts: { ...NO_FACTS, filled: decision ? { decision } : {} } })
  test.each([
    [undefined, "missing"],
    ["accept", ["moved"]],
    ["refer", "missing"],
    ["decline", "missing"],
  ])("that is %s, also as it was filled in before: %s", (decision, gives) => {
    expect(typesOf(move(file(decision), { to: "b", typed: {} }, TODAY))).toEqual(gives)
  })

  test("wants its reason", () => {
    const typed = { decision: "accept" }
    expect(move(file(), { to: "b", typed }, TODAY)).toMatchObject({ fields: ["decisionReason"] })
    expect(fill(file(), { typed }, TODAY)).toMatchObject({ fields: ["decisionReason"] })
    expect(fill(file(), { typed: { decisionReason: "Fits" } }, TODAY)).toMatchObject({ fields: ["decision"] })
  })

  test("to refer or decline is saved, says that the case does not go on, and can be made anew", () => {
    const typed = { decision: "refer", decisionReason: "Others know more" }
    expect(move(file(), { to: "b", typed }, TODAY)).toMatchObject({ refusal: "not_accepted", fields: ["decision"] })
    const saved = fill(file(), { typed }, TODAY)
    expect(eventsOf(saved)).toMatchObject([
      { event: { type: "decided", decision: "refer" }, words: { reason: "Others know more" } },
    ])
    const kase = played(file().kase, saved)
    const anew = { decision: "accept", decisionReason: "They came back" }
    expect(typesOf(move({ ...file(), kase }, { to: "b", typed: anew }, TODAY))).toEqual(["decided", "moved"])
  })
})

describe("where to", () => {
  const lacking: readonly Requirement[] = [{ code: "needs_described" }, { code: "agreement_signed" }]
  test("back asks for a reason and nothing else", () => {
    const file = fileIn([], { stage: "b" })
    expect(typesOf(move(file, { to: "a", typed: {} }, TODAY))).toBe("reason")
    expect(typesOf(move(file, { to: "a", typed: { reason: "Too soon" } }, TODAY))).toEqual(["moved"])
  })

  test("a skip asks for a reason, and for what the skipped stages ask for", () => {
    const file = fileIn(lacking)
    const typed = { needs: "A shed", agreement: "Oda" }
    expect(lackingFor(file.kase, file.stages, "c").map(({ code }) => code)).toEqual([
      "needs_described",
      "agreement_signed",
      "goal_described",
    ])
    expect(typesOf(move(file, { to: "c", typed: { ...typed, goal: "Room" } }, TODAY))).toBe("reason")
    expect(move(file, { to: "c", typed }, TODAY)).toMatchObject({ refusal: "missing", fields: ["goal", "reason"] })
    expect(move(file, { to: "c", typed: { ...typed, reason: "In a hurry" } }, TODAY)).toMatchObject({
      fields: ["goal"],
    })
    const all = { ...typed, goal: "Room", reason: "In a hurry" }
    expect(eventsOf(move(file, { to: "c", typed: all }, TODAY)).at(-1)?.event).toMatchObject({ direction: "skip" })
  })

  test("what two stages ask for is asked once, as often as the one that asks most", () => {
    const twice = [{ code: "work_logged", params: { times: 2 } }] as const
    const file = {
      ...fileIn([{ code: "work_logged" }]),
      stages: [stage("a", 1, twice), stage("b", 2, [{ code: "work_logged" }]), stage("c", 3)],
    }
    expect(lackingFor(file.kase, file.stages, "c")).toEqual([{ ...twice[0], left: 2 }])
  })

  test("an override wants a reason, says what was missing, and takes what was given", () => {
    const file = fileIn(lacking)
    const over = (typed: Typed) => move(file, { to: "b", typed, override: true }, TODAY)
    expect(typesOf(over({}))).toBe("reason")
    const [moved] = eventsOf(over({ needs: "A shed", reason: "They sign on Monday" }))
    expect(moved).toMatchObject({
      event: { type: "moved", overridden: ["agreement_signed"], filled: { needs: true } },
      words: { needs: "A shed", reason: "They sign on Monday" },
    })
  })

  test("where nothing is missing there is nothing to override", () => {
    const [moved] = eventsOf(move(fileIn([]), { to: "b", typed: { reason: "-" }, override: true }, TODAY))
    expect(moved?.event).not.toHaveProperty("overridden")
  })
})

test("a log from before milestones and decisions were acts of their own makes the row it made then", () => {
  const log: CaseEvent[] = [
    { type: "filled", filled: { milestones: true, decision: "accept" } },
    { type: "moved", from: "a", to: "b", direction: "next", limitDays: 9, filled: { milestonesOutcome: true } },
  ]
  const { facts } = replay(log.map((event, n) => ({ event, onDate: TODAY, words: {}, act: String(n) })))
  expect(facts).toEqual({ filled: { milestones: true, decision: "accept", milestonesOutcome: true }, logged: {} })
  const codes = ["milestones_set", "milestones_closed", "decision_recorded"] as const
  expect(missing({ ...NOT_YET, facts }, { requires: codes.map((code) => ({ code })) })).toEqual([])
})
