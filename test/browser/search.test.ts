import { expect, test } from "vitest"
import { openDemo } from "./demo.ts"

const { as, opened } = await openDemo()

test("Ctrl-K, the middle of a name and Enter lead to a company, without a mouse", async () => {
  const page = await as("lars")
  const ref = await opened(page, "Vinterlyskonditoriet")
  await page.goto("/inbox")
  await page.keyboard.press("Control+k")
  const field = page.getByRole("combobox")
  expect(await page.locator(":focus").getAttribute("role")).toBe("combobox")
  await page.keyboard.type("lyskondit")
  const options = page.locator("#found [role=option]")
  await options.first().waitFor()
  expect(await options.first().locator("mark").innerText()).toBe("lyskondit")
  expect(await field.getAttribute("aria-activedescendant")).toBe(await options.first().getAttribute("id"))
  await page.keyboard.press("ArrowDown")
  expect(await options.nth(1).getAttribute("aria-selected")).toBe("true")
  expect(await options.nth(1).getAttribute("href")).toBe(`/cases/${ref}`)
  await page.keyboard.press("ArrowUp")
  await page.keyboard.press("Enter")
  await page.waitForURL(/\/companies\//)
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain("Vinterlyskonditoriet")
})

test("Escape closes it and gives the focus back; what is asked again is answered in one request", async () => {
  const page = await as("lars")
  await page.goto("/cases")
  const link = page.getByRole("link", { name: "Søk" })
  await link.focus()
  await page.keyboard.press("Control+k")
  const asked: string[] = []
  page.on("request", (request) => request.url().includes("/search?") && asked.push(request.url()))
  await page.keyboard.type("as", { delay: 20 })
  await page.locator("#found [role=option]").first().waitFor()
  expect(asked).toHaveLength(1)
  await page.keyboard.press("Escape")
  expect(await page.locator("#find").isVisible()).toBe(false)
  expect(await page.locator(":focus").getAttribute("href")).toBe("/search")
})

test("who types on and presses Enter gets what was typed", async () => {
  const page = await as("lars")
  await page.goto("/cases")
  await page.keyboard.press("Control+k")
  await page.keyboard.type("as")
  await page.locator("#found [role=option]").first().waitFor()
  await page.keyboard.type("qqq")
  await page.keyboard.press("Enter")
  await page.waitForURL(/\/search\?q=asqqq/)
  await page.getByText("Ingen treff på «asqqq»").waitFor()
})

test("with scripts off a link leads to a page, and its form finds the same; also on a phone", async () => {
  const scripted = await as("lars")
  await opened(scripted, "Sommerlyskonditoriet")
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const page = await as("lars", { javaScriptEnabled: false, viewport })
    await page.goto("/cases")
    await page.getByRole("link", { name: "Søk" }).click()
    await page.getByRole("searchbox").fill("merlyskondi")
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/search\?q=merlyskondi/)
    await page.getByRole("link", { name: "Sommerlyskonditoriet" }).first().click()
    await page.waitForURL(/\/companies\//)
  }
})

test("? shows what each key does and Escape closes it; who has turned single keys off gets neither that nor E", async () => {
  const page = await as("lars")
  await page.goto("/inbox")
  await page.keyboard.press("?")
  const dialog = page.getByRole("dialog", { name: "Tastatur" })
  await dialog.waitFor()
  expect(await dialog.getByRole("row").count()).toBeGreaterThan(8)
  await page.keyboard.press("Escape")
  expect(await page.locator("#all-keys").count()).toBe(0)
  await page.goto("/keys")
  await page.getByRole("button", { name: "Slå dem av" }).click()
  await page.waitForURL(/keys_off/)
  for (const key of ["?", "e", "/"]) await page.keyboard.press(key)
  expect(page.url()).toContain("/me")
  expect(await page.locator("dialog[open]").count()).toBe(0)
  await page.keyboard.press("Control+k")
  expect(await page.locator("#find").isVisible()).toBe(true)
})
