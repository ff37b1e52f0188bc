import { expect, test } from "vitest"
import { openDemo } from "./demo.ts"

const { as, opened } = await openDemo()

test("from a key pressed anywhere to a meeting that is saved and undone, by keyboard alone", async () => {
  const page = await as("lars")
  const ref = await opened(page, "Logges med taster")
  await page.goto("/cases")
  await page.keyboard.press("e")
  await page.waitForURL(/\/log$/)
  await page.locator("#log-filter:focus").waitFor()
  await page.keyboard.type("logges med")
  await page.keyboard.press("Enter")
  await page.waitForURL(new RegExp(`/log\\?case=${ref}`))
  await page.locator("#log-kind input:focus").waitFor()
  await page.keyboard.press("ArrowRight")
  await page.keyboard.press("Tab")
  await page.keyboard.type("De vil selge til Tyskland, sa eieren.")
  const to = async (id: string) => {
    for (let n = 0; n < 25 && (await page.locator(`#${id}:focus`).count()) === 0; n++) await page.keyboard.press("Tab")
    expect(await page.locator(`#${id}:focus`).count()).toBe(1)
  }
  await to("log-contact")
  await page.keyboard.type("45")
  await to("log-service")
  await page.keyboard.type("Marked")
  await to("log-nextStep")
  await page.keyboard.type("Sende et utkast")
  await page.keyboard.press("Enter")
  // What is wrong is told, and nothing that was typed is lost.
  await page.locator("#log-nextOn-problem").waitFor()
  expect(await page.locator("#log-note").inputValue()).toContain("Tyskland")
  await page.locator("#log-nextOn").fill("2028-01-05")
  await page.locator("#log-nextOn").press("Enter")
  await page.waitForURL(new RegExp(`/cases/${ref}\\?did=noted`))
  expect(await page.locator("#timeline").innerText()).toContain("Tyskland")
  await page.locator(".toast button[type=submit]").press("Enter")
  await page.locator("#timeline li.undone").first().waitFor()
})
