import { Hono } from "hono"
import type { AppEnv } from "#src/http/env.ts"
import { form, handle, line, optional } from "#src/http/form.ts"
import { NoticesPage } from "#views/notices/notices.tsx"
import { noticesPage } from "./notices-page.ts"

export const noticeRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const before = Number(c.req.query("before")) || undefined
    return c.render(<NoticesPage {...(await c.var.desk.read(noticesPage(before, c.req.query("did"))))} />)
  })

  .post("/reading", form({ notice: optional(handle()), upTo: optional(line(20)) }), async (c) => {
    const { notice, upTo } = c.req.valid("form")
    await c.var.desk.readNotices(notice ? { id: notice } : { upTo: new Date(Number(upTo) || 0) })
    return c.redirect("/notices?did=read", 303)
  })
