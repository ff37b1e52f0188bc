import { Icon } from "./icon.tsx"

type PagerProps = {
  previous: string | null
  next: string | null
  words: { pages: string; previous: string; next: string }
}

/** The ways to the pages beside this one, if there are any. */
export const Pager = ({ previous, next, words }: PagerProps) => {
  if (!previous && !next) return null
  return (
    <nav class="row between mt-4 noprint" aria-label={words.pages}>
      {previous ? (
        <a class="ds-button" data-variant="secondary" rel="prev" href={previous}>
          <Icon name="ChevronLeft" />
          {words.previous}
        </a>
      ) : (
        <span />
      )}
      {next && (
        <a class="ds-button" data-variant="secondary" rel="next" href={next}>
          {words.next}
          <Icon name="ChevronRight" />
        </a>
      )}
    </nav>
  )
}
