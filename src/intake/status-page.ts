import { type PrivateLink, publicPage } from "#src/access/counter.ts"
import type { CaseEvent } from "#src/core/case.ts"
import { type Enquiry, isUnanswered, isWorkedOn } from "#src/core/enquiry.ts"
import { NotFound } from "#src/http/errors.ts"
import type { StatusDid, StatusProps, StatusTried } from "#views/intake/status-props.ts"
import { privateAddress } from "./private-link.ts"

const DID: readonly StatusDid[] = ["replied", "added", "corrected", "renewed", "withdrawn"]

type Shown = { secret: string; did?: string | undefined; tried?: StatusTried }

/** Somebody's own enquiry, by the link that only they have. */
export const statusPage = (link: PrivateLink, { secret, did, tried }: Shown) =>
  publicPage({
    statements: (scope, today) => [
      scope.own(link, today),
      scope.ownLetters(link, today),
      scope.ownAdvisor(link, today),
      scope.ownCaseLog(link, today),
      scope.ownContact(link, today),
    ],
    build: ([[own], letters, [kase], log, [answer]], today): StatusProps => {
      if (!own) throw new NotFound()
      const { state } = own
      // Nobody has a link to what looks like spam, until someone has let it through, nor to what has expired.
      if (state === "suspected" || state === "discarded" || state === "expired") throw new NotFound()
      const { ref, receivedOn, dueOn, company, need, contact, email, phone } = own
      const since = afterAct(log, answer?.act)
      return {
        at: privateAddress(ref, secret),
        ref,
        state,
        hub: kase?.hub ?? own.hub,
        advisor: kase?.name ? { name: kase.name, email: kase.email, phone: kase.phone } : null,
        receivedOn,
        dueOn,
        isLate: state === "waiting" && dueOn < today,
        hasEnded: kase ? kase.endedOn !== null : false,
        said: { company, need, contact, email, phone },
        also: { orgnr: own.orgnr, place: own.place, extras: own.extras },
        letters: letters.flatMap(({ on, name, body }) => (body ? [{ on, name, body }] : [])),
        isOpen: isUnanswered(own),
        erases: !kase ? "waiting" : isWorkedOn(since) || !own.openedCase ? "worked" : "opened",
        hasKept: own.kept === 1,
        did: DID.find((one) => one === did) ?? null,
        tried: tried ?? null,
      }
    },
  })

/** What somebody's own acts are judged on. */
export const ownFile = (link: PrivateLink) =>
  publicPage({
    statements: (scope, today) => [scope.own(link, today)],
    build: ([[own]]) => {
      if (!own) throw new NotFound()
      const enquiry = rowOf(own)
      return { enquiry, rows: [{ stream: "enquiry" as const, row: enquiry }] }
    },
  })

/** What withdrawing is judged on: also the case that came of it, and whom that made known. */
export const withdrawalFile = (link: PrivateLink) =>
  publicPage({
    statements: (scope, today) => [
      scope.own(link, today),
      scope.ownCase(link, today),
      scope.ownCaseLog(link, today),
      scope.ownContact(link, today),
      scope.ownCompany(link, today),
      scope.ownContacts(link, today),
    ],
    build: ([[own], [kase], log, [answer], [company], contacts]) => {
      if (!own) throw new NotFound()
      const enquiry = rowOf(own)
      const contact = contacts.find(({ id, erasedOn }) => id === answer?.introduced && erasedOn === null)
      const became = kase
        ? {
            kase,
            since: afterAct(log, answer?.act),
            contact: contact ?? null,
          }
        : null
      const rows = [
        { stream: "enquiry" as const, row: enquiry },
        ...(kase ? [{ stream: "case" as const, row: kase }] : []),
        ...(company ? [{ stream: "company" as const, row: company, contacts }] : []),
      ]
      return { enquiry, became, rows }
    },
  })

/** An enquiry by its reference and the address that was given with it; nothing tells which of them was wrong. */
export const claimFile = (ref: string, email: string) =>
  publicPage({
    statements: (scope, today) => [scope.claimed(ref, email, today)],
    build: ([[enquiry]]) => ({
      enquiry: enquiry ?? null,
      rows: enquiry ? [{ stream: "enquiry" as const, row: enquiry }] : [],
    }),
  })

export const languageOf = (link: PrivateLink) =>
  publicPage({
    statements: (scope, today) => [scope.own(link, today)],
    build: ([[own]]) => own?.language ?? null,
  })

export const nothingPublic = publicPage({ statements: () => [], build: () => null })

/** What happened to the case after the act that made the enquiry part of it. */
export function afterAct(log: readonly { type: string; act: string }[], act: string | undefined): CaseEvent["type"][] {
  return log.slice(log.findLastIndex((entry) => entry.act === act) + 1).map(({ type }) => type as CaseEvent["type"])
}

type Own = Enquiry & { hub: string | null; kept: number | null; place: string | null }

function rowOf({ hub: _, kept: __, place: ___, ...enquiry }: Own): Enquiry {
  return enquiry
}
