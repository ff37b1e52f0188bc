import { Hono } from "hono"
import { counterOf } from "./counter.ts"
import type { AppEnv } from "./env.ts"

export const healthRoutes = new Hono<AppEnv>().get("/", async (c) => {
  const alive = await counterOf(c).alive()
  return c.json({ database: alive ? "up" : "away" }, alive ? 200 : 503)
})
