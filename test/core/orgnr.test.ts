import { describe, expect, test } from "vitest"
import { isOrgnr, parseOrgnr } from "#src/core/orgnr.ts"

describe("an organisation number is understood", () => {
  test.each([
    ["974760673", "plain"],
    ["974 760 673", "in groups"],
    ["974\u00a0760\u00a0673", "with hard spaces"],
    ["974\u202f760\u2009673", "with thin spaces"],
    ["974.760.673", "with dots"],
    ["974-760-673", "with dashes"],
    ["NO974760673MVA", "as a VAT number"],
    ["no 974 760 673 mva", "as a VAT number in small letters"],
    ["Org.nr.: 974 760 673", "with what it is"],
    ["  974760673\n", "with space around it"],
    ["\u200e974760673\u200b", "copied with invisible characters"],
  ])("%j: %s", (typed) => {
    expect(parseOrgnr(typed)).toBe("974760673")
  })
})

describe("an organisation number is refused", () => {
  test.each([
    ["974760674", "the control digit is wrong"],
    ["974706673", "two digits changed places"],
    ["912345678", "its control digit would be ten"],
    ["97476067", "eight digits"],
    ["9747606730", "ten digits"],
    ["000000000", "nothing but zeros"],
    ["SE974760673", "it is Swedish"],
    ["Hitra Sjømat AS", "it is a name"],
    ["９７４７６０６７３", "the digits are not ours"],
    ["", "nothing is there"],
  ])("%j: %s", (typed) => {
    expect(parseOrgnr(typed)).toBeNull()
  })
})

test("real and made-up numbers pass, whatever digit they start with", () => {
  for (const orgnr of ["923609016", "912660680", "918035443", "985821585", "310000299", "310003778"]) {
    expect([orgnr, isOrgnr(orgnr)]).toEqual([orgnr, true])
  }
})

test("a number counts as stored only when it is bare", () => {
  expect(isOrgnr("974 760 673")).toBe(false)
})
