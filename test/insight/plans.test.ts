import { createClient } from "@libsql/client/web"
import { describe, expect, test } from "vitest"
import type { Choice } from "#src/access/scope/cases.ts"
import type { Statement } from "#src/db/connect.ts"
import { askedIn } from "#src/insight/choice.ts"
import { listed } from "#src/insight/listed.ts"
import { matrix } from "#src/insight/matrix.ts"
import { overrides } from "#src/insight/overrides.ts"
import { stageAsked } from "#src/insight/period.ts"
import { stagePage } from "#src/insight/stage.ts"
import { visits } from "#src/insight/visits.ts"
import { gunn, kari, ola, type Person, randi, stein } from "../people.ts"
import { openWorld } from "../world.ts"

const { as, opened, scopeOf, env, stages } = await openWorld()
const client = createClient({ url: env.DATABASE_URL })
const [stage = ""] = stages.map(({ code }) => code)
const [, track = ""] = new Set(stages.map((one) => one.track))

const NOW = { today: "2026-11-23", at: new Date() }

type Query = Pick<Statement, "prepare">
async function plan(query: Query): Promise<string[]> {
  const { sql, params } = query.prepare().getQuery()
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

  test("the auditor's: by the same", async () => {
    for (const page of TURNED)
      for (const hub of [undefined, "roros"]) {
        const steps = await plan(lists(randi, { hub }, page).counted)
        expect(indexesIn(steps)).toEqual([hub ? "cases_of_hub" : "cases_network"])
        expect(steps.join()).not.toContain("TEMP B-TREE")
      }
  })

  test("those one is named on elsewhere: by name", async () => {
    const { select, shared } = scopeOf(kari)
    const steps = await plan(select().from(shared))
    expect(indexesIn(steps)).toEqual(["sqlite_autoindex_cases_1"])
    expect(steps.join()).toContain("sqlite_autoindex_named_1 (person_id=?)")
  })

  test("moves that were made although something was missing: by their own index, hub by hub, since a day", async () => {
    for (const who of [gunn, stein, ola]) {
      const { overrides, overrideCodes, overridden } = scopeOf(who)
      const counted = [overrides("2026-01-01"), overrideCodes("2026-01-01")]
      for (const query of [...counted, overridden("roros", stage, "2026-01-01"), overridden("roros", undefined, "")]) {
        const steps = (await plan(query)).join()
        expect(steps).toContain("events USING INDEX events_overridden (hub_id=? AND on_date>?)")
        expect(steps).not.toMatch(/SCAN (events|cases|people)\b/)
      }
      expect((await plan(overridden("roros", undefined, ""))).join()).not.toContain("TEMP B-TREE")
    }
  })

  test("no statement of either page scans what grows", async () => {
    const pages = [
      overrides(askedIn({ hub: "roros" })),
      matrix(askedIn({})),
      listed(askedIn({})),
      listed(askedIn({ hub: "roros", phase: "plan" })),
    ]
    for (const statement of pages.flatMap((one) => one.statements(scopeOf(stein), NOW) as unknown as readonly Query[]))
      expect((await plan(statement)).filter((step) => /SCAN (cases|people|companies)\b/.test(step))).toEqual([])
  })
})

describe("how long a stage takes stands on an index", () => {
  const STAYS = "sqlite_autoindex_stays_1 (stage=? AND period=?"
  const visitsOf = (who: Person, query: Record<string, string>) =>
    visits(stage, stageAsked(query), NOW.today).statements(scopeOf(who), NOW) as unknown as readonly Query[]
  const turned = [{}, { after: "2026-01-05:x" }, { before: "2026-01-05:x" }]

  test("the figures: by stage and month, and a hub's cases by hub and stage", async () => {
    for (const query of [{}, { period: "ever" }]) {
      const statements = stagePage(stage, stageAsked(query), NOW.today).statements(
        scopeOf(stein),
        NOW,
      ) as unknown as readonly Query[]
      const [, , , standing, stays] = await Promise.all(statements.map(plan))
      expect(standing?.join()).toMatch(/SEARCH tally USING .*\(hub_id=\? AND advisor_id=\? AND track=\? AND stage=\?/)
      expect(stays?.join()).toContain(STAYS)
    }
  })

  test("the visits behind them: in their order, by stage or by hub, and the case by its id", async () => {
    for (const who of [kari, stein, ola, randi])
      for (const period of ["year", "ever"])
        for (const hub of ["", "roros"])
          for (const page of turned) {
            const [, , stays, shared, ...lists] = visitsOf(who, { period, hub, ...page })
            expect((await plan(stays as Query)).join()).toContain(STAYS)
            expect((await plan(shared as Query)).join()).toMatch(
              /SEARCH spells USING INDEX spells_of_case \(case_id=\?\)/,
            )
            expect(lists).toHaveLength(who === ola || who === randi ? 2 : 1)
            for (const list of lists) {
              const steps = (await plan(list)).join()
              expect(steps).toContain(hub ? "spells_of_hub (hub_id=? AND stage=?" : "spells_of_stage (stage=?")
              expect(steps).toContain("SEARCH cases USING INDEX sqlite_autoindex_cases_1 (id=?)")
              expect(steps).not.toContain("TEMP B-TREE")
            }
          }
  })
})

describe("in a network of forty-six hubs and many cases", async () => {
  await fill(46, 30_000)
  const paths = ["", "phase=mapping", "track=commercialisation", "hub=roros", "hub=hub-7&phase=work", "stage=pilot"]
  const pages = paths.flatMap((path) => [path, `${path}&after=2025-03-01:X-1`, `${path}&before=2025-03-01:X-1`])

  test.each([kari, ola, randi])("$name reads no more than 300 rows for a page of the list", async (who) => {
    const tooMany = []
    for (const page of pages) {
      const { html, trips, headers } = await as(who, `/network/cases?${page}`)
      expect([page, trips, html.match(/<tr /g)?.length]).toEqual([page, 1, 51])
      if (rowsIn(headers) > 300) tooMany.push([page, headers.get("server-timing")])
    }
    expect(tooMany).toEqual([])
  })
})

/** Rows read, as the database told. */
const rowsIn = (headers: Headers) =>
  (/desc="([\d+]+)"/.exec(headers.get("server-timing") ?? "")?.[1] ?? "")
    .split("+")
    .reduce((all, n) => all + Number(n), 0)

/** Copies of one case over hubs, stages and days; every tenth is restricted. */
async function fill(hubs: number, cases: number) {
  const code = (name: "track" | "code") =>
    `case (n / ${hubs}) % ${stages.length} ${stages.map((one, i) => `when ${i} then '${one[name]}'`).join(" ")} end`
  const made = { id: "'x' || n", ref: "'X-' || n", number: "n", pseudonym: "printf('%06d', n)", company_id: "'x' || n" }
  const over: Record<string, string> = {
    ...made,
    hub_id: `case n % ${hubs} when 0 then 'roros' when 1 then 'kyst' when 2 then 'orkdal' when 3 then 'nasjonalparken' else 'hub-' || (n % ${hubs}) end`,
    track: code("track"),
    stage: code("code"),
    access: "case when (n / 7) % 10 = 0 then 'restricted' else 'hub' end",
    since: "date('2024-01-01', '+' || (n * 7919 % 1000) || ' days')",
  }
  await opened("X-0")
  const { rows } = await client.execute("select name from pragma_table_info('cases')")
  const columns = rows.map(({ name }) => String(name))
  await client.batch(
    [
      `insert into hubs (id, name, short_name, prefix, about, area, opened_on, closed_on) select 'hub-' || value, 'Hub ' || value, 'Hub ' || value, 'X' || value, about, area, opened_on, null
        from hubs, generate_series(4, ${hubs - 1}) where id = 'roros'`,
      `insert into cases (${columns}) with recursive k(n) as (select 1 union all select n + 1 from k where n < ${cases})
        select ${columns.map((name) => over[name] ?? `c.${name}`)} from k, cases c where c.ref = 'X-0'`,
      "delete from tally",
      `insert into tally select hub_id, track, stage, '', '', count(*), sum(access = 'restricted') from cases group by 1, 2, 3`,
      `insert into tally select 'network', track, stage, '', '', count(*), sum(access = 'restricted') from cases group by 2, 3`,
    ],
    "write",
  )
}
