import { and, eq } from "drizzle-orm"
import { isRefusal, type Outcome } from "#src/core/acts.ts"
import { osloDay } from "#src/core/calendar.ts"
import type { Builder, Database, Rows, Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { Refused, Unavailable } from "#src/http/errors.ts"
import { writesOf } from "./writes.ts"

export type Counter = ReturnType<typeof openCounter>
export type PublicScope = ReturnType<typeof openPublicScope>
export type PublicPage<S extends readonly Statement[], P> = {
  statements: (scope: PublicScope) => S
  build: (rows: Rows<S>, today: string) => P
}

export const publicPage = <const S extends readonly Statement[], P>(it: PublicPage<S, P>) => it

/** Where the public stands: it may hand in an enquiry, and reads only what is public. */
export function openCounter({ build, send }: Database, requestId: string, at = new Date()) {
  const today = osloDay(at)
  const scope = openPublicScope(build)

  async function read<const S extends readonly Statement[], P>({
    statements,
    build: make,
  }: PublicPage<S, P>): Promise<P> {
    const rows = await send("read", statements(scope))
    return make(rows as unknown as Rows<S>, today)
  }

  /** Loads what the act needs, and writes it once: a form sent again gets the first answer. */
  async function submit<const S extends readonly Statement[], F>(
    load: PublicPage<S, F>,
    judge: (file: F) => Outcome,
    act: string,
  ): Promise<{ subject: string }> {
    const [done, ...rows] = await send("read", [doneWith(build, act), ...load.statements(scope)])
    const [first] = done
    if (first) return { subject: first.stream }
    const outcome = judge(load.build(rows as unknown as Rows<S>, today))
    if (isRefusal(outcome)) throw new Refused(outcome)
    const by = { actorKind: "public", actorId: PUBLIC, act, on: today, at, requestId } as const
    await send("write", writesOf(build, [], outcome.acts, by)).catch(unlessDone)
    const [submitted] = outcome.acts
    return { subject: `${submitted?.stream}:${submitted?.id}` }
  }

  const alive = () =>
    send("read", [build.select({ code: t.tracks.code }).from(t.tracks).limit(1)]).then(
      () => true,
      (error) => (error instanceof Unavailable ? false : Promise.reject(error)),
    )

  return { today, read, submit, alive }
}

const PUBLIC = "public"

const doneWith = (build: Builder, act: string) =>
  build
    .select({ stream: t.events.stream })
    .from(t.events)
    .where(and(eq(t.events.actorId, PUBLIC), eq(t.events.act, act)))
    .orderBy(t.events.nth)
    .limit(1)

/** Two posts of the same form at once: the other one wrote it. */
function unlessDone(error: unknown): [] {
  if (!String(error).includes("UNIQUE constraint failed: events.actor_id")) throw error
  return []
}

function openPublicScope(build: Builder) {
  const select = build.select.bind(build)
  return {
    select,
    municipalities: select().from(t.municipalities).as("municipalities"),
    changes: select().from(t.municipalityChanges).as("changes"),
    coverage: select().from(t.coverage).as("coverage"),
    hubs: select({ id: t.hubs.id, name: t.hubs.name, about: t.hubs.about, area: t.hubs.area }).from(t.hubs).as("hubs"),
  }
}
