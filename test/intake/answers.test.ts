import { describe, expect, test, vi } from "vitest"
import { suggestAdvisor } from "#src/core/caseload.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { gunn, kari, kjell, marit, nils, ola, type Person } from "#test/people.ts"
import { made, openWorld } from "#test/world.ts"
import { openIntake, typed } from "./helpers.ts"

const world = await openWorld()
const { as, sent, logOf, wordsOf, caseOf, opened } = world
const { enquire, findEnquiry } = openIntake(world)

const answer = (who: Person, ref: string, name: string, form: Record<string, string> = {}) =>
  as(who, `/inbox/${ref}/${name}`, { form: { ...made(), ...form } })
const typesOf = async (id = "") =>
  (await logOf(`enquiry:${id}`)).map(({ type }) => type).filter((type) => type !== "linked")
const linkIn = (text = "") => /\/enquiry\/status\/\S+/.exec(text)?.[0] ?? ""
const public_ = (at: string, name: string, form: Record<string, string>) =>
  as(null, `${at}/${name}`, { form: { ...made(), ...form } })

describe("asking a question", () => {
  const QUESTION = "Hvor stort er lokalet?"

  test("mails it with a private link, once; the clock rests, and the answer comes back to be answered", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-01-11T10:00:00Z") })
    const { ref, enquiry } = await enquire({ company: "Spurt AS" })
    expect(enquiry?.dueOn).toBe("2027-01-13")
    const before = sent.length
    const form = { ...made(), question: QUESTION }
    const posts = [1, 2].map(() => as(kari, `/inbox/${ref}/question`, { form }))
    expect((await Promise.all(posts)).map(({ status }) => status)).toEqual([303, 303])
    expect(sent.length).toBe(before + 1)
    const mail = sent.at(-1)
    expect(mail).toMatchObject({ to: "maja@fjellvarp.example" })
    expect(mail?.text).toContain(QUESTION)
    expect(mail?.text).toContain(kari.name)
    expect(await findEnquiry(ref)).toMatchObject({ state: "asked", askedOn: "2027-01-11" })
    expect((await as(kari, "/inbox")).html).not.toContain("Spurt AS")
    expect((await as(nils, "/inbox?view=asked")).html).toContain("Spurt AS")

    vi.setSystemTime(new Date("2027-01-20T10:00:00Z"))
    const link = linkIn(mail?.text)
    expect((await as(null, link)).html).toContain(QUESTION)
    expect((await public_(link, "reply", { reply: "Nitti kvadrat" })).status).toBe(303)
    expect(await findEnquiry(ref)).toMatchObject({ state: "waiting", heard: "replied", dueOn: "2027-01-22" })
    const { html } = await as(nils, "/inbox")
    expect(html).toContain("har svart, venter på deg")
    const page = (await as(nils, `/inbox/${ref}`)).html
    for (const shown of [QUESTION, "Nitti kvadrat", "De har svart"]) expect(page).toContain(shown)
    vi.useRealTimers()
    expect(await typesOf(enquiry?.id)).toEqual(["received", "asked", "replied"])
  })

  test("leaves the link of the receipt alive", async () => {
    const { ref, headers } = await enquire()
    const secret = /receipt=([\w-]+)/.exec(headers.get("set-cookie") ?? "")?.[1]
    await answer(kari, ref, "question", { question: QUESTION })
    expect((await as(null, `/enquiry/status/${ref}/${secret}`)).html).toContain(QUESTION)
  })

  test("in the language they wrote in", async () => {
    const posted = await as(null, "/enquiry?lang=en", { form: typed() })
    const ref = posted.headers.get("location")?.split("/").at(-1) ?? ""
    await answer(kari, ref, "question", { question: QUESTION })
    expect(sent.at(-1)?.subject).toBe(`A question about your enquiry (${ref})`)
  })

  test.each([
    ["with nothing in it", {}, { question: " " }],
    ["of someone who gave only a phone", { email: "", phone: "900 12 345" }, { question: QUESTION }],
    ["with a birth number", {}, { question: "Er du 01010750160?" }],
  ])("%s is refused, and nothing is sent", async (_, over, form) => {
    const { ref, enquiry } = await enquire(over)
    const before = sent.length
    expect((await answer(kari, ref, "question", form)).status).toBe(422)
    expect(sent.length).toBe(before)
    expect(await typesOf(enquiry?.id)).toEqual(["received"])
  })

  test("twice without an answer is refused, and a line break adds no header", async () => {
    const { ref } = await enquire()
    await answer(kari, ref, "question", { question: `${QUESTION}\r\nBcc: all@else.example` })
    expect(sent.at(-1)?.subject).not.toMatch(/[\r\n]/)
    expect(sent.at(-1)?.to).toBe("maja@fjellvarp.example")
    expect((await answer(nils, ref, "question", { question: QUESTION })).status).toBe(422)
    expect((await as(nils, `/inbox/${ref}`)).html).not.toContain(`/inbox/${ref}/question`)
  })
})

describe("attaching to a case", () => {
  test("tells the case, makes the person known to it, and both pages show it", async () => {
    await opened("RN-1", { companyId: "attached-to", company: "Kjent AS" })
    const { ref, enquiry } = await enquire()
    const { status, headers, trips } = await answer(kari, ref, "attachment", { case: "rn-1" })
    expect([status, headers.get("location"), trips]).toEqual([303, "/cases/RN-1?did=enquiry_attached", 2])
    const { html } = await as(kari, "/cases/RN-1")
    for (const shown of [`knyttet henvendelse ${ref} til saken`, "Maja Varp"]) expect(html).toContain(shown)
    expect(await findEnquiry(ref)).toMatchObject({ state: "accepted", caseId: "id-RN-1", openedCase: false })
    expect((await as(kari, `/inbox/${ref}`)).html).toContain("/cases/RN-1")
    expect(await typesOf(enquiry?.id)).toEqual(["received", "attached"])
    const again = await enquire()
    await answer(kari, again.ref, "attachment", { case: "RN-1" })
    expect((await logOf("company:attached-to")).filter(({ type }) => type === "introduced")).toHaveLength(1)
  })

  test("withdrawn afterwards, the person is forgotten and the case stands", async () => {
    await opened("RN-2", { companyId: "stands", need: "Our own line" })
    const { ref, headers } = await enquire()
    const secret = /receipt=([\w-]+)/.exec(headers.get("set-cookie") ?? "")?.[1]
    await answer(kari, ref, "attachment", { case: "RN-2" })
    expect((await public_(`/enquiry/status/${ref}/${secret}`, "withdrawal", {})).status).toBe(303)
    expect(await caseOf("RN-2")).toMatchObject({ need: "Our own line" })
    const { html } = await as(kari, "/cases/RN-2")
    expect(html).not.toContain("Maja Varp")
    expect((await wordsOf("company:stands")).every(({ body }) => body === null)).toBe(true)
  })

  test.each([
    ["of another hub", "KY-1", 422],
    ["that one may only know of", "KY-2", 422],
    ["open in the network, but not one's own", "KY-3", 403],
    ["that has ended", "RN-9", 422],
    ["that does not exist", "RN-404", 422],
  ])("a case %s is refused", async (_, caseRef, wanted) => {
    await opened("KY-1", { hubId: "kyst" }).catch(() => null)
    await opened("KY-2", { hubId: "kyst", access: "restricted" }).catch(() => null)
    await opened("KY-3", { hubId: "kyst", access: "network" }).catch(() => null)
    await opened("RN-9").catch(() => null)
    if (caseRef === "RN-9")
      await as(kari, "/cases/RN-9/closure", { form: { ...made(), closeReason: "completed", reason: "Done" } })
    const { ref, enquiry } = await enquire()
    expect((await answer(kari, ref, "attachment", { case: caseRef })).status).toBe(wanted)
    expect(await typesOf(enquiry?.id)).toEqual(["received"])
  })
})

describe("handing over", () => {
  const hand = (who: Person, ref: string, to = "kyst") =>
    answer(who, ref, "handover", { to, reason: "Holder til på Hitra" })

  test("waits to be taken: the receiver is told why, the sender that it waits, and both that it was", async () => {
    const { ref, enquiry } = await enquire({ company: "Tatt AS" })
    await hand(kari, ref)
    const there = (await as(kjell, `/inbox/${ref}`)).html
    for (const shown of [kari.name, "Holder til på Hitra", "Ta imot"]) expect(there).toContain(shown)
    expect((await as(nils, "/inbox?view=sent")).html).toContain("sendt til Kyst, ikke tatt imot ennå")
    expect((await answer(kjell, ref, "taking")).status).toBe(303)
    expect((await as(nils, "/inbox?view=sent")).html).not.toContain("ikke tatt imot ennå")
    expect((await as(kjell, `/inbox/${ref}`)).html).not.toContain("/taking")
    expect(await typesOf(enquiry?.id)).toEqual(["received", "handed", "taken"])
  })

  test("sent back with a reason, it waits where it came from, and says why", async () => {
    const { ref } = await enquire({ company: "Tilbake AS" })
    await hand(kari, ref)
    expect((await answer(kjell, ref, "sending-back", { reason: "" })).status).toBe(422)
    const back = await answer(gunn, ref, "sending-back", { reason: "De flyttet til Røros i vår" })
    expect([back.status, back.headers.get("location")]).toEqual([303, "/inbox?did=sent_back"])
    expect((await as(kjell, `/inbox/${ref}`)).status).toBe(404)
    expect(await findEnquiry(ref)).toMatchObject({ hubId: "roros", sentBy: null, isOffered: false, state: "waiting" })
    const { html } = await as(nils, `/inbox/${ref}`)
    for (const shown of [gunn.name, "De flyttet til Røros i vår"]) expect(html).toContain(shown)
  })

  test("from the network's list goes back to it", async () => {
    const { ref } = await enquire({ municipality: "elsewhere" })
    await hand(ola, ref)
    await answer(kjell, ref, "sending-back", { reason: "Ikke vår" })
    expect(await findEnquiry(ref)).toMatchObject({ hubId: null, isOffered: false })
  })

  test("is one at a time: it cannot go on before it is taken, and to answer it is to take it", async () => {
    const { ref } = await enquire()
    await hand(kari, ref)
    expect((await hand(kjell, ref, "orkdal")).status).toBe(422)
    expect((await as(kjell, `/inbox/${ref}`)).html).not.toContain(`/inbox/${ref}/handover`)
    await answer(kjell, ref, "question", { question: "Hvor er dere?" })
    expect(await findEnquiry(ref)).toMatchObject({ isOffered: false })
    expect((await hand(kjell, ref, "orkdal")).status).toBe(303)
  })

  test.each([["taking"], ["sending-back"]])(
    "%s what was not sent here is refused, and by others not found",
    async (name) => {
      const { ref } = await enquire()
      expect((await answer(kari, ref, name, { reason: "Why" })).status).toBe(422)
      expect((await answer(kjell, ref, name, { reason: "Why" })).status).toBe(404)
      await hand(kari, ref)
      expect((await answer(nils, ref, name, { reason: "Why" })).status).toBe(404)
    },
  )

  test("two who answer at once, one to take and one to send back: one of them wins", async () => {
    const { ref, enquiry } = await enquire()
    await hand(kari, ref)
    const posts = await Promise.all([
      answer(kjell, ref, "taking"),
      answer(gunn, ref, "sending-back", { reason: "Not ours" }),
    ])
    expect(posts.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
    expect(await typesOf(enquiry?.id)).toHaveLength(3)
  })
})

describe("saying no by mail", () => {
  const no = { closeReason: "declined_capacity", reason: "Vi har ikke kapasitet før påske." }

  test("shows what would be sent, lets it be changed, and sends it once", async () => {
    const { ref, enquiry } = await enquire()
    const before = sent.length
    const { status, html } = await answer(kari, ref, "refusal/preview", no)
    expect(status).toBe(200)
    const letter = /<textarea[^>]*name="letter"[^>]*>([^<]*)/.exec(html)?.[1] ?? ""
    for (const shown of [no.reason, kari.name, "Rørosregionen Næringshage"]) expect(letter).toContain(shown)
    expect(sent.length).toBe(before)
    expect(await typesOf(enquiry?.id)).toEqual(["received"])
    const form = { ...made(), ...no, letter: `${letter}\nRing gjerne.` }
    for (const _ of [1, 2]) expect((await as(kari, `/inbox/${ref}/refusal`, { form })).status).toBe(303)
    expect(sent.length).toBe(before + 1)
    expect(sent.at(-1)?.text).toContain("Ring gjerne.")
    const link = await as(
      null,
      linkIn(sent.findLast(({ subject }) => subject.includes(ref) && subject.startsWith("Vi"))?.text),
    )
    expect(link.html).toContain("Ring gjerne.")
    expect(link.html).toContain("Du har fått svar")
  })

  test("nothing is sent without a letter, and what is written for colleagues stays here", async () => {
    const { ref, headers } = await enquire()
    const secret = /receipt=([\w-]+)/.exec(headers.get("set-cookie") ?? "")?.[1]
    const before = sent.length
    await answer(kari, ref, "refusal", { ...no, reason: "Sa nei på telefon, var litt sur" })
    expect(sent.length).toBe(before)
    expect((await as(null, `/enquiry/status/${ref}/${secret}`)).html).not.toContain("sur")
  })

  test("to nobody, where they gave only a phone, is refused; and without a reason there is no preview", async () => {
    const { ref } = await enquire({ email: "", phone: "900 12 345" })
    expect((await answer(kari, ref, "refusal", { ...no, letter: "Hei" })).status).toBe(422)
    expect((await as(kari, `/inbox/${ref}`)).html).not.toContain("refusal/preview")
    expect((await answer(kari, ref, "refusal/preview", { closeReason: "", reason: "" })).status).toBe(422)
  })
})

describe("what nobody answers in time", () => {
  test("stands first for the manager, counted; all are told that it has climbed, and whoever asked that we are late", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-02-01T10:00:00Z") })
    const fresh = await openWorld()
    const late = await openIntake(fresh).enquire({ company: "Sen AS" })
    const secret = /receipt=([\w-]+)/.exec(late.headers.get("set-cookie") ?? "")?.[1]
    vi.setSystemTime(new Date("2027-02-03T10:00:00Z"))
    expect((await fresh.as(marit, "/inbox")).html).not.toContain("Over fristen")
    vi.setSystemTime(new Date("2027-02-04T10:00:00Z"))
    const manager = (await fresh.as(marit, "/inbox")).html
    const colleague = (await fresh.as(kari, "/inbox")).html
    const page = (await fresh.as(kari, `/inbox/${late.ref}`)).html
    const theirs = (await fresh.as(null, `/enquiry/status/${late.ref}/${secret}`)).html
    vi.useRealTimers()
    expect(manager).toMatch(/Over fristen <span class="cnt">\d/)
    expect(colleague).not.toMatch(/Over fristen <span/)
    for (const html of [manager, colleague]) expect(html).toContain("daglig leder er varslet")
    expect(page).toContain("Daglig leder er varslet.")
    expect(theirs).toContain("har ikke holdt det")
  })

  test("climbs to its manager by a notice and the morning mail, once; of the network's list to all who answer for it", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-02-01T10:00:00Z") })
    const fresh = await openWorld()
    const { ref } = await openIntake(fresh).enquire({ company: "Sen AS" })
    await openIntake(fresh).enquire({ company: "Oslo AS", municipality: "elsewhere" })
    const hour = async (at: string) => {
      vi.setSystemTime(new Date(at))
      await everyHour(fresh.env)
    }
    const toldOf = async (who: Person) => {
      const { html } = await fresh.as(who, "/notices")
      return ["Sen AS", "Oslo AS"].map((company) => html.split(company).length - 1)
    }
    await hour("2027-02-03T21:00:00Z")
    expect(await toldOf(marit)).toEqual([0, 0])
    await hour("2027-02-04T07:30:00Z")
    await hour("2027-02-04T08:30:00Z")
    expect(await Promise.all([marit, ola, kari].map(toldOf))).toEqual([
      [1, 1],
      [0, 1],
      [0, 0],
    ])
    expect((await fresh.as(marit, "/notices")).html).toContain(`href="/inbox/${ref}"`)
    const mails = fresh.sent.filter(({ to }) => to === `${marit.id}@hub.example`)
    expect(mails.map(({ text }) => text.split("En henvendelse er over fristen").length - 1)).toEqual([2])
    vi.useRealTimers()
  })
})

describe("what is known already", () => {
  test("the same name however it is written, contact and text are told, with by what; others' contacts are not", async () => {
    const fresh = await openWorld()
    const intake = openIntake(fresh)
    const act = (who: Person, path: string, form: Record<string, string>) =>
      fresh.as(who, path, { form: { ...made(), ...form } })
    const opening = { hub: "roros", need: "n", track: fresh.track, access: "hub", advisor: "", municipality: "5025" }
    await act(kari, "/cases", {
      ...opening,
      company: "Rørås Vegg AS",
      contact: "Maja V",
      email: "maja@fjellvarp.example",
    })
    await act(kjell, "/cases", { ...opening, hub: "kyst", company: "Other", contact: "Secret S", phone: "900 12 345" })
    const first = await intake.enquire({ company: "Something else", need: "Word for word", phone: "911 12 345" })
    const { ref } = await intake.enquire({ company: "RØRÅS  vegg", need: "Word for word", phone: "900 12 345" })
    const { html, trips } = await fresh.as(kari, `/inbox/${ref}`)
    expect(trips).toBe(1)
    for (const told of ["Samme navn: Rørås Vegg AS", "Samme e-post: Maja V", `Nøyaktig samme tekst: ${first.ref}`])
      expect(html).toContain(told)
    expect(html).not.toContain("Secret S")
    expect(html).not.toContain("Samme telefon")
  })

  test("who is suggested knows the place before having the fewest cases, and is there", () => {
    const one = { id: "a", open: 5, isLocal: true, isAway: false }
    const few = { id: "b", open: 1, isLocal: false, isAway: false }
    const away = { id: "c", open: 0, isLocal: true, isAway: true }
    expect(suggestAdvisor([one, few, away])).toEqual({ id: "a", open: 5, because: "local" })
    expect(suggestAdvisor([{ ...one, isLocal: false }, few, away])).toEqual({ id: "b", open: 1, because: "fewest" })
    expect(suggestAdvisor([one, { ...one, id: "d", open: 4 }])).toMatchObject({ id: "d" })
    expect(suggestAdvisor([away])).toBeNull()
  })
})
