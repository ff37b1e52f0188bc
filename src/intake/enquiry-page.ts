import { and, asc, eq, inArray, sum } from "drizzle-orm"
import { type Actor, hubsOf } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { accepts, triages } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import { ACCESSES } from "#src/core/case.ts"
import { suggestAdvisor } from "#src/core/caseload.ts"
import { canWithdraw, climbsOn, declines, type EnquiryEvent, isUnanswered, SOURCES } from "#src/core/enquiry.ts"
import { awayOn } from "#src/core/person.ts"
import type { RouteReason } from "#src/core/routing.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { Tried } from "#views/cases/props.ts"
import type { LookupProps } from "#views/companies/lookup.tsx"
import { refusalLetter } from "#views/intake/mail.ts"
import type { EnquiryEntry, EnquiryPageProps, InboxView } from "#views/intake/props.ts"
import { dueOf, inboxList } from "./inbox.ts"

const NEED = 120

type Asked = {
  view?: InboxView
  did?: string | undefined
  tried?: Tried
  found?: LookupProps | null
  /** A no is not given yet: it is shown what would be sent. */
  isPreviewed?: boolean
  /** The answer that its page opens with. */
  open?: string | undefined
}

/** One enquiry beside the list: what was said, why it is here, who else knows the company, and the ways to answer. */
export const enquiryPage = (
  ref: string,
  { view = "waiting", did, tried, found: lookup = null, isPreviewed = false, open }: Asked = {},
) => {
  const list = inboxList(view, ref)
  return page({
    statements: (scope, now) => [...scope.planned(askedOfEnquiry, { ref }), ...list.statements(scope, now)] as const,
    build: (actor, rows, now): EnquiryPageProps => {
      const [
        [found],
        log,
        texts,
        [kase],
        [company],
        matches,
        hubs,
        tracks,
        staff,
        endings,
        stages,
        loads,
        local,
        names,
        acquaintances,
        texts80,
        ...listed
      ] = rows
      if (!found) throw new NotFound()
      const hubName = (id: string | null) => hubs.find((hub) => hub.id === id)?.shortName ?? null
      const named = (all: readonly { code: string; name: Named }[], code: string | null) =>
        all.find((one) => one.code === code)?.name ?? null
      const rights = { acceptance: accepts(actor, found.hubId), answer: triages(actor, found.hubId) }
      if (tried && !(tried.form === "acceptance" || tried.form === "attachment" ? rights.acceptance : rights.answer))
        throw new Forbidden()
      const isWaiting = isUnanswered(found)
      const wordsOf = (id: string | undefined) => texts.find(({ eventId }) => eventId === id)?.body ?? null
      const handed = log.findLast(({ event }) => (event as EnquiryEvent).type === "handed")
      const mayAnswer = isWaiting && rights.answer
      const mayForget = canWithdraw(found) && rights.answer && (found.caseId === null || kase !== undefined)
      const ownMatch = matches.find(({ hubId, endedOn }) => endedOn === null && hubsOf(actor).includes(hubId))
      const homes = homesOf(actor, found.hubId)
      const workers = staff.filter(({ hubId, role }) => homes.includes(hubId) && role !== "owner" && role !== "auditor")
      const team = new Map(workers.map(({ id, name }) => [id, name]))
      const received = log[0]?.event as EnquiryEvent | undefined
      const routed = routedTo(
        found.why,
        log.map(({ event }) => event as EnquiryEvent),
      )
      return {
        list: list.build(actor, listed as Parameters<typeof list.build>[1], now),
        ref,
        company: found.company,
        knownAs: company?.name ?? matches[0]?.company ?? null,
        unregistered: (received?.type === "received" || received?.type === "held") && received.unregistered === true,
        via: hubName(found.via),
        extras: found.extras,
        orgnr: found.orgnr,
        place: found.place,
        need: found.need,
        contact: found.contact,
        email: found.email,
        phone: found.phone,
        language: found.language,
        receivedOn: found.receivedOn,
        due: dueOf(found.dueOn, now.today),
        state: found.state,
        heard: found.heard,
        source: found.source,
        hasClimbed: found.state === "waiting" && climbsOn(found.dueOn) <= now.today,
        hub: hubName(found.hubId),
        servedBy: hubs.find(({ id }) => id === routed)?.name ?? null,
        why: found.why,
        caseRef: kase?.ref ?? null,
        matches: matches.map((match) => ({
          ref: match.ref,
          hub: hubName(match.hubId) ?? match.hubId,
          track: named(tracks, match.track) ?? UNKNOWN,
          stage: named(stages, match.stage) ?? UNKNOWN,
          since: match.since,
          endedOn: match.endedOn,
          ending: named(endings, match.ending),
          advisor: match.advisor,
          phone: match.phone,
        })),
        suggested: suggestedIn(),
        alike: [
          ...names.map(({ id, name, place }) => ({ kind: "name" as const, name, place, href: `/companies/${id}` })),
          ...acquaintances.map(({ by, name, company: place, companyId }) => {
            return { kind: by, name, place, href: `/companies/${companyId}` }
          }),
          ...texts80.map(({ ref: other, receivedOn }) => {
            return { kind: "text" as const, name: other, place: receivedOn, href: `/inbox/${other}` }
          }),
        ],
        log: log.map(({ id, event, on, by }): EnquiryEntry => {
          const it = event as EnquiryEvent
          return {
            on,
            by,
            event: it,
            from: hubName(it.type === "handed" ? it.from : null),
            to: hubName(it.type === "handed" || it.type === "sent_back" ? it.to : null),
            ending: it.type === "declined" ? named(endings, it.reason) : null,
            said: wordsOf(id),
          }
        }),
        acceptance:
          isWaiting && rights.acceptance
            ? {
                hubs: homes.map((id) => ({ value: id, label: hubName(id) ?? id })),
                tracks: tracks.map(({ code, name }) => ({ code, name })),
                team: [...team].map(([value, label]) => ({ value, label })),
                accesses: ACCESSES,
                isOpen: lookup !== null || open === "acceptance",
                found: lookup,
                typed: tried?.form === "acceptance" ? tried.typed : prefilled(),
              }
            : null,
        attachment: isWaiting && rights.acceptance ? { ref: ownMatch?.ref ?? "" } : null,
        question: mayAnswer && found.state === "waiting" && found.email ? { to: found.email } : null,
        offer:
          mayAnswer && found.isOffered
            ? { from: hubName(found.sentBy), by: handed?.by ?? null, reason: wordsOf(handed?.id) }
            : null,
        handover:
          mayAnswer && !found.isOffered
            ? {
                hubs: hubs
                  .filter(({ id, closedOn }) => id !== found.hubId && closedOn === null)
                  .map(({ id, shortName }) => ({ value: id, label: shortName })),
              }
            : null,
        refusal: mayAnswer
          ? {
              reasons: declines(endings).map(({ code, name }) => ({ code, name })),
              to: found.email,
              letter: isPreviewed
                ? refusalLetter(found.language, {
                    words: tried?.typed.reason ?? "",
                    by: actor.name,
                    hub: hubs.find(({ id }) => id === found.hubId)?.name ?? null,
                  })
                : null,
            }
          : null,
        withdrawal: mayForget ? { ways: SOURCES } : null,
        did: did ?? null,
        tried: tried ?? null,
      }

      /** Of those who advise where it is: a manager only where nobody else does. */
      function suggestedIn() {
        const here = staff.filter(({ hubId }) => hubId === found?.hubId)
        const advisors = here.filter(({ role }) => role === "advisor")
        const who = suggestAdvisor(
          (advisors.length ? advisors : here).map((one) => ({
            id: one.id,
            open: loads.find((load) => load.advisorId === one.id && load.hubId === one.hubId)?.n ?? 0,
            isLocal: local.some(({ advisorId }) => advisorId === one.id),
            isAway: awayOn(one, now.today) !== null,
          })),
        )
        const name = who && team.get(who.id)
        return isWaiting && rights.acceptance && who && name ? { name, open: who.open, because: who.because } : null
      }

      function prefilled(): Record<string, string> {
        const [home = ""] = homes
        return {
          hub: home,
          company: lookup?.chosen?.name ?? (found?.company || company?.name || ""),
          orgnr: lookup?.chosen?.orgnr ?? found?.orgnr ?? "",
          need: firstSentence(found?.need ?? ""),
          track: tracks[0]?.code ?? "",
          access: "hub",
          advisor: team.has(actor.id) ? actor.id : "",
        }
      }
    },
  })
}

/** The hub that its place or its form led to, whether or not it went there. */
function routedTo(why: RouteReason, log: readonly EnquiryEvent[]): string | null {
  if (why.kind === "full" || why.kind === "came") return why.hubId
  const [received, then] = log
  if (received?.type === "received") return received.enquiry.hubId
  return then?.type === "released" ? then.hubId : null
}

function askedOfEnquiry(scope: Scope, _: unknown, { ref }: Slots<{ ref: string }>) {
  const { select, hubs, enquiries, enquiryEvents, enquiryTexts, people, hubRows, cases, register } = scope
  const { tracks, staff, closeReasons } = scope
  const asked = eq(enquiries.ref, ref)
  const load = scope.loads()
  const number = select({ orgnr: enquiries.orgnr }).from(enquiries).where(asked)
  const caseId = select({ id: enquiries.caseId }).from(enquiries).where(asked)
  return [
    select().from(enquiries).where(asked),
    select({ event: enquiryEvents.data, id: enquiryEvents.id, on: enquiryEvents.onDate, by: people.name })
      .from(enquiryEvents)
      .leftJoin(people, eq(people.id, enquiryEvents.actorId))
      .where(eq(enquiryEvents.ref, ref))
      .orderBy(asc(enquiryEvents.seq)),
    select({ eventId: enquiryTexts.eventId, body: enquiryTexts.body })
      .from(enquiryTexts)
      .where(and(eq(enquiryTexts.ref, ref), inArray(enquiryTexts.name, SAID_WITH))),
    select({ ref: cases.ref }).from(cases).where(eq(cases.id, caseId)),
    select({ name: register.name }).from(register).where(eq(register.orgnr, number)),
    scope.casesOfEnquirer(ref),
    select().from(hubRows).orderBy(asc(hubRows.shortName)),
    select().from(tracks).orderBy(asc(tracks.position)),
    select()
      .from(staff)
      .where(inArray(staff.hubId, [...hubs]))
      .orderBy(asc(staff.name)),
    select().from(closeReasons).orderBy(asc(closeReasons.position)),
    select({ code: scope.stages.code, name: scope.stages.name }).from(scope.stages),
    select({ hubId: load.hubId, advisorId: load.advisorId, n: total(load.n) })
      .from(load)
      .groupBy(load.hubId, load.advisorId),
    scope.localAdvisors(ref),
    scope.namesakesOf(ref),
    scope.acquaintancesOf(ref),
    scope.sameText(ref),
  ] as const
}

/** The words that go with an entry; a corrected field and what was first said are shown as they are now. */
const SAID_WITH = ["reason", "question", "reply", "addition"]

const total = (n: Parameters<typeof sum>[0]) => sum(n).mapWith(Number)

const UNKNOWN: Named = { nb: "", nn: "", en: "" }

/** Where the case can be opened: where one works, the enquiry's own hub first; from the list, where one leads. */
function homesOf(actor: Actor, hubId: string | null): string[] {
  if (hubId) return [hubId, ...hubsOf(actor).filter((id) => id !== hubId)]
  return actor.memberships.filter(({ role }) => role === "manager").map((held) => held.hubId)
}

/** As much of a text as says in a line what it is about. */
export function firstSentence(text: string): string {
  const [sentence = ""] = text.split(/(?<=[.!?])\s|\n/)
  if (sentence.length <= NEED) return sentence
  const cut = sentence.slice(0, NEED)
  return `${cut.slice(0, cut.lastIndexOf(" ") + 1).trimEnd() || cut}…`
}
