import { and, eq, inArray, isNull, lte, ne } from "drizzle-orm"
import { type Act, type AnyEvent, isRefusal, type Outcome } from "#src/core/acts.ts"
import { type Day, osloDay } from "#src/core/calendar.ts"
import { answers, apply, type Case, type CaseEvent, type Entry, replay, standing, touches } from "#src/core/case.ts"
import type { Database, Rows, Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { type Collision, Forbidden, Refused, SignedOut, Stale, Unavailable } from "#src/http/errors.ts"
import type { Actor } from "./actor.ts"
import { openClerk } from "./clerk.ts"
import { openImporter } from "./importer.ts"
import { tellsSomeone } from "./noticing.ts"
import { type Args, type Asking, type Desktop, openDesktop, type Slots } from "./plan.ts"
import { type Known, may, permits, type StreamRows } from "./policy.ts"
import type { Hubs, Pass, Scope } from "./scope.ts"
import { visiting } from "./visiting.ts"
import { keyOf, keyOfRow, type Reads, type Row, reading, writesOf } from "./writes.ts"

export type Desk = ReturnType<typeof openDesk>
export type AnyPage<P> = Page<readonly Statement[], P>
export type Now = { today: Day; at: Date }
export type Page<S extends readonly Statement[], P> = {
  statements: (scope: Desktop, now: Now) => S
  build: (actor: Actor, rows: Rows<S>, now: Now) => P
  /** The case, or the company with its cases, whose full reading is written down, if restricted or another hub's. */
  reads?: Reads
}
/** What an act is judged on: whatever the verb needs, and the rows it may change. */
export type Loaded = {
  rows: readonly Row[]
  kase?: Case
  named?: readonly string[]
  /** The case's history, so that a late form can be compared with what has happened since. */
  log?: readonly Entry[]
  /** What stages and people are called, for the page that shows two sides. */
  called?: Pick<Collision, "stages" | "people">
}
type Judge<F> = (file: F, actor: Actor) => Outcome
/** Comes with every form: an id that follows from what was sent, so that it counts once, and how far the log was. */
export type Made = { act: string; basedOn?: number | undefined }
/** `isNew` tells the first post of a form from the same one sent again. */
export type Recorded<P> = { events: readonly AnyEvent[]; page: P; isNew: boolean }

/** A page whose statements follow from `args` alone is put together once: see `plan.ts`. */
type Planned<A extends Args, S extends readonly Statement[], P> = Omit<Page<S, P>, "statements"> & {
  args: A | ((hubs: Hubs) => A)
  statements: Asking<A, S>
}

export function page<const S extends readonly Statement[], P>(it: Page<S, P>): Page<S, P>
export function page<A extends Args, const S extends readonly Statement[], P>(it: Planned<A, S, P>): Page<S, P>
export function page<A extends Args, S extends readonly Statement[], P>(it: Page<S, P> | Planned<A, S, P>): Page<S, P> {
  if (!("args" in it)) return it
  const { args, statements, ...rest } = it
  return { ...rest, statements: (scope) => scope.planned(statements, args) }
}

/** Two pages in one trip, whatever they read. */
export function both<S extends readonly Statement[], P, T extends readonly Statement[], Q>(
  one: Page<S, P>,
  other: Page<T, Q>,
): AnyPage<readonly [P, Q]> {
  let first = 0
  return {
    statements: (scope, now) => {
      const statements = one.statements(scope, now)
      first = statements.length
      return [...statements, ...other.statements(scope, now)]
    },
    build: (actor, rows, now) => [
      one.build(actor, rows.slice(0, first) as unknown as Rows<S>, now),
      other.build(actor, rows.slice(first) as unknown as Rows<T>, now),
    ],
  }
}

/** For answers that only point on to another page. */
export const nothing = page({ statements: () => [], build: () => null })

/** The same page, made into something else. */
export const seenAs = <S extends readonly Statement[], P, Q>(
  it: Page<S, P>,
  build: (made: P, actor: Actor, now: Now) => Q,
): Page<S, Q> => ({ ...it, build: (actor, rows, now) => build(it.build(actor, rows, now), actor, now) })

const ATTEMPTS = 8
/** So often it is written down that someone is here. */
const VISIT_MS = 60 * 60 * 1000
/** Who was overtaken lets the others pass: a while of their own, so that they do not meet again. */
const STEP_ASIDE_MS = 15
const stepAside = (attempt: number) =>
  new Promise((pass) => setTimeout(pass, Math.random() * STEP_ASIDE_MS * 2 ** Math.min(attempt, 4)))

/** Some of many, each to be judged by itself; `done` are those that this act was done to before. */
export type Many<F> = { files: ReadonlyMap<string, F>; done: ReadonlySet<string> }
/** What became of each: written now or before, not this person's to do, or why not. Who is not told waits to be asked again. */
export type Told<W> = ReadonlyMap<string, "done" | "forbidden" | W>

/** All that one person can see and do. Handlers have no other way to the database. */
export function openDesk(database: Database, signed: Pass, requestId: string, at = new Date()) {
  const { build, send } = database
  const now: Now = { at, today: osloDay(at) }
  let pass = signed
  let actor: Actor | null = null
  let hasTold = false

  /** One trip: who this is, then the page's statements. A second one only if the cookie's hubs were out of date. */
  async function read<const S extends readonly Statement[], P>(wanted: Page<S, P>): Promise<P> {
    const scope = openDesktop(build, pass, now)
    const noted = readings(scope, wanted)
    const visit = at.getTime() - (pass.seen ?? 0) > VISIT_MS ? scope.planned(visiting, {}) : []
    const [who, ...all] = await send(noted.length + visit.length ? "write" : "read", [
      ...scope.planned(session, {}),
      ...visit,
      ...wanted.statements(scope, now),
      ...noted,
    ])
    const reader = actorOf(who)
    if (visit.length) pass = { ...pass, seen: at.getTime() }
    const rows = all.slice(visit.length)
    if (isRenewed(reader)) return read(wanted)
    return wanted.build(reader, rows as unknown as Rows<S>, now)
  }

  /**
   * Loads, judges, and writes all of it or nothing; who comes second is judged anew.
   * `then` sees what was written, and `beforehand` is done once, when nothing but the writing is left.
   */
  async function record<L extends readonly Statement[], F extends Loaded, S extends readonly Statement[], P>(
    load: Page<L, F>,
    judge: Judge<F>,
    made: Made,
    then: Page<S, P>,
    beforehand?: () => Promise<unknown>,
  ): Promise<Recorded<P>> {
    let ready: Promise<unknown> | undefined
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { reader, file, done } = await read(withDone(load, made.act))
      if (done.length) return { events: done, page: await read(then), isNew: false }

      const known = file()
      const outcome = judge(known, reader)
      const collision = collisionIn(known, (again) => judge(again, reader), made, now.today)
      if (collision) {
        const { ref } = collision.theirs.kase
        await read({ ...nothing, reads: ref })
        throw new Stale(collision)
      }
      if (isRefusal(outcome)) throw new Refused(outcome)
      if (!permits(reader, outcome.acts, knownOf(known))) throw new Forbidden()
      ready ??= beforehand?.()
      await ready

      const by = { actorKind: "person", actorId: reader.id, act: made.act, on: now.today, at, requestId } as const
      const writes = writesOf(build, known.rows, outcome.acts, by)
      const after = openDesktop(build, pass, now)
      const asked = [...then.statements(after, now), ...readings(after, then)]
      const rows = await send("write", [...writes, ...asked]).catch(unlessLate(attempt))
      if (!rows) {
        await stepAside(attempt)
        continue
      }
      hasTold ||= tellsSomeone(outcome.acts, reader.id)
      const events = outcome.acts.map(({ event }) => event)
      return { events, page: then.build(reader, rows.slice(writes.length) as unknown as Rows<S>, now), isNew: true }
    }
    throw new Unavailable()
  }

  /**
   * One act to each of many: loaded in one trip, then judged and written one after the other, so that
   * others get in between, each whole or not at all. Who collides is loaded and judged again.
   */
  async function recordEach<L extends readonly Statement[], M extends Many<Loaded>, W extends object>(
    keys: readonly string[],
    load: (keys: readonly string[]) => Page<L, M>,
    judge: (key: string, many: M, actor: Actor) => { acts: readonly Act[] } | W,
    actOf: (key: string) => string,
  ): Promise<{ many: M; told: Told<W> }> {
    const told = new Map<string, "done" | "forbidden" | W>()
    let first: M | undefined
    let left = keys
    let away: unknown

    async function one(key: string, { reader, many }: { reader: Actor; many: M }, attempt: number) {
      if (many.done.has(key)) return told.set(key, "done")
      const verdict = judge(key, many, reader)
      if (!("acts" in verdict)) return told.set(key, verdict)
      const file = many.files.get(key)
      if (!file || !permits(reader, verdict.acts, knownOf(file))) return told.set(key, "forbidden")
      const by = { actorKind: "person", actorId: reader.id, act: actOf(key), on: now.today, at, requestId } as const
      if (!(await send("write", writesOf(build, file.rows, verdict.acts, by)).catch(unlessLate(attempt)))) return
      hasTold ||= tellsSomeone(verdict.acts, reader.id)
      told.set(key, "done")
    }

    for (let attempt = 0; attempt < ATTEMPTS && (left.length || !first); attempt++) {
      away = undefined
      try {
        const loaded = await read(seenAs(load(left), (many, reader) => ({ many, reader })))
        first ??= loaded.many
        for (const key of left) await one(key, loaded, attempt)
      } catch (error) {
        // What is written stays so, also when the database has gone away since.
        if (!(error instanceof Unavailable) || !first) throw error
        away = error
      }
      left = left.filter((key) => !told.has(key))
    }
    if (!first || (away && told.size === 0)) throw away
    return { many: first, told }
  }

  const readings = ({ planned }: Desktop, { reads }: { reads?: Reads }) =>
    reads ? planned(reading, { requestId, ...(typeof reads === "string" ? { ref: reads } : reads) }) : []

  /** Ends sign-ins of one's own: one, or all but this. Not history, so no event. */
  async function endSessions(which: "this" | "others" | { id: string }): Promise<void> {
    const { select, mySessions } = openDesktop(build, pass, now)
    const { id, token } = mySessions
    const chosen =
      which === "this" ? eq(token, pass.token) : which === "others" ? ne(token, pass.token) : eq(id, which.id)
    const ended = select({ id }).from(mySessions).where(chosen)
    await send("write", [build.delete(t.sessions).where(inArray(t.sessions.id, ended))])
  }

  /** Marks notices of one's own as read: one, or all that had come by then. Not history, so no event. */
  async function readNotices(which: { id: string } | { upTo: Date }): Promise<void> {
    const { select, myNotices } = openDesktop(build, pass, now)
    const chosen = "id" in which ? eq(myNotices.id, which.id) : lte(myNotices.at, which.upTo)
    const read = select({ id: myNotices.id })
      .from(myNotices)
      .where(and(chosen, isNull(myNotices.readAt)))
    await send("write", [build.update(t.notices).set({ readAt: at }).where(inArray(t.notices.id, read))])
  }

  /** Whether the cookie's hubs were out of date, in which case they no longer are. */
  function isRenewed(reader: Actor): boolean {
    actor = reader
    const [home, ...others] = [...new Set(reader.memberships.map(({ hubId }) => hubId))].sort()
    if (!home) throw new SignedOut()
    if ([home, ...others].join() === pass.hubs.join()) return false
    pass = { ...pass, hubs: [home, ...others] }
    return true
  }

  return {
    ...now,
    read,
    record,
    recordEach,
    endSessions,
    readNotices,
    clerk: openClerk(database, requestId, at),
    importer: openImporter(database, requestId, now),
    pass: () => pass,
    actor: () => actor,
    /** Whether what was written has told someone of something: there may be mail to send. */
    hasTold: () => hasTold,
  }
}

/** Says first whether this person may do such a thing at all: what is both refused and forbidden is forbidden. */
export function acting<F extends { kase: Case; named?: readonly string[] }>(
  event: Partial<CaseEvent> & Pick<CaseEvent, "type">,
  judge: Judge<F>,
): Judge<F> {
  return (file, actor) => {
    if (!may(actor, event, file.kase, file.named ?? [])) throw new Forbidden()
    return judge(file, actor)
  }
}

const session = ({ session }: Scope) => [session] as const
const doneWith = ({ done }: Scope, _: unknown, { act }: Slots<{ act: string }>) => [done(act)] as const

function withDone<L extends readonly Statement[], F>(load: Page<L, F>, act: string) {
  return page({
    statements: (scope, now) => [...scope.planned(doneWith, { act }), ...load.statements(scope, now)] as const,
    build: (reader, [done, ...rows], now) => ({
      reader,
      done: done.map(({ data }) => data),
      // What is done may have taken away what it was done to.
      file: () => load.build(reader, rows as unknown as Rows<L>, now),
    }),
  })
}

function actorOf(rows: Rows<readonly [Scope["session"]]>[0]): Actor {
  const [first] = rows
  if (!first) throw new SignedOut()
  const { id, name, language, keys, sessionId, unread } = first
  const memberships = rows.flatMap(({ hubId, role }) => (hubId && role ? [{ hubId, role }] : []))
  return { id, name, language, keys, sessionId, memberships, unread }
}

function knownOf({ rows, named = [] }: Loaded): Known {
  const byKey = new Map(rows.map((one) => [keyOfRow(one), one.row]))
  return { named, rowOf: (stream, id) => byKey.get(keyOf(stream, id)) as StreamRows[typeof stream] | undefined }
}

/** Only what both have touched collides: a colleague's note never makes a move stale. */
function collisionIn<F extends Loaded>(file: F, judge: (file: F) => Outcome, made: Made, on: Day): Collision | null {
  const { kase, log } = file
  const { basedOn } = made
  if (!kase || !log || basedOn === undefined) return null
  const later = since(log, basedOn)
  const theirs = later.flatMap(({ event }) => touches(event))
  if (!theirs.length) return null

  const before = log.filter(({ seq }) => seq <= basedOn)
  const original = replay(before)
  const meant = actsOf(judge({ ...file, kase: original, log: before }), kase)
  const acts = meant.length ? meant : actsOf(judge(file), kase)
  const fields = [...new Set(acts.flatMap(({ event }) => touches(event)))].filter((field) => theirs.includes(field))
  if (!fields.length) return null
  const entries = acts.map(({ event, words = {} }) => ({ act: made.act, event, words }))
  const yours = acts.reduce(
    (row, { event, words, row: left, on: day = on }) => left ?? apply(row, event, day, words),
    original,
  )
  return {
    fields,
    original: { kase: original, said: answers(before) },
    theirs: { kase, said: answers(log) },
    yours: { kase: yours, said: answers([...before, ...entries]) },
    by: later.findLast(({ event }) => touches(event).some((field) => fields.includes(field)))?.by ?? "",
    ...(file.called ?? { stages: {}, people: {} }),
  }
}

/** What has happened since; not what was both done and undone meanwhile. */
function since(log: readonly Entry[], basedOn: number): Entry[] {
  const later = log.filter(({ seq }) => seq > basedOn)
  const stood = standing(later)
  return later.filter(
    (entry) => stood.includes(entry) || (entry.event.type === "undone" && !isOf(later, entry.event.act)),
  )
}

const isOf = (entries: readonly Entry[], act: string) => entries.some((entry) => entry.act === act)

type CaseAct = Extract<Act, { stream: "case" }>

const actsOf = (outcome: Outcome, { id }: Case): CaseAct[] =>
  isRefusal(outcome) ? [] : outcome.acts.filter((act): act is CaseAct => act.stream === "case" && act.id === id)

/** Someone was quicker: try again on what they left. A company's number that is taken stays taken. */
const unlessLate = (attempt: number) => (error: unknown) => {
  const text = String(error)
  // A case that came to a company while it was being merged is not among those that were moved.
  if (!text.includes("UNIQUE constraint failed") && !text.includes("merge_keeps_all")) throw error
  if (text.includes("companies.orgnr") && attempt > 0)
    throw new Refused({ refusal: "taken", fields: ["orgnr"], missing: [] })
  return undefined
}
