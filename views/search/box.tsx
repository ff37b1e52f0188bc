import { Icon } from "../parts/icon.tsx"
import { About, useGroups } from "./groups.tsx"
import type { SearchProps } from "./props.ts"
import { useTold } from "./told.ts"
import { useSearchWords } from "./words.ts"

/** Leads to the page that searches; with scripts it opens the box instead. */
export const SearchLink = () => {
  const { title, keys } = useSearchWords()
  return (
    <a class="seek" href="/search" data-find>
      <Icon name="MagnifyingGlass" />
      <span>{title}</span>
      <kbd>{keys}</kbd>
    </a>
  )
}

/** Finds while one types, from any page. Without an option chosen, Enter leads to the page with the same. */
export const SearchBox = () => {
  const { title, label, close, how } = useSearchWords()
  return (
    <dialog id="find" aria-label={title}>
      <search>
        <form method="get" action="/search">
          <Icon name="MagnifyingGlass" />
          <input
            id="find-q"
            type="search"
            name="q"
            role="combobox"
            aria-label={label}
            aria-expanded="false"
            aria-controls="found"
            aria-autocomplete="list"
            aria-describedby="find-how"
            placeholder={label}
            autocomplete="off"
            spellcheck={false}
            hx-get="/search"
            hx-target="#found"
            hx-swap="innerHTML"
            hx-trigger="input changed delay:150ms"
            hx-sync="replace"
          />
          <button type="button" data-close aria-label={close}>
            <Icon name="XMark" />
          </button>
        </form>
      </search>
      <div id="found" role="listbox" aria-label={title} />
      <p id="found-told" role="status" />
      <p id="find-how" class="quiet xs">
        {how}
      </p>
    </dialog>
  )
}

/** The options alone, for htmx, and what is to be said of them. */
export const Options = (found: SearchProps) => {
  const groups = useGroups(found)
  const told = useTold(found)
  let nth = 0
  return (
    <>
      {groups.map(({ key, title, items }) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox holds options and groups of them, and no fieldset
        <div role="group" aria-labelledby={`found-${key}`}>
          <p id={`found-${key}`} class="what" role="presentation">
            {title}
          </p>
          {items.map(({ href, icon, title, about }) => (
            <a role="option" id={`found-${nth++}`} href={href} tabindex={-1} aria-selected="false">
              <Icon name={icon} />
              <span class="t">{title}</span>
              <span class="d">
                <About of={about} />
              </span>
            </a>
          ))}
        </div>
      ))}
      <p id="found-told" role="status" hx-swap-oob="innerHTML">
        <span data-for={found.text}>{told}</span>
      </p>
    </>
  )
}
