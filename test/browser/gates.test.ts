import type { Locator, Page } from "playwright-core"
import { describe, expect, test } from "vitest"
import { openDemo } from "./demo.ts"

const { as, post, opened } = await openDemo()
const WITHOUT_SCRIPTS = { javaScriptEnabled: false }
const ORDER = ["needs_mapping", "clarification", "development_plan", "delivery"] as const
const ANSWERS: Record<(typeof ORDER)[number], Record<string, string>> = {
  needs_mapping: {},
  clarification: { meeting: "Møte.", needs: "En plan.", goal: "Fem til på jobb." },
  development_plan: { decision: "accept", decisionReason: "Passer.", aid: "Under taket." },
  delivery: {
    milestone: "Første ordre levert",
    milestoneOn: inDays(20),
    agreement: "Oda, i dag",
    coPayment: "Halvparten",
  },
}

/** A case of Lars's that has come as far as a stage, with all that was asked for on the way. */
async function standing(page: Page, company: string, stage: (typeof ORDER)[number] | "first_contact"): Promise<string> {
  const ref = await opened(page, company, { talked: stage !== "first_contact" })
  for (const to of ORDER.slice(0, (ORDER as readonly string[]).indexOf(stage) + 1))
    await post(page, `/cases/${ref}/stage`, { to, ...ANSWERS[to] })
  return ref
}

describe.each([
  { how: "with scripts", look: {} },
  { how: "with scripts off", look: WITHOUT_SCRIPTS },
])("$how, a move that is refused is fixed in place:", ({ how, look }) => {
  test("from the card's menu, by the item that is missing, in the field it names", async () => {
    const page = await as("lars", look)
    const ref = await standing(page, `Meny ${how}`, "needs_mapping")
    await page.goto("/cases")
    const card = page.locator(`#card-${ref}`)
    await card.locator("summary").first().click()
    await card.getByRole("link", { name: "mål", exact: true }).click()
    const goal = page.getByLabel("Hva vil bedriften oppnå, og når?")
    await goal.waitFor()
    await expect.poll(() => isFocused(goal)).toBe(true)
    await goal.fill("Fem til på jobb.")
    await page.getByRole("button", { name: "Bare lagre" }).click()
    await card.getByText("Mangler 2").waitFor()
  })

  test("from the case's own list, one thing at a time, and the list is fresh each time", async () => {
    const page = await as("lars", look)
    const ref = await standing(page, `Liste ${how}`, "needs_mapping")
    await page.goto(`/cases/${ref}`)
    const lacks = page.locator("#lacks")
    for (const [item, label, left] of [
      ["Behov", "Hva trenger bedriften?", "Mangler 2 for å gå til Avklaring"],
      ["Et møte", "Hva kom fram i møtet?", "Mangler 1 for å gå til Avklaring"],
      ["Mål", "Hva vil bedriften oppnå, og når?", "Klar for Avklaring"],
    ] as const) {
      await lacks.getByRole("link", { name: item, exact: true }).click()
      const field = page.getByLabel(label)
      await field.waitFor()
      await expect.poll(() => isFocused(field)).toBe(true)
      await field.fill("Det står her.")
      await page.getByRole("button", { name: "Bare lagre" }).click()
      await lacks.getByRole("heading", { name: left }).waitFor()
    }
  })

  test("a decision not to go on is said beside it, saved, and leads to closing with the reason that fits", async () => {
    const page = await as("lars", look)
    const ref = await standing(page, `Avklaring ${how}`, "clarification")
    await page.goto(`/cases/${ref}`)
    await page.locator("#lacks").getByRole("link", { name: "Beslutning om å ta saken videre" }).click()
    await page.getByLabel("Hva er besluttet?").selectOption({ label: "Vi viser videre til andre" })
    await page.getByLabel("Hvorfor denne beslutningen?").fill("Andre kan dette bedre.")
    await page.getByRole("button", { name: "Lagre og flytt til Utviklingsplan" }).click()
    await page.getByText("Med denne beslutningen går ikke saken videre.").first().waitFor()
    expect(await page.getByLabel("Hvorfor denne beslutningen?").inputValue()).toBe("Andre kan dette bedre.")
    await page.getByRole("button", { name: "Bare lagre" }).click()
    await page.locator("#lacks").getByText("Besluttet: Vi viser videre til andre.").first().waitFor()
    await page.locator("#lacks").getByRole("link", { name: "Avslutt saken: Henvist videre" }).first().click()
    expect(await page.getByLabel("Utfall").locator("option:checked").innerText()).toBe("Henvist videre")
    await page.getByLabel("Kort om hvorfor").fill("Se beslutningen.")
    await page.getByRole("button", { name: "Avslutt saken" }).click()
    await page.getByText(/^Avsluttet .*Henvist videre/).waitFor()
  })

  test("milestones are set and settled, in the plan and in the work", async () => {
    const page = await as("lars", look)
    const ref = await standing(page, `Milepæl ${how}`, "delivery")
    await page.goto(`/cases/${ref}`)
    const list = page.locator("#milestones")
    await list.locator("summary", { hasText: "Sett en milepæl" }).click()
    await list.getByLabel("Hva er milepælen?").fill("Tiende ordre")
    await list.getByLabel("Når skal den være nådd?").fill("9999-12-31")
    await list.getByRole("button", { name: "Lagre milepælen" }).click()
    await list.getByText("Dagen er for langt fram.").waitFor()
    expect(await list.getByLabel("Hva er milepælen?").inputValue()).toBe("Tiende ordre")
    await list.getByLabel("Når skal den være nådd?").fill(inDays(60))
    await list.getByRole("button", { name: "Lagre milepælen" }).click()
    await list.getByText("Tiende ordre").waitFor()
    await list.locator("summary", { hasText: "Nådd" }).first().click()
    await list.getByRole("button", { name: "Merk som nådd" }).first().click()
    await list.getByText("1 av 2 gjort opp").waitFor()

    await page.goto("/cases")
    const card = page.locator(`#card-${ref}`)
    await card.locator("summary").first().click()
    await card.getByRole("button", { name: "Oppfølging" }).click()
    const outcome = page.getByLabel(/^Hvordan gikk det med «Tiende ordre»/)
    await outcome.selectOption({ label: "Droppet" })
    await page.getByLabel("Hva er gjort?").fill("Levert.")
    await page.getByRole("button", { name: "Lagre og flytt til Oppfølging" }).click()
    const why = page.getByLabel("Hvis den ble droppet: hvorfor?")
    await expect.poll(() => why.getAttribute("aria-invalid")).toBe("true")
    await why.fill("For dyrt nå.")
    await page.getByRole("button", { name: "Lagre og flytt til Oppfølging" }).click()
    await page.locator("#stage-follow_up").locator(card).waitFor()
  })

  test("the hub's manager may let it go on, with a reason, and it stands in the timeline", async () => {
    const ref = await standing(await as("lars"), `Likevel ${how}`, "clarification")
    const page = await as("kjersti", look)
    await page.goto(`/cases/${ref}/stage`)
    await page.locator("summary", { hasText: "Flytt selv om noe mangler" }).click()
    const go = page.getByRole("button", { name: "Flytt likevel til Utviklingsplan" })
    await go.click()
    const why = page.getByLabel("Hvorfor flyttes saken likevel?")
    await expect.poll(() => why.getAttribute("aria-invalid")).toBe("true")
    await why.fill("Papirene kommer på mandag.")
    await go.click()
    await page.locator("#timeline").getByText("selv om dette manglet").waitFor()
    await page.goto("/network/overrides")
    await page
      .getByRole("row", { name: /^Røros Avklaring/ })
      .getByRole("link", { name: /Avklaring/ })
      .click()
    await page
      .locator("#behind")
      .getByRole("link", { name: `Likevel ${how}`, exact: true })
      .waitFor()
  })
})

const isFocused = (field: Locator) => field.evaluate((one) => one.matches(":focus"))

function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
}
