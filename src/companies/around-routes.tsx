import type { Context } from "hono"
import { Hono } from "hono"
import * as v from "valibot"
import { nothing } from "#src/access/desk.ts"
import { endHelper, noteHelper, tag, untag } from "#src/core/company.ts"
import { CONTACT_ROLES, changeContact, comeBack, endRole, eraseContact, giveRole, leave } from "#src/core/contact.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { NotFound } from "#src/http/errors.ts"
import { choice, day, email, form, given, handle, line, phone } from "#src/http/form.ts"
import { triedOf } from "#src/http/tried.ts"
import { CompanyView } from "#views/companies/company.tsx"
import { companyPage } from "./company-page.ts"
import { companyFile, contactFile, introduced } from "./file.ts"

const Spoken = { name: given(line()), title: line(), email, phone }
const RoleForm = { role: choice(CONTACT_ROLES), since: given(day) }

/** What is around a company: its contacts, its tags, and who else helps it. */
export const aroundRoutes = new Hono<AppEnv>()
  .post(
    "/:id/contacts",
    form({ ...Spoken, held: v.optional(choice(["", ...CONTACT_ROLES])), since: day, case: given(handle()) }, again),
    async (c) => {
      const { act, basedOn: _, held, ...typed } = c.req.valid("form")
      const { desk } = c.var
      // Its id follows from the form, so that a resend points at the same person.
      const said = { ...spoken(typed), case: typed.case, since: typed.since, held: held || undefined }
      await desk.record(companyFile(idOf(c)), (file) => introduced(file, act, said, desk.today), { act }, nothing)
      return shown(c, "introduced")
    },
  )

  .post("/:id/contacts/:contact/details", form(Spoken, again), async (c) => {
    const { act, ...typed } = c.req.valid("form")
    await c.var.desk.record(fileOf(c), ({ contact }) => changeContact(contact, spoken(typed)), { act }, nothing)
    return shown(c, "contact_changed")
  })

  .post("/:id/contacts/:contact/roles", form(RoleForm, again), async (c) => {
    const { act, role, since } = c.req.valid("form")
    const { desk } = c.var
    await desk.record(fileOf(c), ({ contact }) => giveRole(contact, { role, since }, desk.today), { act }, nothing)
    return shown(c, "role_given")
  })

  .post("/:id/contacts/:contact/roles/ended", form({ ...RoleForm, until: given(day) }, again), async (c) => {
    const { act, role, since, until } = c.req.valid("form")
    const { desk } = c.var
    const judge = ({ contact }: File) => endRole(contact, { role, since, until }, desk.today)
    await desk.record(fileOf(c), judge, { act }, nothing)
    return shown(c, "role_ended")
  })

  .post("/:id/contacts/:contact/departure", form({ until: given(day) }, again), async (c) => {
    const { act, until } = c.req.valid("form")
    const { desk } = c.var
    await desk.record(fileOf(c), ({ contact }) => leave(contact, until, desk.today), { act }, nothing)
    return shown(c, "contact_left")
  })

  .post("/:id/contacts/:contact/return", form({}, again), async (c) => {
    const { act } = c.req.valid("form")
    await c.var.desk.record(fileOf(c), ({ contact }) => comeBack(contact), { act }, nothing)
    return shown(c, "contact_returned")
  })

  .post("/:id/contacts/:contact/erasure", form({}, again), async (c) => {
    const { act } = c.req.valid("form")
    await c.var.desk.record(fileOf(c), ({ contact }) => eraseContact(contact), { act }, nothing)
    return shown(c, "contact_erased")
  })

  .post("/:id/tags", form({ tag: given(handle()) }, again), async (c) => {
    const { act, tag: code } = c.req.valid("form")
    const inUse = (tags: readonly { code: string; retiredOn: string | null }[]) =>
      tags.filter(({ retiredOn }) => !retiredOn).map((one) => one.code)
    await c.var.desk.record(
      companyFile(idOf(c)),
      ({ company, tags }) => tag(company, code, inUse(tags)),
      { act },
      nothing,
    )
    return shown(c, "tagged")
  })

  .post("/:id/tags/removal", form({ tag: given(handle()) }, again), async (c) => {
    const { act, tag: code } = c.req.valid("form")
    await c.var.desk.record(companyFile(idOf(c)), ({ company }) => untag(company, code), { act }, nothing)
    return shown(c, "untagged")
  })

  .post("/:id/helpers", form({ name: given(line()), what: line(), since: given(day) }, again), async (c) => {
    const { act, name, what, since } = c.req.valid("form")
    const { desk } = c.var
    const helper = { id: act, name, what, since }
    await desk.record(companyFile(idOf(c)), ({ company }) => noteHelper(company, helper, desk.today), { act }, nothing)
    return shown(c, "helper_noted")
  })

  .post("/:id/helpers/:helper/end", form({ until: given(day) }, again), async (c) => {
    const { act, until } = c.req.valid("form")
    const { desk } = c.var
    const judge = ({ helpers }: { helpers: readonly Parameters<typeof endHelper>[0][] }) => {
      const helper = helpers.find(({ id }) => id === c.req.param("helper"))
      if (!helper) throw new NotFound()
      return endHelper(helper, until, desk.today)
    }
    await desk.record(companyFile(idOf(c)), judge, { act }, nothing)
    return shown(c, "helper_ended")
  })

type File = ReturnType<ReturnType<typeof contactFile>["build"]>

const idOf = (c: Context) => c.req.param("id") ?? ""
const fileOf = (c: Context) => contactFile(idOf(c), c.req.param("contact") ?? "")
const shown = (c: Context, did: string) => c.redirect(`/companies/${idOf(c)}?did=${did}`, 303)

const spoken = ({ name, title, email, phone }: { name: string; title: string; email: string; phone: string }) => ({
  name,
  role: title || null,
  email: email || null,
  phone: phone || null,
})

/** The company with the form that was refused open: `roles-ID`, as its fields are called. */
async function again(...[c, problem]: Parameters<Again>) {
  const { typed } = c.var
  const [, , , kind, one, what, ended] = c.req.path.split("/")
  const roles = ended && `ended-${one}-${typed.role}-${typed.since}`
  const form = kind === "tags" ? "tags" : (roles ?? (what ? `${what}-${one}` : (kind ?? "")))
  const tried = { form, ...triedOf(typed, problem) }
  return <CompanyView {...(await c.var.desk.read(companyPage(idOf(c), { tried })))} />
}
