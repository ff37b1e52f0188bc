import { asc, eq } from "drizzle-orm"
import { type Context, Hono } from "hono"
import { csrf } from "hono/csrf"
import { secureHeaders } from "hono/secure-headers"
import * as v from "valibot"
import { openPost } from "#src/access/post.ts"
import { addWorkingDays, isWorkingDay, osloDay, osloHour } from "#src/core/calendar.ts"
import { NETWORK } from "#src/core/person.ts"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import type { AppEnv } from "#src/http/env.ts"
import { NotFound } from "#src/http/errors.ts"
import { form, given, handle } from "#src/http/form.ts"
import { logged } from "#src/http/log.ts"
import { notFound, onError } from "#src/http/on-error.tsx"
import { render } from "#src/http/render.tsx"
import { POLICY } from "#src/http/security.ts"
import { language, SIGNED_IN_FOR, writePass } from "#src/http/session.ts"
import { sendMornings } from "#src/notices/mailing.ts"
import { caught, caughtMails } from "./caught.ts"
import { CaughtMails, Personas, type PersonasProps } from "./views.tsx"

export const local = new Hono<AppEnv>()
  .basePath("/local")
  .use(logged)
  .use(secureHeaders(POLICY))
  .use(language)
  .use(render)
  .use(csrf())
  .get("/", async (c) => c.render(<Personas {...(await personas(c))} />))

  .post("/sign-in", form({ person: given(handle()) }), async (c) => {
    await signIn(c, c.req.valid("form").person)
    return c.redirect("/", 303)
  })

  .get("/mail", (c) =>
    c.render(<CaughtMails mails={caughtMails().map(({ at, ...mail }) => ({ ...mail, at: at.toISOString() }))} />),
  )
  .post("/mail/caught", async (c) => {
    await caught.send(v.parse(CaughtMail, await c.req.json()))
    return c.body(null, 204)
  })

  .post("/mornings", async (c) => {
    await sendMornings({ ...c.env, EMAIL: caught }, openPost(connect(c.env, c.var.wire), nextMorning(new Date())))
    return c.redirect("/local/mail", 303)
  })
  .notFound(notFound)
  .onError(onError)

const CaughtMail = v.object({ to: v.string(), from: v.string(), subject: v.string(), text: v.string() })

/** Nobody has to get up early to see what comes then. */
function nextMorning(at: Date): Date {
  const day = isWorkingDay(osloDay(at)) ? osloDay(at) : addWorkingDays(osloDay(at), 1)
  const [seven = at] = [5, 6].map((hour) => new Date(`${day}T0${hour}:30:00Z`)).filter((one) => osloHour(one) === 7)
  return seven
}

async function personas(c: Context<AppEnv>): Promise<PersonasProps> {
  const { build, send } = connect(c.env, c.var.wire)
  const { id, name } = t.people
  const { hubId, role } = t.memberships
  const [held, hubs] = await send("read", [
    build
      .select({ id, name, hubId, role })
      .from(t.memberships)
      .innerJoin(t.people, eq(id, t.memberships.personId))
      .orderBy(asc(name)),
    build.select({ id: t.hubs.id, name: t.hubs.shortName }).from(t.hubs).orderBy(asc(t.hubs.shortName)),
  ])
  const places = [...hubs, { id: NETWORK, name: null }]
  return {
    places: places.map((place) => {
      const here = held.filter((one) => one.hubId === place.id)
      const people = new Map(here.map((one) => [one.id, { id: one.id, name: one.name }]))
      const rolesOf = (personId: string) => here.filter((one) => one.id === personId).map((one) => one.role)
      return { ...place, people: [...people.values()].map((one) => ({ ...one, roles: rolesOf(one.id) })) }
    }),
  }
}

/** As the link in a mail does it, without the mail. */
async function signIn(c: Context<AppEnv>, personId: string) {
  const { build, send } = connect(c.env, c.var.wire)
  const { hubId } = t.memberships
  const [held] = await send("read", [
    build.selectDistinct({ hubId }).from(t.memberships).where(eq(t.memberships.personId, personId)).orderBy(asc(hubId)),
  ])
  const [home, ...others] = held.map((one) => one.hubId)
  if (!home) throw new NotFound()
  const at = new Date()
  const token = crypto.randomUUID()
  const session = {
    id: crypto.randomUUID(),
    token,
    userId: personId,
    expiresAt: new Date(at.getTime() + SIGNED_IN_FOR * 1000),
    createdAt: at,
    updatedAt: at,
    userAgent: c.req.header("user-agent") ?? null,
  }
  await send("write", [build.insert(t.sessions).values(session)])
  await writePass(c, { token, personId, hubs: [home, ...others] })
}
