import { describe, expect, test } from "vitest"
import { isRefusal, type Outcome } from "#src/core/acts.ts"
import { AT_ONCE, apply, type Case, type CaseEvent, NEVER_CONTACTED, NOT_YET, touches } from "#src/core/case.ts"
import { ageOf, staleFrom } from "#src/core/clocks.ts"
import { noCompany } from "#src/core/company.ts"
import { missing, NO_FACTS, type Requirement } from "#src/core/gates.ts"
import { fill, move } from "#src/core/moves.ts"
import { direction, inUse, nextAfter, type Stage } from "#src/core/stages.ts"
import { type CaseFile, open } from "#src/core/verbs.ts"

const stage = (
  code: string,
  position: number,
  requires: readonly Requirement[] = [],
  retiredOn: string | null = null,
): Stage => ({
  code,
  track: "t",
  position,
  phase: "mapping",
  limitDays: 10,
  requires,
  retiredOn,
})
const [A, B, C, D] = [
  stage("a", 1, [{ code: "needs_described" }, { code: "customer_conversation_logged", params: { times: 2 } }]),
  stage("b", 2),
  stage("c", 3, [], "2026-01-01"),
  stage("d", 4),
] as const
const file = (over: Partial<Case> = {}): CaseFile => ({
  kase: { ...NOT_YET, id: "1", track: "t", stage: "a", seq: 1, limitDays: 10, ...over },
  company: noCompany("c"),
  stages: [A, B, C, D],
  closeReasons: [],
  team: ["kari"],
  staff: ["kari", "kjell"],
  named: [],
})
const TODAY = "2026-11-23"
const typesOf = (outcome: Outcome) =>
  isRefusal(outcome) ? outcome.refusal : outcome.acts.map(({ event }) => event.type)

describe("stages", () => {
  test("a retired one is stepped over: the next is the next in use", () => {
    expect(inUse([A, B, C, D], "t").map(({ code }) => code)).toEqual(["a", "b", "d"])
    expect(nextAfter([A, B, C, D], B)?.code).toBe("d")
    expect(direction([A, B, C, D], B, D)).toBe("next")
    expect(direction([A, B, C, D], A, D)).toBe("skip")
    expect(direction([A, B, C, D], D, A)).toBe("back")
  })

  test("a case that stands in a retired one can leave it, and none can come to it", () => {
    expect(typesOf(move(file({ stage: "c" }), { to: "d", typed: {} }, TODAY))).toEqual(["moved"])
    expect(typesOf(move(file({ stage: "b" }), { to: "c", typed: { reason: "why" } }, TODAY))).toBe("retired")
  })
})

describe("gates", () => {
  test("count how many times something is still to be logged", () => {
    const shown = {
      facts: { filled: {}, logged: { customer: 1 } },
      advisorId: null,
      isRegistered: false,
      hasContact: false,
    }
    expect(missing(shown, A).map(({ code, left }) => [code, left])).toEqual([
      ["needs_described", 1],
      ["customer_conversation_logged", 1],
    ])
  })

  test("one conversation typed is one logged: the form asks on until there are enough", () => {
    const typed = { needs: "A shed", customer: "Yes, at that price" }
    const once = move(file(), { to: "b", typed }, TODAY)
    expect(once).toMatchObject({ refusal: "missing", fields: ["customer"] })
    expect(typesOf(fill(file(), { typed }, TODAY))).toEqual(["noted", "filled"])
    const before = file({ facts: { ...NO_FACTS, logged: { customer: 1 } } })
    expect(typesOf(move(before, { to: "b", typed }, TODAY))).toEqual(["noted", "moved"])
  })

  test("what was not asked for is not taken", () => {
    const outcome = fill(file({ stage: "b" }), { typed: { needs: "A shed" } }, TODAY)
    expect(isRefusal(outcome)).toBe(true)
  })

  test("going back asks for nothing but a reason", () => {
    const back = move(file({ stage: "d" }), { to: "b", typed: { reason: "A new owner" } }, TODAY)
    expect(typesOf(back)).toEqual(["moved"])
  })
})

describe("opening", () => {
  const form = {
    id: "1",
    ref: "RR-1",
    number: 1,
    pseudonym: "P",
    hubId: "roros",
    companyId: "c",
    municipality: null,
    place: null,
    track: "t",
    access: "hub",
    advisorId: "kari",
    enquiryId: null,
    hasContact: false,
    need: "Help",
  } as const
  test("starts in the first stage in use, with its limit of that day", () => {
    const outcome = open({ stages: [A, B], team: ["kari"], company: noCompany("c") }, form)
    expect(outcome).toMatchObject({ acts: [{ event: { type: "opened", case: { stage: "a", limitDays: 10 } } }] })
  })

  test("gives it only to someone of the hub, and only on a track that has stages", () => {
    const around = { stages: [A, B], team: ["kari"], company: noCompany("c") }
    expect(typesOf(open(around, { ...form, advisorId: "kjell" }))).toBe("foreign")
    expect(typesOf(open(around, { ...form, track: "none" }))).toBe("unknown")
  })
})

describe("clocks", () => {
  const clock = { clockOn: "2026-11-02", until: null, limitDays: 10 } // a Monday
  test.each([
    ["2026-11-02", "ok", 0],
    ["2026-11-11", "ok", 7],
    ["2026-11-12", "soon", 8],
    ["2026-11-16", "soon", 10],
    ["2026-11-17", "stale", 11],
  ])("on %s it is %s, day %i of 10", (today, state, day) => {
    expect(ageOf(clock, today)).toEqual({ state, day, limit: 10 })
  })

  test("the stored day is the first on which it stands still", () => {
    expect(staleFrom(clock)).toBe("2026-11-17")
    expect(ageOf(clock, staleFrom(clock)).state).toBe("stale")
    expect(ageOf(clock, "2026-11-16").state).not.toBe("stale")
  })

  test("a wait stops the clock, and it starts from the day the wait wakes by itself", () => {
    const waiting = { ...clock, until: "2026-12-01" }
    expect(ageOf(waiting, "2026-11-30").state).toBe("waiting")
    expect(ageOf(waiting, "2026-12-01")).toEqual({ state: "ok", day: 0, limit: 10 })
    expect(staleFrom(waiting) > "2026-12-10").toBe(true)
  })
})

describe("what follows from an event", () => {
  const kase = { ...NOT_YET, seq: 1, stage: "a", limitDays: 10, clockOn: "2026-01-05" }
  const on = "2026-11-23"
  const slot = { on: "2026-12-01", at: "10:00", minutes: 60 }
  const EVENTS: Record<CaseEvent["type"], [event: CaseEvent, restarts: boolean]> = {
    opened: [{ type: "opened", case: { ...kase, enquiryId: null } }, true],
    assigned: [{ type: "assigned", from: null, to: "kari" }, false],
    moved: [{ type: "moved", from: "a", to: "b", direction: "next", limitDays: 20, filled: {} }, true],
    relimited: [{ type: "relimited", stage: "a", limitDays: 15 }, false],
    filled: [{ type: "filled", filled: { needs: true } }, true],
    noted: [{ type: "noted", kind: "call" }, true],
    rewritten: [{ type: "rewritten", of: "e", by: "kari" }, false],
    meeting_planned: [{ type: "meeting_planned", id: "2", ...slot, with: { contacts: [], people: [] } }, true],
    meeting_moved: [{ type: "meeting_moved", id: "2", ...slot }, true],
    meeting_cancelled: [{ type: "meeting_cancelled", id: "2" }, true],
    attached: [{ type: "attached", file: { id: "f", kind: "pdf", bytes: 1, hash: "h" } }, true],
    detached: [{ type: "detached", id: "f", by: "kari" }, false],
    decided: [{ type: "decided", decision: "accept" }, true],
    milestone_set: [{ type: "milestone_set", id: "2", due: "2026-12-01" }, true],
    milestone_reached: [{ type: "milestone_reached", id: "2", on }, true],
    milestone_dropped: [{ type: "milestone_dropped", id: "2" }, true],
    planned: [{ type: "planned", on: "2026-12-01" }, true],
    finished: [{ type: "finished" }, true],
    waited: [{ type: "waited", turn: "company", until: "2026-12-01" }, true],
    resumed: [{ type: "resumed" }, true],
    closed: [{ type: "closed", reason: "done" }, false],
    reopened: [{ type: "reopened", advisorId: null }, true],
    classified: [{ type: "classified", from: "hub", to: "restricted" }, false],
    named: [{ type: "named", personId: "kjell" }, false],
    unnamed: [{ type: "unnamed", personId: "kjell" }, false],
    woke: [{ type: "woke" }, false],
    alerted: [{ type: "alerted", alert: "bankrupt" }, false],
    enquiry_attached: [{ type: "enquiry_attached", enquiryId: "e", ref: "H-222222" }, false],
    enquiry_withdrawn: [{ type: "enquiry_withdrawn", forgets: true }, false],
    contact_added: [{ type: "contact_added" }, false],
    numbered: [{ type: "numbered" }, false],
    joined: [{ type: "joined", companyId: "d", because: "merged", isRegistered: true }, false],
    undone: [{ type: "undone", act: "a", by: "kari", types: [], touched: [], named: [], unnamed: [] }, false],
  }
  test.each(Object.values(EVENTS))(
    "$type restarts the clock only if it is work with the company",
    (event, restarts) => {
      const after = apply(kase, event, on)
      expect(after.seq).toBe(2)
      expect(after.clockOn).toBe(restarts ? on : kase.clockOn)
      expect(after.staleOn).toBe(staleFrom(after))
    },
  )

  test("it wants attention at once without a step or a wait, else when the first of its days comes", () => {
    const talked = apply(kase, { type: "noted", kind: "call" }, on)
    const planned = apply(talked, { type: "planned", on: "2026-12-01" }, on, { nextStep: "Call" })
    const waiting = apply(planned, { type: "waited", turn: "funder", until: "2027-01-15" }, on)
    const resting = apply(apply(waiting, { type: "finished" }, on), { type: "assigned", from: null, to: "kari" }, on)
    const distant = apply(talked, { type: "planned", on: "2027-06-01" }, on, { nextStep: "Call" })
    expect(talked.attendOn).toBe(AT_ONCE)
    expect(planned.attendOn).toBe("2026-12-01")
    expect(waiting.attendOn).toBe("2026-12-01")
    expect(resting.attendOn).toBe("2027-01-15")
    expect(distant.attendOn).toBe(distant.staleOn)
    expect(apply(waiting, { type: "resumed" }, on).attendOn).toBe("2026-12-01")
  })

  test("never contacted it wants attention before every other, whatever is planned, unless it waits for others", () => {
    const never = (...events: CaseEvent[]) => events.reduce((row, event) => apply(row, event, on), kase).attendOn
    const waited = { type: "waited", turn: "company", until: "2027-01-15" } as const
    expect(never({ type: "planned", on: "2026-12-01" })).toBe(NEVER_CONTACTED)
    expect(never({ type: "noted", kind: "note" }, { type: "noted", kind: "work" })).toBe(NEVER_CONTACTED)
    expect(never({ type: "noted", kind: "mail" })).toBe(AT_ONCE)
    expect(never(waited)).toBe("2027-01-15")
    expect(never(waited, { type: "woke" })).toBe(NEVER_CONTACTED)
    expect([AT_ONCE, "2026-01-01", NEVER_CONTACTED].toSorted()).toEqual([NEVER_CONTACTED, AT_ONCE, "2026-01-01"])
  })

  test("a note touches nothing, so that nobody's form goes stale by it", () => {
    expect(touches({ type: "noted", kind: "call" })).toEqual([])
    expect(
      touches({ type: "moved", from: "a", to: "b", direction: "next", limitDays: 1, filled: { needs: true } }),
    ).toEqual(["stage", "needs"])
  })
})
