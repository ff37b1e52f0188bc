/// <reference types="vite/client" />
import { expect, test } from "vitest"

const bundles = import.meta.glob<string>("../../.build/worker/*.js", { query: "?raw", import: "default", eager: true })
const local = import.meta.glob<string>(["../../src/local/*.{ts,tsx}", "../../src/registry/stand-in.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
})
const deployed = Object.values(bundles).join("\n")

test("what is deployed knows nothing of one's own machine: no demo people, no caught mail, no other way in", () => {
  expect(deployed.length).toBeGreaterThan(100_000)
  expect(deployed).toContain("/auth")
  const marks = [
    "/local/",
    "Sunniva",
    "Logg inn uten e-post",
    "demo",
    "nasjonalparken.example",
    "Prøvebedrift",
    "/stand-in",
  ]
  for (const mark of marks) {
    const own = deployed.split("\n").filter((line) => line.includes(mark))
    expect(own.map((line) => line.slice(Math.max(0, line.indexOf(mark) - 60), line.indexOf(mark) + 60))).toEqual([])
  }
})

test("these marks would be found: they stand in the local entry's own sources", () => {
  const sources = Object.values(local).join("\n")
  for (const mark of ["/local", "Logg inn uten e-post", "Prøvebedrift", "/stand-in"]) expect(sources).toContain(mark)
})
