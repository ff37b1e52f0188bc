import type { Page } from "playwright-core"

/** Chooses cases, and what is to be done to them, as a list posts it. */
export async function choose(page: Page, refs: readonly string[], verb: string) {
  await page.goto("/cases")
  const fields = [["act", crypto.randomUUID()], ["verb", verb], ["view", "turn=us"], ...refs.map((ref) => ["ref", ref])]
  await page.evaluate(`{
    const form = Object.assign(document.createElement("form"), { method: "post", action: "/cases/selection" })
    for (const [name, value] of ${JSON.stringify(fields)})
      form.append(Object.assign(document.createElement("input"), { name, value }))
    document.body.append(form)
    form.submit()
  }`)
  await page.waitForURL("**/cases/selection")
}
