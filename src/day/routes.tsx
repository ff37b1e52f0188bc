import { type Context, Hono } from "hono"
import { createMiddleware } from "hono/factory"
import * as v from "valibot"
import { acting, nothing } from "#src/access/desk.ts"
import { EachMilestone, FILLED, typedOf } from "#src/cases/filled.ts"
import { TURNS } from "#src/core/case.ts"
import { NOTE_KINDS } from "#src/core/gates.ts"
import { log } from "#src/core/logging.ts"
import { mentionedBy } from "#src/core/mentions.ts"
import { SERVICES } from "#src/core/time.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { SignedOut } from "#src/http/errors.ts"
import { choice, day, form, given, handle, line, minutes, optional, prose, ticked } from "#src/http/form.ts"
import { tidyAfter } from "#src/http/register.ts"
import { isFragment } from "#src/http/render.tsx"
import { secretOf } from "#src/http/secret.ts"
import { triedOf } from "#src/http/tried.ts"
import { DayPage } from "#views/day/day.tsx"
import { LogPage, PickCase } from "#views/day/log.tsx"
import { OfflinePage } from "#views/day/offline.tsx"
import type { OfflineProps } from "#views/day/props.ts"
import { dayPage } from "./day-page.ts"
import { logFile, logPage, pickCase } from "./log-page.ts"
import { keptPage, refsOfDay } from "./offline-page.ts"
import { presentIn } from "./present.ts"

const LogForm = {
  ...FILLED,
  case: given(handle()),
  kind: choice(NOTE_KINDS),
  note: given(prose()),
  with: ticked,
  mentions: ticked,
  contact: minutes,
  preparation: minutes,
  travel: minutes,
  service: v.optional(choice(["", ...SERVICES])),
  done: v.optional(choice(["yes"])),
  nextStep: optional(line()),
  nextOn: optional(day),
  turn: v.optional(choice(TURNS)),
  until: optional(day),
  waitReason: optional(line()),
  move: v.optional(choice(["yes"])),
  on: optional(day),
  backdated: optional(line()),
}

/** Whose a form is that was kept until there was coverage. It is answered with a receipt, and nothing else is one. */
const WRITTEN_BY = "Written-By"

export const dayRoutes = new Hono<AppEnv>()
  .get("/", async (c) =>
    c.render(<DayPage {...(await c.var.desk.read(dayPage(c.var.desk.today, { did: c.req.query("did") })))} />),
  )

  // Asked for behind the day's page: what its browser keeps, and the key it is sealed with, which is this person's alone.
  .get("/offline", async (c) => {
    const { desk } = c.var
    const day = await desk.read(dayPage(desk.today))
    const refs = refsOfDay(day)
    const cases = refs ? await desk.read(keptPage(refs, day)) : []
    const { personId } = desk.pass()
    const key = await secretOf(c.env.COOKIE_SECRET, `kept by ${personId}`)
    const page = await written(c, { at: desk.at.toISOString(), cases })
    return c.json({ person: personId, key, page, bare: await written(c, { at: null, cases: [] }) })
  })

const written = async (c: Context<AppEnv>, props: OfflineProps) => (await c.render(<OfflinePage {...props} />)).text()

/** Only who wrote it sends it: whoever else is signed in there by now is not asked. */
const byItsWriter = createMiddleware<AppEnv>(async (c, next) => {
  const writer = c.req.header(WRITTEN_BY)
  if (writer !== undefined && writer !== c.var.desk.pass().personId) throw new SignedOut()
  await next()
})

export const logRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const ref = c.req.query("case")
    if (!ref) return c.render(<PickCase {...(await c.var.desk.read(pickCase()))} />)
    return c.render(<LogPage {...(await c.var.desk.read(logPage(ref)))} />)
  })

  .post("/", byItsWriter, form(LogForm, againOnLog, EachMilestone), async (c) => {
    const { act, basedOn, case: ref, ...typed } = c.req.valid("form")
    const { kind, note, contact, preparation, travel, service, done, nextStep, nextOn, turn, until } = typed
    const { waitReason, move, on, backdated, orgnr } = typed
    const { desk } = c.var
    const said = { kind, note, minutes: { contact, preparation, travel }, service: service || undefined }
    const agreed = { isDone: done !== undefined, nextStep, nextOn, turn, until, waitReason }
    await desk.record(
      logFile(ref, on ?? desk.today),
      acting({ type: "noted" }, (file) => {
        const { contacts, spentThen } = file
        const mentions = [...new Set([...typed.mentions, ...mentionedBy(note, file.readers)])]
        const form = {
          ...{ ...said, ...agreed, mentions, on, backdated, isMoved: move !== undefined },
          ...{ with: presentIn(typed.with), typed: typedOf(typed) },
        }
        const readers = file.readers.map(({ id }) => id)
        return log(file, form, { contacts, readers, spentThen, today: desk.today })
      }),
      { act, basedOn },
      nothing,
    )
    if (orgnr) tidyAfter(c)
    if (c.req.header(WRITTEN_BY) !== undefined) return c.json({ receipt: c.var.typed.act })
    const there = `/cases/${ref}?did=noted`
    return isFragment(c) ? c.body(null, 200, { "HX-Redirect": there }) : c.redirect(there, 303)
  })

/** With all that was typed, whatever was wrong with it. */
async function againOnLog(...[c, problem]: Parameters<Again>) {
  const { typed } = c.var
  return <LogPage {...(await c.var.desk.read(logPage(typed.case ?? "", triedOf(typed, problem))))} />
}
