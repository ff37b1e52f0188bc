import { describe, expect, test } from "vitest"
import { addDays, osloDay } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { nb } from "#views/words.nb.ts"
import { openIntake } from "../intake/helpers.ts"
import { kari, kjell, marit, nils, ola, randi, stein } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const world = await openWorld()
const { as, opened, caseOf, build, send } = world
const { enquire } = openIntake(world)
const today = osloDay(new Date())
const soon = `${YEAR}-01-05`

const sectionOf = (html: string, id: string) =>
  html.match(new RegExp(`<section[^>]*id="${id}"[\\s\\S]*?</section>`))?.[0] ?? ""
const step = (ref: string, nextOn: string, basedOn = 1) =>
  as(kari, `/cases/${ref}/next-step`, { form: { ...made(basedOn), nextStep: `Step of ${ref}`, nextOn } })
const talked = (ref: string, basedOn: number) =>
  as(kari, `/cases/${ref}/notes`, { form: { ...made(basedOn), kind: "call", note: "We talked" } })

describe("an advisor's day", () => {
  test("is where an advisor begins; a manager begins with the hub, and has a day, too", async () => {
    expect((await as(kari, "/")).headers.get("location")).toBe("/day")
    expect((await as(marit, "/")).headers.get("location")).toBe("/cases")
    expect((await as(stein, "/day")).status).toBe(200)
    for (const who of [ola, randi]) expect((await as(who, "/day")).status).toBe(403)
  })

  test("is one trip, says what to do when there is nothing, and shows nobody else's cases", async () => {
    const { status, html, trips } = await as(kjell, "/day")
    expect([status, trips, html.includes("Du har ingen åpne saker")]).toEqual([200, 1, true])
    await opened("D-0", { advisorId: nils.id })
    expect((await as(kari, "/day")).html).not.toContain("Company D-0")
  })

  test("begins with cases that have neither a step nor a wait, then what is due, and is quiet of the rest", async () => {
    for (const ref of ["D-1", "D-2", "D-3", "D-4"]) await opened(ref)
    await step("D-2", today)
    await step("D-3", soon)
    await talked("D-3", 2)
    await as(kari, "/cases/D-4/wait", { form: { ...made(1), turn: "company", until: soon, reason: "Why" } })
    const { html } = await as(kari, "/day")
    const companies = (id: string) => [...sectionOf(html, id).matchAll(/Company (D-\d)</g)].map(([, ref]) => ref)
    expect(companies("stepless")).toEqual(["D-1"])
    expect(companies("due")).toEqual(["D-2"])
    expect(html).not.toContain("Company D-3")
    expect(html).not.toContain("Company D-4")
  })

  test("tells what stands still although it has a step to come", async () => {
    await opened("D-5", { openedOn: "2025-01-06" })
    await step("D-5", soon)
    // Work is what one did; it is long ago.
    const kase = await caseOf("D-5")
    expect(kase?.nextOn).toBe(soon)
    await send("write", [build.update(t.cases).set({ clockOn: "2025-01-06", staleOn: "2025-02-06" })])
    expect(sectionOf((await as(kari, "/day")).html, "stale")).toContain("Company D-5")
  })

  test("a step is done from there, with the next one or without, and it comes back", async () => {
    await opened("D-6")
    await step("D-6", today)
    const form = { ...made(2), back: "day" }
    const done = await as(kari, "/cases/D-6/next-step/done", { form })
    expect([done.status, done.headers.get("location"), done.trips]).toEqual([303, "/day?did=finished", 2])
    const past = { ...made(3), back: "day", nextStep: "All that was typed", nextOn: "2026-01-06" }
    const refused = await as(kari, "/cases/D-6/next-step", { form: past })
    expect(refused.status).toBe(422)
    for (const kept of ['value="All that was typed"', nb.refusals.past, 'id="on-D-6-problem"', 'id="day"'])
      expect(refused.html).toContain(kept)
    const set = { ...past, nextOn: soon }
    const fragment = await as(kari, "/cases/D-6/next-step", { fragment: true, form: set })
    expect([fragment.status, fragment.trips, fragment.html.includes('id="day"')]).toEqual([200, 2, true])
    expect((await caseOf("D-6"))?.nextOn).toBe(soon)
  })

  test("shows the steps of whom one stands in for, while they are away and no longer", async () => {
    await opened("D-7")
    await step("D-7", today)
    expect((await as(nils, "/day")).html).not.toContain("Company D-7")
    const away = { from: today, to: addDays(today, 5), standIn: nils.id }
    expect((await as(kari, "/me/absence", { form: { ...made(), ...away } })).status).toBe(303)
    const { html } = await as(nils, "/day")
    expect(sectionOf(html, "due")).toContain("Company D-7")
    expect(html).toContain(`for ${kari.name}`)
    await as(kari, "/me/return", { form: made() })
    expect((await as(nils, "/day")).html).not.toContain("Company D-7")
  })

  test("shows enquiries of one's own hub that wait for an answer", async () => {
    const { ref } = await enquire()
    expect(sectionOf((await as(kari, "/day")).html, "waiting")).toContain(`/inbox/${ref}`)
    expect((await as(kjell, "/day")).html).not.toContain(ref)
  })
})
