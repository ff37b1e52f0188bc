import { type Context, Hono } from "hono"
import * as v from "valibot"
import { nothing } from "#src/access/desk.ts"
import type { Outcome } from "#src/core/acts.ts"
import { drop, found, give, suggest, withdraw } from "#src/core/area.ts"
import { addDays, isDay } from "#src/core/calendar.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import type { FieldProblem } from "#src/http/errors.ts"
import { day as anyDay, dueDay, form, given, handle, line, prose } from "#src/http/form.ts"
import { triedOf } from "#src/http/tried.ts"
import { changesIn, countiesOn } from "#src/registry/klass.ts"
import { AreaView } from "#views/network/area.tsx"
import { Areas } from "#views/network/areas.tsx"
import { Changes } from "#views/network/changes.tsx"
import { AreaPreview } from "#views/network/preview.tsx"
import type { AreaForm } from "#views/network/props.ts"
import { type AreaFile, areaFile, areaPage, areaPreview, foundingFile, owning } from "./area-page.ts"
import { areaAddress, areasPage } from "./areas.ts"
import { changesProps, type MapFile, mapFile, redrawn } from "./redrawing-page.ts"

/** A change is shown before it is made: the same form once more, and then for sure. */
const sure = v.optional(v.literal("yes"))
const reason = given(prose(1000))
const day = given(dueDay)
const notACode: FieldProblem = "not_a_code"
const code = v.pipe(given(line(20)), v.regex(/^\d{4}$/, notACode))
/** Klass is asked so far ahead: changes are known a year before they happen. */
const AHEAD_DAYS = 400

export const areaRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { on, did } = c.req.query()
    return c.render(<Areas {...(await c.var.desk.read(areasPage({ on, did })))} />)
  })

  .post(
    "/",
    form({ code, name: given(line(80)), county: given(line(80)), from: day, reason }, againOnAreas),
    async (c) => {
      const { act, basedOn: _, ...typed } = c.req.valid("form")
      const { desk } = c.var
      const judge = owning(({ area }: { area: AreaFile["area"] | null }) => found(area, typed, desk.today))
      await desk.record(foundingFile(typed.code), judge, { act }, nothing)
      return c.redirect("/areas?did=founded", 303)
    },
  )

  .get("/changes", async (c) => {
    const { from = "", did } = c.req.query()
    const file = await c.var.desk.read(mapFile)
    const asked = span(c, isDay(from) ? from : file.since)
    const told = from ? await changesIn(c.env.KLASS_URL, asked) : null
    if (told && "away" in told) c.status(503)
    return c.render(<Changes {...changesProps(file, asked, told, { did })} />)
  })

  .post("/changes", form({ change: given(handle()), from: given(anyDay) }, againOnChanges), async (c) => {
    const { act, change: id, from } = c.req.valid("form")
    const file = await c.var.desk.read(mapFile)
    const asked = span(c, from)
    const [told, counties] = await Promise.all([
      changesIn(c.env.KLASS_URL, asked),
      countiesOn(c.env.KLASS_URL, asked.to),
    ])
    if ("away" in told) {
      c.status(503)
      return c.render(<Changes {...changesProps(file, asked, told)} />)
    }
    const judge = owning<MapFile>(redrawn(told.found, id, counties))
    await c.var.desk.record(mapFile, judge, { act }, nothing)
    return c.redirect(`/areas/changes?from=${from}&did=redrawn`, 303)
  })

  .get("/:code", async (c) => {
    const did = c.req.query("did")
    return c.render(<AreaView {...(await c.var.desk.read(areaPage(c.req.param("code"), { did })))} />)
  })

  .post("/:code/giving", form({ hub: given(handle()), from: day, reason, sure }, again("giving")), (c) => {
    const { hub: hubId, ...typed } = c.req.valid("form")
    return change(c, "giving", typed, ({ area, hubs, today }) => give(area, hubs, { hubId, ...typed }, today))
  })

  .post("/:code/withdrawal", form({ last: day, reason, sure }, again("withdrawal")), (c) => {
    const typed = c.req.valid("form")
    return change(c, "withdrawal", typed, ({ area, today }) => withdraw(area, typed, today))
  })

  .post("/:code/suggestion", form({ from: day, reason, sure }, again("suggestion")), (c) => {
    const typed = c.req.valid("form")
    return change(c, "suggestion", typed, ({ area, today }) => suggest(area, typed, today))
  })

  .post("/:code/dropping", form({ from: day, reason, sure }, again("dropping")), (c) => {
    const typed = c.req.valid("form")
    return change(c, "dropping", typed, ({ area, today }) => drop(area, typed, today))
  })

type Sent = { act: string; basedOn?: number | undefined; sure?: "yes" | undefined }

/** First what it would mean, and nothing is written; then, for sure, the change. */
async function change(
  c: Context<AppEnv>,
  name: AreaForm,
  { act, basedOn, sure }: Sent,
  judge: (file: AreaFile) => Outcome,
) {
  const { desk, typed } = c.var
  const code = c.req.param("code") ?? ""
  if (!sure) return c.render(<AreaPreview {...(await desk.read(areaPreview(code, name, typed, judge)))} />)
  await desk.record(areaFile(code), owning(judge), { act, basedOn }, nothing)
  return c.redirect(`${areaAddress(code)}?did=${name}`, 303)
}

function span(c: Context<AppEnv>, from: string) {
  const ahead = addDays(c.var.desk.today, AHEAD_DAYS)
  return { from, to: from > ahead ? from : ahead }
}

function again(name: AreaForm): Again {
  return async (c, problem) => {
    const tried = { form: name, ...triedOf(c.var.typed, problem) }
    return <AreaView {...(await c.var.desk.read(areaPage(c.req.param("code") ?? "", { tried })))} />
  }
}

async function againOnAreas(...[c, problem]: Parameters<Again>) {
  return <Areas {...(await c.var.desk.read(areasPage({ tried: triedOf(c.var.typed, problem) })))} />
}

async function againOnChanges(...[c, problem]: Parameters<Again>) {
  const file = await c.var.desk.read(mapFile)
  return <Changes {...changesProps(file, span(c, file.since), null, { tried: triedOf(c.var.typed, problem) })} />
}
