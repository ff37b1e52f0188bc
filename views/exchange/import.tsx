import type { Child } from "hono/jsx"
import { CheckField, PostForm, SelectField } from "../parts/form.tsx"
import { formatNumber } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import { Rows } from "./import-rows.tsx"
import type { ImportProps } from "./props.ts"
import { useExchangeWords } from "./words.ts"

/** A list on its way in: what its columns hold, what its rows will do, how far it has come, and what it did. */
export const Import = (props: ImportProps) => {
  const { file, hub, source, total, state, mapping, wrong } = props
  const { lists, source: sources } = useExchangeWords()
  return (
    <StaffPage title={file} room="people">
      <div class="narrow stack gap-4" id="import">
        <header>
          <p>
            <a class="link back" href="/import">
              <Icon name="ChevronLeft" />
              {lists.title}
            </a>
          </p>
          <h1 class="h1">{file}</h1>
          <p class="d sm quiet">
            <span class="tag">{lists.state[state]}</span> {hub}, {sources.rows(total)}. <Read source={source} />
          </p>
        </header>
        {mapping ? <Mapping {...props} mapping={mapping} /> : <Stands {...props} />}
        {wrong.length > 0 && !mapping && <Wrong {...props} />}
        {!mapping && <Rows {...props} />}
      </div>
    </StaffPage>
  )
}

const Read = ({ source }: Pick<ImportProps, "source">) => {
  const { source: words } = useExchangeWords()
  if (source.kind === "csv")
    return <>{words.csv(words.encodings[source.encoding], words.separators[source.separator])}</>
  return (
    <>
      {words.xlsx(source.sheet)} {source.others.length > 0 && words.others(source.others.join(", "))}
    </>
  )
}

const Mapping = ({ id, mapping, tried }: ImportProps & { mapping: NonNullable<ImportProps["mapping"]> }) => {
  const { lang } = useScreen()
  const { mapping: words } = useExchangeWords()
  const sentence = useProblems()
  const { columns, fields, tracks, track, overwrite } = mapping
  const options = fields.map((value) => ({ value, label: words.fields[value] }))
  return (
    <section class="panel" aria-labelledby="mapping">
      <h2 class="h2" id="mapping">
        {words.title}
      </h2>
      <p class="quiet sm mb-3">{words.hint}</p>
      <PostForm to={`/import/${id}/mapping`} made={{}} class="form">
        {columns.map(({ name, samples, field }, n) => (
          <SelectField
            id={`column-${n}`}
            name={`column.${n}`}
            label={name || words.unnamed(n + 1)}
            hint={samples.length ? samples.map((one) => shortened(one)).join(" · ") : undefined}
            options={options}
            blank={words.ignored}
            value={tried?.typed[`column.${n}`] ?? field}
            problem={sentence(tried?.problems[`column.${n}`])}
            either
          />
        ))}
        <SelectField
          id="track"
          name="track"
          label={words.track}
          options={tracks.map(({ code, name }) => ({ value: code, label: name[lang] }))}
          value={tried?.typed.track ?? track}
          problem={sentence(tried?.problems.track)}
        />
        <CheckField
          id="overwrite"
          name="overwrite"
          label={words.overwrite}
          hint={words.overwriteHint}
          checked={tried ? tried.typed.overwrite === "yes" : overwrite}
        />
        <button class="ds-button" type="submit">
          {words.submit}
        </button>
      </PostForm>
    </section>
  )
}

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** What will happen, what happens, or what did. */
const Stands = (props: ImportProps) => {
  const { id, state, counts, sums } = props
  const { check, done, mapping } = useExchangeWords()
  const ready = counts.waiting
  if (state === "checked")
    return (
      <Panel title={check.title} {...props}>
        <p class="quiet sm mb-3">{check.notYet}</p>
        <Sums {...props} />
        {ready === 0 && <p class="mb-3">{check.onlyWrong}</p>}
        <div class="row mt-4">
          {ready > 0 && (
            <PostForm to={`/import/${id}/run`} made={{}} class="act">
              <button class="ds-button" type="submit">
                {check.go(ready)}
              </button>
            </PostForm>
          )}
          <a class="ds-button" data-variant="secondary" href={`/import/${id}?step=mapping`}>
            {mapping.again}
          </a>
          <PostForm to={`/import/${id}/discarding`} made={{}} class="act">
            <button class="ds-button" data-variant="tertiary" type="submit">
              {check.discard}
            </button>
          </PostForm>
        </div>
        <p class="hint mt-4">
          {check.discardHint} {check.waits}
        </p>
      </Panel>
    )
  if (state === "running" || state === "stopped") return <Running {...props} />
  if (state === "undoing") return <Undoing {...props} />
  const isUndone = state === "undone"
  return (
    <Panel title={isUndone ? done.undone(counts.undone) : done.title(counts.done)} {...props}>
      {isUndone && counts.kept > 0 && <p class="mb-3">{done.kept(counts.kept)}.</p>}
      {!isUndone && sums && <Sums {...props} />}
      {!isUndone && counts.done > 0 && (
        <>
          <PostForm to={`/import/${id}/undoing`} made={{}} class="act mt-4">
            <button class="ds-button" data-variant="secondary" type="submit">
              <Icon name="ArrowUndo" />
              {done.undo}
            </button>
          </PostForm>
          <p class="hint mt-4">{done.undoHint}</p>
        </>
      )}
    </Panel>
  )
}

const Panel = ({ title, children }: { title: string; children?: Child }) => (
  <section class="panel" aria-labelledby="stands">
    <h2 class="h2" id="stands">
      {title}
    </h2>
    {children}
  </section>
)

const Sums = ({ sums, counts }: Pick<ImportProps, "sums" | "counts">) => {
  const { lang } = useScreen()
  const { sums: words } = useExchangeWords()
  if (!sums) return null
  const { newCompanies, byNumber, byName, updated, contacts, cases, lacking } = sums
  const all = { newCompanies, byNumber, byName, updated, contacts, cases, lacking, wrong: counts.wrong }
  const names = Object.keys(all) as (keyof typeof all)[]
  return (
    <dl class="facts">
      {names
        .filter((name) => all[name] > 0)
        .map((name) => (
          <>
            <dt>{words[name]}</dt>
            <dd class="num">{formatNumber(lang, all[name])}</dd>
          </>
        ))}
    </dl>
  )
}

/** With scripts it asks for the next rows by itself, without them by a button. */
const Running = (props: ImportProps) => {
  const { id, state, counts } = props
  const { run, done } = useExchangeWords()
  const isStopped = state === "stopped"
  const over = counts.done + counts.same
  const auto = { target: "#main", swap: "innerMorph", auto: !isStopped } as const
  return (
    <Panel title={done.title(counts.done)} {...props}>
      <p class="sm quiet">{isStopped ? run.stopped : run.running}</p>
      <Far n={over} of={over + counts.waiting} />
      <div class="row">
        <PostForm to={`/import/${id}/run`} made={{}} {...auto} id={`go-on-${counts.waiting}`} class="act">
          <button class="ds-button" data-variant={isStopped ? "primary" : "secondary"} type="submit">
            {run.goOn}
          </button>
        </PostForm>
        {isStopped ? (
          <PostForm to={`/import/${id}/undoing`} made={{}} class="act">
            <button class="ds-button" data-variant="tertiary" type="submit">
              {done.undo}
            </button>
          </PostForm>
        ) : (
          <PostForm to={`/import/${id}/stop`} made={{}} class="act">
            <button class="ds-button" data-variant="tertiary" type="submit">
              {run.stop}
            </button>
          </PostForm>
        )}
      </div>
    </Panel>
  )
}

const Undoing = (props: ImportProps) => {
  const { id, counts } = props
  const { run, done } = useExchangeWords()
  const over = counts.undone + counts.kept
  return (
    <Panel title={done.undone(counts.undone)} {...props}>
      <p class="sm quiet">{run.undoing}</p>
      <Far n={over} of={over + counts.done} />
      <PostForm
        to={`/import/${id}/undoing`}
        made={{}}
        target="#main"
        swap="innerMorph"
        auto
        id={`undo-${counts.done}`}
        class="act"
      >
        <button class="ds-button" data-variant="secondary" type="submit">
          {done.undoRest}
        </button>
      </PostForm>
    </Panel>
  )
}

const Far = ({ n, of }: { n: number; of: number }) => {
  const { lang } = useScreen()
  const { run } = useExchangeWords()
  const words = run.progress(formatNumber(lang, n), formatNumber(lang, of))
  return (
    <p class="progress" role="status">
      <progress max={Math.max(1, of)} value={n} aria-label={words} />
      <span class="num">{words}</span>
    </p>
  )
}

/** Row by row and column by column what is to be put right, and the file to do it in. */
const Wrong = ({ id, wrong, counts }: ImportProps) => {
  const { wrong: words } = useExchangeWords()
  return (
    <section class="group" aria-labelledby="wrong">
      <div class="row between">
        <h2 id="wrong">{words.title(counts.wrong)}</h2>
        <PostForm to={`/import/${id}/repair`} made={{}} class="act">
          <button class="ds-button" data-variant="secondary" type="submit">
            {words.file}
          </button>
        </PostForm>
      </div>
      <p class="hint mb-2">{words.hint}</p>
      <ul class="list">
        {wrong.map(({ nth, name, wrong: all }) => (
          <li>
            <div>
              <h3>
                {words.row(nth)}
                {name && ` · ${name}`}
              </h3>
              {all.map(({ column, code, about }) => (
                <p class="sm">{words.codes[code](column, about)}</p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {counts.wrong > wrong.length && <p class="quiet sm">{words.more(counts.wrong - wrong.length)}</p>}
    </section>
  )
}
