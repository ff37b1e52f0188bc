import { like } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { type Course, pictureOf } from "#src/companies/picture.ts"
import { addDays } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { borghild, gunn, kari, kjell, marit, nils, ola, type Person, randi, stein, turid } from "../people.ts"
import { openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const { as, build, send, opened, stages, track } = await openWorld()
const [first = "", second = ""] = stages.filter((one) => one.track === track).map(({ code }) => code)
const other = stages.find((one) => one.track !== track)

const companyId = "fjellvarp"
const company = { companyId, company: "Fjellvarp <AS>" }
await opened("J-1", { ...company, orgnr: "310000582", openedOn: "2019-03-04" })
await opened("J-2", { ...company, access: "network", hubId: "kyst", advisorId: kjell.id, openedOn: "2020-01-06" })
await opened("J-3", { ...company, access: "restricted", openedOn: "2021-02-01" }, [turid])
await opened("J-4", { ...company, stage: other?.code ?? "", hubId: "orkdal", advisorId: null, openedOn: "2022-05-02" })
const post = (path: string, form: Record<string, string>) => as(kari, `/cases/J-1/${path}`, { form })
await post("wait", { turn: "company", until: `${YEAR}-01-05`, reason: "They think it over" })
await post("stage", { to: second, conversation: "c", party: "p" })
await post("closure", { closeReason: "completed", reason: "Done" })

const at = `/companies/${companyId}`
const partOf = (html: string, ref: string) => html.split(`id="case-${ref}"`)[1]?.split("</section>")[0] ?? ""

describe("what one sees of a company follows what one may see of its cases", () => {
  const seen: [Person, full: readonly string[], basics: readonly string[], hidden: number][] = [
    [kari, ["J-1", "J-2", "J-3"], ["J-4"], 0],
    [nils, ["J-1", "J-2"], ["J-3", "J-4"], 0],
    [marit, ["J-1", "J-2", "J-3"], ["J-4"], 0],
    [turid, ["J-2", "J-3"], ["J-1", "J-4"], 0],
    [kjell, ["J-2"], ["J-1", "J-4"], 1],
    [gunn, ["J-2"], ["J-1", "J-4"], 1],
    [stein, ["J-1", "J-2", "J-3"], ["J-4"], 0],
    [ola, ["J-2"], ["J-1", "J-4"], 1],
  ]
  test.each(seen)("$name", async (who, full, basics, hidden) => {
    const { status, html, trips } = await as(who, at)
    expect([status, trips]).toEqual([200, 1])
    const shown = [...html.matchAll(/id="case-([^"]+)"/g)].map(([, ref]) => ref ?? "")
    expect(shown.toSorted()).toEqual([...full, ...basics].toSorted())
    expect(shown.toSorted().filter((ref) => partOf(html, ref).includes("<table"))).toEqual(full)
    expect(html.includes('id="hidden"')).toBe(hidden > 0)
    if (hidden) expect(html).toContain(`${hidden} skjermet`)
    // A lane each in the picture, those of which one knows little drawn as such.
    expect(html.match(/<g class="lane"/g)?.length).toBe(full.length)
    expect(html.match(/<g class="lane known"/g)?.length ?? 0).toBe(basics.length)
  })

  test("of a case in basics there is no word of its waits, its stages before, or its need", async () => {
    const { html } = await as(ola, at)
    const part = partOf(html, "J-1")
    expect(part).toContain("Fullført")
    for (const word of ["2019", "04.03", "vent", "Virkedager", "Need of"])
      expect([word, part.includes(word)]).toEqual([word, false])
    expect(html.match(/class="wait"/g)?.length).toBe(1) // the key's
    expect(html).not.toContain("They think it over")
  })

  test("is nothing for the auditor, for who left, of an unknown company, and of one whose cases one may not know", async () => {
    expect((await as(randi, at)).status).toBe(404)
    expect((await as(borghild, at)).status).toBe(303)
    expect((await as(kari, "/companies/none")).status).toBe(404)
    await opened("S-1", { companyId: "secret", access: "restricted" })
    expect((await as(gunn, "/companies/secret")).status).toBe(404)
    expect((await as(marit, "/companies/secret")).status).toBe(200)
  })

  test("what is read in full is written down, if it is restricted or another hub's, each case once", async () => {
    const read = { companyId: "read", company: "Lest" }
    await opened("L-1", read)
    await opened("L-2", { ...read, access: "network", hubId: "kyst", advisorId: kjell.id })
    await opened("L-3", { ...read, access: "restricted" }, [turid])
    for (const who of [kari, nils, gunn, ola, turid]) await as(who, "/companies/read")
    const [rows] = await send("read", [build.select().from(t.reads).where(like(t.reads.caseId, "id-L-%"))])
    expect(rows.map(({ caseId, personId }) => `${personId} ${caseId}`).sort()).toEqual([
      "kari id-L-2",
      "kari id-L-3",
      "nils id-L-2",
      "ola id-L-2",
      "turid id-L-3",
    ])
  })
})

describe("the journey", () => {
  test("says in words what the picture shows: each stage with its days, and how it ended", async () => {
    const { html } = await as(kari, at)
    const part = partOf(html, "J-1")
    const names = stages.filter(({ code }) => code === first || code === second).map(({ name }) => name.nb)
    for (const name of names) expect(part).toContain(name)
    expect(part).toContain("04.03.2019")
    expect(part).toContain("Avsluttet: Fullført")
    expect(html).toContain("Fjellvarp &lt;AS&gt;")
    expect(html).toContain("310\u00a0000\u00a0582")
    expect(html).toContain('aria-labelledby="journey-title journey-desc"')
    expect(html).not.toContain("style=")
  })

  test("is led to from the case, in full and in basics", async () => {
    expect((await as(kari, "/cases/J-1")).html).toContain(`href="${at}"`)
    expect((await as(kjell, "/cases/J-1")).html).toContain(`href="${at}"`)
  })
})

describe("the picture", () => {
  const today = "2026-11-23"
  const course = (from: string, to: string | null, parts = 1): Course => ({
    stages: Array.from({ length: parts }, (_, i) => ({ code: `s${i}`, from, to })),
    waits: [],
    endedOn: to,
  })

  test("of twelve cases over fifteen years keeps each in a lane of its own, and everything inside it", () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      course(addDays("2011-12-01", i * 450), i < 11 ? addDays("2011-12-01", i * 450 + 300) : null, 3),
    )
    const picture = pictureOf(many, today)
    const { width, lanes, ticks } = picture
    expect(new Set(lanes.map(({ y }) => y)).size).toBe(12)
    expect(ticks.map(({ day }) => day.slice(0, 4))).toEqual(Array.from({ length: 15 }, (_, i) => String(2012 + i)))
    for (const { bars, line, label } of lanes) {
      for (const { x, width: wide } of bars) expect([x >= 0, wide >= 2, x + wide <= width]).toEqual([true, true, true])
      expect(label.anchor === "start" ? label.x < width * 0.6 : label.x > width * 0.4).toBe(true)
      expect(line.x + line.width).toBeLessThanOrEqual(width)
    }
    expect(ticks.every(({ x, isNamed }) => !isNamed || x + 36 <= width)).toBe(true)
    expect(lanes.at(-1)?.end).toBeNull()
    expect(ticks.every(({ x }, i) => i === 0 || x - (ticks[i - 1]?.x ?? 0) > 40)).toBe(true)
  })

  test("of a case that was opened today is not empty, and has ticks", () => {
    const { lanes, ticks } = pictureOf([course(today, null)], today)
    expect(lanes[0]?.bars[0]?.width).toBeGreaterThan(0)
    expect(ticks.length).toBeGreaterThan(2)
    expect(ticks[0]?.unit).toBe("month")
  })

  test("puts what is later further to the right, and today at the end of what goes on", () => {
    const { lanes, today: now } = pictureOf([course("2020-01-06", "2021-01-06"), course("2022-01-06", null)], today)
    const [one, other] = lanes.map(({ bars }) => bars[0])
    expect((one?.x ?? 0) + (one?.width ?? 0)).toBeLessThan(other?.x ?? 0)
    expect((other?.x ?? 0) + (other?.width ?? 0)).toBeCloseTo(now, 0)
  })
})
