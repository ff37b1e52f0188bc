import { addDays } from "#src/core/calendar.ts"
import { goAway, grant, invite, type Role, revoke } from "#src/core/person.ts"
import { CAST, type Member } from "./cast.ts"
import { type Happening, person, SYSTEM } from "./world.ts"

/** The cast is invited, each by whoever runs their hub; some leave and hand over what they have, some are away. */
export function comingAndGoing(ids: ReadonlyMap<string, string>): Happening[] {
  const idOf = (key: string) => ids.get(key) ?? ""
  const leading = (role: Role, hubId: string) =>
    CAST.find(({ memberships }) => memberships.some((held) => held.hubId === hubId && held.role === role))
  const [owner] = CAST
  const hostOf = ({ key, memberships: [held] }: Member) => {
    if (key === owner?.key) return SYSTEM
    return person(idOf(((held.role === "advisor" ? leading("manager", held.hubId) : owner) ?? owner)?.key ?? ""))
  }

  const comings = CAST.map((member): Happening => {
    const { key, name, email, phone, language, memberships, invited } = member
    const [first, ...others] = memberships
    return {
      ago: invited,
      stream: "people",
      run: ({ world, day, at }) => {
        const id = idOf(key)
        const host = hostOf(member)
        world.happen(invite(id, { name, email, phone, language, ...first }), host, day, at)
        for (const more of others) world.happen(grant(world.person(id), more), host, day, at)
      },
    }
  })
  const goings = CAST.flatMap(({ key, left, memberships: [held] }): Happening[] => {
    if (!left) return []
    const { daysAgo: ago, successor } = left
    return [
      {
        ago,
        stream: "people",
        run: ({ world, day, at }) => {
          const leaver = world.person(idOf(key))
          const mine = world.all("case").filter(({ advisorId, endedOn }) => advisorId === leaver.id && !endedOn)
          const portfolio = mine.filter(({ hubId }) => hubId === held.hubId)
          const team = world.team(held.hubId).map(({ id }) => id)
          const host = person(idOf(leading("manager", held.hubId)?.key ?? ""))
          const left = { portfolio, successor: idOf(successor), team, owners: 1, reason: "Ny jobb" }
          world.happen(revoke(leaver, held, left), host, day, at)
        },
      },
    ]
  })
  const absences = CAST.flatMap(({ key, away }): Happening[] => {
    if (!away) return []
    const { daysAgo: ago, days, standIn } = away
    return [
      {
        ago,
        stream: "people",
        run: ({ world, day, at }) => {
          const id = idOf(key)
          const colleagues = CAST.map((one) => world.person(idOf(one.key)))
          const absence = { from: day, to: addDays(day, days), standInId: idOf(standIn) }
          world.happen(goAway(world.person(id), absence, { colleagues, today: day }), person(id), day, at)
        },
      },
    ]
  })
  return [...comings, ...goings, ...absences]
}
