import { type Context, Hono } from "hono"
import * as v from "valibot"
import { TURNS } from "#src/core/case.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { choice, day, form, handle, line, optional, prose, refs } from "#src/http/form.ts"
import { triedOf } from "#src/http/tried.ts"
import { SelectionAsking, SelectionPreview, SelectionProgress } from "#views/cases/selection.tsx"
import { type Asked, CHUNK, chosenIn, type Left, leftIn, RUN_VERBS, VERBS, wanted } from "./selection.ts"
import { actTo, selection, takesLog, verdict } from "./selection-file.ts"
import { asking, preview, progress } from "./selection-page.ts"

/** The values of all verbs: which of them one needs is judged when it is known. */
const VALUES = {
  advisor: optional(handle()),
  to: optional(handle()),
  turn: v.optional(choice(TURNS)),
  until: optional(day),
  closeReason: optional(handle()),
  reason: optional(prose(1000)),
}
const view = line(500)
const verb = choice(VERBS)
/** What a page says to itself. */
const carried = v.optional(v.pipe(v.string(), v.maxLength(40_000)), "")

const RunForm = {
  ref: refs,
  view,
  verb: choice(RUN_VERBS),
  ...VALUES,
  of: v.optional(v.pipe(v.string(), v.uuid())),
  left: carried,
  stop: line(1),
}

/** Many cases at once. All that is known of it travels in the form, and what is done is in the log. */
export const selectionRoutes = new Hono<AppEnv>()
  .post("/", form({ ref: refs, view, verb: v.optional(choice(["", ...VERBS])) }, again), async (c) => {
    const { ref, view, verb } = c.req.valid("form")
    // What is chosen once more from the same list is another act.
    const { act: _, ...typed } = c.var.typed
    const tried = { form: "selection", typed, problems: {}, refusal: null }
    const props = await c.var.desk.read(asking(chosenIn(ref), verb || null, view, tried))
    return c.render(<SelectionAsking {...props} />)
  })

  .post("/preview", form({ ref: refs, view, verb, ...VALUES }, again), async (c) => {
    const { ref, view, act, basedOn: _, ...asked } = c.req.valid("form")
    const props = await c.var.desk.read(preview(chosenIn(ref), asked, view, act))
    return c.render(<SelectionPreview {...props} />)
  })

  .post("/run", form(RunForm, again), async (c) => {
    const { ref, view, left, stop, act: _, basedOn: __, ...asked } = c.req.valid("form")
    const props = await run(c, chosenIn(ref), asked, view, leftIn(left), stop !== "")
    return c.render(<SelectionProgress {...props} />)
  })

/** Does the next few, and tells how far it has come. */
async function run(
  c: Context<AppEnv>,
  chosen: ReturnType<typeof chosenIn>,
  asked: Asked,
  view: string,
  before: ReadonlyMap<string, Left>,
  isStopped: boolean,
) {
  const { desk } = c.var
  // The same through all of it, and back from the log if any of it is sent again.
  const key = c.var.typed.act ?? ""
  const what = wanted(asked)
  const next = new Map(chosen.slice(0, isStopped ? 0 : CHUNK).map((one) => [one.ref, one]))
  const someOf = (refs: readonly string[]) => refs.flatMap((ref) => next.get(ref) ?? [])
  const { many, told } = await desk.recordEach(
    [...next.keys()],
    (refs) => selection(someOf(refs), { key, named: [...before.keys()], whole: takesLog(what) }),
    (ref, loaded, actor) => verdict(next.get(ref) ?? { ref, seq: null }, loaded, actor, desk, what),
    (ref) => actTo(key, ref),
  )
  const done = new Set(many.done)
  const left = new Map(before)
  for (const [ref, it] of told)
    if (it === "done") done.add(ref)
    else left.set(ref, it === "forbidden" ? { refusal: it } : it)
  return progress(chosen, asked, view, key, { names: many.names, done }, left, isStopped)
}

/** The form once more, with what is wrong. */
async function again(...[c, problem]: Parameters<Again>) {
  const { typed } = c.var
  const tried = { form: "selection", ...triedOf(typed, problem) }
  const isTold = "ref" in tried.problems
  const chosen = isTold ? [] : chosenIn((typed.ref ?? "").split(/[\s,]+/).filter(Boolean))
  const verb = VERBS.find((one) => one === typed.verb) ?? null
  return <SelectionAsking {...(await c.var.desk.read(asking(chosen, verb, typed.view ?? "", tried)))} />
}
