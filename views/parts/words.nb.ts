import type { Turn } from "#src/core/case.ts"
import type { Alert } from "#src/core/facts.ts"
import type { Role } from "#src/core/person.ts"

export const nb = {
  layout: {
    skip: "Hopp til innhold",
    menu: "Hovedmeny",
    shortcuts: "Snarveier",
    log: "Etter møtet",
    logKey: "Tasten E åpner skjemaet",
    nav: { day: "Min dag", board: "Tavle", inbox: "Innboks", network: "På tvers", stages: "Faser", people: "Folk" },
    notices: "Varsler",
    fresh: "nye",
    me: "Meg",
    myPage: "Min side",
    signOut: "Logg ut",
    unsent: "Noe du har skrevet, er ikke sendt. Logger du ut nå, blir det slettet her.",
    roles: {
      owner: "Programeier",
      manager: "Daglig leder",
      advisor: "Rådgiver",
      auditor: "Revisor",
    } satisfies Record<Role, string>,
    printed: (day: string, name: string) => `Skrevet ut ${day} av ${name}`,
    brand: "Næringshagene i Midt-Norge",
    privacy: "Personvern",
    accessibility: "Tilgjengelighet",
    keys: "Tastatur",
    guide: "Første dag",
    language: "Språk",
  },
  turn: {
    us: "Hos oss",
    company: "Hos bedriften",
    funder: "Hos virkemiddelapparatet",
    other: "Hos andre",
  } satisfies Record<Turn, string>,
  age: {
    ok: (day: number, limit: number) => `Dag ${day} av ${limit}`,
    soon: (day: number, limit: number) => `Snart: dag ${day} av ${limit}`,
    stale: (day: number, limit: number) => `Står stille: dag ${day} av ${limit}`,
  },
  spell: {
    stage: "Fase",
    came: "Inn",
    left: "Ut",
    days: "Virkedager",
    whose: "Hvem sin tid",
    stands: "Står her nå",
    ended: (ending: string) => `Avsluttet: ${ending}`,
    split: (ours: string, others: string) => `Hos oss ${ours}, hos andre ${others}`,
    noTime: "Under én virkedag",
    waited: (turn: string, from: string, to: string | null) =>
      to ? `På vent ${from}–${to} (${turn})` : `På vent fra ${from} (${turn})`,
  },
  waiting: (until: string) => `På vent til ${until}`,
  never: "Aldri kontaktet",
  /** What the register says of a company. */
  alert: {
    deleted: "Slettet i registeret",
    bankrupt: "Konkurs",
    winding_up: "Under avvikling",
  } satisfies Record<Alert, string>,
  missing: (n: number) => `Mangler ${n}`,
  ready: "Klar til å flyttes",
  toFix: (n: number) => `Rett opp ${COUNT[n] ?? n} ting, så er du i mål`,
  placeNow: (place: string, names: string) => `${place} (nå ${names})`,
  either: "eller",
  optional: "valgfritt",
  dismiss: "Lukk",
  undo: "Angre",
  kept: "Det du skrev",
  offline: "Fikk ikke kontakt. Det du skrev, står her fortsatt. Prøv igjen om litt.",
  take: {
    title: "Hent som fil",
    purpose: "Hva skal du bruke den til?",
    hint: (most: string) =>
      `Det loggføres hvem som henter, og hvorfor. Filen har høyst ${most} saker og åpnes i Excel.`,
    workbook: "Hent til Excel",
    text: "Hent som CSV",
  },
}
export type PartWords = typeof nb

const COUNT = ["", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti"]
