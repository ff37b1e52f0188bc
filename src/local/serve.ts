import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { parseArgs } from "node:util"
import { createClient } from "@libsql/client"
import type { Mailer } from "#src/http/mail.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { buildLocal } from "./build.ts"
import { startDatabase } from "./database.ts"
import { putDemoFiles } from "./demo/files.ts"
import { onEnd } from "./life.ts"
import { hold } from "./lock.mjs"
import { migrate } from "./migrate.ts"
import { serveWorker } from "./miniflare.ts"
import { startRegister } from "./register.ts"
import { openSteps } from "./steps.ts"

type Part = { died: Promise<string>; stop(): Promise<void> }

const HOUR_MS = 60 * 60 * 1000
const DATA = path.join(import.meta.dirname, "../../.data")
const parts: Part[] = []
let isEnding = false

onEnd(() => void end(0))
await start().catch(failed)

/** `npm start`: the whole program on this machine, from nothing to a page that answers. */
async function start() {
  const { values } = parseArgs({ options: { fresh: { type: "boolean", default: false } } })
  const port = portOf(process.env.PORT)
  const home = path.join(DATA, String(port))
  const token = process.env.DATABASE_TOKEN ?? ""
  const given = process.env.DATABASE_URL
  if (given && values.fresh) throw new Error("--fresh empties our own database, never the one that DATABASE_URL names.")
  await claim(port)
  // Data of an earlier start stays, unless that start was cut off before it had put everything in.
  const isWhole = given !== undefined || existsSync(path.join(home, "seeded"))
  if (values.fresh || !isWhole) rmSync(home, { recursive: true, force: true })
  process.env.TMPDIR = emptied(path.join(home, "tmp"))

  const step = openSteps()
  let isSeeded = false
  const database = async () => {
    const url = given ?? (await step("database", () => ownDatabase(home)))
    await step("migrations", () => migrate(url, token))
    isSeeded = await step("demo data", (progress) => seedIfEmpty(url, token, progress))
    return url
  }
  const [bundle, databaseUrl] = await Promise.all([step("build", () => buildLocal(path.join(home, "app"))), database()])
  const url = new URL(`http://localhost:${port}`).origin
  const access = { DATABASE_URL: databaseUrl, DATABASE_TOKEN: token }
  const registers = {
    REGISTER_URL: process.env.REGISTER_URL ?? keep(await startRegister(access)).url,
    KLASS_URL: "http://klass.test",
  }
  const from = { BASE_URL: url, MAIL_FROM: "Kraftspor <post@kraftspor.test>", ...registers }
  const serving = () =>
    serveWorker({
      ...bundle,
      port,
      folder: path.join(home, "files"),
      bindings: { ...access, ...secretsOf(home), ...from },
    })
  const { files } = keep(await step("server", serving))
  if (isSeeded) await step("demo files", () => putDemoFiles(access, files))
  if (!given) writeFileSync(path.join(home, "seeded"), "")
  await keepTime({ ...access, ...from, EMAIL: caughtAt(url), FILES: files })

  console.log(`
Kraftspor is at ${url}
Sign in: ${url}/local lists the demo people, one click each. Mail is caught at ${url}/local/mail
${given ? "The data is in the database that DATABASE_URL names." : `The data is kept in .data/${port}; npm start -- --fresh begins anew.`}
Ctrl-C stops it.
`)
}

/** Mail that goes out by itself is caught where all other mail is: in the Worker. */
function caughtAt(url: string): Mailer {
  const headers = { "content-type": "application/json" }
  return {
    send: (mail) => fetch(`${url}/local/mail/caught`, { method: "POST", headers, body: JSON.stringify(mail) }),
  }
}

/** The Workers runtime calls nobody here when an hour has passed. */
async function keepTime(env: Parameters<typeof everyHour>[0]) {
  await everyHour(env)
  setInterval(() => void everyHour(env).catch(console.error), HOUR_MS).unref()
}

function portOf(text = "8787"): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new Error(`PORT must be a number from 1 to 65535, not "${text}".`)
}

/** One of us a port. Who was just killed holds the lock for some seconds more, who is just starting has no port yet. */
async function claim(port: number) {
  for (let tries = 0; ; tries++) {
    const release = hold(path.join(DATA, `${port}.lock`))
    if (await isTaken(port)) {
      release?.()
      throw new Error(
        release
          ? `Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`
          : `Kraftspor is already running at http://localhost:${port}`,
      )
    }
    if (release) return
    if (tries === 0) console.log(`Waiting for an earlier start with port ${port}.`)
    await pause(500)
  }
}

async function isTaken(port: number): Promise<boolean> {
  const answers = (host: string) =>
    new Promise<boolean>((tell) => {
      const socket = connect({ port, host })
      const end = (answered: boolean) => {
        socket.destroy()
        tell(answered)
      }
      socket.once("connect", () => end(true)).once("error", () => end(false))
    })
  return (await answers("127.0.0.1")) || (await answers("::1"))
}

function emptied(folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

async function ownDatabase(home: string): Promise<string> {
  return keep(await startDatabase({ folder: path.join(home, "database") })).url
}

async function seedIfEmpty(url: string, token: string, progress: (text: string) => void) {
  const client = createClient({ url, authToken: token })
  const { rows } = await client.execute("select 1 from people limit 1")
  client.close()
  if (rows.length > 0) return false
  const { seedDemo } = await import("./demo/seed.ts")
  await seedDemo({ url, token, onProgress: (done: number, of: number) => progress(`${done} of ${of}`) })
  return true
}

/** Kept, so that who is signed in stays so over a restart. */
function secretsOf(home: string): Record<"COOKIE_SECRET" | "AUTH_SECRET", string> {
  const file = path.join(home, "secrets.json")
  if (!existsSync(file)) {
    const secret = () => randomBytes(32).toString("base64url")
    mkdirSync(home, { recursive: true })
    writeFileSync(file, JSON.stringify({ COOKIE_SECRET: secret(), AUTH_SECRET: secret() }), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, "utf8"))
}

function keep<P extends Part>(part: P): P {
  parts.unshift(part)
  void part.died.then((why) => failed(new Error(`Kraftspor stops: ${why}.`)))
  return part
}

function failed(error: unknown) {
  if (!isEnding) console.error(`\n${error instanceof Error ? error.message : error}`)
  return end(1)
}

async function end(code: number) {
  if (isEnding) return
  isEnding = true
  const stopping = (async () => {
    for (const part of parts) await part.stop()
  })()
  await Promise.race([stopping, pause(8000)])
  process.exit(code)
}
