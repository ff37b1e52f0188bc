// Builds what browsers fetch into .build/public, and .build/assets.json: each name with its address.
import { createHash, randomUUID } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { type BuildOptions, build } from "esbuild"
import { ICONS } from "./icons.ts"

const HERE = import.meta.dirname
const ROOT = path.join(HERE, "../..")
const BUILD = path.join(ROOT, ".build")
const PUBLIC = path.join(BUILD, "public")
const AKSEL = path.join(ROOT, "node_modules/@navikt/aksel-icons/dist/svg")

/** What a file holds, by its hashed name, which says nothing of when or where it was built. */
type Built = { name: string; file: string; body: string | Uint8Array }

/**
 * Styles, scripts, icons and fonts under hashed names. Files are written whole and renamed, and those of other builds go
 * last, so that two builds at once do no harm.
 */
export async function buildAssets(): Promise<void> {
  const pages = [...(await bundles()), hashed("icons.svg", await sprite()), await asIs("favicon.svg")]
  const built = [...pages, ...(await Promise.all(APP_ICONS.map(({ name }) => asIs(name))))]
  const folder = path.join(PUBLIC, "assets")
  await mkdir(folder, { recursive: true })
  await Promise.all(built.map(({ file, body }) => write(path.join(folder, file), body)))
  await write(path.join(PUBLIC, "sw.js"), await serviceWorker(pages))
  await write(path.join(PUBLIC, "manifest.webmanifest"), manifest(built))
  await write(path.join(PUBLIC, "robots.txt"), await readFile(path.join(HERE, "static/robots.txt")))
  await write(path.join(PUBLIC, "_headers"), await readFile(path.join(HERE, "static/_headers")))
  const addresses = built.map(({ name, file }) => [name, `/assets/${file}`] as const).toSorted()
  await write(path.join(BUILD, "assets.json"), `${JSON.stringify(Object.fromEntries(addresses), null, 2)}\n`)
  const kept = new Set(built.map(({ file }) => file))
  const left = (await readdir(folder)).filter((file) => !kept.has(file) && !file.endsWith(".part"))
  await Promise.all(left.map((file) => rm(path.join(folder, file), { force: true })))
}

/** The program as an app of its own on a phone. */
const APP_ICONS = [
  { name: "icon-180.png", sizes: "180x180" },
  { name: "icon-192.png", sizes: "192x192" },
  { name: "icon-512.png", sizes: "512x512" },
  { name: "icon-maskable-512.png", sizes: "512x512", purpose: "maskable" },
]

function manifest(built: readonly Built[]): string {
  const icons = APP_ICONS.map(({ name, ...icon }) => ({ src: addressOf(built, name), type: "image/png", ...icon }))
  return JSON.stringify({
    ...{ name: "Kraftspor", short_name: "Kraftspor", lang: "nb", id: "/day", start_url: "/day", scope: "/" },
    ...{ display: "standalone", theme_color: "#1f5c4d", background_color: "#f3f4f3", icons },
  })
}

/** Stands at the root, since it sees to pages of all addresses, and knows by name what those are made of. */
async function serviceWorker(pages: readonly Built[]): Promise<string> {
  const names = ["staff.css", "staff.js", "offline.js", "icons.svg", "inter.woff2", "favicon.svg"]
  const assets = names.map((name) => addressOf(pages, name))
  const define = { ASSETS: JSON.stringify(assets), VERSION: JSON.stringify(hashed("v", assets.join()).file) }
  const { outputFiles } = await build({
    ...BROWSERS,
    entryPoints: ["views/assets/worker/worker.ts"],
    format: "iife",
    define,
  })
  return outputFiles[0]?.text ?? ""
}

const addressOf = (built: readonly Built[], name: string) => {
  const found = built.find((one) => one.name === name)
  if (!found) throw new Error(`${name} is not built`)
  return `/assets/${found.file}`
}

const BROWSERS = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  target: ["es2022", "chrome120", "firefox121", "safari17.2"],
  legalComments: "none",
  write: false,
  logLevel: "warning",
} satisfies BuildOptions

/** Scripts that a page names are whole in themselves; the one that another asks for is a module. */
async function bundles(): Promise<Built[]> {
  const [named, asked] = await Promise.all([
    bundle(["staff.css", "public.css", "client/staff.ts", "client/public.ts"], "iife"),
    bundle(["client/offline.ts"], "esm"),
  ])
  return [...named, ...asked]
}

async function bundle(files: readonly string[], format: "iife" | "esm"): Promise<Built[]> {
  const { outputFiles, metafile } = await build({
    ...BROWSERS,
    entryPoints: files.map((file) => path.join("views/assets", file)),
    outdir: path.join(PUBLIC, "assets"),
    entryNames: "[name].[hash]",
    assetNames: "[name].[hash]",
    publicPath: "/assets",
    loader: { ".woff2": "file" },
    format,
    metafile: true,
  })
  const nameOf = new Map(
    Object.entries(metafile.outputs).map(([output, { entryPoint, inputs }]) => {
      const source = entryPoint ?? Object.keys(inputs)[0] ?? output
      return [path.basename(output), path.basename(source).replace(/\.ts$/, ".js")]
    }),
  )
  return outputFiles.map(({ path: output, contents }) => {
    const file = path.basename(output)
    return { name: nameOf.get(file) ?? file, file, body: contents }
  })
}

/** One file with every icon that is used, each a symbol that takes the colour of the text round it. */
async function sprite(): Promise<string> {
  const symbols = await Promise.all(
    ICONS.map(async (name) => {
      const svg = await readFile(path.join(AKSEL, `${name}.svg`), "utf8")
      const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "")
      const short = shapes
        .replaceAll(/\s+/g, " ")
        .replaceAll(/\d+\.\d{3,}/g, (n) => String(Number(Number(n).toFixed(2))))
      return `<symbol id="${name}" viewBox="0 0 24 24" fill="none">${short.trim()}</symbol>`
    }),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`
}

const asIs = async (name: string) => hashed(name, await readFile(path.join(HERE, "static", name)))

function hashed(name: string, body: string | Uint8Array): Built {
  const { name: stem, ext } = path.parse(name)
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 8)
  return { name, file: `${stem}.${hash}${ext}`, body }
}

async function write(file: string, body: string | Uint8Array): Promise<void> {
  const part = `${file}.${randomUUID()}.part`
  await writeFile(part, body)
  await rename(part, file)
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) await buildAssets()
