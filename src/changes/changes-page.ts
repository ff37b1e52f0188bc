import { asc, desc } from "drizzle-orm"
import { type Actor, holds, hubsOf, worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import type { Hubs, Scope } from "#src/access/scope.ts"
import type { AnyEvent } from "#src/core/acts.ts"
import { addDays, type Day, isDay, mondayOf, osloDay } from "#src/core/calendar.ts"
import type { CaseEvent } from "#src/core/case.ts"
import { NETWORK } from "#src/core/person.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { ChangeProps, ChangesProps } from "#views/changes/props.ts"

/** So much is looked at in each hub, so much of a kind is told, and so far back one can ask. */
const READ = 300
const TOLD = 25
const LONGEST_DAYS = 92

type Args = { since: number; visit: boolean; hubs: Hubs }

/** What has changed since one's last visit, since Monday, or since a day. */
export const changesPage = (asked = "visit") =>
  page({
    statements: (scope, { today }) => {
      const day = startOf(asked, today)
      const since = momentOf(day ?? mondayOf(today))
      const visit = day === null && asked === "visit"
      return scope.planned(askedOfChanges, (all): Args => ({ since, visit, hubs: worked(all) }))
    },
    build: (actor, [happened, enquired, stages, [visited]], { today }): ChangesProps => {
      if (!worksInHub(actor)) throw new Forbidden()
      const named = new Map(stages.map(({ code, name }) => [code, name]))
      const undone = new Set(happened.flatMap(({ event }) => (event.type === "undone" ? [event.act] : [])))
      const standing = happened.filter(({ act, event }) => !undone.has(act) && event.type !== "undone")
      const lineOf = (one: (typeof standing)[number]): ChangeProps => {
        const event = one.event as CaseEvent
        return {
          href: `/cases/${one.ref}`,
          ref: one.ref,
          company: one.company,
          type: event.type,
          by: one.by,
          to: event.type === "moved" ? (named.get(event.to) ?? null) : null,
          on: osloDay(new Date(one.at)),
          at: new Date(one.at).toISOString(),
        }
      }
      const of = (...types: AnyEvent["type"][]) => standing.filter(({ event }) => types.includes(event.type))
      const some = (lines: typeof standing) => ({ lines: lines.slice(0, TOLD).map(lineOf), n: lines.length })
      const led = of("moved").filter(({ hubId }) => holds(actor, "manager", hubId))
      const byAdvisor = Map.groupBy(led, ({ advisorId }) => advisorId ?? "")
      const start = startOf(asked, today)
      return {
        asked,
        isWrong: start === null && asked !== "visit",
        from: start ?? (asked === "visit" && visited?.at ? osloDay(visited.at) : mondayOf(today)),
        at: start === null && asked === "visit" && visited?.at ? visited.at.toISOString() : null,
        mine: some(standing.filter((one) => one.advisorId === actor.id && one.actorId !== actor.id)),
        opened: some(of("opened", "reopened")),
        closed: some(of("closed")),
        moved: leads(actor) ? null : some(of("moved")),
        advisors: [...byAdvisor.values()]
          .map((moves) => ({ name: moves[0]?.advisor ?? null, ...some(moves) }))
          .toSorted((one, other) => (one.name ?? "").localeCompare(other.name ?? "", "nb")),
        enquiries: {
          lines: enquired.slice(0, TOLD).map(({ ref, company, state, at }) => {
            // One that is erased, or came without a name, is called by its reference.
            const called = company || ref
            return {
              href: `/inbox/${ref}`,
              company: called,
              state,
              on: osloDay(new Date(at)),
              at: new Date(at).toISOString(),
            }
          }),
          n: enquired.length,
        },
        isCut: happened.length >= READ,
      }
    },
  })

function askedOfChanges(scope: Scope, _: NowSlots, { since, visit, hubs }: Slots<Args>) {
  const { select, happenedIn, enquiredIn, sinceVisit, stages, visited } = scope
  const from = visit ? sinceVisit(since) : since
  const happened = happenedIn(hubs, from, READ)
  const enquired = enquiredIn(hubs, from, TOLD)
  return [
    select().from(happened).orderBy(desc(happened.at)).limit(READ),
    select().from(enquired).orderBy(desc(enquired.at)).limit(TOLD),
    select({ code: stages.code, name: stages.name }).from(stages).orderBy(asc(stages.position)),
    select().from(visited),
  ] as const
}

/** Network roles are held in no hub: for who has no other there is nothing. */
function worked(all: Hubs): Hubs {
  const [first = "", ...rest] = all.filter((hub) => hub !== NETWORK)
  return [first, ...rest]
}

/** The day that is asked from; null for the last visit, and for what is no day or too far away. */
function startOf(asked: string, today: Day): Day | null {
  if (asked === "monday") return mondayOf(today)
  return isDay(asked) && asked <= today && asked >= addDays(today, -LONGEST_DAYS) ? asked : null
}

/** When a day begins, to the hour: earlier rather than later. */
const momentOf = (day: Day) => Date.parse(`${addDays(day, -1)}T22:00:00Z`)

const leads = (actor: Actor) => hubsOf(actor).some((hub) => holds(actor, "manager", hub))
