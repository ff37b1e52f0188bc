import { CARDS } from "./cards.ts"
import { CAST, HUB_IDS, type HubId } from "./cast.ts"
import type { Firm, Founding } from "./companies.ts"
import { type Chance, openBag } from "./random.ts"
import { type Shape, shapes, type Track } from "./shapes.ts"
import type { Plan } from "./stories.ts"
import { ANYONE, THEME_NAMES, THEMES, type ThemeName } from "./words/themes.ts"

/** Of the cases of each hub, those of a company that has had one there before, and of one that came from another hub. */
const AGAIN: Record<HubId, number> = { kyst: 13, orkdal: 16, nasjonalparken: 14, roros: 13 }
const FROM_ELSEWHERE = 6
/** Companies that have no number today. */
const UNREGISTERED = 29
/** The time in working days between two cases of one company. */
const BETWEEN = 40

/** All cases to be, each with its company and what it is about, the oldest first. */
export function plansOf(founding: Founding, people: ReadonlyMap<string, string>, chance: Chance): Plan[] {
  const all = shapes(chance).toSorted((one, other) => openedAgo(other) - openedAgo(one))
  const owned = ownersOf(all, founding, chance)
  const subjects = openSubjects(chance)
  const unregistered = withoutNumber(owned, chance)
  const idOf = (key: string) => people.get(key) ?? null
  const helpers = openHelpers(people, chance)
  let unassigned = 3

  return owned.map(({ shape, firm, isFirst }): Plan => {
    const { card, hub, track, visits, end } = shape
    const isUnregistered = unregistered.has(firm.id)
    const isNew = visits.length === 1 && end.kind === "open" && !card && end.standing.age < 6
    const isUnassigned = isNew && unassigned > 0
    if (isUnassigned) unassigned--
    const last = visits.at(-1) ?? visits[0]
    const isLong = visits.length > 2 && last.entered - last.left > 20
    return {
      ...shape,
      firm,
      isFirst,
      isUnregistered,
      isUnassigned,
      isRegisteredLater: isFirst && !isUnregistered && !card && isLateNumber(shape, chance),
      caseId: chance.id(),
      pseudonym: pseudonymOf(chance),
      need: card?.need ?? subjects(firm.theme, track),
      enquiryId: card?.stage !== "follow_up" && chance.is(0.65) ? chance.id() : null,
      advisor: card ? idOf(card.advisor) : null,
      helper: !card && isLong && end.kind === "open" && chance.is(0.16) ? helpers(hub) : null,
    }
  })
}

const openedAgo = ({ visits: [first] }: Shape) => first.entered

type Owned = { shape: Shape; firm: Firm; isFirst: boolean }

/** Gives each case a company: its own, one that the hub knows, or one that another hub knows. */
function ownersOf(all: readonly Shape[], founding: Founding, chance: Chance): Owned[] {
  const again = new Map(HUB_IDS.map((hub) => [hub, AGAIN[hub]]))
  const elsewhere = new Map(HUB_IDS.map((hub) => [hub, FROM_ELSEWHERE]))
  const known: { firm: Firm; opened: number; cases: number; hub: HubId }[] = []
  const left = new Map(HUB_IDS.map((hub) => [hub, all.filter((shape) => shape.hub === hub).length]))

  const earlier = (shape: Shape, isHere: boolean) =>
    known.filter(
      ({ firm, opened, cases }) =>
        (firm.home === shape.hub) === isHere &&
        cases < (isHere ? 3 : 2) &&
        opened - openedAgo(shape) > BETWEEN &&
        !CARDS.some(({ company }) => company === firm.name),
    )
  function takeKnown(shape: Shape): Firm | null {
    const { hub, card } = shape
    const [here, away] = [again.get(hub) ?? 0, elsewhere.get(hub) ?? 0]
    const cases = left.get(hub) ?? 1
    left.set(hub, cases - 1)
    if (card || !chance.is((here + away) / Math.max(1, cases - 4))) return null
    const isHere = chance.is(here / Math.max(1, here + away))
    const candidates = earlier(shape, isHere)
    if (candidates.length === 0) return null
    const one = chance.pick(candidates)
    one.cases++
    one.opened = openedAgo(shape)
    const counter = isHere ? again : elsewhere
    counter.set(hub, (counter.get(hub) ?? 0) - 1)
    return one.firm
  }

  return all.map((shape) => {
    const old = takeKnown(shape)
    if (old) return { shape, firm: old, isFirst: false }
    const { card, hub } = shape
    const given = card ? { name: card.company, theme: card.theme, code: card.place, contact: card.contact } : {}
    const firm = founding.found(hub, given)
    known.push({ firm, opened: openedAgo(shape), cases: 1, hub })
    return { shape, firm, isFirst: true }
  })
}

/** Needs, none of them twice: first those of the trade, then what anyone may ask for. */
function openSubjects(chance: Chance) {
  const bags = new Map(
    THEME_NAMES.map((name) => [
      name,
      {
        business_development: chance.shuffle<string>(THEMES[name].develop),
        commercialisation: chance.shuffle<string>(THEMES[name].commercialise),
      },
    ]),
  )
  const anyone = {
    business_development: chance.shuffle(ANYONE.develop),
    commercialisation: chance.shuffle(ANYONE.commercialise),
  }
  const again = {
    business_development: openBag(chance, ANYONE.develop),
    commercialisation: openBag(chance, ANYONE.commercialise),
  }
  return (theme: ThemeName, track: Track): string => {
    const own = bags.get(theme)?.[track] ?? []
    const isOwn = own.length > 0 && (anyone[track].length === 0 || chance.is(0.8))
    return (isOwn ? own.pop() : anyone[track].pop()) ?? again[track]()
  }
}

/** Who is not registered yet: companies with one case, that has not come far. */
function withoutNumber(owned: readonly Owned[], chance: Chance): ReadonlySet<string> {
  const single = owned.filter(({ firm }) => owned.filter((one) => one.firm === firm).length === 1)
  const forced = single.filter(({ shape }) => shape.card?.unregistered)
  const early = single.filter(({ shape }) => shape.visits.length <= 3 && !shape.card && isEarly(shape))
  const others = chance.shuffle(early).slice(0, UNREGISTERED - forced.length)
  return new Set([...forced, ...others].map(({ firm }) => firm.id))
}

const isEarly = ({ visits, end }: Shape) =>
  EARLY.includes(visits.at(-1)?.stage ?? "") && (end.kind === "open" || end.reason !== "bankrupt_or_dissolved")

const EARLY = ["first_contact", "needs_mapping", "idea", "market_clarification", "verification"]

/** Some founders register when they launch; a few others when the work begins. */
function isLateNumber({ track, visits }: Shape, chance: Chance): boolean {
  const isLaunched = visits.some(({ stage }) => stage === "growth")
  if (track === "commercialisation") return isLaunched && chance.is(0.7)
  return visits.length > 2 && chance.is(0.05)
}

/** People of other hubs, those who are there all the time. */
function openHelpers(people: ReadonlyMap<string, string>, chance: Chance) {
  return (hub: HubId): string | null => {
    const others = CAST.filter(
      ({ memberships: [{ hubId, role }], left }) => role === "advisor" && hubId !== hub && !left,
    )
    return people.get(chance.pick(others).key) ?? null
  }
}

/** What the auditor sees: says nothing of who it is. */
const pseudonymOf = (chance: Chance): string => chance.id().slice(0, 6).toUpperCase()
