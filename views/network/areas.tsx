import { DateField, PostForm, SelectField, TextArea, TextField } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import type { AreasProps, Place } from "./props.ts"
import { Stopped } from "./stopped.tsx"
import { useNetworkWords } from "./words.ts"

/** Which municipality belongs to which hub, on a day. */
export const Areas = (props: AreasProps) => {
  const { lang } = useScreen()
  const { areas } = useNetworkWords()
  const { on, isToday, ignored, hubs, candidates, outside, ahead, mayEdit, did } = props
  return (
    <StaffPage title={areas.title} room="network" said={did && areas.did[did]}>
      <div class="narrow" id="areas">
        <h1 class="h1">{areas.title}</h1>
        <p class="mb-3">
          {areas.lead} {!isToday && <b id="as-of">{areas.asOf(formatDate(lang, on))}</b>}
        </p>
        {ignored && (
          <p class="mb-3" role="status">
            {areas.ignored(ignored)}
          </p>
        )}
        <form method="get" action="/areas" class="row mb-3">
          <DateField id="on" name="on" label={areas.on} value={on} optional={false} />
          <button class="ds-button" data-variant="secondary" type="submit">
            {areas.show}
          </button>
          {!isToday && (
            <a class="link" href="/areas">
              {areas.today}
            </a>
          )}
        </form>
        <p class="row sm">
          <a class="link" href="/network/hubs">
            {areas.hubs}
          </a>
          {mayEdit && (
            <a class="link" href="/areas/changes">
              {areas.changes}
            </a>
          )}
        </p>
        {ahead.length > 0 && (
          <section class="group" aria-labelledby="ahead">
            <h2 id="ahead">{areas.ahead}</h2>
            <ul class="list">
              {ahead.map((change) => (
                <li>
                  <h3>
                    <a href={change.href}>{areas[change.kind](change.name, change.hub)}</a>
                  </h3>
                  <time class="sm quiet" datetime={change.on}>
                    {areas.from(formatDate(lang, change.on))}
                  </time>
                </li>
              ))}
            </ul>
          </section>
        )}
        {hubs.map(({ name, href, places }) => (
          <section class="group" aria-label={name}>
            <h2>
              <a class="link" href={href}>
                {name}
              </a>{" "}
              <span class="cnt">{places.length}</span>
            </h2>
            {places.length > 0 ? <Places places={places} /> : <p class="quiet">{areas.none}</p>}
          </section>
        ))}
        {candidates.length > 0 && (
          <section class="group" aria-labelledby="candidates">
            <h2 id="candidates">
              {areas.candidates} <span class="cnt">{candidates.length}</span>
            </h2>
            <p class="sm quiet mb-2">{areas.candidatesLead}</p>
            <Places places={candidates} />
          </section>
        )}
        {outside.length > 0 && (
          <section class="group" aria-labelledby="outside">
            <h2 id="outside">
              {areas.outside} <span class="cnt">{outside.length}</span>
            </h2>
            <p class="sm quiet mb-2">{areas.outsideLead}</p>
            <Places places={outside} />
          </section>
        )}
        {mayEdit && <Founding {...props} />}
      </div>
    </StaffPage>
  )
}

export const Places = ({ places }: { places: readonly Place[] }) => {
  const { lang, today } = useScreen()
  const { areas } = useNetworkWords()
  return (
    <ul class="list">
      {places.map(({ code, name, href, since, last }) => (
        <li>
          <h3>
            <a href={href}>{name}</a>
          </h3>
          <p class="row sm quiet">
            <span class="num">{code}</span>
            {since && (
              <span>{since > today ? areas.from(formatDate(lang, since)) : areas.since(formatDate(lang, since))}</span>
            )}
            {last && <b>{areas.last(formatDate(lang, last))}</b>}
          </p>
        </li>
      ))}
    </ul>
  )
}

const Founding = ({ counties, tried }: AreasProps) => {
  const { areas, reason, reasonHint } = useNetworkWords()
  const problemOf = useProblems()
  const { typed = {}, problems = {} } = tried ?? {}
  const said = (field: string) => ({ id: field, name: field, value: typed[field], problem: problemOf(problems[field]) })
  return (
    <details class="prose mt-5" open={tried !== null}>
      <summary class="ds-button" data-variant="secondary">
        <Icon name="Plus" />
        {areas.add}
      </summary>
      <p class="quiet mb-3 mt-2">{areas.addLead}</p>
      <Stopped tried={tried} />
      <PostForm to="/areas" made={{}} class="form">
        <TextField {...said("code")} label={areas.code} inputmode="numeric" short />
        <TextField {...said("name")} label={areas.name} />
        <SelectField
          {...said("county")}
          label={areas.county}
          blank={areas.choose}
          options={counties.map((county) => ({ value: county, label: county }))}
        />
        <DateField {...said("from")} label={areas.addFrom} />
        <TextArea {...said("reason")} label={reason} hint={reasonHint} rows={2} />
        <div class="row">
          <button class="ds-button" type="submit">
            {areas.addButton}
          </button>
        </div>
      </PostForm>
    </details>
  )
}
