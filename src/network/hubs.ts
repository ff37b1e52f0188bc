import { asc, eq } from "drizzle-orm"
import { ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import type { Day } from "#src/core/calendar.ts"
import type { Hub, HubEvent, Left } from "#src/core/hub.ts"
import { awayOn, NETWORK, type Role } from "#src/core/person.ts"
import { isValid } from "#src/core/territory.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { Tried } from "#src/http/tried.ts"
import { casesAddress } from "#src/insight/choice.ts"
import type { HubProps, HubsProps } from "#views/network/props.ts"
import { areaAddress } from "./areas.ts"

export const hubAddress = (id: string) => `/network/hubs/${id}`

/** The hubs of the network, when they came and went, and who answers for it all. */
export const hubsPage = ({ did, tried }: { did?: string | undefined; tried?: Tried } = {}) =>
  page({
    args: {},
    statements: askedOfHubs,
    build: (actor, [hubs, held, network]): HubsProps => {
      const mayEdit = ownsNetwork(actor)
      if (tried && !mayEdit) throw new Forbidden()
      const holding = (role: Role) => network.filter((one) => one.role === role)
      const people = (hubId: string) => new Set(held.filter((one) => one.hubId === hubId).map(({ id }) => id)).size
      return {
        hubs: hubs.map(({ id, name, shortName, prefix, openedOn, closedOn }) => ({
          name,
          shortName,
          prefix,
          href: hubAddress(id),
          openedOn,
          closedOn,
          people: people(id),
        })),
        owners: holding("owner"),
        auditors: holding("auditor"),
        mayEdit,
        did: did === "opened" ? did : null,
        tried: tried ?? null,
      }
    },
  })

/** What opening a hub is judged on: the letters that are taken. */
export const hubsFile = page({
  args: {},
  statements: ({ select, hubRows }: Scope) => [select().from(hubRows)] as const,
  build: (_, [hubs], { today }) => ({ hubs, today, rows: [] }),
})

/** What closing a hub is judged on: what it still has. */
export const hubFile = (id: string) =>
  page({
    args: { id },
    statements: askedOfHub,
    build: (_, [[found], ...things], { today }) => {
      const hub = hubOf(found)
      return { hub, left: (last: Day) => leftAfter(last, things), today, rows: [{ stream: "hub" as const, row: hub }] }
    },
  })

/** One hub: its people, its area, what was done to it, and for the programme owner what must go before it closes. */
export const hubPage = (id: string, { did, tried }: { did?: string | undefined; tried?: Tried } = {}) =>
  page({
    args: { id },
    statements: askedOfHubPage,
    build: (actor, [[found], members, covers, sums, waiting, log], { today }): HubProps => {
      const hub = hubOf(found)
      const mayEdit = ownsNetwork(actor)
      if (tried && !mayEdit) throw new Forbidden()
      const left = leftAfter(NEVER, [members, covers, sums, waiting])
      const where: Record<keyof Left, string | null> = {
        cases: casesAddress({ hub: id }),
        enquiries: null,
        members: `/people#place-${id}`,
        areas: "#area",
      }
      const people = new Map(members.map((one) => [one.id, one]))
      return {
        id,
        name: hub.name,
        shortName: hub.shortName,
        prefix: hub.prefix,
        about: found?.about ?? { nb: "", nn: "", en: "" },
        openedOn: hub.openedOn,
        closedOn: hub.closedOn,
        people: [...people.values()].map(({ id, name, email, phone, ...absence }) => ({
          id,
          name,
          email,
          phone,
          awayTo: awayOn(absence, today),
          roles: members.filter((held) => held.id === id).map(({ role }) => role),
        })),
        places: covers
          .filter((row) => isValid(row, today) || row.validFrom > today)
          .map(({ code, name, validFrom, validTo }) => ({
            code,
            name,
            href: areaAddress(code),
            since: validFrom,
            last: validTo,
          })),
        log: log.map(({ event, at, ...entry }) => ({
          ...entry,
          event: event as HubEvent,
          at: at.toISOString(),
          hub: null,
        })),
        closing:
          mayEdit && hub.closedOn === null
            ? {
                basedOn: hub.seq,
                left: (Object.keys(left) as (keyof Left)[]).flatMap((what) =>
                  left[what] > 0 ? [{ what, n: left[what], href: where[what] }] : [],
                ),
              }
            : null,
        did: did === "opened" || did === "closed" ? did : null,
        tried: tried ?? null,
      }
    },
  })

const askedOfHubs = ({ select, hubRows, staff }: Scope) => {
  const { id, name, shortName, prefix, openedOn, closedOn } = hubRows
  return [
    select({ id, name, shortName, prefix, openedOn, closedOn }).from(hubRows).orderBy(asc(openedOn), asc(name)),
    select({ id: staff.id, hubId: staff.hubId }).from(staff),
    select({ name: staff.name, email: staff.email, phone: staff.phone, role: staff.role })
      .from(staff)
      .where(eq(staff.hubId, NETWORK))
      .orderBy(asc(staff.name)),
  ] as const
}

const askedOfHub = (scope: Scope, _: unknown, { id }: Slots<{ id: string }>) => {
  const { select, hubRows, staff, coverage, municipalities, sums } = scope
  const { hubId, validFrom, validTo, code } = coverage
  return [
    select().from(hubRows).where(eq(hubRows.id, id)),
    select().from(staff).where(eq(staff.hubId, id)).orderBy(asc(staff.name)),
    select({ code, name: municipalities.name, validFrom, validTo })
      .from(coverage)
      .innerJoin(municipalities, eq(municipalities.code, code))
      .where(eq(hubId, id))
      .orderBy(asc(municipalities.name)),
    select({ n: sums.n }).from(sums).where(eq(sums.hubId, id)),
    scope.waitingAt(id),
  ] as const
}

const askedOfHubPage = (scope: Scope, now: unknown, args: Slots<{ id: string }>) =>
  [...askedOfHub(scope, now, args), scope.doneTo("hub", args.id)] as const

type Counted = readonly { n: number }[]
type Things = readonly [readonly { id: string }[], readonly { validTo: Day | null }[], Counted, Counted]
/** After every day: what is left then, has no end. */
const NEVER = "9999"

function leftAfter(last: Day, [members, covers, sums, waiting]: Things): Left {
  const sum = (counts: Counted) => counts.reduce((all, { n }) => all + n, 0)
  return {
    cases: sum(sums),
    enquiries: sum(waiting),
    members: new Set(members.map(({ id }) => id)).size,
    areas: covers.filter(({ validTo }) => validTo === null || validTo > last).length,
  }
}

export function hubOf(row: Hub | undefined): Hub {
  if (!row) throw new NotFound()
  const { id, seq, name, shortName, prefix, openedOn, closedOn, fullUntil, extras } = row
  return { id, seq, name, shortName, prefix, openedOn, closedOn, fullUntil, extras }
}
