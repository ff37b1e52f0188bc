import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { openDemo } from "./demo.ts"

const { as, post, opened } = await openDemo()

/** As if half a minute had gone by: a page also asks when it is looked at again. */
const lookAgain = (page: Page) => page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')

test("a move is undone from its toast on the board, and the card is back", async () => {
  const page = await as("lars")
  const ref = await opened(page, "Angret på tavlen")
  await page.goto("/cases")
  const card = page.locator(`#card-${ref}`)
  await card.getByRole("group").or(card.locator("summary")).first().click()
  await card.getByRole("button", { name: "Kartlegging" }).click()
  await page.locator("#stage-needs_mapping").locator(`#card-${ref}`).waitFor()
  await page.locator(".toast").getByRole("button", { name: "Angre" }).click()
  await page.locator("#stage-first_contact").locator(`#card-${ref}`).waitFor()
  expect(await page.locator(".toast").innerText()).toContain("Det er angret.")
})

test("a closing is undone after a colleague's note, and what is in the way of another undo is said", async () => {
  const page = await as("lars")
  const ref = await opened(page, "Avsluttet for tidlig")
  await page.goto(`/cases/${ref}`)
  await page.getByText("Avslutt saken", { exact: true }).first().click()
  await page.locator("#closure-words").fill("Ferdig")
  await page.getByRole("button", { name: "Avslutt saken" }).click()
  await page.getByText("Avsluttet ").first().waitFor()
  const colleague = await as("kjersti")
  await post(colleague, `/cases/${ref}/notes`, { kind: "call", note: "De ringte meg." })
  await page.goto(`/cases/${ref}`)
  await page.getByRole("button", { name: /^Angre: .* avsluttet saken$/ }).click()
  await page.locator("#turn").waitFor()
  expect(await page.locator("#timeline").innerText()).toContain("De ringte meg.")
  expect(await page.locator("#timeline del").innerText()).toContain("avsluttet saken")

  await page.goto(`/cases/${ref}`)
  await page.locator("#lacks form").getByRole("button", { name: "Flytt til Kartlegging" }).click()
  await page.getByText("Saken er flyttet.").first().waitFor()
  const stale = await as("lars")
  await stale.goto(`/cases/${ref}`)
  const back = { to: "first_contact", reason: "For tidlig" }
  await post(colleague, `/cases/${ref}/stage`, back)
  await stale
    .getByRole("button", { name: /^Angre: .* flyttet saken$/ })
    .first()
    .click()
  await stale.getByText("dette kom etterpå og bygger på det:").waitFor()
})

test("an open case and an open board say what others did, and keep what is being written", async () => {
  const page = await as("lars")
  const ref = await opened(page, "Endret av en annen")
  await page.goto(`/cases/${ref}`)
  await page.getByText("Skriv et notat").click()
  await page.locator("#note-text").fill("Midt i en setning")
  const board = await as("lars")
  await board.goto("/cases")
  const colleague = await as("kjersti")
  await post(colleague, `/cases/${ref}/stage`, { to: "needs_mapping" })
  await lookAgain(page)
  await page.locator("#changes").getByText("flyttet saken.").waitFor()
  expect(await page.locator("#note-text").inputValue()).toBe("Midt i en setning")
  await lookAgain(board)
  await board.locator("#changes").getByText("flyttet saken: Endret av en annen.").waitFor()
  await board.getByRole("link", { name: "Vis det nye" }).click()
  await board.locator("#stage-needs_mapping").locator(`#card-${ref}`).waitFor()
  expect(await board.locator("#changes").innerText()).toBe("")
})
