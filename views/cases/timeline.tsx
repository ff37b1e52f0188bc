import type { IconName } from "../assets/icons.ts"
import { PostForm, SelectField, TextArea } from "../parts/form.tsx"
import { formatDate, shortDate, timeAt } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { usePartWords } from "../parts/words.ts"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import { DatingFields } from "./dating.tsx"
import { PastForm } from "./past.tsx"
import type { FullCase, TimelineEntry } from "./props.ts"
import { useTried } from "./tried.ts"
import { undoOf } from "./undo.tsx"
import { useCaseWords } from "./words.ts"

const ICONS: Record<TimelineEntry["event"]["type"], IconName> = {
  opened: "Inbox",
  assigned: "Person",
  moved: "ArrowRight",
  relimited: "Clock",
  filled: "NotePencil",
  noted: "ChatElipsis",
  rewritten: "NotePencil",
  meeting_planned: "Calendar",
  meeting_moved: "Calendar",
  meeting_cancelled: "CircleSlash",
  decided: "Gavel",
  milestone_set: "Plus",
  milestone_reached: "CheckmarkCircle",
  milestone_dropped: "CircleSlash",
  planned: "Calendar",
  finished: "Checkmark",
  waited: "Pause",
  resumed: "Play",
  closed: "Archive",
  reopened: "ArrowUndo",
  classified: "PadlockLocked",
  named: "PersonPlus",
  unnamed: "PersonCross",
  woke: "Clock",
  alerted: "ExclamationmarkTriangle",
  contact_added: "PersonPlus",
  numbered: "Checkmark",
  joined: "ArrowRightLeft",
  undone: "ArrowUndo",
}
/** What people come back to look for. */
const KEY = new Set<TimelineEntry["event"]["type"]>(["opened", "moved", "decided", "closed", "reopened"])
const KINDS = ["note", "call", "meeting", "visit", "mail", "customer", "work"] as const

export const Timeline = (props: FullCase) => {
  const { lang, today } = useScreen()
  const { page } = useCaseWords()
  return (
    <section class="panel" aria-labelledby="timeline-name">
      <header>
        <h2 class="h2" id="timeline-name">
          {page.timeline}
        </h2>
      </header>
      {props.may.note && <NoteForm {...props} />}
      <ol class="tl" id="timeline">
        {props.timeline.map((entry) => (
          <li id={`event-${entry.id}`} data-type={entry.event.type} class={entry.undone ? "undone" : ""}>
            <time class="when" datetime={entry.on}>
              {shortDate(lang, entry.on, today)}
            </time>
            <span class={KEY.has(entry.event.type) ? "dot key" : "dot"}>
              <Icon name={ICONS[entry.event.type]} />
            </span>
            <div class="what">
              <Happened {...entry} />
              {entry.undo && <UndoForm {...props} entry={entry} of={entry.undo} />}
            </div>
          </li>
        ))}
      </ol>
      <PastForm ref={props.ref} on={today} />
    </section>
  )
}

/** What was undone stays to be read, struck through. */
const Happened = (entry: TimelineEntry) => {
  const { lang } = useScreen()
  const { undo } = useCaseWords()
  const { by, undone } = entry
  const what = (
    <>
      {by && <b>{by}</b>} <Sentence {...entry} />
      <Said {...entry} />
    </>
  )
  if (!undone) return what
  return (
    <>
      <del>{what}</del>
      <p class="xs quiet">{undo.undone(undone.by, formatDate(lang, undone.on))}</p>
    </>
  )
}

const UndoForm = ({ ref, made, entry, of }: FullCase & { entry: TimelineEntry; of: string }) => {
  const words = usePartWords()
  const { acts, undo } = useCaseWords()
  return (
    <PostForm {...undoOf({ ref, made }, of)} class="noprint">
      <input type="hidden" name="of" value={of} />
      <button class="link xs" type="submit" aria-label={undo.label(`${entry.by} ${acts[entry.event.type]}`)}>
        {words.undo}
      </button>
    </PostForm>
  )
}

const NoteForm = ({ ref, made, tried }: FullCase) => {
  const { page } = useCaseWords()
  const { kinds } = useDomainWords()
  const fieldNotes = useTried(tried, "notes")
  return (
    <details class="noprint write" open={tried?.form === "notes"}>
      <summary class="ds-button" data-variant="secondary">
        <Icon name="NotePencil" />
        {page.write}
      </summary>
      <PostForm to={`/cases/${ref}/notes`} made={made} target="#case" swap="outerMorph">
        <SelectField
          id="note-kind"
          {...fieldNotes("kind", "call")}
          label={page.noteKind}
          options={KINDS.map((value) => ({ value, label: kinds[value] }))}
        />
        <TextArea id="note-text" {...fieldNotes("note")} label={page.noteText} />
        <DatingFields id="note" on={fieldNotes("on")} backdated={fieldNotes("backdated")} />
        <button class="ds-button" type="submit">
          {page.saveNote}
        </button>
      </PostForm>
    </details>
  )
}

const Sentence = ({ event: happened, stages, person, milestone, reason }: TimelineEntry) => {
  const { lang } = useScreen()
  const { event, acts } = useCaseWords()
  const { access, decisions, gates, kinds, turns } = useDomainWords()
  const { alert } = usePartWords()
  switch (happened.type) {
    case "opened":
    case "filled":
    case "finished":
    case "resumed":
    case "reopened":
    case "woke":
    case "contact_added":
    case "numbered":
      return <>{event[happened.type]}</>
    case "assigned":
      return <>{event.assigned(person)}</>
    case "moved":
      return (
        <>
          {event[happened.because ? "movedOut" : "moved"](stages[0]?.[lang] ?? "", stages[1]?.[lang] ?? "")}
          {happened.overridden?.length && (
            <> {event.overridden(happened.overridden.map((code) => gates[code](1)).join(", "))}</>
          )}
        </>
      )
    case "relimited":
      return <>{event.relimited(happened.limitDays)}</>
    case "decided":
      return <>{event.decided(decisions[happened.decision])}</>
    case "milestone_set":
      return <>{event.milestone_set(formatDate(lang, happened.due))}</>
    case "milestone_reached":
      return (
        <>
          {event.milestone_reached(formatDate(lang, happened.on))} {milestone && <b>{milestone}</b>}
        </>
      )
    case "milestone_dropped":
      return (
        <>
          {event.milestone_dropped} {milestone && <b>{milestone}</b>}
        </>
      )
    case "rewritten":
    case "meeting_cancelled":
      return <>{event[happened.type]}</>
    case "meeting_planned":
    case "meeting_moved":
      return <>{event[happened.type](timeAt(lang, happened))}</>
    case "noted":
      return (
        <>
          {event.noted} <b>{kinds[happened.kind].toLowerCase()}</b>
        </>
      )
    case "planned":
      return <>{event.planned(formatDate(lang, happened.on))}</>
    case "waited":
      return <>{event.waited(turns[happened.turn], formatDate(lang, happened.until))}</>
    case "closed":
      return <>{event.closed(reason?.[lang] ?? happened.reason)}</>
    case "classified":
      return <>{event.classified(access[happened.from], access[happened.to])}</>
    case "named":
    case "unnamed":
      return <>{event[happened.type](person)}</>
    case "alerted":
      return <>{event.alerted(happened.alert && alert[happened.alert])}</>
    case "joined":
      return <>{event[happened.because]}</>
    case "undone":
      return <>{event.undone(person ?? "", happened.types.map((type) => acts[type]).join(", "))}</>
  }
}

/** The words that went with it: in what order they were given, each under what it answers. */
const Said = ({ words, event, recordedOn }: TimelineEntry) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const { fields } = useDomainWords()
  const shown = Object.entries(words).filter(([name]) => name !== "company")
  if (event.type === "opened") return <p class="body">{words.need}</p>
  return (
    <>
      {shown.map(([name, text]) => (
        <p class="body">
          {name in fields && name !== "milestone" && <span class="quiet">{fields[name as keyof typeof fields]} </span>}
          {name === "backdated" && <span class="quiet">{page.recorded(formatDate(lang, recordedOn))} </span>}
          {text}
        </p>
      ))}
    </>
  )
}
