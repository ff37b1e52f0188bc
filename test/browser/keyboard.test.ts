import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { openDemo } from "./demo.ts"

const { visit, as, opened } = await openDemo()
const PHONE = { viewport: { width: 390, height: 844 } }

test.each(["/cases", "/enquiry"])("the first key on %s leads past the menu", async (path) => {
  const page = await as("lars")
  await page.goto(path)
  await page.keyboard.press("Tab")
  expect(await page.locator(":focus").innerText()).toBe("Hopp til innhold")
  await page.keyboard.press("Enter")
  await page.keyboard.press("Tab")
  expect(await page.locator("main :focus").count()).toBe(1)
})

test.each([
  { name: "the board", look: {}, open: (page: Page) => page.goto("/cases") },
  { name: "the board on a phone", look: PHONE, open: (page: Page) => page.goto("/cases") },
  { name: "a case", look: {}, open: (page: Page) => openCase(page) },
  { name: "the inbox", look: {}, open: (page: Page) => page.goto("/inbox") },
  { name: "the network", look: {}, open: (page: Page) => page.goto("/network") },
])("on $name Tab comes to everything that can be used, in sight, and gets out again", async ({ look, open }) => {
  const page = await as("lars", look)
  await open(page)
  await page.reload()
  expect(await walked(page)).toEqual({ missed: [], unseen: [] })
})

test("on the public form Tab comes to everything but the trap for programs", async () => {
  const page = await visit()
  await page.goto("/enquiry?lang=nb")
  expect(await walked(page)).toEqual({ missed: [], unseen: [] })
})

const openCase = async (page: Page) => page.goto(`/cases/${await opened(page, "Nås med taster")}`)

/** Tabs through a page once: what was never reached, and what had the focus where it could not be seen. */
async function walked(page: Page): Promise<{ missed: string[]; unseen: string[] }> {
  const usable = await page.evaluate<number>(`(() => {
    const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    const usable = all.filter((one) => one.checkVisibility() && one.tabIndex >= 0)
    usable.forEach((one, i) => one.dataset.usable = i)
    return usable.length
  })()`)
  const unseen: string[] = []
  const reached = new Set<string>()
  for (let presses = 0; presses <= 2 * usable + 20; presses++) {
    await page.keyboard.press("Tab")
    const at = await page.evaluate<{ usable: string; isSeen: boolean; html: string } | null>(`(() => {
      const one = document.activeElement
      if (one === document.body) return null
      const { top, bottom, left, right } = one.getBoundingClientRect()
      const hits = [left + 3, (left + right) / 2, right - 3].map((x) => document.elementFromPoint(x, (top + bottom) / 2))
      const isSeen = hits.some((hit) => hit && (one.contains(hit) || hit.contains(one)))
      return { usable: one.dataset.usable, isSeen, html: one.outerHTML.slice(0, 140) }
    })()`)
    if (!at) break
    reached.add(at.usable)
    if (!at.isSeen) unseen.push(at.html)
  }
  const missed = await page.locator("[data-usable]").evaluateAll(
    (all, seen) => {
      const out = all.filter((one) => !seen.includes(one.dataset.usable))
      return out.map((one) => one.outerHTML.slice(0, 140) as string)
    },
    [...reached],
  )
  return { missed, unseen }
}
