import { and, desc, eq, getTableColumns, sql } from "drizzle-orm"
import * as t from "#src/db/schema.ts"
import type { Given, Ground } from "./ground.ts"

/** What is around a company: its contacts, its tags, and who else helps it. */
export function aroundRelations({ select, proof, knows, keys, namesMe, personId }: Ground) {
  return {
    /** Its contacts, each with the case that they are known through: one that may be read in full. */
    contactsOf: (companyId: Given) => {
      const kase = keys().as("source")
      const isNamed = sql<number>`exists (select 1 from ${t.named}
        where ${and(eq(t.named.personId, personId), eq(t.named.caseId, kase.id))})`
      return select({
        ...getTableColumns(t.contacts),
        ref: kase.ref,
        hubId: kase.hubId,
        isNamed: isNamed.as("is_named"),
      })
        .from(kase)
        .innerJoin(t.contacts, eq(t.contacts.caseId, kase.id))
        .where(and(eq(kase.companyId, companyId), eq(t.contacts.companyId, companyId)))
        .orderBy(sql`${t.contacts.until} is not null`, desc(t.contacts.since), t.contacts.name)
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
