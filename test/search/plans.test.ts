import { createClient } from "@libsql/client/web"
import { expect, test } from "vitest"
import { findable, findableWrites } from "#src/access/finding.ts"
import { soughtIn } from "#src/core/search.ts"
import type { Statement } from "#src/db/connect.ts"
import { searchPage } from "#src/search/search-page.ts"
import { kari, ola, stein } from "#test/people.ts"
import { openWorld } from "#test/world.ts"

const { scopeOf, env, as, opened } = await openWorld()
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
        expect(steps).not.toMatch(/SCAN (cases|companies|contacts|enquiries|findable|people|named|events)\b/)
        if (n > 2) expect(steps).toContain("cases_ref (ref=?)")
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

test("however many there are, few rows are read", async () => {
  for (let n = 0; n < 60; n++)
    await opened(`R-${n}`, { company: `Fjelland Bakeri ${n}`, hubId: n % 2 ? "roros" : "kyst" })
  for (const q of ["fjell", "elland", "f", "bakeri 7", "R-1", "12"]) {
    const { headers } = await as(stein, `/search?q=${q}`, { fragment: true })
    const rows =
      (headers.get("server-timing") ?? "")
        .match(/desc="([\d+]+)"/)?.[1]
        ?.split("+")
        .map(Number) ?? []
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.reduce((all, one) => all + one, 0)).toBeLessThanOrEqual(350)
  }
})
