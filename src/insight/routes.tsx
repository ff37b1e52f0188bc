import { Hono } from "hono"
import type { AppEnv } from "#src/http/env.ts"
import { Listed } from "#views/insight/listed.tsx"
import { Matrix } from "#views/insight/matrix.tsx"
import { Overrides } from "#views/insight/overrides.tsx"
import { StageView } from "#views/insight/stage.tsx"
import { Visits } from "#views/insight/visits.tsx"
import { askedIn } from "./choice.ts"
import { readListed } from "./listed.ts"
import { matrix } from "./matrix.ts"
import { overrides } from "./overrides.ts"
import { stageAsked } from "./period.ts"
import { stagePage } from "./stage.ts"
import { readVisits } from "./visits.ts"

export const networkRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { track = "" } = c.req.query()
    return c.render(<Matrix {...(await c.var.desk.read(matrix(askedIn({ track }))))} />)
  })

  .get("/overrides", async (c) =>
    c.render(<Overrides {...(await c.var.desk.read(overrides(askedIn(c.req.query()))))} />),
  )

  .get("/cases", async (c) => c.render(<Listed {...(await readListed(c.var.desk, askedIn(c.req.query())))} />))

  .get("/stages/:code", async (c) => {
    const { period = "", hubs = "" } = c.req.query()
    const { desk } = c.var
    const page = stagePage(c.req.param("code"), stageAsked({ period, hubs }), desk.today)
    return c.render(<StageView {...(await desk.read(page))} />)
  })

  .get("/stages/:code/cases", async (c) =>
    c.render(<Visits {...(await readVisits(c.var.desk, c.req.param("code"), stageAsked(c.req.query())))} />),
  )
