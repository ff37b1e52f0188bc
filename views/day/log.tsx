import type { IconName } from "../assets/icons.ts"
import { DatingFields } from "../cases/dating.tsx"
import { Asked, Settled } from "../cases/move.tsx"
import {
  CheckField,
  DateField,
  ErrorSummary,
  PickField,
  PostForm,
  SelectField,
  TextArea,
  TextField,
} from "../parts/form.tsx"
import { formatPhone, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import type { LogPageProps, PickCaseProps } from "./props.ts"
import { Unsent } from "./unsent.tsx"
import { useDayWords } from "./words.ts"

export const KINDS = ["meeting", "call", "visit", "mail", "note", "customer", "work"] as const
const TURNS = ["us", "company", "funder", "other"] as const
const KIND_ICONS: Partial<Record<(typeof KINDS)[number], IconName>> = { call: "Phone", mail: "EnvelopeClosed" }

/** Which case it was: one choice, and on. */
export const PickCase = ({ today, own }: PickCaseProps) => {
  const { lang } = useScreen()
  const { log } = useDayWords()
  return (
    <StaffPage title={log.title} room="log">
      <div class="narrow log">
        <h1 class="h1">{log.title}</h1>
        <Unsent />
        {today.length + own.length > 0 ? (
          <form method="get" action="/log" class="panel stack gap-3">
            <div class="ds-field" hidden data-filters="log-case">
              <label class="ds-label" for="log-filter">
                {log.filter}
              </label>
              <input class="ds-input" id="log-filter" type="search" autocomplete="off" />
            </div>
            <div class="ds-field">
              <label class="ds-label" for="log-case">
                {log.pick}
              </label>
              <select class="ds-input" id="log-case" name="case">
                {today.length > 0 && (
                  <optgroup label={log.pickToday}>
                    {today.map(({ ref, company, at }) => (
                      <option value={ref}>{`${at.replace(":", ".")} ${company}`}</option>
                    ))}
                  </optgroup>
                )}
                <optgroup label={log.pickOwn}>
                  {own.map(({ ref, company, stage }) => (
                    <option value={ref}>{`${company}, ${stage[lang]}`}</option>
                  ))}
                </optgroup>
              </select>
            </div>
            <button class="ds-button" type="submit">
              {log.go}
            </button>
          </form>
        ) : (
          <p>{log.none}</p>
        )}
        <p class="sm quiet">
          {log.other}{" "}
          <a class="link" href="/search" data-find>
            {log.search}
          </a>
        </p>
      </div>
    </StaffPage>
  )
}

/** All that came of it in one form, in the order that one tells it. */
export const LogPage = (props: LogPageProps) => {
  const { ref, company, stage, isEnded, made, contacts, readers, service, tried } = props
  const { lang } = useScreen()
  const { log } = useDayWords()
  const { kinds } = useDomainWords()
  const field = useField(tried)
  const typed = tried?.typed ?? {}
  const people = [
    ...contacts.map(({ id, name }) => ({ value: `contact:${id}`, label: name, icon: "Buildings2" as const })),
    ...readers.map(({ id, name }) => ({ value: `person:${id}`, label: name, icon: "Person" as const })),
  ]
  return (
    <StaffPage title={`${log.title}: ${company}`} room="log">
      <div class="narrow log" id="log">
        <header class="loghead">
          <h1 class="h1">{log.title}</h1>
          <a class="link" href={`/cases/${ref}`}>
            {log.cancel}
          </a>
        </header>
        <p>
          <b>{company}</b> <span class="quiet">{stage[lang]}</span>{" "}
          <a class="link sm" href="/log">
            {log.otherCase}
          </a>
        </p>
        <Unsent />
        <Reach contacts={contacts} />
        {isEnded && (
          <p class="ds-alert" data-color="info">
            {log.ended}
          </p>
        )}
        <Wrong {...props} />
        <PostForm to="/log" made={made} target="#log" swap="outerHTML" class="panel">
          <input type="hidden" name="case" value={ref} data-company={company} />
          <PickField
            kind="radio"
            id="log-kind"
            {...field("kind")}
            label={log.kind}
            values={[typed.kind ?? "meeting"]}
            options={KINDS.map((value) => ({ value, label: kinds[value], ...iconOf(value) }))}
            focus={!tried}
          />
          <TextArea id="log-note" {...field("note")} label={log.what} hint={log.whatHint} rows={4} />
          <Guide {...props} />
          {people.length > 0 && (
            <PickField
              kind="checkbox"
              id="log-with"
              {...field("with")}
              problem={field("people").problem}
              label={log.with}
              values={(typed.with ?? "").split(" ")}
              options={people}
              optional
            />
          )}
          <DatingFields id="log" on={field("on")} backdated={field("backdated")} />
          <Time service={service} tried={tried} />
          {!isEnded && <Agreed {...props} />}
          <Move {...props} />
          {readers.length > 0 && (
            <details open={Boolean(typed.mentions || tried?.problems.mentions)}>
              <summary class="link sm">{log.mention}</summary>
              <PickField
                kind="checkbox"
                id="log-mentions"
                {...field("mentions")}
                label={log.mention}
                hint={log.mentionHint}
                values={(typed.mentions ?? "").split(" ")}
                options={readers.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </details>
          )}
          <div class="savebar">
            <button class="ds-button" type="submit">
              {log.save}
            </button>
            <p class="xs quiet">{log.saved}</p>
          </div>
        </PostForm>
      </div>
    </StaffPage>
  )
}

/** The time it took, and what it was spent on. */
export const Time = ({ service, tried }: Pick<LogPageProps, "service" | "tried">) => {
  const { log } = useDayWords()
  const field = useField(tried)
  return (
    <>
      <fieldset class="ds-fieldset">
        <legend class="ds-label">{log.minutes}</legend>
        <div class="trio">
          <Minutes id="log-contact" {...field("contact")} label={log.contact} />
          <Minutes id="log-preparation" {...field("preparation")} label={log.preparation} />
          <Minutes id="log-travel" {...field("travel")} label={log.travel} />
        </div>
      </fieldset>
      <SelectField
        id="log-service"
        {...field("service", service ?? "")}
        label={log.service}
        blank={log.choose}
        options={Object.entries(log.services).map(([value, label]) => ({ value, label }))}
        either
      />
    </>
  )
}

/** To call or to write, before or after. */
export const Reach = ({ contacts }: { contacts: LogPageProps["contacts"] }) => {
  const { lang } = useScreen()
  const reachable = contacts.filter(({ phone, email }) => phone || email)
  if (reachable.length === 0) return null
  return (
    <ul class="row sm reach">
      {reachable.map(({ name, phone, email }) => (
        <li class="row">
          {name}
          {phone && (
            <a class="link" href={`tel:${phone}`}>
              <Icon name="Phone" />
              {formatPhone(lang, phone)}
            </a>
          )}
          {email && (
            <a class="link" href={`mailto:${email}`}>
              <Icon name="EnvelopeClosed" />
              {email}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

const Wrong = ({ tried, move }: LogPageProps) => {
  const sentence = useProblems()
  const { refusals } = useDomainWords()
  if (!tried) return null
  const asked = new Set([...(move?.fields ?? []).map(({ name }) => name as string), "reason"])
  const problems = Object.entries(tried.problems).map(([name, problem]) => ({
    id: PLACES[name] ?? (asked.has(name) ? `log-move-${name}` : `log-${name}`),
    text: sentence(problem) ?? "",
  }))
  if (problems.length > 0) return <ErrorSummary problems={problems} />
  return (
    tried.refusal && (
      <p class="ds-alert" data-color="danger" role="alert">
        {refusals[tried.refusal]}
      </p>
    )
  )
}

/** Where a field stands that is called otherwise. */
const PLACES: Readonly<Record<string, string>> = { people: "log-with", waitReason: "log-reason", move: "log-move" }

/** What to ask about, for those who look here before they knock. */
const Guide = ({ guide, stage }: LogPageProps) => {
  const { lang } = useScreen()
  const { log } = useDayWords()
  const questions = guide.flatMap((code) => log.guide[code])
  if (questions.length === 0) return null
  return (
    <details>
      <summary class="link sm">{log.questions(stage[lang], questions.length)}</summary>
      <ul class="bullets">
        {questions.map((question) => (
          <li>{question}</li>
        ))}
      </ul>
    </details>
  )
}

/** What is next, and whose turn it is. */
const Agreed = (props: LogPageProps) => {
  const { lang, today } = useScreen()
  const { log } = useDayWords()
  const { nextStep, nextOn, isDue, tried } = props
  const hint = nextOn ? log.nextNow(nextStep ?? "", shortDate(lang, nextOn, today)) : undefined
  return (
    <>
      {nextOn && (
        <CheckField
          id="log-done"
          name="done"
          label={log.isDone(nextStep ?? "")}
          checked={tried ? tried.typed.done !== undefined : isDue}
        />
      )}
      <NextAndTurn {...props} hint={hint} />
    </>
  )
}

type NextProps = Partial<Pick<LogPageProps, "turn" | "until" | "waitReason" | "tried">> & { hint: string | undefined }

export const NextAndTurn = ({ turn, until, waitReason, tried = null, hint }: NextProps) => {
  const { log } = useDayWords()
  const { turns } = useDomainWords()
  const field = useField(tried)
  return (
    <>
      <TextField id="log-nextStep" {...field("nextStep")} label={log.next} hint={hint} optional />
      <DateField id="log-nextOn" {...field("nextOn")} label={log.on} either />
      <PickField
        kind="radio"
        id="log-turn"
        {...field("turn")}
        label={log.turn}
        values={[tried?.typed.turn ?? turn ?? ""]}
        options={TURNS.map((value) => ({ value, label: turns[value] }))}
      />
      <div class="waits">
        <TextField
          id="log-reason"
          {...field("waitReason", waitReason ?? "")}
          label={log.waitReason}
          hint={log.waitHint}
          either
        />
        <DateField id="log-until" {...field("until", until ?? "")} label={log.until} either />
      </div>
    </>
  )
}

/** What is logged here is not asked for again, unless it turns out not to be enough. */
const Move = ({ move, tried }: LogPageProps) => {
  const { lang } = useScreen()
  const { log } = useDayWords()
  const { gates } = useDomainWords()
  if (!move) return null
  const isOpen = tried?.typed.move !== undefined || move.fields.some(({ problem }) => problem)
  const lacks = move.missing.map(({ code, left }) => gates[code](left)).join(", ")
  return (
    <details open={isOpen} id="log-moving">
      <summary class="link">{log.move(move.toName[lang])}</summary>
      <div class="stack gap-3">
        <CheckField
          id="log-move"
          name="move"
          label={log.move(move.toName[lang])}
          hint={lacks ? log.moveLacks(lacks) : log.moveReady}
          checked={tried?.typed.move !== undefined}
        />
        {move.fields
          .filter(({ name, problem }) => problem || !LOGGED.has(name))
          .map((one) => (
            <Asked {...move} {...one} focus={false} id={`log-move-${one.name}`} />
          ))}
        {move.settle.map((milestone) => (
          <Settled {...milestone} focus={false} prefix="log-move-" />
        ))}
        {move.fields.length > 0 && <p class="sm quiet">{log.moveHint}</p>}
      </div>
    </details>
  )
}

/** Fields that the note itself may be. */
const LOGGED = new Set<string>(["conversation", "meeting", "customer", "work"])

type MinutesProps = { id: string; name: string; value: string; problem: string | undefined; label: string }

const Minutes = (props: MinutesProps) => <TextField {...props} inputmode="numeric" maxlength={4} short either />

export const iconOf = (kind: (typeof KINDS)[number]) => {
  const icon = KIND_ICONS[kind]
  return icon ? { icon } : {}
}

/** With what was typed and what is wrong, if the form was refused. */
function useField(tried: LogPageProps["tried"]) {
  const sentence = useProblems()
  return (name: string, fallback = "") => ({
    name,
    value: tried ? (tried.typed[name] ?? "") : fallback,
    problem: sentence(tried?.problems[name]),
  })
}
