import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { TestProject } from "vitest/node"
import { type Bundle, buildLocal } from "#src/local/build.ts"
import startDatabase from "../global.ts"
import { type Chromium, findChromium } from "./chromium.ts"

declare module "vitest" {
  interface ProvidedContext {
    bundle: Bundle
    chromium: Chromium
  }
}

/** What the browser tests share: the built program, a libSQL server, and a browser that can be started. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), "kraftspor-"))
  const [bundle, chromium, stopDatabase] = await Promise.all([
    buildLocal(folder),
    findChromium(),
    startDatabase(project),
  ])
  project.provide("bundle", bundle)
  project.provide("chromium", chromium)
  return async () => {
    await stopDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
}
