import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm"
import { type Act, isRefusal } from "#src/core/acts.ts"
import { osloDay } from "#src/core/calendar.ts"
import { type Company, learn } from "#src/core/company.ts"
import { type Alert, type Found, isAsked } from "#src/core/facts.ts"
import { alert } from "#src/core/verbs.ts"
import type { Builder, Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import type { Register } from "#src/registry/register.ts"
import { saidIn } from "#src/registry/said.ts"
import { type Row, writesOf } from "./writes.ts"

const FEED = "companies"
/** Companies in one question, and questions after one of them in one run. What is left over is for the next run. */
const CHUNK = 100
const LOOKUPS = 40
/** A day's changes are read again from somewhat earlier: clocks differ, and what is known already changes nothing. */
const OVERLAP_MS = 60 * 60 * 1000
const FIRST_MS = 7 * 24 * 60 * 60 * 1000
const CASES = 25
const STEPS = 40
const ATTEMPTS = 3
const MOST_FAILED = 3

/**
 * Follows what the register says of the companies that have a number, once a day from where it was; and marks the
 * cases of those that have gone bankrupt or the like. However many do it at once, each thing is learned once.
 */
export function openWatch({ build, send }: Database, requestId: string, at = new Date()) {
  const today = osloDay(at)
  const byItself = () =>
    ({ actorKind: "system", actorId: "system", act: crypto.randomUUID(), on: today, at, requestId }) as const

  /** Goes on with the day's round, as far as there is time and as long as the register answers. */
  async function follow(register: Register): Promise<number> {
    let feed = await begun()
    let [learned, left] = [0, LOOKUPS]
    while (feed) {
      const [companies] = await send("read", [companiesAfter(build, feed.place)])
      const last = companies.at(-1)?.orgnr
      if (!last) {
        await ended(feed)
        break
      }
      const changed = await changedOf(register, companies, feed.since)
      if (!changed) break
      const due = companies.filter(({ orgnr, facts }) => changed.has(orgnr ?? "") || !isAsked(facts))
      const asked = await ask(register, due.slice(0, left), osloDay(feed.begun ?? at) < today)
      learned += asked.learned
      left -= due.length
      const isThrough = asked.isThrough && left >= 0
      const place = isThrough ? last : (asked.last ?? feed.place)
      feed = (await movedOn(feed, place)) && isThrough ? { ...feed, place } : null
    }
    return learned
  }

  /**
   * Asks for one after the other. One that can't be read keeps the others waiting for a day, and is then passed over;
   * but not several in a row: then it is the register that is away.
   */
  async function ask(register: Register, companies: readonly Company[], isLate: boolean) {
    let [learned, failed] = [0, 0]
    let last: string | null = null
    for (const company of companies) {
      const found = saidIn(await register.byNumber(company.orgnr ?? ""))
      if (found) {
        learned += await learnt(company, found)
        last = company.orgnr
        failed = 0
      } else if (!isLate || ++failed >= MOST_FAILED) return { learned, last, isThrough: false }
    }
    return { learned, last, isThrough: true }
  }

  /** The round that is under way, or a new one if there was none today. Null is that there is nothing to do. */
  async function begun() {
    const first = { name: FEED, since: new Date(at.getTime() - FIRST_MS), place: "" }
    const [, [feed]] = await send("write", [
      build.insert(t.feeds).values(first).onConflictDoNothing(),
      build.select().from(t.feeds).where(eq(t.feeds.name, FEED)),
    ])
    if (!feed || feed.begun) return feed ?? null
    if (osloDay(feed.since) >= today) return null
    const started = { begun: at, place: "" }
    const mine = and(eq(t.feeds.name, FEED), isNull(t.feeds.begun), eq(t.feeds.since, feed.since))
    const [rows] = await send("write", [build.update(t.feeds).set(started).where(mine).returning()])
    return rows[0] ?? null
  }

  type Feed = typeof t.feeds.$inferSelect

  /** Whether nobody else was quicker. */
  async function movedOn(feed: Feed, place: string): Promise<boolean> {
    const [rows] = await send("write", [build.update(t.feeds).set({ place }).where(isAt(feed)).returning()])
    return rows.length > 0
  }

  const ended = (feed: Feed) =>
    send("write", [
      build
        .update(t.feeds)
        .set({ since: feed.begun ?? at, begun: null, place: "" })
        .where(isAt(feed)),
    ])

  const isAt = ({ name, since, place }: Feed) =>
    and(eq(t.feeds.name, name), eq(t.feeds.since, since), eq(t.feeds.place, place), isNotNull(t.feeds.begun))

  async function changedOf(register: Register, companies: readonly Company[], since: Date) {
    const orgnrs = companies.flatMap(({ orgnr }) => orgnr ?? [])
    const changed = new Set<string>()
    let from: Date | number | null = new Date(since.getTime() - OVERLAP_MS)
    while (from !== null) {
      const answer = await register.updatesSince(from, orgnrs)
      if (answer.kind !== "found") return null
      for (const { orgnr } of answer.found.updates) changed.add(orgnr)
      from = answer.found.next
    }
    return changed
  }

  async function learnt(known: Company, found: Found): Promise<number> {
    let company: Company | undefined = known
    for (let attempt = 0; company && attempt < ATTEMPTS; attempt++) {
      const outcome = learn(company, found, "register")
      if (isRefusal(outcome)) return 0
      if (await written([{ stream: "company", row: company }], outcome.acts)) return outcome.acts.length
      const [[now]] = await send("read", [build.select().from(t.companies).where(eq(t.companies.id, known.id))])
      company = now
    }
    return 0
  }

  /** Marks the open cases of companies of which the register tells something, and unmarks those of which it doesn't. */
  async function warn(): Promise<number> {
    let warned = 0
    for (let step = 0; step < STEPS; step++) {
      const [told, quiet] = await send("read", [toldOf(build), quietOf(build)])
      const due = [...told, ...quiet.map(({ row }) => ({ row, found: null }))]
      const n = (await warnedOf(due)) || (await oneByOne(due))
      if (n === 0) break
      warned += n
    }
    return warned
  }

  type Due = { row: typeof t.cases.$inferSelect; found: Alert | null }

  async function warnedOf(due: readonly Due[]): Promise<number> {
    const acts = due.flatMap(({ row, found }) => {
      const outcome = alert(row, found)
      return isRefusal(outcome) ? [] : outcome.acts
    })
    const known = due.map(({ row }) => ({ stream: "case" as const, row }))
    return acts.length && (await written(known, acts)) ? acts.length : 0
  }

  async function oneByOne(due: readonly Due[]): Promise<number> {
    let n = 0
    for (const one of due) n += await warnedOf([one])
    return n
  }

  /** Whether nobody was quicker. */
  const written = (known: readonly Row[], acts: readonly Act[]): Promise<boolean> =>
    send("write", writesOf(build, known, acts, byItself())).then(() => true, unlessLate)

  return { follow, warn }
}

/** Index-backed: by number, which every company of the register has. */
export const companiesAfter = (build: Builder, orgnr: string) =>
  build.select().from(t.companies).where(gt(t.companies.orgnr, orgnr)).orderBy(asc(t.companies.orgnr)).limit(CHUNK)

/** Open cases whose mark is not that of their company; the cross join keeps the planner at the few that have one. */
export const toldOf = (build: Builder) =>
  build
    .select({ row: t.cases, found: t.companies.alert })
    .from(t.companies)
    .crossJoin(t.cases)
    .where(
      and(
        isNotNull(t.companies.alert),
        eq(t.cases.companyId, t.companies.id),
        isNull(t.cases.endedOn),
        sql`${t.cases.alert} is not ${t.companies.alert}`,
      ),
    )
    .limit(CASES)

/** Open cases with a mark whose company has none any more. */
export const quietOf = (build: Builder) =>
  build
    .select({ row: t.cases })
    .from(t.cases)
    .crossJoin(t.companies)
    .where(
      and(
        isNotNull(t.cases.alert),
        isNull(t.cases.endedOn),
        eq(t.companies.id, t.cases.companyId),
        isNull(t.companies.alert),
      ),
    )
    .limit(CASES)

function unlessLate(error: unknown): false {
  if (!String(error).includes("UNIQUE constraint failed")) throw error
  return false
}
