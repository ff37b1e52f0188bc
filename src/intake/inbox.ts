import { and, asc, desc, eq, isNotNull, isNull } from "drizzle-orm"
import { holds, hubsOf, leadsSome, ownsNetwork, worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Scope } from "#src/access/scope.ts"
import { type Day, workingDaysBetween } from "#src/core/calendar.ts"
import { climbsOn } from "#src/core/enquiry.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { Due, InboxListProps, InboxProps, InboxView } from "#views/intake/props.ts"

const VIEWS: readonly InboxView[] = ["waiting", "asked", "sent", "answered"]
const SHOWN = 50

export const inboxView = (asked: string | undefined): InboxView => VIEWS.find((view) => view === asked) ?? "waiting"

export const inboxAddress = (view: InboxView, ref?: string): string =>
  `/inbox${ref ? `/${ref}` : ""}${view === "waiting" ? "" : `?view=${view}`}`

/** The list alone. */
export const inbox = (view: InboxView, did?: string) => {
  const list = inboxList(view)
  return page({
    statements: list.statements,
    build: (actor, rows, now): InboxProps => {
      if (!worksInHub(actor) && !ownsNetwork(actor)) throw new Forbidden()
      return { list: list.build(actor, rows, now), did: did ?? null, mayRegister: worksInHub(actor) }
    },
  })
}

/** The enquiries of one's hubs, those due first on top; for who answers for it, the network's list as well. */
export const inboxList = (view: InboxView, current?: string) =>
  page({
    args: { isSent: view === "sent", isWaiting: view === "waiting", isAsked: view === "asked" },
    statements: askedOfInbox,
    build: (actor, [hubs, ...lists], { today }): InboxListProps => {
      const shown = lists.flatMap((rows) => rows.slice(0, SHOWN))
      const rows = shown.map((row) => ({
        ref: row.ref,
        company: row.company,
        orgnr: row.orgnr,
        need: row.need,
        place: row.place,
        hub: hubs.find(({ id }) => id === row.hubId)?.shortName ?? null,
        state: row.state,
        heard: row.heard,
        isOffered: row.isOffered,
        receivedOn: row.receivedOn,
        due: dueOf(row.dueOn, today),
        hasClimbed: row.state === "waiting" && climbsOn(row.dueOn) <= today,
        isLed: row.hubId === null ? leadsSome(actor) || ownsNetwork(actor) : holds(actor, "manager", row.hubId),
        why: row.hubId === null ? row.why : null,
        href: row.need !== null ? inboxAddress(view, row.ref) : null,
        isCurrent: row.ref === current,
      }))
      return {
        view,
        views: VIEWS.map((key) => ({ key, href: inboxAddress(key), isCurrent: key === view })),
        climbed: rows.filter(isUp),
        own: rows.filter((row) => row.why === null && !isUp(row)),
        unrouted: leadsSome(actor) || ownsNetwork(actor) ? rows.filter((row) => row.why !== null && !isUp(row)) : null,
        isMore: lists.some(({ length }) => length > SHOWN),
        showHubs: view === "sent" || hubsOf(actor).length > 1,
      }
    },
  })

/** What its manager now answers for stands first, for the manager. */
const isUp = ({ hasClimbed, isLed }: { hasClimbed: boolean; isLed: boolean }) => hasClimbed && isLed

export function dueOf(on: Day, today: Day): Due {
  const state = on === today ? "today" : on < today ? "over" : "left"
  return { state, days: Math.abs(workingDaysBetween(today, on)), on }
}

type Asked = { isSent: boolean; isWaiting: boolean; isAsked: boolean }

function askedOfInbox(scope: Scope, _: unknown, { isSent, ...asked }: Asked) {
  const { select, hubRows } = scope
  const names = select({ id: hubRows.id, shortName: hubRows.shortName }).from(hubRows)
  return [names, ...(isSent ? sentOn(scope) : inState(scope, asked))] as const
}

function inState({ select, enquiries }: Scope, { isWaiting, isAsked }: Omit<Asked, "isSent">) {
  const { ref, company, orgnr, need, place, hubId, state, heard, isOffered, receivedOn, dueOn, why } = enquiries
  const all = () =>
    select({ ref, company, orgnr, need, place, hubId, state, heard, isOffered, receivedOn, dueOn, why })
      .from(enquiries)
      .limit(SHOWN + 1)
      .$dynamic()
  const waiting = eq(state, isAsked ? "asked" : "waiting")
  const ended = (as: "accepted" | "declined" | "withdrawn" | "expired") =>
    all().where(eq(state, as)).orderBy(desc(dueOn))
  return isWaiting || isAsked
    ? [
        all()
          .where(and(waiting, isNotNull(hubId)))
          .orderBy(asc(dueOn)),
        all()
          .where(and(waiting, isNull(hubId)))
          .orderBy(asc(dueOn)),
      ]
    : [ended("accepted"), ended("declined"), ended("withdrawn"), ended("expired")]
}

const sentOn = ({ select, enquiriesSent }: Scope) => [
  select()
    .from(enquiriesSent)
    .orderBy(desc(enquiriesSent.receivedOn))
    .limit(SHOWN + 1),
]
