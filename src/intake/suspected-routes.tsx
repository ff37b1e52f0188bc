import { Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { discard, linked } from "#src/core/enquiry.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { Refused } from "#src/http/errors.ts"
import { form } from "#src/http/form.ts"
import { receiptMail } from "#views/intake/mail.ts"
import { Suspected } from "#views/intake/suspected.tsx"
import { addressOf, mailTo } from "./acknowledgement.ts"
import { mintFor } from "./private-link.ts"
import { letThrough, releasing, suspectedFile, suspectedPage } from "./suspected.ts"

/** For those who lead: what looks like spam, to be looked through. */
export const suspectedRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const did = c.req.query("did")
    return c.render(<Suspected {...(await c.var.desk.read(suspectedPage({ did })))} />)
  })

  .post("/:ref/release", form({}, again), async (c) => {
    const { act } = c.req.valid("form")
    const link = await mintFor(act, c.env.AUTH_SECRET)
    const judge = (file: Parameters<typeof releasing>[0]) => linked(releasing(file), link.hash)
    const sent = await c.var.desk.record(suspectedFile(c.req.param("ref")), judge, { act }, letThrough(link.hash))
    // Now they are promised an answer, as all others were when they wrote.
    mailTo(c, sent, (enquiry) => receiptMail(enquiry, addressOf(c, enquiry.ref, link)))
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
