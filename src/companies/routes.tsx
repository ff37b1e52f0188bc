import { Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { isRefusal, refuse } from "#src/core/acts.ts"
import { correct, learn } from "#src/core/company.ts"
import { ALERTS, CORRECTABLE } from "#src/core/facts.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { Refused } from "#src/http/errors.ts"
import { choice, form, given, line, orgnr } from "#src/http/form.ts"
import { registerOf, tidyAfter, warnAfter } from "#src/http/register.ts"
import { isFragment } from "#src/http/render.tsx"
import { triedOf } from "#src/http/tried.ts"
import { saidIn } from "#src/registry/said.ts"
import { CompanyView } from "#views/companies/company.tsx"
import { Hits, LookupPage } from "#views/companies/lookup.tsx"
import { SitesPage } from "#views/companies/sites.tsx"
import { companyPage } from "./company-page.ts"
import { companyFile, numbered } from "./file.ts"
import { lookupFor, nothingFor, placeIn } from "./lookup.ts"

export const companyRoutes = new Hono<AppEnv>()
  .get("/register", async (c) => {
    const at = placeIn(c.req.query("at"))
    const found = (await lookupFor(c, at)) ?? (await c.var.desk.read(nothingFor(at)))
    return c.render(isFragment(c) ? <Hits {...found} /> : <LookupPage {...found} />)
  })

  .get("/:id", async (c) => {
    const { did, act } = c.req.query()
    const id = c.req.param("id")
    const found = await lookupFor(c, `/companies/${id}`)
    return c.render(<CompanyView {...(await c.var.desk.read(companyPage(id, { did, act, found })))} />)
  })

  .get("/:id/sites", async (c) => {
    const id = c.req.param("id")
    const { company } = await c.var.desk.read(companyFile(id))
    const answer = company.orgnr ? await registerOf(c).subUnits(company.orgnr) : NONE
    const sites = answer.kind === "found" ? answer.found : []
    return c.render(<SitesPage id={id} name={company.name} sites={sites} came={answer.kind} />)
  })

  .post("/:id/register", form({}, again("register")), async (c) => {
    const { act } = c.req.valid("form")
    const id = c.req.param("id")
    const { desk } = c.var
    const { company } = await desk.read(companyFile(id))
    if (!company.orgnr) throw new Refused(refuse("missing", ["orgnr"]))
    const answer = await registerOf(c).byNumber(company.orgnr)
    const found = saidIn(answer)
    if (!found) return c.redirect(`/companies/${id}?did=${answer.kind}`, 303)
    if (isRefusal(learn(company, found, "register"))) {
      return c.redirect(`/companies/${id}?did=${answer.kind === "none" ? "unlisted" : "same"}`, 303)
    }
    const { events } = await desk.record(
      companyFile(id),
      (file) => learn(file.company, found, "register"),
      { act },
      nothing,
    )
    if (events.some((event) => event.type === "fact_learned" && ALERTS.some((alert) => alert === event.fact)))
      warnAfter(c)
    return c.redirect(`/companies/${id}?${new URLSearchParams({ did: "learned", act })}`, 303)
  })

  .post("/:id/facts", form({ fact: choice(CORRECTABLE), value: line() }, again("facts")), async (c) => {
    const { act, fact, value } = c.req.valid("form")
    const id = c.req.param("id")
    const { desk } = c.var
    const file = companyFile(id)
    await desk.record(file, (it) => correct(it.company, { fact, value }, it.municipalities), { act }, nothing)
    return c.redirect(`/companies/${id}?did=corrected`, 303)
  })

  .post("/:id/identification", form({ orgnr: given(orgnr) }, again("identification")), async (c) => {
    const { act, orgnr: number } = c.req.valid("form")
    const id = c.req.param("id")
    await c.var.desk.record(companyFile(id), (file) => numbered(file, number), { act }, nothing)
    tidyAfter(c)
    return c.redirect(`/companies/${id}?did=identified`, 303)
  })

const NONE = { kind: "none" } as const

/** The company with the form that was refused open. */
function again(name: string): Again {
  return async (c, problem) => {
    const { typed } = c.var
    const tried = { form: name === "facts" ? `facts-${typed.fact}` : name, ...triedOf(typed, problem) }
    return <CompanyView {...(await c.var.desk.read(companyPage(c.req.param("id") ?? "", { tried })))} />
  }
}
