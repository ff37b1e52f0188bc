import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { tallied } from "#src/access/writes.ts"
import type { CaseEvent } from "#src/core/case.ts"
import { AT_ONCE, NEVER_CONTACTED, replay } from "#src/core/case.ts"
import * as t from "#src/db/schema.ts"
import { nb as domain } from "#views/words.nb.ts"
import { gunn, kari, kjell, marit, nils, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const { as, opened, caseOf, logOf, wordsOf, build, send, stages, track } = await openWorld()
const [first = "", second = "", third = ""] = stages.filter((stage) => stage.track === track).map(({ code }) => code)

const talked = (ref: string, basedOn = 1) =>
  as(kari, `/cases/${ref}/notes`, { form: { ...made(basedOn), kind: "call", note: "We talked" } })
const moved = (ref: string, form: Record<string, string>, who = kari) => as(who, `/cases/${ref}/stage`, { form })

describe("reading and writing", () => {
  test("a page is one trip, a write two, answered by an address or by the page itself", async () => {
    await opened("W-1")
    const pages = ["/cases", "/cases?turn=us", "/cases/W-1", "/cases/W-1/stage", "/cases/W-1/naming", "/cases/new"]
    for (const path of pages) {
      const { status, trips } = await as(kari, path)
      expect([path, status, trips]).toEqual([path, 200, 1])
    }
    const plain = await talked("W-1")
    expect([plain.status, plain.headers.get("location"), plain.trips]).toEqual([303, "/cases/W-1?did=noted", 2])
    const note = { ...made(2), kind: "note", note: "Seen at once" }
    const fragment = await as(kari, "/cases/W-1/notes", { fragment: true, form: note })
    expect([fragment.status, fragment.trips]).toEqual([200, 2])
    expect(fragment.html).toContain("Seen at once")
    expect(fragment.html).not.toContain("<html")
  })

  test("a form sent twice counts once and shows the first result", async () => {
    await opened("W-2")
    const form = { ...made(1), kind: "note", note: "Only once" }
    const answers = await Promise.all([1, 2, 3].map(() => as(kari, "/cases/W-2/notes", { form })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await logOf("case:id-W-2")).map(({ type }) => type)).toEqual(["opened", "noted"])
  })

  test("what is sent after going back in the browser, changed or to another address, counts as well", async () => {
    await opened("W-7")
    const form = made(1)
    await as(kari, "/cases/W-7/notes", { form: { ...form, kind: "note", note: "First" } })
    await as(kari, "/cases/W-7/notes", { form: { ...form, kind: "note", note: "Changed" } })
    await as(kari, "/cases/W-7/closure", { form: { ...form, closeReason: "completed", reason: "All done" } })
    expect((await logOf("case:id-W-7")).map(({ type }) => type)).toEqual(["opened", "noted", "noted", "closed"])
  })

  test("many writers at once all get in, one after the other", async () => {
    await opened("W-3")
    const notes = ["a", "b", "c"].map((word) => ({ ...made(1), kind: "note", note: `Note ${word}` }))
    const answers = await Promise.all(notes.map((form) => as(kari, "/cases/W-3/notes", { form })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await logOf("case:id-W-3")).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  })

  test("a colleague's note does not make a move stale; a colleague's move does, and shows both sides", async () => {
    await opened("W-4")
    await talked("W-4")
    await as(marit, "/cases/W-4/notes", { form: { ...made(2), kind: "note", note: "A colleague's" } })
    expect((await moved("W-4", { ...made(2), to: second })).status).toBe(303)
    const skipped = { meeting: "We met", needs: "A shed", goal: "Room for three" }
    const late = await moved("W-4", { ...made(2), ...skipped, to: third, reason: "They asked" }, marit)
    expect(late.status).toBe(409)
    const named = (code: string) => stages.find((stage) => stage.code === code)?.name.nb
    const cells = [...late.html.matchAll(/<td[^>]*><span>([^<]*)<\/span><\/td>/g)].map(([, value]) => value)
    expect(cells).toEqual([second, third, first].map(named))
    expect((await caseOf("W-4"))?.stage).toBe(second)
  })

  test("two waits that collide are shown with their days and reasons, also where a case waits for us", async () => {
    await opened("W-17")
    const wait = (who: typeof kari, basedOn: number, turn: string, until: string, reason: string) =>
      as(who, "/cases/W-17/wait", { form: { ...made(basedOn), turn, until, reason } })
    await wait(kari, 1, "us", `${YEAR}-01-05`, "Holidays")
    await wait(marit, 2, "company", `${YEAR}-02-05`, "An answer")
    const late = await wait(kari, 2, "funder", `${YEAR}-03-05`, "The bank")
    expect(late.status).toBe(409)
    expect([...late.html.matchAll(/<td[^>]*><span>([^<]*)<\/span><\/td>/g)].map(([, value]) => value)).toEqual([
      `Hos bedriften, 05.02.${YEAR}: An answer`,
      `Hos virkemiddelapparatet, 05.03.${YEAR}: The bank`,
      `Hos oss, 05.01.${YEAR}: Holidays`,
    ])
  })

  test("two hubs that give two companies one number: the second is told, and nothing of it is written", async () => {
    const lacksNumber = stages.find(({ requires }) => requires.some(({ code }) => code === "company_registered"))
    if (!lacksNumber) throw new Error("no stage asks for a number")
    const next = stages.find((one) => one.track === lacksNumber.track && one.position === lacksNumber.position + 1)
    for (const ref of ["W-5", "W-6"]) await opened(ref, { track: lacksNumber.track, stage: lacksNumber.code })
    const form = { to: next?.code ?? "", orgnr: "310 000 299", firstSaleOn: "2026-02-01" }
    expect((await moved("W-5", { ...made(1), ...form })).status).toBe(303)
    const second = await moved("W-6", { ...made(1), ...form })
    expect(second.status).toBe(422)
    expect(second.html).toContain('id="move-orgnr-problem"')
    expect(await logOf("case:id-W-6")).toHaveLength(1)
  })

  test("a case opened by hand gets the hub's next number, and a resend points at the same case", async () => {
    const form = {
      ...made(),
      hub: "roros",
      company: "Fjellmat Test",
      need: "En plan",
      track,
      access: "hub",
      advisor: kari.id,
    }
    const first = await as(kari, "/cases", { form })
    const again = await as(kari, "/cases", { form })
    expect(first.status).toBe(303)
    expect(first.headers.get("location")).toMatch(/^\/cases\/RR-\d+\?did=opened$/)
    expect(again.headers.get("location")).toBe(first.headers.get("location"))
    const nameless = await as(kari, "/cases", { form: { ...form, phone: "900 12 345" } })
    expect(nameless.status).toBe(422)
    expect(nameless.html).toContain('id="new-contact-problem"')
    const wrong = await as(kari, "/cases", {
      form: { ...form, municipality: "home", nextStep: "Ring", nextOn: "2025-01-06" },
    })
    expect([wrong.status, wrong.html.includes("Velg et av alternativene")]).toEqual([422, true])
    const late = await as(kari, "/cases", { form: { ...form, nextStep: "Ring", nextOn: "2025-01-06" } })
    expect([late.status, late.html.includes("Datoen er passert")]).toEqual([422, true])
  })
})

describe("nothing typed is lost", () => {
  const said = "All that was thought of"
  const words = `${said}</textarea>`
  const closing = (basedOn?: number) => ({ ...made(basedOn), closeReason: "completed", reason: said })

  test("when someone else was quicker", async () => {
    await opened("K-1")
    await as(marit, "/cases/K-1/closure", { form: { ...closing(1), reason: "Done" } })
    const late = await as(kari, "/cases/K-1/closure", { form: closing(1) })
    expect(late.status).toBe(409)
    expect(late.html).toContain(words)
  })

  test("when the case has ended, so that its form is gone", async () => {
    await opened("K-2")
    await as(marit, "/cases/K-2/closure", { form: closing(1) })
    const late = await as(kari, "/cases/K-2/next-step", {
      form: { ...made(1), nextStep: said, nextOn: `${YEAR}-01-05` },
    })
    expect(late.status).toBe(422)
    expect(late.html).toContain(words)
  })

  test("when its form is gone and something else was wrong with it", async () => {
    await opened("K-8")
    await as(marit, "/cases/K-8/closure", { form: closing(1) })
    const late = await as(kari, "/cases/K-8/next-step", { form: { ...made(1), nextStep: said, nextOn: "someday" } })
    expect(late.status).toBe(422)
    expect(late.html).toContain(words)
    expect(late.html).toContain("Saken er avsluttet")
  })

  test("when a case is moved back from the last stage without a reason", async () => {
    const [last, before] = stages.filter((stage) => stage.track === track).toReversed()
    await opened("K-9", { stage: last?.code ?? "" })
    const long = "Not done after all ".repeat(80)
    for (const reason of ["", long]) {
      const late = await as(kari, "/cases/K-9/stage", { form: { ...made(1), to: before?.code ?? "", reason } })
      expect(late.status).toBe(422)
      expect(late.html).toContain('id="move-reason-problem"')
      expect(late.html).toContain(reason.trim())
    }
  })

  test("when one may not any more", async () => {
    await opened("K-3")
    const form = { ...made(1), kind: "note", note: said }
    expect((await as(kjell, "/cases/K-3/notes", { form })).html).toContain(words)
  })
})

describe("gates", () => {
  test("a refused move asks for exactly what is missing, keeps what was typed, and takes it in the same act", async () => {
    await opened("G-1", { stage: second })
    const form = { ...made(1), to: third, needs: "A <bigger> shed", meeting: "We met" }
    const refused = await moved("G-1", form)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(`value="${form.act}"`)
    expect(refused.html).toContain("A &lt;bigger&gt; shed</textarea>")
    expect(refused.html).toContain('id="move-goal-problem"')
    expect(refused.html).not.toContain('id="move-needs-problem"')
    expect(await logOf("case:id-G-1")).toHaveLength(1)
    expect((await moved("G-1", { ...form, goal: "Room for three" })).status).toBe(303)
    expect(await caseOf("G-1")).toMatchObject({ stage: third, facts: { filled: { needs: true, goal: true } } })
    expect((await logOf("case:id-G-1")).map(({ type }) => type)).toEqual(["opened", "noted", "moved"])
  })

  test("what is saved from a board, or refused there, is answered on the board", async () => {
    await opened("G-7", { stage: second })
    const facts = (form: Record<string, string>) =>
      as(kari, "/cases/G-7/facts", { fragment: true, form: { ...made(1), view: "", ...form } })
    expect((await facts({ needs: "A shed" })).html).toContain('<div id="board-page">')
    const refused = await facts({ needs: "" })
    expect([refused.status, refused.headers.get("hx-retarget")]).toEqual([422, "#fill-G-7"])
    const back = { ...made(2), view: "", to: first, reason: "Too early" }
    expect((await moved("G-7", back)).headers.get("location")).toMatch("/cases?moved=G-7&act=")
  })

  test("some of what is missing can be saved without moving", async () => {
    await opened("G-2", { stage: second })
    expect((await as(kari, "/cases/G-2/facts", { form: { ...made(1), needs: "A shed" } })).status).toBe(303)
    expect(await caseOf("G-2")).toMatchObject({ stage: second, facts: { filled: { needs: true } } })
  })

  test("what was typed of a conversation is kept, also when a colleague logged one in the meantime", async () => {
    await opened("G-6")
    await as(marit, "/cases/G-6/notes", { form: { ...made(1), kind: "call", note: "A colleague's call" } })
    expect((await moved("G-6", { ...made(1), to: second, conversation: "All that we said" })).status).toBe(303)
    expect((await wordsOf("case:id-G-6")).map(({ body }) => body)).toContain("All that we said")
  })

  test("a case without an advisor is offered to those one may give it to, and no others", async () => {
    await opened("G-8", { advisorId: null })
    const offered = async (who: typeof kari) =>
      (await Promise.all(["", "/stage"].map((page) => as(who, `/cases/G-8${page}`)))).map(({ html }) => {
        const [select = ""] = /<select id="move-advisor".*?<\/select>/.exec(html) ?? []
        return [kari, nils].filter(({ id }) => select.includes(`value="${id}"`))
      })
    expect(await offered(kari)).toEqual([[kari], [kari]])
    expect(await offered(marit)).toEqual([
      [kari, nils],
      [kari, nils],
    ])
  })

  test("going back or skipping asks for a reason", async () => {
    await opened("G-3", { stage: second })
    const refused = await moved("G-3", { ...made(1), to: first })
    expect(refused.html).toContain('id="move-reason-problem"')
    expect((await moved("G-3", { ...made(1), to: first, reason: "A new owner" })).status).toBe(303)
  })

  test("a requirement added to a stage's row asks at once; one the program does not know is refused", async () => {
    await opened("G-4")
    await talked("G-4")
    const asks = (requires: (typeof stages)[number]["requires"]) =>
      send("write", [build.update(t.stages).set({ requires }).where(eq(t.stages.code, first))])
    const before = stages.find(({ code }) => code === first)?.requires ?? []
    await asks([{ code: "conversation_logged", params: { times: 2 } }])
    expect((await moved("G-4", { ...made(2), to: second })).status).toBe(422)
    await talked("G-4", 2)
    expect((await moved("G-4", { ...made(3), to: second })).status).toBe(303)
    await asks(before)
    expect(() =>
      build
        .update(t.stages)
        .set({ requires: [{ code: "unheard_of" as "aid_assessed" }] })
        .toSQL(),
    ).toThrow("unknown requirement")
  })

  test("a stage that is not there, or is retired, is no place to move to", async () => {
    await opened("G-5")
    await talked("G-5")
    expect((await moved("G-5", { ...made(2), to: "nowhere" })).status).toBe(422)
    await send("write", [build.update(t.stages).set({ retiredOn: "2026-01-01" }).where(eq(t.stages.code, second))])
    expect((await moved("G-5", { ...made(2), to: second, reason: "Why not" })).status).toBe(422)
    await send("write", [build.update(t.stages).set({ retiredOn: null }).where(eq(t.stages.code, second))])
  })
})

describe("a case's life", () => {
  const post = (path: string, form: Record<string, string>) =>
    as(kari, `/cases/L-1${path}`, { form: { ...made(), ...form } })
  test("waits, is resumed, closed, and opened again", async () => {
    await opened("L-1")
    expect((await post("/wait", { turn: "funder", until: `${YEAR}-12-01`, reason: "An answer" })).status).toBe(303)
    expect(await caseOf("L-1")).toMatchObject({ turn: "funder", until: `${YEAR}-12-01`, attendOn: `${YEAR}-12-01` })
    expect((await post("/resumption", {})).status).toBe(303)
    expect(await caseOf("L-1")).toMatchObject({ turn: "us", until: null })
    expect((await post("/next-step", { nextStep: "Call", nextOn: `${YEAR}-01-01` })).status).toBe(303)
    expect((await post("/closure", { closeReason: "completed", reason: "All done" })).status).toBe(303)
    expect(await caseOf("L-1")).toMatchObject({ nextStep: null, nextOn: null, ending: "completed" })
    expect((await post("/wait", { turn: "company", until: `${YEAR}-12-01`, reason: "Late" })).status).toBe(422)
    expect((await post("/reopening", { reason: "One more thing" })).status).toBe(303)
    expect(await caseOf("L-1")).toMatchObject({ endedOn: null, ending: null })
  })

  test("waits and is planned for no further ahead than ten years", async () => {
    await opened("L-19")
    const far = `${YEAR + 30}-03-05`
    for (const [path, form] of [
      ["/wait", { turn: "company", until: far, reason: "A slip of the finger" }],
      ["/next-step", { nextStep: "Call", nextOn: far }],
    ] as const) {
      const { status, html } = await as(kari, `/cases/L-19${path}`, { form: { ...made(), ...form } })
      expect([status, html.includes(domain.refusals.too_far), html.includes(far)]).toEqual([422, true, true])
    }
    expect(await caseOf("L-19")).toMatchObject({ until: null, nextOn: null })
  })

  test("takes what a dozen people write at the same moment, each once", async () => {
    await opened("L-8")
    const notes = Array.from({ length: 12 }, (_, n) => ({ ...made(), kind: "note", note: `Note ${n}` }))
    const answers = await Promise.all(notes.map((form) => as(kari, "/cases/L-8/notes", { form })))
    expect(answers.map(({ status }) => status)).toEqual(notes.map(() => 303))
    expect((await caseOf("L-8"))?.seq).toBe(13)
  })

  test("has a next step until it is done", async () => {
    await opened("L-2")
    const at = (path: string, form: Record<string, string>) =>
      as(kari, `/cases/L-2${path}`, { form: { ...made(), ...form } })
    expect((await at("/next-step", { nextStep: "Call them", nextOn: "2020-01-01" })).status).toBe(422)
    expect((await at("/next-step", { nextStep: "Call them", nextOn: `5.3.${YEAR}` })).status).toBe(303)
    expect(await caseOf("L-2")).toMatchObject({ nextStep: "Call them", nextOn: `${YEAR}-03-05` })
    expect((await at("/next-step/done", {})).status).toBe(303)
    expect(await caseOf("L-2")).toMatchObject({ nextStep: null, nextOn: null, attendOn: NEVER_CONTACTED })
    expect((await at("/notes", { kind: "call", note: "We talked" })).status).toBe(303)
    expect((await caseOf("L-2"))?.attendOn).toBe(AT_ONCE)
  })

  test("comes back to nobody when its advisor has left meanwhile", async () => {
    await opened("L-9", { advisorId: "gone" })
    await as(kari, "/cases/L-9/closure", { form: { ...made(), closeReason: "completed", reason: "Done" } })
    expect((await as(kari, "/cases/L-9/reopening", { form: { ...made(), reason: "Again" } })).status).toBe(303)
    expect((await caseOf("L-9"))?.advisorId).toBe(null)
  })

  test("goes to a colleague of the hub, never to someone elsewhere", async () => {
    await opened("L-3")
    const to = (advisor: string) => as(marit, "/cases/L-3/advisor", { form: { ...made(), advisor } })
    expect((await to(kjell.id)).status).toBe(422)
    expect((await to(nils.id)).status).toBe(303)
    expect((await caseOf("L-3"))?.advisorId).toBe(nils.id)
  })

  test("changes class, and is shared by name across hubs", async () => {
    await opened("L-4")
    expect((await as(turid, "/cases/L-4/notes", { form: { ...made(), kind: "note", note: "Mine" } })).status).toBe(404)
    expect((await as(kari, "/cases/L-4/naming", { form: { ...made(), person: turid.id } })).status).toBe(303)
    expect((await as(turid, "/cases/L-4/notes", { form: { ...made(), kind: "note", note: "Mine" } })).status).toBe(303)
    const twice = await as(kari, "/cases/L-4/naming", { form: { ...made(), person: turid.id } })
    expect(twice.html).toContain('id="naming-person-problem"')
    expect((await as(kari, "/cases/L-4/unnaming", { form: { ...made(), person: turid.id } })).status).toBe(303)
    expect((await as(turid, "/cases/L-4/notes", { form: { ...made(), kind: "note", note: "Mine" } })).status).toBe(404)
    expect((await as(kari, "/cases/L-4/class", { form: { ...made(), access: "network", reason: "Ask" } })).status).toBe(
      303,
    )
    expect((await as(gunn, "/cases/L-4/notes", { form: { ...made(), kind: "note", note: "Not mine" } })).status).toBe(
      403,
    )
  })
})

describe("the log", () => {
  test("keeps words apart, by whom they are about", async () => {
    await opened("O-1")
    await talked("O-1")
    expect(JSON.stringify((await logOf("case:id-O-1")).map(({ data }) => data))).not.toContain("We talked")
    expect((await wordsOf("case:id-O-1")).map(({ name, body }) => [name, body])).toContainEqual(["note", "We talked"])
  })

  test("is never changed", async () => {
    await expect(send("write", [build.update(t.events).set({ hubId: "kyst" })])).rejects.toThrow("never updated")
    await expect(send("write", [build.delete(t.events)])).rejects.toThrow("never deleted")
  })

  test("replayed, gives every row; counted, gives the tally", async () => {
    await opened("O-2", {}, [turid])
    const [rows, log, texts, tally] = await send("read", [
      build.select().from(t.cases),
      build.select().from(t.events).orderBy(t.events.stream, t.events.seq),
      build.select().from(t.texts),
      build.select().from(t.tally),
    ])
    for (const row of rows) {
      const own = log.filter(({ stream }) => stream === `case:${row.id}`)
      const entries = own.map(({ id, act, data, onDate }) => {
        const words = Object.fromEntries(
          texts.flatMap((text) => (text.eventId === id ? [[text.name, text.body ?? ""]] : [])),
        )
        return { act, event: data as CaseEvent, onDate, words }
      })
      expect(replay(entries)).toEqual(row)
    }
    const counted = new Map<string, number>()
    for (const row of rows.flatMap(tallied)) {
      const key = [row.hubId, row.track, row.stage, row.advisorId, row.turn].join()
      counted.set(key, (counted.get(key) ?? 0) + row.n)
    }
    const told = tally.filter(({ n }) => n !== 0)
    expect(
      new Map(told.map((row) => [[row.hubId, row.track, row.stage, row.advisorId, row.turn].join(), row.n])),
    ).toEqual(counted)
  })
})
