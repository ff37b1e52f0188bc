import type { Page } from "playwright-core"
import { describe, expect, test } from "vitest"
import { nameOf, openDemo } from "./demo.ts"

const { visit, as } = await openDemo()
const WITHOUT_SCRIPTS = { javaScriptEnabled: false }

describe("an enquiry becomes a case and travels", () => {
  const company = "Fjellvarp Tekstil"
  let address = ""

  test("the public form says all that is wrong, twice, keeps what is typed, and then takes it", async () => {
    const page = await visit()
    await page.goto("/enquiry?lang=nb")
    await page.getByLabel("Bedriften din").fill(company)
    await page.getByLabel("Telefon").fill("12")
    await page.getByRole("button", { name: "Send" }).click()
    expect(await page.locator(":focus h2").innerText()).toMatch(/^Rett opp .+ ting/)
    expect(await invalid(page)).toEqual(["municipality", "need", "contact", "phone"])
    await page.getByRole("link", { name: "Skriv åtte sifre." }).click()
    expect(await page.locator(":focus").getAttribute("id")).toBe("phone")
    await page.keyboard.press("End")
    await page.keyboard.type("3456")

    await page.getByLabel("Kommune").selectOption({ label: "Røros" })
    await page.getByLabel("Hva vil du ha hjelp til?").fill("Vi vil selge vevde tepper til Tyskland.")
    await page.getByRole("button", { name: "Send" }).click()
    expect(await invalid(page)).toEqual(["contact", "phone"])
    expect(await page.getByLabel("Bedriften din").inputValue()).toBe(company)
    expect(await page.getByLabel("Telefon").inputValue()).toBe("123456")
    expect(await page.getByLabel("Kommune").locator("option:checked").innerText()).toBe("Røros")

    await page.getByLabel("Navnet ditt").fill("Maja Fjell")
    await page.getByLabel("Telefon").fill("")
    // No person fills it in within three seconds.
    await page.waitForTimeout(3100)
    await page.getByLabel("E-post").fill("maja@fjellvarp.example")
    await page.getByRole("button", { name: "Send" }).click()
    await page.getByRole("heading", { name: "Takk, vi har fått det" }).waitFor()
    expect(await page.getByText("Hvem svarer").locator("xpath=following-sibling::dd[1]").innerText()).toContain("Røros")
  })

  test("an advisor of that hub finds it in the inbox and makes it a case", async () => {
    const page = await as("lars")
    await page.goto("/inbox")
    await page.getByRole("link", { name: company }).click()
    await page.getByText("Vi vil selge vevde tepper til Tyskland.").last().waitFor()
    await page.getByText("Lag sak", { exact: true }).click()
    await page.getByRole("button", { name: "Lag saken" }).click()
    await page.getByRole("heading", { name: company, level: 1 }).waitFor()
    address = new URL(page.url()).pathname
    expect(await page.locator(".toast").innerText()).toContain("Saken er åpnet.")
    await page.goto("/inbox")
    expect(await page.getByRole("link", { name: company }).count()).toBe(0)
  })

  test("what it lacks is filled in on its card, and that moves it", async () => {
    const page = await as("lars")
    await page.goto("/cases")
    const card = page.locator(".card", { hasText: company })
    await card.getByRole("link", { name: /^Mangler/ }).click()
    await card.getByLabel("Hva snakket dere om?").fill("Om tepper, toll og frakt.")
    await card.getByRole("button", { name: "Lagre og flytt til Kartlegging" }).click()
    await page.locator("#stage-needs_mapping").locator(card).waitFor()
    expect(await page.locator("#live").innerText()).toContain(`${company} er flyttet til Kartlegging.`)
  })

  test("a neighbour hub's advisor sees that it exists and whom to call, and no more", async () => {
    const page = await as("trond")
    await page.goto(address)
    const main = page.locator("main")
    await main.getByRole("heading", { name: company, level: 1 }).waitFor()
    expect(await main.innerText()).toContain(nameOf("lars"))
    expect(await main.locator("form, #timeline, #next-step").count()).toBe(0)
    expect(await page.content()).not.toContain("Om tepper, toll og frakt.")
    expect(await page.content()).not.toContain("maja@fjellvarp.example")
  })

  test("a manager sees it counted across the hubs, and reaches it from the number", async () => {
    const page = await as("kjersti")
    await page.goto("/network")
    const row = page.getByRole("row", { name: /^Røros/ })
    const number = row.getByRole("link", { name: /Kartlegging/ })
    const counted = Number(await number.innerText())
    await number.click()
    expect(await page.locator("#count").innerText()).toBe(`${counted} saker.`)
    await page.getByRole("link", { name: company }).click()
    await page.waitForURL((url) => url.pathname === address)
    expect(await page.locator("#timeline").innerText()).toContain("Om tepper, toll og frakt.")
  })
})

describe.each([
  { how: "with scripts", look: {} },
  { how: "with scripts off", look: WITHOUT_SCRIPTS },
])("$how a case", ({ how, look }) => {
  test("is opened by a form, waits, is taken up, ends and is opened again on its own page", async () => {
    const page = await as("lars", look)
    const ref = await openedByForm(page, `Venter ${how}`)
    const state = page.locator("#case")
    await page.getByText("Sett på vent").first().click()
    await page.getByLabel("Hva venter vi på?").fill("Regnskapet")
    await page.getByRole("button", { name: "Sett på vent" }).click()
    await state.getByText("Fyll ut dette feltet.").waitFor()
    expect(await page.getByLabel("Hva venter vi på?").inputValue()).toBe("Regnskapet")
    await page.getByLabel("Til når?").fill(inDays(14))
    await page.getByRole("button", { name: "Sett på vent" }).click()
    await state.getByText("Den våkner av seg selv.").waitFor()
    expect(await page.locator("#turn").innerText()).toContain("Hos bedriften")

    await page.getByRole("button", { name: "Ta opp igjen" }).click()
    await page.locator(".toast", { hasText: "Saken er tatt opp igjen." }).waitFor()
    expect(await page.locator("#turn").innerText()).toContain("Hos oss")

    await page.locator("summary", { hasText: "Avslutt saken" }).click()
    await page.getByLabel("Utfall").selectOption({ label: "Trukket av bedriften" })
    await page.getByLabel("Kort om hvorfor").fill("De venter til neste år.")
    await page.getByRole("button", { name: "Avslutt saken" }).click()
    await state.getByText(/^Avsluttet .*Trukket av bedriften/).waitFor()
    expect(await page.getByRole("link", { name: "Flytt" }).count()).toBe(0)

    await page.locator("summary", { hasText: "Gjenåpne saken" }).click()
    await page.getByLabel("Hvorfor åpnes den igjen?").fill("De ombestemte seg.")
    await page.getByRole("button", { name: "Gjenåpne saken" }).click()
    await page.locator(".toast", { hasText: "Saken er åpnet igjen." }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/cases/${ref}`)
    expect(await page.locator("#timeline").innerText()).toContain("De ombestemte seg.")
  })
})

test("with scripts off a card moves by the same form: refused, filled in, moved, and seen on the board", async () => {
  const page = await as("lars", WITHOUT_SCRIPTS)
  const ref = await openedByForm(page, "Uten skript")
  await page.goto("/cases?turn=us")
  const card = page.locator(`#card-${ref}`)
  await card.locator("summary").click()
  await card.getByRole("button", { name: "Kartlegging" }).click()
  await page.getByRole("heading", { name: "Flytt Uten skript til Kartlegging" }).waitFor()
  expect(await invalid(page)).toEqual(["move-conversation"])
  await page.getByLabel("Hva snakket dere om?").fill("Om garn.")
  await page.getByRole("button", { name: "Lagre og flytt til Kartlegging" }).click()
  await page.locator("#stage-needs_mapping").locator(card).waitFor()
  expect(new URL(page.url()).searchParams.get("turn")).toBe("us")
  expect(await page.locator(".toast").innerText()).toContain("Uten skript er flyttet til Kartlegging.")
})

async function openedByForm(page: Page, company: string): Promise<string> {
  await page.goto("/cases/new")
  await page.getByLabel("Bedrift", { exact: true }).fill(company)
  await page.getByLabel("Hva vil de ha hjelp til?").fill("Salg")
  await page.getByLabel("Kontaktperson").fill("Oda Prøve")
  await page.getByRole("button", { name: "Åpne saken" }).click()
  await page.getByRole("heading", { name: company, level: 1 }).waitFor()
  return new URL(page.url()).pathname.split("/").at(-1) ?? ""
}

const invalid = (page: Page) =>
  page.locator("[aria-invalid=true]").evaluateAll((all) => all.map((one) => one.id as string))

function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
}
