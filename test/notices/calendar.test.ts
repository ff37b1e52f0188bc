import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { calendarOf } from "#src/core/icalendar.ts"
import * as t from "#src/db/schema.ts"
import { nb } from "#views/notices/words.nb.ts"
import { takeRole } from "../people/helpers.ts"
import { kari, marit, type Person, stein } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const world = await openWorld()
const { as, build, logOf, opened, send } = world
const addressIn = (html: string) => /value="http:\/\/localhost(\/calendar\/[\w-]{43}\.ics)"/.exec(html)?.[1] ?? ""
const share = async (who: Person, form = made()) => addressIn((await as(who, "/me/calendar", { form })).html)
const plan = (ref: string, over: object) => send("write", [build.update(t.cases).set(over).where(eq(t.cases.ref, ref))])
const unfolded = (text: string) => text.replaceAll("\r\n ", "")

beforeEach(() => send("write", [build.delete(t.cases)]))

test("one's calendar shows next steps and waits that end, without a sign-in, in one trip", async () => {
  await opened("C-1", { company: "Bakeri; Fjord, AS" })
  await plan("C-1", { nextOn: "2026-12-01", nextStep: "Ring Per om gjelda" })
  await opened("C-2", { company: "Hemmelig", access: "restricted" })
  await plan("C-2", { until: "2027-02-01", turn: "company" })
  await opened("C-3", { company: "Uten plan" })
  const address = await share(kari)
  const { status, html, headers, trips } = await as(null, address)
  expect([status, trips, headers.get("content-type")]).toEqual([200, 1, "text/calendar; charset=utf-8"])
  const text = unfolded(html)
  expect(text).toContain("DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n")
  expect(text).toContain(`SUMMARY:${nb.calendar.step("C-1 Bakeri\\; Fjord\\, AS")}\r\n`)
  expect(text).toContain(`SUMMARY:${nb.calendar.wait(nb.mail.kase("C-2"))}\r\n`)
  for (const hidden of ["Hemmelig", "Ring Per", "C-3"]) expect(text).not.toContain(hidden)
})

test("one's meetings come at their hour, without their words, as long as one may open the case", async () => {
  await opened("C-7", { company: "Bakeri Sju", hubId: "roros", advisorId: stein.id })
  const words = { place: "Bergstaden 1", about: "Gjelda", with: `person:${stein.id}` }
  const planned = { on: `${YEAR}-01-05`, at: "9.30", minutes: "60", ...words }
  expect((await as(stein, "/cases/C-7/meetings", { form: { ...made(1), ...planned } })).status).toBe(303)
  const address = await share(stein)
  const text = unfolded((await as(null, address)).html)
  expect(text).toContain(`DTSTART:${YEAR}0105T083000Z\r\nDTEND:${YEAR}0105T093000Z\r\n`)
  expect(text).toContain("SUMMARY:C-7 Bakeri Sju\r\n")
  for (const hidden of ["Bergstaden", "Gjelda"]) expect(text).not.toContain(hidden)
  await plan("C-7", { hubId: "orkdal" })
  expect((await as(null, address)).html).not.toContain("C-7")
})

test("its address is kept nowhere: the database and the log know only its hash", async () => {
  const address = await share(kari)
  const [, secret = "none"] = /calendar\/(.+)\.ics/.exec(address) ?? []
  const [people] = await send("read", [build.select().from(t.people)])
  expect(JSON.stringify([people, await logOf(`person:${kari.id}`)])).not.toContain(secret)
  expect((await as(kari, "/me")).html).not.toContain(secret)
})

test("a form sent twice shows the same address; a new one ends the old; ending it ends it", async () => {
  const form = made()
  const first = await share(kari, form)
  expect([first === "", await share(kari, form)]).toEqual([false, first])
  const second = await share(kari)
  expect([(await as(null, first)).status, (await as(null, second)).status]).toEqual([404, 200])
  expect(await share(kari, form)).toBe("")
  expect((await as(kari, "/me/calendar/end", { form: made() })).status).toBe(303)
  expect((await as(null, second)).status).toBe(404)
  expect((await as(kari, "/me/calendar/end", { form: made() })).status).toBe(422)
})

test("of a hub one has left it shows nothing, and of who has left them all there is none", async () => {
  await opened("C-4", { hubId: "roros", advisorId: stein.id })
  await opened("C-5", { hubId: "kyst", advisorId: stein.id })
  await plan("C-4", { nextOn: "2026-12-01" })
  await plan("C-5", { nextOn: "2026-12-01" })
  const address = await share(stein)
  await takeRole(world, stein.id, "roros")
  const { html } = await as(null, address)
  expect([html.includes("C-4"), html.includes("C-5")]).toEqual([false, true])
  await takeRole(world, stein.id, "kyst")
  expect((await as(null, address)).status).toBe(404)
})

test("what has not changed is not sent again", async () => {
  await opened("C-6", { advisorId: marit.id })
  await plan("C-6", { nextOn: "2026-12-01" })
  const address = await share(marit)
  const { headers } = await as(null, address)
  const tag = headers.get("etag") ?? ""
  const asked = () => as(null, address, { headers: { "if-none-match": tag } })
  expect([(await asked()).status, headers.get("cache-control")]).toEqual([304, "private, max-age=900"])
  await plan("C-6", { nextOn: "2026-12-02" })
  expect((await asked()).status).toBe(200)
})

test.each([
  "/calendar/none.ics",
  `/calendar/${"a".repeat(43)}.ics`,
  `/calendar/${"a".repeat(43)}`,
  "/calendar/%00.ics",
])("%s is nobody's", async (path) => {
  expect((await as(null, path)).status).toBe(404)
})

test("no line is longer than 75 octets, no letter is split, and no title begins another property", () => {
  const title = `${"Blåbærsyltetøyfabrikken på Øyra 🫐 ".repeat(8)}\r\nBEGIN:VALARM\u0007`
  const when = { on: "2026-12-31" }
  const entry = { uid: "u", stamp: "2026-01-05T00:00:00Z", revision: 3, title, url: "https://x.example", when }
  const text = calendarOf([entry], "Kraftspor")
  const lines = text.split("\r\n")
  expect(lines.at(-1)).toBe("")
  expect(lines.filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([])
  expect(lines.filter((line) => line.startsWith("BEGIN:VALARM") || line.includes("\u0007"))).toEqual([])
  expect(unfolded(text)).toContain(`SUMMARY:${title.slice(0, -15)}\\nBEGIN:VALARM\r\n`)
  expect(text).toContain("DTSTAMP:20260105T000000Z\r\nSEQUENCE:3\r\n")
  expect(text).toContain("DTEND;VALUE=DATE:20270101")
})
