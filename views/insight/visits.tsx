/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */

import { Hatch } from "../parts/bar.tsx"
import { Empty } from "../parts/empty.tsx"
import { formatDate, formatNumber } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { Pager } from "../parts/pager.tsx"
import { TimeSplit } from "../parts/spells.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { Ignored } from "./ignored.tsx"
import type { VisitRow, VisitsProps } from "./props.ts"
import { useInsightWords } from "./words.ts"

/** The cases behind how long a stage takes: each visit that has ended, and how many are not shown. */
export const Visits = (props: VisitsProps) => {
  const { lang } = useScreen()
  const { title, list, stage: words } = useInsightWords()
  const { name, hub, from, back, without, n, hidden, visits, start, ignored } = props
  const heading = words.visits(name[lang])
  return (
    <StaffPage title={[heading, hub].filter(Boolean).join(", ")} room="network">
      <div id="stage-cases">
        <nav class="crumb" aria-label={title}>
          <a class="link" href="/network">
            {title}
          </a>
          <Icon name="ChevronRight" />
          <a class="link" href={back}>
            {name[lang]}
          </a>
        </nav>
        <h1 class="h1">{heading}</h1>
        <p class="md mb-3">
          <b id="count">{words.visited(n, formatNumber(lang, n))}</b>{" "}
          {hidden > 0 && <span id="hidden">{list.hidden(hidden, formatNumber(lang, hidden))}</span>}{" "}
          <span class="quiet">{from ? words.since(formatDate(lang, from)) : words.ever}</span>
        </p>
        <Ignored names={ignored} />
        {hub && without && (
          <ul class="chosen" aria-label={list.choices}>
            <li>
              <a href={without} aria-label={list.remove(hub)}>
                {hub}
                <Icon name="XMark" />
              </a>
            </li>
          </ul>
        )}
        {visits.length > 0 ? (
          <section class="panel" aria-label={heading}>
            <p class="sm quiet mb-2">{words.latest}</p>
            <Table {...props} />
          </section>
        ) : (
          <Empty title={list.nothing} text={n === 0 ? words.nothing : hidden === n ? list.noneShown : list.noneLeft}>
            <a class="ds-button" data-variant="secondary" href={start ?? back}>
              {start ? list.start : name[lang]}
            </a>
          </Empty>
        )}
        <Pager {...props} words={list} />
      </div>
    </StaffPage>
  )
}

const Table = ({ visits, most }: VisitsProps) => {
  const { list, stage: words } = useInsightWords()
  const isPseudonymous = visits.some((row) => "pseudonym" in row)
  const columns = [isPseudonymous ? list.pseudonym : list.company, list.hub, words.came, words.went, words.days]
  return (
    <>
      <Hatch />
      <table class="table stacked" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {[...columns, words.whose].map((name) => (
              <th scope="col" role="columnheader">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {visits.map((row) => (
            <Row {...row} most={most} />
          ))}
        </tbody>
      </table>
    </>
  )
}

const Row = (row: VisitRow & { most: number }) => {
  const { lang } = useScreen()
  const { list, stage: words } = useInsightWords()
  const { hub, cameOn, leftOn, days, ours, others, most } = row
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {"pseudonym" in row ? (
          row.pseudonym
        ) : (
          <>
            <a class="link" href={`/cases/${row.ref}`}>
              {row.company}
            </a>{" "}
            {row.isRestricted && (
              <span class="tag">
                <Icon name="PadlockLocked" />
                {list.restricted}
              </span>
            )}
          </>
        )}
      </th>
      <td role="cell" data-label={list.hub}>
        {hub}
      </td>
      <td role="cell" data-label={words.came}>
        <time datetime={cameOn}>{formatDate(lang, cameOn)}</time>
      </td>
      <td role="cell" data-label={words.went}>
        <time datetime={leftOn}>{formatDate(lang, leftOn)}</time>
      </td>
      <td role="cell" data-label={words.days}>
        {formatNumber(lang, days)}
      </td>
      <td role="cell" data-label={words.whose}>
        <TimeSplit ours={ours} others={others} most={most} />
      </td>
    </tr>
  )
}
