import { describe, expect, test } from "vitest"
import { replyDueOn, route } from "#src/core/routing.ts"
import type { Coverage, Municipality, MunicipalityChange } from "#src/core/territory.ts"

const municipalities: Municipality[] = [
  { code: "1617", name: "Hitra", county: "Sør-Trøndelag", validFrom: null, validTo: "2017-12-31" },
  { code: "5013", name: "Hitra", county: "Trøndelag", validFrom: "2018-01-01", validTo: "2019-12-31" },
  { code: "5056", name: "Hitra", county: "Trøndelag", validFrom: "2020-01-01", validTo: null },
  { code: "5012", name: "Snillfjord", county: "Trøndelag", validFrom: "2018-01-01", validTo: "2019-12-31" },
  { code: "5059", name: "Orkland", county: "Trøndelag", validFrom: "2020-01-01", validTo: null },
  { code: "5055", name: "Heim", county: "Trøndelag", validFrom: "2020-01-01", validTo: null },
  { code: "1571", name: "Halsa", county: "Møre og Romsdal", validFrom: null, validTo: "2019-12-31" },
]
const changes: MunicipalityChange[] = [
  { changedOn: "2018-01-01", oldCode: "1617", newCode: "5013", kind: "renumber" },
  { changedOn: "2020-01-01", oldCode: "5013", newCode: "5056", kind: "merge" },
  { changedOn: "2020-01-01", oldCode: "5012", newCode: "5059", kind: "split" },
  { changedOn: "2020-01-01", oldCode: "5012", newCode: "5056", kind: "split" },
  { changedOn: "2020-01-01", oldCode: "5012", newCode: "5055", kind: "split" },
  { changedOn: "2020-01-01", oldCode: "1571", newCode: "5055", kind: "merge" },
]
const coverage: Coverage[] = [
  { hubId: "kyst", code: "1617", validFrom: "2015-09-01", validTo: "2017-12-31", status: "confirmed" },
  { hubId: "kyst", code: "5013", validFrom: "2018-01-01", validTo: "2019-12-31", status: "confirmed" },
  { hubId: "kyst", code: "5056", validFrom: "2020-01-01", validTo: null, status: "confirmed" },
  { hubId: "orkdal", code: "5012", validFrom: "2018-01-01", validTo: "2019-12-31", status: "confirmed" },
  { hubId: null, code: "5055", validFrom: "2020-01-01", validTo: null, status: "candidate" },
]
const sent = (code: string | null, on: string) => route({ code, on, coverage, changes, municipalities })
const today = "2026-11-23"

describe("an enquiry goes to the hub that serves the place", () => {
  test.each([
    ["Hitra today", "5056", today, "kyst", { code: "5056", validFrom: "2020-01-01" }],
    ["Hitra by its number from 2015", "1617", today, "kyst", { code: "5056", validFrom: "2020-01-01" }],
    ["Hitra in 2019, by its number from 2015", "1617", "2019-06-03", "kyst", { code: "5013", validFrom: "2018-01-01" }],
    ["Hitra in 2016", "1617", "2016-02-01", "kyst", { code: "1617", validFrom: "2015-09-01" }],
    ["Snillfjord before it was split", "5012", "2019-12-31", "orkdal", { code: "5012", validFrom: "2018-01-01" }],
  ])("%s", (_, code, on, to, why) => {
    expect(sent(code, on)).toEqual({ to, why: { kind: "covered", ...why } })
  })
})

describe("an enquiry stands on the network's list", () => {
  test.each([
    ["from Heim, that no hub has agreed to", "5055", today, { kind: "candidate", code: "5055" }],
    ["from Halsa, that is Heim now", "1571", today, { kind: "candidate", code: "5055" }],
    ["from Halsa, while it was outside", "1571", "2019-06-03", { kind: "outside", code: "1571" }],
    ["from Hitra before the network began", "1617", "2015-08-31", { kind: "outside", code: "1617" }],
    ["from Snillfjord after the split", "5012", "2020-01-01", { kind: "split", codes: ["5059", "5056", "5055"] }],
    ["with a code from the future", "5056", "2016-02-01", { kind: "unknown", code: "5056" }],
    ["with a code that never was", "9999", today, { kind: "unknown", code: "9999" }],
    ["with no code", null, today, { kind: "unknown", code: null }],
  ])("%s", (_, code, on, why) => {
    expect(sent(code, on)).toEqual({ to: null, why })
  })
})

test("an answer is due within two working days, Easter not counted", () => {
  expect(replyDueOn("2026-11-23")).toBe("2026-11-25")
  expect(replyDueOn("2026-11-27")).toBe("2026-12-01")
  expect(replyDueOn("2026-04-01")).toBe("2026-04-08")
  expect(replyDueOn("2026-11-28")).toBe("2026-12-01")
})
