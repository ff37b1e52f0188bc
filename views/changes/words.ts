import { useWords } from "../screen.tsx"

const nb = {
  title: "Hva er nytt?",
  visit: "Siden sist du var her",
  monday: "Siden mandag",
  day: "Siden en dag",
  show: "Vis",
  since: (day: string, time: string | null) => (time ? `Siden ${day} kl. ${time}.` : `Siden ${day}.`),
  wrong: "Velg en dag som har vært, og som ikke er mer enn tre måneder siden.",
  mine: "I sakene dine, gjort av andre",
  opened: "Nye og gjenåpnede saker",
  closed: "Avsluttede saker",
  moved: "Flyttet",
  movedBy: (name: string) => `Flyttet: ${name}`,
  nobody: "uten rådgiver",
  enquiries: "Henvendelser",
  none: "Ingenting.",
  to: (stage: string) => `til ${stage}`,
  more: (n: number) => `og ${n} til`,
  cut: "Det har skjedd mer enn det er plass til her. Velg en senere dag for å se alt.",
  hidden: "Skjermede saker du ikke har tilgang til, er ikke med.",
}
export type ChangeWords = typeof nb

const nn: ChangeWords = {
  title: "Kva er nytt?",
  visit: "Sidan sist du var her",
  monday: "Sidan måndag",
  day: "Sidan ein dag",
  show: "Vis",
  since: (day, time) => (time ? `Sidan ${day} kl. ${time}.` : `Sidan ${day}.`),
  wrong: "Vel ein dag som har vore, og som ikkje er meir enn tre månader sidan.",
  mine: "I sakene dine, gjort av andre",
  opened: "Nye og gjenopna saker",
  closed: "Avslutta saker",
  moved: "Flytta",
  movedBy: (name) => `Flytta: ${name}`,
  nobody: "utan rådgivar",
  enquiries: "Førespurnader",
  none: "Ingenting.",
  to: (stage) => `til ${stage}`,
  more: (n) => `og ${n} til`,
  cut: "Det har skjedd meir enn det er plass til her. Vel ein seinare dag for å sjå alt.",
  hidden: "Skjerma saker du ikkje har tilgang til, er ikkje med.",
}

const en: ChangeWords = {
  title: "What changed?",
  visit: "Since your last visit",
  monday: "Since Monday",
  day: "Since a day",
  show: "Show",
  since: (day, time) => (time ? `Since ${day} at ${time}.` : `Since ${day}.`),
  wrong: "Choose a day that has been and is no more than three months ago.",
  mine: "In your cases, by others",
  opened: "New and reopened cases",
  closed: "Closed cases",
  moved: "Moved",
  movedBy: (name) => `Moved: ${name}`,
  nobody: "without an advisor",
  enquiries: "Enquiries",
  none: "Nothing.",
  to: (stage) => `to ${stage}`,
  more: (n) => `and ${n} more`,
  cut: "More has happened than there is room for here. Choose a later day to see it all.",
  hidden: "Restricted cases that you have no access to are not among them.",
}

export const CHANGE_WORDS = { nb, nn, en }
export const useChangeWords = () => useWords(CHANGE_WORDS)
