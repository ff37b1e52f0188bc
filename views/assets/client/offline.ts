import {
  discard,
  type Entry,
  enter,
  entriesOf,
  hasDay,
  keep,
  keepDay,
  keyOf,
  lock,
  read,
  sendAll,
  sendOne,
  type Written,
  wipe,
} from "./kept.ts"

/** The day is asked for anew when it is older than this, in milliseconds. */
const FRESH_MS = 10 * 60 * 1000

const person = document.querySelector<HTMLElement>("form[data-person]")?.dataset.person ?? ""
const list = document.querySelector<HTMLElement>("#unsent")
const isKeptPage = document.querySelector("#kept") !== null
/** The entry that stands in the form again: it goes when that is sent, or kept. */
const again = new URLSearchParams(location.search).get("entry")
let isReady = false
let isBusy = false

start().catch(() => {})

/** Asks before something that is not sent is thrown away, and leaves nothing of this person here. */
export async function leave(form: HTMLFormElement) {
  await sendAll().catch(() => false)
  const left = await entriesOf(person)
  if (left.length > 0 && !confirm(form.dataset.unsent)) return
  await wipe(person)
  for (const name of await caches.keys()) await caches.delete(name)
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister()
  for (const name of ["kept", "unsent"]) localStorage.removeItem(name)
  form.submit()
}

async function start() {
  document.addEventListener("submit", submitted, true)
  document.addEventListener("click", clicked)
  window.addEventListener("online", () => void send())
  document.addEventListener("visibilitychange", () => document.hidden || void send())
  await lock(person)
  if (isKeptPage) prepare()
  isReady = (await keyOf(person)) !== undefined
  // Who comes back after somebody else gets their key again, wherever they come.
  const isShut = !isReady && (await entriesOf(person)).length > 0
  if (!isKeptPage && (list || isShut)) await refresh()
  if (again) await refill(again)
  await send()
}

/** What one may need tonight: kept by the day's own page, and where one writes if there is nothing yet. */
async function refresh() {
  const from = import.meta.url
  if (isReady && (location.pathname !== "/day" || (await hasDay(person, from, FRESH_MS)))) return
  const answer = await fetch("/day/offline").catch(() => null)
  const isIt = answer?.ok && answer.headers.get("content-type")?.includes("json")
  if (!answer || !isIt) return
  const { person: whose, key, page, bare } = await answer.json()
  if (whose !== person) return
  await enter(person, key)
  await keepDay(person, from, { page, bare, policy: answer.headers.get("content-security-policy") ?? "" })
  localStorage.setItem("kept", person)
  isReady = true
  await navigator.serviceWorker.register("/sw.js")
}

async function send() {
  await sendAll().catch(() => {})
  await show()
}

/** Kept first, then sent: whatever happens to the line or the page in between, it is there. */
function submitted(event: SubmitEvent) {
  const form = event.target
  if (!isReady || !(form instanceof HTMLFormElement) || form.method !== "post") return
  if (new URL(form.action).pathname !== "/log" || form.dataset.through) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (!isBusy && isWritten(form)) void write(form)
}

/** Where there is a line the server says what is missing; without, the one thing that nothing is without. */
function isWritten(form: HTMLFormElement): boolean {
  const note = form.querySelector<HTMLTextAreaElement>("[name=note]")
  if (navigator.onLine || !note) return true
  note.required = true
  return note.reportValidity()
}

async function write(form: HTMLFormElement) {
  isBusy = true
  form.ariaBusy = "true"
  const written = writtenIn(form)
  const act = valueIn(form, "act")
  const entry = await keep(person, act, written).catch(() => null)
  const outcome = entry ? await sendOne(entry) : 0
  isBusy = false
  form.ariaBusy = null
  if (outcome === "received") {
    if (again) await discard(again)
    return location.assign(`/cases/${encodeURIComponent(written.ref)}?did=noted`)
  }
  // Its own page says what is wrong with a form, in the form.
  if (outcome !== "away" && !isKeptPage) {
    await discard(act)
    form.dataset.through = "yes"
    form.requestSubmit()
    delete form.dataset.through
    return
  }
  if (again && again !== act) await discard(again)
  form.reset()
  renew(form)
  if (isKeptPage) choose(written.ref)
  await navigator.serviceWorker.ready.then((worker) => later(worker)?.register("log")).catch(() => {})
  await show()
  list?.querySelector("h2")?.focus()
}

/** Some browsers send when there is a line again, also where no page of ours is open. */
const later = (worker: ServiceWorkerRegistration) =>
  (worker as { sync?: { register(tag: string): Promise<void> } }).sync

/** As it is sent, every time. It says which day it was written, since it may be sent on another. */
function writtenIn(form: HTMLFormElement): Written {
  const fields = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && !["on", "backdated"].includes(name) ? [[name, value] as const] : [],
  )
  const on = valueIn(form, "on") || today()
  const backdated = valueIn(form, "backdated") || (list?.dataset.late ?? "")
  return {
    fields: [...fields, ["on", on], ["backdated", backdated]],
    ref: valueIn(form, "case"),
    company: companyIn(form),
    note: valueIn(form, "note"),
  }
}

const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" }).format()

function valueIn(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name)
  return typeof value === "string" ? value : ""
}

function companyIn(form: HTMLFormElement): string {
  const field = form.elements.namedItem("case")
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.text ?? ""
  return field instanceof HTMLInputElement ? (field.dataset.company ?? "") : ""
}

/** Another act than the one before it. */
function renew(form: HTMLFormElement) {
  const act = form.elements.namedItem("act")
  if (act instanceof HTMLInputElement) act.value = crypto.randomUUID()
}

const formHere = () => document.querySelector<HTMLFormElement>("form[action='/log'][method=post]")

/** The day that was kept has one form, and shows what is asked of the case that is chosen. */
function prepare() {
  const form = formHere()
  const [, inPath] = /^\/cases\/([^/]+)/.exec(location.pathname) ?? []
  const asked = new URLSearchParams(location.search).get("case") ?? (inPath && decodeURIComponent(inPath))
  const field = form?.elements.namedItem("case")
  const isThere = field instanceof HTMLSelectElement && [...field.options].some(({ value }) => value === asked)
  const missing = document.querySelector<HTMLElement>("#notkept")
  if (missing && asked) missing.hidden = isThere
  if (!form || !(field instanceof HTMLSelectElement)) return
  renew(form)
  choose(isThere && asked ? asked : field.value)
  field.addEventListener("change", () => choose(field.value))
  const folded = form.closest("details")
  if (folded && location.pathname === "/log") folded.open = true
}

function choose(ref: string) {
  const field = formHere()?.elements.namedItem("case")
  if (field instanceof HTMLSelectElement) field.value = ref
  for (const part of document.querySelectorAll<HTMLFieldSetElement>("fieldset[data-case]")) {
    part.hidden = part.dataset.case !== ref
    part.disabled = part.hidden
  }
}

/** What was typed stands in the form again, with what has become of the case since. */
async function refill(act: string) {
  const entry = (await entriesOf(person)).find((one) => one.act === act)
  const written = entry && (await read(entry))
  const form = formHere()
  if (!form || !written || valueIn(form, "case") !== written.ref) return
  const isToday = written.fields.some(([name, value]) => name === "on" && value === today())
  for (const field of form.elements) {
    if (
      !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)
    )
      continue
    const { name, type } = field
    if (!name || ["act", "basedOn", "case"].includes(name)) continue
    if (isToday && ["on", "backdated"].includes(name)) continue
    const values = written.fields.filter(([one]) => one === name).map(([, value]) => value)
    if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(type))
      field.checked = values.includes(field.value)
    else field.value = values[0] ?? ""
    if (values[0] && field.closest("details")) field.closest("details")?.setAttribute("open", "")
  }
}

/** What is not sent, and why not. */
async function show() {
  const entries = await entriesOf(person)
  if (entries.length > 0) localStorage.setItem("unsent", person)
  else localStorage.removeItem("unsent")
  const rows = list?.querySelector("ul")
  const row = list?.querySelector("template")
  if (!list || !rows || !row) return
  const items = await Promise.all(entries.map((entry) => itemOf(row, entry)))
  rows.replaceChildren(...items.flatMap((item) => item ?? []))
  list.hidden = rows.children.length === 0
  list.querySelector(".cnt")?.replaceChildren(String(rows.children.length))
}

async function itemOf(row: HTMLTemplateElement, entry: Entry): Promise<DocumentFragment | null> {
  const written = await read(entry)
  if (!written) return null
  const item = row.content.cloneNode(true) as DocumentFragment
  const at = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" })
  const put = (selector: string, text: string) => item.querySelector(selector)?.replaceChildren(text)
  put("b", written.company)
  put("span", at.format(entry.at))
  put(".said", written.note)
  put(".st", entry.problem === undefined ? "" : (list?.dataset[`why${entry.problem}`] ?? ""))
  const [open, button] = [item.querySelector("a"), item.querySelector("button")]
  if (open) open.href = `/log?${new URLSearchParams({ case: written.ref, entry: entry.act })}`
  // While it waits it may have been taken in without our having heard of it.
  if (entry.problem === undefined) open?.remove()
  if (button) button.dataset.discard = entry.act
  return item
}

function clicked({ target }: MouseEvent) {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-discard]") : null
  if (!button || !confirm(list?.dataset.sure)) return
  void discard(button.dataset.discard ?? "").then(show)
}
