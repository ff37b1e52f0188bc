import { asc, inArray } from "drizzle-orm"
import { type Actor, holds, ownsNetwork, worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import { keepsViews } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import { NETWORK } from "#src/core/person.ts"
import type { View, ViewOwner } from "#src/core/view.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { LookProps, Tried } from "#views/cases/props.ts"
import type { ViewsProps } from "#views/cases/views.tsx"
import { type BoardFilter, boardAddress, hubsAt, lookAlone, lookIn, sameAs } from "./look.ts"

type Home = { id: string; shortName: string }

/** The saved looks in the bar: one's own first, then those of one's hubs, then the network's. */
export const savedOf = (
  _: Actor,
  views: readonly View[],
  homes: readonly Home[],
  filter: BoardFilter,
): LookProps["saved"] => {
  const here = sameAs(lookAlone(filter))
  return inOrder(views).map(({ id, name, query, ownerKind, ownerId }) => ({
    id,
    name,
    of: ownerKind,
    hub: ownerKind === "hub" ? nameIn(homes, ownerId) : null,
    href: query ? `/cases?${query}` : "/cases",
    current: sameAs(lookAlone(lookIn(query).filter)) === here,
  }))
}

const askedOfViews = ({ select, views, hubRows, hubs }: Scope) =>
  [
    select().from(views).orderBy(asc(views.position)),
    select({ id: hubRows.id, shortName: hubRows.shortName })
      .from(hubRows)
      .where(inArray(hubRows.id, [...hubs])),
  ] as const

/** All saved looks that one has, to be named anew and removed, and the form that saves one more. */
export const viewsPage = (view: string, did: string | undefined, tried: Tried | null = null) =>
  page({
    args: {},
    statements: askedOfViews,
    build: (actor, [views, homes]): ViewsProps => {
      if (!worksInHub(actor) && !ownsNetwork(actor)) throw new Forbidden()
      return {
        view,
        owners: ownersOf(actor, homes),
        views: inOrder(views).map((one) => ({
          id: one.id,
          name: one.name,
          of: one.ownerKind,
          hub: one.ownerKind === "hub" ? nameIn(homes, one.ownerId) : null,
          // Who works in no hub has no board to look at it on.
          href: worksInHub(actor) ? (one.query ? `/cases?${one.query}` : "/cases") : null,
          query: one.query,
          isKept: keepsViews(actor, { kind: one.ownerKind, id: one.ownerId }),
        })),
        isKnown: worksInHub(actor),
        did: did === "saved" || did === "renamed" || did === "deleted" ? did : null,
        tried,
      }
    },
  })

/** What saving, naming and removing are judged on: the view, if there is one, and all others one has. */
export const viewFile = (id?: string) =>
  page({
    args: {},
    statements: askedOfViews,
    build: (_, [views]) => {
      const view = views.find((one) => one.id === id)
      if (id !== undefined && !view) throw new NotFound()
      const of = ({ kind, id: owner }: ViewOwner) =>
        views.filter((one) => one.ownerKind === kind && one.ownerId === owner && one.id !== id)
      return { view, of, rows: view ? [{ stream: "view" as const, row: view }] : [] }
    },
  })

/** Whose it is to be, as a form has it: "person", "hub:roros", "network". */
export function ownerIn(text: string, personId: string): ViewOwner {
  const [kind, id = ""] = text.split(":")
  if (kind === "hub") return { kind, id }
  return kind === "network" ? { kind, id: NETWORK } : { kind: "person", id: personId }
}

/** The look of an address that someone wrote or pasted, whole or in part, as it is kept. */
export function queryIn(typed: string): string {
  const { filter } = lookIn(typed.includes("?") ? typed.slice(typed.indexOf("?") + 1) : typed)
  return boardAddress(lookAlone(filter)).split("?")[1] ?? ""
}

function ownersOf(actor: Actor, homes: readonly Home[]): ViewsProps["owners"] {
  const led = hubsAt(actor).filter((hub) => holds(actor, "manager", hub))
  return [
    { value: "person", of: "person", hub: null },
    ...led.map((hub) => ({ value: `hub:${hub}`, of: "hub" as const, hub: nameIn(homes, hub) })),
    ...(ownsNetwork(actor) ? [{ value: "network", of: "network" as const, hub: null }] : []),
  ]
}

const ORDER: readonly ViewOwner["kind"][] = ["person", "hub", "network"]
const inOrder = (views: readonly View[]) =>
  views.toSorted((one, other) => ORDER.indexOf(one.ownerKind) - ORDER.indexOf(other.ownerKind))
const nameIn = (homes: readonly Home[], id: string) => homes.find((home) => home.id === id)?.shortName ?? id

export type ViewFile = ReturnType<ReturnType<typeof viewFile>["build"]>
