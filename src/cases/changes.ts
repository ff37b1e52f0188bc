import { and, asc, eq, gt, ne } from "drizzle-orm"
import { type Actor, worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import type { AnyEvent } from "#src/core/acts.ts"
import type { CaseEvent } from "#src/core/case.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { ChangesProps } from "#views/cases/changes.tsx"
import { type BoardFilter, boardAddress, chosenHubs } from "./look.ts"

/** So many are read, and so many told of one by one. */
const READ = 20
const TOLD = 3

/** A moment or a place in a log, as it stands in an address: what is none is the beginning. */
export const sinceOf = (text = "") => (/^\d{1,15}$/.test(text) ? Number(text) : 0)

const askedOfCase = (scope: Scope, _: unknown, { ref, since }: Slots<{ ref: string; since: number }>) => {
  const { select, events, people, personId } = scope
  return [
    scope.caseHub(ref),
    select({ act: events.act, type: events.type, by: people.name })
      .from(events)
      .leftJoin(people, eq(people.id, events.actorId))
      .where(and(eq(events.ref, ref), gt(events.seq, since), ne(events.actorId, personId)))
      .orderBy(asc(events.seq))
      .limit(READ),
  ] as const
}

/** What others have done to a case since it was read. Who and what kind, not a word of it: this is no reading of the case. */
export const caseChanges = (ref: string, since: number) =>
  page({
    args: { ref, since },
    statements: askedOfCase,
    build: (_, [[kase], events]): ChangesProps => {
      if (!kase) throw new NotFound()
      return { href: `/cases/${ref}`, ...toldOf(events.map((one) => ({ ...one, company: null }))) }
    },
  })

type BoardArgs = { chosen: readonly string[]; since: number; track: string }
const askedOfBoard = (scope: Scope, _: unknown, { chosen, since, track }: Slots<BoardArgs>) => {
  const changes = scope.changesIn(chosen, since)
  return [scope.select().from(changes).where(eq(changes.track, track)).orderBy(asc(changes.at)).limit(READ)] as const
}

/** The same of all cases on a board. */
export const boardChanges = (filter: BoardFilter, since: number) =>
  page({
    args: (hubs): BoardArgs => ({ chosen: chosenHubs(hubs, filter.hub), since, track: filter.track ?? "" }),
    statements: askedOfBoard,
    build: (actor: Actor, [events]): ChangesProps => {
      if (!worksInHub(actor)) throw new Forbidden()
      return { href: boardAddress(filter), ...toldOf(events) }
    },
  })

type Change = { act: string; type: AnyEvent["type"]; by: string | null; company: string | null }

/** One sentence an act, by the last that it did: a move says that it moved, not what it filled in on the way. */
function toldOf(events: readonly Change[]): Pick<ChangesProps, "told" | "more"> {
  const acts = [...new Map(events.map((event) => [`${event.act} ${event.company}`, event])).values()]
  return {
    told: acts
      .slice(0, TOLD)
      .map(({ type, by, company }) => ({ type: type as CaseEvent["type"], by: by ?? "", company })),
    more: Math.max(0, acts.length - TOLD),
  }
}
