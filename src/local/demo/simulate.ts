import { type Day, isWorkingDay } from "#src/core/calendar.ts"
import { marking } from "./around.ts"
import { CAST } from "./cast.ts"
import { openFounding } from "./companies.ts"
import { type Days, openDays } from "./days.ts"
import { asking, spam, turnedAway, waiting } from "./enquiries.ts"
import { comingAndGoing } from "./people.ts"
import { plansOf } from "./plans.ts"
import { type Chance, openChance } from "./random.ts"
import { reading } from "./registry.ts"
import { type Plan, type Scene, story, type Who } from "./stories.ts"
import { savingViews } from "./views.ts"
import { openVoice } from "./voice.ts"
import {
  type Demo,
  type Doer,
  type Happening,
  type Moment,
  type Network,
  openWorld,
  person,
  type World,
} from "./world.ts"

/**
 * Three years of the network up to yesterday, lived through the core verbs: the same for the same day.
 * `onStep` hears how far it has come.
 */
export function simulate(network: Network, today: Day, onStep: (done: number, all: number) => void = () => {}): Demo {
  const chance = openChance("kraftspor")
  const days = openDays(today)
  const world = openWorld(network, chance)
  const founding = openFounding(chance)
  const people = new Map(CAST.map(({ key }) => [key, chance.id()]))
  const plans = plansOf(founding, people, chance)
  const happenings = [
    ...comingAndGoing(people),
    ...savingViews(people),
    ...plans.flatMap((plan, i) => living(plan, openChance(`case ${i}`))),
    ...turnedAway(founding, openChance("turned away")),
    ...waiting(founding, openChance("waiting")),
    ...spam(openChance("spam")),
    ...reading(plans, people, openChance("register")),
    ...marking(plans, people, openChance("around")),
  ]
  inTime(happenings, days, openChance("hours")).forEach(({ run, moment }, i, all) => {
    const { day } = moment
    if (!isWorkingDay(day) || day >= today) throw new Error(`the demo works on ${day}`)
    run({ ...moment, world, days })
    if (i % 100 === 0) onStep(i, all.length)
  })
  return world.demo()
}

type Dated = { run: Happening["run"]; moment: Pick<Moment, "day" | "at"> }

/** Days and hours for all that happens. What is one stream keeps its order, with some minutes between. */
function inTime(happenings: readonly Happening[], days: Days, chance: Chance): Dated[] {
  const byDay = Map.groupBy(happenings, ({ ago, stream }) => `${stream} ${ago}`)
  const dated = [...byDay.values()].flatMap((together) => {
    const step = Math.min(40, Math.floor(OFFICE_MINUTES / together.length))
    let minute = chance.int(0, OFFICE_MINUTES - step * (together.length - 1))
    return together.map(({ ago, run }): Dated => {
      const day = days.ago(ago)
      const at = new Date(Date.parse(`${day}T07:00:00Z`) + (minute * 60 + chance.int(0, 59)) * 1000)
      minute += Math.max(1, chance.int(Math.floor(step / 2), step))
      return { run, moment: { day, at } }
    })
  })
  return dated.toSorted((one, other) => one.moment.at.getTime() - other.moment.at.getTime())
}

/** From 07:00 UTC so many minutes on it is the same day, and office hours, in Norway all year. */
const OFFICE_MINUTES = 400

function living(plan: Plan, chance: Chance): Happening[] {
  const voice = openVoice(plan.firm, plan.hub, plan.need, chance)
  const beats = story(plan, chance).map(({ ago, who, act }): Happening => {
    return {
      ago,
      stream: plan.caseId,
      run: ({ world, days, day, at }) => {
        const doer = doerOf(who, plan, world, chance)
        const scene: Scene = { world, days, day, doer, voice, chance, plan }
        const outcome = act(scene)
        if (outcome) world.happen(outcome, doer, day, at)
      },
    }
  })
  return plan.enquiryId ? [...asking(plan, plan.enquiryId, voice, chance), ...beats] : beats
}

function doerOf(who: Who, plan: Plan, world: World, chance: Chance): Doer {
  if (typeof who === "object") return person(who.id)
  const kase = world.rowOf("case", plan.caseId)
  const [lead] = world.holding(plan.hub, "manager")
  const advisors = world.holding(plan.hub, "advisor")
  const responsible = kase?.advisorId ?? lead?.id ?? ""
  switch (who) {
    case "manager":
      return person(lead?.id ?? "")
    case "advisor":
      return person(responsible)
    case "colleague":
      return person(kase?.access === "restricted" ? responsible : chance.pick(advisors).id)
    case "founder": {
      const wanted = advisors.find(({ id }) => id === plan.advisor)
      return person((wanted ?? (lead && chance.is(0.15) ? lead : chance.pick(advisors))).id)
    }
  }
}
