import { Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { comeBack, goAway, LANGUAGES, speak } from "#src/core/person.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { choice, day, form, given, line, optional } from "#src/http/form.ts"
import { triedOf } from "#src/http/tried.ts"
import { Me } from "#views/people/me.tsx"
import { meFile, mePage, myAbsenceFile } from "./queries.ts"

export const AbsenceForm = { from: given(day), to: given(day), standIn: given(line(60)) }
type MyAbsenceFile = ReturnType<typeof myAbsenceFile.build>

export const meRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.render(<Me {...(await c.var.desk.read(mePage(c.req.query("did"))))} />))

  .post("/language", form({ language: choice(LANGUAGES) }), async (c) => {
    const { language, ...made } = c.req.valid("form")
    await c.var.desk.record(meFile, ({ person }) => speak(person, language), made, nothing)
    return c.redirect("/me?did=spoke", 303)
  })

  .post("/absence", form(AbsenceForm, againOnMe), async (c) => {
    const { from, to, standIn, ...made } = c.req.valid("form")
    const judge = ({ person, colleagues, today }: MyAbsenceFile) =>
      goAway(person, { from, to, standInId: standIn }, { colleagues, today })
    await c.var.desk.record(myAbsenceFile, judge, made, nothing)
    return c.redirect("/me?did=away", 303)
  })

  .post("/return", form({}), async (c) => {
    const judge = ({ person, today }: MyAbsenceFile) => comeBack(person, today)
    await c.var.desk.record(myAbsenceFile, judge, c.req.valid("form"), nothing)
    return c.redirect("/me?did=back", 303)
  })

  .post("/sessions/ended", form({ session: optional(line(60)) }), async (c) => {
    const { session } = c.req.valid("form")
    await c.var.desk.endSessions(session ? { id: session } : "others")
    return c.redirect("/me?did=ended", 303)
  })

async function againOnMe(...[c, problem]: Parameters<Again>) {
  return <Me {...(await c.var.desk.read(mePage(undefined, triedOf(c.var.typed, problem))))} />
}
