import type { Actor } from "#src/access/actor.ts"
import { meetingRows, timesIn } from "#src/access/diary.ts"
import { fileRows } from "#src/access/files.ts"
import { permits, type StreamRows } from "#src/access/policy.ts"
import {
  aroundIn,
  type By,
  finishedIn,
  keyOf,
  play,
  type Row,
  staysIn,
  tallied,
  type Written,
} from "#src/access/writes.ts"
import { type Act, isRefusal, type Outcome, type Stream } from "#src/core/acts.ts"
import type { Day } from "#src/core/calendar.ts"
import type { Case, CaseEvent } from "#src/core/case.ts"
import { standing } from "#src/core/case.ts"
import { type Company, noCompany } from "#src/core/company.ts"
import type { Enquiry } from "#src/core/enquiry.ts"
import { NETWORK, type Person, type Role } from "#src/core/person.ts"
import type { Tag } from "#src/core/tag.ts"
import { type Notice, noticesOf, USUAL } from "#src/core/telling.ts"
import type { PastFile } from "#src/core/undo.ts"
import type { CaseFile } from "#src/core/verbs.ts"
import type { View } from "#src/core/view.ts"
import type * as t from "#src/db/schema.ts"
import type { Days } from "./days.ts"
import type { Chance } from "./random.ts"

/** What the network shares, as its rows say. */
export type Network = {
  hubs: readonly Pick<typeof t.hubs.$inferSelect, "id" | "prefix">[]
  stages: readonly (typeof t.stages.$inferSelect)[]
  closeReasons: readonly (typeof t.closeReasons.$inferSelect)[]
  municipalities: readonly (typeof t.municipalities.$inferSelect)[]
  changes: readonly (typeof t.municipalityChanges.$inferSelect)[]
  coverage: readonly (typeof t.coverage.$inferSelect)[]
}

/** Rows of every table that the demo fills. */
export type Demo = {
  people: (typeof t.people.$inferInsert)[]
  memberships: (typeof t.memberships.$inferInsert)[]
  companies: Company[]
  contacts: (typeof t.contacts.$inferInsert)[]
  helpers: (typeof t.helpers.$inferInsert)[]
  tags: Tag[]
  enquiries: Enquiry[]
  cases: Case[]
  named: (typeof t.named.$inferInsert)[]
  notices: (typeof t.notices.$inferInsert)[]
  events: Written["events"]
  texts: Written["texts"]
  views: View[]
  tally: (typeof t.tally.$inferInsert)[]
  spells: (typeof t.spells.$inferInsert)[]
  stays: (typeof t.stays.$inferInsert)[]
  timeEntries: (typeof t.timeEntries.$inferInsert)[]
  meetings: (typeof t.meetings.$inferInsert)[]
  files: (typeof t.files.$inferInsert)[]
}

export type World = ReturnType<typeof openWorld>
/** Who does it: a person's id, or one of those that are nobody in particular. */
export type Doer = { kind: By["actorKind"]; id: string }

export type Moment = { world: World; days: Days; day: Day; at: Date }
/** Something that comes about, so many days ago; `stream` names what it has to keep in step with. */
export type Happening = { ago: number; stream: string; run: (moment: Moment) => void }

export const person = (id: string): Doer => ({ kind: "person", id })
export const PUBLIC: Doer = { kind: "public", id: "public" }
export const SYSTEM: Doer = { kind: "system", id: "system" }

/** The network in memory: what happens in it goes through the verbs, the policy and the log like anything else. */
export function openWorld(network: Network, chance: Chance) {
  const rows = new Map<string, Row>()
  const keys: Record<Stream, string[]> = {
    area: [],
    case: [],
    company: [],
    enquiry: [],
    hub: [],
    person: [],
    stage: [],
    tag: [],
    view: [],
  }
  const events: Demo["events"] = []
  const texts: Demo["texts"] = []
  const notices: Demo["notices"] = []
  const helpers: Demo["helpers"] = []
  const named = new Map<string, Set<string>>()
  const seen = new Map<string, { createdAt: Date; updatedAt: Date }>()

  const rowOf = <S extends Stream>(stream: S, id: string) =>
    rows.get(keyOf(stream, id))?.row as StreamRows[S] | undefined
  const all = <S extends Stream>(stream: S) =>
    keys[stream].flatMap((key) => (rows.get(key)?.row as StreamRows[S] | undefined) ?? [])
  const contactsAt = (key: string) => {
    const one = rows.get(key)
    return one?.stream === "company" ? [...(one.contacts ?? [])] : []
  }
  const contactsOf = (companyId: string) => contactsAt(keyOf("company", companyId))
  const personOf = (id: string): Person => rowOf("person", id) ?? missing("person", id)
  const enquiry = (id: string): Enquiry => rowOf("enquiry", id) ?? missing("enquiry", id)
  const namedOn = (caseId: string) => [...(named.get(caseId) ?? [])]
  const workers = () => all("person").filter(({ memberships }) => memberships.some(({ hubId }) => hubId !== NETWORK))
  const team = (hubId: string) =>
    workers().filter(({ memberships }) => memberships.some((held) => held.hubId === hubId))

  const holding = (hubId: string, role: Role) =>
    team(hubId).filter(({ memberships }) => memberships.some((held) => held.hubId === hubId && held.role === role))

  function file(caseId: string): CaseFile {
    const kase = rowOf("case", caseId) ?? missing("case", caseId)
    return {
      kase,
      company: rowOf("company", kase.companyId) ?? noCompany(kase.companyId),
      stages: network.stages,
      closeReasons: network.closeReasons,
      team: team(kase.hubId).map(({ id }) => id),
      staff: workers().map(({ id }) => id),
      named: namedOn(caseId),
    }
  }

  /** The same with its history. */
  function past(caseId: string): PastFile {
    const stream = keyOf("case", caseId)
    const wordsOf = (id: string) =>
      Object.fromEntries(texts.filter(({ eventId }) => eventId === id).map(({ name, body }) => [name, body ?? ""]))
    const log = events
      .filter((event) => event.stream === stream)
      .map(({ id, seq, act, data, onDate, at, actorId }) => {
        const by = rowOf("person", actorId)?.name ?? ""
        return { id, seq, act, event: data as CaseEvent, onDate, at, words: wordsOf(id), by, byId: actorId }
      })
    return { ...file(caseId), log }
  }

  /** A refusal here is a mistake in the demo: it ends it. */
  function happen(outcome: Outcome, doer: Doer, on: string, at: Date): void {
    if (isRefusal(outcome)) throw new Error(`the demo was refused: ${JSON.stringify(outcome)} on ${on}`)
    const { acts } = outcome
    const known = [...new Set(acts.map(({ stream, id }) => keyOf(stream, id)))].flatMap((key) => rows.get(key) ?? [])
    const by = { actorKind: doer.kind, actorId: doer.id, act: chance.id(), on, at, requestId: "demo" } as const
    const written = play(known, acts, by, chance.id)
    if (doer.kind === "person") mustBePermitted(acts, doer.id, written, on)
    events.push(...written.events)
    texts.push(...written.texts)
    for (const [key, row] of written.after) {
      if (!rows.has(key)) keys[row.stream].push(key)
      rows.set(key, row)
      seen.set(key, { createdAt: seen.get(key)?.createdAt ?? at, updatedAt: at })
    }
    for (const act of acts) beside(act)
    const { caseOf } = aroundIn(written)
    for (const act of acts) for (const one of noticesOf(act, caseOf(act.id), doer.id)) tell(one, by.act, doer.id, at)
  }

  /** Who has it in the list has read what is older than the last days, and had no mail: there was nobody to send it. */
  function tell({ kind, caseId, about, ...whom }: Notice, batch: string, actorId: string, at: Date) {
    if (!("to" in whom) || !caseId) return
    const known = notices.find((one) => one.personId === whom.to && one.kind === kind && one.batch === batch)
    if (known) known.cases = [...known.cases, caseId]
    else {
      const row = { id: chance.id(), personId: whom.to, kind, way: USUAL[kind], batch, actorId, cases: [caseId], about }
      notices.push({ ...row, at, toldAt: at })
    }
  }

  /** Rows are judged as they were before; those that the acts make, as they are made. */
  function mustBePermitted(acts: readonly Act[], id: string, { before, after }: Written, on: string) {
    const { name, language, memberships } = personOf(id)
    const actor: Actor = { id, name, language, memberships, sessionId: "", keys: true, unread: 0 }
    const cases = acts.flatMap((act) => (act.stream === "case" ? namedOn(act.id) : []))
    const judged = <S extends Stream>(stream: S, of: string) => {
      const key = keyOf(stream, of)
      return (before.get(key) ?? after.get(key))?.row as StreamRows[S] | undefined
    }
    if (permits(actor, acts, { rowOf: judged, named: cases })) return
    throw new Error(`${name} may not: ${acts.map(({ event }) => event.type).join()} on ${on}`)
  }

  function beside({ stream, id, event, words = {} }: Act) {
    if (stream === "company" && event.type === "helper_noted") {
      const { name = "", what = "" } = words
      helpers.push({ id: event.helperId, companyId: id, name, what, since: event.since })
    }
    if (stream === "case" && event.type === "named") named.set(id, new Set([...namedOn(id), event.personId]))
    if (stream === "case" && event.type === "unnamed") named.get(id)?.delete(event.personId)
  }

  function demo(): Demo {
    const people = all("person")
    const histories = keys.case.flatMap((key) => {
      const one = rows.get(key)
      return one?.stream === "case" ? [one] : []
    })
    const stood = standing(events.map((entry) => ({ ...entry, event: entry.data as CaseEvent })))
    return {
      people: people.map(({ memberships: _, ...row }) => ({
        ...row,
        ...seenAt(keyOf("person", row.id)),
        emailVerified: true,
        mailFailures: 0,
      })),
      memberships: people.flatMap(({ id, memberships }) => memberships.map((held) => ({ personId: id, ...held }))),
      companies: all("company"),
      contacts: keys.company.flatMap((key) => contactsAt(key)),
      helpers,
      tags: all("tag"),
      enquiries: all("enquiry"),
      cases: all("case"),
      named: [...named].flatMap(([caseId, ids]) => [...ids].map((personId) => ({ personId, caseId }))),
      notices: notices
        .slice(-TOLD)
        .map((one, i, some) => ({ ...one, readAt: i < some.length - FRESH ? one.at : null })),
      events,
      texts,
      views: all("view"),
      tally: counted(all("case").flatMap(tallied)),
      spells: histories.flatMap(finishedIn),
      stays: staysIn(histories),
      timeEntries: timesIn(stood),
      meetings: histories.flatMap(meetingRows),
      files: fileRows(stood),
    }
  }

  const seenAt = (key: string) => seen.get(key) ?? missing("row", key)

  return { network, rowOf, person: personOf, enquiry, all, contactsOf, team, holding, file, past, happen, demo }
}

/** Of all that was told, so much is still in the lists, and so much of it not read yet. */
const TOLD = 120
const FRESH = 25

function counted(parts: Demo["tally"]): Demo["tally"] {
  const sums = new Map<string, Demo["tally"][number]>()
  for (const part of parts) {
    const key = [part.hubId, part.track, part.stage, part.advisorId, part.turn].join()
    const sum = sums.get(key)
    sums.set(key, sum ? { ...part, n: sum.n + part.n, restricted: sum.restricted + part.restricted } : part)
  }
  return [...sums.values()]
}

function missing(what: string, id: string): never {
  throw new Error(`the demo knows no ${what} ${id}`)
}
