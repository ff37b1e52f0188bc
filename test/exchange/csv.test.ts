import { describe, expect, test } from "vitest"
import { csv } from "#src/exchange/csv.ts"

const MARK = "\uFEFF"

describe("a file", () => {
  test("says that it is UTF-8, has semicolons between cells, and ends each line as Windows does", () => {
    expect(
      csv([
        ["Ås", "b"],
        ["c", null],
      ]),
    ).toBe(`${MARK}Ås;b\r\nc;\r\n`)
  })

  test("writes days as they are written in Norway, and numbers as numbers", () => {
    expect(csv([[{ day: "2026-03-05" }, 12, -3, 1.5]])).toBe(`${MARK}05.03.2026;12;-3;1,5\r\n`)
  })

  test("keeps a cell whole, whatever is in it", () => {
    expect(csv([['say "hi"; then', "two\nlines"]])).toBe(`${MARK}"say ""hi""; then";"two\nlines"\r\n`)
  })

  test.each(["=1+1", "+4790012345", "-2", "@sum", "\t=1", "\r=1", "＝1"])(
    "never lets words be run as a formula: %j",
    (words) => {
      expect(csv([[words]])).toMatch(/^\uFEFF"?'/)
    },
  )

  test("leaves words alone that only have such a sign in them", () => {
    expect(csv([["A=B", "a-b", "x@y.example"]])).toBe(`${MARK}A=B;a-b;x@y.example\r\n`)
  })
})
