import { and, eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { replayCompany } from "#src/core/company.ts"
import { applyToContact, isOfContact, noContact } from "#src/core/contact.ts"
import * as t from "#src/db/schema.ts"
import { openIntake } from "../intake/helpers.ts"
import { gunn, kari, kjell, marit, nils, ola, type Person, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"

const world = await openWorld()
const { as, build, send, track, caseOf, logOf, wordsOf, opened } = world
const { enquire } = openIntake(world)
const today = new Date().toISOString().slice(0, 10)

/** A case of Røros that came in by the form, and its company's address. */
async function begun(company: string, over: Record<string, string> = {}) {
  const form = { hub: "roros", company, orgnr: "", need: "A plan", track, access: "hub", advisor: kari.id, contact: "" }
  const { headers } = await as(kari, "/cases", { form: { ...made(), ...form, ...over } })
  const ref = new URL(headers.get("location") ?? "", "http://x").pathname.split("/").at(-1) ?? ""
  const id = (await caseOf(ref))?.companyId ?? ""
  return { ref, id, at: `/companies/${id}` }
}
const post = (path: string, form: Record<string, string> = {}, who = kari) =>
  as(who, path, { form: { ...made(), ...form } })
const SIV = { name: "Siv Sagmo", title: "Dagleg leiar", email: "siv@sag.example", phone: "90012345" }
const contactsOf = async (companyId: string) =>
  (await send("read", [build.select().from(t.contacts).where(eq(t.contacts.companyId, companyId))]))[0]

/** A company of Røros with Siv on its case. */
async function withSiv(company: string, over: Record<string, string> = {}) {
  const it = await begun(company, over)
  const { status } = await post(`${it.at}/contacts`, { ...SIV, case: it.ref, held: "chair", since: "2024-02-01" })
  expect(status).toBe(303)
  const [siv] = await contactsOf(it.id)
  return { ...it, contact: siv?.id ?? "", path: `${it.at}/contacts/${siv?.id}` }
}

describe("a contact", () => {
  test("is written once however often the form is sent, with a role that has a day, and the case knows whom to talk to", async () => {
    const { at, id, ref } = await begun("Sag")
    const form = { ...made(), ...SIV, case: ref, held: "chair", since: "2024-02-01" }
    const { status, headers, trips } = await as(kari, `${at}/contacts`, { form })
    await as(kari, `${at}/contacts`, { form })
    expect([status, trips]).toEqual([303, 2])
    const { html } = await as(kari, headers.get("location") ?? "")
    expect(html).toContain("Kontakten er lagret.")
    expect(html).toContain("Siv Sagmo")
    expect(html).toContain("Styreleder fra 01.02.2024")
    expect(await contactsOf(id)).toHaveLength(1)
    expect(await caseOf(ref)).toMatchObject({ hasContact: true })
    expect((await as(kari, `/cases/${ref}`)).html).toContain("Siv Sagmo")
  })

  test("has several roles at a time, each from a day and to a day", async () => {
    const { path, at, id } = await withSiv("Roller")
    expect((await post(`${path}/roles`, { role: "daily_manager", since: "2025-01-01" })).status).toBe(303)
    expect(
      (await post(`${path}/roles/ended`, { role: "chair", since: "2024-02-01", until: "2025-06-30" })).status,
    ).toBe(303)
    expect((await contactsOf(id))[0]?.roles).toEqual([
      { role: "chair", since: "2024-02-01", until: "2025-06-30" },
      { role: "daily_manager", since: "2025-01-01", until: null },
    ])
    const { html } = await as(kari, at)
    expect(html).toContain("Styreleder 01.02.2024–30.06.2025")
    expect(html).toContain("Daglig leder fra 01.01.2025")
  })

  test("who has left stays to be read with the day, their roles end, and they can come back", async () => {
    const { path, at, id, ref } = await withSiv("Sluttet")
    expect((await post(`${path}/departure`, { until: "2025-03-05" })).status).toBe(303)
    expect((await as(kari, at)).html).toContain("Sluttet 05.03.2025")
    expect((await as(kari, `/cases/${ref}`)).html).toContain("Siv Sagmo")
    expect((await contactsOf(id))[0]).toMatchObject({ until: "2025-03-05", roles: [{ until: "2025-03-05" }] })
    expect((await post(`${path}/return`)).status).toBe(303)
    expect((await contactsOf(id))[0]).toMatchObject({ until: null, roles: [{ until: "2025-03-05" }] })
  })

  test("is put right, and what is emptied is gone", async () => {
    const { path, id } = await withSiv("Rettet")
    await post(`${path}/details`, { ...SIV, name: "Siv Sagmoen", email: "" })
    expect((await contactsOf(id))[0]).toMatchObject({ name: "Siv Sagmoen", email: null, phone: "+4790012345" })
  })

  test.each([
    ["contacts", { ...SIV, name: "" }, "contacts-name-problem", "Fyll ut"],
    ["contacts", { ...SIV, email: "siv@" }, "contacts-email-problem", "Skriv hele adressen"],
    ["contacts", { ...SIV, phone: "12" }, "contacts-phone-problem", "Skriv åtte sifre"],
    ["contacts", { ...SIV, name: "01013950187" }, "contacts-name-problem", "fødselsnummer"],
    ["contacts", { ...SIV, since: "2099-01-01" }, "contacts-since-problem", "Dagen har ikke kommet"],
    ["contacts", { ...SIV, case: "NP-9999" }, "contacts-case-problem", "Dette valget finnes ikke"],
    ["contacts", { ...SIV, held: "king" }, "contacts-held-problem", "Velg et av alternativene"],
  ])(
    "%s with %o is refused beside the field, what was typed stays, nothing is written",
    async (what, form, id, said) => {
      const { at, ref, id: company } = await begun("Feil")
      const { status, html } = await post(`${at}/${what}`, { case: ref, since: today, ...form } as Record<
        string,
        string
      >)
      expect([status, html.includes(`id="${id}"`), html.includes(said)]).toEqual([422, true, true])
      expect(html).toContain(`value="${SIV.title}"`)
      expect(await contactsOf(company)).toEqual([])
    },
  )

  test.each([
    ["roles", { role: "chair", since: "2025-01-01" }, "Det er slik allerede"],
    ["roles", { role: "owner", since: "2099-01-01" }, "Dagen har ikke kommet"],
    ["roles/ended", { role: "chair", since: "2024-02-01", until: "2024-01-01" }, "Dagen er før det begynte"],
    ["roles/ended", { role: "owner", since: "2024-02-01", until: "2024-03-01" }, "Dette valget finnes ikke"],
    ["departure", { until: "2099-01-01" }, "Dagen har ikke kommet"],
    ["departure", { until: "2024-01-01" }, "Dagen er før det begynte"],
    ["departure", { until: "igår" }, "Skriv en dato"],
    ["details", SIV, "Det er slik allerede"],
    ["return", {}, "Det er slik allerede"],
  ])("%s with %o is refused and says why", async (what, form, said) => {
    const { path, id } = await withSiv("Avvist")
    const [before] = await contactsOf(id)
    const { status, html } = await post(`${path}/${what}`, form as Record<string, string>)
    expect([status, html.includes(said)]).toEqual([422, true])
    expect((await contactsOf(id))[0]).toEqual(before)
  })
})

describe("who sees and changes a contact follows the case that they are known through", () => {
  const seen: [Person, access: string, shown: boolean, changes: boolean][] = [
    [nils, "hub", true, true],
    [kjell, "hub", false, false],
    [ola, "hub", false, false],
    [kjell, "network", true, false],
    [ola, "network", true, false],
    [nils, "restricted", false, false],
    [marit, "restricted", true, true],
    [gunn, "restricted", false, false],
  ]
  test.each(seen)("$name of a case of class %s", async (who, access, shown, changes) => {
    const { at, path, id } = await withSiv(`Innsyn ${who.id} ${access}`, { access })
    // Its company is known by another case, too.
    await opened(`I-${who.id}-${access}`, { companyId: id, hubId: "kyst", advisorId: kjell.id, access: "network" })
    const { status, html } = await as(who, at)
    expect([status, html.includes("Siv Sagmo"), html.includes(`${path}/details`)]).toEqual([200, shown, changes])
    const { status: answered } = await post(`${path}/departure`, { until: today }, who)
    expect(answered).toBe(changes ? 303 : shown || who === ola ? 403 : 404)
  })

  test("whoever is named on a restricted case works along", async () => {
    const { path, ref } = await withSiv("Delt", { access: "restricted" })
    expect((await post(`${path}/departure`, { until: today }, turid)).status).toBe(404)
    await post(`/cases/${ref}/naming`, { person: turid.id })
    expect((await post(`${path}/departure`, { until: today }, turid)).status).toBe(303)
  })
})

describe("erasing a person", () => {
  test("is the hub's manager's alone", async () => {
    const { path, at } = await withSiv("Hvem sletter", { access: "network" })
    expect((await as(kari, at)).html).not.toContain(`${path}/erasure`)
    for (const who of [kari, nils, kjell, gunn]) expect((await post(`${path}/erasure`, {}, who)).status).toBe(403)
    expect((await post(`${path}/erasure`, {}, marit)).status).toBe(303)
  })

  test("leaves no word of them anywhere, and every log still gives its row", async () => {
    const { path, at, id, contact, ref } = await withSiv("Glemt")
    await post(`${path}/details`, { ...SIV, name: "Siv Sagmoen", phone: "90054321" })
    expect(await everywhere(["Sagmo", "siv@sag", "54321"], id, ref)).not.toEqual([])
    expect((await post(`${path}/erasure`, {}, marit)).status).toBe(303)
    expect(await everywhere(["Sagmo", "siv@sag", "54321", "Dagleg leiar"], id, ref)).toEqual([])
    const { html } = await as(marit, at)
    expect(html).toContain("Slettet ")
    expect(html).toContain("Styreleder fra 01.02.2024")

    const log = await logOf(`company:${id}`)
    const words = await wordsOf(`company:${id}`)
    const entries = log.map((entry) => ({
      act: entry.act,
      event: entry.data as never,
      onDate: entry.onDate,
      words: Object.fromEntries(words.flatMap((one) => (one.eventId === entry.id ? [[one.name, one.body ?? ""]] : []))),
    }))
    const [[row]] = await send("read", [build.select().from(t.companies).where(eq(t.companies.id, id))])
    expect(replayCompany(id, entries)).toEqual(row)
    const replayed = log.reduce(
      (one, { data, onDate }) => (isOfContact(data) ? applyToContact(one, data, onDate) : one),
      noContact(contact, id),
    )
    expect(replayed).toEqual((await contactsOf(id))[0])
    expect((await post(`${path}/details`, SIV, marit)).status).toBe(422)
  })

  test("reaches the enquiry that they came with, and not the next one's", async () => {
    const { ref: enquiry } = await enquire({ contact: "Siv Sagmo", email: "siv@sag.example", phone: "90012345" })
    const form = {
      hub: "roros",
      company: "Spurt",
      need: "Help",
      track,
      access: "hub",
      advisor: "",
      nextStep: "",
      nextOn: "",
    }
    const { headers } = await post(`/inbox/${enquiry}/acceptance`, form)
    const ref = new URL(headers.get("location") ?? "", "http://x").pathname.split("/").at(-1) ?? ""
    const { companyId: id = "" } = (await caseOf(ref)) ?? {}
    const [siv] = await contactsOf(id)
    expect(siv?.name).toBe("Siv Sagmo")
    const { ref: other } = await enquire({ contact: "Siv Sagmo", email: "siv@sag.example" })
    await post(`/companies/${id}/contacts/${siv?.id}/erasure`, {}, marit)
    const rowOf = async (one: string) =>
      (await send("read", [build.select().from(t.enquiries).where(eq(t.enquiries.ref, one))]))[0][0]
    expect(await rowOf(enquiry)).toMatchObject({ contact: "", email: null, phone: null })
    expect(await rowOf(other)).toMatchObject({ contact: "Siv Sagmo" })
    const said = await wordsOf(`enquiry:${(await rowOf(enquiry))?.id}`)
    expect(said.filter(({ body }) => body?.toLowerCase().includes("siv"))).toEqual([])
    expect(said.find(({ name }) => name === "need")?.body).toBeTruthy()
  })

  /** The tables in which one of the words still stands, of one company. */
  async function everywhere(words: readonly string[], companyId: string, ref: string) {
    const kase = await caseOf(ref)
    const [texts, contacts, events, cases] = await send("read", [
      build.select().from(t.texts),
      build.select().from(t.contacts).where(eq(t.contacts.companyId, companyId)),
      build
        .select()
        .from(t.events)
        .where(and(eq(t.events.stream, `company:${companyId}`))),
      build
        .select()
        .from(t.cases)
        .where(eq(t.cases.id, kase?.id ?? "")),
    ])
    const ours = texts.filter(({ subject }) => [`company:${companyId}`, `case:${kase?.id}`].includes(subject))
    const all = JSON.stringify({ ours, contacts, events, cases })
    return words.filter((word) => all.includes(word))
  }
})
