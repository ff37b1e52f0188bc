import { readFileSync } from "node:fs"
import { cp } from "node:fs/promises"
import path from "node:path"
import { gzipSync } from "node:zlib"
import { BUILD, BUILD_LOCK } from "#src/local/assets.ts"
import { type Bundle, buildDeployed, wrangler } from "#src/local/build.ts"
import { alone } from "#src/local/lock.mjs"

/** The program as it would be uploaded, and its size. */
export async function buildProgram(folder: string): Promise<Bundle & { kib: number }> {
  await buildDeployed()
  const bundle = { worker: path.join(folder, "worker.js"), assets: path.join(folder, "public") }
  await alone(BUILD_LOCK, async () => {
    await cp(path.join(BUILD, "worker/worker.js"), bundle.worker)
    await cp(path.join(BUILD, "public"), bundle.assets, { recursive: true })
  })
  return { ...bundle, kib: gzipSync(readFileSync(bundle.worker)).byteLength / 1024 }
}

/** Milliseconds that the Worker works before its first request: the middle of three looks. Null if wrangler cannot tell. */
export async function startUp(folder: string): Promise<number | null> {
  const looks: number[] = []
  for (let look = 0; look < 3; look++) {
    const said = await wrangler("check", "startup", "--outfile", path.join(folder, "startup.cpuprofile")).catch(
      () => "",
    )
    const [, ms] = /Active: ([\d.]+) ms/.exec(said) ?? []
    if (ms !== undefined) looks.push(Number(ms))
  }
  return looks.toSorted((a, b) => a - b)[1] ?? null
}
