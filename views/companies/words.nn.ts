import type { CompanyWords } from "./words.nb.ts"

export const nn: CompanyWords = {
  title: "Bedrift",
  orgnr: "Org.nr.",
  notRegistered: "Ikkje registrert enno",
  place: "Kommune",
  unknown: "Ikkje kjend",
  cases: "Saker",
  count: (n, hubs) => `${n} ${n === 1 ? "sak" : "saker"}: ${hubs}.`,
  hidden: (n) => `${n} skjerma, som du ikkje kan sjå.`,
  journey: "Reisa",
  pictureOf: (company) => `Sakene til ${company} over tid`,
  described: (n) =>
    n === 1
      ? "Saka er ei linje, med fasane etter kvarandre. Det same står i tabellen under."
      : `${n} saker, kvar på si linje, med fasane etter kvarandre. Det same står i tabellane under.`,
  today: "I dag",
  months: ["jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."],
  keys: { wait: "På vent", good: "Fullført", other: "Avslutta elles", known: "Du ser berre kvar saka står" },
  tables: "Sakene",
  stagesOf: (kase) => `Fasane i ${kase}`,
  restricted: "Skjerma",
  open: "Open.",
  ended: (ending, day) => `${ending} ${day}.`,
  nobody: "Ingen rådgjevar",
  stage: "Fase",
  since: (day) => `sidan ${day}`,
  basics: "Du ser at saka finst, kvar ho står og kven du kan ringje.",
}
