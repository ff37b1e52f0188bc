import { and, desc, eq, getTableColumns, isNotNull, sql } from "drizzle-orm"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles, together, WORKERS } from "./ground.ts"

/** What is around a company: its contacts, its tags, and who else helps it. */
export function aroundRelations({ select, proof, knows, keys, namesMe, personId }: Ground) {
  return {
    /** Its contacts, each with the case that they are known through: one that may be read in full. */
    contactsOf: (companyId: Given) => {
      const kase = keys().as("source")
      const isNamed = sql<number>`exists (select 1 from ${t.named}
        where ${and(eq(t.named.personId, personId), eq(t.named.caseId, kase.id))})`
      const byCase = select({
        ...getTableColumns(t.contacts),
        ref: sql<string>`${kase.ref}`.as("ref"),
        hubId: sql<string>`${kase.hubId}`.as("hub_id"),
        isNamed: isNamed.as("is_named"),
      })
        .from(kase)
        .innerJoin(t.contacts, eq(t.contacts.caseId, kase.id))
        .where(and(eq(kase.companyId, companyId), eq(t.contacts.companyId, companyId)))
        .$dynamic()
      // Those that a list brought without a case are of the hub that had it.
      const byList = select({
        ...getTableColumns(t.contacts),
        ref: sql<string>`''`.as("ref"),
        hubId: sql<string>`${t.contacts.listHubId}`.as("hub_id"),
        isNamed: sql<number>`0`.as("is_named"),
      })
        .from(t.contacts)
        .where(
          and(
            eq(t.contacts.companyId, companyId),
            isNotNull(t.contacts.listHubId),
            proof(eq(t.memberships.hubId, t.contacts.listHubId), roles(...WORKERS)),
          ),
        )
        .$dynamic()
      const of = together(byCase, byList as unknown as typeof byCase).as("contacts_of")
      return select().from(of).orderBy(sql`${of.until} is not null`, desc(of.since), of.name)
    },
    /** Those of its cases that one is named on. */
    namedMeOf: (companyId: Given) =>
      select({ id: t.cases.id })
        .from(t.cases)
        .where(and(eq(t.cases.companyId, companyId), namesMe, knows())),
    helpersOf: (companyId: Given) =>
      select()
        .from(t.helpers)
        .where(and(eq(t.helpers.companyId, companyId), knows()))
        .orderBy(t.helpers.since),
    /** The network's list. */
    get tags() {
      return select().from(t.tags).where(proof()).as("tags")
    },
  }
}
