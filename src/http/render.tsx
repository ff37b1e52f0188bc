import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import type { Child } from "hono/jsx"
import { roomsOf } from "#src/access/rooms.ts"
import { osloDay } from "#src/core/calendar.ts"
import { initials } from "#src/core/text.ts"
import { type Screen, ScreenContext } from "#views/screen.tsx"
import type { AppEnv } from "./env.ts"

declare module "hono" {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: Hono asks for an interface to merge with
    (content: Child): Response | Promise<Response>
  }
}

/** htmx 4 says whether it will swap a part or the whole page. */
export const isFragment = (c: Context) => c.req.header("HX-Request-Type") === "partial"

/** One view, two answers: bare for htmx, inside its layout for a browser. */
export const render = createMiddleware<AppEnv>(async (c, next) => {
  c.setRenderer((content) => {
    const screen = screenOf(c)
    const html = (<ScreenContext.Provider value={screen}>{content}</ScreenContext.Provider>).toString()
    c.header("Content-Language", screen.lang)
    c.header("Cache-Control", "private, no-store")
    return c.html(screen.fragment ? html : `<!DOCTYPE html>${html}`)
  })
  await next()
})

function screenOf(c: Context<AppEnv>): Screen {
  const actor = c.var.desk?.actor() ?? null
  const { pathname, search } = new URL(c.req.url)
  return {
    lang: actor?.language ?? c.var.language,
    fragment: isFragment(c),
    path: pathname,
    search,
    today: osloDay(new Date()),
    density: c.var.density ?? "comfortable",
    who: actor && {
      id: actor.id,
      name: actor.name,
      initials: initials(actor.name),
      keys: actor.keys,
      unread: countOf(actor.unread),
      ...roomsOf(actor),
    },
  }
}

const MOST = 9
const countOf = (unread: number) => (unread > MOST ? `${MOST}+` : unread > 0 ? String(unread) : undefined)
