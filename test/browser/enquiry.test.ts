import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { openDemo } from "./demo.ts"

const { visit } = await openDemo()
const PHONE = { width: 390, height: 844 }
/** No person is quicker. */
const QUICKEST_MS = 3100

async function write(page: Page) {
  await page.getByLabel("Hva vil du ha hjelp til?").fill("Vi vil selge vevde tepper til Tyskland.")
  await page.getByLabel("Navnet ditt").fill("Maja Prøve")
  await page.getByLabel("E-post").fill("maja@fjellvarp.example")
}

async function send(page: Page) {
  await page.waitForTimeout(QUICKEST_MS)
  await page.getByRole("button", { name: "Send", exact: true }).click()
  await page.getByRole("heading", { name: "Takk, vi har fått det" }).waitFor()
}

const kept = (page: Page) => page.evaluate(() => localStorage.getItem("enquiry"))

test("a registered company is found while one types, by keyboard, and fills in the rest", async () => {
  const page = await visit({ viewport: PHONE })
  await page.goto("/n/roros/nb")
  const sent: string[] = []
  page.on("request", (request) => request.method() === "POST" && sent.push(request.postData() ?? ""))
  await write(page)
  await page.getByLabel("Bedriften din").pressSequentially("fjellmat", { delay: 30 })
  const hit = page.getByRole("radio", { name: /^FJELLMAT TEST AS/ })
  await hit.waitFor()
  await hit.focus()
  await page.keyboard.press("Space")
  expect(await page.getByLabel("Bedriften din").inputValue()).toBe("FJELLMAT TEST AS")
  expect(await page.getByLabel("Kommune", { exact: true }).inputValue()).toBe("5025")
  expect(sent.length).toBeGreaterThan(0)
  expect(sent.filter((body) => !/^company=[a-z]*$/.test(body))).toEqual([])
  await send(page)
  expect(await page.getByText("Hvem svarer").locator("xpath=following-sibling::dd[1]").innerText()).toContain("Røros")
})

test("what is typed of a company that is not registered yet survives a reload, another language and no network", async () => {
  const page = await visit()
  await page.goto("/enquiry?lang=nb")
  await page.getByLabel("Den er ikke registrert ennå").check()
  await page.getByLabel("Kommune", { exact: true }).selectOption({ label: "Ørland" })
  await write(page)
  await page.reload()
  const need = page.locator("#need")
  expect(await need.inputValue()).toBe("Vi vil selge vevde tepper til Tyskland.")
  expect(await page.getByLabel("Den er ikke registrert ennå").isChecked()).toBe(true)
  await page.getByRole("button", { name: "Nynorsk" }).click()
  await page.getByLabel("Namnet ditt").waitFor()
  expect(await need.inputValue()).toBe("Vi vil selge vevde tepper til Tyskland.")
  expect(await page.getByLabel("Kommune", { exact: true }).inputValue()).toBe("5057")
  await page.context().setOffline(true)
  await page.getByRole("button", { name: "Send", exact: true }).click()
  await page.getByText("Du er utan nett.").waitFor()
  await page.context().setOffline(false)
  expect(await kept(page)).toContain("vevde tepper")
  await page.waitForTimeout(QUICKEST_MS)
  await page.getByRole("button", { name: "Send", exact: true }).click()
  await page.locator("[data-received]").waitFor()
  await expect.poll(() => kept(page)).toBeNull()
})

test("what is typed can be forgotten", async () => {
  const page = await visit()
  await page.goto("/enquiry?lang=nb")
  await write(page)
  expect(await kept(page)).toContain("Maja")
  await page.getByRole("button", { name: "Glem det jeg har skrevet" }).click()
  await page.getByText("Det er glemt.").waitFor()
  expect(await kept(page)).toBeNull()
  await page.reload()
  expect(await page.getByLabel("Navnet ditt").inputValue()).toBe("")
})

test("with scripts off a button finds the company, another language keeps what is typed, and Enter sends", async () => {
  const page = await visit({ javaScriptEnabled: false, viewport: PHONE })
  await page.goto("/enquiry?lang=nb")
  expect(await page.getByRole("button", { name: "Glem det jeg har skrevet" }).isVisible()).toBe(false)
  await write(page)
  await page.getByLabel("Bedriften din").fill("fjellmat")
  await page.getByRole("button", { name: "Finn bedriften" }).click()
  await page.getByRole("radio", { name: /^FJELLMAT TEST AS/ }).check()
  await page.getByRole("button", { name: "English" }).click()
  expect(await page.getByLabel("Your name").inputValue()).toBe("Maja Prøve")
  await page.waitForTimeout(QUICKEST_MS)
  await page.getByLabel("Your name").press("Enter")
  await page.waitForURL(/\/enquiry\/received\//)
  expect(await page.locator("main").innerText()).toContain("Røros")
})
