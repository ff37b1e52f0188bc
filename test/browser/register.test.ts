import { expect, test } from "vitest"
import { openDemo } from "./demo.ts"

const demo = await openDemo()

test("a company is found while one types its name, and fills in its fields; what else was typed stays", async () => {
  const page = await demo.as("lars")
  await page.goto("/cases/new")
  await page.getByLabel("Hva vil de ha hjelp til?").fill("Salg i Tyskland")
  const asked: string[] = []
  page.on("request", (request) => request.url().includes("/companies/register") && asked.push(request.url()))
  await page.getByLabel("Finn bedriften").pressSequentially("fjellmat", { delay: 30 })
  const choose = page.getByRole("link", { name: "Bruk FJELLMAT TEST AS" })
  await choose.waitFor()
  expect(asked.length).toBeLessThan(4)
  await choose.click()
  await expect.poll(() => page.getByLabel("Bedrift", { exact: true }).inputValue()).toBe("FJELLMAT TEST AS")
  expect(await page.locator("#new-orgnr").inputValue()).toBe("319990011")
  expect(await page.locator("#new-municipality").inputValue()).toBe("5025")
  expect(await page.getByLabel("Hva vil de ha hjelp til?").inputValue()).toBe("Salg i Tyskland")
  await page.getByText("FJELLMAT TEST AS er fylt inn.").waitFor()
  await page.locator("#hits:focus").waitFor()
})

test("without scripts the button finds it, and the form still opens the case", async () => {
  const page = await demo.as("lars", { javaScriptEnabled: false })
  await page.goto("/cases/new")
  await page.getByLabel("Finn bedriften").fill("319 990 011")
  await page.getByRole("button", { name: "Søk" }).click()
  await page.getByRole("link", { name: "Bruk FJELLMAT TEST AS" }).click()
  await page.getByLabel("Hva vil de ha hjelp til?").fill("Salg i Tyskland")
  await page.getByRole("button", { name: "Åpne saken" }).click()
  await page.getByRole("heading", { name: "FJELLMAT TEST AS", level: 1 }).waitFor()
  await page.getByRole("link", { name: "Se hele reisen til bedriften" }).click()
  await page.getByRole("button", { name: "Hent fra registeret" }).click()
  await page.getByText("Nytt fra registeret").first().waitFor()
  expect(await page.locator("#fact-address").innerText()).toContain("Testveien 1, 7374 Røros")
})

test("a register that is slow is given up on, and the form is there to fill in", async () => {
  const page = await demo.as("lars")
  await page.goto("/cases/new?text=treg")
  await page.getByText("Registeret svarer ikke nå.").waitFor()
  expect(await page.getByLabel("Bedrift", { exact: true }).count()).toBe(1)
})
