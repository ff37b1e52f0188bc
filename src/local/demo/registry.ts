import { isRefusal, type Outcome } from "#src/core/acts.ts"
import { correct, learn } from "#src/core/company.ts"
import { YES } from "#src/core/facts.ts"
import { alert } from "#src/core/verbs.ts"
import type { Firm } from "./companies.ts"
import type { Chance } from "./random.ts"
import type { Plan } from "./stories.ts"
import type { ThemeName } from "./words/themes.ts"
import { type Happening, person, SYSTEM } from "./world.ts"

/** When the register was last read, and when advisors had put right what they knew better. */
const READ = 6
const CORRECTED = 11

/** What the register says of the companies of one hub; of some, people say otherwise, and one of them is bankrupt. */
export function reading(plans: readonly Plan[], people: ReadonlyMap<string, string>, chance: Chance): Happening[] {
  const ours = plans.filter(({ hub, isFirst }) => hub === "roros" && isFirst)
  const gone = ours.find(({ end, card, isUnregistered }) => end.kind === "open" && !card && !isUnregistered)
  const lars = people.get("lars") ?? ""
  return ours.flatMap(({ firm, caseId }, i): Happening[] => {
    const employees = chance.int(1, 24)
    const isGone = caseId === gone?.caseId
    return [
      ...(i % 8 === 0 ? [correcting(firm, employees + chance.int(1, 4), lars)] : []),
      learning(firm, employees, isGone),
      ...(isGone ? [warning(caseId)] : []),
    ]
  })
}

const correcting = ({ id }: Firm, employees: number, personId: string): Happening => ({
  ago: CORRECTED,
  stream: `facts ${id}`,
  run: ({ world, day, at }) => {
    const company = world.rowOf("company", id)
    if (!company?.orgnr) return
    world.happen(correct(company, { fact: "employees", value: String(employees) }, []), person(personId), day, at)
  },
})

const learning = (firm: Firm, employees: number, isGone: boolean): Happening => ({
  ago: READ,
  stream: `facts ${firm.id}`,
  run: ({ world, day, at }) => {
    const company = world.rowOf("company", firm.id)
    if (!company?.orgnr) return
    const found = {
      name: firm.name.toUpperCase(),
      form: "AS",
      municipality: firm.code,
      address: `Testveien 1, 7374 ${firm.place}`,
      industry: INDUSTRIES[firm.theme],
      employees: String(employees),
      ...(isGone && { bankrupt: YES }),
    }
    world.happen(learn(company, found, "register"), SYSTEM, day, at)
  },
})

const warning = (caseId: string): Happening => ({
  ago: READ - 1,
  stream: caseId,
  run: ({ world, day, at }) => {
    const warned: Outcome = alert(world.file(caseId).kase, "bankrupt")
    if (!isRefusal(warned)) world.happen(warned, SYSTEM, day, at)
  },
})

const INDUSTRIES: Record<ThemeName, string> = {
  seafood: "10.209 Bearbeiding og konservering av fisk",
  ocean: "03.300 Tjenester tilknyttet fiske og akvakultur",
  harbour: "52.220 Tjenester tilknyttet sjøtransport",
  coastal: "79.900 Andre reisetjenester",
  dairy: "10.510 Produksjon av meierivarer og ost",
  bakery: "10.710 Produksjon av brød og ferske bakervarer",
  game: "10.130 Produksjon av kjøtt- og fjørfevarer",
  wool: "13.100 Bearbeiding og spinning av tekstilfibrer",
  mountain: "79.120 Turoperatørvirksomhet",
  lodging: "55.200 Utleie av ferieboliger",
  craft: "32.990 Annen produksjon",
  furniture: "31.000 Produksjon av møbler",
  building: "41.000 Oppføring av bygninger",
  metal: "25.530 Bearbeiding av metaller",
  robots: "28.990 Produksjon av spesialmaskiner",
  digital: "62.100 Programmering",
  farming: "01.500 Blandet jordbruk",
  energy: "35.120 Produksjon av elektrisitet fra fornybare kilder",
  health: "86.990 Andre helsetjenester",
  services: "70.200 Bedriftsrådgivning",
}
