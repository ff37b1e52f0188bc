import { asc } from "drizzle-orm"
import { ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Scope } from "#src/access/scope.ts"
import { addDays, type Day, isDay } from "#src/core/calendar.ts"
import { isValid } from "#src/core/territory.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { Tried } from "#src/http/tried.ts"
import type { Ahead, AreasProps, Place } from "#views/network/props.ts"

type Asked = { on?: string | undefined; did?: string | undefined; tried?: Tried }

export const areaAddress = (code: string) => `/areas/${code}`

/** Which municipality belongs to which hub on a day, which may come to, and what changes later. */
export const areasPage = ({ on: asked = "", did, tried }: Asked = {}) =>
  page({
    args: {},
    statements: askedOfAreas,
    build: (actor, [municipalities, coverage, hubs], { today }): AreasProps => {
      const mayEdit = ownsNetwork(actor)
      if (tried && !mayEdit) throw new Forbidden()
      const on = isDay(asked) ? asked : today
      const here = municipalities.filter((one) => isValid(one, on)).toSorted(byName)
      const coversOn = Map.groupBy(
        coverage.filter((row) => isValid(row, on)),
        ({ code }) => code,
      )
      const coverOf = (code: string) => {
        const rows = coversOn.get(code) ?? []
        return rows.find(({ hubId, status }) => hubId !== null && status === "confirmed") ?? rows[0]
      }
      const placed = here.map((one) => ({ ...one, cover: coverOf(one.code) }))
      const placeOf = ({ code, name, cover }: (typeof placed)[number]): Place => ({
        code,
        name,
        href: areaAddress(code),
        since: cover?.validFrom ?? null,
        last: cover?.validTo ?? null,
      })
      const nameOf = (code: string) => municipalities.find((one) => one.code === code)?.name ?? code
      const hubOf = (hubId: string | null) => hubs.find(({ id }) => id === hubId)?.shortName ?? null
      return {
        on,
        isToday: on === today,
        ignored: asked !== "" && !isDay(asked) ? asked : null,
        hubs: hubs
          .map(({ id, name, openedOn, closedOn }) => ({
            name,
            href: `/network/hubs/${id}`,
            isOpen: openedOn <= on && (closedOn === null || closedOn >= on),
            places: placed.filter(({ cover }) => cover?.hubId === id).map(placeOf),
          }))
          .filter(({ isOpen, places }) => isOpen || places.length > 0),
        candidates: placed.filter(({ cover }) => cover && cover.hubId === null).map(placeOf),
        outside: placed.filter(({ cover }) => !cover).map(placeOf),
        ahead: aheadOf(coverage, on).map(({ code, hubId, ...change }) => ({
          ...change,
          name: nameOf(code),
          href: areaAddress(code),
          hub: hubOf(hubId),
        })),
        counties: mayEdit ? [...new Set(here.map(({ county }) => county))].toSorted(ORDER.compare) : [],
        mayEdit,
        did: did === "founded" ? did : null,
        tried: tried ?? null,
      }
    },
  })

const askedOfAreas = ({ select, municipalities, coverage, hubRows }: Scope) => {
  const { code, name, county, validFrom, validTo } = municipalities
  const { id, name: hub, shortName, openedOn, closedOn } = hubRows
  return [
    select({ code, name, county, validFrom, validTo }).from(municipalities),
    select().from(coverage),
    select({ id, name: hub, shortName, openedOn, closedOn }).from(hubRows).orderBy(asc(shortName)),
  ] as const
}

type Row = { hubId: string | null; code: string; validFrom: Day; validTo: Day | null }

/** What begins or ends after a day. What ends because something else begins is told once. */
function aheadOf(coverage: readonly Row[], on: Day): (Pick<Ahead, "on" | "kind"> & Pick<Row, "hubId" | "code">)[] {
  const begins = coverage
    .filter(({ validFrom }) => validFrom > on)
    .map(({ code, hubId, validFrom }) => ({ code, hubId, on: validFrom, kind: "begins" as const }))
  const ends = coverage
    .filter((row) => row.validTo !== null && row.validTo >= on)
    .map(({ code, hubId, validTo }) => ({ code, hubId, on: addDays(validTo ?? on, 1), kind: "ends" as const }))
    .filter((end) => !begins.some((begin) => begin.code === end.code && begin.on === end.on))
  return [...begins, ...ends].toSorted((one, other) => (one.on < other.on ? -1 : 1))
}

const ORDER = new Intl.Collator("nb")
const byName = (one: { name: string }, other: { name: string }) => ORDER.compare(one.name, other.name)
