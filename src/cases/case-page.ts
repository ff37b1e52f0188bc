import { and, asc, desc, eq } from "drizzle-orm"
import { type Actor, belongs, holds, ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { allows, may, readersOf } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import { isRefusal, type Outcome } from "#src/core/acts.ts"
import { addDays, type Day, osloDay } from "#src/core/calendar.ts"
import { ACCESSES, answers, type Case, type CaseEvent, type Entry, standing } from "#src/core/case.ts"
import { ageOf, turnOn } from "#src/core/clocks.ts"
import { noCompany } from "#src/core/company.ts"
import { detaching, filesIn } from "#src/core/files.ts"
import {
  asks,
  DECISIONS,
  FIELDS,
  type Field,
  fieldFor,
  GATE_CODES,
  GATES,
  isContacted,
  isField,
  isMilestoneField,
  milestoneIn,
  openIn,
} from "#src/core/gates.ts"
import { othersIn, spellsOf } from "#src/core/history.ts"
import { meetingsIn, type Present } from "#src/core/meeting.ts"
import { lacking, lackingFor } from "#src/core/moves.ts"
import type { Role } from "#src/core/person.ts"
import { type Absence, awayOn } from "#src/core/person.ts"
import { rewrite, rewriting, textOf } from "#src/core/rewriting.ts"
import { direction, inUse, type Stage, stageAt } from "#src/core/stages.ts"
import { inTodaysMap } from "#src/core/territory.ts"
import { initials } from "#src/core/text.ts"
import { spentIn } from "#src/core/time.ts"
import { type PastFile, undo } from "#src/core/undo.ts"
import { classify, close, finish, name, plan, reopen, resume, wait } from "#src/core/verbs.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { Away, CasePageProps, MoveFormProps, MovePageProps, Tried, Why } from "#views/cases/props.ts"
import { entriesOf } from "./file.ts"
import { declined, heldBy, lineOf, milestonesOf } from "./gates.ts"

type NamedStage = Stage & { name: Named; meaning: Named }

const askedOfCase = (scope: Scope, _: unknown, { ref }: Slots<{ ref: string }>) => {
  const { select, cases, companies, contacts, named } = scope
  const { tracks, stages, closeReasons, events, texts, people } = scope
  const kase = scope.caseHub(ref)
  return [
    select().from(cases).where(eq(cases.ref, ref)),
    select().from(companies).where(eq(companies.ref, ref)),
    select().from(tracks),
    select().from(stages),
    select().from(closeReasons).orderBy(asc(closeReasons.position)),
    scope.hubsAround(ref),
    select()
      .from(events)
      .leftJoin(people, eq(people.id, events.actorId))
      .where(eq(events.ref, ref))
      .orderBy(asc(events.seq)),
    select().from(texts).where(eq(texts.ref, ref)),
    select().from(contacts).where(eq(contacts.ref, ref)).orderBy(desc(contacts.since)),
    select({ id: named.personId, name: people.name })
      .from(named)
      .leftJoin(people, eq(people.id, named.personId))
      .where(eq(named.ref, ref)),
    scope.teamOf(kase),
    scope.othersOf(ref),
    scope.mentionedIn(ref),
    scope.cameOf(scope.municipalityOf.case(ref)),
    scope.absenceAt(ref),
  ] as const
}

type Shown = {
  /** What was just done. */
  did?: string | undefined
  tried?: Tried
  /** The close reason that its form is opened with. */
  closing?: string | undefined
  /** What of the timeline is shown. */
  only?: string | undefined
}

/** One case: in full for those who may, otherwise that it exists and whom to call. */
export const casePage = (ref: string, { did, tried, closing, only }: Shown = {}) =>
  page({
    reads: ref,
    args: { ref },
    statements: askedOfCase,
    build: (actor, rows, { today, at }): CasePageProps => {
      const [[kase], [company], tracks, stages, reasons, hubs, log, texts, contacts, named, team, others, were, came] =
        rows
      const away = awayToday(rows[14], today)
      const hubName = (id: string) => hubs.find((hub) => hub.id === id)?.shortName ?? id
      const stageName = (code: string) => stages.find((stage) => stage.code === code)?.name ?? UNKNOWN(code)
      const trackName = (code: string) => tracks.find((track) => track.code === code)?.name ?? UNKNOWN(code)
      const endingName = (code: string | null) =>
        code ? (reasons.find((one) => one.code === code)?.name ?? UNKNOWN(code)) : null
      const elsewhere = others
        .filter((other) => other.ref !== ref)
        .map((other) => ({
          ref: other.ref,
          hub: hubName(other.hubId),
          track: trackName(other.track),
          stage: stageName(other.stage),
          since: other.since,
          endedOn: other.endedOn,
          ending: endingName(other.ending),
          advisor: other.advisor,
          phone: other.phone,
        }))
      if (!kase) {
        const basics = others.find((other) => other.ref === ref)
        if (!basics) throw new NotFound()
        return {
          kind: "basics",
          ref,
          company: basics.company,
          companyId: basics.companyId,
          hub: hubName(basics.hubId),
          track: trackName(basics.track),
          stage: stageName(basics.stage),
          since: basics.since,
          endedOn: basics.endedOn,
          ending: endingName(basics.ending),
          advisor: basics.advisor,
          phone: basics.phone,
          email: basics.email,
          away,
          access: basics.access,
          others: elsewhere,
        }
      }
      const entries = entriesOf(
        log.map(({ events, people }) => ({ ...events, by: people?.name ?? null })),
        texts,
      )
      const workers = workersIn(team)
      const people = new Map(workers.map(({ id, name }) => [id, name]))
      const nameOf = (id: string | null) => were.find((one) => one.id === id)?.name ?? null
      const stood = standing(entries)
      const file: PastFile = {
        log: entries,
        kase,
        company: company ?? noCompany(kase.companyId),
        stages,
        closeReasons: reasons,
        team: [...people.keys()],
        staff: [...people.keys(), ...were.filter(({ works }) => works).map(({ id }) => id), ANYONE],
        named: named.map(({ id }) => id),
      }
      const can = (outcome: Outcome) => allows(actor, outcome, { named: file.named, rowOf: () => kase as never })
      const mayDo = (event: Partial<CaseEvent> & Pick<CaseEvent, "type">) => may(actor, event, kase, file.named)
      const takers = workers.filter(({ id }) => mayDo({ type: "assigned", to: id }))
      const isOpen = kase.endedOn === null
      const undoable = (act: string) => (can(undo(file, act, at)) ? act : null)
      const mine = entries.findLast(({ byId, event }) => byId === actor.id && event.type === did)
      const undoings = new Map(
        entries.flatMap(({ event, by, onDate: on }) => (event.type === "undone" ? [[event.act, { by, on }]] : [])),
      )
      const calledBy = (id: string) =>
        people.get(id) ?? named.find((one) => one.id === id)?.name ?? contacts.find((one) => one.id === id)?.name ?? ""
      const namesIn = ({ contacts, people }: Present) => [...contacts, ...people].map(calledBy).filter(Boolean)
      const saidIn = (entry: Entry) => {
        if (entry.event.type !== "noted") return { note: null, present: [], told: [] }
        const { text, at: wroteAt, before } = textOf(entries, entry)
        const note = {
          text,
          since: before.length ? osloDay(wroteAt) : null,
          before: before.map((one) => ({ text: one.text, on: osloDay(one.at) })),
          mayRewrite:
            mayDo(rewriting(entries, entry.id)) && !isRefusal(rewrite(file, { of: entry.id, note: `${text}.` }, at)),
        }
        const { with: present, mentions = [] } = entry.event
        return { note, present: present ? namesIn(present) : [], told: mentions.map(calledBy).filter(Boolean) }
      }
      const here = stageAt(stages, kase.stage)
      const { next, lacks } = lacking(kase, stages)
      const asked = tried?.form === "stage" ? stageAt(stages, tried.typed.to ?? "") : undefined
      const target = asked?.code ?? next?.code
      const passed = standsIn(stages, kase)
      const given = answers(entries)
      const advisorName = nameOf(kase.advisorId)
      const mayOverride = mayDo({ type: "moved", overridden: GATE_CODES })
      const around = { kase, stages, team: takers, reasons, log: stood, mayOverride, tried }
      const spells = spellsOf(stood, today)
      const files = filesIn(entries)
      return {
        kind: "full",
        ref,
        company: kase.company,
        companyId: kase.companyId,
        tags: company?.tagNames ?? [],
        need: kase.need,
        place: kase.place,
        placeNow: inTodaysMap(kase.municipality, today, came).filter((name) => name !== kase.place),
        orgnr: company?.orgnr ?? null,
        hub: hubName(kase.hubId),
        access: kase.access,
        accesses: ACCESSES.filter((access) => access === kase.access || can(classify(file, { access, reason: "-" }))),
        track: { code: kase.track, name: trackName(kase.track) },
        stage: { code: kase.stage, name: stageName(kase.stage) },
        since: kase.since,
        openedOn: kase.openedOn,
        endedOn: kase.endedOn,
        ending: endingName(kase.ending),
        age: ageOf(kase, today),
        turn: turnOn(kase, today),
        until: kase.until,
        isAwake: kase.until !== null && kase.until <= today,
        never: !isContacted(kase.facts),
        alert: company?.alert ?? null,
        waitReason: kase.waitReason,
        nextStep: kase.nextStep,
        nextOn: kase.nextOn,
        advisor: advisorName
          ? { name: advisorName, initials: initials(advisorName), mine: kase.advisorId === actor.id }
          : null,
        away: kase.endedOn ? null : away,
        made: { basedOn: kase.seq },
        spells: spells.map((spell) => ({
          ...spell,
          stage: { code: spell.stage, name: stageName(spell.stage) },
          others: othersIn(spell.split),
          ending: endingName(spell.ending),
        })),
        longest: Math.max(...spells.map(({ days }) => days)),
        steps: passed.map((stage) => stepOf(stage, kase, here, stood)),
        next: next ? { code: next.code, name: stageName(next.code) } : null,
        lacks: lacks.map((one) => ({
          code: one.code,
          left: one.left,
          kind: GATES[one.code].kind,
          field: fieldFor(one.code, kase),
        })),
        holds: here
          ? heldBy(
              here.requires.filter(({ code }) => !lacks.some((one) => one.code === code)).map(({ code }) => code),
              stood,
            )
          : [],
        decided: lacks.some(({ code }) => code === "decision_recorded") ? declined(kase.facts, reasons) : null,
        milestones: milestonesOf(kase.facts, stood, today),
        given: Object.entries(given).flatMap(([field, value]) => (value ? [{ field: field as Field, value }] : [])),
        move: target && isOpen && mayDo({ type: "moved" }) ? moveForm({ ...around, to: target }) : null,
        moves:
          isOpen && mayDo({ type: "moved" })
            ? passed.flatMap((stage) => {
                if (!here || stage.code === here.code) return []
                return [{ code: stage.code, name: stage.name, way: direction(stages, here, stage, kase.hubId) }]
              })
            : [],
        may: {
          note: mayDo({ type: "noted" }),
          milestone: isOpen && mayDo({ type: "milestone_set" }),
          attach: mayDo({ type: "attached" }),
          meet: isOpen && mayDo({ type: "meeting_planned" }),
          plan: can(plan(file, { nextStep: "-", nextOn: today }, today)),
          finish: can(finish(file, {}, today)),
          wait: can(wait(file, { turn: "company", until: addDays(today, 1), reason: "-" }, today)),
          resume: can(resume(file)),
          close: reasons.some((one) => can(close(file, { reason: one.code, words: "-" }))),
          reopen: can(reopen(file, { reason: "-" }, today)),
          classify: mayDo({ type: "classified" }),
          assign: isOpen && mayDo({ type: "assigned" }),
          take: isOpen && kase.advisorId === null && mayDo({ type: "assigned", to: actor.id }) && people.has(actor.id),
          name: can(name(file, ANYONE)),
        },
        team: workers.map(({ id, name }) => ({ value: id, label: name })),
        me: actor.id,
        advisorId: kase.advisorId,
        closeReasons: reasons.filter(({ retiredOn }) => !retiredOn).map(({ code, name }) => ({ code, name })),
        closing: reasons.find(({ code, retiredOn }) => code === closing && !retiredOn)?.code ?? null,
        named: named.map(({ id, name }) => ({ id, name: name ?? "" })),
        contacts: contacts
          .filter(({ erasedOn }) => !erasedOn)
          .map(({ id, name, email, phone, role, until }) => ({ id, name, email, phone, role, until })),
        others: elsewhere,
        why: whyOf(actor, kase, file.named, stood),
        meetings: meetingsIn(entries)
          .filter(({ on }) => on >= today)
          .map(({ id, on, at, minutes, isCancelled, said, with: present }) => {
            const { place = "", about = "" } = entries.find((one) => one.id === said)?.words ?? {}
            return { id, on, at, minutes, isCancelled, place, about, names: namesIn(present) }
          }),
        files: files.map(({ id, kind, bytes, said }) => ({
          ...{ id, kind, bytes, name: said.words.file ?? ref, on: said.onDate, by: said.by },
          mayDetach: mayDo(detaching(entries, id)),
        })),
        readers: readersOf(kase, team, file.named).map((id) => ({ id, name: calledBy(id) })),
        spent: spentIn(stood),
        only: isShown(only) ? only : "all",
        kinds: TIMELINE.filter((kind) => kind === "all" || entries.some((entry) => showsIn(kind, entry.event))),
        timeline: entries
          .toSorted(lastFirst)
          .map((entry, i, all) => ({
            id: entry.id,
            on: entry.onDate,
            recordedOn: osloDay(entry.at),
            by: entry.by,
            event: entry.event,
            words: entry.words,
            stages:
              "from" in entry.event && entry.event.type === "moved"
                ? [stageName(entry.event.from), stageName(entry.event.to)]
                : [],
            person: personIn(entry.event, nameOf, entries),
            milestone: milestoneAt(entry.event, entries),
            reason: entry.event.type === "closed" ? endingName(entry.event.reason) : null,
            // Where an act did several things, it is undone from the last.
            undo: all[i - 1]?.act === entry.act ? null : undoable(entry.act),
            undone: undoings.get(entry.act) ?? null,
            file: fileOf(entry, entries, files),
            ...saidIn(entry),
          }))
          .filter(({ event }) => !isShown(only) || showsIn(only, event)),
        did: did ?? null,
        undo: mine ? undoable(mine.act) : null,
        tried: tried ?? null,
      }
    },
  })

const askedOfMove = (
  { select, cases, stages, named, teamOf, caseHub, closeReasons, events, texts }: Scope,
  _: unknown,
  { ref }: Slots<{ ref: string }>,
) =>
  [
    select().from(cases).where(eq(cases.ref, ref)),
    select().from(stages).orderBy(asc(stages.position)),
    select({ id: named.personId }).from(named).where(eq(named.ref, ref)),
    teamOf(caseHub(ref)),
    select().from(closeReasons).orderBy(asc(closeReasons.position)),
    select()
      .from(events)
      .where(and(eq(events.ref, ref), eq(events.type, "milestone_set"))),
    select()
      .from(texts)
      .where(and(eq(texts.ref, ref), eq(texts.name, "milestone"))),
  ] as const

type Asked = { to?: string | undefined; view: string | null; field?: string | undefined; tried?: Tried }

/**
 * The form that moves a case, alone on its page: from a board without scripts, or with what is missing.
 * `field` is the one that was pointed at.
 */
export const movePage = (ref: string, { to, view, field, tried }: Asked) =>
  page({
    reads: ref,
    args: { ref },
    statements: askedOfMove,
    build: (actor, [[kase], stages, named, team, reasons, set, lines]): MovePageProps => {
      if (!kase) throw new NotFound()
      const isNamed = named.map(({ id }) => id)
      if (!may(actor, { type: "moved" }, kase, isNamed)) throw new Forbidden()
      const here = stageAt(stages, kase.stage)
      const target = to ?? lacking(kase, stages).next?.code ?? ""
      const workers = workersIn(team)
      const takers = workers.filter(({ id }) => may(actor, { type: "assigned", to: id }, kase, isNamed))
      if (!here || (!stageAt(stages, target) && to)) throw new NotFound()
      const mayOverride = may(actor, { type: "moved", overridden: GATE_CODES }, kase, isNamed)
      const log = entriesOf(
        set.map((event) => ({ ...event, by: null })),
        lines,
      )
      const around = { kase, stages, team: takers, reasons, log, mayOverride, tried, field }
      return {
        ref,
        company: kase.company,
        here: stageName(stages, kase.stage),
        view,
        form: stageAt(stages, target) && !kase.endedOn ? moveForm({ ...around, to: target }) : null,
        moves: (kase.endedOn ? [] : inUse(stages, kase.track, kase.hubId))
          .filter(({ code }) => code !== kase.stage)
          .map((stage) => ({ code: stage.code, name: stage.name, way: direction(stages, here, stage, kase.hubId) })),
        made: { basedOn: kase.seq },
      }
    },
  })

type Worker = { id: string; name: string }

/** Those who can have cases, each once whatever roles they hold. */
export function workersIn(team: readonly (Worker & { role: Role })[]): Worker[] {
  const working = team.filter(({ role }) => role === "advisor" || role === "manager")
  return [...new Map(working.map(({ id, name }) => [id, { id, name }])).values()]
}

export type Around = {
  kase: Case
  stages: readonly NamedStage[]
  to: string
  /** Those one may give the case to. */
  team: readonly Worker[]
  reasons: Parameters<typeof declined>[1]
  log: readonly Entry[]
  mayOverride: boolean
  tried: Tried | undefined
  field?: string | undefined
}

/** Asks for exactly what is missing; going back or skipping, for a reason. */
export function moveForm({ kase, stages, to, team, reasons, log, mayOverride, tried, field }: Around): MoveFormProps {
  const here = stageAt(stages, kase.stage)
  const there = stageAt(stages, to)
  const mine = tried?.form === "stage" && (tried.typed.to ?? to) === to ? tried : undefined
  const way = here && there ? direction(stages, here, there, kase.hubId) : "next"
  const lacks = lackingFor(kase, stages, to)
  const asked = asks(lacks, kase)
  const leftOf = (name: string) => lacks.find((one) => fieldFor(one.code, kase) === name)?.left ?? 1
  const answer = (name: string) => ({ value: mine?.typed[name] ?? "", problem: mine?.problems[name] ?? null })
  const settled = new Set(asked.filter(isMilestoneField).map(milestoneIn))
  return {
    ref: kase.ref,
    to,
    toName: stageName(stages, to),
    way,
    made: mine ? { act: mine.typed.act, basedOn: Number(mine.typed.basedOn ?? kase.seq) } : { basedOn: kase.seq },
    fields: asked
      .filter(isField)
      .map((name) => ({ name, input: FIELDS[name], ...answer(name), left: leftOf(name), focus: name === field })),
    settle: openIn(kase.facts)
      .filter(({ id }) => settled.has(id))
      .map(({ id, due }) => ({
        id,
        line: lineOf(id, log),
        due,
        outcome: answer(`outcome.${id}`),
        why: answer(`why.${id}`),
        focus: field === `outcome.${id}`,
      })),
    decided: asked.includes("decision") ? declined(kase.facts, reasons) : null,
    reason: way === "next" ? null : answer("reason"),
    dating: { on: answer("on"), backdated: answer("backdated") },
    override:
      mayOverride && lacks.length > 0 && way !== "back"
        ? { ...answer("reason"), isOpen: mine?.typed.override !== undefined }
        : null,
    team: team.map(({ id, name }) => ({ value: id, label: name })),
    decisions: DECISIONS,
    missing: lacks.map((one) => ({ code: one.code, left: one.left, field: fieldFor(one.code, kase) })),
    problem: there?.retiredOn ? "retired" : (mine?.refusal ?? null),
  }
}

const UNKNOWN = (code: string): Named => ({ nb: code, nn: code, en: code })
/** Someone from anywhere in the network, to ask whether naming is open at all. */
const ANYONE = "anyone"

const stageName = (stages: readonly NamedStage[], code: string): Named =>
  stages.find((stage) => stage.code === code)?.name ?? UNKNOWN(code)

/** The stages a case goes through, and the one it stands in even if that is out of use. */
function standsIn(stages: readonly NamedStage[], { track, hubId, stage: code }: Case): readonly NamedStage[] {
  const reachable = inUse(stages, track, hubId)
  const here = stageAt(stages, code)
  if (!here || reachable.includes(here)) return reachable
  return [...reachable, here].toSorted((one, other) => one.position - other.position)
}

/** When the case came into a stage, and when it went on from it. */
function stepOf(stage: NamedStage, kase: Case, here: Stage | undefined, log: readonly Entry[]) {
  const moves = log.flatMap(({ event, onDate }) => (event.type === "moved" ? [{ ...event, on: onDate }] : []))
  const left = moves.filter(({ from }) => from === stage.code).at(-1)?.on ?? null
  const isNow = stage.code === kase.stage
  const isBehind = here !== undefined && stage.position < here.position
  const state = isNow
    ? ("now" as const)
    : isBehind && left
      ? ("done" as const)
      : isBehind
        ? ("skipped" as const)
        : ("todo" as const)
  return { code: stage.code, name: stage.name, meaning: stage.meaning, state, leftOn: isBehind ? left : null }
}

function awayToday(
  [absence]: readonly (Pick<Absence, "awayFrom" | "awayTo"> & { name: string | null; phone: string | null })[],
  today: Day,
): Away | null {
  const to = absence && awayOn(absence, today)
  if (!to) return null
  return { to, standIn: absence.name === null ? null : { name: absence.name, phone: absence.phone } }
}

function whyOf(actor: Actor, kase: Case, named: readonly string[], log: readonly Entry[]): Why {
  const classed = log.filter(({ event }) => event.type === "classified" || event.type === "opened").at(-1)
  const set = { access: kase.access, on: classed?.onDate ?? kase.openedOn, by: classed?.by ?? "" }
  return { rule: ruleOf(actor, kase, named), ...set }
}

function ruleOf(actor: Actor, kase: Case, named: readonly string[]): Why["rule"] {
  if (kase.advisorId === actor.id) return "advisor"
  if (named.includes(actor.id)) return "named"
  if (holds(actor, "manager", kase.hubId)) return "manager"
  if (belongs(actor, kase.hubId)) return "colleague"
  return ownsNetwork(actor) ? "owner" : "network"
}

function milestoneAt(event: CaseEvent, log: readonly Entry[]): string | null {
  return event.type === "milestone_reached" || event.type === "milestone_dropped" ? lineOf(event.id, log) : null
}

/** What was attached or taken away, and whether it can be read. */
function fileOf({ event }: Entry, log: readonly Entry[], there: readonly { id: string }[]) {
  if (event.type !== "attached" && event.type !== "detached") return null
  const id = event.type === "attached" ? event.file.id : event.id
  const said = log.find((one) => one.event.type === "attached" && one.event.file.id === id)
  return { id, name: said?.words.file ?? "", isThere: there.some((one) => one.id === id) }
}

const TIMELINE = ["all", "talk", "time", "plan", "stage", "people", "files"] as const
type Shows = (typeof TIMELINE)[number]

const isShown = (kind: string | undefined): kind is Shows => TIMELINE.some((one) => one === kind)

/** What belongs together where only some of the timeline is wanted. */
const TYPES: Record<Exclude<Shows, "all" | "time">, readonly CaseEvent["type"][]> = {
  talk: ["noted", "rewritten"],
  plan: [
    ...(["planned", "finished", "waited", "resumed", "woke", "milestone_set", "milestone_reached"] as const),
    ...(["milestone_dropped", "meeting_planned", "meeting_moved", "meeting_cancelled"] as const),
  ],
  stage: ["opened", "moved", "filled", "decided", "closed", "reopened", "relimited"],
  people: ["assigned", "named", "unnamed", "classified", "contact_added"],
  files: ["attached", "detached"],
}

function showsIn(kind: Shows, event: CaseEvent): boolean {
  if (kind === "time") return event.type === "noted" && event.time !== undefined
  return kind === "all" || TYPES[kind].includes(event.type)
}

/** What was recorded late stands where it happened. */
const lastFirst = (one: Entry, other: Entry) =>
  one.onDate === other.onDate ? other.seq - one.seq : one.onDate < other.onDate ? 1 : -1

function personIn(
  event: CaseEvent,
  nameOf: (id: string | null) => string | null,
  log: readonly Entry[],
): string | null {
  if (event.type === "undone") return log.find(({ act }) => act === event.act)?.by ?? null
  if (event.type === "assigned") return nameOf(event.to)
  if (event.type === "named" || event.type === "unnamed") return nameOf(event.personId)
  return null
}
