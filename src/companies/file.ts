import { worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { may } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import { type Act, isRefusal, type Outcome } from "#src/core/acts.ts"
import type { Case } from "#src/core/case.ts"
import { type Company, identify } from "#src/core/company.ts"
import { caseAct } from "#src/core/verbs.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"

const askedOfFile = (scope: Scope, _: unknown, { id }: Slots<{ id: string }>) => {
  const { select, municipalities } = scope
  return [
    scope.company(id),
    scope.casesOf(id),
    scope.fullOf(id),
    scope.hiddenOf(id),
    select({ code: municipalities.code }).from(municipalities),
  ] as const
}

/** What is changed of a company is judged on this: all who work in a hub may, once they may know of a case of its. */
export const companyFile = (id: string) =>
  page({
    args: { id },
    statements: askedOfFile,
    build: (actor, [[found], known, full, hidden, municipalities]) => {
      if (!found || (known.length === 0 && hidden.length > 0)) throw new NotFound()
      if (!worksInHub(actor)) throw new Forbidden()
      const { place: _, ...company } = found
      const unnumbered = full.filter(
        (kase) => !kase.endedOn && !kase.isRegistered && may(actor, { type: "filled" }, kase, []),
      )
      const around = unnumbered.map((row) => ({ stream: "case" as const, row }))
      return {
        company,
        unnumbered,
        municipalities: municipalities.map(({ code }) => code),
        rows: [{ stream: "company" as const, row: company }, ...around],
      }
    },
  })

/** Gives it its number, and those of its cases that one works on what they were missing. */
export function numbered(file: { company: Company; unnumbered: readonly Case[] }, orgnr: string): Outcome {
  const outcome = identify(file.company, orgnr)
  if (isRefusal(outcome)) return outcome
  const filled = file.unnumbered.map(({ id }): Act => caseAct(id, { type: "filled", filled: { orgnr } }))
  return { acts: [...outcome.acts, ...filled] }
}
