import { createClient } from "@libsql/client/web"
import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { companiesAfter, quietOf, toldOf } from "#src/access/watch.ts"
import { addDays } from "#src/core/calendar.ts"
import { applyToCompany, type CompanyEvent, noCompany } from "#src/core/company.ts"
import * as t from "#src/db/schema.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { kari } from "../people.ts"
import { made, openWorld } from "../world.ts"

/** Yesterday: the stand-in dates what it tells by the clock, which at any hour is later than the rounds of that day. */
const today = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
const at = (day: string, hour = 10) => new Date(`${day}T${hour}:00:00Z`)
const [fjell, konkurs, slettet] = ["319990011", "319990062", "319990046"] as const

/** A world whose companies came in by the form. */
async function openNetwork() {
  const world = await openWorld()
  const { as, track, build, send } = world
  async function begun(company: string, orgnr: string) {
    const form = { hub: "roros", company, orgnr, need: "A plan", track, access: "hub", advisor: kari.id, contact: "" }
    const { headers } = await as(kari, "/cases", { form: { ...made(), ...form } })
    const ref = new URL(headers.get("location") ?? "", "http://x").pathname.split("/").at(-1) ?? ""
    return ref
  }
  const company = async (orgnr: string) =>
    (await send("read", [build.select().from(t.companies).where(eq(t.companies.orgnr, orgnr))]))[0][0]
  const learned = async (orgnr: string) => {
    const log = await world.logOf(`company:${(await company(orgnr))?.id}`)
    return log.flatMap(({ data, actorKind }) => (data.type === "fact_learned" ? [`${actorKind} ${data.fact}`] : []))
  }
  return { ...world, begun, company, learned }
}

describe("the round of the register", () => {
  test("learns once of companies it has not asked about, and people's own words stay what is shown", async () => {
    const { begun, company, learned, env, wordsOf } = await openNetwork()
    await begun("Fjellmat", fjell)
    const first = await everyHour(env, at(today))
    expect(first.learned).toBe(6)
    const row = await company(fjell)
    expect(row?.name).toBe("Fjellmat")
    expect(row?.facts.name).toMatchObject({
      advisor: { value: "Fjellmat" },
      register: { value: "FJELLMAT TEST AS", since: today },
    })
    expect(row?.municipality).toBe("5025")
    expect((await learned(fjell)).every((one) => one.startsWith("system"))).toBe(true)
    expect((await everyHour(env, at(today, 11))).learned).toBe(0)
    expect((await everyHour(env, at(addDays(today, 1)))).learned).toBe(0)
    const words = await wordsOf(`company:${row?.id}`)
    expect(words.map(({ body }) => body)).toContain("FJELLMAT TEST AS")
  })

  test("keeps names, addresses and industries out of the log, and the log makes the row", async () => {
    const { begun, company, env, logOf, wordsOf } = await openNetwork()
    await begun("Nordmann", "319990038")
    await everyHour(env, at(today))
    const row = await company("319990038")
    const log = await logOf(`company:${row?.id}`)
    expect(JSON.stringify(log)).not.toMatch(/nordmann|testveien|fjørfe/i)
    expect(row?.facts.form?.register?.value).toBe("ENK")
    expect(row?.facts.address).toBeUndefined() // where its owner may live
    const texts = await wordsOf(`company:${row?.id}`)
    const said = (id: string) =>
      Object.fromEntries(texts.filter(({ eventId }) => eventId === id).map(({ name, body }) => [name, body ?? ""]))
    const replayed = log.reduce(
      (before, { id, data, onDate }) => applyToCompany(before, data as CompanyEvent, onDate, said(id)),
      noCompany(row?.id ?? ""),
    )
    expect(replayed).toEqual(row)
  })

  test("brings a change once, however many times at once it is told to, and none twice", async () => {
    const { begun, learned, company, env, register } = await openNetwork()
    await begun("Fjellmat", fjell)
    await everyHour(env, at(today))
    await register({ orgnr: fjell, navn: "FJELL OG MAT AS", antallAnsatte: 9 })
    const next = at(addDays(today, 1))
    const done = await Promise.all(Array.from({ length: 5 }, () => everyHour(env, next)))
    expect(done.reduce((n, one) => n + one.learned, 0)).toBe(2)
    expect((await learned(fjell)).slice(-2)).toEqual(["system name", "system employees"])
    expect((await company(fjell))?.facts.employees?.register).toEqual({ value: "9", since: addDays(today, 1) })
    expect((await everyHour(env, at(addDays(today, 2)))).learned).toBe(0)
  })

  test("stops where the register is away or busy, and goes on from there when it is back", async () => {
    const { begun, learned, env, register } = await openNetwork()
    await begun("Fjellmat", fjell)
    for (const mode of ["down", "half", "busy"]) {
      await register({ mode })
      expect((await everyHour(env, at(today))).learned).toBe(0)
    }
    await register({ mode: null })
    expect((await everyHour(env, at(today, 11))).learned).toBe(6)
    await register({ orgnr: fjell, antallAnsatte: 12 })
    await register({ mode: "down" })
    expect((await everyHour(env, at(addDays(today, 1)))).learned).toBe(0)
    expect((await everyHour(env, at(addDays(today, 4)))).learned).toBe(0)
    await register({ mode: null })
    expect((await everyHour(env, at(addDays(today, 4), 11))).learned).toBe(1)
    expect((await learned(fjell)).at(-1)).toBe("system employees")
  })

  test("passes over one that cannot be read, but only after a day", async () => {
    const { begun, learned, env } = await openNetwork()
    await begun("Lesbar", "319990151")
    await begun("Ulesbar", "319990143")
    expect((await everyHour(env, at(today))).learned).toBe(0)
    expect((await everyHour(env, at(today, 11))).learned).toBe(0)
    expect((await everyHour(env, at(addDays(today, 1)))).learned).toBeGreaterThan(0)
    expect(await learned("319990143")).toEqual([])
  })

  test("asks about no more than it can in an hour, and gets through in some hours", async () => {
    const { opened, env, build, send } = await openNetwork()
    const orgnrs = validFrom(31_500_000, 90)
    for (const [i, orgnr] of orgnrs.entries()) await opened(`B-${i}`, { orgnr, companyId: `b-${i}` })
    const runs = []
    for (const hour of [10, 11, 12, 13]) runs.push((await everyHour(env, at(today, hour))).learned)
    expect(runs).toEqual([40, 40, 10, 0]) // each is unknown to the register
    const [rows] = await send("read", [build.select().from(t.feeds).where(eq(t.feeds.name, "companies"))])
    expect(rows).toEqual([{ name: "companies", since: at(today), begun: null, place: "" }])
  })
})

describe("what an advisor has to know at once", () => {
  test("bankruptcy is on the timeline, the card and the case of every open case, until it is over", async () => {
    const { begun, as, env, caseOf, logOf, register } = await openNetwork()
    const ref = await begun("Konkurs Test", konkurs)
    const closed = await begun("Konkurs Test", konkurs)
    await as(kari, `/cases/${closed}/closure`, { form: { ...made(), closeReason: "completed", reason: "Done" } })
    await as(kari, `/cases/${ref}/notes`, { form: { ...made(), kind: "call", note: "Talked" } })
    expect(await everyHour(env, at(today))).toMatchObject({ warned: 1 })
    const marked = await caseOf(ref)
    expect(marked).toMatchObject({ alert: "bankrupt", alertedOn: today })
    expect((await caseOf(closed))?.alert).toBeNull()
    expect((await logOf(`case:${marked?.id}`)).at(-1)).toMatchObject({ type: "alerted", actorKind: "system" })
    expect((await as(kari, "/cases?text=konkurs")).html).toContain("Konkurs</span>")
    const { html } = await as(kari, `/cases/${ref}`)
    expect(html).toContain('id="alert"')
    expect(html).toContain("Registeret melder: konkurs")
    expect(await everyHour(env, at(today, 11))).toMatchObject({ warned: 0 })

    await register({ orgnr: konkurs, konkurs: false })
    expect(await everyHour(env, at(addDays(today, 1)))).toMatchObject({ learned: 1, warned: 1 })
    expect(await caseOf(ref)).toMatchObject({ alert: null, alertedOn: null })
  })

  test("marks each case once when five do it at once, and a case opened later too", async () => {
    const { begun, env, caseOf, logOf } = await openNetwork()
    const ref = await begun("Konkurs Test", konkurs)
    const done = await Promise.all(Array.from({ length: 5 }, () => everyHour(env, at(today))))
    await everyHour(env, at(today, 11))
    expect(done.reduce((n, one) => n + one.warned, 0)).toBeLessThanOrEqual(1)
    const log = await logOf(`case:${(await caseOf(ref))?.id}`)
    expect(log.filter(({ type }) => type === "alerted")).toHaveLength(1)
    const later = await begun("Konkurs Test", konkurs)
    expect(await everyHour(env, at(today, 12))).toMatchObject({ warned: 1 })
    expect((await caseOf(later))?.alert).toBe("bankrupt")
  })

  test("a case wants attention from the day it is told, until a person has worked on it", async () => {
    const { begun, as, env, caseOf } = await openNetwork()
    const ref = await begun("Slettet Test", slettet)
    await as(kari, `/cases/${ref}/notes`, { form: { ...made(), kind: "call", note: "Talked" } })
    const step = { nextStep: "Call", nextOn: addDays(today, 3) }
    await as(kari, `/cases/${ref}/next-step`, { form: { ...made(), ...step } })
    await everyHour(env, at(today))
    expect(await caseOf(ref)).toMatchObject({ alert: "deleted", attendOn: today })
    await as(kari, `/cases/${ref}/notes`, { form: { ...made(), kind: "call", note: "They know" } })
    expect(await caseOf(ref)).toMatchObject({ alert: "deleted", alertedOn: null, attendOn: step.nextOn })
  })

  test("of a company that was removed for good, nothing is kept of what the register had said", async () => {
    const { begun, company, env, register, send, build } = await openNetwork()
    await begun("Fjellmat", fjell)
    await everyHour(env, at(today))
    await register({ orgnr: fjell, respons_klasse: "Fjernet" })
    await everyHour(env, at(addDays(today, 1)))
    const row = await company(fjell)
    expect(row?.facts).toMatchObject({
      name: { advisor: { value: "Fjellmat" } },
      deleted: { register: { value: "removed" } },
    })
    expect(JSON.stringify(row)).not.toMatch(/FJELLMAT TEST AS|Testveien/)
    const [texts] = await send("read", [
      build
        .select()
        .from(t.texts)
        .where(eq(t.texts.subject, `company:${row?.id}`)),
    ])
    expect(texts.filter(({ body }) => body?.includes("FJELLMAT TEST AS") || body?.includes("Testveien"))).toEqual([])
    expect(texts.some(({ body }) => body === "Fjellmat")).toBe(true)
  })
})

test("each of its searches stands on its own index", async () => {
  const { build, env } = await openWorld()
  const client = createClient({ url: env.DATABASE_URL })
  const plan = async (query: { prepare(): { getQuery(): { sql: string; params: unknown[] } } }) => {
    const { sql, params } = query.prepare().getQuery()
    const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args: params as string[] })
    return rows.map(({ detail }) => String(detail))
  }
  expect(await plan(companiesAfter(build, "3"))).toEqual([
    "SEARCH companies USING INDEX companies_orgnr_unique (orgnr>?)",
  ])
  const told = (await plan(toldOf(build))).join()
  expect(told).toContain("companies USING INDEX companies_alerted")
  expect(told).toContain("SEARCH cases USING INDEX cases_of_company (company_id=?)")
  const quiet = (await plan(quietOf(build))).join()
  expect(quiet).toContain("cases USING INDEX cases_alerted")
  expect(quiet).toContain("SEARCH companies USING INDEX sqlite_autoindex_companies_1 (id=?)")
})

function validFrom(prefix: number, n: number): string[] {
  const weights = [3, 2, 7, 6, 5, 4, 3, 2]
  const found: string[] = []
  for (let i = prefix; found.length < n; i++) {
    const rest = weights.reduce((sum, weight, place) => sum + weight * Number(String(i)[place]), 0) % 11
    if (rest !== 1) found.push(`${i}${rest === 0 ? 0 : 11 - rest}`)
  }
  return found
}
