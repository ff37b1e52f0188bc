import type { SearchWords } from "./words.nb.ts"

export const nn: SearchWords = {
  title: "Søk",
  label: "Søk etter bedrift, sak, kontakt eller førespurnad",
  hint: "Namn, ein del av eit namn, organisasjonsnummer, telefon eller saksnummer.",
  submit: "Søk",
  close: "Lukk søket",
  keys: "Ctrl K",
  how: "Pil opp og ned vel, Enter opnar, Esc lukkar.",
  groups: {
    companies: "Bedrifter",
    cases: "Saker",
    contacts: "Kontaktar",
    enquiries: "Førespurnader",
    create: "Opprett",
  },
  none: (text: string) => `Ingen treff på «${text}». Prøv ein kortare del av namnet.`,
  blank: "Skriv minst éin bokstav eller eitt siffer.",
  found: (n: number) => `${n} treff`,
  cut: "Berre starten av det du skreiv, er brukt.",
  newCase: (name: string) => `Ny sak for ${name}`,
  restricted: "Skjerma",
  ended: "Avslutta",
  nobody: "Ingen rådgjevar",
  states: { waiting: "Ventar på svar", accepted: "Teken imot", declined: "Avslått" },
  list: "Lista til nettverket",
  came: (day: string) => `kom ${day}`,
}
