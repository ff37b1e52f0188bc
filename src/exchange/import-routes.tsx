import { type Context, Hono } from "hono"
import * as v from "valibot"
import type { Again, AppEnv } from "#src/http/env.ts"
import { BadForm } from "#src/http/errors.ts"
import { form, given, handle } from "#src/http/form.ts"
import { isFragment } from "#src/http/render.tsx"
import type { Tried } from "#src/http/tried.ts"
import { triedOf } from "#src/http/tried.ts"
import { Exports } from "#views/exchange/exports.tsx"
import { Import } from "#views/exchange/import.tsx"
import { Imports } from "#views/exchange/imports.tsx"
import { EXCHANGE_WORDS } from "#views/exchange/words.ts"
import { csv } from "./csv.ts"
import { exportsPage } from "./export-log.ts"
import { importFile } from "./import-file.ts"
import { importPage, importsPage, repairFile, repairTable, uploadFile } from "./import-pages.ts"
import { bringIn, check, listIn, mappingIn, takeBack } from "./import-steps.ts"

const MOST_WRONG = 10_000

export const importRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.render(<Imports {...(await c.var.desk.read(importsPage()))} />))

  .post("/", form({ hub: given(handle()) }, againOnUpload), async (c) => {
    const { hub, act } = c.req.valid("form")
    const { desk } = c.var
    const { file } = await c.req.parseBody()
    await desk.read(uploadFile(hub, ""))
    if (!(file instanceof File) || !file.name) throw new BadForm({ file: "no_file" })
    const { readFile } = await import("./read-file.ts")
    const read = readFile(new Uint8Array(await file.arrayBuffer()))
    if (typeof read === "string") throw new BadForm({ file: read })
    const found = listIn(read, null)
    if (found.rows.length === 0) throw new BadForm({ file: "empty_file" })
    const { personId, before, track } = await desk.read(uploadFile(hub, found.signature))
    const { head, rows, signature, mapping } = before ? listIn(read, before) : found
    const name = file.name.replace(/^.*[\\/]/, "").slice(0, 120)
    await desk.importer.putDown(
      {
        ...{ id: act, hubId: hub, personId, file: name, source: read.source, head, signature },
        ...{ choices: { mapping, track, overwrite: false }, state: "mapping", total: rows.length, startedAt: desk.at },
      },
      rows.map((row) => ({
        ...row,
        importId: act,
        state: "waiting" as const,
        told: null,
        companyId: null,
        caseId: null,
      })),
    )
    return c.redirect(`/import/${act}`, 303)
  })

  .get("/exports", async (c) => {
    const { before = "" } = c.req.query()
    const at = /^\d{1,15}$/.test(before) ? Number(before) : null
    return c.render(<Exports {...(await c.var.desk.read(exportsPage(at)))} />)
  })

  .get("/:id", async (c) => {
    const { from, step } = c.req.query()
    return c.render(<Import {...(await c.var.desk.read(importPage(c.req.param("id"), askedIn(from, step))))} />)
  })

  .post(
    "/:id/mapping",
    form({ track: given(handle()), overwrite: v.optional(v.literal("yes")) }, againOnMapping, {
      column: v.optional(v.string()),
    }),
    async (c) => {
      const id = c.req.param("id")
      const { desk, typed } = c.var
      const { track, overwrite } = c.req.valid("form")
      const { list } = await desk.read(importFile(id))
      const mapping = mappingIn(list.head.map((_, n) => typed[`column.${n}`] ?? ""))
      await check(desk, id, { mapping, track, overwrite: overwrite === "yes" })
      return c.redirect(`/import/${id}`, 303)
    },
  )

  .post("/:id/repair", form({}), async (c) => {
    const repair = await c.var.desk.read(repairFile(c.req.param("id"), MOST_WRONG))
    const { columns, codes } = EXCHANGE_WORDS[c.var.desk.actor()?.language ?? c.var.language].wrong
    const sentence = (column: string | null, code: string, about: string) =>
      Object.hasOwn(codes, code) ? codes[code as keyof typeof codes](column, about) : ""
    c.header("Content-Type", "text/csv; charset=utf-8")
    c.header("Content-Disposition", `attachment; filename="kraftspor-feil-${c.var.desk.today}.csv"`)
    c.header("Cache-Control", "private, no-store")
    return c.body(csv(repairTable(repair, columns, sentence)))
  })

  .post("/:id/run", form({}), (c) => goOn(c, bringIn))
  .post("/:id/undoing", form({}), (c) => goOn(c, takeBack))

  .post("/:id/stop", form({}), async (c) => {
    const id = c.req.param("id")
    await c.var.desk.read(importFile(id))
    await c.var.desk.importer.mark(id, "stopped", ["running"])
    return c.redirect(`/import/${id}`, 303)
  })

  .post("/:id/discarding", form({}), async (c) => {
    const id = c.req.param("id")
    await c.var.desk.read(importFile(id))
    await c.var.desk.importer.forget(id)
    return c.redirect("/import", 303)
  })

/** The next rows, and then how far it has come: for scripts the page itself, which asks for more. */
async function goOn(c: Context<AppEnv>, step: typeof bringIn) {
  const id = c.req.param("id") ?? ""
  await step(c.var.desk, id)
  if (!isFragment(c)) return c.redirect(`/import/${id}`, 303)
  return c.render(<Import {...(await c.var.desk.read(importPage(id)))} />)
}

function askedIn(from = "", step = "") {
  return { from: /^\d{1,6}$/.test(from) ? Math.max(1, Number(from)) : 1, isMapping: step === "mapping" }
}

async function againOnUpload(...[c, problem]: Parameters<Again>) {
  return <Imports {...(await c.var.desk.read(importsPage(triedOf(c.var.typed, problem))))} />
}

async function againOnMapping(...[c, problem]: Parameters<Again>) {
  const tried: Tried = triedOf(c.var.typed, problem)
  const id = c.req.param("id") ?? ""
  return <Import {...(await c.var.desk.read(importPage(id, { isMapping: true, tried })))} />
}
