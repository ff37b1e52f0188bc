import * as v from "valibot"
import { DECISIONS, isField, isMilestoneField, OUTCOMES } from "#src/core/gates.ts"
import type { Typed } from "#src/core/moves.ts"
import { choice, day, dueDay, handle, line, optional, orgnr, prose } from "#src/http/form.ts"

/** What a case can be asked to show, as it is filled in. */
export const FILLED = {
  advisor: optional(handle()),
  party: optional(line()),
  orgnr: optional(orgnr),
  conversation: optional(prose()),
  meeting: optional(prose()),
  customer: optional(prose()),
  work: optional(prose()),
  needs: optional(prose()),
  goal: optional(prose()),
  idea: optional(prose()),
  decision: v.optional(choice(["", ...DECISIONS])),
  decisionReason: optional(prose(1000)),
  aid: optional(line()),
  milestone: optional(line()),
  milestoneOn: optional(dueDay),
  milestonesOutcome: optional(prose()),
  agreement: optional(line()),
  coPayment: optional(line()),
  verification: optional(prose()),
  rights: optional(line()),
  partner: optional(line()),
  pilotAgreement: optional(line()),
  pilotResult: optional(prose()),
  firstSaleOn: optional(day),
  effect: optional(line()),
}
/** Of each milestone that is open. */
export const EachMilestone = { outcome: v.optional(choice(["", ...OUTCOMES])), why: optional(line()) }

export const typedOf = (fields: object): Typed =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => (isField(field) || isMilestoneField(field)) && value && typeof value === "string",
    ),
  )
