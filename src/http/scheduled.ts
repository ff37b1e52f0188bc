import { openClerk } from "#src/access/clerk.ts"
import { openFiles } from "#src/access/files.ts"
import { openImporter } from "#src/access/importer.ts"
import { openLikeness } from "#src/access/likeness.ts"
import { openPost } from "#src/access/post.ts"
import { openSystem } from "#src/access/system.ts"
import { openTidy } from "#src/access/tidy.ts"
import { openWatch } from "#src/access/watch.ts"
import { osloDay } from "#src/core/calendar.ts"
import { connect } from "#src/db/connect.ts"
import { openWire } from "#src/db/wire.ts"
import { sendLetters, sendMornings } from "#src/notices/mailing.ts"
import { openRegister } from "#src/registry/register.ts"
import type { AppEnv } from "./env.ts"

type Env = Pick<
  AppEnv["Bindings"],
  "DATABASE_URL" | "DATABASE_TOKEN" | "REGISTER_URL" | "BASE_URL" | "EMAIL" | "FILES" | "MAIL_FROM"
>
type Done = {
  woken: number
  erased: number
  learned: number
  warned: number
  tidied: number
  alike: number
  dropped: number
  swept: number
  letters: number
  mornings: number
}

/** What happens by itself, once an hour: midnight in Norway is at two hours of UTC, by season. */
export async function everyHour(env: Env, at = new Date()): Promise<Done> {
  const database = connect(env, openWire())
  const requestId = crypto.randomUUID()
  const system = openSystem(database, requestId, at)
  const woken = await system.wake()
  const erased = await system.expire()
  await system.climb()
  await system.settle()
  await openImporter(database, requestId, { at, today: osloDay(at) }).sweep()
  await openClerk(database, crypto.randomUUID(), at).goOn()
  const watch = openWatch(database, requestId, at)
  const learned = await watch.follow(openRegister(env.REGISTER_URL, env.BASE_URL))
  const tidied = await openTidy(database, requestId, at).tidy()
  const alike = await openLikeness(database, at).compare()
  const warned = await watch.warn()
  const files = openFiles(database, env.FILES, at)
  const dropped = await files.drop()
  const swept = await files.sweep()
  const letters = await sendLetters(env, openPost(database, at))
  const mornings = await sendMornings(env, openPost(database, at))
  const done = { woken, erased, learned, warned, tidied, alike, dropped, swept, letters, mornings }
  console.log(JSON.stringify({ job: "everyHour", ...done }))
  return done
}
