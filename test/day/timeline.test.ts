import { describe, expect, test } from "vitest"
import { isRefusal } from "#src/core/acts.ts"
import { NOT_YET } from "#src/core/case.ts"
import { rewrite } from "#src/core/rewriting.ts"
import { nb } from "#views/words.nb.ts"
import { kari, kjell, nils } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, opened, logOf } = await openWorld()

const noted = async (ref: string, note: string) => {
  await opened(ref)
  await as(kari, `/cases/${ref}/notes`, { form: { ...made(1), kind: "call", note } })
  return (await logOf(`case:id-${ref}`)).at(-1)?.id ?? ""
}
const rewritten = (ref: string, of: string, note: string, who = kari) =>
  as(who, `/cases/${ref}/rewriting`, { form: { ...made(2), of, note } })

describe("a note", () => {
  test("can be rewritten by who wrote it, and what it said before stays to be read", async () => {
    const id = await noted("T-1", "They want a shed")
    expect((await rewritten("T-1", id, "They want two sheds")).status).toBe(303)
    const { html } = await as(nils, "/cases/T-1")
    expect(html).toMatch(/They want two sheds[\s\S]*They want a shed/)
    expect(html.match(/They want two sheds/g)).toHaveLength(1)
    const last = (await logOf("case:id-T-1")).at(-1)
    expect(last?.data).toEqual({ type: "rewritten", of: id, by: "kari" })
    expect(JSON.stringify(last?.data)).not.toContain("shed")
    await as(kari, "/cases/T-1/undoing", { form: { ...made(3), of: last?.act ?? "" } })
    expect((await as(nils, "/cases/T-1")).html).not.toContain("two sheds")
  })

  test("is rewritten by nobody else, not even to the same words, and there is no form for it", async () => {
    const id = await noted("T-2", "They want a shed")
    expect((await rewritten("T-2", id, "They want nothing", nils)).status).toBe(403)
    expect((await rewritten("T-2", id, "They want nothing", kjell)).status).toBe(404)
    const same = await rewritten("T-2", id, "They want a shed")
    expect([same.status, same.html.includes(nb.refusals.unchanged)]).toEqual([422, true])
    expect((await as(nils, "/cases/T-2")).html).not.toContain("/rewriting")
    expect((await as(kari, "/cases/T-2")).html).toContain("/rewriting")
  })

  test("is fixed after thirty days", () => {
    const at = new Date("2026-11-23T09:00:00Z")
    const event = { type: "noted", kind: "call" } as const
    const said = { id: "e", seq: 1, act: "a", event, onDate: "2026-11-23", at, words: { note: "A shed" }, by: "Kari" }
    const file = { kase: NOT_YET, log: [{ ...said, byId: kari.id }] } as never
    const later = (days: number) => rewrite(file, { of: "e", note: "Two" }, new Date(at.getTime() + days * 86_400_000))
    expect(isRefusal(later(30))).toBe(false)
    expect(later(31)).toMatchObject({ refusal: "fixed", fields: ["note"] })
  })

  test("tells whom one may tell of it", async () => {
    await opened("T-4")
    const tell = (mentions: string) =>
      as(kari, "/cases/T-4/notes", { form: { ...made(1), kind: "note", note: "Look at this", mentions } })
    expect((await tell(kjell.id)).html).toContain(nb.refusals.unseen)
    expect((await tell(nils.id)).status).toBe(303)
    expect((await logOf("case:id-T-4")).at(-1)?.data).toMatchObject({ mentions: [nils.id] })
  })
})

test("the timeline can be shown by kind, and what it says of that is all there is", async () => {
  await noted("T-5", "They want a shed")
  await as(kari, "/cases/T-5/closure", { form: { ...made(2), closeReason: "completed", reason: "It stands" } })
  const typesOf = (html: string) => [...html.matchAll(/data-type="(\w+)"/g)].map(([, type]) => type)
  expect(typesOf((await as(kari, "/cases/T-5")).html)).toEqual(["closed", "noted", "opened"])
  expect(typesOf((await as(kari, "/cases/T-5?only=talk")).html)).toEqual(["noted"])
  expect(typesOf((await as(kari, "/cases/T-5?only=stage")).html)).toEqual(["closed", "opened"])
  expect(typesOf((await as(kari, "/cases/T-5?only=nonsense")).html)).toHaveLength(3)
})
