import { and, asc, desc, eq } from "drizzle-orm"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import { readersOf } from "#src/access/policy.ts"
import type { Scope } from "#src/access/scope.ts"
import type { Words } from "#src/core/acts.ts"
import type { CaseEvent, Entry } from "#src/core/case.ts"
import { noCompany } from "#src/core/company.ts"
import type { Role } from "#src/core/person.ts"
import type { CaseFile } from "#src/core/verbs.ts"
import { NotFound } from "#src/http/errors.ts"

const askedOfFile = (
  {
    select,
    cases,
    companies,
    stages,
    closeReasons,
    named,
    staff,
    teamOf,
    caseHub,
    mentionedIn,
    events,
    texts,
    people,
  }: Scope,
  _: unknown,
  { ref, other }: Slots<{ ref: string; other: string }>,
) =>
  [
    select().from(cases).where(eq(cases.ref, ref)),
    select().from(companies).where(eq(companies.ref, ref)),
    select().from(stages),
    select().from(closeReasons),
    select({ personId: named.personId }).from(named).where(eq(named.ref, ref)),
    teamOf(caseHub(ref)),
    select({ id: staff.id, name: staff.name, role: staff.role }).from(staff).where(eq(staff.id, other)),
    mentionedIn(ref),
    select()
      .from(events)
      .leftJoin(people, eq(people.id, events.actorId))
      .where(eq(events.ref, ref))
      .orderBy(asc(events.seq)),
    select().from(texts).where(eq(texts.ref, ref)),
  ] as const

/** All that the verbs of a case are judged on: the case, what is around it, its history, and who it is to be shared with. */
export const caseFile = (ref: string, other = "") =>
  page({
    args: { ref, other },
    statements: askedOfFile,
    build: (_, [[found], [company], stages, closeReasons, named, team, others, mentioned, log, texts]) => {
      if (!found) throw new NotFound()
      const { ...kase } = found
      const { ref: _ref, ...known } = company ?? { ...noCompany(kase.companyId), ref }
      const file: CaseFile & { log: Entry[] } = {
        kase,
        company: known,
        stages,
        closeReasons,
        team: team.filter(works).map(({ id }) => id),
        staff: [...[...team, ...others].filter(works), ...mentioned.filter((one) => one.works)].map(({ id }) => id),
        named: named.map(({ personId }) => personId),
        log: entriesOf(
          log.map(({ events, people }) => ({ ...events, by: people?.name ?? null })),
          texts,
        ),
      }
      const rows = [
        { stream: "case", row: kase, log: file.log },
        { stream: "company", row: file.company },
      ] as const
      const called = {
        stages: Object.fromEntries(stages.map(({ code, name }) => [code, name])),
        people: Object.fromEntries([...team, ...others, ...mentioned].map(({ id, name }) => [id, name])),
      }
      const readers = readersOf(kase, team, file.named).map((id) => ({ id, name: called.people[id] ?? "" }))
      return { ...file, rows, called, readers }
    },
  })

const works = ({ role }: { role: Role }) => role === "advisor" || role === "manager"

type Logged = Pick<Entry, "id" | "seq" | "act" | "onDate" | "at"> & {
  stream: string
  data: unknown
  actorId: string
  by: string | null
}
type Text = { eventId: string; name: string; body: string | null }

/** The case's own entries, each with its words; erased words are gone. */
export function entriesOf(log: readonly Logged[], texts: readonly Text[]): Entry[] {
  const words = new Map<string, Record<string, string>>()
  for (const { eventId, name, body } of texts)
    if (body !== null) words.set(eventId, { ...words.get(eventId), [name]: body })
  return log
    .filter(({ stream }) => stream.startsWith("case:"))
    .map(({ id, seq, act, data, onDate, at, actorId, by }) => {
      const said: Words = words.get(id) ?? {}
      return { id, seq, act, event: data as CaseEvent, onDate, at, words: said, by: by ?? "", byId: actorId }
    })
}

const askedOfOpening = (
  { select, register, stages, staff, numbers, hubRows, municipalities }: Scope,
  _: unknown,
  { hub, orgnr }: Slots<{ hub: string; orgnr: string }>,
) => {
  const given = numbers(hub)
  return [
    select()
      .from(register)
      .where(and(eq(register.orgnr, orgnr))),
    select().from(stages),
    select({ id: staff.id, role: staff.role }).from(staff).where(eq(staff.hubId, hub)),
    select().from(given).orderBy(desc(given.number)).limit(1),
    select({ prefix: hubRows.prefix }).from(hubRows).where(eq(hubRows.id, hub)),
    select({ code: municipalities.code, name: municipalities.name }).from(municipalities),
  ] as const
}

/** What opening a case is judged on: a company that is known by its number, the stages, and the hub's team. */
export const openingFile = (hub: string, orgnr: string) =>
  page({
    args: { hub, orgnr },
    statements: askedOfOpening,
    build: (_, [[known], stages, team, [last], [home], municipalities]) => {
      if (!home) throw new NotFound()
      const number = (last?.number ?? 0) + 1
      return {
        rows: known ? [{ stream: "company" as const, row: known }] : [],
        known: known ?? null,
        stages,
        team: team.filter(({ role }) => role === "advisor" || role === "manager").map(({ id }) => id),
        number,
        ref: `${home.prefix}-${number}`,
        placeOf: (code: string | null) => municipalities.find((one) => one.code === code)?.name ?? null,
      }
    },
  })
