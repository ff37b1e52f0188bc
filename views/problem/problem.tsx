import type { RefusalCode } from "#src/core/acts.ts"
import type { FieldErrors } from "#src/http/errors.ts"
import { PublicLayout } from "../layout.tsx"
import { KeptWords, wordsIn } from "../parts/kept.tsx"
import { usePartWords } from "../parts/words.ts"
import { useScreen, useWords } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import { en } from "./words.en.ts"
import { nb } from "./words.nb.ts"
import { nn } from "./words.nn.ts"

export type ProblemProps = {
  status: number
  refusal: RefusalCode | null
  fields: FieldErrors
  /** What was sent, and where: it can be sent again as it was. */
  kept: { action: string; typed: Readonly<Record<string, string>> }
  id: string
}

/** Beside the page for htmx, so that the form stays as it was; otherwise a page that keeps what was typed. */
export const ProblemView = (props: ProblemProps) => {
  const { lang, fragment, path, who } = useScreen()
  const { problems } = useWords({ nb, nn, en })
  const { title } = problems[props.status] ?? problems[500] ?? { title: "" }
  if (fragment) return <Notice {...props} />
  const content = (
    <>
      <Notice {...props} />
      <Kept {...props} />
    </>
  )
  return who ? (
    <StaffPage title={title} room="me">
      <div class="narrow">{content}</div>
    </StaffPage>
  ) : (
    <PublicLayout lang={lang} title={title} path={path}>
      {content}
    </PublicLayout>
  )
}

const Notice = ({ status, refusal, fields, id }: ProblemProps) => {
  const { fragment } = useScreen()
  const words = useWords({ nb, nn, en })
  const { refusals } = useDomainWords()
  const sentence = useProblems()
  const said = words.problems[status] ?? words.problems[500]
  const Title = fragment ? "p" : "h1"
  return (
    <div class="ds-alert" data-color={status >= 500 ? "warning" : "danger"}>
      <Title class="h2">{said?.title}</Title>
      <p>{refusal ? refusals[refusal] : said?.text}</p>
      {Object.keys(fields).length > 0 && (
        <ul>
          {Object.values(fields).map((problem) => (
            <li>{sentence(problem)}</li>
          ))}
        </ul>
      )}
      {status === 500 && <p class="xs">{words.id(id)}</p>}
    </div>
  )
}

/** Nothing typed is ever lost: the same form, with the same act, so that it counts once however often it is sent. */
const Kept = ({ status, kept }: ProblemProps) => {
  const words = useWords({ nb, nn, en })
  const { kept: heading } = usePartWords()
  const typed = Object.entries(kept.typed)
  if (typed.length === 0 || status === 403 || status === 404)
    return (
      <>
        <KeptWords typed={kept.typed} />
        <p>
          <a class="ds-button" data-variant="secondary" href="/">
            {words.start}
          </a>
        </p>
      </>
    )
  const prose = wordsIn(kept.typed)
  const names = prose.map(([name]) => name)
  return (
    <form method="post" action={kept.action} novalidate class="stack">
      {typed
        .filter(([name]) => !names.includes(name))
        .map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      {prose.length > 0 && <h2 class="h3">{heading}</h2>}
      {prose.map(([name, value]) => (
        <textarea class="ds-input" name={name} rows={4} aria-label={heading}>
          {value}
        </textarea>
      ))}
      <div class="row">
        <button class="ds-button" type="submit">
          {words.again}
        </button>
        {status === 401 && (
          <a class="ds-button" data-variant="secondary" href="/auth" target="_blank" rel="noopener">
            {words.signIn}
          </a>
        )}
      </div>
    </form>
  )
}
