import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { parseArgs } from "node:util"
import type { Bundle } from "#src/local/build.ts"
import { startDatabase } from "#src/local/database.ts"
import { onEnd } from "#src/local/life.ts"
import { migrate } from "#src/local/migrate.ts"
import { serveWorker } from "#src/local/miniflare.ts"
import { openSteps } from "#src/local/steps.ts"
import { type Bulk, bulk } from "./bulk.ts"
import { fill, type Network, type Size } from "./fill.ts"
import { type FirstLoad, firstLoad, holdsSixty, leaveSixty } from "./first-load.ts"
import { relimit } from "./limit.ts"
import { cookieOf, measure, type Site } from "./measure.ts"
import { PAGES, type Page } from "./pages.ts"
import { buildProgram, startUp } from "./program.ts"
import { openProxy } from "./proxy.ts"
import { asText, judge, type Row } from "./report.ts"
import { serveAlone } from "./runtime.ts"
import { SECRET } from "./secret.ts"

type Part = { stop(): Promise<void> }
type Built = { site: Site; network: Network; database: string; name: string }

const TIMES = 60

const scratch = mkdtempSync(path.join(tmpdir(), "kraftspor-bench-"))
const step = openSteps()
const parts: Part[] = []
let isEnding = false

onEnd(() => void end(130))
await bench().then(end, (error) => {
  if (!isEnding) console.error(`\n${error instanceof Error ? error.message : error}`)
  return end(1)
})

/** `npm run bench`: what pages and writes cost in networks of different sizes. Gives the exit code. */
async function bench(): Promise<number> {
  const { sizes, pages, json, limit } = asked()
  const bundle = await step("build", () => buildProgram(scratch))
  const startUpMs = await step("start-up", () => startUp(scratch))
  const rows: Row[] = []
  const firstLoads: FirstLoad[] = []
  const bulks: (Bulk & { network: string })[] = []
  for (const size of sizes) {
    await inNetwork(bundle, size, async (built) => {
      rows.push(...(await step(`measure ${built.name}`, (progress) => pagesOf(built, pages, progress))))
      const many = () => bulk(built.site, built.network)
      bulks.push({ ...(await step("many at once", many)), network: built.name })
      if (firstLoads.length === 0 && holdsSixty(size))
        firstLoads.push(...(await step("first loads", () => firstLoadsOf(built))))
      if (limit) console.log(await step("a limit", (progress) => relimit(built.site, built, limit, progress)))
    })
  }
  const report = judge({ bundleKib: bundle.kib, startUpMs, firstLoads, bulks }, rows)
  console.log(`\n${asText(report)}`)
  if (json) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`)
  return report.failed.length ? 1 : 0
}

/** Words choose pages by name; without any, all are measured. */
function asked(): { sizes: Size[]; pages: readonly Page[]; json: string | undefined; limit: number } {
  const { values, positionals } = parseArgs({
    options: {
      cases: { type: "string", default: "1000,100000" },
      hubs: { type: "string", default: "4,46" },
      json: { type: "string" },
      limit: { type: "string", default: "0" },
    },
    allowPositionals: true,
  })
  const [cases = [], hubs = []] = [values.cases, values.hubs].map((list) => list.split(",").map(Number))
  if (!cases.every((n) => n >= 1000 && n <= 5_000_000)) throw new Error("--cases takes numbers from 1000 to 5000000")
  if (!hubs.every((n) => n >= 4 && n <= 60)) throw new Error("--hubs takes numbers from 4 to 60")
  const pages = PAGES.filter(({ name }) => positionals.every((word) => name.includes(word)))
  const limit = Number(values.limit)
  if (!(limit >= 0 && limit <= 0.25 * Math.min(...cases))) throw new Error("--limit takes up to a quarter of the cases")
  return { sizes: cases.flatMap((n) => hubs.map((m) => ({ cases: n, hubs: m }))), pages, json: values.json, limit }
}

async function inNetwork(bundle: Bundle, size: Size, work: (built: Built) => Promise<void>): Promise<void> {
  const name = `${size.cases} cases, ${size.hubs} hubs`
  const folder = path.join(scratch, "database")
  const database = keep(await startDatabase({ folder }))
  const network = await step(name, async (progress) => {
    await migrate(database.url)
    return fill(database.url, size, progress)
  })
  const proxy = keep(await openProxy(database.url))
  const bindings = {
    DATABASE_URL: proxy.url,
    COOKIE_SECRET: SECRET,
    AUTH_SECRET: SECRET,
    BASE_URL: "http://localhost",
    MAIL_FROM: "Kraftspor <post@kraftspor.test>",
    ENQUIRIES_AN_HOUR: "1000000",
    ENQUIRIES_A_DAY: "1000000",
  }
  const alone = keep(await serveAlone({ ...bundle, folder: path.join(scratch, "runtime"), bindings }))
  const edge = keep(await serveWorker({ ...bundle, bindings, onLog: () => {} }))
  const site = { url: alone.url, edge: edge.url, proxy, secret: SECRET }
  await work({ site, network, database: database.url, name })
  for (const part of parts.splice(0)) await part.stop()
  rmSync(folder, { recursive: true })
}

async function pagesOf({ site, network }: Built, pages: readonly Page[], progress: (text: string) => void) {
  const { cases, hubs, cast } = network
  const rows: Row[] = []
  progress("until it is warm")
  await measure(site, cast.advisor, () => ({ path: "/cases" }), { status: 200, times: 100 })
  for (const { name, who, ask, status, times } of pages) {
    progress(name)
    const asks = (nth: number) => ask(network, nth)
    const often = { status, times: Math.min(TIMES, times?.(network) ?? TIMES) }
    rows.push({ page: name, cases, hubs, ...(await measure(site, who && cast[who], asks, often)) })
  }
  return rows
}

/** Comes last, for the network is no longer whole afterwards. */
async function firstLoadsOf({ site, network, database }: Built): Promise<FirstLoad[]> {
  const cookie = await cookieOf(network.cast.manager, SECRET)
  const sixty = (await leaveSixty(database, network)).map((ref) => `/cases/${ref}"`)
  return [
    await firstLoad("board of 60 cards", site.edge, { path: "/cases", cookie, shown: sixty }),
    await firstLoad("public form", site.edge, { path: "/enquiry", cookie: "", shown: [] }),
  ]
}

function keep<P extends Part>(part: P): P {
  parts.unshift(part)
  return part
}

/** Leaves nothing behind: no process, no file. */
async function end(code: number): Promise<void> {
  if (isEnding) return
  isEnding = true
  const stopping = (async () => {
    for (const part of parts) await part.stop()
  })()
  await Promise.race([stopping, pause(8000)])
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
  process.exit(code)
}
