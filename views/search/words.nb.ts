import type { FoundEnquiry } from "./props.ts"

export const nb = {
  title: "Søk",
  label: "Søk etter bedrift, sak, kontakt eller henvendelse",
  hint: "Navn, en del av et navn, organisasjonsnummer, telefon eller saksnummer.",
  submit: "Søk",
  close: "Lukk søket",
  keys: "Ctrl K",
  how: "Pil opp og ned velger, Enter åpner, Esc lukker.",
  groups: {
    companies: "Bedrifter",
    cases: "Saker",
    contacts: "Kontakter",
    enquiries: "Henvendelser",
    create: "Opprett",
  },
  none: (text: string) => `Ingen treff på «${text}». Prøv en kortere del av navnet.`,
  blank: "Skriv minst én bokstav eller ett siffer.",
  found: (n: number) => (n === 1 ? "1 treff" : `${n} treff`),
  cut: "Bare begynnelsen av det du skrev, er brukt.",
  newCase: (name: string) => `Ny sak for ${name}`,
  restricted: "Skjermet",
  ended: "Avsluttet",
  nobody: "Ingen rådgiver",
  states: {
    suspected: "Holdt til side",
    discarded: "Slettet",
    waiting: "Venter på svar",
    accepted: "Tatt imot",
    declined: "Avslått",
    asked: "Venter på at de svarer",
    withdrawn: "Trukket tilbake",
    expired: "Slettet etter et år",
  } satisfies Record<FoundEnquiry["state"], string>,
  list: "Nettverkets liste",
  came: (day: string) => `kom ${day}`,
}
export type SearchWords = typeof nb
