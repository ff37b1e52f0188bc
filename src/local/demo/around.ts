import { noteHelper, tag } from "#src/core/company.ts"
import { giveRole, leave } from "#src/core/contact.ts"
import { addTag } from "#src/core/tag.ts"
import type { Chance } from "./random.ts"
import type { Plan } from "./stories.ts"
import { type Happening, person, type World } from "./world.ts"

const TAGS = [
  { nb: "Reiseliv", nn: "Reiseliv", en: "Tourism" },
  { nb: "Sjømat", nn: "Sjømat", en: "Seafood" },
  { nb: "Kvinnelig gründer", nn: "Kvinneleg gründer", en: "Woman founder" },
  { nb: "Grønn omstilling", nn: "Grøn omstilling", en: "Green transition" },
]
const HELPERS = [
  ["Innovasjon Norge", "Oppstartstilskudd"],
  ["Sparebanken", "Driftskreditt"],
  ["Regnskapshuset", "Regnskap og lønn"],
] as const
/** When the list was made, and when a hub went through its companies. */
const [LISTED, MARKED] = [400, 12]

/** The network's tags; and of the companies of one hub, what they are marked with, who else helps, who is what and who left. */
export function marking(plans: readonly Plan[], people: ReadonlyMap<string, string>, chance: Chance): Happening[] {
  const codes = TAGS.map(() => chance.id())
  const [owner, lars] = [people.get("owner") ?? "", people.get("lars") ?? ""]
  const adding = TAGS.map(
    (name, i): Happening => ({
      ago: LISTED,
      stream: "tags",
      run: ({ world, day, at }) => world.happen(addTag(world.all("tag"), codes[i] ?? "", name), person(owner), day, at),
    }),
  )
  const ours = plans.filter(({ hub, isFirst, end }) => hub === "roros" && isFirst && end.kind === "open")
  const marking = ours.flatMap(({ firm }, i): Happening[] => {
    const code = chance.pick(codes)
    const [name, what] = chance.pick(HELPERS)
    const helperId = chance.id()
    const doing = (run: (world: World, day: string, at: Date) => void): Happening => ({
      ago: MARKED,
      stream: `around ${firm.id}`,
      run: ({ world, day, at }) => run(world, day, at),
    })
    return [
      ...(i % 2 === 0
        ? [
            doing((world, day, at) => {
              const company = world.rowOf("company", firm.id)
              if (company) world.happen(tag(company, code, codes), person(lars), day, at)
            }),
          ]
        : []),
      ...(i % 4 === 0
        ? [
            doing((world, day, at) => {
              const company = world.rowOf("company", firm.id)
              const helper = { id: helperId, name, what, since: day }
              if (company) world.happen(noteHelper(company, helper, day), person(lars), day, at)
            }),
          ]
        : []),
      doing((world, day, at) => {
        const [contact] = world.contactsOf(firm.id)
        if (!contact || contact.until) return
        const known = { ...contact, hubId: "roros" }
        const given = { role: i % 3 === 0 ? "chair" : "daily_manager", since: contact.since } as const
        world.happen(giveRole(known, given, day), person(lars), day, at)
        const [now] = world.contactsOf(firm.id)
        if (i % 9 === 4 && now) world.happen(leave({ ...now, hubId: "roros" }, day, day), person(lars), day, at)
      }),
    ]
  })
  return [...adding, ...marking]
}
