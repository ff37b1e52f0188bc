import type { Context } from "hono"
import { openCounter } from "#src/access/counter.ts"
import { connect } from "#src/db/connect.ts"
import type { AppEnv } from "./env.ts"

/** Where whoever is not signed in stands. */
export const counterOf = (c: Context<AppEnv>) => openCounter(connect(c.env, c.var.wire), c.var.requestId)
