import { useWords } from "../screen.tsx"
import { en } from "./words.en.ts"
import { nb } from "./words.nb.ts"
import { nn } from "./words.nn.ts"

export const useDayWords = () => useWords({ nb, nn, en })
