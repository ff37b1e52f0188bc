import { Hono } from "hono"
import type { AppEnv } from "#src/http/env.ts"
import { ChangesPage } from "#views/changes/changes.tsx"
import { changesPage } from "./changes-page.ts"

export const changeRoutes = new Hono<AppEnv>().get("/", async (c) =>
  c.render(<ChangesPage {...(await c.var.desk.read(changesPage(c.req.query("since") || undefined)))} />),
)
