import { openClerk } from "#src/access/clerk.ts"
import { openSystem } from "#src/access/system.ts"
import { openWatch } from "#src/access/watch.ts"
import { connect } from "#src/db/connect.ts"
import { openWire } from "#src/db/wire.ts"
import { openRegister } from "#src/registry/register.ts"
import type { AppEnv } from "./env.ts"

type Env = Pick<AppEnv["Bindings"], "DATABASE_URL" | "DATABASE_TOKEN" | "REGISTER_URL" | "BASE_URL">
type Done = { woken: number; erased: number; learned: number; warned: number }

/** What happens by itself, once an hour: midnight in Norway is at two hours of UTC, by season. */
export async function everyHour(env: Env, at = new Date()): Promise<Done> {
  const database = connect(env, openWire())
  const requestId = crypto.randomUUID()
  const system = openSystem(database, requestId, at)
  const woken = await system.wake()
  const erased = await system.expire()
  await openClerk(database, crypto.randomUUID(), at).goOn()
  const watch = openWatch(database, requestId, at)
  const learned = await watch.follow(openRegister(env.REGISTER_URL, env.BASE_URL))
  const done = { woken, erased, learned, warned: await watch.warn() }
  console.log(JSON.stringify({ job: "everyHour", ...done }))
  return done
}
