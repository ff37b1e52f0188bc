import type { SearchProps } from "./props.ts"
import { useSearchWords } from "./words.ts"

/** What there is to say of what was found, in words; nothing before anything was typed. */
export function useTold({ text, words: sought, total, isCut }: SearchProps): string | null {
  const words = useSearchWords()
  if (!text) return null
  if (sought.length === 0) return words.blank
  return [total > 0 ? words.found(total) : words.none(text), isCut && words.cut].filter(Boolean).join(". ")
}
