import { Empty } from "../parts/empty.tsx"
import { formatOrgnr, longDate, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import type { Due, InboxListProps, InboxProps, InboxRow } from "./props.ts"
import { Why } from "./why.tsx"
import { useIntakeWords } from "./words.ts"

/** The list; on a wide screen with room beside it for the enquiry that is chosen. */
export const Inbox = ({ list, did, mayRegister }: InboxProps) => {
  const { inbox: words, did: done } = useIntakeWords()
  return (
    <StaffPage title={words.title} room="inbox" said={saidOf(did, done)}>
      <div class="row between mb-3">
        <div>
          <h1 class="h1">{words.title}</h1>
          {list.view === "waiting" && <p class="sm quiet">{words.waiting(countIn(list), list.isMore)}</p>}
        </div>
        {mayRegister && (
          <a class="ds-button noprint" data-variant="secondary" href="/inbox/new">
            <Icon name="Phone" />
            {words.register}
          </a>
        )}
      </div>
      <div class="mail">
        <InboxList {...list} />
        {list.view !== "sent" && countIn(list) > 0 && <p class="quiet hide-s noprint">{words.choose}</p>}
      </div>
    </StaffPage>
  )
}

/** What was just done, in words; an address may say anything. */
export const saidOf = (did: string | null, done: Readonly<Record<string, string>>) =>
  did && Object.hasOwn(done, did) ? (done[did] ?? null) : null

export const countIn = ({ climbed, own, unrouted }: InboxListProps) =>
  climbed.length + own.length + (unrouted?.length ?? 0)

/** What a company is called before it has a name here: its number, or that it has none yet; or that it is erased. */
export const titleOf = (
  { company, orgnr, state }: Pick<InboxRow, "company" | "orgnr" | "state">,
  words: Record<"unregistered" | "withdrawn" | "expired", string>,
) =>
  state === "withdrawn" || state === "expired"
    ? words[state]
    : company || (orgnr ? formatOrgnr(orgnr) : words.unregistered)

export const InboxList = (props: InboxListProps) => {
  const { view, views, climbed, own, unrouted, isMore } = props
  const { inbox: words, suspected } = useIntakeWords()
  const listed = unrouted ?? []
  return (
    <section aria-label={words.list}>
      <nav class="viewbar mb-2" aria-label={words.show}>
        {views.map(({ key, href, isCurrent }) => (
          <a href={href} aria-current={isCurrent ? "true" : undefined}>
            {words.views[key]}
          </a>
        ))}
      </nav>
      {countIn(props) === 0 && <Nothing view={view} />}
      {climbed.length > 0 && (
        <>
          <h2 class="h3 mb-2">
            {words.climbed} <span class="cnt">{climbed.length}</span>
          </h2>
          <Rows rows={climbed} {...props} />
        </>
      )}
      {own.length > 0 && (
        <>
          {listed.length + climbed.length > 0 && <h2 class="h3 mt-3 mb-2">{words.own}</h2>}
          <Rows rows={own} {...props} />
        </>
      )}
      {listed.length > 0 && (
        <div class="group">
          <h2>{words.unrouted}</h2>
          {view === "waiting" && <p class="sm quiet mb-2">{words.unroutedHint}</p>}
          <Rows rows={listed} {...props} />
        </div>
      )}
      {isMore && <p class="sm quiet mt-2">{view === "waiting" ? words.more : words.moreOld}</p>}
      {unrouted && view === "waiting" && (
        <p class="sm mt-3">
          <a class="link" href="/inbox/suspected">
            {suspected.title}
          </a>
        </p>
      )}
    </section>
  )
}

const Nothing = ({ view }: Pick<InboxListProps, "view">) => {
  const { inbox: words } = useIntakeWords()
  return (
    <Empty {...words.empty[view]}>
      {view === "waiting" && (
        <a class="ds-button" data-variant="secondary" href="/enquiry">
          {words.toForm}
        </a>
      )}
    </Empty>
  )
}

const Rows = ({ rows, view, showHubs }: { rows: readonly InboxRow[] } & InboxListProps) => (
  <ol class="list inbox">
    {rows.map((row) => (
      <li>
        {row.href ? (
          <a href={row.href} aria-current={row.isCurrent ? "true" : undefined}>
            <Row {...row} view={view} showHubs={showHubs} />
          </a>
        ) : (
          <div>
            <Row {...row} view={view} showHubs={showHubs} />
          </div>
        )}
      </li>
    ))}
  </ol>
)

type RowProps = InboxRow & Pick<InboxListProps, "view" | "showHubs">

const Row = (row: RowProps) => {
  const { company, orgnr, need, place, hub, state, heard, isOffered, receivedOn, due, hasClimbed, why } = row
  const { view, showHubs } = row
  const { lang, today } = useScreen()
  const { inbox: words } = useIntakeWords()
  const around = [
    place,
    showHubs && view !== "sent" && hub,
    words.came(shortDate(lang, receivedOn, today)),
    view === "sent" && hub && (isOffered ? words.offeredTo(hub) : words.sentTo(hub)),
    view === "waiting" && isOffered && words.offered,
    heard && words.heard[heard],
    hasClimbed && words.hasClimbed,
  ]
  return (
    <>
      <span class="t">
        <span>{titleOf({ company, orgnr, state }, words)}</span>
        {state === "waiting" ? <DueMark {...due} /> : <span class="st">{words.states[state]}</span>}
      </span>
      {need && <span class="p">{need}</span>}
      <span class="xs quiet">{around.filter(Boolean).join(" · ")}</span>
      {why && (
        <span class="xs quiet">
          <Why why={why} place={place} hub={null} />
        </span>
      )}
    </>
  )
}

/** How long there is to answer, in working days; late is said as late. */
export const DueMark = ({ state, days, on }: Due) => {
  const { lang } = useScreen()
  const { inbox: words } = useIntakeWords()
  const said = state === "over" ? words.over(days) : state === "today" ? words.today : words.left(days)
  return (
    <span class={`st ${LOOKS[state]}`} title={words.dueOn(longDate(lang, on))}>
      <Icon name={state === "over" ? "ExclamationmarkTriangle" : "Clock"} />
      {said}
    </span>
  )
}

const LOOKS = { over: "stale", today: "soon", left: "" } as const
