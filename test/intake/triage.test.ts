import { eq } from "drizzle-orm"
import { describe, expect, test, vi } from "vitest"
import { applyToEnquiry, type EnquiryEvent, noEnquiry } from "#src/core/enquiry.ts"
import * as t from "#src/db/schema.ts"
import { firstSentence } from "#src/intake/enquiry-page.ts"
import { borghild, gunn, kari, kjell, marit, nils, ola, type Person, randi, stein } from "#test/people.ts"
import { made, openWorld } from "#test/world.ts"
import { YEAR } from "../year.ts"
import { openIntake } from "./helpers.ts"

const world = await openWorld()
const { as, build, send, logOf, wordsOf, caseOf, opened, track } = world
const { enquire, findEnquiry } = openIntake(world)

const accepting = (over: Record<string, string> = {}) => ({
  ...made(),
  hub: "roros",
  company: "Fjellvarp Klatring",
  need: "Klatrevegg i meieriet",
  track,
  access: "hub",
  advisor: kari.id,
  ...over,
})
const handing = (over: Record<string, string> = {}) => ({
  ...made(),
  to: "kyst",
  reason: "Holder til på Hitra",
  ...over,
})
const declining = (over: Record<string, string> = {}) => ({
  ...made(),
  closeReason: "declined_capacity",
  reason: "Vi sa det på telefonen",
  ...over,
})
const ACTS = { acceptance: accepting, handover: handing, refusal: declining } as const
type Name = keyof typeof ACTS

const answer = (who: Person | null, ref: string, name: Name, over: Record<string, string> = {}) =>
  as(who, `/inbox/${ref}/${name}`, { form: ACTS[name](over) })
/** What happened to an enquiry; that it has a private link goes without saying. */
const typesOf = async (id = "") =>
  (await logOf(`enquiry:${id}`)).map(({ type }) => type).filter((type) => type !== "linked")
const companiesWith = async (orgnr: string) =>
  (await send("read", [build.select().from(t.companies).where(eq(t.companies.orgnr, orgnr))]))[0]

describe("who sees what", () => {
  test.each([
    ["an advisor of the hub", kari, 200, 200, 404],
    ["a colleague there", nils, 200, 200, 404],
    ["its manager", marit, 200, 200, 200],
    ["an advisor of another hub", kjell, 200, 404, 404],
    ["a manager of another hub", gunn, 200, 404, 200],
    ["the programme owner", ola, 200, 404, 200],
    ["the auditor", randi, 403, 404, 404],
    ["one who has left", borghild, 303, 303, 303],
    ["one who is signed out", null, 303, 303, 303],
  ] as const)("%s: the inbox, an enquiry of Røros, one on the network's list", async (_, who, list, own, listed) => {
    const here = await enquire()
    const nowhere = await enquire({ municipality: "elsewhere" })
    const answers = await Promise.all(
      ["/inbox", `/inbox/${here.ref}`, `/inbox/${nowhere.ref}`].map((it) => as(who, it)),
    )
    expect(answers.map(({ status }) => status)).toEqual([list, own, listed])
  })

  test.each([
    ["its colleague", nils, 303, 303, 303],
    ["its manager", marit, 303, 303, 303],
    ["an advisor of another hub", kjell, 404, 404, 404],
    ["the programme owner", ola, 404, 404, 404],
    ["the auditor", randi, 404, 404, 404],
    ["one who is signed out", null, 401, 401, 401],
  ] as const)("answers to an enquiry of Røros by %s", async (_, who, ...statuses) => {
    for (const [i, name] of (["acceptance", "handover", "refusal"] as const).entries()) {
      const { ref, enquiry } = await enquire()
      const { status } = await answer(who, ref, name, name === "acceptance" ? { advisor: "" } : {})
      expect([name, status]).toEqual([name, statuses[i]])
      if (status !== 303) expect(await typesOf(enquiry?.id)).toEqual(["received"])
    }
  })

  test.each([
    ["a manager", marit, 303, 303, 303],
    ["an advisor", kari, 404, 404, 404],
    ["the programme owner, who has no hub to take it to", ola, 403, 303, 303],
    ["the auditor", randi, 404, 404, 404],
  ] as const)("answers to an enquiry on the network's list by %s", async (_, who, ...statuses) => {
    for (const [i, name] of (["acceptance", "handover", "refusal"] as const).entries()) {
      const { ref } = await enquire({ municipality: "5057" })
      const { status } = await answer(who, ref, name, name === "acceptance" ? { advisor: "" } : {})
      expect([name, status]).toEqual([name, statuses[i]])
    }
  })

  test("no button for what may not be done: the owner can send on and say no, but not make a case", async () => {
    const { ref } = await enquire({ municipality: "5057" })
    const forms = (html: string) => [...html.matchAll(/action="\/inbox\/[^/]+\/(\w+)"/g)].map(([, name]) => name)
    expect(forms((await as(ola, `/inbox/${ref}`)).html)).toEqual([...["question", "handover", "refusal", "withdrawal"]])
    expect(forms((await as(marit, `/inbox/${ref}`)).html)).toEqual([
      ...["acceptance", "attachment", "question", "handover", "refusal", "withdrawal"],
    ])
    await answer(marit, ref, "refusal")
    expect(forms((await as(marit, `/inbox/${ref}`)).html)).toEqual(["withdrawal"])
  })

  test("what is both wrong and forbidden is forbidden", async () => {
    const { ref } = await enquire({ municipality: "5057" })
    expect((await answer(ola, ref, "acceptance", { need: "" })).status).toBe(403)
    await answer(marit, ref, "refusal")
    expect((await answer(ola, ref, "acceptance")).status).toBe(403)
    expect((await answer(ola, ref, "refusal")).status).toBe(422)
  })
})

describe("the list", () => {
  test("has what is due first on top, and says how late in working days", async () => {
    const fresh = await openWorld()
    const intake = openIntake(fresh)
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-01-07T12:00:00Z") })
    const late = await intake.enquire({ company: "Late AS" })
    vi.setSystemTime(new Date("2027-01-08T12:00:00Z"))
    await intake.enquire({ company: "Today AS" })
    vi.setSystemTime(new Date("2027-01-12T12:00:00Z"))
    await intake.enquire({ company: "New AS" })
    const { html, trips } = await fresh.as(kari, "/inbox")
    vi.useRealTimers()
    expect(late.enquiry?.dueOn).toBe("2027-01-11")
    expect(trips).toBe(1)
    const order = ["Late AS", "1 virkedag over", "Today AS", "Svar i dag", "New AS", "2 virkedager igjen"]
    const places = order.map((text) => html.indexOf(text))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  test("shows managers and the owner what stands on the network's list and why; advisors never", async () => {
    await enquire({ municipality: "5057", company: "Listed AS" })
    for (const who of [marit, stein, ola]) {
      const { html } = await as(who, "/inbox")
      expect(html).toContain("Listed AS")
      expect(html).toContain("Ørland kan bli en del av nettverket")
    }
    expect((await as(kari, "/inbox")).html).not.toContain("Listed AS")
  })

  test("moves what is answered to its own view", async () => {
    const { ref } = await enquire({ company: "Answered AS" })
    await answer(kari, ref, "refusal")
    expect((await as(kari, "/inbox")).html).not.toContain("Answered AS")
    expect((await as(kari, "/inbox?view=answered")).html).toContain("Answered AS")
    for (const odd of ["view=nonsense", "did=constructor", "did=%00"])
      expect((await as(kari, `/inbox?${odd}`)).status).toBe(200)
  })
})

describe("making a case", () => {
  test("writes enquiry, company, contact and case in one act, in two trips, and shows the case", async () => {
    const { ref, enquiry } = await enquire({ company: "Nye Vegg AS, 310 000 302", phone: "900 12 345" })
    const form = accepting({
      company: "Nye Vegg AS",
      orgnr: "310000302",
      nextStep: "Ring Maja",
      nextOn: `${YEAR}-01-05`,
    })
    const { status, headers, trips } = await as(kari, `/inbox/${ref}/acceptance`, { form })
    const caseRef = /^\/cases\/([^?]+)\?did=opened$/.exec(headers.get("location") ?? "")?.[1] ?? ""
    expect([status, trips]).toEqual([303, 2])
    const kase = await caseOf(caseRef)
    expect(kase).toMatchObject({
      company: "Nye Vegg AS",
      hubId: "roros",
      municipality: "5025",
      place: "Røros",
      advisorId: kari.id,
      need: "Klatrevegg i meieriet",
      nextStep: "Ring Maja",
      isRegistered: true,
      hasContact: true,
    })
    expect(await findEnquiry(ref)).toMatchObject({ state: "accepted", caseId: kase?.id })
    expect(await typesOf(enquiry?.id)).toEqual(["received", "accepted"])
    const [company] = await companiesWith("310000302")
    const [contacts] = await send("read", [
      build
        .select()
        .from(t.contacts)
        .where(eq(t.contacts.companyId, company?.id ?? "")),
    ])
    expect(contacts).toMatchObject([{ name: "Maja Varp", email: "maja@fjellvarp.example", phone: "+4790012345" }])
    const [opening] = await logOf(`case:${kase?.id}`)
    expect(opening?.data).toMatchObject({ case: { enquiryId: enquiry?.id } })
    const acts = [...(await logOf(`enquiry:${enquiry?.id}`)), ...(await logOf(`company:${company?.id}`)), opening]
    expect(new Set(acts.slice(2).map((event) => event?.act)).size).toBe(1)
    expect((await as(kari, `/cases/${caseRef}`)).status).toBe(200)
    expect((await as(kari, `/inbox/${ref}`)).html).toContain(`/cases/${caseRef}`)
  })

  test("of a company that is known by its number makes no second company", async () => {
    await opened("T-1", { companyId: "known", company: "Known AS", orgnr: "974760673", hubId: "kyst" })
    const { ref } = await enquire({ company: "974760673" })
    const page = await as(kari, `/inbox/${ref}`)
    expect(page.html).toMatch(/name="company"[^>]*value="Known AS"/)
    const { headers } = await answer(kari, ref, "acceptance", { company: "Known, almost", orgnr: "974 760 673" })
    const kase = await caseOf(/cases\/([^?]+)/.exec(headers.get("location") ?? "")?.[1] ?? "")
    expect(kase).toMatchObject({ companyId: "known", company: "Known AS" })
    expect(await companiesWith("974760673")).toHaveLength(1)
  })

  test("is done once: a resend shows the same case", async () => {
    const { ref, enquiry } = await enquire()
    const form = accepting()
    const posts = await Promise.all([1, 2, 3].map(() => as(kari, `/inbox/${ref}/acceptance`, { form })))
    posts.push(await as(kari, `/inbox/${ref}/acceptance`, { form }))
    expect(posts.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(new Set(posts.map(({ headers }) => headers.get("location"))).size).toBe(1)
    expect(await typesOf(enquiry?.id)).toEqual(["received", "accepted"])
  })

  test("by two at once: one wins, and the other is told who was quicker, with what was typed", async () => {
    const { ref, enquiry } = await enquire()
    const posts = await Promise.all([
      answer(kari, ref, "acceptance", { need: "Behov fra Kari" }),
      answer(nils, ref, "acceptance", { need: "Behov fra Nils", advisor: nils.id }),
    ])
    expect(posts.map(({ status }) => status).toSorted()).toEqual([303, 422])
    const lost = posts.find(({ status }) => status === 422)?.html ?? ""
    const winner = posts[0].status === 303 ? kari : nils
    expect(lost).toContain(`${winner.name} svarte før deg`)
    expect(lost).toContain(posts[0].status === 303 ? "Behov fra Nils" : "Behov fra Kari")
    expect(await typesOf(enquiry?.id)).toEqual(["received", "accepted"])
  })

  test("from the network's list goes to the manager's hub, and so does the enquiry", async () => {
    const { ref, enquiry } = await enquire({ municipality: "5057" })
    const { status, headers } = await answer(gunn, ref, "acceptance", { hub: "kyst", advisor: kjell.id })
    expect(status).toBe(303)
    const kase = await caseOf(/cases\/([^?]+)/.exec(headers.get("location") ?? "")?.[1] ?? "")
    expect(kase).toMatchObject({ hubId: "kyst", advisorId: kjell.id, place: "Ørland" })
    expect(await findEnquiry(ref)).toMatchObject({ hubId: "kyst", state: "accepted" })
    expect((await as(kjell, `/inbox/${ref}`)).status).toBe(200)
    expect(await typesOf(enquiry?.id)).toEqual(["received", "accepted"])
  })

  test.each([
    ["at a hub where one does not work", { hub: "kyst", advisor: "" }, 403],
    ["at a hub that does not exist", { hub: "nowhere", advisor: "" }, 404],
    ["for an advisor of another hub", { advisor: kjell.id }, 422],
    ["on a track that does not exist", { track: "nonsense" }, 422],
    ["without saying what is needed", { need: "" }, 422],
    ["with an organisation number that is none", { orgnr: "123456789" }, 422],
    ["of a class that does not exist", { access: "secret" }, 422],
    ["with a next step and no day", { nextStep: "Ring Maja" }, 422],
    ["with a next step on a day that is none", { nextStep: "Ring", nextOn: "0000-00-00" }, 422],
    ["with a next step on a day that has passed", { nextStep: "Ring", nextOn: "2025-01-06" }, 422],
  ] as const)("%s is refused and writes nothing", async (_, over, wanted) => {
    const { ref, enquiry } = await enquire()
    const { status, html } = await answer(kari, ref, "acceptance", over)
    expect(status).toBe(wanted)
    if (wanted === 422) expect(html).toMatch(/<details[^>]*open/)
    expect(await typesOf(enquiry?.id)).toEqual(["received"])
  })

  test("starts from what was said: the first sentence, and oneself as advisor", async () => {
    const { ref } = await enquire()
    const { html } = await as(nils, `/inbox/${ref}`)
    expect(html).toMatch(/name="need"[^>]*value="Vi vil bygge klatrevegg i det gamle meieriet."/)
    expect(html).toMatch(new RegExp(`<option value="${nils.id}" selected`))
    expect(firstSentence("En linje\nOg en til")).toBe("En linje")
    expect(firstSentence(`${"ord ".repeat(60)}.`)).toMatch(/^(ord ){10,}ord…$/)
    expect(firstSentence("x".repeat(300))).toHaveLength(121)
  })
})

describe("sending on", () => {
  test("moves it to the other hub with the reason, and leaves the sender a stub that tells how it went", async () => {
    const { ref, enquiry } = await enquire({ company: "Stub AS", need: "Noe de bare sa til oss" })
    const { status, headers, trips } = await answer(kari, ref, "handover")
    expect([status, headers.get("location"), trips]).toEqual([303, "/inbox?view=sent&did=handed", 2])
    expect(await findEnquiry(ref)).toMatchObject({ hubId: "kyst", sentBy: "roros", state: "waiting" })
    expect((await as(kari, `/inbox/${ref}`)).status).toBe(404)
    const there = await as(kjell, `/inbox/${ref}`)
    expect(there.status).toBe(200)
    for (const said of ["Holder til på Hitra", kari.name, "Noe de bare sa til oss"]) expect(there.html).toContain(said)
    const stub = (await as(nils, "/inbox?view=sent")).html
    for (const shown of ["Stub AS", "sendt til Kyst"]) expect(stub).toContain(shown)
    for (const hidden of ["Noe de bare sa", "Maja", enquiry?.id ?? "?", `/inbox/${ref}`])
      expect(stub).not.toContain(hidden)
    await answer(kjell, ref, "refusal")
    expect((await as(nils, "/inbox?view=sent")).html).toContain("fikk nei")
    expect((await as(gunn, "/inbox?view=sent")).html).not.toContain("Stub AS")
  })

  test("from the network's list is seen by those who answer for it", async () => {
    const { ref } = await enquire({ municipality: "elsewhere", company: "From the list AS" })
    expect((await answer(ola, ref, "handover", { to: "orkdal" })).status).toBe(303)
    expect(await findEnquiry(ref)).toMatchObject({ hubId: "orkdal", sentBy: "network" })
    for (const who of [ola, marit]) expect((await as(who, "/inbox?view=sent")).html).toContain("From the list AS")
    expect((await as(kari, "/inbox?view=sent")).html).not.toContain("From the list AS")
  })

  test.each([
    ["nowhere", { to: "" }],
    ["to a hub that does not exist", { to: "nowhere" }],
    ["to the hub that has it", { to: "roros" }],
    ["without a reason", { reason: "" }],
    ["with a birth number as reason", { reason: "01010750160" }],
  ])("%s is refused, with the form open and what was typed", async (_, over) => {
    const { ref, enquiry } = await enquire()
    const { status, html } = await answer(kari, ref, "handover", over)
    expect(status).toBe(422)
    expect(html).toMatch(/<details name="answer" open[^>]*><summary[^>]*>.*?Send til en annen hub/)
    expect(html).toMatch(/aria-invalid="true"/)
    const [, field] = /<a href="#(handover-\w+)"/.exec(html) ?? []
    expect(html).toContain(`id="${field}"`)
    expect(await typesOf(enquiry?.id)).toEqual(["received"])
  })
})

describe("saying no", () => {
  test("keeps the reason and the words, and the enquiry can be read afterwards", async () => {
    const { ref } = await enquire()
    const { status, headers, trips } = await answer(kari, ref, "refusal")
    expect([status, headers.get("location"), trips]).toEqual([303, `/inbox/${ref}?view=answered&did=declined`, 2])
    const { html } = await as(nils, `/inbox/${ref}?view=answered`)
    for (const shown of [kari.name, "Avslått: ikke kapasitet", "Vi sa det på telefonen"]) expect(html).toContain(shown)
  })

  test.each([
    ["without a reason", { closeReason: "" }],
    ["with a reason that does not exist", { closeReason: "nonsense" }],
    ["as a success", { closeReason: "completed" }],
    ["without words", { reason: " " }],
  ])("%s is refused", async (_, over) => {
    const { ref, enquiry } = await enquire()
    expect((await answer(kari, ref, "refusal", over)).status).toBe(422)
    expect(await typesOf(enquiry?.id)).toEqual(["received"])
  })

  test("after someone else has answered is told so", async () => {
    const { ref } = await enquire()
    await answer(kari, ref, "acceptance")
    for (const name of ["acceptance", "handover", "refusal"] as const) {
      const { status, html } = await answer(nils, ref, name, name === "acceptance" ? { advisor: nils.id } : {})
      expect([name, status]).toEqual([name, 422])
      expect(html).toContain(`${kari.name} svarte før deg`)
    }
  })
})

describe("one enquiry", () => {
  test("is one trip, and says what was said, by whom, and why it is here", async () => {
    const { ref } = await enquire({ phone: "900 12 345" })
    const { html, trips } = await as(kari, `/inbox/${ref}`)
    expect(trips).toBe(1)
    for (const shown of [
      "klatrevegg",
      "Maja Varp",
      "mailto:maja@fjellvarp.example",
      "tel:+4790012345",
      "Røros har hørt til Rørosregionen Næringshage siden 1. januar 2018",
    ])
      expect(html).toContain(shown)
  })

  test("names the cases of the same organisation number, as far as one may know of them", async () => {
    await opened("T-2", { companyId: "shared", orgnr: "923609016", hubId: "kyst", advisorId: kjell.id })
    await opened("T-3", { companyId: "shared", orgnr: "923609016", hubId: "kyst", access: "restricted" })
    const { ref } = await enquire({ company: "923 609 016" })
    const { html } = await as(kari, `/inbox/${ref}`)
    expect(html).toContain(`/cases/T-2"`)
    expect(html).toContain(kjell.name)
    expect(html).not.toContain("T-3")
    expect(html).not.toContain("Need of T-2")
  })

  test("what people type is shown as text", async () => {
    const { ref } = await enquire({ company: "<b>Bold</b>", need: '<img src=x onerror="alert(1)"> & "more"' })
    const { html } = await as(kari, `/inbox/${ref}`)
    expect(html).not.toContain("<b>Bold")
    expect(html).not.toContain("<img")
    expect(html).toContain("&lt;img")
  })

  test("with a reference that is none there is no page", async () => {
    for (const ref of ["H-222222", "x", "%00", "x".repeat(500)])
      expect((await as(kari, `/inbox/${ref}`)).status).toBe(404)
  })
})

test("every enquiry's row is what its log says", async () => {
  const [rows] = await send("read", [build.select().from(t.enquiries)])
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["waiting", "accepted", "declined"]))
  for (const row of rows) {
    const [log, texts] = await Promise.all([logOf(`enquiry:${row.id}`), wordsOf(`enquiry:${row.id}`)])
    const replayed = log.reduce((enquiry, { id, data, onDate }) => {
      const words = texts.filter(({ eventId }) => eventId === id).map(({ name, body }) => [name, body])
      return applyToEnquiry(enquiry, data as EnquiryEvent, onDate, Object.fromEntries(words))
    }, noEnquiry(row.id))
    expect(row).toEqual(replayed)
  }
})
