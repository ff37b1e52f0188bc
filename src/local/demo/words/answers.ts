import type { Field } from "#src/core/gates.ts"

/** What advisors write where a stage asks for something. */
export const ANSWERS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  party: [
    "{K}, møtt ansikt til ansikt, firmaet registreres senere",
    "{K}, kjent fra bygda, telefonen stemmer",
    "{K}, legitimert i møtet",
  ],
  conversation: [
    "Snakket med {f} på telefon. De vil møtes før de bestemmer seg.",
    "{F} forklarte hva de trenger. Avtalte møte.",
    "Kort samtale med {f}, nok til å gå videre.",
  ],
  meeting: [
    "Møte med {f} {her}. Behov og mål ble tydeligere enn i telefonen.",
    "Møttes hos dem. {F} hadde tallene klare.",
    "Møte på Teams med {f}, kamera på hele veien.",
  ],
  customer: ["{Kunde}: har problemet hver uke og vil bli holdt orientert."],
  work: ["Arbeidsmøte med {f} om salg av {varer}.", "Gikk gjennom kalkyle og plan på nytt."],
  idea: [
    "Det tar i dag tre timer å gjøre dette for hånd. Idéen gjør det på ti minutter.",
    "Folk kaster det. Her blir det en vare noen vil betale for.",
    "Løser et problem alle i bygda kjenner, og som finnes i tusen andre bygder.",
    "En enklere utgave av noe som finnes for de store, til en tidel av prisen.",
    "Bygger på noe de selv har brukt i åtte år.",
    "Setter sammen to kjente ting på en måte ingen selger.",
  ],
  decisionReason: [
    "Behovet passer det vi kan, og {f} har tid.",
    "Realistisk mål, og eierne er enige.",
    "Vi har kapasitet fra neste uke, og fagfeltet er vårt.",
    "Markedet finnes. Kundesamtalene var entydige.",
    "Liten risiko for oss, stor nytte for bygda.",
    "Tatt opp på tavlemøtet. Alle var for.",
  ],
  aid: [
    "Ingen støtte siste tre år, egenerklæring mottatt",
    "120 000 kr fra kommunen i fjor, godt under taket",
    "Under taket etter denne saken, regnet på timene",
    "Egenerklæring fra {f}, to tilskudd oppgitt",
    "Ikke primærproduksjon, sjekket med fylkeskommunen",
    "Bagatellmessig støtte, rest under taket er stor",
    "Art. 28, innovasjonsrådgivning, vurdert med daglig leder",
  ],
  agreement: [
    "Signert av {k}",
    "Signert av styreleder, kopi i arkivet",
    "Målbedriftsavtale signert, gjelder to år",
    "Signert av begge eierne",
    "Utviklingsavtale signert på møtet",
  ],
  coPayment: [
    "25 prosent, faktureres pr. kvartal",
    "25 prosent av 40 timer, godtatt av {f}",
    "30 prosent, to fakturaer",
    "25 prosent, første faktura ved oppstart",
    "Egenandel godtatt på e-post",
  ],
  verification: [
    "Holdt i tre uker hos to brukere. Ett svakt punkt, og vi vet hvilket.",
    "Fire av fem tester bestått, den femte var feil test.",
    "Målt av laboratorium: holder dobbelt så lenge som kravet.",
    "Tredje utgave tåler det den skal, og litt til.",
    "Resultatet er innenfor to prosent av det vi lovet.",
    "Prøvd av 40, 31 ville kjøpt igjen.",
  ],
  rights: [
    "Eies av selskapet, avtale med tidligere arbeidsgiver",
    "Ikke patentbar, varemerke søkt",
    "Design registrert, oppskrift holdes hemmelig",
    "Patentsøk gjort, ingen hinder funnet",
    "Alle tegninger overført til selskapet",
  ],
  partner: [
    "Produseres hos mekanisk nabo",
    "Ingen partner før pilot, besluttet av styret",
    "SINTEF på test, ikke som eier",
    "Samarbeid med produsent i Orkland",
    "Distributør valgt, avtale på ett år",
  ],
  pilotAgreement: [
    "Skriftlig avtale med {kunde}, tre måneder",
    "Pilot mot halv pris, signert",
    "Avtale med {kunde}, data eies av kunden",
    "Avtale på e-post, bekreftet av {kunde}",
  ],
  pilotResult: [
    "Sparte to timer om dagen. Kunden kjøper fire til.",
    "Brukt daglig i åtte uker, to feil, begge rettet.",
    "Kunden beholdt den og betaler fra neste måned.",
    "Virket, men trenger opplæring på norsk med bilder.",
  ],
  effect: [
    "Omsetning opp 18 prosent, to nye årsverk",
    "Uendret omsetning, overskudd mot underskudd før",
    "Tre ansatte før, fem nå",
    "Én ny heltid, eksport 11 prosent",
    "Mål nådd for salg, ikke for sysselsatte",
    "To årsverk sikret",
    "Omsetning opp 6 prosent, {f} jobber mindre",
    "Ingen nye stillinger, men alle er der fortsatt",
    "Omsetning opp 31 prosent, én ny ansatt",
    "Svarer selv at de står sterkere, tallene er som før",
  ],
}

/** What a case is about, as far as its answers go. */
export type Topic = "owners" | "money" | "people" | "market" | "place" | "work"
type OfTopic = Readonly<Record<"needs" | "goal" | "milestones", readonly string[]>>

/** Told from the words of the need. The first that fits counts. */
export const TOPICS: readonly { topic: Topic; said: RegExp }[] = [
  { topic: "owners", said: /eier|generasjon|overta|gir seg|går av|verdt|verdsett|aksjon|styre|søsken|selge bedrift/i },
  {
    topic: "people",
    said: /ansett|ansatt|folk|lærling|turnus|vakt|guider|lære|leder|mekaniker|arbeidstid|vever|kurs/i,
  },
  {
    topic: "place",
    said: /lokale|hall|bygg|tomt|ovn|kai|tak |strøm|verksted|studio|lager|kjøkken|tørk|senger|anlegg/i,
  },
  { topic: "market", said: /nett|marked|kunde|forhandler|eksport|messe|salg|selg|anbud|hotell|kjede|merke|leverer/i },
  { topic: "money", said: /lån|bank|kapital|investor|budsjett|søk|gjeld|regnskap|kost|pris|betal|lønns|ordre|tjen/i },
]

export const OF_TOPIC: Readonly<Record<Topic, OfTopic>> = {
  owners: {
    needs: [
      "Noen utenfra i en vanskelig samtale mellom eierne.",
      "Verdi, skatt og avtale, i den rekkefølgen.",
      "Styrearbeid: møteplan, saker og en leder som spør.",
      "En plan for hvem som gjør hva når den ene går ut.",
      "Tid til å lære opp den som overtar, uten at kundene merker det.",
    ],
    goal: [
      "Eierskiftet er gjennomført før neste årsoppgjør.",
      "Et styre på fire, to utenfra, innen påske.",
      "Avtale signert av alle eierne før sommeren.",
      "{F} kan være borte en måned uten å bli ringt.",
      "Ny eier på plass innen to år, med samme folk i arbeid.",
    ],
    milestones: [
      "1: eierne enige. 2: verdi satt. 3: avtale. 4: overtakelse.",
      "1: styret på plass. 2: strategi på en side. 3: kvartalsrapport.",
      "1: oppgaver skrevet ned. 2: halvparten flyttet. 3: {f} borte en uke.",
      "1: regnskap ryddet. 2: tre samtaler. 3: intensjonsavtale.",
    ],
  },
  money: {
    needs: [
      "En plan banken forstår, og et budsjett de selv forstår.",
      "Oversikt over hva hver kunde koster og gir.",
      "Pris som dekker egne timer.",
      "Likviditet måned for måned, og en grense for når de stopper.",
      "Noen å regne sammen med før de låner.",
    ],
    goal: [
      "Driftsmargin fra tre til åtte prosent.",
      "Overskudd to år på rad.",
      "Lån på plass og spade i jorda til våren.",
      "Tre måneders kostnader på konto før neste sesong.",
      "Ny prisliste, og ingen faste kunder mistet.",
    ],
    milestones: [
      "1: kalkyle. 2: prisliste. 3: tre nye tilbud. 4: evaluering.",
      "1: budsjett. 2: møte med banken. 3: lån. 4: oppstart.",
      "1: tall pr. kunde. 2: tre samtaler om pris. 3: ny avtale med den største.",
      "1: søknad sendt. 2: svar. 3: halvårsrapport.",
    ],
  },
  people: {
    needs: [
      "Rutiner som virker når {f} er borte en uke.",
      "Stillingsannonse, intervju og en første måned med plan.",
      "Turnus som går opp, både i timer og i kroner.",
      "Lederstøtte det første året.",
      "Avtale om lærlinger sammen med naboen.",
    ],
    goal: [
      "To hele stillinger innen neste sommer.",
      "{F} jobber 40 timer i uka, ikke 60.",
      "En ny på plass, og ingen slutter, i ett år.",
      "Sykefravær under seks prosent.",
      "Tre halve stillinger blir til to hele.",
    ],
    milestones: [
      "1: stilling lyst ut. 2: ansatt. 3: opplært.",
      "1: skrevet rutine. 2: brukt en måned. 3: {f} borte en uke.",
      "1: samtaler med alle. 2: ny turnus. 3: prøvd en sesong.",
      "1: avtale med skolen. 2: første lærling. 3: fagprøve planlagt.",
    ],
  },
  market: {
    needs: [
      "Kontakt med to kunder av rett størrelse.",
      "Regnestykke for to måter å selge på, og noen å ringe når det stopper.",
      "Dokumentasjon kunden krever, uten å ansette en til.",
      "Noen som kan si nei til halvparten av kundene, så resten får god hjelp.",
      "En salgsplan som en kan følge på torsdager.",
    ],
    goal: [
      "20 prosent høyere omsetning av {varer} på to år, med samme folk.",
      "Tre nye faste kunder, ingen større enn en tredjedel.",
      "Første ordre utenfor fylket innen ett år.",
      "Halvparten av salget utenfor sesongen.",
      "Salg i egen kanal opp fra 10 til 30 prosent.",
    ],
    milestones: [
      "1: fem kundesamtaler. 2: tilbud. 3: første ordre.",
      "1: prøve i egen butikk. 2: to forhandlere. 3: faste leveranser.",
      "1: pakke og pris. 2: avtale. 3: levert tre ganger uten feil.",
      "1: nettside. 2: betaling. 3: hundre ordrer. 4: evaluering.",
    ],
  },
  place: {
    needs: [
      "Avklaring: lokale, strøm og tillatelse før de låner.",
      "Regne på leie mot kjøp over sju år.",
      "Noen som kjenner veien gjennom kommunen.",
      "Tegning og kalkyle som tåler at prisen stiger.",
      "En plan for drift mens de flytter.",
    ],
    goal: [
      "Nytt lokale i bruk før neste sesong, uten stans.",
      "Dobbel kapasitet til halvannen gang kostnaden.",
      "Tillatelse i hånda før jul.",
      "Alt under ett tak, og 15 prosent lavere husleie.",
      "Svinnet halvert på tolv måneder.",
    ],
    milestones: [
      "1: tillatelse. 2: lån. 3: bygg. 4: åpning.",
      "1: to tilbud. 2: valg. 3: montert. 4: i full drift.",
      "1: krav fra tilsyn. 2: tegning. 3: godkjent. 4: innflytting.",
      "1: regnestykke. 2: leieavtale. 3: flyttet på en helg.",
    ],
  },
  work: {
    needs: [
      "Hjelp til å velge, ikke flere idéer.",
      "Noen som kan si nei til halvparten, så resten blir gjort.",
      "Oversikt over en vanlig uke, og hva som kan bort.",
      "Noen som har gjort det før, og som tar telefonen.",
      "En plan på én side som hele bedriften kan lese.",
    ],
    goal: [
      "Det viktigste er gjort innen seks måneder, resten er strøket.",
      "En dag i uka frigjort til salg av {varer}.",
      "Samme omsetning, færre kvelder på kontoret.",
      "Ny måte å jobbe på er i bruk hos alle innen ett år.",
      "Sikker drift gjennom hele neste sesong.",
    ],
    milestones: [
      "1: behov. 2: løsning valgt. 3: i bruk hos halvparten. 4: i bruk hos alle.",
      "1: oversikt. 2: tre tiltak. 3: målt etter en måned.",
      "1: prøve i liten skala. 2: rette feil. 3: hele driften.",
      "1: avtale med de andre. 2: felles oppstart. 3: evaluering.",
    ],
  },
}

/** Why a case goes back a stage. */
export const BACK: readonly string[] = [
  "Eierne er ikke enige om målet likevel.",
  "Ny daglig leder, vi må kartlegge på nytt.",
  "Planen bygde på en kunde som falt fra.",
  "Regnskapet viste noe annet enn vi trodde.",
  "Avtalen ble ikke signert, omfanget må ned.",
  "Testen må gjøres om, forutsetningene holdt ikke.",
  "De vil begynne med noe annet enn planlagt.",
  "Lokalet røk, og med det budsjettet.",
  "Bank sa nei, vi må tilbake til tegnebrettet.",
  "To av samtalene var med feil folk.",
]

export const OVERRIDDEN: readonly string[] = [
  "Avtalen er gjort muntlig og signeres i neste uke.",
  "Papirene ligger hos regnskapsføreren. Arbeidet kan ikke vente.",
  "Sesongen starter nå. Jeg svarer for resten.",
  "Kontrollert med programeieren på telefon.",
]

export const DROPPED: readonly string[] = [
  "Kunden trakk seg, og steget falt bort.",
  "Ikke nødvendig lenger, de løste det selv.",
  "For dyrt nå. Tas opp igjen neste år.",
  "Slått sammen med det neste steget.",
]

/** Why a case skips one. */
export const SKIP: readonly string[] = [
  "De kom med ferdig kartlegging fra Innovasjon Norge.",
  "Samme bedrift som i fjor, behovet er avklart fra før.",
  "Haster: fristen hos kunden er om tre uker.",
  "Avklart i forrige sak, støtten er vurdert der.",
  "Enkel sak, plan og avtale følger malen.",
]

export const REOPEN: readonly string[] = [
  "{F} ringte tilbake, de er klare nå.",
  "Ny eier vil fortsette der vi slapp.",
  "Finansieringen kom likevel.",
  "Lukket for tidlig, avtalen gjelder ut året.",
  "Kunden meldte seg på nytt.",
  "De angret og vil gjøre planen ferdig.",
  "Konkursen ble avverget, ny avtale med kreditorene.",
  "Feil bedrift ble lukket, denne er levende.",
]

export const CLASSIFIED = {
  network: [
    "Andre huber har lignende saker og kan lære av denne.",
    "{Nabo} vil følge med, bedriften er enig.",
    "Bedriften vil gjerne vises fram.",
    "Metoden skal prøves i tre huber.",
    "Vi trenger fagfolk fra de andre.",
    "{F} har sagt ja til at nettverket leser saken.",
  ],
  restricted: [
    "Eierskifte som ikke er kjent blant de ansatte.",
    "Forhandlinger om kjøp, taushetserklæring signert.",
    "Idéen er ikke beskyttet ennå.",
    "Samtaler med kreditorer, må ikke bli kjent.",
    "Bedriften har bedt om det.",
  ],
} as const

/** The words that go with each reason to close. */
export const CLOSED: Readonly<Record<string, readonly string[]>> = {
  completed: [
    "Planen er gjennomført, og de klarer seg uten oss.",
    "Mål nådd, effekt målt, takk for laget.",
    "Ferdig. {F} har tatt over rutinene selv.",
    "To nye kunder og rutiner som varer. Ferdig.",
    "De er over i vanlig drift.",
    "Feiret med kake, saken er slutt.",
    "Vekst på egen hånd i to kvartaler.",
    "Milepælene er nådd, neste samtale er om et år.",
    "Det vi ble enige om, er gjort, og regnskapet viser det.",
    "Målt effekt er på linje med målet.",
    "Hele planen er gjort, unntatt det vi var enige om å droppe.",
    "Avtalen er gjort opp, siste faktura er betalt.",
  ],
  declined_not_eligible: [
    "Ren primærproduksjon, faller utenfor.",
    "Holder til utenfor området og skal ikke flytte.",
    "Vil ha regnskapsfører, ikke rådgiver.",
    "Hobby uten plan om salg.",
    "I vanskeligheter etter støttereglene.",
    "Konsern med egen utviklingsavdeling.",
  ],
  declined_capacity: [
    "Ingen ledige timer før høsten, tilbød venteliste.",
    "Fagfeltet er for smalt for oss nå.",
    "To store saker går foran, sagt fra ærlig.",
    "Tok seg råd til konsulent i stedet.",
  ],
  referred_out: [
    "Innovasjon Norge tar saken videre.",
    "Sendt til NAV, det gjelder tiltak og ikke utvikling.",
    "Hører hjemme hos Siva-inkubatoren.",
    "Kommunens førstelinje følger opp.",
    "Overlatt til bankens rådgiver, de er i gang.",
    "Norsk katapult har utstyret de trenger.",
    "Regnskapsføreren ordner dette raskere enn oss.",
    "Fylkeskommunen har egen ordning for akkurat dette.",
  ],
  withdrawn: [
    "{F} har fått fast jobb og legger det på is.",
    "Eierne ble ikke enige, de vil vente.",
    "De vil klare det selv, og det tror vi på.",
    "Barn på vei, tar det opp igjen senere.",
    "Markedet snudde, de trekker seg i tide.",
    "Solgt til en nabo som ikke trenger oss.",
    "Egenandelen ble for høy for dem nå.",
    "Ombestemte seg etter kundesamtalene, klokt.",
  ],
  no_response: [
    "Tre forsøk på telefon og to på e-post.",
    "Ingen livstegn siden møtet.",
    "Svarer ikke. Døra står åpen.",
    "Nummeret er ikke i bruk, e-posten kommer i retur.",
    "Skulle ringe etter ferien, har ikke gjort det.",
  ],
  bankrupt_or_dissolved: [
    "Konkurs åpnet i tingretten.",
    "Selskapet er slettet etter vedtak.",
    "Oppbud levert, {f} er orientert om hvem som hjelper.",
    "Avviklet i god orden, ingen tapte penger.",
  ],
  duplicate: [
    "Samme sak er åpen fra før.",
    "Slått sammen med saken fra i vår.",
    "Meldt inn to ganger, fra bedriften og kommunen.",
  ],
  aid_ceiling: [
    "Taket for bagatellmessig støtte er nådd.",
    "Nytt tilskudd fra fylket tok resten av rommet.",
    "Kan tas opp igjen når tre år er gått.",
  ],
}
