import * as v from "valibot"
import type { Choice } from "#src/access/scope/cases.ts"
import { PHASES } from "#src/core/stages.ts"

const word = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))
/** The last row that was seen: since when, and which. */
const cursor = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d:.{1,60}$/),
  v.transform((text) => ({ since: text.slice(0, 10), id: text.slice(11) })),
)
const Query = v.object({
  hub: v.optional(word),
  phase: v.optional(v.picklist(PHASES)),
  track: v.optional(word),
  stage: v.optional(word),
  after: v.optional(cursor),
  before: v.optional(cursor),
})
type Read = v.InferOutput<typeof Query>
export type Cursor = NonNullable<Read["after"]>
/** What an address asks for, and the names of what in it means nothing. */
export type Asked = { choice: Choice; from: { after?: Cursor; before?: Cursor }; ignored: readonly string[] }

/** The choice in an address. What means nothing is left out, and named so that the page can say so. */
export function askedIn(query: Readonly<Record<string, string>>): Asked {
  const given = Object.entries(query).filter(([name, value]) => name in Query.entries && value !== "")
  const kept = given.filter(([name, value]) => v.is(v.partial(Query), { [name]: value }))
  const ignored = given.map(([name]) => name).filter((name) => !kept.some(([one]) => one === name))
  const { after, before, ...choice } = v.parse(Query, Object.fromEntries(kept))
  return { choice, from: after ? { after } : before ? { before } : {}, ignored }
}

/** The same without what turned out to mean nothing when it was looked up. */
export function without({ choice, ignored }: Asked, unknown: readonly string[]): Asked {
  const known = Object.entries(choice).filter(([name]) => !unknown.includes(name))
  return { choice: Object.fromEntries(known), from: {}, ignored: [...ignored, ...unknown] }
}

/** The same choice as an address. */
export function casesAddress(choice: Choice, page: Asked["from"] = {}): string {
  const cursors = Object.entries(page).map(([name, { since, id }]) => [name, `${since}:${id}`])
  return address("/network/cases", [...Object.entries(choice), ...cursors])
}

/** How often cases went on although something was missing, and those behind one of the numbers. */
export const overridesAddress = (hub?: string, stage?: string) =>
  address("/network/overrides", [
    ["hub", hub],
    ["stage", stage],
  ])

export const networkAddress = (track?: string) => address("/network", [["track", track]])

function address(path: string, parts: readonly (readonly (string | undefined)[])[]): string {
  const kept = parts.flatMap(([name = "", value]) => (value ? [[name, value]] : []))
  return kept.length ? `${path}?${new URLSearchParams(kept)}` : path
}
