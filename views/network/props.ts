import type { AreaEvent } from "#src/core/area.ts"
import type { Day } from "#src/core/calendar.ts"
import type { HubEvent } from "#src/core/hub.ts"
import type { Role } from "#src/core/person.ts"
import type { Redrawing } from "#src/core/redrawing.ts"
import type { Route } from "#src/core/routing.ts"
import type { Named } from "#src/db/schema.ts"
import type { Tried } from "#src/http/tried.ts"
import type { Option } from "../parts/form.tsx"

export type Place = { code: string; name: string; href: string; since: Day | null; last: Day | null }
/** What begins or ends on a day to come; without a hub it is about a candidate. */
export type Ahead = { on: Day; kind: "begins" | "ends"; name: string; href: string; hub: string | null }

export type AreasProps = {
  on: Day
  isToday: boolean
  /** What was asked for as a day and is none. */
  ignored: string | null
  hubs: readonly { name: string; href: string; places: readonly Place[] }[]
  candidates: readonly Place[]
  outside: readonly Place[]
  ahead: readonly Ahead[]
  counties: readonly string[]
  mayEdit: boolean
  did: "founded" | null
  tried: Tried | null
}

export type AreaForm = "giving" | "withdrawal" | "suggestion" | "dropping"
export type AreaTried = Tried & { form: AreaForm }

export type Deed<E> = {
  seq: number
  event: E
  on: Day
  at: string
  by: string | null
  hub: string | null
  reason: string | null
}

export type AreaProps = {
  code: string
  name: string
  county: string
  validTo: Day | null
  /** What it is called now, if the number is no longer in use: several where it was split. */
  now: readonly string[]
  hub: { name: string; href: string; since: Day } | null
  isCandidate: boolean
  covers: readonly { hub: string | null; from: Day; to: Day | null }[]
  log: readonly Deed<AreaEvent>[]
  /** The ways to change it, for who may. */
  edit: {
    basedOn: number
    hubs: readonly Option[]
    forms: readonly AreaForm[]
    holder: string | null
  } | null
  did: AreaForm | null
  tried: AreaTried | null
  /** Who has it, if that is what stands in the way. */
  clash: { hub: string; from: Day; to: Day | null } | null
}

export type Routed = Route & { hub: string | null }
export type AreaPreviewProps = {
  code: string
  name: string
  form: AreaForm
  hub: string | null
  day: Day
  isPast: boolean
  reason: string
  /** Where an enquiry from there goes on these days, as it is and as it would be. */
  routes: readonly { on: Day; before: Routed; after: Routed; isSame: boolean }[]
  waiting: readonly { hub: string | null; n: number }[]
  listed: readonly { ref: string; company: string; receivedOn: Day }[]
  open: readonly { hub: string; n: number; companies: number }[]
  total: { cases: number; companies: number }
  made: { basedOn: number }
  typed: Readonly<Record<string, string>>
}

export type ChangesProps = {
  from: Day
  to: Day
  told:
    | { kind: "unasked" }
    | { kind: "away"; why: "slow" | "broken" }
    | {
        kind: "found"
        known: number
        elsewhere: number
        fresh: readonly (Redrawing & {
          /** What it would make of the hubs' areas, by the new number. */
          effects: readonly { code: string; name: string; hub: string | null; isCandidate: boolean }[]
        })[]
      }
  did: "redrawn" | null
  tried: Tried | null
}

export type HubsProps = {
  hubs: readonly {
    name: string
    shortName: string
    prefix: string
    href: string
    openedOn: Day
    closedOn: Day | null
    people: number
  }[]
  owners: readonly Contacted[]
  auditors: readonly Contacted[]
  mayEdit: boolean
  did: "opened" | null
  tried: Tried | null
}
export type Contacted = { name: string; email: string; phone: string | null }

export type HubProps = {
  id: string
  name: string
  shortName: string
  prefix: string
  about: Named
  openedOn: Day
  closedOn: Day | null
  people: readonly (Contacted & { id: string; roles: readonly Role[]; awayTo: string | null })[]
  places: readonly Place[]
  log: readonly Deed<HubEvent>[]
  /** Closing it, for who may: what is left, each with where to see it. */
  closing: {
    basedOn: number
    left: readonly { what: "cases" | "enquiries" | "members" | "areas"; n: number; href: string | null }[]
  } | null
  did: "opened" | "closed" | null
  tried: Tried | null
}
