/** Plain Norwegian for made-up networks: of letters beyond a to z, only æ, ø and å, and never "aa". */
export const PEOPLE = [
  "Anne",
  "Bjørn",
  "Cecilie",
  "Dag",
  "Eli",
  "Frode",
  "Grete",
  "Håkon",
  "Ingrid",
  "Jon",
  "Kåre",
  "Liv",
]
export const FIRST_WORDS = [
  ...[
    "Fjell",
    "Fjord",
    "Bjørk",
    "Nord",
    "Høy",
    "Vest",
    "Sjø",
    "Skog",
    "Elve",
    "Bre",
    "Myr",
    "Stein",
    "Øst",
    "Våg",
    "Lyng",
  ],
  ...["Rein", "Hav", "Vidde", "Strand", "Torv"],
].map((word) => `${word}land`)
export const SECOND_WORDS = [
  ...["Bakeri", "Mekaniske", "Regnskap", "Sjømat", "Trelast", "Reiseliv", "Bygg", "Elektro", "Gård", "Design", "Data"],
  ...["Ysteri", "Transport", "Vev", "Energi"],
]
export const NEEDS = [
  "Vil finne de første kundene utenfor kommunen",
  "Trenger hjelp med budsjett og søknad om støtte",
  "Skal bygge om produksjonen og trenger en plan",
  "Har en plan for lokal mat og vil prøve den",
  "Skal overta etter foreldrene og vil ha en å snakke med",
  "Vil ansette den første og lurer på hva som skal til",
  "Trenger en samarbeidspartner som kan teknologi",
  "Vil selge på nett og ikke bare i butikken",
  "Skal flytte til større lokaler",
  "Vil vite om prototypen kan beskyttes",
]
export const STEPS = [
  "Ringe og avtale et møte",
  "Sende utkast til plan",
  "Lese gjennom budsjettet",
  "Besøke bedriften",
  "Be om tall fra regnskapet",
]
export const WAITS = ["Venter på tall fra bedriften", "Søknaden er til behandling", "Styret møtes først"]
