import { expect, test } from "vitest"
import { openDemo } from "./demo.ts"

const demo = await openDemo()

test("the programme owner adds a stage, asks for more before it is left, and takes it out of use; cases follow by themselves", async () => {
  const page = await demo.as("owner")
  await page.goto("/programme/stages/new")
  await page.getByLabel("Spor", { exact: true }).selectOption({ label: "Forretningsutvikling" })
  for (const [label, value] of [
    ["Navn på bokmål", "Forprosjekt"],
    ["Navn på nynorsk", "Forprosjekt"],
    ["Navn på engelsk", "Pre-study"],
    ["Betydning på bokmål", "Kort utredning"],
    ["Betydning på nynorsk", "Kort utgreiing"],
    ["Betydning på engelsk", "A short study"],
    ["Plass i sporet", "2"],
    ["Antall virkedager", "0"],
  ] as const)
    await page.getByLabel(label).fill(value)
  await page.getByLabel("Hvor teller den i oversikten på tvers?").selectOption({ label: "Plan" })
  await page.getByRole("button", { name: "Se hva det betyr" }).click()
  await page.getByText("Skriv et helt antall virkedager fra 1 til 500.").waitFor()
  expect(await page.getByLabel("Navn på bokmål").inputValue()).toBe("Forprosjekt")
  await page.getByLabel("Antall virkedager").fill("12")
  await page.getByRole("button", { name: "Se hva det betyr" }).click()
  await page.getByRole("button", { name: "Lagre endringen" }).click()
  await page.getByRole("link", { name: "Forprosjekt" }).click()

  await page.getByText("Krav", { exact: true }).first().click()
  await page.getByLabel("Ideen er beskrevet").check()
  await page.locator("form[action$='/requirements']").getByRole("button").click()
  await page.getByText("Nytt krav: idé").waitFor()
  await page.getByRole("button", { name: "Lagre endringen" }).click()
  await page.getByText("Kravene er endret.").first().waitFor()

  await page.goto("/programme/stages/first_contact")
  await page.getByRole("link", { name: "Ta fasen ut av bruk" }).click()
  await page.getByLabel("Hvor går sakene?").selectOption({ index: 1 })
  await page.getByRole("button", { name: "Se hva det betyr" }).click()
  await page.getByText(/åpne saker går til Forprosjekt/).waitFor()
  await page.getByRole("button", { name: "Lagre endringen" }).click()
  await page.getByText("Alle saker er flyttet.").waitFor()

  const lars = await demo.as("lars")
  await lars.goto("/cases?track=business_development")
  expect(await lars.locator("#stage-first_contact").count()).toBe(0)
  expect(await lars.locator("#stage-pre_study .card").count()).toBeGreaterThan(0)
})
