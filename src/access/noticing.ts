import { and, desc, eq, isNull, sql } from "drizzle-orm"
import type { Act } from "#src/core/acts.ts"
import type { Case } from "#src/core/case.ts"
import { climbedUpTo } from "#src/core/enquiry.ts"
import { batchOf, type Notice, noticesOf, USUAL } from "#src/core/telling.ts"
import type { Builder, Statement } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import type { By } from "./writes.ts"

type CaseOf = (id: string) => { before: Case | undefined; after: Case | undefined }
/** The rows that the acts are about: cases as they were and are, and who stood in for a person. */
export type Around = { caseOf: CaseOf; standInOf: (personId: string) => string | null }

/** Tells those whom acts concern, and takes back what they were told of acts that are undone. */
export function noticing(build: Builder, acts: readonly Act[], around: Around, by: By): Statement[] {
  return acts.flatMap((act) => [
    ...takingBack(build, act, around, by),
    ...noticesOf(act, around.caseOf(act.id), by.actorId).map((one) => told(build, one, by)),
  ])
}

/**
 * Tells whoever leads a hub that an enquiry there is overdue, and those who answer for it of the network's list. It is
 * no act of anybody's: each is told once of each day that passed, however often the clock comes by.
 */
export function climbing(
  build: Builder,
  { on, at }: Pick<By, "on" | "at">,
  hubs: "of hubs" | "of the list",
): Statement {
  const { notices } = t
  const held =
    hubs === "of hubs"
      ? sql`role = 'manager' and e.hub_id = m.hub_id`
      : sql`role in ('manager', 'owner') and e.hub_id is null`
  const way = sql`coalesce(p.ways ->> '$.climbed', ${USUAL.climbed})`
  const isAway = sql`${on} between p.away_from and p.away_to`
  const row = sql`select lower(hex(randomblob(16))), p.id, 'climbed', case when ${way} = 'at_once' and ${isAway} then 'digest' else ${way} end,
    'climbed:' || e.id || ':' || e.due_on, 'system', '[]', e.id, ${at.getTime()}, null, null, null
    from ${t.memberships} as m cross join ${t.enquiries} as e join ${t.people} as p on p.id = m.person_id
    where ${held} and e.state = 'waiting' and e.due_on <= ${climbedUpTo(on)} and ${way} <> 'off'`
  return build.insert(notices).select(row).onConflictDoNothing()
}

/** Whether anyone is told of these acts, so that there may be mail to send. */
export const tellsSomeone = (acts: readonly Act[], actorId: string): boolean =>
  acts.some((act) => noticesOf(act, { before: undefined, after: undefined }, actorId).length > 0)

/**
 * One notice for all that one act did to many, in the way its reader has chosen. Who is away is not disturbed, and who
 * works here no longer is told nothing.
 */
function told(build: Builder, notice: Notice, { actorId, act, on, at }: By): Statement {
  const { people, notices } = t
  const { kind, caseId, about } = notice
  const chosen = sql`coalesce(${people.ways} ->> ${`$.${kind}`}, ${USUAL[kind]})`
  const isAway = sql`${on} between ${people.awayFrom} and ${people.awayTo}`
  const way = sql`case when ${chosen} = 'at_once' and ${isAway} then 'digest' else ${chosen} end`
  const to = "to" in notice ? notice.to : whoLast(build, notice)
  const works = sql`exists (select 1 from ${t.memberships} where ${eq(t.memberships.personId, people.id)})`
  const row = sql`select lower(hex(randomblob(16))), ${people.id}, ${kind}, ${way}, ${batchOf(act)}, ${actorId},
    ${JSON.stringify(caseId ? [caseId] : [])}, ${about}, ${at.getTime()}, null, null, null
    from ${people} where ${and(eq(people.id, to), works, sql`${people.id} <> ${actorId}`, sql`${chosen} <> 'off'`)}`
  const [listed, added] = [sql`notices.cases`, sql`excluded.cases ->> '$[0]'`]
  return build
    .insert(notices)
    .select(row)
    .onConflictDoUpdate({
      target: [notices.personId, notices.kind, notices.batch],
      set: {
        cases: sql`case when ${added} is null or exists (select 1 from json_each(${listed}) where value = ${added})
          then ${listed} else json_insert(${listed}, '$[#]', ${added}) end`,
        readAt: null,
        takenBackAt: null,
      },
    })
}

/** Who sent it on to another hub, or asked the company something, is told what became of that. */
const whoLast = (build: Builder, { enquiryId, whoLast }: Extract<Notice, { enquiryId: string }>) =>
  build
    .select({ id: t.events.actorId })
    .from(t.events)
    .where(and(eq(t.events.stream, `enquiry:${enquiryId}`), eq(t.events.type, whoLast)))
    .orderBy(desc(t.events.seq))
    .limit(1)

/** What was undone, or is over before its time, nobody has to see to any more. */
function takingBack(build: Builder, { stream, id, event }: Act, { standInOf }: Around, { at }: By): Statement[] {
  const { notices } = t
  if (event.type === "undone" && stream === "case") {
    const left = sql`(select json_group_array(value) from json_each(${notices.cases}) where value <> ${id})`
    const isLast = sql`json_array_length(${notices.cases}) = 1`
    const ofAct = and(
      eq(notices.batch, batchOf(event.act)),
      sql`exists (select 1 from json_each(${notices.cases}) where value = ${id})`,
    )
    return [
      build
        .update(notices)
        .set({
          takenBackAt: sql`case when ${isLast} then ${at.getTime()} end`,
          cases: sql`case when ${isLast} then ${notices.cases} else ${left} end`,
        })
        .where(ofAct),
    ]
  }
  if (event.type !== "came_back" && event.type !== "went_away") return []
  const standIn = standInOf(id)
  if (!standIn) return []
  const isOfThis = and(eq(notices.kind, "stand_in"), eq(notices.about, id), isNull(notices.takenBackAt))
  return [
    build
      .update(notices)
      .set({ takenBackAt: at })
      .where(and(eq(notices.personId, standIn), isOfThis)),
  ]
}
