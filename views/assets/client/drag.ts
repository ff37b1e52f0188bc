import Sortable from "sortablejs"

/** How long a finger rests before it lifts a card, so that a board can be scrolled, in milliseconds. */
const REST = 220
const phone = matchMedia("(width < 700px)")
/** Where the hand is. The board may scroll under it. */
let hand = { x: 0, y: 0 }

/** Where columns are stages, a card is dragged to another: its own form is posted with that column's stage, and the answer moves it. */
export function dragging() {
  makeDraggable()
  document.addEventListener("htmx:after:swap", makeDraggable)
}

function makeDraggable() {
  for (const list of document.querySelectorAll<HTMLElement>(".board[data-group=stage] .cards")) {
    if (Sortable.get(list)) continue
    Sortable.create(list, {
      draggable: "li:has(form[data-move])",
      sort: false,
      forceFallback: true,
      fallbackTolerance: 5,
      fallbackClass: "in-hand",
      ghostClass: "lifted",
      delay: REST,
      delayOnTouchOnly: true,
      touchStartThreshold: 6,
      filter: (event) => phone.matches || isControl(event.target),
      preventOnFilter: false,
      onStart: ({ item }) => lift(item),
      onEnd: ({ item }) => drop(item),
    })
  }
}

/** A hand on the menu or on a field in the card doesn't take the card. */
const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest(".kebab, .fill, .miss") !== null

function lift(item: Element) {
  item.closest(".board")?.toggleAttribute("data-dragging", true)
  document.addEventListener("pointermove", follow)
}

function follow({ clientX, clientY }: PointerEvent) {
  hand = { x: clientX, y: clientY }
  mark(underHand())
}

/** It stays where it was: only the answer says where it went. A refusal opens its fields there. */
function drop(item: HTMLElement) {
  document.removeEventListener("pointermove", follow)
  item.closest(".board")?.removeAttribute("data-dragging")
  item.classList.remove("lifted")
  mark(null)
  swallowClick()
  const column = underHand()
  const stage = column?.dataset.stage
  const form = item.querySelector<HTMLFormElement>("form[data-move]")
  if (stage && form && !column.contains(item)) post(form, stage)
}

function post(form: HTMLFormElement, stage: string) {
  const button = document.createElement("button")
  Object.assign(button, { name: "to", value: stage, hidden: true })
  form.append(button)
  form.requestSubmit(button)
  button.remove()
}

function mark(over: Element | null) {
  for (const column of document.querySelectorAll(".board .col")) {
    column.toggleAttribute("data-over", column === over)
  }
}

const underHand = () => document.elementFromPoint(hand.x, hand.y)?.closest<HTMLElement>(".board .col") ?? null

/** A browser may see a click where a card is let go, and the card is a link. */
function swallowClick() {
  const swallow = (event: Event) => event.preventDefault()
  document.addEventListener("click", swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }))
}
