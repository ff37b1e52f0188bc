import type { Context } from "hono"
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from "hono/cookie"
import { createMiddleware } from "hono/factory"
import * as v from "valibot"
import { openDesk } from "#src/access/desk.ts"
import type { Pass } from "#src/access/scope.ts"
import { LANGUAGES, type Language } from "#src/core/person.ts"
import { connect } from "#src/db/connect.ts"
import type { AppEnv } from "./env.ts"
import { SignedOut } from "./errors.ts"

const COOKIE = "pass"
const LANGUAGE = "language"
export const YEAR = 365 * 24 * 60 * 60
/** How long a sign-in lasts, in seconds. */
export const SIGNED_IN_FOR = 30 * 24 * 60 * 60

const PassCookie = v.object({
  token: v.string(),
  personId: v.string(),
  hubs: v.tupleWithRest([v.string()], v.string()),
})

/** Believes a signature, no more: whether the session still stands is the first statement of the page's own batch. */
export const staff = createMiddleware<AppEnv>(async (c, next) => {
  const pass = await readPass(c)
  if (!pass) throw new SignedOut()
  const desk = deskFor(c, pass)
  c.set("desk", desk)
  await next()
  if (desk.pass() !== pass) await writePass(c, desk.pass())
})

export const deskFor = (c: Context<AppEnv>, pass: Pass) => openDesk(connect(c.env, c.var.wire), pass, c.var.requestId)

export async function readPass(c: Context<AppEnv>): Promise<Pass | null> {
  const cookie = await getSignedCookie(c, c.env.COOKIE_SECRET, COOKIE)
  if (!cookie) return null
  const pass = v.safeParse(v.pipe(v.string(), v.parseJson(), PassCookie), cookie)
  return pass.success ? pass.output : null
}

export const writePass = (c: Context<AppEnv>, pass: Pass) =>
  setSignedCookie(c, COOKIE, JSON.stringify(pass), c.env.COOKIE_SECRET, { ...kept(c), maxAge: SIGNED_IN_FOR })

export const dropPass = (c: Context<AppEnv>) => deleteCookie(c, COOKIE, kept(c))

/** The language of those who have not signed in: asked for, remembered, or the browser's. */
export const language = createMiddleware<AppEnv>(async (c, next) => {
  const asked = known(c.req.query("lang"))
  if (asked) speak(c, asked)
  else c.set("language", known(getCookie(c, LANGUAGE)) ?? browsers(c.req.header("accept-language")))
  await next()
})

/** From now on. */
export function speak(c: Context<AppEnv>, asked: Language) {
  setCookie(c, LANGUAGE, asked, { ...kept(c), maxAge: YEAR })
  c.set("language", asked)
}

/** Safari keeps no secure cookie on a plain http://localhost. */
export const kept = (c: Context) =>
  ({ path: "/", httpOnly: true, sameSite: "Lax", secure: new URL(c.req.url).protocol === "https:" }) as const

export const known = (text: string | undefined): Language | undefined => LANGUAGES.find((one) => one === text)

function browsers(header = ""): Language {
  const wanted = header.split(",").map((part) => part.trim().slice(0, 2).toLowerCase())
  if (wanted.some((one) => one === "nb" || one === "no")) return "nb"
  return known(wanted.find((one) => one === "nn" || one === "en")) ?? "nb"
}
