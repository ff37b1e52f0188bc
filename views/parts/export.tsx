import { PostForm, TextField } from "./form.tsx"
import { usePartWords } from "./words.ts"

type ExportProps = {
  list: "cases" | "network"
  /** The list's query, so that the file holds what the page does. */
  view: string
  open: boolean
  field: { name: string; value: string; problem: string | null | undefined }
}

/** Takes a list along in a file. It asks what for, since what has left is no longer looked after here. */
export const ExportForm = ({ list, view, open, field }: ExportProps) => {
  const { take } = usePartWords()
  return (
    <details class="noprint" open={open}>
      <summary class="ds-button" data-variant="tertiary">
        {take.title}
      </summary>
      <PostForm to="/cases/export" made={{}} view={view} class="form" label={take.title}>
        <input type="hidden" name="list" value={list} />
        <TextField id="export-purpose" {...field} label={take.purpose} hint={take.hint(MOST)} maxlength={200} />
        <div class="row">
          <button class="ds-button" type="submit" name="format" value="xlsx">
            {take.workbook}
          </button>
          <button class="ds-button" data-variant="secondary" type="submit" name="format" value="csv">
            {take.text}
          </button>
        </div>
      </PostForm>
    </details>
  )
}

/** As `MOST_ROWS` in src/exchange, told before one asks for more. */
const MOST = "2000"
