import { focusCard } from "./keys.ts"
import { openMenu } from "./menus.ts"

/** What we read of htmx's context: what was sent, where the answer goes, and whether there was one. */
type Ctx = {
  sourceElement?: Element | null
  target?: Element | string | null
  request: { method: string }
  response?: { status: number }
}
type HtmxEvent = CustomEvent<{ ctx?: Ctx }>

/** Where the focus was: the act that its form opened from, and all round it that have an id, nearest first. */
let before: { opener: HTMLElement | null; ids: readonly string[] } = { opener: null, ids: [] }

/** After an answer the focus stays with what it was on, or goes to what has to be filled in. */
export function answers() {
  on("htmx:before:request", ({ request }) => {
    if (request.method !== "GET") placeOf("#toast")?.replaceChildren()
  })
  on("htmx:before:swap", ({ sourceElement, response }) => {
    const here = document.activeElement
    before = { opener: here?.closest("details")?.querySelector("summary") ?? null, ids: idsOf(here) }
    // A morph keeps what is typed: what has been taken in is not to stand there to be sent again.
    if (sourceElement instanceof HTMLFormElement && response && response.status < 400) sourceElement.reset()
  })
  on("htmx:after:swap", ({ target, response }) => {
    const place = placeOf(target)
    if (place?.id === "problem") return show(place)
    placeOf("#problem")?.replaceChildren()
    const wrong = response && response.status >= 400 ? wrongIn(place?.isConnected ? place : document) : null
    if (wrong) return wrong.focus()
    if (place?.matches(".fill")) return enter(place)
    if (isLost(document.activeElement)) goBack()
  })
  on("htmx:error", ({ response }) => {
    const problem = placeOf("#problem")
    if (response || !problem) return
    const message = document.createElement("p")
    message.className = "ds-alert"
    message.dataset.color = "danger"
    message.textContent = problem.dataset.offline ?? ""
    problem.replaceChildren(message)
    show(problem)
  })
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-dismiss]")) placeOf("#toast")?.replaceChildren()
  })
}

function on(name: string, listen: (ctx: Ctx) => void) {
  document.addEventListener(name, (event) => {
    const { ctx } = (event as HtmxEvent).detail
    if (ctx) listen(ctx)
  })
}

const placeOf = (target: Ctx["target"]) =>
  (typeof target === "string" ? document.querySelector(target) : target) as HTMLElement | null | undefined

function show(place: HTMLElement) {
  place.tabIndex = -1
  place.focus()
}

/** Fields that were asked for: the one that was pointed at, or the first, also where they were folded away. */
function enter(place: HTMLElement) {
  const menu = openMenu()
  if (menu) menu.open = false
  const folded = place.closest("details:not(.kebab)")
  if (folded instanceof HTMLDetailsElement) folded.open = true
  const field = place.querySelector<HTMLElement>("[autofocus]") ?? place.querySelector<HTMLElement>(FIELD)
  field?.focus()
}

const FIELD = "input:not([type=hidden]), textarea, select"

/** The summary of what is wrong, or else the first field that is. */
function wrongIn(place: ParentNode): HTMLElement | undefined {
  const found = [".ds-error-summary", "[aria-invalid=true]"].flatMap((one) => [
    ...place.querySelectorAll<HTMLElement>(one),
  ])
  return found.find((one) => one.checkVisibility())
}

/** Nothing has the focus, or something that no longer shows: what stood in a menu or a form that is closed now. */
const isLost = (element: Element | null) => !element || element === document.body || !element.checkVisibility()

function goBack() {
  const [place] = before.ids.flatMap((id) => document.getElementById(id) ?? []).filter((one) => one.checkVisibility())
  if (focusCard(place?.closest(".card"))) return
  if (before.opener?.checkVisibility()) return before.opener.focus()
  if (!place) return
  if (place.tabIndex < 0) place.tabIndex = -1
  place.focus({ preventScroll: true })
}

function idsOf(element: Element | null): string[] {
  return element ? [...(element.id ? [element.id] : []), ...idsOf(element.parentElement)] : []
}
