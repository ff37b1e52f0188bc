import { Hono } from "hono"
import { soughtIn } from "#src/core/search.ts"
import type { AppEnv } from "#src/http/env.ts"
import { isFragment } from "#src/http/render.tsx"
import { Options } from "#views/search/box.tsx"
import { SearchPage } from "#views/search/page.tsx"
import { blankPage, searchPage } from "./search-page.ts"

export const searchRoutes = new Hono<AppEnv>().get("/", async (c) => {
  const { desk } = c.var
  const sought = soughtIn(c.req.query("q") ?? "")
  const found = await (sought.words.length ? desk.read(searchPage(sought)) : desk.read(blankPage(sought)))
  return c.render(isFragment(c) ? <Options {...found} /> : <SearchPage {...found} />)
})
