import { html } from "hono/html"
import { shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { AgeMark, AlertMark, Avatar, MissingMark, NeverMark, TurnPill, WaitMark } from "../parts/pill.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import type { CardProps } from "./board.tsx"
import { useCaseWords } from "./words.ts"

/**
 * Nine facts and no more; the rest is on the case page. The link covers the card. A template and not elements, here
 * alone: a board has a hundred and twenty cards, and putting their elements together would take most of its time.
 */
export const Card = (props: CardProps & { view: string }) => {
  const { ref, company, need, turn, age, until, never, alert, place, access, advisor, missing, next, landed, view } =
    props
  const { lang } = useScreen()
  const { card } = useCaseWords()
  const { gates } = useDomainWords()
  const href = `/cases/${ref}`
  const lacks = missing.map(({ code, left }) => gates[code](left)).join(", ")
  const fill = `${href}/stage?${new URLSearchParams({ ...(next && { to: next.code }), view })}`
  return html`<article class="${landed ? "card landed" : "card"}" id="card-${ref}" data-ref="${ref}">
<h3><a href="${href}">${company}</a></h3>
${Menu({ ...props, fill, lacks })}
<p class="need">${need}</p>
${NextStep(props)}
<div class="when">${TurnPill({ turn })}${until && age.state === "waiting" ? WaitMark({ until }) : AgeMark(age)}${never && NeverMark()}${alert && AlertMark({ alert })}</div>
<div class="foot who"><span class="place">${props.stage && html`<b>${props.stage[lang]}</b>`}${advisor ? Avatar(advisor) : html`<span class="st stale">${card.noAdvisor}</span>`}${place}${
    access === "restricted" &&
    html`${Icon({ name: "PadlockLocked" })}<span class="ds-sr-only">${card.restricted}</span>`
  }</span>${
    next &&
    (next.ready
      ? MissingMark({ n: 0 })
      : MissingMark({ n: missing.length, href: fill, target: `#fill-${ref}`, label: `${company}: ${lacks}` }))
  }</div>
<div class="fill" id="fill-${ref}"></div>
</article>`
}

const NextStep = ({ nextStep, nextOn, until }: CardProps) => {
  const { lang, today } = useScreen()
  const { card } = useCaseWords()
  if (until && until <= today)
    return html`<p class="next late">${Icon({ name: "ExclamationmarkTriangle" })}<span>${card.woke}</span></p>`
  if (!nextStep || !nextOn)
    return until
      ? null
      : html`<p class="next none">${Icon({ name: "ExclamationmarkTriangle" })}<span>${card.noStep}</span></p>`
  const late = nextOn < today
  const day = shortDate(lang, nextOn, today)
  return html`<p class="${late ? "next late" : "next"}">${Icon({ name: "ArrowRight" })}<time datetime="${nextOn}" class="${
    nextOn === today ? "today" : ""
  }">${late ? `${card.overdue} ${day}` : day}</time> <span>${nextStep}</span></p>`
}

/** Names the next stage first, and what is missing before it is chosen. Every choice is a button of one form. */
const Menu = (props: CardProps & { view: string; fill: string; lacks: string }) => {
  const { ref, company, next, back, made, view, fill, lacks } = props
  const { lang } = useScreen()
  const { card } = useCaseWords()
  const href = `/cases/${ref}`
  const post = `${href}/stage`
  return html`<details class="kebab" name="menu">
<summary aria-label="${card.menu(company)}">${Icon({ name: "MenuElipsisHorizontal" })}</summary>
<div class="menu">
<form method="post" action="${post}" novalidate data-move="true" hx-post="${post}" hx-target="#board-page" hx-swap="outerMorph" hx-sync="drop">
<input type="hidden" name="act" value="${made.act ?? crypto.randomUUID()}">
<input type="hidden" name="basedOn" value="${made.basedOn}">
<input type="hidden" name="view" value="${view}">
<p class="t">${company}</p>
${
  next &&
  html`<h4>${card.toNext}</h4>
<button type="submit" name="to" value="${next.code}">${Icon({ name: "ArrowRight" })}<b>${next.name[lang]}</b><small>${
    lacks ? card.missing(lacks) : card.ready
  }</small></button>`
}${
  back &&
  html`<button type="submit" name="to" value="${back.code}">${Icon({ name: "ArrowUndo" })}<span>${card.back(
    back.name[lang],
  )}</span></button>`
}
</form>
${next && !next.ready && Lacks({ ...props, fill })}<ul>
${next && html`<li><a href="${fill.replace(/to=[^&]*&?/, "")}">${Icon({ name: "ChevronRightDouble" })}${card.elsewhere}</a></li>`}
<li><a href="${href}#wait-turn">${Icon({ name: "Pause" })}${card.wait}</a></li>
<li><a href="${href}#note-text">${Icon({ name: "NotePencil" })}${card.note}</a></li>
<li><a href="${href}#closure-reason">${Icon({ name: "Archive" })}${card.close}</a></li>
</ul>
</div>
</details>`
}

/** Each thing that is missing, as the way to its field in the card. */
const Lacks = ({ ref, missing, fill }: CardProps & { fill: string }) => {
  const { card } = useCaseWords()
  const { gates } = useDomainWords()
  return html`<h4>${card.lacks}</h4>
<ul>
${missing.map(({ code, left, field }) => {
  const href = `${fill}&field=${field}`
  return html`<li><a href="${href}" hx-get="${href}" hx-target="#fill-${ref}">${Icon({ name: "Circle" })}${gates[code](left)}</a></li>`
})}
</ul>
<hr>
`
}
