import type { secureHeaders } from "hono/secure-headers"

/** Nothing inline, nothing from elsewhere, nobody frames us, and no address of ours leaves in a Referer. */
export const POLICY = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  strictTransportSecurity: "max-age=63072000; includeSubDomains",
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
} satisfies Parameters<typeof secureHeaders>[0]
