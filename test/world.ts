import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test"
import { env as bound } from "cloudflare:workers"
import { asc, eq } from "drizzle-orm"
import { serializeSigned } from "hono/utils/cookie"
import { findable, findableWrites } from "#src/access/finding.ts"
import { openDesktop } from "#src/access/plan.ts"
import type { Hubs } from "#src/access/scope.ts"
import { writesOf } from "#src/access/writes.ts"
import { app } from "#src/app.ts"
import type { Act } from "#src/core/acts.ts"
import { osloDay } from "#src/core/calendar.ts"
import { type Case, replay } from "#src/core/case.ts"
import { type Company, noCompany } from "#src/core/company.ts"
import { firstOf } from "#src/core/stages.ts"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { openWire } from "#src/db/wire.ts"
import type { AppEnv } from "#src/http/env.ts"
import type { Bucket } from "#src/http/files.ts"
import type { Mail } from "#src/http/mail.ts"
import { CAST, kari, type Person } from "./people.ts"

export const OPENED = "2026-01-05"
export const SECRET = "only for tests"

export type Ask = {
  form?: Record<string, string>
  /** For a form that says several things by one name. */
  body?: URLSearchParams | FormData
  hint?: readonly string[]
  fragment?: boolean
  secret?: string
  headers?: Record<string, string>
  /** When it was last written down that they are here. */
  seen?: number
  env?: Partial<AppEnv["Bindings"]>
}

/** A database of its own, with the network's facts, the cast signed in, and whatever cases a test opens. */
export async function openWorld() {
  const name = `t${crypto.randomUUID().replaceAll("-", "")}`
  const forked = await fetch(`http://admin.db.test/v1/namespaces/default/fork/${name}`, { method: "POST" })
  if (!forked.ok) throw new Error(await forked.text())
  const sent: Mail[] = []
  const unlimited = { limit: async () => ({ success: true }) } as RateLimit
  const env: AppEnv["Bindings"] = {
    DATABASE_URL: `http://${name}.db.test`,
    COOKIE_SECRET: SECRET,
    AUTH_SECRET: "only for tests, and long enough to please",
    BASE_URL: "http://localhost",
    MAIL_FROM: "post@kraftspor.example",
    REGISTER_URL: `http://${name}.register.test/enhetsregisteret/api`,
    KLASS_URL: "http://klass.test",
    EMAIL: { send: async (mail) => sent.push(mail) },
    FILES: shelfOf(name),
    ENQUIRY_LIMIT: unlimited,
    LOOKUP_LIMIT: unlimited,
    SIGN_IN_LIMIT: unlimited,
    ENQUIRIES_AN_HOUR: "1000",
    ENQUIRIES_A_DAY: "1000",
    SERVER_TIMING: "1",
  }
  const { build, send } = connect(env, openWire())
  const [stages] = await send("read", [build.select().from(t.stages).orderBy(asc(t.stages.position))])
  const track = stages[0]?.track ?? ""
  const at = new Date()

  await send("write", [
    build.insert(t.people).values(
      CAST.map(({ id, name, language }) => ({
        id,
        name,
        language,
        email: `${id}@hub.example`,
        createdAt: at,
        updatedAt: at,
      })),
    ),
    build.insert(t.sessions).values(
      CAST.map(({ id }) => {
        const expiresAt = new Date("2099-01-01")
        return { id: `session-${id}`, token: `token-${id}`, userId: id, expiresAt, createdAt: at, updatedAt: at }
      }),
    ),
    build
      .insert(t.memberships)
      .values(CAST.flatMap(({ id, memberships }) => memberships.map((held) => ({ personId: id, ...held })))),
  ])

  /** Tells the company register of this world what happens: see `registry/stand-in.ts`. */
  const register = (what: object) =>
    fetch(`http://${name}.register.test/stand-in`, { method: "POST", body: JSON.stringify(what) })

  let number = 0
  /** Opens a case by the log, as the desk would. */
  async function opened(ref: string, over: Partial<Case & { orgnr: string }> = {}, named: readonly Person[] = []) {
    const hubId = over.hubId ?? "roros"
    const companyId = over.companyId ?? `company-${ref}`
    const stage = stages.find(({ code }) => code === over.stage) ?? firstOf(stages, over.track ?? track)
    if (!stage) throw new Error(`no stage ${over.stage}`)
    const company: Company = {
      ...noCompany(companyId),
      name: over.company ?? `Company ${ref}`,
      orgnr: over.orgnr ?? null,
    }
    const opening = {
      id: `id-${ref}`,
      ref,
      number: --number, // below any that a hub gives
      pseudonym: `P-${ref}`,
      hubId,
      companyId,
      municipality: over.municipality ?? "5025",
      place: over.place ?? "Røros",
      track: stage.track,
      access: over.access ?? "hub",
      stage: stage.code,
      advisorId: over.advisorId === undefined ? kari.id : over.advisorId,
      limitDays: stage.limitDays,
      isRegistered: company.orgnr !== null,
      hasContact: over.hasContact ?? true,
      enquiryId: null,
    }
    const words = { company: company.name, need: over.need ?? `Need of ${ref}` }
    const acts: Act[] = [
      { stream: "case", id: opening.id, event: { type: "opened", case: opening }, words },
      ...named.map(({ id }): Act => ({ stream: "case", id: opening.id, event: { type: "named", personId: id } })),
    ]
    const by = {
      actorKind: "system",
      actorId: "world",
      act: crypto.randomUUID(),
      on: over.openedOn ?? OPENED,
      at,
      requestId: "world",
    } as const
    await send("write", [
      build.insert(t.companies).values(company).onConflictDoNothing(),
      ...writesOf(build, [], acts, by),
      ...findableWrites({ rows: [findable.company(company)], owners: [] }),
      // Nobody has done it, so nobody is told.
      build.delete(t.notices).where(eq(t.notices.actorId, by.actorId)),
    ])
    return ref
  }

  async function as(who: Person | null, path: string, ask: Ask = {}) {
    const { form, hint, fragment = false, secret = SECRET } = ask
    const pass = who && {
      token: `token-${who.id}`,
      personId: who.id,
      hubs: hint ?? hubsOf(who),
      seen: ask.seen ?? Date.now(),
    }
    const cookie = pass ? await serializeSigned("pass", JSON.stringify(pass), secret) : ""
    const headers = {
      cookie,
      origin: "http://localhost",
      ...(fragment && { "HX-Request-Type": "partial" }),
      ...ask.headers,
    }
    const post = form && { method: "POST", body: ask.body ?? new URLSearchParams({ ...made(), ...form }) }
    const ctx = createExecutionContext()
    const trips = counted()
    const response = await app.request(`http://localhost${path}`, { headers, ...post }, { ...env, ...ask.env }, ctx)
    // Not `text()`: workerd warns when what leaves is a workbook.
    const html = new TextDecoder().decode(await response.arrayBuffer())
    const answer = { status: response.status, headers: response.headers, html, trips: trips() }
    await waitOnExecutionContext(ctx)
    return answer
  }

  const scopeOf = (who: Person, now = new Date()) =>
    openDesktop(
      build,
      { token: `token-${who.id}`, personId: who.id, hubs: hubsOf(who) },
      { at: now, today: osloDay(now) },
    )

  const caseOf = async (ref: string) =>
    (await send("read", [build.select().from(t.cases).where(eq(t.cases.ref, ref))]))[0][0]
  const logOf = async (stream: string) =>
    (
      await send("read", [build.select().from(t.events).where(eq(t.events.stream, stream)).orderBy(asc(t.events.seq))])
    )[0]
  const wordsOf = async (stream: string) =>
    (await send("read", [build.select().from(t.texts).where(eq(t.texts.subject, stream))]))[0]

  return { env, build, send, stages, track, opened, as, scopeOf, caseOf, logOf, wordsOf, sent, register, replay }
}

/** Who belongs nowhere has a cookie that claims a hub. */
function hubsOf({ memberships }: Person): Hubs {
  const [home = "roros", ...others] = [...new Set(memberships.map(({ hubId }) => hubId))].sort()
  return [home, ...others]
}

/** A part of the one bucket there is, so that nobody sweeps another's. */
function shelfOf(name: string): Bucket {
  const { FILES } = bound as unknown as { FILES: R2Bucket }
  return {
    put: (id, content) => FILES.put(`${name}/${id}`, content),
    get: (id) => FILES.get(`${name}/${id}`),
    delete: (ids) => FILES.delete(ids.map((id) => `${name}/${id}`)),
    async list({ startAfter, ...options }) {
      const prefix = `${name}/`
      const found = await FILES.list({ ...options, prefix, ...(startAfter && { startAfter: prefix + startAfter }) })
      const { objects, truncated } = found
      return { truncated, objects: objects.map(({ key, uploaded }) => ({ key: key.slice(prefix.length), uploaded })) }
    },
  }
}

/** What every form carries. */
export const made = (basedOn?: number) => ({
  act: crypto.randomUUID(),
  ...(basedOn !== undefined && { basedOn: String(basedOn) }),
})

/** Counts what leaves the Worker, whatever the program says about itself. */
function counted(): () => number {
  const { fetch } = globalThis
  let n = 0
  globalThis.fetch = (...args: Parameters<typeof fetch>) => {
    n++
    return fetch(...args)
  }
  return () => {
    globalThis.fetch = fetch
    return n
  }
}
