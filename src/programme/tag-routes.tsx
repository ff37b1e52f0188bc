import { type Context, Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { addTag, renameTag, restoreTag, retireTag } from "#src/core/tag.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { form, given, line } from "#src/http/form.ts"
import { triedOf } from "#src/http/tried.ts"
import { TagsPage } from "#views/programme/tags.tsx"
import { tagIn, tagsFile, tagsProps } from "./tags.ts"

const Names = { nb: given(line(40)), nn: given(line(40)), en: given(line(40)) }

export const tagRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.render(await page(c)))

  .post("/", form(Names, again), async (c) => {
    const { act, basedOn: _, ...name } = c.req.valid("form")
    // Its code follows from the form, so that a resend is the same tag.
    await c.var.desk.record(tagsFile, ({ tags }) => addTag(tags, act, name), { act }, nothing)
    return c.redirect("/programme/tags?did=tag_added", 303)
  })

  .post("/:code/names", form(Names, again), async (c) => {
    const { act, basedOn: _, ...name } = c.req.valid("form")
    const judge = ({ tags }: File) => renameTag(tags, tagIn(tags, c.req.param("code")), name)
    await c.var.desk.record(tagsFile, judge, { act }, nothing)
    return c.redirect("/programme/tags?did=tag_renamed", 303)
  })

  .post("/:code/retirement", form({}, again), async (c) => {
    const { act } = c.req.valid("form")
    const judge = ({ tags }: File) => retireTag(tagIn(tags, c.req.param("code")))
    await c.var.desk.record(tagsFile, judge, { act }, nothing)
    return c.redirect("/programme/tags?did=tag_retired", 303)
  })

  .post("/:code/restoration", form({}, again), async (c) => {
    const { act } = c.req.valid("form")
    const judge = ({ tags }: File) => restoreTag(tagIn(tags, c.req.param("code")))
    await c.var.desk.record(tagsFile, judge, { act }, nothing)
    return c.redirect("/programme/tags?did=tag_restored", 303)
  })

type File = ReturnType<(typeof tagsFile)["build"]>

async function page(c: Context<AppEnv>, tried: Parameters<typeof tagsProps>[2] = null) {
  const { tags } = await c.var.desk.read(tagsFile)
  return <TagsPage {...tagsProps(tags, c.req.query("did") ?? null, tried)} />
}

async function again(...[c, problem]: Parameters<Again>) {
  return page(c, { form: c.req.param("code") ?? "new", ...triedOf(c.var.typed, problem) })
}
