import { openClerk } from "#src/access/clerk.ts"
import { openSystem } from "#src/access/system.ts"
import { connect } from "#src/db/connect.ts"
import { openWire } from "#src/db/wire.ts"
import type { AppEnv } from "./env.ts"

/** What happens by itself, once an hour: midnight in Norway is at two hours of UTC, by season. */
export async function everyHour(
  env: Pick<AppEnv["Bindings"], "DATABASE_URL" | "DATABASE_TOKEN">,
  at = new Date(),
): Promise<{ woken: number }> {
  const database = connect(env, openWire())
  const woken = await openSystem(database, crypto.randomUUID(), at).wake()
  await openClerk(database, crypto.randomUUID(), at).goOn()
  console.log(JSON.stringify({ job: "everyHour", woken }))
  return { woken }
}
