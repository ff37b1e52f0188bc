import type { ContactWords } from "#src/core/contact.ts"
import { isOrgnr } from "#src/core/orgnr.ts"
import { HUB_IDS, type HubId, phoneOf, plain } from "./cast.ts"
import { type Chance, openBag } from "./random.ts"
import { HALVES, MEN, PLACES, ROLES, SURNAMES, WOMEN } from "./words/names.ts"
import { THEME_NAMES, THEMES, type Theme, type ThemeName } from "./words/themes.ts"

/** A person to talk to, and whether they are a woman, since what is written about them depends on it. */
export type Acquaintance = ContactWords & { id: string; isWoman: boolean }
export type Firm = {
  id: string
  name: string
  /** The number it has or will have. */
  orgnr: string
  home: HubId
  code: string
  place: string
  /** "på Hitra" */
  there: string
  theme: ThemeName
  people: readonly [Acquaintance, ...Acquaintance[]]
  facts: () => string
}
export type Given = Partial<Pick<Firm, "name" | "theme" | "code">> & { contact?: string | undefined }
export type Founding = ReturnType<typeof openFounding>

/** Makes companies up: no two of a name, a number or a look. */
export function openFounding(chance: Chance) {
  const used = new Set<string>()
  const names = new Map(HUB_IDS.map((hub) => [hub, openNames(hub, used, chance)]))
  const women = openBag(chance, WOMEN)
  const men = openBag(chance, MEN)
  const surnames = openBag(chance, SURNAMES)
  const suffixes = new Map(THEME_NAMES.map((name) => [name, openBag<string>(chance, THEMES[name].called)]))
  let number = 31_000_004
  let lastPhone = 200

  function orgnr(): string {
    for (;;) {
      number += chance.int(3, 90)
      for (let last = 0; last < 10; last++) if (isOrgnr(`${number}${last}`)) return `${number}${last}`
    }
  }

  function phone(): string {
    lastPhone = lastPhone === 999 ? 200 : lastPhone + 1
    return phoneOf(lastPhone)
  }

  const email = (name: string, company: string) =>
    `${plain(name.split(" ")[0] ?? name)}@${plain(company).split(" ").join("") || "post"}.example`

  function acquaintance(company: string, called?: string): Acquaintance {
    const isWoman = called !== undefined || chance.is(0.5)
    const name = called ?? `${isWoman ? women() : men()} ${surnames()}`
    const address = chance.is(0.8) ? email(name, company) : null
    const number = address && chance.is(0.3) ? null : phone()
    return { id: chance.id(), name, email: address, phone: number, role: chance.pick(ROLES), isWoman }
  }

  const called = (hub: HubId, theme: ThemeName) => `${names.get(hub)?.() ?? ""} ${suffixes.get(theme)?.() ?? ""}`.trim()

  function found(home: HubId, given: Given = {}): Firm {
    const places = PLACES[home]
    const weights = Object.fromEntries(Object.entries(places).map(([code, { weight }]) => [code, weight]))
    const code = given.code ?? chance.weigh(weights)
    const theme = given.theme ?? themeIn(home, chance)
    const name = given.name ?? called(home, theme)
    const [first = name] = name.startsWith("Ikke ") ? ["post"] : name.split(" ")
    const others = chance.is(0.35) ? [acquaintance(first)] : []
    return {
      id: chance.id(),
      name,
      orgnr: orgnr(),
      home,
      code,
      place: places[code]?.name ?? "",
      there: places[code]?.there ?? "",
      theme,
      people: [acquaintance(first, given.contact), ...others],
      facts: openBag<string>(chance, THEMES[theme].facts),
    }
  }

  return { found, acquaintance, orgnr, phone, email }
}

export function themeIn(hub: HubId, chance: Chance): ThemeName {
  const weights = THEME_NAMES.map((name) => [name, (THEMES[name] as Theme).hubs[hub] ?? 0] as const)
  return chance.weigh(Object.fromEntries(weights) as Record<ThemeName, number>)
}

/** Heads and tails in turn, so that no head is met again before the others have been. */
function openNames(hub: HubId, used: Set<string>, chance: Chance): () => string {
  const { heads, tails } = HALVES[hub]
  const head = openBag(chance, heads)
  const tail = openBag(chance, tails)
  return () => {
    for (;;) {
      const name = joined(head(), tail())
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
}

/** Norwegian writes no letter three times. */
const joined = (head: string, tail: string) =>
  head.slice(-2) === tail.slice(0, 1).repeat(2) ? head + tail.slice(1) : head + tail
