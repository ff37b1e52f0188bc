import { PostForm } from "../parts/form.tsx"
import { shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { AgeMark, Avatar, MissingMark, NeverMark, TurnPill, WaitMark } from "../parts/pill.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import type { CardProps } from "./board.tsx"
import { useCaseWords } from "./words.ts"

/** Nine facts and no more; the rest is on the case page. The link covers the card. */
export const Card = (props: CardProps & { view: string }) => {
  const { ref, company, need, turn, age, until, never, place, access, advisor, missing, next, landed, view } = props
  const { card } = useCaseWords()
  const { gates } = useDomainWords()
  const href = `/cases/${ref}`
  const lacks = missing.map(({ code, left }) => gates[code](left)).join(", ")
  const fill = `${href}/stage?${new URLSearchParams({ ...(next && { to: next.code }), view })}`
  return (
    <article class={landed ? "card landed" : "card"} id={`card-${ref}`} data-ref={ref}>
      <h3>
        <a href={href}>{company}</a>
      </h3>
      <Menu {...props} fill={fill} />
      <p class="need">{need}</p>
      <NextStep {...props} />
      <div class="when">
        <TurnPill turn={turn} />
        {until && age.state === "waiting" ? <WaitMark until={until} /> : <AgeMark {...age} />}
        {never && <NeverMark />}
      </div>
      <div class="foot who">
        <span class="place">
          {advisor ? <Avatar {...advisor} /> : <span class="st stale">{card.noAdvisor}</span>}
          {place}
          {access === "restricted" && (
            <>
              <Icon name="PadlockLocked" />
              <span class="ds-sr-only">{card.restricted}</span>
            </>
          )}
        </span>
        {next &&
          (next.ready ? (
            <MissingMark n={0} />
          ) : (
            <MissingMark n={missing.length} href={fill} target={`#fill-${ref}`} label={`${company}: ${lacks}`} />
          ))}
      </div>
      <div class="fill" id={`fill-${ref}`} />
    </article>
  )
}

const NextStep = ({ nextStep, nextOn, until }: CardProps) => {
  const { lang, today } = useScreen()
  const { card } = useCaseWords()
  if (until && until <= today)
    return (
      <p class="next late">
        <Icon name="ExclamationmarkTriangle" />
        <span>{card.woke}</span>
      </p>
    )
  if (!nextStep || !nextOn)
    return until ? null : (
      <p class="next none">
        <Icon name="ExclamationmarkTriangle" />
        <span>{card.noStep}</span>
      </p>
    )
  const late = nextOn < today
  return (
    <p class={late ? "next late" : "next"}>
      <Icon name="ArrowRight" />
      <time datetime={nextOn} class={nextOn === today ? "today" : ""}>
        {late ? `${card.overdue} ${shortDate(lang, nextOn, today)}` : shortDate(lang, nextOn, today)}
      </time>{" "}
      <span>{nextStep}</span>
    </p>
  )
}

/** Names the next stage first, and what is missing before it is chosen. Every choice is a button of one form. */
const Menu = ({ ref, company, next, back, missing, made, view, fill }: CardProps & { view: string; fill: string }) => {
  const { lang } = useScreen()
  const { card } = useCaseWords()
  const { gates } = useDomainWords()
  const lacks = missing.map(({ code, left }) => gates[code](left)).join(", ")
  const href = `/cases/${ref}`
  return (
    <details class="kebab" name="menu">
      <summary aria-label={card.menu(company)}>
        <Icon name="MenuElipsisHorizontal" />
      </summary>
      <div class="menu">
        <PostForm to={`${href}/stage`} made={made} target="#board-page" swap="outerMorph" move>
          <input type="hidden" name="view" value={view} />
          <p class="t">{company}</p>
          {next && (
            <>
              <h4>{card.toNext}</h4>
              <button type="submit" name="to" value={next.code}>
                <Icon name="ArrowRight" />
                <b>{next.name[lang]}</b>
                <small>{lacks ? card.missing(lacks) : card.ready}</small>
              </button>
            </>
          )}
          {back && (
            <button type="submit" name="to" value={back.code}>
              <Icon name="ArrowUndo" />
              <span>{card.back(back.name[lang])}</span>
            </button>
          )}
        </PostForm>
        <ul>
          {next && (
            <li>
              <a href={fill.replace(/to=[^&]*&?/, "")}>
                <Icon name="ChevronRightDouble" />
                {card.elsewhere}
              </a>
            </li>
          )}
          <li>
            <a href={`${href}#wait-turn`}>
              <Icon name="Pause" />
              {card.wait}
            </a>
          </li>
          <li>
            <a href={`${href}#note-text`}>
              <Icon name="NotePencil" />
              {card.note}
            </a>
          </li>
          <li>
            <a href={`${href}#closure-reason`}>
              <Icon name="Archive" />
              {card.close}
            </a>
          </li>
        </ul>
      </div>
    </details>
  )
}
