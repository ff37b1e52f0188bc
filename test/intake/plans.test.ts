import { createClient } from "@libsql/client/web"
import { expect, test } from "vitest"
import type { Statement } from "#src/db/connect.ts"
import { acceptanceFile, enquiryFile } from "#src/intake/answers.ts"
import { enquiryPage } from "#src/intake/enquiry-page.ts"
import { inbox } from "#src/intake/inbox.ts"
import { gunn, kari, stein } from "#test/people.ts"
import { openWorld } from "#test/world.ts"

const { scopeOf, env } = await openWorld()
const now = { today: "2026-11-23", at: new Date() }

type Query = Pick<Statement, "prepare">
async function plan(query: Query): Promise<string> {
  const { sql, params } = query.prepare().getQuery()
  const { rows } = await createClient({ url: env.DATABASE_URL }).execute({
    sql: `explain query plan ${sql}`,
    args: params as string[],
  })
  return rows.map(({ detail }) => String(detail)).join("\n")
}
const listsOf = (view: "waiting" | "sent" | "answered", who: typeof kari) =>
  inbox(view).statements(scopeOf(who), now).slice(1) as unknown as Query[]

test.each([
  ["waiting", "enquiries_at_hub", "hub_id=? AND state=?"],
  ["answered", "enquiries_at_hub", "hub_id=? AND state=?"],
  ["sent", "enquiries_sent_by", "sent_by=?"],
] as const)("%s enquiries come by their index, in order, for one hub and for two", async (view, index, by) => {
  for (const who of [kari, gunn, stein]) {
    for (const query of listsOf(view, who)) {
      const steps = await plan(query)
      expect(steps).toContain(`INDEX ${index} (${by}`)
      expect(steps).not.toMatch(/SCAN enquiries|TEMP B-TREE/)
    }
  }
})

test("no statement of an enquiry's pages scans what grows", async () => {
  const scope = scopeOf(stein)
  const pages = [enquiryPage("H-222222"), enquiryFile("H-222222"), acceptanceFile("H-222222", "roros", "974760673")]
  const statements = pages.flatMap((page) => page.statements(scope, now) as unknown as readonly Query[])
  expect(statements.length).toBeGreaterThan(15)
  for (const statement of statements)
    expect(await plan(statement)).not.toMatch(/SCAN (cases|events|texts|companies|contacts|enquiries|people)\b/)
})
