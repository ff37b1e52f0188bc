const DELAY_MS = 300
const SHORTEST = 2

/** Shows what the register has while the company is typed. Only that one field is sent, and the last answer counts. */
export function companies(form: HTMLFormElement, keep: () => void) {
  const field = form.querySelector<HTMLInputElement>("#company")
  const hits = form.querySelector<HTMLElement>("#hits")
  const place = form.querySelector<HTMLSelectElement>("#municipality")
  if (!field || !hits || !place) return
  let timer = 0
  let asking: AbortController | null = null
  let filled = ""

  const ask = async () => {
    asking?.abort()
    asking = new AbortController()
    const text = field.value.trim()
    if (text.length < SHORTEST) return hits.replaceChildren()
    const body = new URLSearchParams({ company: text })
    const headers = { "HX-Request-Type": "partial" }
    const answer = await fetch("/enquiry/companies", { method: "POST", body, headers, signal: asking.signal }).catch(
      () => null,
    )
    const html = answer?.ok ? await answer.text() : ""
    if (answer && field.value.trim() === text) hits.innerHTML = html
  }

  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = window.setTimeout(ask, DELAY_MS)
  })
  form.querySelector("#find")?.addEventListener("click", (event) => {
    event.preventDefault()
    void ask()
  })
  // What the register knows fills in the rest, unless somebody has said otherwise.
  hits.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.value) return
    const { name = "", municipality = "" } = target.dataset
    field.value = name
    const isOffered = [...place.options].some(({ value }) => value === municipality)
    if (isOffered && (place.value === "" || place.value === filled)) place.value = filled = municipality
    keep()
  })
}
