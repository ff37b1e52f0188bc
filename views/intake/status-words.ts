import { useWords } from "../screen.tsx"
import { en } from "./status-words.en.ts"
import { nb } from "./status-words.nb.ts"
import { nn } from "./status-words.nn.ts"

export const STATUS_WORDS = { nb, nn, en }
export const useStatusWords = () => useWords(STATUS_WORDS)
