import { type Actor, holds, leadsSome, ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { isRefusal, type Outcome } from "#src/core/acts.ts"
import { addDays } from "#src/core/calendar.ts"
import type { Company, CompanyEvent } from "#src/core/company.ts"
import { builtUpon, factsTaken, type MergeEntry, merge, PARTING_DAYS, part, tagsTaken } from "#src/core/merge.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { Tried } from "#views/cases/props.ts"
import type { MergerProps, MergesProps, SideProps } from "#views/companies/props.ts"

const askedOfMerger = (scope: Scope, _: unknown, { id, from }: Slots<{ id: string; from: string }>) => {
  const other = scope.companyAt(from)
  const [kept, merged] = [scope.movedWith(id), scope.movedWith(other)]
  return [
    scope.company(id),
    scope.casesOf(id),
    kept.cases,
    kept.contacts,
    kept.helpers,
    scope.company(other),
    scope.casesOf(other),
    merged.cases,
    merged.contacts,
    merged.helpers,
  ] as const
}

/** Two companies with all that hangs on them, for whoever leads a hub that has a case of one, or the network. */
export const mergerFile = (id: string, from: string) =>
  page({
    args: { id, from },
    statements: askedOfMerger,
    build: (actor, [[to], known, cases, contacts, helpers, [other], otherKnown, ...[others, theirs, helping]]) => {
      if (!to || isHidden(actor, to, known, cases)) throw new NotFound()
      const from = other && !isHidden(actor, other, otherKnown, others) ? other : undefined
      if (!mayMerge(actor, [...known, ...otherKnown])) throw new Forbidden()
      const kept = { company: bare(to), cases, contacts, helpers }
      const merged = from ? { company: bare(from), cases: others, contacts: theirs, helpers: helping } : null
      return {
        kept,
        merged,
        places: [to.place, from?.place ?? null] as const,
        rows: [
          { stream: "company" as const, row: kept.company },
          ...(merged ? [{ stream: "company" as const, row: merged.company }] : []),
          ...(merged ? merged.cases.map((row) => ({ stream: "case" as const, row })) : []),
        ],
      }
    },
  })

type MergerFile = ReturnType<ReturnType<typeof mergerFile>["build"]>

export function merging({ kept, merged }: MergerFile): Outcome {
  if (!merged) throw new NotFound()
  return merge({ kept, merged })
}

/** What would move, before anything does. */
export function mergerProps(id: string, file: MergerFile, asked: string, tried: Tried | null): MergerProps {
  const { kept, merged, places } = file
  const outcome = merged && merge({ kept, merged })
  return {
    id,
    kept: sideOf(kept, places[0]),
    asked,
    isUnknown: asked !== "" && !merged,
    merged: merged && sideOf(merged, places[1]),
    plan: merged && {
      facts: factsTaken(kept.company, merged.company).map(({ fact }) => fact),
      tags: tagsTaken(kept.company, merged.company).length,
      takesNumber: !kept.company.orgnr && merged.company.orgnr !== null,
    },
    refusal: outcome && isRefusal(outcome) ? outcome.refusal : null,
    tried,
  }
}

function sideOf({ company, cases, contacts, helpers }: MergerFile["kept"], place: string | null): SideProps {
  const { id, name, orgnr } = company
  return { id, name, orgnr, place, cases: cases.length, contacts: contacts.length, helpers: helpers.length }
}

const askedOfErasure = (scope: Scope, _: unknown, { id }: Slots<{ id: string }>) =>
  [scope.company(id), scope.casesOf(id), scope.movedWith(id).cases] as const

/** A company with all its cases, so that what it is called can be forgotten in each. */
export const erasureFile = (id: string) =>
  page({
    args: { id },
    statements: askedOfErasure,
    build: (actor, [[found], known, cases]) => {
      if (!found || isHidden(actor, found, known, cases)) throw new NotFound()
      if (!mayMerge(actor, known)) throw new Forbidden()
      const company = bare(found)
      const around = cases.map((row) => ({ stream: "case" as const, row }))
      return { company, cases, rows: [{ stream: "company" as const, row: company }, ...around] }
    },
  })

const askedOfMerges = (scope: Scope, { today }: NowSlots, { id }: Slots<{ id: string }>) =>
  [
    scope.company(id),
    scope.casesOf(id),
    scope.movedWith(id).cases,
    scope.companyLog(id),
    scope.mergedInto(id),
    scope.mergesOf(id, today),
  ] as const

/** What turned out to be this company, as long as it can be taken back, and what was built upon it since. */
export const mergesFile = (id: string) =>
  page({
    args: { id },
    statements: askedOfMerges,
    build: (actor, [[found], known, cases, entries, gone, merges]) => {
      if (!found || isHidden(actor, found, known, cases)) throw new NotFound()
      if (!mayMerge(actor, known)) throw new Forbidden()
      const kept = bare(found)
      const history = entries.map(
        ({ data, by, ...entry }): MergeEntry => ({ ...entry, event: data as CompanyEvent, by: by ?? "" }),
      )
      const company = (row: Company) => ({ stream: "company" as const, row })
      return {
        kept,
        cases,
        history,
        gone,
        merges,
        rows: [company(kept), ...gone.map(company), ...cases.map((row) => ({ stream: "case" as const, row }))],
      }
    },
  })

type MergesFile = ReturnType<ReturnType<typeof mergesFile>["build"]>

export function parting({ kept, cases, history, gone, merges }: MergesFile, act: string, today: string): Outcome {
  const it = merges.find(({ id }) => id === act)
  const merged = gone.find(({ id }) => id === it?.mergedId)
  if (!it || !merged) throw new NotFound()
  return part({ kept, merged, cases, history, mergedOn: it.on }, act, today)
}

export const mergesProps = (file: MergesFile, tried: Tried | null): MergesProps => ({
  id: file.kept.id,
  name: file.kept.name,
  merges: file.merges.map(({ id, name, on }) => ({
    id,
    name,
    on,
    until: addDays(on, PARTING_DAYS),
    builtUpon: builtUpon(file, id),
  })),
  tried,
})

/** Whoever leads a hub that has one of these cases, or the network; where there is none, whoever leads any. */
export const mayMerge = (actor: Actor, known: readonly { hubId: string }[]): boolean =>
  ownsNetwork(actor) || (known.length ? known.some(({ hubId }) => holds(actor, "manager", hubId)) : leadsSome(actor))

/** A company of whose cases one may not know any does not exist, nor one that is another now. A list's may have none. */
const isHidden = (
  actor: Actor,
  { mergedInto }: Pick<Company, "mergedInto">,
  known: readonly unknown[],
  all: readonly unknown[],
): boolean => known.length === 0 && (mergedInto !== null || all.length > 0 || !(leadsSome(actor) || ownsNetwork(actor)))

const bare = ({ place: _, ...company }: Company & { place: string | null }): Company => company
