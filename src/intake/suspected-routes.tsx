import { Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { discard } from "#src/core/enquiry.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { Refused } from "#src/http/errors.ts"
import { form } from "#src/http/form.ts"
import { Suspected } from "#views/intake/suspected.tsx"
import { releasing, suspectedFile, suspectedPage } from "./suspected.ts"

/** For those who lead: what looks like spam, to be looked through. */
export const suspectedRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const did = c.req.query("did")
    return c.render(<Suspected {...(await c.var.desk.read(suspectedPage({ did })))} />)
  })

  .post("/:ref/release", form({}, again), async (c) => {
    const { act } = c.req.valid("form")
    await c.var.desk.record(suspectedFile(c.req.param("ref")), releasing, { act }, nothing)
    return c.redirect("/inbox/suspected?did=released", 303)
  })

  .post("/:ref/deletion", form({}, again), async (c) => {
    const { act } = c.req.valid("form")
    await c.var.desk.record(suspectedFile(c.req.param("ref")), ({ enquiry }) => discard(enquiry), { act }, nothing)
    return c.redirect("/inbox/suspected?did=deleted", 303)
  })

async function again(...[c, problem]: Parameters<Again>) {
  const refusal = problem instanceof Refused ? problem.refusal.refusal : null
  return <Suspected {...(await c.var.desk.read(suspectedPage({ refusal })))} />
}
