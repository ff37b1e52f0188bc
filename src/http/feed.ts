import type { Context } from "hono"
import { openFeed } from "#src/access/feed.ts"
import { connect } from "#src/db/connect.ts"
import type { AppEnv } from "./env.ts"

/** Where whoever knows the address of a calendar stands. */
export const feedOf = (c: Context<AppEnv>) => openFeed(connect(c.env, c.var.wire))
