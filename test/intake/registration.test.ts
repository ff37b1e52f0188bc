import { expect, test } from "vitest"
import { kari, kjell, stein } from "#test/people.ts"
import { made, openWorld } from "#test/world.ts"
import { openIntake } from "./helpers.ts"

const world = await openWorld()
const { as, sent, logOf } = world
const { enquiries, findEnquiry } = openIntake(world)

const called = (over: Record<string, string> = {}) => ({
  ...made(),
  source: "phone",
  hub: "roros",
  contact: "Per Ringer",
  phone: "900 12 345",
  email: "",
  company: "",
  municipality: "5025",
  need: "Vil starte bakeri",
  language: "nb",
  informed: "yes",
  ...over,
})

test("who calls is written down in two trips, waits in that hub's inbox, and it says how it came", async () => {
  const { status, headers, trips } = await as(kari, "/inbox", { form: called() })
  expect([status, trips]).toEqual([303, 2])
  const ref = /inbox\/(H-\w+)/.exec(headers.get("location") ?? "")?.[1] ?? ""
  const row = await findEnquiry(ref)
  expect(row).toMatchObject({ hubId: "roros", state: "waiting", source: "phone", phone: "+4790012345" })
  expect(row?.dueOn).toBeTruthy()
  const [received] = await logOf(`enquiry:${row?.id}`)
  expect(received).toMatchObject({ actorId: kari.id, data: { source: "phone" } })
  const { html } = await as(kari, `/inbox/${ref}`)
  for (const shown of ["Per Ringer", "på telefon", "Dere skrev den inn selv"]) expect(html).toContain(shown)
})

test("with an address they get the private link, once, and their page works", async () => {
  const before = sent.length
  const form = called({ source: "walk_in", email: "per@ringer.example", language: "en" })
  for (const _ of [1, 2]) expect((await as(kari, "/inbox", { form })).status).toBe(303)
  expect(sent.length).toBe(before + 1)
  expect(sent.at(-1)?.subject).toContain("We have got your enquiry")
  const [link = ""] = /\/enquiry\/status\/\S+/.exec(sent.at(-1)?.text ?? "") ?? []
  expect((await as(null, link)).html).toContain("Vil starte bakeri")
})

test("straight to a case opens its page with that answer open", async () => {
  const { headers } = await as(kari, "/inbox", { form: called({ next: "accept" }) })
  const { html } = await as(kari, headers.get("location") ?? "")
  expect(html).toMatch(/<details name="answer" open[^>]*><summary[^>]*>.*?Lag sak/)
})

test.each([
  ["without having told how it is used", { informed: "" }, "informed"],
  ["without a way to answer", { phone: "" }, "phone"],
  ["without what it is about", { need: "" }, "need"],
  ["without a name", { contact: "" }, "contact"],
  ["with a number that does not add up", { company: "974 760 674" }, "company"],
  ["with a place that does not exist", { municipality: "9999" }, "municipality"],
  ["with a birth number", { need: "Født 01010750160" }, "need"],
  ["from a source that does not exist", { source: "dream" }, "source"],
] as const)(
  "%s it is refused beside the field, with what was typed, and nothing is written",
  async (_, over, field) => {
    const before = (await enquiries()).length
    const { status, html } = await as(kari, "/inbox", { form: called(over) })
    expect(status).toBe(422)
    expect(html).toContain(`href="#new-${field}"`)
    expect(html).toContain(`id="new-${field}-problem"`)
    if (field !== "contact") expect(html).toContain("Per Ringer")
    expect((await enquiries()).length).toBe(before)
  },
)

test("nobody writes one down for a hub where they do not work; who has two chooses", async () => {
  expect((await as(kjell, "/inbox", { form: called() })).status).toBe(403)
  expect((await as(kari, "/inbox", { form: called({ hub: "nowhere" }) })).status).toBe(422)
  expect((await as(stein, "/inbox/new")).html).toMatch(/<select[^>]*name="hub"/)
  expect((await as(stein, "/inbox", { form: called({ hub: "kyst" }) })).status).toBe(303)
})
