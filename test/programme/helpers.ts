import { asc, eq } from "drizzle-orm"
import { expect } from "vitest"
import { finishedIn, staysIn, tallied } from "#src/access/writes.ts"
import { type CaseEvent, replay } from "#src/core/case.ts"
import { applyToStage, noStage, type StageEvent, stageAsOf } from "#src/core/dictionary.ts"
import * as t from "#src/db/schema.ts"
import { ola, type Person } from "../people.ts"
import { made, type openWorld } from "../world.ts"

type World = Awaited<ReturnType<typeof openWorld>>

/** Forms of the dictionary, as the programme owner sends them. */
export function openProgramme({ as, build, send }: World) {
  const post = (path: string, form: Record<string, string>, who: Person = ola) =>
    as(who, `/programme/stages${path}`, { form: { ...made(), ...form } })
  /** Sent for sure: what the preview would have asked for. */
  const change = (path: string, form: Record<string, string>, who: Person = ola) =>
    post(path, { ...form, sure: "yes" }, who)
  const stageOf = async (code: string) =>
    (await send("read", [build.select().from(t.stages).where(eq(t.stages.code, code))]))[0][0]
  const jobOf = async (code: string) =>
    (
      await send("read", [
        build
          .select()
          .from(t.jobs)
          .where(eq(t.jobs.id, `stage:${code}`)),
      ])
    )[0][0]

  /** Every row is its log replayed, every stage what its log made of it; tally, visits and their sums are what they count. */
  async function isWhole() {
    const [cases, events, texts, tally, stages, spells, stays] = await send("read", [
      build.select().from(t.cases),
      build.select().from(t.events).orderBy(asc(t.events.stream), asc(t.events.seq)),
      build.select().from(t.texts),
      build.select().from(t.tally),
      build.select().from(t.stages),
      build.select().from(t.spells).orderBy(asc(t.spells.id)),
      build.select({ stage: t.stays.stage, period: t.stays.period, hubId: t.stays.hubId, n: t.stays.n }).from(t.stays),
    ])
    const histories = cases.map((row) => {
      const log = events.filter(({ caseId, stream }) => caseId === row.id && stream.startsWith("case:"))
      return { row, log: log.map(({ id, act, data, onDate }) => ({ id, act, event: data as CaseEvent, onDate })) }
    })
    expect(spells).toEqual(histories.flatMap(finishedIn).sort((one, other) => (one.id < other.id ? -1 : 1)))
    const visits = staysIn(histories).map(({ stage, period, hubId, n }) => [stage, period, hubId, n].join())
    expect(
      stays.flatMap(({ stage, period, hubId, n }) => (n ? [[stage, period, hubId, n].join()] : [])).sort(),
    ).toEqual(visits.sort())
    const logs = Map.groupBy(events, ({ stream }) => stream)
    const said = Map.groupBy(texts, ({ eventId }) => eventId)
    for (const row of cases) {
      const entries = (logs.get(`case:${row.id}`) ?? []).map(({ id, act, data, onDate }) => ({
        act,
        event: data as CaseEvent,
        onDate,
        words: Object.fromEntries((said.get(id) ?? []).map(({ name, body }) => [name, body ?? ""])),
      }))
      expect(replay(entries)).toEqual(row)
    }
    for (const row of stages) {
      const log = (logs.get(`stage:${row.code}`) ?? []).map(({ seq, data, onDate }) => {
        return { seq, event: data as StageEvent, onDate }
      })
      const first = stageAsOf(row, log, "2000-01-01") ?? noStage(row.code)
      expect(log.reduce((stage, { event, onDate }) => applyToStage(stage, event, onDate), first)).toEqual(row)
    }
    const counted = new Map<string, string>()
    const sums = new Map<string, [number, number]>()
    for (const { n, restricted, ...slot } of cases.flatMap(tallied)) {
      const [all, hidden] = sums.get(keyOf(slot)) ?? [0, 0]
      sums.set(keyOf(slot), [all + n, hidden + restricted])
    }
    for (const [key, sum] of sums) counted.set(key, sum.join())
    const told = tally.filter(({ n, restricted }) => n !== 0 || restricted !== 0)
    expect(new Map(told.map(({ n, restricted, ...slot }) => [keyOf(slot), `${n},${restricted}`]))).toEqual(counted)
  }

  return { post, change, stageOf, jobOf, isWhole }
}

type Slot = { hubId: string; track: string; stage: string; advisorId: string; turn: string }
const keyOf = ({ hubId, track, stage, advisorId, turn }: Slot) => [hubId, track, stage, advisorId, turn].join()
