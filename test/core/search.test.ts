import { describe, expect, test } from "vitest"
import { distance, keysOf, marked, matchOf, numberIn, referencesIn, soughtIn, wordsIn } from "#src/core/search.ts"

const folded = (text: string) => wordsIn(text).map((word) => word.text)
const shown = (text: string, typed: string) =>
  marked(text, soughtIn(typed).words)
    .map((one) => (one.isMark ? `[${one.text}]` : one.text))
    .join("")

/** Texts that look like chance and are the same in every run. */
function* chance(times: number) {
  const signs = [..."aAåÅoOøØeEæÆœ éü1 2 ﬁ.-\"%_*^:()\\'’&/🐟ßİς\u030a\u0301\t\nbnrs"]
  let seed = 7
  const roll = (sides: number) => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % sides
  }
  for (let n = 0; n < times; n++) yield Array.from({ length: roll(24) }, () => signs[roll(signs.length)]).join("")
}

describe("words", () => {
  test.each([
    ["Røros", "Roeros", "RØROS", "Roros", "Rø\u0301ros"],
    ["Ålesund", "Aalesund", "ålesund", "Alesund", "A\u030alesund"],
    ["Æventyr", "Aeventyr", "ÆVENTYR"],
    ["974 760 673", "974760673", "974\u00a0760\u00a0673"],
  ])("%s is spelled in other ways and found as the same", (one, ...others) => {
    for (const other of others) expect(folded(other)).toEqual(folded(one))
  })

  test("what stands between words parts them, and a space between digits does not", () => {
    expect(folded("Fjell-Mat & Sønn (AS), 2. etg.")).toEqual(["fjell", "mat", "sonn", "as", "2", "etg"])
    expect(folded("Rom 12 34 til 5")).toEqual(["rom", "1234", "til", "5"])
  })

  test("words stay the same however often they are folded, and have letters and digits alone", () => {
    for (const text of chance(3000)) {
      const words = folded(text)
      expect(folded(words.join(" x ")).filter((word) => word !== "x")).toEqual(words.filter((word) => word !== "x"))
      expect(words.join("")).toMatch(/^[\p{L}\p{N}]*$/u)
    }
  })

  test("each letter knows its place in the text, in order", () => {
    for (const text of chance(3000))
      for (const { text: word, at } of wordsIn(text)) {
        expect(at.length).toBe(word.length)
        at.forEach(([from, to], n) => {
          expect(to).toBeGreaterThan(from)
          expect(from).toBeGreaterThanOrEqual(at[n - 1]?.[0] ?? 0)
          expect(to).toBeLessThanOrEqual(text.length)
        })
      }
  })
})

describe("what is typed", () => {
  test("nothing typed reaches the index but letters and digits in quotes", () => {
    for (const typed of [...chance(2000), '"%_*^:()-', '" OR "c@*', "NEAR(a b)", "a AND NOT b", "{x} : y"]) {
      const { words } = soughtIn(typed)
      for (const match of Object.values(matchOf("company", words)))
        expect(match ?? "").toMatch(/^(?:"c[=.-][\p{L}\p{N}]{1,6}"\*?(?: AND |$))*$/u)
    }
    expect(soughtIn('"%_*^:()-').words).toEqual([])
    expect(soughtIn("𐐷𐐷𐐷 🐟").words).toEqual([])
  })

  test("of ten thousand letters the first hundred count, and it is told", () => {
    const { text, words, isCut } = soughtIn("fjell ".repeat(1700))
    expect([text.length <= 100, words, isCut]).toEqual([true, ["fjell"], true])
    expect(soughtIn("x".repeat(10_000)).words[0]?.length).toBe(100)
    expect(soughtIn("Fjell").isCut).toBe(false)
  })

  test.each([
    ["RO-12", "RO-12"],
    ["ro 12", "RO-12"],
    ["ns7", "NS-7"],
    ["fjell 7", null],
    ["12", null],
  ])("%s as the reference of a case: %s", (typed, ref) => expect(referencesIn(typed)[0] ?? null).toBe(ref))

  test.each(["NO 974 760 673 MVA", "974.760.673", "974760673", "97476\u00a00673"])(
    "%s is an organisation number",
    (typed) => expect(soughtIn(typed).words).toEqual(["974760673"]),
  )

  test.each(["+47 900 12 345", "0047 90012345", "900 12 345"])("%s is a phone number", (typed) =>
    expect(soughtIn(typed).words).toEqual(["90012345"]),
  )

  test("a number alone is one, a long one is not", () => {
    expect([numberIn("12"), numberIn("1234567890"), numberIn("x1")]).toEqual(["12", null, null])
  })
})

describe("the index", () => {
  /** As the index answers: a star is the beginning of a key. */
  const finds = (texts: string[], typed: string, way: "first" | "starts" | "anywhere" = "anywhere") => {
    const keys = keysOf("company", texts).split(" ")
    const match = matchOf("company", soughtIn(typed).words)[way]
    if (match === null) return null
    return match.split(" AND ").every((part) => {
      const [, key = "", star] = /^"(.*)"(\*?)$/.exec(part) ?? []
      return keys.some((one) => (star ? one.startsWith(key) : one === key))
    })
  }

  test.each([
    ["Sjømatfabrikken AS", "matfab"],
    ["Sjømatfabrikken AS", "sjoematfabrikk"],
    ["Regnskapskontoret i Ås", "kontoret skapsk"],
    ["Bjørklund Mekaniske Verksted", "ekaniske verk"],
  ])("%s is found by %s", (name, typed) => expect(finds([name], typed)).toBe(true))

  test("a text is found by any three letters of it or more in a row, and by each beginning", () => {
    for (const text of chance(1500))
      for (const { text: word } of wordsIn(text)) {
        for (let n = 1; n <= word.length; n++) expect(finds([text], word.slice(0, n), "starts")).toBe(true)
        for (let from = 0; from + 3 <= word.length; from++)
          for (let to = from + 3; to <= word.length; to++) expect(finds([text], word.slice(from, to))).toBe(true)
      }
  })

  test("one letter or two are looked for where words begin", () => {
    expect(finds(["Os Bygg"], "os", "starts")).toBe(true)
    expect(finds(["Røros Bygg"], "os", "starts")).toBe(false)
    expect(finds(["Røros Bygg"], "os", "anywhere")).toBe(null)
  })
})

describe("what is shown", () => {
  test.each([
    ["Sjømatfabrikken AS", "sjoemat", "[Sjømat]fabrikken AS"],
    ["Aas & Ås Bygg", "ås", "[Aas] & [Ås] Bygg"],
    ["974 760 673", "760673", "974 [760 673]"],
    ["Røros", "os", "Røros"],
    ["Oslo Oseberg", "os", "[Os]lo [Os]eberg"],
    ["Fjellmat", "fjellm llmat", "[Fjellmat]"],
    ["A\u030as", "as", "[A\u030as]"],
  ])("%s, sought by %s", (text, typed, out) => expect(shown(text, typed)).toBe(out))

  test("marks never change the text", () => {
    const texts = [...chance(400)]
    for (const text of texts)
      for (const typed of texts.slice(0, 25))
        expect(
          marked(text, soughtIn(typed).words)
            .map((one) => one.text)
            .join(""),
        ).toBe(text)
  })

  test("the name itself comes before what begins so, then whole words, their beginnings, their middles", () => {
    const names = ["Nordmat", "Fjell og mat", "Mat", "Fjell matvare", "Mat AS", "Matvare AS"]
    const { words } = soughtIn("mat")
    const order = names.toSorted((one, other) => (distance([one], words) ?? 0) - (distance([other], words) ?? 0))
    expect(order).toEqual(["Mat", "Mat AS", "Matvare AS", "Fjell og mat", "Fjell matvare", "Nordmat"])
    expect(distance(["Mat"], soughtIn("ost").words)).toBe(null)
  })
})
