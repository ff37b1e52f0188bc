import { expect, test } from "vitest"
import { deviceOf } from "#src/people/device.ts"
import { nb } from "#views/people/words.nb.ts"
import { nn } from "#views/people/words.nn.ts"
import { borghild, gunn, kari, kjell, nils } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { sessionsOf, signedIn } from "./helpers.ts"

const world = await openWorld()
const { as, logOf } = world
const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"

test("one's page names the roles and the browsers one is signed in from, in one trip", async () => {
  await signedIn(world, kari.id, "phone", PHONE)
  const { status, html, trips } = await as(kari, "/me")
  expect([status, trips]).toEqual([200, 1])
  for (const said of [kari.name, "Rådgiver i Røros", "Safari på iPhone", nb.me.thisOne]) expect(html).toContain(said)
})

test("an ended session is gone at its next click, and that click costs no extra trip", async () => {
  await signedIn(world, nils.id, "lost", PHONE)
  const ended = await as(nils, "/me/sessions/ended", { form: { session: "lost" } })
  expect([ended.status, ended.headers.get("location")]).toEqual([303, "/me?did=ended"])
  expect(await sessionsOf(world, nils.id)).toEqual(["session-nils"])
})

test("all others end together, and nobody else's", async () => {
  await signedIn(world, kjell.id, "one", PHONE)
  await signedIn(world, kjell.id, "two", PHONE)
  await as(kjell, "/me/sessions/ended", { form: { session: "session-gunn" } })
  expect(await sessionsOf(world, gunn.id)).toEqual(["session-gunn"])
  await as(kjell, "/me/sessions/ended", { form: {} })
  expect(await sessionsOf(world, kjell.id)).toEqual(["session-kjell"])
  expect(await sessionsOf(world, gunn.id)).toEqual(["session-gunn"])
})

test("a session that has ended can neither read, write, nor end others", async () => {
  await signedIn(world, gunn.id, "kept", PHONE)
  await as(gunn, "/me/sessions/ended", { form: { session: "session-gunn" } })
  const page = await as(gunn, "/cases")
  expect([page.status, page.trips, page.headers.get("location")]).toEqual([303, 1, "/auth?next=%2Fcases"])
  const write = await as(gunn, "/me/language", { form: { language: "en" } })
  expect([write.status, write.trips]).toEqual([401, 1])
  const fragment = await as(gunn, "/cases", { fragment: true })
  expect([fragment.status, fragment.headers.get("hx-redirect")]).toEqual([401, "/auth"])
  await as(gunn, "/me/sessions/ended", { form: {} })
  expect(await sessionsOf(world, gunn.id)).toEqual(["kept"])
})

test("who holds no role any more is sent to sign in", async () => {
  const { status, headers } = await as(borghild, "/me")
  expect([status, headers.get("location")]).toEqual([303, "/auth?next=%2Fme"])
})

test("the language one chooses is there on the next page, and once in the log", async () => {
  const form = { ...made(), language: "nn" }
  const chosen = await as(kari, "/me/language", { form })
  expect([chosen.status, chosen.trips]).toEqual([303, 2])
  expect((await as(kari, "/me/language", { form })).status).toBe(303)
  const { html, headers } = await as(kari, "/me?did=spoke")
  expect(headers.get("content-language")).toBe("nn")
  expect(html).toContain(nn.me.did.spoke)
  expect((await logOf(`person:${kari.id}`)).map(({ type }) => type)).toEqual(["spoke"])
  expect((await as(kari, "/me/language", { form: { language: "klingon" } })).status).toBe(422)
})

test.each([
  [PHONE, "safari", "iphone"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
    "edge",
    "windows",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36",
    "samsung",
    "android",
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:142.0) Gecko/20100101 Firefox/142.0", "firefox", "mac"],
  ["curl/8.1", null, null],
])("a browser that calls itself %j is %s on %s", (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system })
})

test("single keys can be turned off, which every page tells the browser, and turned on again", async () => {
  const keysOn = async (path: string) => /<body[^>]* data-keys="(\w+)"/.exec((await as(kari, path)).html)?.[1]
  expect(await keysOn("/network")).toBe("on")
  expect((await as(kari, "/network")).html).toContain('aria-keyshortcuts="e"')
  const off = await as(kari, "/me/keys", { form: { ...made(), keys: "off" } })
  expect(off.headers.get("location")).toBe("/me?did=keys_off")
  expect([await keysOn("/network"), await keysOn("/keys")]).toEqual(["off", "off"])
  expect((await as(kari, "/network")).html).not.toContain("aria-keyshortcuts")
  expect((await as(kari, "/me/keys", { form: { ...made(), keys: "off" } })).status).toBe(422)
  await as(kari, "/me/keys", { form: { ...made(), keys: "on" } })
  expect(await keysOn("/network")).toBe("on")
})
