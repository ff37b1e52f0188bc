import type { NoticeVersion } from "#src/core/notice.ts"
import type { Language } from "#src/core/person.ts"
import type { Sign } from "#src/core/spam.ts"
import type { FieldProblem } from "#src/http/errors.ts"
import type { HitWords } from "./company-hits.tsx"
import type { InboxView } from "./props.ts"

type FieldName = "company" | "municipality" | "need" | "contact" | "email" | "phone"
type FormProblems = Record<FieldName, Partial<Record<FieldProblem, string>>>

const virkedager = (n: number) => `${n} ${n === 1 ? "virkedag" : "virkedager"}`
const BIRTH = "Her står et fødselsnummer. Vi trenger det aldri. Ta det bort, så kan du sende."

/** Who is responsible, why, how long, with whom it is shared, and what they can ask for. */
type Notice = { title: string; short: string; more: string; parts: readonly (readonly [string, string])[] }

export const nb = {
  form: {
    title: "Be om en prat",
    lead: "En næringshage hjelper nye og etablerte bedrifter der du bor: med idéen, planen, pengene og hvem du bør snakke med. Første samtale koster ingenting.",
    promise: "Tar under to minutter. Et menneske svarer deg innen 2 virkedager.",
    company: "Bedriften din",
    companyHint: "Navn eller organisasjonsnummer. Du trenger ikke finne den for å sende.",
    find: "Finn bedriften",
    host: (name: string) => `Du skriver til ${name}. Hører du til en annen næringshage, får den henvendelsen.`,
    unregistered: "Den er ikke registrert ennå",
    municipality: "Kommune",
    municipalityHint: "Der du driver, eller vil drive. Med organisasjonsnummer kan du la den stå.",
    choose: "Velg kommune",
    elsewhere: "Et annet sted",
    need: "Hva vil du ha hjelp til?",
    needHint: "To setninger er nok. Ikke skriv fødselsnummer.",
    contact: "Navnet ditt",
    reach: "Hvordan når vi deg?",
    reachHint: "E-post eller telefon. Én av dem er nok.",
    email: "E-post",
    phone: "Telefon",
    homepage: "La dette feltet stå tomt",
    send: "Send",
    draft:
      "Det du skriver, blir liggende i denne nettleseren til du har sendt det. Ingenting kommer til oss før du trykker Send.",
    forget: "Glem det jeg har skrevet",
    forgotten: "Det er glemt.",
    offline: "Du er uten nett. Det du har skrevet, er trygt her. Send når nettet er tilbake.",
  },
  hits: {
    legend: "Er det en av disse?",
    none: "Ingen av disse",
    abroad: "uten norsk adresse",
    bankrupt: "Registrert som konkurs. Du kan sende likevel.",
    windingUp: "Registrert under avvikling. Du kan sende likevel.",
    came: {
      found: null,
      short: null,
      none: "Registeret har ingen med det navnet eller nummeret. Du kan sende likevel.",
      wrong: "Nummeret går ikke opp. Det skal ha ni sifre. Navnet er også nok.",
      deleted: "Registeret sier at denne bedriften er slettet. Sjekk nummeret. Er det rett, kan du sende likevel.",
      removed: "Registeret har fjernet denne bedriften. Du kan sende likevel.",
      busy: "Vi får ikke tak i registeret nå. Skriv navnet og velg kommune, så går det like godt.",
      away: "Vi får ikke tak i registeret nå. Skriv navnet og velg kommune, så går det like godt.",
    },
  } as HitWords,
  problems: {
    company: {
      gone_company:
        "Registeret sier at denne bedriften er slettet eller konkurs. Sjekk nummeret. Er det rett, trykker du Send en gang til, og velger kommune om den mangler.",
      required: "Skriv navnet eller organisasjonsnummeret, eller kryss av for at den ikke er registrert ennå.",
      not_an_orgnr: "Sjekk organisasjonsnummeret. Det skal ha ni sifre, og dette går ikke opp. Navnet er også nok.",
      too_long: "Skriv høyst 200 tegn her.",
      birth_number: BIRTH,
    },
    municipality: {
      required: "Velg kommunen du driver i, eller «Et annet sted».",
      unknown: "Velg en kommune fra listen, eller «Et annet sted».",
      too_long: "Velg en kommune fra listen, eller «Et annet sted».",
    },
    need: {
      required: "Skriv hva du vil ha hjelp til. En halv setning holder.",
      too_long: "Skriv høyst 4000 tegn her. Resten tar vi når vi snakkes.",
      birth_number: BIRTH,
    },
    contact: {
      required: "Skriv navnet ditt, så vi vet hvem vi skal spørre etter.",
      too_long: "Skriv høyst 200 tegn her.",
      birth_number: BIRTH,
    },
    email: {
      required: "E-post eller telefon: skriv det ene, så vi kan svare deg.",
      not_an_email: "Skriv hele adressen, for eksempel maja@fjellvarp.example.",
      too_long: "Adressen er for lang. Skriv en annen, eller bare telefon.",
      birth_number: BIRTH,
    },
    phone: {
      not_a_phone: "Skriv åtte sifre. Er nummeret utenlandsk, begynner du med + og landkoden.",
      too_long: "Nummeret er for langt. Skriv åtte sifre.",
      birth_number: BIRTH,
    },
  } as FormProblems,
  notices: {
    "2026-11": {
      title: "Slik bruker vi det du skriver",
      short:
        "Næringshagen der du holder til, leser det for å svare deg. Blir det ingen sak, sletter vi det 12 måneder etter siste kontakt.",
      more: "Les hele personvernteksten",
      parts: [
        [
          "Hvem er ansvarlig",
          "Næringshagene i Midt-Norge, sammen. Du kan alltid spørre den som svarer deg, uansett hvilken næringshage det er.",
        ],
        [
          "Hvorfor, og med hvilken rett",
          "For å svare deg og hjelpe deg videre. Grunnlaget er at du ber om det, og at vi har en berettiget interesse i å svare (personvernforordningen artikkel 6 nr. 1 b og f).",
        ],
        [
          "Hvem ser det",
          "De som arbeider i næringshagen som får henvendelsen. Er det uklart hvilken, leser også de som fordeler henvendelser i nettverket. Andre næringshager kan se at bedriften får hjelp, og hvem de kan ringe. De som betaler for arbeidet, får tall uten navn.",
        ],
        [
          "Hvor lenge",
          "Blir det ingen sak, sletter vi navn, e-post, telefon og tekst 12 måneder etter siste kontakt. Blir det en sak, blir opplysningene med i den. Ligner det søppelpost, holder vi det til side til noen har sett på det, i høyst 30 dager.",
        ],
        [
          "Det du kan kreve",
          "Du kan få se det vi har om deg, få det rettet eller slettet, og si nei til at vi bruker det. Si fra til næringshagen som svarer deg. Er du uenig med oss, kan du klage til Datatilsynet.",
        ],
      ] as readonly (readonly [string, string])[],
    },
  } satisfies Record<NoticeVersion, Notice>,
  receipt: {
    title: "Takk, vi har fått det",
    lead: (day: string) => `Du får svar fra et menneske senest ${day}.`,
    reference: "Referanse",
    referenceHint: "Oppgi den hvis du tar kontakt.",
    who: "Hvem svarer",
    someone: "Næringshagene i Midt-Norge finner ut hvem av dem som kan hjelpe deg best.",
    by: "Svar senest",
    next: "Dette skjer nå",
    steps: (hub: string | null) => [
      hub ? `En rådgiver hos ${hub} leser det du skrev.` : "Vi leser det du skrev, og finner den rette rådgiveren.",
      "Rådgiveren svarer på e-post eller telefon.",
      "Dere avtaler en prat. Den koster ingenting.",
    ],
    silence: "Har du ikke hørt fra oss innen da, sender du skjemaet en gang til og skriver referansen i teksten.",
  },
  inbox: {
    title: "Innboks",
    list: "Henvendelser",
    show: "Vis",
    views: { waiting: "Venter", sent: "Sendt videre", answered: "Besvart" } satisfies Record<InboxView, string>,
    waiting: (n: number, isMore: boolean) =>
      n === 0
        ? "Ingen venter på svar. Løftet er svar innen 2 virkedager."
        : `${isMore ? "Mer enn " : ""}${n} ${n === 1 ? "henvendelse" : "henvendelser"} venter. Løftet er svar innen 2 virkedager.`,
    own: "Til huben",
    unrouted: "På nettverkets liste",
    unroutedHint: "Ingen hub er sikker. Ta dem, eller send dem til huben som passer.",
    more: "Vi viser de 50 første. Resten kommer når noen av disse er besvart.",
    moreOld: "Vi viser de 50 siste.",
    all: "Alle henvendelser",
    choose: "Velg en henvendelse for å lese den.",
    unregistered: "Ikke registrert ennå",
    came: (day: string) => `kom ${day}`,
    sentTo: (hub: string) => `sendt til ${hub}`,
    states: {
      suspected: "holdt til side",
      discarded: "slettet som søppelpost",
      waiting: "venter på svar",
      accepted: "ble en sak",
      declined: "fikk nei",
    },
    left: (n: number) => `${virkedager(n)} igjen`,
    today: "Svar i dag",
    over: (n: number) => (n === 0 ? "Fristen er ute" : `${virkedager(n)} over`),
    dueOn: (day: string) => `Svar innen ${day}`,
    empty: {
      waiting: {
        title: "Ingen venter på svar",
        text: "Det som kommer gjennom skjemaet fra kommunene deres, står her. Du kan sende adressen til skjemaet til hvem som helst.",
      },
      sent: {
        title: "Ingenting er sendt videre",
        text: "Når dere sender en henvendelse til en annen hub, ser dere her hvordan det gikk.",
      },
      answered: {
        title: "Ingenting er besvart ennå",
        text: "Det dere tar inn som sak eller sier nei til, står her etterpå.",
      },
    } satisfies Record<InboxView, { title: string; text: string }>,
    toForm: "Se skjemaet",
  },
  suspected: {
    title: "Holdt til side",
    lead: "Dette ligner søppelpost. Ingen er lovet svar på det, og det teller ikke i innboksen. Slipp gjennom det som er ekte: da går det til huben det hører til, og fristen begynner i dag. Resten slettes av seg selv etter 30 dager.",
    trapped: (n: number) =>
      n === 0
        ? "Det skjulte feltet har ikke fanget noe de siste 30 dagene."
        : `Det skjulte feltet har fanget ${n} de siste 30 dagene. Av dem er bare tallet beholdt.`,
    empty: {
      title: "Ingenting er holdt til side",
      text: "Det som ligner søppelpost, legges her, så innboksen er fri for det.",
    },
    more: "Vi viser de 50 nyeste.",
    why: "Hvorfor:",
    release: "Slipp gjennom",
    delete: "Slett",
    goes: (day: string) => `Slettes ${day}.`,
    did: { released: "Sluppet gjennom.", deleted: "Slettet." },
    signs: {
      quick: "Sendt etter under tre sekunder.",
      links: "Mange lenker, eller lenke i navnet.",
      markup: "Har HTML eller annen kode i teksten.",
      repeated: "Andre har sendt den samme teksten.",
      insistent: "Samme person har sendt samme tekst mange ganger.",
      address: "Mange fra samme nettadresse på ett minutt.",
      hour: "Uvanlig mange i den samme timen.",
      day: "Uvanlig mange den samme dagen.",
      proof: "Nettleseren kunne ikke vise at et menneske brukte den.",
    } satisfies Record<Sign, string>,
  },
  enquiry: {
    said: "Det de skrev",
    facts: "Om dem",
    orgnr: "Org.nr.",
    unknown: "Ikke oppgitt",
    company: "Bedrift",
    knownAs: "Kjent som",
    place: "Kommune",
    elsewhere: "Et annet sted",
    contact: "Kontakt",
    language: "Språk",
    languages: { nb: "bokmål", nn: "nynorsk", en: "engelsk" } satisfies Record<Language, string>,
    reference: "Referanse",
    from: (day: string) => `kom ${day} fra skjemaet`,
    whyHere: "Hvorfor hos oss",
    whyListed: "Hvorfor på nettverkets liste",
    covered: (place: string, hub: string, since: string) => `${place} har hørt til ${hub} siden ${since}.`,
    candidate: (place: string) => `${place} kan bli en del av nettverket, men ingen hub er avtalt ennå.`,
    outside: (place: string) => `${place} er utenfor områdene til hubene.`,
    split: (place: string) => `${place} er delt mellom flere kommuner, og vi vet ikke hvilken del det gjelder.`,
    unplaced: "De valgte «Et annet sted».",
    full: (place: string, hub: string, day: string) => `${place} hører til ${hub}, som er full til ${day}.`,
    came: (place: string, hub: string) => `Ingen hub er avtalt for ${place}. De skrev på skjemaet til ${hub}.`,
    aHub: "en hub",
    via: "Skrev på skjemaet til",
    held: "Henvendelsen kom, og ble holdt til side",
    released: "slapp den gjennom",
    discarded: "slettet den som søppelpost",
    thePlace: "stedet",
    byRegister: "Kommunen er den som står i Enhetsregisteret.",
    unheard: (code: string) => `Vi kjenner ikke kommunen med nummer ${code}.`,
    matches: "Samme organisasjonsnummer",
    noMatches: "Ingen saker vi kan se, har samme organisasjonsnummer.",
    noNumber: "De oppga ikke organisasjonsnummer, så vi kan ikke lete etter flere saker.",
    caseAt: (hub: string, track: string) => `Sak hos ${hub}, ${track.toLowerCase()}`,
    seeCase: "Se det vi kan se",
    since: (stage: string, day: string) => `${stage} siden ${day}`,
    ended: (ending: string, day: string) => `Avsluttet ${day}: ${ending}`,
    log: "Historikk",
    received: "Henvendelsen kom",
    handed: (from: string | null, to: string | null) =>
      from ? `sendte den fra ${from} til ${to ?? "en annen hub"}` : `sendte den til ${to ?? "en hub"}`,
    accepted: "gjorde den til en sak",
    declined: (ending: string) => `sa nei: ${ending}`,
    becameCase: (ref: string) => `Henvendelsen ble sak ${ref}.`,
    becameHidden: "Henvendelsen ble en sak.",
    wasDeclined: "Henvendelsen fikk nei.",
    quicker: (name: string, day: string) => `${name} svarte før deg, ${day}. Ingenting av ditt er lagret.`,
    yours: "Det du skrev",
    answers: "Svar på henvendelsen",
    accept: "Lag sak",
    acceptDo: "Lag saken",
    companyHint: "Navnet slik det skal stå på saken. Kjenner vi organisasjonsnummeret, bruker vi den bedriften.",
    hand: "Send til en annen hub",
    to: "Hvilken hub?",
    chooseHub: "Velg hub",
    handWhy: "Hvorfor?",
    handWhyHint: "Huben som får den, leser dette. Henvendelsen går ut av innboksen deres.",
    handDo: "Send den videre",
    decline: "Si nei",
    declineReason: "Grunn",
    chooseReason: "Velg grunn",
    declineWords: "Hva har dere svart dem?",
    declineWordsHint: "Svar dem selv på e-post eller telefon. Dette er til dere og til ettertiden.",
    declineDo: "Lagre at svaret er nei",
  },
  did: { handed: "Henvendelsen er sendt videre.", declined: "Svaret er lagret." } as Record<string, string>,
}

export type IntakeWords = typeof nb
