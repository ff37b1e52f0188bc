import { plainKey } from "./import-values.ts"

/** What a column of an old list can hold. */
export const IMPORT_FIELDS = [
  "company",
  "orgnr",
  "municipality",
  "address",
  "employees",
  "contact",
  "role",
  "email",
  "phone",
  "need",
  "track",
  "stage",
  "since",
  "advisor",
  "access",
  "openedOn",
  "contactedOn",
  "nextStep",
  "nextOn",
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]
/** What each column holds, in their order; empty is that it stays outside. */
export type Mapping = readonly (ImportField | "")[]

export const isImportField = (text: string): text is ImportField => IMPORT_FIELDS.some((field) => field === text)

/** What the columns are called tells what they hold: the same list, brought again, is known by it. */
export const signatureOf = (head: readonly string[]): string => head.map(plainKey).filter(isOurs).join("|")

/** A first guess, by what a column is called. No two columns hold the same. */
export function guess(head: readonly string[]): Mapping {
  const taken = new Set<string>()
  return head.map((name) => {
    const key = plainKey(name)
    const field = IMPORT_FIELDS.find((one) => !taken.has(one) && NAMES[one].includes(key))
    if (field) taken.add(field)
    return field ?? ""
  })
}

/** The mapping that was used for the same columns before, by their names: a repair file has one more. */
export function remembered(head: readonly string[], before: { head: readonly string[]; mapping: Mapping }): Mapping {
  const known = new Map(before.head.map((name, n) => [plainKey(name), before.mapping[n] ?? ""]))
  return head.map((name) => known.get(plainKey(name)) ?? "")
}

/** The row that names the columns: lists often begin with a title, a date or an empty row. */
export function headAt(rows: readonly (readonly string[])[]): number {
  const first = rows.slice(0, LOOKED_AT)
  const known = first.map((row) => guess(row).filter((field) => field !== "").length)
  const most = Math.max(0, ...known)
  if (most > 1) return known.indexOf(most)
  return first.findIndex((row) => row.some((cell) => cell.trim() !== ""))
}

/** The columns that a repair file has around those of the list itself: the first, and the last. */
export const REPAIR_COLUMNS = ["Rad", "Hva er galt", "Kva er gale", "Row", "What is wrong"] as const

const LOOKED_AT = 15
const OURS = new Set(REPAIR_COLUMNS.map(plainKey))
const isOurs = (key: string) => !OURS.has(key)

/** As `plainKey` writes them: small letters, æ as ae, ø as o, å as a. */
const NAMES: Record<ImportField, readonly string[]> = {
  company: [
    "bedrift",
    "bedriftsnavn",
    "firma",
    "firmanavn",
    "selskap",
    "selskapsnavn",
    "foretak",
    "kunde",
    "kundenavn",
    "virksomhet",
    "navn pa bedrift",
    "company",
    "company name",
    "bedriftsnamn",
    "verksemd",
    "malbedrift",
  ],
  orgnr: [
    "org nr",
    "orgnr",
    "organisasjonsnummer",
    "org nummer",
    "orgnummer",
    "organisasjonsnr",
    "foretaksnummer",
    "organisation number",
    "org no",
    "org",
  ],
  municipality: ["kommune", "kommunenr", "kommunenummer", "kommunenavn", "kommunenamn", "sted", "municipality"],
  address: ["adresse", "besoksadresse", "forretningsadresse", "gateadresse", "address"],
  employees: ["ansatte", "antall ansatte", "tilsette", "employees"],
  contact: [
    "kontakt",
    "kontaktperson",
    "kontaktnavn",
    "navn kontaktperson",
    "person",
    "contact",
    "contact person",
    "kontaktpersonar",
    "navn",
  ],
  role: ["rolle", "stilling", "tittel", "funksjon", "role", "title"],
  email: ["e post", "epost", "mail", "e mail", "email", "e postadresse", "epostadresse", "kontakt e post"],
  phone: ["telefon", "tlf", "mobil", "mobiltelefon", "tlf nr", "telefonnummer", "phone", "mobile", "kontakt telefon"],
  need: [
    "behov",
    "sak",
    "prosjekt",
    "prosjektnavn",
    "tema",
    "tiltak",
    "oppdrag",
    "hva gjelder det",
    "beskrivelse",
    "need",
    "case",
    "kva gjeld det",
    "saken gjelder",
  ],
  track: ["spor", "lop", "program", "type", "track"],
  stage: ["fase", "status", "steg", "stadium", "trinn", "stage"],
  since: ["i fasen siden", "fase siden", "fasedato", "since", "i fasen sidan"],
  advisor: [
    "radgiver",
    "radgjevar",
    "ansvarlig",
    "saksbehandler",
    "ansvarleg",
    "eier",
    "advisor",
    "owner",
    "kontakt hos oss",
  ],
  access: ["tilgang", "gradering", "access"],
  openedOn: [
    "apnet",
    "opprettet",
    "startdato",
    "start",
    "dato",
    "oppstart",
    "fra dato",
    "opna",
    "oppretta",
    "opened",
    "opened on",
    "saken apnet",
  ],
  contactedOn: ["sist kontakt", "siste kontakt", "sist kontaktet", "siste mote", "sist mote", "last contact"],
  nextStep: ["neste steg", "neste", "neste aktivitet", "oppfolging", "next step", "neste skritt", "gjoremal"],
  nextOn: [
    "neste dato",
    "frist",
    "oppfolgingsdato",
    "dato neste steg",
    "neste steg dato",
    "next on",
    "due",
    "nar",
    "frist neste steg",
  ],
}
