import { asc, eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { addDays, osloDay } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { nb } from "#views/notices/words.nb.ts"
import { openIntake } from "../intake/helpers.ts"
import { borghild, gunn, kari, marit, nils, type Person, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"

const world = await openWorld()
const { as, build, caseOf, logOf, opened, send } = world
const { enquire } = openIntake(world)
const today = osloDay(new Date())
const noticesOf = async ({ id }: Person) =>
  (await send("read", [build.select().from(t.notices).where(eq(t.notices.personId, id)).orderBy(asc(t.notices.at))]))[0]
const clear = () => send("write", [build.delete(t.notices), build.delete(t.deliveries)])
const give = (ref: string, to: Person, by = marit, act = made()) =>
  as(by, `/cases/${ref}/advisor`, { form: { ...act, advisor: to.id } })
const bell = (html: string) => /class="bell"[\s\S]*?<\/a>/.exec(html)?.[0] ?? ""
const actOn = async (ref: string) => (await logOf(`case:id-${ref}`)).at(-1)?.act ?? ""

describe("what someone is told", () => {
  test("is that a case was given to them: in the head of every page, in the list, and with who did it", async () => {
    await opened("N-1", { advisorId: null, company: "Fjellmat" })
    await give("N-1", nils)
    const board = await as(nils, "/cases")
    expect([board.trips, bell(board.html).includes("1<span")]).toEqual([1, true])
    const { html, trips } = await as(nils, "/notices")
    expect([trips, html.includes(nb.says.assigned({ by: marit.name, n: 1, person: "", state: null }))]).toEqual([
      1,
      true,
    ])
    expect(html).toContain('href="/cases/N-1"')
    expect(await noticesOf(marit)).toEqual([])
  })

  test("is never what they did themselves", async () => {
    await clear()
    await opened("N-2", { advisorId: null })
    await give("N-2", nils, nils)
    expect((await caseOf("N-2"))?.advisorId).toBe(nils.id)
    expect(await noticesOf(nils)).toEqual([])
  })

  test("is a handover, when the case was someone's", async () => {
    await clear()
    await opened("N-3")
    await give("N-3", nils, kari)
    expect(await noticesOf(nils)).toMatchObject([{ kind: "handed_over", cases: ["id-N-3"], actorId: kari.id }])
  })

  test("is told once, however often the form is sent", async () => {
    await clear()
    await opened("N-4")
    const act = made()
    await Promise.all([give("N-4", nils, marit, act), give("N-4", nils, marit, act)])
    await give("N-4", nils, marit, act)
    expect(await noticesOf(nils)).toHaveLength(1)
  })

  test("is one thing when many cases are given at once, and counts as one", async () => {
    await clear()
    const refs = await Promise.all(["N-5", "N-6", "N-7"].map((ref) => opened(ref)))
    const form = { verb: "assign", advisor: nils.id, view: "", left: "" }
    const body = new URLSearchParams([...Object.entries({ ...made(), ...form }), ...refs.map((ref) => ["ref", ref])])
    await as(marit, "/cases/selection/run", { form, body })
    const [one, ...more] = await noticesOf(nils)
    expect([one?.kind, one?.cases.toSorted(), more]).toEqual(["handed_over", refs.map((ref) => `id-${ref}`), []])
    expect((await as(nils, "/notices")).html).toContain(
      nb.says.handed_over({ by: marit.name, n: 3, person: "", state: null }),
    )
  })

  test("is taken back when the act is undone, and whose act it was is told of that", async () => {
    await clear()
    await opened("N-8")
    await give("N-8", nils, kari)
    await as(marit, "/cases/N-8/undoing", { form: { ...made(), of: await actOn("N-8") } })
    expect((await caseOf("N-8"))?.advisorId).toBe(kari.id)
    expect(await noticesOf(nils)).toMatchObject([{ kind: "handed_over", takenBackAt: expect.any(Date) }])
    expect(await noticesOf(kari)).toMatchObject([{ kind: "undone", cases: ["id-N-8"] }])
    const { html } = await as(nils, "/notices")
    expect([html.includes(nb.takenBack), bell(html).includes("cnt")]).toEqual([true, false])
  })

  test("is that they were named on a case; one they may no longer know of is not told by name", async () => {
    await clear()
    await opened("N-9", { access: "restricted", company: "Hemmelig Fisk" })
    await as(kari, "/cases/N-9/naming", { form: { ...made(), person: turid.id } })
    expect((await as(turid, "/notices")).html).toContain("Hemmelig Fisk")
    await as(kari, "/cases/N-9/unnaming", { form: { ...made(), person: turid.id } })
    const { html } = await as(turid, "/notices")
    expect([html.includes("Hemmelig Fisk"), html.includes("N-9"), html.includes(nb.unknown(1))]).toEqual([
      false,
      false,
      true,
    ])
  })

  test("is what became of an enquiry they sent on", async () => {
    await clear()
    const { ref } = await enquire()
    await as(kari, `/inbox/${ref}/handover`, { form: { ...made(), to: "kyst", reason: "Theirs" } })
    await as(gunn, `/inbox/${ref}/refusal`, { form: { ...made(), closeReason: "declined_capacity", reason: "Sorry" } })
    expect((await as(kari, "/notices")).html).toContain(
      nb.says.answered({ by: gunn.name, n: 0, person: "", state: "declined" }),
    )
  })

  test("is that they stand in, until whoever was away is back", async () => {
    await clear()
    const form = { ...made(), from: today, to: addDays(today, 5), standIn: nils.id }
    await as(kari, "/me/absence", { form })
    expect((await as(nils, "/notices")).html).toContain(
      nb.says.stand_in({ by: "", n: 0, person: kari.name, state: null }),
    )
    await as(kari, "/me/return", { form: made() })
    expect(await noticesOf(nils)).toMatchObject([{ kind: "stand_in", takenBackAt: expect.any(Date) }])
  })
})

describe("reading", () => {
  test("one or all takes them out of the count, for oneself alone", async () => {
    await clear()
    await opened("N-20", { advisorId: null })
    await opened("N-21", { advisorId: null })
    await give("N-20", nils)
    await give("N-21", nils)
    const [first] = await noticesOf(nils)
    await as(kari, "/notices/reading", { form: { notice: first?.id ?? "" } })
    expect(bell((await as(nils, "/cases")).html)).toContain("2<span")
    const one = await as(nils, "/notices/reading", { form: { notice: first?.id ?? "" } })
    expect([one.status, one.headers.get("location")]).toEqual([303, "/notices?did=read"])
    expect(bell((await as(nils, "/cases")).html)).toContain("1<span")
    await as(nils, "/notices/reading", { form: { upTo: String(Date.now() + 1000) } })
    expect(bell((await as(nils, "/cases")).html)).not.toContain("cnt")
  })

  test("the head counts to nine, and reads no more rows than that", async () => {
    await clear()
    const row = { personId: nils.id, kind: "named" as const, way: "list" as const, actorId: kari.id, cases: [] }
    const rows = Array.from({ length: 40 }, (_, i) => ({ ...row, id: `${i}`, batch: `${i}`, at: new Date(i) }))
    await send("write", [build.insert(t.notices).values(rows)])
    const { html, headers } = await as(nils, "/guide")
    expect(bell(html)).toContain("9+<span")
    const [session = 0] =
      /desc="(\d+)/
        .exec(headers.get("server-timing") ?? "")
        ?.slice(1)
        .map(Number) ?? []
    expect(session).toBeLessThan(30)
    const list = await as(nils, "/notices")
    expect(list.html.match(/<li class="fresh">/g)).toHaveLength(30)
    const [older = ""] = /\/notices\?before=\d+/.exec(list.html) ?? []
    expect((await as(nils, older)).html.match(/<li class="fresh">/g)).toHaveLength(10)
    expect((await as(nils, "/notices?before=nonsense")).status).toBe(200)
    expect((await as(nils, "/notices/reading", { form: { upTo: "nonsense" } })).status).toBe(303)
    await clear()
  })

  test("whoever has left is told nothing", async () => {
    await opened("N-22", {}, [borghild])
    expect(await noticesOf(borghild)).toEqual([])
  })
})
