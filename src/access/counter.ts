import { and, eq, gte, isNull, lte, or, sql } from "drizzle-orm"
import { type AnyEvent, isRefusal, type Outcome } from "#src/core/acts.ts"
import { type Day, osloDay } from "#src/core/calendar.ts"
import type { Builder, Database, Rows, Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { Refused, Unavailable } from "#src/http/errors.ts"
import { writesOf } from "./writes.ts"

export type Counter = ReturnType<typeof openCounter>
export type PublicScope = ReturnType<typeof openPublicScope>
export type PublicPage<S extends readonly Statement[], P> = {
  statements: (scope: PublicScope, today: Day) => S
  /** It counts what comes: its statements write marks. */
  counts?: boolean
  build: (rows: Rows<S>, today: Day) => P
}

const ATTEMPTS = 3

export const publicPage = <const S extends readonly Statement[], P>(it: PublicPage<S, P>) => it

/** Where the public stands: it may hand in an enquiry, and reads only what is public. */
export function openCounter({ build, send }: Database, requestId: string, at = new Date()) {
  const today = osloDay(at)
  const scope = openPublicScope(build)

  async function read<const S extends readonly Statement[], P>({
    statements,
    build: make,
    counts,
  }: PublicPage<S, P>): Promise<P> {
    const rows = await send(counts ? "write" : "read", statements(scope, today))
    return make(rows as unknown as Rows<S>, today)
  }

  /** Loads what the act needs, and writes it once: a form sent again gets the first answer. */
  async function submit<const S extends readonly Statement[], F>(
    load: PublicPage<S, F>,
    judge: (file: F) => Outcome,
    act: string,
  ): Promise<readonly AnyEvent[]> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [done, ...rows] = await send(load.counts ? "write" : "read", [
        doneWith(build, act),
        ...load.statements(scope, today),
      ])
      if (done.length) return done.map(({ data }) => data)

      const outcome = judge(load.build(rows as unknown as Rows<S>, today))
      if (isRefusal(outcome)) throw new Refused(outcome)
      const by = { actorKind: "public", actorId: PUBLIC, act, on: today, at, requestId } as const
      const written = await send("write", writesOf(build, [], outcome.acts, by)).catch(unlessTaken)
      if (written) return outcome.acts.map(({ event }) => event)
    }
    throw new Unavailable()
  }

  const alive = () =>
    send("read", [build.select({ code: t.tracks.code }).from(t.tracks).limit(1)]).then(
      () => true,
      (error) => (error instanceof Unavailable ? false : Promise.reject(error)),
    )

  return { today, read, submit, alive }
}

const PUBLIC = "public"

const doneWith = (build: Builder, act: string) =>
  build
    .select({ data: t.events.data })
    .from(t.events)
    .where(and(eq(t.events.actorId, PUBLIC), eq(t.events.act, act)))
    .orderBy(t.events.nth)

/** The same form came twice at once, or its reference is in use: look again. */
function unlessTaken(error: unknown): undefined {
  if (!String(error).includes("UNIQUE constraint failed")) throw error
}

function openPublicScope(build: Builder) {
  const select = build.select.bind(build)
  return {
    select,
    municipalities: select().from(t.municipalities).as("municipalities"),
    changes: select().from(t.municipalityChanges).as("changes"),
    coverage: select().from(t.coverage).as("coverage"),
    /** The places that the network knows of on a day, by their names then. */
    places: (on: Day) =>
      select({ code: t.municipalities.code, name: t.municipalities.name, county: t.municipalities.county })
        .from(t.coverage)
        .innerJoin(t.municipalities, eq(t.municipalities.code, t.coverage.code))
        .where(and(lte(t.coverage.validFrom, on), or(isNull(t.coverage.validTo), gte(t.coverage.validTo, on)))),
    /** The hubs that are open on a day. */
    hubs: (on: Day) =>
      select({ id: t.hubs.id, name: t.hubs.name, shortName: t.hubs.shortName, extras: t.hubs.extras })
        .from(t.hubs)
        .where(and(lte(t.hubs.openedOn, on), or(isNull(t.hubs.closedOn), gte(t.hubs.closedOn, on))))
        .orderBy(t.hubs.name),
    /** What routing goes by of the hubs. */
    routing: select({
      id: t.hubs.id,
      openedOn: t.hubs.openedOn,
      closedOn: t.hubs.closedOn,
      fullUntil: t.hubs.fullUntil,
      extras: t.hubs.extras,
    }).from(t.hubs),
    /** One more of something that is forgotten at a time, and how many there are; `first` is what came with the first. */
    mark: (name: string, until: Date, first: string | null = null) =>
      build
        .insert(t.marks)
        .values({ name, n: 1, first, until })
        .onConflictDoUpdate({ target: t.marks.name, set: { n: sql`${t.marks.n} + 1` } })
        .returning({ n: t.marks.n, first: t.marks.first }),
    /** The same, if more of one thing than of another were marked, or only if not. */
    markIf: (isMore: boolean, [one, other]: readonly [string, string], name: string, until: Date) => {
      const n = (of: string) => sql`coalesce((select ${t.marks.n} from ${t.marks} where ${t.marks.name} = ${of}), 0)`
      return build
        .insert(t.marks)
        .select(sql`select ${name}, 1, null, ${until.getTime()} where (${n(one)} > ${n(other)}) = ${isMore ? 1 : 0}`)
        .onConflictDoUpdate({ target: t.marks.name, set: { n: sql`${t.marks.n} + 1` } })
        .returning({ n: t.marks.n, first: t.marks.first })
    },
    /** How many there are, without one more. */
    marked: (name: string) =>
      select({ n: t.marks.n, first: t.marks.first }).from(t.marks).where(eq(t.marks.name, name)),
    /** Of an enquiry: where it went and by when it is answered. Nothing of who sent it, or what was said. */
    receipt: (ref: string) =>
      select({
        hub: t.hubs.name,
        state: t.enquiries.state,
        receivedOn: t.enquiries.receivedOn,
        dueOn: t.enquiries.dueOn,
      })
        .from(t.enquiries)
        .leftJoin(t.hubs, eq(t.hubs.id, t.enquiries.hubId))
        .where(eq(t.enquiries.ref, ref)),
  }
}
