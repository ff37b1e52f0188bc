import { afterEach, describe, expect, test, vi } from "vitest"
import { kari, kjell, marit, ola } from "#test/people.ts"
import { openIntake } from "../intake/helpers.ts"
import { openWorld } from "../world.ts"

const world = await openWorld()
const { as, logOf } = world
const { enquire } = openIntake(world)
const extras = (form: Record<string, string>, who = marit) => as(who, "/network/hubs/roros/form", { form })

afterEach(() => {
  vi.useRealTimers()
})

describe("a hub's own questions", () => {
  test("stand at its own address in the reader's language, and their answers with the enquiry", async () => {
    const form = { "nb.a": "Hvor mange er dere?", "en.a": "How many are you?", "use.a": "required" }
    expect((await extras(form)).status).toBe(303)
    expect((await as(null, "/n/roros/en")).html).toContain("How many are you?")
    expect((await as(null, "/n/roros/nn")).html).toContain("Hvor mange er dere?")
    expect((await as(null, "/enquiry?lang=nb")).html).not.toContain("Hvor mange er dere?")
    const { ref, enquiry, headers } = await enquire({ via: "roros", "extra.a": "Vi er sju", company: "974760673" })
    expect(enquiry?.extras).toMatchObject([{ label: { nb: "Hvor mange er dere?" }, text: "Vi er sju" }])
    expect(JSON.stringify(await logOf(`enquiry:${enquiry?.id}`))).not.toContain("sju")
    expect((await as(kari, `/inbox/${ref}`)).html).toContain("Vi er sju")
    const secret = /receipt=([\w-]+)/.exec(headers.get("set-cookie") ?? "")?.[1]
    const { html } = await as(null, `/enquiry/status/${ref}/${secret}`)
    for (const stored of ["Hvor mange er dere?", "Vi er sju", "974 760 673", "<dd>Røros</dd>"])
      expect(html.replaceAll("\u00a0", " ")).toContain(stored)
  })

  test("that must be answered are told beside the field, and the rest is kept", async () => {
    const { status, html } = await enquire({ via: "roros", "extra.a": " " })
    expect(status).toBe(422)
    expect(html).toMatch(/id="extra-a-problem"/)
    expect(html).toContain("Maja Varp")
    expect((await enquire({ via: "roros", "extra.a": "010107 50160" })).status).toBe(422)
  })

  test("that are hidden are gone from the form and keep their words", async () => {
    await extras({ "nb.a": "Hvor mange er dere?", "use.a": "hidden" })
    expect((await as(null, "/n/roros/nb")).html).not.toContain("Hvor mange er dere?")
    expect((await as(marit, "/network/hubs/roros/form")).html).toContain('value="Hvor mange er dere?"')
    expect((await enquire({ via: "roros" })).enquiry?.extras).toEqual([])
  })

  test("take nothing from what the network asks", async () => {
    await extras({ "nb.a": "Annet?", "use.a": "shown", "nb.contact": "x", "use.contact": "hidden" })
    const { html } = await as(null, "/n/roros/nb")
    for (const id of ["company", "municipality", "need", "contact", "email", "phone"])
      expect(html).toContain(`id="${id}"`)
  })

  test.each([
    ["an advisor", kari, 403],
    ["another hub's advisor", kjell, 403],
    ["the programme owner", ola, 303],
  ] as const)("%s who changes them gets %i", async (_, who, status) => {
    expect((await extras({ "nb.b": "Ny?", "use.b": "shown" }, who)).status).toBe(status)
  })

  test.each([{ "use.a": "sometimes" }, { "nb.a": "x".repeat(101) }, { "nb.a": "010107 50160" }])(
    "%j is refused",
    async (form) => {
      expect((await extras({ "nb.a": "Hvor?", "use.a": "shown", ...form })).status).toBe(422)
    },
  )
})

describe("a hub that is full", () => {
  const fill = (until: string) => as(marit, "/network/hubs/roros/capacity", { form: { until } })

  test("leaves new enquiries to the network's list, with the reason, until that day is over", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T12:00:00Z") })
    expect((await fill("2026-12-01")).status).toBe(303)
    expect((await enquire()).enquiry).toMatchObject({
      hubId: null,
      why: { kind: "full", code: "5025", hubId: "roros", until: "2026-12-01" },
    })
    const { ref, to } = await enquire()
    expect((await as(marit, `/inbox/${ref}`)).html).toContain("som er full til 1. desember 2026")
    expect((await as(null, to)).html).toContain("finner ut hvem av dem")
    expect((await enquire({ via: "roros", municipality: "elsewhere" })).enquiry?.hubId).toBeNull()
    vi.setSystemTime(new Date("2026-12-02T12:00:00Z"))
    expect((await enquire()).enquiry?.hubId).toBe("roros")
  })

  test.each(["2020-01-01", "2099-01-01", "tomorrow"])("until %s is refused", async (until) => {
    expect((await fill(until)).status).toBe(422)
  })
})

test("the poster has a code that leads to the hub's form in its language", async () => {
  const { html } = await as(kari, "/network/hubs/roros/poster?in=nn")
  expect(html).toContain('aria-label="http://localhost/n/roros/nn"')
  expect(html).toMatch(/<path d="M4 4h1v1h-1z/)
  expect(html).toContain('<article class="poster" lang="nn"')
})
