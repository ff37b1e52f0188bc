import { useTried } from "../cases/tried.ts"
import { PostForm, TextArea } from "../parts/form.tsx"
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
  const { inbox: words, enquiry, did: done } = useIntakeWords()
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
            {state === "waiting" && (
              <div>
                <DueMark {...due} />
                {props.hasClimbed && <p class="xs quiet">{enquiry.climbed}</p>}
              </div>
            )}
          </header>
          {props.need && <p class="quote">{props.need}</p>}
          <div class="tg">
            <Facts {...props} />
            <Reason {...props} />
          </div>
          {state !== "withdrawn" && state !== "expired" && <Matches {...props} />}
          <Answers {...props} />
          <Log {...props} />
        </article>
      </div>
    </StaffPage>
  )
}

/** What became of it, and to whoever came second, who was quicker. */
const Outcome = ({ ref, state, caseRef, log, tried, offer, heard }: EnquiryPageProps) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  const { refusals } = useDomainWords()
  const answer = log.findLast(({ event }) => ANSWERS.has(event.type))
  const wrong = tried?.refusal && Object.keys(tried.problems).length === 0 ? tried.refusal : null
  const yours = ["need", "reason", "nextStep", "question"].flatMap((name) => tried?.typed[name] || [])
  const became = caseRef ? words.becameCase(caseRef) : words.becameHidden
  return (
    <>
      {offer && <Offer {...offer} ref={ref} tried={tried} />}
      {heard && (
        <p class="ds-alert mb-3" data-color="info">
          {words.heard[heard]}
        </p>
      )}
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
      {state === "asked" && (
        <p class="ds-alert mb-3" data-color="info">
          {words.isAsked}
        </p>
      )}
      {state === "withdrawn" && (
        <p class="ds-alert mb-3" data-color="info">
          {words.wasWithdrawn}
        </p>
      )}
      {state === "expired" && (
        <p class="ds-alert mb-3" data-color="info">
          {words.hasExpired}
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

const ANSWERS = new Set(["accepted", "attached", "declined", "withdrawn"])

type OfferProps = NonNullable<EnquiryPageProps["offer"]> & Pick<EnquiryPageProps, "ref" | "tried">

/** Another hub sent it here: taken it is ours, sent back it is theirs again. To answer it is to take it. */
const Offer = ({ ref, from, by, reason, tried }: OfferProps) => {
  const { enquiry: words } = useIntakeWords()
  const mine = useTried(tried, "sending-back")
  return (
    <div class="ds-alert mb-3" data-color="info">
      <p>
        {words.offered(by, from)} {reason && <q class="said">{reason}</q>}
      </p>
      <div class="row mt-2 noprint">
        <PostForm to={`/inbox/${ref}/taking`} made={{}}>
          <button class="ds-button" type="submit">
            {words.take}
          </button>
        </PostForm>
        <details open={tried?.form === "sending-back"}>
          <summary class="ds-button" data-variant="secondary">
            {words.sendBack}
          </summary>
          <PostForm to={`/inbox/${ref}/sending-back`} made={{}} class="form mt-3">
            <TextArea id="sending-back-reason" {...mine("reason")} label={words.sendBackWhy} />
            <div>
              <button class="ds-button" type="submit">
                {words.sendBackDo}
              </button>
            </div>
          </PostForm>
        </details>
      </div>
    </div>
  )
}

const Sender = ({ contact, email, phone, receivedOn, source }: EnquiryPageProps) => {
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
      {contact && " · "}
      {words.from(shortDate(lang, receivedOn, today), words.sources[source])}
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

const Reason = ({ why, place, hub, servedBy, log, suggested }: EnquiryPageProps) => {
  const { enquiry: words } = useIntakeWords()
  const handed = log.findLast(({ event }) => event.type === "handed" || event.type === "sent_back")
  return (
    <section aria-labelledby="why-name">
      <h2 class="h3" id="why-name">
        {hub ? words.whyHere : words.whyListed}
      </h2>
      {handed && (
        <>
          <p class="sm prose">
            <b>{handed.by}</b>{" "}
            {handed.event.type === "handed" ? words.handed(handed.from, handed.to) : words.sentBack(handed.to)}.
          </p>
          <p class="sm prose said mb-2">{handed.said}</p>
        </>
      )}
      <p class="sm prose">
        <Why why={why} place={place} hub={servedBy} /> {why.kind !== "by_hand" && words.byPlace}
      </p>
      {suggested && (
        <p class="sm prose mt-2">{words.suggested[suggested.because](suggested.name, suggested.open, place ?? "")}</p>
      )}
    </section>
  )
}

const Matches = ({ orgnr, matches, alike }: EnquiryPageProps) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  const found = matches.length + alike.length
  return (
    <section class="mt-4" aria-labelledby="matches-name">
      <h2 class="h3" id="matches-name">
        {words.matches} {found > 0 && <span class="cnt">{found}</span>}
      </h2>
      {matches.length === 0 && <p class="sm quiet">{orgnr ? words.noMatches : words.noNumber}</p>}
      {alike.length > 0 && <Alikes alike={alike} />}
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

/** What may be the same, and by what; whether it is, a person says. */
const Alikes = ({ alike }: Pick<EnquiryPageProps, "alike">) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  return (
    <ul class="match">
      {alike.map(({ kind, name, place, href }) => (
        <li>
          <Icon name={kind === "name" ? "Buildings2" : kind === "text" ? "Inbox" : "Person"} />
          <div>
            <b>{words.alike[kind](name)}</b>
            {place && (
              <>
                <br />
                <span class="quiet">{kind === "text" ? formatDate(lang, place) : place}</span>
              </>
            )}
          </div>
          <a class="link sm" href={href}>
            {words.seeAlike}
            <span class="ds-sr-only"> {name}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const Log = ({ log }: EnquiryPageProps) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  const said = (entry: EnquiryPageProps["log"][number]): string => {
    switch (entry.event.type) {
      case "received":
      case "linked":
      case "asked":
      case "replied":
      case "added":
      case "corrected":
      case "attached":
      case "taken":
      case "expired":
        return words.happened[entry.event.type]
      case "withdrawn":
        return entry.event.told ? words.withdrawnFor(words.sources[entry.event.told]) : words.happened.withdrawn
      case "sent_back":
        return words.sentBack(entry.to)
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
  const told = log.filter(({ event }) => event.type !== "linked")
  return (
    <section class="mt-4" aria-labelledby="log-name">
      <h2 class="h3" id="log-name">
        {words.log}
      </h2>
      <ol class="stack sm">
        {told.map((entry) => (
          <li>
            <time class="quiet" datetime={entry.on}>
              {formatDate(lang, entry.on)}
            </time>{" "}
            {entry.by && <b>{entry.by}</b>} {said(entry)}
            {entry.said && <p class="prose said">{entry.said}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
