import type { CompanyWords } from "./words.nb.ts"

export const en: CompanyWords = {
  title: "Company",
  orgnr: "Org. no.",
  notRegistered: "Not registered yet",
  place: "Municipality",
  unknown: "Not known",
  cases: "Cases",
  count: (n, hubs) => `${n} ${n === 1 ? "case" : "cases"}: ${hubs}.`,
  hidden: (n) => `${n} restricted, which you cannot see.`,
  journey: "The journey",
  pictureOf: (company) => `The cases of ${company} over time`,
  described: (n) =>
    n === 1
      ? "The case is a line, with its stages one after the other. The table below says the same."
      : `${n} cases, each on a line, with their stages one after the other. The tables below say the same.`,
  today: "Today",
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  keys: { wait: "On hold", good: "Completed", other: "Closed otherwise", known: "You see only where the case stands" },
  tables: "The cases",
  stagesOf: (kase) => `The stages of ${kase}`,
  restricted: "Restricted",
  open: "Open.",
  ended: (ending, day) => `${ending} ${day}.`,
  nobody: "No advisor",
  stage: "Stage",
  since: (day) => `since ${day}`,
  basics: "You see that the case exists, where it stands and whom to call.",
}
