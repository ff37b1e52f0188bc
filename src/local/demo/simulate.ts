import type { Outcome } from "#src/core/acts.ts"
import { type Day, isWorkingDay } from "#src/core/calendar.ts"
import { decline, hand, receive } from "#src/core/enquiry.ts"
import { grant, invite, revoke } from "#src/core/person.ts"
import { replyDueOn, route } from "#src/core/routing.ts"
import { CAST, HUB_IDS, type HubId } from "./cast.ts"
import { type Acquaintance, type Firm, type Founding, openFounding, themeIn } from "./companies.ts"
import { type Days, openDays } from "./days.ts"
import { plansOf } from "./plans.ts"
import { type Chance, openChance } from "./random.ts"
import { type Beat, type Plan, type Scene, story, type Who } from "./stories.ts"
import { openVoice, type Voice } from "./voice.ts"
import { DECLINED, HANDED, LETTERS, WAITING, type Waiting } from "./words/enquiries.ts"
import { type Demo, type Network, openWorld, PUBLIC, SYSTEM, type World } from "./world.ts"

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
    ...peopleComeAndGo(people),
    ...plans.flatMap((plan, i) => ofCase(plan, openChance(`case ${i}`))),
    ...enquiriesAnswered(founding, openChance("declined")),
    ...enquiriesWaiting(founding, openChance("waiting")),
  ]
  const dated = inTime(happenings, days, openChance("hours"))
  dated.forEach(({ happening, day, at }, i) => {
    if (!isWorkingDay(day) || day >= today) throw new Error(`the demo works on ${day}`)
    happening({ world, days, chance, day, at })
    if (i % 100 === 0) onStep(i, dated.length)
  })
  return world.demo()
}

type Moment = { world: World; days: Days; chance: Chance; day: Day; at: Date }
type Happening = { ago: number; stream: string; run: (moment: Moment) => void }
type Dated = { happening: Happening["run"]; day: Day; at: Date }

/** Days and hours for all that happens: what belongs together stays in its order. */
function inTime(happenings: readonly Happening[], days: Days, chance: Chance): Dated[] {
  const byDay = Map.groupBy(happenings, ({ ago, stream }) => `${stream} ${days.ago(ago)}`)
  const dated = [...byDay.values()].flatMap((together) => {
    const step = Math.min(40, Math.floor(400 / together.length))
    let minute = chance.int(0, 400 - step * (together.length - 1))
    return together.map(({ ago, run }) => {
      const day = days.ago(ago)
      // From 07:00 to 14:00 UTC it is the same day, and office hours, in Norway all year.
      const at = new Date(Date.parse(`${day}T07:00:00Z`) + (minute * 60 + chance.int(0, 59)) * 1000)
      minute += Math.max(1, chance.int(Math.floor(step / 2), step))
      return { happening: run, day, at }
    })
  })
  return dated.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

/** Those who are there from the start come before anyone else, in the order of the cast. */
function peopleComeAndGo(people: ReadonlyMap<string, string>): Happening[] {
  const idOf = (key: string) => people.get(key) ?? ""
  const [owner] = CAST
  const comings = CAST.flatMap(({ key, name, email, phone, language, memberships, invited }): Happening[] => {
    const [first, ...others] = memberships
    const lead = CAST.find((one) =>
      one.memberships.some((held) => held.hubId === first.hubId && held.role === "manager"),
    )
    const isLead = first.role !== "advisor"
    const host = key === owner?.key ? SYSTEM : person(idOf((isLead ? owner : lead)?.key ?? ""))
    return [
      {
        ago: invited,
        stream: "people",
        run: ({ world, day, at }) => {
          const form = { name, email, phone, language, ...first }
          world.happen(invite(idOf(key), form), host, day, at)
          for (const more of others) {
            const invitee = world.rowOf("person", idOf(key))
            if (invitee) world.happen(grant(invitee, more), host, day, at)
          }
        },
      },
    ]
  })
  const goings = CAST.flatMap(({ key, left, memberships: [held] }): Happening[] => {
    if (!left) return []
    const lead = CAST.find((one) =>
      one.memberships.some(({ hubId, role }) => hubId === held.hubId && role === "manager"),
    )
    return [
      {
        ago: left.daysAgo,
        stream: "people",
        run: ({ world, day, at }) => {
          const leaver = world.rowOf("person", idOf(key))
          if (!leaver) return
          const portfolio = world
            .all("case")
            .filter((kase) => kase.hubId === held.hubId && kase.advisorId === leaver.id && !kase.endedOn)
          const team = world.team(held.hubId).map(({ id }) => id)
          const form = { portfolio, successor: idOf(left.successor), team, owners: 1 }
          world.happen(revoke(leaver, held, form), person(idOf(lead?.key ?? "")), day, at)
        },
      },
    ]
  })
  return [...comings, ...goings]
}

const person = (id: string) => ({ kind: "person", id }) as const

function ofCase(plan: Plan, chance: Chance): Happening[] {
  const voice = openVoice(plan.firm, plan.hub, plan.need, chance)
  const stream = plan.caseId
  const beats = story(plan, chance).map(({ ago, who, act }: Beat): Happening => {
    return {
      ago,
      stream,
      run: ({ world, days, day, at }) => {
        const doer = doerOf(who, plan, world, chance)
        const scene: Scene = { world, days, day, doer, voice, chance, plan }
        const outcome = act(scene)
        if (outcome) world.happen(outcome, doer, day, at)
      },
    }
  })
  return plan.enquiryId ? [...asked(plan, plan.enquiryId, voice, chance), ...beats] : beats
}

function doerOf(who: Who, plan: Plan, world: World, chance: Chance) {
  if (who === "public") return PUBLIC
  if (who === "system") return SYSTEM
  if (typeof who === "object") return person(who.id)
  const team = world.team(plan.hub)
  const kase = world.rowOf("case", plan.caseId)
  const holding = (role: string) => team.filter(({ memberships }) => memberships.some((held) => held.role === role))
  const [lead] = holding("manager")
  const advisors = holding("advisor")
  const founder =
    advisors.find(({ id }) => id === plan.advisor) ?? (chance.is(0.15) && lead ? lead : chance.pick(advisors))
  const wanted = {
    manager: lead?.id,
    founder: founder.id,
    advisor: kase?.advisorId ?? lead?.id,
    colleague: kase?.access === "restricted" ? (kase.advisorId ?? lead?.id) : chance.pick(advisors).id,
  }
  return person(wanted[who] ?? "")
}

/** The enquiry that became a case: a few came to another hub, or to the network's list, and were handed on. */
function asked(plan: Plan, id: string, voice: Voice, chance: Chance): Happening[] {
  const { firm, hub } = plan
  const opened = plan.visits[0].entered
  const received = opened + chance.pick(REPLIED_AFTER)
  const isForeign = hub !== firm.home
  const isListed = !isForeign && chance.is(0.03)
  const code = isListed ? null : firm.code
  const [contact] = firm.people
  const letter = write(firm, voice, chance)
  const isNumbered = !plan.isUnregistered && !plan.isRegisteredLater && chance.is(0.7)
  const words = { company: firm.name, need: letter.text, ...reachable(contact) }
  const come: Happening = {
    ago: received,
    stream: plan.caseId,
    run: ({ world, day, at }) =>
      world.happen(
        receiving(id, code, isNumbered ? firm.orgnr : null, letter.language, day, world, chance, words),
        PUBLIC,
        day,
        at,
      ),
  }
  const handed: Happening = {
    ago: opened,
    stream: plan.caseId,
    run: ({ world, day, at }) => handOver(id, hub, voice.from(HANDED), world, day, at),
  }
  return isForeign || isListed ? [come, handed] : [come]
}

/** Working days until an enquiry was answered: two are promised. */
const REPLIED_AFTER = [0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 4]

function handOver(id: string, to: HubId, reason: string, world: World, day: Day, at: Date) {
  const enquiry = world.rowOf("enquiry", id)
  if (!enquiry || enquiry.hubId === to) return
  const lead = world
    .team(enquiry.hubId ?? to)
    .find(({ memberships }) => memberships.some(({ role }) => role === "manager"))
  world.happen(hand(enquiry, HUB_IDS, { to, reason }), person(lead?.id ?? ""), day, at)
}

type Words = { company: string; need: string; contact: string; email: string | null; phone: string | null }

function receiving(
  id: string,
  code: string | null,
  orgnr: string | null,
  language: "nb" | "nn" | "en",
  on: Day,
  { network }: World,
  chance: Chance,
  words: Words,
): Outcome {
  const { coverage, changes, municipalities } = network
  const { to, why } = route({ code, on, coverage, changes, municipalities })
  const ref = refOf(chance)
  return receive(id, { ref, hubId: to, municipality: code, orgnr, why, language, dueOn: replyDueOn(on) }, words)
}

/** What people can read to each other on the phone: no letters or digits that look alike. */
function refOf(chance: Chance): string {
  const four = () => Array.from({ length: 4 }, () => chance.pick([..."ABCDEFGHJKMNPQRSTUVWXYZ23456789"])).join("")
  return `${four()}-${four()}`
}

/** Companies in Oppdal and Rindal may write nynorsk. */
function write({ code }: Firm, voice: Voice, chance: Chance): { text: string; language: "nb" | "nn" } {
  const language = (code === "5021" || code === "5061") && chance.is(0.45) ? "nn" : "nb"
  const { began, asked: middle, ended } = LETTERS[language]
  const text = [voice.from(began), voice.from(middle), voice.from(ended)].filter(Boolean).join(" ")
  return { text: text.replaceAll("?.", "?"), language }
}

const reachable = ({ name, email, phone }: Acquaintance) => ({ contact: name, email, phone })

/** What came in over the years and did not become a case. */
function enquiriesAnswered(founding: Founding, chance: Chance): Happening[] {
  return Array.from({ length: 62 }, (_, i): Happening[] => {
    const hub = chance.pick(HUB_IDS)
    const firm = founding.found(hub, { theme: themeIn(hub, chance) })
    const voice = openVoice(firm, hub, chance.pick(UNFIT), chance)
    const id = chance.id()
    const received = chance.int(4, 700)
    const answered = Math.max(1, received - chance.int(0, 3))
    const isHanded = i % 9 === 0
    const to = chance.pick(HUB_IDS.filter((one) => one !== hub))
    const letter = write(firm, voice, chance)
    const [contact] = firm.people
    const words = { company: firm.name, need: letter.text, ...reachable(contact) }
    const reason = chance.pick(Object.keys(DECLINED))
    return [
      {
        ago: received,
        stream: id,
        run: ({ world, day, at }) =>
          world.happen(receiving(id, firm.code, null, letter.language, day, world, chance, words), PUBLIC, day, at),
      },
      {
        ago: answered,
        stream: id,
        run: ({ world, day, at }) => {
          if (isHanded) handOver(id, to, voice.from(HANDED), world, day, at)
        },
      },
      {
        ago: answered,
        stream: id,
        run: ({ world, day, at }) => {
          const enquiry = world.rowOf("enquiry", id)
          if (!enquiry) return
          const form = { reason, words: voice.from(DECLINED[reason] ?? []) }
          const answering = chance.pick(world.team(enquiry.hubId ?? hub)).id
          world.happen(decline(enquiry, world.network.closeReasons, form), person(answering), day, at)
        },
      },
    ]
  }).flat()
}

/** What people ask for that a hub cannot give. */
const UNFIT: readonly string[] = [
  "Penger til ny traktor",
  "Tilskudd til å pusse opp kjelleren",
  "Hjelp med selvangivelsen",
  "En nettside til idrettslaget",
  "Noen som kan snakke med naboen",
  "Selge andeler i hytte i Spania",
  "Annonser i et magasin",
  "Søknad om boligtomt",
  "Ektefellen trenger jobb",
  "Regnskap for i fjor, fristen er i dag",
  "Kurs i førstehjelp",
  "Om det finnes støtte til elbil",
]

/** Those that wait today. */
function enquiriesWaiting(founding: Founding, chance: Chance): Happening[] {
  return WAITING.map((waiting): Happening => {
    const id = chance.id()
    const orgnr = waiting.registered && chance.is(0.75) ? founding.orgnr() : null
    const words = said(waiting, founding)
    const { code, daysAgo: ago, language = "nb" } = waiting
    return {
      ago,
      stream: id,
      run: ({ world, day, at }) =>
        world.happen(receiving(id, code, orgnr, language, day, world, chance, words), PUBLIC, day, at),
    }
  })
}

function said({ company, registered, need, contact, reach }: Waiting, founding: Founding): Words {
  const { email, phone } = founding.acquaintance(registered ? company : "post", contact)
  const address = email ?? `${contact.split(" ")[0]?.toLowerCase()}@post.example`
  return {
    company,
    need,
    contact,
    email: reach === "phone" ? null : address,
    phone: reach === "email" ? null : phone,
  }
}
