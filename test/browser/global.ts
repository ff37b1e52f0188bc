import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { TestProject } from "vitest/node"
import { type Bundle, buildLocal } from "#src/local/build.ts"
import { seedDemo } from "#src/local/demo/seed.ts"
import startDatabase from "../global.ts"
import { type Chromium, findChromium } from "./chromium.ts"
import { knowDatabases } from "./network.ts"

declare module "vitest" {
  interface ProvidedContext {
    bundle: Bundle
    chromium: Chromium
  }
}

/**
 * What the browser tests share: the built program, a libSQL server with the demo network in `demo`, of which each test
 * file forks its own, and a browser that can be started.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), "kraftspor-"))
  const [bundle, chromium, stopDatabase] = await Promise.all([buildLocal(folder), findChromium(), startSeeded(project)])
  project.provide("bundle", bundle)
  project.provide("chromium", chromium)
  return async () => {
    await stopDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startSeeded(project: TestProject) {
  const stop = await startDatabase(project)
  const forget = knowDatabases(project.getProvidedContext().databasePorts)
  await fetch("http://admin.db.test/v1/namespaces/default/fork/demo", { method: "POST" })
  await seedDemo({ url: "http://demo.db.test", onProgress: () => {} })
  forget()
  return stop
}
