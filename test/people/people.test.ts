import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { nb } from "#views/people/words.nb.ts"
import { borghild, gunn, kari, kjell, marit, nils, ola, randi, stein, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { giveRole, personAt, rolesOf, takeRole } from "./helpers.ts"

const { text: _, ...NEW } = { text: "", name: "Siri Ny", phone: "900 12 345", language: "nb" }
const newcomer = (email: string, role = "roros:advisor") => ({ ...NEW, email, role })

test("a manager's list holds the people of the hubs they run, with open cases as links, in one trip", async () => {
  const { as, opened } = await openWorld()
  await opened("P-1")
  await opened("P-2", { track: "commercialisation" })
  await opened("P-3", { access: "restricted", advisorId: nils.id })
  const page = await as(marit, "/people")
  expect([page.status, page.trips]).toEqual([200, 1])
  for (const { name } of [kari, nils, marit, stein]) expect(page.html).toContain(name)
  for (const { name } of [kjell, gunn, ola]) expect(page.html).not.toContain(name)
  for (const advisor of [kari.id, nils.id])
    expect(page.html).toContain(`href="/cases?track=business_development&amp;hub=roros&amp;advisor=${advisor}"`)
  expect(page.html).toContain(`href="/cases?track=commercialisation&amp;hub=roros&amp;advisor=${kari.id}"`)
})

test("the programme owner's list holds everybody, also hubs with nobody in them", async () => {
  const { as } = await openWorld()
  const { html, trips } = await as(ola, "/people")
  for (const { name } of [kari, kjell, gunn, stein, ola, randi]) expect(html).toContain(name)
  expect(html).not.toContain(borghild.name)
  expect(html).toContain(nb.people.empty)
  expect(trips).toBe(1)
})

test("who runs nobody is not let in, and sees nobody's page", async () => {
  const { as } = await openWorld()
  for (const who of [kari, randi]) {
    expect((await as(who, "/people")).status).toBe(403)
    expect((await as(who, "/people/invitation")).status).toBe(403)
    expect((await as(who, `/people/${nils.id}`)).status).toBe(404)
    expect((await as(who, `/people/${nils.id}/departure?role=roros:advisor`)).status).toBe(404)
    expect((await as(who, "/people", { form: newcomer("x@hub.example") })).status).toBe(403)
    expect((await as(who, `/people/${nils.id}/roles`, { form: { role: "roros:manager" } })).status).toBe(404)
    expect((await as(who, `/people/${nils.id}/departure`, { form: { role: "roros:advisor" } })).status).toBe(404)
  }
})

test("an invitation makes one person however often it is sent, and one mail", async () => {
  const world = await openWorld()
  const { as, sent, logOf, wordsOf } = world
  const form = { ...made(), ...newcomer("Siri@Hub.example") }
  const [first, second] = await Promise.all([as(marit, "/people", { form }), as(marit, "/people", { form })])
  const third = await as(marit, "/people", { form })
  const places = [first, second, third].map(({ status, headers }) => `${status} ${headers.get("location")}`)
  const [person, ...others] = await personAt(world, "siri@hub.example")
  expect(others).toEqual([])
  expect(person).toMatchObject({ name: "Siri Ny", phone: "+4790012345", language: "nb", seq: 2 })
  expect(new Set(places)).toEqual(new Set([`303 /people/${person?.id}?did=invited`]))
  expect(await rolesOf(world, person?.id ?? "")).toEqual(["advisor in roros"])
  expect((await logOf(`person:${person?.id}`)).map(({ type, actorId }) => [type, actorId])).toEqual([
    ["invited", marit.id],
    ["granted", marit.id],
  ])
  expect((await wordsOf(`person:${person?.id}`)).map(({ name, body }) => `${name}: ${body}`).sort()).toEqual([
    "email: siri@hub.example",
    "name: Siri Ny",
    "phone: +4790012345",
  ])
  expect(sent.map(({ to }) => to)).toEqual(["siri@hub.example"])
  expect(sent[0]?.text).toContain("http://localhost/auth")
})

test("two managers who invite the same address at once make one person with two roles", async () => {
  const world = await openWorld()
  const invite = (who: typeof marit, role: string) =>
    world.as(who, "/people", { form: { ...made(), ...newcomer("siri@hub.example", role) } })
  const answers = await Promise.all([invite(marit, "roros:advisor"), invite(gunn, "kyst:advisor")])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  const people = await personAt(world, "siri@hub.example")
  expect(people.length).toBe(1)
  expect(await rolesOf(world, people[0]?.id ?? "")).toEqual(["advisor in kyst", "advisor in roros"])
})

test("an address that is known already gets the role instead, also after having left", async () => {
  const world = await openWorld()
  const { as, sent } = world
  for (const { id } of [kjell, borghild]) {
    const answer = await as(marit, "/people", { form: newcomer(`${id}@hub.example`) })
    expect(answer.headers.get("location")).toBe(`/people/${id}?did=granted`)
    expect(await rolesOf(world, id)).toContain("advisor in roros")
  }
  expect((await personAt(world, "kjell@hub.example"))[0]?.name).toBe(kjell.name)
  expect(sent).toEqual([])
  const again = await as(marit, "/people", { form: newcomer("kjell@hub.example") })
  expect(again.status).toBe(422)
})

test("an invitation with faults tells them beside the fields and keeps what was typed", async () => {
  const { as, send, build } = await openWorld()
  const [before] = await send("read", [build.select().from(t.people)])
  const form = { name: "", email: "siri@", phone: "12", language: "nb", role: "roros:king" }
  const { status, html } = await as(marit, "/people", { form })
  expect(status).toBe(422)
  expect(html.match(/aria-invalid="true"/g)?.length).toBe(4)
  for (const typed of ["siri@", "12"]) expect(html).toContain(`value="${typed}"`)
  const odd = await as(ola, "/people", { form: newcomer("siri@hub.example", "nowhere:advisor") })
  expect(odd.status).toBe(422)
  expect(odd.html).toContain('value="siri@hub.example"')
  expect((await as(ola, "/people", { form: newcomer("siri@hub.example", "network:advisor") })).status).toBe(422)
  expect((await send("read", [build.select().from(t.people)]))[0].length).toBe(before.length)
})

test("a manager gives and ends roles in hubs they run, and in no other", async () => {
  const world = await openWorld()
  const { as } = world
  const given = await as(marit, `/people/${kari.id}/roles`, { form: { role: "roros:manager" } })
  expect([given.status, given.headers.get("location"), given.trips]).toEqual([303, `/people/${kari.id}?did=granted`, 2])
  expect(await rolesOf(world, kari.id)).toEqual(["advisor in roros", "manager in roros"])
  for (const role of ["kyst:advisor", "network:owner", "network:auditor", "nowhere:advisor"]) {
    expect((await as(marit, `/people/${kari.id}/roles`, { form: { role } })).status).toBe(403)
    expect((await as(marit, "/people", { form: newcomer("x@hub.example", role) })).status).toBe(403)
  }
  expect((await as(marit, `/people/${kjell.id}`)).status).toBe(404)
  expect((await as(marit, `/people/${kjell.id}/roles`, { form: { role: "roros:advisor" } })).status).toBe(404)
  expect((await as(marit, `/people/${kjell.id}/departure`, { form: { role: "kyst:advisor" } })).status).toBe(404)
  expect((await as(marit, `/people/${stein.id}/departure`, { form: { role: "kyst:manager" } })).status).toBe(403)
  expect((await as(marit, `/people/${stein.id}/departure?role=kyst:manager`)).status).toBe(403)
  expect(await rolesOf(world, kjell.id)).toEqual(["advisor in kyst"])
  expect(await rolesOf(world, stein.id)).toEqual(["manager in kyst", "manager in roros"])
})

test("a person's page offers the roles that can be given, and ends only those one runs", async () => {
  const { as } = await openWorld()
  const own = await as(marit, `/people/${kari.id}`)
  expect(own.html).toContain('value="roros:manager"')
  for (const role of ["roros:advisor", "kyst:advisor", "network:owner"])
    expect(own.html).not.toContain(`value="${role}"`)
  const shared = await as(marit, `/people/${stein.id}`)
  expect(shared.html).toContain("Daglig leder i Kyst")
  expect(shared.html.match(/\/departure\?role=[\w:]+/g)).toEqual(["/departure?role=roros:manager"])
})

test("who manages one hub and advises in another runs only the first", async () => {
  const world = await openWorld()
  await giveRole(world, marit.id, "kyst", "advisor")
  const hint = ["kyst", "roros"]
  const { html } = await world.as(marit, "/people", { hint })
  expect(html).not.toContain(kjell.name)
  expect((await world.as(marit, `/people/${kjell.id}`, { hint })).status).toBe(404)
})

test("the departure page says what is left behind and lets choose who takes it", async () => {
  const { as, opened } = await openWorld()
  await opened("D-1")
  await opened("D-2", { access: "restricted" })
  await opened("D-3", { hubId: "kyst", advisorId: kjell.id })
  const { status, html, trips } = await as(marit, `/people/${kari.id}/departure?role=roros:advisor`)
  expect([status, trips]).toEqual([200, 1])
  expect(html).toContain(nb.departure.leaves(kari.name, 2, 0, "Røros"))
  expect(html).toContain(`<option value="${nils.id}"`)
  expect(html).not.toContain(`<option value="${kari.id}"`)
  expect(html).not.toContain(`<option value="${kjell.id}"`)
  expect(html).not.toContain("Company D-2")
  expect((await as(marit, `/people/${kari.id}/departure?role=roros:manager`)).status).toBe(404)
  expect((await as(marit, `/people/${kari.id}/departure`)).status).toBe(404)
})

test("ending a membership hands over every open case and the role in one batch, and the open page dies", async () => {
  const world = await openWorld()
  const { as, opened, caseOf, logOf, send, build } = world
  await opened("H-1")
  await opened("H-2", { access: "restricted" })
  await opened("H-3", { advisorId: nils.id })
  expect((await as(kari, "/cases/H-1")).status).toBe(200)

  for (const successor of ["", kjell.id, kari.id, "nobody"]) {
    const refused = await as(marit, `/people/${kari.id}/departure`, { form: { role: "roros:advisor", successor } })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('aria-invalid="true"')
  }
  expect((await caseOf("H-1"))?.advisorId).toBe(kari.id)

  const form = { ...made(), role: "roros:advisor", successor: nils.id }
  const ended = await as(marit, `/people/${kari.id}/departure`, { form })
  expect([ended.status, ended.headers.get("location"), ended.trips]).toEqual([303, `/people?left=${kari.id}`, 2])
  for (const ref of ["H-1", "H-2", "H-3"]) expect((await caseOf(ref))?.advisorId).toBe(nils.id)
  expect(await rolesOf(world, kari.id)).toEqual([])
  const assigned = (await logOf("case:id-H-1")).at(-1)
  const revoked = (await logOf(`person:${kari.id}`)).at(-1)
  expect(assigned).toMatchObject({ type: "assigned", actorId: marit.id })
  expect(revoked).toMatchObject({ type: "revoked", actorId: marit.id, act: assigned?.act, hubId: "roros" })
  const [tally] = await send("read", [build.select().from(t.tally).where(eq(t.tally.advisorId, kari.id))])
  expect(tally.every(({ n }) => n === 0)).toBe(true)

  const dead = await as(kari, "/cases/H-1")
  expect([dead.status, dead.headers.get("location"), dead.trips]).toEqual([303, "/auth?next=%2Fcases%2FH-1", 1])
  await as(marit, "/cases/H-3/advisor", { form: { ...made(), advisor: marit.id } })
  await as(marit, `/people/${nils.id}/departure`, { form: { ...made(), role: "roros:advisor", successor: marit.id } })
  expect((await as(marit, "/cases/H-1")).html).toContain(`ga saken til ${nils.name}`)
  const again = await as(marit, `/people/${kari.id}/departure`, { form })
  expect([again.status, (await logOf("case:id-H-1")).length]).toEqual([303, 3])
  expect((await as(marit, `/people?left=${kari.id}`)).html).toContain(nb.people.left(kari.name))
})

test("a role beside another in the hub ends without a hand-over", async () => {
  const world = await openWorld()
  await world.opened("B-1")
  await giveRole(world, kari.id, "roros", "manager")
  const page = await world.as(marit, `/people/${kari.id}/departure?role=roros:manager`)
  expect(page.html).toContain(nb.departure.keeps(kari.name, "Røros"))
  expect((await world.as(marit, `/people/${kari.id}/departure`, { form: { role: "roros:manager" } })).status).toBe(303)
  expect((await world.caseOf("B-1"))?.advisorId).toBe(kari.id)
})

test("who holds two roles in a hub is offered once as the one to have a case", async () => {
  const { as, opened } = await openWorld()
  await opened("D-9", { advisorId: null })
  await as(marit, `/people/${kari.id}/roles`, { form: { role: "roros:manager" } })
  for (const path of ["/cases/D-9", "/cases/D-9/stage"]) {
    const lists = (await as(kari, path)).html.match(/<select[^>]*name="advisor"[\s\S]*?<\/select>/g) ?? []
    expect(lists.length).toBeGreaterThan(0)
    for (const list of lists) expect(list.split(kari.name)).toHaveLength(2)
  }
})

test("a hub's only advisor can't leave cases to nobody", async () => {
  const world = await openWorld()
  await world.opened("O-1", { hubId: "kyst", advisorId: kjell.id })
  for (const { id } of [gunn, turid, stein]) await takeRole(world, id, "kyst")
  const { html } = await world.as(ola, `/people/${kjell.id}/departure?role=kyst:advisor`)
  expect(html).toContain(nb.departure.nobody("Kyst"))
  const refused = await world.as(ola, `/people/${kjell.id}/departure`, { form: { role: "kyst:advisor" } })
  expect(refused.status).toBe(422)
})

test("the programme owner ends any membership, hands over restricted cases unseen, and leaves no trace of reading", async () => {
  const world = await openWorld()
  const { as, opened, caseOf, send, build } = world
  await opened("N-1", { hubId: "kyst", advisorId: kjell.id, access: "restricted" })
  const page = await as(ola, `/people/${kjell.id}/departure?role=kyst:advisor`)
  expect(page.html).toContain(nb.departure.leaves(kjell.name, 1, 0, "Kyst"))
  expect(page.html).not.toContain("Company N-1")
  const form = { role: "kyst:advisor", successor: turid.id }
  expect((await as(ola, `/people/${kjell.id}/departure`, { form })).status).toBe(303)
  expect((await caseOf("N-1"))?.advisorId).toBe(turid.id)
  expect((await send("read", [build.select().from(t.reads)]))[0]).toEqual([])
})

test("the network keeps its last programme owner, but not for ever", async () => {
  const world = await openWorld()
  const { as } = world
  const { html } = await as(ola, `/people/${ola.id}/departure?role=network:owner`)
  expect(html).not.toContain('<form method="post" action="/people/ola/departure"')
  expect((await as(ola, `/people/${ola.id}/departure`, { form: { role: "network:owner" } })).status).toBe(422)
  await as(ola, `/people/${kari.id}/roles`, { form: { role: "network:owner" } })
  const left = await as(ola, `/people/${ola.id}/departure`, { form: { role: "network:owner" } })
  expect([left.status, left.headers.get("location")]).toEqual([303, "/"])
  expect(await rolesOf(world, ola.id)).toEqual([])
  expect((await as(ola, "/people")).status).toBe(303)
})
