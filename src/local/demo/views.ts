import { NETWORK } from "#src/core/person.ts"
import { save, type ViewOwner } from "#src/core/view.ts"
import { openChance } from "./random.ts"
import { type Happening, person } from "./world.ts"

/** Looks at the open cases that some of the cast come back to. */
export function savingViews(people: ReadonlyMap<string, string>): Happening[] {
  const chance = openChance("views")
  const idOf = (key: string) => people.get(key) ?? ""
  const saving = (ago: number, key: string, owner: ViewOwner, name: string, query: string): Happening => {
    const id = chance.id()
    return {
      ago,
      stream: "views",
      run: ({ world, day, at }) => world.happen(save(id, { owner, name, query }, []), person(idOf(key)), day, at),
    }
  }
  const lars = idOf("lars")
  return [
    saving(210, "owner", { kind: "network", id: NETWORK }, "Venter på andre", "turn=funder&sort=touched"),
    saving(160, "kjersti", { kind: "hub", id: "roros" }, "Hvem har hva", "group=advisor"),
    saving(40, "lars", { kind: "person", id: lars }, "Mine på liste", `advisor=${lars}&sort=next&show=list`),
  ]
}
