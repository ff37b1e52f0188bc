import { expect, test } from "vitest"
import { makeOwner } from "#src/local/owner.ts"
import { kari } from "../people.ts"
import { openWorld } from "../world.ts"
import { linkIn, personAt, rolesOf } from "./helpers.ts"

test("the first programme owner is made by hand, once, and can sign in", async () => {
  const world = await openWorld()
  expect(await makeOwner(world, "Åse Ødegård", "aase@network.example")).toBe(true)
  expect(await makeOwner(world, "Åse Ødegård", "aase@network.example")).toBe(false)
  const [aase, ...others] = await personAt(world, "aase@network.example")
  expect([aase?.name, others]).toEqual(["Åse Ødegård", []])
  expect(await rolesOf(world, aase?.id ?? "")).toEqual(["owner in network"])
  expect((await world.logOf(`person:${aase?.id}`)).map(({ type }) => type)).toEqual(["invited", "granted"])
  await world.as(null, "/auth/links", { form: { email: "aase@network.example" } })
  expect(linkIn(world)).toMatch(/^\/auth\/session\?token=/)
})

test("someone who is known already becomes an owner too", async () => {
  const world = await openWorld()
  expect(await makeOwner(world, "Another name", "kari@hub.example")).toBe(true)
  expect(await rolesOf(world, kari.id)).toEqual(["advisor in roros", "owner in network"])
  expect((await personAt(world, "kari@hub.example"))[0]?.name).toBe(kari.name)
})
