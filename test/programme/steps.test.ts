import { and, eq, isNull } from "drizzle-orm"
import { afterEach, expect, test } from "vitest"
import { MOVED, openClerk, STEP } from "#src/access/clerk.ts"
import { writesOf } from "#src/access/writes.ts"
import type { Act } from "#src/core/acts.ts"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { openWire } from "#src/db/wire.ts"
import { kari, kjell, ola } from "../people.ts"
import { made, OPENED, openWorld } from "../world.ts"
import { openProgramme } from "./helpers.ts"

const world = await openWorld()
const { as, build, send, stages, track, env, caseOf, logOf } = world
const { change, post, stageOf, jobOf, isWhole } = openProgramme(world)
const [first, second, third] = stages.filter((stage) => stage.track === track)
const CASES = 600
await openMany(CASES)

const plain = globalThis.fetch
afterEach(() => {
  globalThis.fetch = plain
})

test("a limit reaches hundreds of cases in steps of a bounded size, none of them a person's act", async () => {
  const code = second?.code ?? ""
  const before = await caseOf("M-2")
  expect((await change(`/${code}/limit`, { limitDays: "3" })).status).toBe(303)
  expect((await stageOf(code))?.limitDays).toBe(3)
  // The first step goes with the change itself, after the answer.
  expect(await jobOf(code)).toMatchObject({ kind: "limited", done: STEP, total: CASES, finishedOn: null })
  expect((await post(`/${code}/progress`, {})).status).toBe(303)
  expect(await jobOf(code)).toMatchObject({ done: 2 * STEP, finishedOn: null })
  expect((await post(`/${code}/progress`, {})).status).toBe(303)
  expect(await jobOf(code)).toMatchObject({ done: CASES, finishedOn: expect.any(String) })
  expect(await withLimit(3)).toBe(CASES)
  const after = await caseOf("M-2")
  expect(after).toMatchObject({ clockOn: before?.clockOn, limitDays: 3, since: before?.since })
  expect((after?.staleOn ?? "") < (before?.staleOn ?? "")).toBe(true)
  expect((await logOf("case:id-M-2")).at(-1)).toMatchObject({ actorKind: "system", type: "relimited" })
  const { html } = await as(kari, "/cases/M-2")
  expect(html).toContain("Fristen ble endret til 3 virkedager")
  await isWhole()
})

test("it is stopped without harm, goes on when told, and by itself when the page is closed", async () => {
  const code = second?.code ?? ""
  await change(`/${code}/limit`, { limitDays: "4" })
  expect((await post(`/${code}/stop`, {})).status).toBe(303)
  expect((await post(`/${code}/progress`, {})).status).toBe(303)
  await clerk().goOn()
  expect(await withLimit(4)).toBe(STEP)
  expect((await as(ola, `/programme/stages/${code}`)).html).toContain("Stoppet. Sakene som er igjen, er som før.")
  expect((await post(`/${code}/resumption`, {})).status).toBe(303)
  await clerk().goOn()
  expect(await withLimit(4)).toBe(CASES)
  expect(await jobOf(code)).toMatchObject({ done: CASES, stoppedOn: null, finishedOn: expect.any(String) })
  await isWhole()
})

test("two at once write each case once", async () => {
  const code = second?.code ?? ""
  await change(`/${code}/limit`, { limitDays: "5" })
  await Promise.all([clerk().goOn(), clerk().goOn(), clerk().goOn()])
  await clerk().goOn()
  expect(await withLimit(5)).toBe(CASES)
  expect((await jobOf(code))?.done).toBe(CASES)
  await isWhole()
})

test("what a colleague writes between a step's reading and its writing stands, and the case follows in the next", async () => {
  const code = second?.code ?? ""
  await change(`/${code}/limit`, { limitDays: "6" })
  const [waiting] = await casesOf(5)
  const ref = waiting?.ref ?? ""
  between(async () => {
    const note = { ...made(), kind: "call", note: "Said in the meantime" }
    expect((await as(kari, `/cases/${ref}/notes`, { form: note })).status).toBe(303)
  })
  await clerk().step(code)
  expect((await caseOf(ref))?.limitDays).toBe(5)
  expect((await logOf(`case:${waiting?.id}`)).at(-1)?.type).toBe("noted")
  expect(await withLimit(6)).toBe(2 * STEP - 1)
  await clerk().goOn()
  expect((await caseOf(ref))?.limitDays).toBe(6)
  await isWhole()
})

test("the cases of a retired stage go where its plan says, in steps; until then they can be moved by hand", async () => {
  const [code, heir] = [second?.code ?? "", third?.code ?? ""]
  expect((await change(`/${code}/retirement`, { to: heir })).status).toBe(303)
  expect(await jobOf(code)).toMatchObject({ kind: "retired", done: MOVED, total: CASES })
  const [left] = await casesOf(6)
  const board = await as(kari, `/cases?track=${track}`)
  expect(board.html).toContain(`id="stage-${code}"`)
  const byHand = { ...made(), to: first?.code ?? "", reason: "Started too late" }
  expect((await as(kari, `/cases/${left?.ref}/stage`, { form: byHand })).status).toBe(303)

  const refused = await as(kari, `/cases/${left?.ref}/stage`, { form: { ...made(), to: code, reason: "Back" } })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain("Fasen er tatt ut av bruk. Velg en annen.")

  await clerk().goOn()
  expect(await jobOf(code)).toMatchObject({ done: CASES - 1, finishedOn: expect.any(String) })
  const moved = await caseOf("M-2")
  expect(moved).toMatchObject({ stage: heir, limitDays: third?.limitDays, clockOn: OPENED })
  expect((await as(kari, `/cases?track=${track}`)).html).not.toContain(`id="stage-${code}"`)
  expect((await as(kari, "/cases/M-2")).html).toContain("er tatt ut av bruk")
  await isWhole()
})

test("a case that is opened again after its stage was retired comes to where the others went", async () => {
  const { ref = "" } = (await closedOne()) ?? {}
  expect((await as(kari, `/cases/${ref}/reopening`, { form: { ...made(), reason: "Again" } })).status).toBe(303)
  expect((await caseOf(ref))?.stage).toBe(third?.code)
  await isWhole()
})

const clerk = () => openClerk(connect(env, openWire()), "test")

async function openMany(count: number) {
  const at = new Date()
  const acts = Array.from({ length: count }, (_, i): Act => {
    const ref = `M-${i + 1}`
    const opening = {
      id: `id-${ref}`,
      ref,
      number: i + 1,
      pseudonym: `P-${ref}`,
      hubId: i % 3 ? "roros" : "kyst",
      companyId: `company-${i}`,
      municipality: null,
      place: null,
      track,
      access: (["hub", "network", "restricted"] as const)[i % 7 === 0 ? 2 : i % 2] ?? "hub",
      stage: second?.code ?? "",
      advisorId: i % 3 ? kari.id : kjell.id,
      limitDays: second?.limitDays ?? 0,
      isRegistered: false,
      hasContact: true,
      enquiryId: null,
    }
    const words = { company: `Company ${i}`, need: "Help" }
    return { stream: "case", id: opening.id, event: { type: "opened", case: opening }, words }
  })
  const by = { actorKind: "system", actorId: "world", on: OPENED, at, requestId: "world" } as const
  const closed: Act = { stream: "case", id: "id-M-0", event: { type: "closed", reason: "completed" } }
  const [one] = acts
  const old = one?.stream === "case" && one.event.type === "opened" ? one.event.case : null
  const ended: Act[] = old
    ? [
        {
          ...one,
          id: "id-M-0",
          event: {
            type: "opened",
            case: {
              ...old,
              id: "id-M-0",
              ref: "M-0",
              number: -1,
              pseudonym: "P-0",
              hubId: "roros",
              advisorId: kari.id,
              access: "hub",
            },
          },
        } as Act,
        closed,
      ]
    : []
  for (let i = 0; i < count; i += 100)
    await send("write", writesOf(build, [], acts.slice(i, i + 100), { ...by, act: crypto.randomUUID() }))
  await send("write", writesOf(build, [], ended, { ...by, act: crypto.randomUUID() }))
}

const closedOne = () => caseOf("M-0")

const casesOf = async (limitDays: number) =>
  (
    await send("read", [
      build
        .select()
        .from(t.cases)
        .where(
          and(
            isNull(t.cases.endedOn),
            eq(t.cases.limitDays, limitDays),
            eq(t.cases.stage, second?.code ?? ""),
            eq(t.cases.hubId, "roros"),
            eq(t.cases.access, "hub"),
          ),
        ),
    ])
  )[0]

const withLimit = async (limitDays: number) =>
  (
    await send("read", [
      build
        .select({ id: t.cases.id })
        .from(t.cases)
        .where(and(isNull(t.cases.endedOn), eq(t.cases.limitDays, limitDays))),
    ])
  )[0].length

/** Does something after a step has read and before it writes. */
function between(work: () => Promise<void>) {
  let trips = 0
  globalThis.fetch = async (...args: Parameters<typeof fetch>) => {
    if (++trips === 2) {
      globalThis.fetch = plain
      await work()
    }
    return plain(...args)
  }
}
