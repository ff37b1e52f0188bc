import path from "node:path"
import { buildAssets } from "#views/assets/build.ts"
import { alone } from "./lock.mjs"

/** One command at a time writes into the folder of built things. */
export const BUILD = path.join(import.meta.dirname, "../../.build")
export const BUILD_LOCK = path.join(BUILD, "build.lock")

/** Builds the static files, unless this command has, or the one that started it. */
export async function assetsBuilt(): Promise<void> {
  if (process.env.ASSETS_BUILT) return
  await alone(BUILD_LOCK, buildAssets)
  process.env.ASSETS_BUILT = "yes"
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) await assetsBuilt()
