/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */
import type { Decision } from "#src/core/gates.ts"
import type { Collision, Side } from "#src/http/errors.ts"
import { useCaseWords } from "../cases/words.ts"
import { formatDate } from "../parts/format.ts"
import { KeptWords } from "../parts/kept.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"

type ConflictProps = Collision & { typed: Readonly<Record<string, string>> }

/** Two have changed the same thing: theirs, yours and the original side by side. */
export const ConflictView = (props: ConflictProps) => {
  const { fragment } = useScreen()
  const { conflict } = useCaseWords()
  if (fragment) return <Conflict {...props} />
  return (
    <StaffPage title={conflict.title(props.by)} room="board">
      <Conflict {...props} />
    </StaffPage>
  )
}

const Conflict = ({ fields, original, theirs, yours, by, stages, people, typed }: ConflictProps) => {
  const { fragment } = useScreen()
  const { conflict } = useCaseWords()
  const words = useDomainWords()
  const labels: Record<string, string> = { ...words.fields, ...conflict.fields }
  const sides = [
    { name: conflict.theirs, side: theirs },
    { name: conflict.yours, side: yours },
    { name: conflict.original, side: original },
  ]
  const Title = fragment ? "h2" : "h1"
  return (
    <section class="panel stack gap-3" id="conflict" aria-labelledby="conflict-name">
      <Title class="h2" id="conflict-name">
        {conflict.title(by)}
      </Title>
      <p>{conflict.lead}</p>
      <table class="table stacked" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            {sides.map(({ name }) => (
              <th scope="col" role="columnheader">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {fields.map((field) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                {labels[field.split(":")[0] ?? ""] ?? field}
              </th>
              {sides.map(({ name, side }) => (
                <td role="cell" data-label={name}>
                  <Value field={field} side={side} stages={stages} people={people} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!fragment && <KeptWords typed={typed} />}
      <p>
        <a class="ds-button" href={`/cases/${theirs.kase.ref}`}>
          {conflict.open}
        </a>
      </p>
    </section>
  )
}

type ValueProps = { field: string; side: Side } & Pick<Collision, "stages" | "people">

const Value = ({ field, side: { kase, said }, stages, people }: ValueProps) => {
  const { lang, today } = useScreen()
  const { conflict } = useCaseWords()
  const { access, decisions, turns } = useDomainWords()
  // A case can also wait for us; and a wait that has run out is none.
  const until = kase.until && (kase.turn !== "us" || kase.until > today) ? kase.until : null
  const wait = until ? `, ${formatDate(lang, until)}${kase.waitReason ? `: ${kase.waitReason}` : ""}` : ""
  const milestones = (kase.facts.milestones ?? []).map(({ id, state }) => [`milestone:${id}`, conflict.states[state]])
  const values: Record<string, string | undefined> = {
    ...said,
    ...Object.fromEntries(milestones),
    decision: kase.facts.filled.decision ? decisions[kase.facts.filled.decision as Decision] : undefined,
    stage: stages[kase.stage]?.[lang],
    advisorId: kase.advisorId ? people[kase.advisorId] : undefined,
    nextStep: kase.nextOn ? `${kase.nextStep}, ${formatDate(lang, kase.nextOn)}` : undefined,
    turn: turns[kase.turn] + wait,
    access: access[kase.access],
    endedOn: kase.endedOn ? formatDate(lang, kase.endedOn) : undefined,
  }
  const value = values[field]
  return value ? <span>{value}</span> : <span class="unknown">{conflict.empty}</span>
}
