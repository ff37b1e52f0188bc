import * as v from "valibot"
import { addDays, type Day, isDay } from "#src/core/calendar.ts"
import type { CodeChange } from "#src/core/redrawing.ts"

/** What the statistics office said; or that it did not, and how. */
export type Told<T> = { found: T } | { away: "slow" | "broken" }

/** How long a person waits for it. */
const PATIENCE_MS = 5000
const MUNICIPALITIES = 131
const COUNTIES = 104

const day = v.pipe(v.string(), v.check(isDay))
const code = v.pipe(v.string(), v.regex(/^\d{4}$/))
const name = v.pipe(v.string(), v.trim(), v.nonEmpty())
const Changes = v.object({
  codeChanges: v.array(
    v.object({
      oldCode: v.nullable(code),
      oldName: v.nullable(name),
      newCode: v.nullable(code),
      newName: v.nullable(name),
      changeOccurred: day,
    }),
  ),
})
const Codes = v.object({ codes: v.array(v.object({ code: v.string(), name })) })

/** SSB Klass: the numbers of municipalities that changed from one day up to and including another. */
export async function changesIn(
  base: string,
  { from, to }: { from: Day; to: Day },
  patience = PATIENCE_MS,
): Promise<Told<readonly CodeChange[]>> {
  // Their `to` is the first day that is left out.
  const asked = `classifications/${MUNICIPALITIES}/changes.json?from=${from}&to=${addDays(to, 1)}`
  const told = await ask(`${base}/${asked}`, Changes, patience)
  if ("away" in told) return told
  const found = told.found.codeChanges.flatMap(({ oldCode, oldName, newCode, newName, changeOccurred: on }) =>
    oldCode && oldName && newCode && newName ? [{ on, oldCode, oldName, newCode, newName }] : [],
  )
  return { found }
}

/** The counties of a day by the two digits that their municipalities' numbers begin with. */
export async function countiesOn(base: string, on: Day, patience = PATIENCE_MS): Promise<ReadonlyMap<string, string>> {
  const told = await ask(`${base}/classifications/${COUNTIES}/codesAt.json?date=${on}&language=nb`, Codes, patience)
  return new Map("found" in told ? told.found.codes.map((county) => [county.code, county.name]) : [])
}

async function ask<S extends v.GenericSchema>(
  url: string,
  schema: S,
  patience: number,
): Promise<Told<v.InferOutput<S>>> {
  const within = AbortSignal.timeout(patience)
  try {
    const answer = await fetch(url, { headers: { accept: "application/json" }, signal: within })
    if (!answer.ok) return { away: "broken" }
    const parsed = v.safeParse(schema, await answer.json())
    return parsed.success ? { found: parsed.output } : { away: "broken" }
  } catch {
    return { away: within.aborted ? "slow" : "broken" }
  }
}
