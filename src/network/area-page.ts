import { asc, eq } from "drizzle-orm"
import { type Actor, ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { isRefusal, type Outcome } from "#src/core/acts.ts"
import { type Area, type AreaEvent, applyToArea, candidacyFrom, lastHeld, noArea, servedFrom } from "#src/core/area.ts"
import type { Day } from "#src/core/calendar.ts"
import type { Hub } from "#src/core/hub.ts"
import { type Route, route } from "#src/core/routing.ts"
import { type Coverage, hubFor, inTodaysMap, isValid, type Municipality } from "#src/core/territory.ts"
import { Forbidden, NotFound, Refused } from "#src/http/errors.ts"
import type { AreaForm, AreaPreviewProps, AreaProps, AreaTried } from "#views/network/props.ts"

export const AREA_FORMS: readonly AreaForm[] = ["giving", "withdrawal", "suggestion", "dropping"]

export type AreaFile = { area: Area; hubs: readonly Hub[]; today: Day }

/** What changing an area is judged on. */
export const areaFile = (code: string) =>
  page({
    args: { code },
    statements: askedOfFile,
    build: (_, [[row], covers, hubs], { today }) => {
      const area = areaOf(row, covers)
      return { area, hubs, today, rows: [{ stream: "area" as const, row: area }] }
    },
  })

/** What taking in a municipality is judged on: whether it is here already. */
export const foundingFile = (code: string) =>
  page({
    args: { code },
    statements: askedOfFile,
    build: (_, [[row], covers]) => {
      const area = row ? areaOf(row, covers) : null
      return { area, rows: area ? [{ stream: "area" as const, row: area }] : [] }
    },
  })

/** Says first whether this person runs the network: what is both refused and forbidden is forbidden. */
export const owning =
  <F>(judge: (file: F) => Outcome) =>
  (file: F, actor: Actor): Outcome => {
    if (!ownsNetwork(actor)) throw new Forbidden()
    return judge(file)
  }

/** A municipality: whose it is and was, what was done to it, and for the programme owner what can be. */
export const areaPage = (code: string, { did, tried }: { did?: string | undefined; tried?: AreaTried } = {}) =>
  page({
    args: { code },
    statements: askedOfArea,
    build: (actor, [[row], covers, hubs, came, log], { today }): AreaProps => {
      const area = areaOf(row, covers)
      const mayEdit = ownsNetwork(actor)
      if (tried && !mayEdit) throw new Forbidden()
      const hubOf = (id: string | null | undefined) => hubs.find((hub) => hub.id === id)?.shortName ?? null
      const cover = hubFor(area.covers, code, today)
      const { day } = tried ? said(tried.form, tried.typed) : { day: today }
      const clash = tried?.refusal === "served" ? servedFrom(area, day) : undefined
      return {
        code,
        name: area.name,
        county: area.county,
        validTo: area.validTo,
        now: inTodaysMap(code, today, came),
        hub:
          cover.kind === "hub"
            ? { name: hubOf(cover.hubId) ?? cover.hubId, href: `/network/hubs/${cover.hubId}`, since: cover.validFrom }
            : null,
        isCandidate: cover.kind === "candidate",
        covers: area.covers
          .toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : -1))
          .map(({ hubId, validFrom, validTo }) => ({ hub: hubOf(hubId), from: validFrom, to: validTo })),
        log: log.map(({ event, at, ...entry }) => {
          const deed = event as AreaEvent
          return { ...entry, event: deed, at: at.toISOString(), hub: "hubId" in deed ? hubOf(deed.hubId) : null }
        }),
        edit: mayEdit
          ? {
              basedOn: area.seq,
              hubs: hubs
                .filter(({ closedOn }) => closedOn === null)
                .map(({ id, shortName }) => ({ value: id, label: shortName })),
              forms: AREA_FORMS.filter((form) => form === tried?.form || isThinkable(area, form, today)),
              holder: hubOf(lastHeld(area)?.hubId),
            }
          : null,
        did: AREA_FORMS.find((form) => form === did) ?? null,
        tried: tried ?? null,
        clash: clash ? { hub: hubOf(clash.hubId) ?? "", from: clash.validFrom, to: clash.validTo } : null,
      }
    },
  })

/** What a change would make of enquiries from there. It reads, and nothing is written. */
export const areaPreview = (
  code: string,
  form: AreaForm,
  typed: Readonly<Record<string, string>>,
  judge: (file: AreaFile) => Outcome,
) =>
  page({
    args: { code },
    statements: askedOfPreview,
    build: (actor, rows, { today }): AreaPreviewProps => {
      const [[row], covers, hubs, municipalities, coverage, changes, waiting, listed, open] = rows
      const area = areaOf(row, covers)
      const outcome = owning(judge)({ area, hubs, today }, actor)
      if (isRefusal(outcome)) throw new Refused(outcome)
      const { hubId, day, reason } = said(form, typed)
      const hubOf = (id: string | null) => hubs.find((hub) => hub.id === id)?.shortName ?? null
      const after = outcome.acts.reduce((so, { event }) => applyToArea(so, event as AreaEvent), area)
      const days = [...new Set([today, day < today ? today : day])]
      const routes = days.map((on) => {
        const [one, other] = rerouted(code, on, { municipalities, changes, coverage }, after)
        const isSame = one.to === other.to && one.why.kind === other.why.kind
        return { on, before: { ...one, hub: hubOf(one.to) }, after: { ...other, hub: hubOf(other.to) }, isSame }
      })
      const counted = open
        .map(({ hubId: id, ...counts }) => ({ hub: hubOf(id) ?? id, ...counts }))
        .toSorted((one, other) => other.n - one.n)
      return {
        code,
        name: area.name,
        form,
        hub: hubOf(form === "withdrawal" ? (lastHeld(area)?.hubId ?? null) : hubId),
        day,
        isPast: day < today,
        reason,
        routes,
        waiting: waiting.map(({ hubId: id, n }) => ({ hub: hubOf(id), n })),
        listed,
        open: counted,
        total: {
          cases: counted.reduce((sum, { n }) => sum + n, 0),
          companies: counted.reduce((sum, { companies }) => sum + companies, 0),
        },
        made: { basedOn: Number(typed.basedOn ?? area.seq) },
        typed,
      }
    },
  })

type Territory = Omit<Parameters<typeof route>[0], "code" | "on">

/** Where an enquiry from a place goes on a day: as it is, and once an area is as in `after`. */
export function rerouted(code: string, on: Day, territory: Territory, after: Area): readonly [Route, Route] {
  const others = territory.coverage.filter((row) => row.code !== after.id)
  return [route({ ...territory, code, on }), route({ ...territory, code, on, coverage: [...others, ...after.covers] })]
}

const askedOfFile = (
  { select, municipalities, coverage, hubRows }: Scope,
  _: unknown,
  { code }: Slots<{ code: string }>,
) =>
  [
    select().from(municipalities).where(eq(municipalities.code, code)),
    select().from(coverage).where(eq(coverage.code, code)),
    select().from(hubRows).orderBy(asc(hubRows.shortName)),
  ] as const

const askedOfArea = (scope: Scope, now: unknown, { code }: Slots<{ code: string }>) =>
  [...askedOfFile(scope, now, { code }), scope.cameOf(code), scope.doneTo("area", code)] as const

const askedOfPreview = (scope: Scope, now: unknown, { code }: Slots<{ code: string }>) => {
  const { select, municipalities, coverage, changes } = scope
  return [
    ...askedOfFile(scope, now, { code }),
    select().from(municipalities),
    select().from(coverage),
    select().from(changes),
    scope.waitingFrom(code),
    scope.listedFrom(code),
    scope.openIn(code),
  ] as const
}

/** The municipality, as the verbs know it. */
export function areaOf(row: (Municipality & { seq: number }) | undefined, covers: readonly Coverage[]): Area {
  if (!row) throw new NotFound()
  const { code, name, county, validFrom, validTo, seq } = row
  return { ...noArea(code), name, county, validFrom, validTo, seq, covers }
}

/** A form's day, and its hub if it has one. */
export function said(
  form: AreaForm,
  { hub = "", from = "", last = "", reason = "" }: Readonly<Record<string, string>>,
) {
  return { hubId: form === "giving" ? hub : null, day: form === "withdrawal" ? last : from, reason }
}

/** Whether a form makes sense as things are; what is typed in it decides the rest. */
function isThinkable(area: Area, form: AreaForm, today: Day): boolean {
  const isThere = isValid({ ...area, validFrom: null }, today)
  switch (form) {
    case "giving":
      return isThere && !lastHeld(area)
    case "withdrawal":
      return lastHeld(area) !== undefined
    case "suggestion":
      return isThere && !lastHeld(area) && !candidacyFrom(area, today)
    case "dropping":
      return candidacyFrom(area, today) !== undefined
  }
}
