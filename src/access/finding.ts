import { and, eq, inArray, notInArray, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core"
import type { Act } from "#src/core/acts.ts"
import { type Case, isGone } from "#src/core/case.ts"
import type { Company } from "#src/core/company.ts"
import { type Enquiry, isApart } from "#src/core/enquiry.ts"
import { type Kind, keysOf, LETTER } from "#src/core/search.ts"
import { build, type Statement } from "#src/db/connect.ts"
import { many } from "#src/db/many.ts"
import { planned, slot } from "#src/db/plan.ts"
import * as t from "#src/db/schema.ts"
import { BROUGHT } from "./scope/ground.ts"
import type { Row, Written } from "./writes.ts"

export type Findable = Omit<typeof t.findable.$inferInsert, "id">
/**
 * `owners` are companies, enquiries and cases whose rows, or who may find them, have changed; `notes` are new, and change
 * nothing for those that their case has already.
 */
export type Finding = { rows: readonly Findable[]; owners: readonly string[]; notes?: readonly Findable[] }

/** Made by hand in a migration: the schema knows no virtual tables. */
const index = sqliteTable("findable_index", { rowid: integer(), keys: text() })
/** The index takes commands in a column of its own name. */
const commands = sqliteTable("findable_index", { command: text("findable_index"), rank: integer("rank") })
export const INDEX = sql.raw("findable_index")

/** What each is found by. */
export const findable = {
  company: ({ id, name, orgnr }: Pick<Company, "id" | "name" | "orgnr">): Findable =>
    row("company", id, id, [name, orgnr]),
  contact: (contact: Pick<typeof t.contacts.$inferInsert, "id" | "companyId" | "name" | "email" | "phone">): Findable =>
    row("contact", contact.id, contact.companyId, [contact.name, ...numbers(contact.phone), contact.email ?? null]),
  enquiry: (one: Pick<Enquiry, "id" | "ref" | "company" | "contact" | "orgnr" | "email" | "phone">): Findable =>
    row("enquiry", one.id, one.id, [one.company, one.contact, one.ref, one.orgnr, ...numbers(one.phone), one.email]),
  /** By the entry that says it: what is said again has a row of its own, and the database tells which one stands. */
  note: ({ id, caseId, body }: { id: string; caseId: string; body: string }): Findable =>
    row("note", id, caseId, [body]),
}

/** The entries whose words are found. */
export const isNote = (type: Act["event"]["type"]): boolean => type === "noted" || type === "rewritten"

/**
 * Writes what rows are found by, and makes anew who may find all that their owners have. It reads cases, names on cases
 * and contacts, so it comes after them in its batch; however many there are, it is five statements, and two for new notes.
 */
export function findableWrites({ rows, owners, notes = [] }: Finding): Statement[] {
  const all = [...new Set([...owners, ...rows.map(({ owner }) => owner)])]
  const changed = { owners: JSON.stringify(all) }
  const alone = notes.filter(({ owner }) => !all.includes(owner))
  return [
    ...(rows.length + notes.length ? [put([...rows, ...notes])] : []),
    ...(all.length ? [follow(changed), drop(changed), forget(changed), add(changed)] : []),
    ...(alone.length ? [addNew({ notes: JSON.stringify(alone.map(({ key }) => key)) })] : []),
  ]
}

/** Notes, when all is made anew: the first of them come first. */
export function firstNotes(rows: readonly Findable[]): Statement[] {
  if (rows.length === 0) return []
  const [notes, owners] = [rows.map(({ key }) => key), [...new Set(rows.map(({ owner }) => owner))]]
  const made = { notes: JSON.stringify(notes), owners: JSON.stringify(owners) }
  return [put(rows), dropNotes(made), addFirst(made)]
}

/**
 * What is deleted stays in the index's pages until they are merged: a bounded piece of that work, so that what was
 * erased is gone within hours however large the index is.
 */
export const mergeFindable = (): Statement => build.insert(commands).values({ command: "merge", rank: -PAGES })

const PAGES = 500

/** What is found and is not there, and what the index has of nothing: after all of it was made anew. */
export const sweepFindable = (): Statement[] => [
  build.delete(t.findable).where(sql`not ${HAS_OWN}`),
  build.delete(index).where(notInArray(index.rowid, build.select({ id: t.findable.id }).from(t.findable))),
]

/** No longer found by anything, until it is made anew: of what has words that are erased. */
export function unfindable(kind: "company" | "enquiry", keys: SQL): Statement[] {
  const gone = and(eq(t.findable.kind, kind), sql`${t.findable.key} in ${keys}`)
  const ids = build.select({ id: t.findable.id }).from(t.findable).where(gone)
  return [build.delete(index).where(inArray(index.rowid, ids)), build.delete(t.findable).where(gone)]
}

/** What acts change of what can be found, and by whom. */
export function findingIn({ before, after, events, texts }: Written, acts: readonly Act[]): Finding {
  const named = new Set(acts.flatMap(({ id, event }) => (NAMING.has(event.type) ? [id] : [])))
  const changes = [...after].map(([key, next]) => changeOf(before.get(key), next, named))
  return {
    rows: changes.flatMap(({ rows }) => rows),
    owners: [...changes.flatMap(({ owners }) => owners), ...acts.flatMap(movedBetween), ...acts.flatMap(saidAnew)],
    notes: notesIn(events, texts),
  }
}

/** What is found of entries of cases: their words. */
export function notesIn(events: Written["events"], texts: Written["texts"]): Findable[] {
  const said = new Map(texts.flatMap(({ eventId, name, body }) => (name === "note" && body ? [[eventId, body]] : [])))
  return events.flatMap(({ id, type, caseId }) => {
    const body = isNote(type) ? said.get(id) : undefined
    return caseId && body ? [findable.note({ id, caseId, body })] : []
  })
}

/** A right, as a token of the index: letters and digits, whatever an id is made of. */
export const tokens = {
  everybody: (kind: Kind) => sql.raw(`'${LETTER[kind]}@*'`),
  hub: (kind: Kind, id: Value) => sql`${sql.raw(`'${LETTER[kind]}@'`)} || lower(hex(${id}))`,
  managers: (kind: Kind, id: Value) => sql`${sql.raw(`'${LETTER[kind]}@m'`)} || lower(hex(${id}))`,
  person: (kind: Kind, id: Value) => sql`${sql.raw(`'${LETTER[kind]}@p'`)} || lower(hex(${id}))`,
  leaders: (kind: Kind) => sql.raw(`'${LETTER[kind]}@-'`),
}

type Value = SQLWrapper | string

const NAMING = new Set<Act["event"]["type"]>(["named", "unnamed", "undone"])

const row = (kind: Kind, key: string, owner: string, texts: readonly (string | null)[]): Findable => ({
  kind,
  key,
  owner,
  keys: keysOf(kind, texts),
})

/** Norwegians say eight digits, and leave the country out. */
const numbers = (phone: string | null | undefined) => (phone ? [phone, phone.replace(/^\+47/, "")] : [])

function changeOf(was: Row | undefined, next: Row, named: ReadonlySet<string>): Finding {
  const isSame = (...of: readonly string[]) =>
    was !== undefined && of.every((name) => fieldOf(was.row, name) === fieldOf(next.row, name))
  switch (next.stream) {
    case "company": {
      const known = was?.stream === "company" ? was.contacts : []
      const contacts = next.contacts?.filter((one) => !known?.includes(one)) ?? []
      const itself = isSame("name", "orgnr") ? [] : [findable.company(next.row)]
      return { rows: [...itself, ...contacts.map(findable.contact)], owners: [] }
    }
    case "enquiry":
      // What looks like spam is found by nobody.
      if (isApart(next.row)) return NOTHING
      return isSame("company", "contact", "orgnr", "email", "phone", "hubId") &&
        !(was?.stream === "enquiry" && isApart(was.row))
        ? NOTHING
        : { rows: [findable.enquiry(next.row)], owners: [] }
    case "case": {
      const old: Case | null = was?.stream === "case" ? was.row : null
      const isKept = isSame("companyId", "hubId", "access") && !named.has(next.row.id)
      const isTheirs = next.row.access !== "restricted" || isSame("advisorId")
      if (isKept && isTheirs && !isGone(next.row)) return NOTHING
      const isRead = isTheirs && isSame("hubId", "access")
      const owners = [next.row.companyId, ...(old ? [old.companyId] : []), ...(old && isRead ? [] : [next.row.id])]
      return { rows: [], owners }
    }
    default:
      return NOTHING
  }
}

/** What has no event of its own goes along from one company to the other, or goes with what is undone. */
const movedBetween = ({ id, event }: Act): string[] => {
  if (event.type === "retracted") return [id]
  return event.type === "absorbed" || event.type === "parted" ? [id, event.companyId] : []
}

/** What changes which of a case's notes stand, or who may read them beside what its row says. */
function saidAnew({ id, event }: Act): string[] {
  if (event.type === "enquiry_withdrawn") return "forgets" in event && event.forgets ? [id] : []
  const types: readonly Act["event"]["type"][] = event.type === "undone" ? [...event.types, "undone"] : [event.type]
  return types.some((type) => RESAID.has(type) || (types.length > 1 && UNSAID.has(type))) ? [id] : []
}
const RESAID = new Set<Act["event"]["type"]>(["rewritten", "named", "unnamed"])
const UNSAID = new Set<Act["event"]["type"]>(["noted", "opened"])

const NOTHING: Finding = { rows: [], owners: [] }
const fieldOf = (row: object, name: string): unknown => (row as Record<string, unknown>)[name]

function put(rows: readonly Findable[]): Statement {
  const { from, value } = many(t.findable, rows)
  const columns = sql.join(["kind", "key", "owner", "keys"].map(value), sql`, `)
  return build.insert(t.findable).select(sql`select null, ${columns} from ${from} where true
    on conflict (kind, key) do update set owner = excluded.owner, keys = excluded.keys`)
}

const ofOwners = inArray(t.findable.owner, sql`(select value from json_each(${slot("owners")}))`)
const changedIds = build.select({ id: t.findable.id }).from(t.findable).where(ofOwners)
const drop = planned(build.delete(index).where(inArray(index.rowid, changedIds)))

const noteIds = build
  .select({ id: t.findable.id })
  .from(t.findable)
  .where(
    and(eq(t.findable.kind, "note"), inArray(t.findable.key, sql`(select value from json_each(${slot("notes")}))`)),
  )
const dropNotes = planned(build.delete(index).where(inArray(index.rowid, noteIds)))

const { cases, companies, contacts, enquiries, events, importRows, imports, named, texts } = t

/** Contacts belong to whatever company they are at by now. */
const follow = planned(
  build
    .update(t.findable)
    .set({ owner: sql`coalesce((select company_id from contacts where contacts.id = key), owner)` })
    // The plus keeps the planner at the few of these owners: by its kind it would read every contact there is.
    .where(and(sql`+${t.findable.kind} = 'contact'`, ofOwners)),
)
/** What a list had brought is gone when the list is undone. */
const isThere = (table: SQLWrapper) => sql`exists (select 1 from ${table} as row where row.id = ${t.findable.key})`
/** Words that were erased are not found by what is left of them. */
const isSaid = sql`exists (select 1 from ${texts} where ${texts.eventId} = ${t.findable.key} and ${texts.name} = 'note'
  and ${texts.body} is not null)`
const HAS_OWN = sql`case ${t.findable.kind} when 'company' then ${isThere(companies)}
  when 'contact' then ${isThere(contacts)} when 'note' then ${isSaid} else true end`
const forget = planned(build.delete(t.findable).where(and(ofOwners, sql`not ${HAS_OWN}`)))
const isRestricted = sql`${cases.access} = 'restricted'`
const only = (condition: SQL, token: SQL) => sql`iif(${condition}, ${token}, null)`
const several = (...some: SQL[]) => sql`concat_ws(' ', ${sql.join(some, sql`, `)})`
const namedOn = (kind: Kind, of: SQL) => sql`(select group_concat(${tokens.person(kind, named.personId)}, ' ')
  from ${cases} join ${named} on ${named.caseId} = ${cases.id} where ${of})`

/** A company is known by those who know of one of its cases, or whose list has it; one that has no case, by everybody. */
const MAY_FIND_COMPANY = several(
  sql`(select iif(exists (select 1 from ${cases} where ${cases.companyId} = ${companies.id}), null, ${tokens.everybody("company")})
    from ${companies} where ${companies.id} = ${t.findable.key} and ${companies.mergedInto} is null)`,
  sql`(select group_concat(distinct ${several(
    only(sql`not ${isRestricted}`, tokens.everybody("company")),
    tokens.hub("company", cases.hubId),
  )}) from ${cases} where ${cases.companyId} = ${t.findable.key})`,
  namedOn("company", sql`${cases.companyId} = ${t.findable.key} and ${isRestricted}`),
  sql`(select group_concat(distinct ${tokens.hub("company", imports.hubId)}) from ${importRows}
    join ${imports} on ${imports.id} = ${importRows.importId}
    where ${and(eq(importRows.companyId, sql`${t.findable.key}`), inArray(importRows.state, BROUGHT))})`,
)

/** A contact, by those who may read in full the case that brought them, or who work where the list did. */
const MAY_FIND_CONTACT = several(
  sql`(select ${tokens.hub("contact", contacts.listHubId)} from ${contacts}
    where ${contacts.id} = ${t.findable.key} and ${contacts.listHubId} is not null)`,
  sql`(select ${several(
    only(sql`${cases.access} = 'network'`, tokens.everybody("contact")),
    sql`iif(${isRestricted}, ${tokens.managers("contact", cases.hubId)}, ${tokens.hub("contact", cases.hubId)})`,
    only(sql`${isRestricted} and ${cases.advisorId} is not null`, tokens.person("contact", cases.advisorId)),
    namedOn("contact", sql`${cases.id} = ${contacts.caseId}`),
  )} from ${contacts} join ${cases} on ${cases.id} = ${contacts.caseId} where ${contacts.id} = ${t.findable.key})`,
)

const MAY_FIND_ENQUIRY = sql`(select iif(${enquiries.hubId} is null,
  iif(${enquiries.state} in ('suspected', 'discarded'), '', ${tokens.leaders("enquiry")}),
  ${tokens.hub("enquiry", enquiries.hubId)}) from ${enquiries} where ${enquiries.id} = ${t.findable.key})`

/** A note, by those who may read its case in full. */
const MAY_READ = sql`(select ${several(
  only(sql`${cases.access} = 'network'`, tokens.everybody("note")),
  sql`iif(${isRestricted}, ${tokens.managers("note", cases.hubId)}, ${tokens.hub("note", cases.hubId)})`,
  only(sql`${isRestricted} and ${cases.advisorId} is not null`, tokens.person("note", cases.advisorId)),
  namedOn("note", sql`${cases.id} = ${t.findable.owner}`),
)} from ${cases} where ${cases.id} = ${t.findable.owner})`
/** Of acts that were undone, as `undo` says by the first entry that it undoes. */
const undoneOf = (
  entry: string,
) => sql`exists (select 1 from events of_act join events later on later.undoes = of_act.id
  where later.undoes is not null and of_act.actor_id = ${sql.raw(entry)}.actor_id and of_act.act = ${sql.raw(entry)}.act)`
const isUndone = sql`exists (select 1 from ${events} said where said.id = ${t.findable.key} and ${undoneOf("said")})`
/** What was said in notes that were said again, of all these cases at once. */
const SAID_BEFORE = sql`(with again as (select again.case_id, again.seq, again.data ->> '$.of' as note, again.id from events again
  where again.case_id in (select value from json_each(${slot("owners")})) and again.type = 'rewritten'
    and not ${undoneOf("again")})
  select note from again union select older.id from again join again older on older.note = again.note and older.seq < again.seq)`
const MAY_FIND_NOTE = sql`iif(${isUndone} or ${t.findable.key} in ${SAID_BEFORE}, '', ${MAY_READ})`

const indexed = (rights: SQL, which: SQL) =>
  planned(
    build
      .insert(index)
      .select(
        sql`select ${t.findable.id}, ${t.findable.keys} || ' ' || coalesce(${rights}, '') from ${t.findable} where ${which}`,
      ),
  )
const ofNotes = sql`${t.findable.kind} = 'note' and ${t.findable.key} in (select value from json_each(${slot("notes")}))`
const add = indexed(
  sql`case ${t.findable.kind} when 'company' then ${MAY_FIND_COMPANY} when 'contact' then ${MAY_FIND_CONTACT}
    when 'note' then ${MAY_FIND_NOTE} else ${MAY_FIND_ENQUIRY} end`,
  ofOwners,
)
const addNew = indexed(MAY_READ, ofNotes)
const addFirst = indexed(MAY_FIND_NOTE, ofNotes)
