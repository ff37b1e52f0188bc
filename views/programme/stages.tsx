/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */
import { DateField } from "../parts/form.tsx"
import { formatDate, formatNumber } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { useDemands } from "./changes.tsx"
import { Progress } from "./progress.tsx"
import type { StageProps, StagesProps } from "./props.ts"
import { useProgrammeWords } from "./words.ts"

/** Both tracks and their stages, today or as they were. */
export const Stages = ({ on, onProblem, isOwner, tracks, jobs, did }: StagesProps) => {
  const { lang } = useScreen()
  const words = useProgrammeWords()
  const { list } = words
  return (
    <StaffPage title={list.title} room="stages" said={did && words.did[did.form]}>
      <div class="stack gap-4">
        <div class="row between">
          <h1 class="h1">{list.title}</h1>
          {isOwner && (
            <div class="row">
              <a class="link sm" href="/programme/tags">
                {words.tags.link}
              </a>
              <a class="ds-button" href="/programme/stages/new">
                <Icon name="Plus" />
                {list.add}
              </a>
            </div>
          )}
        </div>
        <p class="sm quiet">{list.lead}</p>
        {on && (
          <p class="notice" role="status">
            {list.asOf(formatDate(lang, on))}{" "}
            <a class="link" href="/programme/stages">
              {list.today}
            </a>
          </p>
        )}
        {onProblem && (
          <p class="notice" role="status">
            {list.notADay}
          </p>
        )}
        {jobs.map((job) => (
          <Progress {...job} />
        ))}
        {tracks.map(({ name, stages, retired }) => (
          <section class="panel" aria-label={name[lang]}>
            <h2 class="h2">{name[lang]}</h2>
            <Table stages={stages} isThen={on !== null} caption={name[lang]} />
            {retired.length > 0 && (
              <details class="mt-3">
                <summary>
                  {list.retired} ({retired.length})
                </summary>
                <Table stages={retired} isThen={on !== null} caption={`${name[lang]}: ${list.retired}`} />
              </details>
            )}
          </section>
        ))}
        <form method="get" action="/programme/stages" class="row noprint">
          <DateField id="on" name="on" label={list.on} value={on ?? ""} either />
          <button class="ds-button" data-variant="secondary" type="submit">
            {list.show}
          </button>
        </form>
      </div>
    </StaffPage>
  )
}

const Table = ({ stages, isThen, caption }: { stages: readonly StageProps[]; isThen: boolean; caption: string }) => {
  const { list } = useProgrammeWords()
  return (
    <table class="table stacked" role="table">
      <caption class="ds-sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <Heading>{list.stage}</Heading>
          <Heading>{list.phase}</Heading>
          <Heading>{list.limit}</Heading>
          <Heading>{list.requires}</Heading>
          {!isThen && <Heading>{list.open}</Heading>}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {stages.map((stage) => (
          <Row {...stage} isThen={isThen} />
        ))}
      </tbody>
    </table>
  )
}

const Heading = ({ children }: { children: string }) => (
  <th scope="col" role="columnheader">
    {children}
  </th>
)

const Row = (props: StageProps & { isThen: boolean }) => {
  const { code, name, meaning, phase, limitDays, requires, retiredOn, successor, hiddenAt, open, href, isThen } = props
  const { lang } = useScreen()
  const { list, days, cases } = useProgrammeWords()
  const { phases } = useDomainWords()
  const demands = useDemands()
  return (
    <tr role="row" id={`stage-${code}`}>
      <th scope="row" role="rowheader">
        <a class="link" href={`/programme/stages/${code}`}>
          {name[lang]}
        </a>
        <p class="sm quiet">{meaning[lang]}</p>
        {retiredOn && <p class="sm">{list.retiredOn(formatDate(lang, retiredOn), successor?.[lang] ?? null)}</p>}
        {hiddenAt.length > 0 && <p class="sm">{list.hiddenAt(hiddenAt.map((hub) => hub.name).join(", "))}</p>}
      </th>
      <td role="cell" data-label={list.phase}>
        {phases[phase]}
      </td>
      <td role="cell" data-label={list.limit} class="nowrap">
        {days(limitDays)}
      </td>
      <td role="cell" data-label={list.requires}>
        {demands(requires)}
      </td>
      {!isThen && (
        <td role="cell" data-label={list.open} class="num">
          {open > 0 ? (
            <a class="link" href={href} aria-label={`${name[lang]}: ${cases(open)}`}>
              {formatNumber(lang, open)}
            </a>
          ) : (
            open
          )}
        </td>
      )}
    </tr>
  )
}
