import { asc, eq } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import { may } from "#src/access/policy.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { NamingProps } from "#views/cases/naming.tsx"
import type { Tried } from "#views/cases/props.ts"

/** Who shares a case, and who else in the network could. A page of its own: it reads everyone who works there. */
export const namingPage = (ref: string, tried?: Tried) =>
  page({
    reads: ref,
    statements: ({ select, cases, named, people, staff, hubRows }) => [
      select().from(cases).where(eq(cases.ref, ref)),
      select({ id: named.personId, name: people.name })
        .from(named)
        .leftJoin(people, eq(people.id, named.personId))
        .where(eq(named.ref, ref)),
      select().from(staff).orderBy(asc(staff.name)),
      select({ id: hubRows.id, shortName: hubRows.shortName }).from(hubRows),
    ],
    build: (actor, [[kase], named, staff, hubs]): NamingProps => {
      if (!kase) throw new NotFound()
      const isNamed = named.map(({ id }) => id)
      if (!may(actor, { type: "named" }, kase, isNamed)) throw new Forbidden()
      const hubName = (id: string) => hubs.find((hub) => hub.id === id)?.shortName ?? id
      const workers = staff.filter(({ role }) => role === "advisor" || role === "manager")
      const free = workers.filter(({ id }) => !isNamed.includes(id) && id !== kase.advisorId)
      const options = new Map(free.map(({ id, name, hubId }) => [id, `${name}, ${hubName(hubId)}`]))
      return {
        ref,
        company: kase.company,
        access: kase.access,
        named: named.map(({ id, name }) => ({ id, name: name ?? "" })),
        people: [...options].map(([value, label]) => ({ value, label })),
        made: { basedOn: kase.seq },
        tried: tried ?? null,
      }
    },
  })
