type Said = { title: string; text: string }

export const nb = {
  problems: {
    401: {
      title: "Du er logget ut",
      text: "Logg inn i en ny fane, og send dette på nytt herfra. Det du skrev, er her fortsatt.",
    },
    403: {
      title: "Dette kan du ikke gjøre",
      text: "Det er ikke åpent for deg. Spør den som har saken, eller daglig leder.",
    },
    404: { title: "Her er det ingenting", text: "Adressen finnes ikke, eller så er den ikke for deg." },
    409: { title: "Noen var før deg", text: "Det samme er endret i mellomtiden." },
    413: { title: "Det ble for mye", text: "Skjemaet er større enn vi tar imot. Kort ned teksten." },
    422: { title: "Vi fikk ikke lagret dette", text: "Rett opp det som står under, og send på nytt." },
    429: { title: "Litt for mange på kort tid", text: "Vent et minutt, og prøv igjen. Det du skrev, er her fortsatt." },
    503: {
      title: "Vi får ikke lagret akkurat nå",
      text: "Databasen svarer ikke. Det du skrev, er her fortsatt. Send på nytt om litt. Sender du to ganger, teller det bare én.",
    },
    500: { title: "Noe gikk galt hos oss", text: "Feilen er vår. Prøv igjen, og si fra hvis det ikke hjelper." },
  } as Record<number, Said>,
  again: "Send på nytt",
  start: "Til forsiden",
  signIn: "Logg inn i en ny fane",
  id: (id: string) => `Oppgi dette hvis du sier fra: ${id}`,
}

export type ProblemWords = typeof nb
