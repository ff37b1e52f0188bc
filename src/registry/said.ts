import { type Found, REMOVED, YES } from "#src/core/facts.ts"
import type { Answer, Unit } from "./register.ts"

/** Those who are called as their owner and often live where they work: their address is nobody's business here. */
const OF_ONE_PERSON = "ENK"

/** What an answer says of a company, or null where there was none. */
export function saidIn(answer: Answer<Unit>): Found | null {
  switch (answer.kind) {
    case "found":
      return { ...factsOf(answer.found), unlisted: null, deleted: null }
    case "none":
      return { unlisted: YES }
    case "deleted":
      return { deleted: answer.on, unlisted: null }
    case "removed":
      return { deleted: REMOVED }
    case "busy":
    case "away":
      return null
  }
}

const factsOf = (unit: Unit): Found => ({
  name: unit.name,
  form: unit.form,
  municipality: unit.municipality,
  address: unit.form === OF_ONE_PERSON ? null : unit.address,
  industry: unit.industry,
  employees: unit.employees,
  bankrupt: unit.isBankrupt ? YES : null,
  winding_up: unit.isWindingUp ? YES : null,
})
