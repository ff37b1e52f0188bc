import { asc, eq, like } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { finishedIn } from "#src/access/writes.ts"
import { type CaseEvent, replay } from "#src/core/case.ts"
import * as t from "#src/db/schema.ts"
import { openIntake } from "../intake/helpers.ts"
import { gunn, kari, kjell, marit, nils, type Person, stein, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const world = await openWorld()
const { as, opened, caseOf, logOf, wordsOf, build, send, stages, track } = world
const { enquire } = openIntake(world)
const [first = "", second = ""] = stages.filter((stage) => stage.track === track).map(({ code }) => code)

const CHUNK = 10
type Form = Record<string, string>

const several = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix}-${i + 1}`)
const openAll = async (refs: readonly string[], over: Parameters<typeof opened>[1] = {}) => {
  for (const ref of refs) await opened(ref, over)
  return refs
}
const post = (who: Person, step: string, form: Form, more = {}) =>
  as(who, `/cases/selection${step}`, { form: { view: "", ...form }, ...more })
const talked = (ref: string) =>
  as(kari, `/cases/${ref}/notes`, { form: { ...made(1), kind: "call", note: "We talked" } })

/** What a page's form would send: its hidden fields. */
function formIn(html: string, action: string): Form | null {
  const [, form] = new RegExp(`<form[^>]*action="${action}"[^>]*>(.*?)</form>`, "s").exec(html) ?? []
  if (form === undefined) return null
  const fields = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value]))
}
const runIn = (html: string) => formIn(html, "/cases/selection/run")

/** From the preview to the end as scripts off do it: press the button until nothing is left but to undo it. */
async function runAll(who: Person, html: string) {
  const answers: Awaited<ReturnType<typeof as>>[] = []
  const verb = runIn(html)?.verb
  for (let form = runIn(html); form?.verb === verb && form; form = runIn(answers.at(-1)?.html ?? "")) {
    if (answers.length > 20) throw new Error("it never ends")
    answers.push(await post(who, "/run", form))
  }
  return answers
}

const asText = (html: string) =>
  html
    .replace(/<style.*?<\/style>/gs, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
const h1 = (html: string) => asText(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? "").trim()

describe("many cases at once", () => {
  test("of 60 moved 7 are refused, each with its reason; the rest move by the same verb, a few a request", async () => {
    const ready = await openAll(several("S", 53))
    for (const ref of ready) await talked(ref)
    const lacking = await openAll(several("L", 5))
    const [ended = "", there = ""] = await openAll(["E-1", "T-1"])
    await as(kari, `/cases/${ended}/closure`, { form: { ...made(), closeReason: "completed", reason: "Done" } })
    await talked(there)
    await as(kari, `/cases/${there}/stage`, { form: { ...made(), to: second } })
    const all = [...ready, ...lacking, ended, there]

    const asked = await post(kari, "", { ref: all.join(" "), verb: "move" })
    expect([asked.status, asked.trips, h1(asked.html)]).toEqual([200, 1, "Flytt 60 saker"])

    const seen = await post(kari, "/preview", { ref: all.join(" "), verb: "move", to: second })
    expect([seen.status, seen.trips, h1(seen.html)]).toEqual([200, 1, "Flytt 53 saker"])
    const told = asText(seen.html)
    expect(told).toContain("S-1 Førstekontakt blir til Kartlegging")
    expect(told).toContain("7 saker blir stående som før")
    for (const ref of lacking) {
      expect(told).toContain(`${ref} Mangler en samtale.`)
      expect(seen.html).toContain(`href="/cases/${ref}/stage?to=${second}"`)
    }
    expect(told).toContain(`${ended} Saken er avsluttet. Gjenåpne den først.`)
    expect(told).toContain(`${there} Det er slik allerede.`)
    expect((await caseOf("S-1"))?.stage).toBe(first)

    const answers = await runAll(kari, seen.html)
    expect(answers.map(({ status, trips }) => [status, trips])).toEqual(
      [CHUNK, CHUNK, CHUNK, CHUNK, CHUNK, 3].map((n) => [200, 1 + n]),
    )
    expect(answers.map(({ html }) => h1(html))).toEqual([10, 20, 30, 40, 50, 53].map((n) => `${n} saker er flyttet`))
    expect(answers[0]?.html).toMatch(/<progress[^>]* max="60" value="17"/)
    expect(answers[0]?.html).toContain("Fortsett (43 igjen)")
    expect(asText(answers[5]?.html ?? "")).toContain("L-1 Mangler en samtale.")
    for (const ref of ready) expect((await logOf(`case:id-${ref}`)).map(({ type }) => type).at(-1)).toBe("moved")
    for (const ref of [...lacking, ended]) expect((await caseOf(ref))?.stage).toBe(first)
  })

  test("each of the verbs does what it does on the case's own page, words and all", async () => {
    const refs = await openAll(several("V", 3))
    const each: [verb: string, form: Form, type: string][] = [
      ["assign", { advisor: nils.id }, "assigned"],
      ["wait", { turn: "funder", until: `${YEAR}-01-05`, reason: "An answer" }, "waited"],
      ["assign", { advisor: "nobody" }, "assigned"],
      ["close", { closeReason: "completed", reason: "All done" }, "closed"],
    ]
    for (const [verb, form] of each)
      await runAll(marit, (await post(marit, "/preview", { ref: refs.join(" "), verb, ...form })).html)
    for (const ref of refs) {
      expect((await logOf(`case:id-${ref}`)).map(({ type }) => type)).toEqual([
        "opened",
        ...each.map(([, , type]) => type),
      ])
      expect(await caseOf(ref)).toMatchObject({ advisorId: null, ending: "completed" })
      const words = (await wordsOf(`case:id-${ref}`)).map(({ body }) => body)
      expect(words).toEqual(expect.arrayContaining(["An answer", "All done"]))
    }
  })

  test("half of them foreign: none of those is written, known ones are named, hidden ones told as if there were none", async () => {
    const ours = await openAll(several("O", 3))
    await openAll(["K-1", "K-2"], { hubId: "kyst", advisorId: kjell.id })
    await opened("K-3", { hubId: "kyst", advisorId: kjell.id, access: "restricted", company: "Hidden Company" })
    const foreign = ["K-1", "K-2", "K-3", "NO-1", "%<b>"]
    const ref = [...ours, ...foreign].join(" ")
    const form = { verb: "wait", turn: "company", until: `${YEAR}-01-05`, reason: "An answer" }
    const seen = await post(kari, "/preview", { ref, ...form })
    const told = asText(seen.html)
    expect(told).toContain("2 saker blir stående som før")
    expect(told).toContain("Company K-1 K-1 Du ser bare at saken finnes.")
    expect(told).toContain("3 finnes ikke eller er ikke dine K-3, NO-1, %&lt;b&gt;")
    expect(seen.html).not.toContain("Hidden Company")

    const forged = { ...runIn(seen.html), ref } as Form
    const [last] = (await runAll(kari, `<form action="/cases/selection/run">${hidden(forged)}</form>`)).slice(-1)
    expect(h1(last?.html ?? "")).toBe("3 saker er satt på vent")
    expect(last?.html).not.toContain("Hidden Company")
    for (const one of ["K-1", "K-2", "K-3"]) expect((await logOf(`case:id-${one}`)).length).toBe(1)
    const [reads] = await send("read", [build.select().from(t.reads).where(eq(t.reads.caseId, "id-K-3"))])
    expect(reads).toEqual([])
  })

  test("a restricted case of one's own hub that one may not open is told as known of, and stays", async () => {
    await opened("X-1", { access: "restricted", advisorId: kari.id })
    const seen = await post(nils, "/preview", { ref: "X-1", verb: "close", closeReason: "completed", reason: "Done" })
    expect(asText(seen.html)).toContain("Company X-1 X-1 Du ser bare at saken finnes.")
    expect(runIn(seen.html)).toBe(null)
  })

  test("what one may not do to a case is said of that case alone", async () => {
    await openAll(["P-1"], { advisorId: kari.id })
    await openAll(["P-2"], { advisorId: nils.id })
    const seen = await post(nils, "/preview", { ref: "P-1 P-2", verb: "assign", advisor: marit.id })
    expect(asText(seen.html)).toContain("P-1 Det kan bare rådgiveren på saken eller daglig leder gjøre.")
    await runAll(nils, seen.html)
    expect([(await caseOf("P-1"))?.advisorId, (await caseOf("P-2"))?.advisorId]).toEqual([kari.id, marit.id])
  })

  test("a manager of two hubs moves cases of both; an advisor goes only to cases of their own hub", async () => {
    await opened("M-1")
    await opened("M-2", { hubId: "kyst", advisorId: kjell.id })
    const seen = await post(stein, "/preview", { ref: "M-1 M-2", verb: "assign", advisor: turid.id })
    expect(asText(seen.html)).toContain("M-1 Velg en som hører til her.")
    await runAll(stein, seen.html)
    expect([(await caseOf("M-1"))?.advisorId, (await caseOf("M-2"))?.advisorId]).toEqual([kari.id, turid.id])
  })
})

describe("once, and by itself", () => {
  const WAIT = { verb: "wait", turn: "company", until: `${YEAR}-01-05`, reason: "An answer" }
  const ofKey = async (key: string) =>
    (
      await send("read", [
        build
          .select()
          .from(t.events)
          .where(like(t.events.act, `${key}/%`)),
      ])
    )[0].length

  test("a double click and a resend write nothing twice, and tell what was done", async () => {
    const refs = await openAll(several("D", 15))
    const seen = await post(kari, "/preview", { ref: refs.join(" "), ...WAIT })
    const form = runIn(seen.html) as Form
    const twice = await Promise.all([post(kari, "/run", form), post(kari, "/run", form)])
    expect(twice.map(({ status }) => status)).toEqual([200, 200])
    expect(await ofKey(form.act ?? "")).toBe(10)
    const [again] = (await runAll(kari, seen.html)).slice(-1)
    expect(h1(again?.html ?? "")).toBe("15 saker er satt på vent")
    expect(await ofKey(form.act ?? "")).toBe(15)
  })

  test("the same preview asked for twice is the same act; with another answer it is another", async () => {
    await openAll(["A-1"])
    const asked = { ...made(), ref: "A-1", ...WAIT }
    const keys = await Promise.all(
      [asked, asked, { ...asked, reason: "Something else" }].map(
        async (form) => runIn((await post(kari, "/preview", form)).html)?.act,
      ),
    )
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[0])
  })

  test("colleagues who write to the same cases meanwhile stop nothing, and lose nothing", async () => {
    const refs = await openAll(several("C", 10))
    const form = runIn((await post(kari, "/preview", { ref: refs.join(" "), ...WAIT })).html) as Form
    const noted = refs
      .slice(0, 5)
      .map((ref) => as(nils, `/cases/${ref}/notes`, { form: { ...made(), kind: "note", note: "Hello" } }))
    const [ran, ...notes] = await Promise.all([post(kari, "/run", form), ...noted])
    expect(notes.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303])
    // Whoever was beaten five times over waits, and is asked again.
    if (runIn(ran?.html ?? "")?.verb === "wait") await runAll(kari, ran?.html ?? "")
    for (const [n, ref] of refs.entries())
      expect((await logOf(`case:id-${ref}`)).map(({ type }) => type).sort()).toEqual([
        ...(n < 5 ? ["noted"] : []),
        "opened",
        "waited",
      ])
  })

  test("what changed after it was looked at is told, case by case: closed, handed over, a stage retired", async () => {
    const refs = await openAll(several("N", 4))
    const assign = { verb: "assign", advisor: nils.id }
    const form = runIn((await post(marit, "/preview", { ref: refs.join(" "), ...assign })).html) as Form
    await as(kari, "/cases/N-1/closure", { form: { ...made(), closeReason: "completed", reason: "Done" } })
    await as(stein, "/cases/N-2/advisor", { form: { ...made(), advisor: stein.id } })
    await as(kari, "/cases/N-3/notes", { form: { ...made(), kind: "note", note: "A note makes nothing stale" } })
    const { html } = await post(marit, "/run", form)
    const told = asText(html)
    expect(h1(html)).toBe("2 saker har fått ny rådgiver")
    expect(told).toContain("N-1 Saken er avsluttet.")
    expect(told).toContain(`N-2 ${stein.name} endret det samme etter at du så på saken.`)
    expect((await caseOf("N-2"))?.advisorId).toBe(stein.id)

    const moving = await openAll(several("R", 2), { stage: second })
    const back = { verb: "move", to: first, reason: "They asked" }
    const going = runIn((await post(marit, "/preview", { ref: moving.join(" "), ...back })).html) as Form
    const retired = (on: string | null) =>
      send("write", [build.update(t.stages).set({ retiredOn: on }).where(eq(t.stages.code, first))])
    await retired("2026-01-01")
    const late = await post(marit, "/run", going)
    await retired(null)
    expect(h1(late.html)).toBe("0 saker er flyttet")
    expect(asText(late.html)).toContain("R-1 Fasen er tatt ut av bruk.")
    expect((await caseOf("R-1"))?.stage).toBe(second)
  })

  test("two managers who move the same cases: each case goes with one of them, and the other is told", async () => {
    const refs = await openAll(several("B", 10))
    const forms = await Promise.all(
      [marit, stein].map(async (who) => {
        const asked = { ref: refs.join(" "), verb: "assign", advisor: who === marit ? nils.id : marit.id }
        return runIn((await post(who, "/preview", asked)).html) as Form
      }),
    )
    const [one, other] = await Promise.all([post(marit, "/run", forms[0] ?? {}), post(stein, "/run", forms[1] ?? {})])
    const doneBy = (html = "") => Number(/^\d+/.exec(h1(html))?.[0])
    expect(doneBy(one?.html) + doneBy(other?.html)).toBe(10)
    for (const ref of refs)
      expect((await logOf(`case:id-${ref}`)).filter(({ type }) => type === "assigned").length).toBe(1)
  })

  test("stopped, what is done stays done, and it can go on", async () => {
    const refs = await openAll(several("H", 15))
    const seen = await post(kari, "/preview", { ref: refs.join(" "), ...WAIT })
    const { html } = await post(kari, "/run", runIn(seen.html) as Form, { fragment: true })
    expect(html).not.toContain("<html")
    expect(html).toContain('hx-trigger="load, submit"')
    const stopped = await post(kari, "/run", { ...(runIn(html) as Form), stop: "1" })
    expect([stopped.trips, h1(stopped.html)]).toEqual([1, "10 saker er satt på vent"])
    expect(stopped.html).toContain("Stoppet med 5 igjen.")
    expect(stopped.html).not.toContain(`hx-trigger="load`)
    const [last] = (await runAll(kari, stopped.html)).slice(-1)
    expect(h1(last?.html ?? "")).toBe("15 saker er satt på vent")
  })
})

describe("undone as one", () => {
  test("each by itself, in the same steps; what stands in the way of one is told; a resend undoes nothing twice", async () => {
    const refs = await openAll(several("U", 12))
    const before = await Promise.all(refs.map(caseOf))
    const ask = { verb: "wait", turn: "company", until: `${YEAR}-01-05`, reason: "An answer" }
    const seen = await post(marit, "/preview", { ref: refs.join(" "), ...ask })
    const asked = runIn(seen.html) as Form
    const [end] = (await runAll(marit, seen.html)).slice(-1)
    await as(nils, "/cases/U-1/notes", { form: { ...made(), kind: "note", note: "Stands in nobody's way" } })
    await as(nils, "/cases/U-2/resumption", { form: made() })
    await as(nils, "/cases/U-3/closure", { form: { ...made(), closeReason: "completed", reason: "Done" } })

    expect(end?.html).toContain("Angre for 12 saker")
    const form = runIn(end?.html ?? "") as Form
    expect(form.verb).toBe("undo")
    const answers = await runAll(marit, end?.html ?? "")
    expect(answers.map(({ trips }) => trips)).toEqual([1 + 9, 1 + 2])
    const html = answers[1]?.html ?? ""
    expect(h1(html)).toBe("11 saker er som før")
    expect(asText(html)).toMatch(new RegExp(`U-2 Det kan ikke angres, .*: ${nils.name} tok saken opp igjen`))
    expect(asText(html)).toContain("1 sak blir stående som før")
    for (const [n, ref] of refs.entries())
      if (n > 2) expect(await caseOf(ref)).toMatchObject({ turn: "us", until: null, staleOn: before[n]?.staleOn })
    expect(await caseOf("U-3")).toMatchObject({ until: null, ending: "completed" })

    const again = await post(marit, "/run", form)
    expect(h1(again.html)).toContain("11 saker")
    expect((await logOf("case:id-U-4")).map(({ type }) => type)).toEqual(["opened", "waited", "undone"])
    // The first form once more, from a page that was left open: what was undone is not done, and is not done again.
    const first = await post(marit, "/run", { ...asked, ...ask })
    expect(h1(first.html)).toBe("1 sak er satt på vent")
    expect(asText(first.html)).toContain("U-4 Dette er allerede angret.")
    expect((await logOf("case:id-U-4")).length).toBe(3)
    // Another act, and nothing left to undo.
    const later = await post(marit, "/run", { ...form, ...made() })
    expect(asText(later.html)).toContain("U-4 Dette er allerede angret.")
  })

  test("also a case that came as an enquiry, whose own entry names the case", async () => {
    const { ref } = await enquire()
    const said = {
      hub: "roros",
      company: "Fjellvarp",
      orgnr: "",
      need: "A wall",
      track,
      access: "hub",
      advisor: kari.id,
    }
    const accepted = await as(kari, `/inbox/${ref}/acceptance`, { form: { ...made(), ...said } })
    const one = accepted.headers.get("location")?.match(/cases\/([^?]+)/)?.[1] ?? ""
    await talked(one)
    const seen = await post(marit, "/preview", { ref: one, verb: "move", to: second })
    const [end] = (await runAll(marit, seen.html)).slice(-1)
    expect(await caseOf(one)).toMatchObject({ stage: second })
    expect((await runAll(marit, end?.html ?? "")).map(({ status }) => status)).toEqual([200])
    expect(await caseOf(one)).toMatchObject({ stage: first })
  })

  test("what somebody else did is not undone by knowing its key, and cases that were handed over come back", async () => {
    await openAll(["Y-1"], { advisorId: kari.id })
    const form = runIn((await post(kari, "/preview", { ref: "Y-1", verb: "assign", advisor: nils.id })).html) as Form
    const { html } = await post(kari, "/run", form)
    const undo = { verb: "undo", of: form.act ?? "", ref: "Y-1" }
    const stranger = await post(kjell, "/run", undo)
    expect(asText(stranger.html)).toContain("Company Y-1 Y-1 Du ser bare at saken finnes.")
    expect((await caseOf("Y-1"))?.advisorId).toBe(nils.id)
    await post(kari, "/run", runIn(html) as Form)
    expect((await caseOf("Y-1"))?.advisorId).toBe(kari.id)
    expect((await post(kari, "/run", { ...undo, of: "no key" })).status).toBe(422)
  })
})

describe("what cannot be right is told, and writes nothing", () => {
  test.each([
    ["no case", { ref: " " }, "Velg minst én sak."],
    ["201 cases", { ref: several("Q", 201).join(" ") }, "Velg høyst 200 saker om gangen."],
  ])("%s", async (_, form, says) => {
    for (const step of ["", "/preview", "/run"]) {
      const { status, html } = await post(kari, step, { verb: "close", ...form })
      expect(status).toBe(422)
      expect(asText(html)).toContain(says)
    }
  })

  test("200 cases, each of them twice, are 200", async () => {
    const refs = several("Q", 200)
    const body = new URLSearchParams([...refs, ...refs].map((ref) => ["ref", ref]))
    const { status, html } = await post(kari, "", { ref: [...body.values()].join(" "), verb: "close" })
    expect(status).toBe(200)
    expect(asText(html)).toContain("200 finnes ikke eller er ikke dine")
  })

  const fields: [what: string, form: Form, field: string, says: string][] = [
    ["nobody chosen", { verb: "assign" }, "advisor", "Fyll ut"],
    ["someone from another hub", { verb: "assign", advisor: gunn.id }, "advisor", "hører til her"],
    ["no stage", { verb: "move" }, "to", "Fyll ut"],
    ["a stage that is none", { verb: "move", to: "nowhere" }, "to", "Velg en fase som er i bruk"],
    ["back without a reason", { verb: "move", to: first }, "reason", "Skriv kort hvorfor"],
    ["until yesterday", { verb: "wait", turn: "us", until: "2020-01-01", reason: "Kept" }, "until", "passert"],
    ["a day that is none", { verb: "wait", turn: "us", until: "2027-02-30", reason: "Kept" }, "until", "Skriv en dato"],
    [
      "a reason of 300 letters",
      { verb: "wait", turn: "us", until: `${YEAR}-01-01`, reason: "x".repeat(300) },
      "reason",
      "for lang",
    ],
    ["an outcome that is none", { verb: "close", closeReason: "whim", reason: "Kept" }, "closeReason", "finnes ikke"],
    ["no words", { verb: "close", closeReason: "completed", reason: " " }, "reason", "Fyll ut"],
  ]
  test.each(fields)("%s, beside the field", async (_, form, field, says) => {
    const ref = crypto.randomUUID().slice(0, 8)
    await opened(ref, { stage: second })
    const { status, html } = await post(kari, "/preview", { ref, ...form })
    expect(status).toBe(422)
    expect(html).toMatch(new RegExp(`id="selection-${field}-problem">[^<]*${says}`))
    if (form.reason === "Kept") expect(html).toContain("Kept")
    expect((await logOf(`case:id-${ref}`)).length).toBe(1)
  })

  test("a page's own words, made up: nothing is believed but what the log and the verbs say", async () => {
    await opened("F-1")
    const form = { ref: "F-1:999999999", verb: "wait", turn: "company", until: `${YEAR}-01-05`, reason: "Why" }
    const { status, html } = await post(kari, "/run", { ...form, left: "F-2:whim F-3:missing:whim*2 :: F-4:ended" })
    expect(status).toBe(200)
    expect(h1(html)).toBe("1 sak er satt på vent")
    expect((await post(kari, "/run", { ...form, left: "x".repeat(50_000) })).status).toBe(422)
  })
})

test("an act that is none is asked for: the page offers the four", async () => {
  await opened("G-1")
  const { status, html } = await post(kari, "", { ref: "G-1" })
  expect(status).toBe(200)
  for (const verb of ["assign", "move", "wait", "close"]) expect(html).toContain(`name="verb" value="${verb}"`)
})

test("repeated fields are all heard", async () => {
  await openAll(["G-2", "G-3"])
  const body = new URLSearchParams([
    ...Object.entries(made()),
    ["ref", "G-2"],
    ["ref", "G-3"],
    ["ref", "G-2"],
    ["view", ""],
  ])
  const { html } = await as(kari, "/cases/selection", { form: {}, body })
  expect(h1(html)).toBe("2 valgte saker")
})

test("after all of this each row is its log replayed, and the visits that are counted are those of its log", async () => {
  const [rows, log, texts, spells] = await send("read", [
    build.select().from(t.cases),
    build.select().from(t.events).orderBy(asc(t.events.stream), asc(t.events.seq)),
    build.select().from(t.texts),
    build.select().from(t.spells),
  ])
  const said = Map.groupBy(texts, ({ eventId }) => eventId)
  const byStream = Map.groupBy(log, ({ stream }) => stream)
  const visits: ReturnType<typeof finishedIn>[] = []
  for (const row of rows) {
    const entries = (byStream.get(`case:${row.id}`) ?? []).map(({ id, act, data, onDate }) => {
      const words = (said.get(id) ?? []).map(({ name, body }) => [name, body ?? ""])
      return { id, act, event: data as CaseEvent, onDate, words: Object.fromEntries(words) as Record<string, string> }
    })
    expect(replay(entries)).toEqual(row)
    visits.push(finishedIn({ row, log: entries }))
  }
  const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id).sort()
  expect(spells.length).toBeGreaterThan(50)
  expect(ids(spells)).toEqual(ids(visits.flat()))
})

const hidden = (form: Form) =>
  Object.entries(form)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}"/>`)
    .join("")
