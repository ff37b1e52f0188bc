const KEY = "enquiry"
/** A draft that nobody came back to is nobody's business: browsers are shared. */
const LASTS_MS = 7 * 24 * 60 * 60 * 1000

type Draft = { at: number; typed: Record<string, string>; sent?: boolean }

/** Keeps what is typed in this browser, puts it back after a reload or a broken line, and forgets it when it is told to. */
export function draft(form: HTMLFormElement): () => void {
  const kept = read()
  // What the server shows again is newer than what is kept here.
  if (kept && !kept.sent && fieldsOf(form).every((field) => isEmpty(field))) fill(form, kept.typed)
  if (kept?.sent) clear()
  const keep = () => write({ at: Date.now(), typed: typedIn(form) })
  form.addEventListener("input", keep)
  form.addEventListener("change", keep)
  form.addEventListener("submit", (event) => {
    const isSending = (event as SubmitEvent).submitter?.getAttribute("formaction") == null
    keep()
    if (!isSending) return
    if (navigator.onLine) return
    event.preventDefault()
    say(form.querySelector<HTMLElement>("#draft")?.dataset.offline)
  })
  const told = document.querySelector<HTMLElement>("#draft")
  if (told) told.hidden = false
  const button = document.querySelector<HTMLElement>("#forget")
  button?.addEventListener("click", () => {
    clear()
    for (const field of fieldsOf(form)) empty(field)
    document.querySelector("#hits")?.replaceChildren()
    say(button.dataset.forgotten)
  })
  return keep
}

/** The receipt is there: what was kept has been sent. */
export function forgetSent() {
  if (document.querySelector("[data-received]")) clear()
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What people fill in: not what the server gave along, the trap, nor the hits of the register. */
const fieldsOf = (form: HTMLFormElement) =>
  ([...form.elements] as Field[]).filter(
    ({ name, type }) =>
      name && !["hidden", "submit", "button", "radio"].includes(type) && name !== "homepage" && !name.startsWith("cf-"),
  )

const isTick = (field: Field): field is HTMLInputElement => field.type === "checkbox"
const isEmpty = (field: Field) => (isTick(field) ? !field.checked : field.value === "")

function empty(field: Field) {
  if (isTick(field)) field.checked = false
  else field.value = ""
}

const typedIn = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries(
    fieldsOf(form)
      .filter((field) => !isEmpty(field))
      .map((field) => [field.name, isTick(field) ? "1" : field.value]),
  )

function fill(form: HTMLFormElement, typed: Record<string, string>) {
  for (const field of fieldsOf(form)) {
    const text = typed[field.name]
    if (text === undefined) continue
    if (isTick(field)) field.checked = true
    else field.value = text
  }
}

function read(): Draft | null {
  try {
    const draft: Draft = JSON.parse(localStorage.getItem(KEY) ?? "null")
    return draft && Date.now() - draft.at < LASTS_MS ? draft : null
  } catch {
    return null
  }
}

// A browser may refuse to keep anything: then nothing is kept.
function write(draft: Draft) {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft))
  } catch {}
}

function clear() {
  try {
    localStorage.removeItem(KEY)
  } catch {}
}

function say(text = "") {
  const place = document.querySelector<HTMLElement>("#draft > span")
  if (!place) return
  place.setAttribute("role", "alert")
  place.textContent = text
}
