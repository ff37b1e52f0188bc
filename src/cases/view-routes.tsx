import { Hono } from "hono"
import * as v from "valibot"
import type { Actor } from "#src/access/actor.ts"
import { nothing } from "#src/access/desk.ts"
import { keepsViews } from "#src/access/policy.ts"
import type { Outcome } from "#src/core/acts.ts"
import { remove, rename, save, type View, type ViewOwner } from "#src/core/view.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import { form, given, handle, line } from "#src/http/form.ts"
import { triedOf } from "#src/http/tried.ts"
import { Views } from "#views/cases/views.tsx"
import { ownerIn, queryIn, type ViewFile, viewFile, viewsPage } from "./views.ts"

const name = given(line(60))
const ViewForm = { name, owner: given(handle()), view: v.optional(line(500), "") }

export const viewRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { view = "", did } = c.req.query()
    return c.render(<Views {...(await c.var.desk.read(viewsPage(queryIn(view), did)))} />)
  })

  .post("/", form(ViewForm, again("view")), async (c) => {
    const { name, owner: whose, view, ...made } = c.req.valid("form")
    const query = queryIn(view)
    const judge = (file: ViewFile, actor: Actor) => {
      const owner = ownerIn(whose, actor.id)
      return keeping(actor, owner, () => save(made.act, { owner, name, query }, file.of(owner)))
    }
    await c.var.desk.record(viewFile(), judge, made, nothing)
    return c.redirect(`/cases/views?${new URLSearchParams({ view: query, did: "saved" })}`, 303)
  })

  .post("/:id/name", form({ name }, again("name")), async (c) => {
    const { name, ...made } = c.req.valid("form")
    const judge = ofView((view, file) => rename(view, name, file.of(ownerOf(view))))
    await c.var.desk.record(viewFile(c.req.param("id")), judge, made, nothing)
    return c.redirect("/cases/views?did=renamed", 303)
  })

  .post("/:id/deletion", form({}, again("deletion")), async (c) => {
    await c.var.desk.record(viewFile(c.req.param("id")), ofView(remove), c.req.valid("form"), nothing)
    return c.redirect("/cases/views?did=deleted", 303)
  })

/** Says first whether this person looks after it: what is both refused and forbidden is forbidden. */
function keeping(actor: Actor, owner: ViewOwner, judge: () => Outcome): Outcome {
  if (!keepsViews(actor, owner)) throw new Forbidden()
  return judge()
}

const ownerOf = ({ ownerKind: kind, ownerId: id }: View): ViewOwner => ({ kind, id })

const ofView = (judge: (view: View, file: ViewFile) => Outcome) => (file: ViewFile, actor: Actor) => {
  const { view } = file
  if (!view) throw new NotFound()
  return keeping(actor, ownerOf(view), () => judge(view, file))
}

/** The page once more, with what was typed and what is wrong. */
function again(form: string): Again {
  return async (c, problem) => {
    const { typed } = c.var
    const id = c.req.param("id")
    const tried = { form: id ? `${form}-${id}` : form, ...triedOf(typed, problem) }
    const page = viewsPage(queryIn(typed.view ?? ""), undefined, tried)
    return <Views {...(await c.var.desk.read(page))} />
  }
}
