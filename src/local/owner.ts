import { eq } from "drizzle-orm"
import { writesOf } from "#src/access/writes.ts"
import { isRefusal } from "#src/core/acts.ts"
import { osloDay } from "#src/core/calendar.ts"
import { grant, invite, NETWORK, type Person } from "#src/core/person.ts"
import { cleanLine, isEmail } from "#src/core/text.ts"
import { connect, type Database } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { openWire } from "#src/db/wire.ts"

const OWNER = { hubId: NETWORK, role: "owner" } as const

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  await command().then(console.log, (error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}

/** Makes someone a programme owner, known already or not; false if they are one. */
export async function makeOwner(
  database: Pick<Database, "build" | "send">,
  name: string,
  email: string,
): Promise<boolean> {
  const person = await personAt(database, email)
  const newcomer = { name, email, phone: null, language: "nb", ...OWNER } as const
  const outcome = person ? grant(person, OWNER) : invite(crypto.randomUUID(), newcomer)
  if (isRefusal(outcome)) return false
  const known = person ? [{ stream: "person" as const, row: person }] : []
  await database.send("write", writesOf(database.build, known, outcome.acts, byHand(new Date())))
  return true
}

/** `npm run owner -- "Name" address`: the network's first programme owner, who then invites the others. */
async function command(): Promise<string> {
  const [name = "", address = "", ...rest] = process.argv.slice(2).map(cleanLine)
  const email = address.toLowerCase()
  if (!name || !isEmail(email) || rest.length) throw new Error('Say who: npm run owner -- "Name" name@hub.example')
  const { DATABASE_URL, DATABASE_TOKEN = "" } = process.env
  if (!DATABASE_URL) throw new Error("DATABASE_URL must say which database.")

  const isNew = await makeOwner(connect({ DATABASE_URL, DATABASE_TOKEN }, openWire()), name, email)
  return isNew ? `${email} is a programme owner and can sign in.` : `${email} is a programme owner already.`
}

async function personAt({ build, send }: Pick<Database, "build" | "send">, address: string): Promise<Person | null> {
  const { id, seq, name, email, phone, language, awayFrom, awayTo, standInId, ways, calendar, keys } = t.people
  const columns = { id, seq, name, email, phone, language, awayFrom, awayTo, standInId, ways, calendar, keys }
  const found = build.select(columns).from(t.people).where(eq(email, address))
  const [[person]] = await send("read", [found])
  if (!person) return null
  const { personId, hubId, role } = t.memberships
  const held = build.select({ hubId, role }).from(t.memberships).where(eq(personId, person.id))
  const [memberships] = await send("read", [held])
  return { ...person, memberships }
}

function byHand(at: Date) {
  const [act, requestId] = [crypto.randomUUID(), crypto.randomUUID()]
  return { actorKind: "system", actorId: "owner", act, on: osloDay(at), at, requestId } as const
}
