import { readdirSync, readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"
import { serializeSigned } from "hono/utils/cookie"
import type { Pass } from "#src/access/scope.ts"
import type { WireProxy } from "./proxy.ts"

export type Asked = {
  path: string
  form?: Record<string, string>
  fragment?: boolean
  headers?: Record<string, string>
}
/** What could not be measured is null, never zero. */
export type Figures = {
  roundTrips: number
  rowsRead: number | null
  /** What the database says that it worked, when it was least disturbed. */
  queryMs: number | null
  bytesGzip: number
  /** Of the Workers runtime as a whole. */
  cpuMs: number | null
  p50Ms: number
}
/** The program alone at `url`; and with what the edge does around it, such as static files, at `edge`. */
export type Site = { url: string; edge: string; proxy: WireProxy; secret: string }

const BATCHES = 3

/** Asks once for what is counted, and the rest of the `times` for what takes time: the quietest tells. */
export async function measure(
  { url, proxy, secret }: Site,
  who: Pass | null,
  asks: (nth: number) => Asked,
  { status, times }: { status: number; times: number },
): Promise<Figures> {
  const cookie = who ? await cookieOf(who, secret) : ""
  async function ask(nth: number) {
    const { path, form, fragment, headers } = asks(nth)
    const began = performance.now()
    const response = await fetch(`${url}${path}`, {
      redirect: "manual",
      // Packing is the edge's work, not the Worker's.
      headers: {
        cookie,
        origin: url,
        "accept-encoding": "identity",
        ...(fragment && { "HX-Request-Type": "partial" }),
        ...headers,
      },
      ...(form && { method: "POST", body: new URLSearchParams({ act: crypto.randomUUID(), ...form }) }),
    })
    const html = await response.text()
    const ms = performance.now() - began
    if (response.status !== status) throw new Error(`${path} answered ${response.status}: ${html.slice(0, 300)}`)
    return { html, ms }
  }

  proxy.trips()
  const { html } = await ask(0)
  const trips = proxy.trips()
  const took: number[] = []
  const queried: (number | null)[] = []
  const worked: (number | null)[] = []
  for (const [first, last] of batches(times)) {
    const before = cpuOfRuntime()
    for (let nth = first; nth < last; nth++) {
      took.push((await ask(nth)).ms)
      queried.push(total(proxy.trips().map(({ queryMs }) => queryMs)))
    }
    const after = cpuOfRuntime()
    worked.push(before === null || after === null ? null : (after - before) / (last - first))
  }
  return {
    roundTrips: trips.length,
    rowsRead: total(trips.map(({ rowsRead }) => rowsRead)),
    queryMs: least(queried),
    bytesGzip: gzipSync(html).byteLength,
    cpuMs: least(worked),
    p50Ms: took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0,
  }
}

/** The sign-in of a session that is in the database. */
export const cookieOf = (who: Pass, secret: string) => serializeSigned("pass", JSON.stringify(who), secret)

/** The first asking aside. */
function batches(times: number): [first: number, last: number][] {
  const size = Math.max(1, Math.floor((times - 1) / BATCHES))
  return Array.from({ length: BATCHES }, (_, n) => [1 + n * size, 1 + (n + 1) * size])
}

/** A cold runtime, and a machine that others work on too, only ever add. */
const least = (ms: readonly (number | null)[]) =>
  ms.reduce((least, one) => (least === null || one === null ? null : Math.min(least, one)))

const total = (parts: readonly (number | null)[]) =>
  parts.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0)

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10

/** Milliseconds that the runtime which this process started has worked; null where the system does not tell. */
export function cpuOfRuntime(): number | null {
  if (process.platform !== "linux") return null
  const runtime = readdirSync("/proc")
    .flatMap((name) => (/^\d+$/.test(name) ? (statOf(name) ?? []) : []))
    .filter(({ command, parent }) => command === "workerd" && parent === process.pid)
  return runtime.length ? runtime.reduce((ms, { ticks }) => ms + ticks * TICK_MS, 0) : null
}

/** Fields as in proc(5): after the command in brackets come state, parent and, later, time in user mode and in system. */
function statOf(pid: string) {
  try {
    const [, command, rest = ""] = /\((.*)\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? []
    const fields = rest.split(" ")
    return { command, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return // ended while we looked
  }
}
