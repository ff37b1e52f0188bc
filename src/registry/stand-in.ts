/*
 * Speaks the protocol of Enhetsregisteret about companies that are made up, on one's own machine and in tests.
 * What it is told of is found by number and by name; any other number gives 404. And these, by number:
 *
 *   319990011  Fjellmat Test AS, in Røros, 7 employees
 *   319990038  Kari Test Nordmann, a sole proprietorship: the name is a person's
 *   319990046  deleted: 200 with the day
 *   319990054  removed on legal grounds: 410
 *   319990062  bankrupt
 *   319990070  winding up
 *   319990089  a site of Fjellmat Test AS in Oppdal
 *   319990097  busy: 429, ask again after 30 seconds
 *   319990100  slow: answers after five seconds
 *   319990119  half an answer
 *   319990127  down: 503
 *   319990135  not JSON
 *   319990143  JSON of another shape
 *   319990151  abroad: no postal code, no municipality, 1 to 4 employees
 *
 * So do searches for "opptatt", "treg", "halv", "nede", "ikke json" and "ukjent form".
 *
 * POST /stand-in tells it what happens: `{ orgnr, konkurs: true, … }` changes or adds a company (null takes a key away,
 * `respons_klasse: "Fjernet"` removes it for good) and stands in the feed from then on, or from `at`; `{ mode: "down" }` lets everything be so, and `{ mode: null }` ends it.
 */

type Json = Readonly<Record<string, unknown>>
type Asked = { url: string; method: string; arrayBuffer(): Promise<ArrayBuffer> }
type Mode = "busy" | "slow" | "half" | "down" | "page" | "shape"
type Place = { code: string; name: string }

const RØROS: Place = { code: "5025", name: "RØROS" }
const OPPDAL: Place = { code: "5021", name: "OPPDAL" }
const SLOW_MS = 5000

const BY_NUMBER: Readonly<Record<string, Mode>> = {
  "319990097": "busy",
  "319990100": "slow",
  "319990119": "half",
  "319990127": "down",
  "319990135": "page",
  "319990143": "shape",
}
const BY_NAME: Readonly<Record<string, Mode>> = {
  opptatt: "busy",
  treg: "slow",
  halv: "half",
  nede: "down",
  "ikke json": "page",
  "ukjent form": "shape",
}

/** A register that knows these, besides those above. Each has what it was told to itself. */
export function openStandIn(known: readonly Json[] = []) {
  const units = new Map([...SPECIAL, ...known].map((one) => [String(one.organisasjonsnummer), one]))
  const updates: { oppdateringsid: number; dato: string; organisasjonsnummer: string; endringstype: string }[] = []
  let mode: Mode | null = null

  async function answer(request: Asked): Promise<Response> {
    const { pathname, searchParams: query } = new URL(request.url)
    if (pathname === "/stand-in" && request.method === "POST") return told(await bodyOf(request))
    const path = pathname.replace(/^\/enhetsregisteret\/api/, "")
    const [, kind = "", orgnr = ""] = path.split("/")
    const name = (query.get("navn") ?? "").toLowerCase()
    const bad = mode ?? BY_NUMBER[orgnr] ?? BY_NAME[name]
    if (bad) return failing(bad)
    if (path === "/oppdateringer/enheter") return feed(query)
    const isSite = kind === "underenheter"
    if (!orgnr) return list(kind, isSite ? sitesOf(query.get("overordnetEnhet")) : named(name), query)
    const unit = units.get(orgnr)
    if (unit?.respons_klasse === "Fjernet") return json(410, { status: 410 })
    return unit && isSiteOf(unit) === isSite ? json(200, unit) : json(404, { status: 404 })
  }

  function told({ mode: next, at, orgnr, ...changes }: Json): Response {
    if (next !== undefined) mode = next as Mode | null
    if (orgnr === undefined) return json(200, {})
    const number = String(orgnr)
    const before = units.get(number) ?? unit(number, `Prøvebedrift ${number} AS`)
    const after = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null)
    units.set(number, Object.fromEntries(after))
    const dato = at ? String(at) : new Date().toISOString()
    // Ids have gaps.
    const oppdateringsid = 1000 + updates.length * 7
    updates.push({ oppdateringsid, dato, organisasjonsnummer: number, endringstype: "Endring" })
    return json(200, { oppdateringsid })
  }

  function feed(query: URLSearchParams): Response {
    const [id, from] = [Number(query.get("oppdateringsid") ?? 0), query.get("dato") ?? ""]
    const asked = query.get("organisasjonsnummer")?.split(",")
    const rows = updates.filter(
      (one) => one.oppdateringsid >= id && one.dato >= from && (!asked || asked.includes(one.organisasjonsnummer)),
    )
    return list("oppdaterteEnheter", rows, query)
  }

  const sitesOf = (parent: string | null) => [...units.values()].filter((one) => one.overordnetEnhet === parent)
  const named = (name: string) =>
    [...units.values()].filter(
      (one) =>
        !isSiteOf(one) &&
        one.respons_klasse === "Enhet" &&
        name.split(/\s+/).every((word) => String(one.navn).toLowerCase().includes(word)),
    )

  return answer
}

/** A company as the register has it; keys that are not known are left out. */
export function unit(orgnr: string, name: string, { code, name: town }: Place = RØROS, over: Json = {}): Json {
  return {
    organisasjonsnummer: orgnr,
    navn: name.toUpperCase(),
    organisasjonsform: { kode: "AS", beskrivelse: "Aksjeselskap" },
    forretningsadresse: {
      land: "Norge",
      landkode: "NO",
      postnummer: "7374",
      poststed: town.toUpperCase(),
      adresse: ["Testveien 1"],
      kommune: town.toUpperCase(),
      kommunenummer: code,
    },
    naeringskode1: { kode: "10.130", beskrivelse: "Produksjon av kjøtt- og fjørfevarer" },
    harRegistrertAntallAnsatte: true,
    antallAnsatte: 7,
    konkurs: false,
    underAvvikling: false,
    underTvangsavviklingEllerTvangsopplosning: false,
    respons_klasse: "Enhet",
    ...over,
  }
}

const isSiteOf = (one: Json) => one.overordnetEnhet !== undefined

const SPECIAL: readonly Json[] = [
  unit("319990011", "Fjellmat Test AS"),
  unit("319990038", "Kari Test Nordmann", RØROS, {
    organisasjonsform: { kode: "ENK", beskrivelse: "Enkeltpersonforetak" },
    harRegistrertAntallAnsatte: false,
    antallAnsatte: undefined,
  }),
  {
    organisasjonsnummer: "319990046",
    navn: "SLETTET TEST AS",
    organisasjonsform: { kode: "AS", beskrivelse: "Aksjeselskap" },
    historiskeNavn: [],
    slettedato: "2026-05-04",
    respons_klasse: "SlettetEnhet",
  },
  { organisasjonsnummer: "319990054", navn: "", respons_klasse: "Fjernet" },
  unit("319990062", "Konkurs Test AS", RØROS, { konkurs: true }),
  unit("319990070", "Avvikling Test AS", RØROS, { underAvvikling: true }),
  unit("319990089", "Fjellmat Test AS avd Oppdal", OPPDAL, {
    organisasjonsform: { kode: "BEDR", beskrivelse: "Bedrift" },
    overordnetEnhet: "319990011",
  }),
  unit("319990151", "Utland Test NUF", RØROS, {
    organisasjonsform: { kode: "NUF", beskrivelse: "Norskregistrert utenlandsk foretak" },
    forretningsadresse: { land: "SVERIGE", landkode: "SE", adresse: ["Testgatan 1", "111 11 STOCKHOLM"] },
    antallAnsatte: undefined,
  }),
]

async function failing(mode: Mode): Promise<Response> {
  const text = JSON.stringify(unit("319990119", "Halv Test AS"))
  switch (mode) {
    case "busy":
      return new Response("", { status: 429, headers: { "retry-after": "30" } })
    case "slow":
      await new Promise((go) => setTimeout(go, SLOW_MS))
      return new Response(text, { headers: JSON_TYPE })
    case "half":
      return new Response(text.slice(0, text.length / 2), { headers: JSON_TYPE })
    case "down":
      return new Response("Service Unavailable", { status: 503 })
    case "page":
      return new Response("<html>Vedlikehold</html>", { headers: { "content-type": "text/html" } })
    case "shape":
      return json(200, { organisasjonsnummer: 319990143, name: "Another shape" })
  }
}

/** A list as the register gives it: without any list where there is nothing. */
function list(name: string, all: readonly Json[], query: URLSearchParams): Response {
  const size = Number(query.get("size") ?? 20)
  const rows = all.slice(0, size)
  return json(200, {
    ...(rows.length && { _embedded: { [name]: rows } }),
    page: { size, totalElements: all.length, totalPages: Math.ceil(all.length / size), number: 0 },
  })
}

const JSON_TYPE = { "content-type": "application/json" }
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: JSON_TYPE })
const bodyOf = async (request: Asked): Promise<Json> =>
  JSON.parse(new TextDecoder().decode(await request.arrayBuffer()))
