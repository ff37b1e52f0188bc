import type { HubId } from "./cast.ts"
import type { Acquaintance, Firm } from "./companies.ts"
import { type Chance, openBag } from "./random.ts"
import { THEMES } from "./words/themes.ts"

export type Voice = ReturnType<typeof openVoice>

/** Finds words for one company: fills in who and what, and says nothing twice until it has to. */
export function openVoice(firm: Firm, hub: HubId, need: string, chance: Chance) {
  const [contact] = firm.people
  const { goods, customers } = THEMES[firm.theme]
  const customer = openBag<string>(chance, customers)
  const neighbour = openBag(
    chance,
    NEIGHBOURS.filter(([id]) => id !== hub),
  )
  const begun = new Set<string>()
  const bags = new Map<readonly string[], () => string>()
  const slots = slotsOf(contact, {
    varer: goods,
    her: firm.there,
    behov: need.charAt(0).toLowerCase() + need.slice(1),
  })

  function say(template: string): string {
    const filled = template.replace(/\{(\p{L}+)\}/gu, (_, name: string) => {
      if (name === "Fact") return firm.facts()
      if (name === "kunde") return customer()
      if (name === "Kunde") return capital(customer())
      if (name === "nabo" || name === "Nabo") return neighbour()[1]
      return slots[name] ?? name
    })
    return capital(filled)
  }

  function from(pool: readonly string[]): string {
    const bag = bags.get(pool) ?? openBag(chance, pool)
    bags.set(pool, bag)
    return say(bag())
  }

  /** Whether this is the first time that it is asked about such a thing. */
  function isNew(what: string): boolean {
    const was = begun.has(what)
    begun.add(what)
    return !was
  }

  return { say, from, isNew }
}

/** What the hubs call each other. */
const NEIGHBOURS = [
  ["kyst", "Kyst"],
  ["orkdal", "Orkdal"],
  ["nasjonalparken", "Nasjonalparken"],
  ["roros", "Røros"],
] as const

function slotsOf({ name, isWoman }: Acquaintance, more: Record<string, string>): Record<string, string> {
  const [first = name] = name.split(" ")
  const she = isWoman ? "hun" : "han"
  return { f: first, F: first, k: name, K: name, hun: she, Hun: capital(she), ...more }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
