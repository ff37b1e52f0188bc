import { describe, expect, test } from "vitest"
import { openRegister } from "#src/registry/register.ts"

const origin = `http://r${crypto.randomUUID().slice(0, 8)}.register.test`
const register = openRegister(`${origin}/enhetsregisteret/api`, "test@hub.example")
const hurried = openRegister(`${origin}/enhetsregisteret/api`, "test@hub.example", 300)
const tell = (what: object) => fetch(`${origin}/stand-in`, { method: "POST", body: JSON.stringify(what) })

describe("asking by number", () => {
  test("gives what the register knows, with places as people write them", async () => {
    expect(await register.byNumber("319990011")).toEqual({
      kind: "found",
      found: {
        orgnr: "319990011",
        name: "FJELLMAT TEST AS",
        form: "AS",
        municipality: "5025",
        place: "Røros",
        address: "Testveien 1, 7374 Røros",
        industry: "10.130 Produksjon av kjøtt- og fjørfevarer",
        employees: "7",
        isBankrupt: false,
        isWindingUp: false,
        parent: null,
      },
    })
  })

  test("says nothing of employees where none are registered, and few where the register hides how many", async () => {
    expect(await register.byNumber("319990038")).toMatchObject({ found: { employees: null, form: "ENK" } })
    const abroad = { employees: "1-4", municipality: null, address: "Testgatan 1, 111 11 STOCKHOLM, Sverige" }
    expect(await register.byNumber("319990151")).toMatchObject({ found: abroad })
  })

  test("finds a site where the number is no company's, and says whose it is", async () => {
    expect(await register.byNumber("319990089")).toMatchObject({ found: { place: "Oppdal", parent: "319990011" } })
  })

  test.each([
    ["is not known", "310000582", { kind: "none" }],
    ["is deleted", "319990046", { kind: "deleted", on: "2026-05-04" }],
    ["was removed for good", "319990054", { kind: "removed" }],
    ["meets a register that is busy", "319990097", { kind: "busy", afterSeconds: 30 }],
    ["gives half an answer", "319990119", { kind: "away" }],
    ["meets a register that is down", "319990127", { kind: "away" }],
    ["gives a page instead", "319990135", { kind: "away" }],
    ["gives another shape", "319990143", { kind: "away" }],
  ])("tells apart what %s", async (_, orgnr, answer) => {
    expect(await register.byNumber(orgnr)).toEqual(answer)
  })

  test("gives up on a register that is slow, also where it asks twice, and on one that is not there", async () => {
    expect(await hurried.byNumber("319990100")).toEqual({ kind: "away" })
    expect(await openRegister("http://nowhere.test", "x").byNumber("319990011")).toEqual({ kind: "away" })
    expect(await openRegister("http://[", "x").byNumber("319990011")).toEqual({ kind: "away" })
  })

  test("takes winding up by force for winding up", async () => {
    await tell({ orgnr: "310000299", underTvangsavviklingEllerTvangsopplosning: true })
    expect(await register.byNumber("310000299")).toMatchObject({ found: { isWindingUp: true, isBankrupt: false } })
    expect(await register.byNumber("319990070")).toMatchObject({ found: { isWindingUp: true } })
    expect(await register.byNumber("319990062")).toMatchObject({ found: { isBankrupt: true } })
  })
})

describe("asking by name", () => {
  test("gives companies and no sites, no more than asked for, and none where nothing fits", async () => {
    const names = async (name: string, limit = 10) => {
      const answer = await register.byName(name, limit)
      return answer.kind === "found" ? answer.found.map((one) => one.name) : answer.kind
    }
    expect(await names("fjellmat")).toEqual(["FJELLMAT TEST AS"])
    expect(await names("test as")).toContain("KONKURS TEST AS")
    expect(await names("test", 2)).toHaveLength(2)
    expect(await names("xyzzy")).toEqual([])
  })

  test.each(["opptatt", "treg", "halv", "nede", "ikke json", "ukjent form"])("%s is no error", async (name) => {
    const busy = { kind: "busy", afterSeconds: 30 }
    expect(await hurried.byName(name, 10)).toEqual(name === "opptatt" ? busy : { kind: "away" })
  })
})

test("the sites of a company are listed, and of one without sites none", async () => {
  expect(await register.subUnits("319990011")).toMatchObject({ kind: "found", found: [{ place: "Oppdal" }] })
  expect(await register.subUnits("319990062")).toEqual({ kind: "found", found: [] })
})

describe("the feed of changes", () => {
  test("gives those of our companies only, from a moment or from a number on", async () => {
    await tell({ orgnr: "310000876", konkurs: true, at: "2026-03-01T10:00:00.000Z" })
    await tell({ orgnr: "310001163", navn: "NYTT NAVN AS", at: "2026-03-02T10:00:00.000Z" })
    const since = async (from: Date | number, orgnrs: string[]) => {
      const answer = await register.updatesSince(from, orgnrs)
      return answer.kind === "found" ? answer.found.updates.map(({ orgnr }) => orgnr) : answer.kind
    }
    const both = ["310000876", "310001163"]
    expect(await since(new Date("2026-03-01T00:00:00Z"), both)).toEqual(both)
    expect(await since(new Date("2026-03-02T00:00:00Z"), both)).toEqual(["310001163"])
    expect(await since(new Date("2026-03-01T00:00:00Z"), ["310000876"])).toEqual(["310000876"])
    expect(await since(new Date("2026-03-03T00:00:00Z"), both)).toEqual([])
    expect(await since(0, both)).toEqual(both)
  })

  test("is away when the register is", async () => {
    await tell({ mode: "half" })
    expect(await register.updatesSince(0, ["310000876"])).toEqual({ kind: "away" })
    await tell({ mode: null })
  })
})
