import type { Company, CompanyEvent } from "#src/core/company.ts"
import { CORRECTABLE, FACTS, type Fact, type Facts, SOURCES, saidBy, saidByHand, shownOf } from "#src/core/facts.ts"
import { fold } from "#src/core/text.ts"
import type { ChangeProps, FactProps } from "#views/companies/props.ts"

type Municipality = { code: string; name: string; validTo: string | null }

/** What is known of a company and who says so; those that a person can put right also where nothing is known. */
export function factsOf({ facts }: Company, municipalities: readonly Municipality[]): FactProps[] {
  return FACTS.flatMap((fact): FactProps[] => {
    const isCorrectable = CORRECTABLE.some((one) => one === fact)
    const typed = shownOf(facts, fact)
    if (typed === null && !isCorrectable) return []
    const source = SOURCES.findLast((one) => saidBy(facts, fact, one) !== null) ?? null
    const named = (value: string) => valueIn(fact, value, municipalities)
    return [
      {
        fact,
        value: typed === null ? null : named(typed),
        typed: typed ?? "",
        source,
        since: (source && facts[fact]?.[source]?.since) ?? null,
        register: differing(facts, fact, named),
        isCorrectable,
      },
    ]
  })
}

/** The register's word where people say otherwise. Letters alone make no difference: it shouts. */
function differing(facts: Facts, fact: Fact, named: (value: string) => string): FactProps["register"] {
  const [hand, said] = [saidByHand(facts, fact), facts[fact]?.register]
  return hand === null || !said || fold(hand) === fold(said.value)
    ? null
    : { value: named(said.value), since: said.since }
}

const valueIn = (fact: Fact, value: string, municipalities: readonly Municipality[]) =>
  fact === "municipality" ? (municipalities.find(({ code }) => code === value)?.name ?? value) : value

type Learned = { id: string; act: string; event: unknown; on: string; by: string | null; value: string | null }

export function changesOf(learned: readonly Learned[], municipalities: readonly Municipality[]): ChangeProps[] {
  return learned.flatMap(({ id, act, event, on, by, value: words }): ChangeProps[] => {
    const it = event as CompanyEvent
    if (it.type === "identified") return [{ id, act, on, by, fact: null, value: it.orgnr }]
    if (it.type !== "fact_learned") return []
    const value = it.value === true ? words : it.value
    return [{ id, act, on, by, fact: it.fact, value: value && valueIn(it.fact, value, municipalities) }]
  })
}
