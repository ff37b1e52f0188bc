import { asc, eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { kari, kjell, marit, ola, randi } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"
import { openProgramme } from "./helpers.ts"

const world = await openWorld()
const { as, build, send, stages, track, opened, caseOf } = world
const { post, change, stageOf, isWhole } = openProgramme(world)
const inTrack = stages.filter((stage) => stage.track === track).map(({ code }) => code)
const [first = "", second = "", third = "", , , last = ""] = inTrack
const limitOf = (code: string) => stages.find((stage) => stage.code === code)?.limitDays ?? 0
const other = stages.find((stage) => stage.track !== track)?.code ?? ""
const names = (name: string) => ({
  nameNb: name,
  nameNn: `${name} nn`,
  nameEn: `${name} en`,
  meaningNb: "Noe",
  meaningNn: "Noko",
  meaningEn: "Something",
})
const events = async () =>
  (await send("read", [build.select().from(t.events).where(eq(t.events.actorId, ola.id))]))[0].length
const order = async () =>
  (
    await send("read", [build.select().from(t.stages).where(eq(t.stages.track, track)).orderBy(asc(t.stages.position))])
  )[0].map(({ code, retiredOn }) => (retiredOn ? `(${code})` : code))

await opened("S-1", { stage: second, openedOn: "2026-11-02" })
await opened("S-2", { stage: second, openedOn: "2026-01-05" })
await opened("S-3", { stage: second, hubId: "kyst", advisorId: kjell.id, access: "restricted" })

describe("the list", () => {
  test("tells everyone what the stages are, and only the programme owner how to change them", async () => {
    for (const who of [kari, marit, randi, ola]) {
      const { status, html, trips } = await as(who, "/programme/stages")
      expect([status, trips]).toEqual([200, 1])
      expect(html).toContain("Kartlegging")
      expect(html).toContain(`${limitOf(second)} virkedager`)
      expect(html.includes("/programme/stages/new")).toBe(who === ola)
      const stage = await as(who, `/programme/stages/${second}`)
      expect(stage.html.includes(`action="/programme/stages/${second}/limit"`)).toBe(who === ola)
    }
    expect((await as(ola, "/cases/none")).html).toContain('href="/programme/stages"')
    expect((await as(kari, "/me")).html).not.toContain('href="/programme/stages"')
  })

  test("shows them as they were on a day", async () => {
    expect((await change(`/${last}/limit`, { limitDays: "100" })).status).toBe(303)
    expect((await as(kari, "/programme/stages")).html).toContain("100 virkedager")
    const then = await as(kari, "/programme/stages?on=2026-01-01")
    expect(then.html).not.toContain("100 virkedager")
    expect(then.html).toContain("Slik fasene var ved slutten av 01.01.2026.")
    for (const on of ["soon", "9999-01-01", "2026-02-30"]) {
      const { status, html } = await as(kari, `/programme/stages?on=${on}`)
      expect(status).toBe(200)
      expect(html).toContain("100 virkedager")
    }
  })
})

describe("a change", () => {
  test("is shown before it is made: which cases it hits in which hub, and what that means for them", async () => {
    const before = await events()
    const { status, html, trips } = await post(`/${second}/limit`, { limitDays: "500", from: String(limitOf(second)) })
    expect([status, trips]).toEqual([200, 1])
    expect(html).toContain(`Frist: fra ${limitOf(second)} virkedager til 500 virkedager`)
    expect(html).toContain("Røros: 2 åpne saker")
    expect(html).toContain("Kyst: 1 åpen sak")
    expect(html).toContain("2 færre saker kommer til å stå stille.")
    expect(html).toContain('name="limitDays" value="500"')
    expect((await post(`/${second}/limit`, { limitDays: "3", from: String(limitOf(second)) })).html).toContain(
      "1 sak til kommer til å stå stille.",
    )
    expect([await events(), (await stageOf(second))?.limitDays]).toEqual([before, limitOf(second)])
  })

  test("is for the programme owner alone", async () => {
    for (const who of [kari, marit, randi])
      for (const form of [{ limitDays: "20" }, { limitDays: "20", sure: "yes" }])
        expect((await post(`/${second}/limit`, form, who)).status).toBe(403)
    expect((await stageOf(second))?.limitDays).toBe(limitOf(second))
  })

  test("of names, requirements and phase is seen at once, and history tells who did what", async () => {
    expect((await change(`/${third}/names`, names("Veivalg"))).status).toBe(303)
    expect((await change(`/${third}/phase`, { phase: "plan" })).status).toBe(303)
    const asked = { "requires.meeting_logged": "yes", "times.meeting_logged": "2", "times.work_logged": "1" }
    expect((await change(`/${third}/requirements`, asked)).status).toBe(303)
    expect(await stageOf(third)).toMatchObject({
      seq: 3,
      phase: "plan",
      name: { nb: "Veivalg", nn: "Veivalg nn", en: "Veivalg en" },
      requires: [{ code: "meeting_logged", params: { times: 2 } }],
    })
    expect((await as(kari, "/cases")).html).toContain("Veivalg")
    const { html } = await as(kari, `/programme/stages/${third}`)
    expect(html).toContain(ola.name)
    expect(html).toContain("Navn: fra «Avklaring» til «Veivalg»")
    expect(html).toContain("På tvers: fra Kartlegging til Plan")
    expect(html).toContain("Nytt krav: 2 møter")
    await opened("S-4", { stage: third })
    expect((await as(kari, "/cases/S-4")).html).toContain("2 møter")
    await isWhole()
  })

  test("sent twice is made once", async () => {
    const form = { ...made(), limitDays: "16", sure: "yes" }
    for (const _ of [1, 2]) expect((await as(ola, `/programme/stages/${first}/limit`, { form })).status).toBe(303)
    expect((await stageOf(first))?.seq).toBe(1)
  })

  test("of what someone else changed meanwhile is refused, shows theirs, and keeps what was typed", async () => {
    const { seq = 0 } = (await stageOf(first)) ?? {}
    await change(`/${first}/limit`, { limitDays: "17" })
    const late = await change(`/${first}/limit`, { limitDays: "18", basedOn: String(seq) })
    expect(late.status).toBe(409)
    expect(late.html).toContain("Frist: fra 16 virkedager til 17 virkedager")
    expect(late.html).toContain('name="limitDays"')
    expect(late.html).toContain('value="18"')
    expect((await stageOf(first))?.limitDays).toBe(17)
    // Another part of the same stage is not in the way.
    expect((await change(`/${first}/phase`, { phase: "mapping", basedOn: String(seq) })).status).toBe(303)
    const again = { limitDays: "18", basedOn: String(seq + 1) }
    expect((await change(`/${first}/limit`, again)).status).toBe(303)
  })

  test("by two at once that renumber the same track leaves one order, without a hole", async () => {
    const answers = await Promise.all([
      change(`/${first}/place`, { place: "3" }),
      change(`/${last}/place`, { place: "1" }),
      change(`/${second}/place`, { place: "6" }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const rows = (await send("read", [build.select().from(t.stages).where(eq(t.stages.track, track))]))[0]
    expect(rows.map(({ position }) => position).sort()).toEqual([1, 2, 3, 4, 5, 6])
    for (const [i, code] of inTrack.entries()) await change(`/${code}/place`, { place: String(i + 1) })
    expect(await order()).toEqual(inTrack)
    await isWhole()
  })
})

describe("what is typed wrong is told beside its field, kept, and nothing is written", () => {
  const good = { ...names("Ny"), track, phase: "plan", limitDays: "10", place: "" }
  const long = "x".repeat(300)
  test.each<[path: string, wrong: Record<string, string>, field: string]>([
    ["", { nameNb: "" }, "addition-nameNb"],
    ["", { nameNn: "   " }, "addition-nameNn"],
    ["", { nameEn: long }, "addition-nameEn"],
    ["", { meaningNb: long + long }, "addition-meaningNb"],
    ["", { track: "none" }, "addition-track"],
    ["", { phase: "nothing" }, "addition-phase"],
    ["", { limitDays: "0" }, "addition-limitDays"],
    ["", { limitDays: "-1" }, "addition-limitDays"],
    ["", { limitDays: "9999" }, "addition-limitDays"],
    ["", { limitDays: "ten" }, "addition-limitDays"],
    ["", { limitDays: "1.5" }, "addition-limitDays"],
    ["", { place: "12" }, "addition-place"],
    ["", { place: "first" }, "addition-place"],
    ["", { "requires.meeting_logged": "yes", "times.meeting_logged": "0" }, "addition-times-meeting_logged"],
    ["", { "requires.meeting_logged": "yes", "times.meeting_logged": "1000" }, "addition-times-meeting_logged"],
    [`/${second}/names`, { nameNb: "" }, "names-nameNb"],
    [`/${second}/names`, { nameNb: long }, "names-nameNb"],
    [`/${second}/limit`, { limitDays: "0" }, "limit-limitDays"],
    [`/${second}/limit`, { limitDays: "" }, "limit-limitDays"],
    [`/${second}/place`, { place: "9" }, "place-place"],
    [`/${second}/phase`, { phase: "nothing" }, "phase-phase"],
    [`/${second}/hiding`, { hub: "nowhere" }, "hiding-hub"],
    [`/${second}/retirement`, { to: second }, "retirement-to"],
    [`/${second}/retirement`, { to: other }, "retirement-to"],
    [`/${second}/retirement`, { to: "" }, "retirement-to"],
  ])("%s %o", async (path, wrong, field) => {
    const before = await events()
    for (const sure of [{}, { sure: "yes" }]) {
      const { status, html } = await post(path, { ...good, ...wrong, ...sure })
      expect(status).toBe(422)
      expect(html).toContain(`id="${field}-problem"`)
      for (const [name, value] of Object.entries(wrong))
        if (!["track", "phase", "hub", "to"].includes(name)) expect(html).toContain(value.trim())
    }
    expect(await events()).toBe(before)
  })

  test("a requirement with an unknown code", async () => {
    const { status, html } = await change(`/${second}/requirements`, { "requires.unheard_of": "yes" })
    expect(status).toBe(422)
    expect(html).toContain("Dette valget finnes ikke.")
  })

  test("a stage that is not there, or without the form's own id", async () => {
    expect((await change("/none/limit", { limitDays: "5" })).status).toBe(404)
    expect((await as(ola, "/programme/stages/none")).status).toBe(404)
    expect((await post("/none/progress", {})).status).toBe(404)
    const bare = await as(ola, `/programme/stages/${second}/limit`, { form: { act: "x", limitDays: "5" } })
    expect(bare.status).toBe(422)
  })
})

describe("a stage's life", () => {
  test("it is added in its place, and stands on the board and before the next at once", async () => {
    const form = { ...names("Forprosjekt"), track, phase: "plan", limitDays: "12", place: "3" }
    const preview = await post("", { ...form, "requires.goal_described": "yes" })
    expect(preview.status).toBe(200)
    expect(preview.html).toContain("Ny fase: Forprosjekt")
    expect(preview.html).toContain("Plass: fra 3 til 4")
    expect((await change("", { ...form, "requires.goal_described": "yes" })).status).toBe(303)
    expect(await order()).toEqual([first, second, "forprosjekt_en", ...inTrack.slice(2)])
    const { html } = await as(kari, "/cases")
    expect(html.indexOf(`id="stage-${second}"`)).toBeLessThan(html.indexOf('id="stage-forprosjekt_en"'))
    await opened("S-5", { stage: third })
    const back = { ...made(), to: "forprosjekt_en", reason: "Not there yet" }
    expect((await as(kari, "/cases/S-5/stage", { form: back })).status).toBe(303)
    expect(await caseOf("S-5")).toMatchObject({ stage: "forprosjekt_en", limitDays: 12 })
    await isWhole()
  })

  test("a ninth is refused: the board has room for eight", async () => {
    const form = { ...names("Enda en"), track, phase: "plan", limitDays: "12", place: "" }
    expect((await change("", form)).status).toBe(303)
    const { status, html } = await change("", form)
    expect(status).toBe(422)
    expect(html).toContain("Et spor har plass til åtte faser.")
  })

  test("hidden for a hub it is neither the next stage nor a target there, and its cases can leave it", async () => {
    expect((await change("/forprosjekt_en/hiding", { hub: "roros" })).status).toBe(303)
    const board = (await as(kari, "/cases")).html
    expect(board).toContain('id="stage-forprosjekt_en"')
    await as(kari, "/cases/S-5/stage", { form: { ...made(), to: first, reason: "Back" } })
    expect((await as(kari, "/cases")).html).not.toContain('id="stage-forprosjekt_en"')
    expect((await as(kjell, "/cases")).html).toContain('id="stage-forprosjekt_en"')
    const back = await as(kari, "/cases/S-5/stage", { form: { ...made(), to: "forprosjekt_en", reason: "On" } })
    expect(back.status).toBe(422)
    expect((await as(kari, "/cases/S-1")).html).not.toContain("Forprosjekt")
    expect((await change("/forprosjekt_en/showing", { hub: "roros" })).status).toBe(303)
    expect((await as(kari, "/cases")).html).toContain('id="stage-forprosjekt_en"')
  })

  test("retired it makes room for another, and keeps its history", async () => {
    expect((await change("/forprosjekt_en/retirement", { to: second })).status).toBe(303)
    const again = await change("/forprosjekt_en/limit", { limitDays: "5" })
    expect(again.status).toBe(422)
    expect(again.html).toContain("Fasen er tatt ut av bruk.")
    expect((await as(kari, "/programme/stages/forprosjekt_en")).html).toContain("Tatt ut av bruk")
    expect((await as(kari, "/programme/stages")).html).toContain("Tatt ut av bruk (1)")
    const form = { ...names("Siste"), track, phase: "effect", limitDays: "12", place: "" }
    expect((await change("", form)).status).toBe(303)
    expect((await order()).at(-1)).toBe("(forprosjekt_en)")
    await isWhole()
  })

  test("a plan says how many go where before they go", async () => {
    const { status, html } = await post(`/${second}/retirement`, { to: first })
    expect(status).toBe(200)
    expect(html).toContain("3 åpne saker går til Førstekontakt, som har 1 nå og får 4.")
    expect((await caseOf("S-1"))?.stage).toBe(second)
  })

  test("the last of a track is not retired", async () => {
    const rest = (await order()).filter((code) => !code.startsWith("("))
    const [kept = "", ...gone] = rest
    for (const code of gone) expect((await change(`/${code}/retirement`, { to: kept })).status).toBe(303)
    const { status, html } = await change(`/${kept}/retirement`, { to: gone[0] ?? "" })
    expect(status).toBe(422)
    expect(html).toContain("Det må være minst én fase igjen")
    await isWhole()
  })

  test("a card moved while its stage is edited keeps both", async () => {
    const kept = (await order())[0] ?? ""
    const answers = await Promise.all([
      change(`/${kept}/limit`, { limitDays: "33" }),
      as(kari, "/cases/S-1/notes", { form: { ...made(), kind: "call", note: "Now" } }),
      as(kari, "/cases/S-1/next-step", { form: { ...made(), nextStep: "Call", nextOn: `${YEAR}-01-01` } }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    await post(`/${kept}/progress`, {})
    expect(await caseOf("S-1")).toMatchObject({ limitDays: 33, nextStep: "Call" })
    await isWhole()
  })
})
