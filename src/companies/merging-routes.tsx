import { type Context, Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { eraseOwner, tellApart } from "#src/core/company.ts"
import { parseOrgnr } from "#src/core/orgnr.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { NotFound } from "#src/http/errors.ts"
import { form, given, handle } from "#src/http/form.ts"
import { tidyAfter } from "#src/http/register.ts"
import { triedOf } from "#src/http/tried.ts"
import { CompanyView } from "#views/companies/company.tsx"
import { DuplicatesPage } from "#views/companies/duplicates.tsx"
import { MergerPage } from "#views/companies/merger.tsx"
import { MergesPage } from "#views/companies/merges.tsx"
import { companyPage } from "./company-page.ts"
import { duplicatesPage } from "./duplicates.ts"
import { erasureFile, mergerFile, mergerProps, mergesFile, mergesProps, merging, parting } from "./merging.ts"

/** Companies that may be one, that are made one, and that are parted again. */
export const mergingRoutes = new Hono<AppEnv>()
  .get("/duplicates", async (c) => {
    const { did = null } = c.req.query()
    return c.render(<DuplicatesPage {...(await c.var.desk.read(duplicatesPage(did)))} />)
  })

  .get("/:id/merger", async (c) => c.render(await merger(c, c.req.query("from") ?? "")))

  .post("/:id/merger", form({ from: given(handle(200)) }, againOnMerger), async (c) => {
    const { act, from } = c.req.valid("form")
    await c.var.desk.record(mergerFile(idOf(c), askedIn(from)), merging, { act }, nothing)
    tidyAfter(c)
    return c.redirect(`/companies/${idOf(c)}?did=merged`, 303)
  })

  .get("/:id/merges", async (c) => c.render(<MergesPage {...mergesProps(await c.var.desk.read(mergesOf(c)), null)} />))

  .post("/:id/parting", form({ merge: given(handle()) }, againOnMerges), async (c) => {
    const { act, merge } = c.req.valid("form")
    const { desk } = c.var
    await desk.record(mergesOf(c), (file) => parting(file, merge, desk.today), { act }, nothing)
    return c.redirect(`/companies/${idOf(c)}?did=parted`, 303)
  })

  .post("/:id/erasure", form({}, againOnCompany), async (c) => {
    const { act } = c.req.valid("form")
    const label = act.slice(0, 6).toUpperCase()
    const file = erasureFile(idOf(c))
    await c.var.desk.record(file, ({ company, cases }) => eraseOwner(company, cases, label), { act }, nothing)
    return c.redirect(`/companies/${idOf(c)}?did=owner_erased`, 303)
  })

  .post("/:id/apartness", form({ other: given(handle()) }), async (c) => {
    const { act, other } = c.req.valid("form")
    const judge = ({ kept, merged }: ReturnType<ReturnType<typeof mergerFile>["build"]>) => {
      if (!merged) throw new NotFound()
      return tellApart(kept.company, merged.company)
    }
    await c.var.desk.record(mergerFile(idOf(c), other), judge, { act }, nothing)
    return c.redirect("/companies/duplicates?did=told_apart", 303)
  })

const idOf = (c: Context) => c.req.param("id") ?? ""
const mergesOf = (c: Context) => mergesFile(idOf(c))

/** A number, or what stands in the address of a company's page. */
const askedIn = (typed: string): string => parseOrgnr(typed) ?? /([^/\s]+)\/?$/.exec(typed.trim())?.[1] ?? ""

async function merger(c: Context<AppEnv>, from: string, tried: Parameters<typeof mergerProps>[3] = null) {
  const id = idOf(c)
  const file = await c.var.desk.read(mergerFile(id, askedIn(from)))
  return <MergerPage {...mergerProps(id, file, from, tried)} />
}

async function againOnMerger(...[c, problem]: Parameters<Again>) {
  return merger(c, c.var.typed.from ?? "", { form: "merger", ...triedOf(c.var.typed, problem) })
}

async function againOnMerges(...[c, problem]: Parameters<Again>) {
  const tried = { form: "parting", ...triedOf(c.var.typed, problem) }
  return <MergesPage {...mergesProps(await c.var.desk.read(mergesOf(c)), tried)} />
}

async function againOnCompany(...[c, problem]: Parameters<Again>) {
  const tried = { form: "erasure", ...triedOf(c.var.typed, problem) }
  return <CompanyView {...(await c.var.desk.read(companyPage(idOf(c), { tried })))} />
}
