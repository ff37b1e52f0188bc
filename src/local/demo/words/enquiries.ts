import type { Sign } from "#src/core/spam.ts"

/** How people begin when they write to us, and how they end. In between stands what they need. */
export const LETTERS = {
  nb: {
    began: [
      "Vi er to som driver {her} og selger {varer}.",
      "Hei. Vi holder til {her} og lever av {varer}.",
      "Vi startet for tre år siden med {varer}, og det har gått bedre enn vi trodde.",
      "Liten bedrift {her}, fire ansatte, mest {varer}.",
      "Jeg driver alene med {varer} og trenger noen å tenke høyt sammen med.",
      "Familiebedrift {her}, tredje generasjon.",
      "Vi har {kunde} som største kunde og merker at vi er sårbare.",
      "Fikk tips om dere fra kommunen.",
      "En nabo sa at dere hadde hjulpet dem.",
      "Vi har prøvd selv en stund og kommer ikke lenger.",
      "Tredje året med {varer}, og nå må vi velge vei.",
      "Jeg overtok etter far i vår og har mange spørsmål.",
      "Vi møtte en av dere på frokostmøtet {her}.",
      "Dette er litt nytt for oss, så unnskyld om jeg skriver feil sted.",
      "Seks ansatte, god ordrebok og lite tid til å tenke.",
      "Driver med {varer} på si og vil gjøre det på heltid.",
    ],
    asked: ["Kort sagt: {behov}.", "I stikkord: {behov}.", "Det gjelder dette: {behov}.", "Saken er: {behov}."],
    ended: [
      "Ring helst etter klokka tre.",
      "E-post er best, jeg er mye ute.",
      "Det haster ikke, men vi vil begynne før sommeren.",
      "Vet ikke om dette er noe for dere.",
      "Hva koster det å snakke med dere?",
      "Vi kan komme til dere.",
      "Tirsdager passer best.",
      "Vi er å treffe på telefon fra sju om morgenen.",
      "Styret møtes om tre uker, fint om vi kan snakke før det.",
      "Fint om en av dere kan ta en tur innom.",
      "",
      "",
      "",
    ],
  },
  nn: {
    began: [
      "Vi er to som driv {her} og sel {varer}.",
      "Hei. Vi held til {her} og lever av {varer}.",
      "Eg driv åleine med {varer} og treng nokon å tenkje høgt saman med.",
      "Lita bedrift {her}, tre tilsette.",
      "Vi fekk tips om dykk frå kommunen.",
    ],
    asked: [
      "Vi lurer på kva vi bør ta betalt, og kven vi kan selje til.",
      "Vi vil byggje ut, men veit ikkje om vi tør å låne.",
      "Neste generasjon vil overta, og vi treng hjelp til å snakke om det.",
      "Vi har fleire bestillingar enn vi klarer, men sit att med lite.",
      "Vi treng ein plan som banken forstår.",
      "Vi vurderer å tilsetje den første, og veit lite om kva det krev.",
      "Vi har ei oppfinning som naboane vil ha, kva gjer vi no?",
      "Vi vil ut av sesongen og drive heile året.",
    ],
    ended: ["Ring gjerne etter fjøstid.", "Vi kan kome til dykk.", "Det hastar ikkje.", "", ""],
  },
} as const

/** Why an enquiry was not taken on. */
export const DECLINED: Readonly<Record<string, readonly string[]>> = {
  declined_not_eligible: [
    "Vil selge oss reklame.",
    "Ønsker tilskudd til hus, ikke til bedrift.",
    "Ren primærproduksjon, sendt videre til landbrukskontoret.",
    "Skal ikke drive i vårt område.",
    "Gjelder en privat tvist med en nabo.",
    "Forening uten næring.",
  ],
  declined_capacity: ["Ingen ledig tid før høsten, de ville ikke vente.", "Fikk tilbud om kurs i stedet."],
  referred_out: [
    "Viste til Innovasjon Norge, de ringer bedriften.",
    "NAV har et tiltak som passer bedre.",
    "Etablererkurset i kommunen er rett sted å begynne.",
    "Trengte regnskapsfører, fikk tre navn.",
    "Skatteetaten svarer på dette.",
  ],
  withdrawn: ["Trakk seg da vi ringte.", "Hadde ordnet det selv innen vi svarte."],
  no_response: ["Svarte ikke på tre forsøk.", "Oppgitt nummer var feil."],
  duplicate: ["Sendte samme skjema to ganger.", "Har sak hos oss fra før."],
}

/** What people ask for that a hub cannot give. */
export const UNFIT: readonly string[] = [
  "Penger til ny traktor",
  "Tilskudd til å pusse opp kjelleren",
  "Hjelp med skattemeldingen",
  "En nettside til idrettslaget",
  "Noen som kan snakke med naboen",
  "Selge andeler i hytte i Spania",
  "Annonser i et magasin",
  "Søknad om boligtomt",
  "Ektefellen trenger jobb",
  "Regnskap for i fjor, fristen er i dag",
  "Kurs i førstehjelp",
  "Om det finnes støtte til elbil",
]

export const HANDED: readonly string[] = [
  "Driften er flyttet til deres område.",
  "Dere har fagfolk på dette, bedriften er enig.",
  "Oppgitt kommune var hjemstedet, bedriften ligger hos dere.",
  "Dere har hatt sak med dem før.",
  "Avtalt på ledermøtet at dere tar denne.",
]

/** Those that wait now: the day they came is given in working days before today. */
export type Waiting = {
  /** Where it is from: a municipality's code, or one that leaves us in doubt. */
  code: string | null
  daysAgo: number
  /** Empty if it has no name yet. */
  company: string
  registered?: boolean
  need: string
  contact: string
  language?: "nb" | "nn" | "en"
  reach?: "email" | "phone"
  /** They answered what they were asked, or it was sent on to a hub that has not taken it yet. */
  later?: { words: string; offered?: "kyst" | "orkdal" | "nasjonalparken" | "roros" }
}

export const WAITING: readonly Waiting[] = [
  {
    code: "5022",
    daysAgo: 3,
    company: "Vidda Vaffel",
    registered: true,
    need: "Vi har fått tilbud om å kjøpe naboens lokale og vet ikke om vi tør.",
    contact: "Gunhild Rise",
    reach: "phone",
  },
  {
    code: "5021",
    daysAgo: 2,
    company: "Fjellvarp Klatring",
    registered: true,
    need: "Vi vil bygge innendørs klatrevegg i det gamle meieriet. Trenger hjelp til å regne på det og finne ut hvem vi bør snakke med først. Kommunen virker positiv, men vi vet ikke hva de kan bidra med.",
    contact: "Maja Varp",
    reach: "email",
  },
  {
    code: "5027",
    daysAgo: 1,
    company: "",
    need: "Jeg syr bunadstilbehør på kveldstid og lurer på når det blir en bedrift.",
    contact: "Tone Hegge",
  },
  {
    code: "5021",
    daysAgo: 1,
    company: "Gråstein Gardsbar",
    need: "Vi vil opne bar i eit gammalt fjøs, ope to kveldar i veka. Kva løyve treng vi, og kan det gå rundt med 90 hyttefamiliar som kundar?",
    contact: "Sjur Storli",
    language: "nn",
    reach: "phone",
  },
  {
    code: "5021",
    daysAgo: 1,
    company: "Luftspenn Paragliding",
    registered: true,
    need: "Kommunen vil ha plan for landingsplass før de sier ja. Vi trenger noen som har vært gjennom en slik prosess.",
    contact: "Iver Trøen",
  },
  {
    code: "5027",
    daysAgo: 2,
    company: "Tolv Tommer Trelast",
    registered: true,
    need: "Største kunde går over til importert trelast fra nyttår. Det er 40 prosent av det vi selger. Kan dere se på tallene sammen med oss før styremøtet?",
    contact: "Magne Engan",
    reach: "phone",
  },
  {
    code: "5022",
    daysAgo: 1,
    company: "Sauehund på nett",
    need: "I train herding dogs and would like to sell online courses to farmers in Norway and the UK. I have moved here from Wales and do not know the rules.",
    contact: "Rhys Morgan",
    language: "en",
    reach: "email",
  },
  {
    code: "5056",
    daysAgo: 1,
    company: "Flo og Fjære Badstue",
    registered: true,
    need: "Badstuflåten vår er full hver helg. Skal vi bygge en til, eller sette opp prisen? Vi er to, og begge har jobb ved siden av.",
    contact: "Sissel Nordvik",
  },
  {
    code: "5056",
    daysAgo: 4,
    company: "Kaikant Kranservice",
    registered: true,
    need: "Havna skal bygges om, og kaia vår stenges i 14 måneder. Hvordan overlever vi det, og hva kan vi kreve?",
    contact: "Rolf Ramsvik",
    reach: "phone",
  },
  {
    code: "5056",
    daysAgo: 1,
    company: "",
    need: "Ser etter noen å snakke med om idé for gjenbruk av utslitte nøter. Har laget vesker og fått bestilling på hundre.",
    contact: "Emma Skog",
    reach: "email",
  },
  {
    code: "5014",
    daysAgo: 2,
    company: "Siste Holme Fiskemat",
    registered: true,
    need: "Skal levere fiskekaker til skolene fra neste høst, men kjøkkenet er ikke godkjent for så mye. Frist for tilbudet er om tre uker.",
    contact: "Turid Sande",
  },
  {
    code: "5014",
    daysAgo: 1,
    company: "Havblikk Hjemmehjelp",
    need: "Vi er tre sykepleiere som vil starte eget firma for turister og eldre på øyene. Trenger hjelp til budsjett og regler.",
    contact: "Live Berg",
    reach: "phone",
  },
  {
    code: "5014",
    daysAgo: 2,
    company: "Brottsjø Båtelektro",
    registered: true,
    need: "Får ikke tak i elektriker. Kan vi dele en med andre bedrifter, og hvem ansetter da?",
    contact: "Geir Tangen",
  },
  {
    code: "5059",
    daysAgo: 1,
    company: "Dobbel Bunn Kjeleverk",
    registered: true,
    need: "Vi skal for første gang levere til en kunde i Tyskland og trenger hjelp med kontrakt og garanti.",
    contact: "Kåre Volden",
  },
  {
    code: "5059",
    daysAgo: 2,
    company: "Ugla Undervisning",
    need: "Har laget et brettspill for å lære gangetabellen. Prøvd på to skoler, ungene vil ikke slutte. Hva nå?",
    contact: "Helga Brekke",
    reach: "email",
  },
  {
    code: "5059",
    daysAgo: 3,
    company: "Rustfri Rett",
    registered: true,
    need: "Eieren er 67 og vil selge til oss tre som jobber her. Hvordan gjør man det når ingen av oss har penger?",
    contact: "Anders Moen",
    reach: "phone",
  },
  {
    code: "5059",
    daysAgo: 1,
    company: "Humla Honningbar",
    need: "Vil lage matvogn som bare selger ting med honning. Har vogn og honning, mangler plan.",
    contact: "Tuva Lillebo",
  },
  {
    code: "5029",
    daysAgo: 1,
    company: "Kroa ved Krysset",
    registered: true,
    need: "Ny vei går forbi oss om to år. Skal vi flytte, eller bli et sted folk kjører til?",
    contact: "Oddvar Hoel",
  },
  {
    code: "5029",
    daysAgo: 2,
    company: "Snekkerlaget Fire Hender",
    registered: true,
    need: "Vi er fire selvstendige som vil slå oss sammen i ett selskap. Hvem eier verktøyet, og hva med den som tjener mest?",
    contact: "Nils Furuset",
    reach: "phone",
    later: { offered: "nasjonalparken", words: "Dere hjalp fiskerne med det samme i fjor. Tar dere denne også?" },
  },
  {
    code: "5061",
    daysAgo: 1,
    company: "Trollheimen Tørrmat",
    need: "Vi har tørka elggryte for turfolk og får gode ord frå alle som smakar. No vil ein sportsbutikk ha 400 posar. Kjøkenet vårt toler 40.",
    contact: "Guri Aune",
    language: "nn",
    reach: "email",
  },
  {
    code: "5025",
    daysAgo: 1,
    company: "Tretten Tepper Vevstue",
    registered: true,
    need: "Et hotell vil ha 60 åklær til våren. Vi klarer 20. Finnes det andre vevstuer vi kan gå sammen med?",
    contact: "Vigdis Grut",
  },
  {
    code: "5025",
    daysAgo: 5,
    company: "Malmklang Lydstudio",
    registered: true,
    need: "Leieavtalen vår er sagt opp. Vi trenger lokale med tykke vegger og lav leie innen fire måneder.",
    contact: "Erlend Opland",
    reach: "email",
    later: { words: "Nei, dem har vi ikke snakket med. Vi trenger 60 kvadratmeter, og kan betale 5 000 i måneden." },
  },
  {
    code: "5025",
    daysAgo: 1,
    company: "",
    need: "Vil lage guidede turer på sørsamisk og norsk, og lurer på om det finnes støtte og andre som gjør det.",
    contact: "Sara Åsen",
    reach: "phone",
  },
  {
    code: "3427",
    daysAgo: 2,
    company: "Nattevakt Gårdsbarnehage",
    registered: true,
    need: "Foreldre som jobber skift spør om barnehage om natta. Vi har gård og folk. Er det lov, og lønner det seg?",
    contact: "Jorunn Eggen",
  },
  {
    code: "3426",
    daysAgo: 1,
    company: "Kokebok for kaldt vær",
    need: "Jeg har 11 000 følgere og en ferdig kokebok. Forlaget sier nei. Bør jeg gi den ut selv?",
    contact: "Kaisa Lund",
    reach: "email",
  },
  {
    code: "5055",
    daysAgo: 2,
    company: "Heimover Bussreiser",
    registered: true,
    need: "Vi kjører skolebuss og vil begynne med turer på sommeren. Hvem hjelper bedrifter i vår kommune?",
    contact: "Leif Krogstad",
    reach: "phone",
  },
  {
    code: "5057",
    daysAgo: 1,
    company: "Kampfly og Kanelsnurr",
    need: "Kafé rett utenfor flyplassgjerdet. Har leietilbud på tre år og trenger noen å regne med før fredag.",
    contact: "Silje Ulset",
  },
  {
    code: "5012",
    daysAgo: 1,
    company: "Vass og Våpen Smie",
    need: "Lager kniver på bestilling og har venteliste på et år. Vil ansette en til, men verkstedet er lite.",
    contact: "Gaute Nyhus",
    reach: "email",
  },
  {
    code: null,
    daysAgo: 3,
    company: "",
    need: "Bor i varebil og reiser rundt og fikser sykler. Vil gjerne slå meg ned et sted i distriktet der det trengs.",
    contact: "Jens Wold",
    reach: "phone",
  },
  {
    code: "5054",
    daysAgo: 5,
    company: "Leirfall Keramikk",
    registered: true,
    need: "Trenger større ovn og et sted å ha kurs. Fikk høre at dere hjelper bedrifter ved kysten.",
    contact: "Eli Ysland",
  },
]

/** Nobody asked for this. */
export const SPAM: readonly {
  code: string | null
  daysAgo: number
  company: string
  need: string
  contact: string
  email: string
  signs: readonly Sign[]
}[] = [
  {
    code: "5025",
    daysAgo: 1,
    company: "Top Rank Traffic",
    need: "Get your shop on page one! https://a.example https://b.example https://c.example Only this week.",
    contact: "Max Clicks",
    email: "max@toprank.example",
    signs: ["quick", "links"],
  },
  {
    code: null,
    daysAgo: 4,
    company: "Fast Cash Loans",
    need: "[url=https://loans.example]Money today[/url], no questions asked.",
    contact: "Robert",
    email: "robert@loans.example",
    signs: ["quick", "markup"],
  },
  {
    code: "5059",
    daysAgo: 6,
    company: "Verksted på Hjul",
    need: "Ser på https://ett.example, https://to.example og https://tre.example: slik vil vi også ha det. Kan dere hjelpe oss?",
    contact: "Mona Rostad",
    email: "mona@verksted.example",
    signs: ["links"],
  },
]
