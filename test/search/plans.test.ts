import { createClient } from "@libsql/client/web"
import { expect, test } from "vitest"
import { findable, findableWrites } from "#src/access/finding.ts"
import { soughtIn } from "#src/core/search.ts"
import type { Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { searchPage } from "#src/search/search-page.ts"
import { kari, ola, stein } from "#test/people.ts"
import { openWorld } from "#test/world.ts"

const { scopeOf, env, as, opened, build, send } = await openWorld()
const now = { today: "2026-11-23", at: new Date() }

async function plan(query: Pick<Statement, "prepare">): Promise<string> {
  const { sql, params } = query.prepare().getQuery()
  const { rows } = await createClient({ url: env.DATABASE_URL }).execute({
    sql: `explain query plan ${sql}`,
    args: params as string[],
  })
  return rows.map(({ detail }) => String(detail)).join("\n")
}

test.each(["fjell", "fjell as", "R-1", "12"])(
  "%s: the index answers in its own order, all else is looked up",
  async (q) => {
    for (const who of [kari, stein, ola]) {
      const statements = searchPage(soughtIn(q)).statements(scopeOf(who), now) as unknown as Pick<
        Statement,
        "prepare"
      >[]
      for (const [n, statement] of statements.entries()) {
        const steps = await plan(statement)
        expect(steps).not.toMatch(/SCAN (cases|companies|contacts|enquiries|findable|people|named|events|texts)\b/)
        if (n > 3) expect(steps).toContain("cases_ref (ref=?)")
        else expect(steps).toMatch(/SCAN findable_index VIRTUAL TABLE INDEX \d+:.*M/)
      }
      const [companies] = await Promise.all(statements.map(plan))
      expect(companies).toContain("cases_of_company (company_id=?)")
    }
  },
)

test("what is found anew is what its owners have, and nothing else is read", async () => {
  const company = { id: "c-1", name: "Fjelland Bakeri", orgnr: null }
  const steps = await Promise.all(findableWrites({ rows: [findable.company(company)], owners: ["c-2"] }).map(plan))
  expect(steps).toHaveLength(5)
  for (const step of steps.slice(1)) {
    expect(step).toContain("findable_of_owner (owner=?)")
    expect(step).not.toContain("findable_once")
    expect(step).not.toMatch(/SCAN (cases|companies|contacts|enquiries|findable|named)\b/)
  }
})

test("a new note is written without a look at the others of its case; who may find them all, by the case's entries", async () => {
  const notes = [findable.note({ id: "e-1", caseId: "id-1", body: "Fjelland vil ha emballasje" })]
  const [, alone = "", ...more] = await Promise.all(findableWrites({ rows: [], owners: [], notes }).map(plan))
  expect(more).toEqual([])
  expect(alone).toContain("findable_once (kind=? AND key=?)")
  expect(alone).not.toMatch(/events|SCAN (cases|findable|named)\b/)
  const every = (await Promise.all(findableWrites({ rows: [], owners: ["id-1"], notes }).map(plan))).join("\n")
  expect(every).toContain("events_of_case (case_id=?)")
  expect(every).not.toMatch(/SCAN (events|texts|of_act|later|said|cases|findable|named)\b/)
})

test("however many there are, few rows are read", async () => {
  for (let n = 0; n < 60; n++)
    await opened(`R-${n}`, { company: `Fjelland Bakeri ${n}`, hubId: n % 2 ? "roros" : "kyst" })
  const [opening] = await send("read", [build.select({ id: t.events.id, stream: t.events.stream }).from(t.events)])
  const notes = opening
    .filter(({ stream }) => stream.startsWith("case:id-R-"))
    .map(({ id, stream }) => findable.note({ id, caseId: stream.slice("case:".length), body: TEXT }))
  expect(notes).toHaveLength(60)
  await send("write", [
    ...findableWrites({ rows: [], owners: [], notes }),
    build.insert(t.texts).values(notes.map(({ key }) => said(key))),
  ])
  for (const q of ["fjell", "elland", "f", "bakeri 7", "R-1", "12"]) {
    const { status, headers } = await as(stein, `/search?q=${q}`, { fragment: true })
    expect(status).toBe(200)
    const rows =
      (headers.get("server-timing") ?? "")
        .match(/desc="([\d+]+)"/)?.[1]
        ?.split("+")
        .map(Number) ?? []
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.reduce((all, one) => all + one, 0)).toBeLessThanOrEqual(370)
  }
})

const TEXT = "De på Fjelland bakeri trenger hjelp"
const said = (eventId: string) => ({ eventId, name: "note", subject: "case:x", body: TEXT })
