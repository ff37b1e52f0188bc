import { inArray } from "drizzle-orm"
import type { Context } from "hono"
import { worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { AppEnv } from "#src/http/env.ts"
import { Forbidden } from "#src/http/errors.ts"
import { registerOf } from "#src/http/register.ts"
import { type Looked, lookUp } from "#src/registry/lookup.ts"
import type { LookupProps } from "#views/companies/lookup.tsx"

/** The pages that a company can be looked up for, and come back to with the one that was chosen. */
const PLACES = /^\/(?:cases\/new|inbox\/[\w-]{1,20}|companies\/[\w-]{1,60})$/

/** What a page was asked to look up (`text`), or what was chosen there (`orgnr`). Only then does anybody wait. */
export async function lookupFor(c: Context<AppEnv>, at: string): Promise<LookupProps | null> {
  const { text, orgnr } = c.req.query()
  if (!text && !orgnr) return null
  const looked = await lookUp(registerOf(c), orgnr || text || "")
  return c.var.desk.read(lookupPage(looked, at, Boolean(orgnr)))
}

/** Before anything is asked. */
export const nothingFor = (at: string) => lookupPage({ text: "", hits: [], came: "found" }, at, false)

export const placeIn = (at = ""): string => (PLACES.test(at) ? at : "/cases/new")

const lookupPage = ({ text, hits, came }: Looked, at: string, isChosen: boolean) =>
  page({
    statements: ({ select, ours }) => [
      select({ orgnr: ours.orgnr })
        .from(ours)
        .where(
          inArray(
            ours.orgnr,
            hits.map(({ orgnr }) => orgnr),
          ),
        ),
    ],
    build: (actor, [known]): LookupProps => {
      if (!worksInHub(actor)) throw new Forbidden()
      const shown = hits.map((hit) => ({ ...hit, isOurs: known.some(({ orgnr }) => orgnr === hit.orgnr) }))
      const [first = null] = shown
      return isChosen
        ? { at, text: "", hits: [], came: first ? "found" : came, chosen: first }
        : { at, text, hits: shown, came, chosen: null }
    },
  })
