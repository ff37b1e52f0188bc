import { asc, eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { meetingRows } from "#src/access/diary.ts"
import { osloDay } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { nb } from "#views/words.nb.ts"
import { kari, kjell, marit, nils } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const { as, opened, caseOf, logOf, build, send } = await openWorld()
const soon = `${YEAR}-01-05`
const today = osloDay(new Date())

const planned = { on: soon, at: "9.30", minutes: "60", place: "Bergstaden 1; Røros", with: "person:kari person:nils" }
const plan = (ref: string, form = {}, basedOn = 1) =>
  as(kari, `/cases/${ref}/meetings`, { form: { ...made(basedOn), ...planned, ...form } })
const rowsOf = async (ref: string) =>
  (
    await send("read", [
      build
        .select()
        .from(t.meetings)
        .where(eq(t.meetings.caseId, `id-${ref}`))
        .orderBy(asc(t.meetings.personId)),
    ])
  )[0]
const undo = async (ref: string, basedOn: number) => {
  const act = (await logOf(`case:id-${ref}`)).at(-1)?.act ?? ""
  return as(kari, `/cases/${ref}/undoing`, { form: { ...made(basedOn), of: act } })
}

describe("a meeting", () => {
  test("is planned, moved and cancelled with a reason, and each can be undone", async () => {
    await opened("V-1")
    const answer = await plan("V-1")
    expect([answer.status, answer.headers.get("location"), answer.trips]).toEqual([
      303,
      "/cases/V-1?did=meeting_planned",
      2,
    ])
    const first = await rowsOf("V-1")
    expect(first).toEqual([
      expect.objectContaining({ personId: "kari", onDate: soon, startsAt: "09:30", minutes: 60 }),
      expect.objectContaining({ personId: "nils" }),
    ])
    const moved = { meeting: "2", ...planned, at: "13:00", reason: "They asked" }
    expect((await as(kari, "/cases/V-1/meetings/moved", { form: { ...made(2), ...moved } })).status).toBe(303)
    expect((await rowsOf("V-1")).map(({ startsAt }) => startsAt)).toEqual(["13:00", "13:00"])
    expect((await undo("V-1", 3)).status).toBe(303)
    expect(await rowsOf("V-1")).toEqual(first)
    const cancelled = { meeting: "2", reason: "Ill" }
    expect((await as(kari, "/cases/V-1/meetings/cancelled", { form: { ...made(4), ...cancelled } })).status).toBe(303)
    expect(await rowsOf("V-1")).toEqual([])
    const again = await as(kari, "/cases/V-1/meetings/cancelled", { form: { ...made(5), ...cancelled } })
    expect([again.status, again.html.includes(nb.refusals.cancelled)]).toEqual([422, true])
    await undo("V-1", 5)
    expect(await rowsOf("V-1")).toEqual(first)
    const log = (await logOf("case:id-V-1")).map((entry) => ({ ...entry, event: entry.data as never }))
    expect(first).toEqual(meetingRows({ row: (await caseOf("V-1")) as never, log }))
  })

  test.each([
    ["in the past", { on: "2026-01-06" }, nb.refusals.past],
    ["at no time", { at: "25.00" }, nb.problems.not_a_time],
    ["for no time", { minutes: "0" }, nb.problems.not_minutes],
    ["nowhere", { place: " " }, nb.problems.required],
    ["with someone who may not see the case", { with: `person:${kjell.id}` }, nb.refusals.unseen],
  ])("is not planned %s, and what was typed is kept", async (_, form, sentence) => {
    const ref = await opened(`V-${crypto.randomUUID().slice(0, 6)}`)
    const { status, html } = await plan(ref, { about: "All of it", ...form })
    expect([status, html.includes(sentence), html.includes('value="All of it"')]).toEqual([422, true, true])
    expect(await logOf(`case:id-${ref}`)).toHaveLength(1)
  })

  test("comes as a file for the calendar, the same one again when it is cancelled, and only to who may see it", async () => {
    await opened("VC-3")
    await plan("VC-3")
    const { status, headers, html, trips } = await as(nils, "/cases/VC-3/meetings/2/calendar")
    expect([status, trips, headers.get("content-type")]).toEqual([200, 1, "text/calendar; charset=utf-8"])
    expect(html).toContain(`DTSTART:${YEAR}0105T083000Z\r\n`)
    expect(html).toContain("LOCATION:Bergstaden 1\\; Røros\r\n")
    const [uid] = html.match(/^UID:.*$/m) ?? []
    await as(kari, "/cases/VC-3/meetings/cancelled", { form: { ...made(2), meeting: "2", reason: "Ill" } })
    const gone = await as(nils, "/cases/VC-3/meetings/2/calendar")
    expect(gone.html).toContain(uid)
    expect(gone.html).toContain("STATUS:CANCELLED")
    expect((await as(kjell, "/cases/VC-3/meetings/2/calendar")).status).toBe(404)
    expect((await as(kari, "/cases/VC-3/meetings/9/calendar")).status).toBe(404)
  })

  test("stands on the day of those who go there, and of nobody else", async () => {
    await opened("V-4", { company: "Met Today" })
    await plan("V-4", { on: today, at: "23:59" })
    expect((await as(nils, "/day")).html).toContain("Met Today")
    expect((await as(marit, "/day")).html).not.toContain("Met Today")
    expect((await as(nils, "/log")).html).toContain("23.59 Met Today")
  })
})
