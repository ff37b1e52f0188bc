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
  return (
    <section class="panel" id="conflict" aria-labelledby="conflict-name">
      <h1 class="h2" id="conflict-name">
        {conflict.title(by)}
      </h1>
      <p>{conflict.lead}</p>
      <table class="table stacked">
        <thead>
          <tr>
            <td />
            <th scope="col">{conflict.theirs}</th>
            <th scope="col">{conflict.yours}</th>
            <th scope="col">{conflict.original}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr>
              <th scope="row">{labels[field] ?? field}</th>
              {[theirs, yours, original].map((side) => (
                <td>
                  <Value field={field} side={side} stages={stages} people={people} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!fragment && <KeptWords typed={typed} />}
      <a class="ds-button" href={`/cases/${theirs.kase.ref}`}>
        {conflict.open}
      </a>
    </section>
  )
}

type ValueProps = { field: string; side: Side } & Pick<Collision, "stages" | "people">

const Value = ({ field, side: { kase, said }, stages, people }: ValueProps) => {
  const { lang } = useScreen()
  const { conflict } = useCaseWords()
  const { access, turns } = useDomainWords()
  const until = kase.until ? `, ${formatDate(lang, kase.until)}` : ""
  const values: Record<string, string | undefined> = {
    ...said,
    stage: stages[kase.stage]?.[lang],
    advisorId: kase.advisorId ? people[kase.advisorId] : undefined,
    nextStep: kase.nextOn ? `${kase.nextStep}, ${formatDate(lang, kase.nextOn)}` : undefined,
    turn: turns[kase.turn] + until,
    access: access[kase.access],
    endedOn: kase.endedOn ? formatDate(lang, kase.endedOn) : undefined,
  }
  const value = values[field]
  return value ? <span>{value}</span> : <span class="unknown">{conflict.empty}</span>
}
