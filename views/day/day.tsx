import { Empty } from "../parts/empty.tsx"
import { DateField, PostForm, TextField } from "../parts/form.tsx"
import { duration, longDate, shortDate, weekday } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { AgeMark, NeverMark, TurnPill } from "../parts/pill.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import type { DayProps, DayRow } from "./props.ts"
import { Unsent } from "./unsent.tsx"
import { useDayWords } from "./words.ts"

export const DayPage = (props: DayProps) => {
  const { lang, today } = useScreen()
  const { day } = useDayWords()
  const { name, stepless, due, stale, soon, waiting, meetings, isMore, did, mine } = props
  const isQuiet = [stepless, due, stale, soon, waiting].every((rows) => rows.length === 0)
  return (
    <StaffPage title={day.title} room="day" said={(did && day.did[did]) || null}>
      <div id="day">
        <p class="sm quiet">{`${weekday(lang, today)} ${longDate(lang, today)}`}</p>
        <h1 class="h1">{day.hello(name)}</h1>
        <Unsent />
        <div class="two day">
          <div class="stack">
            {isQuiet && <Quiet {...props} />}
            <Rows {...props} id="stepless" title={day.stepless} rows={stepless} />
            {isMore.stepless && <More href={`/cases?show=list&advisor=${mine}`} />}
            <Rows {...props} id="due" title={day.due} rows={due} />
            {isMore.due && <More href={`/cases?show=list&advisor=${mine}&sort=next`} />}
            <Waiting waiting={waiting} />
            <Rows {...props} id="stale" title={day.stale} rows={stale} />
            <Rows {...props} id="soon" title={day.soon} rows={soon} />
          </div>
          <section class="panel" aria-labelledby="met-name">
            <h2 class="h2" id="met-name">
              {day.meetings}
            </h2>
            {meetings.length === 0 && <p class="quiet">{day.noMeetings}</p>}
            <ul class="dayrows">
              {meetings.map(({ ref, company, at, minutes, place, about }) => (
                <li>
                  <div>
                    <b class="clock">{lang === "en" ? at : at.replace(":", ".")}</b>{" "}
                    <a class="link strong" href={`/cases/${ref}`}>
                      {company}
                    </a>
                    <p class="sm quiet">{[place, about, duration(lang, minutes)].filter(Boolean).join(" · ")}</p>
                  </div>
                  <div class="row acts">
                    <LogLink ref={ref} company={company} />
                  </div>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </StaffPage>
  )
}

const Quiet = ({ hasCases }: DayProps) => {
  const { day } = useDayWords()
  return (
    <Empty title={hasCases ? day.quietTitle : day.noneTitle} text={hasCases ? day.quietText : day.noneText}>
      <a class="ds-button" data-variant="secondary" href="/cases">
        {day.toBoard}
      </a>
      {!hasCases && (
        <a class="ds-button" data-variant="tertiary" href="/cases/new">
          {day.newCase}
        </a>
      )}
    </Empty>
  )
}

const More = ({ href }: { href: string }) => (
  <p>
    <a class="link" href={href}>
      {useDayWords().day.more}
    </a>
  </p>
)

type RowsProps = Pick<DayProps, "tried"> & { id: string; title: string; rows: readonly DayRow[] }

const Rows = ({ id, title, rows, tried }: RowsProps) => {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={`${id}-name`} id={id}>
      <h2 class="h2 daytitle" id={`${id}-name`}>
        {title} <span class="cnt">{rows.length}</span>
      </h2>
      <ul class="panel dayrows">
        {rows.map((row) => (
          <li id={`row-${row.ref}`}>
            <Told {...row} />
            <Acts {...row} tried={tried?.ref === row.ref ? tried : null} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Told = ({ ref, company, stage, nextStep, nextOn, turn, age, never, instead }: DayRow) => {
  const { lang, today } = useScreen()
  const { day } = useDayWords()
  const isLate = nextOn !== null && nextOn < today
  return (
    <div>
      <a class="link strong" href={`/cases/${ref}`}>
        {company}
      </a>{" "}
      {instead !== null && <span class="sm quiet">{day.instead(instead)}</span>}
      {nextStep && <p>{nextStep}</p>}
      <p class="row sm">
        <span class="quiet">{stage[lang]}</span>
        {nextOn && (
          <span class={isLate ? "st stale" : "quiet"}>
            {isLate && <Icon name="ExclamationmarkTriangle" />}
            {isLate ? day.overdue(shortDate(lang, nextOn, today)) : shortDate(lang, nextOn, today)}
          </span>
        )}
        {turn !== "us" && <TurnPill turn={turn} />}
        {never ? <NeverMark /> : age.state !== "ok" && <AgeMark {...age} />}
      </p>
    </div>
  )
}

/** What one does about it, right there. */
const Acts = ({ ref, company, nextStep, nextOn, made, tried }: DayRow & Pick<DayProps, "tried">) => {
  const { day } = useDayWords()
  const sentence = useProblems()
  const to = nextOn ? `/cases/${ref}/next-step/done` : `/cases/${ref}/next-step`
  const field = (name: string) => ({
    name,
    value: tried?.typed[name] ?? "",
    problem: sentence(tried?.problems[name]),
  })
  return (
    <div class="row acts noprint">
      {nextOn && (
        <PostForm to={to} made={made} target="#day" swap="outerMorph">
          <input type="hidden" name="back" value="day" />
          <button class="ds-button" data-variant="secondary" type="submit" aria-label={day.doneWhat(nextStep ?? "")}>
            <Icon name="Checkmark" />
            {day.done}
          </button>
        </PostForm>
      )}
      <details open={tried !== null}>
        <summary class="ds-button" data-variant="secondary" aria-label={day.setStepFor(company)}>
          {day.setStep}
        </summary>
        <PostForm to={to} made={tried ? { ...made, act: tried.typed.act } : made} target="#day" swap="outerMorph">
          <input type="hidden" name="back" value="day" />
          <TextField id={`step-${ref}`} {...field("nextStep")} label={day.what} />
          <DateField id={`on-${ref}`} {...field("nextOn")} label={day.when} />
          <button class="ds-button" type="submit">
            {day.save}
          </button>
        </PostForm>
      </details>
      {!nextOn && (
        <a class="ds-button" data-variant="tertiary" href={`/cases/${ref}#turn`} aria-label={day.waitFor(company)}>
          {day.wait}
        </a>
      )}
      <LogLink ref={ref} company={company} />
    </div>
  )
}

const LogLink = ({ ref, company }: { ref: string; company: string }) => {
  const { day } = useDayWords()
  return (
    <a class="ds-button" data-variant="tertiary" href={`/log?case=${ref}`} aria-label={day.logFor(company)}>
      <Icon name="NotePencil" />
      {day.log}
    </a>
  )
}

/** What came in to the hub and nobody has answered. */
const Waiting = ({ waiting }: Pick<DayProps, "waiting">) => {
  const { lang, today } = useScreen()
  const { day } = useDayWords()
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="waiting-name" id="waiting">
      <h2 class="h2 daytitle" id="waiting-name">
        {day.waiting} <span class="cnt">{waiting.length}</span>
      </h2>
      <ul class="panel dayrows">
        {waiting.map(({ ref, company, need, dueOn }) => (
          <li>
            <div>
              <a class="link strong" href={`/inbox/${ref}`}>
                {company || ref}
              </a>
              <p>{need}</p>
              <p class={dueOn < today ? "sm st stale" : "sm quiet"}>
                {dueOn < today ? day.late(shortDate(lang, dueOn, today)) : day.answerBy(shortDate(lang, dueOn, today))}
              </p>
            </div>
            <div class="row acts noprint">
              <a
                class="ds-button"
                data-variant="secondary"
                href={`/inbox/${ref}`}
                aria-label={day.answerTo(company || ref)}
              >
                {day.answer}
              </a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
