import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import type { Access } from "#src/core/case.ts"
import * as t from "#src/db/schema.ts"
import { borghild, gunn, kari, kjell, marit, nils, ola, type Person, randi, stein, turid } from "./people.ts"
import { made, openWorld } from "./world.ts"

const { as, build, send, opened, scopeOf, stages, track } = await openWorld()
const [first = ""] = stages.filter((stage) => stage.track === track).map(({ code }) => code)
for (const access of ["network", "hub", "restricted"] as const) await opened(`R-${access}`, { access }, [turid])

describe("what each sees of a case, by its class", () => {
  const table: [Person, network: string, hub: string, restricted: string][] = [
    [kari, "full", "full", "full"],
    [turid, "full", "full", "full"],
    [nils, "full", "full", "basics"],
    [marit, "full", "full", "full"],
    [stein, "full", "full", "full"],
    [kjell, "full", "basics", "nothing"],
    [gunn, "full", "basics", "nothing"],
    [ola, "full", "basics", "nothing"],
    [randi, "nothing", "nothing", "nothing"],
    [borghild, "nothing", "nothing", "nothing"],
  ]
  const classes = ["network", "hub", "restricted"] as const
  const cells = table.flatMap(([who, ...seen]) =>
    classes.map((access, i) => ({ name: who.name, who, access, seen: seen[i] ?? "" })),
  )

  test.each(cells)("$name of a $access case: $seen", async ({ who, access, seen }) => {
    expect(await seenBy(who, access)).toBe(seen)
  })

  async function seenBy(who: Person, access: Access) {
    const { status, html } = await as(who, `/cases/R-${access}`)
    if (status !== 200) return "nothing"
    return html.includes('id="timeline"') ? "full" : html.includes('id="basics"') ? "basics" : "nothing"
  }

  test("basics are these columns and no others", async () => {
    const { select, network } = scopeOf(kjell)
    const [[row]] = await send("read", [select().from(network).where(eq(network.ref, "R-hub"))])
    expect(Object.keys(row ?? {}).sort()).toEqual(
      "access advisor alert company companyId email endedOn ending hubId id phone ref since stage track".split(" "),
    )
  })

  test("full to read is not full to write: no form, and a post is forbidden", async () => {
    const { html } = await as(kjell, "/cases/R-network")
    expect(html.slice(html.indexOf(`id="case"`))).not.toMatch(/method="post"|\/cases\/R-network\/(?!past"|changes\?)/)
    const post = await as(kjell, "/cases/R-network/notes", { form: { ...made(), kind: "note", note: "Not mine" } })
    expect(post.status).toBe(403)
  })

  test("the programme owner gives nobody's case away but that of someone who leaves", async () => {
    expect((await as(ola, "/cases/R-network")).html).not.toContain("/cases/R-network/advisor")
    const given = await as(ola, "/cases/R-network/advisor", { form: { ...made(), advisor: nils.id } })
    expect(given.status).toBe(403)
  })

  test("why one sees it stands on the page", async () => {
    const said = async (who: Person) => (await as(who, "/cases/R-network")).html
    expect(await said(kari)).toContain("Du har saken.")
    expect(await said(turid)).toContain("Du er navngitt på saken.")
    expect(await said(marit)).toContain("Du er daglig leder i huben som eier saken.")
    expect(await said(nils)).toContain("Du arbeider i huben som eier saken.")
    expect(await said(gunn)).toContain("Saken er åpen i nettverket. Du kan lese, ikke endre.")
  })
})

test("a contact is known to those who may read the case that brought them, not to all who know the company", async () => {
  const orgnr = "310000582"
  const form = { track, access: "restricted", advisor: gunn.id, need: "Help", company: "Shared", orgnr, hub: "kyst" }
  const contact = { contact: "Someone Guarded", phone: "900 12 345", email: "" }
  expect((await as(gunn, "/cases", { form: { ...made(), ...form, ...contact } })).status).toBe(303)
  const own = { ...form, hub: "roros", advisor: kari.id, access: "hub" }
  const mine = await as(kari, "/cases", {
    form: { ...made(), ...own, contact: "Someone Told", email: "told@firm.example" },
  })
  const { html } = await as(kari, mine.headers.get("location") ?? "")
  expect(html).toContain("Someone Told")
  expect(html).not.toContain("Someone Guarded")
})

describe("reading leaves a trace", () => {
  const readers = async (ref: string) => {
    const rows = await send("read", [
      build
        .select()
        .from(t.reads)
        .where(eq(t.reads.caseId, `id-${ref}`)),
    ])
    return rows[0].map(({ personId }) => personId)
  }

  test("of a restricted case always, of others only from another hub, never of basics", async () => {
    for (const access of ["network", "hub", "restricted"] as const) await opened(`T-${access}`, { access })
    for (const who of [kari, nils, marit, kjell, ola])
      for (const access of ["network", "hub", "restricted"]) await as(who, `/cases/T-${access}`)
    expect(await readers("T-hub")).toEqual([])
    expect((await readers("T-network")).sort()).toEqual([kjell.id, ola.id])
    expect((await readers("T-restricted")).sort()).toEqual([kari.id, marit.id])
  })

  test("also when the page comes back with what was just written", async () => {
    await opened("T-write", { access: "restricted" })
    const form = { ...made(), kind: "note", note: "A note" }
    await as(kari, "/cases/T-write/notes", { form })
    expect(await readers("T-write")).toEqual([])
    await as(kari, "/cases/T-write/notes", { form: { ...form, ...made() }, fragment: true })
    expect(await readers("T-write")).toEqual([kari.id])
  })

  test("also when it is the form that moves it that is opened", async () => {
    await opened("T-form", { access: "restricted" })
    await as(kari, "/cases/T-form/stage")
    expect(await readers("T-form")).toEqual([kari.id])
  })
})

describe("the cookie is believed for its signature only", () => {
  test("a forged one is nobody's", async () => {
    const { status, trips } = await as(kari, "/cases", { secret: "guessed" })
    expect([status, trips]).toEqual([303, 0])
  })

  test("hubs it no longer has, or claims, show nothing: it is renewed and the page read once more", async () => {
    const { status, html, trips, headers } = await as(kjell, "/cases", { hint: ["kyst", "roros"] })
    expect([status, trips]).toEqual([200, 2])
    expect(html).not.toContain("R-hub")
    expect(decodeURIComponent(headers.get("set-cookie") ?? "")).toContain('"hubs":["kyst"]')
    expect((await as(stein, "/cases", { hint: ["kyst"] })).html).toContain("R-hub")
  })

  test("SQL itself proves each hub, whatever the cookie says", async () => {
    const forged = { ...kjell, memberships: [...kjell.memberships, { hubId: "roros", role: "manager" as const }] }
    const { select, cases, own, network, loads } = scopeOf(forged)
    const mine = own()
    const theirs = loads(["roros"])
    const [full, listed, basics, load] = await send("read", [
      select().from(cases),
      select().from(mine),
      select().from(network),
      select().from(theirs),
    ])
    expect(full.map(({ ref }) => ref)).toEqual([])
    expect(listed).toEqual([])
    expect(basics.map(({ ref }) => ref)).not.toContain("R-restricted")
    expect(load).toEqual([])
  })

  test("a session that has run out or is gone leads to sign-in, a form keeps what was typed, and htmx is told", async () => {
    await send("write", [
      build
        .update(t.sessions)
        .set({ expiresAt: new Date(0) })
        .where(eq(t.sessions.userId, turid.id)),
    ])
    const page = await as(turid, "/cases")
    expect([page.status, page.headers.get("location")]).toEqual([303, "/auth?next=%2Fcases"])
    await send("write", [build.delete(t.sessions).where(eq(t.sessions.userId, turid.id))])
    const gone = await as(turid, "/cases")
    expect([gone.status, gone.trips]).toEqual([303, 1])
    const form = { ...made(), kind: "note", note: "Half a page of thoughts" }
    const post = await as(turid, "/cases/R-hub/notes", { form })
    expect(post.status).toBe(401)
    expect(post.html).toContain("Half a page of thoughts")
    const part = await as(turid, "/cases", { fragment: true })
    expect([part.status, part.headers.get("hx-redirect")]).toEqual([401, "/auth"])
  })

  test("a form from another site is not taken", async () => {
    const form = { ...made(), kind: "note", note: "Not from us" }
    const { status, trips } = await as(marit, "/cases/R-hub/notes", {
      form,
      headers: { origin: "https://elsewhere.test" },
    })
    expect([status, trips]).toEqual([403, 0])
  })

  test("what is both refused and forbidden is forbidden", async () => {
    expect((await as(kjell, "/cases/R-network/stage", { form: { ...made(), to: first } })).status).toBe(403)
  })
})
