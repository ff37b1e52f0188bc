import type { Choice, Way } from "#src/core/telling.ts"
import type { Tried } from "#src/http/tried.ts"
import { PostForm, SelectField } from "../parts/form.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import { useNoticeWords } from "./words.ts"

export type ChoicesProps = {
  choices: readonly { choice: Choice; ways: readonly Way[]; way: Way }[]
  /** Mail has not reached this person several times in a row. */
  isBounced: boolean
  tried: Tried | null
}

/** What one is told of, and how. */
export const Choices = ({ choices, isBounced, tried }: ChoicesProps) => {
  const { choices: words } = useNoticeWords()
  const { refusals } = useDomainWords()
  const problemOf = useProblems()
  return (
    <section class="panel prose" aria-labelledby="notices">
      <h2 class="h2 mb-2" id="notices">
        {words.title}
      </h2>
      {isBounced && (
        <p class="ds-validation-message mb-2" role="status">
          {words.bounced}
        </p>
      )}
      <p class="hint mb-3">{words.lead}</p>
      <PostForm to="/me/choices" made={{}} class="stack gap-3">
        {choices.map(({ choice, ways, way }) => (
          <SelectField
            id={`way-${choice}`}
            name={`way.${choice}`}
            label={words.kinds[choice]}
            value={tried?.typed[`way.${choice}`] ?? way}
            options={ways.map((value) => ({ value, label: words.ways[value] }))}
            problem={problemOf(tried?.problems[`way.${choice}`])}
          />
        ))}
        {tried?.refusal && Object.keys(tried.problems).length === 0 && (
          <p class="ds-validation-message" role="alert">
            {refusals[tried.refusal]}
          </p>
        )}
        <div>
          <button class="ds-button" data-variant="secondary" type="submit">
            {words.button}
          </button>
        </div>
      </PostForm>
    </section>
  )
}
