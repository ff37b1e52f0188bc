import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { TestProject } from "vitest/node"
import { startDatabase } from "#src/local/database.ts"
import { migrate } from "#src/local/migrate.ts"
import type { Ports } from "./database.ts"

declare module "vitest" {
  interface ProvidedContext {
    databasePorts: Ports
  }
}

/** One libSQL server for the run. Each test file forks its own database from `default`, which has every migration. */
export default async function setup({ provide }: Pick<TestProject, "provide">) {
  const folder = mkdtempSync(path.join(tmpdir(), "kraftspor-"))
  const server = await startDatabase({ folder, namespaces: true })
  await migrate(server.url)
  provide("databasePorts", { data: server.port, admin: server.adminPort! })
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
