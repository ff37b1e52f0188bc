import { Hono } from "hono"
import { bodyLimit } from "hono/body-limit"
import { csrf } from "hono/csrf"
import { secureHeaders } from "hono/secure-headers"
import { aboutRoutes, guideRoutes } from "./about/routes.tsx"
import { caseRoutes } from "./cases/routes.tsx"
import { selectionRoutes } from "./cases/selection-routes.tsx"
import { viewRoutes } from "./cases/view-routes.tsx"
import { aroundRoutes } from "./companies/around-routes.tsx"
import { mergingRoutes } from "./companies/merging-routes.tsx"
import { companyRoutes } from "./companies/routes.tsx"
import { dayRoutes, logRoutes } from "./day/routes.tsx"
import { exportRoutes } from "./exchange/routes.tsx"
import { density } from "./http/density.ts"
import type { AppEnv } from "./http/env.ts"
import { healthRoutes } from "./http/health.ts"
import { logged } from "./http/log.ts"
import { notFound, onError } from "./http/on-error.tsx"
import { render } from "./http/render.tsx"
import { POLICY } from "./http/security.ts"
import { language, staff } from "./http/session.ts"
import { networkRoutes } from "./insight/routes.tsx"
import { enquiryRoutes, inboxRoutes } from "./intake/routes.tsx"
import { areaRoutes } from "./network/area-routes.tsx"
import { hubRoutes } from "./network/hub-routes.tsx"
import { authRoutes } from "./people/auth-routes.tsx"
import { meRoutes } from "./people/me-routes.tsx"
import { peopleRoutes } from "./people/routes.tsx"
import { start } from "./people/start.ts"
import { programmeRoutes } from "./programme/routes.tsx"
import { tagRoutes } from "./programme/tag-routes.tsx"
import { searchRoutes } from "./search/routes.tsx"

const BODY = 64 * 1024
/** For those who work here: without a sign-in there is nothing to see. */
const ROOMS = [
  "/areas/*",
  "/cases/*",
  "/companies/*",
  "/day/*",
  "/guide/*",
  "/inbox/*",
  "/log/*",
  "/me/*",
  "/network/*",
  "/people/*",
  "/programme/*",
  "/search/*",
]

export const app = new Hono<AppEnv>()
  .use(logged)
  .use(secureHeaders(POLICY))
  .use(language)
  .use(render)
  .use(bodyLimit({ maxSize: BODY }))
  .use(csrf())
  .get("/", start)
  .route("/enquiry", enquiryRoutes)
  .route("/auth", authRoutes)
  .route("/about", aboutRoutes)
  .route("/health", healthRoutes)
  .on(["GET", "POST"], ROOMS, staff)
  .route("/areas", areaRoutes)
  .on(["GET", "POST"], "/cases/*", density)
  .route("/cases/views", viewRoutes)
  .route("/cases/export", exportRoutes)
  .route("/cases/selection", selectionRoutes)
  .route("/cases", caseRoutes)
  .route("/companies", aroundRoutes)
  .route("/companies", mergingRoutes)
  .route("/companies", companyRoutes)
  .route("/day", dayRoutes)
  .route("/log", logRoutes)
  .route("/guide", guideRoutes)
  .route("/inbox", inboxRoutes)
  .route("/network/hubs", hubRoutes)
  .route("/network", networkRoutes)
  .route("/people", peopleRoutes)
  .route("/me", meRoutes)
  .route("/programme/stages", programmeRoutes)
  .route("/search", searchRoutes)
  .route("/programme/tags", tagRoutes)
  .notFound(notFound)
  .onError(onError)
