import { PostForm } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import type { AreaPreviewProps, Routed } from "./props.ts"
import { useNetworkWords } from "./words.ts"

/** What a change of an area would mean for enquiries and cases. Saving sends the same form once more, and then it counts. */
export const AreaPreview = (props: AreaPreviewProps) => {
  const { lang } = useScreen()
  const { areas, preview } = useNetworkWords()
  const { code, name, form, hub, day, isPast, reason, routes, waiting, listed, open, made, typed } = props
  const title = preview.title(name)
  return (
    <StaffPage title={title} room="network">
      <div class="narrow stack gap-4" id="preview">
        <nav class="crumb" aria-label={areas.title}>
          <a class="link" href="/areas">
            {areas.title}
          </a>
          <Icon name="ChevronRight" />
          <a class="link" href={`/areas/${code}`}>
            {name}
          </a>
        </nav>
        <h1 class="h1">{title}</h1>
        <p>{preview.lead}</p>
        <div class="panel">
          <p class="strong">{preview.what[form](name, formatDate(lang, day), hub ?? "")}</p>
          <p class="sm quiet">{reason}</p>
          {isPast && <p class="mt-2">{preview.past}</p>}
        </div>
        <section aria-labelledby="routes">
          <h2 class="h2 mb-2" id="routes">
            {preview.routes}
          </h2>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{preview.day}</th>
                <th scope="col">{preview.before}</th>
                <th scope="col">{preview.after}</th>
              </tr>
            </thead>
            <tbody>
              {routes.map(({ on, before, after, isSame }) => (
                <tr>
                  <th scope="row" class="nowrap">
                    {formatDate(lang, on)}
                  </th>
                  <td>
                    <Goes {...before} />
                  </td>
                  <td>
                    {isSame ? (
                      <span class="quiet">{preview.same}</span>
                    ) : (
                      <b>
                        <Goes {...after} />
                      </b>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <section aria-labelledby="waiting">
          <h2 class="h2 mb-2" id="waiting">
            {preview.waiting}
          </h2>
          {waiting.length === 0 ? (
            <p>{preview.noWaiting}</p>
          ) : (
            <>
              <ul>
                {waiting.map((one) => (
                  <li>{preview.waitingAt(one.n, one.hub)}</li>
                ))}
              </ul>
              <p class="mt-2">{preview.stay}</p>
            </>
          )}
          {listed.length > 0 && (
            <ul class="list mt-2">
              {listed.map(({ ref, company, receivedOn }) => (
                <li>
                  <h3>
                    <a href={`/inbox/${ref}`}>{company || ref}</a>
                  </h3>
                  <span class="sm quiet">{preview.received(formatDate(lang, receivedOn))}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="open">
          <h2 class="h2 mb-2" id="open">
            {preview.open}
          </h2>
          {open.length === 0 ? (
            <p>{preview.noOpen}</p>
          ) : (
            <>
              <ul>
                {open.map((one) => (
                  <li>{preview.openAt(one.n, one.companies, one.hub)}</li>
                ))}
              </ul>
              <p class="mt-2">{preview.keep}</p>
            </>
          )}
        </section>
        <PostForm to={`/areas/${code}/${form}`} made={made}>
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
            <a class="ds-button" data-variant="tertiary" href={`/areas/${code}`}>
              {preview.cancel}
            </a>
          </div>
        </PostForm>
      </div>
    </StaffPage>
  )
}

const Goes = ({ hub, why }: Routed) => {
  const { preview } = useNetworkWords()
  return <>{hub ? preview.toHub(hub) : preview.listed[why.kind]}</>
}
