import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { addDays, osloDay } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { nb } from "#views/people/words.nb.ts"
import { nb as domain } from "#views/words.nb.ts"
import { gunn, kari, kjell, marit, nils, ola, stein, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"

const world = await openWorld()
const { as, build, logOf, opened, send } = world
const today = osloDay(new Date())
const [yesterday, soon, later] = [addDays(today, -1), addDays(today, 5), addDays(today, 20)]
const absence = (over: object = {}) => ({ ...made(), from: today, to: soon, standIn: nils.id, ...over })
const personIn = async (id: string) =>
  (await send("read", [build.select().from(t.people).where(eq(t.people.id, id))]))[0][0]

test("who is away is called by the stand-in, on the case and on what others may know of it", async () => {
  const ref = await opened("RO-1", { advisorId: kari.id })
  const { status, headers } = await as(kari, "/me/absence", { form: absence() })
  expect([status, headers.get("location")]).toEqual([303, "/me?did=away"])
  for (const who of [nils, kjell]) {
    const { html, trips } = await as(who, `/cases/${ref}`)
    expect([html.includes(nb.absence.standsIn(nils.name)), trips]).toEqual([true, 1])
  }
  expect((await as(nils, "/cases")).html).toContain(`advisor=${kari.id}&amp;sort=next`)
  expect((await as(marit, "/cases")).html).not.toContain(`advisor=${kari.id}&amp;sort=next`)
  await as(kari, "/me/return", { form: made() })
  expect((await as(kjell, `/cases/${ref}`)).html).not.toContain(nb.absence.standsIn(nils.name))
  expect((await as(nils, "/cases")).html).not.toContain("sort=next&amp;")
})

test("nobody learns from an absence that there is a restricted case", async () => {
  const ref = await opened("RO-2", { advisorId: kari.id, access: "restricted" })
  await as(kari, "/me/absence", { form: absence() })
  expect((await as(kjell, `/cases/${ref}`)).status).toBe(404)
  await as(kari, "/me/return", { form: made() })
})

test("an absence that has not begun, or has ended, is not told as one", async () => {
  const ref = await opened("RO-3", { advisorId: kari.id })
  await as(kari, "/me/absence", { form: absence({ from: soon, to: later }) })
  expect((await as(kjell, `/cases/${ref}`)).html).not.toContain(nb.absence.standsIn(nils.name))
  await send("write", [
    build.update(t.people).set({ awayFrom: "2026-01-01", awayTo: yesterday }).where(eq(t.people.id, kari.id)),
  ])
  expect((await as(kjell, `/cases/${ref}`)).html).not.toContain(nb.absence.standsIn(nils.name))
  expect((await as(kari, "/me/return", { form: made() })).status).toBe(422)
})

test.each([
  ["ends before it begins", { from: soon, to: today }, "before_start"],
  ["is over", { from: "2026-01-01", to: yesterday }, "past"],
  ["lasts for years", { to: addDays(today, 800) }, "too_long_away"],
  ["has oneself as the stand-in", { standIn: kari.id }, "foreign"],
  ["has someone of another hub as the stand-in", { standIn: kjell.id }, "foreign"],
  ["has nobody as the stand-in", { standIn: "" }, "required"],
  ["begins on no day", { from: "31.02.2026" }, "not_a_day"],
] as const)("an absence that %s is refused beside its field, and what was typed is kept", async (_, over, problem) => {
  const before = await logOf(`person:${kari.id}`)
  const { status, html } = await as(kari, "/me/absence", { form: absence(over) })
  expect(status).toBe(422)
  const sentences: Record<string, string> = { ...domain.refusals, ...domain.problems }
  expect(html).toContain(sentences[problem])
  expect(html).toContain(`value="${("to" in over && over.to) || soon}"`)
  expect(await logOf(`person:${kari.id}`)).toEqual(before)
})

test("a stand-in who is away then too is refused", async () => {
  await as(nils, "/me/absence", { form: absence({ standIn: stein.id, from: soon, to: later }) })
  const { status, html } = await as(kari, "/me/absence", { form: absence() })
  expect([status, html.includes(domain.refusals.away_too)]).toEqual([422, true])
  await as(nils, "/me/return", { form: made() })
})

test("a manager enters the absence of an advisor of the hub, with who did it in the log; another hub's does not", async () => {
  expect((await as(gunn, `/people/${kari.id}/absence`, { form: absence() })).status).toBe(404)
  const { status } = await as(marit, `/people/${kari.id}/absence`, { form: absence({ standIn: stein.id }) })
  expect(status).toBe(303)
  expect((await logOf(`person:${kari.id}`)).at(-1)).toMatchObject({ type: "went_away", actorId: marit.id })
  const page = await as(marit, `/people/${kari.id}`)
  expect([page.trips, page.html.includes(nb.absence.standsIn(stein.name)), page.html.includes(marit.name)]).toEqual([
    1,
    true,
    true,
  ])
  expect((await as(marit, `/people/${kari.id}/return`, { form: made() })).status).toBe(303)
  expect(await personIn(kari.id)).toMatchObject({ awayFrom: null, awayTo: null, standInId: null })
})

test("a stand-in who has left stands in no longer", async () => {
  const ref = await opened("KY-1", { hubId: "kyst", advisorId: kjell.id })
  await as(kjell, "/me/absence", { form: absence({ standIn: turid.id }) })
  expect((await as(gunn, `/cases/${ref}`)).html).toContain(nb.absence.standsIn(turid.name))
  await as(gunn, `/people/${turid.id}/departure`, { form: { ...made(), role: "kyst:advisor" } })
  expect((await as(gunn, `/cases/${ref}`)).html).toContain(nb.absence.nobody)
})

test("a form sent twice is one absence", async () => {
  const form = absence({ standIn: stein.id })
  await as(marit, "/me/absence", { form })
  const length = (await logOf(`person:${marit.id}`)).length
  expect((await as(marit, "/me/absence", { form })).status).toBe(303)
  expect(await logOf(`person:${marit.id}`)).toHaveLength(length)
})

test("why a role was given or ended stands in the log for who runs people, and for nobody else", async () => {
  await as(marit, `/people/${nils.id}/roles`, {
    form: { ...made(), role: "roros:manager", reason: "Leads while we search" },
  })
  for (const who of [marit, ola]) expect((await as(who, `/people/${nils.id}`)).html).toContain("Leads while we search")
  expect((await as(gunn, `/people/${nils.id}`)).status).toBe(404)
})
