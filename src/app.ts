import { Hono } from "hono"
import { bodyLimit } from "hono/body-limit"
import { except } from "hono/combine"
import { csrf } from "hono/csrf"
import { secureHeaders } from "hono/secure-headers"
import { aboutRoutes, guideRoutes, keyRoutes } from "./about/routes.tsx"
import { calendarRoutes } from "./calendar/routes.ts"
import { caseRoutes } from "./cases/routes.tsx"
import { selectionRoutes } from "./cases/selection-routes.tsx"
import { viewRoutes } from "./cases/view-routes.tsx"
import { changeRoutes } from "./changes/routes.tsx"
import { aroundRoutes } from "./companies/around-routes.tsx"
import { mergingRoutes } from "./companies/merging-routes.tsx"
import { companyRoutes } from "./companies/routes.tsx"
import { dayRoutes, logRoutes } from "./day/routes.tsx"
import { importRoutes } from "./exchange/import-routes.tsx"
import { exportRoutes } from "./exchange/routes.tsx"
import { density } from "./http/density.ts"
import type { AppEnv } from "./http/env.ts"
import { TooLarge } from "./http/errors.ts"
import { healthRoutes } from "./http/health.ts"
import { logged } from "./http/log.ts"
import { notFound, onError } from "./http/on-error.tsx"
import { posting } from "./http/posting.ts"
import { render } from "./http/render.tsx"
import { POLICY, proving } from "./http/security.ts"
import { language, staff } from "./http/session.ts"
import { networkRoutes } from "./insight/routes.tsx"
import { enquiryRoutes, inboxRoutes, shortRoutes } from "./intake/routes.tsx"
import { claimRoutes, statusRoutes, unlisted } from "./intake/status-routes.tsx"
import { suspectedRoutes } from "./intake/suspected-routes.tsx"
import { areaRoutes } from "./network/area-routes.tsx"
import { hubFormRoutes } from "./network/hub-form-routes.tsx"
import { hubRoutes } from "./network/hub-routes.tsx"
import { noticeRoutes } from "./notices/routes.tsx"
import { authRoutes } from "./people/auth-routes.tsx"
import { meRoutes } from "./people/me-routes.tsx"
import { peopleRoutes } from "./people/routes.tsx"
import { start } from "./people/start.ts"
import { programmeRoutes } from "./programme/routes.tsx"
import { tagRoutes } from "./programme/tag-routes.tsx"
import { searchRoutes } from "./search/routes.tsx"

const BODY = 64 * 1024
/** A list that somebody brings: five megabytes, and what a form has round them. */
const FILE = 5 * 1024 * 1024 + BODY
const formLimit = bodyLimit({ maxSize: BODY })
const fileLimit = bodyLimit({
  maxSize: FILE,
  onError: () => {
    throw new TooLarge({ file: "file_too_large" })
  },
})
/** The form that attaches a file has a limit of its own, where it can show itself again. */
const limitAt = (path: string): typeof formLimit =>
  path === "/import" ? fileLimit : /^\/cases\/[^/]+\/files$/.test(path) ? (_, next) => next() : formLimit
/** For those who work here: without a sign-in there is nothing to see. */
const ROOMS = [
  "/areas/*",
  "/cases/*",
  "/changes/*",
  "/companies/*",
  "/day/*",
  "/guide/*",
  "/import/*",
  "/inbox/*",
  "/keys/*",
  "/log/*",
  "/me/*",
  "/network/*",
  "/notices/*",
  "/people/*",
  "/programme/*",
  "/search/*",
]

export const app = new Hono<AppEnv>()
  .use(logged)
  .use("/enquiry/status/*", unlisted)
  .use(proving)
  .use(secureHeaders(POLICY))
  .use(language)
  .use(render)
  .use((c, next) => limitAt(c.req.path)(c, next))
  // A private link is all the right there is to its page: another site has nothing to forge there.
  .use(except("/enquiry/status/*", csrf()))
  .get("/", start)
  .route("/enquiry/status", statusRoutes)
  .route("/enquiry/link", claimRoutes)
  .route("/enquiry", enquiryRoutes)
  .route("/n", shortRoutes)
  .route("/auth", authRoutes)
  .route("/about", aboutRoutes)
  .route("/health", healthRoutes)
  .route("/calendar", calendarRoutes)
  .on(["GET", "POST"], ROOMS, staff, posting)
  .route("/areas", areaRoutes)
  .on(["GET", "POST"], "/cases/*", density)
  .route("/cases/views", viewRoutes)
  .route("/cases/export", exportRoutes)
  .route("/cases/selection", selectionRoutes)
  .route("/cases", caseRoutes)
  .route("/changes", changeRoutes)
  .route("/companies", aroundRoutes)
  .route("/companies", mergingRoutes)
  .route("/companies", companyRoutes)
  .route("/day", dayRoutes)
  .route("/log", logRoutes)
  .route("/guide", guideRoutes)
  .route("/keys", keyRoutes)
  .route("/inbox/suspected", suspectedRoutes)
  .route("/import", importRoutes)
  .route("/inbox", inboxRoutes)
  .route("/network/hubs", hubRoutes)
  .route("/network/hubs", hubFormRoutes)
  .route("/network", networkRoutes)
  .route("/notices", noticeRoutes)
  .route("/people", peopleRoutes)
  .route("/me", meRoutes)
  .route("/programme/stages", programmeRoutes)
  .route("/search", searchRoutes)
  .route("/programme/tags", tagRoutes)
  .notFound(notFound)
  .onError(onError)
