import { app } from "#src/app.ts"
import type { AppEnv } from "#src/http/env.ts"
import { caught } from "./caught.ts"
import { local } from "./personas.tsx"

/** The same program on one's own machine: mail goes nowhere but to a page, and anyone can sign in as anyone. */
export default {
  fetch: (request, env, ctx) => {
    const here = { ...env, EMAIL: caught, SERVER_TIMING: "1" }
    const { pathname } = new URL(request.url)
    return (/^\/local(\/|$)/.test(pathname) ? local : app).fetch(request, here, ctx)
  },
} satisfies ExportedHandler<AppEnv["Bindings"]>
