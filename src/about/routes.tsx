import { Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { counterOf } from "#src/http/counter.ts"
import type { AppEnv } from "#src/http/env.ts"
import { isFragment } from "#src/http/render.tsx"
import { Accessibility } from "#views/about/accessibility.tsx"
import { Guide } from "#views/about/guide.tsx"
import { Privacy } from "#views/about/privacy.tsx"
import { KeyList, KeysPage } from "#views/keys/keys.tsx"
import { guidePage, hubsNow } from "./pages.ts"

/** For everybody: nobody needs to be signed in here. */
export const aboutRoutes = new Hono<AppEnv>()
  .get("/privacy", async (c) =>
    c.render(<Privacy hubs={await counterOf(c).read(hubsNow)} contact={addressIn(c.env.MAIL_FROM)} />),
  )
  .get("/accessibility", (c) => c.render(<Accessibility contact={addressIn(c.env.MAIL_FROM)} />))

/** For who works here: the first day, and what each stage means. */
export const guideRoutes = new Hono<AppEnv>().get("/", async (c) =>
  c.render(<Guide {...(await c.var.desk.read(guidePage))} />),
)

/** For who works here: what each key does. With scripts a dialog on any page, for which the list alone is enough. */
export const keyRoutes = new Hono<AppEnv>().get("/", async (c) => {
  await c.var.desk.read(nothing)
  return c.render(isFragment(c) ? <KeyList /> : <KeysPage />)
})

/** "Kraftspor <post@kraftspor.example>" is read at post@kraftspor.example. */
const addressIn = (from: string): string => /<([^<>]+)>/.exec(from)?.[1] ?? from
