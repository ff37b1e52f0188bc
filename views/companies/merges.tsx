import { PostForm } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import type { MergesProps } from "./props.ts"
import { useCompanyWords } from "./words.ts"

/** What turned out to be this company, and the way back, or what stands in it. */
export const MergesPage = ({ id, name, merges, tried }: MergesProps) => {
  const { lang } = useScreen()
  const { merges: words } = useCompanyWords()
  const { refusals } = useDomainWords()
  return (
    <StaffPage title={words.title(name)} room="network">
      <div class="narrow stack gap-4">
        <div>
          <p class="crumb">
            <a class="link" href={`/companies/${id}`}>
              {name}
            </a>
          </p>
          <h1 class="h1">{words.title(name)}</h1>
        </div>
        {tried?.refusal && (
          <p class="ds-alert" data-color="danger" role="alert">
            {refusals[tried.refusal]}
          </p>
        )}
        {merges.length === 0 && <p>{words.none}</p>}
        {merges.map((one) => (
          <section class="panel" id={`merge-${one.id}`} aria-labelledby={`name-${one.id}`}>
            <h2 class="h2" id={`name-${one.id}`}>
              {one.name}
            </h2>
            <p class="sm">{words.when(formatDate(lang, one.on), formatDate(lang, one.until))}</p>
            {one.builtUpon.length === 0 ? (
              <>
                <p class="sm">{words.means(one.name)}</p>
                <PostForm to={`/companies/${id}/parting`} made={{}}>
                  <input type="hidden" name="merge" value={one.id} />
                  <button class="ds-button" data-variant="secondary" type="submit">
                    {words.part(one.name)}
                  </button>
                </PostForm>
              </>
            ) : (
              <>
                <p class="sm">{words.blocked}</p>
                <ul class="sm" id={`built-upon-${one.id}`}>
                  {one.builtUpon.map(({ type, onDate, by }) => (
                    <li>
                      {formatDate(lang, onDate)} <b>{by}</b> {words.did[type]}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
        ))}
      </div>
    </StaffPage>
  )
}
