import { PostForm } from "../parts/form.tsx"
import { formatNumber } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { Changes } from "./changes.tsx"
import type { Hit, PreviewProps } from "./props.ts"
import { useProgrammeWords } from "./words.ts"

/** What a change would do and which cases it hits. Saving sends the same form once more, and then it counts. */
export const Preview = (props: PreviewProps) => {
  const { form, code, name, changes, open, hits, stale, plan, made, typed } = props
  const { lang } = useScreen()
  const { preview } = useProgrammeWords()
  const title = code ? preview.title(name[lang]) : preview.added(name[lang])
  const here = code ? `/programme/stages/${code}` : "/programme/stages"
  const many = stale && `${formatNumber(lang, stale.n)}${stale.isMore ? "+" : ""}`
  return (
    <StaffPage title={title} room="stages">
      <div class="narrow stack gap-4">
        <h1 class="h1">{title}</h1>
        <p>{preview.lead}</p>
        <ul class="list">
          {changes.map(({ of, ...change }) => (
            <li>
              <div>
                {of[lang] !== name[lang] && <b>{of[lang]}</b>}
                <Changes {...change} />
              </div>
            </li>
          ))}
        </ul>
        {plan && <p>{preview.plan(open, plan.to[lang], plan.now)}</p>}
        <p>{preview.means[form]}</p>
        {stale && many && <p>{stale.n > 0 ? preview.stale[stale.way](stale.n, many) : preview.stale.none}</p>}
        {code && <Hits hits={hits} open={open} />}
        <PostForm to={code ? `${here}/${form}` : here} made={made}>
          {Object.entries(typed)
            .filter(([field]) => field !== "act" && field !== "basedOn" && field !== "sure")
            .map(([field, value]) => (
              <input type="hidden" name={field} value={value} />
            ))}
          <input type="hidden" name="sure" value="yes" />
          <div class="row">
            <button class="ds-button" type="submit">
              {preview.save}
            </button>
            <a class="ds-button" data-variant="tertiary" href={here}>
              {preview.cancel}
            </a>
          </div>
        </PostForm>
      </div>
    </StaffPage>
  )
}

/** The open cases of a stage, hub by hub. */
export const Hits = ({ hits, open }: { hits: readonly Hit[]; open: number }) => {
  const { lang } = useScreen()
  const { preview, cases } = useProgrammeWords()
  if (open === 0) return <p>{preview.noHits}</p>
  return (
    <table class="table">
      <caption class="ds-sr-only">{preview.hits}</caption>
      <thead>
        <tr>
          <th scope="col">{preview.hub}</th>
          <th scope="col" class="right">
            {preview.open}
          </th>
        </tr>
      </thead>
      <tbody>
        {hits.map(({ hub, n, href }) => (
          <tr>
            <th scope="row">{hub}</th>
            <td class="right num">
              <a class="link" href={href} aria-label={`${hub}: ${cases(n)}`}>
                {formatNumber(lang, n)}
              </a>
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{preview.all}</th>
          <td class="right num">{formatNumber(lang, open)}</td>
        </tr>
      </tbody>
    </table>
  )
}
