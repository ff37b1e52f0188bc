import { Hono } from "hono"
import { openCounter } from "#src/access/counter.ts"
import { connect } from "#src/db/connect.ts"
import type { AppEnv } from "./env.ts"

export const healthRoutes = new Hono<AppEnv>().get("/", async (c) => {
  const counter = openCounter(connect(c.env, c.var.wire), c.var.requestId)
  const alive = await counter.alive()
  return c.json({ database: alive ? "up" : "away" }, alive ? 200 : 503)
})
