import { asc, eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import { addDays, addWorkingDays, osloDay } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { en } from "#views/notices/words.en.ts"
import { nb } from "#views/notices/words.nb.ts"
import { CAST, kari, marit, nils, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, build, env, opened, send, sent } = await openWorld()
const today = osloDay(new Date())
const summer = "2026-07-14" // a Tuesday, two hours before UTC's clock
const winter = "2027-01-12" // a Tuesday, one hour before it
const seven = (day: string) => new Date(`${day}T0${day === summer ? 5 : 6}:01:00Z`)
const hour = (at: Date, over: object = {}) => everyHour({ ...env, ...over }, at)
const to = (id: string) => sent.filter((mail) => mail.to === `${id}@hub.example`)
const deliveries = async () =>
  (await send("read", [build.select().from(t.deliveries).orderBy(asc(t.deliveries.id))]))[0]
const personIn = async (id: string) =>
  (await send("read", [build.select().from(t.people).where(eq(t.people.id, id))]))[0][0]
const give = (ref: string, id = nils.id) => as(marit, `/cases/${ref}/advisor`, { form: { ...made(), advisor: id } })
const due = (ref: string, nextOn: string) =>
  send("write", [
    build
      .update(t.cases)
      .set({ nextStep: "Ring daglig leder Per", nextOn, attendOn: nextOn })
      .where(eq(t.cases.ref, ref)),
  ])
const breaking = { EMAIL: { send: () => Promise.reject(new Error("no such box: nils@hub.example")) } }

beforeEach(async () => {
  await send("write", [
    build.delete(t.notices),
    build.delete(t.deliveries),
    build.delete(t.cases),
    build
      .update(t.people)
      .set({ awayFrom: null, awayTo: null, standInId: null, ways: {}, mailFailures: 0, language: "nb" }),
  ])
  sent.length = 0
})

describe("mail at once", () => {
  test("says that there is a case, and which, with a link and no more, right after the answer", async () => {
    await opened("A-1", { company: "Fjellmat", need: "Secret need", advisorId: null })
    const { status, trips } = await give("A-1")
    expect([status, trips]).toEqual([303, 2])
    expect(to(nils.id)).toMatchObject([{ subject: nb.mail.subject.assigned("Fjellmat (A-1)") }])
    const [{ text = "" } = {}] = sent
    expect(text).toContain("http://localhost/cases/A-1")
    expect(text).not.toContain("Secret need")
    expect([sent.length, (await deliveries())[0]?.state]).toEqual([1, "sent"])
  })

  test("says of a restricted case nothing but its number", async () => {
    await opened("A-2", { company: "Hemmelig Fisk", access: "restricted" })
    await give("A-2")
    const [mail] = to(nils.id)
    expect(mail?.subject).toBe(nb.mail.subject.handed_over(nb.mail.kase("A-2")))
    expect(JSON.stringify(mail)).not.toContain("Hemmelig")
  })

  test("is sent once, however many see to it at once", async () => {
    await opened("A-3", { advisorId: null })
    await send("write", [
      build.insert(t.notices).values({
        ...{ id: "one", personId: nils.id, kind: "assigned", way: "at_once", batch: "b", actorId: marit.id },
        ...{ cases: ["id-A-3"], at: new Date() },
      }),
    ])
    const runs = await Promise.all(Array.from({ length: 5 }, () => hour(new Date(`${today}T22:00:00Z`))))
    expect([runs.reduce((all, { letters }) => all + letters, 0), to(nils.id).length]).toEqual([1, 1])
  })

  test("that fails is told with its reason, without the address, tried again later, and no more than three times", async () => {
    await opened("A-4", { advisorId: null })
    await as(marit, "/cases/A-4/advisor", { form: { ...made(), advisor: nils.id }, env: breaking })
    expect(await deliveries()).toMatchObject([{ state: "failed", attempts: 1, reason: "no such box: …" }])
    await hour(new Date(), breaking)
    expect(await deliveries()).toMatchObject([{ attempts: 1 }])
    for (let i = 1; i < 5; i++) await hour(new Date(Date.now() + i * 3_600_000), breaking)
    expect(await deliveries()).toMatchObject([{ state: "failed", attempts: 3 }])
    expect((await personIn(nils.id))?.mailFailures).toBe(3)
    await opened("A-5", { advisorId: null })
    await give("A-5")
    expect((await personIn(nils.id))?.mailFailures).toBe(0)
  })

  test("goes in the way one has chosen, and not to who is away", async () => {
    await as(nils, "/me/choices", { form: { ...made(), "way.assigned": "list", "way.handed_over": "off" } })
    await opened("A-6", { advisorId: null })
    await give("A-6")
    await opened("A-7")
    await give("A-7")
    const kinds = async () => (await send("read", [build.select().from(t.notices)]))[0].map(({ kind }) => kind)
    expect([await kinds(), sent]).toEqual([["assigned"], []])
    await send("write", [
      build.update(t.people).set({ ways: {}, awayFrom: today, awayTo: today }).where(eq(t.people.id, nils.id)),
    ])
    await opened("A-8")
    await give("A-8")
    expect([await kinds(), sent]).toEqual([["assigned", "handed_over"], []])
  })

  test("is not sent of what was taken back before", async () => {
    await send("write", [
      build.insert(t.notices).values({
        ...{ id: "two", personId: nils.id, kind: "assigned", way: "at_once", batch: "b", actorId: marit.id },
        ...{ cases: ["x"], at: new Date(), takenBackAt: new Date() },
      }),
    ])
    expect([(await hour(new Date())).letters, sent]).toEqual([0, []])
  })
})

describe("the morning mail", () => {
  test.each([
    ["in summer", summer, "04:59", "05:01"],
    ["in winter", winter, "05:59", "06:01"],
  ])("comes from seven in Norway, %s", async (_, day, early, late) => {
    const ref = await opened(`M-${early}`, { company: "Fjellmat" })
    await due(ref, day)
    expect((await hour(new Date(`${day}T${early}:00Z`))).mornings).toBe(0)
    await hour(new Date(`${day}T${late}:00Z`))
    const [mail] = to(kari.id)
    expect(mail?.text).toContain(`${nb.mail.today.toUpperCase()}\nFjellmat (${ref})\nhttp://localhost/cases/${ref}`)
    expect(mail?.text).not.toContain("Ring daglig")
    await hour(new Date(`${day}T${late}:00Z`))
    expect(to(kari.id)).toHaveLength(1)
  })

  test("is one a person, when five clocks strike at once", async () => {
    for (const [i, { id }] of CAST.slice(0, 5).entries()) {
      const ref = await opened(`M-2${i}`, { advisorId: id, hubId: i < 3 ? "roros" : "kyst" })
      await due(ref, winter)
    }
    const runs = await Promise.all(Array.from({ length: 5 }, () => hour(seven(winter))))
    expect(runs.reduce((all, { mornings }) => all + mornings, 0)).toBe(5)
    expect(sent.map((mail) => mail.to).sort()).toEqual(
      CAST.slice(0, 5)
        .map(({ id }) => `${id}@hub.example`)
        .sort(),
    )
  })

  test.each([
    ["a Saturday", "2026-07-18"],
    ["New Year's Day", "2027-01-01"],
    ["Constitution Day", "2027-05-17"],
  ])("does not come on %s", async (_, day) => {
    await due(await opened(`M-${day}`), day)
    for (const utc of ["05:01", "06:01", "08:01"]) expect((await hour(new Date(`${day}T${utc}:00Z`))).mornings).toBe(0)
  })

  test("does not come when there is nothing to say, nor later the same day", async () => {
    await opened("M-4")
    await due("M-4", addWorkingDays(winter, 3))
    await send("write", [
      build.update(t.cases).set({ clockOn: winter, staleOn: addWorkingDays(winter, 11), limitDays: 10 }),
    ])
    expect((await hour(seven(winter))).mornings).toBe(0)
    await due("M-4", winter)
    expect((await hour(new Date(`${winter}T08:01:00Z`))).mornings).toBe(0)
  })

  test("tells what is late, waits, stands still and soon will, each case once, by the case's number alone if restricted", async () => {
    const cases = {
      late: await opened("L-1", { company: "Sein" }),
      waiting: await opened("L-2", { company: "Vent", access: "restricted" }),
      stale: await opened("L-3", { company: "Stille" }),
      soon: await opened("L-4", { company: "Snart" }),
    }
    const set = (ref: string, values: object) =>
      send("write", [
        build
          .update(t.cases)
          .set({ ...values, limitDays: 10 })
          .where(eq(t.cases.ref, ref)),
      ])
    const ago = (n: number) => ({ clockOn: addWorkingDays(winter, -n), staleOn: "2027-01-01", attendOn: "2027-01-01" })
    await set(cases.late, { ...ago(1), nextOn: addDays(winter, -1) })
    await set(cases.waiting, { ...ago(1), until: winter, turn: "us" })
    await set(cases.stale, ago(12))
    await set(cases.soon, ago(8))
    await hour(seven(winter))
    const text = to(kari.id)[0]?.text ?? ""
    const at = [nb.mail.late, "Sein", nb.mail.waiting, "Sak L-2", nb.mail.stale, "Stille", nb.mail.soon, "Snart"].map(
      (one, i) => text.indexOf(i % 2 ? one : one.toUpperCase()),
    )
    expect(at).toEqual(at.toSorted((one, other) => one - other))
    expect([at.includes(-1), text.includes("Vent ("), text.match(/\/cases\//g)?.length]).toEqual([false, false, 4])
  })

  test("goes to the stand-in of who is away, in the stand-in's language", async () => {
    await opened("S-1", { company: "Borte", advisorId: kari.id })
    await due("S-1", winter)
    await send("write", [
      build
        .update(t.people)
        .set({ awayFrom: winter, awayTo: winter, standInId: nils.id })
        .where(eq(t.people.id, kari.id)),
      build.update(t.people).set({ language: "en" }).where(eq(t.people.id, nils.id)),
    ])
    await hour(seven(winter))
    expect(to(kari.id)).toEqual([])
    expect(to(nils.id)[0]?.text).toContain(`${en.mail.today.toUpperCase()}\nBorte (S-1), ${en.mail.standIn(kari.name)}`)
  })

  test("tells once what has come since, and nothing that was read", async () => {
    await opened("F-1", {})
    await as(kari, "/cases/F-1/naming", { form: { ...made(), person: turid.id } })
    await hour(seven(winter))
    expect(to(turid.id)[0]?.text).toContain(nb.says.named({ by: kari.name, n: 1, person: "", state: null }))
    await hour(seven("2027-01-13"))
    expect(to(turid.id)).toHaveLength(1)
  })

  test("tells of no case when that is off, and comes to nobody who has left", async () => {
    await opened("O-1")
    await due("O-1", winter)
    await as(kari, "/me/choices", { form: { ...made(), "way.morning": "off" } })
    await hour(seven(winter))
    expect(sent).toEqual([])
    expect((await deliveries()).map(({ personId }) => personId)).not.toContain("borghild")
  })

  test("that failed is sent at the next hour, once", async () => {
    await opened("E-1")
    await due("E-1", winter)
    await hour(seven(winter), breaking)
    expect((await deliveries()).filter(({ state }) => state === "failed")).toHaveLength(1)
    await Promise.all(Array.from({ length: 3 }, () => hour(new Date(`${winter}T07:01:00Z`))))
    expect(to(kari.id)).toHaveLength(1)
  })
})
