import { type Context, Hono } from "hono"
import * as v from "valibot"
import { nothing } from "#src/access/desk.ts"
import type { Outcome } from "#src/core/acts.ts"
import {
  add,
  type Dictionary,
  hide,
  limit,
  rename,
  reorder,
  rephase,
  requireOf,
  retire,
  show,
} from "#src/core/dictionary.ts"
import { PHASES } from "#src/core/stages.ts"
import type { Again, AppEnv, Typed } from "#src/http/env.ts"
import { choice, form, given, handle, line } from "#src/http/form.ts"
import { isFragment } from "#src/http/render.tsx"
import { triedOf } from "#src/http/tried.ts"
import { NewStage } from "#views/programme/new.tsx"
import { Preview } from "#views/programme/preview.tsx"
import { Progress } from "#views/programme/progress.tsx"
import type { FormName } from "#views/programme/props.ts"
import { Retirement } from "#views/programme/retirement.tsx"
import { StagePage } from "#views/programme/stage.tsx"
import { Stages } from "#views/programme/stages.tsx"
import {
  jobPage,
  newStagePage,
  owning,
  previewPage,
  type Relimit,
  retirementPage,
  stageFile,
  stagePage,
  stagesPage,
} from "./queries.ts"

/** What is no number is none that any verb takes. */
const whole = v.pipe(
  v.optional(v.string(), ""),
  v.transform((text) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN)),
)
/** A change is shown before it is made: the same form once more, and then for sure. */
const sure = v.optional(v.literal("yes"))
const name = given(line(60))
const meaning = given(line(300))
const NamesForm = {
  nameNb: name,
  nameNn: name,
  nameEn: name,
  meaningNb: meaning,
  meaningNn: meaning,
  meaningEn: meaning,
}
const phaseIn = choice(PHASES)
const AddedForm = { ...NamesForm, track: given(handle()), place: whole, phase: phaseIn, limitDays: whole, sure }

export const programmeRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { on, did, of } = c.req.query()
    return c.render(<Stages {...(await c.var.desk.read(stagesPage(on, formIn(did), of)))} />)
  })

  .get("/new", async (c) => c.render(<NewStage {...(await c.var.desk.read(newStagePage()))} />))

  .post("/", form(AddedForm, againOnNew), (c) => {
    const { act, basedOn: _, sure, track, place, phase, limitDays, ...names } = c.req.valid("form")
    const at = c.var.typed.place ? place : null
    const requires = demandsIn(c.var.typed)
    const judge = (dictionary: Dictionary) =>
      add(dictionary, { ...worded(names), track, place: at, phase, limitDays, requires })
    return change(c, "addition", null, { act, sure }, judge)
  })

  .get("/:code", async (c) => {
    const did = c.req.query("did")
    const done = did === "stopped" || did === "resumed" ? did : formIn(did)
    return c.render(<StagePage {...(await c.var.desk.read(stagePage(c.req.param("code"), { did: done })))} />)
  })

  .post("/:code/names", form({ ...NamesForm, sure }, again("names")), (c) => {
    const { act, basedOn, sure, ...names } = c.req.valid("form")
    const code = c.req.param("code")
    return change(c, "names", code, { act, basedOn, sure }, (dictionary) => rename(dictionary, code, worded(names)))
  })

  .post("/:code/limit", form({ limitDays: whole, from: whole, sure }, again("limit")), (c) => {
    const { limitDays, from, ...made } = c.req.valid("form")
    const code = c.req.param("code")
    const judge = (dictionary: Dictionary) => limit(dictionary, code, limitDays)
    const isKnown = Number.isInteger(from) && Number.isInteger(limitDays)
    return change(c, "limit", code, made, judge, isKnown ? { from, to: limitDays } : undefined)
  })

  .post("/:code/requirements", form({ sure }, again("requirements")), (c) => {
    const code = c.req.param("code")
    const asked = demandsIn(c.var.typed)
    const judge = (dictionary: Dictionary) => requireOf(dictionary, code, asked)
    return change(c, "requirements", code, c.req.valid("form"), judge)
  })

  .post("/:code/place", form({ place: whole, sure }, again("place")), (c) => {
    const { place, ...made } = c.req.valid("form")
    const code = c.req.param("code")
    return change(c, "place", code, made, (dictionary) => reorder(dictionary, code, place))
  })

  .post("/:code/phase", form({ phase: phaseIn, sure }, again("phase")), (c) => {
    const { phase, ...made } = c.req.valid("form")
    const code = c.req.param("code")
    return change(c, "phase", code, made, (dictionary) => rephase(dictionary, code, phase))
  })

  .post("/:code/hiding", form({ hub: given(handle()), sure }, again("hiding")), (c) => {
    const { hub, ...made } = c.req.valid("form")
    const code = c.req.param("code")
    return change(c, "hiding", code, made, (dictionary) => hide(dictionary, code, hub))
  })

  .post("/:code/showing", form({ hub: given(handle()), sure }, again("showing")), (c) => {
    const { hub, ...made } = c.req.valid("form")
    const code = c.req.param("code")
    return change(c, "showing", code, made, (dictionary) => show(dictionary, code, hub))
  })

  .get("/:code/retirement", async (c) =>
    c.render(<Retirement {...(await c.var.desk.read(retirementPage(c.req.param("code"))))} />),
  )

  .post("/:code/retirement", form({ to: given(handle()), sure }, againOnRetirement), (c) => {
    const { to, ...made } = c.req.valid("form")
    const code = c.req.param("code")
    return change(c, "retirement", code, made, (dictionary) => retire(dictionary, code, to))
  })

  /** A step of what a change still has to reach. The page asks for the next. */
  .post("/:code/progress", form({}), async (c) => {
    const { desk } = c.var
    const code = c.req.param("code")
    await desk.read(jobPage(code))
    await desk.clerk.step(code)
    return isFragment(c)
      ? c.render(<Progress {...(await desk.read(jobPage(code)))} />)
      : c.redirect(`/programme/stages/${code}#progress`, 303)
  })

  .post("/:code/stop", form({}), async (c) => {
    const code = c.req.param("code")
    await c.var.desk.read(jobPage(code))
    await c.var.desk.clerk.stop(code)
    return c.redirect(`/programme/stages/${code}?did=stopped`, 303)
  })

  .post("/:code/resumption", form({}), async (c) => {
    const code = c.req.param("code")
    await c.var.desk.read(jobPage(code))
    await c.var.desk.clerk.resume(code)
    return c.redirect(`/programme/stages/${code}?did=resumed`, 303)
  })

type Made = { act: string; basedOn?: number | undefined; sure?: "yes" | undefined }

/** Shows what the change would do; and makes it when that has been seen. Cases begin to follow at once. */
async function change(
  c: Context<AppEnv>,
  name: FormName,
  code: string | null,
  { act, basedOn, sure }: Made,
  verb: (dictionary: Dictionary) => Outcome,
  limit?: Relimit,
) {
  const { desk, typed } = c.var
  const judge = owning(code ?? "", basedOn, verb)
  if (!sure)
    return c.render(<Preview {...(await desk.read(previewPage(name, code, judge, { typed, basedOn, limit })))} />)
  await desk.record(stageFile(code ?? ""), judge, { act }, nothing)
  if (code && (name === "limit" || name === "retirement")) c.executionCtx.waitUntil(desk.clerk.step(code))
  return c.redirect(code ? `/programme/stages/${code}?did=${name}` : `/programme/stages?did=${name}`, 303)
}

function again(name: FormName): Again {
  return async (c, problem) => {
    const tried = { form: name, ...triedOf(c.var.typed, problem) }
    return <StagePage {...(await c.var.desk.read(stagePage(c.req.param("code") ?? "", { tried })))} />
  }
}

async function againOnNew(...[c, problem]: Parameters<Again>) {
  return <NewStage {...(await c.var.desk.read(newStagePage({ form: "addition", ...triedOf(c.var.typed, problem) })))} />
}

async function againOnRetirement(...[c, problem]: Parameters<Again>) {
  const tried = { form: "retirement" as const, ...triedOf(c.var.typed, problem) }
  return <Retirement {...(await c.var.desk.read(retirementPage(c.req.param("code") ?? "", tried)))} />
}

const FORMS: readonly FormName[] = [
  "addition",
  "names",
  "limit",
  "requirements",
  "place",
  "phase",
  "hiding",
  "showing",
  "retirement",
]
const formIn = (did: string | undefined): FormName | null => FORMS.find((one) => one === did) ?? null

type Names = Record<keyof typeof NamesForm, string>
const worded = ({ nameNb, nameNn, nameEn, meaningNb, meaningNn, meaningEn }: Names) => ({
  name: { nb: nameNb, nn: nameNn, en: nameEn },
  meaning: { nb: meaningNb, nn: meaningNn, en: meaningEn },
})

/** "requires.meeting_logged" is ticked, and "times.meeting_logged" says how often. The verb knows which codes there are. */
const demandsIn = (typed: Typed) =>
  Object.keys(typed).flatMap((field) => {
    if (!field.startsWith("requires.")) return []
    const code = field.slice("requires.".length)
    const times = typed[`times.${code}`]
    return [{ code, times: times === undefined ? null : /^\d{1,6}$/.test(times.trim()) ? Number(times) : Number.NaN }]
  })
