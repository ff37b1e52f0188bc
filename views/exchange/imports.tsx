import { SelectField } from "../parts/form.tsx"
import { shortDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import type { ImportsProps } from "./props.ts"
import { useExchangeWords } from "./words.ts"

/** Old lists that were brought in, and the way to bring another. */
export const Imports = ({ hubs, lists: all, tried }: ImportsProps) => {
  const { lists } = useExchangeWords()
  const sentence = useProblems()
  const problem = sentence(tried?.problems.file)
  const [only] = hubs
  return (
    <StaffPage title={lists.title} room="people">
      <div class="narrow stack gap-4">
        <h1 class="h1">{lists.title}</h1>
        <section class="panel" aria-labelledby="bring">
          <h2 class="h2" id="bring">
            {lists.bring}
          </h2>
          <p class="quiet sm mb-3">{lists.intro}</p>
          <form method="post" action="/import" enctype="multipart/form-data" class="form" novalidate>
            <input type="hidden" name="act" value={crypto.randomUUID()} />
            {hubs.length === 1 ? (
              <input type="hidden" name="hub" value={only?.value ?? ""} />
            ) : (
              <SelectField
                id="hub"
                name="hub"
                label={lists.hub}
                options={hubs}
                value={tried?.typed.hub ?? only?.value ?? ""}
                problem={sentence(tried?.problems.hub)}
              />
            )}
            <FileField problem={problem} />
            <button class="ds-button" type="submit">
              {lists.submit}
            </button>
          </form>
        </section>

        <section class="group" aria-labelledby="before">
          <h2 id="before">
            {lists.before} <span class="cnt">{all.length}</span>
          </h2>
          {all.length === 0 ? (
            <p class="quiet">{lists.none}</p>
          ) : (
            <ul class="list">
              {all.map((one) => (
                <List {...one} />
              ))}
            </ul>
          )}
        </section>
        <p>
          <a class="link" href="/import/exports">
            {lists.exports}
          </a>
        </p>
      </div>
    </StaffPage>
  )
}

const FileField = ({ problem }: { problem: string | null | undefined }) => {
  const { lists } = useExchangeWords()
  return (
    <div class="ds-field">
      <label class="ds-label" for="file">
        {lists.file}
      </label>
      <p data-field="description" id="file-hint">
        {lists.fileHint}
      </p>
      <input
        class="ds-input"
        type="file"
        id="file"
        name="file"
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        aria-describedby={problem ? "file-hint file-problem" : "file-hint"}
        aria-invalid={problem ? "true" : undefined}
      />
      {problem && (
        <p class="ds-validation-message" data-field="validation" id="file-problem">
          {problem}
        </p>
      )}
    </div>
  )
}

const List = ({ id, file, state, total, on, by, hub }: ImportsProps["lists"][number]) => {
  const { lang, today } = useScreen()
  const { lists, source } = useExchangeWords()
  return (
    <li>
      <div>
        <h3>
          <a class="link" href={`/import/${id}`}>
            {file}
          </a>
        </h3>
        <p class="d">
          <span>{hub}</span>
          <span>{lists.by(by, shortDate(lang, on, today))}</span>
          <span>{source.rows(total)}</span>
        </p>
      </div>
      <span class="tag">{lists.state[state]}</span>
    </li>
  )
}
