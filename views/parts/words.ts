import { useWords } from "#views/screen.tsx"
import { en } from "./words.en.ts"
import { nb, type PartWords } from "./words.nb.ts"
import { nn } from "./words.nn.ts"

/** The words of the parts, in the language of the page they stand on. */
export const usePartWords = (): PartWords => useWords({ nb, nn, en })
