import { expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { kari, kjell, marit, ola } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, build, send, opened, logOf } = await openWorld()
await opened("T-1", { companyId: "marked", company: "Marked" })
const at = "/companies/marked"
const post = (who: typeof kari, path: string, form: Record<string, string> = {}) =>
  as(who, path, { form: { ...made(), ...form } })
const tags = async () => (await send("read", [build.select().from(t.tags)]))[0]
const FOOD = { nb: "Sjømat", nn: "Sjømat på nynorsk", en: "Seafood" }

test("the programme owner adds a tag once, in three languages; advisors set it, and it shows where the company does", async () => {
  const form = { ...made(), ...FOOD }
  for (const _ of [1, 2]) expect((await as(ola, "/programme/tags", { form })).status).toBe(303)
  const [tag, ...others] = await tags()
  expect([tag?.name, others]).toEqual([FOOD, []])
  const code = tag?.code ?? ""
  expect((await as(kari, at)).html).toContain("Sjømat")
  expect((await post(kari, `${at}/tags`, { tag: code })).headers.get("location")).toBe(`${at}?did=tagged`)
  expect((await as(kari, at)).html).toContain(`aria-label="Ta bort Sjømat"`)
  expect((await as(kari, "/cases/T-1")).html).toContain('<span class="tag">Sjømat</span>')
  expect((await post(kari, `${at}/tags`, { tag: code })).status).toBe(422)
  expect((await post(kjell, `${at}/tags/removal`, { tag: code })).status).toBe(303)
  expect((await as(kari, "/cases/T-1")).html).not.toContain("Sjømat")
  expect((await logOf("company:marked")).map(({ type }) => type)).toEqual(["tagged", "untagged"])
})

test("a tag that is retired stays on those that have it, is set on no more, and can be used again", async () => {
  await post(ola, "/programme/tags", { nb: "Tre", nn: "Tre", en: "Wood" })
  const { code = "" } = (await tags()).find(({ name }) => name.nb === "Tre") ?? {}
  await post(kari, `${at}/tags`, { tag: code })
  expect((await post(ola, `/programme/tags/${code}/retirement`)).status).toBe(303)
  expect((await as(kari, at)).html).toContain("Ta bort Tre")
  await opened("T-2", { companyId: "unmarked", company: "Unmarked" })
  expect((await as(kari, "/companies/unmarked")).html).not.toContain(">Tre<")
  const { status, html } = await post(kari, "/companies/unmarked/tags", { tag: code })
  expect([status, html.includes("Dette valget finnes ikke")]).toEqual([422, true])
  expect((await post(ola, `/programme/tags/${code}/retirement`)).status).toBe(422)
  expect((await post(ola, `/programme/tags/${code}/restoration`)).status).toBe(303)
  expect((await post(kari, "/companies/unmarked/tags", { tag: code })).status).toBe(303)
})

test("two tags never read the same, in any language, and each needs all three names", async () => {
  for (const [form, field, said] of [
    [{ ...FOOD, nb: "Annet" }, "new-nn", "Dette navnet er brukt"],
    [{ nb: "SJØMAT", nn: "a", en: "b" }, "new-nb", "Dette navnet er brukt"],
    [{ nb: "Ny", nn: "", en: "New" }, "new-nn", "Fyll ut"],
    [{ nb: "x".repeat(41), nn: "a", en: "b" }, "new-nb", "for lang"],
  ] as const) {
    const before = await tags()
    const { status, html } = await post(ola, "/programme/tags", form)
    expect([status, html.includes(`id="${field}-problem"`), html.includes(said)]).toEqual([422, true, true])
    expect(await tags()).toEqual(before)
  }
})

test("who else helps is noted by hand and ends on a day; the network's own helpers follow from open cases", async () => {
  await opened("T-3", { companyId: "helped", company: "Helped", hubId: "kyst", advisorId: kjell.id })
  await opened("T-4", { companyId: "helped", company: "Helped", access: "restricted" })
  const page = "/companies/helped"
  expect(
    (await post(kari, `${page}/helpers`, { name: "Innovasjon Norge", what: "Oppstart", since: "2026-01-05" })).status,
  ).toBe(303)
  const helpers = async (who: typeof kari) =>
    (await as(who, page)).html.split('id="helpers"')[1]?.split("</section>")[0] ?? ""
  expect(await helpers(marit)).toContain("Innovasjon Norge")
  expect(await helpers(marit)).toContain(kari.name)
  expect(await helpers(marit)).toContain(kjell.name)
  // Of a restricted case of another hub there is no word.
  expect(await helpers(kjell)).not.toContain(kari.name)
  const [[bank]] = await send("read", [build.select().from(t.helpers)])
  const end = `${page}/helpers/${bank?.id}/end`
  expect((await post(kari, end, { until: "2025-01-01" })).status).toBe(422)
  expect((await post(kari, end, { until: "2026-03-05" })).status).toBe(303)
  expect(await helpers(kari)).toContain("05.01.2026–05.03.2026")
  expect((await post(kari, end, { until: "2026-03-06" })).status).toBe(422)
  expect((await post(kari, `${page}/helpers/none/end`, { until: "2026-03-06" })).status).toBe(404)
})
