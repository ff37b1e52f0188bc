/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */

import type { Child } from "hono/jsx"
import { Empty } from "../parts/empty.tsx"
import { ExportForm } from "../parts/export.tsx"
import { PickField } from "../parts/form.tsx"
import { formatDate, formatNumber, shortDate } from "../parts/format.ts"
import { Pager } from "../parts/pager.tsx"
import { AgeMark, AlertMark, TurnPill, WaitMark } from "../parts/pill.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { LookHead, NothingFits } from "./look.tsx"
import type { ListColumn, ListProps, ListRow } from "./props.ts"
import { useTried } from "./tried.ts"
import { useCaseWords } from "./words.ts"

const VERBS = ["assign", "move", "wait", "close"] as const

/** What a board holds, as rows of one table: to be chosen from, sorted and taken along. */
export const List = (props: ListProps) => {
  const { lang, density } = useScreen()
  const { list, board } = useCaseWords()
  const { trackName, count, isMore, hidden, rows, view, isFiltered, start } = props
  return (
    <StaffPage title={`${list.title}: ${trackName[lang]}`} room="board">
      <div id="board-page">
        <LookHead {...props} />
        <p class="md mb-3">
          <b id="count">{list.cases(count, `${formatNumber(lang, count)}${isMore ? "+" : ""}`)}</b>{" "}
          {hidden > 0 && <span id="hidden">{list.hidden(hidden)}</span>}
        </p>
        {rows.length > 0 ? (
          <form id="selection" method="post" action="/cases/selection" data-density={density} novalidate>
            <input type="hidden" name="view" value={view} />
            <input type="hidden" name="act" value={crypto.randomUUID()} />
            <Bar />
            <section class="panel" aria-label={list.title}>
              <Table {...props} />
            </section>
          </form>
        ) : isFiltered && !start ? (
          <NothingFits {...props} />
        ) : (
          <Empty title={start ? list.noneLeft : board.emptyTitle} text={start ? undefined : board.emptyText}>
            <a class="ds-button" data-variant="secondary" href={start ?? "/inbox"}>
              {start ? list.start : board.toInbox}
            </a>
          </Empty>
        )}
        <Pager {...props} words={list} />
        <div class="row noprint mt-4">
          <Columns {...props} />
          <Export {...props} />
        </div>
      </div>
    </StaffPage>
  )
}

/** What can be done with several at once. How many are chosen is told by the script that is there to count. */
const Bar = () => {
  const { list } = useCaseWords()
  return (
    <fieldset class="selectbar row noprint">
      <legend class="strong">{list.several}</legend>
      <span class="quiet sm" data-chosen data-words={list.chosen} aria-live="polite" />
      {VERBS.map((verb) => (
        <button class="ds-button" data-variant="secondary" type="submit" name="verb" value={verb}>
          {list.verbs[verb]}
        </button>
      ))}
    </fieldset>
  )
}

const Table = ({ columns, rows, sorts }: ListProps) => {
  const { list } = useCaseWords()
  return (
    <table class="table stacked cases" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader" class="check">
            <span class="ds-sr-only">{list.choose}</span>
            <input class="ds-input" type="checkbox" data-all hidden aria-label={list.all} />
          </th>
          {columns.map((column) => (
            <Head column={column} sort={sorts.find((one) => one.column === column)} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row row={row} columns={columns} />
        ))}
      </tbody>
    </table>
  )
}

const Head = ({ column, sort }: { column: ListColumn; sort: ListProps["sorts"][number] | undefined }) => {
  const { list } = useCaseWords()
  const state = sort?.state
  const direction = state === "up" ? "ascending" : state === "down" ? "descending" : undefined
  return (
    <th scope="col" role="columnheader" aria-sort={direction}>
      {sort ? (
        <a class="sort" href={sort.href}>
          {list.columns[column]}
          {state && <span aria-hidden="true">{state === "up" ? " ↑" : " ↓"}</span>}
        </a>
      ) : (
        list.columns[column]
      )}
    </th>
  )
}

const Row = ({ row, columns }: { row: ListRow; columns: readonly ListColumn[] }) => {
  const { list } = useCaseWords()
  const { ref, company } = row
  return (
    <tr role="row">
      <td role="cell" class="check">
        <input class="ds-input" type="checkbox" name="ref" value={ref} aria-label={list.chooseOne(company)} />
      </td>
      {columns.map((column) =>
        column === "company" ? (
          <th scope="row" role="rowheader">
            <a class="link" href={`/cases/${ref}`}>
              {company}
            </a>{" "}
            <span class="sub">{ref}</span> {row.alert && <AlertMark alert={row.alert} />}
          </th>
        ) : (
          <td role="cell" data-label={list.columns[column]}>
            <Cell row={row} column={column} />
          </td>
        ),
      )}
    </tr>
  )
}

const Cell = ({ row, column }: { row: ListRow; column: Exclude<ListColumn, "company"> }) => {
  const { lang, today } = useScreen()
  const { card, page } = useCaseWords()
  const { gates, access } = useDomainWords()
  const { until, nextOn } = row
  const cells: Record<typeof column, () => Child> = {
    stage: () => row.stage[lang],
    advisor: () => row.advisor?.name ?? <span class="st stale">{card.noAdvisor}</span>,
    turn: () => <TurnPill turn={row.turn} />,
    age: () => (until && row.age.state === "waiting" ? <WaitMark until={until} /> : <AgeMark {...row.age} />),
    next: () =>
      nextOn ? (
        <>
          <time datetime={nextOn} class={nextOn < today ? "st stale" : "quiet"}>
            {shortDate(lang, nextOn, today)}
          </time>{" "}
          {row.nextStep}
        </>
      ) : (
        !until && <span class="st stale">{card.noStep}</span>
      ),
    place: () => row.place ?? <span class="unknown">{page.unknown}</span>,
    since: () => <time datetime={row.since}>{formatDate(lang, row.since)}</time>,
    missing: () => row.missing.map(({ code, left }) => gates[code](left)).join(", "),
    access: () => access[row.access],
  }
  return <>{cells[column]()}</>
}

/** Which columns, in the address like all else one chooses. */
const Columns = ({ columns, all, kept }: ListProps) => {
  const { list, board } = useCaseWords()
  return (
    <details class="noprint">
      <summary class="ds-button" data-variant="tertiary">
        {list.chooseColumns}
      </summary>
      <form method="get" action="/cases" class="form" aria-label={list.chooseColumns}>
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {/* A list without names would be of nothing. */}
        <input type="hidden" name="columns" value="company" />
        <PickField
          kind="checkbox"
          id="columns"
          name="columns"
          label={list.chooseColumns}
          options={all.flatMap((value) => (value === "company" ? [] : [{ value, label: list.columns[value] }]))}
          values={columns}
        />
        <button class="ds-button" data-variant="secondary" type="submit">
          {board.show}
        </button>
      </form>
    </details>
  )
}

const Export = ({ view, tried }: ListProps) => (
  <ExportForm list="cases" view={view} open={tried?.form === "export"} field={useTried(tried, "export")("purpose")} />
)
