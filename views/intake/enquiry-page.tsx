import { formatDate, formatOrgnr, formatPhone, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { Answers } from "./answers.tsx"
import { countIn, DueMark, InboxList, saidOf, titleOf } from "./inbox.tsx"
import type { EnquiryPageProps } from "./props.ts"
import { Why } from "./why.tsx"
import { useIntakeWords } from "./words.ts"

/** One enquiry beside the list; on a phone alone, with the way back to the list. */
export const EnquiryPage = (props: EnquiryPageProps) => {
  const { list, did, state, due } = props
  const { inbox: words, did: done } = useIntakeWords()
  const title = titleOf(props, words)
  return (
    <StaffPage title={title} room="inbox" said={saidOf(did, done)}>
      <div class="hide-s mb-3">
        <p class="h1">{words.title}</p>
        <p class="sm quiet">{list.view === "waiting" && words.waiting(countIn(list), list.isMore)}</p>
      </div>
      <p class="only-s mb-2">
        <a class="link" href={list.views.find(({ isCurrent }) => isCurrent)?.href ?? "/inbox"}>
          {words.all}
        </a>
      </p>
      <div class="mail open">
        <InboxList {...list} />
        <article class="panel" aria-labelledby="enquiry-name">
          <Outcome {...props} />
          <header>
            <div>
              <h1 class="enq" id="enquiry-name">
                {title}
              </h1>
              <Sender {...props} />
            </div>
            {state === "waiting" && <DueMark {...due} />}
          </header>
          <p class="quote">{props.need}</p>
          <div class="tg">
            <Facts {...props} />
            <Reason {...props} />
          </div>
          <Matches {...props} />
          <Answers {...props} />
          <Log {...props} />
        </article>
      </div>
    </StaffPage>
  )
}

/** What became of it, and to whoever came second, who was quicker. */
const Outcome = ({ state, caseRef, log, tried }: EnquiryPageProps) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  const { refusals } = useDomainWords()
  const answer = log.findLast(({ event }) => event.type === "accepted" || event.type === "declined")
  const wrong = tried?.refusal && Object.keys(tried.problems).length === 0 ? tried.refusal : null
  const yours = ["need", "reason", "nextStep"].flatMap((name) => tried?.typed[name] || [])
  const became = caseRef ? words.becameCase(caseRef) : words.becameHidden
  return (
    <>
      {wrong && (
        <div class="ds-alert mb-3" data-color="warning" role="alert">
          <p>
            {wrong === "answered" && answer?.by
              ? words.quicker(answer.by, formatDate(lang, answer.on))
              : refusals[wrong]}
          </p>
          {yours.length > 0 && (
            <>
              <p class="strong mt-2">{words.yours}</p>
              {yours.map((text) => (
                <p class="said">{text}</p>
              ))}
            </>
          )}
        </div>
      )}
      {state === "accepted" && (
        <p class="ds-alert mb-3" data-color="success">
          {caseRef ? <a href={`/cases/${caseRef}`}>{became}</a> : became}
        </p>
      )}
      {state === "declined" && (
        <p class="ds-alert mb-3" data-color="info">
          {words.wasDeclined}
        </p>
      )}
    </>
  )
}

const Sender = ({ contact, email, phone, receivedOn }: EnquiryPageProps) => {
  const { lang, today } = useScreen()
  const { enquiry: words } = useIntakeWords()
  return (
    <p class="sm quiet">
      {contact}
      {email && (
        <>
          {" · "}
          <a class="link" href={`mailto:${email}`}>
            {email}
          </a>
        </>
      )}
      {phone && (
        <>
          {" · "}
          <a class="link num" href={`tel:${phone}`}>
            {formatPhone(lang, phone)}
          </a>
        </>
      )}
      {` · ${words.from(shortDate(lang, receivedOn, today))}`}
    </p>
  )
}

const Facts = (props: EnquiryPageProps) => {
  const { ref, company, knownAs, unregistered, orgnr, place, language, via, extras } = props
  const { lang } = useScreen()
  const { enquiry: words, inbox } = useIntakeWords()
  return (
    <section aria-labelledby="facts-name">
      <h2 class="h3" id="facts-name">
        {words.facts}
      </h2>
      <dl class="facts">
        <dt>{words.orgnr}</dt>
        <dd>
          {orgnr ? (
            <span class="num">{formatOrgnr(orgnr)}</span>
          ) : (
            <span class="unknown">{unregistered ? inbox.unregistered : words.unknown}</span>
          )}
        </dd>
        {knownAs && knownAs !== company && (
          <>
            <dt>{words.knownAs}</dt>
            <dd>{knownAs}</dd>
          </>
        )}
        <dt>{words.place}</dt>
        <dd>{place ?? words.elsewhere}</dd>
        {via && (
          <>
            <dt>{words.via}</dt>
            <dd>{via}</dd>
          </>
        )}
        {extras.map(({ label, text }) => (
          <>
            <dt>{label[lang] || label.nb}</dt>
            <dd>{text}</dd>
          </>
        ))}
        <dt>{words.language}</dt>
        <dd>{words.languages[language]}</dd>
        <dt>{words.reference}</dt>
        <dd class="num">{ref}</dd>
      </dl>
    </section>
  )
}

const Reason = ({ why, place, hub, servedBy, log }: EnquiryPageProps) => {
  const { enquiry: words } = useIntakeWords()
  const handed = log.findLast(({ event }) => event.type === "handed")
  return (
    <section aria-labelledby="why-name">
      <h2 class="h3" id="why-name">
        {hub ? words.whyHere : words.whyListed}
      </h2>
      {handed && (
        <>
          <p class="sm prose">
            <b>{handed.by}</b> {words.handed(handed.from, handed.to)}.
          </p>
          <p class="sm prose said mb-2">{handed.reason}</p>
        </>
      )}
      <p class="sm prose">
        <Why why={why} place={place} hub={servedBy} />
      </p>
    </section>
  )
}

const Matches = ({ orgnr, matches }: EnquiryPageProps) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  return (
    <section class="mt-4" aria-labelledby="matches-name">
      <h2 class="h3" id="matches-name">
        {words.matches} {matches.length > 0 && <span class="cnt">{matches.length}</span>}
      </h2>
      {matches.length === 0 && <p class="sm quiet">{orgnr ? words.noMatches : words.noNumber}</p>}
      <ul class="match">
        {matches.map(({ ref, hub, track, stage, since, endedOn, ending, advisor, phone }) => (
          <li>
            <Icon name="Buildings2" />
            <div>
              <b>{words.caseAt(hub, track[lang])}</b>
              <br />
              <span class="quiet">
                {endedOn
                  ? words.ended(ending?.[lang] ?? "", formatDate(lang, endedOn))
                  : words.since(stage[lang], formatDate(lang, since))}
                {advisor && ` · ${advisor}`}
              </span>{" "}
              {phone && (
                <a class="link num" href={`tel:${phone}`}>
                  {formatPhone(lang, phone)}
                </a>
              )}
            </div>
            <a class="link sm" href={`/cases/${ref}`}>
              {words.seeCase}
              <span class="ds-sr-only"> {ref}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Log = ({ log }: EnquiryPageProps) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  const said = (entry: EnquiryPageProps["log"][number]) => {
    switch (entry.event.type) {
      case "received":
        return words.received
      case "held":
        return words.held
      case "released":
        return words.released
      case "discarded":
        return words.discarded
      case "handed":
        return words.handed(entry.from, entry.to)
      case "accepted":
        return words.accepted
      case "declined":
        return words.declined(entry.ending?.[lang] ?? "")
    }
  }
  return (
    <section class="mt-4" aria-labelledby="log-name">
      <h2 class="h3" id="log-name">
        {words.log}
      </h2>
      <ol class="stack sm">
        {log.map((entry) => (
          <li>
            <time class="quiet" datetime={entry.on}>
              {formatDate(lang, entry.on)}
            </time>{" "}
            {entry.by && <b>{entry.by}</b>} {said(entry)}
            {entry.reason && <p class="prose said">{entry.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
