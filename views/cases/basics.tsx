import { formatDate, formatPhone } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { AwayLine } from "../people/absence.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import type { BasicCase, OtherCase } from "./props.ts"
import { useCaseWords } from "./words.ts"

/** That a case exists and whom to call, and nothing else. */
export const BasicCaseView = (props: BasicCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const {
    ref,
    company,
    companyId,
    hub,
    track,
    stage,
    since,
    endedOn,
    ending,
    advisor,
    away,
    phone,
    email,
    access,
    others,
  } = props
  return (
    <StaffPage title={company} room="network">
      <div id="basics">
        <p class="crumb">{ref}</p>
        <div class="casehead">
          <h1>{company}</h1>
        </div>
        <div class="two">
          <section class="panel" aria-labelledby="basics-name">
            <h2 class="h2" id="basics-name">
              {page.basics}
            </h2>
            <dl class="facts">
              <dt>{page.hub}</dt>
              <dd>{hub}</dd>
              <dt>{page.track}</dt>
              <dd>{track[lang]}</dd>
              <dt>{page.stage}</dt>
              <dd>
                {stage[lang]} <span class="quiet">{page.since(formatDate(lang, since))}</span>
              </dd>
              {endedOn && (
                <>
                  <dt>{page.ended}</dt>
                  <dd>
                    {formatDate(lang, endedOn)}, {ending?.[lang]}
                  </dd>
                </>
              )}
              <dt>{page.advisor}</dt>
              <dd>
                {advisor ?? <span class="unknown">{page.noAdvisor}</span>}
                {away && <AwayLine {...away} />}
              </dd>
            </dl>
            <p class="sm mt-3">
              <a class="link" href={`/companies/${companyId}`}>
                {page.journey}
              </a>
            </p>
            <p class="row acts mt-3">
              {phone && (
                <a class="ds-button" data-variant="secondary" href={`tel:${phone}`}>
                  <Icon name="Phone" />
                  {page.call} {formatPhone(lang, phone)}
                </a>
              )}
              {email && (
                <a class="ds-button" data-variant="tertiary" href={`mailto:${email}`}>
                  <Icon name="EnvelopeClosed" />
                  {page.mail}
                </a>
              )}
            </p>
          </section>
          <aside class="aside" aria-label={page.why}>
            <section class="panel" aria-labelledby="why-name">
              <h2 class="h3" id="why-name">
                {page.why}
              </h2>
              <p class="sm">{page.basicsWhy[access]}</p>
            </section>
            {others.length > 0 && <Others others={others} />}
          </aside>
        </div>
      </div>
    </StaffPage>
  )
}

/** The company's other cases, so that two hubs never court the same firm blindly. */
export const Others = ({ others }: { others: readonly OtherCase[] }) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  return (
    <section class="panel" aria-labelledby="others-name">
      <h2 class="h3" id="others-name">
        {page.others}
      </h2>
      <ul class="stack sm">
        {others.map(({ ref, hub, track, stage, since, endedOn, ending, advisor, phone }) => (
          <li>
            <a class="link" href={`/cases/${ref}`}>
              {ref}
            </a>{" "}
            <b>{hub}</b>, {track[lang]}
            <br />
            <span class="quiet">
              {endedOn
                ? `${ending?.[lang] ?? page.ended} ${formatDate(lang, endedOn)}`
                : `${stage[lang]} ${page.since(formatDate(lang, since))}`}
              {advisor && `. ${advisor}`}
              {phone && ` ${formatPhone(lang, phone)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
