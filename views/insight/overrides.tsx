/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */
import { Empty } from "../parts/empty.tsx"
import { formatDate, formatNumber } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { Ignored } from "./ignored.tsx"
import type { OverridesProps } from "./props.ts"
import { useInsightWords } from "./words.ts"

/** How often cases went on although something was missing: where, what, and which. */
export const Overrides = (props: OverridesProps) => {
  const { lang } = useScreen()
  const { title, overrides } = useInsightWords()
  const { since, total, rows, listed, back, ignored } = props
  return (
    <StaffPage title={overrides.title} room="network">
      <div id="overrides">
        <nav class="crumb" aria-label={title}>
          <a class="link" href={back}>
            {title}
          </a>
          <Icon name="ChevronRight" />
          <span>{overrides.title}</span>
        </nav>
        <h1 class="h1">{overrides.title}</h1>
        <p class="md mb-3">
          <b id="count">{overrides.total(total, formatNumber(lang, total))}</b>{" "}
          {overrides.lead(formatDate(lang, since))}
        </p>
        <Ignored names={ignored} />
        {rows.length > 0 ? (
          <Counts {...props} />
        ) : (
          <Empty title={overrides.nothing} text={overrides.nothingText}>
            <a class="ds-button" data-variant="secondary" href={back}>
              {title}
            </a>
          </Empty>
        )}
        {listed && <Behind {...listed} />}
      </div>
    </StaffPage>
  )
}

const Counts = ({ rows }: OverridesProps) => {
  const { lang } = useScreen()
  const { overrides } = useInsightWords()
  const { gates } = useDomainWords()
  return (
    <section class="panel" aria-label={overrides.by}>
      <table class="table stacked" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <Head>{overrides.hub}</Head>
            <Head>{overrides.stage}</Head>
            <Head>{overrides.n}</Head>
            <Head>{overrides.missed}</Head>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ hub, href, stages }) =>
            stages.map(({ n, href: cell, track, stage, current, missed }) => (
              <tr role="row" aria-current={current ? "true" : undefined}>
                <th scope="row" role="rowheader">
                  <a class="link" href={href}>
                    {hub}
                  </a>
                </th>
                <td role="cell" data-label={overrides.stage}>
                  {stage[lang]} <span class="sub">{track[lang]}</span>
                </td>
                <td role="cell" data-label={overrides.n}>
                  <a class="link num" href={cell} aria-label={overrides.cell(formatNumber(lang, n), hub, stage[lang])}>
                    {formatNumber(lang, n)}
                  </a>
                </td>
                <td role="cell" data-label={overrides.missed}>
                  {missed.map((one) => `${gates[one.code](1)} (${formatNumber(lang, one.n)})`).join(", ")}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  )
}

const Behind = ({ hub, stage, n, hidden, isCut, moves }: NonNullable<OverridesProps["listed"]>) => {
  const { lang } = useScreen()
  const { overrides, list } = useInsightWords()
  return (
    <section class="panel" id="behind" aria-labelledby="behind-name">
      <h2 class="h2" id="behind-name">
        {overrides.behind(hub, stage?.[lang] ?? null)}
      </h2>
      <p class="sm quiet">
        {overrides.total(n, formatNumber(lang, n))}{" "}
        {hidden > 0 && <span id="hidden">{overrides.hidden(hidden, formatNumber(lang, hidden))}</span>}{" "}
        {isCut && overrides.cut(formatNumber(lang, moves.length))}
      </p>
      {moves.length > 0 && (
        <table class="table stacked" role="table">
          <thead role="rowgroup">
            <tr role="row">
              <Head>{overrides.company}</Head>
              <Head>{overrides.stage}</Head>
              <Head>{overrides.on}</Head>
              <Head>{overrides.who}</Head>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {moves.map(({ ref, company, stage: left, on, by, isRestricted }) => (
              <tr role="row">
                <th scope="row" role="rowheader">
                  <a class="link" href={`/cases/${ref}`}>
                    {company}
                  </a>{" "}
                  {isRestricted && (
                    <span class="tag">
                      <Icon name="PadlockLocked" />
                      {list.restricted}
                    </span>
                  )}
                </th>
                <td role="cell" data-label={overrides.stage}>
                  {left[lang]}
                </td>
                <td role="cell" data-label={overrides.on}>
                  <time datetime={on}>{formatDate(lang, on)}</time>
                </td>
                <td role="cell" data-label={overrides.who}>
                  {by ?? <span class="unknown">{overrides.unknown}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const Head = ({ children }: { children: string }) => (
  <th scope="col" role="columnheader">
    {children}
  </th>
)
