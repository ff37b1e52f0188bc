import { useWords } from "../screen.tsx"
import { en } from "./words.en.ts"
import { nb } from "./words.nb.ts"
import { nn } from "./words.nn.ts"

export type Section = { title: string; text: readonly string[]; points?: readonly string[] }

export const useAboutWords = () => useWords({ nb, nn, en })
