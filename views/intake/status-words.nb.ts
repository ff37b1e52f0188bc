import type { StatusDid, StatusState } from "./status-props.ts"

export const nb = {
  receipt: {
    link: "Din egen side",
    linkHint: "Her følger du henvendelsen, retter den og trekker den tilbake. Ta vare på lenken: den er bare din.",
    open: "Åpne siden din",
    mailed: "Har du oppgitt e-post, har vi sendt deg lenken også dit.",
    lost: "Mistet lenken?",
  },
  page: {
    title: "Henvendelsen din",
    states: {
      waiting: "Vi har fått henvendelsen din",
      asked: "Vi har et spørsmål til deg",
      accepted: "Du har fått en rådgiver",
      declined: "Du har fått svar",
      withdrawn: "Henvendelsen er trukket tilbake",
    } satisfies Record<StatusState, string>,
    leads: {
      waiting: (day: string) => `Du får svar fra et menneske senest ${day}.`,
      late: (day: string) =>
        `Vi lovet svar senest ${day}, og har ikke holdt det. Daglig leder har fått beskjed og følger det opp.`,
      asked: "Svar her nede, så går vi videre. Klokken vår står så lenge.",
      accepted: "Vi arbeider med det du spurte om. Ta kontakt når du vil.",
      ended: "Saken er avsluttet. Du kan når som helst sende skjemaet på nytt.",
      declined: "Vi tok det ikke inn som sak. Svaret står her nede, eller så har du fått det på telefon.",
      withdrawn: "Det du skrev, er slettet.",
    },
    reference: "Referanse",
    received: "Kom inn",
    who: "Hvem svarer",
    network: "Næringshagene i Midt-Norge finner ut hvem av dem som kan hjelpe deg best.",
    advisor: "Rådgiver",
    by: "Svar senest",
    letters: "Det som er sagt",
    said: { question: "Vi spurte", reply: "Du svarte", addition: "Du la til", letter: "Vi svarte" } as Record<
      string,
      string
    >,
    stored: "Dette har vi lagret om deg",
    storedHint: "Det du skrev selv. I tillegg lagrer vi når noe skjedde, og hvem hos oss som gjorde det.",
    none: "Ikke oppgitt",
    company: "Bedrift",
    orgnr: "Organisasjonsnummer",
    place: "Kommune",
    need: "Hva du vil ha hjelp til",
    contact: "Navn",
    email: "E-post",
    phone: "Telefon",
    reply: "Svaret ditt",
    replyDo: "Send svaret",
    add: "Legg til noe",
    addWhat: "Hva vil du legge til?",
    addDo: "Legg til",
    correct: "Rett opp",
    correctDo: "Lagre",
    fixed: "Henvendelsen er besvart. Skal noe rettes, sier du det til den som svarer deg.",
    renew: "Lag en ny lenke",
    renewHint: "Har noen andre fått tak i lenken? Lag en ny, så virker ikke den gamle lenger.",
    renewDo: "Lag ny lenke",
    withdraw: "Trekk tilbake og slett",
    withdrawn: {
      waiting:
        "Da sletter vi navnet ditt, e-post, telefon og alt du og vi har skrevet. Det kan ikke angres. Vi beholder at det kom en henvendelse, hvilken dag, fra hvilken kommune, organisasjonsnummeret hvis du oppga det, og at den ble trukket tilbake. Det trenger vi for å kunne vise at den ble behandlet.",
      opened:
        "Da sletter vi navnet ditt, e-post, telefon og alt som er skrevet om det du spurte om. Det kan ikke angres. Ingen har begynt på saken ennå, så den blir stående bare med navnet på bedriften. Rådgiveren får beskjed.",
      worked:
        "Da sletter vi det du sendte inn. Det er allerede arbeidet med saken. Den viser hvilken hjelp som er gitt, og den må vi ta vare på av hensyn til regnskap og støtteregler. Derfor blir navnet ditt og det rådgiveren har skrevet, stående der. Vil du ha slettet noe av det, spør du rådgiveren, som får beskjed nå.",
    },
    withdrawSure: "Ja, slett det",
    keptCase:
      "Saken det ble, finnes fortsatt, for det er arbeidet med den. Rådgiveren har fått beskjed om at du trakk henvendelsen tilbake.",
    keptFacts:
      "Vi har beholdt at det kom en henvendelse, hvilken dag, fra hvilken kommune, organisasjonsnummeret hvis du oppga det, og at den er trukket tilbake.",
    expires: "Lenken virker i et år etter at noe sist skjedde.",
    tell: "Klage kan du sende til Datatilsynet.",
  },
  did: {
    replied: "Svaret er sendt.",
    added: "Det er lagt til.",
    corrected: "Det er rettet.",
    renewed: "Dette er den nye lenken din. Den gamle virker ikke lenger.",
    withdrawn: "Henvendelsen er trukket tilbake.",
  } satisfies Record<StatusDid, string>,
  claim: {
    title: "Få en ny lenke",
    lead: "Skriv referansen og e-posten du oppga, så sender vi deg en ny lenke. Den gamle slutter å virke.",
    ref: "Referanse",
    refHint: "Den begynner med H, for eksempel H-7K3Q9M.",
    email: "E-post",
    send: "Send ny lenke",
    sentTitle: "Se i e-posten din",
    sent: "Hører referansen og e-posten sammen, er en ny lenke på vei. Kommer den ikke, kan du sende skjemaet en gang til.",
    wrongRef: "Skriv referansen slik den står i kvitteringen, for eksempel H-7K3Q9M.",
  },
  mail: {
    hello: "Hei,",
    receiptSubject: (ref: string) => `Vi har fått henvendelsen din (${ref})`,
    receipt: (hub: string | null, day: string) =>
      hub
        ? `${hub} har fått henvendelsen din. Du får svar fra et menneske senest ${day}.`
        : `Næringshagene i Midt-Norge har fått henvendelsen din, og finner ut hvem av dem som kan hjelpe deg best. Du får svar fra et menneske senest ${day}.`,
    follow: "Her følger du den. Du kan også rette den, legge til noe, eller trekke den tilbake og få alt slettet:",
    own: "Lenken er bare din. Ikke send den videre.",
    notYou: "Har du ikke sendt oss noe? Da har noen skrevet feil adresse. Åpne lenken og trekk henvendelsen tilbake.",
    questionSubject: (ref: string) => `Et spørsmål om henvendelsen din (${ref})`,
    question: (by: string, hub: string) => `${by} hos ${hub} har lest henvendelsen din og spør:`,
    answerHere: "Svar her:",
    linkSubject: (ref: string) => `Ny lenke til henvendelsen din (${ref})`,
    link: "Her er en ny lenke til henvendelsen din. Den gamle virker ikke lenger.",
    declineSubject: (ref: string) => `Svar på henvendelsen din (${ref})`,
    declined: (words: string) =>
      `Takk for at du tok kontakt. Vi har lest det du skrev, og kan dessverre ikke ta det inn som sak hos oss nå.\n\n${words}\n\nDu er velkommen til å skrive til oss igjen.`,
    regards: (by: string, hub: string) => `Hilsen ${by}\n${hub}`,
    network: "Næringshagene i Midt-Norge",
  },
}

export type StatusWords = typeof nb
