import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import { type Day, isTooFar } from "./calendar.ts"
import type { Access, Case, CaseEvent, Turn } from "./case.ts"
import type { Company, NewCompany } from "./company.ts"
import type { Alert } from "./facts.ts"
import { missing, NO_FACTS } from "./gates.ts"
import { move, requiredFor } from "./moves.ts"
import { inUse, type Stage, stageAt, successorOf } from "./stages.ts"

/** A case with what the verbs have to know around it. */
export type CaseFile = {
  kase: Case
  company: Company
  stages: readonly Stage[]
  closeReasons: readonly { code: string; retiredOn: string | null }[]
  /** Those who can have the case: people of its hub. */
  team: readonly string[]
  /** Those who can be named on it: anyone who works in the network. */
  staff: readonly string[]
  named: readonly string[]
}

type Opened = Extract<CaseEvent, { type: "opened" }>["case"]

export function open(
  file: Pick<CaseFile, "stages" | "team"> & { company: NewCompany },
  form: Omit<Opened, "stage" | "limitDays" | "isRegistered" | "imported"> & {
    need: string
    nextStep?: string | undefined
    nextOn?: Day | undefined
    /** Where the list says that it stands. What it lacks to have come so far is written down, and asked for from now on. */
    imported?: { stage: string; openedOn: Day; since: Day; clockOn: Day; contacted: boolean } | undefined
  },
): Outcome {
  const inTrack = inUse(file.stages, form.track, form.hubId)
  const [first] = inTrack
  if (!first) return refuse("unknown", ["track"])
  const here = form.imported ? stageAt(inTrack, form.imported.stage) : first
  if (!here) return refuse("unknown", ["stage"])
  if (form.advisorId && !file.team.includes(form.advisorId)) return refuse("foreign", ["advisor"])
  const { need, nextStep, nextOn, imported, ...given } = form
  if (nextStep && !nextOn) return refuse("missing", ["nextOn"])
  if (nextOn && !nextStep) return refuse("missing", ["nextStep"])
  const { company } = file
  const opening: Opened = {
    ...given,
    stage: here.code,
    limitDays: here.limitDays,
    isRegistered: company.orgnr !== null,
  }
  const words = { need, company: company.name }
  const planned = nextStep && nextOn ? [caseAct(form.id, { type: "planned", on: nextOn }, { nextStep })] : []
  if (!imported) return { acts: [caseAct(form.id, { type: "opened", case: opening }, words), ...planned] }
  const { since, clockOn, contacted, openedOn: on } = imported
  // To stand in the first there is nothing to have shown.
  const requires = here.code === first.code ? [] : requiredFor(file.stages, first, here, form.hubId)
  const lacks = missing({ ...opening, facts: NO_FACTS }, { requires })
  const came = { since, clockOn, contacted, lacks: lacks.map(({ code }) => code) }
  const opened = caseAct(form.id, { type: "opened", case: { ...opening, imported: came } }, words)
  return { acts: [{ ...opened, on }, ...planned.map((act) => ({ ...act, on: clockOn }))] }
}

export function assign({ kase, team }: CaseFile, to: string | null): Outcome {
  if (kase.endedOn) return refuse("ended")
  if (kase.advisorId === to) return refuse("unchanged", ["advisor"])
  if (to && !team.includes(to)) return refuse("foreign", ["advisor"])
  return { acts: [caseAct(kase.id, { type: "assigned", from: kase.advisorId, to })] }
}

type Noted = Omit<Extract<CaseEvent, { type: "noted" }>, "type"> & { note: string }

/** `readers` are those who may see the case: nobody else is told of what is said in it. */
export function note({ kase }: CaseFile, form: Noted, readers: readonly string[] = []): Outcome {
  const { note: text, mentions = [], with: present, ...rest } = form
  if (mentions.some((id) => !readers.includes(id))) return refuse("unseen", ["mentions"])
  const isWith = present && present.contacts.length + present.people.length > 0
  const noted = {
    type: "noted",
    ...rest,
    ...(isWith && { with: present }),
    ...(mentions.length && { mentions }),
  } as const
  return { acts: [caseAct(kase.id, noted, { note: text })] }
}

export function plan({ kase }: CaseFile, form: { nextStep: string; nextOn: Day }, today: Day): Outcome {
  if (kase.endedOn) return refuse("ended")
  if (form.nextOn < today) return refuse("past", ["nextOn"])
  if (isTooFar(form.nextOn, today)) return refuse("too_far", ["nextOn"])
  return { acts: [caseAct(kase.id, { type: "planned", on: form.nextOn }, { nextStep: form.nextStep })] }
}

/** The next step is done; what comes after it can be said in the same act. */
export function finish(
  file: CaseFile,
  form: { nextStep?: string | undefined; nextOn?: Day | undefined },
  today: Day,
): Outcome {
  const { kase } = file
  if (kase.endedOn) return refuse("ended")
  if (kase.nextOn === null) return refuse("unchanged")
  const finished = caseAct(kase.id, { type: "finished" }, kase.nextStep ? { nextStep: kase.nextStep } : {})
  if (!form.nextStep && !form.nextOn) return { acts: [finished] }
  if (!form.nextStep) return refuse("missing", ["nextStep"])
  if (!form.nextOn) return refuse("missing", ["nextOn"])
  const planned = plan(file, { nextStep: form.nextStep, nextOn: form.nextOn }, today)
  return "acts" in planned ? { acts: [finished, ...planned.acts] } : planned
}

export function wait({ kase }: CaseFile, form: { turn: Turn; until: Day; reason: string }, today: Day): Outcome {
  if (kase.endedOn) return refuse("ended")
  if (form.until <= today) return refuse("past", ["until"])
  if (isTooFar(form.until, today)) return refuse("too_far", ["until"])
  return {
    acts: [caseAct(kase.id, { type: "waited", turn: form.turn, until: form.until }, { waitReason: form.reason })],
  }
}

export function resume({ kase }: CaseFile): Outcome {
  if (kase.endedOn) return refuse("ended")
  if (kase.until === null) return refuse("unchanged")
  return { acts: [caseAct(kase.id, { type: "resumed" })] }
}

export function close({ kase, closeReasons }: CaseFile, form: { reason: string; words: string }): Outcome {
  if (kase.endedOn) return refuse("ended")
  const known = closeReasons.some(({ code, retiredOn }) => code === form.reason && !retiredOn)
  if (!known) return refuse("unknown", ["closeReason"])
  return { acts: [caseAct(kase.id, { type: "closed", reason: form.reason }, { reason: form.words })] }
}

/** Comes back to the advisor it had, unless they have left the hub meanwhile: then to nobody, so that it is seen. */
export function reopen(file: CaseFile, form: { reason: string }, today: Day): Outcome {
  const { kase, team } = file
  if (!kase.endedOn) return refuse("open")
  const advisorId = kase.advisorId !== null && team.includes(kase.advisorId) ? kase.advisorId : null
  const reopened = caseAct(kase.id, { type: "reopened", advisorId }, { reason: form.reason })
  return { acts: [reopened, ...settled({ ...file, kase: { ...kase, endedOn: null } }, today)] }
}

/** What an open case lacks to stand as its stage is today: another stage if that was retired, or its new limit. */
export function settled(file: CaseFile, today: Day): readonly Act[] {
  const { kase, stages } = file
  const here = stageAt(stages, kase.stage)
  if (!here) return []
  const heir = here.retiredOn ? successorOf(stages, here) : undefined
  const moved = heir ? move(file, { to: heir.code, typed: {}, because: "retired" }, today) : null
  if (moved && "acts" in moved) return moved.acts
  if (here.retiredOn || here.limitDays === kase.limitDays) return []
  return [caseAct(kase.id, { type: "relimited", stage: here.code, limitDays: here.limitDays })]
}

export function classify({ kase }: CaseFile, form: { access: Access; reason: string }): Outcome {
  if (kase.access === form.access) return refuse("unchanged", ["access"])
  return {
    acts: [caseAct(kase.id, { type: "classified", from: kase.access, to: form.access }, { reason: form.reason })],
  }
}

/** Lets one more person see and work on the whole case, whichever hub they belong to. */
export function name({ kase, staff, named }: CaseFile, personId: string): Outcome {
  if (!staff.includes(personId)) return refuse("foreign", ["person"])
  if (named.includes(personId) || kase.advisorId === personId) return refuse("unchanged", ["person"])
  return { acts: [caseAct(kase.id, { type: "named", personId })] }
}

export function unname({ kase, named }: CaseFile, personId: string): Outcome {
  if (!named.includes(personId)) return refuse("unchanged", ["person"])
  return { acts: [caseAct(kase.id, { type: "unnamed", personId })] }
}

/** Marks a case with what the register says of its company, or takes the mark away. */
export function alert(kase: Pick<Case, "id" | "alert">, found: Alert | null): Outcome {
  if (kase.alert === found) return refuse("unchanged")
  return { acts: [caseAct(kase.id, { type: "alerted", alert: found })] }
}

/** Its company has its number by now. */
export function number(kase: Pick<Case, "id" | "isRegistered">): Outcome {
  if (kase.isRegistered) return refuse("unchanged")
  return { acts: [caseAct(kase.id, { type: "numbered" })] }
}

/** One thing that happens to a case. */
export const caseAct = (id: string, event: CaseEvent, words: Words = {}): Act => ({ stream: "case", id, event, words })
