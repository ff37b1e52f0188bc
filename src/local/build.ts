import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { cp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import path from "node:path"
import { promisify } from "node:util"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import { assetsBuilt, BUILD, BUILD_LOCK } from "./assets.ts"
import { alone } from "./lock.mjs"

/** A built program: the Worker's one file, and the folder of its static files. */
export type Bundle = { worker: string; assets: string }

const ROOT = path.join(import.meta.dirname, "../..")
const MOST_KIB = 600

/** Keeps wrangler from telling and asking anyone anything. */
const AT_HOME = {
  CI: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
}

/** Builds the program with its local entry, into `folder`: a copy there is safe from builds of other commands. */
export async function buildLocal(folder: string): Promise<Bundle> {
  await assetsBuilt()
  return alone(BUILD_LOCK, async () => {
    const bundle = { worker: path.join(folder, "worker.js"), assets: path.join(folder, "public") }
    await rm(folder, { recursive: true, force: true })
    await cp(path.join(BUILD, "public"), bundle.assets, { recursive: true })
    await build({
      entryPoints: [path.join(ROOT, "src/local/worker.ts")],
      outfile: bundle.worker,
      bundle: true,
      format: "esm",
      target: "es2024",
      conditions: ["workerd", "worker", "browser"],
      external: ["node:*", "cloudflare:*"],
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "warning",
    })
    return bundle
  })
}

/** Builds what a deploy uploads, into `.build/worker`, and says how large it is. */
export async function buildDeployed(): Promise<string> {
  await assetsBuilt()
  return alone(BUILD_LOCK, async () => {
    await dryRun(path.join(BUILD, "worker"))
    const kib = gzipSync(readFileSync(path.join(BUILD, "worker/worker.js"))).byteLength / 1024
    const size = `The Worker is ${kib.toFixed(1)} KiB gzipped, of ${MOST_KIB} allowed.`
    if (kib > MOST_KIB) throw new Error(size)
    return size
  })
}

/** Runs wrangler so that it tells and asks nobody anything; gives what it printed. */
export async function wrangler(...args: string[]): Promise<string> {
  const script = createRequire(import.meta.url)
    .resolve("wrangler/package.json")
    .replace("package.json", "bin/wrangler.js")
  const options = { cwd: ROOT, env: { ...process.env, ...AT_HOME } }
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], options)
  return stdout
}

async function dryRun(folder: string) {
  await wrangler("deploy", "--dry-run", "--outdir", folder).catch(({ stdout, stderr }) => {
    throw new Error(`wrangler could not build the Worker:\n${stdout}${stderr}`)
  })
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  try {
    console.log(await buildDeployed())
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
