const FORM = "#selection"

/** How many rows are chosen, and all of a page at once: what a script can count and a form cannot. */
export function selecting() {
  tell()
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.closest(FORM)) return
    if (target.matches("[data-all]")) for (const box of boxes()) box.checked = target.checked
    tell()
  })
  document.addEventListener("htmx:after:swap", tell)
  // Going back in the browser brings the ticks back, and says nothing of it.
  addEventListener("pageshow", tell)
}

const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`${FORM} input[name=ref]`)]

function tell() {
  const all = document.querySelector<HTMLInputElement>(`${FORM} [data-all]`)
  const told = document.querySelector<HTMLElement>(`${FORM} [data-chosen]`)
  if (!all || !told) return
  const every = boxes()
  const chosen = every.filter((box) => box.checked).length
  all.hidden = false
  all.checked = chosen > 0 && chosen === every.length
  all.indeterminate = chosen > 0 && chosen < every.length
  const words = chosen > 0 ? (told.dataset.words ?? "").replace("#", String(chosen)) : ""
  if (told.textContent !== words) told.textContent = words
}
