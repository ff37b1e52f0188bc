import type { Bulk } from "./bulk.ts"
import type { Size } from "./fill.ts"
import type { FirstLoad } from "./first-load.ts"
import type { Figures } from "./measure.ts"
import { PAGES } from "./pages.ts"

export type Row = { page: string } & Size & Figures
export type Program = {
  bundleKib: number
  startUpMs: number | null
  firstLoads: readonly FirstLoad[]
  bulks: readonly (Bulk & { network: string })[]
}
export type Report = { program: Program; rows: readonly Row[]; failed: readonly string[]; unknown: readonly string[] }

const BUNDLE_KIB = 600
const START_UP_MS = 150
const FIRST_LOADS: Record<FirstLoad["page"], { requests: number; kib: number }> = {
  "board of 60 cards": { requests: 6, kib: 100 },
  "public form": { requests: 6, kib: 60 },
}

/** Holds what was measured against the budgets. Latency is told and not judged. */
export function judge(program: Program, rows: readonly Row[]): Report {
  const { bundleKib, startUpMs, firstLoads } = program
  const checks = [
    check("the Worker's bundle", "KiB gzipped", bundleKib, BUNDLE_KIB),
    check("the Worker's start-up", "ms of work", startUpMs, START_UP_MS),
    ...(firstLoads.length ? [] : [check("first loads", "KiB gzipped", null, 0)]),
    ...firstLoads.flatMap(({ page, requests, kib }) => [
      check(`first load of ${page}`, "requests", requests, FIRST_LOADS[page].requests),
      check(`first load of ${page}`, "KiB gzipped", kib, FIRST_LOADS[page].kib),
    ]),
    ...rows.flatMap((row) => {
      const { roundTrips, rowsRead, cpu, queryMs } = budgetOf(row, rows)
      const where = `${row.page} (${row.cases} cases, ${row.hubs} hubs)`
      return [
        check(where, "round trips", row.roundTrips, roundTrips),
        check(where, "rows read", row.rowsRead, rowsRead),
        check(where, "ms of CPU", row.cpuMs, cpu),
        ...(queryMs === null ? [] : [check(where, "ms in the database", row.queryMs, queryMs)]),
      ]
    }),
  ]
  const said = (verdict: "failed" | "unknown") => checks.flatMap((one) => (one.verdict === verdict ? [one.text] : []))
  return { program, rows, failed: said("failed"), unknown: said("unknown") }
}

/** A table a network, and what stands outside them. */
export function asText({ program, rows, failed, unknown }: Report): string {
  const networks = new Map<string, Row[]>()
  for (const row of rows) {
    const name = `${row.cases} cases, ${row.hubs} hubs`
    networks.set(name, [...(networks.get(name) ?? []), row])
  }
  return [
    `The Worker: ${program.bundleKib.toFixed(1)} KiB gzipped, ${said(program.startUpMs)} ms of work before the first request`,
    ...program.firstLoads.map(
      ({ page, requests, kib }) => `First load, ${page}: ${requests} requests, ${kib.toFixed(1)} KiB`,
    ),
    ...program.bulks.map(
      ({ network, cases, moved, requests, roundTrips, cpuMs, ms }) =>
        `${network}: ${moved} of ${cases} cases moved at once in ${(ms / 1000).toFixed(1)} s, ${requests} requests, ` +
        `${(roundTrips / cases).toFixed(2)} trips a case, ${said(cpuMs)} ms of CPU a request`,
    ),
    ...[...networks].flatMap(([name, rows]) => ["", HEAD(name), ...rows.map(line)]),
    "",
    ...unknown.map((text) => `Unknown: ${text}`),
    ...failed.map((text) => `Over budget: ${text}`),
    failed.length ? `${failed.length} over budget` : "Within every budget",
  ].join("\n")
}

const columns = (name: string, ...cells: string[]) =>
  [name.padEnd(32), ...cells.map((cell) => cell.padStart(9))].join("")
const HEAD = (name: string) => columns(name, "trips", "rows", "of", "bytes gz", "CPU ms", "SQL ms", "p50 ms")

function line(row: Row): string {
  const { rowsRead } = budgetOf(row)
  const { page, roundTrips, bytesGzip } = row
  const times = [row.cpuMs, row.queryMs, row.p50Ms].map(said)
  return columns(page, `${roundTrips}`, `${row.rowsRead ?? "?"}`, `${rowsRead}`, `${bytesGzip}`, ...times)
}

const said = (ms: number | null) => ms?.toFixed(1) ?? "?"
function budgetOf(row: Row, all: readonly Row[] = []) {
  const page = PAGES.find(({ name }) => name === row.page)
  if (!page) throw new Error(`there is no page ${row.page}`)
  const { roundTrips, rowsRead, cpu, growth } = page
  const most = typeof rowsRead === "function" ? Math.round(rowsRead(row)) : rowsRead
  const alike = all.filter((other) => other.page === row.page && other.hubs === row.hubs)
  const [smallest] = alike.toSorted((one, other) => one.cases - other.cases)
  const queryMs = growth && smallest?.queryMs && smallest !== row ? growth * smallest.queryMs : null
  return { roundTrips, rowsRead: most, cpu, queryMs }
}

function check(what: string, unit: string, measured: number | null, most: number) {
  if (measured === null) return { verdict: "unknown", text: `${what}: ${unit} cannot be told here` } as const
  if (measured <= most) return { verdict: "passed", text: "" } as const
  return { verdict: "failed", text: `${what}: ${Number(measured.toFixed(1))} ${unit}, of at most ${most}` } as const
}
