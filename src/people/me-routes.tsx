import { Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { choose, comeBack, endCalendar, goAway, LANGUAGES, shareCalendar, speak, switchKeys } from "#src/core/person.ts"
import { WAYS, type Way } from "#src/core/telling.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { choice, day, form, given, handle, optional } from "#src/http/form.ts"
import { hashOf, secretOf } from "#src/http/secret.ts"
import { triedOf } from "#src/http/tried.ts"
import { Me } from "#views/people/me.tsx"
import { meFile, mePage, meWithCalendar, myAbsenceFile } from "./queries.ts"

export const AbsenceForm = { from: given(day), to: given(day), standIn: given(handle()) }
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

  .post("/choices", form({}, againOnChoices, { way: choice(WAYS) }), async (c) => {
    const { act, basedOn: _, ...typed } = c.req.valid("form")
    await c.var.desk.record(meFile, ({ person }) => choose(person, chosenIn(typed)), { act }, nothing)
    return c.redirect("/me?did=chose", 303)
  })

  .post("/calendar", form({}), async (c) => {
    const made = c.req.valid("form")
    const { desk } = c.var
    // Nobody but the act's own answer knows the secret: it is not kept.
    const secret = await secretOf(c.env.COOKIE_SECRET, `calendar ${desk.pass().personId} ${made.act}`)
    const hash = await hashOf(secret)
    const { page } = await desk.record(
      meFile,
      ({ person }) => shareCalendar(person, hash),
      made,
      meWithCalendar(secret, hash, c.env.BASE_URL),
    )
    return c.render(<Me {...page} />)
  })

  .post("/calendar/end", form({}), async (c) => {
    await c.var.desk.record(meFile, ({ person }) => endCalendar(person), c.req.valid("form"), nothing)
    return c.redirect("/me?did=calendar_ended", 303)
  })

  .post("/keys", form({ keys: choice(["on", "off"]) }), async (c) => {
    const { keys, ...made } = c.req.valid("form")
    await c.var.desk.record(meFile, ({ person }) => switchKeys(person, keys === "on"), made, nothing)
    return c.redirect(`/me?did=keys_${keys}`, 303)
  })

  .post("/sessions/ended", form({ session: optional(handle()) }), async (c) => {
    const { session } = c.req.valid("form")
    await c.var.desk.endSessions(session ? { id: session } : "others")
    return c.redirect("/me?did=ended", 303)
  })

async function againOnMe(...[c, problem]: Parameters<Again>) {
  return <Me {...(await c.var.desk.read(mePage(undefined, triedOf(c.var.typed, problem))))} />
}

async function againOnChoices(...[c, problem]: Parameters<Again>) {
  return <Me {...(await c.var.desk.read(mePage(undefined, null, triedOf(c.var.typed, problem))))} />
}

/** By the kind of thing: what stands after the dot in the field's name. */
const chosenIn = (typed: Readonly<Record<string, unknown>>): Record<string, Way> =>
  Object.fromEntries(Object.entries(typed).map(([name, way]) => [name.replace(/^way\./, ""), way as Way]))
