import { describe, expect, test } from "vitest"
import { isRefusal, type Outcome } from "#src/core/acts.ts"
import { type Area, type AreaEvent, applyToArea, drop, give, noArea, withdraw } from "#src/core/area.ts"
import type { Hub } from "#src/core/hub.ts"
import * as t from "#src/db/schema.ts"
import { areaOf, rerouted } from "#src/network/area-page.ts"
import { openWorld } from "#test/world.ts"

const { build, send } = await openWorld()
const [municipalities, coverage, changes, hubs] = await send("read", [
  build.select().from(t.municipalities),
  build.select().from(t.coverage),
  build.select().from(t.municipalityChanges),
  build.select().from(t.hubs),
])
const territory = { municipalities, coverage, changes }
const today = "2026-11-23"
const reason = "Why"
const area = (code: string): Area =>
  areaOf(
    municipalities.find((one) => one.code === code),
    coverage.filter((row) => row.code === code),
  )
/** Where an enquiry goes before and after an act on an area. */
function routes(code: string, on: string, of: Area, outcome: Outcome) {
  if (isRefusal(outcome)) throw new Error(outcome.refusal)
  const after = outcome.acts.reduce((so, { event }) => applyToArea(so, event as AreaEvent), of)
  return rerouted(code, on, territory, after).map(({ to, why }) => [to, why.kind])
}
const given = (code: string, hubId: string, from: string) =>
  give(area(code), hubs as Hub[], { hubId, from, reason }, today)

describe("where an enquiry goes before and after a change:", () => {
  test("from Rindal, when Orkdal gives it up: to the list from the day after the last", () => {
    const rindal = area("5061")
    const ended = withdraw(rindal, { last: "2026-12-31", reason }, today)
    expect(routes("5061", "2026-12-31", rindal, ended)).toEqual([
      ["orkdal", "covered"],
      ["orkdal", "covered"],
    ])
    expect(routes("5061", "2027-01-01", rindal, ended)).toEqual([
      ["orkdal", "covered"],
      [null, "outside"],
    ])
    expect(routes("1567", "2027-01-01", rindal, ended)).toEqual([
      ["orkdal", "covered"],
      [null, "outside"],
    ])
  })

  test("from old Snillfjord: to the list, whatever its parts' hubs are", () => {
    const heim = area("5055")
    expect(routes("5012", "2027-01-01", heim, given("5055", "orkdal", "2027-01-01"))).toEqual([
      [null, "split"],
      [null, "split"],
    ])
    expect(given("5012", "orkdal", today)).toMatchObject({ refusal: "no_place" })
  })

  test("from Ørland, a candidate that is confirmed: to the hub from its day, also by its old numbers", () => {
    const orland = area("5057")
    const outcome = given("5057", "kyst", "2027-01-01")
    for (const code of ["5057", "5015", "1621"]) {
      expect(routes(code, "2026-12-31", orland, outcome)).toEqual([
        [null, "candidate"],
        [null, "candidate"],
      ])
      expect(routes(code, "2027-01-01", orland, outcome)).toEqual([
        [null, "candidate"],
        ["kyst", "covered"],
      ])
    }
    expect(routes("5057", today, orland, drop(orland, { from: today, reason }, today))).toEqual([
      [null, "candidate"],
      [null, "outside"],
    ])
  })

  test("from Oslo, that is outside: nowhere else, until it is taken in and given", () => {
    const oslo = { ...noArea("0301"), name: "Oslo", county: "Oslo" }
    expect(routes("0301", today, oslo, { acts: [] })).toEqual([
      [null, "unknown"],
      [null, "unknown"],
    ])
    const outcome = give(oslo, hubs as Hub[], { hubId: "roros", from: today, reason }, today)
    const known = { ...territory, municipalities: [...municipalities, { ...oslo, code: "0301" }] }
    const after = applyToArea(oslo, { type: "given", hubId: "roros", from: today })
    expect(isRefusal(outcome)).toBe(false)
    expect(rerouted("0301", today, known, after).map(({ to, why }) => [to, why.kind])).toEqual([
      [null, "outside"],
      ["roros", "covered"],
    ])
  })

  test("from another municipality: as before", () => {
    expect(routes("5025", "2027-01-01", area("5057"), given("5057", "kyst", "2027-01-01"))).toEqual([
      ["roros", "covered"],
      ["roros", "covered"],
    ])
  })
})
