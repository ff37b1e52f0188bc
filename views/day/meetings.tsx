import type { FullCase } from "../cases/props.ts"
import { useTried } from "../cases/tried.ts"
import { DateField, PickField, PostForm, TextField } from "../parts/form.tsx"
import { duration, timeAt } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { useDayWords } from "./words.ts"

type MeetingProps = FullCase["meetings"][number]

/** What is to come, and the form for the next. What has been stands in the timeline. */
export const Meetings = (props: FullCase) => {
  const { meetings, may } = props
  const { meeting } = useDayWords()
  if (meetings.length === 0 && !may.meet) return null
  return (
    <section class="panel" id="meetings" aria-labelledby="meetings-name">
      <h2 class="h2 mb-2" id="meetings-name">
        {meeting.title}
      </h2>
      {meetings.length === 0 && <p class="quiet sm">{meeting.none}</p>}
      <ul class="todo-list">
        {meetings.map((one) => (
          <Planned {...props} one={one} />
        ))}
      </ul>
      {may.meet && <PlanForm {...props} />}
    </section>
  )
}

const Planned = (props: FullCase & { one: MeetingProps }) => {
  const { ref, one, may } = props
  const { id, place, about, names, minutes, isCancelled } = one
  const { lang } = useScreen()
  const { meeting } = useDayWords()
  const when = timeAt(lang, one)
  return (
    <li id={`meeting-${id}`}>
      <Icon name={isCancelled ? "CircleSlash" : "Calendar"} class="no" />
      <div>
        {isCancelled ? <del>{when}</del> : <b>{when}</b>}{" "}
        <span class="sm quiet">{isCancelled ? meeting.cancelled : meeting.lasts(duration(lang, minutes))}</span>
        {place && <p class="sm">{place}</p>}
        {about && <p class="sm">{about}</p>}
        {names.length > 0 && <p class="sm quiet">{names.join(", ")}</p>}
        <div class="row acts noprint">
          <a
            class="link sm"
            href={`/cases/${ref}/meetings/${id}/calendar`}
            download={`${ref}-${id}.ics`}
            aria-label={meeting.calendarFor(when)}
          >
            {meeting.calendar}
          </a>
          {place && !isCancelled && (
            <a
              class="link sm"
              href={`https://norgeskart.no/#!?${new URLSearchParams({ sok: place })}`}
              rel="noreferrer"
            >
              {meeting.map}
            </a>
          )}
          {may.meet && !isCancelled && <Changing {...props} />}
        </div>
      </div>
    </li>
  )
}

const Changing = ({ ref, one, made, tried }: FullCase & { one: MeetingProps }) => {
  const { lang } = useScreen()
  const { meeting } = useDayWords()
  const { id, on, at, minutes, place, about } = one
  const mine = tried?.typed.meeting === id ? tried : null
  const moved = useTried(mine, "meetings/moved")
  const cancelled = useTried(mine, "meetings/cancelled")
  const when = timeAt(lang, one)
  return (
    <>
      <details open={mine?.form === "meetings/moved"}>
        <summary class="link sm" aria-label={meeting.changeWhat(when)}>
          {meeting.change}
        </summary>
        <PostForm to={`/cases/${ref}/meetings/moved`} made={made} target="#case" swap="outerMorph">
          <input type="hidden" name="meeting" value={id} />
          <DateField id={`moved-${id}-on`} {...moved("on", on)} label={meeting.on} />
          <TextField id={`moved-${id}-at`} {...moved("at", at)} label={meeting.at} hint={meeting.atHint} short />
          <TextField
            id={`moved-${id}-minutes`}
            {...moved("minutes", String(minutes))}
            label={meeting.minutes}
            inputmode="numeric"
            short
          />
          <TextField id={`moved-${id}-place`} {...moved("place", place)} label={meeting.place} />
          <TextField id={`moved-${id}-about`} {...moved("about", about)} label={meeting.about} optional />
          <TextField id={`moved-${id}-reason`} {...moved("reason")} label={meeting.reason} />
          <button class="ds-button" type="submit">
            {meeting.move}
          </button>
        </PostForm>
      </details>
      <details open={mine?.form === "meetings/cancelled"}>
        <summary class="link sm" aria-label={meeting.cancelWhat(when)}>
          {meeting.cancel}
        </summary>
        <PostForm to={`/cases/${ref}/meetings/cancelled`} made={made} target="#case" swap="outerMorph">
          <input type="hidden" name="meeting" value={id} />
          <TextField id={`cancelled-${id}-reason`} {...cancelled("reason")} label={meeting.reason} />
          <button class="ds-button" type="submit">
            {meeting.cancelDo}
          </button>
        </PostForm>
      </details>
    </>
  )
}

const PlanForm = ({ ref, made, tried, contacts, readers, me }: FullCase) => {
  const { meeting } = useDayWords()
  const field = useTried(tried, "meetings")
  const chosen = tried?.form === "meetings" ? (tried.typed.with ?? "") : `person:${me}`
  return (
    <details class="noprint write" open={tried?.form === "meetings"}>
      <summary class="ds-button" data-variant="secondary">
        <Icon name="Calendar" />
        {meeting.plan}
      </summary>
      <PostForm to={`/cases/${ref}/meetings`} made={made} target="#case" swap="outerMorph">
        <DateField id="meeting-on" {...field("on")} label={meeting.on} />
        <TextField id="meeting-at" {...field("at")} label={meeting.at} hint={meeting.atHint} short />
        <TextField id="meeting-minutes" {...field("minutes", "60")} label={meeting.minutes} inputmode="numeric" short />
        <TextField id="meeting-place" {...field("place")} label={meeting.place} hint={meeting.placeHint} />
        <TextField id="meeting-about" {...field("about")} label={meeting.about} optional />
        <PickField
          kind="checkbox"
          id="meeting-with"
          {...field("with")}
          problem={field("people").problem}
          label={meeting.with}
          values={chosen.split(" ")}
          options={[
            ...contacts.filter(({ until }) => !until).map(({ id, name }) => ({ value: `contact:${id}`, label: name })),
            ...readers.map(({ id, name }) => ({ value: `person:${id}`, label: name })),
          ]}
          optional
        />
        <button class="ds-button" type="submit">
          {meeting.save}
        </button>
      </PostForm>
    </details>
  )
}
