import { createClient } from "@libsql/client/web"
import { and, asc, eq, isNull, ne } from "drizzle-orm"
import { osloDay } from "#src/core/calendar.ts"
import { type Facts, FIELDS, isField, NO_FACTS, NOTE_KINDS, withFilled, withLogged } from "#src/core/gates.ts"
import { connect, type Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { refind } from "#src/local/refind.ts"
import { type Cast, type Hub, openHubs, signIn } from "./hubs.ts"
import * as sql from "./rows.ts"
import * as words from "./words.ts"

export type Size = { cases: number; hubs: number }
export type Network = Size & {
  cast: Cast
  home: Hub
  /** The first track and its stages, in order. */
  track: string
  stages: readonly string[]
  /** Open cases at home in that track, each with twenty entries in its log and all that any gate asks for. */
  known: readonly { ref: string; stage: string }[]
  /** More of them, past the first stage. */
  many: readonly string[]
  /** A case of another hub, of which ours may only know. */
  foreign: string
  /** A company with a case at home. */
  company: string
  /** Enquiries that wait at home. */
  waiting: readonly string[]
}

const ENTRIES = 20
const KNOWN = 40
/** As many as can be chosen at once. */
const MANY = 200
/** Up to here each case's opening is in the log, of which a page reads one case at a time. */
const LOGGED = 100_000
const CHUNK = 10_000

/** Makes a network in SQL, inside the database: only so does a million cases take minutes. */
export async function fill(url: string, size: Size, onProgress: (text: string) => void): Promise<Network> {
  const database = connect({ DATABASE_URL: url }, { fetch })
  const [home, next, ...others] = await openHubs(database, size.hubs)
  if (!home || !next) throw new Error("a network has two hubs at least")
  const hubs = [home, next, ...others] as const
  const cast = await signIn(database, hubs)
  const { track, stages, lists } = await toPickFrom(database, hubs)

  const client = createClient({ url })
  const given = { hubs: size.hubs, home: home.id, track, today: osloDay(new Date()), logged: LOGGED }
  const history = { advisor: cast.advisor.personId, entries: ENTRIES, known: KNOWN, facts: JSON.stringify(ALL_FACTS) }
  const write = (statements: readonly string[], args: Args = {}) =>
    client.batch(
      statements.map((sql) => ({ sql, args: named(sql, { ...given, ...history, ...args }) })),
      "write",
    )
  await write(sql.PICKS, { lists: JSON.stringify(lists) })
  for (let first = 1; first <= size.cases; first += CHUNK) {
    const last = Math.min(size.cases, first + CHUNK - 1)
    await write(sql.ROWS, { first, last })
    onProgress(`${last} of ${size.cases}`)
  }
  await write([...sql.HISTORY, ...sql.TALLY, ...sql.STAYS])
  onProgress("what can be found")
  await refind(url)
  return { ...size, cast, home, track, stages, ...(await toLookAt(database, home, next, track, stages[0])) }
}

type Args = Record<string, string | number>
type List = { name: string; items: readonly (readonly [value: string | null, label?: string | number])[] }

/** Only those that the statement names: the database refuses others. A plain number would become a float. */
const named = (sql: string, args: Args) =>
  Object.fromEntries(
    Object.entries(args)
      .filter(([name]) => sql.includes(`:${name}`))
      .map(([name, value]) => [name, typeof value === "number" ? BigInt(value) : value]),
  )

async function toPickFrom({ build, send }: Database, hubs: readonly Hub[]) {
  const [tracks, stages, reasons] = await send("read", [
    build.select().from(t.tracks).orderBy(asc(t.tracks.position)),
    build.select().from(t.stages).orderBy(asc(t.stages.position)),
    build.select().from(t.closeReasons),
  ])
  const track = tracks[0]?.code ?? ""
  const others = tracks.slice(1).map(({ code }) => code)
  const plain = (name: string, items: readonly (string | null)[]): List => ({
    name,
    items: items.map((item) => [item]),
  })
  const lists: List[] = [
    { name: "hub", items: hubs.map(({ id, prefix }) => [id, prefix]) },
    ...hubs.map(({ id, areas }) => ({
      name: `area:${id}`,
      items: areas.map(({ code, name }) => [code, name] as const),
    })),
    ...hubs.map(({ id, advisors }) => plain(`advisor:${id}`, [...advisors, ...advisors, ...advisors, null])),
    plain("track", [track, track, track, ...others]),
    ...tracks.map(({ code }) => ({
      name: `stage:${code}`,
      items: stages.filter((one) => one.track === code).map((one) => [one.code, one.limitDays] as const),
    })),
    plain("access", [...Array.from({ length: 11 }, () => "hub"), "network", "network", "network", "restricted"]),
    plain("turn", ["company", "company", "company", "funder", "funder", "other"]),
    plain(
      "ending",
      reasons.map(({ code }) => code),
    ),
    plain(
      "facts",
      SOME_FACTS.map((facts) => JSON.stringify(facts)),
    ),
    plain("first word", words.FIRST_WORDS),
    plain("second word", words.SECOND_WORDS),
    plain("person", words.PEOPLE),
    plain("need", words.NEEDS),
    plain("step", words.STEPS),
    plain("wait", words.WAITS),
  ]
  return { track, stages: stages.filter((one) => one.track === track).map(({ code }) => code), lists }
}

async function toLookAt({ build, send }: Database, home: Hub, next: Hub, track: string, first = "") {
  const [known, many, foreign, waiting] = await send("read", [
    build
      .select({ ref: t.cases.ref, stage: t.cases.stage, companyId: t.cases.companyId })
      .from(t.cases)
      .where(and(eq(t.cases.hubId, home.id), eq(t.cases.seq, ENTRIES)))
      .orderBy(asc(t.cases.number)),
    build
      .select({ ref: t.cases.ref })
      .from(t.cases)
      .where(
        and(eq(t.cases.hubId, home.id), isNull(t.cases.endedOn), eq(t.cases.track, track), ne(t.cases.stage, first)),
      )
      .orderBy(asc(t.cases.number))
      .limit(MANY),
    build
      .select({ ref: t.cases.ref })
      .from(t.cases)
      .where(and(eq(t.cases.hubId, next.id), eq(t.cases.access, "hub"), isNull(t.cases.endedOn)))
      .orderBy(asc(t.cases.number))
      .limit(1),
    build
      .select({ ref: t.enquiries.ref })
      .from(t.enquiries)
      .where(and(eq(t.enquiries.hubId, home.id), eq(t.enquiries.state, "waiting")))
      .orderBy(asc(t.enquiries.id))
      .limit(KNOWN),
  ])
  return {
    known,
    company: known[0]?.companyId ?? "",
    many: many.map(({ ref }) => ref),
    foreign: foreign[0]?.ref ?? "",
    waiting: waiting.map(({ ref }) => ref),
  }
}

const fields = Object.keys(FIELDS).filter(isField)
const logged = (times: number): Facts =>
  NOTE_KINDS.flatMap((kind) => Array.from({ length: times }, () => kind)).reduce(withLogged, NO_FACTS)
const filled = (facts: Facts, count: number) =>
  withFilled(facts, Object.fromEntries(fields.slice(0, count).map((field) => [field, true])))
const ALL_FACTS = filled(logged(9), fields.length)
const SOME_FACTS = [NO_FACTS, logged(1), filled(NO_FACTS, 10), filled(logged(1), 12)]
