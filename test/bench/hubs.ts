import { asc, eq, isNull } from "drizzle-orm"
import type { Hubs, Pass } from "#src/access/scope.ts"
import { type Membership, NETWORK } from "#src/core/person.ts"
import type { Builder, Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { PEOPLE } from "./words.ts"

export type Hub = { id: string; prefix: string; areas: readonly Area[]; advisors: readonly string[] }
type Area = { code: string; name: string }
/** Who looks, signed in: at home in the first hub, `both` in the second too, the last two in the network. */
export type Cast = Record<"advisor" | "manager" | "both" | "owner" | "auditor", Pass>

/** The hubs that the migrations bring and made-up ones beside them, each with municipalities, advisors and a manager. */
export async function openHubs({ build, send }: Database, count: number): Promise<Hub[]> {
  const [known, covered] = await send("read", [
    build.select({ id: t.hubs.id, prefix: t.hubs.prefix }).from(t.hubs).orderBy(asc(t.hubs.id)),
    build
      .select({ hubId: t.coverage.hubId, code: t.coverage.code, name: t.municipalities.name })
      .from(t.coverage)
      .innerJoin(t.municipalities, eq(t.municipalities.code, t.coverage.code))
      .where(isNull(t.coverage.validTo)),
  ])
  const made = Array.from({ length: count - known.length }, (_, n) => ({
    id: `hub-${n}`,
    prefix: `X${letter(n / 26)}${letter(n)}`,
    areas: Array.from({ length: 3 + (n % 2) }, (_, m) => ({ code: `${9000 + n * 4 + m}`, name: `Bygd ${n * 4 + m}` })),
  }))
  if (made.length) await send("write", insertHubs(build, made))
  const old = known.map((hub) => ({ ...hub, areas: covered.filter(({ hubId }) => hubId === hub.id) }))
  return [...old, ...made].map((hub, n) => ({
    ...hub,
    advisors: Array.from({ length: 4 + (n % 2) }, (_, m) => `${hub.id}-advisor-${m}`),
  }))
}

/** Everybody gets a name and their roles; those who look, a session too. */
export async function signIn({ build, send }: Database, hubs: readonly [Hub, Hub, ...Hub[]]): Promise<Cast> {
  const [home, next] = hubs
  const person = (id: string, name: string, ...held: Membership[]) => ({ id, name, held })
  const people = [
    person("owner", "Programeier", { hubId: NETWORK, role: "owner" }),
    person("auditor", "Revisor", { hubId: NETWORK, role: "auditor" }),
    person("both", "Leder for to", { hubId: home.id, role: "manager" }, { hubId: next.id, role: "manager" }),
    ...hubs.flatMap(({ id, advisors }, n) => [
      person(`${id}-manager`, `${nameOf(n * 7)} Leder`, { hubId: id, role: "manager" }),
      ...advisors.map((one, m) => person(one, `${nameOf(n * 7 + m + 1)} Rådgiver`, { hubId: id, role: "advisor" })),
    ]),
  ]
  const cast = {
    advisor: passOf(`${home.id}-advisor-0`, home.id),
    manager: passOf(`${home.id}-manager`, home.id),
    both: passOf("both", home.id, next.id),
    owner: passOf("owner", NETWORK),
    auditor: passOf("auditor", NETWORK),
  }
  const at = { createdAt: new Date(), updatedAt: new Date() }
  const expiresAt = new Date("2099-01-01")
  await send("write", [
    build
      .insert(t.people)
      .values(people.map(({ id, name }) => ({ id, name, email: `${id}@hub.example`, phone: "+4740000000", ...at }))),
    build.insert(t.memberships).values(people.flatMap(({ id, held }) => held.map((one) => ({ personId: id, ...one })))),
    build
      .insert(t.sessions)
      .values(
        Object.values(cast).map(({ token, personId: userId }) => ({ id: token, token, userId, expiresAt, ...at })),
      ),
  ])
  return cast
}

type MadeUp = Omit<Hub, "advisors">

function insertHubs(build: Builder, hubs: readonly MadeUp[]) {
  const same = (text: string) => ({ nb: text, nn: text, en: text })
  const areas = hubs.flatMap(({ id, areas }) => areas.map((area) => ({ ...area, hubId: id })))
  return [
    build.insert(t.hubs).values(
      hubs.map(({ id, prefix }) => ({
        id,
        prefix,
        name: `Næringshagen ${prefix} AS`,
        shortName: `Hagen ${prefix}`,
        about: same("Næringsutvikling i bygdene"),
        area: same("Bygdene"),
        openedOn: "2015-09-01",
      })),
    ),
    build.insert(t.municipalities).values(areas.map(({ code, name }) => ({ code, name, county: "Benken" }))),
    build
      .insert(t.coverage)
      .values(areas.map(({ hubId, code }) => ({ hubId, code, validFrom: "2020-01-01", status: "confirmed" as const }))),
  ]
}

const passOf = (personId: string, ...hubs: Hubs): Pass => ({
  token: `token-${personId}`,
  personId,
  hubs,
  seen: Date.now(),
})
const nameOf = (n: number) => PEOPLE[n % PEOPLE.length]
const letter = (n: number) => String.fromCharCode(65 + (Math.floor(n) % 26))
