/** A field over a list to choose from: what is typed leaves those that have it, and the first of them chosen. */
export function filtering() {
  for (const place of document.querySelectorAll<HTMLElement>("[data-filters]")) {
    const list = document.querySelector<HTMLSelectElement>(`#${place.dataset.filters}`)
    const field = place.querySelector("input")
    if (!list || !field) continue
    place.hidden = false
    field.focus()
    field.addEventListener("input", () => {
      const sought = field.value.trim().toLowerCase()
      const found = [...list.options].filter((option) => {
        option.hidden = !option.text.toLowerCase().includes(sought)
        return !option.hidden
      })
      if (found[0]) list.value = found[0].value
    })
  }
}
