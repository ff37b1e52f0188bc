import { and, eq } from "drizzle-orm"
import type { Page } from "playwright-core"
import { afterEach, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { openDemo } from "./demo.ts"

const { as, opened, forgive, database } = await openDemo()
afterEach(() => forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/))

test("a meeting logged without coverage is queued, sent once when there is coverage, and only ever seen by its writer", async () => {
  const page = await as("lars", { viewport: { width: 390, height: 844 } })
  const context = page.context()
  await keepDay(page)

  await context.setOffline(true)
  await page.goto("/cases")
  const row = page.locator("#kept li[id^=row-]").first()
  const company = await row.locator("b").innerText()
  const ref = (await row.getAttribute("id"))?.replace("row-", "") ?? ""
  await row.locator(".acts a").click()
  await page.locator(`fieldset[data-case="${ref}"]`).waitFor({ state: "attached" })
  expect(await page.locator("#log-case").inputValue()).toBe(ref)
  await page.locator("#log-note").fill("Sagt på låven, uten dekning.")
  await page.getByRole("button", { name: "Lagre" }).click()
  await page.locator("#unsent h2:focus").waitFor()
  expect(await page.locator("#unsent li").innerText()).toContain(company)
  expect(await stored(page)).not.toContain("låven")

  // Another is signed in there by the time there is coverage: they have a day of their own, and do not send it.
  const passes = await context.cookies()
  await context.addCookies(await (await as("ragnhild")).context().cookies())
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/log"))
  await context.setOffline(false)
  expect((await asked).status()).toBe(401)
  await keepDay(page)
  expect(await page.locator("#unsent").isVisible()).toBe(false)
  expect(await noted(ref, "Sagt på låven, uten dekning.")).toBe(0)
  await context.setOffline(true)
  await page.goto("/day")
  expect(await page.locator("#kept").innerText()).not.toContain(company)
  await context.setOffline(false)

  await context.addCookies(passes)
  await page.goto("/cases")
  await expect.poll(() => noted(ref, "Sagt på låven, uten dekning.")).toBe(1)
  await page.goto("/day")
  await expect.poll(() => stored(page)).toMatch(/,\[\]\]$/)
  expect(await page.locator("#unsent").isVisible()).toBe(false)
  expect(await noted(ref, "Sagt på låven, uten dekning.")).toBe(1)
})

test("what is refused is shown with what was typed, and opens in the form again", async () => {
  const page = await as("lars")
  const ref = await opened(page, "Avvises AS")
  await keepDay(page)
  await page.goto(`/log?case=${ref}`)
  await page.context().setOffline(true)
  await page.locator("#log-note").fill("Glemte datoen.")
  await page.locator("#log-nextStep").fill("Ringe igjen")
  await page.getByRole("button", { name: "Lagre" }).click()
  await page.locator("#unsent li").waitFor()
  await page.context().setOffline(false)
  await page.locator("#unsent .st:not(:empty)").waitFor()
  await page.getByRole("link", { name: "Åpne i skjemaet" }).click()
  await page.waitForURL(/entry=/)
  await expect.poll(() => page.locator("#log-nextStep").inputValue()).toBe("Ringe igjen")
  await page.locator("#log-nextOn").fill("2028-01-05")
  await page.getByRole("button", { name: "Lagre" }).click()
  await page.waitForURL(/did=noted/)
  expect(await noted(ref, "Glemte datoen.")).toBe(1)
  await page.goto("/day")
  await page.locator("h1").waitFor()
  await expect.poll(() => page.evaluate("localStorage.getItem('unsent')")).toBe(null)
})

test("cases are gone from the browser after a day, and all of it when one signs out, who is asked first if something is not sent", async () => {
  const page = await as("lars")
  const ref = await opened(page, "Slettes AS")
  await keepDay(page)
  await aDayPasses(page)
  await page.context().setOffline(true)
  await page.goto("/day")
  expect(await page.locator("#kept").innerText()).toContain("eldre enn et døgn")
  expect(await page.locator("#kept li").count()).toBe(0)

  await page.context().setOffline(false)
  await page.goto(`/log?case=${ref}`)
  await page.locator("#log-note").fill("Ikke sendt.")
  await page.route("**/log", (route) => route.abort())
  await page.getByRole("button", { name: "Lagre" }).click()
  await page.locator("#unsent li").waitFor()
  const asked: string[] = []
  let answer = false
  page.on("dialog", (dialog) => {
    asked.push(dialog.message())
    void (answer ? dialog.accept() : dialog.dismiss())
  })
  await page.locator("details.me summary").click()
  await page.getByRole("button", { name: "Logg ut" }).click()
  await expect.poll(() => asked.length).toBe(1)
  expect(await page.locator("#unsent li").count()).toBe(1)
  answer = true
  await page.getByRole("button", { name: "Logg ut" }).click()
  await page.waitForURL(/\/auth/)
  expect(asked.length).toBe(2)
  expect(await stored(page)).toBe("[[],[],[]]")
  expect(await page.evaluate("caches.keys()")).toEqual([])
})

/** Opens the day, and waits until the browser has what it keeps of it. */
async function keepDay(page: Page) {
  await page.goto("/day")
  await page.evaluate("navigator.serviceWorker.ready.then(() => null)")
  const person = await page.locator("form[data-person]").getAttribute("data-person")
  const whose = async () => JSON.parse(await stored(page))[1]?.map(({ by }: { by: string }) => by)
  await expect.poll(whose).toEqual([person])
}

/** All that lies in the browser's database, as text. */
const stored = (page: Page): Promise<string> =>
  page.evaluate(`(async () => {
    const done = (asked) => new Promise((pass) => { asked.onsuccess = () => pass(asked.result) })
    const opening = indexedDB.open("kept")
    const database = await done(opening)
    if (!database.objectStoreNames.length) return "[]"
    const all = ["keys", "days", "entries"].map((name) => done(database.transaction(name).objectStore(name).getAll()))
    const text = JSON.stringify(await Promise.all(all), (_, value) =>
      value instanceof ArrayBuffer || value instanceof Uint8Array ? new TextDecoder().decode(value) : value)
    database.close()
    return text
  })()`)

/** As if it had been kept the day before. */
const aDayPasses = (page: Page) =>
  page.evaluate(`(async () => {
    const done = (asked) => new Promise((pass) => { asked.onsuccess = () => pass(asked.result) })
    const database = await done(indexedDB.open("kept"))
    const days = database.transaction("days", "readwrite").objectStore("days")
    for (const day of await done(days.getAll())) await done(days.put({ ...day, at: day.at - 25 * 60 * 60 * 1000 }))
    database.close()
  })()`)

async function noted(ref: string, note: string): Promise<number> {
  const { build, send } = database
  const [rows] = await send("read", [
    build
      .select({ id: t.events.id })
      .from(t.cases)
      .innerJoin(t.events, eq(t.events.caseId, t.cases.id))
      .innerJoin(t.texts, eq(t.texts.eventId, t.events.id))
      .where(and(eq(t.cases.ref, ref), eq(t.texts.body, note))),
  ])
  return rows.length
}
