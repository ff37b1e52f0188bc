import type { Network } from "./fill.ts"
import { cookieOf, cpuOfRuntime, type Site } from "./measure.ts"

/** What moving many cases at once costs, from the preview to the last of them. Told, not judged. */
export type Bulk = {
  cases: number
  moved: number
  requests: number
  roundTrips: number
  /** Of the Workers runtime as a whole, a request. */
  cpuMs: number | null
  ms: number
}

/** As scripts off do it: the preview, then its button until there is none. */
export async function bulk({ url, proxy, secret }: Site, network: Network): Promise<Bulk> {
  const { cast, stages, many } = network
  const [to = ""] = stages
  const cookie = await cookieOf(cast.manager, secret)
  let requests = 0
  async function post(path: string, form: Record<string, string>): Promise<string> {
    requests++
    const body = new URLSearchParams({ act: crypto.randomUUID(), view: "", ...form })
    const answer = await fetch(`${url}${path}`, { method: "POST", headers: { cookie, origin: url }, body })
    const html = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${html.slice(0, 300)}`)
    return html
  }

  proxy.trips()
  const before = cpuOfRuntime()
  const began = performance.now()
  const asked = { ref: many.join(" "), verb: "move", to, reason: "Vi begynner på nytt" }
  let html = await post("/cases/selection/preview", asked)
  for (let form = runIn(html); form?.verb === "move"; form = runIn(html))
    html = await post("/cases/selection/run", form)
  const ms = performance.now() - began
  const after = cpuOfRuntime()
  const moved = Number(/<h1[^>]*>(\d+)/.exec(html)?.[1])
  const cpuMs = before === null || after === null ? null : (after - before) / requests
  return { cases: many.length, moved, requests, roundTrips: proxy.trips().length, cpuMs, ms }
}

function runIn(html: string): Record<string, string> | null {
  const [, form] = /<form[^>]*action="\/cases\/selection\/run"[^>]*>(.*?)<\/form>/s.exec(html) ?? []
  if (form === undefined) return null
  const fields = form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)
  return Object.fromEntries([...fields].map(([, name = "", value = ""]) => [name, value]))
}
