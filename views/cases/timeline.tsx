import type { IconName } from "../assets/icons.ts"
import { useDayWords } from "../day/words.ts"
import { PickField, PostForm, SelectField, TextArea } from "../parts/form.tsx"
import { duration, formatDate, shortDate, timeAt } from "../parts/format.ts"
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
  attached: "File",
  detached: "File",
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
  enquiry_attached: "Inbox",
  enquiry_withdrawn: "ArrowUndo",
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
  const { note } = useDayWords()
  return (
    <section class="panel" aria-labelledby="timeline-name">
      <header>
        <h2 class="h2" id="timeline-name">
          {page.timeline}
        </h2>
        {props.spent > 0 && (
          <a class="link sm" href={`/cases/${props.ref}?only=time#timeline-name`}>
            {note.spent(duration(lang, props.spent))}
          </a>
        )}
      </header>
      {props.may.note && <NoteForm {...props} />}
      <Only {...props} />
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
              <Happened {...entry} ref={props.ref} />
              {entry.note && <Noted {...props} entry={entry} note={entry.note} />}
              {entry.undo && <UndoForm {...props} entry={entry} of={entry.undo} />}
            </div>
          </li>
        ))}
      </ol>
      <PastForm ref={props.ref} on={today} />
    </section>
  )
}

/** Leads to some of the timeline. */
const Only = ({ ref, only, kinds }: FullCase) => {
  const { note } = useDayWords()
  if (kinds.length < 3) return null
  return (
    <nav class="viewbar noprint" aria-label={note.filter}>
      {kinds.map((kind) => (
        <a
          href={`/cases/${ref}${kind === "all" ? "" : `?only=${kind}`}#timeline-name`}
          aria-current={kind === only ? "true" : undefined}
        >
          {note.only[kind]}
        </a>
      ))}
    </nav>
  )
}

type NotedProps = FullCase & { entry: TimelineEntry; note: NonNullable<TimelineEntry["note"]> }

/** Who was there, who was told, how long it took, what it said before, and the way to say it otherwise. */
const Noted = ({ ref, made, tried, entry, note }: NotedProps) => {
  const { lang } = useScreen()
  const { note: words, log } = useDayWords()
  const { event, present, told } = entry
  const mine = tried?.form === "rewriting" && tried.typed.of === entry.id ? tried : null
  const field = useTried(mine, "rewriting")
  const time = event.type === "noted" ? event.time : undefined
  const parts = time ? PARTS.flatMap((part) => (time[part] ? [`${log[part]} ${duration(lang, time[part])}`] : [])) : []
  const sum = time ? time.contact + time.preparation + time.travel : 0
  const details = [
    present.length > 0 && words.present(present.join(", ")),
    time && `${words.time(duration(lang, sum), parts.join(", "))}, ${log.services[time.service]}`,
    told.length > 0 && words.told(told.join(", ")),
    note.since && words.edited(formatDate(lang, note.since)),
  ].filter(Boolean)
  return (
    <>
      {details.length > 0 && <p class="xs quiet">{details.join(" · ")}</p>}
      {note.before.length > 0 && (
        <details class="xs">
          <summary class="link">{words.history}</summary>
          {note.before.map(({ text, on }) => (
            <p class="body">
              <span class="quiet">{words.wrote(formatDate(lang, on))} </span>
              {text}
            </p>
          ))}
        </details>
      )}
      {note.mayRewrite && !entry.undone && (
        <details class="noprint" open={mine !== null}>
          <summary class="link xs">{words.edit}</summary>
          <PostForm to={`/cases/${ref}/rewriting`} made={made} target="#case" swap="outerMorph">
            <input type="hidden" name="of" value={entry.id} />
            <TextArea id={`rewrite-${entry.id}`} {...field("note", note.text)} label={words.editText} />
            <button class="ds-button" type="submit">
              {words.editSave}
            </button>
          </PostForm>
        </details>
      )}
    </>
  )
}

const PARTS = ["contact", "preparation", "travel"] as const

type HappenedProps = TimelineEntry & { ref: string }

/** What was undone stays to be read, struck through. */
const Happened = (entry: HappenedProps) => {
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

const NoteForm = ({ ref, made, tried, readers, me }: FullCase) => {
  const { log } = useDayWords()
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
        {readers.some(({ id }) => id !== me) && (
          <PickField
            kind="checkbox"
            id="note-mentions"
            {...fieldNotes("mentions")}
            label={log.mention}
            hint={log.mentionHint}
            values={(tried?.form === "notes" ? (tried.typed.mentions ?? "") : "").split(" ")}
            options={readers.filter(({ id }) => id !== me).map(({ id, name }) => ({ value: id, label: name }))}
            optional
          />
        )}
        <DatingFields id="note" on={fieldNotes("on")} backdated={fieldNotes("backdated")} />
        <button class="ds-button" type="submit">
          {page.saveNote}
        </button>
      </PostForm>
    </details>
  )
}

const Sentence = ({ ref, event: happened, stages, person, milestone, reason, file }: HappenedProps) => {
  const { lang } = useScreen()
  const { event, acts } = useCaseWords()
  const { access, decisions, gates, kinds, turns } = useDomainWords()
  const { alert } = usePartWords()
  switch (happened.type) {
    case "opened": {
      const { imported } = happened.case
      return <>{imported ? event.imported(imported.lacks.map((code) => gates[code](1)).join(", ")) : event.opened}</>
    }
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
    case "attached":
    case "detached":
      return (
        <>
          {event[happened.type]}{" "}
          {file?.isThere ? (
            <a class="link" href={`/cases/${ref}/files/${file.id}`} download>
              {file.name}
            </a>
          ) : (
            <b>{file?.name}</b>
          )}
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
    case "enquiry_attached":
      return <>{event.enquiry_attached(happened.ref)}</>
    case "enquiry_withdrawn":
      return <>{event.enquiry_withdrawn(happened.forgets)}</>
    case "joined":
      return <>{event[happened.because]}</>
    case "undone":
      return <>{event.undone(person ?? "", happened.types.map((type) => acts[type]).join(", "))}</>
  }
}

/** The words that went with it: in what order they were given, each under what it answers. */
const Said = ({ words: said, event, recordedOn, note }: TimelineEntry) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const { fields } = useDomainWords()
  const words = note ? { ...said, note: note.text } : said
  const shown = Object.entries(words).filter(([name, text]) => name !== "company" && name !== "file" && text)
  // What it says now stands at the note itself.
  if (event.type === "rewritten") return null
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
