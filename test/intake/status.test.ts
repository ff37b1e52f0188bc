import { eq } from "drizzle-orm"
import { describe, expect, test, vi } from "vitest"
import { applyToEnquiry, type EnquiryEvent, noEnquiry } from "#src/core/enquiry.ts"
import * as t from "#src/db/schema.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { kari, kjell, marit, nils } from "#test/people.ts"
import { made, openWorld } from "#test/world.ts"
import { openIntake, typed } from "./helpers.ts"

const world = await openWorld()
const { as, build, send, sent, env, logOf, wordsOf, caseOf, replay, track } = world
const { enquire, findEnquiry } = openIntake(world)

const PERSON = { contact: "Solveig Hemmelig", email: "solveig@hemmelig.example", phone: "901 23 456" }
const NEED = "Jeg vil ysterulle i fjøset til Rundhaug. Kan dere regne på det?"
const WORDS = ["Solveig", "hemmelig", "90123456", "ysterulle", "Rundhaug", "Fjøsysteriet"]

/** Who says word for word what another has said looks like spam. */
let nth = 0
/** Sends the form and finds the private page that the receipt shows. */
async function enquired(over: Record<string, string> = {}) {
  const it = await enquire({ company: "Fjøsysteriet", need: `${NEED} Nummer ${++nth}.`, ...PERSON, ...over })
  const cookie = it.headers.get("set-cookie") ?? ""
  const secret = /receipt=([\w-]+)/.exec(cookie)?.[1] ?? ""
  return { ...it, cookie, secret, at: `/enquiry/status/${it.ref}/${secret}`, id: it.enquiry?.id ?? "" }
}
const doing = (at: string, name: string, form: Record<string, string> = {}) =>
  as(null, `${at}/${name}`, { form: { ...made(), ...form } })
const dump = async () => (await fetch(`${env.DATABASE_URL}/dump`)).text()

const accepting = {
  hub: "roros",
  company: "Fjøsysteriet",
  need: "Ysterulle hos Solveig",
  track,
  access: "hub",
  advisor: kari.id,
  nextStep: "Ring Solveig",
  nextOn: "2031-01-06",
}
async function accepted(ref: string, over: Record<string, string> = {}) {
  const { headers } = await as(kari, `/inbox/${ref}/acceptance`, { form: { ...made(), ...accepting, ...over } })
  return /cases\/([^?]+)/.exec(headers.get("location") ?? "")?.[1] ?? ""
}

describe("the private link", () => {
  test("comes with the receipt, to that browser and by mail, in the language of the form, once", async () => {
    const before = sent.length
    const form = typed({ company: "Fjøsysteriet", ...PERSON })
    const posts = [await as(null, "/enquiry?lang=nn", { form }), await as(null, "/enquiry?lang=nn", { form })]
    const cookies = posts.map(({ headers }) => /receipt=[\w-]+/.exec(headers.get("set-cookie") ?? "")?.[0])
    expect(cookies[0]).toBeTruthy()
    expect(cookies[0]).toBe(cookies[1])
    expect(sent.length).toBe(before + 1)
    const mail = sent.at(-1)
    expect(mail).toMatchObject({ to: PERSON.email })
    expect(mail?.subject).toContain("førespurnaden")
    const to = posts[0]?.headers.get("location") ?? ""
    const receipt = await as(null, `${to}?lang=nn`, { headers: { cookie: cookies[0] ?? "" } })
    const link = /href="(\/enquiry\/status\/[^"]+)"/.exec(receipt.html)?.[1] ?? "none"
    expect(mail?.text).toContain(`http://localhost${link}`)
    expect((await as(null, link)).status).toBe(200)
    expect((await as(null, to)).html).not.toContain("/enquiry/status/")
  })

  test("says nothing of what was typed in the mail, so that nobody can send their words through us", async () => {
    await enquired({ contact: "Buy at http://spam.example", need: "Buy buy", company: "Spam AS" })
    const mail = sent.at(-1)
    expect(JSON.stringify(mail)).not.toMatch(/spam|Buy/)
  })

  test("comes to whoever was held for spam when someone has let them through, and not before", async () => {
    const before = sent.length
    const { ref, secret } = await enquired({ need: "Buy [url=http://spam.example]cheap[/url] cheese" })
    const claim = { ...made(), ref, email: PERSON.email }
    await as(null, "/enquiry/link", { form: claim })
    expect([secret, sent.length]).toEqual(["", before])
    expect((await as(marit, `/inbox/suspected/${ref}/release`, { form: made() })).status).toBe(303)
    expect(sent.length).toBe(before + 1)
    const link = /http:\/\/localhost(\/enquiry\/status\/\S+)/.exec(sent.at(-1)?.text ?? "")?.[1] ?? ""
    const { status, html } = await as(null, link)
    expect([status, html.includes(ref)]).toEqual([200, true])
  })

  test("is in the database only as a hash", async () => {
    const { secret } = await enquired()
    expect(secret).toHaveLength(32)
    expect(await dump()).not.toContain(secret)
  })

  test("never leaves, is not kept and not listed; and the page says what was stored, in one trip", async () => {
    const { at, ref } = await enquired()
    const { status, headers, html, trips } = await as(null, at)
    expect([status, trips]).toEqual([200, 1])
    expect(headers.get("referrer-policy")).toBe("no-referrer")
    expect(headers.get("x-robots-tag")).toContain("noindex")
    expect(headers.get("cache-control")).toContain("no-store")
    for (const shown of [ref, "Rørosregionen Næringshage", NEED, PERSON.contact, PERSON.email, "Fjøsysteriet"])
      expect(html).toContain(shown)
    expect(html).not.toMatch(/(?:src|href|action)="https?:/)
  })

  test("of another enquiry, guessed, too old or none shows nothing, and does nothing", async () => {
    const mine = await enquired()
    const other = await enquired()
    const wrong = [
      `/enquiry/status/${mine.ref}/${other.secret}`,
      `/enquiry/status/${mine.ref}/${"A".repeat(32)}`,
      `/enquiry/status/${mine.ref}/short`,
      `/enquiry/status/H-222222/${mine.secret}`,
      `/enquiry/status/%00/%00`,
    ]
    for (const at of wrong) {
      expect((await as(null, at)).status).toBe(404)
      for (const [name, form] of Object.entries({ addition: { addition: "x" }, withdrawal: {}, renewal: {} }))
        expect((await doing(at, name, form as Record<string, string>)).status).toBe(404)
    }
    expect((await logOf(`enquiry:${mine.id}`)).map(({ type }) => type)).toEqual(["received", "linked"])
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 366 * 24 * 60 * 60 * 1000 })
    expect((await as(null, mine.at)).status).toBe(404)
    vi.useRealTimers()
    expect((await as(null, mine.at)).status).toBe(200)
  })

  test("can be made anew: then the old one is dead, and a resend leads to the same new one", async () => {
    const { at } = await enquired()
    const form = made()
    const posts = [await as(null, `${at}/renewal`, { form }), await as(null, `${at}/renewal`, { form })]
    const to = posts.map(({ headers }) => headers.get("location") ?? "")
    expect(to[0]).toBe(to[1])
    expect((await as(null, to[0] ?? "")).status).toBe(200)
    expect((await as(null, at)).status).toBe(404)
  })

  test("is mailed again to whoever knows reference and address; to others the answer is the same", async () => {
    const { ref, at } = await enquired()
    const before = sent.length
    const claim = (form: Record<string, string>) => as(null, "/enquiry/link", { form: { ...made(), ...form } })
    const answers = [
      await claim({ ref, email: "nobody@else.example" }),
      await claim({ ref: "H-222222", email: PERSON.email }),
      await claim({ ref: ref.toLowerCase(), email: PERSON.email.toUpperCase() }),
    ]
    expect(answers.map(({ status, headers }) => [status, headers.get("location")])).toEqual(
      [1, 2, 3].map(() => [303, "/enquiry/link/sent"]),
    )
    expect(sent.length).toBe(before + 1)
    const [link = ""] = /\/enquiry\/status\/\S+/.exec(sent.at(-1)?.text ?? "") ?? []
    expect((await as(null, link)).status).toBe(200)
    expect((await as(null, at)).status).toBe(404)
    expect((await claim({ ref: "x", email: "y" })).status).toBe(422)
  })

  test.each(["nb", "nn", "en"])("has a page in %s", async (lang) => {
    const { at } = await enquired()
    const { html } = await as(null, `${at}?lang=${lang}`)
    expect(html).toContain(`<html lang="${lang}"`)
    expect(html).not.toContain("undefined")
  })
})

describe("what somebody does with their own enquiry", () => {
  test("adding and correcting reach whoever answers, in two trips each", async () => {
    const { at, ref, id } = await enquired()
    const added = await doing(at, "addition", { addition: "Vi har fjøset til 1. mai" })
    expect([added.status, added.headers.get("location"), added.trips]).toEqual([303, `${at}?did=added`, 2])
    const right = { company: "Fjøsysteriet", need: NEED, contact: "Solveig H. Emmelig", email: PERSON.email, phone: "" }
    expect((await doing(at, "correction", right)).status).toBe(303)
    expect(await findEnquiry(ref)).toMatchObject({ contact: "Solveig H. Emmelig", phone: null, heard: "added" })
    const { html } = await as(kari, `/inbox/${ref}`)
    for (const shown of ["Vi har fjøset til 1. mai", "Solveig H. Emmelig"]) expect(html).toContain(shown)
    expect((await logOf(`enquiry:${id}`)).map(({ type }) => type)).toEqual(["received", "linked", "added", "corrected"])
  })

  test.each([
    ["addition", { addition: "" }, "own-addition"],
    ["addition", { addition: "Mitt nummer er 01010750160" }, "own-addition"],
    ["correction", { company: "X", need: "", contact: "S", email: PERSON.email }, "own-need"],
    ["correction", { company: "X", need: "n", contact: "S", email: "", phone: "" }, "own-email"],
    ["correction", { company: "X", need: "n", contact: "S", email: "a@b\r\nBcc: c@d.example" }, "own-email"],
    ["reply", { reply: "Nobody asked" }, ""],
  ] as const)("%s that is wrong is told beside the field, and nothing is written", async (name, form, field) => {
    const { at, id } = await enquired()
    const { status, html } = await doing(at, name, form)
    expect(status).toBe(422)
    expect(html).toContain('role="alert"')
    if (field) expect(html).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`))
    expect((await logOf(`enquiry:${id}`)).map(({ type }) => type)).toEqual(["received", "linked"])
  })

  test("a browser that hides the origin, as ours asks it to, can post", async () => {
    const { at } = await enquired()
    const headers = { origin: "null" }
    const { status } = await as(null, `${at}/addition`, { form: { ...made(), addition: "Mer" }, headers })
    expect(status).toBe(303)
  })

  test("when someone has answered, it is too late to change, and not to withdraw", async () => {
    const { at, ref } = await enquired()
    const caseRef = await accepted(ref)
    const { html } = await as(null, at)
    for (const shown of [kari.name, "Du har fått en rådgiver"]) expect(html).toContain(shown)
    expect(html).not.toContain("/addition")
    expect((await doing(at, "addition", { addition: "Mer" })).status).toBe(422)
    expect((await doing(at, "withdrawal")).status).toBe(303)
    expect(await caseOf(caseRef)).toMatchObject({ need: "" })
  })
})

describe("withdrawing", () => {
  test("leaves no word, name, mail or phone in the database, and the log replays", async () => {
    const fresh = await openWorld()
    const intake = openIntake(fresh)
    const it = await intake.enquire({ company: "Fjøsysteriet", need: NEED, ...PERSON })
    const secret = /receipt=([\w-]+)/.exec(it.headers.get("set-cookie") ?? "")?.[1] ?? ""
    const at = `/enquiry/status/${it.ref}/${secret}`
    const post = (who: typeof kari | null, path: string, form: Record<string, string>) =>
      fresh.as(who, path, { form: { ...made(), ...form } })
    await post(null, `${at}/addition`, { addition: "Hilsen Solveig" })
    await post(kari, `/inbox/${it.ref}/handover`, { to: "kyst", reason: "Solveig holder til på Hitra" })
    const before = await (await fetch(`${fresh.env.DATABASE_URL}/dump`)).text()
    for (const word of WORDS) expect(before).toContain(word)
    expect(foundBy(before)).toContain("solvei")
    const { status, trips } = await post(null, `${at}/withdrawal`, {})
    expect([status, trips]).toEqual([303, 2])
    const after = await (await fetch(`${fresh.env.DATABASE_URL}/dump`)).text()
    for (const word of WORDS) expect(after).not.toContain(word)
    for (const piece of ["solvei", "hemmel", "fjosys", "901234"]) expect(foundBy(after)).not.toContain(piece)
    await everyHour(fresh.env)
    const later = await (await fetch(`${fresh.env.DATABASE_URL}/dump`)).text()
    for (const piece of ["hemmel", "fjosys"]) {
      expect(inIndex(before)).toContain(hexOf(piece))
      expect(inIndex(later)).not.toContain(hexOf(piece))
    }
    const row = await intake.findEnquiry(it.ref)
    expect(row).toMatchObject({ state: "withdrawn", hubId: "kyst", contact: "", email: null })
    const log = await fresh.logOf(`enquiry:${row?.id}`)
    const replayed = log.reduce(
      (one, { data, onDate }) => applyToEnquiry(one, data as EnquiryEvent, onDate),
      noEnquiry(row?.id ?? ""),
    )
    expect(row).toEqual(replayed)
    const { html } = await fresh.as(null, at)
    expect(html).toContain("Henvendelsen er trukket tilbake")
    expect((await fresh.as(kjell, `/inbox/${it.ref}`)).status).toBe(200)
    expect((await post(null, `${at}/withdrawal`, {})).status).toBe(422)
  })

  test("of a case that nobody has begun on takes what the case had from it, and tells the advisor", async () => {
    const fresh = await enquired()
    const ref = await accepted(fresh.ref)
    const kase = await caseOf(ref)
    const body = new FormData()
    body.set("act", crypto.randomUUID())
    body.set("file", new File(["Solveig;ysterulle"], "Solveig.csv"))
    expect((await as(kari, `/cases/${ref}/files`, { form: {}, body })).status).toBe(303)
    expect((await as(null, fresh.at)).html).toContain("Ingen har begynt på saken ennå")
    expect((await doing(fresh.at, "withdrawal")).status).toBe(303)
    await everyHour(env)
    expect((await env.FILES.list({ limit: 10 })).objects).toEqual([])
    const after = await caseOf(ref)
    expect(after).toMatchObject({ need: "", nextStep: null, hasContact: false, company: "Fjøsysteriet" })
    const said = await wordsOf(`case:${kase?.id}`)
    expect(said.filter(({ body }) => body !== null).map(({ name }) => name)).toEqual(["company"])
    const [contacts] = await send("read", [
      build
        .select()
        .from(t.contacts)
        .where(eq(t.contacts.caseId, kase?.id ?? "")),
    ])
    expect(contacts).toMatchObject([{ name: "", email: null, phone: null }])
    expect((await as(kari, "/notices")).html).toContain("Den som spurte, trakk henvendelsen bak en sak tilbake")
    const page = await as(kari, `/cases/${ref}`)
    expect(page.html).toContain("trakk henvendelsen tilbake. Ingen hadde begynt")
    for (const word of ["Solveig", "ysterulle", "90123456"]) expect(page.html).not.toContain(word)
    await replays(ref)
  })

  test("of a case that was worked on keeps the case and its contact, and says so to both", async () => {
    const it = await enquired()
    const ref = await accepted(it.ref)
    await as(kari, `/cases/${ref}/notes`, { form: { ...made(), kind: "call", note: "Snakket lenge" } })
    expect((await as(null, it.at)).html).toContain("Det er allerede arbeidet med saken")
    expect((await doing(it.at, "withdrawal")).status).toBe(303)
    expect((await as(null, it.at)).html).toContain("Saken det ble, finnes fortsatt")
    expect(await caseOf(ref)).toMatchObject({ need: "Ysterulle hos Solveig", hasContact: true })
    const { html } = await as(kari, `/cases/${ref}`)
    expect(html).toContain("Det er arbeidet med saken, så den står")
    expect((await wordsOf(`enquiry:${it.id}`)).every(({ body }) => body === null)).toBe(true)
    await replays(ref)
  })

  test("twice at once happens once, and so does the same form sent again", async () => {
    const { at, id } = await enquired()
    const form = made()
    const posts = await Promise.all([1, 2].map(() => as(null, `${at}/withdrawal`, { form })))
    posts.push(await as(null, `${at}/withdrawal`, { form }))
    expect(posts.map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await logOf(`enquiry:${id}`)).filter(({ type }) => type === "withdrawn")).toHaveLength(1)
  })
})

describe("withdrawing for someone who calls", () => {
  /** What the page's own form would send. */
  const forThem = async (who: typeof kari, ref: string, form: Record<string, string> = {}) => {
    const { html } = await as(who, `/inbox/${ref}`)
    const kase = /name="case" value="([^"]+)"\/>(?=<div)/.exec(html)?.[1] ?? ""
    return as(who, `/inbox/${ref}/withdrawal`, { form: { ...made(), told: "phone", case: kase, ...form } })
  }

  test("leaves no word of what waits, in two trips; the log says who did it and how they asked", async () => {
    const contact = "Oddny Ringer"
    const it = await enquired({
      contact,
      email: "oddny@ringer.example",
      need: "Jeg vil røyke makrell i naustet vårt på Hitra.",
    })
    expect((await as(kari, `/inbox/${it.ref}`)).html).toContain("De trekker den tilbake")
    const { status, headers, trips } = await forThem(kari, it.ref)
    expect([status, headers.get("location"), trips]).toEqual([303, `/inbox/${it.ref}?view=answered&did=withdrawn`, 2])
    const after = await dump()
    for (const word of ["Oddny", "ringer.example", "makrell"]) expect(after).not.toContain(word)
    const { html } = await as(kari, `/inbox/${it.ref}`)
    expect(html).toContain("de ba om det på telefon")
    expect(html).not.toContain("Mulige treff")
    expect(html).not.toContain("/withdrawal")
    expect((await as(null, it.at)).html).toContain("Henvendelsen er trukket tilbake")
    expect((await forThem(kari, it.ref)).status).toBe(422)
  })

  test("takes what a case that nobody has begun on had from it, also by an advisor, who alone erases no contact", async () => {
    const it = await enquired()
    const ref = await accepted(it.ref)
    expect((await forThem(kari, it.ref)).status).toBe(303)
    expect(await caseOf(ref)).toMatchObject({ need: "", hasContact: false })
    const [contacts] = await send("read", [
      build
        .select()
        .from(t.contacts)
        .where(eq(t.contacts.caseId, (await caseOf(ref))?.id ?? "")),
    ])
    expect(contacts).toMatchObject([{ name: "", email: null, phone: null }])
    await replays(ref)
  })

  test("of a case that was worked on leaves the case", async () => {
    const it = await enquired()
    const ref = await accepted(it.ref)
    await as(kari, `/cases/${ref}/notes`, { form: { ...made(), kind: "call", note: "Snakket lenge" } })
    expect((await forThem(marit, it.ref)).status).toBe(303)
    expect(await caseOf(ref)).toMatchObject({ need: "Ysterulle hos Solveig", hasContact: true })
    await replays(ref)
  })

  test("needs to know how they asked, is for those who have it, and not for a case one may not open", async () => {
    const { ref, id } = await enquired()
    expect((await forThem(kari, ref, { told: "form" })).status).toBe(422)
    expect((await forThem(kjell, ref)).status).toBe(404)
    await accepted(ref, { access: "restricted" })
    expect((await as(nils, `/inbox/${ref}`)).html).not.toContain("/withdrawal")
    expect((await forThem(nils, ref)).status).toBe(422)
    expect((await logOf(`enquiry:${id}`)).map(({ type }) => type)).toEqual(["received", "linked", "accepted"])
  })
})

/** The pieces of words that a dump says things are found by. */
const foundBy = (dumped: string) =>
  dumped
    .split("\n")
    .filter((line) => line.startsWith("INSERT INTO findable VALUES"))
    .join()

const inIndex = (dumped: string) =>
  dumped
    .split("\n")
    .filter((line) => line.includes("findable_index_data"))
    .join()
    .toLowerCase()
const hexOf = (text: string) => [...text].map((letter) => letter.charCodeAt(0).toString(16)).join("")

async function replays(ref: string) {
  const kase = await caseOf(ref)
  const [log, texts] = await Promise.all([logOf(`case:${kase?.id}`), wordsOf(`case:${kase?.id}`)])
  const entries = log.map((one) => {
    const words = texts.flatMap(({ eventId, name, body }) =>
      eventId === one.id && body !== null ? [[name, body]] : [],
    )
    return { ...one, event: one.data as never, words: Object.fromEntries(words) }
  })
  expect(kase).toEqual(replay(entries))
}
