import { describe, expect, test } from "vitest"
import { writesOf } from "#src/access/writes.ts"
import * as t from "#src/db/schema.ts"
import { gunn, kari, kjell, marit, nils, ola, type Person, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { YEAR } from "../year.ts"

const { as, opened, caseOf, logOf, build, send, stages, track } = await openWorld()
const [first = "", second = "", third = ""] = stages.filter((stage) => stage.track === track).map(({ code }) => code)

/** Does something to a case, and gives the act that it became. */
async function does(who: Person, ref: string, path: string, form: Record<string, string>): Promise<string> {
  const { status } = await as(who, `/cases/${ref}${path}`, { form: { ...made(), ...form } })
  expect(status).toBe(303)
  return (await logOf(`case:id-${ref}`)).at(-1)?.act ?? ""
}
const undo = (who: Person, ref: string, of: string) => as(who, `/cases/${ref}/undoing`, { form: { ...made(), of } })
const close = { closeReason: "completed", reason: "All done" }
const rowOf = async (ref: string) => {
  const { seq: _, ...row } = (await caseOf(ref)) ?? { seq: 0 }
  return row
}

describe("an act that is undone", () => {
  test("leaves the case as if it had not been, and stays in the timeline with who undid it", async () => {
    await opened("U-1")
    await does(kari, "U-1", "/next-step", { nextStep: "Call", nextOn: `${YEAR}-01-05` })
    const before = await rowOf("U-1")
    const act = await does(kari, "U-1", "/stage", { to: second, conversation: "We talked" })
    expect((await caseOf("U-1"))?.stage).toBe(second)
    const undone = await undo(marit, "U-1", act)
    expect([undone.status, undone.headers.get("location"), undone.trips]).toEqual([303, "/cases/U-1?did=undone", 2])
    expect(await rowOf("U-1")).toEqual(before)
    const log = await logOf("case:id-U-1")
    expect(log.at(-1)).toMatchObject({ type: "undone", undoes: log.find((one) => one.act === act)?.id })
    const { html } = await as(kari, "/cases/U-1")
    expect(html.match(/<del>/g)).toHaveLength(2)
    expect(html).toContain("Angret av Marit Manager of Røros")
    expect(html).toContain("We talked")
  })

  test("counts no more: a note that was undone is missing again for the next stage", async () => {
    await opened("U-2")
    const act = await does(kari, "U-2", "/notes", { kind: "call", note: "With another company" })
    await undo(kari, "U-2", act)
    expect((await as(kari, "/cases/U-2/stage", { form: { ...made(), to: second } })).status).toBe(422)
  })

  test("a closing, after a colleague's note: the note stays and the case is open again with its next step", async () => {
    await opened("U-3")
    await does(kari, "U-3", "/next-step", { nextStep: "Call", nextOn: `${YEAR}-01-05` })
    const act = await does(kari, "U-3", "/closure", close)
    await does(nils, "U-3", "/notes", { kind: "call", note: "They called me" })
    expect((await undo(kari, "U-3", act)).status).toBe(303)
    expect(await caseOf("U-3")).toMatchObject({
      endedOn: null,
      nextStep: "Call",
      nextOn: `${YEAR}-01-05`,
      facts: { logged: { call: 1 } },
    })
    expect((await as(kari, "/cases/U-3")).html).toContain("They called me")
  })

  test("whom it had let in is out again, and whom it had put out is in", async () => {
    await opened("U-4")
    const named = await does(kari, "U-4", "/naming", { person: turid.id })
    expect((await as(turid, "/cases/U-4")).html).toContain('id="timeline"')
    await undo(kari, "U-4", named)
    expect((await as(turid, "/cases/U-4")).html).not.toContain('id="timeline"')
    await does(kari, "U-4", "/naming", { person: turid.id })
    const unnamed = await does(kari, "U-4", "/unnaming", { person: turid.id })
    expect((await as(kari, "/cases/U-4")).html).toContain(`name="of" value="${unnamed}"`)
    await undo(kari, "U-4", unnamed)
    expect((await as(turid, "/cases/U-4")).html).toContain('id="timeline"')
  })
})

describe("an undo is refused, and says so,", () => {
  const refused = async (who: Person, ref: string, of: string, words: string) => {
    const before = await logOf(`case:id-${ref}`)
    const { status, html } = await undo(who, ref, of)
    expect([status, html.includes(words)]).toEqual([422, true])
    expect(await logOf(`case:id-${ref}`)).toEqual(before)
  }

  test("when something later rests on it, with what, by whom and when", async () => {
    await opened("R-1")
    const moved = await does(kari, "R-1", "/stage", { to: second, conversation: "We talked" })
    await does(nils, "R-1", "/stage", { to: first, reason: "Too early" })
    await refused(kari, "R-1", moved, "dette kom etterpå og bygger på det: Nils Colleague in Røros flyttet saken")
  })

  test("when a later move was let through by it, until that move is undone", async () => {
    await opened("R-2")
    const noted = await does(kari, "R-2", "/notes", { kind: "call", note: "We talked" })
    const moved = await does(nils, "R-2", "/stage", { to: second })
    await refused(kari, "R-2", noted, "Nils Colleague in Røros flyttet saken")
    expect((await undo(nils, "R-2", moved)).status).toBe(303)
    expect((await undo(kari, "R-2", noted)).status).toBe(303)
  })

  test("when the milestone it set was reached, until that is undone", async () => {
    await opened("R-9")
    const set = await does(kari, "R-9", "/milestones", { milestone: "First order", milestoneOn: "2027-01-05" })
    const form = { milestone: String((await caseOf("R-9"))?.seq), on: "2026-02-02" }
    const reached = await does(nils, "R-9", "/milestones/reached", form)
    await refused(kari, "R-9", set, "Nils Colleague in Røros nådde en milepæl")
    expect((await undo(kari, "R-9", reached)).status).toBe(303)
    expect((await undo(kari, "R-9", set)).status).toBe(303)
    expect((await caseOf("R-9"))?.facts).toEqual({ filled: {}, logged: {} })
  })

  test("when what came later needs the case open", async () => {
    await opened("R-3")
    await does(kari, "R-3", "/closure", close)
    const reopened = await does(kari, "R-3", "/reopening", { reason: "Again" })
    await does(kari, "R-3", "/next-step", { nextStep: "Call", nextOn: `${YEAR}-01-05` })
    await refused(kari, "R-3", reopened, "Kari Advisor in Røros satte neste steg")
  })

  test("when it is undone already, is the opening, is an undo, or is none", async () => {
    await opened("R-4")
    const noted = await does(kari, "R-4", "/notes", { kind: "note", note: "Once" })
    const [opening] = await logOf("case:id-R-4")
    await undo(kari, "R-4", noted)
    const undone = (await logOf("case:id-R-4")).at(-1)?.act ?? ""
    await refused(kari, "R-4", noted, "Dette er allerede angret.")
    await refused(kari, "R-4", opening?.act ?? "", "Dette kan ikke angres.")
    await refused(kari, "R-4", undone, "Dette kan ikke angres.")
    await refused(kari, "R-4", "none", "Dette valget finnes ikke.")
  })

  test("when the company's number came with it", async () => {
    const asks = stages.find(({ requires }) => requires.some(({ code }) => code === "company_registered"))
    const next = stages.find((one) => one.track === asks?.track && one.position === asks.position + 1)
    await opened("R-5", { track: asks?.track ?? "", stage: asks?.code ?? "" })
    const form = { to: next?.code ?? "", orgnr: "310 000 299", firstSaleOn: "2026-02-01" }
    await refused(kari, "R-5", await does(kari, "R-5", "/stage", form), "Dette kan ikke angres.")
  })

  test("after thirty days", async () => {
    await opened("R-6")
    const kase = await caseOf("R-6")
    if (!kase) throw new Error("no case")
    const at = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000)
    const by = { actorKind: "person", actorId: kari.id, act: crypto.randomUUID(), on: "2026-02-02", at } as const
    const note = { stream: "case", id: kase.id, event: { type: "noted", kind: "call" } } as const
    await send("write", writesOf(build, [{ stream: "case", row: kase }], [note], { ...by, requestId: "r" }))
    await refused(kari, "R-6", by.act, "Det er mer enn 30 dager siden")
    expect((await as(kari, "/cases/R-6")).html).not.toContain('action="/cases/R-6/undoing"')
  })

  test("when whoever would have the case again has left the hub", async () => {
    const id = crypto.randomUUID()
    const at = new Date()
    await send("write", [
      build.insert(t.people).values({ id, name: "Gone", email: `${id}@hub.example`, createdAt: at, updatedAt: at }),
      build.insert(t.memberships).values({ personId: id, hubId: "roros", role: "advisor" }),
    ])
    await opened("R-7", { advisorId: id })
    const departure = { ...made(), role: "roros:advisor", successor: nils.id }
    expect((await as(marit, `/people/${id}/departure`, { form: departure })).status).toBe(303)
    const handed = (await logOf("case:id-R-7")).at(-1)
    expect(handed?.type).toBe("assigned")
    await refused(marit, "R-7", handed?.act ?? "", "arbeider ikke her lenger")
    await opened("R-8", {}, [{ id, name: "Gone", language: "nb", memberships: [] }])
    await refused(kari, "R-8", await does(kari, "R-8", "/unnaming", { person: id }), "arbeider ikke her lenger")
  })
})

describe("who may do a thing may undo it:", () => {
  test("a colleague a move, but not a handover; whoever gave a case away takes it back", async () => {
    await opened("W-1")
    const moved = await does(kari, "W-1", "/stage", { to: second, conversation: "We talked" })
    expect((await undo(nils, "W-1", moved)).status).toBe(303)
    await opened("W-2", { advisorId: nils.id })
    const handed = await does(nils, "W-2", "/advisor", { advisor: kari.id })
    expect((await undo(gunn, "W-2", handed)).status).toBe(404)
    expect((await undo(nils, "W-2", handed)).status).toBe(303)
    await opened("W-3", { advisorId: marit.id })
    const given = await does(marit, "W-3", "/advisor", { advisor: kari.id })
    expect((await undo(nils, "W-3", given)).status).toBe(403)
    expect((await undo(kari, "W-3", given)).status).toBe(303)
  })

  test("nobody from another hub, also where they may read", async () => {
    await opened("W-4", { access: "network" })
    const noted = await does(kari, "W-4", "/notes", { kind: "note", note: "Ours" })
    for (const who of [kjell, ola]) expect((await undo(who, "W-4", noted)).status).toBe(403)
    expect((await as(kjell, "/cases/W-4")).html).not.toContain("/undoing")
  })
})

describe("it is offered", () => {
  test("beside what was just done, with and without scripts, and on its entry", async () => {
    await opened("O-1")
    const form = { ...made(), kind: "call", note: "We talked" }
    const fragment = await as(kari, "/cases/O-1/notes", { form, fragment: true })
    const act = (await logOf("case:id-O-1")).at(-1)?.act ?? ""
    const offered = (html: string) => html.split(`name="of" value="${act}"`).length - 1
    expect(offered(fragment.html)).toBe(2)
    expect(offered((await as(kari, "/cases/O-1?did=noted")).html)).toBe(2)
    expect(offered((await as(nils, "/cases/O-1?did=noted")).html)).toBe(1)
  })

  test("on the board that just saw a move, which it answers with that board", async () => {
    await opened("O-2", { company: "Mosefot Tursko" })
    const view = `track=${track}`
    const form = { ...made(1), view, to: second, conversation: "We talked" }
    const moved = await as(kari, "/cases/O-2/stage", { form, fragment: true })
    const act = (await logOf("case:id-O-2")).at(-1)?.act ?? ""
    expect(moved.html).toContain(`<input type="hidden" name="of" value="${act}"/>`)
    const plain = await as(kari, `/cases?${view}&moved=O-2&act=${act}`)
    expect(plain.html).toContain(`<input type="hidden" name="of" value="${act}"/>`)
    const back = await as(kari, "/cases/O-2/undoing", { form: { ...made(), of: act, view }, fragment: true })
    expect([back.status, back.html.startsWith('<div id="board-page">')]).toEqual([200, true])
    expect((await caseOf("O-2"))?.stage).toBe(first)
    const again = await as(kari, "/cases/O-2/undoing", { form: { ...made(), of: act, view }, fragment: true })
    expect([again.status, again.headers.get("hx-retarget")]).toEqual([422, "#problem"])
    expect(again.html).toContain("Dette er allerede angret.")
  })
})

test("two who undo the same at once: one does, the other is told", async () => {
  await opened("T-1")
  const act = await does(kari, "T-1", "/notes", { kind: "note", note: "Once" })
  const answers = await Promise.all([kari, nils].map((who) => undo(who, "T-1", act)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  expect((await logOf("case:id-T-1")).filter(({ type }) => type === "undone")).toHaveLength(1)
})

test("a form that was open meanwhile collides with an undo of what it changes, and not with what came and went", async () => {
  await opened("T-2")
  await does(kari, "T-2", "/notes", { kind: "call", note: "We talked" })
  const moved = await does(kari, "T-2", "/stage", { to: second })
  await undo(marit, "T-2", moved)
  const on = { to: third, meeting: "We met", needs: "A shed", goal: "Room for three" }
  const late = await as(kari, "/cases/T-2/stage", { form: { ...made(3), ...on } })
  expect(late.status).toBe(409)
  expect(late.html).toContain("Marit Manager of Røros")
  expect((await as(kari, "/cases/T-2/stage", { form: { ...made(2), to: second } })).status).toBe(303)
})
