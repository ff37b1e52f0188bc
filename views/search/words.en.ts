import type { SearchWords } from "./words.nb.ts"

export const en: SearchWords = {
  title: "Search",
  label: "Search for a company, case, contact or enquiry",
  hint: "A name, part of a name, an organisation number, a phone or a case number.",
  submit: "Search",
  close: "Close the search",
  keys: "Ctrl K",
  how: "Arrow up and down choose, Enter opens, Esc closes.",
  groups: { companies: "Companies", cases: "Cases", contacts: "Contacts", enquiries: "Enquiries", create: "Create" },
  none: (text: string) => `Nothing found for “${text}”. Try a shorter part of the name.`,
  blank: "Type at least one letter or digit.",
  found: (n: number) => (n === 1 ? "1 hit" : `${n} hits`),
  cut: "Only the beginning of what you typed is used.",
  newCase: (name: string) => `New case for ${name}`,
  restricted: "Restricted",
  ended: "Ended",
  nobody: "No advisor",
  states: {
    waiting: "Waits for an answer",
    accepted: "Taken on",
    declined: "Declined",
    asked: "Waits for their answer",
    withdrawn: "Withdrawn",
  },
  list: "The network’s list",
  came: (day: string) => `came ${day}`,
}
