import { and, asc, eq, inArray } from "drizzle-orm"
import { type Actor, hubsOf } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { accepts, triages } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import { ACCESSES } from "#src/core/case.ts"
import { declines, type EnquiryEvent } from "#src/core/enquiry.ts"
import type { RouteReason } from "#src/core/routing.ts"
import type { Named } from "#src/db/schema.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { Tried } from "#views/cases/props.ts"
import type { LookupProps } from "#views/companies/lookup.tsx"
import type { EnquiryEntry, EnquiryPageProps, InboxView } from "#views/intake/props.ts"
import { dueOf, inboxList } from "./inbox.ts"

const NEED = 120

type Asked = { view?: InboxView; did?: string | undefined; tried?: Tried; found?: LookupProps | null }

/** One enquiry beside the list: what was said, why it is here, who else knows the company, and the ways to answer. */
export const enquiryPage = (ref: string, { view = "waiting", did, tried, found: lookup = null }: Asked = {}) => {
  const list = inboxList(view, ref)
  return page({
    statements: (scope, now) => [...scope.planned(askedOfEnquiry, { ref }), ...list.statements(scope, now)] as const,
    build: (actor, rows, now): EnquiryPageProps => {
      const [[found], log, reasons, [kase], [company], matches, hubs, tracks, staff, endings, stages, ...listed] = rows
      if (!found) throw new NotFound()
      const hubName = (id: string | null) => hubs.find((hub) => hub.id === id)?.shortName ?? null
      const named = (all: readonly { code: string; name: Named }[], code: string | null) =>
        all.find((one) => one.code === code)?.name ?? null
      const rights = { acceptance: accepts(actor, found.hubId), answer: triages(actor, found.hubId) }
      if (tried && !(tried.form === "acceptance" ? rights.acceptance : rights.answer)) throw new Forbidden()
      const isWaiting = found.state === "waiting"
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
        log: log.map(({ id, event, on, by }): EnquiryEntry => {
          const it = event as EnquiryEvent
          const handed = it.type === "handed" ? it : null
          return {
            on,
            by,
            event: it,
            from: hubName(handed?.from ?? null),
            to: hubName(handed?.to ?? null),
            ending: it.type === "declined" ? named(endings, it.reason) : null,
            reason: reasons.find(({ eventId }) => eventId === id)?.body ?? null,
          }
        }),
        acceptance:
          isWaiting && rights.acceptance
            ? {
                hubs: homes.map((id) => ({ value: id, label: hubName(id) ?? id })),
                tracks: tracks.map(({ code, name }) => ({ code, name })),
                team: [...team].map(([value, label]) => ({ value, label })),
                accesses: ACCESSES,
                found: lookup,
                typed: tried?.form === "acceptance" ? tried.typed : prefilled(),
              }
            : null,
        handover:
          isWaiting && rights.answer
            ? {
                hubs: hubs
                  .filter(({ id, closedOn }) => id !== found.hubId && closedOn === null)
                  .map(({ id, shortName }) => ({ value: id, label: shortName })),
              }
            : null,
        refusal:
          isWaiting && rights.answer ? { reasons: declines(endings).map(({ code, name }) => ({ code, name })) } : null,
        did: did ?? null,
        tried: tried ?? null,
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
      .where(and(eq(enquiryTexts.ref, ref), eq(enquiryTexts.name, "reason"))),
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
  ] as const
}

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
