import { expect, test } from "vitest"
import { tallied } from "#src/access/writes.ts"
import { addDays, osloDay } from "#src/core/calendar.ts"
import { ACCESSES, type CaseEvent, replay, standing, TURNS } from "#src/core/case.ts"
import { ageOf } from "#src/core/clocks.ts"
import { DECISIONS, FIELDS } from "#src/core/gates.ts"
import * as t from "#src/db/schema.ts"
import { kari, marit, nils, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const { as, opened, logOf, build, send, stages, track } = await openWorld()
const inTrack = stages.filter((stage) => stage.track === track)
const ACTS = 150

test("whatever 150 acts and undos in any order do to cases, each row is its log replayed, and the tally is the count", async () => {
  const { pick, upTo } = chances(7)
  const refs = ["Z-1", "Z-2", "Z-3", "Z-4", "Z-5"]
  for (const ref of refs) await opened(ref, { access: pick(ACCESSES), advisorId: pick([null, kari.id]) }, [turid])
  const prose = Object.entries(FIELDS).filter(([, input]) => input === "text" || input === "line")
  const filled = Object.fromEntries(prose.map(([field]) => [field, "In words"]))
  const milestone = { milestone: "First order", milestoneOn: osloDay(new Date()) }
  const statuses = new Set<number>()
  const late = () => (upTo(2) ? {} : { on: addDays(osloDay(new Date()), -upTo(90)), backdated: "Late" })
  let undos = 0
  for (let i = 0; i < ACTS; i++) {
    const posts: [path: string, form: Record<string, string>][] = [
      [
        "/stage",
        {
          ...filled,
          ...milestone,
          ...late(),
          to: pick(inTrack).code,
          reason: "Why",
          decision: "accept",
          advisor: nils.id,
        },
      ],
      ["/stage", { to: pick(inTrack).code, reason: "Why", override: "yes" }],
      ["/facts", { ...filled, ...milestone, decision: pick(DECISIONS) }],
      ["/milestones", milestone],
      ["/milestones/reached", { milestone: String(upTo(30)), on: "2026-01-05" }],
      ["/milestones/dropped", { milestone: String(upTo(30)), reason: "Why" }],
      ["/advisor", { advisor: pick([kari.id, nils.id, ""]) }],
      ["/notes", { kind: pick(["call", "meeting", "work"]), note: "A note", ...late() }],
      ["/next-step", { nextStep: "Call", nextOn: `${YEAR}-01-01` }],
      ["/next-step/done", upTo(2) ? {} : { nextStep: "Write", nextOn: "2098-01-01" }],
      ["/wait", { turn: pick(TURNS), until: `${YEAR}-02-02`, reason: "An answer" }],
      ["/resumption", {}],
      ["/closure", { closeReason: "completed", reason: "Done", ...late() }],
      ["/reopening", { reason: "Again" }],
      ["/class", { access: pick(ACCESSES), reason: "Why" }],
      ["/naming", { person: pick([turid.id, nils.id]) }],
      ["/unnaming", { person: turid.id }],
    ]
    const ref = pick(refs)
    const log = await logOf(`case:id-${ref}`)
    // As often as not something is taken back: mostly the last, so that it can be.
    const undone = log[upTo(2) ? log.length - 1 : upTo(log.length)]?.act ?? ""
    const [path, form] = upTo(2) ? pick(posts) : (["/undoing", { of: undone }] as const)
    const { status } = await as(marit, `/cases/${ref}${path}`, { form: { ...made(), ...form } })
    statuses.add(status)
    if (path === "/undoing" && status === 303) undos++
  }
  expect(undos).toBeGreaterThan(ACTS / 10)
  expect([...statuses].sort()).toEqual([303, 422])
  const departure = { ...made(), role: "roros:advisor", successor: kari.id }
  expect((await as(marit, `/people/${nils.id}/departure`, { form: departure })).status).toBe(303)

  const [rows, log, texts, tally] = await send("read", [
    build.select().from(t.cases),
    build.select().from(t.events).orderBy(t.events.stream, t.events.seq),
    build.select().from(t.texts),
    build.select().from(t.tally),
  ])
  const staffed = await send("read", [build.select().from(t.named)])
  for (const row of rows) {
    expect(ageOf(row, osloDay(new Date())).day).toBeGreaterThanOrEqual(0)
    expect(row.since >= row.openedOn && row.clockOn >= row.openedOn).toBe(true)
    const entries = log
      .filter(({ stream }) => stream === `case:${row.id}`)
      .map(({ id, act, data, onDate }) => {
        const words = texts.filter(({ eventId }) => eventId === id).map(({ name, body }) => [name, body ?? ""])
        return { act, event: data as CaseEvent, onDate, words: Object.fromEntries(words) }
      })
    expect(replay(entries)).toEqual(row)
    const isNamed = new Set<string>()
    for (const { event } of standing(entries)) {
      if (event.type === "named") isNamed.add(event.personId)
      if (event.type === "unnamed") isNamed.delete(event.personId)
    }
    const told = staffed[0].filter(({ caseId }) => caseId === row.id).map(({ personId }) => personId)
    expect(new Set(told)).toEqual(isNamed)
  }
  const counted = new Map<string, readonly [number, number]>()
  for (const { n, restricted, ...slot } of rows.flatMap(tallied)) {
    const [all, hidden] = counted.get(keyOf(slot)) ?? [0, 0]
    counted.set(keyOf(slot), [all + n, hidden + restricted])
  }
  const told = tally.filter(({ n, restricted }) => n !== 0 || restricted !== 0)
  expect(new Map(told.map(({ n, restricted, ...slot }) => [keyOf(slot), [n, restricted]]))).toEqual(counted)
})

type Slot = { hubId: string; track: string; stage: string; advisorId: string; turn: string }
const keyOf = ({ hubId, track, stage, advisorId, turn }: Slot) => [hubId, track, stage, advisorId, turn].join()

/** The same chances every time. */
function chances(seed: number) {
  let state = seed
  const upTo = (n: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * n)
  }
  return { upTo, pick: <T>(all: readonly T[]) => all[upTo(all.length)] as T }
}
