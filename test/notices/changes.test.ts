import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { addDays, osloDay } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { CHANGE_WORDS } from "#views/changes/words.ts"
import { formatTime } from "#views/parts/format.ts"
import { kari, kjell, marit, nils, stein } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, build, logOf, opened, send, stages, track } = await openWorld()
const { nb } = CHANGE_WORDS
const today = osloDay(new Date())
const inTrack = stages.filter((stage) => stage.track === track)
const HOUR = 3_600_000
/** A section by its heading, without what is said of it elsewhere. */
const part = (html: string, title: string) => {
  const from = html.indexOf(`${title} <span class="cnt">`)
  return from < 0 ? null : html.slice(from, html.indexOf("</section>", from))
}
const since = async (who: typeof kari, asked = today) => await as(who, `/changes?since=${asked}`)
const close = (ref: string) =>
  as(nils, `/cases/${ref}/closure`, { form: { ...made(), closeReason: "completed", reason: "Done" } })
const visitsOf = async (id: string) =>
  (
    await send("read", [
      build
        .select({ seenAt: t.people.seenAt, visitedAt: t.people.visitedAt })
        .from(t.people)
        .where(eq(t.people.id, id)),
    ])
  )[0][0]

test("others' acts in one's cases, what was opened, closed and moved stand in one page and one trip, each a link", async () => {
  await opened("H-1", { company: "Ny Bedrift", stage: inTrack[1]?.code ?? "" })
  await opened("H-2", { company: "Slutt Bedrift", advisorId: marit.id })
  await as(nils, "/cases/H-1/notes", { form: { ...made(), kind: "note", note: "Hemmelig setning" } })
  const back = { ...made(), to: inTrack[0]?.code ?? "", reason: "Too early" }
  expect((await as(nils, "/cases/H-1/stage", { form: back })).status).toBe(303)
  await close("H-2")
  const { html, trips } = await since(kari)
  expect(trips).toBe(1)
  expect(part(html, nb.mine)).toContain('href="/cases/H-1"')
  expect(part(html, nb.opened)).toContain("Ny Bedrift")
  expect(part(html, nb.closed)).toContain('href="/cases/H-2"')
  expect(part(html, nb.moved)).toContain(nb.to(inTrack[0]?.name.nb ?? ""))
  expect(html).not.toContain("Hemmelig setning")
})

test("a manager sees each advisor's moves, and others see them together", async () => {
  const { html } = await since(marit)
  expect([part(html, nb.movedBy(kari.name))?.includes("H-1"), part(html, nb.moved)]).toEqual([true, null])
  expect(part((await since(stein)).html, nb.movedBy(kari.name))).toContain("H-1")
})

test("nothing is told of another hub, nor of a restricted case that one may not open", async () => {
  await opened("H-3", { company: "Skjult Fisk", access: "restricted" })
  expect((await since(nils)).html).not.toContain("Skjult Fisk")
  expect((await since(marit)).html).toContain("Skjult Fisk")
  expect((await since(kjell)).html).not.toMatch(/H-[123]/)
})

test("what was undone did not happen", async () => {
  await opened("H-4", { company: "Angret" })
  await close("H-4")
  const of = (await logOf("case:id-H-4")).at(-1)?.act ?? ""
  await as(marit, "/cases/H-4/undoing", { form: { ...made(), of } })
  expect(part((await since(kari)).html, nb.closed)).not.toContain("H-4")
})

test.each(["31.02.2026", addDays(today, 1), "1999-01-01", '"%_*'])(
  "%s is no day to ask from, and that is said",
  async (asked) => {
    const { status, html } = await since(kari, encodeURIComponent(asked))
    expect([status, html.includes(nb.wrong), html.includes('aria-invalid="true"')]).toEqual([200, true, true])
  },
)

test("a visit is written down once an hour, in the page's own trip, and the next begins after some hours", async () => {
  const page = await as(nils, "/cases", { seen: 0 })
  expect([page.trips, (await visitsOf(nils.id))?.visitedAt]).toEqual([1, null])
  const first = (await visitsOf(nils.id))?.seenAt ?? new Date(0)
  expect(Date.now() - first.getTime()).toBeLessThan(HOUR)
  expect(page.headers.get("set-cookie")).toContain("seen")
  await as(nils, "/cases", { seen: Date.now() - HOUR / 2 })
  expect((await visitsOf(nils.id))?.seenAt).toEqual(first)
  const ended = new Date(Date.now() - 5 * HOUR)
  await send("write", [build.update(t.people).set({ seenAt: ended }).where(eq(t.people.id, nils.id))])
  const { html, trips } = await as(nils, "/changes", { seen: 0 })
  expect([trips, (await visitsOf(nils.id))?.visitedAt]).toEqual([1, ended])
  expect(html).toContain(`kl. ${formatTime("nb", ended.toISOString())}`)
})
