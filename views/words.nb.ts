import type { RefusalCode } from "#src/core/acts.ts"
import type { Access, Turn } from "#src/core/case.ts"
import type { Decision, Field, GateCode, NoteKind } from "#src/core/gates.ts"
import type { Role } from "#src/core/person.ts"
import type { Phase } from "#src/core/stages.ts"
import type { FieldProblem } from "#src/http/errors.ts"

/** The words of the domain, said the same way on every page. */
export type DomainWords = {
  refusals: Record<RefusalCode, string>
  problems: Record<Exclude<FieldProblem, RefusalCode>, string>
  /** What is missing, as the end of "Mangler: …". */
  gates: Record<GateCode, (left: number) => string>
  /** The same once it is there. */
  shown: Record<GateCode, string>
  fields: Record<Field, string>
  hints: Partial<Record<Field, string>>
  kinds: Record<NoteKind, string>
  access: Record<Access, string>
  accessMeans: Record<Access, string>
  turns: Record<Turn, string>
  decisions: Record<Decision, string>
  roles: Record<Role, string>
  phases: Record<Phase, string>
}

export const nb: DomainWords = {
  refusals: {
    ended: "Saken er avsluttet. Gjenåpne den først.",
    open: "Saken er allerede åpen.",
    unchanged: "Det er slik allerede. Velg noe annet.",
    unreachable: "Saken kan ikke flyttes dit. Velg en fase som er i bruk.",
    reason: "Skriv kort hvorfor saken flyttes slik.",
    missing: "Fyll ut dette, så går det videre.",
    past: "Datoen er passert. Velg en dag som kommer.",
    future: "Dagen har ikke kommet ennå. Velg i dag eller en dag før.",
    too_early: "Dagen er før saken ble åpnet. Velg en senere dag.",
    too_far: "Dagen er for langt fram. Velg en innen ti år.",
    not_accepted: "Med denne beslutningen går ikke saken videre. Velg «Bare lagre», og avslutt saken etterpå.",
    unknown: "Dette valget finnes ikke. Velg et fra listen.",
    foreign: "Velg en som hører til her.",
    taken: "Organisasjonsnummeret hører til en annen bedrift hos oss.",
    answered: "Noen svarte på henvendelsen før deg.",
    last_owner: "Nettverket må ha minst én programeier. Gi rollen til en annen først.",
    work_left: "Velg hvem som tar over sakene.",
    early: "Så tidlig kan det ikke ha skjedd i denne saken. Velg en senere dag.",
    backdated: "Skriv hvorfor du fører en annen dag enn i dag.",
    final: "Dette kan ikke angres.",
    undone: "Dette er allerede angret.",
    old: "Det er mer enn 30 dager siden, så det kan ikke angres lenger.",
    overtaken: "Det kan ikke angres, for noe som kom etterpå, bygger på det.",
    gone: "Det kan ikke angres, for personen det gjelder, arbeider ikke her lenger.",
    changed: "Noen endret det samme mens du skrev. Se hva som er nytt, og lagre igjen hvis ditt fortsatt gjelder.",
    served: "En annen hub har kommunen da. Avslutt det først, eller velg en senere dag.",
    not_then: "Slik er det ikke den dagen. Se hva som gjelder, og velg igjen.",
    no_place: "Kommunen fantes ikke den dagen. Velg en annen dag.",
    known_place: "Kommunen er her allerede. Finn den i listen.",
    before_start: "Dagen er før det begynte. Velg en senere dag.",
    hub_closed: "Huben er ikke åpen den dagen. Velg en annen hub eller en senere dag.",
    in_use: "Huben kan ikke lukkes ennå. Se hva som er igjen.",
    prefix: "Skriv to til fire store bokstaver.",
    prefix_taken: "Bokstavene er i bruk i en annen hub. Velg andre.",
    by_hand: "Dette må en person avgjøre. Endre kommunene for hånd.",
  },
  problems: {
    required: "Fyll ut dette feltet.",
    too_long: "Teksten er for lang. Kort den ned.",
    not_a_day: "Skriv en dato mellom 1900 og 2100, for eksempel 05.03.2027.",
    not_an_orgnr: "Sjekk nummeret. Et organisasjonsnummer har ni sifre, og dette går ikke opp.",
    not_an_email: "Skriv hele adressen, for eksempel maja@fjellvarp.example.",
    not_a_phone: "Skriv åtte sifre, eller + og landkode først.",
    not_a_choice: "Velg et av alternativene.",
    birth_number: "Dette ser ut som et fødselsnummer. Vi trenger det aldri, ta det bort.",
    not_a_code: "Skriv de fire sifrene i kommunenummeret.",
  },
  gates: {
    owner_assigned: () => "rådgiver",
    party_identified: () => "hvem vi snakker med",
    company_registered: () => "organisasjonsnummer",
    conversation_logged: (left) => (left > 1 ? `${left} samtaler` : "en samtale"),
    meeting_logged: (left) => (left > 1 ? `${left} møter` : "et møte"),
    customer_conversation_logged: (left) => (left > 1 ? `${left} kundesamtaler` : "en kundesamtale"),
    work_logged: () => "utført arbeid",
    needs_described: () => "behov",
    goal_described: () => "mål",
    idea_described: () => "idé",
    decision_recorded: () => "beslutning om å ta saken videre",
    milestones_set: (left) => (left > 1 ? `${left} milepæler` : "en milepæl"),
    milestones_closed: (left) => (left > 1 ? `${left} milepæler å gjøre opp` : "en milepæl å gjøre opp"),
    verification_result: () => "resultat av verifiseringen",
    pilot_result: () => "resultat hos pilotkunden",
    first_sale_on: () => "dato for første salg",
    aid_assessed: () => "vurdering av støtte",
    agreement_signed: () => "signert avtale",
    co_payment_agreed: () => "avtalt egenandel",
    rights_assessed: () => "vurdering av rettigheter",
    partner_decided: () => "valg av partner",
    pilot_agreed: () => "avtale med pilotkunde",
    effect_answered: () => "svar om effekt",
  },
  shown: {
    owner_assigned: "Saken har en rådgiver",
    party_identified: "Vi vet hvem vi snakker med",
    company_registered: "Bedriften er registrert",
    conversation_logged: "En samtale er ført",
    meeting_logged: "Et møte er ført",
    customer_conversation_logged: "Kundesamtalene er ført",
    work_logged: "Arbeid er ført",
    needs_described: "Behovet er beskrevet",
    goal_described: "Målet er beskrevet",
    idea_described: "Ideen er beskrevet",
    decision_recorded: "Beslutningen er ført",
    milestones_set: "Milepælene er satt",
    milestones_closed: "Milepælene er gjort opp",
    verification_result: "Resultatet av verifiseringen er ført",
    pilot_result: "Resultatet hos pilotkunden er ført",
    first_sale_on: "Første salg er ført",
    aid_assessed: "Støtten er vurdert",
    agreement_signed: "Avtalen er signert",
    co_payment_agreed: "Egenandelen er avtalt",
    rights_assessed: "Rettighetene er vurdert",
    partner_decided: "Partner er valgt",
    pilot_agreed: "Avtalen med pilotkunden er på plass",
    effect_answered: "Spørsmålene om effekt er besvart",
  },
  fields: {
    advisor: "Hvem skal ha saken?",
    party: "Hvem snakker vi med?",
    orgnr: "Organisasjonsnummer",
    conversation: "Hva snakket dere om?",
    meeting: "Hva kom fram i møtet?",
    customer: "Hva sa kunden?",
    work: "Hva er gjort?",
    needs: "Hva trenger bedriften?",
    goal: "Hva vil bedriften oppnå, og når?",
    idea: "Hva er ideen?",
    decision: "Hva er besluttet?",
    decisionReason: "Hvorfor denne beslutningen?",
    aid: "Hvordan er støtten vurdert?",
    milestone: "Hva er milepælen?",
    milestoneOn: "Når skal den være nådd?",
    milestones: "Milepæler",
    milestonesOutcome: "Hvordan gikk det med milepælene?",
    agreement: "Hvem signerte avtalen, og når?",
    coPayment: "Hva er avtalt om egenandelen?",
    verification: "Hva viste verifiseringen?",
    rights: "Hva er avklart om rettighetene?",
    partner: "Hvilken partner, og hvorfor?",
    pilotAgreement: "Hvem er pilotkunde, og hva er avtalt?",
    pilotResult: "Hva ble resultatet hos pilotkunden?",
    firstSaleOn: "Når var første salg?",
    effect: "Hvem svarte om effekten, og hva var hovedsvaret?",
  },
  hints: {
    party: "Navn og rolle.",
    goal: "For eksempel 200 bestillinger fra Tyskland innen 1. juni.",
    milestone: "Én om gangen, for eksempel første ordre levert.",
    decisionReason: "Grunnen står i loggen sammen med beslutningen.",
    aid: "Skriv regelverk og hvem som har vurdert det.",
    customer: "Én samtale om gangen. Mangler det flere, lagrer du og fortsetter.",
  },
  kinds: {
    note: "Notat",
    call: "Samtale",
    meeting: "Møte",
    visit: "Besøk",
    mail: "E-post",
    customer: "Kundesamtale",
    work: "Arbeid",
  },
  access: { network: "Åpen i nettverket", hub: "Hub", restricted: "Skjermet" },
  accessMeans: {
    network: "Alle rådgivere i nettverket kan lese hele saken.",
    hub: "Hele saken for huben. Andre huber ser bedrift, fase og rådgiver.",
    restricted: "Hele saken bare for rådgiveren, dem som er navngitt, og daglig leder.",
  },
  turns: { us: "Hos oss", company: "Hos bedriften", funder: "Hos virkemiddelapparatet", other: "Hos andre" },
  decisions: { accept: "Vi tar saken videre", refer: "Vi viser videre til andre", decline: "Vi sier nei" },
  roles: { advisor: "Rådgiver", manager: "Daglig leder", owner: "Programeier", auditor: "Revisor" },
  phases: { contact: "Kontakt", mapping: "Kartlegging", plan: "Plan", work: "Arbeid", effect: "Effekt" },
}
