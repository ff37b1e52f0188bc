import { describe, expect, test } from "vitest"
import { osloDay } from "#src/core/calendar.ts"
import { kari, ola, randi } from "#test/people.ts"
import { openWorld } from "#test/world.ts"

const { as } = await openWorld()
const env = { MAIL_FROM: "Kraftspor <post@kraftspor.example>" }

describe("the privacy notice", () => {
  test("names the hubs that answer together today, and whom to write to", async () => {
    const { html, status, trips } = await as(null, "/about/privacy?lang=nb", { env })
    expect([status, trips]).toEqual([200, 1])
    expect(html).toContain("Fire huber og programeieren bestemmer sammen")
    for (const hub of ["Trøndersk Kystkompetanse", "Rørosregionen Næringshage"]) expect(html).toContain(`<li>${hub}`)
    expect(html).toContain('href="mailto:post@kraftspor.example"')
  })

  test("names a new hub from the day it opens", async () => {
    const reason = "The board agreed"
    const form = { name: "Fosen Næringshage", shortName: "Fosen", prefix: "FO", openedOn: osloDay(new Date()), reason }
    await as(ola, "/network/hubs", { form })
    const { html } = await as(null, "/about/privacy?lang=nb")
    expect(html).toContain("Fem huber")
    expect(html).toContain("<li>Fosen Næringshage")
  })
})

test.each([
  ["nb", "Personvern", "Tilgjengelighet"],
  ["nn", "Personvern", "Tilgjenge"],
  ["en", "Privacy", "Accessibility"],
])(
  "in %s every public page leads to the notice and to accessibility, each in that language",
  async (lang, one, other) => {
    for (const path of ["/enquiry", "/auth", "/about/privacy", "/about/accessibility"]) {
      const { html } = await as(null, `${path}?lang=${lang}`)
      expect(html).toContain(`href="/about/privacy">${one}<`)
      expect(html).toContain(`href="/about/accessibility">${other}<`)
      expect(html).toContain(`<html lang="${lang}"`)
    }
  },
)

test("the first day tells what each stage means, with its page, to everybody who is signed in", async () => {
  for (const who of [kari, ola, randi]) {
    const { html, status, trips } = await as(who, "/guide")
    expect([status, trips]).toEqual([200, 1])
    expect(html).toMatch(/href="\/network\/stages\/needs_mapping">Kartlegging</)
    expect(html).toContain("Behov, mål og nøkkeltall kartlegges")
  }
  expect((await as(kari, "/network")).html).toContain('href="/guide"')
})
