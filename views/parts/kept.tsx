import { usePartWords } from "./words.ts"

type Typed = Readonly<Record<string, string>>

/** Words rather than codes and ids: what would have to be thought of anew. */
export const wordsIn = (typed: Typed) => Object.entries(typed).filter(([, value]) => /\s/.test(value))

/** What was typed in a form that is gone: to be read and copied from. */
export const KeptWords = ({ typed }: { typed: Typed }) => {
  const { kept } = usePartWords()
  const words = wordsIn(typed)
  if (words.length === 0) return null
  return (
    <div class="stack">
      <h2 class="h3">{kept}</h2>
      {words.map(([, value]) => (
        <textarea class="ds-input" rows={4} readonly aria-label={kept}>
          {value}
        </textarea>
      ))}
    </div>
  )
}
