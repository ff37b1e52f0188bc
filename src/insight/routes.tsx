import { Hono } from "hono"
import type { AppEnv } from "#src/http/env.ts"
import { Listed } from "#views/insight/listed.tsx"
import { Matrix } from "#views/insight/matrix.tsx"
import { Overrides } from "#views/insight/overrides.tsx"
import { askedIn } from "./choice.ts"
import { readListed } from "./listed.ts"
import { matrix } from "./matrix.ts"
import { overrides } from "./overrides.ts"

export const networkRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { track = "" } = c.req.query()
    return c.render(<Matrix {...(await c.var.desk.read(matrix(askedIn({ track }))))} />)
  })

  .get("/overrides", async (c) =>
    c.render(<Overrides {...(await c.var.desk.read(overrides(askedIn(c.req.query()))))} />),
  )

  .get("/cases", async (c) => c.render(<Listed {...(await readListed(c.var.desk, askedIn(c.req.query())))} />))
