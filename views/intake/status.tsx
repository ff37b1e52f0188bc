import type { Child } from "hono/jsx"
import { PublicLayout } from "../layout.tsx"
import { ErrorSummary, PostForm, TextArea, TextField } from "../parts/form.tsx"
import { formatDate, formatOrgnr, formatPhone, longDate, weekday } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import type { StatusProps } from "./status-props.ts"
import { useStatusWords } from "./status-words.ts"

/** Somebody's own enquiry: how far it has come, what we have stored, and what they may do about it. */
export const Status = (props: StatusProps) => {
  const { lang } = useScreen()
  const { page: words, did } = useStatusWords()
  const { state } = props
  return (
    <PublicLayout lang={lang} title={words.title} path={props.at}>
      <Wrong {...props} />
      {props.did && (
        <p class="ds-alert" data-color="success" role="status">
          {did[props.did]}
        </p>
      )}
      <h1>{words.states[state]}</h1>
      <Lead {...props} />
      {state === "asked" && <Reply {...props} />}
      <Facts {...props} />
      <Letters {...props} />
      {state !== "withdrawn" && (
        <>
          <Stored {...props} />
          <Ways {...props} />
        </>
      )}
      <p class="quiet mt-5">
        {words.expires} {words.tell}
      </p>
    </PublicLayout>
  )
}

/** What was wrong with what they sent, with the way to its field. */
const Wrong = ({ tried }: StatusProps) => {
  const { page: words } = useStatusWords()
  const sentence = useProblems()
  const { refusals } = useDomainWords()
  if (!tried) return null
  const labels: Record<string, string> = {
    reply: words.reply,
    addition: words.addWhat,
    company: words.company,
    need: words.need,
    contact: words.contact,
    email: words.email,
    phone: words.phone,
  }
  const wrong = Object.entries(tried.problems).flatMap(([name, problem]) => {
    const label = labels[name]
    return label ? [{ id: `own-${name}`, text: `${label.replace(/[^?]$/, "$&:")} ${sentence(problem)}` }] : []
  })
  if (wrong.length) return <ErrorSummary problems={wrong} />
  return (
    <p class="ds-alert" data-color="warning" role="alert">
      {tried.refusal && refusals[tried.refusal]}
    </p>
  )
}

const Lead = ({ state, dueOn, isLate, hasEnded, hasKept }: StatusProps) => {
  const { lang } = useScreen()
  const { page: words } = useStatusWords()
  const day = `${weekday(lang, dueOn)} ${longDate(lang, dueOn)}`
  const { leads } = words
  if (state === "waiting") return <p class="lead">{isLate ? leads.late(day) : leads.waiting(day)}</p>
  if (state === "accepted") return <p class="lead">{hasEnded ? leads.ended : leads.accepted}</p>
  if (state !== "withdrawn") return <p class="lead">{leads[state]}</p>
  return (
    <>
      <p class="lead">{leads.withdrawn}</p>
      <p class="mt-3">{hasKept ? words.keptCase : words.keptFacts}</p>
    </>
  )
}

const Facts = ({ ref, hub, advisor, receivedOn, dueOn, state }: StatusProps) => {
  const { lang } = useScreen()
  const { page: words } = useStatusWords()
  const promise = `${weekday(lang, dueOn)} ${longDate(lang, dueOn)}`
  return (
    <dl class="receipt mt-5">
      <dt>{words.reference}</dt>
      <dd>{ref}</dd>
      <dt>{words.received}</dt>
      <dd>
        <time datetime={receivedOn}>{longDate(lang, receivedOn)}</time>
      </dd>
      {state !== "withdrawn" && (
        <>
          <dt>{words.who}</dt>
          <dd>{hub ?? words.network}</dd>
        </>
      )}
      {advisor && state !== "withdrawn" && (
        <>
          <dt>{words.advisor}</dt>
          <dd>
            {advisor.name}
            <p>
              {advisor.email && (
                <a class="link" href={`mailto:${advisor.email}`}>
                  {advisor.email}
                </a>
              )}
              {advisor.email && advisor.phone && " · "}
              {advisor.phone && (
                <a class="link num" href={`tel:${advisor.phone}`}>
                  {formatPhone(lang, advisor.phone)}
                </a>
              )}
            </p>
          </dd>
        </>
      )}
      {state === "waiting" && (
        <>
          <dt>{words.by}</dt>
          <dd>
            <time datetime={dueOn}>{promise}</time>
          </dd>
        </>
      )}
    </dl>
  )
}

const Letters = ({ letters }: StatusProps) => {
  const { lang } = useScreen()
  const { page: words } = useStatusWords()
  if (letters.length === 0) return null
  return (
    <section aria-labelledby="letters">
      <h2 class="h2" id="letters">
        {words.letters}
      </h2>
      <ol class="stack">
        {letters.map(({ on, name, body }) => (
          <li>
            <p class="quiet">
              <time datetime={on}>{formatDate(lang, on)}</time> {words.said[name]}
            </p>
            <p class="said">{body}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const Stored = (props: StatusProps) => {
  const { lang } = useScreen()
  const { page: words } = useStatusWords()
  const { said, also } = props
  const told = { ...said, phone: said.phone && formatPhone(lang, said.phone) }
  return (
    <section aria-labelledby="stored">
      <h2 class="h2" id="stored">
        {words.stored}
      </h2>
      <p class="quiet mb-3">{words.storedHint}</p>
      <dl class="receipt">
        {SAID.map((name) => (
          <>
            <dt>{words[name]}</dt>
            <dd class={name === "need" ? "said" : undefined}>
              {told[name] || <span class="unknown">{words.none}</span>}
            </dd>
            {name === "company" && also.orgnr && (
              <>
                <dt>{words.orgnr}</dt>
                <dd class="num">{formatOrgnr(also.orgnr)}</dd>
              </>
            )}
            {name === "company" && also.place && (
              <>
                <dt>{words.place}</dt>
                <dd>{also.place}</dd>
              </>
            )}
            {name === "need" &&
              also.extras.map(({ label, text }) => (
                <>
                  <dt>{label[lang] || label.nb}</dt>
                  <dd>{text}</dd>
                </>
              ))}
          </>
        ))}
      </dl>
      {!props.isOpen && <p class="quiet mt-3">{words.fixed}</p>}
    </section>
  )
}

const SAID = ["company", "need", "contact", "email", "phone"] as const

/** What one may do, each a form that opens in its place. */
const Ways = (props: StatusProps) => {
  const { page: words } = useStatusWords()
  const { said, isOpen, erases } = props
  const field = useField(props)
  return (
    <section class="ways stack mt-5">
      {isOpen && (
        <>
          <Way {...props} name="addition" label={words.add} send={words.addDo}>
            <TextArea {...field("addition", "addition")} label={words.addWhat} rows={4} />
          </Way>
          <Way {...props} name="correction" label={words.correct} send={words.correctDo}>
            <TextField {...field("correction", "company", said.company)} label={words.company} optional />
            <TextArea {...field("correction", "need", said.need)} label={words.need} rows={4} />
            <TextField {...field("correction", "contact", said.contact)} label={words.contact} autocomplete="name" />
            <TextField {...field("correction", "email", said.email ?? "")} label={words.email} type="email" either />
            <TextField {...field("correction", "phone", said.phone ?? "")} label={words.phone} type="tel" either />
          </Way>
        </>
      )}
      <Way {...props} name="renewal" label={words.renew} send={words.renewDo}>
        <p>{words.renewHint}</p>
      </Way>
      <Way {...props} name="withdrawal" label={words.withdraw} send={words.withdrawSure} color="danger">
        <p>{words.withdrawn[erases]}</p>
      </Way>
    </section>
  )
}

const Reply = (props: StatusProps) => {
  const { page: words } = useStatusWords()
  const field = useField(props)
  const question = props.letters.findLast(({ name }) => name === "question")
  return (
    <>
      <p class="note boxed said mt-4 mb-4">{question?.body}</p>
      <PostForm to={`${props.at}/reply`} made={madeOf(props, "reply")} class="form">
        <TextArea {...field("reply", "reply")} label={words.reply} rows={4} />
        <Send>{words.replyDo}</Send>
      </PostForm>
    </>
  )
}

type WayProps = StatusProps & { name: string; label: string; send: string; color?: "danger"; children: Child }

const Way = ({ name, label, send, color, children, ...props }: WayProps) => (
  <details open={props.tried?.form === name}>
    <summary class="link">{label}</summary>
    <PostForm to={`${props.at}/${name}`} made={madeOf(props, name)} class="form mt-3">
      {children}
      <Send color={color}>{send}</Send>
    </PostForm>
  </details>
)

const Send = ({ color, children }: { color?: "danger" | undefined; children: string }) => (
  <div>
    <button class="ds-button" type="submit" data-color={color}>
      {children}
    </button>
  </div>
)

function useField({ tried }: StatusProps) {
  const sentence = useProblems()
  return (form: string, name: string, was = "") => {
    const mine = tried?.form === form ? tried : null
    return { id: `own-${name}`, name, value: mine?.typed[name] ?? was, problem: sentence(mine?.problems[name]) }
  }
}

/** A form that was refused keeps its act, so that it still counts once. */
const madeOf = ({ tried }: StatusProps, name: string) =>
  tried?.form === name && !tried.problems.act ? { act: tried.typed.act } : {}
