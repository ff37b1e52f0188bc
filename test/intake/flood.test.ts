import { eq } from "drizzle-orm"
import { afterEach, describe, expect, test, vi } from "vitest"
import * as t from "#src/db/schema.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { kari, marit, ola } from "#test/people.ts"
import { openWorld } from "#test/world.ts"
import { openIntake, token, tokenIn, typed } from "./helpers.ts"

afterEach(() => {
  vi.useRealTimers()
})

/** At most so many from one address a minute, as the binding of the edge has it. */
function limited() {
  const seen = new Map<string, number>()
  const limit: RateLimit["limit"] = async ({ key }) => {
    const minute = `${key} ${Math.floor(Date.now() / 60_000)}`
    seen.set(minute, (seen.get(minute) ?? 0) + 1)
    return { success: (seen.get(minute) ?? 0) <= 5 }
  }
  return { ENQUIRY_LIMIT: { limit } as RateLimit, ENQUIRIES_AN_HOUR: "12", ENQUIRIES_A_DAY: "40" }
}

const at = (address: string) => ({ headers: { "cf-connecting-ip": address } })

describe("a real attack: 1,330 posts from 516 addresses over nine days", async () => {
  const world = await openWorld()
  const { as } = world
  const { enquiries } = openIntake(world)
  const env = limited()
  const perDay = [128, 245, 94, 327, 141, 0, 0, 134, 261]
  const words = ["SEO", "backlinks", "crypto", "loans", "casino", "followers", "traffic", "leads"]

  /** Some never saw the form, some fill in all there is, some send one text for ever, some are quick, few are careful. */
  const bot = (n: number) => {
    const word = words[n % words.length]
    const text = `Hello, we can bring your business more ${word} at the best price, contact us now please`
    const form = typed({ company: `Company ${n}`, contact: `John ${n}`, email: `bot${n}@spam.example`, need: text })
    const kind = n % 10
    if (kind < 4) return { ...form, token: "" }
    if (kind < 6) return { ...form, homepage: "https://spam.example" }
    if (kind === 6) return { ...form, token: token(1), need: `${text} ${n}` }
    if (kind === 7) return { ...form, need: `${text} ${n} http://a.example http://b.example http://c.example` }
    return form
  }

  test("no real enquiry is lost, staff see no flood, and no spam gets a receipt of its own", async () => {
    const real: string[] = []
    let nth = 0
    for (const [day, posts] of perDay.entries()) {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date(`2026-08-${22 + day}T08:00:00Z`) })
      for (let n = 0; n < posts; n++) {
        vi.setSystemTime(Date.now() + 60_000)
        await as(null, "/enquiry", { form: bot(nth), env, ...at(`203.0.${nth % 2}.${(nth * 7) % 258}`) })
        nth++
        if (n % 40 !== 20) continue
        // A course: several at one address, within a minute.
        for (let one = 0; one < 3; one++) {
          const form = typed({ contact: `Deltaker ${day} ${n} ${one}`, email: `deltaker${day}.${n}.${one}@x.example` })
          const { status, headers } = await as(null, "/enquiry", { form, env, ...at("198.51.100.7") })
          expect(status).toBe(303)
          real.push(headers.get("location")?.split("/").at(-1) ?? "")
        }
      }
    }
    expect(nth).toBe(1330)
    const all = await enquiries()
    const isReal = ({ ref }: { ref: string }) => real.includes(ref)
    expect(all.filter(isReal)).toHaveLength(real.length)
    expect(all.filter((one) => isReal(one) && one.state !== "waiting")).toEqual([])
    const through = all.filter((one) => !isReal(one) && one.state === "waiting")
    // The first of each text is nothing that anybody could tell from an enquiry.
    expect(through.length).toBeLessThanOrEqual(words.length)
    expect(all.filter((one) => !isReal(one) && one.state === "suspected").length).toBeGreaterThan(300)
    const { html } = await as(marit, "/inbox/suspected", { env })
    expect(html).toMatch(/Det skjulte feltet har fanget 266 de/)
  }, 300_000)
})

describe("what is suspected", async () => {
  const world = await openWorld()
  const { as, env: bindings, build, send, logOf, wordsOf } = world
  const { enquiries, enquire, findEnquiry } = openIntake(world)
  const suspect = (over: Record<string, string> = {}) => enquire({ token: token(1), ...over })

  test("is answered as any other, in no inbox, and shown to those who lead with the reason", async () => {
    const { status, to, ref, enquiry } = await suspect({ company: "Hastverk AS" })
    expect(status).toBe(303)
    expect(enquiry).toMatchObject({ state: "suspected", hubId: null, signs: ["quick"] })
    const fine = await enquire({ municipality: "elsewhere" })
    const shown = async (path: string, name: string) => (await as(null, path)).html.replaceAll(name, "")
    expect(await shown(to, ref)).toBe(await shown(fine.to, fine.ref))
    for (const who of [kari, marit, ola]) {
      expect((await as(who, "/inbox")).html).not.toContain("Hastverk AS")
      expect((await as(who, `/inbox/${ref}`)).status).toBe(404)
    }
    const { html, status: seen, trips } = await as(marit, "/inbox/suspected")
    expect([seen, trips]).toEqual([200, 1])
    expect(html).toContain("Hastverk AS")
    expect(html).toContain("Sendt etter under tre sekunder.")
    expect((await as(kari, "/inbox/suspected")).status).toBe(403)
  })

  test("that is let through goes to its hub, and its time starts then", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-02T12:00:00Z") })
    const { ref } = await suspect()
    vi.setSystemTime(new Date("2026-11-09T12:00:00Z"))
    expect((await as(marit, `/inbox/suspected/${ref}/release`, { form: {} })).status).toBe(303)
    const enquiry = await findEnquiry(ref)
    expect(enquiry).toMatchObject({ state: "waiting", hubId: "roros", receivedOn: "2026-11-02", dueOn: "2026-11-11" })
    expect(enquiry?.why).toMatchObject({ kind: "covered", code: "5025" })
    expect((await as(kari, `/inbox/${ref}`)).html).toContain("slapp den gjennom")
    expect((await as(marit, `/inbox/suspected/${ref}/deletion`, { form: {} })).status).toBe(404)
  })

  test("that is deleted leaves none of its words", async () => {
    const { ref, enquiry } = await suspect({ company: "Slettes AS" })
    expect((await as(ola, `/inbox/suspected/${ref}/deletion`, { form: {} })).status).toBe(303)
    expect(await findEnquiry(ref)).toMatchObject({
      state: "discarded",
      company: "",
      need: "",
      contact: "",
      email: null,
    })
    const words = await wordsOf(`enquiry:${enquiry?.id}`)
    expect(words.length).toBeGreaterThan(2)
    expect(words.filter(({ body }) => body !== null)).toEqual([])
    expect((await logOf(`enquiry:${enquiry?.id}`)).map(({ type }) => type)).toEqual(["held", "discarded"])
  })

  test("is erased by itself after 30 days, and what was counted is forgotten", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-12-01T12:00:00Z") })
    const { ref } = await suspect({ company: "Gammel AS" })
    await everyHour(bindings, new Date("2026-12-31T12:00:00Z"))
    expect(await findEnquiry(ref)).toMatchObject({ state: "suspected" })
    await everyHour(bindings, new Date("2027-01-01T12:00:00Z"))
    expect(await findEnquiry(ref)).toMatchObject({ state: "discarded", company: "" })
    const [marks] = await send("read", [build.select().from(t.marks).where(eq(t.marks.name, "day:2026-12-01"))])
    expect(marks).toEqual([])
  })

  test("is let go of only by those who lead", async () => {
    const { ref } = await suspect()
    for (const act of ["release", "deletion"])
      expect((await as(kari, `/inbox/suspected/${ref}/${act}`, { form: {} })).status).toBe(404)
    expect((await enquiries()).find((one) => one.ref === ref)?.state).toBe("suspected")
  })
})

describe("the form's token", async () => {
  const world = await openWorld()
  const { as } = world
  const { enquiries, enquire } = openIntake(world)

  test.each([
    ["missing", () => ""],
    ["made up", () => `${token().slice(0, -4)}abcd`],
    ["from another year", () => token(400 * 24 * 60 * 60)],
    ["from tomorrow", () => token(-24 * 60 * 60)],
    ["older than a day", () => token(25 * 60 * 60)],
  ])("that is %s shows the form again with all that was typed, and it can be sent at once", async (_, bad) => {
    const before = (await enquiries()).length
    const form = typed({ token: bad(), phone: "900 12 345" })
    const { status, html } = await as(null, "/enquiry", { form })
    expect(status).toBe(422)
    expect(html).toContain("Skjemaet hadde ligget åpent for lenge.")
    for (const kept of ["Fjellvarp Klatring", "klatrevegg", "Maja Varp", "maja@fjellvarp.example", "900 12 345"])
      expect(html).toContain(kept)
    expect((await enquiries()).length).toBe(before)
    const { enquiry } = await enquire({ ...form, token: tokenIn(html) })
    expect(enquiry?.state).toBe("waiting")
  })

  test("keeps its age over a form that was refused, so that writing counts and not pressing Send", async () => {
    const { html } = await as(null, "/enquiry", { form: typed({ email: "" }) })
    expect((await enquire({ token: tokenIn(html) })).enquiry?.state).toBe("waiting")
  })
})

describe("over the budget", async () => {
  const world = await openWorld()
  const { as } = world
  const { enquire, findEnquiry } = openIntake(world)
  const budget = { ENQUIRIES_AN_HOUR: "1", ENQUIRIES_A_DAY: "1" }
  const prover = {
    ...budget,
    TURNSTILE_URL: "https://turnstile.test/siteverify",
    TURNSTILE_SITE_KEY: "site",
    TURNSTILE_SECRET: "known",
  }
  const sendAs = async (env: object, over: Record<string, string> = {}) => {
    const { status, html, headers } = await as(null, "/enquiry", { form: typed(over), env })
    const ref = headers.get("location")?.split("/").at(-1) ?? ""
    return { status, html, headers, enquiry: await findEnquiry(ref) }
  }

  test("without keys it is kept apart", async () => {
    await enquire()
    const { status, enquiry } = await sendAs(budget)
    expect([status, enquiry?.state]).toEqual([303, "suspected"])
    expect(enquiry?.signs).toEqual(["hour", "day"])
  })

  test("the browser is asked for a proof, only then, and what was typed is kept", async () => {
    const quiet = await as(null, "/enquiry", { env: prover })
    expect(quiet.headers.get("content-security-policy")).not.toContain("cloudflare")
    expect(quiet.html).not.toContain("cloudflare")
    const asked = await sendAs(prover, { contact: "Maja Bevist" })
    expect(asked.status).toBe(422)
    expect(asked.html).toContain('data-sitekey="site"')
    expect(asked.html).toContain("Maja Bevist")
    expect(asked.headers.get("content-security-policy")).toContain("frame-src https://challenges.cloudflare.com")
    const proof = { token: tokenIn(asked.html), proved: "1", "cf-turnstile-response": "a person 1" }
    expect((await sendAs(prover, proof)).enquiry?.state).toBe("waiting")
  })

  test.each([
    ["with scripts off, without a proof", { proved: "1" }],
    ["with a proof that is none", { proved: "1", "cf-turnstile-response": "a robot" }],
    ["with a proof that was used", { proved: "1", "cf-turnstile-response": "a person 1" }],
    ["with Turnstile away", { proved: "1", "cf-turnstile-response": "away" }],
  ])("%s it is kept apart, not lost", async (_, over) => {
    const { status, enquiry } = await sendAs(prover, over)
    expect([status, enquiry?.state]).toEqual([303, "suspected"])
  })
})

test("many from one address within a minute are kept apart, and none of them is lost", async () => {
  const world = await openWorld()
  const env = limited()
  const states: (string | undefined)[] = []
  for (let n = 0; n < 7; n++) {
    const { headers } = await world.as(null, "/enquiry", { form: typed(), env, ...at("198.51.100.9") })
    const ref = headers.get("location")?.split("/").at(-1) ?? ""
    states.push((await openIntake(world).findEnquiry(ref))?.state)
  }
  expect(states).toEqual([...Array(5).fill("waiting"), "suspected", "suspected"])
})
