import { Hono } from "hono"
import type { AppEnv } from "#src/http/env.ts"
import { CompanyView } from "#views/companies/company.tsx"
import { companyPage } from "./company-page.ts"

export const companyRoutes = new Hono<AppEnv>().get("/:id", async (c) =>
  c.render(<CompanyView {...(await c.var.desk.read(companyPage(c.req.param("id"))))} />),
)
