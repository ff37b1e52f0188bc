import type { Child } from "hono/jsx"
import { PostForm, SelectField } from "../parts/form.tsx"
import { formatDate, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { Changes, useDemands } from "./changes.tsx"
import { GateFields, LimitField, Names, PhaseField, useFields } from "./fields.tsx"
import { Progress } from "./progress.tsx"
import type { EditProps, FormName, HistoryEntry, StagePageProps } from "./props.ts"
import { useProgrammeWords } from "./words.ts"

/** One stage: what it means and asks for, what has been changed, and for the programme owner how to change it. */
export const StagePage = (props: StagePageProps) => {
  const { track, stage, edit, job, history, did } = props
  const { lang } = useScreen()
  const words = useProgrammeWords()
  return (
    <StaffPage title={stage.name[lang]} room="stages" said={did && words.did[did]}>
      <div class="narrow stack gap-4">
        <nav class="crumb">
          <a class="link" href="/programme/stages">
            {words.crumb}
          </a>
          <Icon name="ChevronRight" />
          <span>{track[lang]}</span>
        </nav>
        <h1 class="h1">{stage.name[lang]}</h1>
        <Meanwhile {...props} />
        <Facts {...props} />
        <div id="progress">{job && <Progress {...job} />}</div>
        {edit && <Edit {...props} edit={edit} />}
        <section class="panel" aria-labelledby="history-name">
          <h2 class="h2" id="history-name">
            {words.stage.history}
          </h2>
          {history.length === 0 ? <p class="quiet">{words.stage.noHistory}</p> : <History entries={history} />}
        </section>
      </div>
    </StaffPage>
  )
}

const Facts = ({ stage }: StagePageProps) => {
  const { lang } = useScreen()
  const { list, days, cases, stage: words } = useProgrammeWords()
  const { phases } = useDomainWords()
  const demands = useDemands()
  const { meaning, phase, limitDays, requires, retiredOn, successor, hiddenAt, open, href } = stage
  return (
    <section class="panel" aria-label={words.meaning}>
      {retiredOn && (
        <p class="notice">{words.retiredOn(list.retiredOn(formatDate(lang, retiredOn), successor?.[lang] ?? null))}</p>
      )}
      <dl class="facts">
        <dt>{words.meaning}</dt>
        <dd>{meaning[lang]}</dd>
        <dt>{list.phase}</dt>
        <dd>{phases[phase]}</dd>
        <dt>{list.limit}</dt>
        <dd>{days(limitDays)}</dd>
        <dt>{list.requires}</dt>
        <dd>{demands(requires)}</dd>
        <dt>{list.open}</dt>
        <dd>
          {open > 0 ? (
            <a class="link" href={href}>
              {cases(open)}
            </a>
          ) : (
            cases(open)
          )}
        </dd>
        <dt>{words.time}</dt>
        <dd>
          <a class="link" href={`/network/stages/${stage.code}`}>
            {words.toTime}
          </a>
        </dd>
        {hiddenAt.length > 0 && (
          <>
            <dt>{words.hiding}</dt>
            <dd>{hiddenAt.map(({ name }) => name).join(", ")}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** What stands in the way of a form, and what others did while it was filled in. */
const Meanwhile = ({ tried, meanwhile }: StagePageProps) => {
  const { stage } = useProgrammeWords()
  const { refusals } = useDomainWords()
  if (!tried?.refusal) return null
  return (
    <div class="ds-alert" data-color="danger" role="alert" id="problem-said">
      <p>{refusals[tried.refusal]}</p>
      {meanwhile.length > 0 && (
        <>
          <p>{stage.meanwhile}</p>
          <History entries={meanwhile} />
        </>
      )}
    </div>
  )
}

const History = ({ entries }: { entries: readonly HistoryEntry[] }) => {
  const { lang, today } = useScreen()
  return (
    <ol class="stack">
      {entries.map(({ seq, on, by, ...change }) => (
        <li id={`change-${seq}`}>
          <p class="sm quiet">
            <time datetime={on}>{shortDate(lang, on, today)}</time> {by}
          </p>
          <Changes {...change} />
        </li>
      ))}
    </ol>
  )
}

type Props = StagePageProps & { edit: EditProps }

const Edit = (props: Props) => {
  const { stage, edit } = props
  const words = useProgrammeWords()
  return (
    <section aria-labelledby="change-name" class="stack noprint">
      <h2 class="h2" id="change-name">
        {words.stage.change}
      </h2>
      <NamesForm {...props} />
      <LimitForm {...props} />
      <RequirementsForm {...props} />
      <PlaceForm {...props} />
      <PhaseForm {...props} />
      <HidingForm {...props} />
      {edit.canRetire && (
        <p>
          <a
            class="ds-button"
            data-variant="tertiary"
            data-color="danger"
            href={`/programme/stages/${stage.code}/retirement`}
          >
            {words.stage.retire}
          </a>
        </p>
      )}
    </section>
  )
}

/** Closed until it is wanted, and open when it was refused. */
const Changing = ({ of, title, form, children }: { of: Props; title: string; form: FormName; children: Child }) => {
  const { stage, edit, tried } = of
  const words = useProgrammeWords()
  const isMine = tried?.form === form
  return (
    <details class="panel" open={isMine}>
      <summary class="h3">{title}</summary>
      <PostForm
        to={`/programme/stages/${stage.code}/${form}`}
        made={{ act: isMine ? tried.typed.act : undefined, ...edit.made }}
        class="form prose mt-3"
      >
        {children}
        <div class="row">
          <button class="ds-button" data-variant="secondary" type="submit">
            {words.stage.preview}
          </button>
        </div>
      </PostForm>
    </details>
  )
}

const NamesForm = (props: Props) => {
  const { stage: words } = useProgrammeWords()
  const { stage, tried } = props
  return (
    <Changing of={props} title={words.names} form="names">
      <Names field={useFields("names", tried)} name={stage.name} meaning={stage.meaning} />
    </Changing>
  )
}

const LimitForm = (props: Props) => {
  const { stage: words } = useProgrammeWords()
  const { stage, tried } = props
  return (
    <Changing of={props} title={words.limit} form="limit">
      <input type="hidden" name="from" value={String(stage.limitDays)} />
      <LimitField field={useFields("limit", tried)} limitDays={stage.limitDays} />
    </Changing>
  )
}

const RequirementsForm = (props: Props) => {
  const { stage: words } = useProgrammeWords()
  const { edit, tried } = props
  return (
    <Changing of={props} title={words.requires} form="requirements">
      <GateFields field={useFields("requirements", tried)} gates={edit.gates} form="requirements" tried={tried} />
    </Changing>
  )
}

const PlaceForm = (props: Props) => {
  const { lang } = useScreen()
  const { stage: words } = useProgrammeWords()
  const { stage, edit, tried } = props
  const now = edit.places.findIndex(({ code }) => code === stage.code) + 1
  return (
    <Changing of={props} title={words.place} form="place">
      <SelectField
        {...useFields("place", tried)("place", now)}
        label={words.placeLabel}
        options={edit.places.map(({ name }, i) => ({ value: String(i + 1), label: words.here(i + 1, name[lang]) }))}
      />
    </Changing>
  )
}

const PhaseForm = (props: Props) => {
  const { stage: words } = useProgrammeWords()
  const { stage, edit, tried } = props
  return (
    <Changing of={props} title={words.phase} form="phase">
      <PhaseField field={useFields("phase", tried)} phase={stage.phase} phases={edit.phases} />
    </Changing>
  )
}

const HidingForm = (props: Props) => {
  const { stage: words } = useProgrammeWords()
  const { stage, edit, tried } = props
  return (
    <>
      <Changing of={props} title={words.hiding} form="hiding">
        <SelectField
          {...useFields("hiding", tried)("hub")}
          label={words.hub}
          hint={words.hidingHint}
          blank={words.choose}
          options={edit.hubs}
        />
      </Changing>
      {stage.hiddenAt.map(({ id, name }) => (
        <PostForm to={`/programme/stages/${stage.code}/showing`} made={edit.made}>
          <input type="hidden" name="hub" value={id} />
          <button class="ds-button" data-variant="tertiary" type="submit">
            {words.showing(name)}
          </button>
        </PostForm>
      ))}
    </>
  )
}
