import { useWords } from "../screen.tsx"
import { en } from "./words.en.ts"
import { nb } from "./words.nb.ts"
import { nn } from "./words.nn.ts"

export const useSearchWords = () => useWords({ nb, nn, en })
