import { useCaseWords } from "../cases/words.ts"
import { DateField } from "../parts/form.tsx"
import { formatTime, longDate, shortDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import type { ChangeProps, ChangesProps, SomeChanges } from "./props.ts"
import { useChangeWords } from "./words.ts"

/** What has changed since one's last visit, since Monday, or since a day. */
export const ChangesPage = (props: ChangesProps) => {
  const { asked, from, at, isWrong, mine, opened, closed, moved, advisors, enquiries, isCut } = props
  const { lang } = useScreen()
  const words = useChangeWords()
  const isDay = asked !== "visit" && asked !== "monday"
  return (
    <StaffPage title={words.title} room="changes">
      <div class="narrow stack gap-4">
        <div>
          <h1 class="h1">{words.title}</h1>
          <p class="quiet">{words.since(longDate(lang, from), at && formatTime(lang, at))}</p>
        </div>
        <div class="row between noprint">
          <nav class="row" aria-label={words.title}>
            {(["visit", "monday"] as const).map((one) => (
              <a class="link" href={`/changes?since=${one}`} aria-current={asked === one ? "page" : undefined}>
                {words[one]}
              </a>
            ))}
          </nav>
          <form method="get" action="/changes" class="row" novalidate>
            <DateField
              id="since"
              name="since"
              label={words.day}
              value={isDay ? asked : ""}
              problem={isWrong ? words.wrong : null}
            />
            <button class="ds-button" data-variant="secondary" type="submit">
              {words.show}
            </button>
          </form>
        </div>
        {isCut && <p class="quiet">{words.cut}</p>}
        <Part id="mine" title={words.mine} some={mine} />
        <Part id="opened" title={words.opened} some={opened} />
        <Part id="closed" title={words.closed} some={closed} />
        {moved && <Part id="moved" title={words.moved} some={moved} />}
        {advisors.map(({ name, ...some }, i) => (
          <Part id={`moved-${i}`} title={words.movedBy(name ?? words.nobody)} some={some} />
        ))}
        <Enquiries {...enquiries} />
        <p class="quiet sm">{words.hidden}</p>
      </div>
    </StaffPage>
  )
}

const Part = ({ id, title, some }: { id: string; title: string; some: SomeChanges }) => {
  const words = useChangeWords()
  return (
    <section aria-labelledby={id}>
      <h2 class="h2 mb-2" id={id}>
        {title} <span class="cnt">{some.n}</span>
      </h2>
      {some.n === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <ul class="list">
          {some.lines.map((line) => (
            <Line {...line} />
          ))}
        </ul>
      )}
      {some.n > some.lines.length && <p class="quiet sm">{words.more(some.n - some.lines.length)}</p>}
    </section>
  )
}

const Line = ({ href, ref, company, type, by, to, on, at }: ChangeProps) => {
  const { lang, today } = useScreen()
  const { acts } = useCaseWords()
  const words = useChangeWords()
  return (
    <li>
      <div>
        <h3>
          <a href={href}>{company}</a> <span class="quiet sm">{ref}</span>
        </h3>
        <p class="d">
          <span>{[by, acts[type], to && words.to(to[lang])].filter(Boolean).join(" ")}</span>
          <time datetime={at}>
            {shortDate(lang, on, today)} {formatTime(lang, at)}
          </time>
        </p>
      </div>
    </li>
  )
}

const Enquiries = ({ lines, n }: ChangesProps["enquiries"]) => {
  const { lang, today } = useScreen()
  const words = useChangeWords()
  return (
    <section aria-labelledby="enquiries">
      <h2 class="h2 mb-2" id="enquiries">
        {words.enquiries} <span class="cnt">{n}</span>
      </h2>
      {n === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <ul class="list">
          {lines.map(({ href, company, on, at }) => (
            <li>
              <h3>
                <a href={href}>{company}</a>
              </h3>
              <time class="d" datetime={at}>
                {shortDate(lang, on, today)} {formatTime(lang, at)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
