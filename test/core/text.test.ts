import { describe, expect, test } from "vitest"
import { clean, cleanLine, fold, hasBirthNumber, initials, isEmail, parsePhone } from "#src/core/text.ts"

describe("cleaned text", () => {
  test.each([
    ["A\u030ase Ødega\u030ard", "Åse Ødegård", "composes letters"],
    ["Møte\r\nmed Frøya\rog Hitra\u2028i dag", "Møte\nmed Frøya\nog Hitra\ni dag", "has one kind of line break"],
    ["a\u0000b\u0007c\u001b[31m\u007f\u009f", "abc[31m", "has no control characters"],
    ["fra\ttil", "fra til", "has spaces for tabs"],
    ["faktura\u202Egpj.exe\u202C \u2066x\u2069\u200F", "fakturagpj.exe x", "cannot turn the direction of writing"],
    ["Rø\u200Bros\uFEFF Nærings\u00ADhage\u2060\u3164\uFFF9", "Røros Næringshage", "has nothing invisible"],
    ["a\u200Db \uFE0Fc", "ab c", "has no joiner among letters"],
    ["😀\u200Db a\u200D😀", "😀b a😀", "has no joiner from a picture to a letter"],
    ["a\ud800b", "ab", "has no half characters"],
    ["  Plan  \n\n  \n\t\n \n\nSlutt ", "Plan\n\n\nSlutt", "has at most two blank lines in a row"],
    ["En\n\nTo\n\n\nTre", "En\n\nTo\n\n\nTre", "keeps one and two blank lines"],
    ["Aanta Ïnse, Đorđe, 北京, עברית", "Aanta Ïnse, Đorđe, 北京, עברית", "keeps the letters of all languages"],
    ["\u200B \n ", "", "is empty when nothing shows"],
  ])("%j → %j: it %s", (typed, stored) => {
    expect(clean(typed)).toBe(stored)
  })

  test.each(["👩🏽‍🚀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "🇳🇴", "1️⃣", "🤷‍♀️"])("%s stays in one piece", (emoji) => {
    expect(clean(`Bra ${emoji} jobba`)).toBe(`Bra ${emoji} jobba`)
  })

  test("does not change when cleaned again", () => {
    const once = clean(" a\u200D\u200B😀\u200D\u200B\r\n\r\n\r\n\r\n\r\nA\u200B\u030A ")
    expect(clean(once)).toBe(once)
  })

  test("on one line has single spaces only", () => {
    expect(cleanLine("  Næringshagen\r\n i\u00a0 Orkdalsregionen\tAS ")).toBe("Næringshagen i Orkdalsregionen AS")
  })
})

describe("a search key", () => {
  test.each([
    ["Åsen", "Aasen"],
    ["ÅSEN", "asen"],
    ["Røros", "RØROS"],
    ["Røros", "roros"],
    ["Ærfugl", "aerfugl"],
    ["Ørland Åfjord", "orland afjord"],
    ["974 760 673", "974760673"],
    ["974\u00a0760\u00a0673", "974760673"],
    ["Café Idé", "cafe ide"],
    ["Øverås", "O\u0338vera\u030as".replace("O\u0338", "Ø")],
    ["Rørvik  Fisk", " rorvik fisk "],
    ["Đorđe Ŋuorra", "dorde nuorra"],
    ["Aanta ïnse", "anta inse"],
  ])("finds %j by %j", (stored, typed) => {
    expect(fold(typed)).toBe(fold(stored))
  })

  test("keeps apart what is spelt apart", () => {
    expect(fold("Frøya")).not.toBe(fold("Hitra"))
    expect(fold("Oppdal 2")).toBe("oppdal 2")
  })

  test.each(["Aaa Åååsen", "aåæ", "ŒUVRE ﬁsk ½ m²", "İzmir 1 2 3"])(
    "of %j does not change when folded again",
    (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    },
  )
})

// Nobody has these: they belong to people born in 2039, or are the synthetic ones that tests use.
describe("a national identity number is found", () => {
  test.each([
    ["01013950187", "plain"],
    ["010139 50187", "as it is printed"],
    ["01.01.39-50187", "as a date"],
    ["01 01 39 501 87", "in small groups"],
    ["0 1 0 1 3 9 5 0 1 8 7", "digit by digit"],
    ["010139 / 50187", "with a stroke"],
    ["01\u200b0139\u00a050187", "with spaces that do not show"],
    ["０１０１３９５０１８７", "in wide digits"],
    ["010139         50187", "with a wide gap"],
    ["01 01 39\n\n\n     50187", "over several lines"],
    ["Fnr:01013950187.", "among words"],
    ["daglig leder (f. 01.01.39 – 50187) ringte 900 12 345", "before a telephone number"],
    ["Ring 900 12 345\n01013950187", "after a telephone number"],
    ["41013950170", "of one with a D-number"],
    ["01419050160", "that is a help number"],
    ["01819050062", "that is a test number"],
    ["41819050056", "that is a D-number for tests"],
  ])("%j: %s", (text) => {
    expect(hasBirthNumber(text)).toBe(true)
  })
})

describe("no national identity number is seen", () => {
  test.each([
    ["1234.56.78903", "in a bank account"],
    ["01013950004", "in a bank account that starts like a date: the first control digit is wrong"],
    ["01013950188", "where the second control digit is wrong"],
    ["30023950150", "on 30 February"],
    ["31043950099", "on 31 April"],
    ["01133950024", "in month 13"],
    ["01403950099", "in month 40, that is none"],
    ["00013950067", "on day 0"],
    ["72013950041", "on day 72"],
    ["81013950083", "on day 81"],
    ["974 760 673", "in an organisation number"],
    ["+47 900 12 345 og 72 00 00 00", "in telephone numbers"],
    ["NO93 8601 1117 947", "in an IBAN"],
    ["0101395018700", "inside a longer number"],
    ["010139 mange ord mellom 50187", "in two numbers with words between"],
    ["010139 .... 50187", "in two numbers far apart"],
    ["2026-11-23, 12 timer à 1 200 kr", "in a plain note"],
    ["", "in nothing"],
  ])("%j: %s", (text) => {
    expect(hasBirthNumber(text)).toBe(false)
  })
})

describe("initials", () => {
  test.each([
    ["Kari Nordmann", "KN"],
    ["øystein åsen", "ØÅ"],
    ["Anne-Grete Berg Østby-Moe", "AØ"],
    ["  Ola  ", "O"],
    ["Ola (vikar) Nordmann 2", "ON"],
    ["A\u030ase Lund", "ÅL"],
    ["😀", ""],
    ["", ""],
  ])("of %j are %j", (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})

describe("a telephone number", () => {
  test.each([
    ["90012345", "+4790012345"],
    ["900 12 345", "+4790012345"],
    ["72 00 00 00", "+4772000000"],
    ["+47 900 12 345", "+4790012345"],
    ["(+47) 900-12-345", "+4790012345"],
    ["0047 90012345", "+4790012345"],
    ["4790012345", "+4790012345"],
    ["+46 (0)70-123 45 67", "+46701234567"],
    ["00 44 20 7946 0000", "+442079460000"],
    ["\u202d900\u00a012\u00a0345\u202c", "+4790012345"],
  ])("%j is kept as %s", (typed, stored) => {
    expect(parsePhone(typed)).toBe(stored)
  })

  test.each([
    "",
    "ring meg",
    "9001234",
    "900123456",
    "10012345",
    "02800",
    "+47 100 12 345",
    "+47900123",
    "+0123456789",
  ])("%j is refused", (typed) => {
    expect(parsePhone(typed)).toBeNull()
  })
  test("with more digits than any has is refused", () => {
    expect(parsePhone("+4612345678901234")).toBeNull()
  })
})

describe("an e-mail address", () => {
  test.each([
    "kari@roroshagen.no",
    "ola.nordmann+sak@hitra-froya.kommune.no",
    "o'brien@example.ie",
    "post@blåbær.no",
    "x@xn--blbr-roah.no",
    `${"a".repeat(64)}@example.no`,
  ])("%s is one", (text) => {
    expect(isEmail(text)).toBe(true)
  })

  test.each([
    "",
    "kari",
    "kari@",
    "@roroshagen.no",
    "kari@roroshagen",
    "kari@roroshagen.",
    "kari@.no",
    "kari@-roroshagen.no",
    "kari@roroshagen..no",
    ".kari@roroshagen.no",
    "kari..n@roroshagen.no",
    "kari@roroshagen.n",
    "kari@127.0.0.1",
    "kari@a@b.no",
    "kari@b.no@a",
    "kari nordmann@roroshagen.no",
    "Kari <kari@roroshagen.no>",
    "kari@roroshagen.no\nBcc: alle@example.no",
    "kari@roroshagen.no, ola@roroshagen.no",
    "kåre@roroshagen.no",
    `${"a".repeat(65)}@example.no`,
    `a@${"b".repeat(64)}.no`,
    `a@${"bb.".repeat(90)}no`,
  ])("%j is refused", (text) => {
    expect(isEmail(text)).toBe(false)
  })
})

test("a quarter of a million spaces, digits, joiners or dots are read in one pass", () => {
  const typed = [" ", "1 ", "\u200d", ".", "a", "\n", "😀\u200d", "1"].map((unit) => unit.repeat(250_000))
  for (const text of typed) {
    expect(typeof fold(clean(text))).toBe("string")
    expect(hasBirthNumber(text)).toBe(false)
    expect(isEmail(text)).toBe(false)
    expect(parsePhone(text)).toBeNull()
  }
})
