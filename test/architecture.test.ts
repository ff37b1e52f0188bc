/// <reference types="vite/client" />
import { expect, test } from "vitest"
import facts from "../migrations/0001_the_network_hubs_areas_stages_and_close_reasons.sql?raw"

const files = import.meta.glob<string>(["../src/**/*.{ts,tsx}", "../views/**/*.{ts,tsx}", "!../views/assets/**"], {
  query: "?raw",
  import: "default",
  eager: true,
})
const sources = Object.entries(files).map(([file, text]) => ({ file: file.replace("../", ""), text }))
const within = (folder: RegExp) => sources.filter(({ file }) => folder.test(file))
const IMPORT = /^(?:import|export) (type )?[^"]*?from "([^"]+)"|import\("([^"]+)"\)/gm
const imports = (folder: RegExp) =>
  within(folder).flatMap(({ file, text }) =>
    [...text.matchAll(IMPORT)].map(([all, type, from, late]) => {
      const typeOnly = Boolean(type) || /^import \{ (type \w+(, )?)+ \}/.test(all)
      return { file, typeOnly, from: from ?? late ?? "" }
    }),
  )
const saying = (pattern: RegExp, folder: RegExp) =>
  within(folder)
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)

test("the glob finds the program", () => {
  expect(within(/^src\/core\//).length).toBeGreaterThan(8)
  expect(within(/^views\//).length).toBeGreaterThan(8)
})

test("the core imports the core, has no clock, and does not throw", () => {
  expect(imports(/^src\/core/).filter(({ from }) => !from.startsWith("./"))).toEqual([])
  expect(saying(/new Date\(\)|Date\.now|crypto\.|Math\.random|fetch\(|\bthrow\b|\bawait\b/, /^src\/core/)).toEqual([])
})

test("only access, db and what runs on one machine name a table or write SQL", () => {
  const outside = /^(src\/(?!access|db|local)|views)/
  expect(imports(outside).filter(({ from, typeOnly }) => from.includes("db/schema") && !typeOnly)).toEqual([])
  expect(
    imports(/^src\/(?!access|db|local|http\/|people\/auth)/).filter(({ from }) => from.includes("db/connect")),
  ).toEqual([])
  expect(saying(/\bsql`|\bsql</, outside)).toEqual([])
})

test("nothing is written but in one batch, and only access builds what is written", () => {
  expect(saying(/\.batch\(/, /^src\/(?!db\/connect|local)/)).toEqual([])
  expect(saying(/\.transaction\(|\.(run|get|execute)\(\)/, /^src\/(?!local)/)).toEqual([])
  expect(saying(/\bbuild\.(insert|update|delete)\(/, /^(src\/(?!access|local)|views)/)).toEqual([])
})

test("views take types from src, never values", () => {
  expect(imports(/^views/).filter(({ from, typeOnly }) => from.startsWith("#src/") && !typeOnly)).toEqual([])
})

test("views know no roles and no database", () => {
  expect(imports(/^views/).filter(({ from }) => /access\/(policy|scope|desk)|db\/connect/.test(from))).toEqual([])
})

test("no stage is known by its code outside its row", () => {
  const codes = [...facts.matchAll(/^\s*\('([a-z_]+)', '(?:business_development|commercialisation)', \d/gm)].map(
    ([, code]) => code,
  )
  expect(codes.length).toBe(12)
  // Those that are plain words stand for other things too: an idea is a field, a launch could be anything.
  const named = new RegExp(`["'\`](${codes.filter((code) => code?.includes("_")).join("|")})["'\`]`)
  expect(saying(named, /^(src\/(?!local)|views)/)).toEqual([])
})

test("one function moves a case, one makes its row say so, and one tells its visits", () => {
  expect(saying(/type: "moved",\s*(?:from|to|direction)\b/, /./)).toEqual(["src/core/moves.ts"])
  expect(saying(/\bstage: event\.to\b/, /./)).toEqual(["src/core/case.ts", "src/core/history.ts"])
})

test("what runs on one machine is imported by nothing else", () => {
  expect(imports(/^(src\/(?!local)|views)/).filter(({ from }) => from.includes("local/"))).toEqual([])
})

test("no any, no enum, no default export but the Workers'", () => {
  expect(saying(/^(?!\s*(?:\/?\*|\/\/)).*(?:: any\b|as any\b|<any>|\benum )/m, /./)).toEqual([])
  expect(saying(/export default/, /^(?!src\/worker|src\/local\/worker)/)).toEqual([])
})
