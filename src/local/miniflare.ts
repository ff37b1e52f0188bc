import { readFileSync } from "node:fs"
import path from "node:path"
import { convertV4MiniflareOptions, fetch, Log, LogLevel, Miniflare, type Request, Response } from "miniflare"
import type { Bucket } from "#src/http/files.ts"
import { klassStandIn } from "#src/registry/klass-stand-in.ts"
import type { Bundle } from "./build.ts"

export type Site = {
  url: string
  /** Resolves when the runtime ends without being asked to. */
  died: Promise<string>
  /** Where files are kept, for what happens outside of the runtime. */
  files: Bucket
  stop(): Promise<void>
}

type Options = Bundle & {
  /** 0, the default, takes a free one. */
  port?: number
  /** Variables and secrets. */
  bindings: Record<string, string>
  /** Where attached files are kept. Without it they are forgotten at the end. */
  folder?: string
  /** Answers what the Worker fetches. Without it, only the database, the register and our stand-ins can be reached. */
  outbound?: (request: Request) => Promise<Response | globalThis.Response>
  onLog?: (line: string) => void
}

/** Serves a built program in the Workers runtime, configured as `wrangler.toml` says, on this machine only. */
export async function serveWorker({
  worker,
  assets,
  port = 0,
  bindings,
  folder,
  outbound,
  onLog = console.log,
}: Options): Promise<Site> {
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false"
  const { compatibilityDate, compatibilityFlags, ratelimits, bucket } = readConfig()
  let tellDeath = (_: string) => {}
  const died = new Promise<string>((tell) => {
    tellDeath = tell
  })
  const runtime = withoutSignals(
    () =>
      new Miniflare(
        convertV4MiniflareOptions({
          host: "127.0.0.1",
          port,
          cf: false,
          log: new Log(LogLevel.ERROR),
          logRequests: false,
          telemetry: { enabled: false },
          handleStructuredLogs: ({ message }) => onLog(message),
          unsafeHandleRuntimeRestart: () => tellDeath("the Workers runtime ended"),
          modulesRoot: path.dirname(worker),
          modules: [{ type: "ESModule", path: worker, contents: readFileSync(worker, "utf8") }],
          compatibilityDate,
          compatibilityFlags,
          bindings,
          ratelimits,
          r2Buckets: [bucket],
          ...(folder && { resourcePersistencePath: folder }),
          assets: { directory: assets, binding: "ASSETS", routerConfig: { has_user_worker: true } },
          cacheAPI: false,
          outboundService: (outbound ?? onlyTo(bindings)) as (request: Request) => Promise<Response>,
        }),
      ),
  )
  const { port: served } = await runtime.ready
  const files = (await runtime.getR2Bucket(bucket)) as unknown as Bucket
  return { url: `http://localhost:${served}`, died, files, stop: () => runtime.dispose() }
}

/** Miniflare ends the process at a signal. When ours ends, and what first, is for the command to say. */
function withoutSignals<T>(make: () => T): T {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)))
  const made = make()
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) if (!before.has(listener)) process.off(signal, listener)
  }
  return made
}

function onlyTo({ DATABASE_URL = "", REGISTER_URL = "" }: Record<string, string>) {
  const known = [DATABASE_URL.replace(/^libsql:/, "https:"), REGISTER_URL].map((url) => URL.parse(url)?.origin)
  return async (request: Request) => {
    const asked = new URL(request.url)
    if (known.includes(asked.origin)) return fetch(request)
    if (asked.hostname === "klass.test") return klassStandIn(request.url)
    return new Response(`A local Worker reaches its database and the registers only, not ${request.url}`, {
      status: 403,
    })
  }
}

/** What the program can notice of `wrangler.toml`, so that it behaves here as it will when deployed. */
export function readConfig() {
  const toml = readFileSync(path.join(import.meta.dirname, "../../wrangler.toml"), "utf8")
  const find = (text: string, pattern: RegExp) => {
    const found = text.match(pattern)?.[1]
    if (!found) throw new Error(`wrangler.toml has no ${pattern}`)
    return found
  }
  const limits = toml.split("[[ratelimits]]").slice(1)
  return {
    compatibilityDate: find(toml, /^compatibility_date = "(.+)"$/m),
    compatibilityFlags: JSON.parse(find(toml, /^compatibility_flags = (.+)$/m)) as string[],
    bucket: find(toml, /^\[\[r2_buckets\]\]\nbinding = "(.+)"$/m),
    ratelimits: Object.fromEntries(
      limits.map((text) => {
        const simple = {
          limit: Number(find(text, /limit = (\d+)/)),
          period: Number(find(text, /period = (\d+)/)) as 10 | 60,
        }
        return [find(text, /^name = "(.+)"$/m), { namespace_id: find(text, /^namespace_id = "(.+)"$/m), simple }]
      }),
    ),
  }
}
