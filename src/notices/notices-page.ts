import { worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { osloDay } from "#src/core/calendar.ts"
import type { NoticesProps } from "#views/notices/props.ts"

/** Notices on a page, and cases that one of them names by name. */
const SHOWN = 30
const NAMED = 5

/** What one is told, the latest first. */
export const noticesPage = (before?: number, did?: string) =>
  page({
    args: { before: before ?? Number.MAX_SAFE_INTEGER },
    statements: askedOfNotices,
    build: (actor, [notices, cases], { at }): NoticesProps => {
      const known = new Map(cases.map(({ id, ref, company }) => [id, { ref, company }]))
      const shown = notices.slice(0, SHOWN)
      return {
        items: shown.map(({ id, kind, cases: about, at: happened, readAt, takenBackAt, by, person, ...more }) => ({
          id,
          kind,
          by,
          n: about.length,
          cases: about.slice(0, NAMED).flatMap((one) => known.get(one) ?? []),
          person,
          days: more.from && more.to ? { from: more.from, to: more.to } : null,
          enquiry:
            more.company !== null
              ? { company: more.company, ref: more.enquiry ?? "", state: more.state ?? "waiting" }
              : null,
          on: osloDay(happened),
          at: happened.toISOString(),
          isNew: !readAt && !takenBackAt,
          isTakenBack: takenBackAt !== null,
        })),
        upTo: at.getTime(),
        older: notices.length > SHOWN ? `/notices?before=${shown.at(-1)?.at.getTime()}` : null,
        isLatest: before === undefined,
        mayAsk: worksInHub(actor),
        did: did === "read" ? did : null,
      }
    },
  })

function askedOfNotices({ noticesBefore, casesNoticed }: Scope, _: NowSlots, { before }: Slots<{ before: number }>) {
  return [noticesBefore(before, SHOWN + 1), casesNoticed(before, SHOWN, NAMED)] as const
}
