import { describe, expect, test } from "vitest"
import { kari, kjell, marit, nils, ola, type Person, randi } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, logOf, opened, build, send } = await openWorld()
await opened("V-1", { company: "Vasskraft" })

const save = (who: Person, form: Record<string, string>) =>
  as(who, "/cases/views", { form: { ...made(), owner: "person", view: "", ...form } })
/** The looks in a person's bar, by name, with the way to each. */
async function barOf(who: Person, query = "") {
  const { html } = await as(who, `/cases${query}`)
  const [, bar = ""] = html.split('<nav class="viewbar"')
  const links = [...(bar.split("</nav>")[0] ?? "").matchAll(/<a ([^>]*)href="([^"]*)"([^>]*)>([^<]*)/g)]
  return links.map(([, before, href = "", after, name = ""]) => ({
    name,
    href: href.replaceAll("&amp;", "&"),
    current: `${before}${after}`.includes("aria-current"),
  }))
}
const named = async (who: Person, name: string, query = "") =>
  (await barOf(who, query)).find((one) => one.name === name)
const idOf = async (name: string) => {
  const { views } = await import("#src/db/schema.ts")
  const rows = (await send("read", [build.select().from(views)]))[0]
  return rows.find((one) => one.name === name)?.id ?? ""
}

describe("a saved view", () => {
  test("is mine alone, leads to the look it was saved from, and knows when one stands there", async () => {
    const saved = await save(kari, { name: "Venter på svar", view: "turn=company&group=advisor" })
    expect(saved.status).toBe(303)
    const mine = await named(kari, "Venter på svar")
    expect(mine).toMatchObject({ href: "/cases?turn=company&group=advisor", current: false })
    expect(await named(kari, "Venter på svar", "?group=advisor&turn=company&per=40")).toMatchObject({ current: true })
    expect(await named(nils, "Venter på svar")).toBeUndefined()
  })

  test("of a hub is for its people, saved by who leads it", async () => {
    expect((await save(kari, { name: "Hubens", owner: "hub:roros" })).status).toBe(403)
    expect((await save(marit, { name: "Hubens", owner: "hub:kyst" })).status).toBe(403)
    expect((await save(marit, { name: "Hubens", owner: "hub:roros", view: "stale=1" })).status).toBe(303)
    expect(await named(nils, "Hubens")).toMatchObject({ href: "/cases?stale=1" })
    expect(await named(kjell, "Hubens")).toBeUndefined()
  })

  test("of the network is for all, saved by the programme owner from a pasted address", async () => {
    expect((await save(marit, { name: "Alles", owner: "network" })).status).toBe(403)
    const view = "https://kraftspor.example/cases?show=list&sort=since&after=2026~x"
    expect((await save(ola, { name: "Alles", owner: "network", view })).status).toBe(303)
    for (const who of [kari, kjell])
      expect(await named(who, "Alles")).toMatchObject({ href: "/cases?sort=since&show=list" })
    expect((await as(ola, "/cases/views")).html).toContain("Alles")
    expect((await save(randi, { name: "Nei" })).status).toBe(403)
  })

  test("is given a new name and removed by who looks after it, and the log tells who", async () => {
    const id = await idOf("Hubens")
    const rename = (who: Person, name: string) => as(who, `/cases/views/${id}/name`, { form: { ...made(), name } })
    expect((await rename(nils, "Min")).status).toBe(403)
    expect((await rename(kjell, "Min")).status).toBe(404)
    const nameless = await rename(marit, " ")
    expect([nameless.status, nameless.html.includes(`id="name-${id}-problem"`)]).toEqual([422, true])
    expect(nameless.html).toContain('<details name="menu" open')
    const long = await rename(marit, "Lang ".repeat(20).trim())
    expect(long.html).toContain(`value="${"Lang ".repeat(20).trim()}"`)
    expect((await rename(marit, "Står stille lenge")).status).toBe(303)
    expect(await named(nils, "Står stille lenge")).toBeDefined()
    const remove = (who: Person) => as(who, `/cases/views/${id}/deletion`, { form: made() })
    expect((await remove(nils)).status).toBe(403)
    expect((await remove(marit)).status).toBe(303)
    expect(await named(nils, "Står stille lenge")).toBeUndefined()
    expect((await logOf(`view:${id}`)).map(({ type, actorId }) => [type, actorId])).toEqual([
      ["saved", marit.id],
      ["renamed", marit.id],
      ["deleted", marit.id],
    ])
    expect((await rename(marit, "Igjen")).status).toBe(404)
  })

  test("needs a name that is not in use, and keeps what was typed", async () => {
    expect((await save(kari, { name: " " })).status).toBe(422)
    const again = await save(kari, { name: "Venter på svar", view: "turn=funder" })
    expect(again.status).toBe(422)
    expect(again.html).toContain("Dette navnet er brukt")
    expect(again.html).toContain('value="turn=funder"')
    expect((await save(nils, { name: "Venter på svar" })).status).toBe(303)
  })

  test("whose filter is gone says what it left out, and works", async () => {
    await save(kari, { name: "Til en som sluttet", view: "advisor=someone-gone&turn=us" })
    const { href = "" } = (await named(kari, "Til en som sluttet")) ?? {}
    const { status, html } = await as(kari, href)
    expect(status).toBe(200)
    expect(html).toContain("Vi forsto ikke valget for rådgiver")
    expect(html).toContain("Vasskraft")
  })

  test("no one has more than twenty", async () => {
    for (let i = 0; i < 20; i++) await save(kjell, { name: `Nr ${i}` })
    const one = await save(kjell, { name: "Én for mye" })
    expect(one.status).toBe(422)
    expect(one.html).toContain("Det er for mange her allerede")
  })
})
