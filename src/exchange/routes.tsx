import type { Context } from "hono"
import { Hono } from "hono"
import * as v from "valibot"
import { type AnyPage, type Made, nothing } from "#src/access/desk.ts"
import { readList } from "#src/cases/list.ts"
import { lookIn } from "#src/cases/look.ts"
import type { AnyEvent } from "#src/core/acts.ts"
import { EXPORT_FORMATS, type Exported, type ExportFormat, exported } from "#src/core/person.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { choice, form, given, line } from "#src/http/form.ts"
import { triedOf } from "#src/http/tried.ts"
import { askedIn } from "#src/insight/choice.ts"
import { readListed } from "#src/insight/listed.ts"
import { List } from "#views/cases/list.tsx"
import { tableOf } from "#views/exchange/tables.ts"
import { EXCHANGE_WORDS } from "#views/exchange/words.ts"
import { Listed } from "#views/insight/listed.tsx"
import { csv } from "./csv.ts"
import { casesLeaving, type Leaving, networkLeaving } from "./export.ts"

const LISTS = ["cases", "network"] as const
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
const ExportForm = {
  list: choice(LISTS),
  view: v.optional(line(500), ""),
  purpose: given(line()),
  format: v.optional(choice(EXPORT_FORMATS), "csv"),
}

export const exportRoutes = new Hono<AppEnv>().post("/", form(ExportForm, again), (c) => {
  const { list, view, purpose, format, ...made } = c.req.valid("form")
  const file = list === "cases" ? casesLeaving(lookIn(view), view) : networkLeaving(networkIn(view), view)
  return takeAlong(c, file, purpose, format, made)
})

type Ctx = Context<AppEnv>

/** Written down first; and what is written down is what leaves: that which was judged, not what came to be meanwhile. */
async function takeAlong(
  c: Ctx,
  file: AnyPage<Leaving>,
  purpose: string,
  format: ExportFormat,
  made: Made,
): Promise<Response> {
  const { desk } = c.var
  const judged: Leaving[] = []
  const judge = (known: Leaving) => {
    judged.push(known)
    return exported(known.person, { ...known.left, format }, purpose)
  }
  const { events } = await desk.record(file, judge, made, nothing)
  const [taken] = judged.slice(-1)
  if (taken) return leave(c, taken, format)
  // Sent again: the same file needs no other entry, but what has come to be in it since does.
  const again = await desk.read(file)
  return isWritten(events, again.left)
    ? leave(c, again, format)
    : takeAlong(c, file, purpose, format, { act: crypto.randomUUID() })
}

const isWritten = (events: readonly AnyEvent[], { rows, read }: Exported) =>
  events.some((event) => event.type === "exported" && event.rows === rows && event.read.join() === read.join())

const networkIn = (view: string) => askedIn(Object.fromEntries(new URLSearchParams(view)))

async function leave(c: Ctx, { table, left }: Leaving, format: ExportFormat) {
  const { desk } = c.var
  const language = desk.actor()?.language ?? c.var.language
  const rows = tableOf(language, table, left.isCut)
  c.header("Content-Disposition", `attachment; filename="kraftspor-${left.list}-${desk.today}.${format}"`)
  c.header("Cache-Control", "private, no-store")
  if (format === "csv") return c.body(csv(rows), 200, { "Content-Type": "text/csv; charset=utf-8" })
  const { workbook } = await import("./write-xlsx.ts")
  const file = await workbook(EXCHANGE_WORDS[language].exports.list[left.list], rows)
  return c.body(file as Uint8Array<ArrayBuffer>, 200, { "Content-Type": WORKBOOK })
}

/** The list it was to be taken from, with the form open and what is wrong. */
async function again(...[c, problem]: Parameters<Again>) {
  const { typed } = c.var
  const tried = { form: "export", ...triedOf(typed, problem) }
  if (typed.list === "network")
    return <Listed {...(await readListed(c.var.desk, networkIn(typed.view ?? ""), tried))} />
  return <List {...(await readList(c.var.desk, lookIn(typed.view ?? ""), tried))} />
}
