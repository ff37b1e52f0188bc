import { DateField, TextField } from "../parts/form.tsx"
import { useCaseWords } from "./words.ts"

type Field = { name: string; value: string; problem?: string | null | undefined }

/** For what happened on another day than it is recorded: folded, since it seldom did. */
export const DatingFields = ({ id, on, backdated }: { id: string; on: Field; backdated: Field }) => {
  const { page } = useCaseWords()
  return (
    <details open={[on, backdated].some(({ value, problem }) => value || problem)}>
      <summary class="link sm">{page.anotherDay}</summary>
      <div class="stack">
        <DateField id={`${id}-on`} {...on} label={page.onDay} either />
        <TextField id={`${id}-backdated`} {...backdated} label={page.backdated} either />
      </div>
    </details>
  )
}
