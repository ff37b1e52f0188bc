import { beforeAll, describe, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { marit } from "#test/people.ts"
import { made, openWorld } from "#test/world.ts"
import { openIntake, token, typed } from "./helpers.ts"

const world = await openWorld()
const { as, register, build, send } = world
const { enquiries, enquire } = openIntake(world)
const place = (kommunenummer: string, kommune: string) => ({
  forretningsadresse: { land: "Norge", landkode: "NO", kommune, kommunenummer, adresse: ["Veien 1"] },
})
const draft = (form: Record<string, string>, lang = "nb") => as(null, `/enquiry/draft?lang=${lang}`, { form })
const lookUp = (company: string, env = {}) => as(null, "/enquiry/companies", { form: { company }, fragment: true, env })

beforeAll(async () => {
  await register({ orgnr: "310000302", navn: "FJELLVARP KLATRING AS", ...place("5061", "RINDAL") })
  await register({ orgnr: "310000299", navn: "FJELLVARP HOLDING AS", ...place("0301", "OSLO") })
  await register({ orgnr: "310000582", navn: "SNILLFJORD LAKS AS", ...place("5055", "HEIM") })
})

describe("looking the company up", () => {
  test("gives hits by name and by number, to choose from, in no trip to the database", async () => {
    for (const text of ["fjellvarp", "310 000 302", "Fjellvarp, 310000302"]) {
      const { status, html, trips } = await lookUp(text)
      expect([text, status, trips]).toEqual([text, 200, 1])
      expect(html).toMatch(/type="radio"[^>]*name="orgnr"[^>]*value="310000302"/)
      expect(html).toMatch(/AS, Rindal, 310\s000\s302/)
      expect(html).not.toContain("<html")
    }
    expect((await lookUp("fjellvarp")).html).toContain("Ingen av disse")
  })

  test.each([
    ["nobody", "finnes ikke as", "Du kan sende likevel."],
    ["a number that does not add up", "310 000 303", "Nummeret går ikke opp."],
    ["a deleted company", "319990046", "er slettet"],
    ["a removed one", "319990054", "har fjernet"],
    ["a bankrupt one", "319990062", "Registrert som konkurs. Du kan sende likevel."],
    ["one abroad", "319990151", "uten norsk adresse"],
    ["a busy register", "opptatt", "Vi får ikke tak i registeret nå."],
    ["a register that is down", "nede", "Vi får ikke tak i registeret nå."],
    ["half an answer", "halv", "Vi får ikke tak i registeret nå."],
  ])("tells kindly of %s", async (_, text, says) => {
    const { status, html } = await lookUp(text)
    expect(status).toBe(200)
    expect(html).toContain(says)
  })

  test("waits at most three seconds for a slow register", async () => {
    const started = Date.now()
    expect((await lookUp("treg")).html).toContain("Vi får ikke tak i registeret nå.")
    expect(Date.now() - started).toBeLessThan(3500)
  })

  test("is not told a birth number, nor asked too often", async () => {
    expect((await lookUp("Ola 010107 50160")).trips).toBe(0)
    const LOOKUP_LIMIT = { limit: async () => ({ success: false }) } as RateLimit
    const { trips, html } = await lookUp("fjellvarp", { LOOKUP_LIMIT })
    expect(trips).toBe(0)
    expect(html).toContain("Vi får ikke tak i registeret nå.")
  })

  test("says the same of a company that has cases here as of one that has none", async () => {
    const before = (await lookUp("310000302")).html
    await world.opened("F-1", { companyId: "fjellvarp", company: "Fjellvarp Klatring AS", orgnr: "310000302" })
    expect((await lookUp("310000302")).html).toBe(before)
  })
})

describe("without scripts", () => {
  const half = () => ({ ...typed({ company: "fjellvarp", municipality: "", need: "Halvt <b>skrevet</b>" }), find: "1" })

  test("a button shows the form again with the hits and all that was typed, and nothing is kept", async () => {
    const before = (await enquiries()).length
    const { status, html } = await draft(half())
    expect(status).toBe(200)
    expect(html).toContain('value="310000302"')
    expect(html).toContain("Halvt &lt;b&gt;skrevet&lt;/b&gt;")
    expect(html).toContain('value="Maja Varp"')
    expect(html).not.toContain("aria-invalid")
    expect((await enquiries()).length).toBe(before)
  })

  test("another language shows the half-filled form again in it", async () => {
    const { html } = await draft({ need: "Halvt", phone: "900", via: "roros" }, "en")
    expect(html).toContain('<html lang="en"')
    expect(html).toContain("Halvt")
    expect(html).toContain('value="900"')
    expect(html).toMatch(/name="via" value="roros"/)
  })

  test("Enter sends the form: its first button is no language and no search", async () => {
    const { html } = await as(null, "/enquiry")
    const [first] = [...html.matchAll(/<button[^>]*type="submit"[^>]*>/g)]
    expect(first?.[0]).toContain("hidden")
    expect(first?.[0]).not.toContain("formaction")
  })

  test("what is chosen among the hits fills in the rest: its name, its number and its municipality", async () => {
    const { enquiry } = await enquire({ company: "fjellvarp", orgnr: "310000302", municipality: "" })
    expect(enquiry).toMatchObject({
      company: "FJELLVARP KLATRING AS",
      orgnr: "310000302",
      municipality: "5061",
      hubId: "orkdal",
      why: { kind: "covered", code: "5061" },
    })
  })

  test("the municipality that they say corrects the register's", async () => {
    const { enquiry } = await enquire({ company: "310000302", municipality: "5025" })
    expect(enquiry).toMatchObject({ company: "FJELLVARP KLATRING AS", hubId: "roros", municipality: "5025" })
  })

  test("none of the hits is as good", async () => {
    expect((await enquire({ company: "Fjellvarp Bakeri", orgnr: "" })).enquiry).toMatchObject({
      company: "Fjellvarp Bakeri",
      orgnr: null,
    })
  })
})

describe("where the register knows better", () => {
  test("a company of a split municipality goes where its address is now", async () => {
    const { enquiry } = await enquire({ company: "310000582", municipality: "5012" })
    expect(enquiry).toMatchObject({ municipality: "5055", why: { kind: "candidate", code: "5055", by: "register" } })
  })

  test("one in Oslo is outside, and is told nothing of that", async () => {
    const { enquiry, to } = await enquire({ company: "310000299", municipality: "elsewhere" })
    expect(enquiry).toMatchObject({ hubId: null, why: { kind: "outside", code: "0301", by: "register" } })
    expect((await as(null, to)).html).toContain("finner ut hvem av dem")
  })

  test.each(["319990100", "319990119", "319990127", "319990135", "319990143", "319990097"])(
    "with the register slow, half or down (%s) the form works with what was typed, within three seconds",
    async (company) => {
      const started = Date.now()
      const { status, enquiry } = await enquire({ company })
      expect([status, enquiry?.orgnr, enquiry?.hubId]).toEqual([303, company, "roros"])
      expect(Date.now() - started).toBeLessThan(3500)
      const without = await as(null, "/enquiry", { form: typed({ company, municipality: "" }) })
      expect(without.status).toBe(422)
      expect(without.html).toContain("Velg kommunen du driver i")
    },
  )

  test.each(["319990046", "319990054", "319990062"])(
    "whoever gives the number of a company that is gone (%s) is told so once, and can send",
    async (company) => {
      const form = typed({ company })
      const told = await as(null, "/enquiry", { form })
      expect(told.status).toBe(422)
      expect(told.html).toContain("er slettet eller konkurs")
      expect(told.html).toContain('name="gone" value="1"')
      expect((await enquire({ company, gone: "1" })).enquiry).toMatchObject({ orgnr: company, hubId: "roros" })
    },
  )
})

describe("a hub's own address", () => {
  test("is the form in the language of the address, and says whom one writes to", async () => {
    const nb = await as(null, "/n/roros")
    const nn = await as(null, "/n/roros/nn")
    expect([nb.status, nn.status, nb.trips]).toEqual([200, 200, 1])
    expect(nb.html).toContain("Du skriver til Rørosregionen Næringshage.")
    expect(nn.html).toContain('<html lang="nn"')
    expect(nn.html).toMatch(/name="via" value="roros"/)
  })

  test.each(["/n/nowhere", "/n/%3Cscript%3E", "/n/roros%20"])("that is none (%s) leads to the form", async (path) => {
    const { status, headers } = await as(null, path)
    expect([status, headers.get("location")]).toEqual([303, "/enquiry"])
  })

  test("is noted, and the area decides: another hub's municipality goes to that hub", async () => {
    expect((await enquire({ via: "kyst" })).enquiry).toMatchObject({ via: "kyst", hubId: "roros" })
  })

  test.each([
    ["a candidate", "5057", "5057"],
    ["another place", "elsewhere", null],
  ])(
    "of %s nobody else has agreed to serve, the hub that asked them to write has it",
    async (_, municipality, code) => {
      const { enquiry, to } = await enquire({ via: "kyst", municipality })
      expect(enquiry).toMatchObject({ hubId: "kyst", why: { kind: "came", hubId: "kyst", code } })
      expect((await as(marit, "/inbox")).status).toBe(200)
      expect((await as(null, to)).status).toBe(200)
    },
  )

  test("that is made up is ignored", async () => {
    expect((await enquire({ via: "nowhere" })).enquiry).toMatchObject({ via: null, hubId: "roros" })
  })
})

describe("what they were told", () => {
  test("is stored by its version, which must be one of ours", async () => {
    const { html } = await as(null, "/enquiry")
    const notice = /name="notice" value="([^"]+)"/.exec(html)?.[1] ?? ""
    expect((await enquire({ notice })).enquiry?.notice).toBe(notice)
    expect((await enquire({ notice: "1999-01" })).enquiry?.notice).toBeNull()
  })
})

describe("bad input", () => {
  test("500 fields are one form", async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`extra.${n}`, `Much ${n}`]))
    const { enquiry, status } = await enquire({ ...many, __proto__x: "1" })
    expect([status, enquiry?.extras]).toEqual([303, []])
    expect((await draft(many)).status).toBe(200)
  })

  test("HTML and Markdown are shown as they were written", async () => {
    const need = '<script>alert(1)</script> **fet** [x](javascript:alert(1)) <img src=x onerror="x">'
    const { ref, enquiry } = await enquire({ need: `${need} ${token()}` })
    expect(enquiry?.state).toBe("suspected")
    const { html } = await as(marit, "/inbox/suspected")
    expect(html).toContain(ref)
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; **fet**")
    expect(html).not.toContain("<script>alert")
  })

  test("a line break in a name or an address is no second line of a mail", async () => {
    const { enquiry } = await enquire({ contact: "Maja\r\nBcc: all@x.example" })
    expect(enquiry?.contact).toBe("Maja Bcc: all@x.example")
    const form = typed({ email: "maja@x.example\r\nBcc: all@x.example" })
    expect((await as(null, "/enquiry", { form })).status).toBe(422)
  })

  test.each([
    ["a birth number", "010107 50160"],
    ["with a no-break space", "010107\u00a050160"],
    ["with dots", "01.01.07 501.60"],
    ["digit by digit", "0 1 0 1 0 7 5 0 1 6 0"],
    ["in the middle of a word", "fnr01010750160takk"],
    ["in full-width digits", "０１０１０７５０１６０"],
  ])("%s is refused wherever it stands", async (_, number) => {
    for (const field of ["company", "need", "contact", "email", "phone"]) {
      const { status, html } = await as(null, "/enquiry", { form: typed({ [field]: `Jeg ${number}` }) })
      expect([field, status]).toEqual([field, 422])
      if (field !== "phone" && field !== "email") expect(html).toContain("Her står et fødselsnummer.")
    }
  })

  test("a bank account number passes", async () => {
    expect((await enquire({ need: "Kontonummeret er 8601 11 17947, og vi vil vokse" })).status).toBe(303)
  })
})

test("nothing of a draft is in the database", async () => {
  await draft({ ...made(), company: "Hemmelig AS", need: "Ingen skal se dette" })
  await lookUp("Hemmelig AS")
  const tables = [t.texts, t.marks, t.enquiries]
  const rows = await Promise.all(tables.map(async (table) => (await send("read", [build.select().from(table)]))[0]))
  expect(JSON.stringify(rows)).not.toMatch(/Hemmelig|Ingen skal se/)
})
