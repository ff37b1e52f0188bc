import type { FieldProblem } from "#src/http/errors.ts"
import { useWords } from "./screen.tsx"
import { en } from "./words.en.ts"
import { nb } from "./words.nb.ts"
import { nn } from "./words.nn.ts"

/** The domain's words in the language of whoever reads. */
export const useDomainWords = () => useWords({ nb, nn, en })

/** What is wrong with a field, as a sentence. */
export function useProblems(): (problem: FieldProblem | null | undefined) => string | undefined {
  const { problems, refusals } = useDomainWords()
  const sentences: Record<FieldProblem, string> = { ...refusals, ...problems }
  return (problem) => (problem ? sentences[problem] : undefined)
}
