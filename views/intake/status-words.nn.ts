import type { StatusWords } from "./status-words.nb.ts"

export const nn: StatusWords = {
  receipt: {
    link: "Di eiga side",
    linkHint: "Her følgjer du førespurnaden, rettar han og trekkjer han tilbake. Ta vare på lenkja: ho er berre di.",
    open: "Opne sida di",
    mailed: "Har du gitt e-post, har vi sendt deg lenkja også dit.",
    lost: "Mista lenkja?",
  },
  page: {
    title: "Førespurnaden din",
    states: {
      waiting: "Vi har fått førespurnaden din",
      asked: "Vi har eit spørsmål til deg",
      accepted: "Du har fått ein rådgivar",
      declined: "Du har fått svar",
      withdrawn: "Førespurnaden er trekt tilbake",
    },
    leads: {
      waiting: (day) => `Du får svar frå eit menneske seinast ${day}.`,
      late: (day) =>
        `Vi lova svar seinast ${day}, og har ikkje halde det. Dagleg leiar har fått beskjed og følgjer det opp.`,
      asked: "Svar her nede, så går vi vidare. Klokka vår står så lenge.",
      accepted: "Vi arbeider med det du spurde om. Ta kontakt når du vil.",
      ended: "Saka er avslutta. Du kan når som helst sende skjemaet på nytt.",
      declined: "Vi tok det ikkje inn som sak. Svaret står her nede, eller så har du fått det på telefon.",
      withdrawn: "Det du skreiv, er sletta.",
    },
    reference: "Referanse",
    received: "Kom inn",
    who: "Kven svarar",
    network: "Næringshagane i Midt-Noreg finn ut kven av dei som kan hjelpe deg best.",
    advisor: "Rådgivar",
    by: "Svar seinast",
    letters: "Det som er sagt",
    said: { question: "Vi spurde", reply: "Du svara", addition: "Du la til", letter: "Vi svara" },
    stored: "Dette har vi lagra om deg",
    storedHint: "Det du skreiv sjølv. I tillegg lagrar vi når noko hende, og kven hos oss som gjorde det.",
    none: "Ikkje oppgitt",
    company: "Bedrift",
    orgnr: "Organisasjonsnummer",
    place: "Kommune",
    need: "Kva du vil ha hjelp til",
    contact: "Namn",
    email: "E-post",
    phone: "Telefon",
    reply: "Svaret ditt",
    replyDo: "Send svaret",
    add: "Legg til noko",
    addWhat: "Kva vil du leggje til?",
    addDo: "Legg til",
    correct: "Rett opp",
    correctDo: "Lagre",
    fixed: "Førespurnaden er svara på. Skal noko rettast, seier du det til den som svarar deg.",
    renew: "Lag ei ny lenkje",
    renewHint: "Har nokon andre fått tak i lenkja? Lag ei ny, så verkar ikkje den gamle lenger.",
    renewDo: "Lag ny lenkje",
    withdraw: "Trekk tilbake og slett",
    withdrawn: {
      waiting:
        "Då slettar vi namnet ditt, e-post, telefon og alt du og vi har skrive. Det kan ikkje angrast. Vi tek vare på at det kom ein førespurnad, kva dag, frå kva kommune, organisasjonsnummeret om du gav det, og at han vart trekt tilbake. Det treng vi for å kunne vise at han vart handsama.",
      opened:
        "Då slettar vi namnet ditt, e-post, telefon og alt som er skrive om det du spurde om. Det kan ikkje angrast. Ingen har byrja på saka enno, så ho blir ståande berre med namnet på bedrifta. Rådgivaren får beskjed.",
      worked:
        "Då slettar vi det du sende inn. Det er alt arbeidd med saka. Ho viser kva hjelp som er gitt, og den må vi ta vare på av omsyn til rekneskap og støttereglar. Difor blir namnet ditt og det rådgivaren har skrive, ståande der. Vil du ha sletta noko av det, spør du rådgivaren, som får beskjed no.",
    },
    withdrawSure: "Ja, slett det",
    keptCase:
      "Saka det vart, finst framleis, for det er arbeidd med ho. Rådgivaren har fått beskjed om at du trekte førespurnaden tilbake.",
    keptFacts:
      "Vi har teke vare på at det kom ein førespurnad, kva dag, frå kva kommune, organisasjonsnummeret om du gav det, og at han er trekt tilbake.",
    expires: "Lenkja verkar i eit år etter at noko sist hende.",
    tell: "Klage kan du sende til Datatilsynet.",
  },
  did: {
    replied: "Svaret er sendt.",
    added: "Det er lagt til.",
    corrected: "Det er retta.",
    renewed: "Dette er den nye lenkja di. Den gamle verkar ikkje lenger.",
    withdrawn: "Førespurnaden er trekt tilbake.",
  },
  claim: {
    title: "Få ei ny lenkje",
    lead: "Skriv referansen og e-posten du gav, så sender vi deg ei ny lenkje. Den gamle sluttar å verke.",
    ref: "Referanse",
    refHint: "Han byrjar med H, til dømes H-7K3Q9M.",
    email: "E-post",
    send: "Send ny lenkje",
    sentTitle: "Sjå i e-posten din",
    sent: "Høyrer referansen og e-posten saman, er ei ny lenkje på veg. Kjem ho ikkje, kan du sende skjemaet ein gong til.",
    wrongRef: "Skriv referansen slik han står i kvitteringa, til dømes H-7K3Q9M.",
  },
  mail: {
    hello: "Hei,",
    receiptSubject: (ref) => `Vi har fått førespurnaden din (${ref})`,
    receipt: (hub, day) =>
      hub
        ? `${hub} har fått førespurnaden din. Du får svar frå eit menneske seinast ${day}.`
        : `Næringshagane i Midt-Noreg har fått førespurnaden din, og finn ut kven av dei som kan hjelpe deg best. Du får svar frå eit menneske seinast ${day}.`,
    follow: "Her følgjer du han. Du kan òg rette han, leggje til noko, eller trekkje han tilbake og få alt sletta:",
    own: "Lenkja er berre di. Ikkje send ho vidare.",
    notYou:
      "Har du ikkje sendt oss noko? Då har nokon skrive feil adresse. Opne lenkja og trekk førespurnaden tilbake.",
    questionSubject: (ref) => `Eit spørsmål om førespurnaden din (${ref})`,
    question: (by, hub) => `${by} hos ${hub} har lese førespurnaden din og spør:`,
    answerHere: "Svar her:",
    linkSubject: (ref) => `Ny lenkje til førespurnaden din (${ref})`,
    link: "Her er ei ny lenkje til førespurnaden din. Den gamle verkar ikkje lenger.",
    declineSubject: (ref) => `Svar på førespurnaden din (${ref})`,
    declined: (words) =>
      `Takk for at du tok kontakt. Vi har lese det du skreiv, og kan diverre ikkje ta det inn som sak hos oss no.\n\n${words}\n\nDu er velkomen til å skrive til oss igjen.`,
    regards: (by, hub) => `Helsing ${by}\n${hub}`,
    network: "Næringshagane i Midt-Noreg",
  },
}
