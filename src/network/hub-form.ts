import { eq } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { runs } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import { EXTRA_USES, type Extra, type ExtraUse, MOST_EXTRAS } from "#src/core/hub.ts"
import { LANGUAGES, type Language } from "#src/core/person.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { Tried } from "#src/http/tried.ts"
import type { HubFormProps, PosterProps } from "#views/network/hub-form.tsx"
import { hubOf } from "./hubs.ts"
import { qrOf } from "./qr.ts"

/** The places of a hub's own questions; a place keeps its id when its words change. */
export const PLACES = ["a", "b", "c"].slice(0, MOST_EXTRAS)

const DID = ["filled", "changed"] as const

/** A hub's own form: its addresses, what it asks besides, and whether the hub takes new enquiries. */
export const hubFormPage = (
  id: string,
  base: string,
  { did, tried }: { did?: string | undefined; tried?: Tried } = {},
) =>
  page({
    args: { id },
    statements: askedOfForm,
    build: (actor, [[found]]): HubFormProps => {
      const hub = hubOf(found)
      const mayEdit = runs(actor, id) && hub.closedOn === null
      if (tried && !mayEdit) throw new Forbidden()
      return {
        id,
        name: hub.name,
        shortName: hub.shortName,
        addresses: LANGUAGES.map((lang) => ({ lang, href: shortAddress(base, id, lang) })),
        fullUntil: hub.fullUntil,
        extras: PLACES.map((place) => hub.extras.find((one) => one.id === place) ?? nothingAsked(place)),
        uses: EXTRA_USES,
        made: mayEdit ? { basedOn: hub.seq } : null,
        did: DID.find((one) => one === did) ?? null,
        tried: tried ?? null,
      }
    },
  })

/** To be hung on a wall, in one language. */
export const posterPage = (id: string, base: string, lang: Language) =>
  page({
    args: { id },
    statements: askedOfForm,
    build: (_, [[found]]): PosterProps => {
      const { name } = hubOf(found)
      const address = shortAddress(base, id, lang)
      return { id, name, lang, address, qr: qrOf(address) }
    },
  })

export const formFile = (id: string) =>
  page({
    args: { id },
    statements: askedOfForm,
    build: (_, [[found]], { today }) => {
      const hub = hubOf(found)
      return { hub, today, rows: [{ stream: "hub" as const, row: hub }] }
    },
  })

/** What was asked for in each place; one without words in bokmål asks nothing. */
export function extrasIn(typed: Readonly<Record<string, string>>, isUse: (text: string) => text is ExtraUse): Extra[] {
  return PLACES.flatMap((id) => {
    const nb = typed[`nb.${id}`] ?? ""
    const use = typed[`use.${id}`] ?? ""
    if (!nb || !isUse(use)) return []
    return [{ id, use, label: { nb, nn: typed[`nn.${id}`] || nb, en: typed[`en.${id}`] || nb } }]
  })
}

const shortAddress = (base: string, id: string, lang: Language) =>
  `${base.replace(/\/$/, "")}/n/${encodeURIComponent(id)}${lang === "nb" ? "" : `/${lang}`}`

const nothingAsked = (id: string): Extra => ({ id, use: "hidden", label: { nb: "", nn: "", en: "" } })

const askedOfForm = ({ select, hubRows }: Scope, _: unknown, { id }: Slots<{ id: string }>) =>
  [select().from(hubRows).where(eq(hubRows.id, id))] as const
