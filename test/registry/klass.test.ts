import { expect, test } from "vitest"
import { changesIn, countiesOn } from "#src/registry/klass.ts"

const BASE = "http://klass.test"
const year = { from: "2026-01-01", to: "2026-12-31" }

test("the changes of a year are told, from its first day up to and including its last", async () => {
  const told = await changesIn(BASE, year)
  expect("found" in told && told.found.map(({ on, oldCode, newCode }) => [on, oldCode, newCode])).toEqual([
    ["2026-07-01", "5022", "5092"],
    ["2026-07-01", "1144", "1190"],
  ])
  const day = await changesIn(BASE, { from: "2026-07-01", to: "2026-07-01" })
  expect("found" in day && day.found).toHaveLength(2)
  expect(await changesIn(BASE, { from: "2026-07-02", to: "2026-12-31" })).toEqual({ found: [] })
})

test("who does not answer is not waited for", async () => {
  expect(await changesIn(`${BASE}/slow`, year, 50)).toEqual({ away: "slow" })
})

test.each([["down"], ["half"], ["other"]])("%s is no answer", async (mode) => {
  expect(await changesIn(`${BASE}/${mode}`, year)).toEqual({ away: "broken" })
})

test("nobody there is no answer either", async () => {
  expect(await changesIn("http://gone.test", year)).toEqual({ away: "broken" })
})

test("counties are known by the first digits of their municipalities, and not knowing them is no error", async () => {
  expect((await countiesOn(BASE, "2026-01-01")).get("50")).toBe("Trøndelag")
  expect((await countiesOn(`${BASE}/down`, "2026-01-01")).size).toBe(0)
})
