import { inspectRoutes } from "hono/dev"
import { expect, test } from "vitest"
import { app } from "#src/app.ts"
import * as t from "#src/db/schema.ts"
import { openIntake, token, typed } from "./intake/helpers.ts"
import { borghild, kari, kjell, marit, nils, ola, type Person, randi } from "./people.ts"
import { made, openWorld } from "./world.ts"
import { YEAR } from "./year.ts"

const world = await openWorld()
const { as, build, send, opened, stages, track } = world
const { enquire } = openIntake(world)
const inTrack = stages.filter((stage) => stage.track === track).map(({ code }) => code)
const [, second = "", third = ""] = inTrack

/** What a route is tried with: a form that goes through for whoever may, on a case or an enquiry of Røros of its own. */
type Trial = { form?: Record<string, string>; file?: File; query?: string; gives: readonly number[] }
const WHO: readonly (Person | null)[] = [kari, nils, marit, kjell, ola, randi, borghild, null]
const signedOut = { GET: 303, POST: 401 }
const page = (...gives: number[]): Trial => ({ gives: [...gives, signedOut.GET, signedOut.GET] })
const post = (form: Record<string, string>, ...gives: number[]): Trial => ({
  form,
  gives: [...gives, signedOut.POST, signedOut.POST],
})
/** For the programme owner alone. */
const owners = (gives: number, form: Record<string, string>): Trial => post(form, 403, 403, 403, 403, gives, 403)
const open = (status: number, form?: Record<string, string>): Trial => ({
  ...(form && { form }),
  gives: WHO.map(() => status),
})
const soon = `${YEAR}-01-05`
const nextYear = `${new Date().getFullYear() + 1}-01-05`

//                                     advisor colleague manager elsewhere owner auditor (no role, signed out)
const MATRIX: Record<string, Trial> = {
  "GET /": open(303),
  "GET /health": open(200),
  "GET /about/privacy": open(200),
  "GET /about/accessibility": open(200),
  "GET /enquiry": open(200),
  "POST /enquiry": open(303, typed()),
  "GET /enquiry/received/:ref": open(200),
  // Without its secret a private page is not there: see intake/status.test.ts.
  "GET /enquiry/status/:ref/:secret": open(404),
  "POST /enquiry/status/:ref/:secret/reply": open(404, { reply: "Ninety" }),
  "POST /enquiry/status/:ref/:secret/addition": open(404, { addition: "More" }),
  "POST /enquiry/status/:ref/:secret/correction": open(404, { need: "n", contact: "c", phone: "90012345" }),
  "POST /enquiry/status/:ref/:secret/withdrawal": open(404, {}),
  "POST /enquiry/status/:ref/:secret/renewal": open(404, {}),
  "GET /enquiry/link": open(200),
  "POST /enquiry/link": open(303, { ref: "H-222222", email: "nobody@hub.example" }),
  "GET /enquiry/link/sent": open(200),
  "POST /enquiry/draft": open(200, { company: "Fjellvarp" }),
  "GET /enquiry/draft": open(303),
  "POST /enquiry/companies": open(200, { company: "fjellmat" }),
  "GET /n/:hub": open(200),
  "GET /n/:hub/:lang": open(200),
  "GET /auth": open(200),
  "POST /auth/links": open(303, { email: "nobody@hub.example" }),
  "GET /auth/links": open(200),
  "GET /auth/session": open(200),
  "POST /auth/session": open(422, { token: "made-up" }),

  "GET /areas": page(200, 200, 200, 200, 200, 200),
  "POST /areas": post(
    { code: "5031", name: "Malvik", county: "Trøndelag", from: nextYear, reason: "Why" },
    ...[403, 403, 403, 403, 303, 403],
  ),
  "GET /areas/changes": page(403, 403, 403, 403, 200, 403),
  "POST /areas/changes": post({ change: "none", from: "2026-01-01" }, 403, 403, 403, 403, 422, 403),
  "GET /areas/:code": page(200, 200, 200, 200, 200, 200),
  "POST /areas/:code/giving": post({ hub: "kyst", from: nextYear, reason: "Why" }, 403, 403, 403, 403, 200, 403),
  "POST /areas/:code/withdrawal": post({ last: nextYear, reason: "Why" }, 403, 403, 403, 403, 422, 403),
  "POST /areas/:code/suggestion": post({ from: nextYear, reason: "Why" }, 403, 403, 403, 403, 422, 403),
  "POST /areas/:code/dropping": post({ from: nextYear, reason: "Why" }, 403, 403, 403, 403, 200, 403),

  "GET /calendar/:file": open(404),
  "GET /cases": page(200, 200, 200, 200, 403, 403),
  "GET /cases/views": page(200, 200, 200, 200, 200, 403),
  "POST /cases/views": post({ name: "Ours", owner: "hub:roros", view: "stale=1" }, 403, 403, 303, 403, 403, 403),
  "POST /cases/views/:id/name": post({ name: "Anew" }, 403, 403, 303, 404, 404, 404),
  "POST /cases/views/:id/deletion": post({}, 403, 403, 303, 404, 404, 404),
  "POST /cases/export": post({ list: "cases", view: "", purpose: "A meeting" }, 200, 200, 200, 200, 403, 403),
  "GET /cases/new": page(200, 200, 200, 200, 403, 403),
  "POST /cases": post(
    { hub: "roros", company: "New", need: "A plan", track, access: "hub", advisor: "", contact: "" },
    ...[303, 303, 303, 403, 403, 403],
  ),
  "POST /cases/selection": post({ ref: ":ref", verb: "move", view: "" }, 200, 200, 200, 200, 403, 403),
  "POST /cases/selection/preview": post(
    { ref: ":ref", verb: "close", closeReason: "completed", reason: "Done", view: "" },
    ...[200, 200, 200, 200, 403, 403],
  ),
  "POST /cases/selection/run": post(
    { ref: ":ref", verb: "close", closeReason: "completed", reason: "Done", view: "", left: "" },
    ...[200, 200, 200, 200, 403, 403],
  ),
  "GET /cases/:ref": page(200, 200, 200, 200, 200, 404),
  "GET /cases/changes": page(200, 200, 200, 200, 403, 403),
  "GET /cases/:ref/changes": page(200, 200, 200, 404, 404, 404),
  "GET /cases/:ref/past": { ...page(200, 200, 200, 404, 404, 404), query: "?on=2026-02-01" },
  "GET /cases/:ref/stage": page(200, 200, 200, 404, 404, 404),
  "POST /cases/:ref/stage": post(
    { to: third, reason: "Why not", meeting: "m", needs: "n", goal: "g" },
    303,
    303,
    303,
    404,
    404,
    404,
  ),
  "POST /cases/:ref/facts": post({ needs: "A shed" }, 303, 303, 303, 404, 404, 404),
  "POST /cases/:ref/advisor": post({ advisor: "nils" }, 303, 403, 303, 404, 404, 404),
  "POST /cases/:ref/notes": post({ kind: "note", note: "A note" }, 303, 303, 303, 404, 404, 404),
  "POST /cases/:ref/next-step": post({ nextStep: "Call", nextOn: soon }, 303, 303, 303, 404, 404, 404),
  "POST /cases/:ref/next-step/done": post({}, 422, 422, 422, 404, 404, 404),
  "POST /cases/:ref/wait": post({ turn: "company", until: soon, reason: "Why" }, 303, 303, 303, 404, 404, 404),
  "POST /cases/:ref/resumption": post({}, 422, 422, 422, 404, 404, 404),
  "POST /cases/:ref/milestones": post({ milestone: "A sale", milestoneOn: nextYear }, 303, 303, 303, 404, 404, 404),
  "POST /cases/:ref/milestones/reached": post({ milestone: "9", on: "2026-01-06" }, 422, 422, 422, 404, 404, 404),
  "POST /cases/:ref/milestones/dropped": post({ milestone: "9", reason: "Why" }, 422, 422, 422, 404, 404, 404),
  "POST /cases/:ref/meetings": post(
    { on: soon, at: "09.30", minutes: "60", place: "Here" },
    ...[303, 303, 303, 404, 404, 404],
  ),
  "POST /cases/:ref/meetings/moved": post(
    { meeting: "9", on: soon, at: "09.30", minutes: "60", place: "Here", reason: "Why" },
    ...[422, 422, 422, 404, 404, 404],
  ),
  "POST /cases/:ref/meetings/cancelled": post({ meeting: "9", reason: "Why" }, 422, 422, 422, 404, 404, 404),
  "GET /cases/:ref/meetings/:meeting/calendar": page(404, 404, 404, 404, 404, 404),
  "POST /cases/:ref/files": {
    ...post({}, 303, 303, 303, 404, 404, 404),
    file: new File(["A;B\r\n1;2"], "list.csv"),
  },
  // Of a file that is there: see cases/files.test.ts.
  "GET /cases/:ref/files/:id": page(404, 404, 404, 404, 404, 404),
  "POST /cases/:ref/files/detached": post({ file: "none" }, 422, 403, 422, 404, 404, 404),
  "POST /cases/:ref/rewriting": post({ of: "none", note: "Anew" }, 403, 403, 403, 404, 404, 404),
  "POST /cases/:ref/closure": post({ closeReason: "completed", reason: "Done" }, 303, 303, 303, 404, 404, 404),
  "POST /cases/:ref/reopening": post({ reason: "Again" }, 422, 422, 422, 404, 404, 404),
  "POST /cases/:ref/class": post({ access: "network", reason: "Why" }, 303, 403, 303, 404, 404, 404),
  "GET /cases/:ref/naming": page(200, 403, 200, 404, 404, 404),
  "POST /cases/:ref/naming": post({ person: "kjell" }, 303, 403, 303, 404, 404, 404),
  "POST /cases/:ref/undoing": post({ of: crypto.randomUUID() }, 422, 422, 422, 404, 404, 404),
  "POST /cases/:ref/unnaming": post({ person: "kjell" }, 422, 403, 422, 404, 404, 404),

  "GET /changes": { ...page(200, 200, 200, 200, 403, 403), query: "?since=monday" },

  "GET /companies/:id": page(200, 200, 200, 200, 200, 404),
  "GET /companies/register": { ...page(200, 200, 200, 200, 403, 403), query: "?text=fjellmat" },
  "GET /companies/:id/sites": page(200, 200, 200, 200, 403, 404),
  "POST /companies/:id/register": post({}, 422, 422, 422, 422, 403, 404),
  "POST /companies/:id/facts": post({ fact: "form", value: "AS" }, 303, 303, 303, 303, 403, 404),
  "POST /companies/:id/contacts": post({ name: "Siv", case: ":ref" }, 303, 303, 303, 422, 403, 404),
  "POST /companies/:id/contacts/:contact/details": post({ name: "Liv" }, 303, 303, 303, 404, 403, 404),
  "POST /companies/:id/contacts/:contact/roles": post(
    { role: "chair", since: "2026-01-05" },
    ...[303, 303, 303, 404, 403, 404],
  ),
  "POST /companies/:id/contacts/:contact/roles/ended": post(
    { role: "owner", since: "2026-01-05", until: "2026-01-06" },
    ...[303, 303, 303, 404, 403, 404],
  ),
  "POST /companies/:id/contacts/:contact/departure": post({ until: "2026-01-06" }, 303, 303, 303, 404, 403, 404),
  "POST /companies/:id/contacts/:contact/return": post({}, 422, 422, 422, 404, 403, 404),
  "POST /companies/:id/contacts/:contact/erasure": post({}, 403, 403, 303, 404, 403, 404),
  "POST /companies/:id/tags": post({ tag: "seafood" }, 303, 303, 303, 303, 403, 404),
  "POST /companies/:id/tags/removal": post({ tag: "seafood" }, 422, 422, 422, 422, 403, 404),
  "POST /companies/:id/helpers": post({ name: "A bank", since: "2026-01-05" }, 303, 303, 303, 303, 403, 404),
  "POST /companies/:id/helpers/:helper/end": post({ until: "2026-01-06" }, 303, 303, 303, 303, 403, 404),
  "POST /companies/:id/erasure": post({}, 403, 403, 303, 403, 303, 404),
  "GET /companies/duplicates": page(403, 403, 200, 403, 200, 403),
  "POST /companies/:id/apartness": post({ other: ":other" }, 403, 403, 303, 403, 303, 404),
  "GET /companies/:id/merger": page(403, 403, 200, 403, 200, 404),
  "POST /companies/:id/merger": post({ from: ":other" }, 403, 403, 303, 403, 303, 404),
  "GET /companies/:id/merges": page(403, 403, 200, 403, 200, 404),
  "POST /companies/:id/parting": post({ merge: "none" }, 403, 403, 404, 403, 404, 404),
  "POST /companies/:id/identification": post({ orgnr: "319990011" }, 303, 422, 422, 422, 403, 404),

  "GET /day": page(200, 200, 200, 200, 403, 403),
  "GET /day/offline": page(200, 200, 200, 200, 403, 403),
  "GET /log": page(200, 200, 200, 200, 403, 403),
  "POST /log": post(
    { case: ":ref", kind: "call", note: "We talked", contact: "20", service: "other" },
    ...[303, 303, 303, 404, 404, 404],
  ),
  "GET /import": page(403, 403, 200, 403, 403, 403),
  "POST /import": post({ hub: "roros" }, 403, 403, 422, 403, 403, 403),
  "GET /import/exports": page(403, 403, 200, 403, 200, 403),
  "GET /import/:id": page(404, 404, 200, 404, 404, 404),
  "POST /import/:id/mapping": post({ track, "column.0": "company" }, 404, 404, 303, 404, 404, 404),
  "POST /import/:id/repair": post({}, 404, 404, 200, 404, 404, 404),
  "POST /import/:id/run": post({}, 404, 404, 303, 404, 404, 404),
  "POST /import/:id/undoing": post({}, 404, 404, 303, 404, 404, 404),
  "POST /import/:id/stop": post({}, 404, 404, 303, 404, 404, 404),
  "POST /import/:id/discarding": post({}, 404, 404, 303, 404, 404, 404),
  "GET /guide": page(200, 200, 200, 200, 200, 200),
  "GET /keys": page(200, 200, 200, 200, 200, 200),

  "GET /inbox": page(200, 200, 200, 200, 200, 403),
  "GET /inbox/suspected": page(403, 403, 200, 403, 200, 403),
  "POST /inbox/suspected/:ref/release": post({}, 404, 404, 303, 404, 303, 404),
  "POST /inbox/suspected/:ref/deletion": post({}, 404, 404, 303, 404, 303, 404),
  "GET /inbox/:ref": page(200, 200, 200, 404, 404, 404),
  "GET /inbox/new": page(200, 200, 200, 200, 403, 403),
  "POST /inbox": post(
    { source: "phone", hub: "roros", contact: "Per", phone: "90012345", need: "n", language: "nb", informed: "yes" },
    ...[303, 303, 303, 403, 403, 403],
  ),
  "POST /inbox/:ref/acceptance": post(
    {
      hub: "roros",
      company: "Fjellvarp",
      need: "A wall",
      track,
      access: "hub",
      advisor: "",
      nextStep: "Call",
      nextOn: soon,
    },
    ...[303, 303, 303, 404, 404, 404],
  ),
  "POST /inbox/:ref/attachment": post({ case: "NONE-1" }, 422, 422, 422, 404, 404, 404),
  "POST /inbox/:ref/question": post({ question: "How big?" }, 303, 303, 303, 404, 404, 404),
  "POST /inbox/:ref/taking": post({}, 422, 422, 422, 404, 404, 404),
  "POST /inbox/:ref/sending-back": post({ reason: "Why" }, 422, 422, 422, 404, 404, 404),
  "POST /inbox/:ref/refusal/preview": post(
    { closeReason: "declined_capacity", reason: "Sorry" },
    ...[200, 200, 200, 404, 404, 404],
  ),
  "POST /inbox/:ref/withdrawal": post({ told: "phone" }, 303, 303, 303, 404, 404, 404),
  "POST /inbox/:ref/handover": post({ to: "kyst", reason: "Theirs" }, 303, 303, 303, 404, 404, 404),
  "POST /inbox/:ref/refusal": post({ closeReason: "declined_capacity", reason: "Sorry" }, 303, 303, 303, 404, 404, 404),

  "GET /network": page(200, 200, 200, 200, 200, 200),
  "GET /network/hubs": page(200, 200, 200, 200, 200, 200),
  "POST /network/hubs": post(
    { name: "Fosen", shortName: "Fosen", prefix: "FO", openedOn: "2026-01-05", reason: "Why" },
    ...[403, 403, 403, 403, 303, 403],
  ),
  "GET /network/hubs/:id/form": page(200, 200, 200, 200, 200, 200),
  // The same once more changes nothing.
  "POST /network/hubs/:id/form": post({ "nb.a": "Antall ansatte?", "use.a": "shown" }, 403, 403, 303, 403, 422, 403),
  "POST /network/hubs/:id/capacity": post({ until: "" }, 403, 403, 422, 403, 422, 403),
  "GET /network/hubs/:id/poster": page(200, 200, 200, 200, 200, 200),
  "GET /network/hubs/:id": page(200, 200, 200, 200, 200, 200),
  "POST /network/hubs/:id/closure": post({ last: nextYear, reason: "Why" }, 403, 403, 403, 403, 422, 403),
  "GET /network/cases": page(200, 200, 200, 200, 200, 200),
  "GET /network/stages/:code": page(200, 200, 200, 200, 200, 200),
  "GET /network/stages/:code/cases": page(200, 200, 200, 200, 200, 200),

  "GET /network/overrides": page(403, 403, 200, 403, 200, 403),

  "GET /programme/stages": page(200, 200, 200, 200, 200, 200),
  "GET /programme/stages/new": page(403, 403, 403, 403, 200, 403),
  // Without "sure" it is shown what would be.
  "POST /programme/stages": owners(200, {
    ...{ nameNb: "Ny", nameNn: "Ny", nameEn: "New", meaningNb: "Ny", meaningNn: "Ny", meaningEn: "New" },
    ...{ track, phase: "plan", limitDays: "10", place: "" },
  }),
  "GET /programme/stages/:code": page(200, 200, 200, 200, 200, 200),
  "POST /programme/stages/:code/names": owners(200, {
    ...{ nameNb: "Ny", nameNn: "Ny", nameEn: "New", meaningNb: "Ny", meaningNn: "Ny", meaningEn: "New" },
  }),
  "POST /programme/stages/:code/limit": owners(303, { limitDays: "33", from: "10", sure: "yes" }),
  "POST /programme/stages/:code/requirements": owners(200, { "requires.idea_described": "yes" }),
  "POST /programme/stages/:code/place": owners(200, { place: "1" }),
  "POST /programme/stages/:code/phase": owners(200, { phase: "effect" }),
  "POST /programme/stages/:code/hiding": owners(200, { hub: "roros" }),
  "POST /programme/stages/:code/showing": owners(422, { hub: "roros" }),
  "GET /programme/stages/:code/retirement": page(403, 403, 403, 403, 200, 403),
  "POST /programme/stages/:code/retirement": owners(200, { to: third }),
  "POST /programme/stages/:code/progress": owners(303, {}),
  "POST /programme/stages/:code/stop": owners(303, {}),
  "POST /programme/stages/:code/resumption": owners(303, {}),

  "GET /search": { ...page(200, 200, 200, 200, 200, 403), query: "?q=as" },
  "GET /programme/tags": page(403, 403, 403, 403, 200, 403),
  "POST /programme/tags": owners(303, { nb: "a", nn: "a", en: "a" }),
  "POST /programme/tags/:code/names": owners(303, { nb: "b", nn: "b", en: "b" }),
  "POST /programme/tags/:code/retirement": owners(303, {}),
  "POST /programme/tags/:code/restoration": owners(422, {}),

  "GET /notices": page(200, 200, 200, 200, 200, 200),
  "POST /notices/reading": { form: { upTo: "1" }, gives: [303, 303, 303, 303, 303, 303, 303, 401] },

  "GET /people": page(403, 403, 200, 403, 200, 403),
  "GET /people/invitation": page(403, 403, 200, 403, 200, 403),
  "POST /people": post(
    { name: "New Person", email: "new@hub.example", phone: "", hub: "roros", role: "roros:advisor", language: "nb" },
    ...[403, 403, 303, 403, 303, 403],
  ),
  "GET /people/:id": page(404, 404, 200, 404, 200, 404),
  "POST /people/:id/roles": post({ role: "roros:manager" }, 404, 404, 303, 404, 303, 404),
  "GET /people/:id/departure": { ...page(404, 404, 200, 404, 200, 404), query: "?role=roros:advisor" },
  "POST /people/:id/departure": post({ role: "roros:advisor", successor: "marit" }, 404, 404, 303, 404, 303, 404),

  "POST /people/:id/absence": post(
    { from: nextYear, to: nextYear, standIn: "nils" },
    ...[404, 404, 303, 404, 303, 404],
  ),
  "POST /people/:id/return": post({}, 404, 404, 422, 404, 422, 404),

  "GET /me": page(200, 200, 200, 200, 200, 200),
  "POST /me/language": post({ language: "nn" }, 303, 303, 303, 303, 303, 303),
  "POST /me/absence": post({ from: nextYear, to: nextYear, standIn: "stein" }, 303, 303, 303, 303, 422, 422),
  "POST /me/return": post({}, 303, 303, 303, 303, 422, 422),
  "POST /me/choices": post({ "way.alerted": "off" }, 303, 303, 303, 303, 303, 303),
  "POST /me/keys": post({ keys: "off" }, 303, 303, 303, 303, 303, 303),
  "POST /me/calendar": post({}, 200, 200, 200, 200, 200, 200),
  "POST /me/calendar/end": post({}, 303, 303, 303, 303, 303, 303),
  "POST /me/sessions/ended": { form: { session: "none" }, gives: [303, 303, 303, 303, 303, 303, 303, 401] },
  // Last, since it ends the sessions that all the others need.
  "POST /auth/departure": { form: {}, gives: WHO.map(() => 303) },
}

test("every route has a row, and no row is without a route", () => {
  const routes = inspectRoutes(app).filter(({ method, isMiddleware }) => method !== "ALL" && !isMiddleware)
  const named = routes.map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(named)].sort()).toEqual(Object.keys(MATRIX).sort())
})

const cells = Object.entries(MATRIX).flatMap(([route, trial]) =>
  WHO.map((who, i) => ({ route, trial, who, name: who?.name ?? "someone signed out", gives: trial.gives[i] })),
)
test.each(cells)("$route gives $name $gives", async ({ route, trial: { form, file, query = "" }, who, gives }) => {
  const [, path = ""] = route.split(" ")
  // What only looks, or is turned away, needs nothing of its own.
  const isOwn = form !== undefined && ![401, 403, 404].includes(gives ?? 0)
  const ref = await (isOwn ? refFor(path) : shared(`ref ${path}`, () => refFor(path)))
  const idOf = () => (path.startsWith("/companies") ? companyFor() : idFor(path))
  const id = await (isOwn ? idOf() : shared(`id ${path}`, idOf))
  const target =
    path
      .replace(":ref", ref)
      .replace(":id", id)
      .replace(":hub", "roros")
      .replace(":lang", "nn")
      .replace(/:(?:contact|helper)/, `of-${id}`)
      .replace(":code", path.startsWith("/areas") ? "5057" : path.includes("/tags/") ? await tagFor() : second) + query
  const email = form?.email?.startsWith("new@") ? `${crypto.randomUUID()}@hub.example` : form?.email
  const other = Object.entries(form ?? {}).flatMap(([name, value]) => (value === ":other" ? [name] : []))
  const others = Object.fromEntries(await Promise.all(other.map(async (name) => [name, await companyFor()])))
  const body = file && new FormData()
  for (const [name, value] of Object.entries({ ...made(), file })) body?.set(name, value ?? "")
  const { status } = await as(
    who,
    target,
    form && {
      form: {
        ...made(),
        ...form,
        ...(email && { email }),
        ...(form.ref && { ref }),
        ...(form.token && path === "/enquiry" && { token: token() }),
        ...others,
        ...(form.case && { case: ref || id.replace("company-", "") }),
      },
      ...(body && { body }),
    },
  )
  expect(status).toBe(gives)
})

const spares = new Map<string, Promise<string>>()
function shared(key: string, make: () => Promise<string>): Promise<string> {
  const one = spares.get(key) ?? make()
  spares.set(key, one)
  return one
}

/** A case that waits to be moved, or an enquiry that waits to be answered, made for this one trial. */
async function refFor(path: string): Promise<string> {
  if (path.startsWith("/cases") || path === "/log") return opened(crypto.randomUUID().slice(0, 8), { stage: second })
  if (path.startsWith("/inbox/suspected")) return (await enquire({ token: token(0) })).ref
  return path.startsWith("/inbox") || path.startsWith("/enquiry") ? (await enquire()).ref : ""
}

/** One with a case of Røros, a contact and a helper. */
async function companyFor(): Promise<string> {
  const ref = await opened(crypto.randomUUID().slice(0, 8))
  const companyId = `company-${ref}`
  const row = { id: `of-${companyId}`, companyId, name: "Siv", since: "2026-01-05" }
  const roles = [{ role: "owner" as const, since: "2026-01-05", until: null }]
  await send("write", [
    build.insert(t.contacts).values({ ...row, caseId: `id-${ref}`, roles }),
    build.insert(t.helpers).values({ ...row, what: "Money" }),
    build
      .insert(t.tags)
      .values({ code: "seafood", seq: 1, name: { nb: "s", nn: "s", en: "s" } })
      .onConflictDoNothing(),
  ])
  return companyId
}

async function tagFor(): Promise<string> {
  const code = crypto.randomUUID()
  await send("write", [build.insert(t.tags).values({ code, seq: 1, name: { nb: code, nn: code, en: code } })])
  return code
}

/** A view of Røros's, or someone there to give a role or to see off. */
async function idFor(path: string): Promise<string> {
  if (!path.includes(":id")) return ""
  if (path.startsWith("/cases/views")) return savedView()
  if (path.startsWith("/network/hubs")) return "roros"
  if (path.startsWith("/import")) return broughtList(path)
  const id = crypto.randomUUID()
  const at = new Date()
  await send("write", [
    build.insert(t.people).values({ id, name: "New", email: `${id}@hub.example`, createdAt: at, updatedAt: at }),
    build.insert(t.memberships).values({ personId: id, hubId: "roros", role: "advisor" }),
  ])
  return id
}

/** A list of Røros's of one row: not yet read as anything, or ready to be brought in. */
async function broughtList(path: string): Promise<string> {
  const id = crypto.randomUUID()
  const state = path.endsWith("mapping") ? ("mapping" as const) : ("checked" as const)
  const list = {
    id,
    hubId: "roros",
    personId: "marit",
    file: "list.csv",
    head: ["Bedrift"],
    signature: id,
    state,
    total: 1,
  }
  const source = { kind: "csv", encoding: "utf-8", separator: ";" } as const
  const choices = { mapping: ["company"], track, overwrite: false } as const
  const row = { importId: id, nth: 2, cells: [`List ${id}`], state: "waiting" as const }
  await send("write", [
    build.insert(t.imports).values({ ...list, source, choices, startedAt: new Date() }),
    build.insert(t.importRows).values(row),
  ])
  return id
}

async function savedView(): Promise<string> {
  const id = crypto.randomUUID()
  const view = { id, seq: 1, ownerKind: "hub" as const, ownerId: "roros", query: "", position: 1 }
  await send("write", [build.insert(t.views).values({ ...view, name: id })])
  return id
}
