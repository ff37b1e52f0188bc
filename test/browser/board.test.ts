import type { Locator, Page } from "playwright-core"
import { describe, expect, test } from "vitest"
import { openDemo } from "./demo.ts"

const { as, opened, withoutDatabase, forgive } = await openDemo()
const FIRST = "first_contact"
const NEXT = "needs_mapping"
const THIRD = "clarification"
const TABLET = { viewport: { width: 1024, height: 1366 }, hasTouch: true, isMobile: true }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

describe("a card that has all it needs goes on", () => {
  test("with the mouse, let go at its own height: often below what is in the other column", async () => {
    const { page, card, counts } = await board("Dratt med mus")
    const before = await counts()
    await drag(page, card, column(page, NEXT))
    await at(page, NEXT, card)
    expect(await counts()).toEqual({ ...before, [FIRST]: before[FIRST] - 1, [NEXT]: before[NEXT] + 1 })
    expect(await said(page)).toBe(`Dratt med mus er flyttet til Kartlegging. ${before[NEXT] + 1} saker i fasen.`)
    expect(await page.locator(".toast").innerText()).toContain("Dratt med mus er flyttet til Kartlegging.")
    const shown = await counts()
    await page.reload()
    expect(await counts()).toEqual(shown)
    expect(await column(page, NEXT).locator(card).count()).toBe(1)
  })

  test("with a finger that rests on it, on a tablet", async () => {
    const { page, card, counts } = await board("Dratt med finger", { look: TABLET })
    const before = await counts()
    const { from, to } = await path(card, column(page, NEXT))
    const finger = await touch(page)
    await finger("touchStart", from)
    await page.locator("li.sortable-chosen").locator(card).waitFor()
    for (const share of [0.1, 0.4, 0.7, 1]) {
      await finger("touchMove", { x: from.x + (to.x - from.x) * share, y: from.y })
    }
    await finger("touchEnd")
    await at(page, NEXT, card)
    expect(await counts()).toEqual({ ...before, [FIRST]: before[FIRST] - 1, [NEXT]: before[NEXT] + 1 })
    expect(new URL(page.url()).pathname).toBe("/cases")
  })

  test("with the keyboard alone: arrows to it, M for its menu, Enter; then the focus is still on it", async () => {
    const { page, card, counts } = await board("Flyttet med taster")
    const before = await counts()
    await page.locator(`#stage-${FIRST} .card h3 a`).first().focus()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowLeft")
    await until(page, card, "ArrowDown")
    await page.keyboard.press("m")
    expect(await focused(page)).toContain("Kartlegging")
    await page.keyboard.press("Enter")
    await at(page, NEXT, card)
    expect(await focused(page)).toBe("Flyttet med taster")
    expect(await hasFocus(card)).toBe(true)
    expect(await said(page)).toBe(`Flyttet med taster er flyttet til Kartlegging. ${before[NEXT] + 1} saker i fasen.`)
    expect(await counts()).toEqual({ ...before, [FIRST]: before[FIRST] - 1, [NEXT]: before[NEXT] + 1 })
    expect(await page.locator("details[open]").count()).toBe(0)
  })

  test("by its menu, which Escape and a click elsewhere close", async () => {
    const { page, card } = await board("Flyttet med meny")
    const menu = card.locator("details")
    await card.getByLabel("Flytt eller endre Flyttet med meny").click()
    await page.keyboard.press("Escape")
    expect(await menu.getAttribute("open")).toBeNull()
    await card.locator("summary").click()
    await page.locator("h1").click()
    expect(await menu.getAttribute("open")).toBeNull()
    await card.locator("summary").click()
    await card.getByRole("button", { name: "Kartlegging" }).click()
    await at(page, NEXT, card)
  })

  test("on a phone by its menu, and the stage that it came to is the one shown", async () => {
    const { page, card } = await board("Flyttet på telefon", { look: PHONE })
    await card.locator("summary").tap()
    await card.getByRole("button", { name: "Kartlegging" }).tap()
    await at(page, NEXT, card)
    expect(await page.locator(".col:visible").count()).toBe(1)
  })
})

test("a card's menu leads to the case with the form it names open", async () => {
  const { page, card } = await board("Fra menyen")
  await card.locator("summary").click()
  await card.getByRole("link", { name: "Skriv notat" }).click()
  await page.getByLabel("Hva skjedde?").fill("Skrevet fra menyen.")
  await page.getByRole("button", { name: "Lagre i tidslinjen" }).click()
  await page.locator("#timeline").getByText("Skrevet fra menyen.").first().waitFor()
})

describe("a card that lacks something stays where it is", () => {
  test("dropped elsewhere, it asks for just that; filled in, it goes on at once", async () => {
    const { page, ref, card, counts } = await board("Mangler en samtale", { talked: false })
    const before = await counts()
    await drag(page, card, column(page, NEXT))
    const field = card.getByLabel("Hva snakket dere om?")
    await field.waitFor()
    expect(await column(page, FIRST).locator(card).count()).toBe(1)
    expect(await isFocused(field)).toBe(true)
    expect(await counts()).toEqual(before)
    await page.keyboard.type("Om ull og priser.")
    await card.getByRole("button", { name: "Lagre og flytt til Kartlegging" }).click()
    await at(page, NEXT, card)
    expect(await counts()).toEqual({ ...before, [FIRST]: before[FIRST] - 1, [NEXT]: before[NEXT] + 1 })
    expect(await hasFocus(card)).toBe(true)
    await page.goto(`/cases/${ref}`)
    const story = await page.locator("#timeline > li").allInnerTexts()
    expect(story.slice(0, 2).join("\n")).toContain("fra Førstekontakt til Kartlegging")
    expect(story.slice(0, 2).join("\n")).toContain("Om ull og priser.")
  })

  test("asked what it lacks, it opens those fields in its place; left empty twice, they say so twice", async () => {
    const { page, card } = await board("Spurt om hva", { talked: false })
    await card.getByRole("link", { name: "Mangler 1" }).click()
    const field = card.getByLabel("Hva snakket dere om?")
    await field.waitFor()
    for (const _ of [1, 2]) {
      await card.getByRole("button", { name: "Lagre og flytt til Kartlegging" }).click()
      await expect.poll(() => isFocused(field)).toBe(true)
      expect(await field.getAttribute("aria-invalid")).toBe("true")
      expect(await descriptionOf(field)).toContain("Fyll ut dette")
    }
    await field.fill("Om ull.")
    await card.getByRole("button", { name: "Bare lagre" }).click()
    await card.locator(".foot").getByText("Klar til å flyttes").waitFor()
    expect(await said(page)).toBe("Lagret.")
    expect(await hasFocus(card)).toBe(true)
    expect(await column(page, FIRST).locator(card).count()).toBe(1)
  })

  test("dropped on a stage further on, it asks why and for what is skipped, keeps what was typed, and goes there", async () => {
    const { page, card } = await board("Hopper over")
    await drag(page, card, column(page, THIRD))
    const why = card.getByLabel("Hvorfor?")
    await why.waitFor()
    const met = card.getByLabel("Hva kom fram i møtet?")
    expect(await isFocused(met)).toBe(true)
    await met.fill("De har kartlagt selv.")
    const move = card.getByRole("button", { name: /Avklaring$/ })
    await move.click()
    await expect.poll(() => isFocused(card.getByLabel("Hva trenger bedriften?"))).toBe(true)
    expect(await met.inputValue()).toBe("De har kartlagt selv.")
    await card.getByLabel("Hva trenger bedriften?").fill("En større butikk.")
    await card.getByLabel("Hva vil bedriften oppnå, og når?").fill("Åpent til jul.")
    await why.fill("De kom med ferdig kartlegging.")
    await move.click()
    await at(page, THIRD, card)
  })
})

describe("what goes wrong on the way is told, and the card stays", () => {
  test("without a connection", async () => {
    const { page, card } = await board("Uten nett")
    await page.context().setOffline(true)
    await drag(page, card, column(page, NEXT))
    await page.locator("#problem").getByText("Fikk ikke kontakt.").waitFor()
    expect(await column(page, FIRST).locator(card).count()).toBe(1)
    expect(await isFocused(page.locator("#problem"))).toBe(true)
    await page.context().setOffline(false)
    await drag(page, card, column(page, NEXT))
    await at(page, NEXT, card)
    expect(await page.locator("#problem").innerText()).toBe("")
    forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  })

  test("without a database", async () => {
    const { page, card } = await board("Uten database")
    await withoutDatabase(async () => {
      await drag(page, card, column(page, NEXT))
      await page.locator("#problem").getByText("Databasen svarer ikke.").waitFor()
    })
    expect(await column(page, FIRST).locator(card).count()).toBe(1)
    await drag(page, card, column(page, NEXT))
    await at(page, NEXT, card)
  })

  test("when a colleague has moved it meanwhile", async () => {
    const { page, ref, card } = await board("To på en gang")
    const other = await as("anna")
    await other.goto(`/cases?text=${encodeURIComponent("To på en gang")}`)
    await drag(other, other.locator(`#card-${ref}`), column(other, NEXT))
    await at(other, NEXT, other.locator(`#card-${ref}`))
    await drag(page, card, column(page, NEXT))
    await page
      .locator("#problem")
      .getByText(/endret det samme før deg|Det er slik allerede/)
      .waitFor()
    expect(await column(page, FIRST).locator(card).count()).toBe(1)
  })
})

async function board(company: string, { talked = true, look = {} } = {}) {
  const page = await as("lars", look)
  const ref = await opened(page, company, { talked })
  await page.goto("/cases")
  const card = page.locator(`#card-${ref}`)
  const counts = async () =>
    Object.fromEntries(
      await page
        .locator(".board .col")
        .evaluateAll((all) => all.map((one) => [one.dataset.stage, Number(one.querySelector(".n")?.textContent)])),
    ) as Record<typeof FIRST | typeof NEXT | typeof THIRD, number>
  return { page, ref, card, counts }
}

/** Presses a key until the focus is on the card. */
async function until(page: Page, card: Locator, key: string) {
  for (let presses = 0; !(await hasFocus(card)); presses++) {
    if (presses === 40) throw new Error("never got there")
    await page.keyboard.press(key)
  }
}

const isFocused = (one: Locator) => one.evaluate((element) => element.matches(":focus"))
const hasFocus = async (one: Locator) => (await one.locator(":focus").count()) === 1
const focused = (page: Page) => page.locator(":focus").innerText()
const descriptionOf = (field: Locator) =>
  field.evaluate((one) => {
    const ids: string[] = one.getAttribute("aria-describedby").split(" ")
    return ids.map((id) => one.ownerDocument.getElementById(id).innerText).join(" ")
  })

/** Fingers as the browser itself gets them: it may take them for scrolling. */
async function touch(page: Page) {
  const session = await page.context().newCDPSession(page)
  return (type: "touchStart" | "touchMove" | "touchEnd", point?: { x: number; y: number }) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: point ? [point] : [] })
}

const column = (page: Page, stage: string) => page.locator(`#stage-${stage}`)
const at = (page: Page, stage: string, card: Locator) => column(page, stage).locator(card).waitFor()
const said = (page: Page) => page.locator("#live").innerText()

/** A point on the card, and one at the same height in another column: often below its last card. */
async function path(card: Locator, to: Locator) {
  await card.scrollIntoViewIfNeeded()
  const [here, there] = await Promise.all([card.boundingBox(), to.boundingBox()])
  if (!here || !there) throw new Error("not in sight")
  const y = here.y + here.height / 2
  return { from: { x: here.x + here.width / 2, y }, to: { x: there.x + there.width / 2, y } }
}

async function drag(page: Page, card: Locator, to: Locator) {
  const { from, to: there } = await path(card, to)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y + 4, { steps: 3 })
  await page.mouse.move(there.x, there.y, { steps: 6 })
  await page.mouse.up()
}
