import { describe, expect, test } from "vitest"
import { gunn, kari, kjell, nils, type Person, randi, stein, turid } from "../people.ts"
import { openWorld } from "../world.ts"
import { listIn } from "./helpers.ts"

const { as, opened, stages } = await openWorld()
const MANY = 130
const HIDDEN = 26 // every fifth
const NAMED = 6

// Several a day, so that a page ends in the middle of one; spread over all stages.
for (let i = 0; i < MANY; i++) {
  const restricted = i % 5 === 0
  const stage = stages[i % stages.length]?.code ?? ""
  const openedOn = `2026-0${1 + (i % 3)}-1${Math.floor(i / 3) % 4}`
  const named = restricted && i < NAMED * 5 ? [turid] : []
  await opened(`R-${i}`, { stage, openedOn, access: restricted ? "restricted" : "hub" }, named)
}

/** All pages from the first on, and back again by the links. */
async function pagesOf(who: Person, path: string) {
  const there = []
  for (let next: string | null = path; next; next = there.at(-1)?.next ?? null)
    there.push(listIn((await as(who, next)).html))
  const back = there.slice(-1)
  for (let previous = back[0]?.previous ?? null; previous; previous = back[0]?.previous ?? null)
    back.unshift(listIn((await as(who, previous)).html))
  return { there, back }
}

describe("page by page", () => {
  const seen: [Person, number][] = [
    [kari, MANY],
    [nils, MANY],
    [stein, MANY],
    [kjell, MANY - HIDDEN],
    [gunn, MANY - HIDDEN],
    [turid, MANY - HIDDEN + NAMED],
  ]
  test.each(seen)("$name sees each case once, and every page says the same of what is hidden", async (who, n) => {
    for (const path of ["/network/cases", "/network/cases?hub=roros"]) {
      const { there } = await pagesOf(who, path)
      const refs = there.flatMap((page) => page.refs)
      expect(there.map((page) => page.refs.length)).toEqual(n > 100 ? [50, 50, n - 100] : [50, n - 50])
      expect(new Set(refs).size).toBe(n)
      expect(there.map((page) => [page.n, page.hidden])).toEqual(there.map(() => [MANY, MANY - n]))
    }
  })

  test("the way back shows the same pages", async () => {
    const { there, back } = await pagesOf(kjell, "/network/cases")
    expect(back.map(({ refs }) => refs)).toEqual(there.map(({ refs }) => refs))
    expect([there[0]?.previous, back[0]?.previous]).toEqual([null, null])
  })

  test("those who have stood longest come first", async () => {
    const { html } = await as(kari, "/network/cases")
    const days = [...html.matchAll(/datetime="([\d-]+)"/g)].map(([, day]) => day)
    expect(days).toEqual(days.toSorted())
    expect(days.length).toBe(50)
  })

  test("the auditor pages through pseudonyms, each once", async () => {
    const { there, back } = await pagesOf(randi, "/network/cases?hub=roros")
    const pseudonyms = there.flatMap((page) => page.pseudonyms)
    expect(new Set(pseudonyms).size).toBe(MANY - HIDDEN)
    expect(pseudonyms.length).toBe(MANY - HIDDEN)
    expect(back.map((page) => page.pseudonyms)).toEqual(there.map((page) => page.pseudonyms))
  })

  test("a page beyond the last says so, and leads to the first", async () => {
    const { html } = await as(kari, "/network/cases?hub=roros&after=2030-01-01:R-1")
    expect(html).toContain("Denne siden er tom nå")
    expect(html).toContain('href="/network/cases?hub=roros"')
  })
})
