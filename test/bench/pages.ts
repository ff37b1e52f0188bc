import type { Network } from "./fill.ts"
import type { Cast } from "./hubs.ts"
import type { Asked } from "./measure.ts"

export type Page = {
  name: string
  who: keyof Cast | null
  /** `nth` tells one time from another: a write is never done twice. */
  ask: (network: Network, nth: number) => Asked
  status: 200 | 303
  /** How often it can be asked; as often as one likes if not said. */
  times?: (network: Network) => number
  budget: { roundTrips: number; rowsRead: number | null }
}

/** Cards, a list, a case, a search: whatever the size of the network. */
const ROWS = 300

export const PAGES: readonly Page[] = [
  page("board", "advisor", "/cases"),
  page("board, manager", "manager", "/cases"),
  page("board, two hubs", "both", "/cases"),
  page("board, 80 a column", "advisor", "/cases?per=80", 600),
  page("board by advisor", "advisor", ({ home }) => `/cases?advisor=${home.advisors[1]}`),
  page("board by turn", "advisor", "/cases?turn=company"),
  page("board by standing still", "advisor", "/cases?stale=1"),
  page("board by municipality", "advisor", ({ home }) => `/cases?municipality=${home.areas[0]?.code}`),
  page("board by text", "advisor", "/cases?text=regnskap"),
  page("board by text found nowhere", "advisor", "/cases?text=ingensteds"),
  page("case", "advisor", (network) => `/cases/${known(network).ref}`),
  page("case, two hubs", "both", (network) => `/cases/${known(network).ref}`),
  page("case of another hub", "advisor", ({ foreign }) => `/cases/${foreign}`),
  // A sum a hub and a stage: it grows with the hubs, not with the cases.
  page("across hubs", "manager", "/network", 700),
  page("across hubs, all cases", "manager", "/network/cases"),
  page("across hubs, all cases, owner", "owner", "/network/cases"),
  page("across hubs, a phase", "advisor", "/network/cases?phase=mapping"),
  page("across hubs, a hub's phase", "advisor", ({ home }) => `/network/cases?hub=${home.id}&phase=work`),
  page("across hubs, a later page", "manager", "/network/cases?after=2026-01-15:x"),
  page("form that moves a case", "advisor", (network) => `/cases/${known(network).ref}/stage`),
  page("form for a new case", "advisor", "/cases/new"),
  page("naming", "advisor", (network) => `/cases/${known(network).ref}/naming`),
  page("inbox", "advisor", "/inbox"),
  page("inbox, owner", "owner", "/inbox"),
  page("inbox, answered", "advisor", "/inbox?view=answered"),
  page("an enquiry", "advisor", ({ waiting }) => `/inbox/${waiting[0]}`),
  page("the network's numbers", "manager", "/network"),
  page("the network's numbers, owner", "owner", "/network"),
  page("cases of a hub", "manager", ({ home }) => `/network/cases?hub=${home.id}`),
  page("cases of a hub's stage", "manager", ({ home, stages }) => `/network/cases?hub=${home.id}&stage=${stages[1]}`),
  page("cases of a stage", "manager", ({ stages }) => `/network/cases?stage=${stages[1]}`),
  page("cases of the network", "manager", "/network/cases"),
  page("cases of a stage, auditor", "auditor", ({ stages }) => `/network/cases?stage=${stages[1]}`),
  page("people", "manager", "/people"),
  page("people, owner", "owner", "/people"),
  page("a person", "manager", ({ home }) => `/people/${home.advisors[0]}`),
  page("my page", "advisor", "/me"),
  page("public form", null, "/enquiry"),
  page("sign-in", null, "/auth"),

  write("note, 303", "advisor", noted, 303),
  write("note, fragment", "advisor", (...asked) => ({ ...noted(...asked), fragment: true })),
  write("move on the board, fragment", "advisor", moved),
  write("enquiry handed in, 303", null, enquired, 303),
  { ...write("enquiry accepted, 303", "advisor", accepted, 303), times: ({ waiting }) => waiting.length },
]

type Path = string | ((network: Network) => string)

function page(name: string, who: Page["who"], path: Path, rowsRead = ROWS): Page {
  const ask = (network: Network) => ({ path: typeof path === "string" ? path : path(network) })
  return { name, who, ask, status: 200, budget: { roundTrips: 1, rowsRead } }
}

function write(name: string, who: Page["who"], ask: Page["ask"], status: Page["status"] = 200): Page {
  return { name, who, ask, status, budget: { roundTrips: 2, rowsRead: null } }
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
  }
  const municipality = home.areas[0]?.code ?? ""
  return { path: "/enquiry", form: { ...said, municipality }, headers: { "cf-connecting-ip": `192.0.2.${nth}` } }
}

function accepted({ home, track, waiting }: Network, nth: number): Asked {
  const form = { hub: home.id, company: `Nyland ${nth}`, orgnr: "", need: "Vil selge til flere.", track, access: "hub" }
  return { path: `/inbox/${waiting[nth]}/acceptance`, form: { ...form, advisor: home.advisors[0] ?? "" } }
}
