import { eq } from "drizzle-orm"
import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { nameOf, openDemo } from "./demo.ts"

const KIB = 1024
const { visit, as, database } = await openDemo()

test("a board of sixty cards and more weighs at most 100 KiB at first, in at most 6 requests", async () => {
  await workInMore()
  const pass = await (await as("lars")).context().cookies()
  const page = await visit({}, pass)
  const wire = await firstLoad(page, "/cases")
  expect(await page.locator(".card").count()).toBeGreaterThanOrEqual(60)
  expect(wire.length).toBeLessThanOrEqual(6)
  expect(bytesOf(wire, "document", "stylesheet", "script")).toBeLessThanOrEqual(100 * KIB)
})

test("the public form weighs at most 60 KiB in all, and stands before its script comes", async () => {
  const wire = await firstLoad(await visit(), "/enquiry")
  expect(wire.filter(({ type }) => type === "script").length).toBe(1)
  expect(bytesOf(wire)).toBeLessThanOrEqual(60 * KIB)
})

type Answer = { url: string; type: string; bytes: number }

/** What a browser that has never been here fetches, in bytes as they came over the wire. */
async function firstLoad(page: Page, path: string): Promise<Answer[]> {
  const answers: Promise<Answer>[] = []
  page.on("requestfinished", (request) => {
    const type = request.resourceType()
    const bytes = request.sizes().then(({ responseBodySize }) => responseBodySize)
    answers.push(bytes.then((n) => ({ url: request.url(), type, bytes: n })))
  })
  await page.goto(path, { waitUntil: "networkidle" })
  return Promise.all(answers)
}

function bytesOf(wire: readonly Answer[], ...types: string[]): number {
  return wire
    .filter(({ type }) => types.length === 0 || types.includes(type))
    .reduce((all, { bytes }) => all + bytes, 0)
}

/** Someone who works in three hubs has as many cards as a board shows on a busy day. */
async function workInMore() {
  const { build, send } = database
  const [[lars]] = await send("read", [
    build
      .select()
      .from(t.people)
      .where(eq(t.people.name, nameOf("lars"))),
  ])
  const more = ["kyst", "orkdal"].map((hubId) => ({ personId: lars?.id ?? "", hubId, role: "advisor" as const }))
  await send("write", [build.insert(t.memberships).values(more)])
}
