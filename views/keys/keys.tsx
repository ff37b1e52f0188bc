import { PostForm } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useKeyWords } from "./words.ts"

/** What each key does, as a page for who has no scripts, or follows a link. */
export const KeysPage = () => {
  const { title } = useKeyWords()
  const keys = useScreen().who?.keys ?? true
  return (
    <StaffPage title={title} room="me">
      <div class="narrow stack gap-4">
        <h1 class="h1">{title}</h1>
        <KeyTables />
        <KeysPanel keys={keys} isThere />
      </div>
    </StaffPage>
  )
}

/** The same for a dialog, over any page. */
export const KeyList = () => {
  const { title, close, change } = useKeyWords()
  return (
    <>
      <header class="row between">
        <h2 class="h2" id="keys-title">
          {title}
        </h2>
        <button type="button" class="ds-button" data-variant="tertiary" data-close aria-label={close}>
          <Icon name="XMark" />
        </button>
      </header>
      <KeyTables />
      <p class="mt-3">
        <a class="link" href="/me#keys">
          {change}
        </a>
      </p>
    </>
  )
}

/** Whether single keys do something is each one's own choice: who speaks to a computer says letters by accident. */
export const KeysPanel = ({ keys, isThere }: { keys: boolean; isThere?: boolean }) => {
  const words = useKeyWords()
  return (
    <section class="panel prose" aria-labelledby="keys">
      <h2 class="h2 mb-2" id="keys">
        {words.switch}
      </h2>
      <p class="hint">{words.why}</p>
      <p class="mt-2 mb-2">{words.states[keys ? "on" : "off"]}</p>
      <PostForm to="/me/keys" made={{}} class="row">
        <button class="ds-button" data-variant="secondary" type="submit" name="keys" value={keys ? "off" : "on"}>
          {words.turn[keys ? "off" : "on"]}
        </button>
        {!isThere && (
          <a class="link" href="/keys">
            {words.see}
          </a>
        )}
      </PostForm>
    </section>
  )
}

const KeyTables = () => {
  const words = useKeyWords()
  const groups: readonly {
    title: string
    rows: readonly (readonly [string, ...string[]])[]
    says: readonly string[]
  }[] = [
    {
      title: words.anywhere,
      rows: [["Ctrl K", "Cmd K"], ["/"], ["E"], ["?"], ["Esc"]],
      says: [words.find, words.focus, words.log, words.all, words.escape],
    },
    {
      title: words.board,
      rows: [[words.arrowKeys], ["M"], [words.arrowKeys]],
      says: [words.arrows, words.menu, words.walk],
    },
    { title: words.box, rows: [[words.arrowKeys], ["Enter"]], says: [words.choose, words.open] },
  ]
  return (
    <>
      {groups.map(({ title, rows, says }) => (
        <table class="key-list">
          <caption>{title}</caption>
          <tbody>
            {rows.map((keys, n) => (
              <tr>
                <th scope="row">
                  {keys.map((key, nth) => (
                    <>
                      {nth > 0 && ` ${words.or} `}
                      <kbd>{key}</kbd>
                    </>
                  ))}
                </th>
                <td>{says[n]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  )
}
