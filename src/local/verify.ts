import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { assetsBuilt } from "./assets.ts"
import { buildDeployed } from "./build.ts"
import { onEnd } from "./life.ts"

const BROWSER_CODE = ["client", "worker"].map((folder) => `views/assets/${folder}/tsconfig.json`)
const filters = process.argv.slice(2)
const scratch = mkdtempSync(path.join(tmpdir(), "kraftspor-test-"))
const count = { passed: 0, failed: 0 }

process.on("exit", () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }))
onEnd(() => process.exit(130))
await verify()

/**
 * `npm test`: all that can be checked, side by side where it saves time on two cores. Words after `npm test --` choose
 * test files. A check that fails (types, lint, a bundle too large) counts as one failure.
 */
async function verify() {
  await check("assets", assetsBuilt)
  await Promise.all([runTests(), readCode()])
  console.log(`\n${count.passed} passed, ${count.failed} failed`)
  process.exit(count.failed > 0 ? 1 : 0)
}

async function runTests() {
  await check("bundle", buildDeployed)
  // Each waits for its database or its browser half of the time.
  await Promise.all([vitest("workers", "test/vitest.config.ts"), vitest("browser", "test/browser/vitest.config.ts")])
}

async function readCode() {
  await check("types", () => run("tsc"))
  for (const code of BROWSER_CODE) await check(`types of ${code.split("/").at(-2)}`, () => run("tsc", ["-p", code]))
  await check("lint", () => run("biome", ["check"]))
}

async function check(name: string, work: () => Promise<unknown>) {
  const began = performance.now()
  try {
    const told = await work()
    console.log(`✓ ${name} ${seconds(began)}${typeof told === "string" && told ? `: ${told}` : ""}`)
  } catch (error) {
    count.failed++
    console.log(`✗ ${name} ${seconds(began)}\n${error instanceof Error ? error.message : error}`)
  }
}

async function vitest(name: string, config: string) {
  const began = performance.now()
  const report = path.join(scratch, `${name}.json`)
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  const chosen = filters.length > 0 ? ["--passWithNoTests", ...filters] : []
  const isGood = await run("vitest", ["run", "--config", config, ...reporters, ...chosen], { isLive: true }).then(
    () => true,
    () => false,
  )
  const { passed, failed } = countOf(report)
  count.passed += passed
  count.failed += isGood ? failed : Math.max(failed, 1)
  console.log(`${isGood ? "✓" : "✗"} ${name} ${seconds(began)}`)
}

/** A test file that does not even load has no test that fails, and is one failure. */
function countOf(report: string) {
  if (!existsSync(report)) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8")) as Report
  const unloaded = testResults.filter(({ status, assertionResults }) => status === "failed" && !assertionResults.length)
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** Runs a program of our packages; its words come at once, a line at a time, or with the error if it fails. */
async function run(program: string, args: string[] = [], { isLive = false } = {}) {
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TMPDIR: scratch, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }) },
  })
  let said = ""
  const hear = (words: Buffer) => {
    said += words
    const whole = said.lastIndexOf("\n") + 1
    if (!isLive || whole === 0) return
    process.stdout.write(said.slice(0, whole))
    said = said.slice(whole)
  }
  child.stdout.on("data", hear)
  child.stderr.on("data", hear)
  const [code] = await once(child, "close")
  if (isLive) process.stdout.write(said)
  if (code !== 0) throw new Error(said)
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`
}
