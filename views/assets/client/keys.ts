import { openFind } from "./find.ts"
import { enterMenu, openMenu } from "./menus.ts"

const CARD = ".board .card"

/** From card to card with arrows, E for what came of a meeting, M for a card's menu, / for the page's field that finds, or the box, ? for all keys. */
export function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    // Whoever has turned single keys off has the arrows still.
    if (event.key.length === 1 && document.body.dataset.keys === "off") return
    if (openMenu() || document.querySelector("dialog[open]") || !act(event.key)) return
    event.preventDefault()
  })
}

function act(key: string): boolean {
  if (key === "/") return focus(document.querySelector("main input[type=search]")) || openFind()
  if (key === "?") return showKeys()
  if (key === "e" || key === "E") return follow(document.querySelector("a[data-log]"))
  const card = document.activeElement?.closest(CARD)
  if (!card) return false
  if (key === "m" || key === "M") {
    enterMenu(card)
    return true
  }
  const step = STEPS[key]
  return step ? focusCard(step(card)) : false
}

/** What each key does, asked of the server when it is wanted; without contact the page says so. */
function showKeys(): boolean {
  const dialog = document.createElement("dialog")
  dialog.id = "all-keys"
  dialog.setAttribute("aria-labelledby", "keys-title")
  dialog.addEventListener("close", () => dialog.remove())
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest("[data-close]"))) dialog.close()
  })
  fetch("/keys", { headers: { "HX-Request-Type": "partial" } }).then(
    async (answer) => {
      if (!answer.ok || answer.redirected) return location.assign("/keys")
      dialog.innerHTML = await answer.text()
      document.body.append(dialog)
      dialog.showModal()
    },
    () => location.assign("/keys"),
  )
  return true
}

/** The company's name is what a card is reached by. */
export const focusCard = (card: Element | null | undefined): boolean => focus(card?.querySelector("h3 a"))

const STEPS: Record<string, (card: Element) => Element | undefined> = {
  ArrowUp: (card) => beside(cardsOf(card.closest(".col")), card, -1),
  ArrowDown: (card) => beside(cardsOf(card.closest(".col")), card, 1),
  ArrowLeft: (card) => across(card, -1),
  ArrowRight: (card) => across(card, 1),
}

/** The card at the same height in the next column that shows any. */
function across(card: Element, by: 1 | -1): Element | undefined {
  const columns = [...document.querySelectorAll(".board .col")].filter((column) => cardsOf(column).length > 0)
  const here = card.closest(".col")
  const top = card.getBoundingClientRect().top
  const away = (one: Element) => Math.abs(one.getBoundingClientRect().top - top)
  return cardsOf(here && beside(columns, here, by)).toSorted((a, b) => away(a) - away(b))[0]
}

const cardsOf = (column: Element | null | undefined) =>
  [...(column?.querySelectorAll(".card") ?? [])].filter((card) => card.checkVisibility())

function beside(all: readonly Element[], one: Element, by: 1 | -1): Element | undefined {
  return all[all.indexOf(one) + by]
}

function focus(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false
  element.focus()
  return true
}

function follow(link: Element | null): boolean {
  if (!(link instanceof HTMLElement)) return false
  link.click()
  return true
}

const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null
