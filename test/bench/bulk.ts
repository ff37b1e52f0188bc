import { and, eq, isNull, ne } from "drizzle-orm"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import type { Network } from "./fill.ts"
import { cookieOf, cpuOfRuntime, type Site } from "./measure.ts"

/** What moving many cases at once costs, from the preview to the last of them. Told, not judged. */
export type Bulk = {
  cases: number
  moved: number
  requests: number
  roundTrips: number
  /** The request that asks for the most. */
  most: { rowsRead: number | null; cpuMs: number | null; bytes: number }
  ms: number
}

const MOST = 200

/** As scripts off do it: the preview, then its button until there is none. */
export async function bulk({ url, proxy, secret }: Site, database: string, network: Network): Promise<Bulk> {
  const { cast, stages } = network
  const [to = ""] = stages
  const refs = await someOf(database, network)
  const cookie = await cookieOf(cast.manager, secret)
  const told = { requests: 0, roundTrips: 0, rowsRead: 0, cpuMs: 0, bytes: 0 }
  async function post(path: string, form: Record<string, string>): Promise<string> {
    proxy.trips()
    const before = cpuOfRuntime()
    const body = new URLSearchParams({ act: crypto.randomUUID(), view: "", ...form })
    const answer = await fetch(`${url}${path}`, { method: "POST", headers: { cookie, origin: url }, body })
    const html = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${html.slice(0, 300)}`)
    const trips = proxy.trips()
    told.requests++
    told.roundTrips += trips.length
    told.rowsRead = Math.max(told.rowsRead, ...trips.map(({ rowsRead }) => rowsRead ?? 0))
    told.cpuMs = Math.max(told.cpuMs, (cpuOfRuntime() ?? 0) - (before ?? 0))
    told.bytes = Math.max(told.bytes, html.length)
    return html
  }

  const began = performance.now()
  const asked = { ref: refs.join(" "), verb: "move", to, reason: "Vi begynner på nytt" }
  let html = await post("/cases/selection/preview", asked)
  for (let form = runIn(html); form; form = runIn(html)) html = await post("/cases/selection/run", form)
  const ms = performance.now() - began
  const { requests, roundTrips, rowsRead, cpuMs, bytes } = told
  const moved = Number(/<h1[^>]*>(\d+)/.exec(html)?.[1])
  const most = { rowsRead, cpuMs: cpuOfRuntime() === null ? null : cpuMs, bytes }
  return { cases: refs.length, moved, requests, roundTrips, most, ms }
}

/** Open cases at home that are past the first stage. */
async function someOf(url: string, { home, track, stages: [first = ""] }: Network): Promise<string[]> {
  const { build, send } = connect({ DATABASE_URL: url }, { fetch })
  const { hubId, endedOn, stage } = t.cases
  const past = and(eq(hubId, home.id), eq(t.cases.track, track), isNull(endedOn), ne(stage, first))
  const [rows] = await send("read", [build.select({ ref: t.cases.ref }).from(t.cases).where(past).limit(MOST)])
  return rows.map(({ ref }) => ref)
}

function runIn(html: string): Record<string, string> | null {
  const [, form] = /<form[^>]*action="\/cases\/selection\/run"[^>]*>(.*?)<\/form>/s.exec(html) ?? []
  if (form === undefined) return null
  const fields = form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)
  return Object.fromEntries([...fields].map(([, name = "", value = ""]) => [name, value]))
}
