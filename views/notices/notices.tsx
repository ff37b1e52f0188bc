import { PostForm } from "../parts/form.tsx"
import { formatTime, longDate, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import type { NoticeProps, NoticesProps } from "./props.ts"
import { useNoticeWords } from "./words.ts"

/** What one is told, the latest first. */
export const NoticesPage = ({ items, upTo, older, isLatest, mayAsk, did }: NoticesProps) => {
  const words = useNoticeWords()
  return (
    <StaffPage title={words.title} room="notices" said={did && words.did[did]}>
      <div class="narrow stack gap-4">
        <div class="row between">
          <div>
            <h1 class="h1">{words.title}</h1>
            <p class="row sm">
              {mayAsk && (
                <a class="link" href="/changes?since=visit">
                  {words.changes}
                </a>
              )}
              <a class="link" href="/me#notices">
                {words.choose}
              </a>
            </p>
          </div>
          {items.some(({ isNew }) => isNew) && (
            <PostForm to="/notices/reading" made={{}}>
              <input type="hidden" name="upTo" value={String(upTo)} />
              <button class="ds-button" data-variant="secondary" type="submit">
                {words.readAll}
              </button>
            </PostForm>
          )}
        </div>
        {items.length === 0 && <p>{words.empty}</p>}
        {items.length > 0 && (
          <ul class="list notices">
            {items.map((item) => (
              <Notice {...item} />
            ))}
          </ul>
        )}
        <p class="row">
          {!isLatest && (
            <a class="link" href="/notices">
              {words.latest}
            </a>
          )}
          {older && (
            <a class="link" href={older}>
              {words.older}
            </a>
          )}
        </p>
      </div>
    </StaffPage>
  )
}

const Notice = (item: NoticeProps) => {
  const { id, on, at, isNew, isTakenBack, days } = item
  const { lang, today } = useScreen()
  const words = useNoticeWords()
  const said = useSaid()(item)
  return (
    <li class={isNew ? "fresh" : undefined}>
      <div>
        <h2>{isTakenBack ? <s>{said}</s> : said}</h2>
        <About {...item} />
        <p class="d">
          {isNew && (
            <b class="row">
              <Icon name="Bell" />
              {words.isNew}
            </b>
          )}
          {isTakenBack && <b>{words.takenBack}</b>}
          {days && <span>{words.from(longDate(lang, days.from), longDate(lang, days.to))}</span>}
          <time datetime={at}>
            {shortDate(lang, on, today)} {formatTime(lang, at)}
          </time>
        </p>
      </div>
      {isNew && (
        <PostForm to="/notices/reading" made={{}} class="acts">
          <input type="hidden" name="notice" value={id} />
          <button class="ds-button" data-variant="tertiary" type="submit">
            {words.read}
            <span class="ds-sr-only">: {said}</span>
          </button>
        </PostForm>
      )}
    </li>
  )
}

const About = ({ kind, n, cases, enquiry }: NoticeProps) => {
  const words = useNoticeWords()
  if (enquiry)
    return (
      <p>
        <a class="link" href={kind === "answered" ? "/inbox" : `/inbox/${enquiry.ref}`}>
          {enquiry.company || enquiry.ref}
        </a>
      </p>
    )
  if (n === 0) return null
  if (cases.length === 0) return <p class="quiet">{words.unknown(n)}</p>
  return (
    <ul class="stack">
      {cases.map(({ ref, company }) => (
        <li>
          <a class="link" href={`/cases/${ref}`}>
            {company} <span class="quiet sm">{ref}</span>
          </a>
        </li>
      ))}
      {n > cases.length && <li class="quiet">{words.more(n - cases.length)}</li>}
    </ul>
  )
}

/** What a notice says, in a line. */
export function useSaid() {
  const { says, somebody } = useNoticeWords()
  return ({ kind, by, n, person, enquiry }: NoticeProps) =>
    says[kind]({ by: by ?? somebody, n, person: person ?? somebody, state: enquiry?.state ?? null })
}
