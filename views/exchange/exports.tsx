/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */
import { formatNumber, formatTime, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { Pager } from "../parts/pager.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import type { ExportsProps } from "./props.ts"
import { useExchangeWords } from "./words.ts"

/** Who took which list out, when and why. */
export const Exports = ({ rows, older, newer, bringsIn }: ExportsProps) => {
  const { exports: words, lists } = useExchangeWords()
  return (
    <StaffPage title={words.title} room="people">
      <div class="narrow stack gap-4">
        <header>
          {bringsIn && (
            <p>
              <a class="link back" href="/import">
                <Icon name="ChevronLeft" />
                {lists.title}
              </a>
            </p>
          )}
          <h1 class="h1">{words.title}</h1>
          <p class="quiet sm">{words.intro}</p>
        </header>
        {rows.length === 0 ? (
          <p class="quiet">{words.none}</p>
        ) : (
          <section class="panel" aria-label={words.title}>
            <table class="table stacked" role="table">
              <thead role="rowgroup">
                <tr role="row">
                  {[words.who, words.what, words.when, words.why].map((name) => (
                    <th scope="col" role="columnheader">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {rows.map((row) => (
                  <Row {...row} />
                ))}
              </tbody>
            </table>
          </section>
        )}
        <Pager previous={newer} next={older} words={words} />
      </div>
    </StaffPage>
  )
}

const Row = ({ on, at, who, purpose, list, n, isCut, format }: ExportsProps["rows"][number]) => {
  const { lang, today } = useScreen()
  const { exports: words } = useExchangeWords()
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {who}
      </th>
      <td role="cell" data-label={words.what}>
        {words.list[list]}, {words.rows(formatNumber(lang, n), isCut)} ({format.toUpperCase()})
      </td>
      <td role="cell" data-label={words.when}>
        <time datetime={at}>
          {shortDate(lang, on, today)} {formatTime(lang, at)}
        </time>
      </td>
      <td role="cell" data-label={words.why}>
        {purpose}
      </td>
    </tr>
  )
}
