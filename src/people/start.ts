import type { Context } from "hono"
import { type Actor, leadsSome, worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import { boardAddress } from "#src/cases/look.ts"
import type { AppEnv } from "#src/http/env.ts"
import { deskFor, readPass } from "#src/http/session.ts"

/** Where one begins. It is an address like any other: from there on, what one asks for is what one gets. */
export async function start(c: Context<AppEnv>) {
  const pass = await readPass(c)
  if (!pass) return c.redirect("/enquiry", 303)
  const desk = deskFor(c, pass)
  return c.redirect(await desk.read(page({ statements: () => [], build: beginningOf })), 303)
}

/** An advisor has a day, a manager a hub: what stands still there comes first. Who works in no hub has the network. */
function beginningOf(actor: Actor): string {
  if (!worksInHub(actor)) return "/network"
  return leadsSome(actor) ? boardAddress({}) : "/day"
}
