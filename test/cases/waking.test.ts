import { createClient } from "@libsql/client/web"
import { afterEach, describe, expect, test, vi } from "vitest"
import { dueOn } from "#src/access/system.ts"
import { tallied } from "#src/access/writes.ts"
import { addDays, osloDay } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { kari } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, opened, caseOf, logOf, build, send, env } = await openWorld()
const today = osloDay(new Date())
const at = (day: string) => new Date(`${day}T10:00:00Z`)
const tomorrow = addDays(today, 1)
const form = { ...made(), turn: "company", until: tomorrow, reason: "Their accounts" }
const waits = (ref: string, until = tomorrow) => as(kari, `/cases/${ref}/wait`, { form: { ...form, ...made(), until } })

afterEach(() => void vi.useRealTimers())

describe("a wait that runs out", () => {
  test("wakes the case by itself: its turn is ours, the tally says so, and no clock is restarted", async () => {
    await opened("W-1")
    await waits("W-1")
    await opened("W-2")
    await waits("W-2", addDays(today, 9))
    const { clockOn } = (await caseOf("W-1")) ?? { clockOn: "" }
    expect(await everyHour(env, at(today))).toMatchObject({ woken: 0 })
    expect(await everyHour(env, at(addDays(today, 3)))).toMatchObject({ woken: 1 })
    expect(await caseOf("W-1")).toMatchObject({ turn: "us", until: tomorrow, waitReason: "Their accounts", clockOn })
    expect((await caseOf("W-2"))?.turn).toBe("company")
    const woke = (await logOf("case:id-W-1")).at(-1)
    expect(woke).toMatchObject({ type: "woke", actorKind: "system", onDate: tomorrow, seq: 3 })
    const [rows, tally] = await send("read", [build.select().from(t.cases), build.select().from(t.tally)])
    const ours = rows.flatMap(tallied).filter(({ turn }) => turn === "us").length
    expect(tally.filter(({ turn }) => turn === "us").reduce((n, row) => n + row.n, 0)).toBe(ours)
  })

  test("wakes once, however many times at once it is told to", async () => {
    const refs = Array.from({ length: 30 }, (_, i) => `M-${i}`)
    for (const ref of refs) {
      await opened(ref)
      await waits(ref)
    }
    const woken = await Promise.all(Array.from({ length: 5 }, () => everyHour(env, at(tomorrow))))
    expect(woken.reduce((all, { woken: n }) => all + n, 0)).toBe(refs.length)
    for (const ref of refs) {
      const log = await logOf(`case:id-${ref}`)
      expect(log.map(({ type }) => type)).toEqual(["opened", "waited", "woke"])
    }
    expect(await everyHour(env, at(tomorrow))).toMatchObject({ woken: 0 })
  })

  test("makes nobody's form stale that was open over night, and the wait can still be undone", async () => {
    for (const ref of ["W-5", "W-6"]) {
      await opened(ref)
      await waits(ref)
    }
    const { seq } = (await caseOf("W-5")) ?? { seq: 0 }
    const waited = (await logOf("case:id-W-6")).at(-1)?.act ?? ""
    await everyHour(env, at(tomorrow))
    const again = { ...form, ...made(seq), until: addDays(today, 20) }
    expect((await as(kari, "/cases/W-5/wait", { form: again })).status).toBe(303)
    expect((await as(kari, "/cases/W-6/undoing", { form: { ...made(), of: waited } })).status).toBe(303)
    expect(await caseOf("W-6")).toMatchObject({ turn: "us", until: null, waitReason: null })
  })

  test("leaves closed cases in peace", async () => {
    await opened("W-3")
    await waits("W-3")
    await as(kari, "/cases/W-3/closure", { form: { ...made(), closeReason: "completed", reason: "Done" } })
    expect(await everyHour(env, at(tomorrow))).toMatchObject({ woken: 0 })
  })

  test("is ours on every page from the first minute of the day, before anything is written down", async () => {
    await opened("W-4", { company: "Våkner Selv" })
    await waits("W-4")
    const pages = async () => {
      const [us, company, card, kase] = await Promise.all(
        ["/cases?turn=us&text=vakner", "/cases?turn=company&text=vakner", "/cases?text=vakner", "/cases/W-4"].map(
          async (path) => (await as(kari, path)).html,
        ),
      )
      return {
        us: us?.includes('id="card-W-4"'),
        company: company?.includes('id="card-W-4"'),
        card: /class="turn (\w+)"/.exec(card ?? "")?.[1],
        page: /class="turn (\w+)"/.exec(kase ?? "")?.[1],
      }
    }
    expect(await pages()).toEqual({ us: false, company: true, card: "company", page: "company" })
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${tomorrow}T00:00:30+01:00`) })
    expect(osloDay(new Date())).toBe(tomorrow)
    expect(await pages()).toEqual({ us: true, company: false, card: "us", page: "us" })
    expect((await caseOf("W-4"))?.turn).toBe("company")
  })
})

test("the search for waits that have run out stands on its own index", async () => {
  const { sql, params } = dueOn(build, today).prepare().getQuery()
  const client = createClient({ url: env.DATABASE_URL })
  const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args: params as string[] })
  expect(rows.map(({ detail }) => detail)).toEqual(["SEARCH cases USING INDEX cases_that_wait (until<?)"])
})

test("a company that nobody has been in touch with says so on its card and page, until somebody is", async () => {
  await opened("N-1", { company: "Glemt Bedrift" })
  const says = async () =>
    Promise.all(
      ["/cases?text=glemt", "/cases/N-1"].map(async (path) => (await as(kari, path)).html.includes("Aldri kontaktet")),
    )
  expect(await says()).toEqual([true, true])
  await as(kari, "/cases/N-1/notes", { form: { ...made(), kind: "note", note: "Must call" } })
  expect(await says()).toEqual([true, true])
  await as(kari, "/cases/N-1/notes", { form: { ...made(), kind: "mail", note: "Wrote to them" } })
  expect(await says()).toEqual([false, false])
})
