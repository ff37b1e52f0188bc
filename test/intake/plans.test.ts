import { createClient } from "@libsql/client/web"
import { expect, test } from "vitest"
import { openPublicScope } from "#src/access/counter.ts"
import { climbing } from "#src/access/noticing.ts"
import { heldUntil, oldOnes } from "#src/access/system.ts"
import type { Statement } from "#src/db/connect.ts"
import { acceptanceFile, enquiryFile } from "#src/intake/answers.ts"
import { enquiryPage } from "#src/intake/enquiry-page.ts"
import { inbox } from "#src/intake/inbox.ts"
import { ownFile, statusPage, withdrawalFile } from "#src/intake/status-page.ts"
import { suspectedFile, suspectedPage } from "#src/intake/suspected.ts"
import { withdrawalOf } from "#src/intake/withdrawal.ts"
import { gunn, kari, marit, stein } from "#test/people.ts"
import { openWorld } from "#test/world.ts"

const world = await openWorld()
const { scopeOf, env } = world
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

test("what is kept apart comes by its index, newest first, and what the hidden field caught by its days", async () => {
  const [rows, trapped] = suspectedPage().statements(scopeOf(marit), now) as unknown as [Query, Query]
  const steps = await plan(rows)
  expect(steps).toContain("INDEX enquiries_at_hub (hub_id=? AND state=?)")
  expect(steps).not.toMatch(/SCAN enquiries|TEMP B-TREE/)
  expect(await plan(trapped)).toMatch(/marks USING INDEX sqlite_autoindex_marks_1 \(name>\? AND name<\?\)/)
  const [one] = suspectedFile("H-222222").statements(scopeOf(marit), now) as unknown as [Query]
  expect(await plan(one)).not.toMatch(/SCAN enquiries/)
})

test("what is to be erased comes by its age, however many there are", async () => {
  for (const [query, by] of [
    [heldUntil, "enquiries_at_hub (hub_id=? AND state=? AND due_on<?)"],
    [oldOnes, "enquiries_by_age (changed_on<?)"],
  ] as const) {
    const steps = await plan(query(world.build, now.today))
    expect(steps).toContain(`INDEX ${by}`)
    expect(steps).not.toMatch(/SCAN|TEMP B-TREE/)
  }
})

test("what is overdue is found by hub and day, for each who leads", async () => {
  for (const which of ["of hubs", "of the list"] as const)
    expect(await plan(climbing(world.build, { on: now.today, at: now.at }, which) as unknown as Query)).toContain(
      "INDEX enquiries_at_hub (hub_id=? AND state=? AND due_on<?)",
    )
})

test("a private page and its acts come by the hash of their link", async () => {
  const link = { ref: "H-222222", hash: "0".repeat(64) }
  const scope = openPublicScope(world.build)
  for (const page of [statusPage(link, { secret: "" }), withdrawalFile(link), ownFile(link)])
    for (const statement of page.statements(scope, now.today) as unknown as readonly Query[]) {
      const steps = await plan(statement)
      expect(steps).toMatch(/private_links USING INDEX sqlite_autoindex_private_links_1|enquiries_ref_unique/)
      expect(steps).not.toMatch(/SCAN (?!known)/)
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

test("withdrawing for someone reads the one case by its reference, of all cases there are", async () => {
  for (const statement of withdrawalOf("H-222222", "RN-1").statements(scopeOf(stein), now) as unknown as Query[]) {
    const steps = await plan(statement)
    // What is found so is called cases again, and is few.
    expect(steps.replace(/^SCAN cases$/m, steps.includes("CO-ROUTINE cases") ? "" : "$&")).not.toMatch(
      /SCAN (?!source|json_each)/,
    )
    expect(steps).not.toContain("INDEX cases_number")
  }
})
