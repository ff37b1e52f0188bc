import { Hatch } from "../parts/bar.tsx"
import { PostForm } from "../parts/form.tsx"
import { formatDate, formatOrgnr, formatPhone } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { Place } from "../parts/place.tsx"
import { SpellTable } from "../parts/spells.tsx"
import { usePartWords } from "../parts/words.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { Contacts } from "./contacts.tsx"
import { FactsPanel, useSaid } from "./facts.tsx"
import { CompanyFiles } from "./files.tsx"
import { Helpers } from "./helpers.tsx"
import { Journey } from "./journey.tsx"
import type { CompanyProps, JourneyCase } from "./props.ts"
import { Tags } from "./tags.tsx"
import { useCompanyWords } from "./words.ts"

/** A company and its journey: the picture, and the same in tables. */
export const CompanyView = (props: CompanyProps) => {
  const words = useCompanyWords()
  const { alert: alerts } = usePartWords()
  const { name, orgnr, place, placeNow, hubs, hidden, cases, longest, alert } = props
  return (
    <StaffPage title={name} room="network" said={useSaid(props)}>
      <div id="company">
        <Hatch />
        <p class="crumb">{words.title}</p>
        <h1 class="h1 mb-2">{name}</h1>
        {alert && (
          <p class="ds-alert mb-3" data-color="warning" id="alert">
            {words.alerted(alerts[alert])}
          </p>
        )}
        <dl class="facts mb-3">
          <dt>{words.orgnr}</dt>
          <dd class="num">{orgnr ? formatOrgnr(orgnr) : <span class="unknown">{words.notRegistered}</span>}</dd>
          <dt>{words.place}</dt>
          <dd>{place ? <Place name={place} now={placeNow} /> : <span class="unknown">{words.unknown}</span>}</dd>
          <dt>{words.cases}</dt>
          <dd>
            {words.count(cases.length, hubs.join(", "))} {hidden > 0 && <span id="hidden">{words.hidden(hidden)}</span>}
          </dd>
        </dl>
        {props.mayMerge && (
          <p class="row sm noprint mb-3">
            <a class="link" href={`/companies/${props.id}/merger`}>
              {words.merger.link}
            </a>
            {props.isMerged && (
              <a class="link" href={`/companies/${props.id}/merges`}>
                {words.merges.link}
              </a>
            )}
          </p>
        )}
        <Tags {...props} />
        <FactsPanel {...props} />
        <Contacts {...props} />
        <Helpers {...props} />
        <CompanyFiles {...props} />
        <section class="panel mt-4" aria-labelledby="journey-name">
          <header>
            <h2 class="h2" id="journey-name">
              {words.journey}
            </h2>
          </header>
          <Journey {...props} />
        </section>
        {props.mayErase && <Erasure {...props} />}
        <h2 class="h2 mt-5 mb-2">{words.tables}</h2>
        <div class="stack gap-4">
          {cases.map((kase) => (
            <Case {...kase} longest={longest} />
          ))}
        </div>
      </div>
    </StaffPage>
  )
}

/** A company that is a person: what it is called is theirs. */
const Erasure = ({ id, tried }: CompanyProps) => {
  const { erasure: words } = useCompanyWords()
  const { refusals } = useDomainWords()
  const mine = tried?.form === "erasure" ? tried : null
  return (
    <details class="noprint mt-3" open={mine !== null} id="erasure">
      <summary class="link sm">{words.title}</summary>
      {mine?.refusal && (
        <p class="ds-alert" data-color="danger" role="alert">
          {refusals[mine.refusal]}
        </p>
      )}
      <p class="sm">{words.means}</p>
      <PostForm to={`/companies/${id}/erasure`} made={{}}>
        <button class="ds-button" data-color="danger" type="submit">
          {words.erase}
        </button>
      </PostForm>
    </details>
  )
}

const Case = ({ longest, ...kase }: JourneyCase & { longest: number }) => {
  const { lang } = useScreen()
  const words = useCompanyWords()
  const { ref, hub, track, place, isFull, isRestricted, outcome, advisor, phone, spells } = kase
  const name = `${ref}, ${hub}, ${track[lang]}`
  return (
    <section class="panel" id={`case-${ref}`} aria-labelledby={`name-${ref}`}>
      <h3 class="h3" id={`name-${ref}`}>
        <a class="link" href={`/cases/${ref}`}>
          {ref}
        </a>{" "}
        {hub}, {track[lang]}{" "}
        {isRestricted && (
          <span class="tag">
            <Icon name="PadlockLocked" />
            {words.restricted}
          </span>
        )}
      </h3>
      <p class="sm mb-2">
        {outcome ? words.ended(outcome.name[lang], formatDate(lang, outcome.on)) : words.open}{" "}
        <span class="quiet">
          {place && `${words.placeThen(place)} `}
          {advisor ?? words.nobody}{" "}
          {phone && (
            <a class="link nowrap" href={`tel:${phone}`}>
              {formatPhone(lang, phone)}
            </a>
          )}
        </span>
      </p>
      {isFull ? <SpellTable spells={spells} most={longest} caption={words.stagesOf(name)} /> : <Known {...kase} />}
    </section>
  )
}

/** What one may know of a case that one may not read. */
const Known = ({ stage, since }: JourneyCase) => {
  const { lang } = useScreen()
  const words = useCompanyWords()
  return (
    <>
      <dl class="facts">
        <dt>{words.stage}</dt>
        <dd>
          {stage.name[lang]} <span class="quiet">{words.since(formatDate(lang, since))}</span>
        </dd>
      </dl>
      <p class="xs quiet">{words.basics}</p>
    </>
  )
}
