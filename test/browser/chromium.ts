import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import path from "node:path"
import { promisify } from "node:util"

/** A browser's program, and what it needs around it. */
export type Chromium = { executablePath: string; env: Record<string, string> }

const CACHE = path.join(import.meta.dirname, "../../node_modules/.cache")
const MACS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

/** The browser of the packages, which needs nothing of the system but libc; on other machines an installed one. */
export async function findChromium(): Promise<Chromium> {
  const { CHROME_PATH = "", PATH = "" } = process.env
  if (CHROME_PATH) return { executablePath: CHROME_PATH, env: {} }
  if (process.platform === "linux" && process.arch === "x64") return bundled()
  const folders = PATH.split(path.delimiter)
  const installed = [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...MACS].find(
    existsSync,
  )
  if (installed) return { executablePath: installed, env: {} }
  throw new Error(
    "The browser tests need Chrome or Chromium on this machine: install one, or name it with CHROME_PATH.",
  )
}

async function bundled(): Promise<Chromium> {
  const { version } = createRequire(import.meta.url)(path.join(CACHE, "../@sparticuz/chromium/package.json"))
  const home = path.join(CACHE, `chromium-${version}`)
  if (!existsSync(home)) await unpack(home)
  const fonts = { FONTCONFIG_FILE: path.join(home, "fonts.conf"), XDG_CACHE_HOME: home }
  const env = { LD_LIBRARY_PATH: path.join(home, "al2023/lib"), ...fonts }
  return { executablePath: path.join(home, "chromium"), env }
}

/** The package brings the libraries too, but only unpacks them on Lambda, and into the temporary folder: so we say it is. */
async function unpack(home: string) {
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(`${home}-`)
  const script = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath()'
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: import.meta.dirname,
    env: { ...process.env, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x", TMPDIR: folder },
  })
  await writeFile(path.join(folder, "fonts.conf"), FONTS)
  await rename(folder, home).catch(async (error) => {
    await rm(folder, { recursive: true })
    if (!existsSync(home)) throw error
  })
}

/** Only the fonts of the package, so that text is as wide on every machine. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`
