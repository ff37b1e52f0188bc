import { createMiddleware } from "hono/factory"
import { openPost } from "#src/access/post.ts"
import { connect } from "#src/db/connect.ts"
import { openWire } from "#src/db/wire.ts"
import { sendLetters } from "#src/notices/mailing.ts"
import type { AppEnv } from "./env.ts"

/** Long enough that nobody waits for it, and that many acts of one form are one mail. */
const WHILE_MS = 150

/** Sends what someone is to be told at once, after the answer. What fails here the hourly job tries again. */
export const posting = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  if (c.var.desk.hasTold())
    c.executionCtx.waitUntil(inAWhile().then(() => sendLetters(c.env, openPost(connect(c.env, openWire())))))
})

const inAWhile = () => new Promise((pass) => setTimeout(pass, WHILE_MS))
