import { describe, expect, test } from "vitest"
import { finishedIn, staysIn, tallied } from "#src/access/writes.ts"
import type { AnyEvent, StreamEvents } from "#src/core/acts.ts"
import { type Day, isWorkingDay, osloDay, workingDaysBetween } from "#src/core/calendar.ts"
import { type CaseEvent, NOT_YET, replay } from "#src/core/case.ts"
import { applyToCompany, noCompany } from "#src/core/company.ts"
import { applyToEnquiry, noEnquiry } from "#src/core/enquiry.ts"
import { othersIn, spellsOf } from "#src/core/history.ts"
import { isOrgnr } from "#src/core/orgnr.ts"
import { paceOf } from "#src/core/paces.ts"
import { applyToPerson, NETWORK, noPerson } from "#src/core/person.ts"
import { applyToView, noView } from "#src/core/view.ts"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { openWire } from "#src/db/wire.ts"
import { networkOf, seedDemo } from "#src/local/demo/seed.ts"
import { simulate } from "#src/local/demo/simulate.ts"
import { rebuild } from "#src/local/rebuild.ts"

const forked = `t${crypto.randomUUID().replaceAll("-", "")}`
await fetch(`http://admin.db.test/v1/namespaces/default/fork/${forked}`, { method: "POST" })
const url = `http://${forked}.db.test`
const database = connect({ DATABASE_URL: url }, openWire())
const network = await networkOf(database)

const TODAY = "2026-11-23"
const demo = simulate(network, TODAY)
const open = demo.cases.filter(({ endedOn }) => !endedOn)
const share = (some: readonly unknown[], all: readonly unknown[]) => some.length / all.length

describe("the demo", () => {
  test("is the same each time it is made for a day", () => {
    expect(simulate(network, TODAY)).toEqual(demo)
  })

  test.each(["2026-08-05", "2027-01-02", "2027-05-17", "2028-03-31"])("can be made for %s", (today) => {
    const { cases, events } = simulate(network, today)
    expect(cases).toHaveLength(320)
    expect(events.filter(({ onDate }) => onDate >= today || !isWorkingDay(onDate))).toEqual([])
  })

  test("has four hubs with their people, companies, cases and enquiries", () => {
    const holders = (role: string) => demo.memberships.filter((held) => held.role === role)
    expect(holders("advisor")).toHaveLength(14)
    expect(
      holders("manager")
        .map(({ hubId }) => hubId)
        .sort(),
    ).toEqual(["kyst", "nasjonalparken", "orkdal", "roros"])
    expect([holders("owner"), holders("auditor")].map((held) => held.length)).toEqual([1, 1])
    expect(demo.people.length).toBe(21)
    expect(demo.companies).toHaveLength(240)
    expect(demo.cases).toHaveLength(320)
    expect(open).toHaveLength(170)
    const waiting = demo.enquiries.filter(({ state }) => state === "waiting" || state === "asked")
    expect(waiting).toHaveLength(30)
    expect(waiting.filter(({ hubId }) => hubId === null)).toHaveLength(5)
    expect(new Set(waiting.filter(({ hubId }) => !hubId).map(({ why }) => why.kind))).toEqual(
      new Set(["candidate", "split", "unknown"]),
    )
  })

  test("has enquiries that were answered when asked, that a hub has not taken yet, and that look like spam", () => {
    expect(demo.enquiries.some(({ heard }) => heard === "replied")).toBe(true)
    expect(demo.enquiries.some(({ state, isOffered }) => state === "waiting" && isOffered)).toBe(true)
    expect(demo.enquiries.filter(({ state }) => state === "suspected")).toHaveLength(3)
  })

  test("has cases that stand still, wait, are due and lack a next step, and each reason to end", () => {
    expect(
      share(
        open.filter(({ staleOn }) => staleOn <= TODAY),
        open,
      ),
    ).toBeGreaterThan(0.08)
    expect(
      share(
        open.filter(({ staleOn }) => staleOn <= TODAY),
        open,
      ),
    ).toBeLessThan(0.16)
    expect(open.filter(({ until }) => until && until > TODAY).length).toBeGreaterThan(40)
    expect(open.filter(({ nextOn }) => nextOn === TODAY).length).toBeGreaterThan(3)
    expect(open.filter(({ nextOn, until }) => !nextOn && !until).length).toBeGreaterThan(3)
    const endings = new Set(demo.cases.flatMap(({ ending }) => ending ?? []))
    expect(endings).toEqual(new Set(network.closeReasons.map(({ code }) => code)))
    const directions = new Set(demo.events.flatMap(({ data }) => (data.type === "moved" ? data.direction : [])))
    expect(directions).toEqual(new Set(["next", "back", "skip"]))
    expect(new Set(open.map(({ stage }) => stage)).size).toBe(network.stages.length)
  })

  test("knows what the register says of companies, where people say otherwise, and of one that is bankrupt", () => {
    const read = demo.companies.filter(({ facts }) => facts.employees?.register)
    const corrected = read.filter(({ facts }) => facts.employees?.advisor)
    expect(read.length).toBeGreaterThan(30)
    expect(corrected.length).toBeGreaterThan(2)
    expect(
      corrected.filter(({ facts: { employees } }) => employees?.advisor?.value === employees?.register?.value),
    ).toEqual([])
    expect(open.filter(({ alert }) => alert === "bankrupt").length).toBeGreaterThan(0)
  })

  test("says what each case is about only once", () => {
    expect(new Set(demo.cases.map(({ need }) => need)).size).toBe(320)
  })

  test("has organisation numbers of the series for tests, valid and each used once", () => {
    const numbers = demo.companies.flatMap(({ orgnr }) => orgnr ?? [])
    expect(numbers.filter((orgnr) => !isOrgnr(orgnr) || !orgnr.startsWith("31"))).toEqual([])
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(share(numbers, demo.companies)).toBeCloseTo(0.88, 2)
  })

  test("keeps to the past, to working days and to office hours", () => {
    const late = new Set(demo.texts.flatMap(({ eventId, name }) => (name === "backdated" ? [eventId] : [])))
    const wrong = demo.events.filter(({ id, onDate, at }) => {
      const hour = at.getUTCHours()
      const day = osloDay(at)
      const isDated = late.has(id) ? onDate < day : onDate === day
      return onDate >= TODAY || !isWorkingDay(onDate) || !isWorkingDay(day) || !isDated || hour < 7 || hour > 13
    })
    expect(wrong).toEqual([])
    expect(late.size).toBeGreaterThan(0)
    expect(demo.events.some(({ type }) => type === "undone")).toBe(true)
  })

  test("goes back three years and is quiet in July", () => {
    const days = demo.events.map(({ onDate }) => onDate).sort()
    expect(workingDaysBetween(days[0] ?? TODAY, TODAY)).toBeGreaterThan(730)
    const inMonth = (month: string) => days.filter((day) => day.slice(5, 7) === month && day < "2026-08-01").length
    expect(inMonth("07") * 2).toBeLessThan(inMonth("06"))
  })

  test("has no case whose advisor is not of its hub", () => {
    const teams = new Set(demo.memberships.map(({ personId, hubId }) => `${personId} ${hubId}`))
    const astray = open.filter(({ advisorId, hubId }) => advisorId && !teams.has(`${advisorId} ${hubId}`))
    expect(astray).toEqual([])
    expect(open.filter(({ advisorId }) => !advisorId).length).toBeLessThanOrEqual(3)
  })

  test("leaves no slot in its sentences unfilled and no sentence empty", () => {
    expect(demo.texts.filter(({ body }) => !body || /[{}]|undefined/.test(body))).toEqual([])
  })
})

describe("its histories are true:", () => {
  const words = Map.groupBy(demo.texts, ({ eventId }) => eventId)
  const wordsOf = (id: string) => Object.fromEntries((words.get(id) ?? []).map(({ name, body }) => [name, body ?? ""]))
  const streams = Map.groupBy(demo.events, ({ stream }) => stream)
  const logOf = <E extends AnyEvent>(stream: string) =>
    (streams.get(stream) ?? [])
      .toSorted((one, other) => one.seq - other.seq)
      .map(({ id, act, data, onDate }) => ({ act, event: data as E, onDate: onDate as Day, words: wordsOf(id) }))

  test("each stream is numbered without a gap, in the order of time", () => {
    for (const log of streams.values()) {
      const inTime = log.toSorted((one, other) => one.at.getTime() - other.at.getTime() || one.seq - other.seq)
      expect(inTime.map(({ seq }) => seq)).toEqual(inTime.map((_, i) => i + 1))
    }
  })

  test("the log of every case makes its row", () => {
    for (const kase of demo.cases) expect(replay(logOf<StreamEvents["case"]>(`case:${kase.id}`))).toEqual(kase)
  })

  test("the log of every company makes its row", () => {
    for (const company of demo.companies) {
      const log = logOf<StreamEvents["company"]>(`company:${company.id}`)
      expect(
        log.reduce((row, one) => applyToCompany(row, one.event, one.onDate, one.words), noCompany(company.id)),
      ).toEqual(company)
    }
  })

  test("the log of every saved view makes its row", () => {
    expect(demo.views.map(({ ownerKind }) => ownerKind).sort()).toEqual(["hub", "network", "person"])
    for (const view of demo.views) {
      const log = logOf<StreamEvents["view"]>(`view:${view.id}`)
      expect(log.reduce((row, one) => applyToView(row, one.event, one.onDate, one.words), noView(view.id))).toEqual(
        view,
      )
    }
  })

  test("the log of every enquiry makes its row", () => {
    for (const enquiry of demo.enquiries) {
      const log = logOf<StreamEvents["enquiry"]>(`enquiry:${enquiry.id}`)
      const row = log.reduce(
        (kept, one) => applyToEnquiry(kept, one.event, one.onDate, one.words),
        noEnquiry(enquiry.id),
      )
      expect(row).toEqual(enquiry)
    }
  })

  test("the log of every person makes their row and their roles", () => {
    for (const person of demo.people) {
      const log = logOf<StreamEvents["person"]>(`person:${person.id}`)
      const { memberships, ...row } = log.reduce(
        (kept, one) => applyToPerson(kept, one.event, one.words),
        noPerson(person.id),
      )
      expect(person).toMatchObject(row)
      const held = demo.memberships.filter(({ personId }) => personId === person.id)
      expect(held).toEqual(memberships.map((one) => ({ personId: person.id, ...one })))
    }
  })

  test("the tally is the count of the open cases", () => {
    const count = (rows: readonly { n: number; restricted: number }[]) =>
      rows.reduce((sum, { n, restricted }) => [(sum[0] ?? 0) + n, (sum[1] ?? 0) + restricted], [0, 0])
    for (const sum of demo.tally) {
      const same = demo.cases
        .flatMap((kase) => tallied({ ...NOT_YET, ...kase } as typeof NOT_YET))
        .filter(
          ({ hubId, track, stage, advisorId, turn }) =>
            [hubId, track, stage, advisorId, turn].join() ===
            [sum.hubId, sum.track, sum.stage, sum.advisorId, sum.turn].join(),
        )
      expect(count(same)).toEqual([sum.n, sum.restricted])
    }
    const sums = demo.tally.filter(({ turn }) => turn === "")
    expect(count(sums.filter(({ hubId }) => hubId !== NETWORK))[0]).toBe(170)
    expect(count(sums.filter(({ hubId }) => hubId === NETWORK))[0]).toBe(170)
  })
})

describe("its time in stages", () => {
  const logs = Map.groupBy(demo.events, ({ stream }) => stream)
  const histories = demo.cases.map((row) => {
    const log = (logs.get(`case:${row.id}`) ?? []).toSorted((one, other) => one.seq - other.seq)
    return { row, log: log.map(({ id, act, data, onDate }) => ({ id, act, event: data as CaseEvent, onDate })) }
  })

  test("follows from the logs: each finished visit is a row, and the counts are of these rows", () => {
    expect(demo.spells).toEqual(histories.flatMap(finishedIn))
    expect(demo.spells.length).toBeGreaterThan(600)
    expect(demo.stays).toEqual(staysIn(histories))
    const ever = demo.stays.filter(({ period, hubId }) => period === "" && hubId === NETWORK)
    expect(ever.reduce((sum, { n }) => sum + n, 0)).toBe(demo.spells.length)
    const inMonths = demo.stays.filter(({ period, hubId }) => period !== "" && hubId !== NETWORK)
    expect(inMonths.reduce((sum, { n }) => sum + n, 0)).toBe(demo.spells.length)
  })

  test("makes the age of every case, ours and the others' together", () => {
    for (const { row, log } of histories) {
      const spells = spellsOf(log, TODAY)
      const days = spells.reduce((sum, spell) => sum + spell.days, 0)
      const parts = spells.reduce((sum, { split }) => sum + split.us + othersIn(split), 0)
      expect(parts).toBe(days)
      if (!log.some(({ event }) => event.type === "reopened"))
        expect(days).toBe(workingDaysBetween(row.openedOn, row.endedOn ?? TODAY))
    }
  })

  test("is long enough in every stage to say something of, ours and the others'", () => {
    const ever = demo.stays.filter(({ period, hubId }) => period === "" && hubId === NETWORK)
    expect(ever.filter(({ days }) => paceOf([days]) !== null).length).toBeGreaterThan(9)
    expect(ever.filter(({ others }) => (paceOf([others])?.most ?? 0) > 0).length).toBeGreaterThan(5)
  })
})

describe("seeding", () => {
  test("writes every row as it was made, and says how far it has come", async () => {
    const { build, send } = database
    const heard: number[] = []
    await seedDemo({ url, today: TODAY, onProgress: (done, all) => heard.push(done / all) })
    const [cases, people, companies, enquiries, events, texts, tally, spells, stays] = await send("read", [
      build.select().from(t.cases),
      build.select().from(t.people),
      build.select().from(t.companies),
      build.select().from(t.enquiries),
      build.select({ id: t.events.id, data: t.events.data, at: t.events.at }).from(t.events).limit(3000),
      build.select({ n: t.texts.name }).from(t.texts),
      build.select().from(t.tally),
      build.select().from(t.spells),
      build.select().from(t.stays),
    ])
    const sorted = <R extends { id: string }>(rows: readonly R[]) =>
      rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
    expect(sorted(cases)).toEqual(sorted(demo.cases))
    expect(sorted(companies)).toEqual(sorted(demo.companies))
    expect(sorted(enquiries)).toEqual(sorted(demo.enquiries))
    expect(sorted(people)).toMatchObject(sorted(demo.people as typeof people))
    const made = new Map(demo.events.map((event) => [event.id, event]))
    for (const { id, data, at } of events)
      expect({ data, at }).toEqual({ data: made.get(id)?.data, at: made.get(id)?.at })
    expect(texts).toHaveLength(demo.texts.length)
    expect(tally).toHaveLength(demo.tally.length)
    expect(sorted(spells)).toEqual(sorted(demo.spells))
    expect(new Set(stays.map((row) => JSON.stringify(row)))).toEqual(
      new Set(demo.stays.map(({ stage, period, hubId, ...row }) => JSON.stringify({ stage, period, hubId, ...row }))),
    )
    expect(heard.length).toBeGreaterThan(20)
    expect(heard.at(-1)).toBe(1)
  })

  test("can be forgotten of the time in stages: it is made anew from the log", async () => {
    const { build, send } = database
    const cached = () =>
      send("read", [
        build.select().from(t.spells).orderBy(t.spells.id),
        build.select().from(t.stays).orderBy(t.stays.stage, t.stays.period, t.stays.hubId),
      ])
    const [spells, stays] = await cached()
    await send("write", [build.delete(t.spells), build.delete(t.stays)])
    expect(await rebuild(url)).toBe(demo.spells.length)
    expect(await cached()).toEqual([spells, stays])
  })

  test("of a database that has people already writes nothing", async () => {
    const { build, send } = database
    const before = await send("read", [build.select({ id: t.events.id }).from(t.events)])
    await expect(seedDemo({ url, today: "2026-11-24", onProgress: () => {} })).rejects.toThrow()
    expect(await send("read", [build.select({ id: t.events.id }).from(t.events)])).toEqual(before)
  })
})
