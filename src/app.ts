import { Hono } from "hono"
import { bodyLimit } from "hono/body-limit"
import { csrf } from "hono/csrf"
import { secureHeaders } from "hono/secure-headers"
import { caseRoutes } from "./cases/routes.tsx"
import type { AppEnv } from "./http/env.ts"
import { healthRoutes } from "./http/health.ts"
import { logged } from "./http/log.ts"
import { notFound, onError } from "./http/on-error.tsx"
import { render } from "./http/render.tsx"
import { POLICY } from "./http/security.ts"
import { language, staff } from "./http/session.ts"
import { enquiryRoutes, inboxRoutes } from "./intake/routes.tsx"

const BODY = 64 * 1024

export const app = new Hono<AppEnv>()
  .use(logged)
  .use(secureHeaders(POLICY))
  .use(language)
  .use(render)
  .use(bodyLimit({ maxSize: BODY }))
  .use(csrf())
  .use("/cases/*", staff)
  .use("/inbox/*", staff)
  .route("/cases", caseRoutes)
  .route("/enquiry", enquiryRoutes)
  .route("/inbox", inboxRoutes)
  .route("/health", healthRoutes)
  .notFound(notFound)
  .onError(onError)
