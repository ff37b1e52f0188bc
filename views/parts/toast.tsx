import { PostForm, type PostFormProps } from "./form.tsx"
import { Icon } from "./icon.tsx"
import { usePartWords } from "./words.ts"

/** `of` is the act that it takes back. */
export type Undo = Omit<PostFormProps, "children"> & { of: string }
export type ToastProps = { text: string; undo?: Undo | undefined }

/** What was just done, until it is dismissed or something else is done. `#live` says it aloud. */
export function Toast({ text, undo }: ToastProps) {
  const words = usePartWords()
  return (
    <div class="toast">
      <span>{text}</span>
      {undo && (
        <PostForm {...undo}>
          <input type="hidden" name="of" value={undo.of} />
          <button type="submit">{words.undo}</button>
        </PostForm>
      )}
      <button class="x" type="button" data-dismiss aria-label={words.dismiss}>
        <Icon name="XMark" />
      </button>
    </div>
  )
}

/** The toast's place. In an answer to htmx, `oob` puts it into the page's own. */
export const ToastPlace = ({ toast, oob }: { toast?: ToastProps | undefined; oob?: boolean }) => (
  <div id="toast" {...(oob && { "hx-swap-oob": "innerHTML" })}>
    {toast && <Toast {...toast} />}
  </div>
)

/** What screen readers say by themselves. In an answer to htmx, `oob` puts the words into the page's own region. */
export const Live = ({ text, oob }: { text?: string | undefined; oob?: boolean }) => (
  <div id="live" role="status" class="ds-sr-only" {...(oob && { "hx-swap-oob": "innerHTML" })}>
    {text}
  </div>
)
