import type { Collision } from "#src/http/errors.ts"
import { useCaseWords } from "../cases/words.ts"
import { formatDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"

/** Two have changed the same thing: theirs, yours and the original side by side. */
export const ConflictView = (props: Collision) => {
  const { fragment } = useScreen()
  const { conflict } = useCaseWords()
  if (fragment) return <Conflict {...props} />
  return (
    <StaffPage title={conflict.title(props.by)} room="board">
      <Conflict {...props} />
    </StaffPage>
  )
}

const Conflict = ({ fields, original, theirs, yours, by }: Collision) => {
  const { conflict } = useCaseWords()
  const words = useDomainWords()
  const labels: Record<string, string> = { ...words.fields, ...conflict.fields }
  return (
    <section class="panel" id="conflict" aria-labelledby="conflict-name">
      <h1 class="h2" id="conflict-name">
        {conflict.title(by)}
      </h1>
      <p>{conflict.lead}</p>
      <table class="ds-table">
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
              {[theirs, yours, original].map((kase) => (
                <td>
                  <Value field={field} of={kase} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <a class="ds-button" href={`/cases/${theirs.ref}`}>
        {conflict.open}
      </a>
    </section>
  )
}

const Value = ({ field, of }: { field: string; of: Collision["theirs"] }) => {
  const { lang } = useScreen()
  const { conflict } = useCaseWords()
  const { access, turns } = useDomainWords()
  const empty = <span class="unknown">{conflict.empty}</span>
  switch (field) {
    case "nextStep":
      return of.nextOn ? (
        <>
          {of.nextStep}, {formatDate(lang, of.nextOn)}
        </>
      ) : (
        empty
      )
    case "turn":
      return (
        <>
          {turns[of.turn]}
          {of.until && `, ${formatDate(lang, of.until)}`}
        </>
      )
    case "access":
      return <>{access[of.access]}</>
    case "endedOn":
      return of.endedOn ? <>{formatDate(lang, of.endedOn)}</> : empty
    case "stage":
      return <>{of.stage}</>
    default:
      return field in of.facts.filled ? <>✓</> : empty
  }
}
