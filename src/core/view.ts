import { type Act, type Outcome, refuse, type Words } from "./acts.ts"
import type { Day } from "./calendar.ts"

/** Whose a saved view is: a person's, a hub's or the network's. */
export type ViewOwner = { kind: "person" | "hub" | "network"; id: string }

/** A look at the open cases that has been given a name. */
export type View = {
  id: string
  seq: number
  ownerKind: ViewOwner["kind"]
  ownerId: string
  name: string
  /** As an address has it: what in it no longer exists is told when it is opened. */
  query: string
  position: number
  deletedOn: Day | null
}

export type ViewEvent =
  | { type: "saved"; owner: ViewOwner; query: string; position: number }
  | { type: "renamed" }
  | { type: "deleted" }

/** So many views may one owner have: more than a bar has room for. */
export const MOST_VIEWS = 20

/** Gives a look a name. `others` are those the same owner has already. */
export function save(
  id: string,
  form: { owner: ViewOwner; name: string; query: string },
  others: readonly View[],
): Outcome {
  const { owner, name, query } = form
  if (others.length >= MOST_VIEWS) return refuse("too_many", ["name"])
  if (others.some((one) => one.name === name)) return refuse("name_taken", ["name"])
  const position = Math.max(0, ...others.map((one) => one.position)) + 1
  return { acts: [act(id, { type: "saved", owner, query, position }, { name })] }
}

export function rename(view: View, name: string, others: readonly View[]): Outcome {
  if (view.name === name) return refuse("unchanged", ["name"])
  if (others.some((one) => one.name === name)) return refuse("name_taken", ["name"])
  return { acts: [act(view.id, { type: "renamed" }, { name })] }
}

export const remove = (view: View): Outcome => ({ acts: [act(view.id, { type: "deleted" })] })

export function applyToView(view: View, event: ViewEvent, on: Day, words: Words = {}): View {
  const next = { ...view, seq: view.seq + 1 }
  switch (event.type) {
    case "saved": {
      const { owner, query, position } = event
      return { ...next, ownerKind: owner.kind, ownerId: owner.id, name: words.name ?? "", query, position }
    }
    case "renamed":
      return { ...next, name: words.name ?? "" }
    case "deleted":
      return { ...next, deletedOn: on }
  }
}

export const noView = (id: string): View => ({
  id,
  seq: 0,
  ownerKind: "person",
  ownerId: "",
  name: "",
  query: "",
  position: 0,
  deletedOn: null,
})

const act = (id: string, event: ViewEvent, words: Words = {}): Act => ({ stream: "view", id, event, words })
