const EVERY_MS = 30_000

/** Asks now and then, while the page is looked at, what others have done to what it shows. */
export function live() {
  setInterval(ask, EVERY_MS)
  document.addEventListener("visibilitychange", ask)
}

async function ask() {
  const place = document.querySelector<HTMLElement>("[data-poll]")
  const from = place?.dataset.poll
  if (!place || !from || document.hidden) return
  // Whatever else comes is no answer: being signed out or without contact is told when something is done.
  const answer = await fetch(from, { headers: { "HX-Request-Type": "partial" } }).catch(() => null)
  const html = answer?.status === 200 ? await answer.text() : ""
  const isStill = place.isConnected && place.dataset.poll === from
  if (!html || !isStill || place.dataset.told === html) return
  place.dataset.told = html
  place.innerHTML = html
}
