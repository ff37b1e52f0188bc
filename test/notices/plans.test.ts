import { createClient } from "@libsql/client/web"
import { expect, test } from "vitest"
import { metBy, ownerOf, plannedOf } from "#src/access/feed.ts"
import { duesOf, freshFor, stoodInFor } from "#src/access/post.ts"
import { changesPage } from "#src/changes/changes-page.ts"
import type { Statement } from "#src/db/connect.ts"
import { noticesPage } from "#src/notices/notices-page.ts"
import { kari, ola, stein } from "../people.ts"
import { openWorld } from "../world.ts"

const { scopeOf, env, build } = await openWorld()
const now = { today: "2026-11-23", at: new Date() }

async function plan(query: Pick<Statement, "prepare">): Promise<string> {
  const { sql, params } = query.prepare().getQuery()
  const args = params.map((one) => (typeof one === "object" && one !== null ? "x" : one)) as string[]
  const { rows } = await createClient({ url: env.DATABASE_URL }).execute({ sql: `explain query plan ${sql}`, args })
  return rows.map(({ detail }) => String(detail)).join("\n")
}

test("the count in the head: from the few that are not read", async () => {
  const steps = await plan(scopeOf(kari).session)
  expect(steps).toContain("notices USING INDEX notices_unread (person_id=?)")
})

test.each([kari, stein, ola])("the list of $name: one's own in order, and their cases by their key", async (who) => {
  const [notices, cases] = noticesPage().statements(scopeOf(who), now)
  const listed = await plan(notices)
  expect(listed).toContain("notices USING INDEX notices_of_person (person_id=? AND at<?)")
  expect(listed).not.toMatch(/SCAN (notices|people|enquiries)|TEMP B-TREE/)
  const named = await plan(cases)
  expect(named).toContain("cases USING INDEX sqlite_autoindex_cases_1 (id=?)")
  expect(named).not.toMatch(/SCAN (cases|notices)\b/)
})

test("a morning: each one's cases by hub and advisor, what is new by person", async () => {
  for (const one of [duesOf(build), stoodInFor(build)]) {
    const steps = await plan(one)
    expect(steps).toMatch(/cases USING INDEX cases_\w+ \(hub_id=\? AND advisor_id=\?\)/)
    expect(steps).not.toMatch(/SCAN cases\b/)
  }
  expect(await plan(freshFor(build))).toContain("notices USING INDEX notices_unread (person_id=?)")
})

test("a calendar: by its hash, then by hub and advisor", async () => {
  expect(await plan(ownerOf(build))).toContain("people USING INDEX people_calendar_unique (calendar=?)")
  const steps = await plan(plannedOf(build))
  expect(steps).toContain("people_calendar_unique (calendar=?)")
  expect(steps).toMatch(/cases USING INDEX cases_\w+ \(hub_id=\? AND advisor_id=\?\)/)
  const met = await plan(metBy(build))
  expect(met).toContain("meetings USING INDEX meetings_of_person (person_id=? AND on_date>?)")
  expect(met).not.toMatch(/SCAN (cases|meetings|memberships|named|people)\b/)
})

test.each([kari, stein])("what has changed for $name: the latest of each hub, then the case of each", async (who) => {
  const [happened, enquired] = changesPage("monday").statements(scopeOf(who), now)
  const steps = await plan(happened)
  expect(steps).toContain("events USING INDEX events_by_hub (hub_id=? AND at>?)")
  expect(steps).toContain("cases USING INDEX sqlite_autoindex_cases_1 (id=?)")
  expect(steps).not.toMatch(/SCAN (cases|events|people)\b/)
  const asked = await plan(enquired)
  expect(asked).toContain("events USING INDEX events_by_hub (hub_id=? AND at>?)")
  expect(asked).not.toMatch(/SCAN (enquiries|events)\b/)
})
