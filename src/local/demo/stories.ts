import { type Act, isRefusal, type Outcome } from "#src/core/acts.ts"
import { addWorkingDays, type Day } from "#src/core/calendar.ts"
import type { Turn } from "#src/core/case.ts"
import { identify, register } from "#src/core/company.ts"
import { introduce } from "#src/core/contact.ts"
import { dated } from "#src/core/dating.ts"
import { accept } from "#src/core/enquiry.ts"
import { type AskedField, asks, type Field, isField, milestonesIn, type NoteKind, openIn } from "#src/core/gates.ts"
import { dropMilestone, reachMilestone, setMilestone } from "#src/core/milestones.ts"
import { fill, lackingFor, move, type Typed } from "#src/core/moves.ts"
import { nextAfter, stageAt } from "#src/core/stages.ts"
import type { Service } from "#src/core/time.ts"
import { undo } from "#src/core/undo.ts"
import {
  assign,
  type CaseFile,
  classify,
  close,
  finish,
  name,
  note,
  open,
  plan as planStep,
  reopen,
  resume,
  wait,
} from "#src/core/verbs.ts"
import type { HubId } from "./cast.ts"
import type { Firm } from "./companies.ts"
import type { Days } from "./days.ts"
import { brought } from "./files.ts"
import { type Chance, openChance } from "./random.ts"
import { paceOf, type Shape, type Standing, type Visit } from "./shapes.ts"
import type { Voice } from "./voice.ts"
import {
  ANSWERS,
  BACK,
  CLASSIFIED,
  CLOSED,
  DROPPED,
  OF_TOPIC,
  OVERRIDDEN,
  REOPEN,
  SKIP,
  TOPICS,
  type Topic,
} from "./words/answers.ts"
import { SAID, TALKED_AGAIN, TALKS } from "./words/notes.ts"
import { CAME, STEPS, WAITS, WAITS_IN, WAITS_OF } from "./words/steps.ts"
import type { Doer, World } from "./world.ts"

/** A case to be: its shape, whose it is, and what it is about. */
export type Plan = Shape & {
  caseId: string
  pseudonym: string
  firm: Firm
  need: string
  /** Of a company's cases the first, which brings the company along. */
  isFirst: boolean
  isUnregistered: boolean
  /** Registered only when it is launched, or on the way. */
  isRegisteredLater: boolean
  enquiryId: string | null
  advisor: string | null
  isUnassigned: boolean
  /** A person of another hub who helps. */
  helper: string | null
}

/** What happens, so many working days before today, and who does it. */
export type Beat = { ago: number; who: Who; act: (scene: Scene) => Outcome | null }
export type Who = "advisor" | "colleague" | "manager" | "founder" | { id: string }
export type Scene = { world: World; day: Day; doer: Doer; voice: Voice; chance: Chance; plan: Plan; days: Days }

/** The life of a case, in order. */
export function story(plan: Plan, chance: Chance): Beat[] {
  const { visits, end, card } = plan
  const last = visits.at(-1) ?? visits[0]
  const beats = visits.flatMap((visit): Beat[] => {
    const isLast = visit === last
    const left = isLast ? (end.kind === "open" ? end.standing.age : end.ago) : visit.left
    const entering = visit.how === "opened" ? opening(plan, chance) : moving(plan, visit)
    return [...entering, ...during(plan, { ...visit, left }, chance)]
  })
  const late = slips(plan, openChance(`slips ${plan.caseId}`))
  const apart = [...asides(plan, chance), ...breakIn(plan), ...milestones(plan), ...late]
  const finale = end.kind === "open" ? standing(plan, end.standing, chance) : ending(end)
  const settled = card ? [settle(card.age, plan)] : []
  return [...inOrder([...beats, ...apart]), ...settled, ...finale]
}

const inOrder = (beats: readonly Beat[]) => beats.toSorted((one, other) => other.ago - one.ago)

const fileOf = ({ world, plan }: Scene): CaseFile => world.file(plan.caseId)

function opening(plan: Plan, chance: Chance): Beat[] {
  const ago = plan.visits[0].entered
  const who = plan.isUnassigned ? "manager" : "founder"
  const opened: Beat = { ago, who, act: (scene) => openCase(scene) }
  const talked: Beat = { ago, who: "advisor", act: (scene) => talk(scene, plan.visits[0].stage, chance) }
  return chance.is(0.3) ? [opened, talked] : [opened]
}

/** The company's first acts and the case's, and the enquiry's answer if there was one. */
function openCase(scene: Scene): Outcome {
  const { world, plan, day, doer, voice, chance, days } = scene
  const { firm, caseId, hub, visits, enquiryId } = plan
  const known = world.rowOf("company", firm.id)
  const [contact] = firm.people
  const orgnr = plan.isUnregistered || plan.isRegisteredLater ? null : firm.orgnr
  const company = known ?? { id: firm.id, seq: 0, name: firm.name, orgnr, municipality: firm.code }
  const isIntroduced = known !== undefined || !plan.isUnregistered || chance.is(0.8)
  // Another hub learns of the same person by itself, through its own case.
  const spoken = known ? { ...said(contact), id: caseId } : said(contact)
  const founding = [
    ...(known ? [] : actsOf(register(company, enquiryId ? "company" : "advisor"))),
    ...(isIntroduced ? actsOf(introduce(company, spoken, caseId)) : []),
  ]
  const prefix = world.network.hubs.find(({ id }) => id === hub)?.prefix ?? ""
  const number = FIRST_NUMBER[hub] + world.all("case").filter((kase) => kase.hubId === hub).length
  const next = visits[0].left + Math.round((visits[0].entered - visits[0].left) * 0.6)
  const opened = open(
    { stages: world.network.stages, team: world.team(hub).map(({ id }) => id), company },
    {
      id: caseId,
      ref: `${prefix}-${number}`,
      number,
      pseudonym: plan.pseudonym,
      hubId: hub,
      companyId: firm.id,
      municipality: firm.code,
      place: firm.place,
      track: plan.track,
      access: plan.classifiedAgo === undefined ? plan.access : "hub",
      advisorId: plan.isUnassigned ? null : caretaker(scene, doer),
      hasContact: isIntroduced,
      enquiryId,
      need: plan.need,
      ...(plan.isUnassigned ? {} : { nextStep: stepIn(voice, visits[0].stage), nextOn: days.ago(next) }),
    },
  )
  const acts = [...founding, ...actsOf(opened)]
  const enquiry = enquiryId ? world.rowOf("enquiry", enquiryId) : undefined
  if (!enquiry) return { acts }
  if (enquiry.receivedOn > day) throw new Error(`${enquiry.ref} is answered before it came`)
  return accept(enquiry, { caseId, companyId: firm.id, acts })
}

/** Where the hubs' numbers stood when the network was relaunched. */
const FIRST_NUMBER: Record<HubId, number> = { kyst: 284, orkdal: 361, nasjonalparken: 333, roros: 297 }

/** Whoever opens a case has it, unless that is the manager, who gives it to someone. */
function caretaker({ world, plan, chance }: Scene, doer: Doer): string {
  const team = world.holding(plan.hub, "advisor")
  const wanted = team.find(({ id }) => id === plan.advisor)
  const self = team.find(({ id }) => id === doer.id)
  return (wanted ?? self ?? chance.pick(team)).id
}

function moving({ caseId }: Plan, { stage: to, how, entered: ago }: Visit): Beat[] {
  const isOverridden = how === "next" && openChance(`override ${caseId} ${to}`).is(0.04)
  const moved: Beat = {
    ago,
    who: isOverridden ? "manager" : "advisor",
    act: (scene) => {
      const file = fileOf(scene)
      if (isOverridden) {
        const some = wantedBy(file, to).filter((field) => !UNSIGNED.includes(field))
        const typed = { ...typedFor(scene, some), reason: scene.voice.from(OVERRIDDEN) }
        return move(file, { to, typed, override: true }, scene.day)
      }
      const reason = how === "back" ? scene.voice.from(BACK) : how === "skip" ? scene.voice.from(SKIP) : undefined
      const typed = typedFor(scene, wantedBy(file, to))
      return move(file, { to, typed: { ...typed, ...(reason && { reason }) } }, scene.day)
    },
  }
  return [moved, { ago, who: "advisor", act: (scene) => next(scene, to, scene.day) }]
}

/** What a manager in a hurry goes on without. */
const UNSIGNED: readonly AskedField[] = ["agreement", "coPayment", "aid", "rights", "pilotAgreement"]

/** What is still asked for before it may go to the next stage or to another, as the verbs see it. */
function wantedBy({ kase, company, stages }: CaseFile, to?: string): AskedField[] {
  const here = stageAt(stages, kase.stage)
  const there = to ?? (here && nextAfter(stages, here)?.code)
  const shown = { ...kase, isRegistered: kase.isRegistered || company.orgnr !== null }
  return there ? asks(lackingFor(shown, stages, there), shown) : []
}

const typedFor = (scene: Scene, fields: readonly AskedField[]): Typed =>
  Object.fromEntries(fields.filter((field) => !field.startsWith("why.")).map((field) => [field, answer(scene, field)]))

function answer(scene: Scene, field: AskedField): string {
  const { world, plan, voice, day, chance } = scene
  if (!isField(field)) return "reached"
  if (field === "milestone") return stepsIn(scene)[0] ?? ""
  if (field === "milestoneOn") return addWorkingDays(day, 40)
  if (field === "advisor") return chance.pick(world.team(plan.hub)).id
  if (field === "orgnr") return plan.firm.orgnr
  if (field === "decision") return "accept"
  if (field === "firstSaleOn") return addWorkingDays(day, -3)
  const topic = TOPICS.find((one) => one.said.test(plan.need))?.topic ?? "work"
  return voice.from(isOfTopic(field) ? OF_TOPIC[topic][field] : (ANSWERS[field] ?? []))
}

/** Steps towards the goal, as they stand in the plan: "1: budsjett. 2: lån." */
function stepsIn({ plan, voice }: Scene): string[] {
  const topic = TOPICS.find((one) => one.said.test(plan.need))?.topic ?? "work"
  return voice
    .from(OF_TOPIC[topic].milestones)
    .split(/\.?\s*\d: /)
    .filter(Boolean)
    .map((step) => step.charAt(0).toUpperCase() + step.slice(1).replace(/\.$/, ""))
}

/** Set when the plan is made, and reached or dropped one by one while it is carried out. */
function milestones(plan: Plan): Beat[] {
  const { caseId, visits, end } = plan
  const chance = openChance(`milestones ${caseId}`)
  const latest = end.kind === "open" ? end.standing.age : end.ago
  return visits.flatMap(({ stage, entered, left }, i): Beat[] => {
    const until = Math.max(i === visits.length - 1 ? latest : left, left)
    const isPlanned = i < visits.length - 1 || chance.is(0.5)
    if (stage === "development_plan" && isPlanned) {
      const ago = chance.int(until, entered)
      const pace = chance.int(12, 30)
      const isFirst = ({ kase }: CaseFile) => !kase.endedOn && milestonesIn(kase.facts).length === 0
      return [{ ago, who: "advisor", act: (scene) => (isFirst(fileOf(scene)) ? setAll(scene, pace) : null) }]
    }
    if (stage !== "delivery") return []
    const days = Array.from({ length: chance.int(1, 3) }, () => chance.int(until, entered))
    return days.map((ago) => ({ ago, who: "advisor", act: (scene) => settleOne(scene, chance.is(0.15)) }))
  })
}

/** All that the plan has, in one go. */
function setAll(scene: Scene, pace: number): Outcome {
  const { day } = scene
  const { kase, ...around } = fileOf(scene)
  const acts = stepsIn(scene).flatMap((milestone, i) => {
    const file = { ...around, kase: { ...kase, seq: kase.seq + i } }
    return actsOf(setMilestone(file, { milestone, milestoneOn: addWorkingDays(day, pace * (i + 1)) }, day))
  })
  return { acts }
}

function settleOne(scene: Scene, isDropped: boolean): Outcome | null {
  const file = fileOf(scene)
  const [first] = openIn(file.kase.facts)
  if (!first || file.kase.endedOn) return null
  if (isDropped) return dropMilestone(file, { milestone: first.id, reason: scene.voice.from(DROPPED) })
  return reachMilestone(file, { milestone: first.id, on: scene.day }, scene.day)
}

const isOfTopic = (field: Field): field is keyof (typeof OF_TOPIC)[Topic] => Object.hasOwn(OF_TOPIC.work, field)

/** What is done in a stage: notes and next steps, some of what is missing, now and then a wait. */
function during(plan: Plan, visit: Visit, chance: Chance): Beat[] {
  const { stage, entered, left } = visit
  const room = entered - left
  const kinds = KINDS[stage] ?? { note: 1 }
  const least = stage === "market_clarification" && visit.how !== "back" ? 3 : room > 3 ? 1 : 0
  const count = Math.max(least, Math.min(6, Math.round(room / paceOf(plan.track, stage))))
  const pause = waitIn(entered, left, OUTER.includes(stage), chance)
  const isAway = (ago: number) =>
    (pause && ago < pause.from && ago > pause.to) ||
    (plan.reopened && ago <= plan.reopened.closed && ago >= plan.reopened.reopened)
  const days = Array.from({ length: count }, () => chance.int(left, Math.max(left, entered - 1)))
    .toSorted((one, other) => other - one)
    .filter((ago, i) => i < least || !isAway(ago))
  const touches = days.flatMap((ago, i): Beat[] => {
    const kind = i < 3 && stage === "market_clarification" ? "customer" : chance.weigh<NoteKind>(kinds)
    const then = days[i + 1] ?? left
    const who = chance.is(0.07) ? "colleague" : "advisor"
    const noted: Beat = { ago, who, act: (scene) => talk(scene, stage, chance, kind) }
    const stepped: Beat = { ago, who: "advisor", act: (scene) => next(scene, stage, scene.days.ago(then)) }
    return chance.is(0.6) ? [noted, stepped] : [noted]
  })
  const some = chance.share()
  const filled: Beat = { ago: chance.int(left, entered), who: "advisor", act: (scene) => fillSome(scene, some) }
  const isFilled = room > 4 && chance.is(0.4) && !isAway(filled.ago)
  return [...touches, ...(pause && !overlaps(plan, pause) ? waiting(pause, stage) : []), ...(isFilled ? [filled] : [])]
}

const KINDS: Readonly<Record<string, Partial<Record<NoteKind, number>>>> = {
  first_contact: { call: 5, meeting: 2, mail: 2, note: 1 },
  needs_mapping: { meeting: 4, visit: 3, call: 2, mail: 2, note: 2 },
  clarification: { call: 3, meeting: 2, mail: 2, note: 3 },
  development_plan: { meeting: 4, call: 2, mail: 2, work: 1, note: 1 },
  delivery: { work: 5, meeting: 2, visit: 2, call: 1, mail: 1, note: 1 },
  follow_up: { call: 4, visit: 2, mail: 1 },
  idea: { meeting: 3, call: 3, mail: 1, note: 1 },
  market_clarification: { customer: 4, meeting: 2, call: 2, note: 1 },
  verification: { meeting: 2, work: 3, call: 2, mail: 1, note: 1 },
  pilot: { visit: 3, meeting: 2, call: 2, mail: 1 },
  launch: { work: 3, meeting: 2, call: 2 },
  growth: { call: 3, visit: 2, mail: 1 },
}

/** Some who have just come have been written to, and not talked with. */
const NOT_YET_TALKED: Partial<Record<NoteKind, number>> = { mail: 3, note: 1 }

function talk(scene: Scene, stage: string, chance: Chance, kind: NoteKind = "call"): Outcome {
  const { voice } = scene
  const talks = TALKS[stage]
  const isSaid = kind === "mail" || kind === "note" || kind === "work" || kind === "customer"
  if (isSaid || !talks) return note(fileOf(scene), { kind, note: voice.from(SAID[isSaid ? kind : "note"]) })
  const isFirst = voice.isNew(stage) || (stage !== "first_contact" && stage !== "idea" && chance.is(0.5))
  const parts = [
    voice.from(isFirst ? talks.began : TALKED_AGAIN),
    ...(chance.is(0.8) ? [voice.from(talks.cameUp)] : []),
    ...(chance.is(0.65) ? [voice.from(talks.agreed)] : []),
  ]
  // So long as the words: what was talked about long took long.
  const minutes = {
    contact: 15 * parts.length,
    preparation: kind === "call" ? 0 : 15,
    travel: kind === "visit" ? 60 : 0,
  }
  const time = {
    ...minutes,
    service: SERVICE_OF[scene.plan.visits[0].stage] ?? ("business_model" as const),
    line: null,
  }
  const noted = note(fileOf(scene), { kind, note: parts.join(" "), time })
  return isRefusal(noted) ? noted : { acts: [...noted.acts, ...brought(scene, stage)] }
}

const SERVICE_OF: Partial<Record<string, Service>> = { idea: "startup", first_contact: "first_line" }

/** The next step is done, and here comes another. */
function next(scene: Scene, stage: string, on: Day, step = stepIn(scene.voice, stage)): Outcome | null {
  const file = fileOf(scene)
  if (file.kase.endedOn) return null
  const form = { nextStep: step, nextOn: on < scene.day ? scene.day : on }
  return file.kase.nextOn === null ? planStep(file, form, scene.day) : finish(file, form, scene.day)
}

const stepIn = (voice: Voice, stage: string) => voice.from(STEPS[stage] ?? [])

function fillSome(scene: Scene, share: number): Outcome | null {
  const file = fileOf(scene)
  const wanted = wantedBy(file).filter((field) => isField(field) && !APART.includes(field))
  const some = wanted.slice(0, Math.round(wanted.length * share))
  return some.length && !file.kase.endedOn ? fill(file, { typed: typedFor(scene, some) }, scene.day) : null
}

/** What has its own time in a story: notes, people, numbers, milestones, and the decision. */
const APART: readonly Field[] = [
  ...(["conversation", "meeting", "customer", "work"] as const),
  ...(["advisor", "orgnr", "milestone", "milestoneOn", "decision", "decisionReason"] as const),
]

const OUTER = ["first_contact", "idea", "follow_up", "growth"]

function reasonToWait({ voice, plan, chance }: Scene, turn: Exclude<Turn, "us">, stage: string): string {
  const special = turn === "company" ? WAITS_IN[stage] : turn === "other" ? WAITS_OF[plan.firm.theme] : undefined
  return voice.from(special && chance.is(0.7) ? special : WAITS[turn])
}

type Pause = { from: number; to: number; turn: Exclude<Turn, "us"> }

function waitIn(entered: number, left: number, isOuter: boolean, chance: Chance): Pause | null {
  const room = entered - left
  if (room < 8 || !chance.is(0.45)) return null
  const length = chance.int(3, Math.min(15, room - 3))
  const from = chance.int(left + length + 1, entered - 1)
  return { from, to: from - length, turn: chance.weigh({ company: 55, funder: isOuter ? 0 : 25, other: 20 }) }
}

const overlaps = ({ reopened }: Plan, { from, to }: Pause) =>
  reopened !== undefined && to <= reopened.closed && from >= reopened.reopened

function waiting({ from, to, turn }: Pause, stage: string): Beat[] {
  return [
    {
      ago: from,
      who: "advisor",
      act: (scene) => {
        const { days, day, chance } = scene
        const until = days.ago(Math.max(0, to + chance.int(-2, 2)))
        const form = {
          turn,
          until: until > day ? until : addWorkingDays(day, 2),
          reason: reasonToWait(scene, turn, stage),
        }
        return wait(fileOf(scene), form, day)
      },
    },
    {
      ago: to,
      who: "advisor",
      act: (scene) => note(fileOf(scene), { kind: "mail", note: scene.voice.from(CAME[turn]) }),
    },
    { ago: to, who: "advisor", act: (scene) => (fileOf(scene).kase.until === null ? null : resume(fileOf(scene))) },
  ]
}

/** What does not belong to a stage: its class, a second contact, a number at last, help from another hub. */
function asides(plan: Plan, chance: Chance): Beat[] {
  const { visits, end, firm, access, classifiedAgo, isFirst, isRegisteredLater, helper, track } = plan
  const [first] = visits
  const [, second] = firm.people
  const last = visits.at(-1) ?? first
  const latest = end.kind === "open" ? end.standing.age : end.ago
  const within = ({ entered, left }: Visit) => chance.int(Math.min(entered, Math.max(left, latest)), entered)
  const beats: Beat[] = []
  if (classifiedAgo !== undefined && access !== "hub")
    beats.push({
      ago: classifiedAgo,
      who: "advisor",
      act: (scene) => classify(fileOf(scene), { access, reason: scene.voice.from(CLASSIFIED[access]) }),
    })
  if (second && isFirst)
    beats.push({
      ago: within(first),
      who: "advisor",
      act: (scene) => introduce({ id: firm.id }, said(second), fileOf(scene).kase.id),
    })
  if (isRegisteredLater && track === "business_development")
    beats.push({
      ago: last.entered,
      who: "advisor",
      act: (scene) => identify(fileOf(scene).company, firm.orgnr),
    })
  if (!plan.card && visits.length > 1 && chance.is(0.07))
    beats.push({ ago: within(last), who: "manager", act: (scene) => passOn(scene) })
  if (helper)
    beats.push(
      { ago: last.entered, who: "advisor", act: (scene) => name(fileOf(scene), helper) },
      {
        ago: within(last),
        who: { id: helper },
        act: (scene) => note(fileOf(scene), { kind: "note", note: scene.voice.from(HELPED) }),
      },
    )
  return beats
}

/** Now and then something is recorded late, or on the wrong case and taken back. */
function slips({ visits }: Plan, chance: Chance): Beat[] {
  const { entered, left } = visits.at(-1) ?? visits[0]
  const ago = chance.int(left, entered)
  const recordedLate: Beat = {
    ago,
    who: "advisor",
    act: (scene) => {
      const { world, plan, day, days } = scene
      const file = world.past(plan.caseId)
      const on = days.ago(ago + 2)
      const noted = note(file, { kind: "visit", note: scene.voice.from(TALKED_AGAIN) })
      return on < file.kase.openedOn ? null : dated(noted, { on, backdated: RECORDED_LATE }, day, file.kase.openedOn)
    },
  }
  const misplaced: Beat = {
    ago,
    who: "advisor",
    act: (scene) => note(fileOf(scene), { kind: "note", note: MISPLACED }),
  }
  const takenBack: Beat = {
    ago,
    who: "advisor",
    act: ({ world, plan, day }) => {
      const file = world.past(plan.caseId)
      const act = file.log.findLast(({ words }) => words.note === MISPLACED)?.act ?? ""
      return undo(file, act, new Date(`${day}T12:00:00Z`))
    },
  }
  return [...(chance.is(0.1) ? [recordedLate] : []), ...(chance.is(0.08) ? [misplaced, takenBack] : [])]
}

const RECORDED_LATE = "Var på veien hele uken."
const MISPLACED = "Møtte styrelederen på messen. Skal sende priser på mandag."

/** The manager gives the case to someone with more time. */
function passOn(scene: Scene): Outcome | null {
  const file = fileOf(scene)
  const others = scene.world
    .holding(scene.plan.hub, "advisor")
    .filter(({ id }) => id !== file.kase.advisorId && !file.named.includes(id))
  return file.kase.endedOn || others.length === 0 ? null : assign(file, scene.chance.pick(others).id)
}

const HELPED: readonly string[] = [
  "Vi hadde samme sak i fjor. Ring meg før dere skriver kontrakten.",
  "Lest gjennom. Regnestykket holder, men frakten er for lav.",
  "Snakket med leverandøren vi brukte. De har tid i neste måned.",
  "Kan ta to timer på fagdelen. Send meg tegningene.",
  "Samme kunde kjøper hos en av våre bedrifter. Kanskje de kan dele frakt.",
]

/** Ended too soon, and taken up again. */
function breakIn({ reopened }: Plan): Beat[] {
  if (!reopened) return []
  const { closed, reopened: again, reason } = reopened
  return [
    {
      ago: closed,
      who: "advisor",
      act: (scene) => close(fileOf(scene), { reason, words: scene.voice.from(CLOSED[reason] ?? []) }),
    },
    {
      ago: again,
      who: "advisor",
      act: (scene) => reopen(fileOf(scene), { reason: scene.voice.from(REOPEN) }, scene.day),
    },
  ]
}

/** Gives a card to the advisor it is known by. */
const settle = (ago: number, { advisor }: Plan): Beat => ({
  ago,
  who: "manager",
  act: (scene) => {
    const file = fileOf(scene)
    return advisor && file.kase.advisorId !== advisor ? assign(file, advisor) : null
  },
})

/** The last act of an open case, and what it leaves to be done. */
function standing(plan: Plan, { age: ago, turn, until, due, hasStep }: Standing, chance: Chance): Beat[] {
  const { card, visits } = plan
  const { stage } = visits.at(-1) ?? visits[0]
  const who = "advisor"
  if (plan.isUnassigned) return []
  const isNew = visits.length === 1 && chance.is(0.6)
  const beats: Beat[] = [
    {
      ago,
      who,
      act: (scene) => talk(scene, stage, chance, chance.weigh(isNew ? NOT_YET_TALKED : (KINDS[stage] ?? { note: 1 }))),
    },
  ]
  beats.push({
    ago,
    who,
    act: (scene) => {
      const file = fileOf(scene)
      if (hasStep) return next(scene, stage, scene.days.ahead(due ?? 1), card?.step ?? stepIn(scene.voice, stage))
      return file.kase.nextOn === null ? null : finish(file, {}, scene.day)
    },
  })
  if (turn !== "us" && until !== undefined)
    beats.push({
      ago,
      who,
      act: (scene) => {
        const { days, day } = scene
        const wakes = days.ahead(until)
        const form = { turn, until: wakes > day ? wakes : addWorkingDays(day, 1) }
        return wait(fileOf(scene), { ...form, reason: card?.reason ?? reasonToWait(scene, turn, stage) }, day)
      },
    })
  return beats
}

function ending({ reason, ago }: { reason: string; ago: number }): Beat[] {
  const who = "advisor"
  const isDone = reason === "completed"
  const decision = reason === "referred_out" ? "refer" : reason.startsWith("declined") ? "decline" : null
  return [
    {
      ago,
      who,
      act: (scene) => {
        const file = fileOf(scene)
        if (isDone) return fillSome(scene, 1)
        if (!decision || !wantedBy(file).includes("decision")) return null
        const decisionReason = scene.voice.from(CLOSED[reason] ?? [])
        return fill(file, { typed: { decision, decisionReason } }, scene.day)
      },
    },
    { ago, who, act: (scene) => (fileOf(scene).kase.nextOn === null ? null : finish(fileOf(scene), {}, scene.day)) },
    { ago, who, act: (scene) => close(fileOf(scene), { reason, words: scene.voice.from(CLOSED[reason] ?? []) }) },
  ]
}

const said = ({ id, name: called, email, phone, role }: Firm["people"][number]) => ({
  id,
  name: called,
  email,
  phone,
  role,
})

function actsOf(outcome: Outcome): readonly Act[] {
  if (isRefusal(outcome)) throw new Error(`the demo was refused: ${JSON.stringify(outcome)}`)
  return outcome.acts
}
