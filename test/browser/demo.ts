import { eq } from "drizzle-orm"
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, afterEach, expect } from "vitest"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { CAST } from "#src/local/demo/cast.ts"
import { launch, openSite } from "./browser.ts"

export type Demo = Awaited<ReturnType<typeof openDemo>>
export type Look = Pick<
  BrowserContextOptions,
  "viewport" | "colorScheme" | "javaScriptEnabled" | "hasTouch" | "isMobile"
>

/**
 * The demo network in a database of its own, served, with a browser before it. A test gets pages of its own; whatever
 * a browser complains of in its console meanwhile makes the test fail.
 */
export async function openDemo() {
  const name = `b${crypto.randomUUID().replaceAll("-", "")}`
  const forked = await fetch(`http://admin.db.test/v1/namespaces/demo/fork/${name}`, { method: "POST" })
  if (!forked.ok) throw new Error(await forked.text())
  const secrets = { COOKIE_SECRET: "only for tests", AUTH_SECRET: "only for tests, and long enough to please" }
  const mail = { MAIL_FROM: "post@kraftspor.example" }
  const registers = {
    REGISTER_URL: `http://${name}.register.test/enhetsregisteret/api`,
    KLASS_URL: "http://klass.test",
  }
  const bindings = { DATABASE_URL: `http://${name}.db.test`, ...secrets, ...mail, ...registers }
  const [site, browser] = await Promise.all([openSite(bindings), launch()])
  const database = connect(bindings, { fetch })
  const passes = new Map<string, Cookies>()
  const open = new Set<BrowserContext>()
  const complaints: string[] = []

  afterEach(async () => {
    await Promise.all([...open].map((context) => context.close()))
    open.clear()
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await site.stop()
  })

  /** A new page in a browser of its own, of someone who has not signed in. */
  async function visit(look: Look = {}, cookies: Cookies = []): Promise<Page> {
    const context = await browser.newContext({
      baseURL: site.url,
      locale: "nb-NO",
      timezoneId: "Europe/Oslo",
      reducedMotion: "reduce",
      viewport: { width: 1440, height: 900 },
      ...look,
    })
    open.add(context)
    context.setDefaultTimeout(10_000)
    context.on("page", (page) => listen(page, complaints))
    await context.addCookies(cookies)
    return context.newPage()
  }

  /** A page of this person, signed in with one click as a new user would. */
  async function as(who: string, look: Look = {}): Promise<Page> {
    const pass = passes.get(who)
    if (pass) return visit(look, pass)
    const page = await visit(look)
    await page.goto("/local")
    const button = page.getByRole("button", { name: `${nameOf(who)}, ` })
    await button.first().click()
    await page.waitForURL((url) => !url.pathname.startsWith("/local"))
    passes.set(who, await page.context().cookies())
    return page
  }

  /** Opens a case of Lars's, at the first stage. With `talked` it has all it needs to go on. */
  async function opened(page: Page, company: string, { talked = true } = {}): Promise<string> {
    const { build, send } = database
    const [[lars]] = await send("read", [
      build
        .select()
        .from(t.people)
        .where(eq(t.people.name, nameOf("lars"))),
    ])
    const place = { hub: "roros", track: "business_development", municipality: "5025", access: "hub" }
    const address = await post(page, "/cases", {
      ...place,
      company,
      need: "Salg",
      contact: "Oda",
      advisor: lars?.id ?? "",
    })
    const { pathname } = new URL(address, site.url)
    if (talked) await post(page, `${pathname}/notes`, { kind: "call", note: "Vi snakket sammen." })
    return pathname.split("/").at(-1) ?? ""
  }

  /** Sends a form that is not worth looking at, and says where the answer leads. */
  async function post(page: Page, path: string, typed: Record<string, string>): Promise<string> {
    const form = { act: crypto.randomUUID(), ...typed }
    const answer = await page.request.post(path, { form, headers: { origin: site.url }, maxRedirects: 0 })
    expect(answer.status()).toBe(303)
    return answer.headers().location ?? ""
  }

  /** The pages that are open now stay so to the end of the file. */
  const keep = () => open.clear()

  /** What was said on the console and is as it should be: the browser itself says that it had no answer. */
  const forgive = (said: RegExp) => {
    for (const one of complaints.splice(0)) if (!said.test(one)) complaints.push(one)
  }

  const { withoutDatabase } = site
  return { database, withoutDatabase, visit, as, post, opened, keep, forgive }
}

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>

export function nameOf(key: string): string {
  const person = CAST.find((one) => one.key === key)
  if (!person) throw new Error(`nobody is called ${key}`)
  return person.name
}

/** That something is refused is no complaint, since a test may want it so; an asset that is missing is. */
function listen(page: Page, complaints: string[]) {
  page.on("console", (message) => {
    const isRefusal = message.text().startsWith("Failed to load resource: the server responded")
    if (message.type() === "error" && !isRefusal) complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on("response", (response) => {
    const isAsset = !["document", "fetch", "xhr"].includes(response.request().resourceType())
    if (isAsset && response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`)
  })
}
