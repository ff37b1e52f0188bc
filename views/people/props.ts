import type { Day } from "#src/core/calendar.ts"
import type { Language, PersonEvent, Role } from "#src/core/person.ts"
import type { Named } from "#src/db/schema.ts"
import type { Tried } from "#src/http/tried.ts"
import type { Device } from "#src/people/device.ts"
import type { CalendarProps } from "../notices/calendar.tsx"
import type { ChoicesProps } from "../notices/choices.tsx"
import type { Option } from "../parts/form.tsx"

/** No hub is the network as a whole. */
export type Held = { role: Role; hub: string | null }
/** A role in a place, as a form names it. */
export type RoleOption = Held & { value: string }
/** Open cases of a track, and where they are listed if one may see the list. */
export type Load = { track: Named; n: number; href: string | null }

export type SignInProps = { next: string; tried: Tried | null }
export type EnterProps = { token: string; next: string }

/** The absence of a person, oneself if there is no name: what stands, and the form posted to `to`/absence. */
export type AbsenceProps = {
  to: string
  name: string | null
  now: { from: Day; to: Day; standIn: string | null; standInId: string | null } | null
  team: readonly Option[]
  tried: Tried | null
}

export type MeProps = {
  /** Whether a single key does something. */
  keys: boolean
  name: string
  email: string
  phone: string | null
  language: Language
  languages: readonly Language[]
  roles: readonly Held[]
  sessions: readonly (Device & { id: string; on: string; at: string; isThis: boolean })[]
  /** Null for who works in no hub. */
  absence: AbsenceProps | null
  choices: ChoicesProps
  calendar: CalendarProps
  did: "spoke" | "ended" | "away" | "back" | "chose" | "calendar" | "calendar_ended" | "keys_on" | "keys_off" | null
}

export type PeopleProps = {
  /** Where lists come in and go out, for who may see it. */
  lists: "/import" | "/import/exports"
  places: readonly {
    id: string
    hub: string | null
    people: readonly {
      id: string
      name: string
      email: string
      phone: string | null
      roles: readonly Role[]
      /** The last day of an absence that lasts. */
      awayTo: Day | null
      /** Mail has not reached them several times in a row. */
      isBounced: boolean
      loads: readonly Load[] | null
      isMe: boolean
    }[]
  }[]
  left: string | null
}

export type InvitationProps = {
  options: readonly RoleOption[]
  chosen: string
  languages: readonly Language[]
  tried: Tried | null
}

export type PersonProps = {
  id: string
  name: string
  email: string
  phone: string | null
  language: Language
  roles: readonly (Held & { end: string | null })[]
  options: readonly RoleOption[]
  absence: AbsenceProps | null
  /** The latest first. */
  log: readonly {
    seq: number
    event: PersonEvent
    hub: string | null
    on: Day
    at: string
    by: string | null
    reason: string | null
  }[]
  did: "invited" | "granted" | "away" | "back" | null
  tried: Tried | null
}

export type DepartureProps = Held & {
  id: string
  name: string
  value: string
  /** Whether it is the last role there: then someone else has to take over what is open. */
  isLast: boolean
  cases: number
  steps: number
  loads: readonly Load[]
  team: readonly { value: string; label: string }[]
  /** Why it can't be done now. */
  stop: "last_owner" | "nobody" | null
  tried: Tried | null
}
