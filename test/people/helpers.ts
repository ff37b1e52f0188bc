import { and, eq } from "drizzle-orm"
import * as t from "#src/db/schema.ts"
import type { openWorld } from "../world.ts"

type World = Awaited<ReturnType<typeof openWorld>>

/** The link in the latest mail, as a path. */
export function linkIn({ sent }: World): string {
  const [link] = /https?:\S+/.exec(sent.at(-1)?.text ?? "") ?? []
  if (!link) throw new Error("no link in the latest mail")
  const { pathname, search } = new URL(link)
  return pathname + search
}

export const tokenIn = (path: string) => new URL(path, "http://localhost").searchParams.get("token") ?? ""

/** The cookie an answer sets, as the next request sends it. */
export const cookieOf = ({ headers }: { headers: Headers }) => (headers.get("set-cookie") ?? "").split(";")[0] ?? ""

export const rolesOf = async ({ build, send }: World, personId: string) => {
  const held = build.select().from(t.memberships).where(eq(t.memberships.personId, personId))
  const [rows] = await send("read", [held])
  return rows.map(({ hubId, role }) => `${role} in ${hubId}`).sort()
}

export const personAt = async ({ build, send }: World, email: string) => {
  const [rows] = await send("read", [build.select().from(t.people).where(eq(t.people.email, email))])
  return rows
}

export const sessionsOf = async ({ build, send }: World, personId: string) => {
  const [rows] = await send("read", [build.select().from(t.sessions).where(eq(t.sessions.userId, personId))])
  return rows.map(({ id }) => id).sort()
}

export async function giveRole({ build, send }: World, personId: string, hubId: string, role: "advisor" | "manager") {
  await send("write", [build.insert(t.memberships).values({ personId, hubId, role })])
}

export async function takeRole({ build, send }: World, personId: string, hubId: string) {
  const held = and(eq(t.memberships.personId, personId), eq(t.memberships.hubId, hubId))
  await send("write", [build.delete(t.memberships).where(held)])
}

/** One more browser that a person is signed in from. */
export async function signedIn({ build, send }: World, personId: string, id: string, userAgent: string) {
  const at = new Date()
  const expiresAt = new Date("2099-01-01")
  const session = { id, token: `token-${id}`, userId: personId, expiresAt, createdAt: at, updatedAt: at, userAgent }
  await send("write", [build.insert(t.sessions).values(session)])
}
