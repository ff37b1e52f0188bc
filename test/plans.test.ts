import { createClient } from "@libsql/client/web"
import { and, asc, desc, eq, isNull } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { guidePage } from "#src/about/pages.ts"
import { left, logsOf } from "#src/access/clerk.ts"
import { goingOf, knownOf } from "#src/access/files.ts"
import { numberedOf, strayedOf } from "#src/access/tidy.ts"
import { board } from "#src/cases/board.ts"
import { casePage, movePage } from "#src/cases/case-page.ts"
import { boardChanges, caseChanges } from "#src/cases/changes.ts"
import { caseFile } from "#src/cases/file.ts"
import { list } from "#src/cases/list.ts"
import { boardFilter } from "#src/cases/look.ts"
import { pastPage } from "#src/cases/past.ts"
import { selection } from "#src/cases/selection-file.ts"
import { companyPage } from "#src/companies/company-page.ts"
import { companyFile } from "#src/companies/file.ts"
import { dayPage } from "#src/day/day-page.ts"
import { logFile, logPage, pickCase } from "#src/day/log-page.ts"
import { areaPage, areaPreview } from "#src/network/area-page.ts"
import { areasPage } from "#src/network/areas.ts"
import { hubFile, hubPage } from "#src/network/hubs.ts"
import { mapFile } from "#src/network/redrawing-page.ts"
import { newStagePage, previewPage, retirementPage, stagePage, stagesPage } from "#src/programme/queries.ts"
import { kari, marit, ola, type Person, stein } from "./people.ts"
import { openWorld } from "./world.ts"

const { scopeOf, env, build } = await openWorld()
const now = { today: "2026-11-23", at: new Date() }

type Query = { prepare(): { getQuery(): { sql: string; params: unknown[] } } }
/** Without ANALYZE the planner goes by shape alone, so each relation says which index it stands on. */
async function plan(query: Query): Promise<string[]> {
  const { sql, params } = query.prepare().getQuery()
  const client = createClient({ url: env.DATABASE_URL })
  const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args: params as string[] })
  return rows.map(({ detail }) => String(detail))
}
const INDEX =
  /(?:INDEX|USING) ((?:cases|events|files|texts|tally|stages|contacts|named|enquiries|reads|memberships)_\w+)/
const uses = (steps: string[]) => [...new Set(steps.flatMap((step) => step.match(INDEX)?.[1] ?? []))].sort()
const ofCases = (steps: string[]) => uses(steps).filter((name) => name.startsWith("cases"))

test.each([
  ["one hub", kari],
  ["two hubs", stein],
] as const)("own cases in a column, %s: by hub, in order, never by the network's index", async (_, who: Person) => {
  const { select, own } = scopeOf(who)
  const cases = own()
  const inColumn = and(isNull(cases.endedOn), eq(cases.track, "t"), eq(cases.stage, "s"))
  const steps = await plan(select().from(cases).where(inColumn).orderBy(asc(cases.attendOn)).limit(20))
  expect(ofCases(steps)).toEqual(["cases_own"])
  expect(steps.join()).toContain("hub_id=? AND track=? AND stage=?")
  expect(steps.join()).not.toMatch(/TEMP B-TREE|SCAN cases/)
})

test("own cases of one advisor in a column: by the advisor, in order", async () => {
  const { select, own } = scopeOf(kari)
  const cases = own()
  const inColumn = and(isNull(cases.endedOn), eq(cases.track, "t"), eq(cases.stage, "s"), eq(cases.advisorId, "a"))
  const steps = await plan(select().from(cases).where(inColumn).orderBy(asc(cases.attendOn)).limit(20))
  expect(ofCases(steps)).toEqual(["cases_of_advisor"])
  expect(steps.join()).not.toMatch(/TEMP B-TREE/)
})

test("own cases on one's turn in a column: by the turn, in order", async () => {
  const { select, own } = scopeOf(kari)
  const cases = own()
  const inColumn = and(isNull(cases.endedOn), eq(cases.track, "t"), eq(cases.stage, "s"), eq(cases.turn, "company"))
  const steps = await plan(select().from(cases).where(inColumn).orderBy(asc(cases.attendOn)).limit(20))
  expect(ofCases(steps)).toEqual(["cases_by_turn"])
  expect(steps.join()).not.toMatch(/TEMP B-TREE/)
})

test("a case, its log, words, contacts and names: by reference, then by case", async () => {
  const { select, cases, events, texts, contacts, named, network } = scopeOf(stein)
  expect(uses(await plan(select().from(cases).where(eq(cases.ref, "R-1"))))).toContain("cases_ref")
  expect(ofCases(await plan(select().from(network).where(eq(network.ref, "R-1"))))).toEqual(["cases_ref"])
  const log = await plan(select().from(events).where(eq(events.ref, "R-1")).orderBy(asc(events.seq)))
  expect(uses(log)).toEqual(expect.arrayContaining(["cases_ref", "events_of_case"]))
  expect(uses(await plan(select().from(texts).where(eq(texts.ref, "R-1"))))).toEqual(
    expect.arrayContaining(["cases_ref", "texts_of_subject"]),
  )
  expect(uses(await plan(select().from(contacts).where(eq(contacts.ref, "R-1"))))).toEqual(
    expect.arrayContaining(["cases_ref", "contacts_of_company"]),
  )
  expect(uses(await plan(select().from(named).where(eq(named.ref, "R-1"))))).toEqual(
    expect.arrayContaining(["cases_ref", "named_on_case"]),
  )
})

test("a file: by its id, then its case; a company's: by company; those that go, and those there are: few rows", async () => {
  for (const who of [kari, stein]) {
    const { select, files, filesOf } = scopeOf(who)
    const one = await plan(
      select()
        .from(files)
        .where(and(eq(files.ref, "R-1"), eq(files.id, "f"))),
    )
    expect(one.join()).toMatch(/files USING INDEX sqlite_autoindex_files_1 \(id=\?\)/)
    expect(one.join()).toMatch(/cases USING INDEX sqlite_autoindex_cases_1 \(id=\?\)/)
    const ofCompany = await plan(filesOf("c"))
    expect([ofCases(ofCompany), uses(ofCompany)]).toEqual([
      ["cases_of_company"],
      expect.arrayContaining(["files_of_case"]),
    ])
    for (const steps of [one, ofCompany]) expect(steps.join()).not.toMatch(/SCAN (cases|files|events|texts)\b/)
  }
  expect((await plan(goingOf(build, new Date()))).join()).toContain("files USING INDEX files_that_go (goes_at<?)")
  expect((await plan(knownOf(build, ["f"]))).join()).toContain("sqlite_autoindex_files_1 (id=?)")
})

test("other cases of the same company: by company", async () => {
  expect(ofCases(await plan(scopeOf(stein).othersOf("R-1")))).toEqual(["cases_of_company", "cases_ref"])
})

test("a company's cases, what happened to them, and how many are hidden: by company", async () => {
  for (const who of [kari, stein]) {
    const { casesOf, coursesOf, hiddenOf, hubsOf, company, fullOf, learnedOf } = scopeOf(who)
    expect(ofCases(await plan(casesOf("c")))).toEqual(["cases_of_company"])
    const courses = await plan(coursesOf("c"))
    expect([ofCases(courses), uses(courses)]).toEqual([
      ["cases_of_company"],
      expect.arrayContaining(["events_of_case"]),
    ])
    expect(ofCases(await plan(hiddenOf("c")))).toEqual(["cases_of_company"])
    expect(ofCases(await plan(hubsOf("c")))).toEqual(["cases_of_company"])
    expect(ofCases(await plan(fullOf("c")))).toEqual(["cases_of_company"])
    const learned = await plan(learnedOf("c"))
    expect(learned.join()).toContain("events USING INDEX events_in_order (stream=?)")
    expect(learned.join()).not.toContain("TEMP B-TREE")
    const around = scopeOf(who)
    const contacts = await plan(around.contactsOf("c"))
    expect(uses(contacts)).toContain("contacts_of_company")
    expect(contacts.join()).not.toMatch(/SCAN (cases|contacts)\b(?!_of)/)
    expect((await plan(around.helpersOf("c"))).join()).toContain("helpers USING INDEX helpers_of_company")
    expect(ofCases(await plan(around.namedMeOf("c")))).toEqual(["cases_of_company"])
    expect((await plan(around.mergesOf("c", "2026-11-23"))).join()).toContain("merges USING INDEX merges_of_company")
    expect(ofCases(await plan(around.movedWith("c").cases))).toEqual(["cases_of_company"])
    expect((await plan(around.companyLog("c"))).join()).toContain("events USING INDEX events_in_order (stream=?)")
    expect((await plan(company("c"))).join()).toContain("sqlite_autoindex_companies_1 (id=?)")
  }
})

test("the next number of a hub: one row", async () => {
  const { select, numbers } = scopeOf(kari)
  const given = numbers("roros")
  const steps = await plan(select().from(given).orderBy(desc(given.number)).limit(1))
  expect(ofCases(steps)).toEqual(["cases_number"])
  expect(steps.join()).not.toMatch(/TEMP B-TREE/)
})

test("sums: from the small index; inbox: by hub; a resend: by its act", async () => {
  const { select, sums, enquiries, done } = scopeOf(kari)
  const ofHub = await plan(select().from(sums).where(eq(sums.hubId, "roros")))
  expect(ofHub.join()).toMatch(/SEARCH tally USING .*\(hub_id=\? AND advisor_id=\?/)
  const waiting = select().from(enquiries).where(eq(enquiries.state, "waiting")).orderBy(asc(enquiries.dueOn))
  expect(uses(await plan(waiting))).toContain("enquiries_at_hub")
  expect(uses(await plan(done("act")))).toContain("events_once")
})

test("which restricted cases one sees: those one is named on, and one's own from the tally alone", async () => {
  const { select, seen, trackOr, hubs } = scopeOf(stein)
  const steps = (await plan(select().from(seen(trackOr("t"), hubs)))).join()
  expect(steps).toContain("cases USING INDEX sqlite_autoindex_cases_1 (id=?)")
  expect(steps).toContain("(hub_id=? AND advisor_id=? AND track=?)")
})

test("what an advisor would leave, how many each has: by hub and advisor", async () => {
  const { select, portfolio, loads } = scopeOf(stein)
  const left = portfolio("roros", "kari")
  expect(ofCases(await plan(select().from(left)))).toEqual(["cases_in_order_of"])
  const load = loads()
  expect((await plan(select().from(load))).join()).toMatch(/SEARCH tally USING .*\(hub_id=\?/)
})

test("a hub's people and places, a company by its number, one's own sessions: each by its own index", async () => {
  const { select, teamOf, caseHub, areas, register, mySessions, staff } = scopeOf(stein)
  const by = async (query: Query) => (await plan(query)).join()
  expect(await by(teamOf(caseHub("R-1")))).toContain("memberships_of_hub (hub_id=?")
  expect(await by(select().from(staff).where(eq(staff.hubId, "roros")))).toContain("memberships_of_hub (hub_id=?")
  expect(await by(areas(["roros"], "2026-11-23"))).toContain("coverage_of_hub (hub_id=?")
  expect(await by(select().from(register).where(eq(register.orgnr, "310000299")))).toContain(
    "companies_orgnr_unique (orgnr=?",
  )
  expect(await by(select().from(mySessions))).toContain("sessions_of_person (person_id=?")
})

test("many cases by a list of references: each by its own, their later entries by case, and what is done by its act", async () => {
  const { ownAmong, laterAmong, networkAmong, doneUnder } = scopeOf(stein)
  const list = JSON.stringify([["R-1", 1]])
  const own = await plan(ownAmong(list))
  expect(ofCases(own)).toEqual(["cases_ref"])
  const later = await plan(laterAmong(list))
  expect([ofCases(later), uses(later)]).toEqual([["cases_ref"], expect.arrayContaining(["events_of_case"])])
  expect(later.join()).toContain("(case_id=? AND seq>?)")
  expect(ofCases(await plan(networkAmong(list)))).toEqual(["cases_ref"])
  expect((await plan(doneUnder("act"))).join()).toMatch(/events_once \(actor_id=\? AND act>\? AND act<\?\)/)
})

test("the dictionary's history, a stage's cases by hub, and whom another limit makes stand still: each by an index", async () => {
  const { select, stageEvents, stageSums, standingStill } = scopeOf(stein)
  const by = async (query: Query) => (await plan(query)).join()
  expect(await by(select().from(stageEvents))).toContain("events_in_order (stream>? AND stream<?)")
  expect(await by(select().from(stageEvents).where(eq(stageEvents.stream, "stage:s")))).toContain(
    "events_in_order (stream",
  )
  expect(await by(stageSums("s"))).toMatch(/SEARCH tally USING .*\(hub_id=\? AND .*track=\? AND stage=\?/)
  expect(await by(standingStill("s", 10, "2026-01-01", "2026-02-01").limit(101))).toContain(
    "cases_by_limit (stage=? AND limit_days=? AND stale_on>? AND stale_on<?)",
  )
})

test("the cases that a change has still to reach: by stage and limit, nobody else's; of those that move, their logs", async () => {
  const { limited, retired } = left(build, "s")
  const late = await plan(limited(250))
  expect(ofCases(late)).toEqual(["cases_by_limit"])
  expect(late.join()).toMatch(/stage=\? AND limit_days<\?.*stage=\? AND limit_days>\?/)
  const stranded = (await plan(retired(50))).join()
  expect(stranded).toContain("cases_by_limit (stage=?)")
  expect(stranded).not.toContain("TEMP B-TREE")
  const logs = await plan(logsOf(build, "s"))
  expect(uses(logs)).toEqual(expect.arrayContaining(["cases_by_limit", "events_of_case"]))
  for (const steps of [late, logs]) expect(steps.join()).not.toMatch(/SCAN (cases|events)/)
})
describe("cases in order whatever their stage", () => {
  const of = async (who: Person, asked: Record<string, string>) => {
    const page = asked.show === "list" ? list(boardFilter(asked)) : board(boardFilter(asked))
    const statements = page.statements(scopeOf(who), now) as unknown as readonly Query[]
    const plans = await Promise.all(statements.map(plan))
    return plans.filter((steps) => steps.some((step) => /cases_in_order/.test(step)))
  }

  test.each([
    ["by hub", { group: "hub" }, "cases_in_order", "hub_id=? AND track=?"],
    ["by advisor", { group: "advisor" }, "cases_in_order_of", "hub_id=? AND advisor_id=? AND track=?"],
    ["by municipality", { group: "municipality" }, "cases_in_order_at", "hub_id=? AND municipality=? AND track=?"],
    ["by turn", { group: "turn" }, "cases_in_order_by", "hub_id=? AND turn=? AND track=?"],
    ["in a list", { show: "list" }, "cases_in_order", "hub_id=? AND track=?"],
    [
      "in an advisor's list",
      { show: "list", advisor: "a" },
      "cases_in_order_of",
      "hub_id=? AND advisor_id=? AND track=?",
    ],
    ["on a list's next page", { show: "list", after: "2026-01-01~a" }, "cases_in_order", "hub_id=? AND track=?"],
  ])("%s: by the index that has them so, for one hub and for two", async (_, asked, index, by) => {
    for (const who of [kari, stein]) {
      const steps = (await of(who, asked)).flat()
      expect(steps.filter((step) => step.includes(`${index} (`)).join()).toContain(by)
      expect(steps.filter((step) => /TEMP B-TREE FOR ORDER|SCAN cases/.test(step))).toEqual([])
    }
  })
})

test.each([
  ["one hub", kari],
  ["two hubs", stein],
] as const)("an advisor's day, %s: each of its lists by an index that has it in order", async (_, who: Person) => {
  const statements = dayPage("2026-11-23").statements(scopeOf(who), now) as unknown as readonly Query[]
  const [due = [], names = [], stepless = [], aging = [], waiting = [], met = []] = await Promise.all(
    statements.map(plan),
  )
  expect(due.join()).toContain("cases_due (hub_id=? AND advisor_id=? AND next_on<?)")
  expect(due.join()).toContain("memberships_of_hub (hub_id=?")
  expect(stepless.join()).toContain("cases_without_step (hub_id=? AND advisor_id=?)")
  expect(aging.join()).toContain("cases_by_age (hub_id=? AND advisor_id=? AND stale_on>? AND stale_on<?)")
  expect(uses(waiting)).toContain("enquiries_at_hub")
  expect(met.join()).toContain("meetings_of_person (person_id=? AND on_date>? AND on_date<?)")
  for (const steps of [due, stepless, aging]) expect(steps.join()).not.toMatch(/TEMP B-TREE FOR ORDER|SCAN cases/)
  expect([...names, ...met].join()).not.toMatch(/SCAN (cases|people|memberships|meetings|texts)/)
})

test("what one has put down for a day, and one's cases to choose from: by the person, in order", async () => {
  const { spentOn } = scopeOf(stein)
  expect((await plan(spentOn("2026-11-23"))).join()).toContain("time_of_person (person_id=? AND on_date=?)")
  const [own = []] = await Promise.all((pickCase().statements(scopeOf(stein), now) as unknown as Query[]).map(plan))
  expect(own.join()).toContain("cases_by_age (hub_id=? AND advisor_id=? AND stale_on>?)")
  expect(own.join()).not.toContain("TEMP B-TREE FOR ORDER")
})

test("saved looks: by whose they are", async () => {
  const { select, views } = scopeOf(stein)
  expect((await plan(select().from(views))).join()).toContain("views_of_owner (owner_kind=? AND owner_id=?")
})

test("what others have done since a moment: by hub and moment, then each case by its id", async () => {
  const { select, changesIn, hubs } = scopeOf(stein)
  const changes = changesIn(hubs, 1)
  const steps = await plan(select().from(changes).where(eq(changes.track, "t")).orderBy(asc(changes.at)).limit(20))
  expect(ofCases(steps)).toEqual([])
  expect(steps.filter((step) => /SEARCH (events|cases)/.test(step))).toEqual(
    hubs.flatMap(() => [
      "SEARCH events USING INDEX events_by_hub (hub_id=? AND at>?)",
      "SEARCH cases USING INDEX sqlite_autoindex_cases_1 (id=?)",
    ]),
  )
  expect(steps.join()).not.toContain("TEMP B-TREE")
})

test("what came from a municipality: enquiries and open cases by it, and what it has become by its own number", async () => {
  const { waitingFrom, listedFrom, openIn, waitingAt, cameOf, doneTo } = scopeOf(ola)
  expect((await plan(waitingFrom("5057"))).join()).toContain("enquiries_from (municipality=? AND state=?)")
  expect(uses(await plan(listedFrom("5057")))).toContain("enquiries_at_hub")
  expect(ofCases(await plan(openIn("5057")))).toEqual(["cases_in_order_at"])
  expect(uses(await plan(waitingAt("roros")))).toContain("enquiries_at_hub")
  expect((await plan(cameOf("5012"))).join()).not.toContain("SCAN municipality_changes")
  const done = (await plan(doneTo("area", "5057"))).join()
  expect(done).toContain("events_in_order (stream=?)")
  expect(done).not.toContain("TEMP B-TREE")
})

const GROWS = /SCAN (cases|events|texts|companies|contacts|enquiries|people)\b/

test("no statement of any page scans what grows", async () => {
  const scope = scopeOf(stein)
  const pages = [
    board(boardFilter({})),
    board(boardFilter({ turn: "company", advisor: "a", municipality: "5025", stale: "1", text: "x" })),
    board(boardFilter({ group: "municipality", sort: "company", stale: "1" })),
    list(boardFilter({ show: "list", sort: "-next", text: "x" })),
    casePage("R-1"),
    dayPage("2026-11-23"),
    pickCase(),
    logPage("R-1"),
    logFile("R-1", "2026-11-23"),
    movePage("R-1", { to: "s", view: "" }),
    caseFile("R-1"),
    selection([{ ref: "R-1", seq: 1 }], { key: "act", named: ["R-2"] }),
    stagesPage(undefined),
    stagePage("s"),
    newStagePage(),
    retirementPage("s"),
    previewPage("limit", "s", () => ({ acts: [] }), { typed: {}, limit: { from: 10, to: 5 } }),
    pastPage("R-1", "2026-05-01"),
    caseChanges("R-1", 1),
    boardChanges({}, 1),
    companyPage("c"),
    companyFile("c"),
    areasPage(),
    areaPage("5057"),
    areaPreview("5057", "giving", {}, () => ({ acts: [] })),
    mapFile,
    hubPage("roros"),
    hubFile("roros"),
    guidePage,
  ]
  const statements = pages.flatMap((page) => page.statements(scope, now) as unknown as readonly Query[])
  expect(statements.length).toBeGreaterThan(30)
  for (const statement of statements) {
    const steps = await plan(statement)
    const scanned = steps.flatMap((step) => step.match(GROWS)?.[1] ?? [])
    // What a co-routine gives is no table: it was searched for.
    expect(scanned.filter((name) => !steps.includes(`CO-ROUTINE ${name}`))).toEqual([])
  }
})

test("cases that have to follow their company: by the few that lack a number, and the few companies that were merged", async () => {
  const numbered = (await plan(numberedOf(build))).join()
  expect(numbered).toContain("cases USING INDEX cases_unnumbered")
  expect(numbered).toContain("companies USING INDEX sqlite_autoindex_companies_1 (id=?)")
  const strayed = (await plan(strayedOf(build))).join()
  expect(strayed).toContain("companies USING INDEX companies_merged")
  expect(strayed).toContain("cases USING INDEX cases_of_company (company_id=?)")
})

describe("old lists", () => {
  const scope = () => scopeOf(marit)
  test("their rows by the list and their state, in order, without sorting", async () => {
    const steps = (await plan(scope().importRowsIn("i", "waiting", "up", 10))).join()
    expect(steps).toContain("import_rows_in_state (import_id=? AND state=?)")
    expect(steps).not.toMatch(/TEMP B-TREE|SCAN import/)
  })

  test("companies that rows may be about by number and by folded name, each looked up; and so what hangs on them", async () => {
    const lookups = [
      scope().companiesLike("[]", "[]"),
      scope().casesOfLike("roros", "[]", "[]"),
      scope().contactsOfLike("roros", "[]", "[]"),
    ]
    for (const query of lookups) {
      const steps = (await plan(query)).join()
      expect(steps).toMatch(/INDEX \w+ \(orgnr=\?\)/)
      expect(steps).toContain("companies_by_name (folded=?)")
      expect(steps).not.toMatch(/SCAN (companies|cases|contacts|t\d)/)
    }
  })

  test("what they brought by its id, and its log by its stream", async () => {
    const { casesBrought, companiesBrought, casesAround, logsBrought } = scope()
    const brought = [casesBrought("roros", "[]"), companiesBrought("roros", "[]"), casesAround("roros", "[]")]
    for (const query of brought) expect((await plan(query)).join()).not.toMatch(/SCAN (cases|companies)/)
    const steps = (await plan(logsBrought("roros", "case", "[]"))).join()
    expect(steps).toContain("events_in_order (stream=?)")
    expect(steps).not.toMatch(/SCAN events/)
  })

  test("files that left by when they did: not one other event is read", async () => {
    const steps = (await plan(scope().exportsBefore(Date.now(), 50))).join()
    expect(steps).toContain("events_exported (at<?)")
    expect(steps).not.toMatch(/TEMP B-TREE|SCAN events/)
  })
})

test("what a browser keeps of a day: each case by its reference, its notes by the case, its contacts by the company", async () => {
  const { select, keptOf, keptContacts, keptNotes } = scopeOf(stein)
  const refs = ["NP-1", "NP-2"] as const
  const [cases, contacts, notes] = await Promise.all([
    plan(select().from(keptOf(refs))),
    plan(keptContacts(refs)),
    plan(keptNotes(refs, 3)),
  ])
  expect(ofCases(cases)).toEqual(["cases_ref"])
  expect(ofCases(contacts)).toEqual(["cases_ref"])
  expect(uses(contacts)).toContain("contacts_of_company")
  expect(ofCases(notes)).toEqual(["cases_ref"])
  expect(uses(notes)).toContain("events_of_case")
  for (const steps of [cases, contacts, notes]) expect(steps.join()).not.toMatch(/SCAN (cases|events|texts|contacts)/)
})
