import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import { addDays, type Day } from "./calendar.ts"
import type { Case } from "./case.ts"
import { type Company, type CompanyEvent, type Helper, type Moved, replayCompany, standingOf } from "./company.ts"
import { type Contact, isOfContact } from "./contact.ts"
import { FACTS, type Fact, isSaid, SOURCES, type Source, saidByHand } from "./facts.ts"

/** A company with all that hangs on it, also what whoever merges may not read. */
export type Side = {
  company: Company
  cases: readonly Case[]
  contacts: readonly Pick<Contact, "id">[]
  helpers: readonly Pick<Helper, "id">[]
}
export type MergeFile = { kept: Side; merged: Side }

/** For so many days a merge can be taken back. */
export const PARTING_DAYS = 90

/** Two rows were one company: all that hangs on the one goes to the other, and so do its number and what only it knew. */
export function merge({ kept, merged }: MergeFile): Outcome {
  const [to, from] = [kept.company, merged.company]
  if (to.id === from.id) return refuse("itself")
  if (to.mergedInto || from.mergedInto) return refuse("merged_away")
  if (to.orgnr && from.orgnr && to.orgnr !== from.orgnr) return refuse("two_numbers")
  const moved: Moved = { cases: idsOf(merged.cases), contacts: idsOf(merged.contacts), helpers: idsOf(merged.helpers) }
  const { orgnr } = from
  return {
    acts: [
      act(from.id, { type: "merged", into: to.id }),
      act(to.id, { type: "absorbed", companyId: from.id, ...moved }),
      ...(orgnr ? [act(to.id, { type: "identified", orgnr })] : []),
      ...factsTaken(to, from).map(({ fact, source, value, since }) => ({
        ...learned(to.id, fact, source, value),
        on: since,
      })),
      ...tagsTaken(to, from).map((tag) => act(to.id, { type: "tagged", tag })),
      ...merged.cases.map((kase) => joined(kase, to, "merged", kase.isRegistered || (to.orgnr ?? orgnr) !== null)),
    ],
  }
}

/** What the other knew of it alone. Where both know something, the kept one's stands. */
export function factsTaken({ facts }: Company, from: Company) {
  return FACTS.flatMap((fact) =>
    SOURCES.flatMap((source) => {
      const said = from.facts[fact]?.[source]
      const isKnown = source === "register" ? facts[fact]?.register : saidByHand(facts, fact) !== null
      return said && !isKnown && !(fact === "name" && source !== "register") ? [{ fact, source, ...said }] : []
    }),
  )
}

export const tagsTaken = (to: Company, from: Company) => from.tags.filter((tag) => !to.tags.includes(tag))

/** An entry of the log, as far as taking a merge back asks for it. */
export type MergeEntry = {
  id: string
  seq: number
  act: string
  event: CompanyEvent
  onDate: Day
  words: Words
  by: string
}
export type PartingFile = {
  kept: Company
  merged: Company
  history: readonly MergeEntry[]
  /** All cases of the kept one, whoever may read them. */
  cases: readonly Case[]
  mergedOn: Day
}
/** What was done since to what came with the merge, and would be lost. */
export type BuiltUpon = { type: CompanyEvent["type"]; onDate: Day; by: string }

/** Takes a merge back, by its act. */
export function part(file: PartingFile, mergeAct: string, today: Day): Outcome {
  const { kept, merged, history: log, cases, mergedOn } = file
  const taken = log.filter((entry) => entry.act === mergeAct)
  const first = taken.find(({ event }) => event.type === "absorbed")
  if (first?.event.type !== "absorbed" || merged.mergedInto !== kept.id) return refuse("unknown")
  if (addDays(mergedOn, PARTING_DAYS) < today) return refuse("old_merge")
  if (builtUpon(file, mergeAct).length) return refuse("built_upon")
  const orgnr = taken.flatMap(({ event }) => (event.type === "identified" ? [event.orgnr] : []))[0] ?? null
  const left = replayCompany(
    kept.id,
    log.filter((entry) => entry.act !== mergeAct),
  )
  const back = cases.filter(({ id }) => first.event.type === "absorbed" && first.event.cases.includes(id))
  const parted = { type: "parted", act: mergeAct, companyId: merged.id } as const
  return {
    acts: [
      { ...act(kept.id, parted), undoes: first.id, row: { ...left, name: left.name || kept.name, seq: kept.seq + 1 } },
      act(merged.id, { type: "restored", orgnr }),
      ...back.map((kase) => joined(kase, merged, "parted", orgnr !== null)),
    ],
  }
}

/** Later work on what the merge brought: it would be lost, or would hang on the wrong company. */
export function builtUpon({ history: log }: Pick<PartingFile, "history">, mergeAct: string): BuiltUpon[] {
  const taken = log.filter((entry) => entry.act === mergeAct)
  const upTo = taken.at(-1)?.seq ?? 0
  const came = {
    contacts: new Set<string>(),
    helpers: new Set<string>(),
    facts: new Set<string>(),
    tags: new Set<string>(),
  }
  let hasNumber = false
  for (const { event } of taken) {
    if (event.type === "absorbed") for (const id of event.contacts) came.contacts.add(id)
    if (event.type === "absorbed") for (const id of event.helpers) came.helpers.add(id)
    if (event.type === "fact_learned") came.facts.add(`${event.fact} ${event.source}`)
    if (event.type === "tagged") came.tags.add(event.tag)
    if (event.type === "identified") hasNumber = true
  }
  const isOnIt = (event: CompanyEvent): boolean => {
    if (isOfContact(event)) return came.contacts.has(event.contactId)
    switch (event.type) {
      case "helper_ended":
        return came.helpers.has(event.helperId)
      case "fact_learned":
        // What the register tells anew of a number goes with the number.
        return event.source !== "register" && came.facts.has(`${event.fact} ${event.source}`)
      case "tagged":
      case "untagged":
        return came.tags.has(event.tag)
      case "identified":
        return hasNumber
      case "merged":
      case "owner_erased":
        return true
      default:
        return false
    }
  }
  return standingOf(log)
    .filter(({ seq, event }) => seq > upTo && isOnIt(event))
    .map(({ event, onDate, by }) => ({ type: event.type, onDate, by }))
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

const joined = (kase: Case, to: Company, because: "merged" | "parted", isRegistered: boolean): Act => ({
  stream: "case",
  id: kase.id,
  event: { type: "joined", companyId: to.id, because, isRegistered },
  words: { company: to.name },
})

function learned(id: string, fact: Fact, source: Source, value: string) {
  const words = isSaid(fact) ? { value } : {}
  return act(id, { type: "fact_learned", fact, source, value: isSaid(fact) ? true : value }, words)
}

const act = (id: string, event: CompanyEvent, words: Words = {}): Extract<Act, { stream: "company" }> => ({
  stream: "company",
  id,
  event,
  words,
})
