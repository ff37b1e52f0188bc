export const nb = {
  title: "Bedrift",
  orgnr: "Org.nr.",
  notRegistered: "Ikke registrert ennå",
  place: "Kommune",
  unknown: "Ikke kjent",
  cases: "Saker",
  count: (n: number, hubs: string) => `${n} ${n === 1 ? "sak" : "saker"}: ${hubs}.`,
  hidden: (n: number) => `${n} skjermet, som du ikke kan se.`,
  journey: "Reisen",
  pictureOf: (company: string) => `Sakene til ${company} over tid`,
  described: (n: number): string =>
    n === 1
      ? "Saken er en linje, med fasene etter hverandre. Det samme står i tabellen under."
      : `${n} saker, hver på sin linje, med fasene etter hverandre. Det samme står i tabellene under.`,
  today: "I dag",
  months: ["jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."],
  keys: { wait: "På vent", good: "Fullført", other: "Avsluttet ellers", known: "Du ser bare hvor saken står" },
  tables: "Sakene",
  stagesOf: (kase: string) => `Fasene i ${kase}`,
  restricted: "Skjermet",
  open: "Åpen.",
  ended: (ending: string, day: string) => `${ending} ${day}.`,
  nobody: "Ingen rådgiver",
  stage: "Fase",
  since: (day: string) => `siden ${day}`,
  basics: "Du ser at saken finnes, hvor den står og hvem du kan ringe.",
}
export type CompanyWords = typeof nb
