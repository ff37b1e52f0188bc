import type { Context } from "hono"
import { openTidy } from "#src/access/tidy.ts"
import { openWatch } from "#src/access/watch.ts"
import { connect } from "#src/db/connect.ts"
import { openWire } from "#src/db/wire.ts"
import { openRegister, type Register } from "#src/registry/register.ts"
import type { AppEnv } from "./env.ts"

export const registerOf = (c: Context<AppEnv>): Register => openRegister(c.env.REGISTER_URL, c.env.BASE_URL)

/** Marks the cases of companies that the register has just told something of, after the answer: nobody waits for it. */
export const warnAfter = (c: Context<AppEnv>) =>
  c.executionCtx.waitUntil(openWatch(connect(c.env, openWire()), c.var.requestId).warn())

/** Lets the other cases of a company follow what became of it, also those that the asker may not know of. */
export const tidyAfter = (c: Context<AppEnv>) =>
  c.executionCtx.waitUntil(openTidy(connect(c.env, openWire()), c.var.requestId).tidy())
