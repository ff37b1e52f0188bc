import { Hono } from "hono"
import type { Feed } from "#src/access/feed.ts"
import { osloDay } from "#src/core/calendar.ts"
import { calendarOf, type Entry } from "#src/core/icalendar.ts"
import type { AppEnv } from "#src/http/env.ts"
import { NotFound } from "#src/http/errors.ts"
import { feedOf } from "#src/http/feed.ts"
import { hashOf } from "#src/http/secret.ts"
import { NOTICE_WORDS } from "#views/notices/words.ts"

/** What a calendar program asks for, again and again, by an address that is a secret. */
export const calendarRoutes = new Hono<AppEnv>().get("/:file", async (c) => {
  const [, secret] = /^([\w-]{43})\.ics$/.exec(c.req.param("file")) ?? []
  const feed = secret ? await feedOf(c).read(await hashOf(secret), osloDay(new Date())) : null
  if (!feed) throw new NotFound()
  const text = calendarOf(entriesOf(feed, c.env.BASE_URL), NOTICE_WORDS[feed.language].calendar.name)
  const tag = `"${(await hashOf(text)).slice(0, 32)}"`
  c.header("ETag", tag)
  c.header("Cache-Control", "private, max-age=900")
  if (c.req.header("if-none-match") === tag) return c.body(null, 304)
  c.header("Content-Type", "text/calendar; charset=utf-8")
  c.header("Content-Disposition", 'inline; filename="kraftspor.ics"')
  return c.body(text)
})

/**
 * The next steps, the waits that end, and the meetings. Words stay here: a calendar is copied to places that we know
 * nothing of.
 */
function entriesOf({ language, cases, meetings }: Feed, base: string): Entry[] {
  const { calendar, mail } = NOTICE_WORDS[language]
  const met = meetings.map(({ id, ref, company, access, seq, stamp, onDate, startsAt, minutes }): Entry => {
    const when = { on: onDate, at: startsAt, minutes, place: "", about: "", isCancelled: false }
    const title = access === "restricted" ? mail.kase(ref) : `${ref} ${company}`
    const uid = `${ref}-${id}@${new URL(base).host}`
    return { uid, stamp: `${stamp}T00:00:00Z`, revision: seq, title, url: `${base}/cases/${ref}`, when }
  })
  const planned = cases.flatMap(({ id, ref, company, access, seq, clockOn, nextOn, until, turn }) => {
    const called = access === "restricted" ? mail.kase(ref) : `${ref} ${company}`
    const common = { stamp: `${clockOn}T00:00:00Z`, revision: seq, url: `${base}/cases/${ref}` }
    const step = nextOn
      ? [{ ...common, uid: `step-${id}@kraftspor`, when: { on: nextOn }, title: calendar.step(called) }]
      : []
    const waits = until !== null && turn !== "us"
    return waits
      ? [...step, { ...common, uid: `wait-${id}@kraftspor`, when: { on: until }, title: calendar.wait(called) }]
      : step
  })
  return [...planned, ...met]
}
