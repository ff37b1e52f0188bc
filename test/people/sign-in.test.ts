import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { nb } from "#views/people/words.nb.ts"
import { nn } from "#views/people/words.nn.ts"
import { borghild, kari, marit, ola, randi } from "../people.ts"
import { openWorld } from "../world.ts"
import { cookieOf, linkIn, sessionsOf, takeRole, tokenIn } from "./helpers.ts"

const world = await openWorld()
const { as, build, send, sent } = world

const askLink = (email: string, next = "/") => as(null, "/auth/links", { form: { email, next } })
const press = (link: string, next = "/") => as(null, "/auth/session", { form: { token: tokenIn(link), next } })

test("only an address with a role gets a mail, and every address gets the same answer", async () => {
  const addresses = [
    "kari@hub.example",
    "nobody@hub.example",
    "borghild@hub.example",
    "kåre@østfold",
    "KARI@HUB.example",
  ]
  const answers = []
  for (const address of addresses) answers.push(await askLink(address))
  const shown = answers.map(({ status, html, trips, headers }) => [status, html, trips, headers.get("location")])
  expect(new Set(shown.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify([303, "", 1, "/auth/links"])]),
  )
  expect(sent.map(({ to }) => to)).toEqual(["kari@hub.example", "kari@hub.example"])
})

test("the link only opens a button, the button signs in, and only once", async () => {
  await askLink("kari@hub.example")
  const link = linkIn(world)
  for (const scanned of [await as(null, link), await as(null, link)]) {
    expect([scanned.status, cookieOf(scanned), scanned.trips]).toEqual([200, "", 0])
  }
  const before = await sessionsOf(world, kari.id)
  const entered = await press(link)
  expect([entered.status, entered.headers.get("location")]).toEqual([303, "/"])
  const cookie = cookieOf(entered)
  expect(cookie).toMatch(/^pass=/)
  expect(entered.headers.get("set-cookie")).toMatch(/Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  expect((await sessionsOf(world, kari.id)).filter((id) => !before.includes(id)).length).toBe(1)
  const me = await as(null, "/me", { headers: { cookie } })
  expect([me.status, me.trips]).toEqual([200, 1])
  expect(me.html).toContain(kari.name)

  const again = await press(link)
  expect([again.status, cookieOf(again)]).toEqual([422, ""])
  expect(again.html).toContain(nb.oldLink.title)
})

test("a link stops working after 15 minutes, and a made-up one never works", async () => {
  await askLink("kari@hub.example")
  const [[waiting]] = await send("read", [build.select().from(t.verifications)])
  expect(Math.round((Number(waiting?.expiresAt) - Number(waiting?.createdAt)) / 1000)).toBe(15 * 60)
  await send("write", [build.update(t.verifications).set({ expiresAt: new Date(Date.now() - 1000) })])
  const late = await press(linkIn(world))
  expect([late.status, cookieOf(late)]).toEqual([422, ""])
  for (const token of ["", "x", "a".repeat(32), "%00", "'; drop table people"]) {
    const made = await as(null, "/auth/session", { form: { token } })
    expect([made.status, cookieOf(made)]).toEqual([422, ""])
  }
})

test("what is kept of a link cannot be used as one", async () => {
  await askLink("kari@hub.example")
  const [kept] = await send("read", [build.select().from(t.verifications)])
  expect(JSON.stringify(kept)).not.toContain(tokenIn(linkIn(world)))
})

test("a role that ended between the mail and the button signs nobody in", async () => {
  await askLink("randi@hub.example")
  await takeRole(world, randi.id, "network")
  const entered = await press(linkIn(world))
  expect([entered.status, cookieOf(entered)]).toEqual([422, ""])
})

test.each([
  ["/cases?track=commercialisation", "/cases?track=commercialisation"],
  ["/cases/NP-1", "/cases/NP-1"],
  ["", "/"],
  ["https://evil.example/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/.//evil.example", "/"],
  ["javascript:alert(1)", "/"],
])("who was on the way to %j comes to %j", async (next, place) => {
  const asked = await askLink("marit@hub.example", next)
  const link = linkIn(world)
  const sent = new URL(link, "http://localhost").searchParams.get("next") ?? "/"
  const entered = await press(link, next)
  const follows = new URL(asked.headers.get("location") ?? "", "http://localhost").searchParams.get("next") ?? "/"
  expect([follows, sent, entered.headers.get("location")]).toEqual([place, place, place])
})

test("the mail is in the person's language", async () => {
  await send("write", [build.update(t.people).set({ language: "nn" }).where(eq(t.people.id, ola.id))])
  await askLink("ola@hub.example")
  expect(sent.at(-1)?.subject).toBe(nn.mail.linkSubject)
  expect(sent.at(-1)?.text).toContain(nn.mail.linkLasts)
})

test("an address that cannot be one is told beside the field, with what was typed still there", async () => {
  const n = sent.length
  for (const email of ["", "kari", "kari @hub.example", `${"a".repeat(300)}@hub.example`]) {
    const refused = await askLink(email)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('aria-invalid="true"')
    expect(refused.html).toContain(`value="${email}"`)
  }
  expect(sent.length).toBe(n)
})

test.each(["from:192.0.2.1", "to:kari@hub.example"])("too many in a minute, %s, is told so", async (full) => {
  const SIGN_IN_LIMIT = { limit: async ({ key }: { key: string }) => ({ success: key !== full }) } as RateLimit
  const headers = { "cf-connecting-ip": "192.0.2.1" }
  const n = sent.length
  const refused = await as(null, "/auth/links", {
    form: { email: "Kari@hub.example" },
    headers,
    env: { SIGN_IN_LIMIT },
  })
  expect([refused.status, sent.length]).toEqual([429, n])
})

test("no link is promised while the database is away", async () => {
  const away = await as(null, "/auth/links", {
    form: { email: "kari@hub.example" },
    env: { DATABASE_URL: "http://away.db.test" },
  })
  expect(away.status).toBe(503)
})

test("signing out ends the session and drops the cookie", async () => {
  await askLink("marit@hub.example")
  const cookie = cookieOf(await press(linkIn(world)))
  const before = await sessionsOf(world, marit.id)
  const left = await as(null, "/auth/departure", { form: {}, headers: { cookie } })
  expect([left.status, left.headers.get("location"), cookieOf(left)]).toEqual([303, "/auth", "pass="])
  expect((await sessionsOf(world, marit.id)).length).toBe(before.length - 1)
  const after = await as(null, "/me", { headers: { cookie } })
  expect([after.status, after.headers.get("location"), after.trips]).toEqual([303, "/auth?next=%2Fme", 1])
})

test.each([
  [null, "/enquiry", 0],
  [ola, "/network", 1],
  [borghild, "/auth", 1],
] as const)("the front door leads %o to %s, and asks once at most", async (who, place, asked) => {
  const { status, headers, trips } = await as(who, "/")
  expect([status, headers.get("location"), trips]).toEqual([303, place, asked])
})

test("a form from another site signs nobody in or out", async () => {
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" }
  for (const path of ["/auth/links", "/auth/session", "/auth/departure"]) {
    const { status } = await as(kari, path, { form: { email: "kari@hub.example", token: "x" }, headers })
    expect(status).toBe(403)
  }
})

test("choosing a language before the doors keeps what one came for", async () => {
  const link = "/auth/session?token=abc&next=%2Fcases%2FNP-1"
  const { html } = await as(null, link)
  expect(html).toContain(`href="${link.replaceAll("&", "&amp;")}&amp;lang=nn"`)
  const nynorsk = await as(null, `${link}&lang=nn`)
  expect(nynorsk.html).toContain(nn.enter.text)
  expect(nynorsk.html).toContain('value="/cases/NP-1"')
})
