const MENU = "details[name=menu]"

export const openMenu = () => document.querySelector<HTMLDetailsElement>(`${MENU}[open]`)

/** Opens a card's menu with the first thing in it in focus. */
export function enterMenu(card: Element) {
  const menu = card.querySelector<HTMLDetailsElement>(MENU)
  if (!menu) return
  menu.open = true
  itemsOf(menu)[0]?.focus()
}

/** A menu opens and closes without us; we close it for a click elsewhere and for Escape, and walk it with arrows. */
export function menus() {
  document.addEventListener("click", ({ target }) => {
    const menu = openMenu()
    if (menu && target instanceof Node && !menu.contains(target)) menu.open = false
  })
  document.addEventListener("keydown", (event) => {
    const menu = openMenu()
    if (!menu || event.isComposing) return
    if (event.key === "Escape") leave(menu)
    else if (!menu.contains(document.activeElement) || !walk(menu, event.key)) return
    event.preventDefault()
  })
}

function leave(menu: HTMLDetailsElement) {
  menu.open = false
  menu.querySelector("summary")?.focus()
}

function walk(menu: Element, key: string): boolean {
  const items = itemsOf(menu)
  const here = items.indexOf(document.activeElement as HTMLElement)
  const there = { ArrowDown: here + 1, ArrowUp: here < 0 ? -1 : here - 1, Home: 0, End: -1 }[key]
  if (there === undefined) return false
  items.at(there % items.length)?.focus()
  return true
}

const itemsOf = (menu: Element) => [...menu.querySelectorAll<HTMLElement>(".menu :is(button, a)")]
