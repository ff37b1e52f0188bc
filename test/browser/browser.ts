import { type Browser, chromium } from "playwright-core"
import { inject } from "vitest"
import { freePort } from "#src/local/database.ts"
import { serveWorker } from "#src/local/miniflare.ts"
import { reach } from "#test/database.ts"

export type Site = {
  url: string
  /** Lets the database be away while `work` goes on. */
  withoutDatabase<T>(work: () => Promise<T>): Promise<T>
  stop(): Promise<void>
}

/** A real Chromium without a window. */
export async function launch(): Promise<Browser> {
  const { executablePath, env } = inject("chromium")
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
  const onlyHere = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
  return chromium.launch({
    executablePath,
    env: { ...(process.env as Record<string, string>), ...env },
    args: ["--no-sandbox", "--disable-dev-shm-usage", onlyHere, ...quiet],
  })
}

/**
 * The built program with its local entry, in the Workers runtime, before the database of `bindings.DATABASE_URL`
 * (`http://NAME.db.test`). Its address is its BASE_URL.
 */
export async function openSite(bindings: { DATABASE_URL: string } & Record<string, string>): Promise<Site> {
  const port = await freePort()
  const toDatabase = reach(inject("databasePorts"))
  let isAway = false
  const { url, stop } = await serveWorker({
    ...inject("bundle"),
    port,
    bindings: { BASE_URL: `http://localhost:${port}`, ...bindings },
    outbound: async (request) => (isAway ? new Response("away", { status: 502 }) : toDatabase(request)),
    onLog: () => {},
  })
  async function withoutDatabase<T>(work: () => Promise<T>): Promise<T> {
    isAway = true
    return work().finally(() => {
      isAway = false
    })
  }
  return { url, stop, withoutDatabase }
}
