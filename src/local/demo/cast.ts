import { type Language, type Membership, NETWORK } from "#src/core/person.ts"

export const HUB_IDS = ["kyst", "orkdal", "nasjonalparken", "roros"] as const
export type HubId = (typeof HUB_IDS)[number]

/** A person of the demo: invited and, if they have left or are away, gone so many working days ago. */
export type Member = {
  key: string
  name: string
  email: string
  phone: string
  language: Language
  memberships: readonly [Membership, ...Membership[]]
  invited: number
  left?: { daysAgo: number; successor: string }
  away?: { daysAgo: number; days: number; standIn: string }
}

/** How long ago the network was relaunched: its first people came then. */
const RELAUNCHED = 730

/** The programme owner comes first: the network has to have one before anyone else can be invited. */
export const CAST: readonly Member[] = [
  person("owner", "Astrid Grøtte", "kraftsenter", 90, [{ hubId: NETWORK, role: "owner" }]),
  person("auditor", "Per Inge Holm", "revisjon", 91, [{ hubId: NETWORK, role: "auditor" }], { invited: 715 }),

  manager("torbjorn", "Torbjørn Lien", "nasjonalparken", 100),
  advisor("sunniva", "Sunniva Vang", "nasjonalparken", 101),
  advisor("eskil", "Eskil Tønne", "nasjonalparken", 102),
  advisor("ragnhild", "Ragnhild Mo", "nasjonalparken", 103, { language: "nn" }),
  advisor("jo", "Jo Almli", "nasjonalparken", 104, { invited: 480 }),

  manager("berit", "Berit Kalstad", "orkdal", 119),
  advisor("aslak", "Aslak Tørset", "orkdal", 120),
  advisor("ingeborg", "Ingeborg Rønning", "orkdal", 121),
  advisor("hakon", "Håkon Solem", "orkdal", 122, { language: "nn" }),
  advisor("mette", "Mette Kirkholt", "orkdal", 123, { invited: 300 }),
  advisor("bjornar", "Bjørnar Eide", "orkdal", 124, { left: { daysAgo: 285, successor: "mette" } }),

  person("solfrid", "Solfrid Nesset", "kyst", 140, [
    { hubId: "kyst", role: "manager" },
    { hubId: "kyst", role: "advisor" },
  ]),
  advisor("trond", "Trond Vågan", "kyst", 141),
  advisor("ane", "Ane Hestnes", "kyst", 142, { invited: 150 }),
  advisor("randi", "Randi Skarsvåg", "kyst", 143, { left: { daysAgo: 130, successor: "ane" } }),

  manager("kjersti", "Kjersti Galåen", "roros", 160),
  advisor("lars", "Lars Sundet", "roros", 161),
  advisor("anna", "Anna Ryen", "roros", 162, { away: { daysAgo: 2, days: 12, standIn: "lars" } }),
  advisor("jonas", "Jonas Kirkbakk", "roros", 163, { invited: 610 }),
]

/** Numbers that nobody has: 000 00 1xx. */
export function phoneOf(last: number): string {
  return `+4700000${String(last).padStart(3, "0")}`
}

type More = Partial<Pick<Member, "language" | "invited" | "left" | "away">>

function person(
  key: string,
  name: string,
  home: string,
  last: number,
  memberships: Member["memberships"],
  more: More = {},
) {
  const email = `${plain(name).split(" ").join(".")}@${home}.example`
  return { key, name, email, phone: phoneOf(last), language: "nb", memberships, invited: RELAUNCHED, ...more } as const
}

function advisor(key: string, name: string, hubId: HubId, last: number, more: More = {}) {
  return person(key, name, hubId, last, [{ hubId, role: "advisor" }], more)
}

function manager(key: string, name: string, hubId: HubId, last: number) {
  return person(key, name, hubId, last, [{ hubId, role: "manager" }])
}

/** As it stands in an address: plain small letters. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .normalize("NFKD")
    .replace(/[^a-z ]/g, "")
    .trim()
}
