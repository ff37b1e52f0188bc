import { inArray } from "drizzle-orm"
import type { Page } from "playwright-core"
import { describe, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { choose } from "./choose.ts"
import { nameOf, openDemo } from "./demo.ts"

const { as, opened, forgive, database } = await openDemo()
const WITHOUT_SCRIPTS = { javaScriptEnabled: false }
const ALL = 25
const REFUSED = 4

/** Lars's cases, the last of which lack a conversation. */
async function chosen(page: Page, name: string): Promise<string[]> {
  const refs: string[] = []
  for (let n = 0; n < ALL; n++) refs.push(await opened(page, `${name} ${n}`, { talked: n < ALL - REFUSED }))
  return refs
}

const stagesOf = async (refs: readonly string[]) => {
  const { build, send } = database
  const [rows] = await send("read", [
    build
      .select()
      .from(t.cases)
      .where(inArray(t.cases.ref, [...refs])),
  ])
  return rows.map(({ stage }) => stage)
}
const inStage = async (refs: readonly string[], stage: string) =>
  (await stagesOf(refs)).filter((one) => one === stage).length

describe.each([
  { how: "with scripts", look: {} },
  { how: "with scripts off", look: WITHOUT_SCRIPTS },
  { how: "on a phone", look: { viewport: { width: 390, height: 800 } } },
])("$how, many cases at once", ({ how, look }) => {
  test("are shown before they move, move to the end, say which did not and why, and are undone as one", async () => {
    const page = await as("lars", look)
    const refs = await chosen(page, `Flokk ${how}`)
    await choose(page, refs, "move")
    await page.getByRole("heading", { name: `Flytt ${ALL} saker`, level: 1 }).waitFor()
    await page.getByRole("button", { name: "Se hva som skjer" }).click()
    expect(await page.locator("#selection-to[aria-invalid=true]").count()).toBe(1)
    await page.getByLabel("Til hvilken fase?").selectOption({ label: "Kartlegging" })
    await page.getByRole("button", { name: "Se hva som skjer" }).click()

    await page.getByRole("heading", { name: `${REFUSED} saker blir stående som før` }).waitFor()
    expect(await page.getByText("Mangler en samtale.").count()).toBe(REFUSED)
    expect(await inStage(refs, "needs_mapping")).toBe(0)
    await page.getByRole("button", { name: `Flytt ${ALL - REFUSED} saker` }).click()
    if (look === WITHOUT_SCRIPTS) {
      await page.locator(".progress", { hasText: `14 av ${ALL}` }).waitFor()
      expect(await page.getByRole("button", { name: "Stopp" }).isVisible()).toBe(false)
      await page.getByRole("button", { name: "Fortsett (11 igjen)" }).click()
      await page.getByRole("button", { name: "Fortsett (1 igjen)" }).click()
    }
    await page.getByRole("heading", { name: `${ALL - REFUSED} saker er flyttet`, level: 1 }).waitFor()
    expect(await inStage(refs, "needs_mapping")).toBe(ALL - REFUSED)
    expect(await page.getByText("Mangler en samtale.").count()).toBe(REFUSED)

    await page.getByRole("button", { name: `Angre for ${ALL - REFUSED} saker` }).click()
    if (look === WITHOUT_SCRIPTS) {
      await page.getByRole("button", { name: "Fortsett (11 igjen)" }).click()
      await page.getByRole("button", { name: "Fortsett (1 igjen)" }).click()
    }
    await page.getByRole("heading", { name: `${ALL - REFUSED} saker er som før`, level: 1 }).waitFor()
    expect(await inStage(refs, "needs_mapping")).toBe(0)
    await page.getByRole("link", { name: "Tilbake" }).click()
    await page.waitForURL("**/cases?turn=us")
  })
})

test("it can be stopped and goes on, and a database that is away for a moment stops it without losing anything", async () => {
  const page = await as("lars")
  const refs = await chosen(page, "Flokk stopp")
  await choose(page, refs, "assign")
  await page.getByLabel("Hvem skal ha sakene?").selectOption({ label: nameOf("kjersti") })
  await page.getByRole("button", { name: "Se hva som skjer" }).click()
  const go = page.getByRole("button", { name: `Gi ${ALL} saker til en rådgiver` })
  await go.waitFor()
  // The pages that go on by themselves do not get through.
  await page.route("**/cases/selection/run", (route) =>
    route.request().headers()["hx-request"] ? route.abort() : route.continue(),
  )
  await go.click()
  await page.getByText("Fikk ikke kontakt.").waitFor()
  await page.unroute("**/cases/selection/run")
  await page.getByRole("button", { name: "Stopp" }).click()
  await page.getByText("Stoppet med 15 igjen.").waitFor()
  expect(await page.locator("progress").getAttribute("value")).toBe("10")
  await page.getByRole("button", { name: "Fortsett (15 igjen)" }).click()
  await page.getByRole("heading", { name: `${ALL} saker har fått ny rådgiver` }).waitFor()
  forgive(/Failed to load resource|htmx/)
})
