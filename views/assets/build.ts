// Builds what browsers fetch into .build/public, and .build/assets.json: each name with its address.
import { createHash, randomUUID } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { build } from "esbuild"
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
  const built = [...(await bundles()), hashed("icons.svg", await sprite()), await asIs("favicon.svg")]
  const folder = path.join(PUBLIC, "assets")
  await mkdir(folder, { recursive: true })
  await Promise.all(built.map(({ file, body }) => write(path.join(folder, file), body)))
  await write(path.join(PUBLIC, "robots.txt"), await readFile(path.join(HERE, "static/robots.txt")))
  await write(path.join(PUBLIC, "_headers"), await readFile(path.join(HERE, "static/_headers")))
  const addresses = built.map(({ name, file }) => [name, `/assets/${file}`] as const).toSorted()
  await write(path.join(BUILD, "assets.json"), `${JSON.stringify(Object.fromEntries(addresses), null, 2)}\n`)
  const kept = new Set(built.map(({ file }) => file))
  const left = (await readdir(folder)).filter((file) => !kept.has(file) && !file.endsWith(".part"))
  await Promise.all(left.map((file) => rm(path.join(folder, file), { force: true })))
}

async function bundles(): Promise<Built[]> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["staff.css", "public.css", "client/staff.ts", "client/public.ts"].map((file) =>
      path.join("views/assets", file),
    ),
    outdir: path.join(PUBLIC, "assets"),
    entryNames: "[name].[hash]",
    assetNames: "[name].[hash]",
    publicPath: "/assets",
    loader: { ".woff2": "file" },
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome120", "firefox121", "safari17.2"],
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
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
