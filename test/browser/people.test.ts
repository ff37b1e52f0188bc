import { expect, test } from "vitest"
import { nameOf, openDemo } from "./demo.ts"

const { visit, as } = await openDemo()

test("who loses the last role is out at the next click, also from a page that stands open", async () => {
  const [open, drawn] = [await as("jonas"), await as("jonas")]
  await Promise.all([open.goto("/inbox"), drawn.goto("/cases")])
  const manager = await as("kjersti")
  await manager.goto("/people")
  await manager.getByRole("link", { name: nameOf("jonas") }).click()
  await manager.getByRole("link", { name: "Avslutt rollen som rådgiver i Røros" }).click()
  await manager.getByLabel("Hvem tar over?").selectOption({ label: nameOf("anna") })
  await manager.getByRole("button", { name: "Gi videre og avslutt" }).click()
  await manager.locator(".toast", { hasText: `Rollen er avsluttet for ${nameOf("jonas")}.` }).waitFor()
  expect(
    await manager
      .locator(".list")
      .getByRole("link", { name: nameOf("jonas") })
      .count(),
  ).toBe(0)

  await open.getByRole("link", { name: "Tavle" }).first().click()
  await open.waitForURL((url) => url.pathname === "/auth")
  await drawn.locator(".card .miss[href]").first().click()
  await drawn.waitForURL((url) => url.pathname === "/auth")
  expect(await open.locator(".card").count()).toBe(0)
})

test("a mailed link opens a button, which signs in once", async () => {
  const page = await visit()
  await page.goto("/auth?next=%2Finbox")
  await page.getByLabel("Jobb-e-post").fill("Anna.Ryen@roros.example")
  await page.getByRole("button", { name: "Send meg en lenke" }).click()
  await page.getByRole("heading", { name: "Se i e-posten din" }).waitFor()
  const link = page.getByRole("link", { name: /\/auth\/session\?token=/ })
  await expect
    .poll(async () => {
      await page.goto("/local/mail")
      return link.count()
    })
    .toBe(1)
  const address = (await link.getAttribute("href")) ?? ""

  await link.click()
  await page.getByRole("button", { name: "Logg inn" }).click()
  await page.getByRole("heading", { name: "Innboks", level: 1 }).waitFor()
  expect(await page.locator(".me").innerText()).toContain(nameOf("anna"))

  const other = await visit()
  await other.goto(address)
  await other.getByRole("button", { name: "Logg inn" }).click()
  await other.getByRole("heading", { name: "Lenken virker ikke lenger" }).waitFor()
  expect(await other.getByRole("button", { name: "Send meg en lenke" }).count()).toBe(1)
  expect(await other.context().cookies()).not.toContainEqual(expect.objectContaining({ name: "pass" }))
})

test("signing out elsewhere closes the other browser at its next click", async () => {
  const [here, there] = [await as("trond"), await visit()]
  await there.goto("/local")
  await there.getByRole("button", { name: `${nameOf("trond")}, ` }).click()
  await here.goto("/me")
  await here.getByRole("button", { name: "Logg ut alle andre steder" }).click()
  await here.locator(".toast", { hasText: "Du er logget ut der." }).waitFor()
  await there.getByRole("link", { name: "Innboks" }).first().click()
  await there.waitForURL((url) => url.pathname === "/auth")
  await here.goto("/cases")
  expect(await here.locator(".card").count()).toBeGreaterThan(0)
})
