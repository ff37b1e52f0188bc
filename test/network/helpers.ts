import { asc, eq } from "drizzle-orm"
import { osloDay } from "#src/core/calendar.ts"
import * as t from "#src/db/schema.ts"
import { ola, type Person } from "#test/people.ts"
import type { openWorld } from "#test/world.ts"

type World = Awaited<ReturnType<typeof openWorld>>

/** A day so many years from now, on the first of January: to come, or gone. */
export const newYear = (years = 1) => `${Number(osloDay(new Date()).slice(0, 4)) + years}-01-01`

export function openAreas({ build, send, as }: World) {
  const coversOf = async (code: string) => {
    const asked = build.select().from(t.coverage).where(eq(t.coverage.code, code)).orderBy(asc(t.coverage.validFrom))
    return (await send("read", [asked]))[0].map(({ hubId, validFrom, validTo }) => [hubId, validFrom, validTo])
  }
  const municipality = async (code: string) => {
    const asked = build.select().from(t.municipalities).where(eq(t.municipalities.code, code))
    return (await send("read", [asked]))[0][0]
  }
  /** For sure, at once: without looking at what it leads to. */
  const change = (path: string, form: Record<string, string>, who: Person = ola) =>
    as(who, `/areas/${path}`, { form: { reason: "Agreed at the meeting", sure: "yes", ...form } })

  return { coversOf, municipality, change }
}
