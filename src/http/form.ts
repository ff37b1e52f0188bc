import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import * as v from "valibot"
import { isDay } from "#src/core/calendar.ts"
import { parseOrgnr } from "#src/core/orgnr.ts"
import { clean, cleanLine, hasBirthNumber, isEmail, parsePhone } from "#src/core/text.ts"
import { DAY_MINUTES } from "#src/core/time.ts"
import type { Again, AppEnv, Typed } from "./env.ts"
import { BadForm, FIELD_PROBLEMS, type FieldProblem } from "./errors.ts"

const LINE = 200
const PROSE = 4000

const as = (problem: FieldProblem) => problem
const typed = v.optional(v.string(), "")
const noBirthNumber = v.check((text: string) => !hasBirthNumber(text), as("birth_number"))

/** Words on one line. */
export const line = (max = LINE) =>
  v.pipe(typed, v.transform(cleanLine), v.maxLength(max, as("too_long")), noBirthNumber)
/** Words on several lines. */
export const prose = (max = PROSE) => v.pipe(typed, v.transform(clean), v.maxLength(max, as("too_long")), noBirthNumber)
type Text = v.GenericSchema<string | undefined, string>
export const given = (schema: Text) => v.pipe(schema, v.nonEmpty(as("required")))
export const optional = (schema: Text) =>
  v.pipe(
    schema,
    v.transform((text) => text || undefined),
  )

export const day = v.pipe(
  typed,
  v.transform((text) => dayOf(text.trim())),
  v.check((text) => text === "" || isDay(text), as("not_a_day")),
)
export const orgnr = v.pipe(
  typed,
  v.transform((text) => text.trim()),
  v.check((text) => text === "" || parseOrgnr(text) !== null, as("not_an_orgnr")),
  v.transform((text) => parseOrgnr(text) ?? ""),
)
export const email = v.pipe(
  line(254),
  v.transform((text) => text.toLowerCase()),
  v.check((text) => text === "" || isEmail(text), as("not_an_email")),
)
export const phone = v.pipe(
  line(30),
  v.check((text) => text === "" || parsePhone(text) !== null, as("not_a_phone")),
  v.transform((text) => parsePhone(text) ?? ""),
)
/** Most cases that one form is about. */
export const MOST_REFS = 200
/** References of cases, each once: several fields of one name, or several in one. */
export const refs = v.pipe(
  typed,
  v.transform((text) => [...new Set(text.split(/[\s,]+/).filter(Boolean))].map((one) => one.slice(0, LINE))),
  v.minLength(1, as("none_chosen")),
  v.maxLength(MOST_REFS, as("too_many_chosen")),
)
/** Things that are ticked, each once: several fields of one name, and none of them has to be. */
export const ticked = v.pipe(
  typed,
  v.transform((text) => [...new Set(text.split(/\s+/).filter(Boolean))]),
  v.maxLength(100, as("too_many_chosen")),
)
const LISTS = new Set<unknown>([refs, ticked])

/** A day has no more than so many. Left empty it is none. */
export const minutes = v.pipe(
  typed,
  v.transform((text) => text.trim() || "0"),
  v.check((text) => /^\d{1,4}$/.test(text) && Number(text) <= DAY_MINUTES, as("not_minutes")),
  v.transform(Number),
)
/** The clock: "09.30", "9:30" and "0930" are the same. */
export const clock = v.pipe(
  typed,
  v.transform((text) => clockOf(text.trim())),
  v.nonEmpty(as("required")),
  v.check((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), as("not_a_time")),
)
export const choice = <const O extends readonly string[]>(options: O) => v.picklist(options, as("not_a_choice"))

/** What every form of a case carries: see `Made`. */
export const MADE = {
  act: v.pipe(v.string(), v.uuid()),
  basedOn: v.optional(v.pipe(v.string(), v.digits(), v.maxLength(9), v.transform(Number))),
}

/** A due day may be any that can be written: the core says which are too far away. */
export const dueDay = v.pipe(
  typed,
  v.transform((text) => dayOf(text.trim())),
  v.check((text) => text === "" || isDay(text) || /^(?:2[1-9]|[3-9]\d)\d\d-\d\d-\d\d$/.test(text), as("not_a_day")),
)

/** What there are several of, one for each thing it is about: `outcome.7`. By the part before the dot. */
type Each = Readonly<Record<string, v.GenericSchema<unknown, string | undefined>>>

/** Parses the form; what is wrong is told field by field, with what was typed kept in `c.var.typed`. */
export const form = <S extends v.ObjectEntries>(entries: S, again?: Again, each: Each = {}) =>
  createMiddleware<AppEnv, string, { out: { form: v.InferOutput<v.ObjectSchema<S & typeof MADE, undefined>> } }>(
    async (c, next) => {
      const typed = await typedIn(
        c,
        Object.keys(entries).filter((name) => LISTS.has(entries[name])),
      )
      c.set("typed", typed)
      if (again) c.set("again", again)
      const parsed = v.safeParse(v.object({ ...MADE, ...entries, ...several(each, typed) }), typed)
      if (!parsed.success) throw new BadForm(problemsOf(parsed.issues))
      c.req.addValidatedData("form", { ...parsed.output, act: await actOf(c.req.path, parsed.output) })
      await next()
    },
  )

const several = (each: Each, typed: Typed): Each =>
  Object.fromEntries(
    Object.keys(typed).flatMap((name) => {
      const [kind = "", about] = name.split(".")
      const schema = Object.hasOwn(each, kind) ? each[kind] : undefined
      return schema && about ? [[name, schema]] : []
    }),
  )

/** The same form sent again is the same act; what was changed after going back in the browser is another. */
export async function actOf(path: string, form: object): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(path + JSON.stringify(form)))
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")
}

function clockOf(text: string): string {
  const [, hours = "", minutes = ""] = /^(\d{1,2})[.:]?(\d{2})$/.exec(text) ?? []
  return hours ? `${hours.padStart(2, "0")}:${minutes}` : text
}

/** Norwegians write 5.3.2026; browsers send 2026-03-05. */
function dayOf(text: string): string {
  const norwegian = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})$/.exec(text)
  if (!norwegian) return text
  const [, date = "", month = "", year = ""] = norwegian
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`
}

/** Of each name what came last; of lists all that came. */
export async function typedIn(c: Context, lists: readonly string[] = []): Promise<Typed> {
  const body = await c.req.parseBody({ all: lists.length > 0 }).catch(() => {
    throw new BadForm({})
  })
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const texts = [value].flat().filter((one) => typeof one === "string")
      const text = lists.includes(name) ? texts.join(" ") : texts.at(-1)
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Record<string, FieldProblem> {
  return Object.fromEntries(
    issues.toReversed().map(({ path, message }) => [String(path?.[0]?.key), problemOf(message)]),
  )
}

function problemOf(message: string): FieldProblem {
  return FIELD_PROBLEMS.find((problem) => problem === message) ?? "not_a_choice"
}
