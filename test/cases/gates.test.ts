import { eq } from "drizzle-orm"
import { inspectRoutes } from "hono/dev"
import { describe, expect, test } from "vitest"
import { app } from "#src/app.ts"
import { addDays, osloDay } from "#src/core/calendar.ts"
import { asks, type GateCode } from "#src/core/gates.ts"
import { lackingFor } from "#src/core/moves.ts"
import { nextAfter } from "#src/core/stages.ts"
import * as t from "#src/db/schema.ts"
import { gunn, kari, kjell, marit, nils, ola, type Person } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, opened, caseOf, logOf, wordsOf, stages, build, send } = await openWorld()
const today = osloDay(new Date())
const soon = addDays(today, 30)
const inUse = stages.toSorted((one, other) => (one.track === other.track ? one.position - other.position : 0))
/** The stage that asks for something, and the one after it. */
function asking(code: GateCode) {
  const here = inUse.find(({ requires }) => requires.some((one) => one.code === code))
  const next = here && nextAfter(stages, here)
  if (!here || !next) throw new Error(`no stage asks for ${code}`)
  return { here: { track: here.track, stage: here.code }, to: next.code }
}
const at = (ref: string, path: string, form: Record<string, string>, who: Person = kari, fragment = false) =>
  as(who, `/cases/${ref}${path}`, { form: { ...made(), ...form }, fragment })
const typesIn = async (ref: string) => (await logOf(`case:id-${ref}`)).map(({ type }) => type)
const problemAt = (html: string, id: string) => new RegExp(`id="${id}-problem">([^<]*)<`).exec(html)?.[1]

const ANSWERS: Record<string, string> = {
  ...{ advisor: kari.id, party: "Oda", orgnr: "310 000 582", conversation: "We talked", meeting: "We met" },
  ...{ customer: "Would pay", work: "Wrote it", needs: "A shed", goal: "Room", idea: "A shed that folds" },
  ...{ decision: "accept", decisionReason: "Fits", aid: "Within", milestone: "First order", milestoneOn: soon },
  ...{ agreement: "Oda signed", coPayment: "Half", verification: "Holds", rights: "Theirs", partner: "None" },
  ...{ pilotAgreement: "The farm", pilotResult: "Kept it", firstSaleOn: "2026-02-01", effect: "Two more" },
}

describe("a move that lacks something is refused and fixed in place, from any stage", () => {
  const moves = inUse.flatMap((here) => {
    const next = nextAfter(stages, here)
    return next && here.requires.length ? [{ from: here.code, to: next.code, track: here.track }] : []
  })
  test.each(moves)("$from to $to", async ({ from, to, track }) => {
    const ref = `F-${from}`
    await opened(ref, { track, stage: from, advisorId: null, hasContact: false })
    // A plan that is carried out has milestones; customers are talked with one at a time.
    if (from === asking("milestones_closed").here.stage)
      await at(ref, "/milestones", { milestone: "First order", milestoneOn: soon })
    if (from === asking("customer_conversation_logged").here.stage)
      for (const note of ["One", "Two"]) await at(ref, "/notes", { kind: "customer", note })

    const kase = await caseOf(ref)
    if (!kase) throw new Error("no case")
    const fields = asks(lackingFor(kase, stages, to), kase)
    expect(fields.length).toBeGreaterThan(0)
    const refused = await at(ref, "/stage", { to, view: "" }, kari, true)
    expect([refused.status, refused.headers.get("hx-retarget")]).toEqual([422, `#fill-${ref}`])
    const ids = fields.map((field) => `${ref}-move-${field.replace(".", "-")}`)
    for (const id of ids) expect(refused.html).toContain(`id="${id}"`)
    for (const id of ids.filter((one) => !one.includes("-why-"))) expect(problemAt(refused.html, id)).toMatch(/./)

    const outcomes = fields.filter((field) => field.startsWith("outcome.")).map((field) => [field, "reached"])
    const answers = fields.flatMap((field) => (ANSWERS[field] ? [[field, ANSWERS[field]]] : []))
    const form = { to, view: "", ...Object.fromEntries([...answers, ...outcomes]) }
    const moved = await at(ref, "/stage", form, kari, true)
    expect([moved.status, (await caseOf(ref))?.stage]).toEqual([200, to])
  })
})

test("a drop on a stage that was retired meanwhile says so, and leads to those in use", async () => {
  const { here, to } = asking("goal_described")
  const retired = (retiredOn: string | null) =>
    send("write", [build.update(t.stages).set({ retiredOn }).where(eq(t.stages.code, to))])
  await opened("F-gone", here)
  await retired("2026-01-01")
  const { status, html, headers } = await at("F-gone", "/stage", { to, view: "", reason: "Why not" }, kari, true)
  await retired(null)
  expect([status, headers.get("hx-retarget")]).toEqual([422, "#fill-F-gone"])
  expect(html).toContain("Fasen er tatt ut av bruk.")
  expect(html).toContain('href="/cases/F-gone/stage?view="')
  expect(html).not.toContain("<form")
})

describe("the missing list opens the field it names", () => {
  const { here, to } = asking("goal_described")
  test("from the case, from the card and on a page of its own, with scripts off too", async () => {
    await opened("L-1", here)
    const href = `/cases/L-1/stage?to=${to}&amp;field=goal"`
    expect((await as(kari, "/cases/L-1")).html).toContain(href)
    expect((await as(kari, `/cases?track=${here.track}`)).html).toContain(`/cases/L-1/stage?to=${to}&amp;view=`)
    expect((await as(kari, `/cases?track=${here.track}`)).html).toMatch(
      /L-1\/stage\?to=\w+&amp;view=[^"]*&amp;field=goal"/,
    )
    const page = await as(kari, `/cases/L-1/stage?to=${to}&field=goal`)
    expect(page.html.match(/autofocus/g)).toHaveLength(1)
    expect(page.html).toMatch(/<textarea id="move-goal"[^>]*autofocus/)
    expect(page.html).toContain('id="move-needs"')
  })

  test("in a part, for htmx, aimed at where it was opened from", async () => {
    const part = async (view: string) =>
      (await as(kari, `/cases/L-1/stage?to=${to}&field=goal${view}`, { fragment: true })).html
    expect(await part("")).toContain('hx-target="#case"')
    expect(await part("&view=")).toContain('hx-target="#board-page"')
  })

  test("and is fresh once one of it is saved", async () => {
    const saved = await at("L-1", "/facts", { to, goal: "Room for three" }, kari, true)
    expect(saved.status).toBe(200)
    expect(saved.html).not.toContain("field=goal")
    expect(saved.html).toContain("field=needs")
    expect(saved.html).toContain("Målet er beskrevet")
  })

  test("a field that is none points at nothing", async () => {
    const { status, html } = await as(kari, `/cases/L-1/stage?to=${to}&field=%22%3E%3Cb%3E`)
    expect([status, html.includes("autofocus")]).toEqual([200, false])
  })
})

describe("milestones", () => {
  const set = (ref: string, milestone: string, milestoneOn: string) =>
    at(ref, "/milestones", { milestone, milestoneOn })
  const idsIn = async (ref: string) => ((await caseOf(ref))?.facts.milestones ?? []).map(({ id }) => id)

  test("are set, reached, and dropped with a reason, and stand on the case with when they are due", async () => {
    await opened("M-1")
    for (const [line, on] of [
      ["Later", addDays(today, 60)],
      ["Sooner", soon],
      ["Overdue", addDays(today, -1)],
    ] as const)
      expect((await set("M-1", line, on)).status).toBe(303)
    const [later = "", sooner = ""] = await idsIn("M-1")
    expect((await at("M-1", "/milestones/reached", { milestone: sooner, on: today })).status).toBe(303)
    expect((await at("M-1", "/milestones/dropped", { milestone: later, reason: "Too dear" })).status).toBe(303)
    expect((await caseOf("M-1"))?.facts.milestones).toMatchObject([
      { state: "dropped", due: addDays(today, 60) },
      { state: "reached" },
      { state: "open" },
    ])
    const { html } = await as(kari, "/cases/M-1")
    const [, list = ""] = html.split('id="milestones"')
    expect([...list.matchAll(/<li id="milestone-\d+">.*?<b>(.*?)<\/b>/g)].map(([, line]) => line)).toEqual([
      "Overdue",
      "Sooner",
      "Later",
    ])
    expect(list).toContain("Droppet: Too dear")
    expect(list).toContain("2 av 3 gjort opp")
    expect(list).toContain("forfalt")
    const words = (await wordsOf("case:id-M-1")).map(({ body }) => body)
    expect(words).toEqual(expect.arrayContaining(["Later", "Sooner", "Overdue", "Too dear"]))
    expect(JSON.stringify(await logOf("case:id-M-1"))).not.toContain("Sooner")
  })

  const wrong: [what: string, path: string, form: Record<string, string>, id: string, says: string][] = [
    ["year 9999", "", { milestone: "Kept", milestoneOn: "9999-12-31" }, "milestone-on", "innen ti år"],
    ["the year after ten", "", { milestone: "Kept", milestoneOn: "31.12.2060" }, "milestone-on", "innen ti år"],
    [
      "before it was opened",
      "",
      { milestone: "Kept", milestoneOn: "2025-12-31" },
      "milestone-on",
      "før saken ble åpnet",
    ],
    ["no day", "", { milestone: "Kept", milestoneOn: "soon" }, "milestone-on", "Skriv en dato"],
    ["nothing", "", { milestone: " ", milestoneOn: soon }, "milestone-line", "Fyll ut"],
    ["reached tomorrow", "/reached", { on: addDays(today, 1) }, "reached-on-2", "ikke kommet ennå"],
    ["dropped without a reason", "/dropped", { reason: " " }, "dropped-why-2", "Fyll ut"],
    ["a birth number", "/dropped", { reason: "Kept 010139 50187" }, "dropped-why-2", "fødselsnummer"],
  ]
  test.each(wrong)(
    "%s: a message beside the field, what was typed kept, nothing written",
    async (what, path, form, id, says) => {
      const ref = `W-${what}`.replaceAll(" ", "-")
      await opened(ref)
      await set(ref, "The first", soon)
      const before = await typesIn(ref)
      const { status, html } = await at(ref, `/milestones${path}`, { ...(path && { milestone: "2" }), ...form })
      expect([status, problemAt(html, id)]).toEqual([422, expect.stringContaining(says)])
      for (const value of Object.values(form)) if (value.startsWith("Kept")) expect(html).toContain(`value="${value}"`)
      expect(await typesIn(ref)).toEqual(before)
    },
  )

  test("year 9999 in the form that moves it says the same", async () => {
    const { here, to } = asking("milestones_set")
    await opened("M-9", here)
    const form = { to, ...ANSWERS, milestoneOn: "9999-12-31" }
    const { status, html } = await at("M-9", "/stage", form)
    expect([status, problemAt(html, "move-milestoneOn")]).toEqual([422, expect.stringContaining("innen ti år")])
    expect(html).toContain('value="First order"')
    expect(await typesIn("M-9")).toEqual(["opened"])
  })

  test("one that is not there, or of another case, is not settled", async () => {
    await opened("M-2")
    for (const milestone of ["2", "none", "__proto__"])
      expect((await at("M-2", "/milestones/dropped", { milestone, reason: "Why" })).status).toBe(422)
  })

  test("are settled where the case lacks them: reached, or dropped with a reason that is asked for", async () => {
    const { here, to } = asking("milestones_closed")
    await opened("M-3", here)
    await set("M-3", "The first", soon)
    await set("M-3", "The second", soon)
    const [first, second] = await idsIn("M-3")
    const form = { to, work: "Done", [`outcome.${first}`]: "reached", [`outcome.${second}`]: "dropped" }
    const refused = await at("M-3", "/stage", form)
    expect([refused.status, problemAt(refused.html, `move-why-${second}`)]).toEqual([422, expect.stringMatching(/./)])
    expect(refused.html).toContain("«The second»")
    expect((await at("M-3", "/stage", { ...form, [`why.${second}`]: "Too dear" })).status).toBe(303)
    expect(await typesIn("M-3")).toEqual([
      "opened",
      "milestone_set",
      "milestone_set",
      "noted",
      "milestone_reached",
      "milestone_dropped",
      "moved",
    ])
    const odd = await at("M-3", "/facts", { [`outcome.${first}`]: "forgotten" })
    expect(odd.status).toBe(422)
  })

  test("two who settle the same one at once: the second sees both sides", async () => {
    await opened("M-4")
    await set("M-4", "The first", soon)
    const [id = ""] = await idsIn("M-4")
    const based = (form: Record<string, string>) => ({ ...made(2), milestone: id, ...form })
    await as(marit, "/cases/M-4/milestones/dropped", { form: based({ reason: "Too dear" }) })
    const late = await as(kari, "/cases/M-4/milestones/reached", { form: based({ on: today }) })
    expect(late.status).toBe(409)
    expect(late.html).toContain("Droppet")
    expect((await caseOf("M-4"))?.facts.milestones).toMatchObject([{ state: "dropped" }])
  })

  test("of a case that one may only read are shown, and cannot be changed", async () => {
    await opened("M-5", { access: "network" })
    await set("M-5", "The first", soon)
    const { html } = await as(kjell, "/cases/M-5")
    expect(html).toContain("The first")
    expect(html).not.toContain("/milestones")
    expect((await at("M-5", "/milestones/dropped", { milestone: "2", reason: "-" }, kjell)).status).toBe(403)
  })
})

describe("a decision", () => {
  const { here, to } = asking("decision_recorded")
  const refer = { decision: "refer", decisionReason: "Others know more" }

  test("to refer does not move the case, says so, and offers the ways to close it that fit", async () => {
    await opened("D-1", here)
    const refused = await at("D-1", "/stage", { to, ...ANSWERS, ...refer })
    expect([refused.status, problemAt(refused.html, "move-decision")]).toEqual([
      422,
      expect.stringContaining("går ikke saken videre"),
    ])
    expect(refused.html).toContain("Others know more</textarea>")
    expect(await typesIn("D-1")).toEqual(["opened"])

    expect((await at("D-1", "/facts", refer)).status).toBe(303)
    const { html } = await as(kari, "/cases/D-1")
    expect(html).toContain("Besluttet: Vi viser videre til andre. Da går ikke saken videre.")
    expect(html).toContain('href="/cases/D-1?closing=referred_out#closure-reason"')
    expect(html).not.toContain("closing=declined")
    const closing = await as(kari, "/cases/D-1?closing=referred_out")
    expect(closing.html).toMatch(/<details open[^>]*><summary[^>]*>Avslutt saken/)
    expect(closing.html).toMatch(/<option value="referred_out" selected/)
    expect((await as(kari, "/cases/D-1?closing=whim")).html).not.toMatch(/<details open[^>]*><summary[^>]*>Avslutt/)
  })

  test("can be made anew, and then it goes on: who decided what, when and why stands in the list", async () => {
    await at("D-1", "/notes", { kind: "customer", note: "Again" })
    const anew = { decision: "accept", decisionReason: "They came back" }
    expect((await at("D-1", "/facts", anew)).status).toBe(303)
    const { html } = await as(kari, "/cases/D-1")
    expect(html).not.toContain("Da går ikke saken videre")
    const [, year, month, date] = /^(....)-(..)-(..)$/.exec(today) ?? []
    expect(html).toContain(`${kari.name} besluttet ${date}.${month}.${year}: «They came back»`)
  })
})

test("what someone attested stands with who, when and their line", async () => {
  const { here, to } = asking("agreement_signed")
  await opened("A-1", here)
  await at("A-1", "/facts", { agreement: "Signed by Oda on paper" })
  const { html } = await as(nils, "/cases/A-1")
  const [, year, month, date] = /^(....)-(..)-(..)$/.exec(today) ?? []
  expect(html).toContain(`${kari.name} bekreftet ${date}.${month}.${year}: «Signed by Oda on paper»`)
  await at("A-1", "/stage", { to, ...ANSWERS })
  expect((await caseOf("A-1"))?.stage).toBe(to)
})

describe("an override", () => {
  const { here, to } = asking("agreement_signed")
  const form = { to, override: "yes", reason: "They sign on Monday" }

  test("is the right of a manager of the hub that owns the case, and of nobody else", async () => {
    await opened("O-1", { ...here, access: "network" })
    for (const [who, status] of [
      [kari, 403],
      [nils, 403],
      [gunn, 403],
      [ola, 403],
    ] as const)
      expect([who.id, (await at("O-1", "/stage", form, who)).status]).toEqual([who.id, status])
    expect((await as(kari, "/cases/O-1")).html).not.toContain('name="override"')
    expect((await as(marit, "/cases/O-1")).html).toContain('name="override"')
    expect(await typesIn("O-1")).toEqual(["opened"])
  })

  test("wants a reason; then the case goes on and the log says what was missing", async () => {
    const refused = await at("O-1", "/stage", { ...form, reason: "", coPayment: "Half" }, marit)
    expect([refused.status, problemAt(refused.html, "move-override")]).toEqual([422, expect.stringMatching(/./)])
    expect(refused.html).toContain('value="Half"')
    expect((await at("O-1", "/stage", { ...form, coPayment: "Half" }, marit)).status).toBe(303)
    expect((await logOf("case:id-O-1")).at(-1)?.data).toMatchObject({
      type: "moved",
      to,
      overridden: ["milestones_set", "agreement_signed"],
    })
    const { html } = await as(kari, "/cases/O-1")
    expect(html).toContain("selv om dette manglet: en milepæl, signert avtale")
    expect(html).toContain("They sign on Monday")
  })

  test("is counted by hub and stage, with the cases behind each number", async () => {
    await opened("O-2", { ...here, access: "restricted" })
    await opened("O-3", { ...here, hubId: "kyst", advisorId: kjell.id })
    expect((await at("O-2", "/stage", form, marit)).status).toBe(303)
    expect((await at("O-3", "/stage", form, gunn)).status).toBe(303)
    const page = async (who: Person, query = "") => {
      const { html, status, trips } = await as(who, `/network/overrides${query}`)
      const [counts = "", behind = ""] = html.split('id="behind"')
      return {
        status,
        trips,
        numbers: [...counts.matchAll(/class="link num"[^>]*>(\d+)</g)].map(([, n]) => Number(n)),
        refs: [...behind.matchAll(/href="\/cases\/([^"?]+)"/g)].map(([, ref]) => ref),
        hidden: /id="hidden">(\d+)/.exec(behind)?.[1],
      }
    }
    const query = `?hub=roros&stage=${here.stage}`
    expect(await page(ola)).toMatchObject({ status: 200, trips: 1, numbers: [1, 2] })
    expect(await page(ola, query)).toMatchObject({ refs: ["O-1"], hidden: "1" })
    expect((await page(marit, query)).refs.toSorted()).toEqual(["O-1", "O-2"])
    expect((await page(marit, query)).hidden).toBe(undefined)
    expect(await page(gunn, "?hub=kyst")).toMatchObject({ refs: ["O-3"] })
    const act = (await logOf("case:id-O-3")).at(-1)?.act ?? ""
    expect((await at("O-3", "/undoing", { of: act }, gunn)).status).toBe(303)
    expect((await page(ola)).numbers).toEqual([2])
    expect((await page(kari)).status).toBe(403)
    expect((await as(marit, "/network")).html).toContain('href="/network/overrides"')
    expect((await as(kari, "/network")).html).not.toContain('href="/network/overrides"')
  })
})

describe("one way to another stage", () => {
  const posts = inspectRoutes(app)
    .filter(({ method, isMiddleware }) => method === "POST" && !isMiddleware)
    .map(({ path }) => path)
    // What signs out is not asked: it would end the sign-in of those after it.
    .filter((path) => !/^\/auth\/departure|sessions/.test(path))
  const { here, to } = asking("agreement_signed")
  const tries: [who: Person, more: Record<string, string>][] = [
    [kari, {}],
    [marit, { reason: "Why not" }],
  ]

  test("the search finds the routes", () => {
    expect(posts.length).toBeGreaterThan(20)
    expect(posts).toContain("/cases/:ref/stage")
  })

  test.each(posts)("POST %s moves no case that lacks something, whatever it is sent", async (path) => {
    for (const [who, more] of tries) {
      const ref = `P-${posts.indexOf(path)}-${who.id}`
      await opened(ref, here)
      const names = ["ref", "refs", "case", "cases", "id", "ids", "chosen", "selected"]
      const form = {
        ...Object.fromEntries(names.map((one) => [one, ref])),
        ...{ to, stage: to, target: to, move: to, do: "stage", verb: "move", caseId: `id-${ref}` },
        ...{ kind: "note", note: "Hello", nextStep: "Call", nextOn: soon, turn: "company", until: soon },
        ...{ hub: "roros", company: "New", need: "A plan", track: here.track, access: "hub", advisor: "" },
        ...more,
      }
      await as(who, path.replace(":ref", ref).replace(":id", nils.id), { form: { ...made(), ...form } })
      expect([path, (await caseOf(ref))?.stage]).toEqual([path, here.stage])
      expect(await typesIn(ref)).not.toContain("moved")
    }
  })

  test("and the same case moves by its route once it has what it lacked", async () => {
    await opened("P-last", here)
    expect((await at("P-last", "/stage", { to, ...ANSWERS })).status).toBe(303)
  })
})

test("a stage cannot be given a requirement that the program does not know: it says which", () => {
  const requires = [{ code: "unheard_of" as GateCode }]
  expect(() => build.update(t.stages).set({ requires }).toSQL()).toThrow("unknown requirement: unheard_of")
})
