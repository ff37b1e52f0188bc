import type { ProblemWords } from "./words.nb.ts"

export const nn: ProblemWords = {
  problems: {
    401: {
      title: "Du er logga ut",
      text: "Logg inn i ei ny fane, og send dette på nytt herfrå. Det du skreiv, er her framleis.",
    },
    403: {
      title: "Dette kan du ikkje gjere",
      text: "Det er ikkje ope for deg. Spør den som har saka, eller dagleg leiar.",
    },
    404: { title: "Her er det ingenting", text: "Adressa finst ikkje, eller så er ho ikkje for deg." },
    409: { title: "Nokon var før deg", text: "Det same er endra i mellomtida." },
    413: { title: "Det vart for mykje", text: "Skjemaet er større enn vi tek imot. Kort ned teksten." },
    422: { title: "Vi fekk ikkje lagra dette", text: "Rett opp det som står under, og send på nytt." },
    429: { title: "Litt for mange på kort tid", text: "Vent eit minutt, og prøv att. Det du skreiv, er her framleis." },
    503: {
      title: "Vi får ikkje lagra akkurat no",
      text: "Databasen svarar ikkje. Det du skreiv, er her framleis. Send på nytt om litt. Sender du to gonger, tel det berre éin.",
    },
    500: { title: "Noko gjekk gale hos oss", text: "Feilen er vår. Prøv att, og sei frå om det ikkje hjelper." },
  },
  again: "Send på nytt",
  start: "Til framsida",
  signIn: "Logg inn i ei ny fane",
  id: (id) => `Oppgje dette om du seier frå: ${id}`,
}
