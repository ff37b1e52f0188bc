import { Hono } from "hono"
import * as v from "valibot"
import type { Actor } from "#src/access/actor.ts"
import { nothing } from "#src/access/desk.ts"
import { runs } from "#src/access/policy.ts"
import { type Outcome, refuse } from "#src/core/acts.ts"
import {
  comeBack,
  goAway,
  grant,
  HUB_ROLES,
  invite,
  LANGUAGES,
  type Membership,
  NETWORK_ROLES,
  revoke,
} from "#src/core/person.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { Forbidden } from "#src/http/errors.ts"
import { choice, email, form, given, handle, line, optional, phone } from "#src/http/form.ts"
import { sendMail } from "#src/http/mail.ts"
import { triedOf } from "#src/http/tried.ts"
import { Departure } from "#views/people/departure.tsx"
import { Invitation } from "#views/people/invitation.tsx"
import { invitationMail } from "#views/people/mail.ts"
import { People } from "#views/people/people.tsx"
import { PersonPage } from "#views/people/person.tsx"
import { AbsenceForm } from "./me-routes.tsx"
import {
  absenceFile,
  departureFile,
  departurePage,
  invitationFile,
  invitationPage,
  invitedPage,
  peoplePage,
  personFile,
  personPage,
} from "./queries.ts"

const ROLES = [...HUB_ROLES, ...NETWORK_ROLES] as const

/** A role and where it is held, in one field: "kyst:advisor". */
const role = v.pipe(
  given(line(80)),
  v.transform(membershipIn),
  v.check(({ role }) => ROLES.some((one) => one === role), "not_a_choice"),
)
/** Why, for the log: nobody has to say. */
const reason = optional(line(300))
const InvitationForm = { name: given(line()), email: given(email), phone, language: choice(LANGUAGES), role, reason }

export const peopleRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.render(<People {...(await c.var.desk.read(peoplePage(c.req.query("left"))))} />))

  .get("/invitation", async (c) =>
    c.render(<Invitation {...(await c.var.desk.read(invitationPage(c.req.query("hub") ?? "")))} />),
  )

  .post("/", form(InvitationForm, againOnInvitation), async (c) => {
    const { act, basedOn: _, role, phone, ...typed } = c.req.valid("form")
    const { desk } = c.var
    const judge = running(role, ({ person }: InvitationFile) =>
      person ? grant(person, role, typed.reason) : invite(act, { ...typed, phone: phone || null, ...role }),
    )
    const file = invitationFile(typed.email, role)
    const { events, page, isNew } = await desk.record(file, judge, { act }, invitedPage(typed.email))
    const isInvited = events.some(({ type }) => type === "invited")
    if (isNew && isInvited) {
      const mail = invitationMail(page, { by: desk.actor()?.name ?? "", link: new URL("/auth", c.env.BASE_URL).href })
      c.executionCtx.waitUntil(sendMail(c.env, { to: page.email, ...mail }))
    }
    return c.redirect(`/people/${page.id}?did=${isInvited ? "invited" : "granted"}`, 303)
  })

  .get("/:id", async (c) => {
    const did = c.req.query("did")
    return c.render(<PersonPage {...(await c.var.desk.read(personPage(c.req.param("id"), { did })))} />)
  })

  .post("/:id/roles", form({ role, reason }, againOnPerson), async (c) => {
    const { role, reason, ...made } = c.req.valid("form")
    const id = c.req.param("id")
    const judge = running(role, ({ person }: PersonFile) => grant(person, role, reason))
    await c.var.desk.record(personFile(id, role), judge, made, nothing)
    return c.redirect(`/people/${id}?did=granted`, 303)
  })

  .post("/:id/absence", form(AbsenceForm, againOnAbsence), async (c) => {
    const { from, to, standIn, ...made } = c.req.valid("form")
    const id = c.req.param("id")
    const judge = ({ person, colleagues, today }: AbsenceFile) =>
      goAway(person, { from, to, standInId: standIn }, { colleagues, today })
    await c.var.desk.record(absenceFile(id), judge, made, nothing)
    return c.redirect(`/people/${id}?did=away`, 303)
  })

  .post("/:id/return", form({}), async (c) => {
    const id = c.req.param("id")
    const judge = ({ person, today }: AbsenceFile) => comeBack(person, today)
    await c.var.desk.record(absenceFile(id), judge, c.req.valid("form"), nothing)
    return c.redirect(`/people/${id}?did=back`, 303)
  })

  .get("/:id/departure", async (c) => {
    const membership = membershipIn(c.req.query("role") ?? "")
    return c.render(<Departure {...(await c.var.desk.read(departurePage(c.req.param("id"), membership)))} />)
  })

  .post("/:id/departure", form({ role, successor: optional(handle()), reason }, againOnDeparture), async (c) => {
    const { role, successor = null, reason, ...made } = c.req.valid("form")
    const { desk } = c.var
    const id = c.req.param("id")
    const judge = running(role, ({ person, ...left }: DepartureFile) =>
      revoke(person, role, { ...left, successor, reason }),
    )
    await desk.record(departureFile(id, role), judge, made, nothing)
    return c.redirect(id === desk.actor()?.id ? "/" : `/people?left=${id}`, 303)
  })

type InvitationFile = ReturnType<ReturnType<typeof invitationFile>["build"]>
type PersonFile = ReturnType<ReturnType<typeof personFile>["build"]>
type AbsenceFile = ReturnType<ReturnType<typeof absenceFile>["build"]>
type DepartureFile = ReturnType<ReturnType<typeof departureFile>["build"]>

/** Says first whether this person runs the place: what is both refused and forbidden is forbidden. */
function running<F extends { isPlace: boolean }>({ hubId }: Membership, judge: (file: F) => Outcome) {
  return (file: F, actor: Actor): Outcome => {
    if (!runs(actor, hubId)) throw new Forbidden()
    return file.isPlace ? judge(file) : refuse("unknown", ["role"])
  }
}

async function againOnInvitation(...[c, problem]: Parameters<Again>) {
  return <Invitation {...(await c.var.desk.read(invitationPage("", triedOf(c.var.typed, problem))))} />
}

async function againOnPerson(...[c, problem]: Parameters<Again>) {
  const tried = triedOf(c.var.typed, problem)
  return <PersonPage {...(await c.var.desk.read(personPage(c.req.param("id") ?? "", { tried })))} />
}

async function againOnAbsence(...[c, problem]: Parameters<Again>) {
  const absent = triedOf(c.var.typed, problem)
  return <PersonPage {...(await c.var.desk.read(personPage(c.req.param("id") ?? "", { absent })))} />
}

async function againOnDeparture(...[c, problem]: Parameters<Again>) {
  const { typed } = c.var
  const page = departurePage(c.req.param("id") ?? "", membershipIn(typed.role ?? ""), triedOf(typed, problem))
  return <Departure {...(await c.var.desk.read(page))} />
}

function membershipIn(text: string): Membership {
  const [hubId = "", role] = text.split(":")
  return { hubId, role: role as Membership["role"] }
}
