import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test"
import { expect, test } from "vitest"
import worker from "#src/local/worker.ts"
import { CAST, kari, marit } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { cookieOf, giveRole, linkIn, sessionsOf } from "./helpers.ts"

const world = await openWorld()

async function at(path: string, { form, cookie = "" }: { form?: Record<string, string>; cookie?: string } = {}) {
  const post = form && { method: "POST", body: new URLSearchParams({ ...made(), ...form }) }
  const headers = { origin: "http://localhost", cookie }
  const ctx = createExecutionContext()
  const response = await worker.fetch(new Request(`http://localhost${path}`, { headers, ...post }), world.env, ctx)
  await waitOnExecutionContext(ctx)
  return { status: response.status, headers: response.headers, html: await response.text() }
}

test("on one's own machine a page lists who can be signed in as, each once in a place", async () => {
  await giveRole(world, marit.id, "roros", "advisor")
  const { status, html } = await at("/local")
  expect(status).toBe(200)
  for (const { name, memberships } of CAST) expect(html.includes(name)).toBe(memberships.length > 0)
  expect(html.match(new RegExp(`value="${marit.id}"`, "g"))?.length).toBe(1)
})

test("one click signs in, without a mail", async () => {
  const before = await sessionsOf(world, kari.id)
  const entered = await at("/local/sign-in", { form: { person: kari.id } })
  expect([entered.status, entered.headers.get("location")]).toEqual([303, "/"])
  expect((await sessionsOf(world, kari.id)).length).toBe(before.length + 1)
  const me = await at("/me", { cookie: cookieOf(entered) })
  expect(me.html).toContain(kari.name)
  expect((await at("/local/sign-in", { form: { person: "borghild" } })).status).toBe(404)
})

test("mail goes nowhere but to a page, the latest first, its link to click and the rest as text", async () => {
  await at("/auth/links", { form: { email: "kari@hub.example" } })
  await at("/auth/links", { form: { email: "marit@hub.example" } })
  const { html } = await at("/local/mail")
  expect(html.indexOf("marit@hub.example")).toBeLessThan(html.indexOf("kari@hub.example"))
  expect(html).toMatch(/<a class="link" href="http:\/\/localhost\/auth\/session\?token=\w{32}">/)
  expect(world.sent).toEqual([])
  expect(() => linkIn(world)).toThrow()
})

test("what someone calls themselves is shown as text on the page of mails", async () => {
  const form = { name: "<script>alert(1)</script>", email: "siri@hub.example", phone: "", language: "nb" }
  const manager = cookieOf(await at("/local/sign-in", { form: { person: marit.id } }))
  expect((await at("/people", { form: { ...form, role: "roros:advisor" }, cookie: manager })).status).toBe(303)
  const { html } = await at("/local/mail")
  expect(html).toContain("&lt;script&gt;")
  expect(html).not.toContain("<script>alert")
})

test("the deployed program knows none of these pages", async () => {
  for (const path of ["/local", "/local/mail"]) expect((await world.as(kari, path)).status).toBe(404)
  expect((await world.as(kari, "/local/sign-in", { form: { person: kari.id } })).status).toBe(404)
})
