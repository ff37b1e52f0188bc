import { describe, expect, test } from "vitest"
import { addDays, osloDay } from "#src/core/calendar.ts"
import { openIntake } from "#test/intake/helpers.ts"
import { giveRole, takeRole } from "#test/people/helpers.ts"
import { borghild, kari, marit, ola, randi } from "#test/people.ts"
import { openWorld } from "#test/world.ts"
import { newYear, openAreas } from "./helpers.ts"

const world = await openWorld()
const { as, logOf, wordsOf, opened } = world
const { change, coversOf } = openAreas(world)
const { enquire } = openIntake(world)
const today = osloDay(new Date())
const hub = { name: "Fosen Næringshage", shortName: "Fosen", prefix: "FN", openedOn: today, reason: "The board agreed" }
const open = (over: Partial<typeof hub> = {}, who = ola) => as(who, "/network/hubs", { form: { ...hub, ...over } })
const close = (id: string, form: Record<string, string> = {}, who = ola) =>
  as(who, `/network/hubs/${id}/closure`, { form: { last: today, reason: "They leave", ...form } })

describe("the network's page:", () => {
  test.each([
    ["an advisor", kari],
    ["a manager", marit],
    ["the programme owner", ola],
    ["an auditor", randi],
  ])("%s sees the hubs with their days, the owners and the auditors, in one trip", async (_, who) => {
    const { html, status, trips } = await as(who, "/network/hubs")
    expect([status, trips]).toEqual([200, 1])
    for (const text of ["Trøndersk Kystkompetanse", "01.09.2015", "Ola Programme owner", "Randi Auditor"])
      expect(html).toContain(text)
    expect(html.includes('action="/network/hubs"')).toBe(who === ola)
  })

  test("a hub's page tells its people, its area, and who opened it", async () => {
    const { html, trips } = await as(kari, "/network/hubs/roros")
    expect(trips).toBe(1)
    expect(html).toContain("Marit Manager of Røros")
    expect(html).toMatch(/href="\/areas\/5025">Røros</)
    expect(html).not.toContain("Lukk huben")
    expect((await as(kari, "/network/hubs/atlantis")).status).toBe(404)
  })
})

describe("opening a hub:", () => {
  test("only the programme owner may", async () => {
    for (const who of [kari, marit, randi]) expect((await open({}, who)).status).toBe(403)
    expect(await logOf("hub:fn")).toEqual([])
  })

  test("it is there at once, with who opened it and why, and can have people and municipalities", async () => {
    expect((await open()).status).toBe(303)
    expect((await logOf("hub:fn")).map(({ type, actorId, hubId }) => [type, actorId, hubId])).toEqual([
      ["hub_opened", "ola", "fn"],
    ])
    expect((await wordsOf("hub:fn")).map(({ body }) => body)).toEqual(["The board agreed"])
    expect((await as(kari, "/network/hubs/fn")).html).toContain("The board agreed")
    expect((await change("5020/giving", { hub: "fn", from: today })).status).toBe(303)
    expect((await enquire({ municipality: "5020" })).enquiry?.hubId).toBe("fn")
    expect((await as(ola, "/people/invitation")).html).toContain("fn:advisor")
  })

  test.each([
    ["letters that another has", { prefix: "RR" }, "Bokstavene er i bruk"],
    ["letters that are its own already", {}, "Bokstavene er i bruk"],
    ["letters that are small", { prefix: "ab" }, "store bokstaver"],
    ["too many letters", { prefix: "ABCDE" }, "store bokstaver"],
    ["the year 9999", { prefix: "ZZ", openedOn: "9999-12-31" }, "for langt fram"],
    ["no name", { prefix: "ZZ", name: " " }, "Fyll ut dette feltet."],
    ["no reason", { prefix: "ZZ", reason: "" }, "Fyll ut dette feltet."],
  ])("%s: it is refused, and what was typed is kept", async (_, over, message) => {
    const { html, status } = await open({ shortName: "Kept", ...over })
    expect(status).toBe(422)
    expect(html).toContain(message)
    expect(html).toContain('value="Kept"')
  })
})

describe("closing a hub:", () => {
  test("is refused while anything is left, and says what, with the way to it", async () => {
    await giveRole(world, borghild.id, "fn", "advisor")
    await opened("F-1", { hubId: "fn", municipality: "5020" })
    const { html, status } = await close("fn")
    expect(status).toBe(422)
    expect(html).toContain("Huben kan ikke lukkes ennå.")
    expect(html).toMatch(/href="\/network\/cases\?hub=fn">1 åpen sak</)
    expect(html).toMatch(/href="\/people#place-fn">1 person med rolle her</)
    expect(html).toMatch(/href="#area">1 kommune uten slutt</)
    expect(html).toContain("1 henvendelse som venter")
    expect(html).not.toContain('action="/network/hubs/fn/closure"')
    expect(await logOf("hub:fn")).toHaveLength(1)
  })

  test("only the programme owner may, also when nothing is left", async () => {
    expect((await open({ prefix: "TOM", shortName: "Tom" })).status).toBe(303)
    for (const who of [kari, marit, randi]) expect((await close("tom", {}, who)).status).toBe(403)
    expect((await as(ola, "/network/hubs/tom")).html).toContain('action="/network/hubs/tom/closure"')
  })

  test("ends it with a date, and it takes on nothing more", async () => {
    expect((await close("tom", { last: addDays(today, -1) })).html).toContain("Dagen er før det begynte.")
    expect((await close("tom", { last: newYear() })).status).toBe(303)
    expect((await as(kari, "/network/hubs/tom")).html).toContain(`Lukket etter 01.01.${newYear().slice(0, 4)}`)
    expect((await close("tom")).status).toBe(422)
    const given = await change("5058/giving", { hub: "tom", from: today })
    expect([given.status, given.html.includes("Huben er ikke åpen den dagen.")]).toEqual([422, true])
    expect(await coversOf("5058")).toEqual([[null, "2020-01-01", null]])
    const role = { name: "N", email: "n@hub.example", phone: "", hub: "tom", role: "tom:advisor", language: "nb" }
    expect((await as(ola, "/people", { form: role })).status).toBe(422)
    expect((await as(ola, "/people/invitation")).html).not.toContain("tom:advisor")
  })

  test("a municipality that ends by then does not stand in the way", async () => {
    await open({ prefix: "END", shortName: "End" })
    await change("5055/giving", { hub: "end", from: today })
    expect((await close("end", { last: newYear() })).status).toBe(422)
    await change("5055/withdrawal", { last: newYear() })
    expect((await close("end", { last: addDays(newYear(), -1) })).status).toBe(422)
    expect((await close("end", { last: newYear() })).status).toBe(303)
    await takeRole(world, borghild.id, "fn")
  })
})
