import { tokenFor } from "#src/intake/form-token.ts"
import type { Network, Size } from "./fill.ts"
import type { Cast } from "./hubs.ts"
import type { Asked } from "./measure.ts"
import { SECRET } from "./secret.ts"

export type Page = {
  name: string
  who: keyof Cast | null
  /** `nth` tells one time from another: a write is never done twice. */
  ask: (network: Network, nth: number) => Asked
  status: 200 | 303
  /** How often it can be asked; as often as one likes if not said. */
  times?: (network: Network) => number
  roundTrips: number
  rowsRead: Rows
  /** Milliseconds of the Worker's processor. */
  cpu: number
  /** So many times what the database works in the smallest network it may work in any. */
  growth?: number
}
/** The most rows that may be read. */
type Rows = ((size: Size) => number) | number

const CPU = 10
/** Who asks for four times the cards, for two hundred cases at once, or for how long each of 46 hubs took, by hand, gets them for less than four times the work. */
const MANY_CARDS = 30

/** Cards, a list, a case, a search: whatever the size of the network. */
const FEW = 300
/** An act that answers with the page it was done on: what that takes, and the page. */
const ACT_AND_PAGE = { cpu: 2 * CPU, rowsRead: (size: Size) => FEW + WRITTEN(size) }
/** Six columns, each counted to a hundred and then shown, by an index that finds nothing else. */
const COUNTED = FEW + 6 * (101 + 20)
/** The same without an index: of four cases one is found, so four are read for each that is counted or shown. */
const SIFTED = FEW + 6 * (101 + 20) * 4
/** Nothing but reading finds text, or what stands still where little does: twice each open case of the hub. */
const SEARCHED = ({ cases, hubs }: Size) => FEW + 2 * 0.3 * (cases / hubs)
/** What an advisor has is a sum for each stage and turn; six work in a hub. */
const LOADED = 250
/** Each place is counted to a hundred, which the tally does not know; a hub has eight or nine. */
const PLACED = FEW + 10 * (101 + 20)
/** No index carries an alphabet: each open case of the hub is read, twice where they are looked up by another index. */
const SORTED = SEARCHED
/** A name and a sum for each stage, a hub. */
const SUMMED = ({ hubs }: Size) => 40 + 15 * hubs
/** Two hundred: each is looked for among one's own and among those one knows of, with its company. */
const CHOSEN = FEW + 200 * 6
/** Thirteen rows a hub: how many stand there, and how long those took that left in each of twelve months. */
const STAYED = ({ hubs }: Size) => 110 + 15 * hubs
/** Every municipality of the network, which one of them is looked for in. */
const ROUTED = ({ hubs }: Size) => 100 + 10 * hubs + FEW / 2
/** Where few cases are, each is written on many times, and all of it is read: ten notes and more on each. */
const WRITTEN = ({ cases, hubs }: Size) => FEW + 20 + (10_000 * hubs) / cases
/** Whoever works there, and the names of the hubs: six people a hub. */
const EVERYONE = ({ hubs }: Size) => 100 + 3 * 7 * hubs

export const PAGES: readonly Page[] = [
  page("board", "advisor", "/cases"),
  page("board, manager", "manager", "/cases"),
  // Each of eight columns asks once more who one is and which stage it is; and there are more sums, people and places.
  page("board, two hubs", "both", "/cases", FEW + 125),
  { ...page("board, 80 a column", "advisor", "/cases?per=80", FEW + 6 * 60 * 1.1), cpu: MANY_CARDS },
  page("board by advisor", "advisor", ({ home }) => `/cases?advisor=${home.advisors[1]}`, COUNTED),
  page("board by turn", "advisor", "/cases?turn=company", COUNTED),
  page("board by municipality", "advisor", ({ home }) => `/cases?municipality=${home.areas[0]?.code}`, SIFTED),
  page("board by standing still", "advisor", "/cases?stale=1", SEARCHED),
  page("board by text", "advisor", "/cases?text=regnskap", SEARCHED),
  page("board by text found nowhere", "advisor", "/cases?text=ingensteds", SEARCHED),
  page("columns of hubs", "both", "/cases?group=hub", FEW + 125),
  page("columns of advisors", "advisor", "/cases?group=advisor", FEW + LOADED),
  page("columns of municipalities", "advisor", "/cases?group=municipality", PLACED),
  page("columns of turns", "advisor", "/cases?group=turn", FEW + LOADED),
  page("columns of stages, longest there", "advisor", "/cases?sort=since"),
  page("columns of stages, by name", "advisor", "/cases?sort=company", SORTED),
  page("list", "advisor", "/cases?show=list"),
  page("list, two hubs", "both", "/cases?show=list", FEW + 125),
  page("list, one's own", "advisor", ({ home }) => `/cases?show=list&advisor=${home.advisors[0]}`),
  page("list by name", "advisor", "/cases?show=list&sort=company", SORTED),
  page("list by text", "advisor", "/cases?show=list&text=regnskap", SEARCHED),
  // Each of its lists begins with the first twenty, or forty, and there are the stages' names.
  page("my day", "advisor", "/day"),
  page("my day, two hubs", "both", "/day", FEW + 125),
  page("after the meeting, which case", "advisor", "/log"),
  page("after the meeting", "advisor", (network) => `/log?case=${known(network).ref}`),
  page("saved views", "advisor", "/cases/views"),
  page("case", "advisor", (network) => `/cases/${known(network).ref}`),
  page("case, two hubs", "both", (network) => `/cases/${known(network).ref}`, FEW + 100),
  page("case of another hub", "advisor", ({ foreign }) => `/cases/${foreign}`),
  page("form that moves a case", "advisor", (network) => `/cases/${known(network).ref}/stage`),
  page("form for a new case", "advisor", "/cases/new"),
  page("naming", "advisor", (network) => `/cases/${known(network).ref}/naming`, EVERYONE),
  page("inbox", "advisor", "/inbox"),
  page("inbox, owner", "owner", "/inbox"),
  page("inbox, answered", "advisor", "/inbox?view=answered"),
  // It can be sent on to any hub or be someone's, of whom each has so much, and beside it stands the list.
  page(
    "an enquiry",
    "advisor",
    ({ waiting }) => `/inbox/${waiting[0]}`,
    ({ hubs }) => FEW + LOADED + 100 + 3 * hubs,
  ),
  page("the network's numbers", "manager", "/network", SUMMED),
  page("the network's numbers, owner", "owner", "/network", SUMMED),
  page("cases of a hub", "manager", ({ home }) => `/network/cases?hub=${home.id}`),
  page("cases of a hub's stage", "manager", ({ home, stages }) => `/network/cases?hub=${home.id}&stage=${stages[1]}`),
  page("cases of a stage", "manager", ({ stages }) => `/network/cases?stage=${stages[1]}`),
  page("cases of the network", "manager", "/network/cases"),
  page("cases of a stage, auditor", "auditor", ({ stages }) => `/network/cases?stage=${stages[1]}`),
  page("a stage", "manager", ({ stages }) => `/network/stages/${stages[1]}`, STAYED),
  page("a stage, over all time", "owner", ({ stages }) => `/network/stages/${stages[1]}?period=ever`, STAYED),
  {
    ...page("a stage, all hubs", "owner", ({ stages }) => `/network/stages/${stages[1]}?hubs=all`, STAYED),
    cpu: MANY_CARDS,
  },
  page("cases behind a stage's time", "manager", ({ stages }) => `/network/stages/${stages[1]}/cases`),
  page("cases behind it, auditor", "auditor", ({ stages }) => `/network/stages/${stages[1]}/cases?period=ever`),
  // Its municipality can be any of those the network serves.
  page(
    "a company",
    "advisor",
    ({ company }) => `/companies/${company}`,
    ({ hubs }) => FEW + 3 * hubs,
  ),
  // How much each has: a sum for each stage and turn, an advisor; and the names of the hubs.
  page("people", "manager", "/people", ({ hubs }) => FEW + 2 * hubs),
  page("people, owner", "owner", "/people", EVERYONE),
  page("a person", "manager", ({ home }) => `/people/${home.advisors[0]}`),
  page("my page", "advisor", "/me"),
  search("search, the beginning of a name", "advisor", "regnskap"),
  search("search, the middle of a name", "advisor", "egnska"),
  search("search, two letters", "advisor", "as"),
  search("search, two words", "advisor", "fjordland bakeri"),
  search("search, a number", "advisor", "300000123"),
  search("search, found nowhere", "advisor", "ingensteds"),
  search("search, two hubs", "both", "regnskap", FEW + 70),
  search("search, owner", "owner", "regnskap"),
  // Every municipality of the network can be chosen.
  page("public form", null, "/enquiry", ({ hubs }) => 100 + 8 * hubs),
  page("sign-in", null, "/auth"),

  { ...page("many cases, chosen", "manager", "", CHOSEN), ask: chosen(""), cpu: MANY_CARDS },
  { ...page("many cases, judged before they move", "manager", "", CHOSEN), ask: chosen("/preview"), cpu: MANY_CARDS },

  write("note, 303", "advisor", noted, 303),
  write("after the meeting, 303", "advisor", logged, 303),
  { ...write("note, fragment", "advisor", (...asked) => ({ ...noted(...asked), fragment: true })), ...ACT_AND_PAGE },
  { ...write("move on the board, fragment", "advisor", moved), ...ACT_AND_PAGE },
  { ...write("enquiry handed in, 303", null, enquired, 303), rowsRead: ROUTED },
  { ...write("enquiry accepted, 303", "advisor", accepted, 303), times: ({ waiting }) => waiting.length },
]

type Path = string | ((network: Network) => string)

function page(name: string, who: Page["who"], path: Path, rowsRead: Rows = FEW): Page {
  const ask = (network: Network) => ({ path: typeof path === "string" ? path : path(network) })
  return { name, who, ask, status: 200, roundTrips: 1, rowsRead, cpu: CPU }
}

/** What the index itself does no count of rows tells: it is held against the smallest network. */
function search(name: string, who: Page["who"], q: string, rowsRead: Rows = FEW): Page {
  const path = `/search?${new URLSearchParams({ q })}`
  return { ...page(name, who, path, rowsRead), ask: () => ({ path, fragment: true }), growth: 5 }
}

function write(name: string, who: Page["who"], ask: Page["ask"], status: Page["status"] = 200): Page {
  return { name, who, ask, status, roundTrips: 2, rowsRead: WRITTEN, cpu: CPU }
}

function known({ known }: Network, nth = 0) {
  const one = known[nth % known.length]
  if (!one) throw new Error("the home hub has no open case in its first track: more cases are needed")
  return one
}

function noted(network: Network, nth: number): Asked {
  return {
    path: `/cases/${known(network, nth).ref}/notes`,
    form: { kind: "note", note: "Ringte, og avtalte et møte." },
  }
}

function logged(network: Network, nth: number): Asked {
  const said = { kind: "note", note: "Ringte, og avtalte et møte.", turn: "us", nextStep: "Ring" }
  return {
    path: "/log",
    form: { ...said, case: known(network, nth).ref, nextOn: `${new Date().getFullYear() + 1}-01-05` },
  }
}

function chosen(step: string) {
  return ({ many, stages }: Network): Asked => ({
    path: `/cases/selection${step}`,
    form: { ref: many.join(" "), verb: "move", to: stages[0] ?? "", reason: "Vi begynner på nytt", view: "" },
  })
}

/** To the neighbouring stage and back, in turn. */
function moved(network: Network, nth: number): Asked {
  const { ref, stage } = known(network)
  const at = network.stages.indexOf(stage)
  const there = network.stages[at > 0 ? at - 1 : 1] ?? ""
  const form = { to: nth % 2 ? stage : there, reason: "Det kom noe nytt", view: "" }
  return { path: `/cases/${ref}/stage`, form, fragment: true }
}

/** Each from an address of its own, since one address may not hand in many. */
function enquired({ home }: Network, nth: number): Asked {
  const said = {
    company: `Nyland Bakeri ${nth}`,
    need: "Vil selge til flere.",
    contact: "Liv",
    email: "liv@company.example",
    token: tokenFor(SECRET, new Date(Date.now() - 60_000)),
  }
  const municipality = home.areas[0]?.code ?? ""
  return { path: "/enquiry", form: { ...said, municipality }, headers: { "cf-connecting-ip": `192.0.2.${nth}` } }
}

function accepted({ home, track, waiting }: Network, nth: number): Asked {
  const form = { hub: home.id, company: `Nyland ${nth}`, orgnr: "", need: "Vil selge til flere.", track, access: "hub" }
  return { path: `/inbox/${waiting[nth]}/acceptance`, form: { ...form, advisor: home.advisors[0] ?? "" } }
}
