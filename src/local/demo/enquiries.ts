import { ask, decline, hand, hold, receive, reply } from "#src/core/enquiry.ts"
import type { Language } from "#src/core/person.ts"
import { replyDueOn, route } from "#src/core/routing.ts"
import { HUB_IDS, type HubId } from "./cast.ts"
import { type Acquaintance, type Firm, type Founding, themeIn } from "./companies.ts"
import type { Chance } from "./random.ts"
import type { Plan } from "./stories.ts"
import { openVoice, type Voice } from "./voice.ts"
import { DECLINED, HANDED, LETTERS, SPAM, UNFIT, WAITING, type Waiting } from "./words/enquiries.ts"
import { type Happening, type Moment, PUBLIC, person } from "./world.ts"

/** What is typed into the public form. */
type Letter = {
  code: string | null
  orgnr: string | null
  isUnregistered: boolean
  language: Language
  words: { company: string; need: string; contact: string; email: string | null; phone: string | null }
}

/** The enquiry that becomes a case: some came to another hub, or to the network's list, and were sent on. */
export function asking(plan: Plan, id: string, voice: Voice, chance: Chance): Happening[] {
  const { firm, hub, caseId: stream } = plan
  const opened = plan.visits[0].entered
  const isForeign = hub !== firm.home
  const isListed = !isForeign && chance.is(0.03)
  const isUnregistered = plan.isUnregistered || plan.isRegisteredLater
  const written = write(firm, voice, chance)
  const orgnr = !isUnregistered && chance.is(0.7) ? firm.orgnr : null
  const letter = { ...written, orgnr, isUnregistered, ...(isListed && { code: null }) }
  const received = opened + chance.pick(ANSWERED_AFTER)
  const come: Happening = { ago: received, stream, run: (moment) => post(id, letter, chance, moment) }
  const handed: Happening = { ago: opened, stream, run: (moment) => sendOn(id, hub, voice, moment) }
  return isForeign || isListed ? [come, handed] : [come]
}

/** What came in over the years and did not become a case. */
export function turnedAway(founding: Founding, chance: Chance): Happening[] {
  return Array.from({ length: 62 }, (_, i) => {
    const hub = chance.pick(HUB_IDS)
    const firm = founding.found(hub, { theme: themeIn(hub, chance) })
    const voice = openVoice(firm, hub, chance.pick(UNFIT), chance)
    const id = chance.id()
    const letter = { ...write(firm, voice, chance), orgnr: null, isUnregistered: false }
    const received = chance.int(4, 700)
    const answered = Math.max(1, received - chance.pick(ANSWERED_AFTER))
    const to = chance.pick(HUB_IDS.filter((one) => one !== hub))
    const reason = chance.pick(Object.keys(DECLINED))
    const come: Happening = { ago: received, stream: id, run: (moment) => post(id, letter, chance, moment) }
    const handed: Happening = { ago: answered, stream: id, run: (moment) => sendOn(id, to, voice, moment) }
    const declined: Happening = { ago: answered, stream: id, run: (moment) => sayNo(id, reason, voice, chance, moment) }
    return i % 9 === 0 ? [come, handed, declined] : [come, declined]
  }).flat()
}

/** Those that wait today. */
export function waiting(founding: Founding, chance: Chance): Happening[] {
  return WAITING.flatMap((one): Happening[] => {
    const { code, daysAgo: ago, language = "nb", registered = false } = one
    const id = chance.id()
    const orgnr = registered && chance.is(0.75) ? founding.orgnr() : null
    const letter = { code, orgnr, isUnregistered: !registered, language, words: said(one, founding) }
    const come: Happening = { ago, stream: id, run: (moment) => post(id, letter, chance, moment) }
    return [come, ...since(id, one, chance)]
  })
}

/** What looks like spam: the last month's, kept apart until somebody has looked. */
export function spam(chance: Chance): Happening[] {
  return SPAM.map(({ daysAgo: ago, code, signs, ...words }): Happening => {
    const id = chance.id()
    const enquiry = { ref: refOf(chance), municipality: code, orgnr: null, language: "en" as const }
    const said = { ...words, phone: null }
    return {
      ago,
      stream: id,
      run: ({ world, day, at }) => world.happen(hold(id, enquiry, said, signs), PUBLIC, day, at),
    }
  })
}

/** Some were asked something, and have answered or not yet; and one was sent on, and nobody has taken it there. */
function since(id: string, { code, daysAgo, reach, later }: Waiting, chance: Chance): Happening[] {
  if (later?.offered) {
    const to = later.offered
    const run = ({ world, day, at }: Moment) => {
      const enquiry = world.enquiry(id)
      const [by] = world.team(enquiry.hubId ?? "")
      world.happen(hand(enquiry, HUB_IDS, { to, reason: later.words }), person(by?.id ?? ""), day, at)
    }
    return [{ ago: daysAgo - 1, stream: id, run }]
  }
  if (daysAgo < 2 || reach === "phone") return []
  const hash = chance.id()
  const asked: Happening = { ago: daysAgo - 1, stream: id, run: (moment) => question(id, hash, moment) }
  if (!later) return code === ASKED ? [asked] : []
  const run = ({ world, day, at }: Moment) =>
    world.happen(reply(world.enquiry(id), { reply: later.words }), PUBLIC, day, at)
  return [asked, { ago: daysAgo - 2, stream: id, run }]
}

/** Where the demo's hubs ask back. */
const ASKED = "5021"

function question(id: string, hash: string, { world, day, at }: Moment) {
  const enquiry = world.enquiry(id)
  const [asking] = world.team(enquiry.hubId ?? "")
  if (!asking) return
  world.happen(ask(enquiry, { question: QUESTION }, hash), person(asking.id), day, at)
}

const QUESTION = "Har dere snakket med kommunen om dette, og hva sa de?"

/** Working days until an enquiry was answered: two are promised. */
const ANSWERED_AFTER = [0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 4]

function post(id: string, letter: Letter, chance: Chance, { world, day: on, at }: Moment) {
  const { code, orgnr, language, words, isUnregistered } = letter
  const { municipalities, changes, coverage } = world.network
  const { to: hubId, why } = route({ municipalities, changes, coverage, code, on })
  const municipality = "code" in why ? why.code : code
  const enquiry = { ref: refOf(chance), hubId, municipality, orgnr, why, language, dueOn: replyDueOn(on) }
  world.happen(receive(id, enquiry, words, isUnregistered), PUBLIC, on, at)
}

function sendOn(id: string, to: HubId, voice: Voice, { world, day, at }: Moment) {
  const enquiry = world.enquiry(id)
  const [lead] = world.holding(enquiry.hubId ?? to, "manager")
  if (enquiry.hubId === to) return
  world.happen(hand(enquiry, HUB_IDS, { to, reason: voice.from(HANDED) }), person(lead?.id ?? ""), day, at)
}

function sayNo(id: string, reason: string, voice: Voice, chance: Chance, { world, day, at }: Moment) {
  const enquiry = world.enquiry(id)
  const form = { reason, words: voice.from(DECLINED[reason] ?? []) }
  const answering = chance.pick(world.team(enquiry.hubId ?? ""))
  world.happen(decline(enquiry, world.network.closeReasons, form), person(answering.id), day, at)
}

/** Companies in Oppdal and Rindal may write nynorsk. */
function write(firm: Firm, voice: Voice, chance: Chance): Pick<Letter, "code" | "language" | "words"> {
  const language = NYNORSK.includes(firm.code) && chance.is(0.45) ? "nn" : "nb"
  const { began, asked, ended } = LETTERS[language]
  const need = [voice.from(began), voice.from(asked), voice.from(ended)].filter(Boolean).join(" ").replace("?.", "?")
  const [contact] = firm.people
  return { code: firm.code, language, words: { company: firm.name, need, ...reachable(contact) } }
}

const NYNORSK = ["5021", "5061"]

const reachable = ({ name, email, phone }: Acquaintance) => ({ contact: name, email, phone })

function said({ company, registered, need, contact, reach }: Waiting, founding: Founding): Letter["words"] {
  const { email, phone } = founding.acquaintance(registered ? company : "post", contact)
  const words = { company, need, contact }
  if (reach === "phone") return { ...words, email: null, phone: phone ?? founding.phone() }
  return { ...words, email: email ?? founding.email(contact, "post"), phone: reach ? null : phone }
}

/** As the public form makes them, by our own chance. */
const refOf = (chance: Chance): string =>
  `H-${Array.from({ length: 6 }, () => chance.pick([..."23456789BCDFGHJKMNPQRSTVWXYZ"])).join("")}`
