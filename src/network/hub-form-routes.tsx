import { Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { changeForm, EXTRA_USES, type ExtraUse, fillHub } from "#src/core/hub.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { choice, dueDay, form, line } from "#src/http/form.ts"
import { known } from "#src/http/session.ts"
import { triedOf } from "#src/http/tried.ts"
import { HubFormView, Poster } from "#views/network/hub-form.tsx"
import { extrasIn, formFile, hubFormPage, posterPage } from "./hub-form.ts"

const WORDS = { nb: line(100), nn: line(100), en: line(100), use: choice(EXTRA_USES) }

/** A hub's own form, run by its manager and the programme owner. */
export const hubFormRoutes = new Hono<AppEnv>()
  .get("/:id/form", async (c) => {
    const did = c.req.query("did")
    return c.render(
      <HubFormView {...(await c.var.desk.read(hubFormPage(c.req.param("id"), c.env.BASE_URL, { did })))} />,
    )
  })

  .post("/:id/form", form({}, again, WORDS), async (c) => {
    const { act, basedOn: _, ...typed } = c.req.valid("form")
    const id = c.req.param("id")
    const extras = extrasIn(typed, isUse)
    await c.var.desk.record(formFile(id), ({ hub }) => changeForm(hub, extras), { act }, nothing)
    return c.redirect(`/network/hubs/${id}/form?did=changed`, 303)
  })

  .post("/:id/capacity", form({ until: dueDay }, again), async (c) => {
    const { act, until } = c.req.valid("form")
    const id = c.req.param("id")
    await c.var.desk.record(formFile(id), ({ hub, today }) => fillHub(hub, until || null, today), { act }, nothing)
    return c.redirect(`/network/hubs/${id}/form?did=filled`, 303)
  })

  .get("/:id/poster", async (c) => {
    const lang = known(c.req.query("in")) ?? "nb"
    return c.render(<Poster {...(await c.var.desk.read(posterPage(c.req.param("id"), c.env.BASE_URL, lang)))} />)
  })

const isUse = (text: string): text is ExtraUse => EXTRA_USES.some((use) => use === text)

async function again(...[c, problem]: Parameters<Again>) {
  const tried = triedOf(c.var.typed, problem)
  return <HubFormView {...(await c.var.desk.read(hubFormPage(c.req.param("id") ?? "", c.env.BASE_URL, { tried })))} />
}
