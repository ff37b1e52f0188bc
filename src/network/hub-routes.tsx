import { Hono } from "hono"
import { nothing } from "#src/access/desk.ts"
import { closeHub, type Hub, type Left, openHub } from "#src/core/hub.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { dueDay, form, given, line, prose } from "#src/http/form.ts"
import { triedOf } from "#src/http/tried.ts"
import { HubView } from "#views/network/hub.tsx"
import { Hubs } from "#views/network/hubs.tsx"
import { owning } from "./area-page.ts"
import { hubAddress, hubFile, hubPage, hubsFile, hubsPage } from "./hubs.ts"

const reason = given(prose(1000))
const HubForm = {
  name: given(line(100)),
  shortName: given(line(24)),
  prefix: given(line(10)),
  openedOn: given(dueDay),
  reason,
}

export const hubRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const did = c.req.query("did")
    return c.render(<Hubs {...(await c.var.desk.read(hubsPage({ did })))} />)
  })

  .post("/", form(HubForm, againOnHubs), async (c) => {
    const { act, basedOn: _, ...typed } = c.req.valid("form")
    const { desk } = c.var
    const judge = owning(({ hubs }: { hubs: readonly Hub[] }) => openHub(hubs, typed, desk.today))
    await desk.record(hubsFile, judge, { act }, nothing)
    return c.redirect("/network/hubs?did=opened", 303)
  })

  .get("/:id", async (c) => {
    const did = c.req.query("did")
    return c.render(<HubView {...(await c.var.desk.read(hubPage(c.req.param("id"), { did })))} />)
  })

  .post("/:id/closure", form({ last: given(dueDay), reason }, againOnHub), async (c) => {
    const { act, basedOn, ...typed } = c.req.valid("form")
    const { desk } = c.var
    const id = c.req.param("id")
    const judge = owning(({ hub, left }: { hub: Hub; left: (last: string) => Left }) =>
      closeHub(hub, left(typed.last), { ...typed, basedOn }, desk.today),
    )
    await desk.record(hubFile(id), judge, { act, basedOn }, nothing)
    return c.redirect(`${hubAddress(id)}?did=closed`, 303)
  })

async function againOnHubs(...[c, problem]: Parameters<Again>) {
  return <Hubs {...(await c.var.desk.read(hubsPage({ tried: triedOf(c.var.typed, problem) })))} />
}

async function againOnHub(...[c, problem]: Parameters<Again>) {
  const tried = triedOf(c.var.typed, problem)
  return <HubView {...(await c.var.desk.read(hubPage(c.req.param("id") ?? "", { tried })))} />
}
