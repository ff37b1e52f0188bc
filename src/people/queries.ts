import { and, asc, desc, eq, gt, inArray, isNull } from "drizzle-orm"
import { type Actor, belongs, leadsSome } from "#src/access/actor.ts"
import { both, page, seenAs } from "#src/access/desk.ts"
import { runs } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import { boardAddress } from "#src/cases/look.ts"
import { isRefusal } from "#src/core/acts.ts"
import { type Day, osloDay } from "#src/core/calendar.ts"
import {
  type Absence,
  awayOn,
  HUB_ROLES,
  LANGUAGES,
  type Membership,
  NETWORK,
  NETWORK_ROLES,
  type Person,
  type PersonEvent,
  type Role,
  revoke,
} from "#src/core/person.ts"
import { CHOICES, wayOf, waysFor } from "#src/core/telling.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { Tried } from "#src/http/tried.ts"
import type {
  DepartureProps,
  InvitationProps,
  Load,
  MeProps,
  PeopleProps,
  PersonProps,
  RoleOption,
} from "#views/people/props.ts"
import { deviceOf } from "./device.ts"

type Hub = { id: string; shortName: string }
const WORKERS: Role[] = [...HUB_ROLES]
/** More browsers than anyone signs in from in a month. */
const SESSIONS = 50

/** A role in a place, as forms and addresses name it: "kyst:advisor". */
export const roleValue = ({ hubId, role }: Membership) => `${hubId}:${role}`

/** One's own page. */
export const mePage = (did?: string, tried: Tried | null = null, choosing: Tried | null = null) =>
  page({
    statements: ({ select, me, mySessions, hubRows, staff, hubs }, { at }) => [
      select().from(me),
      select().from(mySessions).where(gt(mySessions.expiresAt, at)).orderBy(desc(mySessions.createdAt)).limit(SESSIONS),
      select({ id: hubRows.id, shortName: hubRows.shortName }).from(hubRows),
      select()
        .from(staff)
        .where(and(inArray(staff.hubId, [...hubs]), inArray(staff.role, WORKERS)))
        .orderBy(asc(staff.name)),
    ],
    build: (actor, [[me], sessions, hubs, colleagues], { today }): MeProps => {
      if (!me) throw new NotFound()
      const { name, email, phone, language, keys } = me
      return {
        keys,
        name,
        email,
        phone,
        language,
        languages: LANGUAGES,
        roles: actor.memberships.map(({ role, hubId }) => ({ role, hub: nameOf(hubs, hubId) })),
        sessions: sessions.map(({ id, createdAt, userAgent }) => ({
          id,
          on: osloDay(createdAt),
          at: createdAt.toISOString(),
          isThis: id === actor.sessionId,
          ...deviceOf(userAgent ?? ""),
        })),
        absence: colleagues.length > 0 ? { to: "/me", name: null, ...absenceOf(me, colleagues, today), tried } : null,
        choices: {
          choices: CHOICES.map((choice) => ({ choice, ways: waysFor(choice), way: wayOf(me.ways, choice) })),
          isBounced: isBounced(me),
          tried: choosing,
        },
        calendar: { isShared: me.calendar !== null, address: null },
        did: DID.find((one) => one === did) ?? null,
      }
    },
  })

const DID = ["spoke", "ended", "away", "back", "chose", "calendar", "calendar_ended", "keys_on", "keys_off"] as const

/** The same with the calendar's address, unless another has taken its place since. */
export const meWithCalendar = (secret: string, hash: string, base: string) => {
  const it = both(mePage("calendar"), meFile)
  return seenAs(it, ([props, { person }]): MeProps => {
    const address = person.calendar === hash ? `${base}/calendar/${secret}.ics` : null
    return { ...props, calendar: { ...props.calendar, address } }
  })
}

/** What choosing a language is judged on: oneself. */
export const meFile = page({
  statements: ({ select, me }) => [select().from(me)],
  build: (actor, [[me]]) => {
    if (!me) throw new NotFound()
    const person = personOf(me, actor.memberships)
    return { person, rows: [{ stream: "person" as const, row: person }] }
  },
})

/** What an absence of one's own is judged on: oneself, and who could stand in. */
export const myAbsenceFile = page({
  statements: ({ select, me, staff, hubs }) => [
    select().from(me),
    select()
      .from(staff)
      .where(and(inArray(staff.hubId, [...hubs]), inArray(staff.role, WORKERS))),
  ],
  build: (actor, [[me], colleagues], { today }) => {
    if (!me) throw new NotFound()
    const person = personOf(me, actor.memberships)
    return { person, colleagues, today, rows: [{ stream: "person" as const, row: person }] }
  },
})

/** The same of someone whom one runs. */
export const absenceFile = (id: string) =>
  page({
    statements: (scope) => [...askedOfPerson(scope, id), ...askedOfColleagues(scope, id)] as const,
    build: (_, [[found], memberships, colleagues], { today }) => {
      if (!found) throw new NotFound()
      const person = personOf(found, memberships)
      return { person, colleagues, today, rows: [{ stream: "person" as const, row: person }] }
    },
  })

/** Everyone in the places whose people one runs. `who` has just left. */
export const peoplePage = (who = "") =>
  page({
    statements: ({ select, governed, hubRows, tracks, loads, people }) => {
      const load = loads()
      return [
        select().from(governed).orderBy(asc(governed.name)),
        select({ id: hubRows.id, shortName: hubRows.shortName }).from(hubRows).orderBy(asc(hubRows.shortName)),
        select().from(tracks).orderBy(asc(tracks.position)),
        select({ hubId: load.hubId, track: load.track, advisorId: load.advisorId, n: load.n }).from(load),
        select({ name: people.name }).from(people).where(eq(people.id, who)),
      ]
    },
    build: (actor, [governed, hubs, tracks, tally, [left]], { today }): PeopleProps => {
      const places = placesOf(actor, hubs)
      return {
        places: places.map((hubId) => {
          const here = governed.filter((one) => one.hubId === hubId)
          const found = new Map(here.map((one) => [one.id, one]))
          const loadsOf = (advisor: string): Load[] =>
            tracks.flatMap(({ code, name }) => {
              const rows = tally.filter((row) => row.advisorId === advisor && row.hubId === hubId && row.track === code)
              const n = rows.reduce((all, row) => all + row.n, 0)
              return n > 0 ? [{ track: name, n, href: boardAddress({ track: code, hub: hubId, advisor }) }] : []
            })
          return {
            id: hubId,
            hub: nameOf(hubs, hubId),
            people: [...found.values()].map(({ id, name, email, phone, awayFrom, awayTo, mailFailures }) => ({
              id,
              name,
              email,
              phone,
              roles: here.filter((one) => one.id === id).map(({ role }) => role),
              awayTo: awayOn({ awayFrom, awayTo }, today),
              isBounced: isBounced({ mailFailures }),
              loads: belongs(actor, hubId) && hubId !== NETWORK ? loadsOf(id) : null,
              isMe: id === actor.id,
            })),
          }
        }),
        left: left?.name ?? null,
        lists: leadsSome(actor) ? "/import" : "/import/exports",
      }
    },
  })

export const invitationPage = (asked: string, tried: Tried | null = null) =>
  page({
    statements: ({ select, hubRows }) => [
      select({ id: hubRows.id, shortName: hubRows.shortName })
        .from(hubRows)
        .where(isNull(hubRows.closedOn))
        .orderBy(asc(hubRows.shortName)),
    ],
    build: (actor, [hubs]): InvitationProps => {
      const options = optionsFor(actor, hubs)
      const [inHub] = options.filter(({ value }) => value.startsWith(`${asked}:`))
      return { options, chosen: inHub?.value ?? "", languages: LANGUAGES, tried }
    },
  })

/** What an invitation is judged on: whether the address is known already, and whether there is such a place. */
export const invitationFile = (email: string, { hubId }: Membership) =>
  page({
    statements: ({ select, invited, staff, hubRows }) => [
      select().from(invited).where(eq(invited.email, email)),
      select({ hubId: staff.hubId, role: staff.role }).from(staff).where(eq(staff.email, email)),
      select({ id: hubRows.id })
        .from(hubRows)
        .where(and(eq(hubRows.id, hubId), isNull(hubRows.closedOn))),
    ],
    build: (_, [[known], memberships, [hub]]) => {
      const person = known ? personOf(known, memberships) : null
      return {
        person,
        isPlace: hubId === NETWORK || hub !== undefined,
        rows: person ? [{ stream: "person" as const, row: person }] : [],
      }
    },
  })

/** Who has that address now. */
export const invitedPage = (email: string) =>
  page({
    statements: ({ select, invited }) => [select().from(invited).where(eq(invited.email, email))],
    build: (_, [[person]]) => {
      if (!person) throw new NotFound()
      const { id, name, language } = person
      return { id, name, email, language }
    },
  })

const askedOfPerson = ({ select, governed, staff }: Scope, id: string) =>
  [
    select().from(governed).where(eq(governed.id, id)).limit(1),
    select({ hubId: staff.hubId, role: staff.role }).from(staff).where(eq(staff.id, id)).orderBy(asc(staff.hubId)),
  ] as const

/** Who works where a person does. */
const askedOfColleagues = ({ select, staff }: Scope, id: string) => {
  const theirs = select({ hubId: staff.hubId }).from(staff).where(eq(staff.id, id))
  return [
    select()
      .from(staff)
      .where(and(inArray(staff.hubId, theirs), inArray(staff.role, WORKERS)))
      .orderBy(asc(staff.name)),
  ] as const
}

type PersonShown = { did?: string | undefined; tried?: Tried; absent?: Tried }
export const personPage = (id: string, { did, tried, absent }: PersonShown = {}) =>
  page({
    statements: (scope) => {
      const { select, hubRows } = scope
      return [
        ...askedOfPerson(scope, id),
        ...askedOfColleagues(scope, id),
        select({ id: hubRows.id, shortName: hubRows.shortName }).from(hubRows).orderBy(asc(hubRows.shortName)),
        scope.doneToPerson(id),
      ] as const
    },
    build: (actor, [[person], memberships, colleagues, hubs, log], { today }): PersonProps => {
      if (!person) throw new NotFound()
      const { name, email, phone, language } = person
      const held = memberships.map(roleValue)
      return {
        id,
        name,
        email,
        phone,
        language,
        roles: memberships.map((one) => ({
          role: one.role,
          hub: nameOf(hubs, one.hubId),
          end: runs(actor, one.hubId) ? `/people/${id}/departure?role=${roleValue(one)}` : null,
        })),
        options: optionsFor(actor, hubs).filter(({ value }) => !held.includes(value)),
        absence: colleagues.some((one) => one.id === id)
          ? { to: `/people/${id}`, name, ...absenceOf(person, colleagues, today), tried: absent ?? null }
          : null,
        log: log.map(({ event, at, ...entry }) => {
          const done = event as PersonEvent
          const hub = "hubId" in done ? nameOf(hubs, done.hubId) : null
          return { ...entry, event: done, hub, at: at.toISOString() }
        }),
        did: did === "invited" || did === "granted" || did === "away" || did === "back" ? did : null,
        tried: tried ?? null,
      }
    },
  })

/** What giving a role is judged on. */
export const personFile = (id: string, { hubId }: Membership) =>
  page({
    statements: ({ select, governed, staff, hubRows }) => [
      select().from(governed).where(eq(governed.id, id)).limit(1),
      select({ hubId: staff.hubId, role: staff.role }).from(staff).where(eq(staff.id, id)),
      select({ id: hubRows.id })
        .from(hubRows)
        .where(and(eq(hubRows.id, hubId), isNull(hubRows.closedOn))),
    ],
    build: (_, [[found], memberships, [hub]]) => {
      if (!found) throw new NotFound()
      const person = personOf(found, memberships)
      const isPlace = hubId === NETWORK || hub !== undefined
      return { person, isPlace, rows: [{ stream: "person" as const, row: person }] }
    },
  })

/** What taking a role away is judged on: what is left behind, who could take it, and how many owners there are. */
export const departureFile = (id: string, { hubId }: Membership) =>
  page({
    statements: ({ select, governed, staff, portfolio }) => [
      select().from(governed).where(eq(governed.id, id)).limit(1),
      select({ hubId: staff.hubId, role: staff.role }).from(staff).where(eq(staff.id, id)),
      select({ id: staff.id, name: staff.name })
        .from(staff)
        .where(and(eq(staff.hubId, hubId), inArray(staff.role, WORKERS)))
        .orderBy(asc(staff.name)),
      select({ id: staff.id })
        .from(staff)
        .where(and(eq(staff.hubId, NETWORK), eq(staff.role, "owner"))),
      select().from(portfolio(hubId, id)),
    ],
    build: (_, [[found], memberships, colleagues, owners, portfolio]) => {
      if (!found) throw new NotFound()
      const person = personOf(found, memberships)
      return {
        person,
        portfolio,
        colleagues,
        team: colleagues.map((one) => one.id),
        owners: owners.length,
        isPlace: true,
        rows: [
          { stream: "person" as const, row: person },
          ...portfolio.map((row) => ({ stream: "case" as const, row })),
        ],
      }
    },
  })

/** Before a role ends: what has to be handed over, and to whom it could go. */
export const departurePage = (id: string, membership: Membership, tried: Tried | null = null) => {
  const { hubId, role } = membership
  const file = departureFile(id, membership)
  return page({
    statements: (scope, now) =>
      [
        scope.select({ id: scope.hubRows.id, shortName: scope.hubRows.shortName }).from(scope.hubRows),
        scope.select().from(scope.tracks).orderBy(asc(scope.tracks.position)),
        ...file.statements(scope, now),
      ] as const,
    build: (actor, [hubs, tracks, ...rows], now): DepartureProps => {
      const { person, portfolio, colleagues, team, owners } = file.build(actor, rows, now)
      const here = person.memberships.filter((held) => held.hubId === hubId)
      if (!here.some((held) => held.role === role)) throw new NotFound()
      if (!runs(actor, hubId)) throw new Forbidden()
      const others = colleagues.filter((one) => one.id !== id)
      const [successor = null] = others.map((one) => one.id)
      const outcome = revoke(person, membership, { portfolio, successor, team, owners })
      const refusal = isRefusal(outcome) ? outcome.refusal : null
      const isLast = here.length === 1
      return {
        id,
        name: person.name,
        role,
        hub: nameOf(hubs, hubId),
        value: roleValue(membership),
        isLast,
        cases: isLast ? portfolio.length : 0,
        steps: portfolio.filter(({ nextOn }) => nextOn).length,
        loads: tracks.flatMap(({ code, name }) => {
          const n = portfolio.filter(({ track }) => track === code).length
          const href = belongs(actor, hubId) ? boardAddress({ track: code, hub: hubId, advisor: id }) : null
          return n > 0 ? [{ track: name, n, href }] : []
        }),
        team: [...new Map(others.map((one) => [one.id, one.name]))].map(([value, label]) => ({ value, label })),
        stop: refusal === "last_owner" ? refusal : refusal === "work_left" ? "nobody" : null,
        tried,
      }
    },
  })
}

/** The absence that lasts or comes, and who could stand in. */
function absenceOf(person: Absence & { id: string }, colleagues: readonly { id: string; name: string }[], today: Day) {
  const { awayFrom: from, awayTo: to, standInId } = person
  const others = new Map(colleagues.flatMap(({ id, name }) => (id === person.id ? [] : [[id, name] as const])))
  return {
    now: from && to && to >= today ? { from, to, standInId, standIn: others.get(standInId ?? "") ?? null } : null,
    team: [...others].map(([value, label]) => ({ value, label })),
  }
}

/** Who runs no place has nothing to do here. */
function placesOf(actor: Actor, hubs: readonly Hub[]): string[] {
  const places = [...hubs.map(({ id }) => id), NETWORK].filter((id) => runs(actor, id))
  if (places.length === 0) throw new Forbidden()
  return places
}

const optionsFor = (actor: Actor, hubs: readonly Hub[]): RoleOption[] =>
  placesOf(actor, hubs).flatMap((hubId) => {
    const roles: readonly Role[] = hubId === NETWORK ? NETWORK_ROLES : HUB_ROLES
    return roles.map((role) => ({ role, hub: nameOf(hubs, hubId), value: roleValue({ hubId, role }) }))
  })

/** So many mails in a row that did not arrive are no accident. */
const BOUNCED = 3
const isBounced = ({ mailFailures }: { mailFailures: number }) => mailFailures >= BOUNCED

const nameOf = (hubs: readonly Hub[], hubId: string): string | null =>
  hubId === NETWORK ? null : (hubs.find(({ id }) => id === hubId)?.shortName ?? hubId)

type Row = Omit<Person, "memberships">
function personOf(row: Row, memberships: readonly Membership[]): Person {
  const { id, seq, name, email, phone, language, awayFrom, awayTo, standInId, ways, calendar, keys } = row
  return { id, seq, name, email, phone, language, memberships, awayFrom, awayTo, standInId, ways, calendar, keys }
}
