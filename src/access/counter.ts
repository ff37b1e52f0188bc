import { and, asc, eq, getTableColumns, gte, isNull, like, lte, or, sql } from "drizzle-orm"
import { type AnyEvent, isRefusal, type Outcome } from "#src/core/acts.ts"
import { type Day, osloDay } from "#src/core/calendar.ts"
import { keptSince } from "#src/core/enquiry.ts"
import type { Builder, Database, Rows, Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { Refused, Unavailable } from "#src/http/errors.ts"
import { type Row, writesOf } from "./writes.ts"

export type Counter = ReturnType<typeof openCounter>
export type PublicScope = ReturnType<typeof openPublicScope>
export type PublicPage<S extends readonly Statement[], P> = {
  statements: (scope: PublicScope, today: Day) => S
  /** It counts what comes: its statements write marks. */
  counts?: boolean
  build: (rows: Rows<S>, today: Day) => P
}

/** What is in a private link: which enquiry, and the hash of the secret that shows it. */
export type PrivateLink = { ref: string; hash: string }
/** What an act is judged on, with the rows that it may change. */
type File = { rows?: readonly Row[] }
export type Submitted<P> = { events: readonly AnyEvent[]; page: P; isNew: boolean }

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

  /**
   * Loads what the act needs, and writes it once: a form sent again gets the first answer. `then` sees what was
   * written; `isNew` tells the first post of a form from the same one sent again.
   */
  async function submit<L extends readonly Statement[], F extends object, S extends readonly Statement[], P>(
    load: PublicPage<L, F>,
    judge: (file: F) => Outcome,
    act: string,
    then: PublicPage<S, P>,
  ): Promise<Submitted<P>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const [done, ...rows] = await send(load.counts ? "write" : "read", [
        doneWith(build, act),
        ...load.statements(scope, today),
      ])
      if (done.length) return { events: done.map(({ data }) => data), page: await read(then), isNew: false }

      const file: F & File = load.build(rows as unknown as Rows<L>, today)
      const outcome = judge(file)
      if (isRefusal(outcome)) throw new Refused(outcome)
      const by = { actorKind: "public", actorId: PUBLIC, act, on: today, at, requestId } as const
      const writes = writesOf(build, file.rows ?? [], outcome.acts, by)
      const written = await send("write", [...writes, ...then.statements(scope, today)]).catch(unlessTaken)
      if (!written) continue
      const page = then.build(written.slice(writes.length) as unknown as Rows<S>, today)
      return { events: outcome.acts.map(({ event }) => event), page, isNew: true }
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

export function openPublicScope(build: Builder) {
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
    /** What a receipt tells, and where to send it. */
    linkedTo: (hash: string) =>
      select({
        ref: t.enquiries.ref,
        hub: t.hubs.name,
        dueOn: t.enquiries.dueOn,
        email: t.enquiries.email,
        language: t.enquiries.language,
      })
        .from(t.privateLinks)
        .innerJoin(t.enquiries, eq(t.enquiries.id, t.privateLinks.enquiryId))
        .leftJoin(t.hubs, eq(t.hubs.id, t.enquiries.hubId))
        .where(eq(t.privateLinks.hash, hash)),
    ...ownRelations(build),
  }
}

/**
 * What whoever holds a private link may see: their own enquiry, and of its case who has it. The secret is looked up by
 * its hash, so that how long it takes tells nothing of what is stored.
 */
function ownRelations(build: Builder) {
  const select = build.select.bind(build)
  const { enquiries, privateLinks, events, texts, cases, people } = t
  const heldBy = ({ ref, hash }: PrivateLink, today: Day) =>
    and(eq(privateLinks.hash, hash), eq(enquiries.ref, ref), gte(enquiries.changedOn, keptSince(today)))
  const isLinked = eq(enquiries.id, privateLinks.enquiryId)
  /** The act that made it a case, or attached it to one. */
  const answering = and(
    eq(events.stream, sql`'enquiry:' || ${enquiries.id}`),
    or(eq(events.type, "accepted"), eq(events.type, "attached")),
  )

  /** Whether its case kept what it had from it. */
  const kept = sql<number | null>`(select data ->> '$.kept' from ${events}
    where stream = 'enquiry:' || ${enquiries.id} and type = 'withdrawn')`.as("kept")

  const place = sql<string | null>`(select name from ${t.municipalities}
    where code = ${enquiries.municipality})`.as("place")

  return {
    own: (link: PrivateLink, today: Day) =>
      select({ ...getTableColumns(enquiries), hub: t.hubs.name, kept, place })
        .from(privateLinks)
        .innerJoin(enquiries, isLinked)
        .leftJoin(t.hubs, eq(t.hubs.id, enquiries.hubId))
        .where(heldBy(link, today)),
    /** What they asked and were told: what people here wrote to each other stays here. */
    ownLetters: (link: PrivateLink, today: Day) =>
      select({ on: events.onDate, name: texts.name, body: texts.body })
        .from(privateLinks)
        .innerJoin(enquiries, isLinked)
        .innerJoin(events, eq(events.stream, sql`'enquiry:' || ${enquiries.id}`))
        .innerJoin(texts, eq(texts.eventId, events.id))
        .where(
          and(
            heldBy(link, today),
            or(...["question", "reply", "addition", "letter"].map((one) => eq(texts.name, one))),
          ),
        )
        .orderBy(asc(events.seq)),
    ownAdvisor: (link: PrivateLink, today: Day) =>
      select({ name: people.name, email: people.email, phone: people.phone, hub: t.hubs.name, endedOn: cases.endedOn })
        .from(privateLinks)
        .innerJoin(enquiries, isLinked)
        .innerJoin(cases, eq(cases.id, enquiries.caseId))
        .innerJoin(t.hubs, eq(t.hubs.id, cases.hubId))
        .leftJoin(people, eq(people.id, cases.advisorId))
        .where(heldBy(link, today)),
    /** Its case, to be judged on and never shown. */
    ownCase: (link: PrivateLink, today: Day) =>
      select(getTableColumns(cases))
        .from(privateLinks)
        .innerJoin(enquiries, isLinked)
        .innerJoin(cases, eq(cases.id, enquiries.caseId))
        .where(heldBy(link, today)),
    ownCaseLog: (link: PrivateLink, today: Day) =>
      select({ type: events.type, act: events.act })
        .from(privateLinks)
        .innerJoin(enquiries, isLinked)
        .innerJoin(events, and(eq(events.caseId, enquiries.caseId), like(events.stream, "case:%")))
        .where(heldBy(link, today))
        .orderBy(asc(events.seq)),
    ownContacts: (link: PrivateLink, today: Day) =>
      select(getTableColumns(t.contacts))
        .from(privateLinks)
        .innerJoin(enquiries, isLinked)
        .innerJoin(cases, eq(cases.id, enquiries.caseId))
        .innerJoin(t.contacts, and(eq(t.contacts.companyId, cases.companyId), eq(t.contacts.caseId, cases.id)))
        .where(heldBy(link, today)),
    /** Whom it made known, and as part of which act. */
    ownContact: (link: PrivateLink, today: Day) => {
      const introduced = sql`(select known.data ->> '$.contactId'
        from ${events} as known where known.actor_id = ${events.actorId} and known.act = ${events.act}
        and known.type = 'introduced' limit 1)`
      return select({ act: events.act, introduced: sql<string | null>`${introduced}`.as("introduced") })
        .from(privateLinks)
        .innerJoin(enquiries, isLinked)
        .innerJoin(events, answering)
        .where(heldBy(link, today))
    },
    ownCompany: (link: PrivateLink, today: Day) =>
      select(getTableColumns(t.companies))
        .from(privateLinks)
        .innerJoin(enquiries, isLinked)
        .innerJoin(cases, eq(cases.id, enquiries.caseId))
        .innerJoin(t.companies, eq(t.companies.id, cases.companyId))
        .where(heldBy(link, today)),
    /** The enquiry that somebody says is theirs: only the two together are proof. */
    claimed: (ref: string, email: string, today: Day) =>
      select()
        .from(enquiries)
        .where(and(eq(enquiries.ref, ref), eq(enquiries.email, email), gte(enquiries.changedOn, keptSince(today)))),
  }
}
