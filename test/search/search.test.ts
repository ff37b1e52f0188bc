import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { soughtIn } from "#src/core/search.ts"
import * as t from "#src/db/schema.ts"
import { findFirst, refind } from "#src/local/refind.ts"
import { searchPage } from "#src/search/search-page.ts"
import { openIntake } from "#test/intake/helpers.ts"
import { borghild, gunn, kari, kjell, marit, nils, ola, type Person, randi, stein, turid } from "#test/people.ts"
import { made, openWorld } from "#test/world.ts"

const world = await openWorld()
const { as, build, send, opened, stages, track, caseOf, logOf } = world
const { enquire } = openIntake(world)
const [first = ""] = stages.filter((stage) => stage.track === track).map(({ code }) => code)

const address = (q: string) => `/search?${new URLSearchParams({ q })}`
/** The addresses of what someone finds, in order. */
async function hits(who: Person, q: string): Promise<string[]> {
  const { html } = await as(who, address(q), { fragment: true })
  return [...html.matchAll(/role="option"[^>]* href="(\/(?:companies|inbox|cases\/(?!new))[^"]*)"/g)].map(
    ([, to = ""]) => to,
  )
}

/** Opens a case with someone to talk to, as this person would. */
async function opens(who: Person, over: Record<string, string>) {
  const hub = who.memberships[0]?.hubId ?? ""
  const form = {
    track,
    access: "hub",
    advisor: who.id,
    need: "Help",
    orgnr: "",
    hub,
    contact: "",
    phone: "",
    email: "",
  }
  const { headers } = await as(who, "/cases", { form: { ...made(), ...form, ...over } })
  return (headers.get("location") ?? "").replace("/cases/", "").replace(/\?.*/, "")
}

await opened("R-1", { company: "Sjømatfabrikken Ås AS", orgnr: "974760673" })
await opened("R-2", { company: "Hemmelig Fabrikk", access: "restricted" }, [turid])
await opened("R-3", { company: "Åpen Verkstedhall", access: "network" })
await opened("K-1", { company: "Kystens Fabrikk", hubId: "kyst", advisorId: kjell.id })

describe("finding a company and its cases", () => {
  test.each([
    "Sjømatfabrikken",
    "sjoematfab",
    "MATFABRIKK",
    "tfabri aas",
    "974 760 673",
    "NO974760673MVA",
    "760673",
    "R-1",
    "r 1",
  ])("%s finds it", async (typed) =>
    expect(await hits(kari, typed)).toEqual(
      ["/companies/company-R-1", "/cases/R-1"].slice(/^r.1$/i.test(typed) ? 1 : 0),
    ),
  )

  test("one letter or two find where words begin, and nowhere else", async () => {
    expect(await hits(kari, "ås")).toContain("/companies/company-R-1")
    expect(await hits(kari, "s")).toContain("/companies/company-R-1")
    expect(await hits(kari, "br")).toEqual([])
  })

  test("those of one's own hub come first, and a name that begins so before one that has it in the middle", async () => {
    const companies = async (who: Person) => (await hits(who, "fabrikk")).filter((to) => to.startsWith("/companies"))
    expect(await companies(kari)).toEqual([
      "/companies/company-R-2",
      "/companies/company-K-1",
      "/companies/company-R-1",
    ])
    expect(await companies(kjell)).toEqual(["/companies/company-K-1", "/companies/company-R-1"])
  })

  test("what was found is marked where it stands in the text as it is written", async () => {
    const marked = (await as(kari, address("sjoematfab 974760"))).html
    expect(marked).toContain("<mark>Sjømatfab</mark>rikken Ås AS")
    expect(marked).toContain("<mark>974\u00a0760</mark>\u00a0673")
  })

  test("one trip, as a page and as options; the page has its own form and says what was typed", async () => {
    for (const fragment of [true, false]) expect((await as(kari, address("fabrikk"), { fragment })).trips).toBe(1)
    const { html } = await as(kari, address("fabrikk"))
    expect(html).toContain('value="fabrikk"')
    expect(html).toContain("6 treff")
  })

  test("a new name is found at once, and the old one no longer", async () => {
    const ref = await opens(kari, { company: "Gammelnavnet" })
    const { companyId = "" } = (await caseOf(ref)) ?? {}
    const corrected = await as(kari, `/companies/${companyId}/facts`, {
      form: { ...made(), fact: "name", value: "Nyttnavn" },
    })
    expect(corrected.status).toBe(303)
    expect(await hits(kari, "gammelnav")).toEqual([])
    expect(await hits(kari, "yttna")).toContain(`/companies/${companyId}`)
  })

  test("who may open a case can open one for what was found, or for what was typed; the programme owner can't", async () => {
    expect((await as(kari, address("sjømat"))).html).toContain("/cases/new?orgnr=974760673")
    const { html } = await as(kari, address("Ingensteds & Co"))
    expect(html).toContain("Ny sak for Ingensteds &amp; Co")
    expect((await as(kari, "/cases/new?company=Ingensteds+%26+Co")).html).toContain('value="Ingensteds &amp; Co"')
    expect((await as(ola, address("sjømat"))).html).not.toContain("/cases/new")
  })
})

describe("who finds what", () => {
  const table: [Person, restricted: boolean, hub: boolean, network: boolean][] = [
    [kari, true, true, true],
    [nils, true, true, true],
    [marit, true, true, true],
    [stein, true, true, true],
    [turid, true, true, true],
    [kjell, false, true, true],
    [gunn, false, true, true],
    [ola, false, true, true],
  ]
  test.each(table.map(([who, ...finds]) => ({ name: who.name, who, finds })))(
    "$name of restricted, hub's and open cases: $finds",
    async ({ who, finds }) => {
      for (const [n, typed] of ["emmelig", "sjømat", "verksted"].entries()) {
        const { html } = await as(who, address(typed))
        expect([typed, (await hits(who, typed)).length > 0]).toEqual([typed, finds[n]])
        if (!finds[n]) expect(html).toContain("Ingen treff")
      }
      for (const typed of ["R-2", "R 2"]) expect((await hits(who, typed)).length > 0).toBe(finds[0])
    },
  )

  test("who may not know of a restricted case gets the very answer that nothing gets", async () => {
    const plain = ({ html }: { html: string }) => html.replaceAll(/emmelig|zzzzzzz/g, "…")
    const [one, other] = [
      await as(kjell, address("emmelig"), { fragment: true }),
      await as(kjell, address("zzzzzzz"), { fragment: true }),
    ]
    expect(plain(one)).toBe(plain(other))
    expect(one.html).not.toContain("Hemmelig")
  })

  test("the auditor and who has left find nothing and get no field", async () => {
    expect((await as(randi, address("fabrikk"))).status).toBe(403)
    expect((await as(borghild, address("fabrikk"))).status).toBe(303)
    expect((await as(randi, "/network")).html).not.toContain("data-find")
    expect((await as(kari, "/cases")).html).toContain("data-find")
  })

  test("the index itself asks for no more than is proven: a forged hub, or none, gives no row", async () => {
    const forged = { ...kjell, memberships: [...kjell.memberships, { hubId: "roros", role: "manager" as const }] }
    for (const who of [forged, randi, borghild]) {
      const page = searchPage(soughtIn("emmelig"))
      const rows = await send("read", page.statements(world.scopeOf(who), { today: "2026-11-23", at: new Date() }))
      expect(rows.flat()).toEqual([])
    }
  })

  test("a case that becomes restricted is gone for others at once, and found again when it is opened or shared", async () => {
    await opened("R-9", { company: "Vekslende Klasse" })
    const classify = (access: string) => as(kari, "/cases/R-9/class", { form: { ...made(), access, reason: "Why" } })
    expect(await hits(kjell, "vekslende")).toEqual(["/companies/company-R-9", "/cases/R-9"])
    await classify("restricted")
    expect(await hits(kjell, "vekslende")).toEqual([])
    expect((await as(kari, "/cases/R-9/naming", { form: { ...made(), person: kjell.id } })).status).toBe(303)
    expect(await hits(kjell, "vekslende")).toEqual(["/companies/company-R-9", "/cases/R-9"])
    await as(kari, "/cases/R-9/unnaming", { form: { ...made(), person: kjell.id } })
    expect(await hits(kjell, "vekslende")).toEqual([])
    await classify("hub")
    expect(await hits(kjell, "vekslende")).toHaveLength(2)
  })

  test("a role that is taken finds nothing at the next request", async () => {
    expect(await hits(stein, "emmelig")).not.toEqual([])
    const held = await send("read", [build.select().from(t.memberships).where(eq(t.memberships.personId, stein.id))])
    await send("write", [build.delete(t.memberships).where(eq(t.memberships.personId, stein.id))])
    expect((await as(stein, address("emmelig"))).status).toBe(303)
    await send("write", [build.insert(t.memberships).values(held[0])])
  })
})

describe("contacts", () => {
  test("are found by name and phone by those who may read the case that brought them", async () => {
    const plain = await opens(kari, { company: "Med folk", contact: "Torbjørg Ødegård", phone: "900 12 345" })
    for (const typed of ["torbjoerg", "degaard", "900 12 345", "+47 900 12 345", "12345"]) {
      expect([typed, await hits(nils, typed)]).toEqual([typed, [`/cases/${plain}`]])
      expect([typed, await hits(kjell, typed)]).toEqual([typed, []])
      expect([typed, await hits(ola, typed)]).toEqual([typed, []])
    }
    await as(kari, `/cases/${plain}/class`, { form: { ...made(), access: "network", reason: "Why" } })
    expect(await hits(kjell, "torbjørg")).toEqual([`/cases/${plain}`])
  })

  test("of a restricted case by its advisor, its manager and those named on it alone", async () => {
    const ref = await opens(kari, { company: "Med vern", access: "restricted", contact: "Skjoldfrid Vern" })
    const found = async (who: Person) => (await hits(who, "skjoldfrid")).length
    expect([await found(kari), await found(marit), await found(nils), await found(turid)]).toEqual([1, 1, 0, 0])
    await as(kari, `/cases/${ref}/naming`, { form: { ...made(), person: turid.id } })
    expect(await found(turid)).toBe(1)
    await as(marit, `/cases/${ref}/advisor`, { form: { ...made(), advisor: nils.id } })
    expect([await found(nils), await found(kari)]).toEqual([1, 0])
  })
})

describe("notes", () => {
  const note = (who: Person, ref: string, text: string) =>
    as(who, `/cases/${ref}/notes`, { form: { ...made(), kind: "call", note: text } })
  const noted = async (ref: string, nth = -1) =>
    (await logOf(`case:${(await caseOf(ref))?.id}`)).filter(({ type }) => type === "noted").at(nth)?.id ?? ""

  test("are found by words and the middle of words, with a line of the text round what was found", async () => {
    await opened("R-40", { company: "Med notater" })
    await note(
      kari,
      "R-40",
      `${"Lang innledning. ".repeat(20)}Ønsker ny emballasjeleverandør til våren. ${"Så mer. ".repeat(40)}`,
    )
    for (const typed of ["emballasjelev", "leverandoer", "ønsker våren", "varen"])
      expect([typed, await hits(kari, typed)]).toEqual([typed, ["/cases/R-40"]])
    const { html } = await as(kari, address("leverandør"))
    expect(html).toContain("Ønsker ny emballasje<mark>leverandør</mark> til våren.")
    expect(html).not.toContain("Lang innledning. Lang innledning. Lang innledning. Lang innledning. Lang")
    for (const typed of ["emballasjehandel", "ny vinter", "vå"]) expect(await hits(kari, typed)).toEqual([])
  })

  test("are found by those who may read their case in full, and by no other who knows of it", async () => {
    await opened("R-41", { company: "Husets" })
    await opened("R-42", { company: "Nettverkets", access: "network" })
    await opened("R-43", { company: "Skjermet sak", access: "restricted" }, [turid])
    for (const ref of ["R-41", "R-42", "R-43"]) await note(kari, ref, "Gjelder kvitteringsordningen")
    const table: [Person, string[]][] = [
      [kari, ["R-43", "R-42", "R-41"]],
      [marit, ["R-43", "R-42", "R-41"]],
      [stein, ["R-43", "R-42", "R-41"]],
      [nils, ["R-42", "R-41"]],
      [turid, ["R-43", "R-42"]],
      [kjell, ["R-42"]],
      [ola, ["R-42"]],
    ]
    for (const [who, refs] of table)
      expect([who.name, await hits(who, "kvitteringsord")]).toEqual([who.name, refs.map((ref) => `/cases/${ref}`)])
  })

  test("what is read only by opening it, since that is written down, is found without a line of it", async () => {
    for (const [who, lines] of [
      [kari, 2],
      [turid, 0],
      [kjell, 0],
    ] as const) {
      const { html } = await as(who, address("kvitteringsord"))
      expect([who.name, html.match(/<mark>/g)?.length ?? 0]).toEqual([who.name, lines])
      expect(html).toContain("Åpne saken for å lese notatet")
    }
  })

  test("follow the case when its class, its advisor and the names on it change", async () => {
    const finds = async (...who: Person[]) =>
      (await Promise.all(who.map((one) => hits(one, "fisketrapp")))).map((found) => found.length)
    await opened("R-44", { company: "Skifter klasse" })
    await note(kari, "R-44", "Om fisketrappen")
    const post = (path: string, form: Record<string, string>) =>
      as(kari, `/cases/R-44/${path}`, { form: { ...made(), ...form } })
    expect(await finds(nils, kjell)).toEqual([1, 0])
    await post("class", { access: "restricted", reason: "Why" })
    expect(await finds(kari, nils, kjell)).toEqual([1, 0, 0])
    await post("naming", { person: kjell.id })
    expect(await finds(nils, kjell)).toEqual([0, 1])
    await post("unnaming", { person: kjell.id })
    await post("advisor", { advisor: nils.id })
    expect(await finds(kari, nils, kjell)).toEqual([0, 1, 0])
    await as(marit, "/cases/R-44/class", { form: { ...made(), access: "network", reason: "Why" } })
    expect(await finds(kari, kjell)).toEqual([1, 1])
  })

  test("say what they say now: not what was said before, nor what was undone", async () => {
    await opened("R-45", { company: "Skriver om" })
    await note(kari, "R-45", "Om sagbruket")
    const of = await noted("R-45")
    const rewrite = (text: string) => as(kari, "/cases/R-45/rewriting", { form: { ...made(), of, note: text } })
    await rewrite("Om høvleriet")
    expect([await hits(kari, "sagbruk"), await hits(kari, "høvleri")]).toEqual([[], ["/cases/R-45"]])
    await rewrite("Om tørkeanlegget")
    expect([await hits(kari, "høvleri"), await hits(kari, "tørkean")]).toEqual([[], ["/cases/R-45"]])
    const last = (await logOf("case:id-R-45")).at(-1)
    expect((await as(kari, "/cases/R-45/undoing", { form: { ...made(), of: last?.act ?? "" } })).status).toBe(303)
    expect([await hits(kari, "tørkean"), await hits(kari, "høvleri")]).toEqual([[], ["/cases/R-45"]])
    await note(kari, "R-45", "Om kjøperen")
    const next = (await logOf("case:id-R-45")).at(-1)
    expect(await hits(kari, "kjøperen")).toEqual(["/cases/R-45"])
    await as(kari, "/cases/R-45/undoing", { form: { ...made(), of: next?.act ?? "" } })
    expect(await hits(kari, "kjøperen")).toEqual([])
  })

  test("a case is one hit, by the latest of its notes; and a role that the index does not know of yet reads nothing", async () => {
    for (const text of ["Først om solceller", "Så om solceller igjen"]) await note(kari, "R-45", text)
    expect(await hits(kari, "solcelle")).toEqual(["/cases/R-45"])
    expect((await as(kari, address("solcelle"))).html).toContain("Så om <mark>solcelle</mark>r igjen")
    const forged = { ...kjell, memberships: [...kjell.memberships, { hubId: "roros", role: "manager" as const }] }
    const rows = await send(
      "read",
      searchPage(soughtIn("solcelle")).statements(world.scopeOf(forged), { today: "2026-11-23", at: new Date() }),
    )
    expect(rows.flat()).toEqual([])
  })
})

describe("enquiries", () => {
  test("are found at the hub they wait at, by company, contact and reference, and follow when they are sent on", async () => {
    const { ref } = await enquire({ company: "Splitter ny bedrift", contact: "Alvhild Ny" })
    for (const typed of ["plitter", "alvhild", ref, ref.toLowerCase().slice(0, 6)])
      expect([typed, await hits(kari, typed)]).toEqual([typed, [`/inbox/${ref}`]])
    expect([await hits(kjell, "plitter"), await hits(ola, "plitter")]).toEqual([[], []])
    await as(kari, `/inbox/${ref}/handover`, { form: { ...made(), to: "kyst", reason: "Theirs" } })
    expect([await hits(kari, "plitter"), await hits(kjell, "plitter")]).toEqual([[], [`/inbox/${ref}`]])
  })
})

describe("what is typed amiss", () => {
  test.each([
    '"%_*^:()-',
    '"',
    "'",
    'a" OR c@*',
    "NEAR(x y)",
    "* AND *",
    "c@*",
    "\u0000",
    "𐐷𐐷𐐷𐐷𐐷𐐷",
    "\ud83d",
    "-",
    "   ",
  ])("%j is a search like any other", async (typed) => {
    const { status, html, trips } = await as(kari, address(typed))
    expect([status, trips]).toEqual([200, 1])
    expect(html).not.toContain("Hemmelig")
  })

  test("ten thousand letters are cut, and it is told", async () => {
    for (const typed of ["fjell ".repeat(1700), "x".repeat(10_000), "a b c d e f g h i j"]) {
      const { status, html } = await as(kari, address(typed))
      expect(status).toBe(200)
      expect(html).toContain("Bare begynnelsen")
      expect(html.length).toBeLessThan(30_000)
    }
  })
})

test("a case moves without a word written to the index", async () => {
  await opened("R-20", { company: "Flyttes mye", stage: first })
  const rows = async () =>
    (await send("read", [build.select().from(t.findable).where(eq(t.findable.owner, "company-R-20"))]))[0]
  const before = await rows()
  await as(kari, "/cases/R-20/notes", { form: { ...made(), kind: "call", note: "Talked" } })
  expect(await rows()).toEqual(before)
  expect(before).toHaveLength(1)
})

/** As when the connection goes away after so many requests. */
async function cutOffAfter(requests: number, act: () => Promise<void>) {
  const { fetch } = globalThis
  let n = 0
  globalThis.fetch = (...args: Parameters<typeof fetch>) =>
    ++n > requests ? Promise.reject(new TypeError("cut off")) : fetch(...args)
  await act().finally(() => {
    globalThis.fetch = fetch
  })
}

test("made anew, everybody finds what they found before; and a database without an index gets one", async () => {
  const typed = ["fabrikk", "emmelig", "torbjørg", "plitter", "as", "974760673", "kvitterings", "tørkean", "høvleri"]
  const all = () =>
    Promise.all(
      [kari, kjell, turid, ola].flatMap((who) => typed.map(async (one) => [who.id, one, await hits(who, one)])),
    )
  const before = await all()
  const rows = async () => (await send("read", [build.select().from(t.findable)]))[0].length
  const n = await rows()
  expect(await refind(world.env.DATABASE_URL)).toBe(n)
  expect([await rows(), await all()]).toEqual([n, before])
  await send("write", [
    build.insert(t.findable).values({ kind: "company", key: "gone", owner: "gone", keys: "fabrikk" }),
  ])
  await cutOffAfter(4, () => expect(refind(world.env.DATABASE_URL)).rejects.toThrow())
  expect(await all()).toEqual(before)
  await refind(world.env.DATABASE_URL)
  expect(await rows()).toBe(n)
  await send("write", [build.delete(t.findable)])
  expect(await hits(kari, "fabrikk")).toEqual([])
  await findFirst(world.env.DATABASE_URL)
  expect(await all()).toEqual(before)
})
