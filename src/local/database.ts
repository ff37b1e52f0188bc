import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { once } from "node:events"
import { chmodSync, mkdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"

/** SHA-256 of the libSQL server in each package of the version that package.json names. */
const SUMS: Record<string, string> = {
  "linux-x64": "0863c3fbe68ac9714bca2cec1330def7a0ba5e4a29f199bf60ef46fa0c95b895",
  "linux-arm64": "54039931c1088483706790e6cf73444ad88b843a9bb0ca8285b82fc309ad4810",
  "darwin-x64": "f831a1050a68e2342ce715283b6367382bd02e143ed85d7879c2b6f64485812c",
  "darwin-arm64": "cc075b5bf145e5e750afd2941f390b46dbfe9ae47158d95ab637a00559681054",
}

export type Database = {
  url: string
  port: number
  /** Makes and forks databases; only with `namespaces`. */
  adminPort?: number
  /** Resolves, with the reason, when the server ends without being asked to. */
  died: Promise<string>
  stop(): Promise<void>
}

/** Starts a libSQL server on free ports of this machine. With `namespaces` it holds many databases; `url` is `default`. */
export async function startDatabase({ folder, namespaces = false }: { folder: string; namespaces?: boolean }) {
  const binary = libsqlServer()
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const adminPort = namespaces ? await freePort() : undefined
  const listen = ["--http-listen-addr", `127.0.0.1:${port}`]
  const admin = adminPort ? ["--admin-listen-addr", `127.0.0.1:${adminPort}`, "--enable-namespaces"] : []
  // It refuses the 129th request at once with 429; a Worker has no such bound.
  const patience = ["--max-concurrent-requests", "1024", "--max-concurrent-connections", "1024"]
  const server = spawn(binary, ["--no-welcome", "--db-path", folder, ...listen, ...admin, ...patience], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, RUST_LOG: "error" },
  })

  let said = ""
  server.stderr.on("data", (words) => {
    said = (said + words).slice(-500)
  })
  let ended: string | undefined
  let asked = false
  const exit = new Promise<void>((exited) => {
    const end = (why: string) => {
      ended ??= why
      exited()
    }
    server.once("exit", (code, signal) =>
      end(`the libSQL server ended with ${signal ?? code}${said && `: ${lastLine(said)}`}`),
    )
    server.once("error", ({ message }) => end(message))
  })

  async function stop() {
    asked = true
    server.kill("SIGTERM")
    const insist = setTimeout(() => server.kill("SIGKILL"), 5000)
    await exit
    clearTimeout(insist)
  }

  for (let tries = 0; !(await isHealthy(port)); tries++) {
    if (!ended && tries === 500) await stop()
    if (ended) throw new Error(`No database: ${ended}`)
    await pause(20)
  }
  // With namespaces, a server takes the first label of the host for one: 127.0.0.1 would be the database "127".
  const url = `http://${namespaces ? "localhost" : "127.0.0.1"}:${port}`
  const died = new Promise<string>((tell) => void exit.then(() => asked || tell(ended ?? "the libSQL server ended")))
  return { url, port, ...(adminPort && { adminPort }), died, stop } satisfies Database
}

function libsqlServer(): string {
  const here = `${process.platform}-${process.arch}`
  const sum = SUMS[here]
  if (!sum) throw new Error(`There is no libSQL server for ${here}: name one with DATABASE_URL.`)
  const binary = path.join(packageFolder(`@sqld/${here}`), "sqld")
  const found = createHash("sha256").update(readFileSync(binary)).digest("hex")
  if (found !== sum) throw new Error(`${binary} is not the libSQL server we know: its SHA-256 is ${found}.`)
  chmodSync(binary, 0o755)
  return binary
}

function packageFolder(name: string): string {
  try {
    return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  } catch {
    throw new Error(`The package ${name} is missing: run npm ci, or name a libSQL server with DATABASE_URL.`)
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  if (!address || typeof address === "string") throw new Error("this machine gives no free port")
  return address.port
}

async function isHealthy(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health`).then(
    ({ ok }) => ok,
    () => false,
  )
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? ""
}
