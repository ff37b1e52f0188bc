import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, together } from "./ground.ts"

type SomeRefs = readonly [Given, ...Given[]]

/** What a browser may keep for where there is no coverage: of the open cases of one's own hubs, never of a restricted one. */
export function keptRelations({ select, hubs, inHub }: Ground) {
  const { id, ref, seq, hubId, companyId, company, stage, access, endedOn } = t.cases
  const { nextStep, nextOn, turn, until, waitReason } = t.cases
  const columns = { id, ref, seq, hubId, companyId, company, stage, nextStep, nextOn, turn, until, waitReason }
  const keptOf = (refs: SomeRefs) => {
    const [first, ...rest] = hubs.map((hub) =>
      select(columns)
        .from(t.cases)
        .where(and(inArray(ref, [...refs]), inHub(hub), ne(access, "restricted"), isNull(endedOn)))
        .$dynamic(),
    )
    if (!first) throw new Error("nobody works nowhere")
    return together(first, ...rest).as("kept")
  }

  return {
    keptOf,
    /** Those whom one can reach there: known through a case that is not restricted either, or through the hub's list. */
    keptContacts: (refs: SomeRefs) => {
      const kept = keptOf(refs)
      const { name, role, phone, email, until, erasedOn, caseId, listHubId, since } = t.contacts
      const source = sql`exists (select 1 from ${t.cases} source where source.id = ${caseId}
        and source.hub_id = ${kept.hubId} and source.access <> 'restricted')`
      return select({ ref: kept.ref, id: t.contacts.id, name, role, phone, email })
        .from(kept)
        .innerJoin(t.contacts, eq(t.contacts.companyId, kept.companyId))
        .where(and(isNull(until), isNull(erasedOn), or(eq(listHubId, kept.hubId), source)))
        .orderBy(desc(since))
    },
    /** What was last said there, as it reads now, the newest first. */
    keptNotes: (refs: SomeRefs, most: number) => {
      const kept = keptOf(refs)
      const { data, onDate, type, caseId } = t.events
      const undone = (event: string) =>
        sql.raw(`exists (select 1 from events back where back.case_id = ${event}.case_id and back.seq > ${event}.seq
          and back.type = 'undone' and back.data ->> '$.act' = ${event}.act and back.data ->> '$.by' = ${event}.actor_id)`)
      const rewritten = sql`(select said.body from ${t.events} later join ${t.texts} said
        on said.event_id = later.id and said.name = 'note'
        where later.case_id = ${caseId} and later.type = 'rewritten' and later.data ->> '$.of' = ${t.events.id}
        and not ${undone("later")} order by later.seq desc limit 1)`
      const nth = sql<number>`row_number() over (partition by ${kept.id} order by ${t.events.seq} desc)`.as("nth")
      const notes = select({
        ref: kept.ref,
        onDate,
        kind: sql<string>`${data} ->> '$.kind'`.as("kind"),
        by: sql<string>`${t.people.name}`.as("by"),
        text: sql<string>`coalesce(${rewritten}, ${t.texts.body})`.as("text"),
        nth,
      })
        .from(kept)
        .innerJoin(t.events, eq(t.events.caseId, kept.id))
        .innerJoin(t.texts, and(eq(t.texts.eventId, t.events.id), eq(t.texts.name, "note")))
        .leftJoin(t.people, eq(t.people.id, t.events.actorId))
        .where(and(eq(type, "noted"), isNotNull(t.texts.body), sql`not ${undone("events")}`))
        .as("notes")
      return select().from(notes).where(sql`${notes.nth} <= ${most}`).orderBy(asc(notes.nth))
    },
  }
}
