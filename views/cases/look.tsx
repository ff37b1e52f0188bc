import { Empty } from "../parts/empty.tsx"
import { shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import type { LookProps, ViewOf } from "./props.ts"
import { useCaseWords } from "./words.ts"

/** What stands over cards and rows alike: which track, the looks one comes back to, and what narrows them. */
export const LookHead = (props: LookProps) => {
  const { lang, today } = useScreen()
  const { board } = useCaseWords()
  const { trackName, others, ignored, filters, standsInFor } = props
  return (
    <>
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
          {filters.isGrouped && (
            <span class="keys hide-s" aria-hidden="true">
              <span>{board.keysBetween}</span>
              <span>
                <kbd>M</kbd> {board.keyMove}
              </span>
            </span>
          )}
          <a class="ds-button" data-variant="secondary" href="/cases/new">
            <Icon name="Plus" />
            {board.newCase}
          </a>
        </div>
      </div>
      {standsInFor.map(({ name, to, href }) => (
        <p class="sm standin">
          <a class="link" href={href}>
            {board.standsInFor(name, shortDate(lang, to, today))}
          </a>
        </p>
      ))}
      <ViewBar {...props} />
      <Filters {...props} />
      {ignored.length > 0 && (
        <p class="notice" role="status">
          {board.ignored([...new Set(ignored.map((name) => board.names[name] ?? name))].join(", "))}
        </p>
      )}
    </>
  )
}

export const NothingFits = ({ cleared }: LookProps) => {
  const { board } = useCaseWords()
  return (
    <Empty title={board.nothing}>
      <a class="ds-button" data-variant="secondary" href={cleared}>
        {board.clear}
      </a>
    </Empty>
  )
}

/** Whose a saved look is, in words; one's own needs none. */
export function useViewOf(): (view: ViewOf) => string {
  const { board } = useCaseWords()
  return ({ of, hub }) => (of === "hub" ? (hub ?? "") : board.viewOf[of])
}

const ViewBar = ({ views, saved, shows, view }: LookProps) => {
  const { density } = useScreen()
  const { board } = useCaseWords()
  const viewOf = useViewOf()
  const other = density === "compact" ? "comfortable" : "compact"
  return (
    <div class="row between viewrow">
      <nav class="viewbar" aria-label={board.looks}>
        {views.map(({ key, href, current }) => (
          <a href={href} {...(current && { "aria-current": "true" })}>
            {board.views[key]}
          </a>
        ))}
        {saved.map(({ name, href, current, of, hub }) => (
          <a href={href} {...(current && { "aria-current": "true" })}>
            {name}
            {of !== "person" && <span class="sub">{viewOf({ of, hub })}</span>}
          </a>
        ))}
        <a class="noprint" href={`/cases/views?${new URLSearchParams({ view })}`}>
          <Icon name="Plus" />
          {board.saveView}
        </a>
      </nav>
      <div class="row noprint">
        <a class="link sm" href={`/cases?${view ? `${view}&` : ""}density=${other}`}>
          {board.density[other]}
        </a>
        <nav class="seg" aria-label={board.showAs}>
          {shows.map(({ show, href, current }) => (
            <a href={href} {...(current && { "aria-current": "true" })}>
              {board.shows[show]}
            </a>
          ))}
        </nav>
      </div>
    </div>
  )
}

const Filters = ({ filters, isFiltered, cleared }: LookProps) => {
  const { lang } = useScreen()
  const { board } = useCaseWords()
  const { turns } = useDomainWords()
  const { hubs, advisors, municipalities, stages, chosen, kept, isGrouped } = filters
  const selects = [
    { name: "hub", label: board.hub, options: hubs },
    {
      name: "stage",
      label: board.stage,
      options: stages.map(({ code, name }) => ({ value: code, label: name[lang] })),
    },
    { name: "advisor", label: board.advisor, options: advisors },
    { name: "municipality", label: board.municipality, options: municipalities },
    { name: "turn", label: board.turn, options: Object.entries(turns).map(([value, label]) => ({ value, label })) },
    { name: "stale", label: board.age, options: [{ value: "1", label: board.stale }] },
  ] as const
  const [by, order] = [board.groupBy, board.sortBy].map(Object.entries) as [Choices, Choices]
  const { sort } = chosen
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
        {isGrouped && (
          <select class="ds-input" name="group" aria-label={board.group}>
            {by.map(([value, words]) => (
              <option value={value === "stage" ? "" : value} selected={value === chosen.group}>
                {`${board.group}: ${words}`}
              </option>
            ))}
          </select>
        )}
        <select class="ds-input" name="sort" aria-label={board.sort}>
          {order.map(([value, words]) => (
            <option
              value={value === "attend" && sort !== "-attend" ? "" : sort === `-${value}` ? sort : value}
              selected={value === sort.replace("-", "")}
            >
              {`${board.sort}: ${words}`}
            </option>
          ))}
        </select>
        <button class="ds-button" data-variant="secondary" type="submit">
          {board.show}
        </button>
        {isFiltered && (
          <a class="link sm" href={cleared}>
            {board.clear}
          </a>
        )}
      </span>
    </form>
  )
}

type Choices = [string, string][]
