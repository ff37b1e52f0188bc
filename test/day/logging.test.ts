import { asc, eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { timesIn } from "#src/access/diary.ts"
import { addDays, osloDay } from "#src/core/calendar.ts"
import { standing } from "#src/core/case.ts"
import * as t from "#src/db/schema.ts"
import { nb } from "#views/words.nb.ts"
import { kari, kjell, marit, nils, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const { as, opened, caseOf, logOf, wordsOf, build, send, stages, track, replay } = await openWorld()
const [first = "", second = ""] = stages.filter((stage) => stage.track === track).map(({ code }) => code)
const today = osloDay(new Date())
const soon = `${YEAR}-01-05`

type Form = Record<string, string>
const said: Form = { kind: "meeting", note: "They want to sell abroad", turn: "us" }
const log = (ref: string, form: Form = {}, who = kari, act = made(1)) =>
  as(who, "/log", { form: { ...act, ...said, case: ref, ...form } })
const typesOf = async (ref: string) => (await logOf(`case:id-${ref}`)).map(({ type }) => type)
const timesOf = async (ref: string) =>
  (
    await send("read", [
      build
        .select()
        .from(t.timeEntries)
        .where(eq(t.timeEntries.caseId, `id-${ref}`))
        .orderBy(asc(t.timeEntries.id)),
    ])
  )[0]

describe("after the meeting", () => {
  test("the form is one trip, and all that came of it is one act in two, which one undo takes back", async () => {
    await opened("L-1", { stage: first })
    const page = await as(kari, "/log?case=L-1")
    expect([page.status, page.trips]).toEqual([200, 1])
    const before = await caseOf("L-1")
    const all = {
      ...{ contact: "60", preparation: "15", travel: "70", service: "market" },
      ...{
        nextStep: "Send a draft",
        nextOn: soon,
        turn: "company",
        until: soon,
        waitReason: "Their accounts",
        move: "yes",
      },
    }
    const answer = await log("L-1", all)
    expect([answer.status, answer.headers.get("location"), answer.trips]).toEqual([303, "/cases/L-1?did=noted", 2])
    expect(await typesOf("L-1")).toEqual(["opened", "noted", "moved", "planned", "waited"])
    const after = await caseOf("L-1")
    expect(after).toMatchObject({ stage: second, nextStep: "Send a draft", nextOn: soon, turn: "company", until: soon })
    expect(await timesOf("L-1")).toEqual([
      expect.objectContaining({
        personId: "kari",
        onDate: today,
        contact: 60,
        preparation: 15,
        travel: 70,
        line: null,
      }),
    ])
    const shown = await as(kari, "/cases/L-1?did=noted")
    const act = shown.html.match(/name="of" value="([^"]+)"/)?.[1] ?? ""
    expect((await as(kari, "/cases/L-1/undoing", { form: { ...made(5), of: act } })).status).toBe(303)
    const left = await caseOf("L-1")
    expect({ ...left, seq: 0 }).toEqual({ ...before, seq: 0 })
    expect(await timesOf("L-1")).toEqual([])
  })

  test("sent twice it counts once, with its minutes", async () => {
    await opened("L-2")
    const act = made(1)
    for (const _ of [1, 2]) expect((await log("L-2", { contact: "30", service: "other" }, kari, act)).status).toBe(303)
    expect(await typesOf("L-2")).toEqual(["opened", "noted"])
    expect(await timesOf("L-2")).toHaveLength(1)
  })

  test("rows of time are those that the log tells, and the case is what its log makes of it", async () => {
    await opened("L-3")
    await log("L-3", { contact: "30", service: "other" })
    await log("L-3", { kind: "mail", travel: "10", service: "market" }, nils, made(2))
    const entries = await logOf("case:id-L-3")
    const stood = standing(entries.map((entry) => ({ ...entry, event: entry.data as never })))
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
    expect(await timesOf("L-3")).toEqual(timesIn(stood as never).toSorted(byId))
    const words = await wordsOf("case:id-L-3")
    const log3 = entries.map(({ id, act, data, onDate }) => ({
      ...{ id, act, onDate, event: data as never },
      words: Object.fromEntries(
        words.filter(({ eventId }) => eventId === id).map(({ name, body }) => [name, body ?? ""]),
      ),
    }))
    expect(replay(log3)).toMatchObject({ seq: 3, clockOn: today })
  })

  test("what happened may be dated back with a reason; what is agreed, is agreed today", async () => {
    await opened("L-4")
    const on = addDays(today, -3)
    const bare = await log("L-4", { on })
    expect([bare.status, bare.html.includes("log-backdated-problem")]).toEqual([422, true])
    await log("L-4", { on, backdated: "No coverage", contact: "20", service: "other", nextStep: "Call", nextOn: soon })
    const entries = await logOf("case:id-L-4")
    expect(entries.map(({ type, onDate }) => [type, onDate]).slice(1)).toEqual([
      ["noted", on],
      ["planned", today],
    ])
    expect((await timesOf("L-4"))[0]?.onDate).toBe(on)
  })

  test("the step that was next can be done in the same act, and stays where it is otherwise", async () => {
    await opened("L-5")
    await log("L-5", { nextStep: "Call them", nextOn: soon })
    await log("L-5", {}, kari, made(3))
    expect((await caseOf("L-5"))?.nextStep).toBe("Call them")
    await log("L-5", { done: "yes", nextStep: "Write to them", nextOn: soon }, kari, made(4))
    expect((await typesOf("L-5")).slice(-3)).toEqual(["noted", "finished", "planned"])
  })

  test("a wait goes on as it was, until one says that it is our turn", async () => {
    await opened("L-6")
    const wait = { turn: "company", until: soon, waitReason: "Their answer" }
    await log("L-6", wait)
    await log("L-6", wait, kari, made(3))
    expect(await typesOf("L-6")).toEqual(["opened", "noted", "waited", "noted"])
    await log("L-6", {}, kari, made(4))
    expect((await typesOf("L-6")).slice(-2)).toEqual(["noted", "resumed"])
    expect((await caseOf("L-6"))?.turn).toBe("us")
  })

  test("to move asks for what is missing beside its field, and keeps all that was typed", async () => {
    await opened("L-7", { stage: second })
    const form = {
      note: "All they said",
      move: "yes",
      nextStep: "Call",
      nextOn: soon,
      contact: "45",
      service: "market",
    }
    const answer = await log("L-7", form)
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('id="log-move-needs-problem"')
    for (const kept of ["All they said</textarea>", 'value="Call"', `value="${soon}"`, 'value="45"'])
      expect(answer.html).toContain(kept)
    expect(await typesOf("L-7")).toEqual(["opened"])
    expect((await log("L-7", { ...form, needs: "A shed", goal: "Room for three" })).status).toBe(303)
    expect(await typesOf("L-7")).toContain("moved")
  })

  test("what is filled in is kept also if the case is not moved", async () => {
    await opened("L-8", { stage: second })
    await log("L-8", { needs: "A shed" })
    expect(await typesOf("L-8")).toEqual(["opened", "noted", "filled"])
  })

  test("a case that has ended takes what happened, and nothing more", async () => {
    await opened("L-9")
    await as(kari, "/cases/L-9/closure", { form: { ...made(1), closeReason: "completed", reason: "Done" } })
    const { turn: _, ...happened } = said
    const plain = (form: Form) => as(kari, "/log", { form: { ...made(2), ...happened, case: "L-9", ...form } })
    expect((await plain({})).status).toBe(303)
    expect((await plain({ nextStep: "Call", nextOn: soon })).status).toBe(422)
  })
})

describe("what cannot be", () => {
  test.each([
    ["a next step in the past", { nextStep: "Call", nextOn: "2026-01-06" }, "log-nextOn-problem", nb.refusals.past],
    ["a next step without a day", { nextStep: "Call" }, "log-nextOn-problem", nb.refusals.missing],
    ["negative minutes", { contact: "-5", service: "other" }, "log-contact-problem", nb.problems.not_minutes],
    ["minutes that are words", { travel: "an hour", service: "other" }, "log-travel-problem", nb.problems.not_minutes],
    ["25 hours at once", { contact: "1500", service: "other" }, "log-contact-problem", nb.problems.not_minutes],
    ["minutes for nothing", { contact: "30" }, "log-service-problem", nb.refusals.missing],
    ["a wait without an end", { turn: "company", waitReason: "An answer" }, "log-until-problem", nb.refusals.missing],
    ["a day to come", { on: soon, backdated: "Why" }, "log-on-problem", nb.refusals.future],
    ["words that are missing", { note: " " }, "log-note-problem", nb.problems.required],
  ])("%s is told beside its field, and nothing is written", async (_, form, problem, sentence) => {
    const ref = await opened(`B-${crypto.randomUUID().slice(0, 6)}`)
    const { status, html } = await log(ref, form)
    expect([status, html.includes(`id="${problem}"`), html.includes(sentence)]).toEqual([422, true, true])
    expect(await typesOf(ref)).toEqual(["opened"])
  })

  test("25 hours in a day, counted over all cases, and not those of others or of what was undone", async () => {
    await opened("H-1")
    await opened("H-2")
    const on = { on: "2026-03-02", backdated: "Late" }
    const hours = (n: number) => ({ contact: String(n * 60), service: "other", ...on })
    await log("H-1", hours(20))
    const over = await log("H-2", hours(5))
    expect([over.status, over.html.includes(nb.refusals.day_full)]).toEqual([422, true])
    expect((await log("H-2", hours(4))).status).toBe(303)
    expect((await log("H-2", hours(5), nils, made(2))).status).toBe(303)
    expect((await log("H-2", { ...hours(1), on: "2026-03-03" }, kari, made(3))).status).toBe(303)
  })

  test("who may not see the case can be neither told nor put down as present", async () => {
    await opened("M-1", { access: "restricted" }, [turid])
    for (const [form, problem] of [
      [{ mentions: kjell.id }, "log-mentions-problem"],
      [{ mentions: nils.id }, "log-mentions-problem"],
      [{ with: `person:${kjell.id}` }, "log-with-problem"],
      [{ with: "contact:nobody" }, "log-with-problem"],
    ] as const) {
      const { status, html } = await log("M-1", form)
      expect([form, status, html.includes(problem), html.includes(nb.refusals.unseen)]).toEqual([form, 422, true, true])
    }
    const page = await as(kari, "/log?case=M-1")
    expect(page.html).toContain(turid.name)
    expect(page.html).toContain(marit.name)
    expect(page.html).not.toContain(nils.name)
    expect((await log("M-1", { mentions: `${turid.id} ${marit.id}` })).status).toBe(303)
    const noted = (await logOf("case:id-M-1")).at(-1)
    expect(noted?.data).toMatchObject({ mentions: [turid.id, marit.id] })
  })

  test("someone is told whose name stands after an @, if only one who sees the case is called so", async () => {
    await opened("M-2")
    await log("M-2", { note: "Ask @nils, and @kjell, and mail kari@marit.example" })
    const [, noted] = await logOf("case:id-M-2")
    expect(noted?.data).toMatchObject({ mentions: [nils.id] })
  })

  test("nobody logs on a case that they may not work on", async () => {
    await opened("M-3", { access: "network" })
    expect((await as(kjell, "/log?case=M-3")).status).toBe(403)
    expect((await log("M-3", {}, kjell)).status).toBe(403)
    await opened("M-4")
    expect((await log("M-4", {}, kjell)).status).toBe(404)
  })
})

test("one picks among one's own open cases, and the page is one trip", async () => {
  await opened("P-1", { company: "Aaa Own" })
  await opened("P-2", { company: "Bbb Colleague's", advisorId: nils.id })
  const { status, html, trips } = await as(kari, "/log")
  expect([status, trips]).toEqual([200, 1])
  expect(html).toContain("Aaa Own")
  expect(html).not.toContain("Bbb Colleague")
})
