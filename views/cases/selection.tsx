import type { RunVerb, Verb } from "#src/cases/selection.ts"
import type { Blocked, RefusalCode } from "#src/core/acts.ts"
import type { Turn } from "#src/core/case.ts"
import type { GateCode } from "#src/core/gates.ts"
import type { Named } from "#src/db/schema.ts"
import { DateField, PostForm, SelectField, TextArea, TextField } from "../parts/form.tsx"
import { longDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import type { Option, Tried, Way } from "./props.ts"
import { useTried } from "./tried.ts"
import { useRefused } from "./undo.tsx"
import { useCaseWords } from "./words.ts"

/** What the core says no for; or not this person's to do, known of and no more, unknown, or changed meanwhile. */
export type LeftCode = RefusalCode | "forbidden" | "elsewhere" | "absent" | "changed"
/** A case that is left as it was, and why. Without a company nobody says that there is such a case. */
export type LeftProps = {
  ref: string
  company: string | null
  refusal: LeftCode
  missing: readonly { code: GateCode; left: number }[]
  by: string
  blocked: Blocked | null
}
export type ChangeProps = { from: Named | string | null; to: Named | string | null; way: Way | null }

export type AskingProps = {
  verb: Verb | null
  /** The query of the board or list it came from. */
  view: string
  /** Those it is about, as they travel in a form. */
  refs: string
  own: readonly { ref: string; company: string; stage: Named }[]
  left: readonly LeftProps[]
  stages: readonly { code: string; name: Named; track: Named | null }[]
  team: readonly Option[]
  nobody: string
  closeReasons: readonly { code: string; name: Named }[]
  tried: Tried | null
}

type Values = Readonly<Record<string, string>>
/** What each of the forms after the first carries on. */
type Carried = { view: string; refs: string; values: Values }

export type PreviewProps = Carried & {
  verb: Verb
  /** What it will be done under, so that it is done once however often it is sent. */
  key: string
  /** All that were chosen, also those that are left. */
  all: string
  /** What was asked for, to be read once more. */
  asked: { to: Named | string | null; turn: Turn | null; until: string | null; reason: string | null }
  does: readonly ({ ref: string; company: string } & ChangeProps)[]
  left: readonly LeftProps[]
  leftText: string
}

export type ProgressProps = Carried & {
  verb: RunVerb
  key: string
  done: number
  total: number
  waiting: number
  left: readonly LeftProps[]
  leftText: string
  /** Those left that could be tried again. */
  again: string
  /** Those that are done and could be undone as one. */
  undoes: string
  isStopped: boolean
}

/** Asks for what the verb needs, and shows which cases it is about. */
export const SelectionAsking = (props: AskingProps) => {
  const { verb, view, refs, own, left, tried } = props
  const { lang } = useScreen()
  const { selection } = useCaseWords()
  const sentence = useProblems()
  const wrong = sentence(tried?.problems.ref)
  const title = wrong
    ? selection.none
    : verb
      ? selection.title[verb](own.length)
      : selection.chosen(own.length + left.length)
  return (
    <Page title={title} view={view}>
      <section class="panel">
        <h1 class="h1">{title}</h1>
        {wrong && (
          <p class="ds-validation-message" role="alert" id="selection-ref-problem">
            {wrong}
          </p>
        )}
        {!wrong && <p class="quiet sm mb-3">{selection.notYet}</p>}
        {!wrong && own.length > 0 && (verb ? <Wants {...props} verb={verb} /> : <Verbs view={view} refs={refs} />)}
      </section>
      {own.length > 0 && (
        <section class="group" aria-labelledby="chosen-name">
          <h2 id="chosen-name">{selection.chosen(own.length)}</h2>
          <ul class="list">
            {own.map(({ ref, company, stage }) => (
              <Line ref={ref} company={company}>
                {stage[lang]}
              </Line>
            ))}
          </ul>
        </section>
      )}
      <Left left={left} />
    </Page>
  )
}

/** What each will do and which are left, before anything is written. */
export const SelectionPreview = (props: PreviewProps) => {
  const { verb, view, refs, values, key, all, does, left, leftText } = props
  const { selection, move } = useCaseWords()
  const title = does.length ? selection.title[verb](does.length) : selection.doesNothing
  return (
    <Page title={title} view={view}>
      <section class="panel">
        <h1 class="h1">{title}</h1>
        <AskedFor {...props} />
        <p class="quiet sm mb-3">{selection.notYet}</p>
        <div class="row">
          {does.length > 0 && (
            <PostForm to="/cases/selection/run" made={{ act: key }} view={view} class="act">
              <Carry verb={verb} refs={refs} values={values} />
              <input type="hidden" name="left" value={leftText} />
              <button class="ds-button" type="submit">
                {selection.title[verb](does.length)}
              </button>
            </PostForm>
          )}
          <PostForm to="/cases/selection" made={{}} view={view} class="act">
            <Carry verb={verb} refs={all} values={values} />
            <button class="ds-button" data-variant="tertiary" type="submit">
              {selection.change}
            </button>
          </PostForm>
        </div>
      </section>
      <Left left={left} to={values.to} />
      {does.length > 0 && (
        <section class="group" aria-labelledby="does-name">
          <h2 id="does-name">{selection.does[verb](does.length)}</h2>
          <ul class="list">
            {does.map(({ ref, company, from, to, way }) => (
              <Line ref={ref} company={company}>
                <Change verb={verb} from={from} to={to} />
                {way && way !== "next" && <span class="tag">{move.ways[way]}</span>}
              </Line>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

/** How far it has come. With scripts it goes on by itself; without, a button does. */
export const SelectionProgress = (props: ProgressProps) => {
  const { verb, view, refs, values, key, done, total, waiting, left, leftText, again, undoes, isStopped } = props
  const { selection } = useCaseWords()
  const isOver = waiting === 0
  const title = selection.done[verb](done)
  const post = { made: { act: key }, view, target: "#many", swap: "outerMorph" } as const
  const carried = (
    <>
      <Carry verb={verb} refs={refs} values={values} />
      <input type="hidden" name="left" value={leftText} />
    </>
  )
  return (
    <Page title={title} view={view}>
      <section class="panel">
        <h1 class="h1">{title}</h1>
        <p id="many-said" role="status" class="ds-sr-only">
          {isOver ? title : selection.progress(total - waiting, total)}
        </p>
        {!isOver && (
          <>
            <p class="sm quiet">{isStopped ? selection.stopped(waiting) : selection.going}</p>
            <p class="progress">
              <progress id="selection-progress" max={total} value={total - waiting} aria-label={title} />
              <span class="num">{selection.progress(total - waiting, total)}</span>
            </p>
            <div class="row">
              <PostForm
                to="/cases/selection/run"
                {...post}
                // Another id is another form: only one that is new goes on by itself.
                id={`go-on-${waiting}`}
                class="act"
                auto={!isStopped}
              >
                {carried}
                <button class="ds-button" data-variant={isStopped ? "primary" : "secondary"} type="submit">
                  {selection.goOn(waiting)}
                </button>
              </PostForm>
              {!isStopped && (
                <PostForm to="/cases/selection/run" {...post} id="stop" class="act scripted">
                  {carried}
                  <button class="ds-button" data-variant="tertiary" type="submit" name="stop" value="1">
                    {selection.stop}
                  </button>
                </PostForm>
              )}
            </div>
          </>
        )}
        {(isOver || isStopped) && (undoes || again) && (
          <div class="row">
            {undoes && (
              <PostForm to="/cases/selection/run" made={{}} view={view} class="act">
                <Carry verb="undo" refs={undoes} values={{ of: key }} />
                <button class="ds-button" data-variant="secondary" type="submit">
                  <Icon name="ArrowUndo" />
                  {selection.undo(done)}
                </button>
              </PostForm>
            )}
            {again && (
              <PostForm to="/cases/selection/preview" made={{}} view={view} class="act">
                <Carry verb={verb} refs={again} values={values} />
                <button class="ds-button" data-variant="secondary" type="submit">
                  {selection.retry}
                </button>
              </PostForm>
            )}
          </div>
        )}
      </section>
      <Left left={left} to={values.to} />
    </Page>
  )
}

const Page = ({ title, view, children }: { title: string; view: string; children: unknown }) => {
  const { selection } = useCaseWords()
  return (
    <StaffPage title={title} room="board">
      <div id="many" class="narrow">
        <p class="crumb">
          <a class="link" href={`/cases${view && `?${view}`}`}>
            {selection.back}
          </a>
        </p>
        {children}
      </div>
    </StaffPage>
  )
}

const AskedFor = ({ verb, asked: { to, turn, until, reason } }: PreviewProps) => {
  const { lang } = useScreen()
  const { selection } = useCaseWords()
  const { turns } = useDomainWords()
  const name = typeof to === "string" ? to : to?.[lang]
  return (
    <p>
      {turn && <b>{turns[turn]}</b>} {until && selection.until(longDate(lang, until))}
      {!turn && <b>{name ?? (verb === "assign" ? selection.nobody : "")}</b>}
      {reason && `. ${reason}`}
    </p>
  )
}

const Carry = ({ verb, refs, values }: Omit<Carried, "view"> & { verb: RunVerb }) => (
  <>
    <input type="hidden" name="verb" value={verb} />
    <input type="hidden" name="ref" value={refs} />
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)

const Verbs = ({ view, refs }: Pick<AskingProps, "view" | "refs">) => {
  const { selection } = useCaseWords()
  return (
    <PostForm to="/cases/selection" made={{}} view={view} class="act" label={selection.choose}>
      <input type="hidden" name="ref" value={refs} />
      <div class="row">
        {(["assign", "move", "wait", "close"] as const).map((verb) => (
          <button class="ds-button" data-variant="secondary" type="submit" name="verb" value={verb}>
            {selection.verbs[verb]}
          </button>
        ))}
      </div>
    </PostForm>
  )
}

const Wants = (props: AskingProps & { verb: Verb }) => {
  const { verb, view, refs, tried } = props
  const { selection } = useCaseWords()
  return (
    <PostForm to="/cases/selection/preview" made={{ act: tried?.typed.act }} view={view}>
      <Carry verb={verb} refs={refs} values={{}} />
      <Fields {...props} />
      <button class="ds-button" type="submit">
        {selection.preview}
      </button>
    </PostForm>
  )
}

const Fields = ({ verb, stages, team, nobody, closeReasons, tried }: AskingProps) => {
  const { lang } = useScreen()
  const { selection, page } = useCaseWords()
  const { turns } = useDomainWords()
  const field = useTried(tried, "selection")
  switch (verb) {
    case "assign":
      return (
        <SelectField
          id="selection-advisor"
          {...field("advisor")}
          label={selection.advisor}
          blank={selection.pick}
          options={[...team, { value: nobody, label: selection.nobody }]}
        />
      )
    case "move":
      return (
        <>
          <SelectField
            id="selection-to"
            {...field("to")}
            label={selection.to}
            blank={selection.pick}
            options={stages.map(({ code, name, track }) => ({
              value: code,
              label: track ? `${track[lang]}: ${name[lang]}` : name[lang],
            }))}
          />
          <TextArea
            id="selection-reason"
            {...field("reason")}
            label={selection.moveReason}
            hint={selection.moveReasonHint}
            optional
          />
        </>
      )
    case "wait":
      return (
        <>
          <SelectField
            id="selection-turn"
            {...field("turn", "company")}
            label={page.waitOn}
            options={Object.entries(turns).map(([value, label]) => ({ value, label }))}
          />
          <TextField id="selection-reason" {...field("reason")} label={page.waitWhy} />
          <DateField id="selection-until" {...field("until")} label={page.waitUntil} />
        </>
      )
    case "close":
      return (
        <>
          <SelectField
            id="selection-closeReason"
            {...field("closeReason")}
            label={page.closeReason}
            blank={selection.pick}
            options={closeReasons.map(({ code, name }) => ({ value: code, label: name[lang] }))}
          />
          <TextArea id="selection-reason" {...field("reason")} label={page.closeWords} />
        </>
      )
    default:
      return null
  }
}

type LineProps = { ref: string; company: string; children?: unknown; act?: unknown }

const Line = ({ ref, company, children, act }: LineProps) => (
  <li>
    <div>
      <h3>
        <a href={`/cases/${ref}`}>{company}</a>
      </h3>
      <p class="d">
        <span>{ref}</span>
        {children}
      </p>
    </div>
    {act && <div class="acts">{act}</div>}
  </li>
)

const Change = ({ verb, from, to }: { verb: Verb } & Omit<ChangeProps, "way">) => {
  const { lang } = useScreen()
  const { selection } = useCaseWords()
  const nobody = verb === "assign" ? selection.noAdvisor : ""
  const said = (it: Named | string | null) => (it === null ? nobody : typeof it === "string" ? it : it[lang])
  const after = said(to)
  return (
    <>
      <span>{said(from)}</span>
      {after && (
        <>
          <Icon name="ArrowRight" />
          <span class="ds-sr-only">{selection.becomes}</span>
          <b>{after}</b>
        </>
      )}
    </>
  )
}

/** Those that are left, each with why and the way to what it lacks; of what one may not know only how many. */
const Left = ({ left, to }: { left: readonly LeftProps[]; to?: string | undefined }) => {
  const { selection } = useCaseWords()
  const known = left.filter(({ company }) => company !== null)
  const absent = left.filter(({ company }) => company === null)
  return (
    <>
      {known.length > 0 && (
        <section class="group" aria-labelledby="left-name">
          <h2 id="left-name">{selection.left(known.length)}</h2>
          <ul class="list">
            {known.map((one) => (
              <Line
                ref={one.ref}
                company={one.company ?? ""}
                act={
                  one.missing.length > 0 && (
                    <a class="link md" href={`/cases/${one.ref}/stage${to ? `?to=${encodeURIComponent(to)}` : ""}`}>
                      {selection.fill}
                      <span class="ds-sr-only"> {one.company}</span>
                    </a>
                  )
                }
              >
                <Reason {...one} />
              </Line>
            ))}
          </ul>
        </section>
      )}
      {absent.length > 0 && (
        <section class="group" aria-labelledby="absent-name">
          <h2 id="absent-name">{selection.absent(absent.length)}</h2>
          <p class="sm quiet">{absent.map(({ ref }) => ref).join(", ")}</p>
        </section>
      )}
    </>
  )
}

const Reason = ({ refusal, missing, by, blocked }: LeftProps) => {
  const { selection } = useCaseWords()
  const refused = useRefused()
  const { gates } = useDomainWords()
  if (missing.length) return <>{selection.lacks(missing.map(({ code, left }) => gates[code](left)).join(", "))}</>
  switch (refusal) {
    case "changed":
      return <>{selection.why.changed(by)}</>
    case "forbidden":
    case "elsewhere":
      return <>{selection.why[refusal]}</>
    case "absent":
      return <>{selection.absent(1)}</>
    default:
      return <>{refused({ refusal, blocked: blocked ?? undefined })}</>
  }
}
