import type { AboutWords } from "./words.nb.ts"

const COUNT = ["", "Éin hub", "To hubar", "Tre hubar", "Fire hubar", "Fem hubar", "Seks hubar"]

export const nn: AboutWords = {
  privacy: {
    title: "Personvern",
    lead: "Her står det kva vi registrerer om deg, kvifor, og kva du kan be om.",
    who: "Kven som svarer for opplysningane",
    together: (n: number) =>
      `${COUNT[n] ?? `${n} hubar`} og programeigaren bestemmer saman kva som blir registrert her, og har felles ansvar:`,
    shared:
      "Huben du har kontakt med, svarer deg og rettar eller slettar. Programeigaren svarer for programmet alle bruker. Du kan spørje kven du vil av dei, så tek dei det vidare.",
    sections: [
      {
        title: "Kva vi registrerer",
        text: [],
        points: [
          "Når du sender skjemaet: bedrifta, organisasjonsnummer om du gir det, kommunen, det du skriv om behovet, namnet ditt, og e-post eller telefon.",
          "Når vi hjelper bedrifta: kven vi snakkar med der, kva som er avtalt og gjort, og når, og filer som gjeld det.",
          "Om oss som arbeider her: namn, jobb-e-post, telefon, roller, kva vi gjer i sakene, og kva einingar vi er logga inn frå.",
          "Vi treng aldri fødselsnummer. Skjemaa tek ikkje imot det.",
        ],
      },
      {
        title: "Kvifor, og med kva rett",
        text: [
          "For å svare deg, hjelpe bedrifta og gjere greie for bruken av offentlege midlar. Er du kontaktperson for ei bedrift, byggjer det på den legitime interessa vår i å hjelpe henne. Driv du sjølv utan selskap, byggjer det på avtalen med deg. Noko må vi ha fordi reglane om offentleg støtte og rekneskap krev det.",
        ],
      },
      {
        title: "Kven som ser det",
        text: [
          "Dei som arbeider i huben din, ser saka. Dei andre hubane ser at bedrifta får hjelp, kor langt ho er komen og kven dei kan ringje, ikkje kva de snakkar om. Ei sak kan delast med fleire eller skjermast. Opnar nokon ei skjerma sak eller ei sak i ein annan hub, blir det ført.",
          "Programeigaren ser det same av sakene som dei andre hubane, og førespurnader som ingen hub har. Revisoren ser tal og saker utan namn.",
          "Cloudflare køyrer programmet, tek vare på filene og sender e-posten, og ein leverandør driv databasen. Dei gjer det for oss og bruker ikkje opplysningane til noko anna.",
        ],
      },
      {
        title: "Kor lenge",
        text: [
          "Så lenge vi treng det for å svare, følgje opp bedrifta og gjere greie for støtta. Det som gjeld offentleg støtte, må oftast oppbevarast i ti år. Ein førespurnad som ikkje blir ei sak, blir sletta av seg sjølv 12 månader etter siste kontakt, og det som liknar søppelpost, etter 30 dagar. Resten slettar vi når opplysningane ikkje trengst lenger, eller når du ber om det og reglane gir rom for det. Ei fil som er fjerna frå ei sak, blir likevel sletta for godt etter ein månad. Eit enkeltpersonføretak heiter det eigaren heiter, så namnet på det blir rekna som ditt og kan slettast. Har du slutta i ei bedrift, står du som tidlegare kontakt til opplysningane blir sletta. Namn og det som er skrive med eigne ord, er lagra for seg, så det kan slettast utan at tala blir feil.",
        ],
      },
      {
        title: "Informasjonskapslar og loggar",
        text: [
          "Vi har inga sporing og ingen reklame. Vel du språk, hugsar vi det i eit år. Dei som loggar inn, har ein kapsel som varer i 30 dagar. For å kunne arbeide utan dekning lagrar nettlesaren deira sakene for dagen i eitt døgn, utan skjerma saker og sakene til andre hubar, og det dei sjølve skriv, til det er sendt. Det er kryptert, blir berre lese av den det høyrer til, og blir sletta når dei loggar ut. Loggen over førespurnader har verken namn eller det du skriv. Skjemaet bruker nettadressa di i eit minutt for å stoppe misbruk.",
        ],
      },
      {
        title: "Det du kan be om",
        text: [],
        points: [
          "Sjå det vi har om deg.",
          "Få retta det som er feil.",
          "Få sletta det vi ikkje må ha.",
          "Seie nei til at vi bruker det, eller be oss vente medan vi ser på det.",
          "Få med deg det du sjølv har gitt oss.",
        ],
      },
    ],
    ask: "Spør oss",
    askText: "Spør den du har kontakt med i huben, eller skriv til",
    complain: "Meiner du at vi gjer feil, kan du klage til Datatilsynet:",
  },
  accessibility: {
    title: "Tilgjenge",
    lead: "Alle skal kunne bruke Kraftspor. Målet er WCAG 2.2 på nivå AA.",
    sections: [
      {
        title: "Slik er det laga",
        text: [],
        points: [
          "Alt kan gjerast med tastatur, også å flytte kort på tavla.",
          "Skjemaa verkar utan skript, seier kva som er feil ved feltet, og tek vare på det du har skrive.",
          "Sida verkar på telefon, i mørk modus, med forstørring og på utskrift.",
          "Teikningar har ein tabell med det same.",
          "Bokmål, nynorsk og engelsk.",
        ],
      },
      {
        title: "Slik er det prøvd",
        text: [
          "Kvar side blir prøvd av eit program før ho blir teken i bruk: for kontrast, namn på felt, rekkjefølgje og breidd på telefon.",
        ],
      },
      {
        title: "Det vi veit ikkje er godt nok",
        text: [],
        points: [
          "Ingen utanfrå har kontrollert programmet.",
          "Det er ikkje prøvd jamleg av folk som bruker skjermlesar.",
          "Av seg sjølv blir det berre prøvd i Chromium, ikkje i Firefox og Safari.",
        ],
      },
    ],
    ask: "Er noko vanskeleg?",
    askText: "Skriv kva du prøvde på, så hjelper vi deg og rettar det:",
  },
  guide: {
    title: "Første dag",
    lead: "Det du treng for å kome i gang.",
    me: "Vel språk, og sjå kvar du er logga inn",
    hubs: "Hubane og kven som arbeider der",
    areas: "Kva kommune som høyrer til kva hub",
    sections: [
      {
        title: "Logg inn",
        text: ["Du loggar inn med ei lenkje i jobb-e-posten. Ho verkar éin gong. Du er logga inn i 30 dagar."],
      },
      {
        title: "Ta imot førespurnader",
        text: [
          "Skjemaet på nettet sender førespurnaden til huben som har kommunen. Han ligg i Innboks og skal ha svar innan to virkedagar. Ta han inn som sak, send han til ein annan hub, eller sei nei med ein grunn.",
        ],
      },
      {
        title: "Arbeid med saker",
        text: [],
        points: [
          "Tavla viser sakene i huben din, fase for fase. Det som hastar mest, står øvst.",
          "Dra kortet, bruk menyen på det, eller trykk M. Manglar noko, spør kortet om nettopp det.",
          "Sei kva som er neste steg, og når. Ventar du på andre, sei kven og til når: saka vaknar av seg sjølv.",
          "Blei det feil? Angre. Alt du gjer, blir ståande i historia.",
        ],
      },
      {
        title: "Kven ser kva",
        text: [
          "Kollegaer i huben ser saka og kan stå inn for deg. Andre hubar ser at ho finst og kven dei kan ringje. Ei skjerma sak kan berre du, dagleg leiar og dei du deler henne med, opne. Skriv aldri fødselsnummer, og ikkje om helse eller private forhold hos andre.",
        ],
      },
      {
        title: "Leier du ein hub eller programmet",
        text: [
          "Dagleg leiar inviterer folk og gir roller under Folk, og ser heile nettverket under På tvers. Programeigaren opnar og lukkar hubar, og bestemmer kva kommune som høyrer til kva hub.",
        ],
      },
    ],
    stages: "Kva fasane tyder",
    stagesLead: "Kvar fase har ei side som viser kor lenge saker plar stå der.",
  },
}
