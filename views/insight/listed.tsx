/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */

import { useTried } from "../cases/tried.ts"
import { Empty } from "../parts/empty.tsx"
import { ExportForm } from "../parts/export.tsx"
import { formatDate, formatNumber, formatPhone } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { Pager } from "../parts/pager.tsx"
import { AlertMark } from "../parts/pill.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { Ignored } from "./ignored.tsx"
import type { BasicRow, Chosen, CountedRow, ListedProps } from "./props.ts"
import { useInsightWords } from "./words.ts"

/** The cases behind a number: that they exist and whom to call, and how many are not shown. */
export const Listed = (props: ListedProps) => {
  const { lang } = useScreen()
  const { title, list } = useInsightWords()
  const nameOf = useChosenName()
  const { chosen, n, hidden, back, cases, ignored } = props
  const isPseudonymous = cases.some((row) => "pseudonym" in row)
  return (
    <StaffPage title={[list.title, ...chosen.map(nameOf)].join(", ")} room="network">
      <div id="network-cases">
        <nav class="crumb" aria-label={title}>
          <a class="link" href={back}>
            {title}
          </a>
          <Icon name="ChevronRight" />
          <span>{list.title}</span>
        </nav>
        <h1 class="h1">{list.title}</h1>
        <p class="md mb-3">
          <b id="count">{list.cases(n, formatNumber(lang, n))}</b>{" "}
          {hidden > 0 && <span id="hidden">{list.hidden(hidden, formatNumber(lang, hidden))}</span>}
        </p>
        <Ignored names={ignored} />
        {chosen.length > 0 && (
          <ul class="chosen" aria-label={list.choices}>
            {chosen.map((one) => (
              <li>
                <a href={one.without} aria-label={list.remove(nameOf(one))}>
                  {nameOf(one)}
                  <Icon name="XMark" />
                </a>
              </li>
            ))}
          </ul>
        )}
        {cases.length > 0 ? (
          <section class="panel" aria-label={list.title}>
            <p class="sm quiet mb-2">
              {isPseudonymous && list.pseudonyms} {list.order}
            </p>
            <Table {...props} />
          </section>
        ) : (
          <Nothing {...props} />
        )}
        <Pager {...props} words={list} />
        <Export {...props} />
      </div>
    </StaffPage>
  )
}

const Table = ({ cases }: ListedProps) => {
  const { list } = useInsightWords()
  const isPseudonymous = cases.some((row) => "pseudonym" in row)
  return (
    <table class="table stacked" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <Head>{isPseudonymous ? list.pseudonym : list.company}</Head>
          <Head>{list.hub}</Head>
          <Head>{list.stage}</Head>
          <Head>{list.since}</Head>
          {!isPseudonymous && <Head>{list.advisor}</Head>}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {cases.map((row) => (
          <Row row={row} />
        ))}
      </tbody>
    </table>
  )
}

const Head = ({ children }: { children: string }) => (
  <th scope="col" role="columnheader">
    {children}
  </th>
)

const Row = ({ row }: { row: BasicRow | CountedRow }) => {
  const { lang } = useScreen()
  const { list } = useInsightWords()
  const { hub, track, stage, since } = row
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {"pseudonym" in row ? row.pseudonym : <Company {...row} />}
      </th>
      <td role="cell" data-label={list.hub}>
        {hub}
      </td>
      <td role="cell" data-label={list.stage}>
        {stage[lang]} <span class="sub">{track[lang]}</span>
      </td>
      <td role="cell" data-label={list.since}>
        <time datetime={since}>{formatDate(lang, since)}</time>
      </td>
      {"ref" in row && (
        <td role="cell" data-label={list.advisor}>
          <Advisor {...row} />
        </td>
      )}
    </tr>
  )
}

const Company = ({ ref, company, alert, isRestricted }: BasicRow) => {
  const { list } = useInsightWords()
  return (
    <>
      <a class="link" href={`/cases/${ref}`}>
        {company}
      </a>{" "}
      {alert && <AlertMark alert={alert} />}
      {isRestricted && (
        <span class="tag">
          <Icon name="PadlockLocked" />
          {list.restricted}
        </span>
      )}
    </>
  )
}

const Advisor = ({ advisor, phone }: BasicRow) => {
  const { lang } = useScreen()
  const { list } = useInsightWords()
  if (!advisor) return <span class="unknown">{list.nobody}</span>
  return (
    <>
      {advisor}{" "}
      {phone && (
        <a class="link nowrap" href={`tel:${phone}`}>
          {formatPhone(lang, phone)}
        </a>
      )}
    </>
  )
}

const Nothing = ({ n, hidden, start, back }: ListedProps) => {
  const { list } = useInsightWords()
  const why = n === 0 ? list.nothingText : hidden === n ? list.noneShown : list.noneLeft
  return (
    <Empty title={list.nothing} text={why}>
      <a class="ds-button" data-variant="secondary" href={start ?? back}>
        {start ? list.start : list.toNetwork}
      </a>
    </Empty>
  )
}

const Export = ({ view, tried }: ListedProps) => (
  <div class="mt-4">
    <ExportForm list="network" view={view} open={tried !== null} field={useTried(tried, "export")("purpose")} />
  </div>
)

/** What a list is of, in words. */
function useChosenName(): (one: Chosen) => string {
  const { lang } = useScreen()
  const { phases } = useDomainWords()
  return (one) => {
    if (one.kind === "hub") return one.hub
    return one.kind === "phase" ? phases[one.phase] : one.name[lang]
  }
}
