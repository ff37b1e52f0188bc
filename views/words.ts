import { useWords } from "./screen.tsx"
import { en } from "./words.en.ts"
import { nb } from "./words.nb.ts"
import { nn } from "./words.nn.ts"

/** The domain's words in the language of whoever reads. */
export const useDomainWords = () => useWords({ nb, nn, en })
