import { focusCard } from "./keys.ts"

/** What we read of htmx's context: where the answer went, and whether there was one. */
type Ctx = { target?: Element | string | null; request: { method: string }; response?: object }
type HtmxEvent = CustomEvent<{ ctx?: Ctx }>

/** Where the focus was: its element and all round it that have an id, nearest first. */
let trail: readonly string[] = []

/** After an answer the focus stays with what it was on, or goes to what has to be filled in. */
export function answers() {
  on("htmx:before:request", (ctx) => {
    if (ctx.request.method !== "GET") placeOf("#toast")?.replaceChildren()
  })
  on("htmx:before:swap", () => {
    trail = trailOf(document.activeElement)
  })
  on("htmx:after:swap", ({ target }) => {
    const place = placeOf(target)
    if (place?.id === "problem") return show(place)
    placeOf("#problem")?.replaceChildren()
    if (place?.matches(".fill")) return enter(place)
    if (isLost(document.activeElement)) follow(trail)
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

function enter(place: Element) {
  const wrong = place.querySelector<HTMLElement>("[aria-invalid=true]")
  const first = place.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select")
  const field = wrong ?? first
  field?.focus()
}

/** Nothing has the focus, or something that no longer shows: what stood in a menu that is closed now. */
const isLost = (element: Element | null) => !element || element === document.body || !element.checkVisibility()

function follow(ids: readonly string[]) {
  const [place] = ids.flatMap((id) => document.getElementById(id) ?? []).filter((one) => one.checkVisibility())
  if (!place || focusCard(place.closest(".card"))) return
  if (place.tabIndex < 0) place.tabIndex = -1
  place.focus({ preventScroll: true })
}

function trailOf(element: Element | null): string[] {
  return element ? [...(element.id ? [element.id] : []), ...trailOf(element.parentElement)] : []
}
