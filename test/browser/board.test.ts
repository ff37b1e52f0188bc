import type { Locator, Page } from "playwright-core"
import { describe, expect, test } from "vitest"
import { openDemo, opened } from "./demo.ts"

const { as, withoutDatabase, forgive } = await openDemo()
const FIRST = "first_contact"
const NEXT = "needs_mapping"
const THIRD = "clarification"

describe("a card that has all it needs goes on", () => {
  test("with the mouse: it lands under the hand, is counted there, and keeps the focus", async () => {
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
