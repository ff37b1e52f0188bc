/** What is kept for where there is no coverage is seen to by a script of its own, where something is, or is to be. */
export function away() {
  const leaving = document.querySelector<HTMLFormElement>("form[data-offline]")
  if (!leaving) return
  const { person, offline = "" } = leaving.dataset
  const load = (): Promise<typeof import("./offline.ts")> => import(offline)
  if (document.querySelector("#unsent") || isLeft(person)) load().catch(() => {})
  leaving.addEventListener("submit", (event) => {
    if (!flag("kept")) return
    event.preventDefault()
    // Where it does not come, nothing can be asked, and signing out must not be in vain.
    load().then(
      ({ leave }) => leave(leaving),
      () => leaving.submit(),
    )
  })
}

/** Something of this person's to send, or of another's to shut. */
const isLeft = (person = "") => flag("unsent") !== null || (flag("kept") ?? person) !== person

function flag(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}
