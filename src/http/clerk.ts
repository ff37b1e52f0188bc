import { openClerk } from "#src/access/clerk.ts"
import { connect } from "#src/db/connect.ts"
import { openWire } from "#src/db/wire.ts"
import type { AppEnv } from "./env.ts"

/** What goes on when nobody looks: changes of the dictionary reach the cases that are left. */
export const goOn = (env: AppEnv["Bindings"]) => openClerk(connect(env, openWire()), crypto.randomUUID()).goOn()
