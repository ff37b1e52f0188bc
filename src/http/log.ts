import { createMiddleware } from "hono/factory"
import { routePath } from "hono/route"
import { openWire } from "#src/db/wire.ts"
import type { AppEnv } from "./env.ts"

/** One line a request: who by id, what by route, and what it cost. No names, no addresses, nothing typed. */
export const logged = createMiddleware<AppEnv>(async (c, next) => {
  const started = Date.now()
  c.set("requestId", crypto.randomUUID())
  c.set("wire", openWire())
  await next()
  const { requestId, wire, desk } = c.var
  const entry = {
    id: requestId,
    who: desk?.actor()?.id ?? null,
    method: c.req.method,
    route: routePath(c, -1),
    status: c.res.status,
    trips: wire.trips.length,
    rows: wire.rows(),
    ms: Date.now() - started,
  }
  c.header("X-Request-Id", requestId)
  if (c.env.SERVER_TIMING) c.header("Server-Timing", wire.timing())
  console.log(JSON.stringify(entry))
})
