import { getCookie, setCookie } from "hono/cookie"
import { createMiddleware } from "hono/factory"
import { DENSITIES, type Density } from "#views/screen.tsx"
import type { AppEnv } from "./env.ts"
import { kept, YEAR } from "./session.ts"

const COOKIE = "density"

/** How close cards and rows stand: asked for, or remembered by the browser that it was asked for in. */
export const density = createMiddleware<AppEnv>(async (c, next) => {
  const asked = known(c.req.query("density"))
  if (asked) setCookie(c, COOKIE, asked, { ...kept(c), maxAge: YEAR })
  c.set("density", asked ?? known(getCookie(c, COOKIE)) ?? "comfortable")
  await next()
})

const known = (text: string | undefined): Density | undefined => DENSITIES.find((one) => one === text)
