import { describe, expect, test } from "vitest"
import { kari } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, opened, caseOf, logOf, wordsOf, stages, track } = await openWorld()
const [first = "", second = ""] = stages.filter((stage) => stage.track === track).map(({ code }) => code)
await opened("B-1")
const post = (path: string, form: Record<string, string>, more = {}) => as(kari, `/cases/B-1${path}`, { form, ...more })
const written = async () => (await logOf("case:id-B-1")).length

describe("what cannot be right is told beside the field, keeps what was typed, and writes nothing", () => {
  const cases: [what: string, path: string, form: Record<string, string>, id: string, says: string][] = [
    ["an empty note", "/notes", { kind: "call", note: "  \n " }, "note-text", "Fyll ut dette feltet."],
    [
      "a note of 5,000 letters",
      "/notes",
      { kind: "call", note: "a".repeat(5000) },
      "note-text",
      "Teksten er for lang.",
    ],
    ["a kind that is none", "/notes", { kind: "sonnet", note: "Kept" }, "note-kind", "Velg et av alternativene."],
    ["a birth number in a note", "/notes", { kind: "call", note: "Født 010139 50187" }, "note-text", "fødselsnummer"],
    [
      "a step of 300 letters",
      "/next-step",
      { nextStep: "x".repeat(300), nextOn: "2099-01-01" },
      "plan-step",
      "for lang",
    ],
    ["a day in year 0", "/next-step", { nextStep: "Call", nextOn: "0000-01-01" }, "plan-on", "Skriv en dato"],
    ["a day in year 9999", "/next-step", { nextStep: "Call", nextOn: "9999-12-31" }, "plan-on", "Skriv en dato"],
    ["the 30th of February", "/next-step", { nextStep: "Call", nextOn: "2027-02-30" }, "plan-on", "Skriv en dato"],
    [
      "a wait until yesterday",
      "/wait",
      { turn: "company", until: "2020-01-01", reason: "Kept" },
      "wait-until",
      "passert",
    ],
    [
      "a close reason that is none",
      "/closure",
      { closeReason: "whim", reason: "Kept" },
      "closure-reason",
      "finnes ikke",
    ],
    ["a class that is none", "/class", { access: "public", reason: "Kept" }, "class-access", "Velg et av"],
    ["an advisor from elsewhere", "/advisor", { advisor: "kjell" }, "assign-advisor", "hører til her"],
  ]
  test.each(cases)("%s", async (_, path, form, id, says) => {
    const before = await written()
    const { status, html } = await post(path, { ...made(1), ...form })
    expect(status).toBe(422)
    expect(html).toMatch(new RegExp(`id="${id}-problem">[^<]*${says}`))
    for (const value of Object.values(form)) if (value === "Kept") expect(html).toContain("Kept")
    expect(await written()).toBe(before)
  })

  test("a stage that is none, a number that does not add up, and a date that is none, all in one form", async () => {
    const form = { ...made(1), to: "nowhere", orgnr: "123 456 789", firstSaleOn: "tomorrow", needs: "Kept" }
    const { status, html } = await post("/stage", form)
    expect(status).toBe(422)
    expect(html).not.toContain("undefined")
    expect(await written()).toBe(1)
  })

  test("a form without what every form carries", async () => {
    expect((await post("/notes", { act: "not-an-id", kind: "call", note: "Kept" })).status).toBe(422)
    expect((await post("/notes", { ...made(), basedOn: "-1", kind: "call", note: "Kept" })).status).toBe(422)
  })
})

test("emoji and names from anywhere are kept; what steers the page or hides is not", async () => {
  const note = "Møte med Åsne 👩‍🌾 og Šárka\u202Etxt.exe\u0007\u200B  <b>fet</b>"
  expect((await post("/notes", { ...made(1), kind: "call", note })).status).toBe(303)
  const [said] = (await wordsOf("case:id-B-1")).filter(({ name }) => name === "note")
  expect(said?.body).toBe("Møte med Åsne 👩‍🌾 og Šárkatxt.exe  <b>fet</b>")
  expect((await as(kari, "/cases/B-1")).html).toContain("&lt;b&gt;fet&lt;/b&gt;")
})

test("a filter that means nothing is left out and named", async () => {
  const { status, html } = await as(kari, "/cases?turn=mine&per=9999&municipality=Røros&hub=kyst&track=none&nonsense=1")
  expect(status).toBe(200)
  expect(html).toContain("Vi forsto ikke valget for tur, antall kort, kommune, spor, hub")
  expect(html).toContain("Company B-1")
})

test("a guessed or foreign reference is not there", async () => {
  for (const ref of ["NP-1", "B-999", "%00", "..%2f", "' or 1=1 --", "a".repeat(2000)])
    expect((await as(kari, `/cases/${ref}`)).status).toBe(404)
})

test("a page that is not there is a page that says so", async () => {
  const { status, html } = await as(null, "/nowhere", { headers: { "accept-language": "en" } })
  expect(status).toBe(404)
  expect(html).toContain("There is nothing here")
})

test("a body of 10 MB is refused before it is read", async () => {
  const { status, html, trips } = await post("/notes", { ...made(1), kind: "call", note: "x".repeat(10_000_000) })
  expect([status, trips]).toEqual([413, 0])
  expect(html).toContain("større enn vi tar imot")
})

describe("the database away", () => {
  const env = { DATABASE_URL: "http://nowhere.db.away" }
  test("keeps what was typed, with the same act, and says that it can be sent again", async () => {
    const form = { ...made(1), kind: "call", note: "Half a page of thoughts" }
    const { status, html } = await post("/notes", form, { env })
    expect(status).toBe(503)
    expect(html).toContain("Half a page of thoughts</textarea>")
    expect(html).toContain(`value="${form.act}"`)
    expect(html).toContain('action="/cases/B-1/notes"')
  })

  test("leaves the form in place for htmx, and says so beside it", async () => {
    const form = { ...made(1), kind: "call", note: "Half a page" }
    const { status, headers, html } = await post("/notes", form, { env, fragment: true })
    expect([status, headers.get("hx-retarget")]).toEqual([503, "#problem"])
    expect(html).not.toContain("<html")
  })

  test("in the middle of a write: sent again with the same act, it is written once", async () => {
    await opened("B-2")
    const { fetch } = globalThis
    let calls = 0
    globalThis.fetch = async (...args: Parameters<typeof fetch>) => {
      const answer = await fetch(...args)
      if (++calls === 2) throw new TypeError("the line broke after it was written")
      return answer
    }
    const form = { ...made(1), to: second, conversation: "We talked", reason: "Why not" }
    const broken = await as(kari, "/cases/B-2/stage", { form })
    globalThis.fetch = fetch
    expect(broken.status).toBe(503)
    expect((await as(kari, "/cases/B-2/stage", { form })).status).toBe(303)
    expect((await caseOf("B-2"))?.stage).toBe(second)
    expect((await logOf("case:id-B-2")).filter(({ type }) => type === "moved")).toHaveLength(1)
  })

  test("/health says so, and is well when it is there", async () => {
    expect((await as(null, "/health", { env })).status).toBe(503)
    expect((await as(null, "/health")).status).toBe(200)
  })
})

test("every answer forbids what a page must not do", async () => {
  const { headers } = await as(kari, "/cases")
  const policy = headers.get("content-security-policy") ?? ""
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain("unsafe")
  expect(headers.get("x-content-type-options")).toBe("nosniff")
  expect(headers.get("cache-control")).toContain("no-store")
  const { html } = await as(kari, "/cases/B-1")
  expect(html).not.toMatch(/ style="| on[a-z]+="|<script>/)
})

test("one line a request is logged, and nothing of what was typed or who it is about", async () => {
  const lines: string[] = []
  const { log } = console
  console.log = (line: string) => lines.push(line)
  await post("/notes", { ...made(1), kind: "call", note: "A secret of the company" })
  await as(null, `/auth/session?token=${first}`)
  console.log = log
  const [entry] = lines.map((line) => JSON.parse(line))
  expect(Object.keys(entry).sort()).toEqual(["id", "method", "ms", "route", "rows", "status", "trips", "who"])
  expect(entry).toMatchObject({ who: kari.id, method: "POST", route: "/cases/:ref/notes", status: 303, trips: 2 })
  expect(lines.join()).not.toMatch(/secret|Company|token=/)
})
