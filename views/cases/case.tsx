import { Meetings } from "../day/meetings.tsx"
import { Hatch } from "../parts/bar.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { KeptWords } from "../parts/kept.tsx"
import { SpellTable } from "../parts/spells.tsx"
import { usePartWords } from "../parts/words.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { Aside } from "./aside.tsx"
import { BasicCaseView } from "./basics.tsx"
import { ChangesPlace } from "./changes.tsx"
import { Files } from "./files.tsx"
import { Milestones } from "./milestones.tsx"
import { Decided, MoveForm } from "./move.tsx"
import { Now } from "./now.tsx"
import type { CasePageProps, FullCase } from "./props.ts"
import { Timeline } from "./timeline.tsx"
import { isThere } from "./tried.ts"
import { undoOf, useRefused } from "./undo.tsx"
import { useCaseWords } from "./words.ts"

export const CasePage = (props: CasePageProps) =>
  props.kind === "full" ? <FullCaseView {...props} /> : <BasicCaseView {...props} />

const FullCaseView = (props: FullCase) => {
  const { lang } = useScreen()
  const { page, did } = useCaseWords()
  const { ref, company, need, track, stage, tried } = props
  const said = props.did && Object.hasOwn(did, props.did) ? did[props.did as keyof typeof did] : null
  const { alert } = usePartWords()
  const refused = useRefused()
  const isTold = tried && Object.keys(tried.problems).length > 0 && isThere(props, tried)
  // What is wrong with a field of a form that is gone matters less than why it is gone.
  const wrong =
    tried && !isTold ? refused({ ...tried, refusal: tried.refusal ?? (props.endedOn ? "ended" : "changed") }) : null
  const undo = props.undo ? undoOf(props, props.undo) : undefined
  return (
    <StaffPage title={company} room="board" said={said} undo={undo}>
      <div id="case" data-made={props.made.basedOn}>
        <nav class="crumb" aria-label={page.cases}>
          <a class="link" href={`/cases?track=${track.code}`}>
            {track.name[lang]}
          </a>
          <Icon name="ChevronRight" />
          <a class="link" href={`/cases?track=${track.code}&stage=${stage.code}#stage-${stage.code}`}>
            {stage.name[lang]}
          </a>
          <Icon name="ChevronRight" />
          <span>{ref}</span>
        </nav>
        <div class="casehead">
          <div>
            <h1>{company}</h1>
            <p class="sub">{need}</p>
          </div>
          {props.moves.length > 0 && (
            <div class="row acts noprint">
              <a class="ds-button" data-variant="secondary" href={`/cases/${ref}/stage`}>
                <Icon name="ArrowRight" />
                {page.move}
              </a>
            </div>
          )}
        </div>
        <ChangesPlace from={`/cases/${ref}/changes?since=${props.made.basedOn}`} />
        {wrong && (
          <p class="ds-alert" data-color="danger" role="alert">
            {wrong}
          </p>
        )}
        {wrong && tried && <KeptWords typed={tried.typed} />}
        {props.endedOn && (
          <p class="ds-alert" data-color="info">
            {page.closed(props.ending?.[lang] ?? "", formatDate(lang, props.endedOn))}
          </p>
        )}
        {props.alert && !props.endedOn && (
          <p class="ds-alert" data-color="warning" id="alert">
            {page.alerted(alert[props.alert])}{" "}
            <a class="link" href={`/companies/${props.companyId}`}>
              {page.journey}
            </a>
          </p>
        )}
        <Stepper {...props} />
        {!props.endedOn && <Now {...props} />}
        <div class="two">
          <div class="stack">
            {!props.endedOn && <Lacks {...props} />}
            <Meetings {...props} />
            <Milestones {...props} />
            <Files {...props} />
            <Spells {...props} />
            <Timeline {...props} />
          </div>
          <Aside {...props} />
        </div>
      </div>
    </StaffPage>
  )
}

const Stepper = ({ steps, since, track, endedOn }: FullCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  return (
    <ol class="stepper" aria-label={track.name[lang]}>
      {steps.map(({ name, meaning, state, leftOn }) => (
        <li
          class={state === "skipped" ? "done skipped" : state}
          title={meaning[lang]}
          {...(state === "now" && { "aria-current": "step" })}
        >
          <b>
            {state === "done" && <Icon name="Checkmark" />}
            {name[lang]}
          </b>
          <span>
            {state === "now" && !endedOn && page.since(formatDate(lang, since))}
            {state === "done" && leftOn && page.leftOn(formatDate(lang, leftOn))}
            {state === "skipped" && page.skipped}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** What is missing for the next stage, folded to a line until someone fills it in. */
const Lacks = ({ ref, next, lacks, holds, decided, move, tried }: FullCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const { gates, shown } = useDomainWords()
  if (!next)
    return (
      <>
        <p class="quiet">{page.lastStage}</p>
        {move && (
          <section class="panel" aria-labelledby="move-name">
            <h2 class="h2 mb-2" id="move-name">
              {page.moveOn(move.toName[lang])}
            </h2>
            <div class="fill" id="move-place">
              <MoveForm {...move} target="#case" />
            </div>
          </section>
        )}
      </>
    )
  const isOpen = tried?.form === "stage"
  return (
    <section class="panel" id="lacks" aria-labelledby="lacks-name">
      <header>
        <h2 class="h2" id="lacks-name">
          {lacks.length ? page.lacks(lacks.length, next.name[lang]) : page.ready(next.name[lang])}
        </h2>
        <span class="sm quiet">{page.inPlace(holds.length, holds.length + lacks.length)}</span>
      </header>
      <ul class="todo-list">
        {holds.map(({ code, said }) => (
          <li>
            <Icon name="CheckmarkCircleFill" class="ok" />
            <span>
              {shown[code]}{" "}
              {said && (
                <span class="sm quiet said-by">
                  {page[said.kind](said.by, formatDate(lang, said.on))}
                  {said.line && page.quote(said.line)}
                </span>
              )}
            </span>
          </li>
        ))}
        {lacks.map(({ code, left, kind, field }) => (
          <li>
            <Icon name="Circle" class="no" />
            <span>
              {move ? (
                <a class="link" {...opening(`/cases/${ref}/stage?${new URLSearchParams({ to: next.code, field })}`)}>
                  <b>{capital(gates[code](left))}</b>
                </a>
              ) : (
                <b>{capital(gates[code](left))}</b>
              )}{" "}
              <span class="quiet">{page.kinds[kind]}</span>
            </span>
          </li>
        ))}
      </ul>
      {decided && <Decided decided={decided} caseRef={ref} />}
      {move && (
        <details class="noprint" open={isOpen || lacks.length === 0}>
          <summary class="ds-button" data-variant="secondary">
            {move.fields.length || move.settle.length
              ? page.fillAndMove(move.toName[lang])
              : page.moveOn(move.toName[lang])}
          </summary>
          <div class="fill" id="move-place">
            <MoveForm {...move} target="#case" />
          </div>
        </details>
      )}
    </section>
  )
}

/** Opens the form in its place; without scripts, on a page of its own. */
const opening = (href: string) => ({ href, "hx-get": href, "hx-target": "#move-place", "hx-swap": "innerHTML" })
/** How long it stood in each stage, and whose time that was: folded, since most days nobody asks. */
const Spells = ({ spells, longest }: FullCase) => {
  const { page } = useCaseWords()
  return (
    <section class="panel" aria-labelledby="spells-name">
      <h2 class="h2 mb-2" id="spells-name">
        {page.spells}
      </h2>
      <Hatch />
      <details class="unfold" id="spells">
        <summary>{page.spellsShow}</summary>
        <SpellTable spells={spells} most={longest} caption={page.spells} />
      </details>
    </section>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
