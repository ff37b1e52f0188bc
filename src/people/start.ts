import type { Context } from "hono"
import { NETWORK } from "#src/core/person.ts"
import type { AppEnv } from "#src/http/env.ts"
import { readPass } from "#src/http/session.ts"

/** Where one begins, by what the cookie says: the page itself asks who this is. */
export async function start(c: Context<AppEnv>) {
  const pass = await readPass(c)
  if (!pass) return c.redirect("/enquiry", 303)
  return c.redirect(pass.hubs.some((hub) => hub !== NETWORK) ? "/cases" : "/network", 303)
}
