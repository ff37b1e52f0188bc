import { DateField, PostForm, SelectField, TextArea, TextField } from "../parts/form.tsx"
import { formatDate, formatOrgnr, formatPhone, longDate, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { KeptWords } from "../parts/kept.tsx"
import { AgeMark, Avatar, TurnPill, WaitMark } from "../parts/pill.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { BasicCaseView, Others } from "./basics.tsx"
import { MoveForm } from "./move.tsx"
import type { CasePageProps, FullCase } from "./props.ts"
import { Timeline } from "./timeline.tsx"
import { useTried } from "./tried.ts"
import { useCaseWords } from "./words.ts"

export const CasePage = (props: CasePageProps) =>
  props.kind === "full" ? <FullCaseView {...props} /> : <BasicCaseView {...props} />

const FullCaseView = (props: FullCase) => {
  const { lang } = useScreen()
  const { page, did } = useCaseWords()
  const { refusals } = useDomainWords()
  const { ref, company, need, track, stage, tried } = props
  const said = props.did && Object.hasOwn(did, props.did) ? did[props.did as keyof typeof did] : null
  const wrong = tried?.refusal && Object.keys(tried.problems).length === 0 ? refusals[tried.refusal] : null
  return (
    <StaffPage title={company} room="board" said={said}>
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
        <Stepper {...props} />
        {!props.endedOn && <Now {...props} />}
        <div class="two">
          <div class="stack">
            {!props.endedOn && <Lacks {...props} />}
            <Timeline {...props} />
          </div>
          <Aside {...props} />
        </div>
      </div>
    </StaffPage>
  )
}

const Stepper = ({ steps, age, track, endedOn }: FullCase) => {
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
            {state === "now" && !endedOn && age.state !== "waiting" && page.day(age.day, age.limit)}
            {state === "done" && leftOn && page.leftOn(formatDate(lang, leftOn))}
            {state === "skipped" && page.skipped}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The two things to see at once: what is next, and whose turn it is. */
const Now = (props: FullCase) => (
  <div class="nowbar">
    <NextStep {...props} />
    <Turn {...props} />
  </div>
)

const NextStep = (props: FullCase) => {
  const { ref, nextStep, nextOn, made, may, tried } = props
  const { lang, today } = useScreen()
  const { page } = useCaseWords()
  const late = nextOn !== null && nextOn < today
  const fieldDone = useTried(tried, "done")
  const fieldNextStep = useTried(tried, "next-step")
  return (
    <div id="next-step">
      <h2>{page.nextStep}</h2>
      {nextOn ? (
        <>
          <p class="big">{nextStep}</p>
          <p class={late ? "sm st stale" : "sm quiet"}>{shortDate(lang, nextOn, today)}</p>
        </>
      ) : (
        <p class="big">{page.noNextStep}</p>
      )}
      <div class="acts noprint">
        {may.finish && (
          <details open={tried?.form === "done"}>
            <summary class="ds-button" data-variant="secondary">
              <Icon name="Checkmark" />
              {page.done}
            </summary>
            <PostForm to={`/cases/${ref}/next-step/done`} made={made} target="#case" swap="outerMorph">
              <TextField
                id="done-step"
                {...fieldDone("nextStep")}
                label={page.doneThen}
                hint={page.doneHint}
                optional
              />
              <DateField id="done-on" {...fieldDone("nextOn")} label={page.when} optional />
              <button class="ds-button" type="submit">
                {page.saveDone}
              </button>
            </PostForm>
          </details>
        )}
        {may.plan && (
          <details open={tried?.form === "next-step" || nextOn === null}>
            <summary class="ds-button" data-variant={nextOn ? "tertiary" : "secondary"}>
              {nextOn ? page.change : page.add}
            </summary>
            <PostForm to={`/cases/${ref}/next-step`} made={made} target="#case" swap="outerMorph">
              <TextField id="plan-step" {...fieldNextStep("nextStep", nextStep ?? "")} label={page.what} />
              <DateField id="plan-on" {...fieldNextStep("nextOn", nextOn ?? "")} label={page.when} />
              <button class="ds-button" type="submit">
                {page.save}
              </button>
            </PostForm>
          </details>
        )}
      </div>
    </div>
  )
}

const Turn = (props: FullCase) => {
  const { ref, turn, until, isAwake, waitReason, age, made, may, tried } = props
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const { turns } = useDomainWords()
  const fieldWait = useTried(tried, "wait")
  return (
    <div id="turn">
      <h2>{page.turn}</h2>
      <p class="row">
        <TurnPill turn={turn} />
        {until && !isAwake ? <WaitMark until={until} /> : <AgeMark {...age} />}
      </p>
      {waitReason && <p class="sm">{waitReason}</p>}
      {until && (
        <p class="sm quiet">{isAwake ? page.woke(longDate(lang, until)) : page.waiting(longDate(lang, until))}</p>
      )}
      <div class="acts noprint">
        {may.resume && (
          <PostForm to={`/cases/${ref}/resumption`} made={made} target="#case" swap="outerMorph">
            <button class="ds-button" data-variant="secondary" type="submit">
              <Icon name="Play" />
              {page.resume}
            </button>
          </PostForm>
        )}
        {may.wait && (
          <details open={tried?.form === "wait"}>
            <summary class="ds-button" data-variant="tertiary">
              <Icon name="Pause" />
              {page.wait}
            </summary>
            <PostForm to={`/cases/${ref}/wait`} made={made} target="#case" swap="outerMorph">
              <SelectField
                id="wait-turn"
                {...fieldWait("turn", "company")}
                label={page.waitOn}
                options={Object.entries(turns).map(([value, label]) => ({ value, label }))}
              />
              <TextField id="wait-reason" {...fieldWait("reason")} label={page.waitWhy} />
              <DateField id="wait-until" {...fieldWait("until")} label={page.waitUntil} />
              <button class="ds-button" type="submit">
                {page.wait}
              </button>
            </PostForm>
          </details>
        )}
      </div>
    </div>
  )
}

/** What is missing for the next stage, folded to a line until someone fills it in. */
const Lacks = ({ next, lacks, holds, move, tried }: FullCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const { gates, shown } = useDomainWords()
  if (!next) return <p class="quiet">{page.lastStage}</p>
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
        {holds.map((code) => (
          <li>
            <Icon name="CheckmarkCircleFill" class="ok" />
            <span>{shown[code]}</span>
          </li>
        ))}
        {lacks.map(({ code, left, kind }) => (
          <li>
            <Icon name="Circle" class="no" />
            <span>
              <b>{capital(gates[code](left))}</b> <span class="quiet">{page.kinds[kind]}</span>
            </span>
          </li>
        ))}
      </ul>
      {move && (
        <details class="noprint" open={isOpen || lacks.length === 0}>
          <summary class="ds-button" data-variant="secondary">
            {move.fields.length ? page.fillAndMove(move.toName[lang]) : page.moveOn(move.toName[lang])}
          </summary>
          <MoveForm {...move} target="#case" />
        </details>
      )}
    </section>
  )
}

const Aside = (props: FullCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const { fields, decisions } = useDomainWords()
  const { ref, orgnr, place, contacts, given, others } = props
  return (
    <aside class="aside" aria-label={page.company}>
      <section class="panel" aria-labelledby="company-name">
        <h2 class="h3" id="company-name">
          {page.company}
        </h2>
        <dl class="facts">
          <dt>{page.orgnr}</dt>
          <dd class="num">{orgnr ? formatOrgnr(orgnr) : <span class="unknown">{page.notRegistered}</span>}</dd>
          <dt>{page.place}</dt>
          <dd>{place ?? <span class="unknown">{page.unknown}</span>}</dd>
          <dt>{page.hub}</dt>
          <dd>{props.hub}</dd>
        </dl>
      </section>
      <section class="panel" aria-labelledby="contacts-name">
        <h2 class="h3" id="contacts-name">
          {page.contacts}
        </h2>
        {contacts.length === 0 && <p class="quiet sm">{page.noContacts}</p>}
        <ul class="stack sm">
          {contacts.map(({ name, email, phone, role, until }) => (
            <li class={until ? "quiet" : ""}>
              <b>{name}</b>
              {role && `, ${role}`}
              {until && `. ${page.left(formatDate(lang, until))}`}
              <br />
              {phone && (
                <a class="link num" href={`tel:${phone}`}>
                  {formatPhone(lang, phone)}
                </a>
              )}{" "}
              {email && (
                <a class="link" href={`mailto:${email}`}>
                  {email}
                </a>
              )}
            </li>
          ))}
        </ul>
      </section>
      {given.length > 0 && (
        <section class="panel" aria-labelledby="given-name">
          <h2 class="h3" id="given-name">
            {page.given}
          </h2>
          <dl class="stack sm">
            {given.map(({ field, value }) => (
              <div>
                <dt class="quiet xs">{fields[field]}</dt>
                <dd class="said">{field === "decision" ? decisions[value as keyof typeof decisions] : value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <Staffing {...props} />
      {others.length > 0 && <Others others={others} />}
      <WhyPanel {...props} />
      <Ending {...props} key={ref} />
    </aside>
  )
}

const Staffing = (props: FullCase) => {
  const { page } = useCaseWords()
  const { ref, advisor, advisorId, team, me, made, may, named, tried } = props
  const fieldAdvisor = useTried(tried, "advisor")
  return (
    <section class="panel" aria-labelledby="advisor-name">
      <h2 class="h3" id="advisor-name">
        {page.advisor}
      </h2>
      <p class="row sm">
        {advisor ? (
          <>
            <Avatar initials={advisor.initials} mine={advisor.mine} />
            {advisor.name}
          </>
        ) : (
          <span class="st stale">{page.noAdvisor}</span>
        )}
      </p>
      {may.take && (
        <PostForm to={`/cases/${ref}/advisor`} made={made} target="#case" swap="outerMorph">
          <button class="ds-button" data-variant="secondary" type="submit" name="advisor" value={me}>
            {page.take}
          </button>
        </PostForm>
      )}
      {may.assign && (
        <details class="noprint" open={tried?.form === "advisor"}>
          <summary class="link sm">{page.assignDo}</summary>
          <PostForm to={`/cases/${ref}/advisor`} made={made} target="#case" swap="outerMorph">
            <SelectField
              id="assign-advisor"
              {...fieldAdvisor("advisor")}
              label={page.assign}
              options={[{ value: "", label: page.noAdvisor }, ...team].filter(({ value }) => value !== advisorId)}
            />
            <button class="ds-button" type="submit">
              {page.save}
            </button>
          </PostForm>
        </details>
      )}
      <p class="sm">
        <span class="quiet">{page.named}: </span>
        {named.length ? named.map(({ name }) => name).join(", ") : page.nobodyNamed}
      </p>
      {may.name && (
        <a class="link sm noprint" href={`/cases/${ref}/naming`}>
          {page.nameSomeone}
        </a>
      )}
    </section>
  )
}

const WhyPanel = ({ ref, why, access, accesses, may, made, tried }: FullCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const words = useDomainWords()
  const fieldClass = useTried(tried, "class")
  return (
    <section class="panel" aria-labelledby="why-name">
      <h2 class="h3" id="why-name">
        {page.why}
      </h2>
      <p class="sm">{page.rules[why.rule]}</p>
      <p class="sm">
        <b>{words.access[access]}.</b> {words.accessMeans[access]}
      </p>
      <p class="src">
        <Icon name={access === "restricted" ? "PadlockLocked" : "PadlockUnlocked"} />
        {page.setBy(why.by, formatDate(lang, why.on))}
      </p>
      {(access === "restricted" || why.rule === "network" || why.rule === "owner") && (
        <p class="xs quiet">{page.readsLogged}</p>
      )}
      {may.classify && (
        <details class="noprint" open={tried?.form === "class"}>
          <summary class="link sm">{page.changeAccess}</summary>
          <PostForm to={`/cases/${ref}/class`} made={made} target="#case" swap="outerMorph">
            <SelectField
              id="class-access"
              {...fieldClass("access", access)}
              label={page.access}
              options={accesses.map((value) => ({ value, label: words.access[value] }))}
            />
            <TextField id="class-reason" {...fieldClass("reason")} label={page.accessReason} />
            <button class="ds-button" type="submit">
              {page.save}
            </button>
          </PostForm>
        </details>
      )}
    </section>
  )
}

const Ending = ({ ref, closeReasons, may, made, tried }: FullCase) => {
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const fieldClosure = useTried(tried, "closure")
  const fieldReopening = useTried(tried, "reopening")
  return (
    <section class="noprint">
      {may.close && (
        <details open={tried?.form === "closure"}>
          <summary class="link sm">{page.close}</summary>
          <PostForm to={`/cases/${ref}/closure`} made={made} target="#case" swap="outerMorph">
            <SelectField
              id="closure-reason"
              {...fieldClosure("closeReason")}
              label={page.closeReason}
              options={closeReasons.map(({ code, name }) => ({ value: code, label: name[lang] }))}
            />
            <TextArea id="closure-words" {...fieldClosure("reason")} label={page.closeWords} />
            <button class="ds-button" type="submit">
              {page.close}
            </button>
          </PostForm>
        </details>
      )}
      {may.reopen && (
        <details open={tried?.form === "reopening"}>
          <summary class="ds-button" data-variant="secondary">
            {page.reopen}
          </summary>
          <PostForm to={`/cases/${ref}/reopening`} made={made} target="#case" swap="outerMorph">
            <TextArea id="reopening-reason" {...fieldReopening("reason")} label={page.reopenWhy} />
            <button class="ds-button" type="submit">
              {page.reopen}
            </button>
          </PostForm>
        </details>
      )}
    </section>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
