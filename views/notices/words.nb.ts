import type { Enquiry } from "#src/core/enquiry.ts"
import type { Choice, NoticeKind, Way } from "#src/core/telling.ts"

const cases = (n: number) => (n === 1 ? "en sak" : `${n} saker`)

/** What a notice says. `by` is who did it. */
type Said = { by: string; n: number; person: string; state: Enquiry["state"] | null }

export const nb = {
  title: "Varsler",
  lead: "Hva som angår deg.",
  choose: "Velg hva du vil varsles om",
  changes: "Hva er nytt?",
  empty: "Ingen varsler ennå. Her kommer det når noen gir deg en sak, nevner deg eller gjør noe du bør vite om.",
  newOnes: "Nytt",
  isNew: "Nytt",
  takenBack: "Tatt tilbake",
  read: "Merk som lest",
  readAll: "Merk alle som lest",
  older: "Eldre varsler",
  latest: "De nyeste",
  somebody: "Noen",
  unknown: (n: number) => (n === 1 ? "En sak du ikke ser lenger" : `${n} saker du ikke ser lenger`),
  more: (n: number) => `og ${n} til`,
  from: (from: string, to: string) => `Fra og med ${from} til og med ${to}.`,
  did: { read: "Merket som lest." },
  says: {
    assigned: ({ by, n }: Said) => `${by} ga deg ${cases(n)}`,
    handed_over: ({ by, n }: Said) => `${by} ga ${cases(n)} videre til deg`,
    mentioned: ({ by }: Said) => `${by} nevnte deg i et notat`,
    named: ({ by, n }: Said) => `${by} ga deg tilgang til ${cases(n)}`,
    undone: ({ by, n }: Said) => `${by} angret noe du gjorde i ${cases(n)}`,
    alerted: ({ n }: Said) => `Enhetsregisteret har nytt om bedriften i ${cases(n)}`,
    answered: ({ by, state }: Said) => {
      if (state === "accepted") return `${by} tok imot henvendelsen du sendte videre`
      if (state === "declined") return `${by} sa nei til henvendelsen du sendte videre`
      return `${by} sendte tilbake henvendelsen du sendte videre`
    },
    replied: () => "Bedriften svarte på det du spurte om",
    withdrawn: () => "Den som spurte, trakk henvendelsen bak en sak tilbake",
    climbed: () => "En henvendelse er over fristen",
    stand_in: ({ person }: Said) => `Du er vikar for ${person}`,
  } satisfies Record<NoticeKind, (said: Said) => string>,
  choices: {
    title: "Varsler",
    lead: "Det du selv gjør, varsles du ikke om. Er du borte, går det ingen e-post før du er tilbake.",
    kinds: {
      assigned: "Noen gir deg en sak",
      handed_over: "En sak gis videre til deg",
      mentioned: "Noen nevner deg",
      named: "Du får tilgang til en sak",
      undone: "Noen angrer noe du gjorde",
      alerted: "Enhetsregisteret har nytt om en bedrift",
      answered: "Svar på en henvendelse du sendte videre",
      replied: "Svar fra en bedrift du spurte",
      withdrawn: "Noen trekker tilbake henvendelsen bak en sak",
      climbed: "En henvendelse er over fristen",
      stand_in: "Du blir vikar",
      morning: "Frister og saker som snart står stille",
    } satisfies Record<Choice, string>,
    ways: {
      at_once: "E-post med en gang",
      digest: "I e-posten om morgenen",
      list: "Bare i listen",
      off: "Ikke varsle",
    } satisfies Record<Way, string>,
    button: "Lagre varslene",
    did: "Varslene er lagret.",
    bounced: "E-post fra oss kommer ikke fram til deg. Si fra til den som inviterte deg, så adressen blir rettet.",
    bouncedOf: "E-post kommer ikke fram",
  },
  calendar: {
    title: "Kalender",
    lead: "Neste steg og ventetider som tar slutt, i kalenderen du ellers bruker. Der står saksnummer og bedrift, av skjermede saker bare nummeret.",
    address: "Adressen til kalenderen din",
    once: "Kopier den nå: den vises bare denne ene gangen. Den som har adressen, ser kalenderen uten å logge inn.",
    shared:
      "Kalenderen har en adresse. Har du mistet den, eller har noen andre fått den? Lag en ny, så slutter den gamle å virke.",
    make: "Lag en adresse",
    renew: "Lag en ny adresse",
    end: "Avslutt kalenderen",
    did: { calendar: "Kalenderen har fått en adresse.", calendar_ended: "Adressen til kalenderen virker ikke lenger." },
    name: "Kraftspor",
    step: (what: string) => `Neste steg: ${what}`,
    wait: (what: string) => `Ventetiden er ute: ${what}`,
  },
  mail: {
    hello: (name: string) => `Hei, ${name}`,
    subject: {
      assigned: (what: string) => `Ny sak til deg: ${what}`,
      handed_over: (what: string) => `Sak gitt videre til deg: ${what}`,
      mentioned: (what: string) => `Du er nevnt: ${what}`,
      named: (what: string) => `Du har fått tilgang: ${what}`,
      undone: (what: string) => `Noe du gjorde, er angret: ${what}`,
      alerted: (what: string) => `Nytt i Enhetsregisteret: ${what}`,
      answered: (_: string) => "Svar på en henvendelse du sendte videre",
      replied: (_: string) => "Svar fra en bedrift",
      withdrawn: (what: string) => `Henvendelsen er trukket tilbake: ${what}`,
      climbed: () => "En henvendelse er over fristen",
      stand_in: (_: string) => "Du er vikar",
    } satisfies Record<NoticeKind, (what: string) => string>,
    severalCases: (n: number) => `${n} saker`,
    kase: (ref: string) => `Sak ${ref}`,
    morning: (day: string) => `Dagen din ${day}`,
    late: "Over fristen",
    today: "I dag",
    waiting: "Venter på deg",
    fresh: "Nytt for deg",
    stale: "Står stille",
    soon: "Står snart stille",
    standIn: (name: string) => `for ${name}`,
    due: (day: string) => `frist ${day}`,
    andMore: (n: number) => `og ${n} til`,
    choose: (link: string) => `Du velger selv hva du får e-post om: ${link}`,
  },
}

export type NoticeWords = typeof nb
