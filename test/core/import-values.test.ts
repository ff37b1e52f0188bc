import { expect, test } from "vitest"
import { dayOfSerial, parseDay, parseNumber } from "#src/core/import-values.ts"

test.each([
  ["31.12.2025", "2025-12-31"],
  ["31.12.25", "2025-12-31"],
  ["5.3.26", "2026-03-05"],
  ["05. 03. 2026", "2026-03-05"],
  ["31/12/2025", "2025-12-31"],
  ["2025-12-31", "2025-12-31"],
  ["2025-12-31T00:00:00", "2025-12-31"],
  ["31.12.2025 14:30", "2025-12-31"],
  ["31. desember 2025", "2025-12-31"],
  ["5. mars 2026", "2026-03-05"],
  ["5 des 25", "2025-12-05"],
  ["46022", "2025-12-31"],
  ["46022,75", "2025-12-31"],
  ["31.02.2025", null],
  ["12.31.2025", null],
  ["i fjor", null],
  ["2025", null],
  ["974760673", null],
])("the day %s is %s", (typed, day) => expect(parseDay(typed)).toBe(day))

test("a spreadsheet's days count from 1900 with a day too many, or from 1904", () => {
  expect([dayOfSerial(61), dayOfSerial(45000), dayOfSerial(44560, true)]).toEqual([
    "1900-03-01",
    "2023-03-15",
    "2025-12-31",
  ])
  expect(dayOfSerial(60)).toBeNull()
})

test.each([
  ["1 234,5", 1234.5],
  ["1\u00a0250\u202f000", 1250000],
  ["1.250.000", 1250000],
  ["1250000,50", 1250000.5],
  ["kr 1 250,-", 1250],
  ["1234.5", 1234.5],
  ["−12", -12],
  ["tolv", null],
  ["", null],
])("the number %s is %s", (typed, n) => expect(parseNumber(typed)).toBe(n))
