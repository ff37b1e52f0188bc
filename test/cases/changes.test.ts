import { describe, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { openIntake } from "../intake/helpers.ts"
import { kari, kjell, marit, nils, type Person, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"

const world = await openWorld()
const { as, opened, caseOf, build, send, stages, track } = world
const { enquire } = openIntake(world)
const [, second = ""] = stages.filter((stage) => stage.track === track).map(({ code }) => code)

const post = (who: Person, ref: string, path: string, form: Record<string, string>) =>
  as(who, `/cases/${ref}${path}`, { form: { ...made(), ...form } })
const note = { kind: "call", note: "Not a word of this" }
const said = (html: string) => /<p>(.*?)<\/p>/.exec(html)?.[1]?.trim()
/** Asks as an open page does, at the address that it holds. */
async function asks(who: Person, page: string) {
  const [, address = ""] = /data-poll="([^"]*)"/.exec(page) ?? []
  return as(who, address.replaceAll("&amp;", "&"), { fragment: true })
}

describe("an open case", () => {
  test("hears by whom and what, in one trip and without a word of it, and nothing when nothing has happened", async () => {
    await opened("C-1")
    const { html: page } = await as(kari, "/cases/C-1")
    expect(await asks(kari, page)).toMatchObject({ status: 204, html: "", trips: 1 })
    await post(nils, "C-1", "/stage", { to: second, conversation: "Not a word of this" })
    await post(marit, "C-1", "/notes", note)
    const { status, html, trips } = await asks(kari, page)
    expect([status, trips]).toEqual([200, 1])
    expect(said(html)).toBe("Nils Colleague in Røros flyttet saken. Marit Manager of Røros skrev i tidslinjen.")
    expect(html).toContain('href="/cases/C-1"')
    expect(html).not.toContain("Not a word of this")
  })

  test("hears nothing of the enquiry it came from, whose own entry names it", async () => {
    const { ref } = await enquire()
    const form = {
      hub: "roros",
      company: "Fjellvarp",
      orgnr: "",
      need: "A wall",
      track,
      access: "hub",
      advisor: kari.id,
    }
    const accepted = await as(nils, `/inbox/${ref}/acceptance`, { form: { ...made(), ...form } })
    const address = accepted.headers.get("location")?.split("?")[0] ?? ""
    const { html: page } = await as(kari, address)
    expect((await asks(kari, page)).status).toBe(204)
  })

  test("hears nothing of one's own", async () => {
    await opened("C-2")
    const { html: page } = await as(kari, "/cases/C-2")
    await post(kari, "C-2", "/notes", note)
    expect((await asks(kari, page)).status).toBe(204)
  })

  test("tells of three, and how many more", async () => {
    await opened("C-3")
    const { html: page } = await as(kari, "/cases/C-3")
    for (let i = 0; i < 5; i++) await post(nils, "C-3", "/notes", { ...note, note: `Note ${i}` })
    expect((await asks(kari, page)).html.match(/skrev i tidslinjen/g)).toHaveLength(3)
    expect((await asks(kari, page)).html).toContain("Og 2 til.")
  })

  test("is no reading of it, is told only to those who may open it, and changes nothing", async () => {
    await opened("C-4", { access: "restricted" }, [turid])
    const { html: page } = await as(turid, "/cases/C-4")
    await post(kari, "C-4", "/notes", note)
    const readings = async () => (await send("read", [build.select().from(t.reads)]))[0].length
    const before = [await readings(), await caseOf("C-4")]
    expect((await asks(turid, page)).status).toBe(200)
    expect([await readings(), await caseOf("C-4")]).toEqual(before)
    for (const who of [nils, kjell]) expect((await asks(who, page)).status).toBe(404)
  })
})

describe("an open board", () => {
  test("hears what others did to its cases, by company, of its own hub and track", async () => {
    for (const ref of ["B-1", "B-2"]) await opened(ref, { company: `Bedrift ${ref}` })
    await opened("B-3", { hubId: "kyst", advisorId: kjell.id })
    const other = stages.find((stage) => stage.track !== track)
    await opened("B-4", { track: other?.track ?? "" })
    const { html: page } = await as(kari, `/cases?track=${track}`)
    expect(await asks(kari, page)).toMatchObject({ status: 204, trips: 1 })
    await post(kari, "B-2", "/notes", note)
    await post(kjell, "B-3", "/notes", note)
    await post(nils, "B-4", "/notes", note)
    expect((await asks(kari, page)).status).toBe(204)
    await post(nils, "B-1", "/stage", { to: second, conversation: "We talked" })
    const { html } = await asks(kari, page)
    expect(said(html)).toBe("Nils Colleague in Røros flyttet saken: Bedrift B-1.")
    expect(html).toContain(`href="/cases?track=${track}"`)
  })

  test("hears nothing of a case that one may not open", async () => {
    await opened("B-5", { access: "restricted" })
    const { html: page } = await as(nils, "/cases")
    await post(kari, "B-5", "/notes", note)
    expect((await asks(nils, page)).status).toBe(204)
    expect((await asks(marit, page)).status).toBe(200)
  })
})

test("an address that says no moment, or nonsense, is answered all the same", async () => {
  await opened("A-1")
  for (const since of ["", "x", "-1", "99999999999999999999", "1e9"])
    for (const path of ["/cases/changes", "/cases/A-1/changes"])
      expect((await as(kari, `${path}?since=${since}&track=none&view=%3F%3D%26hub%3Dnone`)).status).toBe(200)
})
