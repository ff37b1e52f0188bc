import { describe, expect, test } from "vitest"
import { openIntake } from "../intake/helpers.ts"
import { kari, ola } from "../people.ts"
import { made, openWorld } from "../world.ts"

const world = await openWorld()
const { as, track } = world
const { enquire } = openIntake(world)
const look = (text: string, at = "/cases/new") => as(kari, `${at}?${new URLSearchParams({ text })}`)
const typedIn = (html: string, id: string) => new RegExp(`id="${id}"[^>]*?value="([^"]*)"`).exec(html)?.[1]

describe("finding a company while opening a case", () => {
  test("by name with the button: hits to choose from, and the chosen one fills in name, number and place", async () => {
    const { html } = await look("fjellmat")
    expect(html).toContain("Ett treff")
    expect(html).toContain("319\u00a0990\u00a0011")
    const href = /href="(\/cases\/new\?orgnr=\d+)"/.exec(html)?.[1] ?? ""
    const chosen = (await as(kari, href)).html
    expect(typedIn(chosen, "new-company")).toBe("FJELLMAT TEST AS")
    expect(typedIn(chosen, "new-orgnr")).toBe("319990011")
    expect(chosen).toMatch(/<option value="5025" selected[^>]*>Røros/)
  })

  test("by number, however it is written; a site says whose it is, and bankruptcy is said", async () => {
    expect((await look("NO 319 990 011 MVA")).html).toContain("FJELLMAT TEST AS")
    expect((await look("319990089")).html).toContain("avdeling av 319\u00a0990\u00a0011")
    expect((await look("319990062")).html).toContain("<b>Konkurs</b>")
  })

  test("says which ones we have already", async () => {
    const form = { hub: "roros", company: "Avvikles", orgnr: "319990070", need: "n", track, access: "hub" }
    await as(kari, "/cases", { form: { ...made(), ...form, advisor: "", contact: "" } })
    expect((await look("319990070")).html).toContain("Finnes hos oss fra før.")
    expect((await look("319990011")).html).not.toContain("Finnes hos oss fra før.")
  })

  test.each([
    ["xyzzy", "kjenner ingen slik bedrift"],
    ["310002909", "kjenner ingen slik bedrift"],
    ["319990046", "slettet i registeret"],
    ["319990054", "fjernet fra registeret"],
    ["319990012", "ni sifre"],
    ["f", "minst to bokstaver"],
    ["3199", "minst to bokstaver"],
    ["opptatt", "har det travelt"],
    ["nede", "svarer ikke nå"],
    ["halv", "svarer ikke nå"],
    ["ukjent form", "svarer ikke nå"],
    ["' or 1=1 --", "kjenner ingen slik bedrift"],
  ])("%s is answered with the form, and words that help", async (text, said) => {
    const { status, html } = await look(text)
    expect([status, html.includes(said)]).toEqual([200, true])
    expect(html).toContain('id="new-company"')
    expect(typedIn(html, "lookup-text")).toBe(text.replace("'", "&#39;"))
  })

  test("a page that was not asked to look up asks nobody", async () => {
    expect((await as(kari, "/cases/new")).trips).toBe(1)
  })
})

test("while one types only the hits are answered, for the page that asked", async () => {
  const { html } = await as(kari, "/companies/register?text=fjellmat&at=/inbox/H-234567", { fragment: true })
  expect(html).not.toContain("<main")
  expect(html).toContain("/inbox/H-234567?orgnr=319990011")
  expect((await as(kari, "/companies/register?at=/cases/new&text=", { fragment: true })).html).toBe("")
})

test("an address that is not ours is not linked to", async () => {
  for (const at of ["//evil.example", "https://evil.example", "/cases/new/../../evil", "javascript:alert(1)"]) {
    const { html } = await as(kari, `/companies/register?${new URLSearchParams({ text: "fjellmat", at })}`)
    expect(html).not.toContain("evil")
    expect(html).toContain("/cases/new?orgnr=319990011")
  }
})

test("an enquiry's answer can be filled in from the register, and keeps the rest", async () => {
  const { ref } = await enquire()
  expect((await look("fjellmat", `/inbox/${ref}`)).html).toContain(`/inbox/${ref}?orgnr=319990011`)
  const { html } = await as(kari, `/inbox/${ref}?orgnr=319990011`)
  expect(typedIn(html, "acceptance-company")).toBe("FJELLMAT TEST AS")
  expect(typedIn(html, "acceptance-orgnr")).toBe("319990011")
  expect((await as(ola, `/inbox/${ref}?text=fjellmat`)).status).toBe(403)
})
