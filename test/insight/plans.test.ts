import { createClient } from "@libsql/client/web"
import { describe, expect, test } from "vitest"
import type { Choice } from "#src/access/scope.ts"
import { askedIn } from "#src/insight/choice.ts"
import { listed } from "#src/insight/listed.ts"
import { matrix } from "#src/insight/matrix.ts"
import { gunn, kari, ola, type Person, randi, stein } from "../people.ts"
import { openWorld } from "../world.ts"

const { scopeOf, env, stages } = await openWorld()
const client = createClient({ url: env.DATABASE_URL })
const [stage = ""] = stages.map(({ code }) => code)
const [, track = ""] = new Set(stages.map((one) => one.track))

const NOW = { today: "2026-11-23", at: new Date() }

type Query = { toSQL(): { sql: string; params: unknown[] } }
async function plan(query: Query): Promise<string[]> {
  const { sql, params } = query.toSQL()
  const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args: params as string[] })
  return rows.map(({ detail }) => String(detail))
}
const casesIn = (steps: string[]) => steps.filter((step) => /(SCAN|SEARCH) cases\b/.test(step))
const indexesIn = (steps: string[]) => [
  ...new Set(casesIn(steps).map((step) => / (cases_\w+|sqlite_\w+) /.exec(step)?.[1])),
]

/** The list itself: of those who may know of cases, and of the auditor. */
function lists(who: Person, choice: Choice, page: Record<string, string> = {}) {
  const asked = askedIn({ ...(choice as Record<string, string>), ...page })
  const [known, counted] = listed(asked).statements(scopeOf(who), NOW).slice(5) as unknown as [Query, Query]
  return { known, counted }
}
const TURNED = [{}, { after: "2026-01-05:NP-4" }, { before: "2026-01-05:NP-4" }] as Record<string, string>[]

describe("the list stands on an index in its order, a branch a stage", () => {
  const hubless: [string, Choice][] = [
    ["the whole network", {}],
    ["a phase", { phase: "mapping" }],
    ["a track", { track }],
    ["a phase of a track", { track, phase: "work" }],
    ["a stage", { stage }],
  ]
  test.each(hubless)("%s: by the network's index", async (_, choice) => {
    for (const who of [kari, stein, ola])
      for (const page of TURNED) {
        const steps = await plan(lists(who, choice, page).known)
        expect(indexesIn(steps)).toEqual(["cases_network"])
        expect(casesIn(steps).filter((step) => !step.includes("(track=? AND stage=?"))).toEqual([])
        expect(steps.join()).not.toContain("TEMP B-TREE")
      }
  })

  test.each(hubless)("%s, in a hub: by the hub's", async (_, choice) => {
    for (const who of [kari, gunn, ola])
      for (const page of TURNED) {
        const steps = await plan(lists(who, { ...choice, hub: "roros" }, page).known)
        expect(indexesIn(steps)).toEqual(["cases_of_hub"])
        expect(casesIn(steps).filter((step) => !step.includes("(hub_id=? AND track=? AND stage=?"))).toEqual([])
        expect(steps.join()).not.toContain("TEMP B-TREE")
      }
  })

  test("the auditor's: by the same, and sorted only within a day", async () => {
    for (const hub of [undefined, "roros"]) {
      const steps = await plan(lists(randi, { hub }).counted)
      expect(indexesIn(steps)).toEqual([hub ? "cases_of_hub" : "cases_network"])
      expect(steps.filter((step) => step.includes("B-TREE") && !step.includes("RIGHT PART OF ORDER BY"))).toEqual([])
    }
  })

  test("those one is named on elsewhere: by name", async () => {
    const { select, shared } = scopeOf(kari)
    const steps = await plan(select().from(shared))
    expect(indexesIn(steps)).toEqual(["sqlite_autoindex_cases_1"])
    expect(steps.join()).toContain("sqlite_autoindex_named_1 (person_id=?)")
  })

  test("no statement of either page scans what grows", async () => {
    const pages = [matrix(askedIn({})), listed(askedIn({})), listed(askedIn({ hub: "roros", phase: "plan" }))]
    for (const statement of pages.flatMap((one) => one.statements(scopeOf(stein), NOW) as unknown as readonly Query[]))
      expect((await plan(statement)).filter((step) => /SCAN (cases|people|companies)\b/.test(step))).toEqual([])
  })
})
