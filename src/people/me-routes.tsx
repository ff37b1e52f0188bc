import { Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { LANGUAGES, speak } from "#src/core/person.ts"
import type { AppEnv } from "#src/http/env.ts"
import { choice, form, line, optional } from "#src/http/form.ts"
import { Me } from "#views/people/me.tsx"
import { meFile, mePage } from "./queries.ts"

export const meRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.render(<Me {...(await c.var.desk.read(mePage(c.req.query("did"))))} />))

  .post("/language", form({ language: choice(LANGUAGES) }), async (c) => {
    const { language, ...made } = c.req.valid("form")
    await c.var.desk.record(meFile, ({ person }) => speak(person, language), made, nothing)
    return c.redirect("/me?did=spoke", 303)
  })

  .post("/sessions/ended", form({ session: optional(line(60)) }), async (c) => {
    const { session } = c.req.valid("form")
    await c.var.desk.endSessions(session ? { id: session } : "others")
    return c.redirect("/me?did=ended", 303)
  })
