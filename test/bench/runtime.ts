import { spawn } from "node:child_process"
import { once } from "node:events"
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { freePort } from "#src/local/database.ts"
import { readConfig } from "#src/local/miniflare.ts"

type Alone = {
  worker: string
  /** A scratch folder. */
  folder: string
  /** Variables and secrets. */
  bindings: Record<string, string>
}

/**
 * The program alone in the Workers runtime. The local stand-ins for the edge (its router, its static files, its way out)
 * run in the same process as the program elsewhere, and what they work would be counted as its own.
 */
export async function serveAlone({ worker, folder, bindings }: Alone) {
  const { compatibilityDate, compatibilityFlags, ratelimits } = readConfig()
  const port = await freePort()
  mkdirSync(folder, { recursive: true })
  copyFileSync(worker, path.join(folder, "worker.js"))
  writeFileSync(path.join(folder, "limits.js"), LIMITS)
  const texts = Object.entries(bindings).map(([name, text]) => `(name = ${quoted(name)}, text = ${quoted(text)})`)
  const limits = Object.keys(ratelimits).map(
    (name) => `(name = ${quoted(name)}, service = (name = "limits", entrypoint = "Limit"))`,
  )
  const runs = `compatibilityDate = ${quoted(compatibilityDate)}, compatibilityFlags = ${JSON.stringify(compatibilityFlags)}`
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "program", worker = (modules = [(name = "worker.js", esModule = embed "worker.js")], ${runs},
      bindings = [${[...texts, ...limits, MAIL].join(", ")}])),
    (name = "limits", worker = (modules = [(name = "limits.js", esModule = embed "limits.js")], ${runs})),
    (name = "internet", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "program")],
);`
  writeFileSync(path.join(folder, "config.capnp"), config)
  const runtime = spawn(workersRuntime(), ["serve", path.join(folder, "config.capnp")], {
    stdio: ["ignore", "ignore", "pipe"],
  })
  let said = ""
  runtime.stderr.on("data", (words) => {
    said = (said + words).slice(-500)
  })
  const exit = once(runtime, "exit")
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; !(await answers(url)); tries++) {
    if (runtime.exitCode !== null || tries === 500) throw new Error(`The Workers runtime does not start: ${said}`)
    await pause(20)
  }
  return {
    url,
    async stop() {
      runtime.kill("SIGKILL")
      await exit
    },
  }
}

/** Budgets of the edge and the way of a mail are not what is measured. */
const LIMITS = `import { WorkerEntrypoint } from "cloudflare:workers"
export class Limit extends WorkerEntrypoint {
  limit() {
    return { success: true }
  }
}
export class Mail extends WorkerEntrypoint {
  send() {}
}
export default {}
`

/** Of the version that miniflare brings. */
const workersRuntime = (): string => createRequire(import.meta.resolve("miniflare"))("workerd").default

const MAIL = `(name = "EMAIL", service = (name = "limits", entrypoint = "Mail"))`

const quoted = (text: string) => JSON.stringify(text)

const answers = (url: string) =>
  fetch(url, { redirect: "manual" }).then(
    () => true,
    () => false,
  )
