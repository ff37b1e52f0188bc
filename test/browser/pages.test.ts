import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Page } from "playwright-core"
import { beforeAll, describe, expect, test } from "vitest"
import { openDemo } from "./demo.ts"
import { pagesOf, ROUTES } from "./pages.ts"

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
const RULES = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }
/** What else a page is does not depend on its colours. */
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] }
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
/** What is between the margins of an A4 page, in CSS pixels. */
const PAPER = { width: 673, height: 990 }
const demo = await openDemo()
const pages = await pagesOf(demo)
const seats = new Map<string | null, Page>()
for (const who of new Set(pages.map((page) => page.who))) seats.set(who, await (who ? demo.as(who) : demo.visit()))
demo.keep()

test("every page that can be opened is looked at here", () => {
  const seen = new Set(pages.map(({ route }) => route))
  expect(ROUTES.filter((route) => !seen.has(route))).toEqual([])
})

describe.each(pages)("$name", ({ path, who, arrive, status = 200 }) => {
  const page = seats.get(who)!
  beforeAll(async () => {
    await page.emulateMedia({ media: "screen", colorScheme: "light" })
    await page.setViewportSize(DESK)
    expect((await page.goto(path))?.status()).toBe(status)
    await arrive?.(page)
  })

  test("breaks no rule of WCAG 2.2 AA in light, in dark, or on a phone", async () => {
    await page.evaluate(AXE)
    expect.soft(await violations(page), "light").toEqual([])
    await page.emulateMedia({ colorScheme: "dark" })
    expect.soft(await violations(page, COLOURS), "dark").toEqual([])
    await page.setViewportSize(PHONE)
    // What happens to lie half under the head is a matter of how far one has scrolled.
    await page.evaluate("scrollTo(0, 0)")
    expect.soft(await violations(page), "on a phone").toEqual([])
  })

  test("has room for a finger on all that stands alone, on a phone", async () => {
    await page.setViewportSize(PHONE)
    expect(await small(page)).toEqual([])
  })

  test.each([320, 390, 768, 1024, 1440])("fits in %i px", async (width) => {
    await page.setViewportSize({ width, height: 844 })
    expect(await sideways(page)).toEqual([])
  })

  test("shows nothing to press or walk by on paper", async () => {
    await page.setViewportSize(PAPER)
    await page.emulateMedia({ media: "print" })
    expect(await printed(page)).toEqual([])
  })
})

type Found = { id: string; nodes: { target: string[]; failureSummary?: string }[] }

async function violations(page: Page, runOnly: object = RULES): Promise<string[]> {
  const found: Found[] = await page.evaluate(
    (given) => (globalThis as never as Axe).axe.run(given).then((result) => result.violations),
    { resultTypes: ["violations"], runOnly },
  )
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`))
}

type Axe = { axe: { run(options: object): Promise<{ violations: Found[] }> } }

/** What makes the page scroll sideways, or does so itself and is no board, table or figure. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const all = [...document.querySelectorAll("body *")]
    const out = scrollWidth > clientWidth ? all.filter((one) => one.getBoundingClientRect().right > clientWidth + 1) : []
    const scrolls = (one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX)
    const may = ".board, input, textarea, select, :has(> table), :has(> figure), figure"
    const within = all.filter((one) => one.checkVisibility() && scrolls(one) && !one.matches(may))
    return [...out, ...within].map((one) => one.outerHTML.slice(0, 140))
  })()`)

/** Targets under 24 px that do not stand in a line of text. */
const small = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll("a, button, summary, select, input:not([type=hidden])")]
    .filter((one) => one.checkVisibility() && !one.closest(".ds-sr-only, .skip") && getComputedStyle(one).display !== "inline")
    .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 140)])
    .filter(([{ width, height }]) => width < 24 || height < 24)
    .map(([{ width, height }, html]) => width + "x" + height + " " + html)`)

/** What can be pressed or walked by has no place on paper; a form round a table is no more than the table there. */
const printed = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll("nav:not(.crumb), button, form:not(:has(table)), .ds-button, summary, .tabbar")]
    .filter((one) => one.checkVisibility())
    .map((one) => one.outerHTML.slice(0, 140))`)
