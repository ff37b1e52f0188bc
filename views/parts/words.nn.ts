import type { PartWords } from "./words.nb.ts"

export const nn: PartWords = {
  layout: {
    skip: "Hopp til innhaldet",
    menu: "Hovudmeny",
    shortcuts: "Snarvegar",
    nav: { board: "Tavle", inbox: "Innboks", network: "På tvers", stages: "Fasar", people: "Folk" },
    fresh: "nye",
    me: "Meg",
    myPage: "Mi side",
    signOut: "Logg ut",
    roles: { owner: "Programeigar", manager: "Dagleg leiar", advisor: "Rådgjevar", auditor: "Revisor" },
    printed: (day, name) => `Skrive ut ${day} av ${name}`,
    brand: "Næringshagane i Midt-Noreg",
    language: "Språk",
  },
  turn: { us: "Hos oss", company: "Hos bedrifta", funder: "Hos verkemiddelapparatet", other: "Hos andre" },
  age: {
    ok: (day, limit) => `Dag ${day} av ${limit}`,
    soon: (day, limit) => `Snart: dag ${day} av ${limit}`,
    stale: (day, limit) => `Står stille: dag ${day} av ${limit}`,
  },
  spell: {
    stage: "Fase",
    came: "Inn",
    left: "Ut",
    days: "Virkedagar",
    whose: "Kven si tid",
    stands: "Står her no",
    ended: (ending) => `Avslutta: ${ending}`,
    split: (ours, others) => `Hos oss ${ours}, hos andre ${others}`,
    noTime: "Under éin virkedag",
    waited: (turn, from, to) => (to ? `På vent ${from}–${to} (${turn})` : `På vent frå ${from} (${turn})`),
  },
  waiting: (until) => `På vent til ${until}`,
  never: "Aldri kontakta",
  missing: (n) => `Manglar ${n}`,
  ready: "Klar til å flyttast",
  toFix: (n) => `Rett opp ${COUNT[n] ?? n} ting, så er du i mål`,
  optional: "valfritt",
  dismiss: "Lukk",
  undo: "Angre",
  kept: "Det du skreiv",
  offline: "Fekk ikkje kontakt. Det du skreiv, står her framleis. Prøv igjen om litt.",
  take: {
    title: "Hent som fil",
    purpose: "Kva skal du bruke ho til?",
    hint: (most) => `Det blir loggført kven som hentar, og kvifor. Fila har høgst ${most} saker og opnar seg i Excel.`,
    submit: "Hent fila",
  },
}

const COUNT = ["", "éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti"]
