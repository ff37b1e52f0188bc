const box = () => document.querySelector<HTMLDialogElement>("#find")
const field = () => document.querySelector<HTMLInputElement>("#find-q")
const options = () => [...document.querySelectorAll<HTMLElement>("#found [role=option]")]

/** Opens the box that finds, from anywhere: Ctrl or Cmd and K, and the link in the head. */
export function finding() {
  document.addEventListener("click", (event) => {
    const { target } = event
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (target.closest("[data-find]") && openFind()) event.preventDefault()
    // Beside the box is the dialog's own backdrop.
    if (target.closest("#find [data-close]") || target.id === "find") box()?.close()
  })
  document.addEventListener("keydown", (event) => {
    const isOurs =
      (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k"
    if (isOurs ? openFind() : event.target === field() && !event.isComposing && act(event.key)) event.preventDefault()
  })
  document.addEventListener("htmx:after:swap", (event) => {
    const target = (event as CustomEvent<{ ctx?: { target?: Element | string | null } }>).detail.ctx?.target
    if (target === "#found" || (target instanceof Element && target.id === "found")) choose(0)
  })
  document.addEventListener("htmx:error", () => {
    const told = document.querySelector("#found-told")
    if (box()?.open && told) told.textContent = document.querySelector<HTMLElement>("#problem")?.dataset.offline ?? ""
  })
}

export function openFind(): boolean {
  const dialog = box()
  if (!dialog) return false
  if (!dialog.open) dialog.showModal()
  field()?.select()
  return true
}

function act(key: string): boolean {
  const all = options()
  const here = all.findIndex((one) => one.ariaSelected === "true")
  // The field itself would take the first Escape to be emptied.
  if (key === "Escape") box()?.close()
  else if (key === "ArrowDown" && all.length) choose((here + 1) % all.length)
  else if (key === "ArrowUp" && all.length) choose((here <= 0 ? all.length : here) - 1)
  else if (key === "Enter" && here >= 0 && isAnswered()) all[here]?.click()
  else return false
  return true
}

/** Whether the options are those of what stands in the field: who types on and presses Enter means what they typed. */
const isAnswered = () =>
  document.querySelector<HTMLElement>("#found-told [data-for]")?.dataset.for ===
  field()?.value.trim().replace(/\s+/g, " ")

function choose(nth: number) {
  const all = options()
  all.forEach((one, n) => {
    one.ariaSelected = String(n === nth)
  })
  const chosen = all[nth]
  chosen?.scrollIntoView({ block: "nearest" })
  field()?.setAttribute("aria-expanded", String(all.length > 0))
  if (chosen) field()?.setAttribute("aria-activedescendant", chosen.id)
  else field()?.removeAttribute("aria-activedescendant")
}
