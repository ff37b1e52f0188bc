import type { Access, Turn } from "#src/core/case.ts"
import type { Age } from "#src/core/clocks.ts"
import type { Alert } from "#src/core/facts.ts"
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
import { LookHead, NothingFits } from "./look.tsx"
import type { Group, LookProps, MadeProps } from "./props.ts"
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
  alert: Alert | null
  place: string | null
  access: Access
  advisor: { initials: string; name: string; mine: boolean } | null
  made: MadeProps
  missing: readonly { code: GateCode; left: number; field: string }[]
  next: { code: string; name: Named; ready: boolean } | null
  back: { code: string; name: Named } | null
  /** Told where the column doesn't tell it. */
  stage: Named | null
  landed: boolean
}
export type ColumnProps = {
  key: string
  /** Null where words say it: whose turn, and what is without. */
  name: Named | null
  meaning: Named | null
  /** What its advisor has in all, against what is well to have. */
  load: { n: number; most: number; isOver: boolean } | null
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
export type BoardProps = LookProps & {
  group: Group
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
  const { lang, density } = useScreen()
  const words = useCaseWords()
  const { board } = words
  const { columns, moved, isFiltered, view, track, trackName, group, since } = props
  const total = columns.reduce((all, { count }) => all + count, 0)
  const said = moved && saidOf(moved, words, lang)
  return (
    <StaffPage title={`${board.title}: ${trackName[lang]}`} room="board" said={said} undo={undoOf(props)}>
      <div id="board-page">
        <LookHead {...props} />
        <ChangesPlace from={`/cases/changes?${new URLSearchParams({ since: String(since), track, view })}`} />
        {isFiltered && total === 0 && <NothingFits {...props} />}
        {!isFiltered && total === 0 && (
          <Empty title={board.emptyTitle} text={board.emptyText}>
            <a class="ds-button" data-variant="secondary" href="/inbox">
              {board.toInbox}
            </a>
          </Empty>
        )}
        <Switch columns={columns} group={group} />
        <div class="board" id="board" data-view={view} data-group={group} data-density={density}>
          {columns.map((column) => (
            <Column {...column} view={view} group={group} />
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

const Column = (props: ColumnProps & { view: string; group: Group }) => {
  const { key, meaning, load, current, count, isMore, hidden, hiddenHref, more, cards, view, group } = props
  const { lang } = useScreen()
  const { board } = useCaseWords()
  const name = useColumnName(group)(props)
  const id = `${group}-${key}`
  const left = count - cards.length
  return (
    <section
      class="col"
      id={id}
      {...(group === "stage" && { "data-stage": key })}
      data-current={current}
      aria-labelledby={`${id}-name`}
    >
      <header>
        <h2 id={`${id}-name`} title={meaning?.[lang]}>
          {name}
          <span class="n">{isMore ? `${count}+` : count}</span>
        </h2>
        {load && (
          <p class={load.isOver ? "load over" : "load"}>
            {load.isOver && <Icon name="ExclamationmarkTriangle" />}
            {load.isOver ? board.overLoad(load.n, load.most) : board.load(load.n)}
          </p>
        )}
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
        <a class="more link" href={`${more}#${id}`}>
          {isMore ? board.clear : board.more(left)}
        </a>
      )}
    </section>
  )
}

/** What a column is called: by its row, or in words where it is whose turn, or what is without. */
function useColumnName(group: Group): (column: Pick<ColumnProps, "key" | "name">) => string {
  const { lang } = useScreen()
  const { board } = useCaseWords()
  const { turns } = useDomainWords()
  return ({ key, name }) => {
    if (name) return name[lang]
    if (group === "turn") return turns[key as Turn]
    return group === "advisor" ? board.nobody : board.noPlace
  }
}

/** On a phone one column at a time: its neighbours by name, and a rail of all. */
const Switch = ({ columns, group }: Pick<BoardProps, "columns" | "group">) => {
  const { board } = useCaseWords()
  const nameOf = useColumnName(group)
  const here = columns.findIndex(({ current }) => current)
  const previous = columns[here - 1]
  const next = columns[here + 1]
  const now = columns[here]
  return (
    <>
      <nav class="switch" aria-label={board.columnRail[group]}>
        {previous ? (
          <a class="side" href={previous.href}>
            <Icon name="ChevronLeft" />
            <span>{nameOf(previous)}</span>
          </a>
        ) : (
          <span />
        )}
        <b>
          {now && nameOf(now)} <span class="quiet">{now?.count}</span>
        </b>
        {next && (
          <a class="side r" href={next.href}>
            <span>{nameOf(next)}</span>
            <Icon name="ChevronRight" />
          </a>
        )}
      </nav>
      <nav class="rail" aria-label={board.allColumns[group]}>
        {columns.map((column) => (
          <a
            href={column.href}
            aria-label={`${nameOf(column)}, ${column.count}`}
            aria-current={column.current ? "true" : undefined}
          >
            {column.count}
          </a>
        ))}
      </nav>
    </>
  )
}
