import type { Day } from "#src/core/calendar.ts"
import { lastMonths } from "#src/core/paces.ts"

/** Over which time a stage is looked at. */
export const PERIODS = ["year", "ever"] as const
export type Period = (typeof PERIODS)[number]
export type StageAsked = {
  period: Period
  /** All hubs, however many there are. */
  isWhole?: boolean
  hub?: string | undefined
  after?: Seen | undefined
  before?: Seen | undefined
  ignored: readonly string[]
}
/** A row that was seen: when the visit ended, and which. */
export type Seen = { on: string; id: string }

/** What an address asks of a stage. What means nothing is left out, and named so that the page can say so. */
export function stageAsked({
  period = "",
  hubs = "",
  hub = "",
  after = "",
  before = "",
}: Readonly<Record<string, string>>): StageAsked {
  const known = PERIODS.find((one) => one === period)
  const [later, earlier] = [seenIn(after), seenIn(before)]
  const ignored = [
    ...(period && !known ? ["period"] : []),
    ...(hubs && hubs !== "all" ? ["hub"] : []),
    ...(hub.length > 100 ? ["hub"] : []),
    ...(after && !later ? ["after"] : []),
    ...(before && !earlier ? ["before"] : []),
  ]
  return {
    period: known ?? "year",
    ...(hubs === "all" && { isWhole: true }),
    ...(hub && hub.length <= 100 && { hub }),
    ...(later ? { after: later } : earlier && { before: earlier }),
    ignored,
  }
}

/** The months that count, and the day the first of them began. */
export function monthsOf(period: Period, today: Day): { months: readonly string[]; from: Day | undefined } {
  if (period === "ever") return { months: [""], from: undefined }
  const months = lastMonths(today)
  return { months, from: `${months[0]}-01` }
}

export const stageAddress = (code: string, period: Period = "year", isWhole = false): string =>
  `/network/stages/${encodeURIComponent(code)}${query({
    period: period === "year" ? undefined : period,
    hubs: isWhole ? "all" : undefined,
  })}`

/** The visits behind a number. */
export function visitsAddress(code: string, asked: Partial<Omit<StageAsked, "ignored">>): string {
  const { period, hub, after, before } = asked
  return `/network/stages/${encodeURIComponent(code)}/cases${query({
    period: period === "year" ? undefined : period,
    hub,
    after: after && `${after.on}:${after.id}`,
    before: before && `${before.on}:${before.id}`,
  })}`
}

function query(parts: Readonly<Record<string, string | undefined>>): string {
  const kept = Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return kept.length ? `?${new URLSearchParams(kept)}` : ""
}

function seenIn(text: string): Seen | undefined {
  const [, on, id] = /^(\d{4}-\d\d-\d\d):(.{1,60})$/.exec(text) ?? []
  return on && id ? { on, id } : undefined
}
