import type { Access, Turn } from "#src/core/case.ts"
import type { Age } from "#src/core/clocks.ts"
import type { GateCode } from "#src/core/gates.ts"
import type { Language } from "#src/core/person.ts"
import type { Named } from "#src/db/schema.ts"
import { Empty } from "../parts/empty.tsx"
import { Icon } from "../parts/icon.tsx"
import type { Undo } from "../parts/toast.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { Card } from "./card.tsx"
import { ChangesPlace } from "./changes.tsx"
import type { MadeProps, Option } from "./props.ts"
import type { CaseWords } from "./words.nb.ts"
import { useCaseWords } from "./words.ts"

export type CardProps = {
  ref: string
  company: string
  need: string
  nextStep: string | null
  nextOn: string | null
  turn: Turn
  until: string | null
  age: Age
  /** Nobody has been in touch with the company yet. */
  never: boolean
  place: string | null
  access: Access
  advisor: { initials: string; name: string; mine: boolean } | null
  made: MadeProps
  missing: readonly { code: GateCode; left: number; field: string }[]
  next: { code: string; name: Named; ready: boolean } | null
  back: { code: string; name: Named } | null
  landed: boolean
}
export type FilterProps = {
  hubs: readonly Option[]
  advisors: readonly Option[]
  municipalities: readonly Option[]
  chosen: Record<"hub" | "advisor" | "municipality" | "turn" | "stale" | "text", string>
  kept: { track: string | undefined; stage: string | undefined }
}
export type ColumnProps = {
  code: string
  name: Named
  meaning: Named
  count: number
  isMore: boolean
  /** The one that a phone shows, and the address that shows this one there. */
  current: boolean
  href: string
  hidden: number
  hiddenHref: string
  more: string | null
  cards: readonly CardProps[]
}
export type BoardProps = {
  track: string
  trackName: Named
  others: readonly { name: Named; count: number; href: string }[]
  view: string
  filters: FilterProps
  isFiltered: boolean
  cleared: string
  ignored: readonly string[]
  views: readonly { key: "all" | "mine" | "mine_us" | "stale"; href: string; current: boolean }[]
  columns: readonly ColumnProps[]
  /** The moment it was made. */
  since: number
  moved: {
    ref: string
    did: "moved" | "filled" | "undone"
    company: string
    stage: Named
    count: number
    /** The act, if it can be undone. */
    undo: string | null
  } | null
}
export const Board = (props: BoardProps) => {
  const { lang } = useScreen()
  const words = useCaseWords()
  const { board } = words
  const { columns, moved, isFiltered, ignored, view, track, trackName, others, views, since } = props
  const total = columns.reduce((all, { count }) => all + count, 0)
  const said = moved && saidOf(moved, words, lang)
  return (
    <StaffPage title={`${board.title}: ${trackName[lang]}`} room="board" said={said} undo={undoOf(props)}>
      <div id="board-page">
        <div class="row between">
          <div class="row">
            <h1 class="h1">{trackName[lang]}</h1>
            {others.map(({ name, count, href }) => (
              <a class="link sm noprint" href={href}>
                {board.switchTo(name[lang], count)}
              </a>
            ))}
          </div>
          <div class="row">
            <span class="keys hide-s" aria-hidden="true">
              <span>{board.keysBetween}</span>
              <span>
                <kbd>M</kbd> {board.keyMove}
              </span>
            </span>
            <a class="ds-button" data-variant="secondary" href="/cases/new">
              <Icon name="Plus" />
              {board.newCase}
            </a>
          </div>
        </div>
        <nav class="viewbar" aria-label={board.title}>
          {views.map(({ key, href, current }) => (
            <a href={href} {...(current && { "aria-current": "true" })}>
              {board.views[key]}
            </a>
          ))}
        </nav>
        <Filters {...props} />
        <ChangesPlace from={`/cases/changes?${new URLSearchParams({ since: String(since), track, view })}`} />
        {ignored.length > 0 && (
          <p class="notice" role="status">
            {board.ignored(ignored.map((name) => board.names[name] ?? name).join(", "))}
          </p>
        )}
        {isFiltered && total === 0 && (
          <Empty title={board.nothing}>
            <a class="ds-button" data-variant="secondary" href={props.cleared}>
              {board.clear}
            </a>
          </Empty>
        )}
        {!isFiltered && total === 0 && (
          <Empty title={board.emptyTitle} text={board.emptyText}>
            <a class="ds-button" data-variant="secondary" href="/inbox">
              {board.toInbox}
            </a>
          </Empty>
        )}
        <Switch columns={columns} />
        <div class="board" id="board" data-view={view}>
          {columns.map((column) => (
            <Column {...column} view={view} />
          ))}
        </div>
      </div>
    </StaffPage>
  )
}

const saidOf = (moved: NonNullable<BoardProps["moved"]>, { board, did }: CaseWords, lang: Language): string =>
  moved.did !== "moved" ? did[moved.did] : board.moved(moved.company, moved.stage[lang], moved.count)

const undoOf = ({ moved, view }: BoardProps): Undo | undefined =>
  moved?.undo
    ? {
        to: `/cases/${moved.ref}/undoing`,
        of: moved.undo,
        made: {},
        view,
        target: "#board-page",
        swap: "outerMorph",
      }
    : undefined

const Column = ({
  code,
  name,
  meaning,
  current,
  count,
  isMore,
  hidden,
  hiddenHref,
  more,
  cards,
  view,
}: ColumnProps & { view: string }) => {
  const { lang } = useScreen()
  const { board } = useCaseWords()
  const left = count - cards.length
  return (
    <section
      class="col"
      id={`stage-${code}`}
      data-stage={code}
      data-current={current}
      aria-labelledby={`stage-${code}-name`}
    >
      <header>
        <h2 id={`stage-${code}-name`} title={meaning[lang]}>
          {name[lang]}
          <span class="n">{isMore ? `${count}+` : count}</span>
        </h2>
        {hidden > 0 && (
          <p>
            <a class="link" href={hiddenHref}>
              {board.hidden(hidden)}
            </a>
          </p>
        )}
      </header>
      <ol class="cards" data-cards>
        {cards.map((card) => (
          <li>
            <Card {...card} view={view} />
          </li>
        ))}
      </ol>
      {cards.length === 0 && <p class="quiet sm">{board.empty}</p>}
      {more && (
        <a class="more link" href={`${more}#stage-${code}`}>
          {isMore ? board.clear : board.more(left)}
        </a>
      )}
    </section>
  )
}

/** On a phone one stage at a time: its neighbours by name, and a rail of all. */
const Switch = ({ columns }: Pick<BoardProps, "columns">) => {
  const { lang } = useScreen()
  const { board } = useCaseWords()
  const here = columns.findIndex(({ current }) => current)
  const previous = columns[here - 1]
  const next = columns[here + 1]
  const now = columns[here]
  return (
    <>
      <nav class="switch" aria-label={board.stageRail}>
        {previous ? (
          <a class="side" href={previous.href}>
            <Icon name="ChevronLeft" />
            <span>{previous.name[lang]}</span>
          </a>
        ) : (
          <span />
        )}
        <b>
          {now?.name[lang]} <span class="quiet">{now?.count}</span>
        </b>
        {next && (
          <a class="side r" href={next.href}>
            <span>{next.name[lang]}</span>
            <Icon name="ChevronRight" />
          </a>
        )}
      </nav>
      <nav class="rail" aria-label={board.allStages}>
        {columns.map(({ name, count, href, current }) => (
          <a href={href} aria-label={`${name[lang]}, ${count}`} aria-current={current ? "true" : undefined}>
            {count}
          </a>
        ))}
      </nav>
    </>
  )
}

const Filters = ({ filters, isFiltered, cleared }: BoardProps) => {
  const { board } = useCaseWords()
  const { turns } = useDomainWords()
  const { hubs, advisors, municipalities, chosen, kept } = filters
  const selects = [
    { name: "hub", label: board.hub, options: hubs },
    { name: "advisor", label: board.advisor, options: advisors },
    { name: "municipality", label: board.municipality, options: municipalities },
    { name: "turn", label: board.turn, options: Object.entries(turns).map(([value, label]) => ({ value, label })) },
    { name: "stale", label: board.age, options: [{ value: "1", label: board.stale }] },
  ] as const
  return (
    <form
      class={isFiltered ? "filters on" : "filters"}
      id="filters"
      method="get"
      action="/cases"
      aria-label={board.filters}
    >
      {Object.entries(kept).map(([name, value]) => (value ? <input type="hidden" name={name} value={value} /> : null))}
      <span class="find">
        <Icon name="MagnifyingGlass" />
        <input
          class="ds-input"
          type="search"
          name="text"
          id="board-find"
          value={chosen.text}
          maxlength={100}
          aria-label={board.find}
          placeholder={board.find}
        />
      </span>
      <a class="ds-button only-s" data-variant="secondary" href="#filters">
        <Icon name="Filter" />
        {board.filters}
      </a>
      <span class="choices">
        {selects.map(({ name, label, options }) =>
          options.length === 0 ? null : (
            <select class={chosen[name] ? "ds-input on" : "ds-input"} name={name} aria-label={label}>
              <option value="">{`${label}: ${board.all}`}</option>
              {options.map(({ value, label: words }) => (
                <option value={value} selected={value === chosen[name]}>{`${label}: ${words}`}</option>
              ))}
            </select>
          ),
        )}
        <button class="ds-button" data-variant="secondary" type="submit">
          {board.show}
        </button>
        {isFiltered ? (
          <a class="link sm" href={cleared}>
            {board.clear}
          </a>
        ) : (
          <span class="quiet sm hide-s">{board.sorted}</span>
        )}
      </span>
    </form>
  )
}
