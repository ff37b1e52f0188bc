import type { Section } from "./words.ts"

const COUNT = ["", "Én hub", "To huber", "Tre huber", "Fire huber", "Fem huber", "Seks huber"]
const sections = (...all: Section[]): readonly Section[] => all

export const nb = {
  privacy: {
    title: "Personvern",
    lead: "Her står det hva vi registrerer om deg, hvorfor, og hva du kan be om.",
    who: "Hvem svarer for opplysningene",
    together: (n: number) =>
      `${COUNT[n] ?? `${n} huber`} og programeieren bestemmer sammen hva som registreres her, og har felles ansvar:`,
    shared:
      "Huben du har kontakt med, svarer deg og retter eller sletter. Programeieren svarer for programmet alle bruker. Du kan spørre hvem du vil av dem, så tar de det videre.",
    sections: sections(
      {
        title: "Hva vi registrerer",
        text: [],
        points: [
          "Når du sender skjemaet: bedriften, organisasjonsnummer om du gir det, kommunen, det du skriver om behovet, navnet ditt, og e-post eller telefon.",
          "Når vi hjelper bedriften: hvem vi snakker med der, hva som er avtalt og gjort, og når, og filer som gjelder det.",
          "Om oss som arbeider her: navn, jobb-e-post, telefon, roller, hva vi gjør i sakene, og hvilke enheter vi er logget inn fra.",
          "Vi trenger aldri fødselsnummer. Skjemaene tar ikke imot det.",
        ],
      },
      {
        title: "Hvorfor, og med hvilken rett",
        text: [
          "For å svare deg, hjelpe bedriften og gjøre rede for bruken av offentlige midler. Er du kontaktperson for en bedrift, bygger det på vår berettigede interesse i å hjelpe den. Driver du selv uten selskap, bygger det på avtalen med deg. Noe må vi ha fordi reglene om offentlig støtte og regnskap krever det.",
        ],
      },
      {
        title: "Hvem som ser det",
        text: [
          "De som arbeider i huben din, ser saken. De andre hubene ser at bedriften får hjelp, hvor langt den er kommet og hvem de kan ringe, ikke hva dere snakker om. En sak kan deles med flere eller skjermes. Åpner noen en skjermet sak eller en sak i en annen hub, blir det ført.",
          "Programeieren ser det samme av sakene som de andre hubene, og henvendelser som ingen hub har. Revisoren ser tall og saker uten navn.",
          "Cloudflare kjører programmet, oppbevarer filene og sender e-posten, og en leverandør driver databasen. De gjør det for oss og bruker ikke opplysningene til noe annet.",
        ],
      },
      {
        title: "Hvor lenge",
        text: [
          "Så lenge vi trenger det for å svare, følge opp bedriften og gjøre rede for støtten. Det som gjelder offentlig støtte, må oftest oppbevares i ti år. En henvendelse som ikke blir en sak, slettes av seg selv 12 måneder etter siste kontakt, og det som ligner søppelpost, etter 30 dager. Resten sletter vi når opplysningene ikke trengs lenger, eller når du ber om det og reglene gir rom for det. En fil som er fjernet fra en sak, slettes likevel for godt etter en måned. Et enkeltpersonforetak heter det eieren heter, så navnet på det regnes som ditt og kan slettes. Har du sluttet i en bedrift, står du som tidligere kontakt til opplysningene slettes. Navn og det som er skrevet med egne ord, er lagret for seg, så det kan slettes uten at tallene blir feil.",
        ],
      },
      {
        title: "Informasjonskapsler og logger",
        text: [
          "Vi har ingen sporing og ingen reklame. Velger du språk, husker vi det i et år. De som logger inn, har en kapsel som varer i 30 dager. For å kunne arbeide uten dekning lagrer nettleseren deres dagens saker i ett døgn, uten skjermede saker og andre hubers saker, og det de selv skriver, til det er sendt. Det er kryptert, leses bare av den det tilhører, og slettes når de logger ut. Loggen over forespørsler har verken navn eller det du skriver. Skjemaet bruker nettadressen din i et minutt for å stoppe misbruk.",
        ],
      },
      {
        title: "Det du kan be om",
        text: [],
        points: [
          "Se det vi har om deg.",
          "Få rettet det som er feil.",
          "Få slettet det vi ikke må ha.",
          "Si nei til at vi bruker det, eller be oss vente mens vi ser på det.",
          "Få med deg det du selv har gitt oss.",
        ],
      },
    ),
    ask: "Spør oss",
    askText: "Spør den du har kontakt med i huben, eller skriv til",
    complain: "Mener du at vi gjør feil, kan du klage til Datatilsynet:",
  },
  accessibility: {
    title: "Tilgjengelighet",
    lead: "Alle skal kunne bruke Kraftspor. Målet er WCAG 2.2 på nivå AA.",
    sections: sections(
      {
        title: "Slik er det laget",
        text: [],
        points: [
          "Alt kan gjøres med tastatur, også å flytte kort på tavlen.",
          "Skjemaene virker uten skript, sier hva som er feil ved feltet, og tar vare på det du har skrevet.",
          "Siden virker på telefon, i mørk modus, med forstørrelse og på utskrift.",
          "Tegninger har en tabell med det samme.",
          "Bokmål, nynorsk og engelsk.",
        ],
      },
      {
        title: "Slik er det prøvd",
        text: [
          "Hver side prøves av et program før den tas i bruk: for kontrast, navn på felt, rekkefølge og bredde på telefon.",
        ],
      },
      {
        title: "Det vi vet ikke er godt nok",
        text: [],
        points: [
          "Ingen utenfra har kontrollert programmet.",
          "Det er ikke prøvd jevnlig av folk som bruker skjermleser.",
          "Av seg selv prøves det bare i Chromium, ikke i Firefox og Safari.",
        ],
      },
    ),
    ask: "Er noe vanskelig?",
    askText: "Skriv hva du prøvde på, så hjelper vi deg og retter det:",
  },
  guide: {
    title: "Første dag",
    lead: "Det du trenger for å komme i gang.",
    me: "Velg språk, og se hvor du er logget inn",
    hubs: "Hubene og hvem som arbeider der",
    areas: "Hvilken kommune hører til hvilken hub",
    sections: sections(
      {
        title: "Logg inn",
        text: ["Du logger inn med en lenke i jobb-e-posten. Den virker én gang. Du er logget inn i 30 dager."],
      },
      {
        title: "Ta imot henvendelser",
        text: [
          "Skjemaet på nettet sender henvendelsen til huben som har kommunen. Den ligger i Innboks og skal ha svar innen to virkedager. Ta den inn som sak, send den til en annen hub, eller si nei med en grunn.",
        ],
      },
      {
        title: "Arbeid med saker",
        text: [],
        points: [
          "Tavlen viser sakene i huben din, fase for fase. Det som haster mest, står øverst.",
          "Dra kortet, bruk menyen på det, eller trykk M. Mangler noe, spør kortet om nettopp det.",
          "Si hva som er neste steg, og når. Venter du på andre, si hvem og til når: saken våkner av seg selv.",
          "Ble det feil? Angre. Alt du gjør, blir stående i historien.",
        ],
      },
      {
        title: "Hvem ser hva",
        text: [
          "Kolleger i huben ser saken og kan stå i for deg. Andre huber ser at den finnes og hvem de kan ringe. En skjermet sak kan bare du, daglig leder og de du deler den med, åpne. Skriv aldri fødselsnummer, og ikke om helse eller andres private forhold.",
        ],
      },
      {
        title: "Leder du en hub eller programmet",
        text: [
          "Daglig leder inviterer folk og gir roller under Folk, og ser hele nettverket under På tvers. Programeieren åpner og lukker huber, og bestemmer hvilken kommune som hører til hvilken hub.",
        ],
      },
    ),
    stages: "Hva fasene betyr",
    stagesLead: "Hver fase har en side som viser hvor lenge saker pleier å stå der.",
  },
}
export type AboutWords = typeof nb
