/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */
import type { Pace } from "#src/core/paces.ts"
import { formatDate, formatNumber } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { Ignored } from "./ignored.tsx"
import type { Paced, StageProps } from "./props.ts"
import { useInsightWords } from "./words.ts"

/** A stage: what it means, how many stand there, and how long those took that have been through it. */
export const StageView = (props: StageProps) => {
  const { lang } = useScreen()
  const { title, stage: words } = useInsightWords()
  const { name, meaning, track, limit, retiredOn, back, periods, from, few, all, ignored } = props
  return (
    <StaffPage title={name[lang]} room="network">
      <div id="stage">
        <nav class="crumb" aria-label={title}>
          <a class="link" href={back}>
            {title}
          </a>
          <Icon name="ChevronRight" />
          <span>{track[lang]}</span>
        </nav>
        <h1 class="h1">{name[lang]}</h1>
        <p class="prose mb-3">{meaning[lang]}</p>
        <p class="sm quiet mb-3">
          {words.limit(formatNumber(lang, limit))}
          {retiredOn && ` ${words.retired(formatDate(lang, retiredOn))}`}
        </p>
        <Ignored names={ignored} />
        <nav class="viewbar mb-3" aria-label={words.choose}>
          {periods.map(({ period, href, current }) => (
            <a href={href} {...(current && { "aria-current": "true" })}>
              {words.periods[period]}
            </a>
          ))}
        </nav>
        <section class="panel" aria-labelledby="pace-name">
          <header>
            <h2 class="h2" id="pace-name">
              {words.pace}
            </h2>
          </header>
          <p class="sm quiet mb-2">
            {from ? words.since(formatDate(lang, from)) : words.ever} {words.means} {words.few(few)}
          </p>
          <Table {...props} />
          {all && (
            <p class="mt-3">
              <a class="link" href={all.href}>
                {words.allHubs(formatNumber(lang, all.n))}
              </a>
            </p>
          )}
        </section>
      </div>
    </StaffPage>
  )
}

const Table = ({ hubs, network }: StageProps) => {
  const { hub, network: all, stage: words } = useInsightWords()
  const columns = [words.now, words.left, words.whole, words.ours, words.others]
  return (
    <table class="matrix eq paces" role="table">
      <caption class="ds-sr-only">{words.pace}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {hub}
          </th>
          {columns.map((name) => (
            <th scope="col" role="columnheader">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {hubs.map(({ id, name, ...row }) => (
          <tr role="row" id={`hub-${id}`}>
            <Cells name={name} {...row} />
          </tr>
        ))}
        <tr role="row" class="tot" id="hub-network">
          <Cells name={all} {...network} />
        </tr>
      </tbody>
    </table>
  )
}

const Cells = ({ name, now, ...paced }: StageProps["network"] & { name: string }) => {
  const { lang } = useScreen()
  const { cell, stage: words } = useInsightWords()
  const { n, href, whole, ours, others } = paced
  return (
    <>
      <th scope="row" role="rowheader">
        {name}
      </th>
      <td role="cell" data-label={words.now}>
        <Link n={now.n} href={now.href} label={cell(formatNumber(lang, now.n), `${name}, ${words.now}`)} />
      </td>
      <td role="cell" data-label={words.left}>
        <Link n={n} href={href} label={cell(formatNumber(lang, n), `${name}, ${words.left}`)} />
      </td>
      <td role="cell" data-label={words.whole}>
        <Days pace={whole} href={href} name={`${name}, ${words.whole}`} />
      </td>
      <td role="cell" data-label={words.ours}>
        <Days pace={ours} href={href} name={`${name}, ${words.ours}`} />
      </td>
      <td role="cell" data-label={words.others}>
        <Days pace={others} href={href} name={`${name}, ${words.others}`} />
      </td>
    </>
  )
}

const Link = ({ n, href, label }: { n: number; href: string | null; label: string }) => {
  const written = formatNumber(useScreen().lang, n)
  if (!href) return <span class="n quiet">{written}</span>
  return (
    <a class="n" href={href} aria-label={label}>
      {written}
    </a>
  )
}

/** The middle one and the slow one, both the way to all of them. */
const Days = ({ pace, href, name }: { pace: Pace | null; href: Paced["href"]; name: string }) => {
  const { lang } = useScreen()
  const { stage: words } = useInsightWords()
  if (!pace || !href) return <span class="n quiet sm">{words.tooFew}</span>
  const [median, most] = [formatNumber(lang, pace.median), formatNumber(lang, pace.most)]
  return (
    <span class="n">
      <a class="n" href={href} aria-label={words.medianOf(median, name)}>
        {median}
      </a>{" "}
      <a class="link sm nowrap" href={href} aria-label={words.mostOf(most, name)}>
        {words.most(most)}
      </a>
    </span>
  )
}
