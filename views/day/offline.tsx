import { CheckField, PickField, PostForm, SelectField, TextArea } from "../parts/form.tsx"
import { formatTime, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { TurnPill } from "../parts/pill.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { iconOf, KINDS, NextAndTurn, Reach, Time } from "./log.tsx"
import type { KeptCase, OfflineProps } from "./props.ts"
import { Unsent } from "./unsent.tsx"
import { useDayWords } from "./words.ts"

/** The day as the browser keeps it, with one form for what came of any of its meetings. Shown where nothing is reached. */
export const OfflinePage = ({ at, cases }: OfflineProps) => {
  const { lang } = useScreen()
  const { offline } = useDayWords()
  return (
    <StaffPage title={offline.title} room="day">
      <div class="narrow log" id="kept">
        <h1 class="h1">{offline.title}</h1>
        <p>
          {at ? offline.keptAt(formatTime(lang, at)) : offline.gone}{" "}
          <a class="link" href="/day">
            {offline.again}
          </a>
        </p>
        <Unsent />
        <p class="ds-alert" data-color="info" id="notkept" hidden>
          {offline.notKept}
        </p>
        {cases.length > 0 && (
          <>
            <Log cases={cases} />
            <h2 class="h2 daytitle">{offline.cases}</h2>
            <ul class="panel dayrows">
              {cases.map((kase) => (
                <Kept {...kase} />
              ))}
            </ul>
            <p class="sm quiet">{offline.notRestricted}</p>
          </>
        )}
      </div>
    </StaffPage>
  )
}

const Kept = ({ ref, company, stage, nextStep, nextOn, turn, meetings, contacts, notes }: KeptCase) => {
  const { lang, today } = useScreen()
  const { day, offline } = useDayWords()
  const { kinds } = useDomainWords()
  return (
    <li id={`row-${ref}`}>
      <div>
        <b>{company}</b>
        {nextStep && <p>{nextStep}</p>}
        <p class="row sm">
          <span class="quiet">{stage[lang]}</span>
          {nextOn && <span class="quiet">{shortDate(lang, nextOn, today)}</span>}
          {turn !== "us" && <TurnPill turn={turn} />}
        </p>
        {meetings.map(({ at, place }) => (
          <p class="sm">
            {[offline.meeting(lang === "en" ? at : at.replace(":", ".")), place].filter(Boolean).join(", ")}
          </p>
        ))}
        <Reach contacts={contacts} />
        {notes.length > 0 && (
          <details>
            <summary class="link sm noprint">{offline.notes}</summary>
            {notes.map(({ on, kind, by, text }) => (
              <>
                <p class="sm quiet">{[shortDate(lang, on, today), kinds[kind], by].filter(Boolean).join(" · ")}</p>
                <p class="said">{text}</p>
              </>
            ))}
          </details>
        )}
      </div>
      <div class="row acts">
        <a class="ds-button" data-variant="tertiary" href={`/log?case=${ref}`} aria-label={day.logFor(company)}>
          <Icon name="NotePencil" />
          {day.log}
        </a>
      </div>
    </li>
  )
}

/** What is asked of one case alone is folded away with the others, until that case is chosen. */
const Log = ({ cases }: Pick<OfflineProps, "cases">) => {
  const { log, offline } = useDayWords()
  const { kinds } = useDomainWords()
  return (
    <details id="log">
      <summary class="ds-button">{log.title}</summary>
      <PostForm to="/log" made={{}} class="panel">
        <SelectField
          id="log-case"
          name="case"
          label={log.pick}
          options={cases.map(({ ref, company }) => ({ value: ref, label: company }))}
        />
        <PickField
          kind="radio"
          id="log-kind"
          name="kind"
          label={log.kind}
          values={["meeting"]}
          options={KINDS.map((value) => ({ value, label: kinds[value], ...iconOf(value) }))}
        />
        <TextArea id="log-note" name="note" label={log.what} rows={4} />
        {cases.map((kase) => (
          <OfCase {...kase} />
        ))}
        <Time service={null} tried={null} />
        <NextAndTurn hint={offline.unchanged} />
        <div class="savebar">
          <button class="ds-button" type="submit">
            {log.save}
          </button>
          <p class="xs quiet">{offline.kept}</p>
        </div>
      </PostForm>
    </details>
  )
}

const OfCase = ({ ref, seq, nextStep, nextOn, isDue, contacts }: KeptCase) => {
  const { log } = useDayWords()
  return (
    <fieldset class="ds-fieldset" data-case={ref} hidden disabled>
      <input type="hidden" name="basedOn" value={String(seq)} />
      {nextOn && <CheckField id={`done-${ref}`} name="done" label={log.isDone(nextStep ?? "")} checked={isDue} />}
      {contacts.length > 0 && (
        <PickField
          kind="checkbox"
          id={`with-${ref}`}
          name="with"
          label={log.with}
          options={contacts.map(({ id, name }) => ({
            value: `contact:${id}`,
            label: name,
            icon: "Buildings2" as const,
          }))}
          optional
        />
      )}
    </fieldset>
  )
}
