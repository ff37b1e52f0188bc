import { afterEach, describe, expect, test, vi } from "vitest"
import { gunn, kari, kjell, marit, ola } from "#test/people.ts"
import { made, openWorld } from "#test/world.ts"
import { openIntake, tokenIn, typed } from "./helpers.ts"

const world = await openWorld()
const { as, logOf, wordsOf, opened } = world
const { enquiries, enquire } = openIntake(world)

afterEach(() => {
  vi.useRealTimers()
})

describe("the way to a hub", () => {
  test("an enquiry waits at the hub that serves the municipality, and says why", async () => {
    const { enquiry, status } = await enquire()
    expect(status).toBe(303)
    expect(enquiry).toMatchObject({
      hubId: "roros",
      state: "waiting",
      municipality: "5025",
      why: { kind: "covered", code: "5025", validFrom: "2018-01-01" },
      company: "Fjellvarp Klatring",
      contact: "Maja Varp",
      email: "maja@fjellvarp.example",
      phone: null,
    })
  })

  test.each([
    ["a candidate, Ørland", "5057", { kind: "candidate", code: "5057" }],
    ["another place", "elsewhere", { kind: "unknown", code: null }],
    ["a municipality that was split, Snillfjord", "5012", { kind: "split", codes: ["5059", "5056", "5055"] }],
  ])("from %s it stands on the network's list with a clock, and nobody is told that there is no hub", async (...it) => {
    const [, municipality, why] = it
    const { enquiry, to } = await enquire({ municipality })
    expect(enquiry).toMatchObject({ hubId: null, state: "waiting", why })
    expect(enquiry?.dueOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    const { html } = await as(null, to)
    expect(html).toContain("Næringshagene i Midt-Norge")
  })

  test("the hub is the one of that day: Rindal's under its old code and its new one", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2018-06-01T12:00:00Z") })
    expect((await enquire({ municipality: "1567" })).enquiry).toMatchObject({ hubId: "orkdal", municipality: "1567" })
    vi.setSystemTime(new Date("2019-06-03T12:00:00Z"))
    expect((await enquire({ municipality: "1567" })).enquiry).toMatchObject({ hubId: "orkdal", municipality: "5061" })
  })

  test("the form offers the municipalities of that day, by county, in Norwegian order", async () => {
    const now = (await as(null, "/enquiry")).html
    const offered = [...now.matchAll(/<option value="(\d{4})"[^>]*>([^<]+)/g)].map(([, , name]) => name)
    expect(offered).toHaveLength(21)
    expect(offered.slice(-3)).toEqual(["Skaun", "Ørland", "Åfjord"])
    expect(now.indexOf('label="Innlandet"')).toBeLessThan(now.indexOf('label="Trøndelag"'))
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2016-06-01T12:00:00Z") })
    const then = (await as(null, "/enquiry")).html
    expect(then).toContain(">Snillfjord<")
    expect(now).not.toContain(">Snillfjord<")
  })

  test("the reply is promised in working days: what comes before Easter is due after it", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-03-24T12:00:00Z") })
    expect((await enquire()).enquiry).toMatchObject({ receivedOn: "2027-03-24", dueOn: "2027-03-31" })
  })
})

describe("the receipt", () => {
  test("tells the reference, the hub and the day, and nothing of what was sent", async () => {
    const { to, ref, enquiry } = await enquire({ company: "974760673", phone: "900 12 345" })
    expect(to).toBe(`/enquiry/received/${ref}`)
    expect(ref).toMatch(/^H-[2-9BCDFGHJKMNPQRSTVWXYZ]{6}$/)
    const { status, html, trips } = await as(null, to)
    expect([status, trips]).toEqual([200, 1])
    expect(html).toContain(ref)
    expect(html).toContain("Rørosregionen Næringshage")
    for (const said of ["974", "Maja", "maja@", "900", "klatrevegg", enquiry?.id ?? "?"])
      expect(html).not.toContain(said)
  })

  test("is the same whether the company is known or not", async () => {
    await opened("E-1", { companyId: "known", company: "Known AS", orgnr: "974760673" })
    const receipt = async (company: string) => {
      const { to, ref } = await enquire({ company })
      return (await as(null, to)).html.replaceAll(ref, "")
    }
    expect(await receipt("974 760 673")).toBe(await receipt("Nobody Knows AS"))
  })

  test("does not tell which references exist, and a text that is none has no page", async () => {
    const listed = await enquire({ municipality: "elsewhere" })
    const real = await as(null, listed.to)
    const made = await as(null, "/enquiry/received/H-222222")
    expect([real.status, made.status]).toEqual([200, 200])
    expect(made.html.replaceAll("H-222222", "")).toBe(real.html.replaceAll(listed.ref, ""))
    for (const ref of ["", "/", "/H-0", "/%3Cscript%3E"])
      expect((await as(null, `/enquiry/received${ref}`)).status).toBe(404)
  })
})

describe("the form", () => {
  test("is one trip to show and two to send", async () => {
    const shown = await as(null, "/enquiry")
    expect([shown.status, shown.trips]).toEqual([200, 1])
    const sent = await as(null, "/enquiry", { form: typed() })
    expect([sent.status, sent.trips]).toEqual([303, 2])
  })

  test("speaks the language asked for, and the enquiry remembers which", async () => {
    const answers = await Promise.all(["nb", "nn", "en"].map((lang) => as(null, `/enquiry?lang=${lang}`)))
    expect(answers.map(({ html }) => /<html lang="(..)"/.exec(html)?.[1])).toEqual(["nb", "nn", "en"])
    const headings = answers.map(({ html }) => /<h1[^>]*>([^<]+)/.exec(html)?.[1])
    expect(new Set(headings).size).toBe(3)
    const { headers } = await as(null, "/enquiry?lang=nn", { form: typed() })
    const ref = headers.get("location")?.split("/").at(-1)
    expect((await enquiries()).find((one) => one.ref === ref)).toMatchObject({ language: "nn" })
  })

  test("sent twice at once and again later it is one enquiry with one receipt", async () => {
    const before = (await enquiries()).length
    const form = typed()
    const answers = await Promise.all([1, 2, 3].map(() => as(null, "/enquiry", { form })))
    answers.push(await as(null, "/enquiry", { form }))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(new Set(answers.map(({ headers }) => headers.get("location"))).size).toBe(1)
    expect((await enquiries()).length).toBe(before + 1)
  })

  test("changed and sent again, as after going back in the browser, is asked about once and is another enquiry", async () => {
    const before = (await enquiries()).length
    const form = typed()
    await as(null, "/enquiry", { form })
    const changed = { ...form, need: "Og så har vi en idé til" }
    const { status, html } = await as(null, "/enquiry", { form: changed })
    expect(status).toBe(422)
    expect(html).toContain("Dette skjemaet er sendt før.")
    expect(html).toContain("Og så har vi en idé til")
    expect((await enquiries()).length).toBe(before + 1)
    expect((await as(null, "/enquiry", { form: { ...changed, token: tokenIn(html) } })).status).toBe(303)
    expect((await enquiries()).length).toBe(before + 2)
  })

  test("keeps people's words apart from the facts", async () => {
    const { enquiry } = await enquire({ phone: "+47 900 12 345" })
    const [received] = await logOf(`enquiry:${enquiry?.id}`)
    expect(received).toMatchObject({ actorKind: "public", type: "received", hubId: "roros" })
    expect(JSON.stringify(received)).not.toMatch(/Maja|maja@|900 ?12|klatrevegg|Fjellvarp/)
    const words = Object.fromEntries((await wordsOf(`enquiry:${enquiry?.id}`)).map(({ name, body }) => [name, body]))
    expect(words).toMatchObject({ contact: "Maja Varp", email: "maja@fjellvarp.example", phone: "+4790012345" })
  })

  test("with the hidden field filled in is answered as a success, and nothing is written", async () => {
    const before = (await enquiries()).length
    const { status, headers } = await as(null, "/enquiry", { form: typed({ homepage: "https://spam.example" }) })
    expect(status).toBe(303)
    expect((await as(null, headers.get("location") ?? "")).status).toBe(200)
    expect((await enquiries()).length).toBe(before)
  })

  test("with the database away it answers 503 and keeps what was typed", async () => {
    const env = { DATABASE_URL: "http://nowhere.invalid" }
    expect((await as(null, "/enquiry", { env })).status).toBe(503)
    const { status, html } = await as(null, "/enquiry", { form: typed({ contact: "Still here" }), env })
    expect(status).toBe(503)
    expect(html).toContain("Still here")
  })

  test("another site's form is refused", async () => {
    const { status } = await as(null, "/enquiry", { form: typed(), headers: { origin: "https://evil.example" } })
    expect(status).toBe(403)
  })
})

describe("the company", () => {
  test.each([
    ["974 760 673", "974760673", ""],
    ["NO 974 760 673 MVA", "974760673", ""],
    ["Fjellvarp Klatring AS, 974760673", "974760673", "Fjellvarp Klatring AS"],
    ["974.760.673 Fjellvarp", "974760673", "Fjellvarp"],
    ["Fjellvarp (org.nr. 974 760 673)", "974760673", "Fjellvarp"],
    ["Bakeri 24 AS", null, "Bakeri 24 AS"],
    ["1881", null, "1881"],
    ["🧗 Klatring", null, "🧗 Klatring"],
    ["Kla\u0000tring\u202E AS", null, "Klatring AS"],
  ])("typed as %j has the number %j and the name %j", async (company, orgnr, name) => {
    expect((await enquire({ company })).enquiry).toMatchObject({ orgnr, company: name })
  })

  test("that is not registered yet needs no name, and may have one", async () => {
    const { enquiry } = await enquire({ company: "", unregistered: "1" })
    expect((await logOf(`enquiry:${enquiry?.id}`))[0]?.data).toMatchObject({ unregistered: true })
    const named = await enquire({ company: "Bunadsøm", unregistered: "1" })
    expect(named.enquiry).toMatchObject({ company: "Bunadsøm", orgnr: null })
  })
})

describe("bad input is told beside the field, with what was typed, and nothing is written", () => {
  const LONG = "x".repeat(300)
  test.each([
    ["company", "a number that does not add up", { company: "974 760 674" }, "ni sifre"],
    ["company", "such a number beside a name", { company: "Fjellvarp AS 974760674" }, "ni sifre"],
    ["company", "a digit too few", { company: "97476067" }, "ni sifre"],
    ["company", "nothing", { company: "" }, "Skriv navnet"],
    ["company", "nothing that can be seen", { company: " \u200b " }, "Skriv navnet"],
    ["company", "300 signs", { company: LONG }, "200"],
    ["company", "a birth number", { company: "Ola 01010750160" }, "fødselsnummer"],
    ["municipality", "nothing", { municipality: "" }, "Velg"],
    ["municipality", "one that was not offered", { municipality: "0301" }, "Velg"],
    ["municipality", "300 signs", { municipality: LONG }, "Velg"],
    ["need", "nothing", { need: "" }, "Skriv hva"],
    ["need", "a birth number with a space", { need: "Jeg er 010107 50160 og vil starte" }, "fødselsnummer"],
    ["need", "4001 signs", { need: "y".repeat(4001) }, "4000"],
    ["contact", "control and right-to-left signs", { contact: "\u202e\u0007" }, "Skriv navnet ditt"],
    ["contact", "300 signs", { contact: LONG }, "200"],
    ["email", "neither address nor phone", { email: "" }, "E-post eller telefon"],
    ["email", "half an address", { email: "maja@fjellvarp" }, "hele adressen"],
    ["email", "300 signs", { email: `${LONG}@fjellvarp.example` }, "for lang"],
    ["phone", "two digits", { phone: "12" }, "åtte sifre"],
  ] as const)("%s: %s", async (field, _, over, message) => {
    const before = (await enquiries()).length
    const form = typed(over)
    const { status, html, trips } = await as(null, "/enquiry", { form })
    expect([status, trips <= 2]).toEqual([422, true])
    const shown = new RegExp(`id="${field}-problem"[^>]*>([^<]*)`).exec(html)?.[1]
    expect(shown).toContain(message)
    expect(html).toContain(`href="#${field}"`)
    expect(html).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`))
    expect(html).toContain(`value="${form.act}"`)
    for (const kept of ["Maja Varp", "klatrevegg"])
      if (!Object.keys(over).some((name) => ["contact", "need"].includes(name))) expect(html).toContain(kept)
    expect((await enquiries()).length).toBe(before)
  })

  test("all that is wrong is told at once", async () => {
    const form = { ...made(), company: "123456789", municipality: "", need: "", contact: "", email: "", phone: "1" }
    const { status, html } = await as(null, "/enquiry", { form })
    expect(status).toBe(422)
    const told = [...html.matchAll(/href="#(\w+)"/g)].map(([, field]) => field)
    expect(told).toEqual(expect.arrayContaining(["company", "municipality", "need", "contact", "phone"]))
  })

  test("the choices that were made are kept", async () => {
    const { html } = await as(null, "/enquiry", { form: typed({ municipality: "5057", unregistered: "1", need: "" }) })
    expect(html).toMatch(/<option value="5057" selected/)
    expect(html).toMatch(/<input[^>]*name="unregistered"[^>]*checked/)
  })

  test.each([
    ["no act", { act: "" }],
    ["an act that is no id", { act: "1" }],
  ])("a form with %s is shown again with one, and can be sent", async (_, over) => {
    const { status, html } = await as(null, "/enquiry", { form: typed(over) })
    expect(status).toBe(422)
    expect(html).toContain("Maja Varp")
    const act = /name="act" value="([^"]+)"/.exec(html)?.[1] ?? ""
    expect((await as(null, "/enquiry", { form: typed({ act }) })).status).toBe(303)
  })

  test("what is not a form at all is refused, not an error of ours", async () => {
    for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x"]) {
      const { status } = await as(null, "/enquiry", { form: {}, headers: { "content-type": type } })
      expect([type, status]).toEqual([type, 422])
    }
  })
})

test("whoever is signed in sees the same form", async () => {
  for (const who of [kari, marit, kjell, gunn, ola]) expect((await as(who, "/enquiry")).status).toBe(200)
})
