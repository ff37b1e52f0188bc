import { TextField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { StaffPage } from "../staff-page.tsx"
import { About, useGroups } from "./groups.tsx"
import type { SearchProps } from "./props.ts"
import { useTold } from "./told.ts"
import { useSearchWords } from "./words.ts"

/** What was found as a page of its own, by a plain form. */
export const SearchPage = (found: SearchProps) => {
  const words = useSearchWords()
  const told = useTold(found)
  const { text } = found
  return (
    <StaffPage title={text ? `${words.title}: ${text}` : words.title} room="search">
      <div class="narrow">
        <h1 class="h1">{words.title}</h1>
        <search class="lookup noprint">
          <form method="get" action="/search">
            <TextField
              id="search-q"
              name="q"
              label={words.label}
              hint={words.hint}
              value={text}
              type="search"
              autocomplete="off"
              either
            />
            <button class="ds-button" type="submit">
              <Icon name="MagnifyingGlass" />
              {words.submit}
            </button>
          </form>
        </search>
        {told && (
          <p class="md mt-3" role="status">
            {told}
          </p>
        )}
        {useGroups(found).map(({ key, title, items }) => (
          <section class="group" aria-labelledby={`group-${key}`}>
            <h2 id={`group-${key}`}>{title}</h2>
            <ul class="list">
              {items.map(({ href, title, about }) => (
                <li>
                  <div>
                    <h3>
                      <a href={href}>{title}</a>
                    </h3>
                    <p class="d">
                      <About of={about} />
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </StaffPage>
  )
}
