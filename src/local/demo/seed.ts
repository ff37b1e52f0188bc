import type { SQLiteTable } from "drizzle-orm/sqlite-core"
import { findable, findableWrites, firstNotes, notesIn } from "#src/access/finding.ts"
import { type Day, osloDay } from "#src/core/calendar.ts"
import { connect, type Database, type Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { manyInto } from "../many.ts"
import { simulate } from "./simulate.ts"
import type { Demo, Network } from "./world.ts"

type Seed = {
  url: string
  token?: string
  today?: Day
  onProgress: (done: number, all: number, what: string) => void
}

/**
 * Fills a migrated database that has no people yet. All of it is written in one transaction:
 * whoever is cut off has written nothing.
 */
export async function seedDemo({ url, token = "", today = osloDay(new Date()), onProgress }: Seed): Promise<void> {
  const database = connect({ DATABASE_URL: url, DATABASE_TOKEN: token }, { fetch })
  const [people] = await database.send("read", [database.build.select({ id: t.people.id }).from(t.people).limit(1)])
  if (people.length > 0) throw new Error("The database has people already: the demo is for an empty one.")
  const network = await networkOf(database)
  const demo = simulate(network, today, (done, all) => onProgress(done, all, "acts"))
  const statements = insertsOf(database, demo)
  onProgress(0, demo.events.length, "events")
  await database.send("write", statements)
  onProgress(demo.events.length, demo.events.length, "events")
}

/** What the demo has to know of the network, from its rows. */
export async function networkOf({ build, send }: Database): Promise<Network> {
  const [hubs, stages, closeReasons, municipalities, changes, coverage] = await send("read", [
    build.select().from(t.hubs),
    build.select().from(t.stages),
    build.select().from(t.closeReasons),
    build.select().from(t.municipalities),
    build.select().from(t.municipalityChanges),
    build.select().from(t.coverage),
  ])
  return { hubs, stages, closeReasons, municipalities, changes, coverage }
}

const TABLES = {
  people: t.people,
  memberships: t.memberships,
  companies: t.companies,
  contacts: t.contacts,
  helpers: t.helpers,
  tags: t.tags,
  enquiries: t.enquiries,
  cases: t.cases,
  named: t.named,
  notices: t.notices,
  events: t.events,
  texts: t.texts,
  views: t.views,
  tally: t.tally,
  spells: t.spells,
  stays: t.stays,
  timeEntries: t.timeEntries,
  meetings: t.meetings,
  files: t.files,
} as const satisfies Record<keyof Demo, SQLiteTable>

/** No value that is sent may be too large. */
const PART = 3000
const inParts = <R>(rows: readonly R[]): (readonly R[])[] =>
  Array.from({ length: Math.ceil(rows.length / PART) }, (_, n) => rows.slice(n * PART, (n + 1) * PART))

const insertsOf = ({ build }: Database, demo: Demo): Statement[] => [
  ...(Object.keys(TABLES) as (keyof Demo)[]).flatMap((name) =>
    inParts<Record<string, unknown>>(demo[name]).map((rows) => manyInto(build, TABLES[name], rows)),
  ),
  ...findableWrites({
    rows: [
      ...demo.companies.map(findable.company),
      ...demo.contacts.map(findable.contact),
      ...demo.enquiries.map(findable.enquiry),
    ],
    owners: [],
  }),
  ...inParts(notesIn(demo.events, demo.texts)).flatMap((notes) => firstNotes(notes)),
]
