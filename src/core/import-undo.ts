import type { Act } from "./acts.ts"
import { type Case, type Entry, gone, standing } from "./case.ts"
import { type Company, type CompanyEntry, type CompanyEvent, noCompany, replayCompany, standingOf } from "./company.ts"
import type { BuiltOn } from "./import.ts"
import { undoing } from "./undo.ts"

/** What a row did, by its act, and what there is now of what it did it to. */
export type UndoRow = { nth: number; act: string; companyId: string | null; caseId: string | null }
export type UndoFile = {
  companies: ReadonlyMap<string, { row: Company; log: readonly CompanyEntry[] }>
  cases: ReadonlyMap<string, { row: Case; log: readonly Entry[] }>
  /** All cases of those companies, whosever. */
  casesOf: ReadonlyMap<string, readonly string[]>
}
export type Undoing = { nth: number; acts: readonly Act[]; kept: BuiltOn | null }

/** Takes back what the rows did, the last first: each as a whole, or not at all where somebody has built on it. */
export function undoRows(rows: readonly UndoRow[], file: UndoFile): Undoing[] {
  const companies = new Map(file.companies)
  const removed = new Set<string>()
  return rows.map((row) => {
    const { nth, act } = row
    const kase = row.caseId ? file.cases.get(row.caseId) : undefined
    const company = row.companyId ? companies.get(row.companyId) : undefined
    const others = (file.casesOf.get(row.companyId ?? "") ?? []).filter((id) => id !== row.caseId && !removed.has(id))
    const kept = (kase && onCase(kase.log, act)) ?? (company && onCompany(company.log, act, others.length)) ?? null
    if (kept) return { nth, acts: [], kept }

    const acts: Act[] = []
    if (kase) {
      const [first] = kase.log.filter((entry) => entry.act === act)
      const left = gone({ ...kase.row, seq: kase.row.seq + 1 })
      if (first)
        acts.push({
          stream: "case",
          id: kase.row.id,
          event: undoing(kase.log, act),
          undoes: first.id,
          row: left,
        })
      removed.add(kase.row.id)
    }
    const retracted = company && retract(company, act)
    if (company && retracted) {
      acts.push(retracted.act)
      companies.set(company.row.id, { row: retracted.row, log: [...company.log, retracted.entry] })
    }
    return { nth, acts, kept: null }
  })
}

/** Whatever a person did to the case since. */
function onCase(log: readonly Entry[], act: string): BuiltOn | undefined {
  const later = standing(log).find((entry) => entry.act !== act && entry.by !== "")
  return later && { on: "case", type: later.event.type, day: later.onDate, by: later.by }
}

/** On a company that the row brought, whatever people did; on one that was there, what changed the same again. */
function onCompany(log: readonly CompanyEntry[], act: string, others: number): BuiltOn | undefined {
  const did = log.filter((entry) => entry.act === act)
  if (did.length === 0) return undefined
  const upTo = did.at(-1)?.seq ?? 0
  const isNew = did.some(({ event }) => event.type === "registered")
  const touched = new Set(did.flatMap(({ event }) => touchedBy(event)))
  const later = standingOf(log).find(
    (entry) =>
      entry.seq > upTo &&
      entry.act !== act &&
      (isNew
        ? entry.by !== ""
        : MOVES_ALL.has(entry.event.type) || touchedBy(entry.event).some((one) => touched.has(one))),
  )
  if (later) return { on: "company", type: later.event.type, day: later.onDate, by: later.by }
  return isNew && others > 0 ? { on: "others", n: others } : undefined
}

/** After these it is another company, or the company is another. */
const MOVES_ALL = new Set<CompanyEvent["type"]>(["merged", "absorbed", "owner_erased"])

/** What an event changes; of a person, all that is later said of them. */
function touchedBy(event: CompanyEvent): string[] {
  if (event.type === "identified") return ["orgnr"]
  if (event.type === "fact_learned") return [`${event.fact}:${event.source}`]
  return "contactId" in event && typeof event.contactId === "string" ? [`contact:${event.contactId}`] : []
}

function retract({ row, log }: { row: Company; log: readonly CompanyEntry[] }, of: string) {
  const did = log.filter(({ act }) => act === of)
  const [first] = did
  if (!first) return undefined
  const isGone = did.some(({ event }) => event.type === "registered")
  const contacts = did.flatMap(({ event }) => (event.type === "introduced" ? [event.contactId] : []))
  const event: CompanyEvent = { type: "retracted", act: of, contacts, isGone }
  const seq = row.seq + 1
  const left = isGone
    ? noCompany(row.id)
    : replayCompany(
        row.id,
        log.filter(({ act }) => act !== of),
      )
  const company = { ...left, seq }
  const act: Act = { stream: "company", id: row.id, event, undoes: first.id, row: company }
  const entry: CompanyEntry = { id: "", seq, act: "", event, onDate: first.onDate, words: {}, by: "", byId: "" }
  return { act, row: company, entry }
}
