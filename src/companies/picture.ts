import { scaleUtc } from "d3-scale"
import { utcMonth, utcYear } from "d3-time"
import { addDays, type Day } from "#src/core/calendar.ts"

/** A case as a lane: what it stood in, from when to when, and where it waited. Null is until today. */
export type Course = {
  stages: readonly { code: string; from: Day; to: Day | null }[]
  waits: readonly { from: Day; to: Day | null }[]
  endedOn: Day | null
}
type Span = { x: number; width: number }
export type Lane = {
  y: number
  /** From where it began to where it ended: what holds it together when it was closed and opened again. */
  line: Span
  label: { x: number; anchor: "start" | "end" }
  /** How many letters there is room for. */
  bars: readonly (Span & { code: string; room: number })[]
  waits: readonly Span[]
  end: number | null
}
export type Picture = {
  width: number
  height: number
  top: number
  lane: number
  /** One too near the edge has no room for its name. */
  ticks: readonly { x: number; day: Day; unit: "year" | "month"; isNamed: boolean }[]
  today: number
  lanes: readonly Lane[]
}

const TOP = 34
const LANE = 62
const LETTER = 7
const PADDING = 10
/** Thinner than this nobody sees it. */
const THIN = 2
const [WIDE, WIDEST] = [900, 1440]
/** Up to so many years stand in the narrower picture. */
const FEW_YEARS = 8
const YEAR = 365

/** Where each mark stands: time runs to the right, a case a lane. */
export function pictureOf(courses: readonly Course[], today: Day): Picture {
  const first = courses.flatMap(({ stages }) => stages.map(({ from }) => from)).toSorted()[0] ?? today
  const aYearAgo = addDays(today, -YEAR)
  const from = dateOf(addDays(first < aYearAgo ? first : aYearAgo, -20))
  const to = dateOf(addDays(today, 20))
  const isLong = utcYear.count(from, to) > FEW_YEARS
  const width = isLong ? WIDEST : WIDE
  const scale = scaleUtc().domain([from, to]).range([0, width])
  const at = (day: Day) => Math.round(scale(dateOf(day)) * 10) / 10
  const span = ({ from, to }: { from: Day; to: Day | null }): Span => {
    const x = at(from)
    return { x, width: Math.max(THIN, Math.round((at(to ?? today) - x) * 10) / 10) }
  }
  const isYears = utcYear.count(from, to) > 2
  const ticks = isYears ? utcYear.range(utcYear.ceil(from), to) : (utcMonth.every(3)?.range(from, to) ?? [])
  return {
    width,
    height: TOP + courses.length * LANE + 6,
    top: TOP,
    lane: LANE,
    ticks: ticks.map((date) => {
      const day = date.toISOString().slice(0, 10)
      return { x: at(day), day, unit: isYears ? "year" : "month", isNamed: at(day) < width - (isYears ? 36 : 70) }
    }),
    today: at(today),
    lanes: courses.map(({ stages, waits, endedOn }, i) => {
      const start = stages[0]?.from ?? today
      const line = span({ from: start, to: endedOn })
      const isLate = line.x > width * 0.55
      return {
        y: TOP + i * LANE,
        line,
        label: isLate ? { x: line.x + line.width, anchor: "end" } : { x: line.x, anchor: "start" },
        bars: stages.map(({ code, ...time }) => {
          const bar = span(time)
          return { ...bar, code, room: Math.max(0, Math.floor((bar.width - PADDING) / LETTER)) }
        }),
        waits: waits.map(span),
        end: endedOn ? at(endedOn) : null,
      }
    }),
  }
}

const dateOf = (day: Day) => new Date(`${day}T00:00:00Z`)
