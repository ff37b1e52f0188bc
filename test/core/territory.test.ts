import { describe, expect, test } from "vitest"
import {
  type Coverage,
  hubFor,
  type Municipality,
  type MunicipalityChange,
  municipalityAt,
  successors,
} from "#src/core/territory.ts"

const changes: MunicipalityChange[] = [
  { changedOn: "2018-01-01", oldCode: "1617", newCode: "5013", kind: "renumber" },
  { changedOn: "2020-01-01", oldCode: "5013", newCode: "5056", kind: "merge" },
  { changedOn: "2018-01-01", oldCode: "1613", newCode: "5012", kind: "renumber" },
  { changedOn: "2020-01-01", oldCode: "5012", newCode: "5059", kind: "split" },
  { changedOn: "2020-01-01", oldCode: "5012", newCode: "5056", kind: "split" },
  { changedOn: "2020-01-01", oldCode: "5012", newCode: "5055", kind: "split" },
  { changedOn: "2019-01-01", oldCode: "1567", newCode: "5061", kind: "county_move" },
]

describe("a municipality's code today", () => {
  test.each([
    ["1617", "Hitra before 2018, renumbered and then merged", { kind: "one", code: "5056" }],
    ["5013", "Hitra before 2020", { kind: "one", code: "5056" }],
    ["1567", "Rindal, that moved to Trøndelag", { kind: "one", code: "5061" }],
    ["5012", "Snillfjord, that was split in three", { kind: "split", codes: ["5059", "5056", "5055"] }],
    ["1613", "Snillfjord before 2018", { kind: "split", codes: ["5059", "5056", "5055"] }],
    ["5014", "Frøya, that is what it was", { kind: "same" }],
    ["9999", "a code that never was", { kind: "same" }],
  ])("%s: %s", (code, _, expected) => {
    expect(successors(changes, code, "2026-11-23")).toEqual(expected)
  })
})

describe("a change", () => {
  test("is not known before its day", () => {
    expect(successors(changes, "1617", "2017-12-31")).toEqual({ kind: "same" })
    expect(successors(changes, "1617", "2018-01-01")).toEqual({ kind: "one", code: "5013" })
    expect(successors(changes, "1617", "2019-12-31")).toEqual({ kind: "one", code: "5013" })
    expect(successors(changes, "1613", "2019-12-31")).toEqual({ kind: "one", code: "5012" })
  })

  test("is followed past a split, part by part", () => {
    const later: MunicipalityChange = { changedOn: "2030-01-01", oldCode: "5055", newCode: "5099", kind: "renumber" }
    expect(successors([later, ...changes], "5012", "2030-01-01")).toEqual({
      kind: "split",
      codes: ["5059", "5056", "5099"],
    })
  })

  test("that is a split stays one, also when only one part of it is recorded", () => {
    const part: MunicipalityChange = { changedOn: "2020-01-01", oldCode: "5012", newCode: "5059", kind: "split" }
    expect(successors([part], "5012", "2026-11-23")).toEqual({ kind: "split", codes: ["5059"] })
  })

  test("back to a code that was used before does not go in a circle", () => {
    const back: MunicipalityChange[] = [
      { changedOn: "2020-01-01", oldCode: "0101", newCode: "3001", kind: "renumber" },
      { changedOn: "2024-01-01", oldCode: "3001", newCode: "0101", kind: "renumber" },
    ]
    expect(successors(back, "0101", "2022-01-01")).toEqual({ kind: "one", code: "3001" })
    expect(successors(back, "0101", "2026-01-01")).toEqual({ kind: "same" })
    expect(successors(back, "3001", "2026-01-01")).toEqual({ kind: "one", code: "0101" })
  })
})

const coverage: Coverage[] = [
  { hubId: "kyst", code: "5013", validFrom: "2018-01-01", validTo: "2019-12-31", status: "confirmed" },
  { hubId: "kyst", code: "5056", validFrom: "2020-01-01", validTo: null, status: "confirmed" },
  { hubId: null, code: "5055", validFrom: "2020-01-01", validTo: null, status: "candidate" },
  { hubId: "orkdal", code: "5055", validFrom: "2027-01-01", validTo: null, status: "confirmed" },
]

describe("the hub that serves a municipality", () => {
  const kyst = { kind: "hub", hubId: "kyst", validFrom: "2018-01-01" }
  test.each([
    ["5013", "2017-12-31", { kind: "outside" }],
    ["5013", "2018-01-01", kyst],
    ["5013", "2019-12-31", kyst],
    ["5013", "2020-01-01", { kind: "outside" }],
    ["5056", "2026-11-23", { ...kyst, validFrom: "2020-01-01" }],
    ["5055", "2026-11-23", { kind: "candidate" }],
    ["0301", "2026-11-23", { kind: "outside" }],
  ])("%s on %s", (code, on, expected) => {
    expect(hubFor(coverage, code, on)).toEqual(expected)
  })

  test("is the agreed one from the day it is agreed, though the candidate row is still open", () => {
    const agreed = { kind: "hub", hubId: "orkdal", validFrom: "2027-01-01" }
    expect(hubFor(coverage, "5055", "2027-01-01")).toEqual(agreed)
    expect(hubFor(coverage.toReversed(), "5055", "2027-01-01")).toEqual(agreed)
  })

  test("is not the one a candidate row suggests", () => {
    const row: Coverage = { hubId: "kyst", code: "5057", validFrom: "2020-01-01", validTo: null, status: "candidate" }
    expect(hubFor([row], "5057", "2026-11-23")).toEqual({ kind: "candidate" })
  })

  test("is nobody's guess when the row names none", () => {
    const row: Coverage = { hubId: null, code: "5020", validFrom: "2018-01-01", validTo: null, status: "confirmed" }
    expect(hubFor([row], "5020", "2026-11-23")).toEqual({ kind: "candidate" })
  })
})

test("a code names a municipality only while it is in use", () => {
  const all: Municipality[] = [
    { code: "0441", name: "Os", county: "Hedmark", validFrom: null, validTo: "2019-12-31" },
    { code: "3430", name: "Os", county: "Innlandet", validFrom: "2020-01-01", validTo: null },
  ]
  expect(municipalityAt(all, "0441", "2015-09-01")?.county).toBe("Hedmark")
  expect(municipalityAt(all, "0441", "2019-12-31")?.county).toBe("Hedmark")
  expect(municipalityAt(all, "0441", "2020-01-01")).toBeNull()
  expect(municipalityAt(all, "3430", "2019-12-31")).toBeNull()
  expect(municipalityAt(all, "3430", "2026-11-23")?.county).toBe("Innlandet")
  expect(municipalityAt(all, "441", "2015-09-01")).toBeNull()
})
