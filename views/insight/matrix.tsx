/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */
import { Hatch, Key, SplitBar } from "../parts/bar.tsx"
import { Empty } from "../parts/empty.tsx"
import { formatNumber } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { Ignored } from "./ignored.tsx"
import type { Cell, MatrixProps } from "./props.ts"
import { useInsightWords } from "./words.ts"

/** How many cases stand where in the network. On a phone a hub is a block, and a phase a line in it. */
export const Matrix = (props: MatrixProps) => {
  const { lang } = useScreen()
  const words = useInsightWords()
  const { views, network, ignored } = props
  return (
    <StaffPage title={words.title} room="network">
      <div id="network">
        <h1 class="h1">{words.title}</h1>
        <p class="sm quiet">
          {words.lead}{" "}
          <a class="link" href="/programme/stages">
            {words.aboutStages}
          </a>
        </p>
        <Ignored names={ignored} />
        <Totals {...props} />
        <nav class="viewbar mb-3" aria-label={words.tracks}>
          {views.map(({ name, href, current }) => (
            <a href={href} {...(current && { "aria-current": "true" })}>
              {name?.[lang] ?? words.both}
            </a>
          ))}
        </nav>
        {network.total.n === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Table {...props} />}
        <p class="row sm mt-4">
          <a class="link" href="/network/hubs">
            {words.hubs}
          </a>
          <a class="link" href="/areas">
            {words.areas}
          </a>
          {props.savedViews && (
            <a class="link" href={props.savedViews}>
              {words.savedViews}
            </a>
          )}
          {props.overrides && (
            <a class="link" href={props.overrides}>
              {words.overrides.title}
            </a>
          )}
        </p>
        <Stages {...props} />
      </div>
    </StaffPage>
  )
}

const Totals = ({ totals }: MatrixProps) => {
  const { lang } = useScreen()
  const words = useInsightWords()
  return (
    <ul class="alerts" aria-label={words.totals}>
      {totals.map(({ name, ...cell }) => (
        <Total {...cell} label={name ? words.inTrack(name[lang]) : words.open(cell.n)} />
      ))}
    </ul>
  )
}

const Total = ({ n, href, label }: Cell & { label: string }) => {
  const written = formatNumber(useScreen().lang, n)
  return (
    <li>
      {href ? (
        <a href={href} aria-label={`${written} ${label}`}>
          {written}
        </a>
      ) : (
        written
      )}
      <p>{label}</p>
    </li>
  )
}

const Table = ({ tracks, phases, hubs, network, most }: MatrixProps) => {
  const { lang } = useScreen()
  const words = useInsightWords()
  const { phases: phaseWords } = useDomainWords()
  const columns = phases.map(({ phase, stages }) => ({
    name: phaseWords[phase],
    stages: stages.map((stage) => stage[lang]).join(" · "),
  }))
  const tell = (cell: Cell) =>
    tracks.map(({ name, series }) => `${name[lang]} ${formatNumber(lang, cell[series])}`).join(", ")
  return (
    <section class="panel" aria-labelledby="matrix-name">
      <Hatch />
      <header>
        <h2 class="h2" id="matrix-name">
          {words.by}
        </h2>
        <p class="row gap-3">
          {tracks.map(({ name, series }) => (
            <Key of={series === "first" ? "a" : "b"}>{name[lang]}</Key>
          ))}
        </p>
      </header>
      <dl class="facts legend mb-3">
        {columns.map(({ name, stages }) => (
          <>
            <dt>{name}</dt>
            <dd>{stages}</dd>
          </>
        ))}
      </dl>
      <table class="matrix eq" role="table">
        <caption class="ds-sr-only">{words.by}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {words.hub}
            </th>
            {columns.map(({ name, stages }) => (
              <th scope="col" role="columnheader">
                <b>{name}</b>
                <br />
                <span class="sub">{stages}</span>
              </th>
            ))}
            <th scope="col" role="columnheader">
              {words.all}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {hubs.map(({ id, name, cells, total }) => (
            <tr role="row" id={`hub-${id}`}>
              <th scope="row" role="rowheader">
                {name}
              </th>
              {cells.map((cell, i) => (
                <td role="cell" data-label={columns[i]?.name}>
                  <Figure {...cell} label={`${name}, ${columns[i]?.name}`} />
                  <SplitBar a={cell.first} b={cell.second} max={most} label={tell(cell)} />
                </td>
              ))}
              <td role="cell" data-label={words.all}>
                <Figure {...total} label={name} />
              </td>
            </tr>
          ))}
          <tr role="row" class="tot" id="hub-network">
            <th scope="row" role="rowheader">
              {words.network}
            </th>
            {network.cells.map((cell, i) => (
              <td role="cell" data-label={columns[i]?.name}>
                <Figure {...cell} label={`${words.network}, ${columns[i]?.name}`} />
              </td>
            ))}
            <td role="cell" data-label={words.all}>
              <Figure {...network.total} label={words.network} />
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/** The way to each stage's own page. */
const Stages = ({ stages }: MatrixProps) => {
  const { lang } = useScreen()
  const { stage: words } = useInsightWords()
  return (
    <nav class="panel mt-4 noprint" aria-labelledby="stages-name">
      <h2 class="h2 mb-2" id="stages-name">
        {words.title}
      </h2>
      <dl class="facts">
        {stages.map(({ track, stages: some }) => (
          <>
            <dt>{track[lang]}</dt>
            <dd>
              {some.map(({ code, name }, i) => (
                <>
                  {i > 0 && " · "}
                  <a class="link" href={`/network/stages/${code}`}>
                    {name[lang]}
                  </a>
                </>
              ))}
            </dd>
          </>
        ))}
      </dl>
    </nav>
  )
}

/** A number is the way to its cases. */
const Figure = ({ n, href, label }: Cell & { label: string }) => {
  const { cell } = useInsightWords()
  const written = formatNumber(useScreen().lang, n)
  if (!href) return <span class="n quiet">{written}</span>
  return (
    <a class="n" href={href} aria-label={cell(written, label)}>
      {written}
    </a>
  )
}
