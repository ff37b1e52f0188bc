import { and, asc, desc, eq, isNull } from "drizzle-orm"
import { worksInHub } from "#src/access/actor.ts"
import { both, page, seenAs } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import { may, readersOf } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import { moveForm, workersIn } from "#src/cases/case-page.ts"
import { caseFile, entriesOf } from "#src/cases/file.ts"
import { standing } from "#src/core/case.ts"
import { turnOn } from "#src/core/clocks.ts"
import { lacking } from "#src/core/moves.ts"
import { stageAt } from "#src/core/stages.ts"
import { lastService } from "#src/core/time.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { Tried } from "#src/http/tried.ts"
import type { LogPageProps, PickCaseProps } from "#views/day/props.ts"

const askedOfBeside = (scope: Scope, _: NowSlots, { ref, on }: Slots<{ ref: string; on: string }>) => {
  const { select, contacts } = scope
  return [
    scope.spentOn(on),
    select({ id: contacts.id, erasedOn: contacts.erasedOn }).from(contacts).where(eq(contacts.ref, ref)),
  ] as const
}

const beside = (ref: string, on: string) =>
  page({
    args: { ref, on },
    statements: askedOfBeside,
    build: (_, [[spent], contacts]) => ({
      spentThen: Number(spent?.minutes ?? 0),
      contacts: contacts.filter(({ erasedOn }) => !erasedOn).map(({ id }) => id),
    }),
  })

/** A case with what is around it, whom one can meet there, and what one has put down for that day. */
export const logFile = (ref: string, on: string) =>
  seenAs(both(caseFile(ref), beside(ref, on)), ([file, around]) => ({ ...file, ...around }))

/** So many of one's own cases can be picked from; others are found by searching. */
const MOST = 150

const askedOfPick = (scope: Scope, now: NowSlots) => {
  const { select, own, packed, personId } = scope
  const cases = own()
  const { ref, company, stage, staleOn } = cases
  return [
    select({ kase: packed({ ref, company, stage }), sorted: staleOn })
      .from(cases)
      .where(and(eq(cases.advisorId, personId), isNull(cases.endedOn), scope.byAge(staleOn)))
      .orderBy(asc(staleOn))
      .limit(MOST),
    select({ code: scope.stages.code, name: scope.stages.name }).from(scope.stages),
    scope.meetingsIn(now.today, now.today),
  ] as const
}

/** Which case it was: those one meets today first, then one's own. */
export const pickCase = () =>
  page({
    args: {},
    statements: askedOfPick,
    build: (actor, [own, stages, meetings]): PickCaseProps => {
      if (!worksInHub(actor)) throw new Forbidden()
      const met = meetings.map(({ ref, company, at }) => ({ ref, company, at }))
      const rest = own
        .map(({ kase }) => kase)
        .filter(({ ref }) => !met.some((one) => one.ref === ref))
        .toSorted((one, other) => one.company.localeCompare(other.company, "nb"))
      return {
        kind: "pick",
        today: met,
        own: rest.map(({ ref, company, stage }) => ({
          ref,
          company,
          stage: stages.find(({ code }) => code === stage)?.name ?? { nb: stage, nn: stage, en: stage },
        })),
      }
    },
  })

const askedOfLog = (scope: Scope, _: NowSlots, { ref }: Slots<{ ref: string }>) => {
  const { select, cases, stages, closeReasons, named, people, events, texts, contacts } = scope
  return [
    select().from(cases).where(eq(cases.ref, ref)),
    select().from(stages).orderBy(asc(stages.position)),
    select().from(closeReasons).orderBy(asc(closeReasons.position)),
    select({ id: named.personId, name: people.name })
      .from(named)
      .leftJoin(people, eq(people.id, named.personId))
      .where(eq(named.ref, ref)),
    scope.teamOf(scope.caseHub(ref)),
    select().from(events).where(eq(events.ref, ref)).orderBy(asc(events.seq)),
    select().from(texts).where(eq(texts.ref, ref)),
    select().from(contacts).where(eq(contacts.ref, ref)).orderBy(desc(contacts.since)),
  ] as const
}

/** After the meeting: one form for all that came of it. */
export const logPage = (ref: string, tried?: Tried) =>
  page({
    reads: ref,
    args: { ref },
    statements: askedOfLog,
    build: (actor, [[kase], stages, reasons, named, team, log, texts, contacts], { today }): LogPageProps => {
      if (!kase) throw new NotFound()
      const isNamed = named.map(({ id }) => id)
      if (!may(actor, { type: "noted" }, kase, isNamed)) throw new Forbidden()
      const entries = entriesOf(
        log.map((event) => ({ ...event, by: null })),
        texts,
      )
      const stood = standing(entries)
      const here = stageAt(stages, kase.stage)
      const { next } = lacking(kase, stages)
      const known = [...team, ...named.map(({ id, name }) => ({ id, name: name ?? "" }))]
      const readers = readersOf(kase, team, isNamed)
        .filter((id) => id !== actor.id)
        .map((id) => ({ id, name: known.find((one) => one.id === id)?.name ?? "" }))
      const workers = workersIn(team).filter(({ id }) => may(actor, { type: "assigned", to: id }, kase, isNamed))
      const typed = tried?.typed ?? {}
      const moving = { ...tried, form: "stage", typed: { ...typed, to: next?.code ?? "", act: typed.act ?? "" } }
      const around = {
        ...{ kase, stages, team: workers, reasons, log: stood, mayOverride: false },
        tried: tried && { ...moving, problems: tried.problems, refusal: tried.refusal },
      }
      const turn = turnOn(kase, today)
      const isDue = kase.nextOn !== null && kase.nextOn <= today
      return {
        kind: "log",
        ref,
        company: kase.company,
        stage: here ? here.name : { nb: kase.stage, nn: kase.stage, en: kase.stage },
        isEnded: kase.endedOn !== null,
        made: tried ? { act: typed.act, basedOn: Number(typed.basedOn ?? kase.seq) } : { basedOn: kase.seq },
        contacts: contacts
          .filter(({ erasedOn, until }) => !erasedOn && !until)
          .map(({ id, name, phone, email }) => ({ id, name, phone, email })),
        readers,
        guide: here ? here.requires.map(({ code }) => code) : [],
        service: lastService(stood),
        nextStep: kase.nextStep,
        nextOn: kase.nextOn,
        isDue,
        turn,
        until: turn === "us" ? null : kase.until,
        waitReason: turn === "us" ? null : kase.waitReason,
        move: next && !kase.endedOn ? moveForm({ ...around, to: next.code }) : null,
        tried: tried ?? null,
      }
    },
  })
