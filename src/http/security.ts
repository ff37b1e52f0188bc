import { createMiddleware } from "hono/factory"
import type { secureHeaders } from "hono/secure-headers"
import type { AppEnv } from "./env.ts"

/** Nothing inline, nothing from elsewhere, nobody frames us, and no address of ours leaves in a Referer. */
export const POLICY = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    frameSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  strictTransportSecurity: "max-age=63072000; includeSubDomains",
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
} satisfies Parameters<typeof secureHeaders>[0]

const TURNSTILE = "https://challenges.cloudflare.com"

/** Only the page that asks for a proof may reach who judges it. */
export const proving = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  if (!c.var.proves) return
  const policy = c.res.headers.get("content-security-policy") ?? ""
  const wider = policy.replace("script-src 'self'", `script-src 'self' ${TURNSTILE}`)
  c.header("Content-Security-Policy", wider.replace("frame-src 'none'", `frame-src ${TURNSTILE}`))
})
